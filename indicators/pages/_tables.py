"""The two tables of the data page, a page of rows at a time: long as it is stored, or wide with its places side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import pandas as pd
import streamlit as st

from indicators import wide
from indicators.labels import Language, format_term, say
from indicators.model import COLUMNS
from indicators.pages import _data, _evidence, _parts, _row_table
from indicators.pages._choices import Choices
from indicators.pages._language import language
from indicators.readable import name_places, readable, readable_wide
from indicators.series import prepare

PER_PAGE = 50
MOST_EVIDENCE = 12
"""So many sentences of one cell are shown; where a report does not tell the period, there may be many."""

FIRST = (
    "area",
    "indicator",
    "value",
    "unit",
    "measure",
    "time_period",
    "kind",
    "bound",
    "label",
    "surface",
    "sentence",
)
READING_ORDER = (*FIRST, *(name for name in COLUMNS if name not in FIRST))
SAID_BY_VALUE = ("unit", "bound")
WIDTHS: dict[str, Literal["small", "medium", "large"]] = {"sentence": "large", "article": "medium", "label": "medium"}


def long_table(choices: Choices, filters: dict[str, Any], count: int, columns: Sequence[str], *, codes: bool) -> None:
    """One row per figure; the columns as chosen, else all with the telling ones first."""
    chosen = language()
    at = (choices.page(-(-count // PER_PAGE)) - 1) * PER_PAGE
    part = _data.part(at, PER_PAGE, **filters)
    shown = part if codes else _data.view("data.readable", at, *_flat(filters), make=lambda: readable(part, chosen))
    state = st.dataframe(
        shown,
        hide_index=True,
        column_config=None if codes else _headings(shown, chosen),
        column_order=_order(columns, codes),
        key="table",
        on_select="rerun",
        selection_mode="single-row",
        height=_height(part),
        placeholder="",
        alt=say("data.title", chosen),
    )
    selected = state["selection"]["rows"]
    if selected and selected[0] < len(part):
        _evidence.show(prepare(part).iloc[selected[0]])
    else:
        _parts.note(say("data.hint", chosen))


def _flat(filters: dict[str, Any]) -> list[Any]:
    return [tuple(values) for _, values in sorted(filters.items())]


def _order(columns: Sequence[str], codes: bool) -> list[str]:
    if tuple(columns) != COLUMNS:
        return list(columns)
    return [name for name in READING_ORDER if codes or name not in SAID_BY_VALUE]


def _headings(shown: pd.DataFrame, chosen: Language) -> dict[str, Any]:
    """Headings in the reader's language; the name in the download stands in the help."""
    return {
        name: st.column_config.Column(
            format_term("column_name", name, chosen),
            help=name,
            width=_row_table.column_width(shown[name].astype("str")) if name == "value" else WIDTHS.get(name),
            alignment="right" if name == "value" else None,
        )
        for name in COLUMNS
    }


def _height(table: pd.DataFrame) -> int:
    return min(38 + 35 * len(table), 600)


def lay_out(filters: dict[str, Any]) -> wide.Wide:
    """The rows that meet the filters with their places side by side."""
    return _data.view("data.wide", *_flat(filters), make=lambda: wide.widen(_data.tidy(**filters)))


def wide_table(choices: Choices, filters: dict[str, Any], laid: wide.Wide, *, codes: bool) -> None:
    """Places side by side; a cell that is selected shows the sentence of each of its values."""
    chosen, rows = language(), _data.tidy(**filters)
    at = (choices.page(-(-len(laid.keys) // PER_PAGE)) - 1) * PER_PAGE
    if codes:
        full = _data.view("data.wide_codes", *_flat(filters), make=lambda: wide.wide_table(rows, laid))
        shown, heads = full.iloc[at : at + PER_PAGE], [wide.head(place) for place in laid.places]
    else:
        shown, heads = readable_wide(rows, laid, chosen, at, PER_PAGE), name_places(laid, chosen)
    shown = shown.astype("str")
    state = st.dataframe(
        shown,
        hide_index=True,
        column_config={
            head: st.column_config.Column(width=_row_table.column_width([head, *shown[head]]), alignment="right")
            for head in heads
        },
        key="wide",
        on_select="rerun",
        selection_mode="single-cell",
        height=_height(shown),
        alt=say("data.wide", chosen),
    )
    cells = [(at + row, heads.index(head)) for row, head in state["selection"]["cells"] if head in heads]
    told = [cell for each in cells for cell in laid.cells.get(each, ())]
    if not told:
        _parts.note(say("data.wide_hint", chosen))
        return
    for number, (_, row) in enumerate(prepare(rows.iloc[told[:MOST_EVIDENCE]]).iterrows()):
        _evidence.show(row, f"-{number}")
    if len(told) > MOST_EVIDENCE:
        _parts.note(say("data.more_evidence", chosen, count=len(told) - MOST_EVIDENCE))
