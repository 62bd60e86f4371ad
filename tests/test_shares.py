"""A district's share of its city's total, against values worked by hand."""

from __future__ import annotations

from typing import Any

import pytest

from indicators.shares import share_rows
from tests.test_series import rows

CITY = {"area_code": "360100", "area": "南昌市"}
PROVINCE = {"area_code": "360000", "area": "江西省"}
YEAR = {"year": 2020, "surface": "50亿元", "value": 50e8}
TOTAL = {"year": 2020, "surface": "400亿元", "value": 400e8, **CITY}


def shared(own: dict[str, Any], *totals: dict[str, Any]) -> tuple[list[float], list[str]]:
    """The shares of one figure and the reasons why there is none; the city's rows have indexes of their own."""
    table = rows(own, *totals)
    made = share_rows(table.iloc[:1], table.iloc[1:], "zh")
    return made.rows["value"].round(4).tolist(), [each.reason for each in made.left_out]


def test_a_share_is_percent_of_the_citys_total() -> None:
    assert shared(YEAR, TOTAL) == ([12.5], [])


def test_a_share_remembers_both_figures() -> None:
    table = rows(YEAR, TOTAL)
    made = share_rows(table.iloc[:1], table.iloc[1:], "zh").rows
    assert made["against"].tolist() == [1]
    assert made["said"].tolist() == ["东湖区 · 50亿元 · 2020年 · 占南昌市的12.5%（南昌市400亿元）"]
    assert made["unit"].tolist() == ["%"]


def test_kinds_periods_and_units_are_shares_of_their_own() -> None:
    for same in ({"kind": "estimate"}, {"months": ("01-01", "10-31")}, {"unit": "USD"}, {"basis": "省口径"}):
        assert shared({**YEAR, **same}, {**TOTAL, **same}) == ([12.5], [])


DIFFERENT = [
    {"kind": "estimate"},
    {"basis": "省口径"},
    {"months": ("01-01", "10-31")},
    {"year": 2019},
    {"unit": "USD"},
    {"indicator": "budget_revenue"},
    {"measure": "yoy"},
    PROVINCE,
]


@pytest.mark.parametrize("other", DIFFERENT)
def test_what_is_not_the_same_is_no_total(other: dict[str, Any]) -> None:
    assert shared(YEAR, {**TOTAL, **other}) == ([], ["no_total"])
    assert shared(YEAR, {**TOTAL, **other}, TOTAL) == ([12.5], [])


def test_a_contradicted_total_is_none_and_a_rounder_one_is_the_same() -> None:
    assert shared(YEAR, TOTAL, {**TOTAL, "value": 420e8, "surface": "420亿元", "doc_id": "b"}) == (
        [],
        ["total_disputed"],
    )
    exact = {**TOTAL, "value": 400.4e8, "surface": "400.4亿元", "doc_id": "b"}
    assert shared({**YEAR, "value": 50.05e8, "surface": "50.05亿元"}, TOTAL, exact) == ([12.5], [])


@pytest.mark.parametrize("bound", ["ge", "le", "approx"])
def test_bounds_make_no_share(bound: str) -> None:
    assert shared({**YEAR, "bound": bound}, TOTAL) == ([], ["inexact"])
    assert shared(YEAR, {**TOTAL, "bound": bound}) == ([], ["total_inexact"])


def test_a_district_above_its_city_has_no_share() -> None:
    assert shared({**YEAR, "value": 500e8, "surface": "500亿元"}, TOTAL) == ([], ["above_total"])
    assert shared({**YEAR, "value": -5e8, "surface": "-5亿元"}, TOTAL) == ([], ["above_total"])


@pytest.mark.parametrize("place", [CITY, PROVINCE, {"area_code": "", "area": "某园区"}])
def test_places_outside_a_city_are_named(place: dict[str, str]) -> None:
    assert shared({**YEAR, **place}, TOTAL) == ([], ["no_whole"])


def test_zones_lie_in_their_city() -> None:
    zone = {"area_code": "X-360100-gaoxin", "area": "南昌高新区"}
    assert shared({**YEAR, **zone}, TOTAL) == ([12.5], [])


def test_averages_rates_and_counts_of_other_things_have_no_share() -> None:
    for indicator in ("gdp_per_capita", "income_urban", "projects", "tourists"):
        given = {"indicator": indicator, "label": "同一名目"}
        assert shared({**YEAR, **given}, {**TOTAL, **given}) == ([], [])
    rate = {"indicator": "urbanization", "unit": "%"}
    assert shared({**YEAR, **rate}, {**TOTAL, **rate}) == ([], [])


def test_values_that_contradict_each_other_all_have_a_share() -> None:
    table = rows(YEAR, {**YEAR, "value": 60e8, "surface": "60亿元", "doc_id": "b"}, TOTAL)
    made = share_rows(table.iloc[:2], table.iloc[2:], "zh")
    assert made.rows["value"].round(4).tolist() == [12.5, 15]
