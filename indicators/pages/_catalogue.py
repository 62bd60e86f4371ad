"""The catalogue of indicators on a page: in groups, searchable, each with a note on what it measures."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from indicators.labels import Language, format_indicator, say
from indicators.notes import format_group, grouped, nature, note, search
from indicators.pages import _parts
from indicators.pages._choices import Choices

_KEY = "catalogue"


def show_catalogue(choices: Choices, codes: Sequence[str], picked: Sequence[str], chosen: Language) -> None:
    """A folded list of all indicators that have figures; choosing there chooses as the list on the left does."""
    label = say("catalogue.label", chosen)  # the same in every run: a changed label would fold it up again
    # Folded away it costs nothing: its widgets are made only once the reader opens it.
    folded = st.expander(label, key=f"{_KEY}:open", icon=":material/menu_book:", on_change="rerun")
    if not folded.open:
        return
    with folded:
        words = st.text_input(
            say("catalogue.search", chosen), key=f"{_KEY}:search", placeholder=say("catalogue.hint", chosen)
        )
        _parts.note(say("catalogue.chosen", chosen, count=len(picked)))
        found = search(words, codes)
        if not found:
            st.info(say("catalogue.nothing", chosen, words=words.replace("*", "")), icon=":material/search_off:")
        for group, listed in grouped(found):
            _show_group(choices, group, listed, picked, chosen, opened=bool(words))


def _show_group(
    choices: Choices, group: str, listed: list[str], picked: Sequence[str], chosen: Language, *, opened: bool
) -> None:
    key = f"{_KEY}:{group}"
    st.session_state[key] = [code for code in listed if code in picked]
    st.pills(
        format_group(group, chosen),
        listed,
        selection_mode="multi",
        key=key,
        format_func=lambda code: format_indicator(code, chosen),
        on_change=_choose,
        args=(choices, key, listed, list(picked)),
    )
    st.html(_notes(listed, chosen, opened=opened))


def _choose(choices: Choices, key: str, listed: list[str], picked: list[str]) -> None:
    """Take over what was chosen in one group; the others, and what a search hides, stay as they are."""
    now: list[str] = st.session_state[key]
    kept = [code for code in picked if code not in listed or code in now]
    choices.put("indicator", kept + [code for code in now if code not in kept])


def _notes(listed: Sequence[str], chosen: Language, *, opened: bool) -> str:
    told = "".join(
        f"<dt>{escape(format_indicator(code, chosen))}</dt><dd>{escape(about(code, chosen))}</dd>" for code in listed
    )
    state = " open" if opened else ""
    return f"<details class='di-sources di-notes'{state}><summary>{escape(say('catalogue.notes', chosen))}</summary><dl>{told}</dl></details>"


def about(code: str, chosen: Language) -> str:
    """What an indicator measures, with unit, flow or stock and the kind of its growth."""
    parts = [note(code, chosen), nature(code, chosen)]
    return " ".join(part for part in parts if part)


def about_html(code: str, chosen: Language) -> str:
    """The note of an indicator behind a small sign that opens it without asking the server."""
    told = about(code, chosen)
    if not told:
        return ""
    label = escape(say("catalogue.about", chosen, indicator=format_indicator(code, chosen)), quote=True)
    return f"<details class='di-about'><summary title='{label}' aria-label='{label}'>ⓘ</summary><p>{escape(told)}</p></details>"
