"""Who is at the page: where sign-in is configured, only who has signed in may write to the store."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from indicators.labels import say
from indicators.pages._language import language

_NAMES = ("email", "preferred_username", "name", "sub")
"""Claims by which providers name a person, the most telling first."""


def may_write() -> bool:
    """Whether this reader may save: everybody where no sign-in is configured, else who has signed in."""
    return bool(st.user.to_dict().get("is_logged_in", True))


def author() -> str:
    """Who makes a correction; empty where nobody signs in."""
    user = st.user.to_dict()
    return next((str(user[name]) for name in _NAMES if user.get(name)), "") if user.get("is_logged_in") else ""


def ask_to_sign_in() -> None:
    """Say that saving needs a sign-in, with a button for each provider that is configured."""
    chosen = language()
    st.info(say("account.needed", chosen), icon=":material/lock:")
    for name in _providers() or [""]:
        label = say("account.sign_in_with", chosen, provider=name) if name else say("account.sign_in", chosen)
        st.button(
            label, key=f"sign-in-{name}", icon=":material/login:", on_click=st.login, args=(name,) if name else ()
        )


def _providers() -> list[str]:
    """The providers that have names; one that has none is the default of Streamlit."""
    try:
        settings = st.secrets.get("auth", {})
    except FileNotFoundError:
        return []
    return [name for name, value in settings.items() if isinstance(value, Mapping)]
