"""The form of one row under review: its sentence, what differs from the store, its cells, and what to do with it."""

from __future__ import annotations

from html import escape

import streamlit as st

from indicators.captions import value_text
from indicators.correcting import Kept
from indicators.corrections import Why, edits, rejection
from indicators.differences import Difference
from indicators.disputes import format_dispute
from indicators.edits import EditError
from indicators.labels import format_term, say
from indicators.pages import _account, _evidence, _fields, _links, _parts
from indicators.pages._choices import Choices
from indicators.pages._drafts import Draft
from indicators.pages._language import language

_COMPLAINT = "add.complaint"


def decision(draft: Draft, kept: Kept) -> str:
    """What became of a row so far: rejected, added, corrected, confirmed or open."""
    if kept.rejected:
        return "rejected"
    if kept.by:
        return "added" if kept.origin is None else "corrected"
    return "confirmed" if draft.is_confirmed(kept) else "open"


def form(draft: Draft, at: str, kept: Kept, told: Difference | None, choices: Choices, after: str) -> None:
    """One row with its sentence, what differs, its fields, and what to do with it."""
    chosen, key = language(), f"cell-{draft.doc_id}-{at}-{draft.revision}"
    marked = _evidence.marked_sentence(kept.now, text=draft.report.text)
    st.html(f"<blockquote class='di-sentence'>{marked}</blockquote>")
    _tell_difference(draft, told)
    complaint(key)
    if kept.rejected:
        _parts.note(say("review.is_rejected", chosen))
        return

    def act(done: str) -> None:
        try:
            _decide(draft, kept, done, key)
        except EditError as error:
            complain(key, error)
            return
        choices.put("at", after or at)

    with st.form(f"form-{key}", border=False):
        _fields.draw(kept.now, key)
        _fields.reason(key)
        with st.container(horizontal=True):
            for name, icon in (("confirm", "check"), ("correct", "edit"), ("reject", "close")):
                st.form_submit_button(
                    say(f"review.{name}", chosen),
                    key=f"{name}-row",
                    icon=f":material/{icon}:",
                    type="primary" if name == "confirm" else "secondary",
                    on_click=act,
                    args=(name,),
                )


def _decide(draft: Draft, kept: Kept, done: str, key: str) -> None:
    """Do what a button of the form says; EditError if it can't be done."""
    cells, why = _fields.typed(kept.now, key), Why(_fields.given_reason(key), _account.author())
    if done == "confirm":
        if cells:
            raise EditError("unsaved")
        draft.confirm(kept)
        return
    if done == "correct":
        draft.made += edits(draft.report, kept.read, kept.now, cells, why)
    else:
        if cells:
            raise EditError("unsaved")
        draft.made.append(rejection(draft.report, kept.read, kept.now, why))
    draft.touch()


def complain(key: str, error: EditError) -> None:
    """Keep a complaint for the form that it is about; it is shown once."""
    st.session_state[_COMPLAINT] = (key, error)


def complaint(key: str) -> None:
    """Show what is wrong with what was typed into a form."""
    said: tuple[str, EditError] | None = st.session_state.get(_COMPLAINT)
    if said and said[0] == key:
        message = escape(said[1].message(language()))
        st.html(f"<div class='di-finding di-error' role='alert'><p class='di-message'>{message}</p></div>")
        st.session_state.pop(_COMPLAINT)


def _tell_difference(draft: Draft, told: Difference | None) -> None:
    """How the row stands to the store: the value that it would replace, and those of other documents."""
    if told is None:
        return
    chosen = language()
    lines = [format_term("difference", told.state, chosen)]
    if told.before:
        stored = draft.differences().old
        old = [value_text(_parts.row_at(stored, index), chosen) for index in told.before]
        lines.append(say("review.before", chosen, values=say("list.slash", chosen).join(old)))
    if told.dispute is not None:
        names = dict.fromkeys(_links.title_of(each.doc_id) for each in told.dispute.others)
        documents = say("list.comma", chosen).join(names)
        lines.append(say("review.others", chosen, told=format_dispute(told.dispute, chosen), documents=documents))
    _parts.note(say("list.semicolon", chosen).join(lines))
