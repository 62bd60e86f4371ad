"""Pieces that several pages show: headings, sources, charts, links, rows under a chart. Text is always escaped."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from indicators.captions import Row, value_texts
from indicators.charts import legend_of
from indicators.labels import Language, format_kind, format_period, say
from indicators.pages import _chart, _data, _embed, _share, _version
from indicators.pages._choices import Choices
from indicators.pages._language import language
from indicators.pages._style import style
from indicators.same_period import growth_of
from indicators.swatches import legend_html


def begin(page: str) -> tuple[Language, Choices]:
    """The start of every page: style, title, and a store with something in it."""
    chosen = language()
    st.html(style(chosen))
    st.title(say(f"{page}.title", chosen), anchor=False)
    _data.load_seeds()
    _version.choose_version(page)
    if _data.is_empty():
        stop(say("store.empty", chosen))
    choices = Choices(page)
    _version.note_choice()
    return chosen, choices


def stop(sentence: str) -> None:
    """End the page with a sentence that says what to do."""
    embedded = _embed.frame()
    (embedded.place if embedded else st).info(sentence, icon=":material/info:")
    end()


def end() -> None:
    """End the page here; unlike ``st.stop`` it leaves what stands around every page."""
    raise _embed.PageEnd


def heading(text: str) -> None:
    """A section's heading; the text may hold anything."""
    _share.heading(text)
    st.html(f"<h2 class='di-heading'>{escape(text)}</h2>")


def note(text: str) -> None:
    """A quiet line of text that may hold anything."""
    html = f"<p class='di-note'>{escape(text)}</p>"
    _embed.add(html)
    st.html(html)


def chart(figure: Any, alt: str, key: str, title: str = "") -> int | None:
    """Draw a chart; the index of the row whose point the reader selected, if any.

    ``title`` is what a picture of it and an embedded chart are called, the last heading if it is not given.
    """
    if embedded := _embed.frame():
        _embed.draw(embedded, figure, alt, key, _share.title_of_chart(title))
        return None
    point = _chart.ask(figure, alt, key)
    st.html(legend_html(legend_of(figure)) + _share.tools(key, _share.title_of_chart(title)))
    return point.row if point else None


def still(figure: Any, alt: str, key: str, title: str = "") -> None:
    """Draw a chart whose points open nothing; ``title`` as for `chart`."""
    if embedded := _embed.frame():
        _embed.draw(embedded, figure, alt, key, _share.title_of_chart(title))
        return
    _chart.show(figure, alt, key)
    st.html(_share.tools(key, _share.title_of_chart(title)))


def growth_text(row: Row, rows: pd.DataFrame) -> str:
    """The growth reported beside a level, each with its definition; empty where none is."""
    return say("list.slash", language()).join(value_texts(growth_of(row, rows), language()))


def when_and_kind(row: Row) -> str:
    """A value's period, with its kind where it is no outcome."""
    chosen = language()
    period = format_period(row["period_start"], row["period_end"], chosen)
    return period if row["kind"] == "actual" else f"{period} · {format_kind(row['kind'], chosen)}"


def row_at(rows: pd.DataFrame, index: int) -> pd.Series:
    """The row with this index, which is unique in frames of `_data.rows`."""
    return rows[rows.index == index].iloc[0]


def year_span(choices: Choices, years: list[int]) -> list[int]:
    """Two lists for the first and the last year; the years between, none if they are the wrong way round."""
    chosen = language()
    options = [str(year) for year in years]
    first = choices.one("from", say("choose.from", chosen), options, str, options[0])
    last = choices.one("to", say("choose.to", chosen), options, str, options[-1])
    return list(range(int(first), int(last) + 1))
