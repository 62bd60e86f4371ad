"""Which figures may stand beside each other."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from indicators.model import COLUMNS
from indicators.series import (
    best,
    coverage,
    distinct,
    lines,
    prepare,
    span_of,
    unrounded,
)

NUMBERS = {"value": 0.0, "value_high": float("nan"), "start": 0, "end": 0}
DEFAULTS = {
    "area_code": "360102",
    "area": "东湖区",
    "indicator": "gdp",
    "measure": "level",
    "unit": "CNY",
    "kind": "actual",
    "bound": "eq",
    "doc_id": "a",
}


def rows(*given: dict[str, Any]) -> pd.DataFrame:
    """Prepared tidy rows: full years by default; ``period`` may name other months."""
    table = []
    for number, each in enumerate(given):
        row: dict[str, Any] = {name: NUMBERS.get(name, DEFAULTS.get(name, "")) for name in COLUMNS}
        row |= {"start": number * 10, **each}
        year, months = row.pop("year", None), row.pop("months", ("01-01", "12-31"))
        if year:
            row |= {"period_start": f"{year}-{months[0]}", "period_end": f"{year}-{months[1]}"}
        table.append(row)
    return prepare(pd.DataFrame(table, columns=list(COLUMNS)))


SPANS = [
    ("2014-01-01", "2014-12-31", "year"),
    ("2021-01-01", "2021-10-31", "months"),
    ("2021-01-01", "2021-01-31", "months"),
    ("2021-07-01", "2021-07-31", "month"),
    ("2016-01-01", "2020-12-31", "years"),
    ("2020-01-01", "2021-06-30", "other"),
    ("2021-04-01", "2021-06-30", "other"),
    ("2021-08-26", "2021-08-26", "other"),
    ("", "", "none"),
]


@pytest.mark.parametrize(("start", "end", "span"), SPANS)
def test_spans(start: str, end: str, span: str) -> None:
    assert span_of(start, end) == span


def test_places_without_a_code_go_by_their_name() -> None:
    assert rows({"area_code": "", "area": "某园区", "year": 2014})["place"].tolist() == ["某园区"]


def test_a_span_of_years_belongs_to_no_year() -> None:
    prepared = rows({"period_start": "2016-01-01", "period_end": "2020-12-31"}, {"year": 2014})
    assert prepared["year"].isna().tolist() == [True, False]


def test_a_line_breaks_at_a_missing_year() -> None:
    given = rows(*({"year": year, "value": year} for year in (2011, 2012, 2014, 2015, 2016, 2018)))
    assert [run["year"].tolist() for run in lines(given)] == [[2011, 2012], [2014, 2015, 2016]]


def test_a_line_joins_only_full_year_outcomes() -> None:
    partial = {"year": 2013, "months": ("01-01", "10-31"), "value": 3}
    given = rows(
        {"year": 2011, "value": 1},
        {"year": 2012, "value": 2, "kind": "estimate"},
        partial,
        {"year": 2014, "value": 4, "kind": "target"},
    )
    assert lines(given) == []


def test_a_line_breaks_where_documents_disagree() -> None:
    given = rows(
        {"year": 2011, "value": 1.2},
        {"year": 2012, "value": 2.2},
        {"year": 2013, "value": 3.1},
        {"year": 2013, "value": 3.4, "doc_id": "b"},
    )
    assert [run["year"].tolist() for run in lines(given)] == [[2011, 2012]]


def test_a_line_never_joins_different_things_units_or_bases() -> None:
    things = rows(
        *(
            {"indicator": "projects", "label": label, "year": year, "value": 1}
            for label, year in (("签约项目", 2011), ("开工项目", 2012))
        )
    )
    units = rows({"indicator": "fdi", "year": 2011, "unit": "USD"}, {"indicator": "fdi", "year": 2012, "unit": "CNY"})
    bases = rows({"year": 2011, "basis": "省口径"}, {"year": 2012})
    assert [lines(things), lines(units), lines(bases)] == [[], [], []]


def test_an_outcome_goes_before_an_estimate_before_a_target() -> None:
    given = [
        {"year": 2014, "value": value, "kind": kind}
        for value, kind in ((9.9, "target"), (8.8, "estimate"), (7.7, "actual"))
    ]
    assert best(rows(*given))["value"].tolist() == [7.7]
    assert best(rows(*given[:2]))["value"].tolist() == [8.8]


def test_values_that_disagree_all_stay() -> None:
    given = rows(
        {"year": 2014, "value": 429e8},
        {"year": 2014, "value": 431e8, "doc_id": "b"},
        {"year": 2014, "value": 429e8, "doc_id": "c"},
    )
    assert best(given)["value"].tolist() == [429e8, 431e8]


ROUNDER = [
    ({"value": 527.7076e8}, {"value": 527.71e8}, [527.7076e8]),
    ({"value": 527.7076e8}, {"value": 528e8}, [527.7076e8]),
    ({"value": 109.5e8}, {"value": 100e8, "bound": "ge"}, [109.5e8]),
    ({"value": 99e8}, {"value": 100e8, "bound": "ge"}, [99e8, 100e8]),
    ({"value": 15.48, "unit": "%"}, {"value": 15.5, "unit": "%"}, [15.48]),
    ({"value": 15.48, "unit": "%"}, {"value": 15.4, "unit": "%"}, [15.48, 15.4]),
    ({"value": 527.7e8, "basis": "省口径"}, {"value": 527.71e8}, [527.7e8, 527.71e8]),
]


@pytest.mark.parametrize(("one", "other", "left"), ROUNDER)
def test_rounding_is_told_from_conflict(one: dict[str, Any], other: dict[str, Any], left: list[float]) -> None:
    assert unrounded(rows({"year": 2018, **one}, {"year": 2018, **other}))["value"].tolist() == left


def test_among_many_things_nothing_is_a_repetition() -> None:
    lot = {"indicator": "projects", "label": "项目", "year": 2015, "value": 4.0, "unit": "个"}
    assert len(distinct(rows(lot, lot))) == 2
    assert len(distinct(rows({"year": 2015, "value": 4.0}, {"year": 2015, "value": 4.0}))) == 1


def test_coverage_tells_outcomes_from_plans_and_counts() -> None:
    given = rows(
        {"year": 2014},
        {"year": 2014, "measure": "yoy", "kind": "target"},
        {"year": 2015, "kind": "target"},
        {"year": 2016},
    )
    table = coverage(given, [2014, 2015]).set_index("year")
    assert table["status"].to_dict() == {2014: "reported", 2015: "planned"}
    assert table["count"].to_dict() == {2014: 2, 2015: 1}


def test_zeros_as_written_are_digits() -> None:
    """100亿元 beside 96亿元 is a contradiction and no rounding; 约100亿元 and 超过90亿元 are roundings."""
    exact = {"year": 2020, "value": 96e8, "surface": "96亿元"}
    for other, left in (
        ({"value": 100e8, "surface": "100亿元"}, [96e8, 100e8]),
        ({"value": 100e8, "surface": "100亿元", "bound": "approx"}, [96e8]),
        ({"value": 90e8, "surface": "90亿元", "bound": "ge"}, [96e8]),
        ({"value": 96.2e8, "surface": "96.2亿元"}, [96.2e8]),
    ):
        assert unrounded(rows(exact, {"year": 2020, **other}))["value"].tolist() == left


def test_the_same_value_under_two_definitions_is_no_repetition() -> None:
    given = rows({"year": 2020, "value": 8, "basis": "同口径"}, {"year": 2020, "value": 8}, {"year": 2020, "value": 8})
    assert distinct(given)["basis"].tolist() == ["同口径", ""]


def test_a_line_ends_before_the_year_in_which_a_place_changed_and_begins_after_it() -> None:
    given = rows(*({"year": year, "value": year} for year in range(2012, 2019)))
    assert [run["year"].tolist() for run in lines(given, {("360102", 2015)})] == [
        [2012, 2013, 2014],
        [2016, 2017, 2018],
    ]
    assert len(lines(given, {("360104", 2015)})) == 1
