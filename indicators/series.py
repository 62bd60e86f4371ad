"""Which figures may stand beside each other: the selection rules between the tidy table and a chart.

A cumulative figure never joins full years, an outcome goes before an estimate before a target, and where documents
disagree every value stays.
"""

from __future__ import annotations

import calendar
from datetime import date
from decimal import Decimal

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
    """The tidy rows with what views sort and join by: place, span, year, thing.

    ``place`` is the area's code, or its name where it has none; ``year`` is missing where the period is unknown or
    runs over several years; ``thing`` is the label for indicators that count many things, else empty.
    """
    # Arrow's strings cost a view of some dozen rows, cut again and again, four times what plain ones do.
    rows = frame.reset_index(drop=True).astype(dict.fromkeys(TEXTS, "object"))
    periods = list(zip(rows["period_start"], rows["period_end"], strict=True))
    rows["place"] = rows["area_code"].where(rows["area_code"].ne(""), rows["area"])
    rows["span"] = np.array([span_of(*period) for period in periods], dtype=object)
    rows["year"] = pd.array([_year(*period) for period in periods], dtype="Int64")
    rows["thing"] = rows["label"].where(rows["indicator"].isin(list(MANY_THINGS)), "")
    return rows.copy()  # in few blocks of memory, which is what a cut pays for


def _year(start: str, end: str) -> int | None:
    return int(end[:4]) if start and start[:4] == end[:4] else None


def best(rows: pd.DataFrame) -> pd.DataFrame:
    """One value for each place, indicator, thing, measure, unit and period: outcome, else estimate, else target.

    Values that disagree within the best kind all stay; a value said twice is kept once.
    """
    order = [KINDS.index(kind) for kind in rows["kind"]]
    least: dict[tuple[object, ...], int] = {}
    for key, number in zip(_keys(rows), order, strict=True):
        least[key] = min(number, least.get(key, number))
    kept = [least[key] == number for key, number in zip(_keys(rows), order, strict=True)]
    return unrounded(distinct(rows[np.array(kept, dtype=bool)]))


_SAME = ("place", "indicator", "thing", "measure", "unit", "period_start", "period_end")


def _keys(rows: pd.DataFrame, *more: str) -> list[tuple[object, ...]]:
    """What tells a row from others; plain tuples, since pandas' groupby costs milliseconds even for ten rows."""
    return list(zip(*(rows[name].tolist() for name in (*_SAME, *more)), strict=True))


def distinct(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows without repetitions of the same value for the same indicator, period and kind, in order of time.

    Among many things nothing is a repetition: two lots of four projects are eight.
    """
    seen: set[tuple[object, ...]] = set()
    kept: list[bool] = []
    highs = rows["value_high"].fillna(0).tolist()
    for key, high, thing in zip(_keys(rows, "kind", "value"), highs, rows["thing"], strict=True):
        kept.append(bool(thing) or (*key, high) not in seen)
        seen.add((*key, high))
    return rows[np.array(kept, dtype=bool)].sort_values(["place", "period_end", "period_start"], kind="stable")


def unrounded(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows without those that say a more exact one of the same thing, period and kind again, only rounder."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for at, (key, thing) in enumerate(zip(_keys(rows, "kind", "basis"), rows["thing"], strict=True)):
        if not thing:
            groups.setdefault(key, []).append(at)
    rounder: set[int] = set()
    for several in (group for group in groups.values() if len(group) > 1):
        found = [(at, rows.iloc[at]) for at in several]
        rounder |= {at for at, row in found if any(at != other and _rounds(row, exact) for other, exact in found)}
    return rows[np.array([at not in rounder for at in range(len(rows))], dtype=bool)]


def _rounds(row: pd.Series, exact: pd.Series) -> bool:
    """Whether a value is another one with fewer digits, or the bound that the other one keeps (突破100亿元 of 109.5亿元)."""
    if pd.notna(row["value_high"]) or exact["bound"] != "eq":
        return False
    if row["bound"] == "ge":
        return bool(exact["value"] >= row["value"])
    step, finer = last_digit(row["value"]), last_digit(exact["value"])
    return finer < step and abs(row["value"] - exact["value"]) <= step / 2


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


def lines(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """Full-year outcomes as runs that a line may join: one place, one thing, one basis, no year missing or disputed."""
    runs: list[pd.DataFrame] = []
    for _, group in unrounded(outcomes(rows)).groupby(["place", "thing", "unit", "basis"], sort=False):
        ordered = group.sort_values("year")
        disputed = ordered["year"].duplicated(keep=False)
        undisputed = ordered[~disputed]
        breaks = undisputed["year"].diff().fillna(0).ne(1).cumsum()
        runs.extend(run for _, run in undisputed.groupby(breaks) if len(run) > 1)
    return runs


def coverage(rows: pd.DataFrame, years: list[int]) -> pd.DataFrame:
    """What is reported by place and year: columns place, year, status (reported, planned), count.

    ``planned`` means that there is an estimate or a target and nothing else.
    """
    dated = rows[rows["year"].isin(years)]
    grouped = dated.groupby(["place", "year"])
    table = grouped.agg(
        count=("value", "size"), actual=("kind", lambda kinds: bool(kinds.eq("actual").any()))
    ).reset_index()
    table["status"] = ["reported" if actual else "planned" for actual in table["actual"]]
    return table[["place", "year", "status", "count"]]


def latest(rows: pd.DataFrame, measure: str = "level") -> pd.DataFrame:
    """The figures of the latest period of a place's indicator; outcomes and estimates go before later targets.

    Where an indicator counts many things, all of the latest year's, since none of them is the figure of the others.
    """
    dated = best(rows[rows["measure"].eq(measure) & rows["span"].ne("none")])
    known = dated[dated["kind"].isin(["actual", "estimate"])]
    known = dated if known.empty else known
    if known.empty:
        return known
    if known["thing"].ne("").all():
        return known[known["period_end"].str[:4].eq(known["period_end"].max()[:4])].sort_values(
            "value", ascending=False
        )
    whole = known[known["span"].eq("year")]
    last = (whole if not whole.empty and _no_newer_year(whole, known) else known).sort_values("period_end").iloc[-1]
    return of_period(known, (last["period_start"], last["period_end"]))


def _no_newer_year(whole: pd.DataFrame, known: pd.DataFrame) -> bool:
    """A full year goes before part of the same year, not before a later one."""
    return bool(whole["period_end"].max()[:4] >= known["period_end"].max()[:4])


def growth_of(row: pd.Series, rows: pd.DataFrame) -> pd.DataFrame:
    """The growth that a document reports beside a level: same place, indicator, thing, period and kind; never computed."""
    same = rows["measure"].eq("yoy")
    for key in ("place", "indicator", "thing", "period_start", "period_end", "kind"):
        same &= rows[key].eq(row[key])
    return distinct(rows[same])


def common_period(rows: pd.DataFrame) -> tuple[str, str] | None:
    """The period in which the most places have a figure; on a tie a full year, then the later one."""
    dated = rows[rows["span"].ne("none")]
    if dated.empty:
        return None
    counts = dated.groupby(["period_start", "period_end"])["place"].nunique()

    def weight(period: tuple[str, str]) -> tuple[int, bool, str]:
        return int(counts[period]), span_of(*period) == "year", period[1]

    found: tuple[str, str] = max(((str(start), str(end)) for start, end in counts.index), key=weight)
    return found


def of_period(rows: pd.DataFrame, period: tuple[str, str]) -> pd.DataFrame:
    """The rows of exactly that period."""
    return rows[rows["period_start"].eq(period[0]) & rows["period_end"].eq(period[1])]
