"""The two tables of the data page, a page of rows at a time: long as it is stored, or wide with its places side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from indicators import wide
from indicators.labels import format_term, say
from indicators.model import COLUMNS
from indicators.pages import _data, _evidence, _grid, _parts
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
WIDE_LEAD = ("indicator", "measure", "time_period", "kind", "basis")
"""The columns before the places where names are shown; the last is left out where no row has one."""
SAID_BY_VALUE = ("unit", "bound")
HEIGHT = 600
"""Pixels that a table takes at most."""


def long_table(choices: Choices, filters: dict[str, Any], count: int, columns: Sequence[str], *, codes: bool) -> None:
    """One row per figure; the columns as chosen, else all with the telling ones first."""
    chosen = language()
    at = (choices.page(-(-count // PER_PAGE)) - 1) * PER_PAGE
    ordered, cut = _grid.order_of_all(choices, COLUMNS), count > PER_PAGE
    by = ordered.asked if cut else ""
    part = _data.part(at, PER_PAGE, by, **filters)
    shown = part if codes else _data.view("data.readable", at, by, *_flat(filters), make=lambda: readable(part, chosen))
    order = _order(columns, codes)
    heads = {name: name if codes else format_term("column_name", name, chosen) for name in order}
    grid = _grid.Grid(
        _as_texts(shown[order]).rename(columns=heads),
        _grid.names_of(part),
        say("data.title", chosen),
        [head for name, head in heads.items() if name.startswith("value")],
        {} if codes else {head: name for name, head in heads.items()},
        HEIGHT,
        order,
        {"value": part["value"].tolist(), "time_period": _grid.periods(part), **_grid.places(by, len(part))},
        ordered,
        [] if codes or tuple(columns) != COLUMNS else [name for name in order if name not in FIRST],
        cut,
    )
    selected = _grid.choose_row(grid, "table")
    if selected is not None:
        _evidence.show(prepare(part).iloc[selected])
    else:
        _parts.note(say("data.hint", chosen))


def _as_texts(table: pd.DataFrame) -> pd.DataFrame:
    """The cells as a download has them: whole numbers without a point, nothing where nothing is."""
    return table.map(lambda cell: "" if pd.isna(cell) else f"{cell:.15g}" if isinstance(cell, float) else str(cell))


def _flat(filters: dict[str, Any]) -> list[Any]:
    return [tuple(values) for _, values in sorted(filters.items())]


def _order(columns: Sequence[str], codes: bool) -> list[str]:
    if tuple(columns) != COLUMNS:
        return list(columns)
    return [name for name in READING_ORDER if codes or name not in SAID_BY_VALUE]


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
    names = ["|".join(key) for key in laid.keys[at : at + PER_PAGE]]
    lead = (wide.KEYS if codes else WIDE_LEAD)[: len(shown.columns) - len(heads)]
    columns = [*lead, *(code or name for code, name in laid.places)]
    grid = _grid.Grid(
        shown,
        names,
        say("data.wide", chosen),
        heads,
        height=HEIGHT,
        codes=columns,
        order=_grid.order_of(choices, columns),
    )
    cell = _grid.choose_cell(grid, "wide", heads)
    cells = [(at + cell.row, heads.index(cell.head))] if cell else []
    told = [cell for each in cells for cell in laid.cells.get(each, ())]
    if not told:
        _parts.note(say("data.wide_hint", chosen))
        return
    for number, (_, row) in enumerate(prepare(rows.iloc[told[:MOST_EVIDENCE]]).iterrows()):
        _evidence.show(row, f"-{number}")
    if len(told) > MOST_EVIDENCE:
        _parts.note(say("data.more_evidence", chosen, count=len(told) - MOST_EVIDENCE))
