"""The download of what a table shows: its format, what that can't hold, and the button that makes the file at the click."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st

from indicators.export import Format
from indicators.labels import Language, say
from indicators.model import COLUMNS
from indicators.pages import _data, _parts
from indicators.pages._choices import Choices
from indicators.pages._language import language

LONG_WAIT = 10
"""Seconds of making a file from which the reader is told."""


def choose_format(choices: Choices, formats: Mapping[str, Format]) -> Format:
    """The list of formats."""
    chosen = language()
    code = choices.one(
        "as", say("data.format", chosen), list(formats), lambda code: say(f"format.{code}", chosen), default="csv"
    )
    return formats[code]


def button(wanted: Format, count: int, rows: Callable[[], pd.DataFrame], columns: Sequence[str], name: str) -> None:
    """The button, which is off where the format can't hold so many rows; ``rows`` is asked at the click, on another thread."""
    chosen, documents = language(), _data.documents()
    kept = tuple(columns) if wanted.narrows else COLUMNS
    st.download_button(
        say("rows.download_as", chosen, rows=f"{count:,}", format=say(f"format.{wanted.code}", chosen)),
        data=lambda: wanted.write(rows(), documents, kept),
        file_name=name + wanted.ending,
        mime=wanted.mime,
        icon=":material/download:",
        on_click="ignore",
        key="download",
        width="stretch",
        disabled=count > wanted.most,
    )


def tell_limits(wanted: Format, count: int, columns: Sequence[str]) -> None:
    """Before the click: that the format can't hold so many rows, that it will take a while, that it keeps all columns."""
    chosen = language()
    named = say(f"format.{wanted.code}", chosen)
    if count > wanted.most:
        key = "data.too_many_xlsx" if wanted.code == "xlsx" else "data.too_many"
        st.warning(say(key, chosen, rows=f"{count:,}", most=f"{wanted.most:,}", format=named), icon=":material/block:")
        return
    if (seconds := count // wanted.per_second) >= LONG_WAIT:
        _parts.note(say("data.wait", chosen, wait=_format_wait(seconds, chosen), format=named))
    if not wanted.narrows and tuple(columns) != COLUMNS:
        _parts.note(say("data.all_columns", chosen, format=named))


def _format_wait(seconds: int, chosen: Language) -> str:
    if seconds < 90:
        return say("data.seconds", chosen, count=round(seconds, -1))
    return say("data.minutes", chosen, count=-(-seconds // 60))
