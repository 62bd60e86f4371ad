"""The last step of adding documents: what would be saved, the one commit that does it, and what came of it."""

from __future__ import annotations

import streamlit as st

from indicators.labels import say
from indicators.pages import _account, _drafts, _intake, _links, _parts, _shown, _version
from indicators.pages._drafts import Draft
from indicators.pages._form import decision
from indicators.pages._intake import go_to, plain
from indicators.pages._language import language
from indicators.pages._next_steps import next_steps
from indicators.store import Changes, SaveSummary, StoreError

MOST_LINKS = 10


def save_bar(draft: Draft) -> None:
    """Save this document, or all that wait; or put this one away."""
    chosen, waiting = language(), list(_drafts.waiting().values())
    if not draft.is_touched:
        return
    _parts.heading(say("save.title", chosen))
    _parts.note(_told(draft))
    if not _account.may_write():
        _account.ask_to_sign_in()
    ready = [each for each in waiting if not each.clashes()]
    locked = not _account.may_write()
    with st.container(horizontal=True):
        one = st.button(
            say("save.one", chosen),
            key="save-one",
            type="primary",
            icon=":material/save:",
            disabled=locked or draft.clashes(),
        )
        many = len(waiting) > 1 and st.button(
            say("save.all", chosen, count=len(ready)),
            key="save-all",
            icon=":material/save:",
            disabled=locked or not ready,
        )
        st.button(
            say("save.back" if draft.from_store else "save.discard", chosen),
            key="discard",
            icon=":material/delete:",
            on_click=_discard,
            args=(draft.doc_id,),
        )
    if one or many:
        _save([draft] if one else ready)


def _told(draft: Draft) -> str:
    """What saving would do, in a sentence."""
    chosen, corrected = language(), draft.corrected()
    still_open = sum(decision(draft, kept) == "open" for kept in corrected.kept)
    parts = [say("save.rows", chosen, rows=f"{len(corrected.rows):,}", changed=corrected.changed)]
    if still_open:
        parts.append(say("save.open", chosen, count=f"{still_open:,}"))
    if draft.clashes():
        parts.append(say("save.clash", chosen))
    return "".join(parts) if chosen == "zh" else " ".join(parts)


def _save(chosen_drafts: list[Draft]) -> None:
    """Write documents with their corrections as one commit; asked again whether this reader may."""
    if not _account.may_write():
        return
    made = tuple(each for draft in chosen_drafts for each in draft.made)
    withdrawn = tuple(each for draft in chosen_drafts for each in draft.withdrawn)
    reports = [draft.report for draft in chosen_drafts]
    bar = st.progress(0.0, text=say("save.running", language()))

    def tell(done: int, total: int) -> None:
        bar.progress(done / max(total, 1), text=say("save.running", language()))

    try:
        summary = _shown.store().save(
            reports,
            changes=Changes(made, withdrawn),
            progress=tell,
        )
    except StoreError as error:
        bar.empty()
        st.error(plain(str(error)), icon=":material/error:")
        return
    names = [report.doc_id for report in reports]
    if not summary.failed:
        for name in names:
            _drafts.discard(name)
    st.session_state[_intake.RESULT] = (summary, names)
    _version.back_to_newest()  # an earlier version that other pages show has none of this
    go_to(next(iter(_drafts.waiting()), ""))
    st.rerun()


def _discard(doc_id: str) -> None:
    _drafts.discard(doc_id)
    go_to(next(iter(_drafts.waiting()), ""))


def show_result() -> None:
    """What the last saving did, with a link to each document, until something else comes in."""
    said: tuple[SaveSummary, list[str]] | None = st.session_state.get(_intake.RESULT)
    if said is None:
        return
    chosen, (summary, names) = language(), said
    told = say(
        "save.done",
        chosen,
        added=summary.added,
        replaced=summary.replaced,
        unchanged=summary.unchanged,
        rows=f"{summary.observations:,}",
        corrected=summary.corrected,
    )
    st.success(told, icon=":material/check_circle:")
    for failure in summary.failed:
        st.error(plain(failure), icon=":material/error:")
    if summary.missed:
        st.warning(say("save.missed", chosen, count=len(summary.missed)), icon=":material/rule:")
    for name in names[:MOST_LINKS]:
        label = say("save.open_document", chosen, title=plain(_links.title_of(name)))
        _links.page_link("sources", label, ":material/article:", {"doc": name})
    if len(names) > MOST_LINKS:
        _parts.note(say("save.more", chosen, count=len(names) - MOST_LINKS))
    if not summary.failed:
        next_steps(names)
