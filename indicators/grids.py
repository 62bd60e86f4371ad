"""Where tables stand in a text: runs of lines with tabs, their cells with spans, and the one figure of a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indicators.figures import find_figures
from indicators.model import Figure
from indicators.table_words import table_words

_LONGEST_CELL = 60
_TITLE_LINES = 4
_WIDE = 4
"""From so many cells on a line is no paragraph with tabs in it."""
_LONGEST_TITLE = 60
_LOOSEST = 10
"""So many times as many places as cells make lines of any length no table, where it had more than ``_FEW`` of them."""
_FEW = 100_000
_RULE_LINE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?)?\s*")
"""The line under the heads of a Markdown table."""
_BROKEN_LINE = r"(?:[^\n|]*\|){2}[^\n|]+\n[（(][^\n|]{1,8}\|[ \t]*(?:\n|$)"
"""A line of cells whose last cell goes on, with a unit, on the next."""
_LINE = re.compile(rf"{_BROKEN_LINE}|[^\n]*\n?")
_RATIO = re.compile(r"\d+(?:\.\d+)?(?:\s*[:：∶]\s*\d+(?:\.\d+)?){2}")
_LATIN = re.compile(r"[A-Za-z][A-Za-z ,.'&()-]*")
_PART = re.compile(r"\d+(?:\.\d+)?")
_PROSE = re.compile("[。；！？].*[\u4e00-\u9fff]|[。；]$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: ``text[start:end]`` of the flat text, without the spaces around it."""

    start: int
    end: int
    text: str


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A cell's figure; ``sign`` is -1 for 下降5%, and ``is_change`` holds for that and for 增长5%."""

    figure: Figure
    sign: int
    is_change: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A run of rows at ``start:end`` of the flat text, with the title lines above it."""

    start: int
    end: int
    rows: tuple[Row, ...]
    titles: tuple[str, ...]


# -- where ---------------------------------------------------------------------------------------------------------------


def find_tables(text: str) -> list[Table]:
    r"""The tables of a text: two or more lines of cells in a row, at least one of which is a value beside a label.

    >>> [len(table.rows) for table in find_tables("地区\t产值（亿元）\n甲区\t5.2\n\n正文。")]
    [2]
    """
    if "\t" not in text and "|" not in text:
        return []
    tables: list[Table] = []
    titles: list[str] = []
    rows: list[Row] = []
    for match in _LINE.finditer(text):
        line = match[0].rstrip("\r\n").replace("\n", " ")
        if rows and _RULE_LINE.fullmatch(line):
            continue
        row = _split_cells(line, match.start()) if "\t" in line else _split_pipes(line, match.start())
        if row and (_is_row(row) or _goes_on(row, rows)):
            rows.append(row)
            continue
        if rows:
            tables += make_table(rows, titles)
            rows, titles = [], []
        titles = [*titles, line.strip()][-_TITLE_LINES:] if _is_title(line) else ([] if line.strip() else titles)
    return tables


def make_table(rows: list[Row], titles: list[str]) -> list[Table]:
    """A table of these rows, all as wide as the widest; none where no value stands beside a label, or most of it would be empty."""
    width, cells = max(map(len, rows)), sum(map(len, rows))
    if width * len(rows) > max(_FEW, _LOOSEST * cells):
        return []
    padded = tuple(row + (Cell(row[-1].end, row[-1].end, ""),) * (width - len(row)) for row in rows)
    valued = any(read_value(cell.text) for row in rows for cell in row[1:])
    return [Table(rows[0][0].start, rows[-1][-1].end, padded, tuple(titles))] if valued and len(rows) > 1 else []


def _split_cells(line: str, start: int) -> Row:
    cells = []
    for match in re.finditer(r"[^\t]*(?:\t|$)", line):
        raw = match[0].rstrip("\t")
        if match.start() == len(line) and not line.endswith("\t"):
            break
        text = raw.strip()
        at = start + match.start() + len(raw) - len(raw.lstrip())
        cells.append(Cell(at, at + len(text), text))
    return tuple(cells)


def _split_pipes(line: str, start: int) -> Row | None:
    """The cells of a line that parts them by | (with or without one at its ends), or None."""
    if line.count("|") < 2:
        return None
    found = [(m.start(), m[0]) for m in re.finditer(r"[^|]+|(?<=\|)(?=\|)", line)]
    if found and not found[0][1].strip() and line.lstrip()[:1] == "|" and found[0][0] < line.index("|"):
        found = found[1:]
    if found and not found[-1][1].strip() and line.rstrip().endswith("|") and found[-1][0] > line.rindex("|"):
        found = found[:-1]
    cells = []
    for at, raw in found:
        text = raw.strip()
        first = start + at + len(raw) - len(raw.lstrip())
        cells.append(Cell(first, first + len(text), text))
    return tuple(cells)


def _is_row(row: Row) -> bool:
    """Short cells without sentences: a paragraph with a tab in it, or an indented one, is prose."""
    return len(row) > 1 and not any(
        len(cell.text) > _LONGEST_CELL or (_PROSE.search(cell.text) and re.search(r"\d", cell.text)) for cell in row
    )


def _goes_on(row: Row, rows: Sequence[Row]) -> bool:
    """Whether a line with a note in one of its cells is one more row of the table above, all of whose rows are as wide."""
    return len(row) >= _WIDE and bool(rows) and len(row) == len(rows[-1])


def _is_title(line: str) -> bool:
    text = line.strip()
    # What a bilingual yearbook says again in English does not count.
    length = len(_LATIN.sub("", text)) if text.isascii() is False else len(text)
    return bool(text) and "\t" not in text and length <= _LONGEST_TITLE and text[-1] not in "。；！？，"


def hide_tables(text: str, tables: Iterable[Table]) -> str:
    """The text with line ends in place of its tables, so that what is left reads as prose and keeps its offsets."""
    parts, at = [], 0
    for table in tables:
        parts += [text[at : table.start], "\n" * (table.end - table.start)]
        at = table.end
    return "".join([*parts, text[at:]])


# -- cells ---------------------------------------------------------------------------------------------------------------


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no value."""
    return text in table_words()["missing"]


def holds_value(text: str) -> bool:
    """Whether a cell consists of a figure, or of the three of a structure (5.1:40.2:54.7)."""
    return _RATIO.fullmatch(text) is not None or read_value(text) is not None


def split_ratio(cell: Cell) -> tuple[Cell, ...]:
    """The three parts of a cell that tells a structure; none of any other."""
    if not _RATIO.fullmatch(cell.text):
        return ()
    return tuple(Cell(cell.start + m.start(), cell.start + m.end(), m[0]) for m in _PART.finditer(cell.text))


@lru_cache(maxsize=4096)
def read_value(text: str) -> Value | None:
    """The one figure that a cell consists of, or None.

    >>> [
    ...     found and found.figure.value * found.sign
    ...     for found in map(read_value, ("1,234.5", "-3.1", "下降5%", "1-10月"))
    ... ]
    [1234.5, -3.1, -5.0, None]
    """
    if not any(char.isdigit() or char in "一二三四五六七八九十" for char in text):
        return None
    figures = find_figures(text)
    if len(figures) != 1:
        return None
    cell, figure = table_words()["cell"], figures[0]
    before, after = text[: figure.start].strip(), text[figure.end :].strip()
    down = cell["down"].match(before)
    if not cell["before"].fullmatch(before[down.end() :] if down else before) or not cell["after"].fullmatch(after):
        return None
    is_change = bool(down) or cell["change"].search(before) is not None
    return Value(figure, -1 if down and figure.value > 0 else 1, is_change)
