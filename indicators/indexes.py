"""An index to a base year, worked out of reported full-year outcomes of one place, definition and unit, and of nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from indicators.captions import describe, records, value_text
from indicators.derived import Derived, LeftOut, derive, is_exact, measurable
from indicators.eras import breaks, continues, format_place
from indicators.labels import Language, format_number, format_period, say
from indicators.series import outcomes

Series = tuple[str, str, str, str]
"""Place, thing, unit and definition: what has a base of its own."""

Joined = Mapping[str, str]
"""Places that are there no longer, each with the one whose series the reader asked to begin with it."""

_APART: Joined = MappingProxyType({})

Told = dict[Any, Any]
"""One row, as `records` gives it."""


def base_years(rows: pd.DataFrame, joined: Joined = _APART) -> dict[int, int]:
    """The years that can be a base, each with how many places have one, in order."""
    places: dict[int, set[str]] = {}
    for (place, *_), told in _series(outcomes(measurable(rows)), joined).items():
        for year in {int(row["year"]) for row in told}:
            if not isinstance(_base(told, year), str):
                places.setdefault(year, set()).add(place)
    return {year: len(places[year]) for year in sorted(places)}


def best_base(found: Mapping[int, int], years: Collection[int]) -> int | None:
    """Of `base_years` the one that the most places have; of several the earliest that is among the years shown."""
    return min(found, key=lambda year: (-found[year], year not in years, year), default=None)


def index_rows(rows: pd.DataFrame, base: int, language: Language, joined: Joined = _APART) -> Derived:
    """Each full-year outcome as percent of its own series' outcome in the base year.

    No index crosses a change of area or a census that revised the levels, estimates and targets have none, a base that
    documents contradict is none. A place of ``joined`` that goes on under another name is one series with that one: a new name leaves the
    area as it was.
    """
    fit = measurable(rows)
    whole = outcomes(fit)
    series = _series(whole, joined)
    known = set(whole["place"])
    left_out = [LeftOut("no_outcome", str(place)) for place in dict.fromkeys(rows["place"]) if place not in known]
    values: dict[int, tuple[float, str, int]] = {}
    for (place, _, _, basis), told in series.items():
        based = _base(told, base)
        if isinstance(based, str):
            left_out.append(LeftOut(_why(based, fit, {row["place"] for row in told}, base), place, basis))
            continue
        apart = _apart(place, base, {int(row["year"]) for row in told}, joined)
        for row in told:
            if why := _why_not(row, based, apart):
                left_out.append(LeftOut(why, row["place"], basis, int(row["year"])))
            else:
                values[row["index"]] = _indexed(row, based, language)
    return Derived(derive(whole, values, "index"), tuple(left_out))


def _why_not(row: Told, based: Told, apart: Collection[int]) -> str:
    """Why a figure has no index to this base, empty if it has one."""
    if row["year"] in apart:
        return "crossed"
    if row["census"] != based["census"]:
        return "revised"
    return "" if is_exact(row) else "inexact"


def renamed(places: Iterable[str], joined: Joined) -> dict[str, str]:
    """Of these places those of ``joined`` that go on under another name, each with the place that it is now."""
    return {old: new for old in dict.fromkeys(places) if (new := joined.get(old, "")) and continues(new, old)}


def _series(whole: pd.DataFrame, joined: Joined) -> dict[Series, list[Told]]:
    found: dict[Series, list[Told]] = {}
    now = renamed(whole["place"], joined)
    for row in records(whole):
        place = now.get(row["place"], row["place"])
        found.setdefault((place, row["thing"], row["unit"], row["basis"]), []).append(row)
    return found


def _base(told: list[Told], year: int) -> Told | str:
    """The row that is a series' base, or why it has none."""
    there = [row for row in told if row["year"] == year]
    if not there:
        return "no_base"
    if len({row["value"] for row in there}) > 1:
        return "base_disputed"
    return next((row for row in there if is_exact(row) and row["value"] > 0), "base_inexact")


def _why(reason: str, fit: pd.DataFrame, places: Collection[str], base: int) -> str:
    """Whether a missing base is an estimate or target that can't serve as one."""
    there = fit[fit["place"].isin(list(places)) & fit["year"].eq(base) & fit["span"].eq("year")]
    planned = len(there) and not there["kind"].eq("actual").any()
    return "base_planned" if reason == "no_base" and planned else reason


def _apart(place: str, base: int, years: set[int], joined: Joined) -> set[int]:
    """The years on the other side of a change of the place's area; figures of the year itself may be of either."""
    cuts = [change.year for change in breaks(place) if change.new not in renamed([change.old], joined).values()]
    return {year for year in years if year != base and any(min(base, year) <= cut <= max(base, year) for cut in cuts)}


def _indexed(row: Told, based: Told, language: Language) -> tuple[float, str, int]:
    value = row["value"] / based["value"] * 100
    named = "" if row["place"] == based["place"] else format_place(based["area_code"], based["area"], language) + " "
    parts = {
        "row": describe(row, language),
        "value": format_number(value, 1),
        "base": format_period(based["period_start"], based["period_end"], language),
        "told": named + value_text(based, language),
    }
    return value, say("index.said", language, **parts), int(based["index"])
