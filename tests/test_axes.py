"""The frame of a chart: equal ratios only where they can be, and what broke a series."""

from __future__ import annotations

from typing import Any

import pytest
from plotly.graph_objects import Figure

from indicators.axes import Axis, bears_log
from indicators.charts import trend_chart
from indicators.labels import Language, say
from tests.test_charts import legend_of
from tests.test_series import rows


def test_equal_ratios_need_values_above_zero() -> None:
    assert bears_log(rows({"year": 2014, "value": 1}, {"year": 2015, "value": 100}))
    assert not bears_log(rows({"year": 2014, "value": 1}, {"year": 2015, "value": 0}))
    assert not bears_log(rows({"year": 2014, "value": -1}))
    assert not bears_log(rows({"year": 2014}).iloc[:0])


def test_an_axis_of_equal_ratios_is_never_forced_on_values_that_have_none() -> None:
    positive, negative = (rows({"year": 2014, "value": 5e8}, {"year": 2015, "value": value}) for value in (1e8, -1e8))
    assert trend_chart(positive, "zh", axis=Axis(log=True)).layout.yaxis.type == "log"
    assert trend_chart(negative, "zh", axis=Axis(log=True)).layout.yaxis.type is None
    assert trend_chart(positive, "zh").layout.yaxis.type is None


def flags_of(chart: Figure) -> list[Any]:
    return [note for note in chart.layout.annotations if note.name != "unit"]


@pytest.mark.parametrize(("language", "unit"), [("zh", "亿元"), ("en", "billion yuan")])
def test_the_unit_stands_on_top_of_the_axis(language: Language, unit: str) -> None:
    chart = trend_chart(rows({"year": 2014, "value": 5e9}), language)
    assert [note.text for note in chart.layout.annotations] == [unit]
    assert (
        chart.layout.margin.t > trend_chart(rows({"year": 2014, "value": 5e9}), language, compact=True).layout.margin.t
    )


def test_ranks_have_whole_steps() -> None:
    ranks = rows(*({"year": 2014 + at, "value": at + 1, "unit": "rank", "measure": "rank"} for at in range(2)))
    assert trend_chart(ranks, "zh").layout.yaxis.dtick == 1


def test_levels_begin_at_zero_and_an_index_shows_its_hundred() -> None:
    given = rows({"year": 2014, "value": 100}, {"year": 2015, "value": 120})
    assert trend_chart(given, "zh").layout.yaxis.rangemode == "tozero"
    index = trend_chart(given, "zh", axis=Axis(reference=100.0)).layout
    assert index.yaxis.rangemode == "normal"
    assert [(shape.y0, shape.y1, shape.xref) for shape in index.shapes] == [(100, 100, "paper")]


def test_a_change_of_definition_is_marked_apart_from_one_of_area() -> None:
    new = {"area_code": "360112", "area": "新建区"}
    given = rows(
        {"year": 2017, "value": 60e8, "basis": "省口径", **new},
        {"year": 2018, "value": 80e8, "basis": "市口径", **new},
        {"year": 2020, "value": 90e8, "basis": "市口径", **new},
    )
    chart = trend_chart(given, "zh")
    drawn = {shape.x0: shape.line.dash for shape in chart.layout.shapes}
    assert set(drawn) == {2018, 2019}
    assert drawn[2018] != drawn[2019]
    said = {each.x: (each.text, each.hovertext) for each in flags_of(chart)}
    assert said[2018] == ("⚐", "新建区2018年起为市口径，此前为省口径")
    assert said[2019][0] == "⚑"
    assert f"⚐ {say('redefined.legend', 'zh')}" in legend_of(chart)


def test_two_breaks_of_one_year_share_a_flag_line() -> None:
    new = {"area_code": "360112", "area": "新建区"}
    given = rows(
        {"year": 2018, "value": 60e8, "basis": "省口径", **new}, {"year": 2019, "value": 80e8, "basis": "市口径", **new}
    )
    (flag,) = flags_of(trend_chart(given, "zh"))
    assert set(flag.text) == {"⚑", "⚐"}
    assert flag.hovertext.count("<br>") == 1


def test_the_numbers_beside_the_axis_have_room_for_all_their_digits() -> None:
    def room(*values: float) -> int:
        given = rows(*({"year": 2014 + at, "value": value} for at, value in enumerate(values)))
        return int(trend_chart(given.assign(unit="家"), "en").layout.margin.l)

    assert room(2, 9) < room(2, 900) < room(2, 9000) < room(-9000, 9000)
    assert room(0.2, 0.9) > room(2, 9)


def test_an_axis_of_equal_ratios_has_room_for_its_lowest_number() -> None:
    given = rows({"year": 2014, "value": 0.004}, {"year": 2015, "value": 800}).assign(unit="家")
    equal, steps = (int(trend_chart(given, "en", axis=axis).layout.margin.l) for axis in (Axis(log=True), Axis()))
    assert equal > steps
