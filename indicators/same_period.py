"""Figures of one period: the latest, the one in which most places have one, and the growth told beside a level."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import pandas as pd

from indicators.series import best, columns, distinct, span_of


def latest(rows: pd.DataFrame, measure: str = "level") -> pd.DataFrame:
    """The figures of the latest period of a place's indicator; outcomes and estimates go before later targets.

    Where an indicator counts many things, all of the latest year's, since none of them is the figure of the others.
    """
    dated = best(rows[rows["measure"].eq(measure) & rows["span"].ne("none")])
    known = dated[dated["kind"].isin(["actual", "estimate"])]
    known = dated if known.empty else known
    if known.empty:
        return known
    if all(known["thing"]):
        last_year = max(known["period_end"].tolist())[:4]
        return known[known["period_end"].str[:4].eq(last_year)].sort_values("value", ascending=False)
    return of_period(known, latest_period(columns(known, "period_start", "period_end", "span")))


def latest_period(periods: Collection[tuple[str, str, str]]) -> tuple[str, str]:
    """The latest of some periods (start, end, span): a full year goes before part of the same year, not before a later one.

    >>> latest_period([("2014-01-01", "2014-12-31", "year"), ("2014-01-01", "2014-06-30", "months")])
    ('2014-01-01', '2014-12-31')
    """
    last_year = max(end for _, end, _ in periods)[:4]
    whole = [period for period in periods if period[2] == "year" and period[1][:4] == last_year]
    start, end, _ = max(whole or periods, key=lambda period: period[1])
    return start, end


def growth_of(row: Any, rows: pd.DataFrame) -> pd.DataFrame:
    """The growth that a document reports beside a level: same place, indicator, thing, period and kind; never computed.

    Growth of a definition that another level of the period has (省口径 beside 市口径) belongs to that one.
    """
    return distinct(rows.iloc[growth_beside(row, columns(rows, "measure", "basis", *BESIDE))])


BESIDE = ("place", "indicator", "thing", "period_start", "period_end", "kind")
"""What a level and the growth told beside it have in common."""


def growth_beside(row: Any, told: Iterable[tuple[Any, ...]]) -> list[int]:
    """The positions of a level's growth among rows that are told as tuples of measure, basis and the `BESIDE` columns."""
    wanted = tuple(row[name] for name in BESIDE)
    same = [(at, *key[:2]) for at, key in enumerate(told) if key[2:] == wanted]
    others = {basis for _, measure, basis in same if measure == "level"} - {"", row["basis"]}
    return [at for at, measure, basis in same if measure == "yoy" and basis not in others]


def common_period(rows: pd.DataFrame) -> tuple[str, str] | None:
    """The period in which the most places have a figure; on a tie a full year, then the later one."""
    places: dict[tuple[str, str], set[str]] = {}
    for start, end, place, span in columns(rows, "period_start", "period_end", "place", "span"):
        if span != "none":
            places.setdefault((start, end), set()).add(place)
    return max(places, key=lambda period: (len(places[period]), span_of(*period) == "year", period[1]), default=None)


def of_period(rows: pd.DataFrame, period: tuple[str, str]) -> pd.DataFrame:
    """The rows of exactly that period."""
    return rows[rows["period_start"].eq(period[0]) & rows["period_end"].eq(period[1])]
