"""Which cells of a workbook are shown as percentages: the reader of values gives 0.052 for 5.2% and does not tell."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO, StringIO
from xml.etree import ElementTree

from indicators.reports.archive import UNZIP_ERRORS
from indicators.reports.extents import DAMAGED
from indicators.reports.source import Source

PERCENT_FORMATS = {9: "0%", 10: "0.00%"}
"""The built-in number formats of percentages: ECMA-376, part 1, 18.8.30."""

LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
"""Parts of a number format that are shown as they stand, colours, and what only fills space."""

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Percents = dict[tuple[int, int], float]
"""For the row and column of each percentage what its stored number is multiplied by."""


def find_percents(source: Source) -> dict[str, Percents]:
    """The percentages of each sheet by its name; none where the formats of an old workbook can't be read."""
    return _find_zipped(source) if source.data.startswith(b"PK") else _find_old(source)


def read_times(code: str) -> float | None:
    """What a number format multiplies by before it writes a percent sign, None where it writes none.

    >>> [read_times(code) for code in ("0.0%", '0.0"%"', "0.00", "[Red]-0%")]
    [100.0, 1.0, None, 100.0]
    """
    if "%" not in code:
        return None
    if "%" in LITERAL.sub("", code):
        return 100.0
    return 1.0 if re.search(r'"[^"]*%[^"]*"|\\%', code) else None


# -- .xlsx -------------------------------------------------------------------------------------------------------------


def _find_zipped(source: Source) -> dict[str, Percents]:
    try:
        with zipfile.ZipFile(BytesIO(source.data)) as archive:
            styles = _find_percent_styles(archive)
            if not styles:
                return {}
            paths = _find_sheet_paths(archive)
            return {name: dict(_iter_styled(archive, path, styles)) for name, path in paths.items()}
    except (LookupError, ElementTree.ParseError, *UNZIP_ERRORS) as error:
        raise source.fail(DAMAGED) from error


def _find_percent_styles(archive: zipfile.ZipFile) -> dict[str, float]:
    if "xl/styles.xml" not in archive.namelist():
        return {}
    root = ElementTree.fromstring(archive.read("xl/styles.xml"))
    codes = {str(number): code for number, code in PERCENT_FORMATS.items()}
    codes |= {e.get("numFmtId", ""): e.get("formatCode", "") for e in root.iter(f"{MAIN}numFmt")}
    formats = root.find(f"{MAIN}cellXfs")
    times = (read_times(codes.get(e.get("numFmtId", ""), "")) for e in (formats if formats is not None else ()))
    return {str(index): each for index, each in enumerate(times) if each is not None}


def _find_sheet_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {e.get("Id"): e.get("Target", "") for e in relations}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    paths = {sheet.get("name", ""): targets.get(sheet.get(RELATED), "") for sheet in book.iter(f"{MAIN}sheet")}
    return {name: path.removeprefix("/") if path.startswith("/") else f"xl/{path}" for name, path in paths.items()}


def _iter_styled(
    archive: zipfile.ZipFile, path: str, styles: dict[str, float]
) -> Iterator[tuple[tuple[int, int], float]]:
    if path not in archive.namelist():
        return
    with archive.open(path) as file:
        for _, element in ElementTree.iterparse(file):
            style = element.get("s", "")
            if element.tag == f"{MAIN}c" and style in styles and element.get("t", "n") == "n":
                yield parse_address(element.get("r", "")), styles[style]
            if element.tag == f"{MAIN}row":
                element.clear()


def parse_address(address: str) -> tuple[int, int]:
    """Row and column of a cell, both counted from 0.

    >>> parse_address("C5"), parse_address("AA1")
    ((4, 2), (0, 26))
    """
    found = re.fullmatch(r"([A-Z]*)(\d*)", address)
    letters, digits = found.groups() if found else ("", "")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits or 0) - 1, column - 1


# -- .xls --------------------------------------------------------------------------------------------------------------


def _find_old(source: Source) -> dict[str, Percents]:
    """The formats of an .xls by a reader of its own; where that fails, the numbers stay as they are stored."""
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=source.data, formatting_info=True, logfile=StringIO())
    except MemoryError:
        raise
    except Exception:  # it raises errors of many kinds for files that the reader of values takes
        return {}
    times = [read_times(book.format_map[form.format_key].format_str) for form in book.xf_list]
    return {
        sheet.name: {
            (row, column): each
            for row in range(sheet.nrows)
            for column in range(sheet.row_len(row))
            if sheet.cell_type(row, column) == xlrd.XL_CELL_NUMBER
            and (each := times[sheet.cell_xf_index(row, column)]) is not None
        }
        for sheet in book.sheets()
    }
