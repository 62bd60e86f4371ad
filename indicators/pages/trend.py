"""Trend: one indicator of several districts over the years, every point with its sentence."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from indicators.captions import alt_text, chart_title
from indicators.charts import drawable, shown_breaks, trend_chart
from indicators.disputes import disputes
from indicators.eras import format_break, predecessors
from indicators.labels import format_indicator, format_measure, say
from indicators.model import MEASURES
from indicators.pages import _data, _parts
from indicators.series import HEADLINES, distinct, split

DEFAULT_PLACES = 4


def _years(rows: pd.DataFrame) -> list[int]:
    years = rows["year"].dropna()
    return list(range(int(years.min()), int(years.max()) + 1)) if len(years) else []


def _most_reporting(rows: pd.DataFrame, offered: list[str]) -> list[str]:
    """The districts with the most figures, or whatever places there are; a city's level would dwarf its districts."""
    districts = [place for place in offered if not place.endswith("00")] or offered
    counts = rows[rows["place"].isin(districts)]["place"].value_counts()
    return [place for place in districts if place in set(counts.head(DEFAULT_PLACES).index)]


def _charts(rows: pd.DataFrame) -> list[tuple[Any, ...]]:
    """For each unit, since units never share an axis: title, chart, words, rows."""
    drawn = []
    for group in split(rows, "unit").values():
        title = chart_title(drawable(group), format_measure(measure, chosen), chosen)
        figure = trend_chart(group, chosen, told=told, joined=joined)
        drawn.append((title, figure, alt_text(title, group, chosen), group))
    return drawn


def _draw(rows: pd.DataFrame) -> pd.Series | None:
    """The charts; the row that the reader selected."""
    selected = None
    for title, figure, alt, group in _data.view("trend", *picked, make=lambda: _charts(rows)):
        _parts.heading(title)
        index = _parts.chart(figure, alt, f"trend-{group['unit'].iloc[0]}")
        selected = index if index is not None and index in group.index else selected
        _tell_changes(group)
        _parts.sources(drawable(group))
    return None if selected is None else _parts.row_at(rows, selected)


def _tell_changes(group: pd.DataFrame) -> None:
    """What the chart's upright marks mean."""
    changes = [format_break(change, chosen) for change in shown_breaks(group, areas)]
    if changes:
        _parts.note(say("break.note", chosen, changes=say("list.semicolon", chosen).join(changes)))


def _joined() -> dict[str, str]:
    """Predecessors of the chosen places that have figures here, if the reader asks for them; places chosen for themselves stay."""
    before = {old: place for place in areas for old in predecessors(place) if old in offered and old not in areas}
    if not any(predecessors(place) for place in areas):
        return {}
    with st.sidebar:
        asked = choices.switch(
            "join", say("join.switch", chosen), ("off", "on"), lambda code: say(f"join.{code}", chosen)
        )
    return before if asked == "on" else {}


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
joined = _joined()
choices.name_dead()

if not areas:
    _parts.stop(say("trend.choose_area", chosen))
if years and not span:
    _parts.stop(say("years.reversed", chosen))
picked = (indicator, measure, areas, list(joined), span)
mine = _data.view("trend.rows", *picked[:4], make=lambda: distinct(found[found["place"].isin([*areas, *joined])]))
shown = mine[mine["year"].isin(span)]
if shown.empty:
    _parts.stop(say("trend.nothing", chosen))
told = _data.view("trend.told", *picked[:4], make=lambda: disputes(mine))

left, right = st.columns([3, 1], gap="medium")
with left:
    selected = _draw(shown)
with right:
    _parts.heading(say("evidence.title", chosen))
    aside = st.container()

_parts.heading(say("rows.title", chosen, rows=len(shown)))
_parts.note(say("rows.hint", chosen))
undrawn = mine[mine["year"].isna()]
for part, rows in (("rows", shown), ("undrawn", undrawn)):
    if part == "undrawn" and len(rows):
        _parts.heading(say("trend.undrawn", chosen, rows=len(rows)))
    for (unit,), group in split(rows, "unit").items():
        index = _parts.rows_table(group, f"{part}-{unit}", told)
        selected = _parts.row_at(group, index) if selected is None and index is not None else selected
with aside:
    if selected is None:
        _parts.note(say("evidence.hint", chosen))
    else:
        _parts.evidence(selected)
