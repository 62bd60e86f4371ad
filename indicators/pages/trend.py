"""Trend: one indicator of several districts over the years, every point with its sentence."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators.charts import alt_text, chart_title, drawable, trend_chart
from indicators.labels import format_indicator, format_measure, say
from indicators.model import MEASURES
from indicators.pages import _data, _parts
from indicators.series import HEADLINES, distinct

DEFAULT_PLACES = 4


def _years(rows: pd.DataFrame) -> list[int]:
    years = rows["year"].dropna()
    return list(range(int(years.min()), int(years.max()) + 1)) if len(years) else []


def _most_reporting(rows: pd.DataFrame, offered: list[str]) -> list[str]:
    """The districts with the most figures, or whatever places there are; a city's level would dwarf its districts."""
    districts = [place for place in offered if not place.endswith("00")] or offered
    counts = rows[rows["place"].isin(districts)]["place"].value_counts()
    return [place for place in districts if place in set(counts.head(DEFAULT_PLACES).index)]


def _draw(rows: pd.DataFrame, measure: str) -> pd.Series | None:
    """One chart for each unit, since units never share an axis; the row that the reader selected."""
    selected = None
    for unit, group in rows.groupby("unit", sort=False):
        title = chart_title(drawable(group), format_measure(measure, chosen), chosen)
        _parts.heading(title)
        index = _parts.chart(trend_chart(group, chosen), alt_text(title, group, chosen), f"trend-{unit}")
        selected = index if index is not None and index in group.index else selected
        _parts.sources(drawable(group))
    return None if selected is None else _parts.row_at(rows, selected)


chosen, choices = _parts.begin("trend")
names = _data.place_names()
codes = [code for code in _data.indicator_codes() if code != "other"]
if not codes or not names:
    _parts.stop(say("places.none", chosen))
with st.sidebar:
    indicator = choices.one(
        "indicator",
        say("choose.indicator", chosen),
        codes,
        lambda code: format_indicator(code, chosen),
        _data.best_known(_data.rows(indicators=HEADLINES)),
    )
    found = _data.rows(indicators=[indicator])
    found = found[found["place"].isin(list(names))]
    measures = [measure for measure in MEASURES if found["measure"].eq(measure).any()]
    if not measures:
        _parts.stop(say("trend.no_places", chosen))
    measure = choices.one("measure", say("choose.measure", chosen), measures, lambda code: format_measure(code, chosen))
    found = found[found["measure"].eq(measure)]
    offered = [place for place in names if place in set(found["place"])]
    most = _most_reporting(found[found["year"].notna()], offered)
    areas = choices.many("area", say("choose.areas", chosen), offered, names.__getitem__, most)
    years = _years(found)
    span = _parts.year_span(choices, years) if years else []
choices.name_dead()

if not areas:
    _parts.stop(say("trend.choose_area", chosen))
if years and not span:
    _parts.stop(say("years.reversed", chosen))
mine = distinct(found[found["place"].isin(areas)])
shown = mine[mine["year"].isin(span)].copy()
if shown.empty:
    _parts.stop(say("trend.nothing", chosen))

left, right = st.columns([3, 1], gap="medium")
with left:
    selected = _draw(shown, measure)
with right:
    st.html(f"<h2 class='di-heading'>{say('evidence.title', chosen)}</h2>")
    aside = st.container()

_parts.heading(say("rows.title", chosen, rows=len(shown)))
_parts.note(say("rows.hint", chosen))
for unit, group in shown.groupby("unit", sort=False):
    index = _parts.rows_table(group, f"rows-{unit}")
    if selected is None and index is not None:
        selected = _parts.row_at(group, index)
undrawn = mine[mine["year"].isna()]
if len(undrawn):
    _parts.heading(say("trend.undrawn", chosen, rows=len(undrawn)))
    for unit, group in undrawn.groupby("unit", sort=False):
        index = _parts.rows_table(group, f"undrawn-{unit}")
        selected = _parts.row_at(group, index) if selected is None and index is not None else selected
with aside:
    if selected is None:
        _parts.note(say("evidence.hint", chosen))
    else:
        _parts.evidence(selected)
