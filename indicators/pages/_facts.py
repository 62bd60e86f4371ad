"""What a waiting document says of itself, open to change where the text leaves it out, and its name where that is taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html import escape

import streamlit as st

from indicators.areas import NOWHERE
from indicators.edits import EditError, link_place
from indicators.homes import find_stated_area
from indicators.labels import format_area, format_term, say, words
from indicators.pages import _data, _drafts, _parts
from indicators.pages._drafts import Draft
from indicators.pages._form import complain, complaint
from indicators.pages._intake import go_to, plain
from indicators.pages._language import language


def facts(draft: Draft) -> None:
    """The document's facts in a form; with other ones the text is read again."""
    chosen, report = language(), draft.report
    rows = draft.corrected().rows
    nowhere = sum(not (row["area_code"] or row["area"]) for row in rows)
    undated = sum(not row["period_end"] for row in rows)
    key = f"facts-{draft.doc_id}-{draft.revision}"
    lacking = bool(rows) and (nowhere or undated) and not (report.area and report.published)
    with st.expander(_label(draft), expanded=bool(lacking), icon=":material/description:"):
        if nowhere or undated:
            _parts.note(say("facts.lacking", chosen, nowhere=f"{nowhere:,}", undated=f"{undated:,}"))
        if draft.read:
            names = say("list.comma", chosen).join(say(f"facts.read_{name}", chosen) for name in draft.read)
            _parts.note(say("facts.read", chosen, names=names))
        complaint(key)
        with st.form(key, border=False):
            left, right = st.columns(2, gap="small")
            left.text_input(say("facts.name", chosen), report.title, key=f"{key}-title", max_chars=200)
            right.text_input(say("facts.publisher", chosen), report.publisher, key=f"{key}-publisher", max_chars=200)
            left.text_input(say("facts.area", chosen), report.area, key=f"{key}-area", max_chars=50)
            published = report.published.isoformat() if report.published else ""
            right.text_input(say("facts.published", chosen), published, key=f"{key}-published", max_chars=10)
            kinds = list(dict.fromkeys(["", *words()["report"], report.kind]))
            left.selectbox(
                say("facts.kind", chosen),
                kinds,
                index=kinds.index(report.kind),
                format_func=lambda kind: format_term("report", kind, chosen) if kind else say("facts.no_kind", chosen),
                key=f"{key}-kind",
            )
            st.form_submit_button(
                say("facts.apply", chosen),
                icon=":material/refresh:",
                key="facts-apply",
                on_click=_apply,
                args=(draft, key),
            )


def _label(draft: Draft) -> str:
    """The form's name with the place, day and kind that would be stored, so that they are seen while it is folded."""
    chosen, report = language(), draft.report
    kind = format_term("report", report.kind, chosen) if report.kind else ""
    place = find_stated_area(report) if report.area else NOWHERE
    told = [
        format_area(place.code, report.area, chosen),
        report.published.isoformat() if report.published else "",
        kind,
    ]
    named = say("list.comma", chosen).join(filter(None, told))
    return say("list.colon", chosen).join(filter(None, [say("facts.title", chosen), plain(named)]))


def _apply(draft: Draft, key: str) -> None:
    typed = {
        name: str(st.session_state[f"{key}-{name}"]).strip()
        for name in ("title", "publisher", "area", "published", "kind")
    }
    try:
        _drafts.change_facts(
            draft,
            title=typed["title"],
            publisher=typed["publisher"],
            area=_place(draft, typed["area"]),
            published=_day(typed["published"]),
            kind=typed["kind"],
        )
    except EditError as error:
        complain(key, error)


def _place(draft: Draft, text: str) -> str:
    """The short name of a place that was typed, which the parser must know; of several with that name the one that the document is near."""
    linked = link_place(text)
    if not text or linked["area_code"]:
        return linked["area"]
    stated = replace(draft.report, area=text)
    found = find_stated_area(stated)
    if not found.code:
        raise EditError("unknown_place", value=text)
    return found.short if find_stated_area(replace(stated, area=found.short)) == found else text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise EditError("date", column="doc_published", value=text) from None


def settle_name(draft: Draft) -> None:
    """Where the store has another document of this name: put this one in its place, or give it another name."""
    chosen, known = language(), _data.documents()
    same = known.index[known["sha256"].eq(draft.report.sha256)].tolist() if len(known) else []
    if same and draft.doc_id not in same:
        _parts.note(say("name.same", chosen, names=say("list.comma", chosen).join(map(str, same))))
    if not draft.clashes():
        return
    stored = _data.documents().loc[draft.doc_id]
    told = say(
        "name.taken",
        chosen,
        name=draft.doc_id,
        title=stored["title"] or draft.doc_id,
        published=stored["published"] or "–",
    )
    key = f"name-{draft.doc_id}"
    st.html(f"<div class='di-finding' role='status'><p class='di-message'>{escape(told)}</p></div>")
    complaint(key)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button(
            say("name.replace", chosen),
            key="name-replace",
            icon=":material/swap_horiz:",
            on_click=_replace,
            args=(draft,),
        )
        st.text_input(say("name.other", chosen), f"{draft.doc_id}-2", key=key, max_chars=100)
        st.button(
            say("name.rename", chosen), key="name-rename", icon=":material/edit:", on_click=_rename, args=(draft, key)
        )


def _replace(draft: Draft) -> None:
    draft.replaces = True
    draft.touch()


def _rename(draft: Draft, key: str) -> None:
    typed = str(st.session_state[key])
    before = draft.doc_id
    name = _drafts.rename(draft, typed)
    if name == before:
        complain(key, EditError("name", value=typed))
    else:
        go_to(name)
