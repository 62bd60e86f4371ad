"""The rows behind a chart or an answer as a table in which one can be selected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import nan
from typing import Any

import pandas as pd

from indicators.captions import Row, format_basis, records, unit_scale
from indicators.disputes import Dispute, format_dispute
from indicators.eras import format_place
from indicators.labels import format_bound, format_kind, format_period, say
from indicators.pages import _data, _grid
from indicators.pages._language import language

WORKED_OUT = "worked_out"
"""The code of a column of numbers that are no reported ones."""

COLUMNS = (
    "area",
    "label",
    "period",
    "value_in",
    WORKED_OUT,
    "as_stated",
    "kind",
    "bound",
    "basis",
    "agreement",
    "document",
)
"""The codes of all columns, as the address has them."""


def rows_table(
    rows: pd.DataFrame,
    key: str,
    told: Mapping[int, Dispute] | None = None,
    more: Mapping[str, Mapping[int, float]] | None = None,
    order: _grid.Order | None = None,
) -> int | None:
    """The rows behind a chart; the index of the row that the reader selected, if any.

    ``more`` are further columns of numbers by their heads, each with the values of the rows that have one. ``order`` is
    that of `COLUMNS` where the page keeps one.
    """
    chosen, found, titles = language(), records(rows), _data.titles()
    divisor, unit = unit_scale(rows, chosen)
    table = {
        "area": [format_place(row["area_code"], row["area"], chosen) for row in found],
        "label": [row["label"] for row in found],
        "period": [format_period(row["period_start"], row["period_end"], chosen) for row in found],
        "value_in": [_number(row["value"] / divisor) for row in found],
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
    codes, right, beside = list(shown), [_value_head(unit), *(more or {})], list(shown).index("value_in") + 1
    for name, values in (more or {}).items():
        heads = _after(heads, beside, name, [_number(round(values.get(row["index"], nan), 2)) for row in found])
        codes.insert(beside, WORKED_OUT)
    alt, keys = say("rows.title", chosen, rows=len(rows)), {"period": _grid.periods(rows)}
    grid = _grid.Grid(pd.DataFrame(heads), _grid.names_of(rows), alt, right, codes=codes, keys=keys, order=order)
    selected = _grid.choose_row(grid, key)
    return None if selected is None else int(rows.index[selected])


def _value_head(unit: str) -> str:
    return say("column.value_in", language(), unit=unit) if unit else say("column.value", language())


def _number(value: float) -> str:
    """A number with a mark between its thousands; a dash where there is none."""
    return f"{value:,.6f}".rstrip("0").rstrip(".") if value == value else "–"


def _after(heads: dict[str, list[Any]], count: int, name: str, values: list[Any]) -> dict[str, list[Any]]:
    """The columns with one more behind the first few, so that it is in sight beside the value."""
    listed = list(heads.items())
    return dict([*listed[:count], (name, values), *listed[count:]])


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
