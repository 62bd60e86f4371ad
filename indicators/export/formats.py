"""The formats of a download: how each ends and is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from indicators.export.delimited import to_csv
from indicators.export.package import to_zip
from indicators.export.parquet import to_parquet
from indicators.export.sdmx import to_sdmx
from indicators.export.workbook import to_xlsx

Write = Callable[[pd.DataFrame, pd.DataFrame], bytes]
"""Takes the tidy table and the table of documents, gives the file."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its code in commands, links and the words of pages, the ending of its files and its media type."""

    code: str
    ending: str
    mime: str
    write: Write


FORMATS = {
    each.code: each
    for each in (
        Format("csv", ".csv", "text/csv", lambda frame, documents: to_csv(frame)),
        Format("xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
        Format(
            "parquet",
            ".parquet",
            "application/vnd.apache.parquet",
            lambda frame, documents: to_parquet(frame),
        ),
        Format("zip", ".zip", "application/zip", to_zip),
        Format(
            "sdmx",
            ".sdmx.csv",
            "application/vnd.sdmx.data+csv; version=2.0.0",
            lambda frame, documents: to_sdmx(frame),
        ),
    )
}
"""All formats by code, the usual one first."""


def guess_format(name: str) -> Format | None:
    """The format that the ending of a file's name asks for, None if it is none of them.

    >>> guess_format("out.XLSX").code, guess_format("out.sdmx.csv").code, guess_format("out.csv").code
    ('xlsx', 'sdmx', 'csv')
    """
    found = [each for each in FORMATS.values() if name.lower().endswith(each.ending)]
    return max(found, key=lambda each: len(each.ending), default=None)
