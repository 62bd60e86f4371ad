"""The sentence behind a figure, which every page shows: the figure marked, what a person changed, and the way into its document."""

from __future__ import annotations

import re
from html import escape

import pandas as pd
import streamlit as st

from indicators.captions import Row, describe
from indicators.labels import format_indicator, format_measure, say
from indicators.pages import _corrected, _data, _links, _parts
from indicators.pages._language import language


def marked_sentence(row: Row, *more: Row, text: str | None = None) -> str:
    """A row's sentence as HTML with its figure marked, at its own place where a sentence holds the same figure twice.

    ``more`` are rows of the same sentence, whose figures are marked too; ``text`` is that of a document that is not stored.
    """
    sentence = str(row["sentence"])
    marks = {_place_in_sentence(each, sentence, text): str(each["surface"]) for each in (row, *more)}
    done, parts = 0, []
    for at, surface in sorted(marks.items()):
        if at >= done:
            parts += [escape(sentence[done:at]), f"<mark class='di-figure di-chosen'>{escape(surface)}</mark>"]
            done = at + len(surface)
    return "".join(parts) + escape(sentence[done:])


def _place_in_sentence(row: Row, sentence: str, text: str | None) -> int:
    """Where the figure begins in its sentence: the occurrence that has as many before it as in the document."""
    places = [found.start() for found in re.finditer(re.escape(str(row["surface"])), sentence)]
    if len(places) < 2 or (text is None and row["doc_id"] not in _data.documents().index):
        return places[0] if places else -1
    text = _data.report(str(row["doc_id"])).text if text is None else text
    begins = text.rfind(sentence, 0, int(row["start"]) + len(sentence))
    exact = int(row["start"]) - begins
    return exact if begins >= 0 and exact in places else places[0]


def show(row: pd.Series, key: str = "", *, link: bool = True) -> None:
    """A figure's sentence, what a person changed in it, and a link that opens it in its document.

    The last two are left out (``link``) where the reader is there already, beside its explanation.
    """
    chosen = language()
    with st.container(border=True, key=f"evidence{key}"):
        named = f"{format_indicator(row['indicator'], chosen)} · {format_measure(row['measure'], chosen)}"
        st.html(
            f"<p class='di-note'>{escape(named)}</p><p class='di-fact'>{escape(describe(row, chosen))}</p>"
            f"<blockquote class='di-sentence'>{marked_sentence(row)}</blockquote><p class='di-note'>{escape(_links.cite(row['doc_id']))}</p>"
        )
        if link:
            for sentence in _corrected.told(row):
                _parts.note(sentence)
            open_in_document(row)


def open_in_document(row: pd.Series, label: str = "evidence.open") -> None:
    """A link to a figure's place in its document."""
    given = {"doc": str(row["doc_id"]), "at": str(row["start"])}
    _links.page_link("sources", say(label, language()), ":material/format_quote:", given)
