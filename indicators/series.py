"""Which figures may stand beside each other: the selection rules between the tidy table and a chart.

A cumulative figure never joins full years, an outcome goes before an estimate before a target, and where documents
disagree every value stays.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from indicators.model import COLUMNS, KINDS

HEADLINES = ("gdp", "fiscal_revenue", "budget_revenue", "projects")
MANY_THINGS = frozenset({"projects", "project_investment", "other"})
"""Codes under which reports count different things: figures join only where their labels agree."""

TEXTS = tuple(name for name in COLUMNS if name not in ("value", "value_high", "start", "end"))

SPANS = ("year", "months", "month", "years", "other", "none")
"""full year, months since January, a single month, several full years, anything else, unknown."""


def span_of(start: str, end: str) -> str:
    """Which of `SPANS` a period is, from its ISO dates.

    >>> span_of("2014-01-01", "2014-12-31"), span_of("2021-01-01", "2021-10-31"), span_of("", "")
    ('year', 'months', 'none')
    """
    if not start or not end:
        return "none"
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first.day > 1 or last.day < calendar.monthrange(last.year, last.month)[1]:
        return "other"
    if (first.month, last.month) == (1, 12):
        return "year" if first.year == last.year else "years"
    if first.year != last.year:
        return "other"
    if first.month == 1:
        return "months"
    return "month" if first.month == last.month else "other"


def prepare(frame: pd.DataFrame) -> pd.DataFrame:
    """The tidy rows with what views sort and join by: place, span, year, thing, census.

    ``place`` is the area's code, or its name where it has none; ``year`` is missing where the period is unknown or
    runs over several years; ``thing`` is the label for indicators that count many things, else empty; ``census`` is 0
    until `censuses` tells otherwise.
    """
    # Arrow's strings cost a view of some dozen rows, cut again and again, four times what plain ones do.
    rows = frame.reset_index(drop=True).astype(dict.fromkeys(TEXTS, "object"))
    periods = list(zip(rows["period_start"], rows["period_end"], strict=True))
    rows["place"] = rows["area_code"].where(rows["area_code"].ne(""), rows["area"])
    rows["span"] = np.array([span_of(*period) for period in periods], dtype=object)
    rows["year"] = pd.array([_year(*period) for period in periods], dtype="Int64")
    rows["thing"] = rows["label"].where(rows["indicator"].isin(list(MANY_THINGS)), "")
    rows["census"] = 0
    return rows.copy()  # in few blocks of memory, which is what a cut pays for


def _year(start: str, end: str) -> int | None:
    return int(end[:4]) if start and start[:4] == end[:4] else None


def best(rows: pd.DataFrame) -> pd.DataFrame:
    """One value for each place, indicator, thing, measure, unit and period: outcome, else estimate, else target.

    Values that disagree within the best kind all stay; a value said twice is kept once.
    """
    least: dict[tuple[object, ...], int] = {}
    keys, order = _keys(rows), [KINDS.index(kind) for kind in rows["kind"]]
    for key, number in zip(keys, order, strict=True):
        least[key] = min(number, least.get(key, number))
    kept = [at for at, key in enumerate(keys) if least[key] == order[at]]
    return unrounded(distinct(rows.iloc[kept]))


_SAME = ("place", "indicator", "thing", "measure", "unit", "period_start", "period_end")


def _keys(rows: pd.DataFrame, *more: str) -> list[tuple[object, ...]]:
    """What tells a row from others; plain tuples, since pandas' groupby costs milliseconds even for ten rows."""
    return columns(rows, *_SAME, *more)


def columns(rows: pd.DataFrame, *names: str) -> list[tuple[Any, ...]]:
    """Some columns of each row as a tuple."""
    return list(zip(*(rows[name].tolist() for name in names), strict=True))


def split(rows: pd.DataFrame, *names: str) -> dict[tuple[Any, ...], pd.DataFrame]:
    """The rows by the values of some columns, in the order in which the values come.

    >>> [key for key in split(pd.DataFrame({"unit": ["CNY", "%", "CNY"]}), "unit")]
    [('CNY',), ('%',)]
    """
    places: dict[tuple[Any, ...], list[int]] = {}
    for at, key in enumerate(columns(rows, *names)):
        places.setdefault(key, []).append(at)
    return {key: rows.iloc[found] for key, found in places.items()}


def distinct(rows: pd.DataFrame, *apart: str) -> pd.DataFrame:
    """The rows without repetitions of the same value for the same indicator, period, kind and definition, in order of time.

    Among many things nothing is a repetition: two lots of four projects are eight. Rows that differ in a column named by
    ``apart`` do not repeat each other either.
    """
    seen: set[tuple[object, ...]] = set()
    kept: list[int] = []
    keys = _keys(rows, "kind", "basis", "value", *apart)
    for at, (key, (high, thing)) in enumerate(zip(keys, columns(rows, "value_high", "thing"), strict=True)):
        full = (*key, 0 if high != high else high)  # not a number is never equal to itself
        if thing or full not in seen:
            kept.append(at)
        seen.add(full)
    order = columns(rows, "place", "period_end", "period_start")
    return rows.iloc[sorted(kept, key=order.__getitem__)]


def unrounded(rows: pd.DataFrame, *apart: str) -> pd.DataFrame:
    """The rows without those that say a more exact one of the same thing, period, kind and definition again, only rounder.

    ``apart`` keeps rows apart as in `distinct`.
    """
    groups: dict[tuple[object, ...], list[int]] = {}
    for at, (key, thing) in enumerate(zip(_keys(rows, "kind", "basis", *apart), rows["thing"].tolist(), strict=True)):
        if not thing:
            groups.setdefault(key, []).append(at)
    told = columns(rows, "value", "value_high", "bound", "surface")
    rounder = {
        at
        for group in groups.values()
        if len(group) > 1
        for at in group
        if any(at != other and _rounds(told[at], told[other]) for other in group)
    }
    return rows.iloc[[at for at in range(len(rows)) if at not in rounder]] if rounder else rows


def tellers(rows: pd.DataFrame) -> list[frozenset[str]]:
    """For each row the documents that tell its value, of the same thing, period, kind and definition, some perhaps rounder."""
    told = columns(rows, "value", "value_high", "bound", "surface", "doc_id")
    groups: dict[tuple[object, ...], list[int]] = {}
    keys = _keys(rows, "kind", "basis")
    for at, key in enumerate(keys):
        groups.setdefault(key, []).append(at)
    return [
        frozenset(
            told[other][4]
            for other in groups[key]
            if told[other][0] == told[at][0] or _rounds(told[other][:4], told[at][:4])
        )
        for at, key in enumerate(keys)
    ]


def _rounds(round_one: tuple[float, float, str, str], exact: tuple[float, float, str, str]) -> bool:
    """Whether a value is another one with fewer digits, or the bound that the other one keeps (突破100亿元 of 109.5亿元)."""
    value, high, bound, surface = round_one
    if high == high or exact[2] != "eq":
        return False
    if bound == "ge":
        return bool(exact[0] >= value)
    step = last_digit(value) if bound == "approx" else written_digit(value, surface)
    return written_digit(exact[0], exact[3]) < step and abs(value - exact[0]) <= step / 2 * (1 + 1e-9)


def written_digit(value: float, surface: str) -> float:
    """What the last digit counts as written, zeros included: 100亿元 is no rounder way to say 96亿元.

    >>> written_digit(10000000000.0, "100亿元"), written_digit(8.0, "8.0%")
    (100000000.0, 0.1)
    """
    found = _NUMBER.search(surface)
    written = float(found[0].replace(",", "")) if found else 0.0
    if not found or not written or not value:
        return last_digit(value)
    decimals = len(found[1] or "")
    return float(f"{abs(value) / written:.6g}") * float(f"1e-{decimals}")


_NUMBER = re.compile(r"\d[\d,]*(?:\.(\d+))?")


def last_digit(value: float) -> float:
    """What the last digit that is not 0 counts.

    >>> last_digit(52771000000.0), last_digit(15.48)
    (1000000.0, 0.01)
    """
    exponent = Decimal(repr(float(value))).normalize().as_tuple().exponent
    return float(Decimal(10) ** int(exponent))


def outcomes(rows: pd.DataFrame) -> pd.DataFrame:
    """The full-year outcomes, which alone a line may join."""
    return rows[rows["span"].eq("year") & rows["kind"].eq("actual")]


def lines(rows: pd.DataFrame, broken: Collection[tuple[str, int]] = ()) -> list[pd.DataFrame]:
    """Full-year outcomes as runs that a line may join: one place, one thing, one basis, no year missing, disputed or revised.

    ``broken`` are years in which a place changed: figures of that year itself may be of either area, so nothing joins them.
    Nor does a line join what is told as a bound or a range only: it would be drawn where nobody said that the value is.
    """
    shown = unrounded(outcomes(rows))
    told = columns(shown, *JOINED, "year")
    return [shown.iloc[run] for run in line_runs(told, broken, loose(shown))]


JOINED = ("place", "thing", "unit", "basis", "census")
"""What figures of successive years must share for a line to join them."""


def loose(rows: pd.DataFrame) -> set[int]:
    """The positions of rows whose value is open on one side (以上, 以内) or a range."""
    return {at for at, open_ in enumerate(rows["bound"].isin(["ge", "le"]) | rows["value_high"].notna()) if open_}


def line_runs(
    told: Iterable[tuple[Any, ...]], broken: Collection[tuple[str, int]] = (), apart: Collection[int] = ()
) -> list[list[int]]:
    """The positions that a line may join among full-year outcomes, each told as what `JOINED` names and the year.

    Those ``apart`` are in no line.

    >>> line_runs([("a", "", "%", "", 0, 2011), ("a", "", "%", "", 0, 2012), ("a", "", "%", "", 0, 2014)])
    [[0, 1]]
    """
    groups: dict[tuple[Any, ...], list[tuple[int, int]]] = {}
    for at, each in enumerate(told):
        groups.setdefault(each[:-1], []).append((int(each[-1]), at))
    runs: list[list[int]] = []
    for key, points in groups.items():
        years = [year for year, _ in points]
        run: list[tuple[int, int]] = []
        for year, at in sorted(point for point in points if years.count(point[0]) == 1 and point[1] not in apart):
            if run and (run[-1][0] != year - 1 or {(key[0], year - 1), (key[0], year)} & set(broken)):
                runs.append([each for _, each in run])
                run = []
            run.append((year, at))
        runs.append([each for _, each in run])
    return [run for run in runs if len(run) > 1]


def coverage(rows: pd.DataFrame, years: list[int]) -> pd.DataFrame:
    """What is reported by place and year: columns place, year, status (reported, planned), count.

    ``planned`` means that there is an estimate or a target and nothing else.
    """
    cells: dict[tuple[str, int], list[bool]] = {}
    for place, year, kind in columns(rows[rows["year"].isin(years)], "place", "year", "kind"):
        cells.setdefault((place, int(year)), []).append(kind == "actual")
    table = [(*key, "reported" if any(actual) else "planned", len(actual)) for key, actual in sorted(cells.items())]
    return pd.DataFrame(table, columns=["place", "year", "status", "count"])
