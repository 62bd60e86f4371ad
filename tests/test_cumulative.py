"""Which figures for parts of a year a line may join."""

from __future__ import annotations

from typing import Any

from indicators.cumulative import cumulative_lines
from tests.test_series import rows

TEN = ("01-01", "10-31")
SIX = ("01-01", "06-30")


def joined(*given: dict[str, Any], broken: tuple[tuple[str, int], ...] = ()) -> list[list[tuple[int, float]]]:
    return [
        [(int(year), value) for year, value in zip(run["year"], run["value"], strict=True)]
        for run in cumulative_lines(rows(*given), broken)
    ]


def part(year: int, value: float, months: tuple[str, str] = TEN, **more: Any) -> dict[str, Any]:
    return {"year": year, "value": value, "months": months, "surface": f"{value:g}元", **more}


def test_the_same_months_of_successive_years_are_joined_and_full_years_never() -> None:
    given = [part(2020, 7), part(2021, 8), {"year": 2021, "value": 10}, {"year": 2022, "value": 11}]
    assert joined(*given) == [[(2020, 7), (2021, 8)]]


def test_other_months_are_another_series() -> None:
    assert joined(part(2020, 7), part(2021, 4, SIX)) == []
    assert sorted(joined(part(2020, 7), part(2021, 8), part(2020, 3, SIX), part(2021, 4, SIX))) == [
        [(2020, 3), (2021, 4)],
        [(2020, 7), (2021, 8)],
    ]


def test_a_single_month_is_no_cumulative_figure() -> None:
    assert joined(part(2020, 7, ("07-01", "07-31")), part(2021, 8, ("07-01", "07-31"))) == []


def test_gaps_kinds_definitions_and_contradictions_part_a_line() -> None:
    assert joined(part(2019, 6), part(2021, 8)) == []
    assert joined(part(2020, 7), part(2021, 8, kind="estimate")) == []
    assert joined(part(2020, 7), part(2021, 8, basis="省口径")) == []
    assert joined(part(2020, 7), part(2021, 8), part(2021, 9, doc_id="b")) == []


def test_no_line_crosses_a_change_of_area() -> None:
    given = [part(year, year) for year in (2018, 2019, 2020, 2021)]
    assert joined(*given, broken=(("360102", 2019),)) == [[(2020, 2020), (2021, 2021)]]
