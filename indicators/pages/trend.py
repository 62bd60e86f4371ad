"""Trend: one indicator of several districts over the years, as reported or worked out, every point with its sentence."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators.axes import bears_log
from indicators.charts import drawable
from indicators.derived import Derived
from indicators.disputes import disputes
from indicators.eras import predecessors
from indicators.indexes import base_years, best_base
from indicators.labels import format_indicator, format_measure, say
from indicators.pages import (
    _data,
    _embed,
    _evidence,
    _grid,
    _links,
    _parts,
    _places,
    _row_table,
    _shown,
    _trend,
    _version,
)
from indicators.pages._revisions import show_revisions
from indicators.series import distinct
from indicators.vintages import Revision, revisions


def _view_name(code: str) -> str:
    return say(f"trend.{code}", chosen) if code in _trend.WORKED_OUT else format_measure(code, chosen)


def _joined() -> dict[str, str]:
    """Predecessors of the chosen places that have figures here, if the reader asks for them; places chosen for themselves stay."""
    before = {old: place for place in areas for old in predecessors(place) if old in offered and old not in areas}
    if not before:
        return {}
    with st.sidebar:
        asked = choices.switch(
            "join", say("join.switch", chosen), ("off", "on"), lambda code: say(f"join.{code}", chosen)
        )
    return before if asked == "on" else {}


def _base() -> int:
    """The base year of an index; a sentence where no place has one."""
    found = _data.view("trend.bases", *picked[:4], make=lambda: base_years(mine, joined))
    if not found:
        choices.name_dead()
        _parts.stop(say("trend.no_base", chosen))
    with st.container(width=180):
        years, best = [str(year) for year in found], str(best_base(found, span))
        return int(choices.one("base", say("trend.base", chosen), years, str, best))


def _log(rows: pd.DataFrame) -> bool:
    """Whether the reader asked for equal ratios; offered only where all values are above zero."""
    if view not in ("level", "index") or not bears_log(drawable(rows)):
        return False
    names = {code: say(f"trend.{code}", chosen) for code in ("linear", "log")}
    return choices.switch("scale", say("trend.scale", chosen), list(names), names.__getitem__) == "log"


def _revised() -> list[Revision]:
    """What the newest version says differently of what is shown."""
    then, now = (rows[rows["place"].isin(places)] for rows in (found, _data.rows_now(**asked_for)))
    return _data.view("trend.revised", _shown.newest(), *picked[:4], make=lambda: revisions(then, now))


def _draw() -> int | None:
    """The charts with their words and sources; the index of the row that the reader selected."""
    selected = None
    for picture in drawn:
        _parts.heading(picture.title)
        index = _parts.chart(picture.figure, picture.alt, picture.key, picture.title)
        selected = index if index is not None and index in picture.rows.index else selected
        for text in picture.notes:
            _parts.note(text)
        if picture.disputed:
            _embed.add(picture.disputed)
            st.html(picture.disputed)
        _links.sources(drawable(picture.rows))
    return selected


chosen, choices = _parts.begin("trend")
st.html(_trend.STYLE)
names = _places.names()
codes = [code for code in _data.indicator_codes() if code != "other"]
if not codes or not names:
    _parts.stop(say("places.none", chosen))
with st.sidebar:
    indicator = choices.one(
        "indicator",
        say("choose.indicator", chosen),
        codes,
        lambda code: format_indicator(code, chosen),
        _data.best_known(),
    )
tally = _data.tally("measure", "unit", indicators=[indicator])
tally = tally[tally["place"].isin(list(names))]
offered_views = _trend.views(tally, indicator)
if not offered_views:
    _parts.stop(say("trend.no_places", chosen))
view = choices.switch("measure", say("trend.view", chosen), offered_views, _view_name)
measure = "level" if view in _trend.WORKED_OUT else view
tally = tally[tally["measure"].eq(measure)]
with st.sidebar:
    reporting = set(tally["place"])
    offered = [place for place in names if place in reporting]
    most = _trend.most_reporting(tally, offered)
    areas = choices.many("area", say("choose.areas", chosen), offered, names.__getitem__, most)
    years = _trend.years_of(tally)
    span = _parts.year_span(choices, years) if years else []
joined = _joined()
if not areas or (years and not span):
    choices.name_dead()
    _parts.stop(say("years.reversed", chosen) if areas else say("trend.choose_area", chosen))

picked = (indicator, view, areas, list(joined), span)
places = [*areas, *joined]
asked_for = {"indicators": [indicator], "measures": [measure], "areas": [*places, *_trend.cities(places)]}
found = _data.rows(**asked_for)
mine = _data.view("trend.rows", *picked[:4], make=lambda: distinct(found[found["place"].isin(places)]))
shown = mine[mine["year"].isin(span)]
told = _data.view("trend.told", *picked[:4], make=lambda: disputes(mine))
with st.container(horizontal=True, key="trend-options"):
    base = _base() if view == "index" else 0
    log = _log(shown)
order = _grid.order_of(choices, _row_table.COLUMNS)
choices.name_dead()
revised = _revised() if _version.is_earlier() else []
asked = _trend.Asked(chosen, view, tuple(span), joined, base, log, tuple(revised))
made = Derived(shown.iloc[:0], ())
if view in _trend.WORKED_OUT:
    made = _data.view("trend.made", *picked[:4], base, make=lambda: _trend.derived(mine, found, asked))
    drawn = _data.view("trend", *picked, base, log, make=lambda: _trend.worked_out(made, found, told, asked))
    shown = pd.concat([shown, *(picture.rows[~picture.rows.index.isin(shown.index)] for picture in drawn)])
else:
    drawn = _data.view("trend", *picked, log, _shown.newest(), make=lambda: _trend.pictures(shown, told, asked))
if shown.empty:
    _parts.stop(say("trend.nothing", chosen))

with st.container(key="trend-charts"):
    left, right = st.columns([3, 1], gap="medium")
with left:
    if not drawn:
        st.info(say("trend.none_worked_out", chosen), icon=":material/info:")
        for text in _trend.left_out(made, asked):
            _parts.note(text)
    selected = _draw()
with right:
    _parts.heading(say("evidence.title", chosen))
    aside = st.container()

undrawn = mine[mine["year"].isna()]
values = {index: value for picture in drawn for index, value in picture.values.items()}
more = {say(f"trend.{view}_column", chosen, base=base): values} if values else {}
with st.container(key="trend-rows"):
    _parts.heading(say("rows.title", chosen, rows=len(shown)))
    _parts.note(say("rows.hint", chosen))
    index = _trend.show_rows("rows", shown, told, more, order)
    if len(undrawn):
        _parts.heading(say("trend.undrawn", chosen, rows=len(undrawn)))
        other = _trend.show_rows("undrawn", undrawn, told, order=order)
        index = other if index is None else index
    selected = index if selected is None else selected
with aside:
    if selected is None:
        _parts.note(say("evidence.hint", chosen))
    else:
        _evidence.show(_parts.row_at(found, selected))
        for number, each in enumerate(_trend.beside(selected, drawn, found, told)):
            _evidence.show(_parts.row_at(found, each), f"-{number}")
if _version.is_earlier():
    with st.container(key="trend-revised"):
        show_revisions(revised, chosen)
