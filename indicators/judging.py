"""What an outcome says of a target, with the hedges of both respected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

import pandas as pd

from indicators.labels import SIGNED
from indicators.lexicon import catalogue, read_toml

Row = Mapping[Any, Any]

_FLIPPED = {"ge": "le", "le": "ge"}


def judge_comparable(target: Row, outcome: Row) -> str:
    """What one outcome says of a target, or ``unit`` or ``definition`` where it has another one."""
    if target["unit"] != outcome["unit"]:
        return "unit"
    return "definition" if basis_of(target) != basis_of(outcome) else judge(target, outcome)


def basis_of(row: Row) -> str:
    """The definition of a figure; constant prices need no word where growth is always real."""
    entry = catalogue().get(row["indicator"])
    growing = entry is not None and entry.growth == "real" and row["measure"] != "level"
    return "" if growing and row["basis"] in read_toml("targets.toml")["basis"]["constant"] else str(row["basis"])


def judge(target: Row, outcome: Row) -> str:
    """What one outcome says of a target of the same unit and definition: exceeded, met, missed or unclear.

    Both are rows of the tidy table. Hedges count: 8%以上 is a floor, 5%左右 leaves room, 4.5%以内 is a ceiling, 力争 is a
    target like others; an outcome that is itself vague (突破100亿元) only says what is sure.

    >>> row = {"indicator": "gdp", "label": "", "measure": "yoy", "value_high": None, "unit": "%", "bound": "eq"}
    >>> [judge(row | {"value": 8.0}, row | {"value": value}) for value in (7.9, 8.0, 8.5, 8.6)]
    ['missed', 'met', 'met', 'exceeded']
    """
    goal = _read_goal(target)
    low, high = _read_outcome(outcome)
    if not goal.upward:
        low, high = -high, -low
    if low >= goal.floor:
        return "exceeded" if low > goal.top else "met"
    near = outcome["bound"] == "approx" and high + goal.clear >= goal.floor
    return "unclear" if high >= goal.floor or near else "missed"


@dataclass(frozen=True, slots=True)
class Goal:
    """A target as a line to reach: values at ``floor`` meet it, above ``top`` exceed it; turned over if downward."""

    upward: bool
    floor: float
    top: float
    clear: float


_GRAIN = 1e-9
"""Of a value: what arithmetic with decimals may be off by."""


def _read_goal(target: Row) -> Goal:
    low, high = _ends(target)
    bound, way, clear = _bound(target), direction(target), _clear(target)
    upward = bound == "ge" or (bound != "le" and way == "higher")
    slack = clear if bound == "approx" else 0.0
    grain = _GRAIN * max(abs(low), abs(high))
    # Growth below a ceiling or above a floor on the wrong side is what was asked and nothing more.
    beyond = (slack if low != high else clear) if way == ("higher" if upward else "lower") else inf
    first, last = (low, high) if upward else (-high, -low)
    return Goal(upward, first - slack - grain, last + beyond + grain, clear)


def _read_outcome(outcome: Row) -> tuple[float, float]:
    low, high = _ends(outcome)
    bound = _bound(outcome)
    return (-inf if bound == "le" else low), (inf if bound == "ge" else high)


def _ends(row: Row) -> tuple[float, float]:
    value, high = float(row["value"]), row["value_high"]
    ends = (value, value if pd.isna(high) else float(high))
    return min(ends), max(ends)


def _bound(row: Row) -> str:
    """The bound of the value itself: 下降3%以上 is -3 or less."""
    falling = row["value"] < 0 and row["measure"] in SIGNED
    return str(_FLIPPED.get(row["bound"], row["bound"]) if falling else row["bound"])


def _clear(target: Row) -> float:
    """How much makes a clear difference, in the target's unit."""
    rules = read_toml("targets.toml")["clear"]
    low, high = _ends(target)
    part = float(rules["percent"]) / 100 * max(abs(low), abs(high))
    if target["unit"] not in ("%", "pp"):
        return part
    return min(part, float(rules["points"])) if target["measure"] == "level" else float(rules["points"])


def direction(row: Row) -> str:
    """Whether more is better (``higher``), less is (``lower``), or a value is a ceiling (``limit``).

    >>> direction({"indicator": "cpi", "label": "", "measure": "yoy"})
    'limit'
    """
    rules = read_toml("targets.toml")
    if row["measure"] == "rank":
        return "limit"
    for way in ("lower", "limit"):
        if row["indicator"] in rules["direction"][way]:
            return way
    label = row["label"] if row["indicator"] == "other" else ""
    cut = any(word in label for word in rules["labels"]["unless"])
    return "lower" if not cut and any(word in label for word in rules["labels"]["lower"]) else "higher"
