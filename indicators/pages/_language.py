"""The language of all pages: what the address says, else the reader's choice, else the browser's; it stands in the address."""

from __future__ import annotations

import streamlit as st

from indicators.labels import LANGUAGES, Language

PARAMETER = "lang"
_LOST = "language.lost"


def choose_language() -> Language:
    """The language switch: what the address says, else the reader, else the browser; it holds on every page."""
    asked = st.query_params.get(PARAMETER)
    usual = _browser_language()
    if "language" not in st.session_state:
        st.session_state["language"] = st.session_state.get("language.kept") or next(
            (each for each in LANGUAGES if each == asked), usual
        )
    names = {"zh": "中文", "en": "English"}
    with st.sidebar:
        st.segmented_control(
            "语言 / Language",
            LANGUAGES,
            format_func=names.__getitem__,
            key="language",
            required=True,
            label_visibility="collapsed",
        )
    chosen: Language = st.session_state["language"]
    st.session_state["language.kept"] = chosen
    if asked is not None and asked not in LANGUAGES:
        st.session_state[_LOST] = asked
    _keep(chosen, asked, usual)
    return chosen


def _keep(chosen: Language, asked: str | None, usual: Language) -> None:
    """Put the language into the address, unless it is Chinese in a browser that asks for Chinese."""
    # A link that names its language keeps it: taking it out would put a second entry into the browser's history.
    if asked == chosen:
        return
    if chosen == usual == "zh":
        st.query_params.pop(PARAMETER, None)
    else:
        st.query_params[PARAMETER] = chosen


def _browser_language() -> Language:
    """Chinese unless the browser asks for another language; a program that names none reads Chinese."""
    locale = st.context.locale or "zh"
    return "zh" if locale.lower().split("-")[0].split("_")[0] == "zh" else "en"


def language() -> Language:
    """The language that the reader chose."""
    chosen: Language = st.session_state.get("language.kept", "zh")
    return chosen


def pop_lost() -> str:
    """The language that the link asked for and that there is not, told once; else nothing."""
    return str(st.session_state.pop(_LOST, ""))
