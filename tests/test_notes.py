"""Notes on indicators: each has one in both languages, and the catalogue is found by group and by word."""

from __future__ import annotations

import re

import pytest

from indicators.labels import LANGUAGES, Language, format_indicator
from indicators.lexicon import catalogue, groups, read_tables
from indicators.notes import format_group, grouped, is_total, nature, note, search


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_indicator_has_a_note_of_one_sentence(language: Language) -> None:
    end = "。" if language == "zh" else "."
    bad = [
        code for code in catalogue() if not note(code, language).endswith(end) or note(code, language).count(end) > 1
    ]
    assert bad == []


def test_notes_speak_of_known_indicators_only_and_in_the_right_language() -> None:
    tables = read_tables("notes")
    assert set(tables["note"]) | set(tables["average"]["codes"]) <= set(catalogue())
    assert [code for code in tables["note"] if re.search(r"[\u4e00-\u9fff]", note(code, "en"))] == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("gdp", "单位：元；流量，一段时期的累计；增速按可比价（实际）"),
        ("retail_sales", "单位：元；流量，一段时期的累计；增速按当年价（名义）"),
        ("deposits", "单位：元；存量，某一时点的数；增速按当年价（名义）"),
        ("grain", "单位：吨；流量，一段时期的累计；增速按数量"),
        ("urbanization", "单位：%；比率；变动用百分点，不用增速"),
        ("cpi", "单位：%；比率"),
    ],
)
def test_unit_nature_and_growth_come_from_the_catalogue(code: str, said: str) -> None:
    assert nature(code, "zh") == said


def test_what_is_not_in_the_catalogue_has_no_note_and_no_error() -> None:
    assert note("made_up", "zh") == nature("made_up", "zh") == ""
    assert search("made", ["made_up"]) == ["made_up"]


def test_every_indicator_stands_in_exactly_one_group() -> None:
    found = grouped(list(catalogue()))
    assert [group for group, _ in found] == [group.code for group in groups()]
    assert sorted(code for _, codes in found for code in codes) == sorted(catalogue())


@pytest.mark.parametrize("words", ["城镇 收入", "urban income", "INCOME_urban", "城镇居民人均可支配收入"])
def test_a_search_finds_by_name_code_and_either_language(words: str) -> None:
    assert "income_urban" in search(words, catalogue())


def test_a_search_finds_by_group_by_note_and_by_the_spellings_of_reports() -> None:
    assert set(search("财政", catalogue())) >= {"tax_revenue", "fiscal_revenue", "budget_expenditure"}
    assert "fiscal_revenue" in search("上划中央", catalogue())
    assert search("GDP", ["gdp", "grain"]) == ["gdp"]
    assert search("没有这样的指标", catalogue()) == []
    assert search("", ["gdp", "grain"]) == ["gdp", "grain"], "nothing asked leaves everything"


def test_totals_add_up_and_averages_and_rates_do_not() -> None:
    units = {code: entry.unit for code, entry in catalogue().items()}
    totals = {code for code in catalogue() if is_total(code, units[code])}
    assert {"gdp", "population", "fdi", "projects"} <= totals
    assert not {"income_rural", "gdp_per_capita", "unemployment", "industry_structure"} & totals


def test_names_of_groups_are_no_names_of_indicators() -> None:
    named = {format_indicator(code, language) for code in catalogue() for language in LANGUAGES}
    assert {format_group(group.code, language) for group in groups() for language in LANGUAGES}.isdisjoint(named)
