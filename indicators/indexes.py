"""An index to a base year, worked out of reported full-year outcomes of one place, definition and unit, and of nothing else."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from indicators.captions import describe, records, value_text
from indicators.derived import Derived, LeftOut, derive, exact, measurable
from indicators.eras import breaks
from indicators.labels import Language, format_number, format_period, say
from indicators.series import outcomes, split

_SERIES = ("place", "thing", "unit", "basis")


def base_years(rows: pd.DataFrame) -> dict[int, int]:
    """The years that can be a base, each with how many places have one, in order."""
    fit = outcomes(measurable(rows))
    places: dict[int, set[str]] = {}
    for (place, *_), group in split(fit, *_SERIES).items():
        for year in {int(year) for year in group["year"]}:
            if not isinstance(_base(group, year), str):
                places.setdefault(year, set()).add(str(place))
    return {year: len(places[year]) for year in sorted(places)}


def best_base(rows: pd.DataFrame, years: Collection[int]) -> int | None:
    """The base year that the most places have; of several the earliest that lies in the years shown, else the earliest."""
    found = base_years(rows)
    return min(found, key=lambda year: (-found[year], year not in years, year), default=None)


def index_rows(rows: pd.DataFrame, base: int, language: Language) -> Derived:
    """Each full-year outcome as percent of its own series' outcome in the base year.

    No index crosses a change of area, estimates and targets have none, a base that documents contradict is none.
    """
    fit = measurable(rows)
    whole = outcomes(fit)
    left_out = [
        LeftOut("no_outcome", str(place)) for place in dict.fromkeys(rows["place"]) if place not in set(whole["place"])
    ]
    values: dict[int, tuple[float, str, int]] = {}
    for (place, _, _, basis), group in split(whole, *_SERIES).items():
        based = _base(group, base)
        if isinstance(based, str):
            reason = _why(based, fit, str(place), base)
            left_out.append(LeftOut(reason, str(place), str(basis)))
            continue
        years = {int(year) for year in group["year"]}
        apart = _apart(str(place), base, years)
        left_out += [LeftOut("crossed", str(place), str(basis), year) for year in sorted(apart)]
        known = exact(group)
        left_out += [LeftOut("inexact", str(place), str(basis), int(year)) for year in group[~known]["year"]]
        values |= _indexed(group[known & ~group["year"].isin(list(apart))], group.loc[[based]].iloc[0], language)
    return Derived(derive(whole, values, "index"), tuple(left_out))


def _base(group: pd.DataFrame, year: int) -> int | str:
    """The index of a series' base, or why it has none."""
    there = group[group["year"].eq(year)]
    if there.empty:
        return "no_base"
    if there["value"].nunique() > 1:
        return "base_disputed"
    told = there[exact(there) & there["value"].gt(0)]
    return int(told.index[0]) if len(told) else "base_inexact"


def _why(reason: str, fit: pd.DataFrame, place: str, base: int) -> str:
    """Whether a missing base is an estimate or target that can't serve as one."""
    there = fit[fit["place"].eq(place) & fit["year"].eq(base) & fit["span"].eq("year")]
    planned = len(there) and not there["kind"].eq("actual").any()
    return "base_planned" if reason == "no_base" and planned else reason


def _apart(place: str, base: int, years: set[int]) -> set[int]:
    """The years on the other side of a change of the place's area; figures of the year itself may be of either."""
    cuts = [change.year for change in breaks(place)]
    return {year for year in years if year != base and any(min(base, year) <= cut <= max(base, year) for cut in cuts)}


def _indexed(group: pd.DataFrame, based: pd.Series, language: Language) -> dict[int, tuple[float, str, int]]:
    found = {}
    for row in records(group):
        value = row["value"] / float(based["value"]) * 100
        parts = {
            "row": describe(row, language),
            "value": format_number(value, 1),
            "base": format_period(str(based["period_start"]), str(based["period_end"]), language),
            "told": value_text(based, language),
        }
        found[row["index"]] = (value, say("index.said", language, **parts), int(str(based.name)))
    return found
