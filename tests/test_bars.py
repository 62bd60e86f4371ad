"""Ranked bars: numbers only for what compares, missing places named, yardsticks apart."""

from __future__ import annotations

import re

import pytest
from plotly.graph_objects import Figure

from indicators.bars import ranked_chart
from indicators.captions import format_basis
from indicators.labels import LANGUAGES, Language, format_kind
from indicators.looks import look, text_width
from tests.test_series import rows

WEST = {"area_code": "360103", "area": "西湖区"}
QING = {"area_code": "360104", "area": "青云谱区"}
PHONE = 350
CITY = {"area_code": "360100", "area": "南昌市"}


def test_bars_are_numbered_from_the_highest_and_equal_ones_alike() -> None:
    given = rows(*({"year": 2014, "value": value, **place} for value, place in ((4, {}), (5, WEST), (4, QING))))
    assert list(ranked_chart(given, "zh").layout.yaxis.ticktext) == ["2 东湖区", "2 青云谱区", "1 西湖区"]


def test_no_bar_is_crossed_by_a_line_of_zero() -> None:
    assert ranked_chart(rows({"year": 2014, "value": 4}), "zh").layout.yaxis.zeroline is False


def test_an_estimate_has_its_bar_but_no_number() -> None:
    given = rows(
        {"year": 2014, "value": 4},
        {"year": 2014, "value": 6, **WEST, "kind": "estimate"},
        {"year": 2014, "value": 3, **QING},
    )
    assert list(ranked_chart(given, "zh").layout.yaxis.ticktext) == ["2 青云谱区", "1 东湖区", "西湖区"]


def lines_of(chart: Figure, trace: int) -> list[list[str]]:
    """The words of each bar or mark, line by line, without their markup."""
    return [[re.sub("<[^>]*>", "", line).strip() for line in text.split("<br>")] for text in chart.data[trace].text]


def room_beside(chart: Figure, value: float) -> float:
    """The pixels right of a value on a phone's screen."""
    low, high = chart.layout.xaxis.range
    return (high - value) / (high - low) * (PHONE - chart.layout.margin.l - chart.layout.margin.r)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_definition_stands_below_its_value_and_fits_beside_the_longest_bar_of_a_phone(language: Language) -> None:
    level = {"year": 2020, "basis": "省口径"}
    given = rows({**level, "value": 1_062.92e8}, {"year": 2020, "value": 980e8, "kind": "estimate", **WEST})
    chart = ranked_chart(given, language)
    said = {line[0]: line[1] for line in lines_of(chart, -1)}
    assert set(said.values()) == {format_basis("省口径", language), format_kind("estimate", language)}
    assert list(chart.data[-1].x) == list(chart.data[0].x)
    longest = max(text_width(note) * 10 / 12 for note in said.values())
    assert room_beside(chart, max(chart.data[0].x)) > longest
    assert room_beside(chart, 0) > longest * 1.2, "and leaves something to the bars"


def test_words_of_a_decline_stand_on_its_own_side() -> None:
    given = rows(
        *(
            {"year": 2014, "value": value, "unit": "%", "measure": "yoy", **place}
            for value, place in ((-3, {}), (4, WEST))
        )
    )
    assert list(ranked_chart(given, "zh").data[-1].textposition) == ["middle left", "middle right"]


def test_a_place_without_a_figure_has_a_line_that_says_so_and_no_bar() -> None:
    chart = ranked_chart(rows({"year": 2014, "value": 4}), "en", missing=["360103"])
    assert list(chart.layout.yaxis.ticktext) == ["Xihu District", "Donghu District"]
    assert list(chart.data[0].y) == [0]
    assert [(note.y, note.text) for note in chart.layout.annotations] == [(-1, "not reported")]


def test_a_yardstick_is_a_line_through_the_bars_and_is_not_ranked() -> None:
    growth = {"measure": "yoy", "unit": "%", "year": 2014}
    given = rows({**growth, "value": 8}, {**growth, "value": 9, **WEST})
    chart = ranked_chart(given, "zh", yardsticks=rows({**growth, "value": 8.5, **CITY}))
    assert list(chart.layout.yaxis.ticktext) == ["参照：南昌市", "2 东湖区", "1 西湖区"]
    assert [(shape.x0, shape.x1) for shape in chart.layout.shapes] == [(8.5, 8.5)]
    assert list(chart.data[1].x) == [8.5]
    assert chart.data[1].marker.color not in {look("360102").colour, look("360103").colour}


def test_a_yardstick_far_out_is_a_number_and_presses_no_bar_flat() -> None:
    given = rows({"year": 2014, "value": 4e8}, {"year": 2014, "value": 5e8, **WEST})
    chart = ranked_chart(given, "zh", yardsticks=rows({"year": 2014, "value": 50e8, **CITY}))
    assert chart.layout.xaxis.range[1] < 20
    assert len(chart.layout.shapes) == 0
    assert lines_of(chart, 1) == [["50", "超出图幅，只标数"]]
