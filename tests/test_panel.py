"""The digests of Nanchang's districts say what the facts say: the parsed seeds against a copy of the facts."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path

from indicators.extract import extract
from indicators.lexicon import catalogue
from indicators.model import Observation
from indicators.reports import read_report

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
CORE = {code for code, indicator in catalogue().items() if indicator.core}
UNITS = {"吨": "t", "平米": "m2", "平方米": "m2"}
TOLD = {"CNY", "USD", "%", "pp", "rank", "times"}
"""Units that must agree; counting words may differ (个, 家)."""


def facts() -> dict[str, list[dict[str, str]]]:
    by_document: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (HERE / "facts" / "nanchang.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            by_document[row["doc_id"]].append(row)
    return by_document


@cache
def observed(doc_id: str) -> tuple[Observation, ...]:
    return extract(read_report(SEEDS / f"{doc_id}.md")).observations


def months(period: str) -> tuple[str, str] | None:
    first, _, last = period.partition("/")
    last = last or first
    return (first if len(first) > 4 else f"{first}-01", last if len(last) > 4 else f"{last}-12") if first else None


def agrees(row: Observation, fact: dict[str, str]) -> bool:
    """Whether a row is the fact in area, indicator, measure, period, value, unit, kind and bound."""
    unit, wanted = UNITS.get(fact["unit"], fact["unit"]), months(fact["period"])
    period = (str(row.period.start)[:7], str(row.period.end)[:7]) if row.period else None
    code = fact["indicator"] if fact["indicator"] in CORE else "other"
    return (
        bool(row.area) and (row.area.endswith(fact["area"]) or fact["area"].endswith(row.area))
        and (row.indicator if row.indicator in CORE else "other") == code
        and row.measure == fact["measure"]
        and (wanted is None or period == wanted)
        and abs(row.value - float(fact["value"])) <= 1e-6 * max(1.0, abs(row.value))
        and (row.unit == unit or {row.unit, unit} <= {"%", "pp"} or not {row.unit, unit} & TOLD)
        and (row.kind, row.bound) == (fact["kind"], fact["bound"])
    )  # fmt: skip


def compare(doc_id: str, wanted: list[dict[str, str]]) -> tuple[list[str], list[str]]:
    """The facts that no row states, and the core rows that no fact states."""
    free = list(observed(doc_id))
    missing = []
    for fact in wanted:
        found = next((row for row in free if agrees(row, fact)), None)
        if found is None:
            missing.append(
                f"{doc_id}: {fact['area']} {fact['indicator']} {fact['measure']} {fact['period']} {fact['value']}"
            )
        else:
            free.remove(found)
    values = {float(fact["value"]) for fact in wanted}
    extra = [row for row in free if row.indicator in CORE and row.value not in values]
    return missing, [f"{doc_id}: {row.indicator} {row.measure} {row.value:g} ({row.surface})" for row in extra]


def test_at_least_99_of_100_facts_come_out_right_in_all_attributes(
    record_property: Callable[[str, object], None],
) -> None:
    found = {doc_id: compare(doc_id, wanted)[0] for doc_id, wanted in facts().items()}
    total = sum(len(wanted) for wanted in facts().values())
    missing = [line for lines in found.values() for line in lines]
    record_property("facts", f"{total - len(missing)} of {total}")
    assert len(missing) <= total // 100, "\n".join(missing)


def test_no_core_observation_comes_out_that_no_fact_states() -> None:
    extra = [line for doc_id, wanted in facts().items() for line in compare(doc_id, wanted)[1]]
    assert extra == []
