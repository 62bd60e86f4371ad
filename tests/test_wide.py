"""The wide table against cases worked by hand: what shares a row, what shares a cell, what a cell says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from made import made_observation, observations

from indicators.model import BOUNDS, Period
from indicators.table import observations_to_frame
from indicators.wide import _SIGNS, KEYS, wide_table, widen

EAST = {"area_code": "360102", "area": "东湖区"}
SOUTH = {"area_code": "360104", "area": "青云谱区"}
NOWHERE = {"area_code": "", "area": "象湖"}


def laid_out(*changes: dict[str, Any]) -> pd.DataFrame:
    rows = observations_to_frame([made_observation(start=10 * at, **each) for at, each in enumerate(changes)])
    return wide_table(rows, widen(rows))


def test_two_places_stand_side_by_side_in_the_order_of_their_codes() -> None:
    table = laid_out({**SOUTH, "value": 3.0e9}, {**EAST, "value": 4.0e9}, {**NOWHERE, "value": 1.0e9})
    assert table.columns.tolist() == [*KEYS, "360102 东湖区", "360104 青云谱区", "象湖"]
    assert table.values.tolist() == [["gdp", "", "level", "2014", "actual", "CNY", "", 4.0e9, 3.0e9, 1.0e9]]


APART: list[dict[str, Any]] = [
    {"unit": "USD"},
    {"measure": "yoy"},
    {"kind": "target"},
    {"basis": "省口径"},
    {"indicator": "exports"},
    {"period": Period(date(2014, 1, 1), date(2014, 10, 31))},
    {"period": None},
]


@pytest.mark.parametrize("change", APART, ids=lambda change: next(iter(change)))
def test_what_may_not_be_compared_never_shares_a_row(change: dict[str, Any]) -> None:
    table = laid_out(EAST, {**SOUTH, **change})
    assert len(table) == 2
    assert [(row["360102 东湖区"] == "", row["360104 青云谱区"] == "") for _, row in table.iterrows()].count(
        (True, False)
    ) == 1


def test_another_wording_of_one_indicator_shares_the_row_and_another_thing_does_not() -> None:
    assert len(laid_out({**EAST, "label": "生产总值"}, {**SOUTH, "label": "地区生产总值"})) == 1
    projects = {"indicator": "projects", "unit": "个", "value": 4.0}
    table = laid_out(
        {**EAST, **projects, "label": "开工项目"}, {**SOUTH, **projects, "label": "签约项目", "value": 7.0}
    )
    assert table[["label", "360102 东湖区", "360104 青云谱区"]].values.tolist() == [
        ["开工项目", 4.0, ""],
        ["签约项目", "", 7.0],
    ]


CELLS: list[tuple[list[dict[str, Any]], float | str]] = [
    ([{"value": 5.314e9}], 5.314e9),
    ([{"value": 8.5}, {"value": 8.5, "doc_id": "another"}], 8.5),
    ([{"value": 1.0e10}, {"value": 9.6e9}], "10000000000 | 9600000000"),
    ([{"value": 9.6e9}, {"value": 1.0e10}, {"value": 9.6e9}], "9600000000 | 10000000000"),
    ([{"value": 6.0, "bound": "ge"}], ">=6"),
    ([{"value": 6.0, "bound": "le"}], "<=6"),
    ([{"value": 5.0, "bound": "approx"}], "~5"),
    ([{"value": 6.0, "value_high": 6.5}], "6..6.5"),
    ([{"value": 6.0}, {"value": 6.0, "bound": "ge"}], "6 | >=6"),
    ([{"value": -3.5}, {"value": 0.0}], "-3.5 | 0"),
]


@pytest.mark.parametrize(("told", "cell"), CELLS)
def test_a_cell_says_every_value_and_its_bound(told: list[dict[str, Any]], cell: float | str) -> None:
    table = laid_out(*({**EAST, **each} for each in told))
    assert table["360102 东湖区"].tolist() == [cell]


def test_every_bound_has_its_sign() -> None:
    assert set(_SIGNS) == set(BOUNDS)


def test_a_place_written_differently_in_two_reports_is_one_column() -> None:
    table = laid_out({**EAST, "value": 1.0}, {**EAST, "area": "东湖", "value": 2.0})
    assert table.columns.tolist()[len(KEYS) :] == ["360102 东湖区"]
    assert table["360102 东湖区"].tolist() == ["1 | 2"]


def test_the_order_is_that_of_the_catalogue_and_of_time() -> None:
    years = [Period(date(year, 1, 1), date(year, 12, 31)) for year in (2014, 2013)]
    table = laid_out(
        {"indicator": "other", "label": "彩票销量"},
        {"measure": "yoy", "unit": "%"},
        {"kind": "target"},
        {"period": years[0]},
        {"period": years[1]},
    )
    assert table[["indicator", "measure", "time_period", "kind"]].values.tolist() == [
        ["gdp", "level", "2013", "actual"],
        ["gdp", "level", "2014", "actual"],
        ["gdp", "level", "2014", "target"],
        ["gdp", "yoy", "2014", "actual"],
        ["other", "level", "2014", "actual"],
    ]


@given(observations())
def test_no_row_is_lost_and_none_is_in_two_cells(found: list[Any]) -> None:
    rows = observations_to_frame(found)
    wide = widen(rows)
    assert sorted(at for positions in wide.cells.values() for at in positions) == list(range(len(rows)))
    for (down, _), positions in wide.cells.items():
        for at in positions:
            assert rows["unit"].iloc[at] == dict(zip(KEYS, wide.keys[down], strict=True))["unit"]


def test_nothing_gives_an_empty_table() -> None:
    rows = observations_to_frame([])
    assert wide_table(rows, widen(rows)).columns.tolist() == list(KEYS)
