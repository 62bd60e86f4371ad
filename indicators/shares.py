"""A district's share of its city's total, worked out where both report the same thing of the same period, kind, definition and unit."""

from __future__ import annotations

import pandas as pd

from indicators.areas import area_by_code
from indicators.captions import Row, describe, records, value_text
from indicators.derived import Derived, LeftOut, adds_up, derive, exact, measurable
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


def share_rows(rows: pd.DataFrame, totals: pd.DataFrame, language: Language) -> Derived:
    """Each district's figure as percent of its city's; ``totals`` are the cities' rows.

    Places outside a city, and figures whose total is missing, contradicted, inexact or smaller, are left out and named.
    """
    fit = measurable(rows[rows["indicator"].map(adds_up)])
    found = measurable(totals)
    keys: dict[tuple[object, ...], list[int]] = {}
    for index, key in zip(found.index.tolist(), columns(found, "place", *_SAME), strict=True):
        keys.setdefault(key, []).append(index)
    left_out: list[LeftOut] = []
    values: dict[int, tuple[float, str, int]] = {}
    for row, key in zip(records(fit), columns(fit, *_SAME), strict=True):
        city = city_of(row["place"])
        total = _total(found, keys.get((city, *key), [])) if city else "no_city"
        reason = total if isinstance(total, str) else _unfit(row, total)
        if reason:
            left_out.append(_left_out(row, reason))
        elif not isinstance(total, str):
            values[row["index"]] = _share(row, total, city, language)
    return Derived(derive(fit, values, "%"), tuple(left_out))


def _total(found: pd.DataFrame, there: list[int]) -> pd.Series | str:
    """The city's figure, or why there is none."""
    if not there:
        return "no_total"
    told = found.loc[there]
    if told["value"].nunique() > 1:
        return "total_disputed"
    known = told[exact(told) & told["value"].gt(0)]
    return known.iloc[0] if len(known) else "total_inexact"


def _unfit(row: Row, total: pd.Series) -> str:
    if row["bound"] != "eq" or row["value_high"] == row["value_high"]:
        return "inexact"
    return "above_total" if not 0 <= float(str(row["value"])) <= float(total["value"]) else ""


def _left_out(row: Row, reason: str) -> LeftOut:
    if reason == "no_city":
        return LeftOut(reason, str(row["place"]))
    return LeftOut(reason, str(row["place"]), str(row["basis"]), int(str(row["year"])))


def _share(row: Row, total: pd.Series, city: str, language: Language) -> tuple[float, str, int]:
    value = float(str(row["value"])) / float(total["value"]) * 100
    parts = {
        "row": describe(row, language),
        "city": name_of(city, language),
        "value": format_number(value, 2),
        "told": value_text(total, language),
    }
    return value, say("city_share.said", language, **parts), int(str(total.name))
