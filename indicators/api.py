"""The public call that takes a document from file or text to the tidy table."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from indicators.extract import extract
from indicators.model import Report, ReportError
from indicators.reports import READABLE, read_report, read_text
from indicators.table import observations_to_frame


def parse(source: str | Path, *, doc_id: str = "text") -> pd.DataFrame:
    """The figures of one document as a tidy table, one row per reported figure.

    ``source`` is a Path, a str that names an existing file, or else the text itself, which is then called ``doc_id``.
    Raises ReportError for a file that can't be read, also for a str that can only be meant as a file's name.

    >>> frame = parse("2014年，东湖区完成地区生产总值429亿元，增长8%。")
    >>> frame[["indicator", "measure", "value", "unit"]].values.tolist()
    [['gdp', 'level', 42900000000.0, 'CNY'], ['gdp', 'yoy', 8.0, '%']]
    """
    return observations_to_frame(extract(_report(source, doc_id)).observations)


def _report(source: str | Path, doc_id: str) -> Report:
    if isinstance(source, Path) or _is_file(source):
        return read_report(Path(source))
    if _looks_like_path(source):
        raise ReportError(f"There is no file {source}.")
    return read_text(source, doc_id)


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # longer than a path may be, or with a NUL: text
        return False


def _looks_like_path(text: str) -> bool:
    return "\n" not in text and len(text) < 1024 and text.lower().endswith(tuple(READABLE))
