"""What figures outside the catalogue are called: whatever makes them another quantity stands in the name."""

import pytest
from expected import read_cases

from indicators.extract import extract
from indicators.model import Report

CASES = [(text, names) for part in read_cases("names").values() for text, names in part.items()]


@pytest.mark.parametrize(("text", "names"), CASES, ids=[text for text, _ in CASES])
def test_a_figure_outside_the_catalogue_is_called_in_full(text, names):
    report = Report("names", f"2015年东湖区政府工作报告\n\n一、2014年工作回顾\n\n2014年，{text}。\n")
    rows = [row for row in extract(report).observations if row.measure in ("level", "share")]
    assert [(row.indicator, row.label) for row in rows] == [("other", name) for name in names]
