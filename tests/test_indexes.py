"""An index to a base year, against values worked by hand."""

from __future__ import annotations

from typing import Any

import pytest

from indicators.derived import format_left_out
from indicators.indexes import base_years, best_base, index_rows
from indicators.labels import LANGUAGES, Language
from tests.test_series import rows

WEST = {"area_code": "360103", "area": "西湖区"}
NEW = {"area_code": "360112", "area": "新建区"}


def told(year: int, amount: float, **more: Any) -> dict[str, Any]:
    """A level of so many 亿元."""
    return {"year": year, "value": amount * 1e8, "surface": f"{amount:g}亿元", **more}


def values(*given: dict[str, Any], base: int) -> dict[tuple[str, int], float]:
    made = index_rows(rows(*given), base, "zh").rows
    return {(row["place"], int(row["year"])): round(row["value"], 4) for _, row in made.iterrows()}


def reasons(*given: dict[str, Any], base: int) -> list[tuple[str, str, str, int | None]]:
    return [tuple(each) for each in index_rows(rows(*given), base, "zh").left_out]


def test_each_place_is_measured_by_its_own_base() -> None:
    """50 → 60 is 120; 200 → 150 is 75; the base itself is 100, and years before it count too."""
    given = [told(2014, 40), told(2015, 50), told(2016, 60), told(2015, 200, **WEST), told(2017, 150, **WEST)]
    assert values(*given, base=2015) == {
        ("360102", 2014): 80,
        ("360102", 2015): 100,
        ("360102", 2016): 120,
        ("360103", 2015): 100,
        ("360103", 2017): 75,
    }
    assert reasons(*given, base=2015) == []


def test_a_value_remembers_its_base_and_how_it_came_about() -> None:
    given = rows(told(2015, 50), told(2016, 60))
    made = index_rows(given, 2015, "zh").rows
    assert made["against"].tolist() == [0, 0]
    assert made["unit"].tolist() == ["index", "index"]
    assert made.loc[1, "said"] == "东湖区 · 60亿元 · 2016年 · 指数120（2015年＝100，当年为50亿元）"


def test_a_place_without_the_base_year_is_named_and_not_drawn() -> None:
    given = [told(2015, 50), told(2016, 60), told(2016, 90, **WEST)]
    assert set(values(*given, base=2015)) == {("360102", 2015), ("360102", 2016)}
    assert reasons(*given, base=2015) == [("no_base", "360103", "", None)]


@pytest.mark.parametrize("kind", ["estimate", "target", "stretch"])
def test_what_is_no_outcome_is_no_base_and_has_no_index(kind: str) -> None:
    given = [told(2015, 50, kind=kind), told(2016, 60), told(2017, 66, kind=kind)]
    assert values(*given, base=2015) == {}
    assert reasons(*given, base=2015) == [("base_planned", "360102", "", None)]
    assert values(*given, base=2016) == {("360102", 2016): 100}


def test_parts_of_a_year_are_no_base_and_have_no_index() -> None:
    part = told(2015, 40, months=("01-01", "10-31"))
    given = [part, told(2016, 60)]
    assert values(*given, base=2016) == {("360102", 2016): 100}
    assert reasons(*given, base=2015) == [("no_base", "360102", "", None)]
    assert reasons(part, base=2015) == [("no_outcome", "360102", "", None)]


def test_a_definition_is_measured_by_a_base_of_its_own() -> None:
    """省口径 60 → 63 is 105; 市口径 has no base in 2014, though the place has one."""
    province, city = {"basis": "省口径"}, {"basis": "市口径"}
    given = [told(2014, 60, **province), told(2015, 63, **province), told(2015, 80, **city)]
    made = index_rows(rows(*given), 2014, "zh")
    assert [(row["basis"], round(row["value"], 4)) for _, row in made.rows.iterrows()] == [
        ("省口径", 100),
        ("省口径", 105),
    ]
    assert [tuple(each) for each in made.left_out] == [("no_base", "360102", "市口径", None)]


def test_a_unit_is_measured_by_a_base_of_its_own() -> None:
    dollars = {"unit": "USD", "surface": "2亿美元"}
    given = rows(told(2014, 10), told(2015, 12), {**told(2015, 2), **dollars})
    made = index_rows(given, 2014, "zh")
    assert made.rows["value"].round(4).tolist() == [100, 120]


def test_a_base_that_documents_contradict_is_none() -> None:
    given = [told(2015, 50), told(2015, 55, doc_id="b"), told(2016, 60)]
    assert values(*given, base=2015) == {}
    assert reasons(*given, base=2015) == [("base_disputed", "360102", "", None)]


def test_a_base_told_twice_or_rounder_is_one() -> None:
    given = [told(2015, 50.2), told(2015, 50.2, doc_id="b"), told(2015, 50, doc_id="c"), told(2016, 60.24)]
    assert values(*given, base=2015) == {("360102", 2015): 100, ("360102", 2016): 120}


def test_contradictions_of_other_years_all_stay() -> None:
    made = index_rows(rows(told(2015, 50), told(2016, 60), told(2016, 65, doc_id="b")), 2015, "zh")
    assert made.rows["value"].round(4).tolist() == [100, 120, 130]


@pytest.mark.parametrize("bound", ["ge", "le", "approx"])
def test_bounds_and_rough_figures_are_no_base_and_have_no_index(bound: str) -> None:
    given = [told(2015, 50), told(2016, 60, bound=bound), told(2017, 70)]
    assert values(*given, base=2015) == {("360102", 2015): 100, ("360102", 2017): 140}
    assert reasons(*given, base=2015) == [("inexact", "360102", "", 2016)]
    assert values(*given, base=2016) == {}
    assert reasons(*given, base=2016) == [("base_inexact", "360102", "", None)]


def test_a_base_of_nothing_or_below_is_none() -> None:
    assert reasons(told(2015, 0), told(2016, 60), base=2015) == [("base_inexact", "360102", "", None)]
    assert reasons(told(2015, -3), told(2016, 60), base=2015) == [("base_inexact", "360102", "", None)]


def test_no_index_crosses_a_change_of_area() -> None:
    """新建区 took in 湾里区 in 2019: figures of 2019 itself may be of either area."""
    given = [told(year, 100 + year - 2016, **NEW) for year in (2016, 2018, 2019, 2020)]
    assert values(*given, base=2016) == {("360112", 2016): 100, ("360112", 2018): 102}
    assert reasons(*given, base=2016) == [("crossed", "360112", "", 2019), ("crossed", "360112", "", 2020)]
    assert set(values(*given, base=2020)) == {("360112", 2020)}


OLD = {"area_code": "360122", "area": "新建县"}
JOINED = {"360122": "360112", "360105": "360112"}


def test_an_index_runs_on_under_a_new_name_where_the_reader_joins_it() -> None:
    """新建县 became 新建区 in 2015: 80 → 100 → 120 with the base before or behind; not joined, each needs its own base."""
    given = rows(told(2013, 80, **OLD), told(2014, 100, **OLD), told(2016, 120, **NEW), told(2020, 150, **NEW))
    before, behind = (index_rows(given, base, "zh", JOINED) for base in (2014, 2016))
    assert before.rows.sort_index()["value"].round(4).tolist() == [80, 100, 120]
    assert before.rows["against"].tolist() == [1, 1, 1]
    assert (
        before.rows.loc[2, "said"]
        == "新建区 · 120亿元 · 2016年 · 指数120（2014年＝100，当年为新建县（至2015年） 100亿元）"
    )
    assert behind.rows.sort_index()["value"].round(4).tolist() == [66.6667, 83.3333, 100]
    assert [tuple(each) for each in before.left_out] == [("crossed", "360112", "", 2020)]
    apart = index_rows(given, 2014, "zh")
    assert apart.rows.sort_index()["value"].round(4).tolist() == [80, 100]
    assert ("no_base", "360112", "", None) in [tuple(each) for each in apart.left_out]
    assert (base_years(given, JOINED)[2014], base_years(given)[2014]) == (1, 1)
    assert index_rows(given.drop(index=[2, 3]), 2014, "zh", JOINED).rows.sort_index()["value"].round(4).tolist() == [
        80,
        100,
    ]


def test_an_index_does_not_run_on_into_a_place_that_took_another_in() -> None:
    """湾里区 became part of 新建区 in 2019, which is larger for it."""
    given = rows(told(2018, 30, area_code="360105", area="湾里区"), told(2020, 150, **NEW))
    made = index_rows(given, 2018, "zh", JOINED)
    assert made.rows["value"].tolist() == [100]
    assert [tuple(each) for each in made.left_out] == [("no_base", "360112", "", None)]


def test_only_levels_of_one_thing_have_an_index() -> None:
    rates = {"measure": "yoy", "unit": "%", "value": 8.0}
    projects = {"indicator": "projects", "label": "新开工项目", "unit": "个", "value": 8.0}
    for given in (rates, projects, {"indicator": "urbanization", "unit": "%", "value": 50.0}):
        table = rows({"year": 2015, **given}, {"year": 2016, **given})
        assert index_rows(table, 2015, "zh").rows.empty
        assert base_years(table) == {}


def test_base_years_are_those_of_full_year_outcomes_and_the_best_has_the_most_places() -> None:
    given = rows(
        told(2014, 40),
        told(2015, 50),
        told(2016, 60),
        told(2015, 200, **WEST),
        told(2016, 210, **WEST),
        told(2017, 220, kind="estimate"),
        told(2018, 100, bound="ge"),
    )
    assert base_years(given) == {2014: 1, 2015: 2, 2016: 2}
    assert best_base(base_years(given), range(2010, 2020)) == 2015
    assert best_base(base_years(given), range(2016, 2020)) == 2016, "a base among the years shown goes first"
    assert best_base(base_years(given.iloc[:0]), [2016]) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_left_out_is_said_in_both_languages(language: Language) -> None:
    made = index_rows(rows(told(2015, 50, **NEW), told(2019, 60, **NEW), told(2016, 1, **WEST)), 2015, language)
    found = format_left_out(made.left_out, language, base=2015, whole="")
    assert len(found) == 2
    expected = {"zh": "没有2015年的全年实绩作基数，不画：西湖区。", "en": "No full-year outcome for 2015"}[language]
    assert any(each.startswith(expected) for each in found)
    assert any("2019" in each for each in found)
