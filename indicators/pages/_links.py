"""Ways to other pages and documents: addresses, links that keep the session, and the line of sources. Text is always escaped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from indicators.labels import say
from indicators.pages import _data, _embed, _version
from indicators.pages._language import language

MOST_LISTED = 200
"""As many documents a source line lists at all: a chart of a large store may rest on ten thousands."""


FEW = 3
"""As many documents a source line names before it folds the rest away."""


def address(page: str, **given: str | Sequence[str]) -> str:
    """The address of a page with choices, one or several of each, relative to any page."""
    return addresses(page)(**given)


def addresses(page: str) -> Callable[..., str]:
    """The same for many addresses of one page: what they have in common is looked up once."""
    common = {**_version.given(), "lang": language()}
    return lambda **given: f"{page}?{urlencode({**given, **common}, doseq=True)}"


def source_address(doc_id: str, start: int | None = None) -> str:
    """The address of a document, or of one figure in it, relative to any page."""
    return address("sources", doc=doc_id, **({} if start is None else {"at": str(start)}))


def title_of(doc_id: str) -> str:
    """A document's title, else its name."""
    return _data.cited(doc_id)[0]


def cite(doc_id: str) -> str:
    """A document as a source line names it: title, publisher, date."""
    return say("list.comma", language()).join(_data.cited(doc_id))


def sources(rows: pd.DataFrame, *, numbered: bool = False) -> None:
    """The documents that a chart or table rests on, each a link; numbered from 1 in their order where the values say which."""
    named = list(dict.fromkeys(rows["doc_id"].tolist()))
    listed = named if numbered else named[:MOST_LISTED]
    line = _data.view(
        "sources", listed, len(named), numbered, make=lambda: _source_line(listed, len(named), numbered=numbered)
    )
    _embed.close(line)
    st.html(line)


def _source_line(doc_ids: list[str], count: int, *, numbered: bool = False) -> str:
    links = [
        f"{f'[{number}] ' if numbered else ''}<a href='{escape(source_address(doc_id))}' target='_self'>{escape(cite(doc_id))}</a>"
        for number, doc_id in enumerate(doc_ids, start=1)
    ]
    comma = escape(say("list.semicolon", language()))
    start = escape(say("sources.line", language()))
    if len(links) <= FEW:
        return f"<p class='di-sources'>{start}{comma.join(links)}</p>"
    cut = count > len(links)
    more = escape(say("sources.more_first" if cut else "sources.more", language(), count=count, shown=len(links)))
    # Links stand outside the summary: it is a button itself.
    folded = f"<details><summary>{more}</summary> {comma.join(links[FEW - 1 :])}</details>"
    return f"<div class='di-sources'>{start}{comma.join(links[: FEW - 1])} {folded}</div>"


def page_link(page: str, label: str, icon: str, given: Mapping[str, str | list[str]]) -> None:
    """A link to a page with choices that keeps the session, unlike an address."""
    asked = {**given, **_version.given(), "lang": language()}
    st.page_link(f"indicators/pages/{page}.py", label=label, icon=icon, query_params=asked)
