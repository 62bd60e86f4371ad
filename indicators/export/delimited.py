"""Tables as CSV bytes: complete, safe to open in Excel, and read back without loss."""

from __future__ import annotations

import csv
import io
import re
from typing import Any, Literal

import pandas as pd

BOM = b"\xef\xbb\xbf"

_RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""How a cell begins that a spreadsheet may run as a formula (OWASP, CSV injection), with any quotes already before it,
so that guarding can be undone without doubt."""

_FIRST = frozenset("'=+-@\t\r\n＝＋－＠")
"""With what such a cell begins, told at once for the many that don't."""

_AT_ONCE = 50_000
"""Rows turned into Python's own objects at a time: a million at once would take gigabytes."""

_GUARDED = re.compile(r"'(?='*[=+\-@\t\r\n＝＋－＠])")

_NUMBER = re.compile(r"[+\-－＋]\d[\d.,]*\s?[%‰％]?[一-鿿]*")
"""A signed number with or without a Chinese unit (-12.32%, -3.5亿元): it can't call anything, so it is left alone."""


def guard(cell: str) -> str:
    """A text cell that no spreadsheet takes for a formula: a quote is put before it where it could be one.

    >>> guard("=HYPERLINK(1)"), guard("-6.9%"), guard("增长8%")
    ("'=HYPERLINK(1)", '-6.9%', '增长8%')
    """
    return f"'{cell}" if _RISKY.match(cell) and not _NUMBER.fullmatch(cell) else cell


def unguard(cell: str) -> str:
    """The cell as it was before ``guard``."""
    return _GUARDED.sub("", cell, count=1) if _GUARDED.match(cell) else cell


def to_csv(frame: pd.DataFrame, *, bom: bool = True, line_end: str = "\n") -> bytes:
    """A table as CSV in UTF-8, by default with the BOM that Excel needs; text cells are guarded, numbers left alone."""
    texts = [name for name in frame.columns if not pd.api.types.is_numeric_dtype(frame[name])]
    # The csv module leaves a lone carriage return unquoted when lines end in \n, and readers then see a new line.
    returns = any(frame[name].str.contains("\r", regex=False, na=False).any() for name in texts if len(frame))
    quoting: Literal[0, 2] = csv.QUOTE_NONNUMERIC if returns else csv.QUOTE_MINIMAL
    sink = io.StringIO(newline="")
    writer = csv.writer(sink, lineterminator=line_end, quoting=quoting)
    writer.writerow(frame.columns)
    for first in range(0, len(frame), _AT_ONCE):
        part = frame.iloc[first : first + _AT_ONCE]
        cells = [_guarded(part[name]) if name in texts else _numbers(part[name]) for name in frame.columns]
        writer.writerows(zip(*cells, strict=True))
    return (BOM if bom else b"") + sink.getvalue().encode("utf-8")


def _guarded(column: pd.Series) -> list[Any]:
    cells = column.tolist()
    return [guard(cell) if isinstance(cell, str) and cell[:1] in _FIRST else cell for cell in cells]


def _numbers(column: pd.Series) -> list[Any]:
    return ["" if number != number else number for number in column.tolist()]  # not a number is never equal to itself


def read_csv(data: bytes) -> pd.DataFrame:
    """The tidy table that ``to_csv`` wrote, cell for cell; codes stay text and empty text stays empty."""
    numbers = {"value": "float64", "value_high": "float64", "start": "int64", "end": "int64"}
    columns = list(pd.read_csv(io.BytesIO(data), nrows=0, encoding="utf-8-sig").columns)
    frame = pd.read_csv(
        io.BytesIO(data),
        encoding="utf-8-sig",
        dtype={name: numbers.get(name, "str") for name in columns},
        keep_default_na=False,
        na_values={name: [""] for name in numbers},
    )
    for name in columns:
        if name not in numbers:
            frame[name] = frame[name].map(unguard).astype("str")
    return frame
