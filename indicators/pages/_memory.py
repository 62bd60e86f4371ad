"""What a page remembers of its choices and writes into the address bar: each as a code, so that a link shows the same view.

Streamlit's own ``bind="query-params"`` writes what ``format_func`` shows (东湖区, not 360102), which a link in the other
language could not read back; so the choices are kept here. A value that the data no longer has is named on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import streamlit as st

from indicators.labels import say
from indicators.pages import _embed, _language

_TOUCHED = "choices.touched"
_PAGE = "choices.page"
_MADE = "choices.made"
_NEITHER = frozenset({_language.PARAMETER, "version", "chart"})
"""Parameters of the address that are no choice of a page: language, version of the data, and the chart that is embedded."""

FOLLOWERS = ("page", "at")
"""Choices within what the others chose; they start afresh when one of those changes."""

LOOKS = ("as", "show", "col", "fate", "order", "rows")
"""Choices of how the same is shown: they leave the followers where they are."""


def write(name: str, values: Sequence[str]) -> None:
    """Put a choice into the address, or take it out where it is the default."""
    if st.query_params.get_all(name) == list(values):
        return
    if values:
        st.query_params[name] = list(values)
    else:
        st.query_params.pop(name, None)


def arriving(page: str) -> bool:
    """Whether the reader just came to this page, whose choices are not made yet."""
    return bool(st.session_state.get(_PAGE) != page)


def touched() -> bool:
    """Whether a choice of the page was just made, so that the address may still be the one before."""
    return bool(st.session_state.get(_TOUCHED))


def hold() -> None:
    """From a callback of what is no choice, such as a selected row: choices stay, for the address may be the one before the last of them."""
    st.session_state[_TOUCHED] = True


class Made(NamedTuple):
    """A choice as this run has it: its values for the address, how they read, and whether they would be chosen anyway."""

    values: list[str]
    words: list[str]
    usual: bool


def made() -> dict[str, Made]:
    """All choices of the page so far, defaults too, so that a link shows the same when defaults change."""
    found: dict[str, Made] = st.session_state.setdefault(_MADE, {})
    return found


class Memory:
    """The choices of one page between its runs, and what the address says of them."""

    def __init__(self, page: str) -> None:
        """An address with choices of its own is the whole state; without any, the page is as the reader left it."""
        self._page, self._language = page, _language.language()
        self._dead: list[str] = []
        entering = st.session_state.get(_PAGE) != page
        touched = st.session_state.pop(_TOUCHED, False)
        addressed = any(name not in _NEITHER for name in st.query_params)
        # A click that outruns the browser's address comes with the old address: then the widgets are right, not the address.
        changed = not entering and not touched and self._address() != st.session_state.get(f"{page}:address")
        self._adopt = (entering and addressed) or changed
        st.session_state[_PAGE] = page
        st.session_state[_MADE] = {}
        if self._adopt:
            st.session_state[f"{page}:dead"] = []
        if lost := _language.pop_lost():
            st.session_state[f"{page}:dead"] = [lost]

    def _address(self) -> dict[str, list[str]]:
        return {name: st.query_params.get_all(name) for name in sorted(st.query_params) if name not in _NEITHER}

    def _restore(self, name: str, options: Sequence[str], default: list[str]) -> list[str]:
        """The values to show: of the address if it counts, else of the widget, else as left, else the default."""
        key = f"{self._page}:{name}"
        if self._adopt:
            asked = st.query_params.get_all(name)
            alive = [value for value in asked if value in options]
            st.session_state[f"{self._page}:dead"] += [value for value in asked if value and value not in options]
            return alive if alive or asked == [""] else default
        kept: list[str] | None = st.session_state.get(f"{key}:kept")
        if kept is None:
            return default
        alive = [value for value in kept if value in options]
        return alive if alive or not kept else default

    def _keep(self, name: str, values: list[str], default: list[str]) -> None:
        """Remember a choice; one that is the default anyway goes with the default when that changes."""
        if values == default:
            st.session_state.pop(f"{self._page}:{name}:kept", None)
        else:
            st.session_state[f"{self._page}:{name}:kept"] = values
        # A default that a link spells out stays: taking it out would be a step of its own on the way back.
        spelled = st.query_params.get_all(name) == (values or [""])
        write(name, [] if values == default and not spelled else values or [""])
        st.session_state[f"{self._page}:address"] = self._address()
        made().pop(name, None)
        # A first page or an untouched list of none says nothing; every other default may be another one tomorrow.
        if values != default or (values and name not in FOLLOWERS):
            made()[name] = Made(values or [""], [], values == default)

    def _tell(self, name: str, values: Sequence[str], show: Callable[[str], str]) -> None:
        """Note how a choice reads, for a citation."""
        if name in made():
            made()[name] = made()[name]._replace(words=[show(value) for value in values if value])

    def retell(self, name: str, words: str) -> None:
        """Have a citation name a choice otherwise than its widget does, which may tell more."""
        if name in made():
            made()[name] = made()[name]._replace(words=[words])

    def _touched(self, name: str) -> None:
        """A widget was used: its value is the choice, and complaints about the link have been read."""
        key = f"{self._page}:{name}"
        value = st.session_state[key]
        st.session_state[f"{key}:kept"] = list(value) if isinstance(value, list) else [str(value)] if value else []
        st.session_state[f"{self._page}:dead"] = []
        st.session_state[_TOUCHED] = True
        for follower in FOLLOWERS:
            if name != follower and name not in LOOKS:
                st.session_state.pop(f"{self._page}:{follower}:kept", None)

    @property
    def adopts(self) -> bool:
        """Whether this run takes its choices from the address: a link was opened, or the reader went back."""
        return self._adopt

    def drop(self, *names: str) -> None:
        """Forget choices that count for nothing now, in the address too; call it before a widget of the same run."""
        for name in names:
            st.session_state.pop(f"{self._page}:{name}:kept", None)
            write(name, [])

    def asked(self, name: str) -> list[str]:
        """What the address or the reader asks for under this name, whether or not the data has it."""
        kept: list[str] = st.session_state.get(f"{self._page}:{name}:kept", [])
        return st.query_params.get_all(name) if self._adopt else list(kept)

    def put(self, name: str, value: str | list[str]) -> None:
        """Choose a value from a callback, as if its widget had been used."""
        st.session_state[f"{self._page}:{name}"] = value
        self._touched(name)

    def name_dead(self) -> None:
        """Say which values of the link the data no longer has."""
        dead = st.session_state.get(f"{self._page}:dead", [])
        if dead:
            values = say("list.comma", self._language).join(f"`{value.replace('`', ' ')}`" for value in dead)
            embedded = _embed.frame()
            place = embedded.place if embedded else st
            place.warning(say("link.dead", self._language, values=values), icon=":material/link_off:")
