"""The corrections of a document as a list, each of which can be taken back, and those of all documents that no longer apply."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from indicators.corrected import format_change, format_expected
from indicators.corrections import Correction
from indicators.labels import Language, say
from indicators.pages import _data, _grid, _links, _parts, _shown
from indicators.pages._drafts import Draft
from indicators.pages._language import language

MOST_MISSED = 20
"""As many lost corrections are listed with their links; the command line lists all."""


def corrections(draft: Draft) -> None:
    """What was corrected in this document, kept and new, with a way to take one back."""
    chosen, found = language(), draft.corrections()
    if not found and not draft.withdrawn:
        return
    applied = draft.corrected().found
    title, lost = say("kept.title", chosen, count=len(found)), applied.count(False)
    with st.expander(title, expanded=lost > 0, icon=":material/history_edu:"):
        if found:
            cells = [_cells(each, applies) for each, applies in zip(found, applied, strict=True)]
            _grid.show(pd.DataFrame(cells), title, "kept")
        if draft.withdrawn:
            _parts.note(say("kept.withdrawn", chosen, count=len(draft.withdrawn)))
        if lost:
            _parts.note(say("kept.missed", chosen, count=lost))
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
    """Such corrections, each with what it expected to find and the ways to where it can be mended."""
    if not found:
        return
    chosen = language()
    _parts.note(say(hint, chosen))
    for number, each in enumerate(found[:MOST_MISSED]):
        with st.container(border=True, key=f"missed-{number}"):
            st.html(_told(each))
            with st.container(horizontal=True):
                _links.page_link("add", say("kept.mend", chosen), ":material/edit_note:", {"doc": each.doc_id})
                _links.page_link("sources", say(*_place(each)), ":material/article:", _where(each))
    if len(found) > MOST_MISSED:
        _parts.note(say("kept.more", chosen, count=len(found) - MOST_MISSED))


def _told(each: Correction) -> str:
    """A lost correction: its document and what it changes, then what it expected and why it was made."""
    chosen, colon = language(), say("list.colon", language())
    cells = {**_cells(each, False), say("kept.expected", chosen): format_expected(each, chosen)}
    first = [_links.title_of(each.doc_id), *(cells.pop(say(f"kept.{name}", chosen)) for name in ("figure", "what"))]
    del cells[say("kept.applies", chosen)]
    more = [colon.join([name, text]) for name, text in cells.items() if text]
    return f"<p class='di-fact'>{escape(' · '.join(first))}</p><p class='di-note'>{escape(' · '.join(more))}</p>"


def _stands(each: Correction) -> bool:
    """Whether the figure still stands where the correction says."""
    return _data.report(each.doc_id).text[each.start : each.end] == each.surface


def _where(each: Correction) -> dict[str, str | list[str]]:
    return {"doc": each.doc_id, **({"at": str(each.start)} if _stands(each) else {})}


def _place(each: Correction) -> tuple[str, Language]:
    return "kept.place" if _stands(each) else "kept.document", language()
