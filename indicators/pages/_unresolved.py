"""Numbers of a waiting document that gave no row, each in its sentence, and a form that makes a row of one."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from indicators.correcting import all_cells, propose_row
from indicators.corrections import Why, addition, sentence_around
from indicators.edits import EditError
from indicators.labels import say
from indicators.model import NumberFate
from indicators.outline import describe_rule
from indicators.pages import _account, _evidence, _fields, _parts
from indicators.pages._drafts import Draft
from indicators.pages._form import complain, complaint
from indicators.pages._language import language

TALL = 320


def unresolved(draft: Draft) -> None:
    """The list of these numbers, folded away, with the form for one of them."""
    chosen, found = language(), draft.unresolved()
    if not found:
        return
    with st.expander(say("unresolved.title", chosen, count=f"{len(found):,}"), icon=":material/help:"):
        _parts.note(say("unresolved.hint", chosen))
        with st.container(height=TALL if len(found) > 4 else "content", key="unresolved"):
            st.html("".join(_item(draft, each) for each in found))
        _make(draft, found)


def _item(draft: Draft, fate: NumberFate) -> str:
    reason = escape(describe_rule("reason", fate.reason, language()))
    marked = _evidence.marked_sentence(_row(draft, fate), text=draft.report.text)
    return f"<blockquote class='di-sentence'>{marked}<br><span class='di-note'>{reason}</span></blockquote>"


def _row(draft: Draft, fate: NumberFate) -> dict[str, Any]:
    return propose_row(draft.report, draft.corrected().rows, fate)


def _make(draft: Draft, found: list[NumberFate]) -> None:
    """Choose one of the numbers and make a row of it."""
    chosen, text = language(), draft.report.text
    starts = {each.start: each for each in found}
    start = st.selectbox(
        say("unresolved.make", chosen),
        list(starts),
        index=None,
        format_func=lambda at: f"{starts[at].surface} · {sentence_around(text, at, starts[at].end)[:60]}",
        placeholder=say("unresolved.choose", chosen),
        key=f"make-{draft.doc_id}-{draft.revision}",
    )
    if start is None:
        return
    fate, key = starts[start], f"new-{draft.doc_id}-{start}-{draft.revision}"
    row = _row(draft, fate)

    def make() -> None:
        try:
            cells = all_cells(row, _fields.typed(row, key))
            why = Why(_fields.given_reason(key), _account.author())
            draft.made.append(addition(draft.report, fate.start, fate.end, cells, why))
        except EditError as error:
            complain(key, error)
            return
        draft.touch()

    complaint(key)
    with st.form(f"form-{key}", border=True):
        _fields.draw(row, key)
        _fields.reason(key)
        st.form_submit_button(say("unresolved.add", chosen), icon=":material/add:", key="add-row", on_click=make)
