"""Texts that an Excel cell can't hold: cut where they stand, and whole, in pieces, on a sheet of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from indicators.lexicon import read_toml

LONGEST_TEXT = 32_767
"""What a cell holds (Excel specifications and limits), counted in UTF-16 units."""

COLUMNS = ("number", "sheet", "row", "column", "part", "text")
"""The columns of the sheet of whole texts: which cell each is of, and the pieces in their order."""


def shorten(sheets: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The sheets with every longer text cut, its end saying where the whole stands; behind them the sheet that holds it."""
    found: list[tuple[Any, ...]] = []
    told: dict[str, pd.DataFrame] = {}
    for name, table in sheets.items():
        told[name] = table
        for column in table.columns:
            cells = [] if pd.api.types.is_numeric_dtype(table[column]) else table[column].tolist()
            long = [at for at, cell in enumerate(cells) if isinstance(cell, str) and _is_long(cell)]
            for at in long:
                number = (found[-1][0] if found else 0) + 1
                # Row 1 of a sheet is its head.
                found += [(number, name, at + 2, column, *piece) for piece in enumerate(_pieces(cells[at]), start=1)]
                cells[at] = _cut(cells[at], number)
            if long:
                told[name] = told[name].assign(**{column: cells})
    return told | ({_words()["texts"]: pd.DataFrame(found, columns=list(COLUMNS))} if found else {})


def _words() -> dict[str, str]:
    words: dict[str, str] = read_toml("export.toml")["sheet"]
    return words


def _is_long(text: str) -> bool:
    # No character takes more than two units: most texts need no counting.
    return len(text) > LONGEST_TEXT // 2 and len(_units(text)) // 2 > LONGEST_TEXT


def _units(text: str) -> bytes:
    return text.encode("utf-16-le")


def _cut(text: str, number: int) -> str:
    mark = _words()["cut"].format(sheet=_words()["texts"], number=number)
    return next(_pieces(text, LONGEST_TEXT - len(mark))) + mark


def _pieces(text: str, longest: int = LONGEST_TEXT) -> Iterator[str]:
    """The text in pieces of so many units at most, no character torn apart."""
    left = _units(text)
    while left:
        piece = left[: longest * 2].decode("utf-16-le", "ignore")
        left = left[len(_units(piece)) :]
        yield piece
