"""Promised against achieved: each target of the tidy table beside the outcomes that other documents give, with a verdict."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from indicators.judging import Row, basis_of, judge_comparable
from indicators.lexicon import catalogue, read_toml
from indicators.series import columns, distinct, prepare, unrounded

REACHED = ("exceeded", "met", "missed")
OPEN = ("unclear", "disputed", "definition", "unit", "ambiguous", "same_document", "undated")
VERDICTS = (*REACHED, *OPEN, "not_reported")
"""Verdicts that tell; those that can't, each with its reason; and no outcome in any document.

unclear: the outcome is told too vaguely · disputed: documents tell outcomes of different verdicts · definition, unit: the
outcome has another one · ambiguous: the label may mean different things (a bare 项目, or several values in one document) · same_document: only the document
that sets the target tells an outcome · undated: the target's period is unknown.
"""

SIDES = ("value", "value_high", "unit", "kind", "bound", "basis", "surface", "sentence", "doc_id", "article", "start")
"""What a pair tells of its target and of its outcome, each with ``target_`` or ``outcome_`` before it."""

SHARED = ("area_code", "area", "indicator", "label", "measure", "period_start", "period_end", "time_period")
PAIR_COLUMNS = (
    "pair",
    *SHARED,
    "year",
    "verdict",
    "provisional",
    *(f"target_{name}" for name in SIDES),
    "outcome_judged",
    *(f"outcome_{name}" for name in SIDES),
)


def pair_targets(frame: pd.DataFrame) -> pd.DataFrame:
    """The targets of a tidy table beside their outcomes, one row for each outcome and one for a target without any.

    ``pair`` numbers the targets; ``verdict`` is one of `VERDICTS` and the same in all rows of a pair, ``outcome_judged`` is
    what that outcome alone would say; ``provisional`` means that it rests on an estimate. Values are in base units.
    """
    rows = prepare(frame)
    goals = _goals(rows[rows["kind"].isin(["target", "stretch"])])
    known = _outcomes(rows, {_key(goal[0]) for goal in goals})
    table: list[dict[str, Any]] = []
    told = _said_once([_nearest(goal, known.get(_key(goal[0]), [])) for goal in goals], rows)
    for number, (goal, outcomes) in enumerate(zip(goals, told, strict=True)):
        table += _pair(number, goal, outcomes)
    pairs = pd.DataFrame(table, columns=list(PAIR_COLUMNS))
    numbers = dict.fromkeys(("target_value", "target_value_high", "outcome_value", "outcome_value_high"), "float64")
    whole = dict.fromkeys(("year", "target_start", "outcome_start"), "Int64")
    return pairs.astype({**numbers, **whole, "provisional": "bool", "pair": "int64"})


def _outcomes(rows: pd.DataFrame, wanted: set[tuple[object, ...]]) -> dict[tuple[object, ...], list[Row]]:
    """The outcomes and estimates by key, those with a target alone: of a large table they are few."""
    concerned = {(key[0], key[1], key[-1]) for key in wanted}
    told = rows[rows["kind"].isin(["actual", "estimate"])]
    near = [each in concerned for each in columns(told, "place", "indicator", "period_end")]
    found: dict[tuple[object, ...], list[Row]] = {}
    for row in _records(told[near]):
        if _key(row) in wanted:
            found.setdefault(_key(row), []).append(row)
    return found


def _records(rows: pd.DataFrame) -> list[Row]:
    """The rows as dictionaries with their index; pandas' own way takes ten times as long."""
    names = ("index", *rows.columns)
    return [dict(zip(names, row, strict=True)) for row in zip(rows.index.tolist(), *_lists(rows), strict=True)]


def _lists(rows: pd.DataFrame) -> list[list[Any]]:
    return [rows[name].tolist() for name in rows.columns]


def _key(row: Row) -> tuple[object, ...]:
    """What target and outcome must share: never months for a year, nor a growth for an amount."""
    return row["place"], row["indicator"], row["thing"], row["measure"], *_period(row)


def _period(row: Row) -> tuple[str, str]:
    """The exact period; for a stock only its last day counts (the end of 2020 and the year 2020)."""
    entry = catalogue().get(row["indicator"])
    stock = entry is not None and entry.nature == "stock" and row["measure"] == "level"
    as_of = stock and row["span"] in ("year", "month")
    return ("" if as_of else row["period_start"]), row["period_end"]


def _source(row: Row) -> tuple[str, str]:
    """Where a row stands: two articles that one page joins are two sources."""
    return row["doc_id"], row["article"]


def _goals(rows: pd.DataFrame) -> list[list[Row]]:
    """The targets, each with all rows that state it; among many things every row is a target of its own."""
    goals: dict[tuple[object, ...], list[Row]] = {}
    for row in _records(rows):
        high: float = 0.0 if pd.isna(row["value_high"]) else row["value_high"]
        told = (row["kind"], row["unit"], basis_of(row), row["bound"], row["value"], high)
        own = row["index"] if row["thing"] else None
        goals.setdefault((*_key(row), *told, own), []).append(row)
    return list(goals.values())


def _nearest(goal: list[Row], told: list[Row]) -> list[Row]:
    """The outcomes beside a target: of other sources before its own, outcomes before estimates."""
    sources = {_source(row) for row in goal}
    others = [row for row in told if sources != {_source(row)}] or told
    return [row for row in others if row["kind"] == "actual"] or others


def _said_once(told: list[list[Row]], rows: pd.DataFrame) -> list[list[Row]]:
    """The outcomes beside each target without repetitions and rounder ones; asked for all targets at once, since a frame costs."""
    several = [(goal, row) for goal, each in enumerate(told) if len(each) > 1 and not each[0]["thing"] for row in each]
    beside = rows.loc[[row["index"] for _, row in several]].assign(goal=[goal for goal, _ in several])
    kept: dict[int, list[Row]] = {}
    for row in _records(unrounded(distinct(beside, "goal"), "goal")):
        kept.setdefault(row["goal"], []).append(row)
    return [kept.get(goal, each) for goal, each in enumerate(told)]


def _pair(number: int, goal: list[Row], told: list[Row]) -> list[dict[str, Any]]:
    """The rows of one pair."""
    elsewhere = {_source(row) for row in told}
    target = next((row for row in goal if _source(row) not in elsewhere), goal[0])
    judged = [judge_comparable(target, row) for row in told]
    verdict = _verdict(target, goal, told, judged)
    shared = {
        "pair": number,
        **{name: target[name] for name in SHARED},
        "year": int(target["period_end"][:4]) if target["period_end"] else None,
        "verdict": verdict,
        "provisional": verdict in REACHED and any(row["kind"] == "estimate" for row in told),
        **_side("target", target),
    }
    if not told or verdict == "undated":
        return [shared]
    return [shared | {"outcome_judged": each} | _side("outcome", row) for each, row in zip(judged, told, strict=True)]


def _side(name: str, row: Row) -> dict[str, Any]:
    return {f"{name}_{column}": row[column] for column in SIDES}


def _verdict(target: Row, goal: list[Row], told: list[Row], judged: list[str]) -> str:
    """What all outcomes together say of a target."""
    if not target["period_end"]:
        return "undated"
    if not told:
        return "not_reported"
    if {_source(row) for row in goal} == {_source(row) for row in told}:
        return "same_document"
    comparable = [each for each in judged if each not in ("unit", "definition")]
    if not comparable:
        return "definition" if "definition" in judged else "unit"
    if target["thing"] and (_is_bare(target["label"]) or _several_things(told)):
        return "ambiguous"
    return comparable[0] if len(set(comparable)) == 1 else "disputed"


def _is_bare(label: str) -> bool:
    """Whether a label only says what kind of thing it counts (项目, 投资): two reports then hardly mean the same ones.

    >>> _is_bare("项目"), _is_bare("新开工项目")
    (True, False)
    """
    rules = read_toml("targets.toml")["labels"]
    return len(label) <= rules["bare_length"] or label in rules["bare"]


def _several_things(told: list[Row]) -> bool:
    """Whether one source gives a label several values: then they are not the same thing."""
    seen: dict[tuple[str, str], float] = {}
    return any(seen.setdefault(_source(row), row["value"]) != row["value"] for row in told)


def group_of(verdict: str) -> str:
    """The groups that summaries count: a verdict that tells, ``open``, or ``not_reported``.

    >>> [group_of(verdict) for verdict in ("met", "disputed", "not_reported")]
    ['met', 'open', 'not_reported']
    """
    return "open" if verdict in OPEN else verdict


GROUPS = (*REACHED, "open", "not_reported")


def count_verdicts(pairs: pd.DataFrame, column: str) -> pd.DataFrame:
    """How many targets fell into each of `GROUPS`, by the values of a column; stretch targets are not counted.

    Those with the most verdicts that tell come first, then those with the most targets.
    Columns: the one asked for, then the groups.
    """
    own = pairs[pairs["target_kind"].eq("target")].drop_duplicates("pair")
    counts: dict[object, dict[str, int]] = {}
    for value, verdict in zip(own[column].tolist(), own["verdict"].tolist(), strict=True):
        counts.setdefault(value, dict.fromkeys(GROUPS, 0))[group_of(verdict)] += 1
    decided = {value: sum(tally[group] for group in REACHED) for value, tally in counts.items()}
    ordered = sorted(counts.items(), key=lambda entry: (-decided[entry[0]], -sum(entry[1].values())))
    return pd.DataFrame([{column: value, **tally} for value, tally in ordered], columns=[column, *GROUPS])


def tally(verdicts: Iterable[str]) -> dict[str, int]:
    """How many of some verdicts fall into each of `GROUPS`."""
    found = [group_of(verdict) for verdict in verdicts]
    return {group: found.count(group) for group in GROUPS}
