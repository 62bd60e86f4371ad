"""Statistical tables (.csv, .xlsx, .xls): every sheet as lines of cells with tabs between, one line for each row."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from indicators.model import Report
from indicators.reports.archive import OLE_MARK
from indicators.reports.extents import DAMAGED, check_extents
from indicators.reports.grid import Merge, clean_cell, fill_merged, format_rows
from indicators.reports.metadata import find_publisher
from indicators.reports.percents import find_percents
from indicators.reports.plain import decode_text
from indicators.reports.source import Source

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

DELIMITERS = ",\t;|"
SNIFFED_LINES = 50
MAX_TITLE = 60
NO_TITLE = re.compile(r"【|单位[:：]|附[件表]|续表|表\s*\d*$")
RULE = "\n\n---\n"
"""A rule between two sheets makes each an article of its own, with its own title, place and year."""

PANIC = "PanicException"
"""What becomes of an error that code in Rust did not foresee; it is no Exception, and its class can't be imported."""

MARK = re.compile(r"(?:\A|\n---\n)【(?P<sheet>[^\n]*)】\n")


def read_csv(source: Source) -> Report:
    """Read a text file of records; the delimiter is the one that most lines agree on."""
    text = decode_text(source)
    try:
        records = list(csv.reader(StringIO(text, newline=""), delimiter=sniff_delimiter(text)))
    except csv.Error as error:
        raise source.fail(f"its cells can't be told apart ({error})") from error
    rows = [[clean_cell(cell) for cell in record] for record in records]
    source.check_cells(sum(map(len, rows)))
    return _make_report(source, ["\n".join(format_rows(rows))])


def sniff_delimiter(text: str) -> str:
    """The delimiter that stands the same number of times in most lines; a comma if none does.

    >>> sniff_delimiter("地区;产值;增速"), sniff_delimiter("地区,产值")
    (';', ',')
    """
    lines = [line for line in text.splitlines() if line.strip()][:SNIFFED_LINES]

    def agree(mark: str) -> tuple[int, int]:
        counts = Counter(line.count(mark) for line in lines if mark in line)
        count, share = max(counts.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return share, count

    return max(DELIMITERS, key=agree) if lines else ","


def read_workbook(source: Source) -> Report:
    """Read an Excel workbook, old (.xls) or new (.xlsx), from its stored values.

    A percentage (0.052 shown as 5.2%) is written as it is shown.
    """
    _check_kind(source)
    check_extents(source)
    percents = find_percents(source)
    sheets = []
    with _open_book(source) as book:
        for index, name in enumerate(book.sheet_names):
            lines = _read_sheet(book.get_sheet_by_index(index), percents.get(name, {}))
            if lines:
                sheets.append("\n".join([f"【{name}】", *lines]))
    return _make_report(source, sheets)


def _make_report(source: Source, sheets: list[str]) -> Report:
    head = [line for line in (sheets[0].splitlines() if sheets else []) if line.strip()][:6]
    titles = []
    for line in head:
        if "\t" in line:
            break
        if not NO_TITLE.match(line) and len(line) <= MAX_TITLE and not line.endswith("。"):
            titles.append(line)
    return Report(source.doc_id, RULE.join(sheets), title=titles[0] if titles else "", publisher=find_publisher(head))


def _check_kind(source: Source) -> None:
    if not source.data.startswith((OLE_MARK, b"PK")):
        raise source.fail(DAMAGED)
    if source.data.startswith(OLE_MARK) and b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e" in source.data:
        raise source.fail("it is behind a password")


@contextmanager
def _open_book(source: Source) -> Iterator[CalamineWorkbook]:
    """The workbook for as long as it is read; what goes wrong meanwhile becomes a ReportError."""
    from python_calamine import CalamineWorkbook, PasswordError

    try:
        with closing(CalamineWorkbook.from_filelike(BytesIO(source.data))) as book:
            yield book
    except PasswordError as error:
        raise source.fail("it is behind a password") from error
    except MemoryError:
        raise
    except BaseException as error:  # the reader is written in Rust and has errors of its own for each kind of damage
        if isinstance(error, Exception) or type(error).__name__ == PANIC:
            raise source.fail(DAMAGED) from error
        raise


def _read_sheet(sheet: CalamineSheet, percents: dict[tuple[int, int], float]) -> list[str]:
    """The lines of a sheet; its first line is its first row, so that lines and tabs count up to a cell's address."""
    rows = [
        [_format_value(value, percents.get((row, column))) for column, value in enumerate(values)]
        for row, values in enumerate(sheet.to_python(skip_empty_area=False))
    ]
    if not any(map(any, rows)):
        return []
    fill_merged(rows, (Merge(*first, *last) for first, last in sheet.merged_cell_ranges or ()))
    return format_rows(rows)


def _format_value(value: Any, times: float | None) -> str:
    """A stored value as a person would write it: 429.13999999999999 is 429.14, and 0.052 shown as a percentage 5.2%."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return format_number(value) if times is None else format_number(value * times) + "%"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date) else clean_cell(str(value))


def format_number(value: float) -> str:
    """A number without binary noise, without exponent and without separators.

    >>> [format_number(value) for value in (2023.0, 429.13999999999999, 1.5e16, 0.1 + 0.2)]
    ['2023', '429.14', '15000000000000000', '0.3']
    """
    short = f"{value:.15g}"
    return f"{float(short):f}".rstrip("0").rstrip(".") if "e" in short else short


# -- addresses ---------------------------------------------------------------------------------------------------------


def find_address(text: str, at: int) -> str:
    r"""The address of the cell that a place in the text of a table came from.

    >>> find_address("【2023】\n地区\t产值\n甲区\t5", 16)
    '2023!B2'
    """
    mark = next((m for m in reversed(list(MARK.finditer(text, 0, at + 1)))), None)
    first = mark.end() if mark else 0
    row = text.count("\n", first, at) + 1
    column = text.count("\t", text.rfind("\n", 0, at) + 1, at) + 1
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{mark['sheet']}!{letters}{row}" if mark else f"{letters}{row}"
