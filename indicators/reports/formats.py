"""Which reader reads a file, told from the ending of its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from indicators.model import Report, ReportError
from indicators.reports.pdf import read_pdf
from indicators.reports.plain import read_markdown, read_plain
from indicators.reports.sheet import read_csv, read_workbook
from indicators.reports.source import Source
from indicators.reports.web import read_html
from indicators.reports.word import read_docx

Reader = Callable[[Source], Report]

_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|meta|style|table)\b", re.IGNORECASE)


def _read_sheets(source: Source) -> Report:
    """Read an old workbook, or the web page with a table that many sites hand out under that ending and Excel opens as one."""
    return read_html(source) if _PAGE.match(source.data) else read_workbook(source)


READERS: Mapping[str, Reader] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".docx": read_docx,
    ".pdf": read_pdf,
    ".csv": read_csv,
    ".xlsx": read_workbook,
    ".xls": _read_sheets,
}
READABLE = frozenset(READERS)
"""The endings of file names that can be read, in lower case and with their dot."""

HERE = frozenset({read_plain, read_markdown, read_csv})
"""Readers without libraries in C or Rust, which can end the whole process or take all memory of the machine."""


def find_reader(name: str) -> Reader:
    """The reader of a file of this name; ReportError where there is none."""
    ending = Path(name).suffix.lower()
    if ending not in READERS:
        kind = f"files ending in {ending}" if ending else "files without an ending"
        raise ReportError(f"{name}: {kind} can't be read, only {', '.join(sorted(READABLE))}")
    return READERS[ending]
