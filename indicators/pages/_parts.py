"""Pieces that several pages show: headings, sources, a sentence with its figure, rows under a chart. Text is always escaped."""

from __future__ import annotations

import re
from html import escape
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from indicators.charts import CONFIG, describe, unit_scale, value_text
from indicators.labels import Language, format_area, format_indicator, format_kind, format_measure, format_period, say
from indicators.pages import _data
from indicators.pages._choices import Choices, language
from indicators.pages._style import STYLE
from indicators.series import growth_of

FEW = 3
"""As many documents a source line names before it folds the rest away."""

SOURCES = "indicators/pages/sources.py"


def begin(page: str) -> tuple[Language, Choices]:
    """The start of every page: style, title, and a store with something in it."""
    chosen = language()
    st.html(STYLE)
    st.title(say(f"{page}.title", chosen), anchor=False)
    _data.load_seeds()
    if _data.store().is_empty():
        stop(say("store.empty", chosen))
    return chosen, Choices(page)


def stop(sentence: str) -> None:
    """End the page with a sentence that says what to do."""
    st.info(sentence, icon=":material/info:")
    st.stop()


def heading(text: str) -> None:
    """A section's heading; the text may hold anything."""
    st.html(f"<h2 class='di-heading'>{escape(text)}</h2>")


def note(text: str) -> None:
    """A quiet line of text that may hold anything."""
    st.html(f"<p class='di-note'>{escape(text)}</p>")


def source_address(doc_id: str, start: int | None = None) -> str:
    """The address of a document, or of one figure in it, relative to any page."""
    given = {
        "doc": doc_id,
        **({} if start is None else {"at": str(start)}),
        **({} if language() == "zh" else {"lang": language()}),
    }
    return f"sources?{urlencode(given)}"


def title_of(doc_id: str) -> str:
    """A document's title, else its name."""
    known = _data.documents()
    return str(known.at[doc_id, "title"] or doc_id) if doc_id in known.index else doc_id


def cite(doc_id: str) -> str:
    """A document as a source line names it: title, publisher, date."""
    known = _data.documents()
    if doc_id not in known.index:
        return doc_id
    parts = [title_of(doc_id), str(known.at[doc_id, "publisher"] or ""), str(known.at[doc_id, "published"] or "")]
    return say("list.comma", language()).join(part for part in parts if part)


def sources(rows: pd.DataFrame) -> None:
    """The documents that a chart or table rests on, each a link."""
    links = [
        f"<a href='{escape(source_address(doc_id))}' target='_self'>{escape(cite(doc_id))}</a>"
        for doc_id in rows["doc_id"].unique()
    ]
    comma = escape(say("list.semicolon", language()))
    start = escape(say("sources.line", language()))
    if len(links) <= FEW:
        st.html(f"<p class='di-sources'>{start}{comma.join(links)}</p>")
        return
    more = escape(say("sources.more", language(), count=len(links)))
    st.html(
        f"<details class='di-sources'><summary>{start}{comma.join(links[: FEW - 1])} {more}</summary>{comma.join(links[FEW - 1 :])}</details>"
    )


def chart(figure: Any, alt: str, key: str) -> int | None:
    """Draw a chart; the index of the row whose point the reader selected, if any."""
    state = st.plotly_chart(figure, key=key, on_select="rerun", selection_mode="points", config=CONFIG, alt=alt)
    points = state["selection"]["points"]
    data = points[0].get("customdata") if points else None
    if isinstance(data, dict):
        data = list(data.values())
    return int(data[0]) if data else None


def still(figure: Any, alt: str, key: str) -> None:
    """Draw a chart whose points open nothing."""
    st.plotly_chart(figure, key=key, config=CONFIG, alt=alt)


def marked_sentence(row: pd.Series) -> str:
    """A row's sentence as HTML with its figure marked, at its own place where a sentence holds the same figure twice."""
    sentence, surface = str(row["sentence"]), str(row["surface"])
    at = _place_in_sentence(row, sentence, surface)
    if at < 0:
        return escape(sentence)
    before, after = sentence[:at], sentence[at + len(surface) :]
    return f"{escape(before)}<mark class='di-figure di-chosen'>{escape(surface)}</mark>{escape(after)}"


def _place_in_sentence(row: pd.Series, sentence: str, surface: str) -> int:
    """Where the figure begins in its sentence: the occurrence that has as many before it as in the document."""
    places = [found.start() for found in re.finditer(re.escape(surface), sentence)]
    if len(places) < 2 or row["doc_id"] not in _data.documents().index:
        return places[0] if places else -1
    text = _data.report(str(row["doc_id"])).text
    begins = text.rfind(sentence, 0, int(row["start"]) + len(sentence))
    exact = int(row["start"]) - begins
    return exact if begins >= 0 and exact in places else places[0]


def evidence(row: pd.Series, key: str = "", *, link: bool = True) -> None:
    """A figure's sentence and, unless the reader is there already, a link that opens it in its document."""
    chosen = language()
    with st.container(border=True, key=f"evidence{key}"):
        named = f"{format_indicator(row['indicator'], chosen)} · {format_measure(row['measure'], chosen)}"
        st.html(
            f"<p class='di-note'>{escape(named)}</p><p class='di-fact'>{escape(describe(row, chosen))}</p>"
            f"<blockquote class='di-sentence'>{marked_sentence(row)}</blockquote><p class='di-note'>{escape(cite(row['doc_id']))}</p>"
        )
        if link:
            open_in_document(row)


def open_in_document(row: pd.Series, label: str = "evidence.open") -> None:
    """A link to a figure's place in its document."""
    given = {"doc": str(row["doc_id"]), "at": str(row["start"]), **({} if language() == "zh" else {"lang": language()})}
    st.page_link(SOURCES, label=say(label, language()), icon=":material/format_quote:", query_params=given)


def growth_text(row: pd.Series, rows: pd.DataFrame) -> str:
    """The growth reported beside a level, empty where none is."""
    return say("list.slash", language()).join(
        value_text(each, language()) for _, each in growth_of(row, rows).iterrows()
    )


def when_and_kind(row: pd.Series) -> str:
    """A value's period, with its kind where it is no outcome."""
    chosen = language()
    period = format_period(row["period_start"], row["period_end"], chosen)
    return period if row["kind"] == "actual" else f"{period} · {format_kind(row['kind'], chosen)}"


def rows_table(rows: pd.DataFrame, key: str) -> int | None:
    """The rows behind a chart; the index of the row that the reader selected, if any."""
    chosen = language()
    divisor, unit = unit_scale(rows, chosen)
    table = pd.DataFrame(
        {
            say("column.area", chosen): [
                format_area(row["area_code"], row["area"], chosen) for _, row in rows.iterrows()
            ],
            say("column.label", chosen): rows["label"].to_list(),
            say("column.period", chosen): [
                format_period(row["period_start"], row["period_end"], chosen) for _, row in rows.iterrows()
            ],
            say("column.value_in", chosen, unit=unit or "–"): (rows["value"] / divisor).round(6).to_list(),
            say("column.as_stated", chosen): rows["surface"].to_list(),
            say("column.kind", chosen): [format_kind(kind, chosen) for kind in rows["kind"]],
            say("column.bound", chosen): [bound_text(bound) for bound in rows["bound"]],
            say("column.document", chosen): [title_of(doc_id) for doc_id in rows["doc_id"]],
        }
    )
    height = min(38 + 35 * len(table), 388)
    state = st.dataframe(table, hide_index=True, key=key, on_select="rerun", selection_mode="single-row", height=height)
    chosen_rows = state["selection"]["rows"]
    return int(rows.index[chosen_rows[0]]) if chosen_rows and chosen_rows[0] < len(rows) else None


def bound_text(bound: str) -> str:
    """How a bound reads in a column of its own; exact values need no word."""
    return "" if bound == "eq" else say(f"bound.{bound}", language())


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
