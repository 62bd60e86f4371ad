"""The corrections of a document as a list, each of which can be taken back, and those of all documents that no longer apply."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from indicators.corrected import format_change, format_expected
from indicators.corrections import Correction
from indicators.labels import say
from indicators.pages import _data, _parts, _shown
from indicators.pages._drafts import Draft
from indicators.pages._language import language


def corrections(draft: Draft) -> None:
    """What was corrected in this document, kept and new, with a way to take one back."""
    chosen, found = language(), draft.corrections()
    if not found and not draft.withdrawn:
        return
    applied = draft.corrected().found
    with st.expander(say("kept.title", chosen, count=len(found)), icon=":material/history_edu:"):
        if found:
            cells = [_cells(each, applies) for each, applies in zip(found, applied, strict=True)]
            st.dataframe(pd.DataFrame(cells), hide_index=True)
        if draft.withdrawn:
            _parts.note(say("kept.withdrawn", chosen, count=len(draft.withdrawn)))
        if missed := applied.count(False):
            _parts.note(say("kept.missed", chosen, count=missed))
        _take_back(draft, found)


def _take_back(draft: Draft, found: list[Correction]) -> None:
    chosen = language()
    if not found:
        return
    key = f"take-back-{draft.doc_id}-{draft.revision}"
    st.selectbox(
        say("kept.choose", chosen),
        range(len(found)),
        index=None,
        format_func=lambda at: f"{found[at].surface} · {format_change(found[at], chosen)}",
        placeholder=say("kept.none", chosen),
        key=key,
    )

    def take_back() -> None:
        at = st.session_state[key]
        if at is None:
            return
        if found[at] in draft.made:
            draft.made.remove(found[at])
        else:
            draft.withdrawn.append(found[at])
        draft.touch()

    st.button(say("kept.take_back", chosen), key="take-back", icon=":material/undo:", on_click=take_back)


def _cells(each: Correction, applies: bool) -> dict[str, str]:
    chosen = language()
    cells = {
        "figure": each.surface,
        "what": format_change(each, chosen),
        "reason": each.reason,
        "author": each.author,
        "made": each.made[:10],
        "applies": say("kept.applies" if applies else "kept.not_found", chosen),
    }
    return {say(f"kept.{name}", chosen): text for name, text in cells.items()}


def missed() -> list[Correction]:
    """The kept corrections of all stored documents that did not find what they expect when their document was last read."""
    known = set(_data.documents().index)
    return [each.correction for each in _shown.store().reviewed() if not each.found and each.correction.doc_id in known]


def list_missed(found: Sequence[Correction], hint: str) -> None:
    """Such corrections as a table, with what each expected to find, under a sentence on what to do with them."""
    if not found:
        return
    chosen = language()
    _parts.note(say(hint, chosen))
    table = [
        {
            say("column.document", chosen): _parts.title_of(each.doc_id),
            **_cells(each, False),
            say("kept.expected", chosen): format_expected(each, chosen),
        }
        for each in found
    ]
    frame = pd.DataFrame(table).drop(columns=say("kept.applies", chosen))
    st.dataframe(frame, hide_index=True, alt=say("kept.missed_title", chosen, count=len(found)), key="missed")
