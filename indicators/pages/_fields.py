"""The cells of one row as fields of a form, and what a reader typed that differs from what was shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from indicators.areas import area_by_name
from indicators.corrections import READING
from indicators.edits import format_cell, link_place
from indicators.labels import format_bound, format_indicator, format_kind, format_measure, say
from indicators.lexicon import catalogue
from indicators.model import BOUNDS, KINDS, MEASURES
from indicators.pages._language import language
from indicators.reports.sheet import format_number

FIELDS = (
    ("place", "indicator"),
    ("label", "measure"),
    ("period_start", "period_end"),
    ("value", "value_high"),
    ("unit", "bound"),
    ("kind", "basis"),
)
"""The fields in pairs, as they stand beside each other."""


def _lists() -> dict[str, tuple[tuple[str, ...], Callable[[str], str]]]:
    """Columns that take a code, with the codes and how they read."""
    chosen = language()
    return {
        "indicator": ((*catalogue(), "other"), lambda code: format_indicator(code, chosen)),
        "measure": (MEASURES, lambda code: format_measure(code, chosen)),
        "kind": (KINDS, lambda code: format_kind(code, chosen)),
        "bound": (BOUNDS, lambda code: format_bound(code, chosen)),
    }


def shown(row: Mapping[str, Any]) -> dict[str, str]:
    """What the fields of a row show."""
    cells = {name: format_cell(row[name]) for name in READING if name != "area_code"}
    for name in ("value", "value_high"):
        if isinstance(row[name], float) and cells[name]:
            cells[name] = format_number(row[name])
    return {"place": _place(row), **cells}


def _place(row: Mapping[str, Any]) -> str:
    """A place's name where that alone leads back to it, else its code."""
    code, name = row["area_code"], row["area"]
    found = area_by_name(name) if name else None
    return str(name if not code or (found is not None and found.code == code) else code)


def draw(row: Mapping[str, Any], key: str) -> None:
    """The fields of a row, filled; to be called within a form."""
    cells, lists = shown(row), _lists()
    for pair in FIELDS:
        for column, place in zip(pair, st.columns(2, gap="small"), strict=True):
            with place:
                _field(column, cells[column], f"{key}-{column}", lists)


def _field(column: str, text: str, key: str, lists: Mapping[str, Any]) -> None:
    label = say(f"field.{column}", language())
    if column in lists:
        codes, show = lists[column]
        st.selectbox(label, codes, index=codes.index(text) if text in codes else 0, format_func=show, key=key)
    else:
        st.text_input(label, value=text, key=key, max_chars=200)


def typed(row: Mapping[str, Any], key: str) -> dict[str, str]:
    """The cells that the reader changed, by column; EditError for a place that can't be."""
    before = shown(row)
    cells = {name: str(st.session_state.get(f"{key}-{name}", text)).strip() for name, text in before.items()}
    changed = {name: text for name, text in cells.items() if text != before[name]}
    if "place" in changed:
        changed.update(link_place(changed.pop("place")))
    return changed


def reason(key: str) -> None:
    """The field for the reason, which is kept with every correction."""
    chosen = language()
    st.text_input(say("field.reason", chosen), key=f"{key}-reason", placeholder=say("field.reason_hint", chosen))


def given_reason(key: str) -> str:
    """The reason that was typed."""
    return str(st.session_state.get(f"{key}-reason", ""))
