"""Small multiples: a panel for each place, on one scale or on scales of their own."""

from __future__ import annotations

from typing import Any

import pytest
from plotly.graph_objects import Figure

from indicators.labels import LANGUAGES, Language, say
from indicators.looks import look, marker, text_width
from indicators.panels import panels_chart
from tests.bundled import looks_of, runs_of
from tests.test_series import rows

WEST = {"area_code": "360103", "area": "西湖区"}
CITY = {"area_code": "360100", "area": "南昌市"}
PLACES = ("360102", "360103")


def chart(*given: dict[str, Any], shared: bool = True, language: Language = "zh", **more: Any) -> Figure:
    return panels_chart(rows(*given), PLACES, language, shared=shared, **more)


def top(figure: Figure, number: int) -> float:
    return float(figure.layout[f"yaxis{'' if number == 1 else number}"].range[1])


def of_panel(figure: Figure, number: int, mode: str) -> list[Any]:
    axis = f"x{'' if number == 1 else number}"
    found = [trace for trace in figure.data if trace.xaxis == axis]
    parts = [part for trace in found for part in (runs_of(trace) if trace.mode == "lines" else looks_of(trace))]
    return [part for part in parts if part.mode == mode]


GIVEN = ({"year": 2014, "value": 4}, {"year": 2015, "value": 5}, {"year": 2014, "value": 40, **WEST})


def test_one_scale_for_all_or_one_for_each() -> None:
    shared, free = chart(*GIVEN), chart(*GIVEN, shared=False)
    assert top(shared, 1) == top(shared, 2) > 40
    assert 5 < top(free, 1) < 10 < 40 < top(free, 2)


def test_long_numbers_of_a_scale_have_room_on_the_left() -> None:
    short, long = chart(*GIVEN), chart({"year": 2014, "value": 1400})
    phone = 350
    domain = long.layout.xaxis.domain[0] * (phone - long.layout.margin.l)
    assert long.layout.margin.l + domain >= text_width("1,000") + 8, "and plotly's distance"
    assert short.layout.margin.l == 4


def test_each_place_has_its_panel_with_its_own_points_and_lines() -> None:
    figure = chart(*GIVEN)
    assert [list(trace.y) for trace in of_panel(figure, 1, "lines")] == [[4, 5]]
    assert [list(trace.y) for trace in of_panel(figure, 2, "markers")] == [[40]]
    assert of_panel(figure, 2, "lines") == []
    assert [note.text for note in figure.layout.annotations] == ["东湖区", "西湖区"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_that_reports_nothing_keeps_its_panel_and_says_so(language: Language) -> None:
    figure = chart({"year": 2014, "value": 4}, language=language)
    assert say("table.none", language) in [note.text for note in figure.layout.annotations]
    assert [list(trace.x) for trace in of_panel(figure, 2, "markers")] == [[None]]


def test_no_line_joins_across_a_gap_a_kind_or_a_definition() -> None:
    figure = chart(
        {"year": 2011, "value": 1},
        {"year": 2013, "value": 2},
        {"year": 2014, "value": 3, "kind": "estimate"},
        {"year": 2015, "value": 4, **WEST, "basis": "省口径"},
        {"year": 2016, "value": 5, **WEST},
    )
    assert [trace for trace in figure.data if trace.mode == "lines"] == []


def test_a_yardstick_far_out_keeps_a_scale_of_its_own_and_says_so() -> None:
    figure = chart(*GIVEN, {"year": 2014, "value": 400, **CITY}, yardsticks=["360100"])
    assert top(figure, 1) < 50 < 400 < top(figure, 3)
    assert figure.layout.annotations[-1].text == "参照：南昌市（自有刻度）"
    near = chart(*GIVEN, {"year": 2014, "value": 44, **CITY}, yardsticks=["360100"])
    assert top(near, 1) == top(near, 3) > 44
    assert near.layout.annotations[-1].text == "参照：南昌市"


def test_every_point_knows_its_row() -> None:
    found = [data[0] for trace in chart(*GIVEN).data if trace.customdata is not None for data in trace.customdata]
    assert sorted(found) == [0, 1, 2]


def test_targets_show_their_bound_as_on_the_trend_page() -> None:
    """An arrow for 以上, a pale band for 左右, a bar for a range, whose upper end the scale holds."""
    target = {"kind": "target", "measure": "yoy", "unit": "%"}
    figure = chart(
        {**target, "year": 2014, "value": 9, "bound": "ge"},
        {**target, "year": 2015, "value": 8, "bound": "approx"},
        {**target, "year": 2016, "value": 7, "value_high": 12.0},
        {**target, "year": 2014, "value": 3, "bound": "le", **CITY},
        yardsticks=["360100"],
    )
    (arrow,) = of_panel(figure, 1, "markers+text")
    assert (list(arrow.text), list(arrow.x)) == (["▲"], [2014])
    assert [list(trace.text) for trace in of_panel(figure, 3, "markers+text")] == [["▼"]]
    points = {trace.x[0]: trace for trace in of_panel(figure, 1, "markers")}
    assert points[2015].marker.opacity == 0.5
    assert list(points[2016].error_y.array) == [5]
    assert points[2014].marker.size < marker(look("360102"), "target")["size"]
    assert top(figure, 1) > 12
