"""What changed between two years, and which ends a line never joins."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from plotly.graph_objects import Figure

from indicators.captions import records
from indicators.pairs import Pair, select_pairs, widest_years
from indicators.series import best
from indicators.slopes import near, slope_chart, spread
from indicators.standings import Difference
from tests.test_series import rows

WEST = {"area_code": "360103", "area": "西湖区"}
CITY = {"area_code": "360100", "area": "南昌市"}
YEARS = (2018, 2021)


def pairs(*given: dict[str, Any], places: tuple[str, ...] = ("360102",)) -> list[Pair]:
    return select_pairs(records(best(rows(*given))), places, YEARS)


def lines_of(chart: Figure) -> list[Any]:
    return [trace for trace in chart.data if trace.mode == "lines"]


def test_two_full_year_outcomes_are_joined_and_their_difference_is_told() -> None:
    (pair,) = pairs({"year": 2018, "value": 513.05e8}, {"year": 2021, "value": 452.13e8})
    assert pair.change == Difference(-60.92e8, "CNY", approx=False)
    chart = slope_chart([pair], YEARS, "zh", divisor=1e8)
    assert [list(line.y) for line in lines_of(chart)] == [[513.05, 452.13]]
    assert [note.text for note in chart.layout.annotations] == ["513.05", "452.13  东湖区"]


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        ({}, {"kind": "estimate"}, "outcome"),
        ({"kind": "target"}, {}, "outcome"),
        ({"basis": "省口径"}, {}, "basis"),
        ({}, {"unit": "USD"}, "unit"),
        ({"bound": "ge"}, {}, "bound"),
        ({"year": 2017}, {}, "missing_first"),
        ({}, {"months": ("01-01", "09-30")}, "missing_last"),
        ({"year": 2016}, {"year": 2017}, "missing"),
    ],
)
def test_what_does_not_compare_stays_apart_and_says_why(first: dict[str, Any], last: dict[str, Any], why: str) -> None:
    (pair,) = pairs({"year": 2018, "value": 5e8, **first}, {"year": 2021, "value": 6e8, **last})
    assert pair.change == why
    chart = slope_chart([pair], YEARS, "en", divisor=1e8)
    assert lines_of(chart) == []
    assert all("Donghu" in note.text for note in chart.layout.annotations), "no line leads to its name"
    assert len(chart.data) == len(pair.first) + len(pair.last), "what is reported is still a point"


def test_no_line_crosses_a_change_of_area() -> None:
    """新建区 took in 湾里区 in 2019."""
    new = {"area_code": "360112", "area": "新建区"}
    (pair,) = pairs({"year": 2018, "value": 5, **new}, {"year": 2021, "value": 6, **new}, places=("360112",))
    assert pair.change == "break"


def test_documents_that_disagree_have_both_values_and_no_line() -> None:
    (pair,) = pairs(
        {"year": 2018, "value": 5e8, "surface": "5亿元"},
        {"year": 2018, "value": 6e8, "surface": "6亿元", "doc_id": "b"},
        {"year": 2021, "value": 7e8},
    )
    assert pair.change == "conflict"
    assert len(slope_chart([pair], YEARS, "zh", divisor=1e8).data) == 3


def test_of_several_definitions_the_one_that_both_years_have_is_joined() -> None:
    (pair,) = pairs(
        {"year": 2018, "value": 62, "basis": "省口径"},
        {"year": 2018, "value": 83, "basis": "市口径"},
        {"year": 2021, "value": 96, "basis": "省口径"},
    )
    assert [each["value"] for each in pair.first] == [62]
    assert pair.change == Difference(34, "CNY", approx=False)


def test_a_yardstick_far_out_is_left_to_words_and_a_near_one_is_drawn() -> None:
    def of(value: float, **place: str) -> list[Pair]:
        places = (place.get("area_code", "360102"),)
        return pairs(
            {"year": 2018, "value": value, **place}, {"year": 2021, "value": value + 1, **place}, places=places
        )

    district, far, close = of(5), of(50, **CITY), of(6, **CITY)
    assert near(district, far) == []
    assert near(district, close) == close
    assert len(lines_of(slope_chart(district, YEARS, "zh", divisor=1, yardsticks=far))) == 1
    drawn = lines_of(slope_chart(district, YEARS, "zh", divisor=1, yardsticks=close))
    assert len({line.line.color for line in drawn}) == 2


def test_the_years_offered_are_those_that_the_most_districts_report() -> None:
    years = [(place, year) for place in ({}, WEST) for year in (2018, 2021)] + [({}, 2010), ({}, 2023)]
    given = [{"year": year, "value": 1, **place} for place, year in years]
    assert widest_years(records(rows(*given))) == (2018, 2021)
    assert widest_years(records(rows({"year": 2018, "value": 1}))) is None


def test_years_between_which_no_place_can_be_joined_are_not_chosen() -> None:
    given = [{"year": year, "value": 1, **place} for year in (2010, 2021) for place in ({}, WEST)]
    given += [{"year": 2018, "value": 1}]
    found = records(rows(*given))
    revised = [each | {"census": int(each["year"] == 2010)} for each in found]
    assert widest_years(revised) == (2018, 2021)
    other = [each | {"basis": "省口径" if each["year"] == 2010 else ""} for each in found]
    assert widest_years(other) == (2018, 2021)
    assert widest_years(found) == (2010, 2021)


def test_long_names_are_told_short_where_both_sides_leave_no_room() -> None:
    apart = ({"year": 2018, "value": 1, "kind": "estimate"}, {"year": 2021, "value": 2})
    chart = slope_chart(pairs(*apart), YEARS, "en", divisor=1)
    assert [each.text for each in chart.layout.annotations] == ["Donghu  1", "2  Donghu"]
    left, right = chart.layout.xaxis.range
    assert 1 / (right - left) > 0.3
    (joined,) = pairs({"year": 2018, "value": 1}, {"year": 2021, "value": 2})
    assert [each.text for each in slope_chart([joined], YEARS, "en", divisor=1).layout.annotations] == [
        "1",
        "2  Donghu District",
    ]


def test_names_are_in_the_ink_of_the_page() -> None:
    (pair,) = pairs({"year": 2018, "value": 1}, {"year": 2021, "value": 2})
    notes = slope_chart([pair], YEARS, "zh", divisor=1).layout.annotations
    assert [note.font.color for note in notes] == [None, None], "a line's colour is too faint for words in the dark"


def test_names_keep_their_order_and_stand_apart() -> None:
    heights = spread([3.0, 1.0, 1.1, 1.2], 0.5)
    ordered = sorted(heights)
    assert all(upper - lower >= 0.5 - 1e-9 for lower, upper in pairwise(ordered))
    assert [heights.index(each) for each in ordered] == [1, 2, 3, 0]
