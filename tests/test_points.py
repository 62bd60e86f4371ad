"""How points show what their value is: a bound, a range, a rough figure, a part of a year, a stretch target."""

from __future__ import annotations

from typing import Any

import pytest
from plotly.graph_objects import Figure

from indicators.charts import trend_chart
from indicators.disputes import disputes
from indicators.labels import LANGUAGES, Language, say
from indicators.looks import look
from indicators.points import later_points
from indicators.vintages import revisions
from tests.bundled import looks_of
from tests.test_charts import legend_of, lines_of, points_of
from tests.test_series import rows


def signs(chart: Figure) -> list[tuple[str, str, float]]:
    """The arrows of bounds: which, on which side of its point, at which value."""
    found = [part for trace in chart.data if trace.text and trace.customdata is None for part in looks_of(trace)]
    sides = {trace.text[0]: trace.textposition for trace in found}
    return [(words, sides[words], value) for trace in found for words, value in zip(trace.text, trace.y, strict=True)]


def target(value: float, **more: Any) -> dict[str, Any]:
    return {"year": 2023, "value": value, "unit": "%", "measure": "yoy", "kind": "target", **more}


def test_an_exact_target_is_a_bar_without_an_arrow() -> None:
    chart = trend_chart(rows(target(6)), "zh")
    (point,) = points_of(chart)
    assert (point.marker.symbol, point.marker.line.width) == ("line-ew-open", 3)
    assert signs(chart) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("bound", "sign", "side"), [("ge", "▲", "top center"), ("le", "▼", "bottom center")])
def test_a_bound_has_an_arrow_on_its_open_side(bound: str, sign: str, side: str, language: Language) -> None:
    for kind in ("target", "stretch", "actual", "estimate"):
        chart = trend_chart(rows(target(6, bound=bound, kind=kind)), language)
        assert signs(chart) == [(sign, side, 6)]
        assert say(f"mark.{bound}", language) in legend_of(chart)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rough_target_is_a_pale_band(language: Language) -> None:
    chart = trend_chart(rows(target(5, bound="approx")), language)
    (point,) = points_of(chart)
    assert point.marker.symbol == "line-ew-open"
    assert point.marker.line.width > 3
    assert point.marker.opacity == 0.5
    assert signs(chart) == []
    assert say("mark.approx", language) in legend_of(chart)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_range_is_a_bar_from_its_lower_to_its_upper_end(language: Language) -> None:
    chart = trend_chart(rows(target(5, value_high=6.0), target(7, year=2024)), language)
    ranged = next(trace for trace in points_of(chart) if trace.error_y.array)
    assert (list(ranged.y), list(ranged.error_y.array), list(ranged.error_y.arrayminus)) == ([5], [1], [0])
    assert not ranged.error_y.symmetric
    plain = next(trace for trace in points_of(chart) if not trace.error_y.array)
    assert list(plain.y) == [7]
    assert say("mark.range", language) in legend_of(chart)


def test_a_stretch_target_stands_apart_from_the_target_of_its_year() -> None:
    given = rows(target(6), target(6.5, kind="stretch"), {"year": 2024, "value": 1, "unit": "%", "measure": "yoy"})
    chart = trend_chart(given, "zh")
    aim, stretch = (next(each for each in points_of(chart) if list(each.y) == [value]) for value in (6, 6.5))
    assert aim.marker.symbol != stretch.marker.symbol
    assert aim.x[0] == 2023 < stretch.x[0] < 2023.5
    assert {say("mark.target", "zh"), say("mark.stretch", "zh")} <= set(legend_of(chart))


def test_an_estimate_is_hollow_whatever_its_bound() -> None:
    chart = trend_chart(rows(target(6, kind="estimate", bound="approx")), "zh")
    assert points_of(chart)[0].marker.symbol == f"{look('360102').symbol}-open"


def test_the_legend_names_no_bound_that_does_not_occur() -> None:
    names = legend_of(trend_chart(rows({"year": 2014}, {"year": 2015, "bound": "approx"}), "zh"))
    assert not {say(f"mark.{name}", "zh") for name in ("ge", "le", "approx", "range")} & set(names)


TEN = ("01-01", "10-31")


def test_the_same_months_have_a_thin_line_of_their_own_with_their_months_beside() -> None:
    given = rows(
        {"year": 2020, "value": 10e8},
        {"year": 2021, "value": 11e8},
        *({"year": year, "value": (year - 2012) * 1e8, "months": TEN} for year in (2020, 2021, 2022)),
    )
    chart = trend_chart(given, "zh")
    drawn = {tuple(line.x): line.line.width for line in lines_of(chart)}
    whole, part = (2020, 2021), tuple(year - 2 / 12 for year in (2020, 2021, 2022))
    assert set(drawn) == {whole, part}
    assert drawn[part] < drawn[whole]
    marks = next(trace for trace in points_of(chart) if len(trace.x) == 3)
    assert list(marks.text) == ["1-10月"] * 3
    assert [tuple(line.x) for line in lines_of(trend_chart(given, "zh", compact=True))] == [whole]


def test_worked_out_values_tell_how_they_came_about() -> None:
    given = rows({"year": 2020, "value": 120.0}).assign(said="东湖区 · 指数120 <b>")
    chart = trend_chart(given, "zh")
    assert points_of(chart)[0].hovertext[0] == "东湖区 · 指数120 &lt;b&gt;"


def test_a_contradiction_of_worked_out_values_is_a_span_too() -> None:
    given = rows(
        {"year": 2014, "value": 100e8, "surface": "100亿元"},
        {"year": 2014, "value": 96e8, "surface": "96亿元", "doc_id": "b"},
    )
    shares = given.assign(value=[10.0, 9.6], unit="%", said="算出")
    chart = trend_chart(shares, "zh", told=disputes(given))
    spans = [trace for trace in chart.data if trace.mode == "lines+markers" and trace.x[0] is not None]
    assert [list(span.y) for span in spans] == [[9.6, 10.0]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_revised_since_is_a_cross_with_both_values(language: Language) -> None:
    then = rows({"year": 2020, "value": 100e8}, {"year": 2019, "value": 90e8})
    now = rows({"year": 2020, "value": 101e8}, {"year": 2021, "value": 110e8})
    (drawn,) = later_points(revisions(then, now), 1e8, language)
    assert (drawn["x"], drawn["y"]) == ([2020, 2021], [101, 110])
    before = {"zh": "100亿元", "en": "10 billion yuan"}[language]
    assert before in drawn["hovertext"][0]
    assert say("revisions.none_then", language) in drawn["hovertext"][1]
    assert later_points([], 1, language) == []


def test_crowded_parts_of_a_year_leave_the_word_to_the_latest() -> None:
    def part(year: int, month: int, value: float) -> dict[str, Any]:
        return {"year": year, "value": value, "months": ("01-01", f"{month:02d}-30")}

    crowded = rows(*(part(2020, month, 50 + month / 4) for month in (4, 6, 9, 11)), {"year": 2010, "value": 10.0})
    spread = rows(part(2012, 6, 10), part(2014, 6, 55), part(2020, 6, 100))
    assert [text for point in points_of(trend_chart(crowded, "zh")) for text in point.text or () if text] == ["1-11月"]
    assert [text for point in points_of(trend_chart(spread, "zh")) for text in point.text or ()] == ["1-6月"] * 3
