"""The layout of one page to its lines of text in the order of reading, each of its tables as rows of cells."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from indicators.reports.aligned import find_aligned
from indicators.reports.cell_lines import join_cells
from indicators.reports.grid import Merge, fill_merged, format_rows
from indicators.reports.layout import Layout, Line, is_apart, is_wide, order_columns
from indicators.reports.ruled import Content, fill_tables, find_ruled, part_rows, read_rows, split_piece

MARGIN = 2
"""Headers and footers are looked for in so many lines at the top and at the foot of a page."""

TABLE_MARK = "\t"
"""A line with one is a table, its rows parted by line ends: never joined, never a page header."""

START_MARK, APART_MARK, SMALL_MARK = "\u3000", "\u2003", "\u2009"
"""Spaces before a line: one that begins a paragraph, one further down or to the right so that it may begin one, one in small letters."""

LOWER = 1.2
"""So many times as far down as the usual line is the first one of a paragraph on pages that set these apart."""

MARGIN_ZONE = 0.04
"""The share of the height of what is written on a page, at its top and at its foot, that may hold header and footer."""

INDENTED = (1.4, 2.8)
"""Ems that the first line of a paragraph stands further right than its second."""

LARGER = 1.15
"""So many times as large as the text below it are the letters of a title; a page header is smaller than the text."""

NEXT_LINE = 4.0
"""Ems to the line below, at most; what stands lower is the page's footer, or another column."""


def format_page(layout: Layout) -> list[str]:
    """The lines of a page, its header first and its footer last."""
    lines = sort_margins(order_columns(layout.lines))
    return list(lift_tables(layout._replace(lines=lines)))


def sort_margins(lines: list[Line]) -> list[Line]:
    """The lines with what may be the page's header first and its footer last, wherever the file has them."""
    if not lines:
        return lines
    top, foot = max(line[0].box.top for line in lines), min(line[0].box.bottom for line in lines)
    zone = MARGIN_ZONE * (top - foot)
    sides = [(level > top - zone) - (level < foot + zone) for level in (line[0].box.middle[1] for line in lines)]
    inner = [
        above[0].box.middle[1] > below[0].box.middle[1] and not is_apart(above[0], below[0]) and sides_of != (1, -1)
        for (above, below), sides_of in zip(pairwise(lines), pairwise(sides), strict=True)
    ]
    # A line with another one of its column below or above it is where it belongs: the top of a column on the right is no header.
    sides = [
        0 if after or before else side
        for side, before, after in zip(sides, [False, *inner], [*inner, False], strict=True)
    ]
    if max(sides.count(1), sides.count(-1)) > MARGIN:
        return lines
    return [line for side in (1, 0, -1) for line, its in zip(lines, sides, strict=True) if its == side]


def lift_tables(layout: Layout) -> Iterator[str]:
    """The lines of a page as text, each of its tables as one line of several rows."""
    contents = [part_rows(content, layout.em) for content in fill_tables(layout.lines, find_ruled(layout))]
    tables = [content for content in contents if _fills(content)]
    pending: list[Line] = []
    done: set[int] = set()
    for line in layout.lines:
        parts = [part for piece in line for part in split_piece(piece, [content.table for content in tables])]
        for index in dict.fromkeys(index for index, _, _ in parts if index is not None and index not in done):
            done.add(index)
            yield from _read_prose(pending, layout)
            pending = []
            yield _format_table(*read_rows(tables[index]))
        outside = [piece for index, _, piece in parts if index is None]
        pending += [outside] if outside else []
    yield from _read_prose(pending, layout)


def _fills(content: Content) -> bool:
    """Whether text stands in two rows and two columns; a frame around a paragraph is no table."""
    rows, columns = ({cell[side] for cell in content.cells} for side in (0, 1))
    return len(rows) > 1 and len(columns) > 1


def _read_prose(lines: list[Line], layout: Layout) -> Iterator[str]:
    lines, at = join_cells(lines, layout.em), 0
    for table in find_aligned(lines, layout):
        yield from _format_lines(lines[at : table.start], layout.em)
        yield _format_table(table.rows, [])
        at = table.end
    yield from _format_lines(lines[at:], layout.em)


def _format_lines(lines: list[Line], em: float) -> Iterator[str]:
    falls = [line[0].box.middle[1] - below[0].box.middle[1] for line, below in pairwise(lines)]
    lefts = sorted({line[0].box.left for line in lines})
    pitch = median([fall for fall in falls if fall > 0] or [0.0])
    for index, line in enumerate(lines):
        above = lines[index - 1] if index else line
        below = lines[index + 1] if index + 1 < len(lines) else line
        starts = _is_indented(line, below, em) or 0 < _letter_size(line) * LARGER <= _letter_size(above)
        is_small = 0 < _letter_size(line) * LARGER <= em
        is_set_off = (index > 0 and falls[index - 1] > LOWER * pitch) or _is_within(line, lefts, em)
        mark = START_MARK if starts else SMALL_MARK if is_small else APART_MARK if is_set_off else ""
        yield mark + " ".join(piece.text for piece in line)


def _is_within(line: Line, lefts: list[float], em: float) -> bool:
    """Whether other lines begin as far left of a line as an indent is; the lines below a paragraph of one line may be indented too."""
    at = line[0].box.left
    return any(INDENTED[0] * em <= at - left <= INDENTED[1] * em for left in lefts)


def _is_indented(line: Line, below: Line, em: float) -> bool:
    box, next_box = line[0].box, below[0].box
    near = box.bottom - next_box.bottom <= NEXT_LINE * em
    return near and INDENTED[0] * em <= box.left - next_box.left <= INDENTED[1] * em


def _letter_size(line: Line) -> float:
    """The width of the Chinese characters of a line, 0 where it has none."""
    widths = [
        b.right - b.left for piece in line for char, b in zip(piece.text, piece.boxes, strict=True) if is_wide(char)
    ]
    return median(widths) if widths else 0.0


def _format_table(rows: list[list[str]], merges: list[Merge]) -> str:
    fill_merged(rows, merges)
    return "\n".join(format_rows([row for row in rows if any(row)]))
