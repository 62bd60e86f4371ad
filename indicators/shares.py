"""A place's share of the total of the city, province or country above it, worked out where both report the same thing of the same period, kind, definition and unit."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from indicators.areas import area_by_code
from indicators.captions import Row, describe, records, value_text
from indicators.derived import Derived, LeftOut, adds_up, derive, is_exact, measurable
from indicators.eras import name_of
from indicators.labels import Language, format_number, say
from indicators.series import columns

MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
"""Provinces that are cities, whose districts have no other city above them."""

_SAME = ("indicator", "thing", "unit", "period_start", "period_end", "kind", "basis")


def city_of(place: str) -> str:
    """The code of the city that a district, county or zone lies in; empty for a city and for what lies in none.

    >>> city_of("360102"), city_of("X-360100-gaoxin"), city_of("110105"), city_of("360100"), city_of("419001")
    ('360100', '360100', '110000', '', '')
    """
    area = area_by_code(place)
    above = area_by_code(area.parent) if area and area.level in ("county", "zone") else None
    return above.code if above and (above.level == "prefecture" or above.code in MUNICIPALITIES) else ""


def share_rows(
    rows: pd.DataFrame, totals: pd.DataFrame, language: Language, whole_of: Callable[[str], str] = city_of
) -> Derived:
    """Each place's figure as percent of its whole's, usually its city's; ``totals`` are the wholes' rows.

    ``whole_of`` gives the code of the whole that a place is part of, empty for none. Places in no whole, and figures whose total is missing, contradicted, inexact or smaller, are left out and named.
    """
    fit = measurable(rows[rows["indicator"].map(adds_up)])
    known: dict[tuple[object, ...], list[Row]] = {}
    found = measurable(totals)
    for total, key in zip(records(found), columns(found, "place", *_SAME), strict=True):
        known.setdefault(key, []).append(total)
    left_out: list[LeftOut] = []
    values: dict[int, tuple[float, str, int]] = {}
    for row, key in zip(records(fit), columns(fit, *_SAME), strict=True):
        whole = whole_of(row["place"])
        made = _share(row, known.get((whole, *key), []), whole, language)
        if isinstance(made, str):
            left_out.append(_left_out(row, made))
        else:
            values[row["index"]] = made
    shares = derive(fit, values, "%")
    # A share changes with either level: neither may have been revised between two that a line joins.
    both = shares["census"] + found["census"].reindex(shares["against"].astype("int64")).to_numpy()
    return Derived(shares.assign(census=both), tuple(left_out))


def _share(row: Row, totals: list[Row], whole: str, language: Language) -> tuple[float, str, int] | str:
    """A figure's share with how it came about and the index of the total, or why it has none."""
    total = _total(totals) if whole else "no_whole"
    if isinstance(total, str):
        return total
    if not is_exact(row):
        return "inexact"
    if not 0 <= row["value"] <= total["value"]:
        return "above_total"
    value = row["value"] / total["value"] * 100
    parts = {
        "row": describe(row, language),
        "whole": name_of(whole, language),
        "value": format_number(value, 2),
        "told": value_text(total, language),
    }
    return value, say("part.said", language, **parts), int(total["index"])


def _total(told: list[Row]) -> Row | str:
    """The whole's figure, or why there is none."""
    if not told:
        return "no_total"
    if len({total["value"] for total in told}) > 1:
        return "total_disputed"
    return next((total for total in told if is_exact(total) and total["value"] > 0), "total_inexact")


def _left_out(row: Row, reason: str) -> LeftOut:
    if reason == "no_whole":
        return LeftOut(reason, str(row["place"]))
    return LeftOut(reason, str(row["place"]), str(row["basis"]), int(row["year"]))
