"""Which rows of a view other documents tell otherwise: the checks' judgement, row by row, for charts and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from indicators.captions import format_basis
from indicators.checks.agreement import check_definitions, check_values
from indicators.checks.findings import Evidence
from indicators.checks.rows import prepare_rows
from indicators.labels import Language, format_value, say

GRAVEST = ("conflict", "definition", "revised", "ambiguous", "rounding")
"""Of several judgements on one row the first counts."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """What other documents say instead of a row: the rule of the finding, and the other values."""

    rule: str
    others: tuple[Evidence, ...]


def disputes(rows: pd.DataFrame) -> dict[int, Dispute]:
    """The disputed rows by their index; rows that nothing else speaks of are left out.

    Open measures (shares, ranks and others whose whole the table does not name) are never disputed: see the checks.
    """
    shared = prepare_rows(rows.iloc[_shared(rows)])  # most rows stand alone: only the others are worth the checks' time
    if shared.empty:
        return {}
    found: dict[tuple[object, ...], Dispute] = {}
    findings = [*check_values(shared), *check_definitions(shared)]
    for finding in sorted(findings, key=lambda each: GRAVEST.index(each.rule), reverse=True):
        for each in finding.evidence:
            others = tuple(other for other in finding.evidence if other.value != each.value)
            found[each.doc_id, each.start, each.indicator, each.measure] = Dispute(finding.rule, others)
    keys = zip(*(rows[name].tolist() for name in ("doc_id", "start", "indicator", "measure")), strict=True)
    return {index: found[key] for index, key in zip(rows.index.tolist(), keys, strict=True) if key in found}


def _shared(rows: pd.DataFrame) -> list[int]:
    """The positions of rows that speak of something that another row speaks of too."""
    names = ("place", "indicator", "measure", "period_start", "period_end", "unit", "kind")
    keys = list(zip(*(rows[name].tolist() for name in names), strict=True))
    counts = Counter(keys)
    return [at for at, key in enumerate(keys) if counts[key] > 1]


def format_dispute(dispute: Dispute, language: Language) -> str:
    """What to know of a disputed value beside it."""
    texts = dict.fromkeys(_format_value(each, language) for each in dispute.others)
    values = say("list.slash", language).join(texts)
    if not values:
        return say(f"agreement.{dispute.rule}", language)
    return say("agreement.also" if dispute.rule == "rounding" else "agreement.not_same", language, values=values)


def _format_value(row: Evidence, language: Language) -> str:
    high = None if pd.isna(row.value_high) else row.value_high
    text = format_value(row.value, row.unit, language, measure=row.measure, value_high=high, bound=row.bound)
    if not row.basis:
        return text
    return say("with.basis", language, value=text, basis=format_basis(row.basis, language))


def conflicts(rows: pd.DataFrame, told: Mapping[int, Dispute]) -> list[list[int]]:
    """The rows of each contradiction together: same key, same definition, values that can't all be true."""
    groups: dict[tuple[object, ...], list[int]] = {}
    names = ("place", "thing", "measure", "unit", "period_start", "period_end", "kind", "basis")
    keys = zip(*(rows[name].tolist() for name in names), strict=True)
    for index, key in zip(rows.index.tolist(), keys, strict=True):
        if index in told and told[index].rule == "conflict":
            groups.setdefault(key, []).append(index)
    return [group for group in groups.values() if len(group) > 1]
