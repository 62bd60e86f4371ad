"""A table whose rows or cells can be selected, drawn as HTML by a small component: Streamlit's own brings a megabyte and more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from indicators.labels import say
from indicators.pages._choices import Choices
from indicators.pages._language import language
from indicators.pages._memory import hold

_draw = st.components.v2.component(
    "indicators.grid",
    html="<div class='di-rows'></div>",
    js=(Path(__file__).parent / "grid.js").read_text(encoding="utf-8"),
    isolate_styles=False,  # the pages' own style holds for it
)


class Order(NamedTuple):
    """By which column a table stands, with a minus from its last to its first, and who keeps what a reader chooses."""

    asked: str
    keep: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it reads: texts, a name for each row that no other has, and how it looks.

    ``notes`` are what columns are called elsewhere, ``height`` how many pixels it takes at most, ``codes`` the columns
    in the address, ``keys`` what columns are ordered by (by code) where that is not what they read, ``quiet`` the codes of
    columns that a phone's card leaves out, ``cut`` whether the rows are some of more, so that only the server can order them.
    """

    table: pd.DataFrame
    names: Sequence[str]
    alt: str
    right: Sequence[str] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    height: int = 388
    codes: Sequence[str] = ()
    keys: Mapping[str, Sequence[float]] = field(default_factory=dict)
    order: Order | None = None
    quiet: Sequence[str] = ()
    cut: bool = False


def order_of(choices: Choices, codes: Sequence[str], name: str = "order") -> Order:
    """The order of a page's tables as its address has it under a name; ``codes`` are all their columns."""
    asked = choices.hidden(name, [*codes, *(f"-{code}" for code in codes)])
    return Order(asked, lambda code: choices.put(name, code))


def order_of_all(choices: Choices, codes: Sequence[str]) -> Order:
    """The same where a page shows some of more rows: in another order the first of all come first."""

    def keep(code: str) -> None:
        choices.put("order", code)
        choices.put("page", "1")

    return Order(order_of(choices, codes).asked, keep)


def places(by: str, rows: int) -> dict[str, Sequence[float]]:
    """The keys by which rows that the server ordered stay as they stand, whatever their cells read."""
    return {by.removeprefix("-"): range(rows, 0, -1) if by.startswith("-") else range(rows)} if by else {}


class Cell(NamedTuple):
    """A cell by the number of its row and the head of its column."""

    row: int
    head: str


def choose_row(grid: Grid, key: str, then: Callable[[int], None] | None = None) -> int | None:
    """Show a table; the number of the row that the reader selected, if it is there still; ``then`` is told of a new one."""

    def tell() -> None:
        hold()
        row = _row(grid, st.session_state[key])
        if then and row is not None:
            then(row)

    return _row(grid, _shown(grid, key, [], tell))


def choose_cell(grid: Grid, key: str, heads: Sequence[str]) -> Cell | None:
    """Show a table; the cell of one of these columns that the reader selected, if it is there still."""
    state = _shown(grid, key, list(heads), hold)
    row, head = _row(grid, state), _chosen(state).get("column", "")
    return None if row is None or head not in heads else Cell(row, head)


def show(table: pd.DataFrame, alt: str, key: str) -> None:
    """Show a table in which nothing is selected."""
    _shown(Grid(table, [str(at) for at in range(len(table))], alt), key, None, lambda: None)


def _shown(grid: Grid, key: str, cells: list[str] | None, tell: Callable[[], None]) -> Mapping[str, Any]:
    """Draw it; ``cells`` are the columns whose cells can be selected, none where whole rows are; None where nothing can."""
    data = {
        "heads": [str(head) for head in grid.table.columns],
        "rows": grid.table.astype("str").values.tolist(),
        "ids": list(grid.names),
        "right": list(grid.right),
        "notes": dict(grid.notes),
        "cells": cells or [],
        "still": cells is None,
        "height": grid.height,
        "alt": grid.alt,
        "codes": list(grid.codes) or [str(at) for at in range(len(grid.table.columns))],
        "keys": {code: list(keys) for code, keys in grid.keys.items()},
        "order": grid.order.asked if grid.order else "",
        "kept": grid.order is not None,
        "quiet": list(grid.quiet),
        "cut": grid.cut,
        "words": {name: say(f"order.{name}", language()) for name in ("order", "listed", "turn")},
    }

    def keep() -> None:
        if grid.order:
            grid.order.keep(st.session_state[key]["order"])

    state: Mapping[str, Any] = _draw(key=key, data=data, on_chosen_change=tell, on_order_change=keep)
    return state


def _row(grid: Grid, state: Mapping[str, Any]) -> int | None:
    name = _chosen(state).get("id", "")
    return list(grid.names).index(name) if name in grid.names else None


def _chosen(state: Mapping[str, Any]) -> Mapping[str, str]:
    return state.get("chosen") or {}


def names_of(rows: pd.DataFrame) -> list[str]:
    """The names of rows by where their figures stand, counted on where one figure gives several."""
    at = rows["doc_id"].astype("str") + "@" + rows["start"].astype("str")
    return (at + "#" + at.groupby(at).cumcount().astype("str")).tolist()


def periods(rows: pd.DataFrame) -> list[int]:
    """What periods of rows are ordered by, since 2021 and its first ten months do not read in order: the end, then the start; 0 where unknown."""
    pairs = zip(rows["period_end"].tolist(), rows["period_start"].tolist(), strict=True)
    return [int((end + start).replace("-", "") or 0) for end, start in pairs]
