"""The rows behind a chart or an answer as a table in which one can be selected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import nan
from typing import Any

import pandas as pd
import streamlit as st

from indicators.captions import Row, format_basis, records, unit_scale
from indicators.disputes import Dispute, format_dispute
from indicators.eras import format_place
from indicators.labels import Language, format_bound, format_kind, format_period, say
from indicators.looks import text_width
from indicators.pages import _data
from indicators.pages._language import language


def rows_table(
    rows: pd.DataFrame,
    key: str,
    told: Mapping[int, Dispute] | None = None,
    more: Mapping[str, Mapping[int, float]] | None = None,
) -> int | None:
    """The rows behind a chart; the index of the row that the reader selected, if any.

    ``more`` are further columns of numbers by their heads, each with the values of the rows that have one.
    """
    chosen, found, titles = language(), records(rows), _data.titles()
    divisor, unit = unit_scale(rows, chosen)
    table = {
        "area": [format_place(row["area_code"], row["area"], chosen) for row in found],
        "label": [row["label"] for row in found],
        "period": [format_period(row["period_start"], row["period_end"], chosen) for row in found],
        "value_in": [round(row["value"] / divisor, 6) for row in found],
        "as_stated": [row["surface"] for row in found],
        "kind": [format_kind(row["kind"], chosen) for row in found],
        "bound": [bound_text(row["bound"]) for row in found],
        "basis": [format_basis(row["basis"], chosen) if row["basis"] else "" for row in found],
        "agreement": [_agreement(row, told or {}) for row in found],
        "document": [titles.get(row["doc_id"], row["doc_id"]) for row in found],
    }
    shown = {name: values for name, values in table.items() if _is_told(name, values)}
    heads = {
        _value_head(unit) if name == "value_in" else say(f"column.{name}", chosen): values
        for name, values in shown.items()
    }
    for name, values in (more or {}).items():
        beside = list(shown).index("value_in") + 1
        heads = _after(heads, beside, name, [round(values.get(row["index"], nan), 2) for row in found])
    height = min(38 + 35 * len(rows), 388)
    state = st.dataframe(
        pd.DataFrame(heads),
        hide_index=True,
        key=key,
        on_select="rerun",
        selection_mode="single-row",
        height=height,
        placeholder="–",
        column_config=_widths(heads, chosen, unit),
    )
    chosen_rows = state["selection"]["rows"]
    return int(rows.index[chosen_rows[0]]) if chosen_rows and chosen_rows[0] < len(rows) else None


def _widths(heads: Mapping[str, list[Any]], chosen: Language, unit: str) -> dict[str, Any]:
    """Places and values no wider than they need, so that a phone shows both."""
    place, value = say("column.area", chosen), _value_head(unit)
    return {
        place: st.column_config.Column(width=column_width(heads[place], MOST_PLACE)),
        value: st.column_config.Column(width=max(column_width(map(str, heads[value])), LEAST_VALUE)),
    }


def _value_head(unit: str) -> str:
    return say("column.value_in", language(), unit=unit) if unit else say("column.value", language())


def column_width(texts: Iterable[str], most: int = 260) -> int:
    """Pixels for the longest text of a column: left to itself, a table measures the first rows only."""
    return min(24 + max((text_width(text) for text in texts), default=0), most)


def _after(heads: dict[str, list[Any]], count: int, name: str, values: list[Any]) -> dict[str, list[Any]]:
    """The columns with one more behind the first few, so that it is in sight beside the value."""
    listed = list(heads.items())
    return dict([*listed[:count], (name, values), *listed[count:]])


MOST_PLACE = 132
"""Pixels for a place beside its values."""


LEAST_VALUE = 107
"""Pixels for a value, so that its head is seen too: with a place and a year a phone has no more."""


OPTIONAL = ("basis", "agreement", "bound")
"""Columns that are left out where they would be empty."""


def _is_told(name: str, values: Sequence[Any]) -> bool:
    """Whether a column says something: a label that is the same everywhere only pushes values out of a phone's sight."""
    return len(set(values)) > 1 if name == "label" else name not in OPTIONAL or any(values)


def _agreement(row: Row, told: Mapping[int, Dispute]) -> str:
    """How other documents stand to a row: the kind of difference and their values."""
    dispute = told.get(row["index"])
    if dispute is None:
        return ""
    head = say(f"agreement.{dispute.rule}", language())
    said = format_dispute(dispute, language())
    return head if said == head else say("list.colon", language()).join([head, said])


def bound_text(bound: str) -> str:
    """How a bound reads in a column of its own; exact values need no word."""
    return "" if bound == "eq" else format_bound(bound, language())
