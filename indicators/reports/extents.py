"""How far the cells of a workbook reach, told before its reader makes room for all the cells between.

Two cells at opposite corners of a sheet take a few hundred bytes, and the reader of values ends the whole process when there
is not enough memory for what lies between them.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO, StringIO
from struct import unpack_from

from indicators.reports.archive import UNZIP_ERRORS, check_archive
from indicators.reports.source import Source

DAMAGED = "it is no workbook, or a damaged one"

Extent = tuple[int, int]
"""How many rows and columns a sheet has up to its last cell."""

_ATTRIBUTES = rb"(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*"
_TAG = re.compile(rb"<(?:\w+:)?(?P<tag>row|c)(?P<attributes>" + _ATTRIBUTES + rb")\s*(?P<empty>/?)>")
_PLACE = re.compile(rb"\sr\s*=\s*[\"'](?P<letters>[A-Za-z]*)(?P<digits>\d*)[\"']")
_FARTHEST = 10**9

_BIFF_SHEET, _BIFF_END, _BIFF_SIZE = 0x85, 0x0A, 0x200
_BIFF_CELLS = frozenset({0x06, 0xBD, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E})
"""Records of the old format that hold a value: formulas, numbers, texts, truth values ([MS-XLS], 2.3)."""
_BIFF_SHEET_CELLS = 65_536 * 256


def check_extents(source: Source) -> None:
    """Raise ReportError for a workbook that is damaged, unpacks to too much, or whose sheets have too many cells."""
    extents = _zipped_extents(source) if source.data.startswith(b"PK") else _old_extents(source)
    count = 0
    for rows, columns in extents:
        count += rows * columns
        source.check_cells(count)


# -- .xlsx -------------------------------------------------------------------------------------------------------------


def _zipped_extents(source: Source) -> Iterator[Extent]:
    check_archive(source, DAMAGED, "workbooks")
    # All parts and not only those that are named as sheets: the reader of values may find them in another way.
    try:
        with zipfile.ZipFile(BytesIO(source.data)) as archive:
            for name in archive.namelist():
                yield _find_extent(archive.read(name), source.limits.cells)
    except UNZIP_ERRORS as error:
        raise source.fail(DAMAGED) from error


def _find_extent(part: bytes, enough: int) -> Extent:
    """The extent of the filled cells of a part; those that name no place follow the one before them."""
    rows = columns = row = column = 0
    for count, tag in enumerate(_TAG.finditer(part)):
        place = _PLACE.search(tag["attributes"])
        letters, digits = (place["letters"], place["digits"]) if place else (b"", b"")
        row = min(int(digits[:10]), _FARTHEST) if digits else row + (tag["tag"] == b"row")
        if tag["tag"] == b"row":
            column = 0
            continue
        column = _column_number(letters) if letters else column + 1
        if not tag["empty"]:
            rows, columns = max(rows, row), max(columns, column)
        if count > 4 * enough:  # more cells than may be, wherever they stand
            return count, 1
    return rows, columns


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters[:8].upper():
        number = number * 26 + letter - 64
    return number


# -- .xls --------------------------------------------------------------------------------------------------------------


def _old_extents(source: Source) -> Iterator[Extent]:
    from xlrd.compdoc import CompDoc

    try:
        container = CompDoc(source.data, logfile=StringIO(), ignore_workbook_corruption=True)
        stream = container.get_named_stream("Workbook") or container.get_named_stream("Book") or b""
        starts = [
            unpack_from("<I", stream, at + 4)[0] for kind, at, _ in _iter_records(stream, 0) if kind == _BIFF_SHEET
        ]
        for start in starts:
            yield _find_old_extent(stream, start)
    except MemoryError:
        raise
    except Exception as error:  # it raises errors of many kinds for damaged containers
        raise source.fail(DAMAGED) from error


def _iter_records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """The kind, place and length of each record up to the end of its part of the stream."""
    while at + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, at)
        if kind == _BIFF_END:
            return
        yield kind, at, length
        at += 4 + length


def _find_old_extent(stream: bytes, start: int) -> Extent:
    rows = columns = 0
    for kind, at, length in _iter_records(stream, start):
        if kind == _BIFF_SIZE and length >= 12:
            first_row, last_row, first, last = unpack_from("<IIHH", stream, at + 4)
            if max(0, last_row - first_row) * max(0, last - first) > _BIFF_SHEET_CELLS:
                return last_row, last  # beyond what a sheet can have; less is only a guess of the program that wrote it
        if kind in _BIFF_CELLS and length >= 6:
            row, column = unpack_from("<HH", stream, at + 4)
            # A record of several numbers ends with its last column.
            last = unpack_from("<H", stream, at + 4 + length - 2)[0] if kind == 0xBD else column
            rows, columns = max(rows, row + 1), max(columns, column + 1, last + 1)
    return rows, columns
