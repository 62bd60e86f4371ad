"""Where tables stand in a text: runs of lines with tabs, their cells with spans, which rows are heads and what columns hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from indicators.areas import Area
from indicators.figures import find_figures
from indicators.headers import compact, parse_unit, read_area, read_time, table_words
from indicators.model import Figure
from indicators.periods import Clock
from indicators.words import link_name

_LONGEST_CELL = 60
_TITLE_LINES = 4
_LONGEST_TITLE = 60
_RULE_LINE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?)?\s*")
"""The line under the heads of a Markdown table."""
_BROKEN_LINE = r"(?:[^\n|]*\|){2}[^\n|]+\n[（(][^\n|]{1,8}\|[ \t]*(?:\n|$)"
"""A line of cells whose last cell goes on, with a unit, on the next."""
_LINE = re.compile(rf"{_BROKEN_LINE}|[^\n]*\n?")
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


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of data below their own rows of heads, with the role of each column."""

    heads: tuple[Row, ...]
    data: tuple[Row, ...]
    roles: tuple[str, ...]
    """serial, unit, note, period, area, label or value, for each column."""


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
        if row and _is_row(row):
            rows.append(row)
            continue
        if rows:
            tables += make_table(rows, titles)
            rows, titles = [], []
        titles = [*titles, line.strip()][-_TITLE_LINES:] if _is_title(line) else ([] if line.strip() else titles)
    return tables


def make_table(rows: list[Row], titles: list[str]) -> list[Table]:
    """A table of these rows, all as wide as the widest; none where no value stands beside a label."""
    width = max(len(row) for row in rows)
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


def _is_title(line: str) -> bool:
    text = line.strip()
    return bool(text) and "\t" not in text and len(text) <= _LONGEST_TITLE and text[-1] not in "。；！？，"


def hide_tables(text: str, tables: Sequence[Table]) -> str:
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


def _is_year(text: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d{2}", text) is not None


# -- rows ----------------------------------------------------------------------------------------------------------------


def split_parts(table: Table, clock: Clock, home: Area) -> tuple[list[Part], list[Row]]:
    """A table's parts, each with its own heads, and the rows above the first that hold nothing but a title."""
    rows = list(table.rows)
    titles = []
    while rows and _count(rows[0]) <= 1 and not any(read_value(cell.text) for cell in rows[0][1:]):
        titles.append(rows.pop(0))
    parts, heads, data = [], list[Row](), list[Row]()
    for row in rows:
        if _is_head(row, heads, data):
            if data:
                parts.append((heads, data))
                heads, data = [], []
            heads.append(row)
        else:
            data.append(row)
    parts.append((heads, data))
    parts = [(_realign(h, d), d) for h, d in parts]
    return [Part(tuple(_fill(h, d)), tuple(d), _find_roles(h, d, clock, home)) for h, d in parts], titles


def _realign(heads: list[Row], data: list[Row]) -> list[Row]:
    """Heads in place over their columns, where a copied table lost that one reaches over several rows or columns.

    分行业 | 增长 | 结构 above 2024年 | 2023年 | 2024年 | 2023年: the lower row begins over the first value.
    """
    if len(heads) < 2 or not data:
        return heads
    labels = next((at for at, cell in enumerate(data[0]) if read_value(cell.text)), 0)
    lower, upper, wide = heads[-1], heads[-2], len(heads[-1]) - labels
    named = [cell for cell in upper[labels:] if cell.text]
    full = all(cell.text for cell in lower[:wide]) and not any(cell.text for cell in lower[wide:])
    if not labels or not full or not upper[0].text or not named or wide % len(named) or _count(upper) == len(upper):
        return heads
    over = tuple(cell for cell in named for _ in range(wide // len(named)))
    blank = tuple(replace(cell, text="") for cell in lower[wide:])
    return [*heads[:-2], upper[:labels] + over, blank + lower[:wide]]


def _count(row: Row) -> int:
    return sum(bool(cell.text) for cell in row)


def _is_head(row: Row, heads: list[Row], data: list[Row]) -> bool:
    """Rows of words, years and column numbers before the first data; later only a full row of words is one again."""
    values = [cell.text for cell in row if read_value(cell.text)]
    if data:
        words = [cell for cell in row if cell.text and not is_missing(cell.text)]
        return not values and len(words) == len(row) > 1 and len({cell.text for cell in words}) > 1
    if _count(row) < 2 and heads:
        return False
    return not values or _is_row_of_years(row, values) or (bool(heads) and _counts_on(values))


def _is_row_of_years(row: Row, values: list[str]) -> bool:
    first = next((cell.text for cell in row if cell.text), "")
    return all(map(_is_year, values)) and not _is_year(first) and link_name(compact(first)) == "other"


def _counts_on(values: list[str]) -> bool:
    numbers = [int(value) if value.isdigit() else -1 for value in values]
    return len(numbers) > 1 and numbers[0] in (0, 1) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _fill(heads: list[Row], data: list[Row]) -> Iterator[Row]:
    """Heads over several columns, written once: 2023年 over 绝对值 and 增速 holds for both."""
    for index, row in enumerate(heads):
        filled = list(row)
        below = heads[index + 1] if index + 1 < len(heads) else None
        for column in range(1, len(row)):
            if below and not filled[column].text and below[column].text and filled[column - 1].text:
                stub = not below[column - 1].text
                filled[column] = row[column] if stub else filled[column - 1]
        yield tuple(filled)


# -- columns -------------------------------------------------------------------------------------------------------------


def _find_roles(heads: list[Row], data: list[Row], clock: Clock, home: Area) -> tuple[str, ...]:
    width = len((heads or data)[0]) if heads or data else 0
    roles: list[str] = []
    for column in range(width):
        head = compact(next((row[column].text for row in reversed(heads) if row[column].text), ""))
        texts = [row[column].text for row in data if not is_missing(row[column].text) and _count(row) > 1]
        first = all(role == "serial" for role in roles)
        roles.append(_find_role(head, texts, first, clock, home))
    return tuple(roles)


def _find_role(head: str, texts: list[str], first: bool, clock: Clock, home: Area) -> str:
    columns = table_words()["columns"]
    if columns["serial"].fullmatch(head) or (first and not head and _counts_on(texts)):
        return "serial"
    if not texts or columns["note"].fullmatch(head):
        return "note"
    if all(map(parse_unit, texts)) or (columns["unit"].fullmatch(head) and any(map(parse_unit, texts))):
        return "unit"
    if all(read_time(text, clock) for text in texts) and (
        first or columns["period"].fullmatch(head) or not all(map(_is_year, texts))
    ):
        return "period"
    words = [text for text in texts if not read_value(text)]
    if 2 * len(words) <= len(texts):
        return "value"
    places = sum(read_area(text, home) is not None for text in words)
    if columns["area"].fullmatch(head) or 2 * places > len(words):
        return "area"
    return "label"
