"""How documents come in: dropped files and pasted text, each read in this session, with a sentence for each that is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from indicators.inbox import MOST_BYTES, MOST_FILES, clean_name, format_refusal, read_paste, read_upload
from indicators.labels import say
from indicators.model import Report, ReportError
from indicators.pages import _drafts, _parts
from indicators.pages._language import language
from indicators.reports import READABLE

_REFUSED, _LOT, _TARGET, _READ = "add.refused", "add.lot", "add.target", "add.read"
RESULT = "add.result"
"""What the last saving did; it has been read when the next documents come."""

BUTTON = """<style>
.st-key-drop [data-testid=stFileUploaderDropzoneInstructions] { display: none; }
.st-key-drop button [data-testid=stMarkdownContainer] p { font-size: 0; }
.st-key-drop button [data-testid=stMarkdownContainer] p::after { content: "%s"; font-size: 1rem; }
</style>"""
"""The button's word is Streamlit's own and English only; the limits stand in a sentence below it."""


def intake() -> None:
    """The places to drop files and to paste text; what was read waits, what was refused is named."""
    chosen, lot = language(), st.session_state.setdefault(_LOT, 0)
    files, paste = st.tabs([say("intake.files", chosen), say("intake.paste", chosen)], key="intake")
    with files:
        endings = say("list.comma", chosen).join(sorted(ending.removeprefix(".") for ending in READABLE))
        st.html(BUTTON % say("intake.select", chosen))
        with st.container(key="drop"):
            dropped = st.file_uploader(say("intake.drop", chosen), accept_multiple_files=True, key=f"add-files-{lot}")
        _parts.note(say("intake.limits", chosen, endings=endings, files=MOST_FILES))
        _parts.note(say("intake.private", chosen))
    with paste, st.form("paste", border=False, clear_on_submit=True):
        title = st.text_input(say("intake.title", chosen), key="paste-title", max_chars=200)
        text = st.text_area(say("intake.text", chosen), key="paste-text", height=180)
        pasted = st.form_submit_button(say("intake.read", chosen), key="paste-read", icon=":material/input:")
    if dropped:
        _read_files(dropped)
    elif pasted:
        _take([(title or say("intake.pasted", chosen), partial(read_paste, text, title))])
    _show_refused()
    if read := st.session_state.pop(_READ, None):
        # The review stands below the places to drop and paste, out of sight on a phone.
        st.toast(
            say("intake.done", chosen, name=plain(read), rows=len(_drafts.drafts()[read].rows)), icon=":material/rule:"
        )


def _read_files(dropped: list[Any]) -> None:
    size = sum(each.size for each in dropped)
    if len(dropped) > MOST_FILES or size > MOST_BYTES:
        refusal = say(
            "intake.too_many",
            language(),
            files=len(dropped),
            size=f"{size / 1e6:,.0f}",
            most=MOST_FILES,
            limit=f"{MOST_BYTES / 1e6:,.0f}",
        )
        _finish([refusal], None)
    _take([(clean_name(each.name), partial(read_upload, each.name, each.getvalue())) for each in dropped])


def _take(brought: list[tuple[str, Callable[[], Report]]]) -> None:
    """Read what was brought, a progress bar each; one that can't be read does not stop the others."""
    refused: list[str] = []
    newest: str | None = None
    for name, read in brought:
        try:
            newest = _read(name, read, refused) or newest
        except ReportError as error:
            refused.append(format_refusal(error, language()))
    _finish(refused, newest)


def _read(name: str, read: Callable[[], Report], refused: list[str]) -> str | None:
    chosen, shown = language(), plain(name)
    bar = st.progress(0.0, text=say("intake.reading", chosen, name=shown))
    try:
        report = read()
        told = say("intake.parsing", chosen, name=shown)
        added = _drafts.add(report, lambda part: _move(bar, part, told))
    finally:
        bar.empty()
    if added is None:
        refused.append(say("intake.twice", chosen, name=name))
    elif added != report.doc_id:
        refused.append(say("intake.renamed", chosen, name=name, other=added))
    return added


def _move(bar: Any, part: float, told: str) -> None:
    bar.progress(part, text=told)


def _finish(refused: list[str], newest: str | None) -> None:
    """Start again with empty places to drop and paste, so that nothing is read twice, at the newest document."""
    st.session_state[_REFUSED] = refused
    st.session_state.pop(RESULT, None)
    st.session_state[_LOT] += 1
    if newest is not None:
        st.session_state[_READ] = newest
        go_to(newest)
    st.rerun()


def go_to(name: str) -> None:
    """Open this document at the next run; none if empty."""
    st.session_state[_TARGET] = name


def going_to() -> str | None:
    """The document to open, told once."""
    name: str | None = st.session_state.pop(_TARGET, None)
    return name


def _show_refused() -> None:
    sentences = st.session_state.get(_REFUSED, [])
    if sentences:
        told = "".join(f"<p class='di-message'>{escape(sentence)}</p>" for sentence in sentences)
        st.html(f"<div class='di-finding di-error' role='alert'>{told}</div>")


def plain(text: str) -> str:
    """A text for a place that reads Markdown, so that it shows as it is."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>$~:&])", r"\\\1", text)
