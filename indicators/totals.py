"""Figures of several places → their sum or mean, or the reason why it would mislead."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from indicators.areas import ancestors, area_by_code
from indicators.derived import adds_up
from indicators.series import MANY_THINGS


@dataclass(frozen=True, slots=True)
class Total:
    """A sum or mean (``how``) of reported values in base units, with the bound that it inherits; it is worked out, not reported."""

    how: str
    value: float
    unit: str
    bound: str
    count: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why figures are not taken together, and the places that are the reason, if some are.

    things (they count different things), rates (they don't add up), one (there is only one), nested (a place within
    another), several (a place with more than one value), definitions (of different bases), open (bounds on both sides).
    """

    reason: str
    places: tuple[str, ...] = ()


def take_together(rows: pd.DataFrame, how: str) -> Total | Refusal:
    """The sum or mean of one period's rows of one indicator, measure and unit, a row for each place.

    A mean is that of the values of the places, such as the output of a district of average size.
    """
    if refused := _refuse(rows):
        return refused
    value = float(rows["value"].sum()) / (len(rows) if how == "mean" else 1)
    return Total(how, value, str(rows["unit"].iloc[0]), common_bound({*rows["bound"]}), len(rows))


def common_bound(bounds: Collection[str]) -> str:
    """The bound of what several figures come to; empty where some are bounds from below and others from above.

    >>> common_bound(["eq", "approx"]), common_bound(["eq", "ge", "approx"]), common_bound(["ge", "le"])
    ('approx', 'ge', '')
    """
    if {"ge", "le"} <= {*bounds}:
        return ""
    return next((each for each in ("ge", "le", "approx") if each in bounds), "eq")


def _refuse(rows: pd.DataFrame) -> Refusal | None:
    indicator = str(rows["indicator"].iloc[0])
    places = rows["place"].tolist()
    several = tuple(dict.fromkeys(place for place in places if places.count(place) > 1))
    if indicator in MANY_THINGS:
        return Refusal("things")
    if not adds_up(indicator) or str(rows["measure"].iloc[0]) != "level":
        return Refusal("rates")
    if several:
        return Refusal("several", several)
    if len(rows) < 2:
        return Refusal("one")
    if inner := _nested(places):
        return Refusal("nested", inner)
    if rows["basis"].nunique() > 1:
        return Refusal("definitions")
    return Refusal("open") if rows["value_high"].notna().any() or not common_bound({*rows["bound"]}) else None


def _nested(places: list[str]) -> tuple[str, ...]:
    """The places that lie within another one of them, whose figure holds theirs already.

    >>> _nested(["360100", "360102", "360200"])
    ('360102',)
    """
    known = [(place, area_by_code(place)) for place in places]
    return tuple(place for place, area in known if area and {above.code for above in ancestors(area)} & set(places))
