"""Tables of a PDF without rules between their columns: rows of texts that stand below each other, most of them values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indicators.reports.grid import NUMBER
from indicators.reports.layout import Box, Layout, Line, Piece, is_apart
from indicators.reports.ruled import MISSING
from indicators.reports.stacked import WRAPPED, read_heads, stands_over

SAME_ROW = 0.6
"""Ems between the middles of two texts of one row."""

FAR = 4.0
"""Ems between two rows of one table at the most, from middle to middle of texts on one line."""

MAX_HEADS = 8
"""Lines of heads: a head over two columns and one over two rows stand on lines of their own."""

MARGIN = 2
"""Lines of a page header that may stand above a table without heads, which goes on from the page before."""

MAX_COLUMNS = 100
"""Of one table; what has more on a page is a pattern."""

MAX_CELL = 40
MAX_HEAD = 20
SENTENCE = re.compile(r"[。；！？]|，$")
TITLE = re.compile(
    r"(?:附|续)?表\s*[\d一二三四五六七八九十]|(?:计量)?单位[:：]|续表|.*(?:主要.{0,6}指标|情况|一览表|统计表)$"
)
VALUE_ROWS = 2
"""So many rows with a value make a table of three or more columns; one of two columns needs more, and a head."""


@dataclass(frozen=True, slots=True)
class Row:
    """Texts side by side from left to right, on ``line`` and those after it up to ``end``."""

    pieces: tuple[Piece, ...]
    line: int
    end: int

    @property
    def level(self) -> float:
        """The height that the row stands at."""
        return self.pieces[0].box.middle[1]

    def is_near(self, below: Row, em: float) -> bool:
        """Whether another row stands below this one and may belong to the same table."""
        foot, head = min(piece.box.bottom for piece in self.pieces), max(piece.box.top for piece in below.pieces)
        return self.level > below.level and foot - head <= (FAR - 1) * em

    @property
    def is_short(self) -> bool:
        """Whether no text of it is a sentence."""
        return all(len(p.text) <= MAX_CELL and not SENTENCE.search(p.text) for p in self.pieces)

    @property
    def has_values(self) -> bool:
        """Whether this may be a row of data."""
        return len(self.pieces) > 1 and self.is_short and any(is_value(p.text) for p in self.pieces)

    @property
    def is_single(self) -> bool:
        """Whether this may be the head of a section within a table, or a part of a name."""
        return len(self.pieces) == 1 and self.is_short and len(self.pieces[0].text) <= MAX_HEAD

    def add(self, line: Line, end: int) -> Row:
        """The row with the texts of one more line."""
        return Row(tuple(sorted((*self.pieces, *line), key=lambda piece: piece.box.left)), self.line, end)


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table on the lines from ``start`` up to ``end``, as rows of texts."""

    start: int
    end: int
    rows: list[list[str]]


def is_value(text: str) -> bool:
    """Whether a text is a number or says that there is none."""
    return bool(NUMBER.fullmatch(text) or MISSING.fullmatch(text))


def find_aligned(lines: Sequence[Line], layout: Layout) -> list[Aligned]:
    """The tables among some lines of a page."""
    em = layout.em
    rows = _gather_rows(lines, em)
    found: list[Aligned] = []
    index = 0
    while index < len(rows):
        last = _find_end(rows, index, em)
        if last is None:
            index += 1
            continue
        after = found[-1].end if found else 0
        first = (
            index - 1
            if index and rows[index - 1].line >= after and _is_section(rows[index - 1], rows[index], em)
            else index
        )
        table = _make_table(lines, rows[first : last + 1], after, layout)
        found += [table] if table else []
        index = last + 1
    return found


def _gather_rows(lines: Sequence[Line], em: float) -> list[Row]:
    rows: list[Row] = []
    for number, line in enumerate(lines):
        last = rows[-1] if rows else None
        near = last and abs(last.level - line[0].box.middle[1]) < SAME_ROW * em
        if last and near and all(is_apart(one, other) for one in last.pieces for other in line):
            rows[-1] = last.add(line, number + 1)
        else:
            rows.append(Row(tuple(line), number, number + 1))
    return rows


def _find_end(rows: list[Row], index: int, em: float) -> int | None:
    """The last row of the run that begins with a row of data, None where none begins."""
    if not rows[index].has_values:
        return None
    last = at = index
    while at + 1 < len(rows) and rows[at].is_near(rows[at + 1], em):
        at += 1
        if rows[at].has_values:
            last = at
        elif not rows[at].is_single and not (len(rows[at].pieces) > 1 and rows[at].is_short):
            break
    wrapped = last + 1 < len(rows) and rows[last + 1].is_single and _continues(rows[last], rows[last + 1], em)
    return last + 1 if wrapped else last


def _continues(above: Row, below: Row, em: float) -> bool:
    """Whether a row is the second line of the first cell above it."""
    return 0 < above.level - below.level <= WRAPPED * em and below.pieces[0].box.left < above.pieces[0].box.right


def _is_section(above: Row, row: Row, em: float) -> bool:
    """Whether a row is the head of a section that begins with the first row of data."""
    left = above.pieces[0].box.left - row.pieces[0].box.left
    return above.is_single and abs(left) < 2 * em and 0 < above.level - row.level <= FAR * em


def _make_table(lines: Sequence[Line], block: list[Row], after: int, layout: Layout) -> Aligned | None:
    em = layout.em
    valued = [row for row in block if row.has_values]
    counts = Counter(len(row.pieces) for row in valued)
    width = max(counts, key=lambda each: (counts[each], each))
    if width > MAX_COLUMNS:
        return None
    spans = _find_columns([row.pieces for row in valued if len(row.pieces) == width])
    start, heads = _find_heads(lines, block[0], after, spans, layout)
    if not heads and block[0].is_single:
        block = block[1:]
    if (
        len(valued) < VALUE_ROWS
        or (width == 2 and len(valued) == VALUE_ROWS)
        or (len(heads) < 2 and (width == 2 or start > MARGIN))
    ):
        return None
    head_rows = read_heads(heads, spans, em)
    return Aligned(start, block[-1].end, [*head_rows, *_place_rows(block, spans, em)])


def _find_columns(rows: Sequence[Sequence[Piece]]) -> list[tuple[float, float]]:
    """From where to where each column reaches, by the rows that have a text in each."""
    return [(min(p.box.left for p in column), max(p.box.right for p in column)) for column in zip(*rows, strict=True)]


def _find_heads(
    lines: Sequence[Line], first: Row, after: int, spans: list[tuple[float, float]], layout: Layout
) -> tuple[int, list[Piece]]:
    """The line that the heads above the first row of data begin on, and their texts; a title ends them."""
    em = layout.em
    heads: list[Piece] = []
    start, lowest = first.line, first.level
    highest = lowest
    for index in range(first.line - 1, max(after, first.line - MAX_HEADS) - 1, -1):
        line = lines[index]
        level = line[0].box.middle[1]
        if not lowest < level <= highest + FAR * em or not all(map(_is_head, line)):
            break
        if heads and any(highest < rule.top < level and _runs_over(rule, spans) for rule in layout.across):
            break
        if len(line) == 1 and level > highest and not stands_over(line[0], heads, spans, level - highest, em):
            break
        heads += line
        start, highest = index, max(highest, level)
    return start, heads


def _runs_over(rule: Box, spans: list[tuple[float, float]]) -> bool:
    return rule.left <= spans[0][1] and rule.right >= spans[-1][0]


def _is_head(piece: Piece) -> bool:
    return len(piece.text) <= MAX_HEAD and not SENTENCE.search(piece.text) and not TITLE.match(piece.text)


def _find_column(box: Box, spans: list[tuple[float, float]]) -> int:
    """The column that most of a text stands in, the nearest where it stands in none."""
    edges = [(left[1] + right[0]) / 2 for left, right in pairwise(spans)]
    over = [i for i, (left, right) in enumerate(spans) if box.left <= (left + right) / 2 <= box.right]
    return over[0] if over else sum(box.middle[0] > edge for edge in edges)


def _place_rows(block: list[Row], spans: list[tuple[float, float]], em: float) -> list[list[str]]:
    """The texts of the rows by column; a name on two lines is one."""
    rows: list[list[str]] = []
    above: Row | None = None
    for index, row in enumerate(block):
        below = block[index + 1] if index + 1 < len(block) else None
        cells = [""] * len(spans)
        for piece in row.pieces:
            column = _find_column(piece.box, spans)
            cells[column] = f"{cells[column]} {piece.text}".strip()
        if above and rows and row.is_single and cells[0] and _is_wrapped(above, row, below, em):
            rows[-1][0] += cells[0]
        elif above and rows and above.is_single and _leads(block[:index], row, bool(cells[0]), em):
            # The name stands on two lines, the values beside the second or between them.
            rows[-1] = [rows[-1][0] + cells[0], *cells[1:]]
        else:
            rows.append(cells)
        above = row
    return rows


def _leads(before: list[Row], row: Row, has_name: bool, em: float) -> bool:
    """Whether the text above a row is the first line of its name; the head of a section stands further off."""
    near = before[-1].level - row.level
    if not has_name:
        return near < em
    return len(before) > 1 and near <= WRAPPED * em and near < 0.6 * (before[-2].level - before[-1].level)


def _is_wrapped(above: Row, row: Row, below: Row | None, em: float) -> bool:
    near = above.level - row.level
    return near <= WRAPPED * em and (below is None or near < 0.8 * (row.level - below.level))
