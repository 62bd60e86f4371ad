"""Tables as an Excel workbook: observations, their sources, and what the columns mean."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import pandas as pd

from indicators.export.delimited import guard
from indicators.export.files import ExportError
from indicators.export.long_texts import shorten
from indicators.export.sources import describe, list_sources, source_columns
from indicators.lexicon import read_toml
from indicators.model import COLUMNS

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
"""Limits of a sheet (Excel specifications and limits)."""

YI = 1e8
_AMOUNTS = ("value", "value_high", "unit")

WIDTHS = {"value": 18, "value_high": 18, "label": 24, "article": 24, "sentence": 80, "doc_id": 28, "title": 48}
WIDTHS |= {
    "publisher": 24,
    "address": 40,
    "sha256": 20,
    "rules": 30,
    "description_zh": 60,
    "description_en": 80,
    "text": 100,
}
_WIDTH = 13
_MADE = datetime(1980, 1, 1)
"""The workbook's date of creation: the same rows give the same bytes."""

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def to_xlsx(frame: pd.DataFrame, documents: pd.DataFrame, columns: Sequence[str] = COLUMNS) -> bytes:
    """A tidy table, or some columns of it, as a workbook with its sources: texts and codes as text, values as numbers in base units.

    ExportError if it has more rows or columns than Excel takes; a text that is too long for a cell has a sheet of its own.
    """
    check_fits(frame)
    names = read_toml("export.toml")["sheet"]
    return _book(
        {
            names["observations"]: with_money(frame, columns),
            names["sources"]: list_sources(frame, documents),
            names["columns"]: _column_guide(with_money_names(columns)),
        }
    )


def to_wide_xlsx(wide: pd.DataFrame, frame: pd.DataFrame, documents: pd.DataFrame) -> bytes:
    """A wide table as a workbook with the sources of the tidy table behind it: values in base units, cells of several as text."""
    check_fits(wide)
    names = read_toml("export.toml")["sheet"]
    return _book({names["wide"]: wide, names["sources"]: list_sources(frame, documents)})


def _book(sheets: dict[str, pd.DataFrame]) -> bytes:
    from xlsxwriter import Workbook  # here, as the command line and the pages seldom need it

    sink = io.BytesIO()
    with Workbook(sink, _OPTIONS) as book:
        book.set_properties({"title": read_toml("export.toml")["title"]["zh"], "created": _MADE})
        write = _writer(book)
        for name, table in shorten(sheets).items():
            _add_sheet(book, name, table, write)
    return sink.getvalue()


def check_fits(frame: pd.DataFrame) -> None:
    """Raise ExportError if a table has more rows or columns than Excel takes."""
    if len(frame) >= MOST_ROWS:
        raise ExportError(
            f"{len(frame):,} rows do not fit an Excel sheet, which ends at {MOST_ROWS:,}; choose fewer rows or CSV."
        )
    if len(frame.columns) > MOST_COLUMNS:
        raise ExportError(f"{len(frame.columns):,} columns do not fit an Excel sheet, which has {MOST_COLUMNS:,}.")


def with_money(frame: pd.DataFrame, columns: Sequence[str] = COLUMNS) -> pd.DataFrame:
    """The tidy table, or some columns of it, with the amounts of money in 亿 too."""
    called = frame["unit"].map(read_toml("export.toml")["money"])
    money = called.notna()
    wider = frame[list(columns)].copy()
    wider["value_yi"] = (frame["value"] / YI).where(money)
    wider["value_high_yi"] = (frame["value_high"] / YI).where(money)
    wider["unit_yi"] = called.where(money, "").astype("str")
    return wider[list(with_money_names(columns))]


def with_money_names(columns: Sequence[str] = COLUMNS) -> tuple[str, ...]:
    """Some tidy columns with those that tell amounts in 亿, which stand behind the last of value, its upper end and unit.

    >>> with_money_names(("area", "value", "label"))
    ('area', 'value', 'value_yi', 'unit_yi', 'label')
    """
    amounts = [name for name in ("value", "value_high") if name in columns]
    if not amounts:
        return tuple(columns)
    at = max(columns.index(name) for name in _AMOUNTS if name in columns) + 1
    return (*columns[:at], *(f"{name}_yi" for name in amounts), "unit_yi", *columns[at:])


HEADERS = with_money_names()
"""The columns of the sheet of observations where none was chosen."""


def _column_guide(columns: Sequence[str]) -> pd.DataFrame:
    rows = [("column", name) for name in columns] + [("source", name) for name in source_columns()]
    sheets = read_toml("export.toml")["sheet"]
    return pd.DataFrame(
        {
            "sheet": [sheets["observations" if table == "column" else "sources"] for table, _ in rows],
            "column": [name for _, name in rows],
            "description_zh": [describe(table, name, "zh") for table, name in rows],
            "description_en": [describe(table, name, "en") for table, name in rows],
        }
    )


def _add_sheet(book: Any, name: str, table: pd.DataFrame, write: Callable[[Any, int, int, Any], None]) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    head = book.add_format({"bold": True, "bottom": 1})
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, WIDTHS.get(column, _WIDTH))
        sheet.write_string(0, at, column, head)
        for row, cell in enumerate(table[column].tolist(), start=1):
            write(sheet, row, at, cell)
    sheet.autofilter(0, 0, len(table), len(table.columns) - 1)


def _writer(book: Any) -> Callable[[Any, int, int, Any], None]:
    """Writes a cell by its type: a missing value as an empty cell, a text never as a formula."""
    text = book.add_format({"num_format": "@"})
    # What a leading quote does when typed: the cell shows its text as it is, and editing it does not make it a formula.
    guarded = book.add_format({"num_format": "@", "quote_prefix": True})
    whole = book.add_format({"num_format": "#,##0"})
    plain = book.add_format()

    def write(sheet: Any, row: int, at: int, cell: Any) -> None:
        if isinstance(cell, str):
            if cell:
                sheet.write_string(row, at, cell, guarded if guard(cell) != cell else text)
        elif math.isfinite(cell):
            # In the general format Excel shows 53,140,000,000 as 5.314E+10.
            sheet.write_number(row, at, cell, whole if abs(cell) >= 1000 and cell == int(cell) else plain)

    return write
