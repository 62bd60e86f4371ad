"""Figures in order of their value and held against limits, with what leaves the order open."""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from math import inf

import pandas as pd

from indicators.asked import Question
from indicators.definitions import scoped
from indicators.eras import exists
from indicators.question_numbers import Limit
from indicators.series import columns
from indicators.tiers import NATION, RANKS, is_zone, lying_in, rank_of

SIGNS: Mapping[str, Callable[[float, float], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}


@dataclass(frozen=True, slots=True)
class Order:
    """Rows in order, those that meet the limits where there are some, of as many places (or years) as were asked for.

    ``of`` is how many values were held against limits, ``unsure`` how many of them only have a bound that leaves it open.
    ``open`` are the places in sight that a bound or a range may put elsewhere in the order, ``twice`` those with more
    than one value.
    """

    rows: pd.DataFrame
    of: int = 0
    unsure: int = 0
    open: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()


def in_order(question: Question, rows: pd.DataFrame) -> Order:
    """Rows of one unit by their value."""
    ordered = sort_by_value(rows, question.order != "lowest")
    if not question.limits:
        shown = _first(ordered, question)
        return Order(shown, open=_open(ordered, shown), twice=_twice(shown))
    told = zip(ordered["value"], ordered["value_high"], ordered["bound"], strict=True)
    verdicts = [meets(*extent(*each), question.limits) for each in told]
    met = ordered.iloc[[at for at, verdict in enumerate(verdicts) if verdict]]
    return Order(_first(met, question), of=len(rows), unsure=verdicts.count(None), twice=_twice(met))


def sort_by_value(rows: pd.DataFrame, highest: bool = True) -> pd.DataFrame:
    """Rows from the highest value down, or up; 300亿元以上 stands above 300亿元."""
    told = columns(rows, "value", "bound")
    keys = [(value, {"ge": 1, "le": -1}.get(bound, 0)) for value, bound in told]
    return rows.iloc[sorted(range(len(rows)), key=keys.__getitem__, reverse=highest)]


def _first(ordered: pd.DataFrame, question: Question) -> pd.DataFrame:
    """The rows of the first places (or years); one with two values is one."""
    if question.count is None:
        return ordered
    name = "year" if question.over == "years" else "place"
    kept = list(dict.fromkeys(ordered[name]))[: question.count]
    return ordered[ordered[name].isin(kept)]


def extent(low: float, high: float, bound: str) -> tuple[float, float]:
    """Between which numbers a value lies that is told with a bound or as a range.

    >>> extent(8, float("nan"), "ge"), extent(5, 10, "eq")
    ((8, inf), (5, 10))
    """
    high = low if high != high else high
    return (-inf if bound == "le" else low), (inf if bound == "ge" else high)


def meets(low: float, high: float, limits: tuple[Limit, ...]) -> bool | None:
    """Whether a value between two numbers meets all limits; None where that is open.

    >>> over, under = Limit(">", 8, "%"), Limit("<", 10, "%")
    >>> meets(9, 9, (over,)), meets(8, inf, (over,)), meets(6, 8, (over, under))
    (True, None, False)
    >>> meets(9, inf, (over, under)), meets(11, inf, (over, under))
    (None, False)
    """
    verdicts = [{SIGNS[limit.sign](low, limit.value), SIGNS[limit.sign](high, limit.value)} for limit in limits]
    if {False} in verdicts:
        return False
    return True if all(verdict == {True} for verdict in verdicts) else None


def _open(ordered: pd.DataFrame, shown: pd.DataFrame) -> tuple[str, ...]:
    """The places in sight told with a bound or as a range that the value of another place lies within."""
    told = columns(ordered, "place", "value", "value_high", "bound")
    extents = [(place, *extent(*each)) for place, *each in told]
    loose = {
        place
        for place, low, high in extents
        if low < high and any(low < most and least < high for other, least, most in extents if other != place)
    }
    return tuple(place for place in dict.fromkeys(shown["place"]) if place in loose)


def _twice(rows: pd.DataFrame) -> tuple[str, ...]:
    pairs = columns(rows, "place", "year")
    return tuple(dict.fromkeys(place for place, year in pairs if pairs.count((place, year)) > 1))


def definitions(rows: pd.DataFrame) -> tuple[str, ...]:
    """The definitions among rows, an unnamed one empty."""
    return tuple(sorted({*scoped(rows)["basis"]})) if len(rows) else ()


def without_restated(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of one period without bounds of no named definition that an exact value of the same place keeps (超百亿元 beside 109.5亿元)."""
    exact: dict[str, list[float]] = {}
    for place, value, bound in columns(rows, "place", "value", "bound"):
        if bound == "eq":
            exact.setdefault(place, []).append(value)
    kept = [
        not (bound == "ge" and not basis and any(each >= value for each in exact.get(place, ())))
        for place, value, bound, basis in columns(rows, "place", "value", "bound", "basis")
    ]
    return rows[kept]


def missing_places(
    question: Question, within: tuple[str, ...], known: Collection[str], rows: pd.DataFrame
) -> tuple[str, ...]:
    """The known places of the rank asked for, in the places named, that were there in the rows' year and have no row.

    Zones are left out: their figures are often in those of the district around them.
    """
    wanted = question.over if question.over in RANKS else "places"
    year, told = int(rows["period_end"].iloc[0][:4]), {*rows["place"]}
    peers = [
        code for code in lying_in(known, within) if not is_zone(code) and code != NATION and rank_of(code) == wanted
    ]
    return tuple(code for code in peers if code not in told and exists(code, year))
