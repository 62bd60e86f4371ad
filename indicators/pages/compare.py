"""Compare: districts side by side with their city and province, and never figures of different periods in one ranking."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators.captions import records
from indicators.labels import format_measure, say
from indicators.pages import _compare_charts, _compare_slopes, _compare_table, _data, _embed, _links, _parts, _places
from indicators.pages._catalogue import show_catalogue
from indicators.pages._compare_choices import choose
from indicators.pages._compare_rows import rows_of, told_of
from indicators.series import best
from indicators.standings import select_cells


def _side_by_side() -> None:
    """A card for each district and the table of all indicators, with the documents behind its values."""
    cards, table, shown = _data.view("compare.table", asked.key, asked.one_year, asked.base, make=_drawn_table)
    years = f"{asked.years[0]}" if asked.one_year else f"{asked.years[0]}–{asked.years[-1]}"
    title = say(f"compare.table.{'year' if asked.one_year else 'span'}", chosen, years=years)
    measure = format_measure(asked.measure, chosen)
    growth = asked.measure != "level"
    _parts.heading(say("compare.table.measure", chosen, title=title, measure=measure) if growth else title)
    st.html(cards)
    st.html(table)
    _parts.note(say("compare.table_note", chosen))
    _links.sources(shown, numbered=True)


def _alone() -> None:
    """Embedded the table has no chart of its own: the ranking stands for it, or small charts where nothing can be ranked."""
    told = told_of(found, asked.key)
    _compare_charts.show_bars(asked, found, told)
    _compare_charts.show_multiples(asked, found, told)


def _drawn_table() -> tuple[str, str, pd.DataFrame]:
    cells = select_cells(records(best(found)), asked.measure)
    sheet = _compare_table.make_sheet(asked, names, cells, told_of(found, asked.key))
    shown = found.loc[[figure["index"] for figure in _compare_table.shown_figures(sheet)]]
    return _compare_table.cards_html(sheet), _compare_table.table_html(sheet), shown


chosen, choices = _parts.begin("compare")
names = _data.view("compare.names", make=_places.names)
codes = [code for code in _data.indicator_codes() if code != "other"]
if len(names) < 2 or not codes or not _data.facets().years:
    _parts.stop(say("compare.too_few_places", chosen))
asked = choose(choices, names, codes)
choices.name_dead()
show_catalogue(choices, codes, asked.indicators, chosen)

if len(asked.columns) < 2:
    _parts.stop(say("compare.choose_two", chosen))
if not asked.indicators:
    _parts.stop(say("compare.choose_indicator", chosen))
if not asked.years:
    _parts.stop(say("years.reversed", chosen))
every = rows_of(asked.indicators, asked.columns)
found = _data.view("compare", asked.key, make=lambda: every[every["year"].isin(asked.years)])
if found.empty:
    _parts.stop(say("compare.nothing", chosen))
if asked.view == "bars":
    _compare_charts.show_bars(asked, found, told_of(found, asked.key))
elif asked.view == "slope":
    _compare_slopes.show_slopes(asked, found, names)
elif asked.view == "multiples":
    _compare_charts.show_multiples(asked, found, told_of(found, asked.key))
elif _embed.frame():
    _alone()
else:
    _side_by_side()
