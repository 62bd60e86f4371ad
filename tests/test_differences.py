"""How a document's rows stand to those that are stored."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from made import made_observation

from indicators.differences import compare_rows, query_for
from indicators.model import Observation
from indicators.table import observations_to_frame


def row(value: float = 5.314e9, **about: object) -> Observation:
    surface = f"{value / 1e8:.4g}亿元"
    given = {"doc_id": "new", "indicator": "fiscal_revenue", "value": value, "surface": surface, **about}
    return made_observation(**given)


def states(
    new: Sequence[Observation], old: Sequence[Observation] = (), others: Sequence[Observation] = ()
) -> list[str]:
    return [each.state for each in compare(new, old, others).rows.values()]


def compare(new: Sequence[Observation], old: Sequence[Observation] = (), others: Sequence[Observation] = ()):  # type: ignore[no-untyped-def]
    return compare_rows(*(observations_to_frame(each) for each in (new, old, others)))


def test_a_row_that_nothing_speaks_of_is_new() -> None:
    assert states([row()]) == ["new"]
    assert states([row()], others=[row(doc_id="b", measure="yoy", unit="%", value=8.0, surface="8%")]) == ["new"]
    assert states([row()], others=[row(doc_id="b", kind="target")]) == ["new"]


def test_the_same_value_is_the_same() -> None:
    assert states([row()], others=[row(doc_id="b")]) == ["same"]
    assert states([row()], old=[row()]) == ["same"]


def test_rounding_is_told_from_conflict() -> None:
    assert states([row(5.3e9)], others=[row(5.314e9, doc_id="b")]) == ["rounding"]
    assert states([row(5.5e9)], others=[row(5.314e9, doc_id="b")]) == ["conflict"]
    assert states([row(5.5e9, kind="target")], others=[row(5.314e9, doc_id="b", kind="target")]) == ["revised"]
    assert states([row(5.5e9, basis="同口径")], others=[row(5.314e9, doc_id="b")]) == ["definition"]


def test_a_replaced_document_tells_what_changes_and_what_goes() -> None:
    gone = row(1e9, indicator="exports")
    found = compare([row(5.5e9), row(2e9, indicator="imports")], old=[row(5.314e9), gone])
    assert [each.state for each in found.rows.values()] == ["changed", "new"]
    assert found.old.loc[list(found.rows[0].before), "value"].tolist() == [5.314e9]
    assert found.removed["indicator"].tolist() == ["exports"]
    assert dict(found.counts) == {"changed": 1, "new": 1}


def test_a_contradiction_with_others_goes_before_a_change() -> None:
    found = compare([row(5.5e9)], old=[row(5.314e9)], others=[row(5.314e9, doc_id="b")])
    assert found.rows[0].state == "conflict"
    assert found.rows[0].before
    assert found.rows[0].dispute is not None
    assert [each.doc_id for each in found.rows[0].dispute.others] == ["b"]


def test_no_rows_are_no_differences() -> None:
    found = compare([], old=[row()])
    assert (found.rows, len(found.removed), dict(found.counts)) == ({}, 1, {})


def test_the_query_takes_in_all_that_may_matter() -> None:
    rows = observations_to_frame([row(), row(indicator="gdp", period=None)])
    query = query_for(rows)
    assert (query.areas, query.indicators, query.years) == (("360102",), ("fiscal_revenue", "gdp"), (2014,))
    nowhere = pd.concat([rows, observations_to_frame([row(area_code="", area="某园")])])
    assert query_for(nowhere).areas == ()
