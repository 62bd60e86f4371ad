"""Questions that the question box offers while it is empty: only such as the store has an answer to."""

from __future__ import annotations

import pandas as pd

from indicators.labels import format_indicator, say
from indicators.pages import _data, _places
from indicators.pages._language import language
from indicators.series import HEADLINES, MANY_THINGS

REVENUE = ("fiscal_revenue", "budget_revenue")
"""What a question that names 财政收入 is answered by."""

_RANKED = (("fastest", "gdp"), ("top", "retail_sales"))
"""The questions that rank places, by the indicator whose growth answers them."""


def examples() -> list[str]:
    """Questions on offer, the first of which fills the hint of the box; none where no outcome of a full year is told."""
    return _data.view("examples", make=_examples)


def _examples() -> list[str]:
    chosen, names = language(), _places.names()
    codes = [code for code in (*HEADLINES, "retail_sales") if code not in MANY_THINGS]
    told = _data.tally("indicator", "measure", "time_period", indicators=codes, kinds=["actual"])
    full = told[told["time_period"].str.fullmatch("[0-9]{4}") & told["place"].isin(_places.peers(names))]
    if full.empty:
        return []
    revenue = full[full["indicator"].isin(REVENUE)]
    rows = full if revenue.empty else revenue
    year = _best_year(rows)
    first = rows[rows["time_period"].eq(year)].iloc[0]
    what = format_indicator(first["indicator"], chosen) if revenue.empty else say("question.example.revenue", chosen)
    found = [say("question.example.value", chosen, area=names[first["place"]], year=year, what=what)]
    peers = say(f"question.peers.{_places.rank()}", chosen)
    for name, code in _RANKED:
        growth = full[full["indicator"].eq(code) & full["measure"].eq("yoy")]
        if len(growth) and len(ranked := growth[growth["time_period"].eq(_best_year(growth))]) > 1:
            found.append(say(f"question.example.{name}", chosen, peers=peers, year=ranked["time_period"].iloc[0]))
    return found


def _best_year(rows: pd.DataFrame) -> str:
    """The year of which most places report, the latest of several."""
    reported = rows.drop_duplicates(["place", "time_period"])["time_period"].value_counts()
    return str(max(reported[reported.eq(reported.max())].index))
