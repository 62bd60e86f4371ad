"""The data's version that all pages show: the newest, or an earlier one that the reader or a link asks for by number."""

from __future__ import annotations

import re
from functools import cache

import streamlit as st

from indicators.history import Version
from indicators.labels import Language, say
from indicators.pages import _embed, _shown
from indicators.pages._language import language
from indicators.pages._memory import Made, arriving, made, touched, write

NAME = "version"
_KEPT, _ADDRESS, _DEAD, _TURNED = "version.kept", "version.address", "version.dead", "version.turned"


def choose_version(page: str) -> None:
    """Before a page reads data: which version it reads, with the list of versions where there are several."""
    chosen = language()
    _adopt(page)
    if pinned():
        _shown.pin(int(pinned()))
    _offer(chosen)
    _tell(chosen)
    write(NAME, [pinned()] if pinned() else [])
    st.session_state[_ADDRESS] = pinned()


def _adopt(page: str) -> None:
    """Take the version over from the address, unless that is older than the reader's last choice.

    Going to another page takes all choices out of the address: there the version stays as it was.
    """
    asked = st.query_params.get(NAME, "")
    turned = st.session_state.pop(_TURNED, False)
    stale, entering = turned or touched(), arriving(page)
    known = st.session_state.get(_ADDRESS)
    if stale:
        st.session_state[_DEAD] = ""
    if _KEPT not in st.session_state or (not stale and asked != known and (asked or not entering)):
        alive = not asked or (re.fullmatch(r"\d{1,9}", asked, re.ASCII) and _shown.is_readable(int(asked)))
        st.session_state[_KEPT] = asked if alive else ""
        st.session_state[_DEAD] = "" if alive else asked
    elif st.session_state[_KEPT] and not _shown.is_readable(int(st.session_state[_KEPT])):
        st.session_state.update({_DEAD: st.session_state[_KEPT], _KEPT: ""})


def _offer(chosen: Language) -> None:
    """The list of versions in the sidebar; a store that was loaded once has nothing to choose."""
    found = {str(each.number): each for each in _shown.all_versions()}
    if len(found) < 2 and not pinned():
        return
    numbers = sorted({*found, *filter(None, [pinned()])}, key=int, reverse=True)
    st.session_state["version.widget"] = pinned()
    with st.sidebar:
        st.selectbox(
            say("version.choose", chosen),
            ["", *numbers],
            key="version.widget",
            format_func=lambda number: _label(number, found.get(number), chosen),
            on_change=_turn,
        )


def _turn() -> None:
    """The reader chose a version: the address is the old one until this run has written the new one."""
    st.session_state.update({_KEPT: st.session_state["version.widget"], _TURNED: True})


def back_to_newest() -> None:
    """From a callback: show the newest version again."""
    st.session_state.update({_KEPT: "", _TURNED: True})


@cache
def _label(number: str, version: Version | None, chosen: Language) -> str:
    if not number:
        return say("version.newest", chosen)
    return say("version.option", chosen, number=number, about=_about(version, chosen)).strip()


def _about(version: Version | None, chosen: Language) -> str:
    """When a version came to be and what it did, as far as the store's history still tells."""
    if version is None:
        return ""
    parts = [say("version.time", chosen, time=f"{version.time:%Y-%m-%d %H:%M}")]
    parts += [say("version.written", chosen, documents=version.written)] if version.written else []
    parts += [say("version.removed", chosen, documents=version.removed)] if version.removed else []
    return say("list.comma", chosen).join(parts)


def pinned() -> str:
    """The number of the version that was asked for; empty for whatever is newest."""
    return str(st.session_state.get(_KEPT, ""))


def is_earlier() -> bool:
    """Whether this run shows another version than the newest."""
    return pinned() not in ("", str(_shown.newest()))


def given() -> dict[str, str]:
    """What a link to another page carries, so that it shows the same version."""
    return {NAME: pinned()} if pinned() else {}


def banner_text(chosen: Language) -> str:
    """What a page that shows an earlier version says of it; empty for the newest."""
    if not pinned():
        return ""
    version = next((each for each in _shown.all_versions() if str(each.number) == pinned()), None)
    key = "version.banner_newest" if int(pinned()) == _shown.newest() else "version.banner"
    return say(key, chosen, number=pinned(), about=_about(version, chosen) or say("version.unlisted", chosen))


def _tell(chosen: Language) -> None:
    """A banner that an earlier version is shown, with the way back, or that the link's is gone."""
    place = embedded.place if (embedded := _embed.frame()) else st.container(key="version-banner")
    with place:
        if dead := str(st.session_state.get(_DEAD, "")):
            named = dead.replace("`", " ")
            st.warning(say("version.dead", chosen, version=f"`{named}`"), icon=":material/link_off:")
        if text := banner_text(chosen):
            st.info(text, icon=":material/history:")
            if not embedded:
                st.button(say("version.back", chosen), key="version.back", on_click=back_to_newest)


def note_choice() -> None:
    """After a page's choices were begun: a version that was asked for belongs to the page's link."""
    if pinned():
        made()[NAME] = Made([pinned()], [], False)
