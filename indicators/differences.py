"""What a document would change: its rows against those that the store has of it, and against what other documents say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from indicators.disputes import Dispute, disputes
from indicators.query import Query
from indicators.series import columns, prepare

STATES = ("conflict", "changed", "definition", "revised", "ambiguous", "rounding", "new", "same")
"""How a row stands to what is stored, the gravest first.

``changed``: the stored version of the same document has another value. ``new``: nothing stored speaks of it. ``same``: something
does, with the same value. The others are judgements on values of other documents, see `disputes`.
"""

_KEY = ("place", "indicator", "thing", "measure", "unit", "period_start", "period_end", "kind", "basis")
_VALUE = ("value", "value_high", "bound")


@dataclass(frozen=True, slots=True)
class Difference:
    """How one row stands to the store: a state, the stored value that it would replace, what other documents say."""

    state: str
    before: tuple[int, ...] = ()
    dispute: Dispute | None = None


@dataclass(frozen=True, slots=True)
class Differences:
    """Of each row by its index; ``old`` are the stored rows of the same document, ``removed`` those that would be gone."""

    rows: dict[int, Difference]
    old: pd.DataFrame
    removed: pd.DataFrame
    counts: Mapping[str, int] = field(default_factory=dict)


def query_for(rows: pd.DataFrame) -> Query:
    """What to ask the store for to have all rows that speak of the same as these."""
    years = {int(end[:4]) for end in rows["period_end"] if end}
    coded = set(rows["area_code"]) - {""}
    areas = tuple(sorted(coded)) if rows["area_code"].ne("").all() else ()
    return Query(areas=areas, indicators=tuple(sorted(set(rows["indicator"]))), years=tuple(sorted(years)))


def compare_rows(rows: pd.DataFrame, old: pd.DataFrame, others: pd.DataFrame) -> Differences:
    """How tidy rows stand to ``old``, those of the same document, and to ``others``, those of other documents."""
    new, before, around = prepare(rows), prepare(old), prepare(others)
    told = disputes(prepare(pd.concat([rows, others], ignore_index=True))) if len(others) else {}
    mine = _keyed(before)
    theirs = set(columns(around, *_KEY))
    values = {(*key, *value) for key, value in zip(columns(before, *_KEY), _values(before), strict=True)}
    found: dict[int, Difference] = {}
    for index, key, value in zip(new.index.tolist(), columns(new, *_KEY), _values(new), strict=True):
        judged = told.get(index)
        replaced = tuple(mine.get(key, ())) if (*key, *value) not in values else ()
        known = key in mine or key in theirs
        found[index] = Difference(_state(judged, bool(replaced), known), replaced, judged)
    kept = set(columns(new, *_KEY))
    gone = [at for at, key in enumerate(columns(before, *_KEY)) if key not in kept]
    states = [each.state for each in found.values()]
    counts = {state: states.count(state) for state in STATES if state in states}
    return Differences(found, before, before.iloc[gone], counts)


def _state(judged: Dispute | None, changed: bool, known: bool) -> str:
    if judged is not None and (judged.rule == "conflict" or not changed):
        return judged.rule
    if changed:
        return "changed"
    return "same" if known else "new"


def _keyed(rows: pd.DataFrame) -> dict[tuple[object, ...], list[int]]:
    found: dict[tuple[object, ...], list[int]] = {}
    for index, key in zip(rows.index.tolist(), columns(rows, *_KEY), strict=True):
        found.setdefault(key, []).append(index)
    return found


def _values(rows: pd.DataFrame) -> list[tuple[object, ...]]:
    """The value of each row, with a missing upper end equal to itself."""
    return [(value, None if high != high else high, bound) for value, high, bound in columns(rows, *_VALUE)]
