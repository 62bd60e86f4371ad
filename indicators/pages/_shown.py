"""Which store a run shows, and which of its versions: the newest one at the start of the run, or one that was asked for."""

from __future__ import annotations

import os

import streamlit as st

from indicators.history import Version, can_read, versions
from indicators.store import Store, open_store

Moment = tuple[str, int]
"""A store's address and the number of one of its versions: what caches are keyed by."""

_VERSION = "shown.version"
_NEWEST = "shown.newest"
_PINNED = "shown.pinned"


@st.cache_resource(show_spinner=False)
def _store(address: str) -> Store:
    return open_store(address or None)


def store() -> Store:
    """The store that this dashboard shows."""
    return _store(os.environ.get("INDICATORS_STORE", ""))


@st.cache_resource(show_spinner=False, max_entries=16)
def store_at(now: Moment) -> Store:
    """The store at exactly this version, so that what is kept under a version is of it and of no later one."""
    address, number = now
    return open_store(address, as_of=number) if number >= 0 else _store(address)


def look() -> None:
    """Take note of the store's version at the start of a run: asking for it again for every figure costs milliseconds."""
    st.session_state[_VERSION] = st.session_state[_NEWEST] = (store().address, store().version())
    st.session_state[_PINNED] = False


def pin(number: int) -> None:
    """Show this version in this run, and not the newest."""
    st.session_state[_VERSION] = (store().address, number)
    st.session_state[_PINNED] = True


def newest_moment() -> Moment:
    """The store and its newest version, whichever this run shows."""
    moment()
    known: Moment = st.session_state[_NEWEST]
    return known


def shown() -> Store:
    """The store at the version that this run shows, for questions that no function of `_data` asks."""
    return store_at(moment())


def newest() -> int:
    """The number of the newest version, whichever this run shows."""
    return newest_moment()[1]


@st.cache_resource(show_spinner=False, max_entries=4)
def _versions(now: Moment) -> list[Version]:
    return versions(store_at(now))


def all_versions() -> list[Version]:
    """The versions of the store that changed documents, newest first."""
    return _versions(newest_moment())


@st.cache_resource(show_spinner=False, max_entries=64)
def _can_read(now: Moment, number: int) -> bool:
    return can_read(store_at(now), number)


def is_readable(number: int) -> bool:
    """Whether a version is there; files that a clean-up takes away later are missed until the next load."""
    return _can_read(newest_moment(), number)


def moment() -> Moment:
    """The store and its version that this run shows; a callback comes before its run and sees the one before."""
    known: Moment | None = st.session_state.get(_VERSION)
    if known is None or known[0] != store().address:
        look()
        known = st.session_state[_VERSION]
    return known


def version() -> int:
    """The number of the data's version that this run shows."""
    return moment()[1]


def is_pinned() -> bool:
    """Whether this run shows a version that was asked for by number."""
    return bool(st.session_state.get(_PINNED, False))
