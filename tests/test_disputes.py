"""Which rows of a view other documents tell otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from indicators.checks.agreement import check_values
from indicators.disputes import conflicts, disputes, format_dispute
from tests.test_series import rows

HUNDRED = {"year": 2020, "value": 100e8, "surface": "100亿元"}

CASES: list[tuple[dict[str, Any], str | None]] = [
    ({"value": 96e8, "surface": "96亿元"}, "conflict"),
    ({"value": 100.4e8, "surface": "100.4亿元"}, "rounding"),
    ({"value": 96e8, "surface": "96亿元", "basis": "省口径"}, "definition"),
    ({"value": 100e8, "surface": "100亿元"}, None),
    ({"value": 96e8, "surface": "96亿元", "kind": "estimate"}, None),
    ({"value": 96e8, "surface": "96亿元", "year": 2019}, None),
    ({"value": 96e8, "surface": "96亿元", "measure": "share"}, None),
]


@pytest.mark.parametrize(("other", "rule"), CASES)
def test_rows_are_judged_as_the_checks_judge_them(other: dict[str, Any], rule: str | None) -> None:
    found = disputes(rows(HUNDRED, {**HUNDRED, "doc_id": "b", **other}))
    assert {index: each.rule for index, each in found.items()} == ({0: rule, 1: rule} if rule else {})


def test_every_conflict_of_the_checks_is_on_its_rows_beside_others() -> None:
    given = rows(
        {"year": 2018, "value": 1e8, "surface": "1亿元"},
        HUNDRED,
        {**HUNDRED, "doc_id": "b", "value": 96e8, "surface": "96亿元"},
        {"year": 2021, "value": 2e8, "surface": "2亿元"},
    )
    told = disputes(given)
    assert set(told) == {1, 2}
    assert {(each.doc_id, each.start) for finding in check_values(given) for each in finding.evidence} == {
        (given["doc_id"][index], given["start"][index]) for index in told
    }
    assert conflicts(given, told) == [[1, 2]]
    assert format_dispute(told[1], "zh") == "与 96亿元 不一致"
    assert format_dispute(told[2], "en") == "differs from 10 billion yuan"


def test_rows_that_stand_alone_ask_for_no_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indicators.disputes.check_values", lambda rows: pytest.fail("was asked"))
    assert disputes(rows(HUNDRED, {"year": 2021})) == {}
    assert disputes(rows(HUNDRED).iloc[:0]) == {}
