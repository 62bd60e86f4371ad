"""Levels that a census revised are kept apart: no line, index, slope, sum over years or difference sets them against each other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from indicators.asked import Question
from indicators.captions import records
from indicators.censuses import Revised, may_be_revised, note_revised, revised_between, told_early, with_censuses
from indicators.charts import legend_of, trend_chart
from indicators.indexes import index_rows
from indicators.labels import LANGUAGES, Language, say
from indicators.over_years import over_years
from indicators.pairs import select_pairs
from indicators.panels import panels_chart
from indicators.series import best, lines
from indicators.shares import share_rows
from indicators.standings import difference
from indicators.totals import Refusal
from tests.test_series import rows

LEVELS = ((2017, 480e8), (2018, 513e8), (2019, 440e8), (2020, 452e8))
CITY = {"area_code": "360100", "area": "南昌市"}


def level(year: int, value: float, **more: Any) -> dict[str, Any]:
    return {"year": year, "value": value, "surface": f"{value / 1e8:g}亿元", **more}


def growth(year: int, value: float = 7, **more: Any) -> dict[str, Any]:
    return {"year": year, "value": value, "measure": "yoy", "unit": "%", "surface": f"{value}%", **more}


def revised(*more: dict[str, Any]) -> pd.DataFrame:
    """A district whose level fell from 2018 to 2019 while it grew by 7%."""
    every = rows(*(level(*each) for each in LEVELS), growth(2019), *more)
    return with_censuses(every, every)


def levels(*more: dict[str, Any]) -> pd.DataFrame:
    found = revised(*more)
    return found[found["measure"].eq("level")]


def test_levels_before_a_revision_are_told_from_those_behind_it() -> None:
    assert levels()["census"].tolist() == [1, 1, 0, 0]
    assert revised()["census"].iloc[-1] == 0, "growth is not revised with the levels"
    fell = rows(*(level(*each) for each in LEVELS), growth(2019, -14))
    assert set(with_censuses(fell, fell)["census"]) == {0}, "it did fall"


def test_only_what_grows_at_constant_prices_is_looked_at() -> None:
    assert may_be_revised(revised()) == ["gdp"]
    assert may_be_revised(rows(growth(2019))) == []
    assert may_be_revised(rows({"indicator": "retail_sales"})) == []


def test_no_line_crosses_a_revision() -> None:
    assert [list(run["year"]) for run in lines(levels())] == [[2017, 2018], [2019, 2020]]
    small = panels_chart(levels(), ["360102"], "zh", shared=True)
    assert [tuple(trace.x) for trace in small.data if trace.mode == "lines"] == [(2017, 2018, None, 2019, 2020)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_marks_and_names_a_revision(language: Language) -> None:
    chart = trend_chart(levels(), language)
    assert [(shape.x0, shape.line.dash) for shape in chart.layout.shapes] == [(2019, "dash")]
    assert f"△ {say('revised.legend', language)}" in [entry["name"] for entry in legend_of(chart)]
    found = revised_between(levels())
    assert found == [Revised("360102", 2018, 2019)]
    (note,) = note_revised(found, language)
    assert "2018" in note
    assert note_revised([], language) == []


def test_an_index_does_not_cross_a_revision() -> None:
    made = index_rows(levels(), 2018, "zh")
    assert sorted(made.rows["year"]) == [2017, 2018]
    assert [(each.reason, each.year) for each in made.left_out] == [("revised", 2019), ("revised", 2020)]
    assert sorted(index_rows(levels(), 2020, "zh").rows["year"]) == [2019, 2020]


@pytest.mark.parametrize(("years", "change"), [((2017, 2018), 33e8), ((2018, 2020), "revised")])
def test_a_slope_does_not_cross_a_revision(years: tuple[int, int], change: object) -> None:
    (pair,) = select_pairs(records(best(levels())), ["360102"], years)
    assert getattr(pair.change, "value", pair.change) == change


def test_years_on_both_sides_are_not_added() -> None:
    asked = Question(fold="sum", measure="level", indicators=("gdp",), years=(2018, 2019))
    told = over_years(asked, levels())
    assert (told.spells, told.left_out) == ((), (Refusal("census", ("360102",)),))
    assert over_years(replace(asked, years=(2019, 2020)), levels()).spells[0].value == 892e8


def test_a_level_before_a_revision_is_not_held_against_another_documents() -> None:
    west = {"area_code": "360103", "area": "西湖区"}
    told = records(levels(level(2018, 527e8, **west), level(2018, 527e8, doc_id="b", **west)))
    mine = [each for each in told if each["place"] == "360102" and each["year"] == 2018]
    same, later = ([each for each in told if each["place"] == "360103" and each["doc_id"] == doc] for doc in "ab")
    assert difference(mine, later) == "revised"
    assert difference(mine, same).value == -14e8, "one document tells both, before the census"


def test_a_share_changes_with_the_level_of_either() -> None:
    city = [level(year, 5000e8, **CITY) for year, _ in LEVELS]
    found = levels(*city)
    totals = found[found["place"].eq("360100")].assign(census=[2, 1, 1, 1])
    made = share_rows(found[found["place"].eq("360102")], totals, "zh").rows.sort_values("year")
    assert made["census"].tolist() == [3, 2, 1, 1]


@pytest.mark.parametrize(
    ("kind", "published", "title", "early"),
    [
        ("actual", "2015-02-03", "", True),
        ("actual", "2015-11-30", "", False),  # a census may have come in between
        ("actual", "2025-07-30", "东湖区概况", False),  # put anew on a site, years later
        ("actual", "2025-07-30", "东湖区2015年政府工作报告", True),
        ("actual", "", "东湖区2014年统计公报", True),
        ("actual", "", "东湖区2015年统计公报", False),  # which may tell the year before anew
        ("actual", "", "2011—2015年发展回顾", False),
        ("estimate", "", "", True),
    ],
)
def test_what_is_told_early_no_census_can_have_revised(kind: str, published: str, title: str, early: bool) -> None:
    assert told_early("2014-12-31", kind, published, title) is early
