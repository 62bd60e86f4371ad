"""The formats of a download: how each ends and is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import pandas as pd

from indicators.export.delimited import to_csv
from indicators.export.package import to_zip
from indicators.export.parquet import to_parquet
from indicators.export.sdmx import to_sdmx
from indicators.export.workbook import MOST_ROWS, to_wide_xlsx, to_xlsx
from indicators.model import COLUMNS
from indicators.wide import wide_table, widen

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


MOST_AT_ONCE = 2_000_000
"""Rows of one file: it is made in memory, a gigabyte for a million of them."""


class Write(Protocol):
    """Takes the tidy table and the table of documents, gives the file; with ``columns`` only these, in this order."""

    def __call__(self, frame: pd.DataFrame, documents: pd.DataFrame, columns: Sequence[str] = COLUMNS, /) -> bytes:
        """The file's bytes."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its code in commands, links and the words of pages, the ending of its files and its media type.

    ``narrows`` tells whether a choice of columns holds for it; a standard asks for all of its own. ``most`` is how many rows
    it takes, and ``per_second`` about how many of them a small server writes, so that a reader knows what to wait for.
    """

    code: str
    ending: str
    mime: str
    write: Write = field(repr=False)
    narrows: bool = False
    most: int = MOST_AT_ONCE
    per_second: int = 30_000


def _csv(frame: pd.DataFrame, documents: pd.DataFrame, columns: Sequence[str] = COLUMNS, /) -> bytes:
    return to_csv(frame[list(columns)])


def _parquet(frame: pd.DataFrame, documents: pd.DataFrame, columns: Sequence[str] = COLUMNS, /) -> bytes:
    return to_parquet(frame, columns)


def _zip(frame: pd.DataFrame, documents: pd.DataFrame, columns: Sequence[str] = COLUMNS, /) -> bytes:
    return to_zip(frame, documents)


def _sdmx(frame: pd.DataFrame, documents: pd.DataFrame, columns: Sequence[str] = COLUMNS, /) -> bytes:
    return to_sdmx(frame)


def _wide_csv(frame: pd.DataFrame, documents: pd.DataFrame, columns: Sequence[str] = COLUMNS, /) -> bytes:
    return to_csv(wide_table(frame, widen(frame)))


def _wide_xlsx(frame: pd.DataFrame, documents: pd.DataFrame, columns: Sequence[str] = COLUMNS, /) -> bytes:
    return to_wide_xlsx(wide_table(frame, widen(frame)), frame, documents)


FORMATS = {
    each.code: each
    for each in (
        Format("csv", ".csv", "text/csv", _csv, narrows=True),
        Format("xlsx", ".xlsx", _XLSX, to_xlsx, narrows=True, most=MOST_ROWS - 1, per_second=3_000),
        Format("parquet", ".parquet", "application/vnd.apache.parquet", _parquet, narrows=True, per_second=300_000),
        Format("zip", ".zip", "application/zip", _zip),
        Format("sdmx", ".sdmx.csv", "application/vnd.sdmx.data+csv; version=2.0.0", _sdmx),
    )
}
"""All formats by code, the usual one first."""

WIDE_FORMATS = {
    each.code: each
    for each in (Format("csv", ".csv", "text/csv", _wide_csv), Format("xlsx", ".xlsx", _XLSX, _wide_xlsx))
}
"""The formats of the table with its places in columns."""


def guess_format(name: str) -> Format | None:
    """The format that the ending of a file's name asks for, None if it is none of them.

    >>> guess_format("out.XLSX").code, guess_format("out.sdmx.csv").code, guess_format("out.csv").code
    ('xlsx', 'sdmx', 'csv')
    """
    found = [each for each in FORMATS.values() if name.lower().endswith(each.ending)]
    return max(found, key=lambda each: len(each.ending), default=None)
