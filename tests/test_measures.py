import pytest
from expected import read_cases
from hypothesis import given
from prose import any_text, modest, report_prose

from indicators.figures import find_figures
from indicators.measures import read_measure
from indicators.model import MEASURES

CASES = read_cases("measures")


def _each_clause():
    for case in CASES["measure"]:
        for clause in case["clauses"]:
            for figure in case["figures"]:
                text = clause.replace("{}", figure)
                why = CASES["known_misses"].get(text)
                marks = [pytest.mark.xfail(reason=why, strict=True)] if why else []
                yield pytest.param(text, (case["measure"], case.get("sign", 1)), id=text, marks=marks)


@pytest.mark.parametrize(("text", "expected"), list(_each_clause()))
def test_the_words_around_a_figure_tell_its_measure_and_direction(text, expected):
    figure = find_figures(text)[-1]
    cue = read_measure(text[: figure.start], figure, text[figure.end :])
    assert (cue.measure, cue.sign) == expected


@modest
@given(report_prose() | any_text())
def test_any_words_have_a_known_measure_and_keep_only_words_of_the_text(text):
    for figure in find_figures(text):
        cue = read_measure(text[: figure.start], figure, text[figure.end :])
        assert cue.measure in MEASURES
        assert cue.sign in (1, -1)
        assert cue.rest in text[: figure.start]
