"""What charts draw, and what they never join."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
from pandas import DataFrame
from plotly.graph_objects import Bar, Figure, Scatter

from indicators import charts
from indicators.bars import ranked_chart
from indicators.captions import alt_text, chart_title, describe
from indicators.charts import trend_chart
from indicators.disputes import disputes
from indicators.labels import LANGUAGES, Language, say
from indicators.looks import look, palette
from indicators.panels import panels_chart
from tests.bundled import looks_of, runs_of
from tests.test_series import rows

WEST = {"area_code": "360103", "area": "西湖区"}


def lines_of(chart: Figure) -> list[Scatter]:
    """The lines as they are seen: a gap ends one."""
    return [run for trace in chart.data if trace.mode == "lines" for run in runs_of(trace)]


def points_of(chart: Figure) -> list[Scatter]:
    """The points as they are seen: those of one place and look together."""
    return [alike for trace in chart.data if trace.customdata is not None for alike in looks_of(trace)]


def test_a_missing_year_is_a_gap_and_never_zero() -> None:
    chart = trend_chart(rows(*({"year": year, "value": 1e8} for year in (2011, 2012, 2014))), "zh")
    assert [list(trace.x) for trace in lines_of(chart)] == [[2011, 2012]]
    assert [list(trace.x) for trace in points_of(chart)] == [[2011, 2012, 2014]]
    assert all(value == 1 for trace in points_of(chart) for value in trace.y)


@pytest.mark.parametrize("open_", [{"bound": "ge"}, {"bound": "le"}, {"value_high": 5e8}])
@pytest.mark.parametrize("months", [("01-01", "12-31"), ("01-01", "10-31")])
def test_no_line_joins_what_is_told_as_a_bound_or_a_range(open_: dict[str, Any], months: tuple[str, str]) -> None:
    told = [{"year": year, "value": 1e8, "months": months} for year in (2010, 2011, 2012, 2013, 2014)]
    told[2] |= open_
    ends = [[line.x[0], line.x[-1]] for line in lines_of(trend_chart(rows(*told), "zh"))]
    assert [[round(first + 0.4), round(last + 0.4)] for first, last in ends] == [[2010, 2011], [2013, 2014]]
    assert sum(len(trace.x) for trace in points_of(trend_chart(rows(*told), "zh"))) == 5
    small = panels_chart(rows(*told), ["360102"], "zh", shared=True)
    if months[1] == "12-31":
        assert [list(line.x) for line in lines_of(small)] == [[2010, 2011], [2013, 2014]]


def test_an_estimate_is_hollow_and_a_target_is_a_bar_apart_from_the_line() -> None:
    given = rows(
        {"year": 2012, "value": 1e8},
        {"year": 2013, "value": 2e8},
        {"year": 2014, "value": 3e8, "kind": "estimate"},
        {"year": 2015, "value": 4e8, "kind": "target"},
    )
    chart = trend_chart(given, "zh")
    assert [list(trace.x) for trace in lines_of(chart)] == [[2012, 2013]]
    assert [trace.marker.symbol for trace in points_of(chart)] == ["circle", "circle-open", "line-ew-open"]


def test_part_of_a_year_stands_before_its_tick_with_a_mark_of_its_own() -> None:
    chart = trend_chart(
        rows({"year": 2021, "value": 1e8}, {"year": 2021, "value": 9e7, "months": ("01-01", "09-30")}), "zh"
    )
    whole, part = points_of(chart)
    assert (whole.x[0], part.x[0]) == (2021, 2020.75)
    assert whole.marker.symbol != part.marker.symbol
    assert list(part.text) == ["1-9月"]
    assert "不足一年（1-9月）" in legend_of(chart)


def test_every_point_knows_its_row() -> None:
    given = rows({"year": 2014, "value": 1e8}, {"year": 2014, "value": 2e8, **WEST}, {"year": 2015, "value": 3e8})
    found = {
        trace.customdata[at][0]: trace.y[at] * 1e8
        for trace in points_of(trend_chart(given, "zh"))
        for at in range(len(trace.y))
    }
    assert found == given["value"].to_dict()


def test_figures_without_a_single_year_are_not_drawn() -> None:
    chart = trend_chart(rows({"year": 2014}, {"period_start": "2016-01-01", "period_end": "2020-12-31"}, {}), "en")
    assert sum(len(trace.x) for trace in points_of(chart)) == 1


def test_a_district_keeps_its_colour_in_every_selection() -> None:
    both = trend_chart(rows({"year": 2014}, {"year": 2014, **WEST}), "zh")
    alone = trend_chart(rows({"year": 2014, **WEST}), "en")
    assert points_of(both)[1].marker.color == points_of(alone)[0].marker.color == look("360103").colour
    bars = ranked_chart(rows({"year": 2014, "value": 2}, {"year": 2014, "value": 1, **WEST}), "zh")
    assert list(bars.data[0].marker.color) == [look("360103").colour, look("360102").colour]


def test_listed_districts_differ_in_colour_and_in_symbol_or_dash() -> None:
    successors = {"360122", "360105"}
    places = [place for place in palette()["place"] if place not in successors]
    assert len({look(place).colour for place in places}) == len(places)
    assert len({(look(place).dash, look(place).symbol) for place in places}) == len(places)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", sorted({slot["colour"] for slot in palette()["slot"]}))
@pytest.mark.parametrize("background", ["#ffffff", "#14171c"])
def test_colours_stand_out_on_light_and_dark(colour: str, background: str) -> None:
    """WCAG 1.4.11 asks 3:1 for what carries meaning; a little less passes, since the symbol is a second cue."""
    pair = sorted([_luminance(colour), _luminance(background)])
    assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 2.7


def test_bars_are_ranked_begin_at_zero_and_name_what_is_no_outcome() -> None:
    chart = ranked_chart(
        rows({"year": 2014, "value": 429e8, "kind": "estimate"}, {"year": 2014, "value": 500e8, **WEST}), "zh"
    )
    bars: Bar = chart.data[0]
    assert list(bars.x) == [500, 429] or list(bars.x) == [429, 500]
    assert list(chart.layout.yaxis.ticktext) == ["东湖区", "西湖区"], "plotly draws the last one on top"
    assert [re.sub("<[^>]*>", "", text).split() for text in chart.data[-1].text] == [["429", "预计"], ["500"]]
    assert list(bars.marker.pattern.shape) == ["/", ""]
    assert chart.layout.xaxis.range[0] == 0


def test_declines_have_their_own_side_of_zero() -> None:
    chart = ranked_chart(
        rows(
            {"year": 2014, "value": -6.9, "unit": "%", "measure": "yoy"},
            {"year": 2014, "value": 8, "unit": "%", "measure": "yoy", **WEST},
        ),
        "en",
    )
    low, high = chart.layout.xaxis.range
    assert low < -6.9
    assert high > 8


def test_text_of_documents_is_never_markup() -> None:
    given = rows(
        {
            "year": 2014,
            "value": 3,
            "unit": "个",
            "indicator": "projects",
            "label": "<b>项目</b>",
            "area": "<i>区</i>",
            "area_code": "999999",
        }
    )
    chart = trend_chart(given, "zh")
    said = [text for trace in points_of(chart) for text in trace.hovertext] + legend_of(chart)
    said += list(ranked_chart(given, "zh").layout.yaxis.ticktext)
    assert said
    assert not any("<" in text for text in said)


def test_a_title_says_indicator_measure_unit_and_years() -> None:
    level = rows(
        {"year": 2011, "value": 30e8, "indicator": "fiscal_revenue"},
        {"year": 2014, "value": 53e8, "indicator": "fiscal_revenue"},
    )
    assert chart_title(level, "绝对数", "zh") == "财政总收入（亿元），2011–2014年"
    growth = rows({"year": 2014, "value": 8, "unit": "%", "measure": "yoy"})
    assert chart_title(growth, "Growth", "en") == "Gross domestic product (GDP): Growth (%), 2014"
    counts = rows({"year": 2014, "value": 8, "unit": "个", "indicator": "projects"})
    assert chart_title(counts, "", "en") == "Number of projects, 2014"


def test_the_words_for_a_chart_say_value_period_and_kind() -> None:
    given = rows({"year": 2014, "value": 429e8, "kind": "estimate"})
    assert describe(given.iloc[0], "zh") == "东湖区 · 429亿元 · 2014年 · 预计"
    assert alt_text("GDP", given, "en") == "GDP: Donghu District · 42.9 billion yuan · 2014 · Estimate"


def test_a_rank_of_one_is_on_top() -> None:
    chart = trend_chart(rows({"year": 2014, "value": 2, "unit": "rank", "measure": "rank"}), "zh")
    assert chart.layout.yaxis.autorange == "reversed"


def test_an_empty_selection_draws_an_empty_chart() -> None:
    chart = trend_chart(rows({"year": 2014}).iloc[:0], "zh")
    assert not math.isnan(chart.layout.height)
    assert points_of(chart) == []


NEW = {"area_code": "360112", "area": "新建区"}
OLD = {"area_code": "360122", "area": "新建县"}


def legend_of(chart: Figure) -> list[str]:
    return [entry["name"] for entry in charts.legend_of(chart)]


def test_definitions_have_lines_of_their_own_and_are_named() -> None:
    given = rows(
        {"year": 2014, "value": 60e8, "surface": "60亿元", "basis": "省口径"},
        {"year": 2015, "value": 63.83e8, "surface": "63.83亿元", "basis": "省口径"},
        {"year": 2015, "value": 80.52e8, "surface": "80.52亿元", "basis": "市口径"},
        {"year": 2016, "value": 89.4e8, "surface": "89.4亿元", "basis": "市口径"},
        {"year": 2017, "value": 95e8, "surface": "95亿元"},
    )
    chart = trend_chart(given, "zh", told=disputes(given))
    assert sorted((list(line.x), list(line.y)) for line in lines_of(chart)) == [
        ([2014, 2015], [60, 63.83]),
        ([2015, 2016], [80.52, 89.4]),
    ]
    hovers = [text for trace in points_of(chart) for text in trace.hovertext]
    assert any("80.52亿元（市口径）" in text and "与 63.83亿元（省口径） 不一致" in text for text in hovers)
    assert say("mark.basis", "zh", bases="省口径、市口径") in legend_of(chart)
    assert sorted(text for trace in points_of(chart) for text in trace.text or ()) == ["市", "市", "省", "省"]


def test_contradicting_values_both_stay_with_a_span_between_them() -> None:
    given = rows(
        {"year": 2013, "value": 90e8, "surface": "90亿元"},
        {"year": 2014, "value": 100e8, "surface": "100亿元"},
        {"year": 2014, "value": 96e8, "surface": "96亿元", "doc_id": "b"},
        {"year": 2015, "value": 110e8, "surface": "110亿元"},
    )
    chart = trend_chart(given, "zh", told=disputes(given))
    assert lines_of(chart) == [] or all(2014 not in line.x for line in lines_of(chart))
    spans = [trace for trace in chart.data if trace.mode == "lines+markers" and trace.x[0] is not None]
    assert [(list(span.x), list(span.y)) for span in spans] == [([2014, 2014], [96, 100])]
    assert sorted(value for trace in points_of(chart) for value in trace.y) == [90, 96, 100, 110]
    assert say("mark.conflict", "zh") in legend_of(chart)


def test_a_rounder_value_is_told_beside_the_exact_one_and_is_no_contradiction() -> None:
    given = rows(
        {"year": 2020, "value": 592e8, "surface": "592亿元"},
        {"year": 2020, "value": 600e8, "surface": "600亿元", "bound": "approx", "doc_id": "b"},
    )
    chart = trend_chart(given, "zh", told=disputes(given))
    assert [list(trace.y) for trace in points_of(chart)] == [[592]]
    assert "另写作 约600亿元" in points_of(chart)[0].hovertext[0]
    assert say("mark.conflict", "zh") not in legend_of(chart)


def test_bars_name_definitions_and_contradictions() -> None:
    given = rows(
        {"year": 2020, "value": 62.92e8, "surface": "62.92亿元", "basis": "省口径"},
        {"year": 2020, "value": 83.77e8, "surface": "83.77亿元", "basis": "市口径"},
        {"year": 2020, "value": 10e8, "surface": "10亿元", **WEST},
        {"year": 2020, "value": 12e8, "surface": "12亿元", "doc_id": "b", **WEST},
    )
    words = [
        re.sub("<[^>]*>", "", text).split() for text in ranked_chart(given, "zh", told=disputes(given)).data[-1].text
    ]
    assert words == [["10", "文件之间矛盾"], ["12", "文件之间矛盾"], ["62.92", "省口径"], ["83.77", "市口径"]]


def _renamed() -> DataFrame:
    old = [{"year": year, "value": year * 1e6, **OLD} for year in (2012, 2013, 2014)]
    return rows(*old, *({"year": year, "value": year * 1e6, **NEW} for year in (2015, 2016, 2017)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_of_area_is_marked_and_never_crossed_unasked(language: Language) -> None:
    chart = trend_chart(_renamed(), language)
    assert sorted(list(line.x) for line in lines_of(chart)) == [[2012, 2013, 2014], [2016, 2017]]
    assert [(shape.x0, shape.x1) for shape in chart.layout.shapes] == [(2015, 2015)]
    said = chart.layout.annotations[0].hovertext
    assert (
        said == {"zh": "2015年新建县撤县设区为新建区", "en": "2015: Xinjian County became Xinjian District"}[language]
    )
    assert f"⚑ {say('break.legend', language)}" in legend_of(chart)


def test_a_predecessor_that_is_asked_for_is_joined_hollow_and_dashed() -> None:
    chart = trend_chart(_renamed(), "zh", joined={"360122": "360112"})
    drawn = {tuple(line.x): line.line.dash for line in lines_of(chart)}
    assert drawn == {(2012, 2013, 2014): "dash", (2014, 2015): "dash", (2015, 2016, 2017): look("360112").dash}
    hollow = next(trace for trace in points_of(chart) if 2013 in trace.x)
    assert hollow.marker.symbol.endswith("-open")
    assert hollow.marker.color == look("360112").colour
    assert any("新建区前身" in name for name in legend_of(chart))


def test_a_place_that_was_taken_in_is_never_joined_by_a_line() -> None:
    wanli = {"area_code": "360105", "area": "湾里区"}
    given = rows({"year": 2018, "value": 1e8, **wanli}, {"year": 2019, "value": 9e8, **NEW})
    assert lines_of(trend_chart(given, "zh", joined={"360105": "360112"})) == []


def test_places_that_did_not_change_have_no_mark() -> None:
    chart = trend_chart(rows({"year": 2014, "value": 1e8}, {"year": 2020, "value": 2e8}), "zh")
    assert not chart.layout.shapes
    assert not [note for note in chart.layout.annotations if note.hovertext]
