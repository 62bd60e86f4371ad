"""Sources: the documents by place, year, publisher and kind, and one document's text with the fate of each of its numbers."""

from __future__ import annotations

from html import escape

import streamlit as st

from indicators.labels import format_term, say
from indicators.marking import safe_address
from indicators.model import Report
from indicators.pages import _data, _documents, _links, _parts, _reading


def _about(report: Report) -> str:
    """What a document says of itself, in one line, with a link to its official address."""
    kind = format_term("report", report.kind, chosen) if report.kind else ""
    published = report.published.isoformat() if report.published else ""
    parts = [_documents.place_of(report.doc_id), kind, report.publisher, published]
    told = [escape(part) for part in parts if part]
    if address := safe_address(report.address):
        label = escape(say("sources.original", chosen))
        told.append(f"<a href='{escape(address)}' target='_blank' rel='noopener noreferrer'>{label}</a>")
    elif report.address:
        told.append(escape(report.address))
    return f"<p class='di-note di-about-document'>{' · '.join(told)}</p>"


chosen, choices = _parts.begin("sources")
titles = _data.titles()
with st.sidebar:
    documents = _documents.choose(choices)
    doc = choices.one(
        "doc",
        say("choose.document", chosen),
        ["", *_documents.offered(choices, documents)],
        lambda name: titles[name] if name else say("sources.all", chosen),
    )
if not doc:
    complaint = st.empty()
    with complaint:
        choices.name_dead()
    _parts.note(say("sources.hint", chosen))
    _documents.show(choices, documents)
    with complaint:  # again, as the order or the page may be what the link has wrong
        choices.name_dead()
    _parts.end()

report, found = _data.report(doc), _data.rows(documents=[doc])
with st.container(horizontal=True, vertical_alignment="center"):
    st.button(
        say("sources.all", chosen), key="back", icon=":material/arrow_back:", on_click=choices.put, args=("doc", "")
    )
    _links.page_link("add", say("sources.correct", chosen), ":material/edit_note:", {"doc": doc})
_parts.heading(report.title or doc)
st.html(_about(report))
account = st.container()
text, beside = st.columns([3, 2], gap="medium")
with text:
    _parts.heading(say("sources.text", chosen))
    _parts.note(say("sources.legend", chosen))
    fates = _reading.choose_fates(choices)
    turn = st.container()
    sheet = _reading.Sheet(doc, fates)
    asked = next(iter(choices.asked("at")), "")
    sheet.draft(found, _reading.asked_part(choices, doc, asked), asked)
with beside:
    told = st.container()
    _parts.heading(say("rows.title", chosen, rows=len(found)))
    _reading.rows_table(choices, doc, found)
with account, st.spinner(say("sources.reading", chosen)):
    starts = [str(mark.start) for mark in _reading.marks(doc)]
at = choices.hidden("at", starts)
with turn:
    _reading.turn_over(choices, doc, at)
    part = _reading.choose_part(choices, doc, at)
with account:
    choices.name_dead()
    _reading.account(doc, len(found))
sheet.show(part, at)
if at:
    with told:
        _parts.heading(say("sources.chosen", chosen))
        _reading.explanation(doc, at)
