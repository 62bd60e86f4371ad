"""Add documents: drop or paste, review what was read against the store, correct it, and only then save."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators.labels import say
from indicators.pages import (
    _data,
    _drafts,
    _facts,
    _grid,
    _intake,
    _kept,
    _parts,
    _review,
    _saving,
    _unresolved,
)
from indicators.pages._choices import Choices
from indicators.pages._language import language
from indicators.pages._style import style


def _names() -> dict[str, str]:
    """The documents to choose from: none, those that wait, those that are stored."""
    stored = {} if _data.is_empty() else _data.titles()
    marked = {name: say("add.waiting", chosen, name=draft.report.title or name) for name, draft in waiting.items()}
    return {
        "": say("add.none", chosen),
        **marked,
        **{name: title for name, title in stored.items() if name not in marked},
    }


def _list_waiting(waiting: dict[str, _drafts.Draft]) -> None:
    """The documents that wait, with what was read of each; selecting one opens it."""
    _parts.heading(say("add.list", chosen, count=len(waiting)))
    _parts.note(say("add.private", chosen))
    codes = list(waiting)
    table = pd.DataFrame([_cells(waiting[code]) for code in codes])
    grid = _grid.Grid(table, codes, say("add.list", chosen, count=len(codes)), height=260)
    _grid.choose_row(grid, f"waiting-{'-'.join(codes)}-{doc}", lambda row: choices.put("doc", codes[row]))


def _cells(draft: _drafts.Draft) -> dict[str, object]:
    corrected, found = draft.corrected(), draft.differences()
    cells = {
        "name": draft.doc_id,
        "title": draft.report.title,
        "rows": len(corrected.rows),
        "new": found.counts.get("new", 0),
        "differing": sum(count for state, count in found.counts.items() if state not in ("new", "same")),
        "unresolved": len(draft.unresolved()),
        "corrected": corrected.changed,
    }
    return {say(f"add.column_{name}", chosen): value for name, value in cells.items()}


chosen = language()
st.html(style(chosen))
st.title(say("add.title", chosen), anchor=False)
_data.load_seeds()
if (target := _intake.going_to()) is not None:
    Choices("add").put("doc", target)  # before the choices are made, as a callback would
choices = Choices("add")
_parts.note(say("add.lead", chosen))
_saving.show_result()
_intake.intake()
waiting = _drafts.waiting()
names = _names()
doc = choices.one("doc", say("add.choose", chosen), list(names), names.__getitem__)
if not doc:
    choices.name_dead()
    if waiting:
        _list_waiting(waiting)
    if missed := _kept.missed():
        _parts.heading(say("kept.missed_title", chosen, count=len(missed)))
        _kept.list_missed(missed, "kept.missed_hint")
    _parts.end()

with st.spinner(say("add.opening", chosen)):
    draft = _drafts.drafts()[doc] if doc in waiting else _drafts.open_stored(doc)
_parts.heading(draft.report.title or doc)
_facts.settle_name(draft)
_facts.facts(draft)
_review.review(draft, choices)
choices.name_dead()
_review.removed(draft)
_unresolved.unresolved(draft)
_kept.corrections(draft)
_saving.save_bar(draft)
if len(waiting) > 1:
    _list_waiting(waiting)
