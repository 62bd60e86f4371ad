"""Which rows are of one definition, and where a series changes it."""

from __future__ import annotations

from typing import Any

import pytest

from indicators.checks.rows import prepare_rows
from indicators.definitions import Redefinition, format_redefinition, redefinitions, scoped
from indicators.labels import LANGUAGES, Language
from indicators.series import prepare
from indicators.store import Store
from tests.test_series import rows


def changes(*given: dict[str, Any]) -> list[tuple[int, tuple[str, ...], tuple[str, ...]]]:
    return [(each.year, each.old, each.new) for each in redefinitions(scoped(rows(*given)))]


def test_a_change_of_definition_is_found_in_the_year_that_has_the_new_one() -> None:
    given = [{"year": year, "value": year, "basis": basis} for year, basis in ((2015, "省口径"), (2018, "市口径"))]
    assert changes(*given) == [(2018, ("省口径",), ("市口径",))]


def test_a_definition_that_goes_on_beside_another_is_no_change() -> None:
    given = [(2015, "省口径"), (2016, "省口径"), (2016, "市口径"), (2017, "市口径")]
    assert changes(*({"year": year, "value": year, "basis": basis} for year, basis in given)) == []


def test_naming_a_definition_is_a_change() -> None:
    assert changes({"year": 2015, "value": 1}, {"year": 2016, "value": 2, "basis": "省口径"}) == [
        (2016, ("",), ("省口径",))
    ]


def test_targets_and_parts_of_a_year_change_nothing() -> None:
    given = [
        {"year": 2015, "value": 1},
        {"year": 2016, "value": 2, "basis": "省口径", "kind": "target"},
        {"year": 2017, "value": 2, "basis": "省口径", "months": ("01-01", "06-30")},
    ]
    assert changes(*given) == []


def test_constant_prices_are_no_definition_of_real_growth() -> None:
    growth = {"measure": "yoy", "unit": "%"}
    given = [{"year": 2015, "value": 8, **growth}, {"year": 2016, "value": 9, "basis": "可比价", **growth}]
    assert changes(*given) == []


def test_words_of_the_label_narrow_an_indicator() -> None:
    capital = {"indicator": "domestic_capital", "year": 2015}
    given = rows({**capital, "label": "实际利用省外资金"}, {**capital, "label": "实际利用内资"})
    assert scoped(given)["basis"].tolist() == ["省外", ""]
    assert scoped(given.iloc[:0]).empty


def test_the_checks_judge_definitions_the_same_way(seeded_store: Store) -> None:
    names = ("可比价", "按可比价计算", "省口径", "")
    labels = ("人民币存款余额", "利用省外资金", "自营出口")
    codes = ("gdp", "deposits", "domestic_capital", "exports", "budget_revenue")
    given = [
        {"year": 2015, "indicator": code, "basis": basis, "label": label}
        for code in codes
        for basis in names
        for label in labels
    ]
    for table in (rows(*given), prepare(seeded_store.select())):
        assert scoped(table)["basis"].tolist() == prepare_rows(table)["scope"].astype("object").tolist()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("old", "new"), [("省口径", "市口径"), ("", "市口径"), ("省口径", "")])
def test_a_change_reads_as_a_clause(old: str, new: str, language: Language) -> None:
    said = format_redefinition(Redefinition(2017, "360102", (old,), (new,)), language)
    assert "2017" in said
    assert ("市口径" in said or "city definition" in said) is bool(new)
