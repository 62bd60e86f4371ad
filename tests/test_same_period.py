"""Figures of one period."""

from __future__ import annotations

from indicators.same_period import common_period, growth_of, latest
from tests.test_series import rows


def test_the_latest_outcome_goes_before_a_later_target() -> None:
    given = rows({"year": 2014, "value": 1, "kind": "estimate"}, {"year": 2015, "value": 2, "kind": "target"})
    assert latest(given)["value"].tolist() == [1]
    assert latest(given[given["kind"].eq("target")])["value"].tolist() == [2]


def test_a_full_year_goes_before_part_of_it_but_not_before_a_later_part() -> None:
    part = {"months": ("01-01", "10-31"), "value": 2}
    assert latest(rows({"year": 2021, "value": 1}, {"year": 2021, **part}))["value"].tolist() == [1]
    assert latest(rows({"year": 2020, "value": 1}, {"year": 2021, **part}))["value"].tolist() == [2]


def test_the_latest_of_many_things_are_all_of_the_year() -> None:
    lots = [
        {"indicator": "projects", "label": label, "year": year, "value": value}
        for label, year, value in (("甲", 2020, 9), ("乙", 2021, 3), ("丙", 2021, 7))
    ]
    assert latest(rows(*lots))["value"].tolist() == [7, 3]


def test_latest_of_nothing_is_empty() -> None:
    assert latest(rows({"year": 2014, "measure": "yoy"})).empty


def test_growth_is_the_reported_one_of_the_same_period_and_kind() -> None:
    given = rows(
        {"year": 2014, "value": 429e8},
        {"year": 2014, "value": 8, "measure": "yoy", "unit": "%"},
        {"year": 2014, "value": 9, "measure": "yoy", "unit": "%", "kind": "target"},
        {"year": 2013, "value": 400e8},
    )
    assert growth_of(given.iloc[0], given)["value"].tolist() == [8]
    assert growth_of(given.iloc[3], given).empty, "growth is never computed from two levels"


def test_the_common_period_is_that_of_most_places_then_a_full_year_then_the_later() -> None:
    east, west = {"area_code": "360102"}, {"area_code": "360103"}
    part = {"year": 2021, "months": ("01-01", "10-31")}
    assert common_period(rows({**east, "year": 2014}, {**west, "year": 2014}, {**east, **part})) == (
        "2014-01-01",
        "2014-12-31",
    )
    assert common_period(rows({**east, **part}, {**west, "year": 2020})) == ("2020-01-01", "2020-12-31")
    assert common_period(rows({**east, "year": 2014}, {**east, "year": 2015})) == ("2015-01-01", "2015-12-31")
    assert common_period(rows({"area": "东湖区"})) is None


def test_growth_of_one_definition_is_not_said_of_the_other() -> None:
    year = {"year": 2020, "indicator": "fiscal_revenue"}
    given = rows(
        {**year, "value": 62.92e8, "basis": "省口径"},
        {**year, "value": 83.77e8, "basis": "市口径"},
        {**year, "measure": "yoy", "unit": "%", "value": 1.4, "basis": "省口径"},
        {**year, "measure": "yoy", "unit": "%", "value": 2.2, "basis": "同口径"},
    )
    assert growth_of(given.iloc[0], given)["value"].tolist() == [1.4, 2.2]
    assert growth_of(given.iloc[1], given)["value"].tolist() == [2.2]
