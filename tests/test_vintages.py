"""What two versions of the data say differently."""

from __future__ import annotations

from typing import Any

from indicators.vintages import revisions
from tests.test_series import rows

KNOWN = {"year": 2020, "value": 100e8, "surface": "100亿元"}


def told(then: list[dict[str, Any]], now: list[dict[str, Any]]) -> list[tuple[str, list[float], list[float]]]:
    return [
        (each.how, [row["value"] for row in each.then], [row["value"] for row in each.now])
        for each in revisions(rows(*then), rows(*now))
    ]


def test_what_did_not_change_is_not_told_wherever_it_moved() -> None:
    assert told([KNOWN], [{**KNOWN, "start": 500}]) == []
    assert told([KNOWN, KNOWN], [KNOWN]) == []
    assert told([], []) == []


def test_a_revised_value_is_told_with_both() -> None:
    assert told([KNOWN], [{**KNOWN, "value": 101e8}]) == [("changed", [100e8], [101e8])]


def test_a_value_that_got_or_lost_its_bound_is_revised() -> None:
    assert told([KNOWN], [{**KNOWN, "bound": "ge"}]) == [("changed", [100e8], [100e8])]
    assert told([KNOWN], [{**KNOWN, "value_high": 110e8}]) == [("changed", [100e8], [100e8])]


def test_values_come_and_go() -> None:
    other = {**KNOWN, "year": 2021}
    assert told([KNOWN], [KNOWN, other]) == [("new", [], [100e8])]
    assert told([KNOWN, other], [other]) == [("gone", [100e8], [])]


def test_documents_kinds_and_definitions_are_apart() -> None:
    for apart in ({"doc_id": "b"}, {"kind": "estimate"}, {"basis": "省口径"}):
        assert told([KNOWN], [KNOWN, {**KNOWN, **apart, "value": 90e8}]) == [("new", [], [90e8])]


def test_only_what_differs_among_several_is_told() -> None:
    second = {**KNOWN, "value": 90e8}
    assert told([KNOWN, second], [KNOWN, {**KNOWN, "value": 95e8}]) == [("changed", [90e8], [95e8])]
