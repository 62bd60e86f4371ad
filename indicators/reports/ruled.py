"""Tables of a PDF with rules between their cells: which cells the rules make, which of them are merged, and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from indicators.reports.grid import NUMBER, Merge
from indicators.reports.layout import NEAR, Box, Layout, Line, Piece, is_wide, level_of, make_piece, upright_of

MAX_CELLS = 3000
"""A table of more cells on one page is a pattern or squared paper."""

MISSING = re.compile(r"[-—–－…·/]{1,4}|\.{2,3}")


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rules of one table: ``xs`` from left to right and ``ys`` from top to bottom bound its cells.

    ``cuts`` are those of the ``ys`` at which no rule is drawn but rows of values end.
    """

    xs: list[float]
    ys: list[float]
    across: list[Box]
    down: list[Box]
    cuts: frozenset[float] = frozenset()

    def find_cell(self, box: Box) -> tuple[int, int] | None:
        """Row and column of a character, None for one outside."""
        x, y = box.middle
        column = sum(x >= edge for edge in self.xs) - 1
        row = sum(y <= edge for edge in self.ys) - 1
        inside = 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1
        return (row, column) if inside else None

    def is_cut(self, row: int, column: int) -> bool:
        """Whether a rule runs below a cell."""
        y, x = self.ys[row + 1], (self.xs[column] + self.xs[column + 1]) / 2
        return y in self.cuts or any(
            abs(level_of(r) - y) <= NEAR and r.left - NEAR <= x <= r.right + NEAR for r in self.across
        )

    def is_split(self, row: int, column: int) -> bool:
        """Whether a rule runs on the right of a cell."""
        x, y = self.xs[column + 1], (self.ys[row] + self.ys[row + 1]) / 2
        return any(abs(upright_of(r) - x) <= NEAR and r.bottom - NEAR <= y <= r.top + NEAR for r in self.down)


@dataclass(slots=True)
class Content:
    """What stands in the cells of a table: for each the characters of each line."""

    table: Ruled
    cells: dict[tuple[int, int], list[Piece]] = field(default_factory=dict)

    def add(self, cell: tuple[int, int], piece: Piece) -> None:
        """Put a piece of a line into a cell."""
        self.cells.setdefault(cell, []).append(piece)


# -- rules to tables ---------------------------------------------------------------------------------------------------


def find_ruled(layout: Layout) -> list[Ruled]:
    """The tables that the rules of a page make: two or more columns side by side."""
    tables = []
    for rows, columns in _connect(layout.across, layout.down):
        xs = _gather([upright_of(r) for r in columns] + [min(r.left for r in rows), max(r.right for r in rows)])
        ys = _gather([level_of(r) for r in rows] + [min(r.bottom for r in columns), max(r.top for r in columns)])[::-1]
        if (
            len(xs) > 2
            and len(ys) > 1
            and len(xs) * len(ys) <= MAX_CELLS
            and len(rows) + len(columns) <= MAX_CELLS // 4
        ):
            tables.append(Ruled(xs, ys, rows, columns))
    return tables


def _connect(across: list[Box], down: list[Box]) -> Iterable[tuple[list[Box], list[Box]]]:
    """The rules that meet each other, table by table."""
    left = list(down)
    rows_left = list(across)
    while left:
        columns, rows = list[Box](), list[Box]()
        found = {left.pop()}
        while found:
            columns += found
            new_rows = {r for r in rows_left if any(_meet(r, c) for c in found)}
            rows_left = [r for r in rows_left if r not in new_rows]
            rows += new_rows
            found = {c for c in left if any(_meet(r, c) for r in new_rows)}
            left = [c for c in left if c not in found]
        if rows:
            yield rows, columns


def _meet(row: Box, column: Box) -> bool:
    x, y = upright_of(column), level_of(row)
    return row.left - NEAR <= x <= row.right + NEAR and column.bottom - NEAR <= y <= column.top + NEAR


def _gather(values: Sequence[float]) -> list[float]:
    """Values in order, those near each other as one."""
    result: list[float] = []
    for value in sorted(values):
        if not result or value - result[-1] > NEAR:
            result.append(value)
    return result


# -- what stands in them -----------------------------------------------------------------------------------------------


def fill_tables(lines: Iterable[Line], tables: Sequence[Ruled]) -> list[Content]:
    """The content of each table: every character in the cell that it stands in."""
    contents = [Content(table) for table in tables]
    for line in lines:
        for piece in line:
            for index, cell, part in split_piece(piece, tables):
                if index is not None:
                    contents[index].add(cell, part)
    return contents


def split_piece(piece: Piece, tables: Sequence[Ruled]) -> list[tuple[int | None, tuple[int, int], Piece]]:
    """A piece of a line in parts, each with the table and the cell that it stands in; None for what is outside of all."""
    parts: list[tuple[int | None, tuple[int, int], list[tuple[str, Box]]]] = []
    for char, box in zip(piece.text, piece.boxes, strict=True):
        found = ((index, cell) for index, table in enumerate(tables) if (cell := table.find_cell(box)))
        index, cell = next(found, (None, (0, 0)))
        if parts and parts[-1][:2] == (index, cell):
            parts[-1][2].append((char, box))
        else:
            parts.append((index, cell, [(char, box)]))
    return [(index, cell, make_piece(run)) for index, cell, run in parts if any(char != " " for char, _ in run)]


def part_rows(content: Content, em: float) -> Content:
    """The content of a table with a cut between rows that no rule parts: two columns of numbers, line by line side by side."""
    ys, cuts = list(content.table.ys), set[float]()
    for row in range(len(content.table.ys) - 1):
        columns = [pieces for (r, _), pieces in content.cells.items() if r == row and len(pieces) > 1]
        numbers = [pieces for pieces in columns if all(_is_value(piece.text) for piece in pieces)]
        levels = [piece.box.middle[1] for piece in numbers[0]] if numbers else []
        alike = [n for n in numbers if len(n) == len(levels) and _beside(n, levels, em)]
        if alike and (len(alike) > 1 or _beside_label(columns, numbers[0], em)):
            cuts |= {(high + low) / 2 for high, low in pairwise(sorted(levels, reverse=True))}
    if not cuts:
        return content
    table = content.table
    parted = Content(Ruled(table.xs, sorted({*ys, *cuts}, reverse=True), table.across, table.down, frozenset(cuts)))
    for pieces in content.cells.values():
        for piece in pieces:
            if cell := parted.table.find_cell(piece.box):
                parted.add(cell, piece)
    return parted


def _is_value(text: str) -> bool:
    return bool(NUMBER.fullmatch(text.strip()) or MISSING.fullmatch(text.strip()))


def _beside(pieces: Sequence[Piece], levels: Sequence[float], em: float) -> bool:
    return all(abs(piece.box.middle[1] - level) < em / 2 for piece, level in zip(pieces, levels, strict=True))


def _beside_label(columns: Sequence[Sequence[Piece]], numbers: Sequence[Piece], em: float) -> bool:
    levels = [piece.box.middle[1] for piece in numbers]
    return any(c is not numbers and len(c) == len(levels) and _beside(c, levels, em) for c in columns)


def read_rows(content: Content) -> tuple[list[list[str]], list[Merge]]:
    """The texts of the cells, row by row, and which cells are merged."""
    table = content.table
    height, width = len(table.ys) - 1, len(table.xs) - 1
    rows = [[_join_cell(content.cells.get((r, c), ())) for c in range(width)] for r in range(height)]
    merges: list[Merge] = []
    taken: set[tuple[int, int]] = set()
    for row in range(height):
        for column in range(width):
            if (row, column) in taken:
                continue
            merge = _grow(table, row, column)
            block = [(r, c) for r in range(row, merge.bottom + 1) for c in range(column, merge.right + 1)]
            taken.update(block)
            if len(block) > 1:
                merges.append(merge)
                pieces = [piece for cell in block for piece in content.cells.get(cell, ())]
                for r, c in block:
                    rows[r][c] = ""
                rows[row][column] = _join_cell(sorted(pieces, key=lambda p: -round(p.box.middle[1])))
    return rows, merges


def _grow(table: Ruled, row: int, column: int) -> Merge:
    """The merged cells that begin with one: as far to the right as no rule parts them, then as far down."""
    right, bottom = column, row
    while right < len(table.xs) - 2 and not table.is_split(row, right):
        right += 1
    while bottom < len(table.ys) - 2 and not any(table.is_cut(bottom, c) for c in range(column, right + 1)):
        bottom += 1
    return Merge(row, column, bottom, right)


def _join_cell(pieces: Iterable[Piece]) -> str:
    text = ""
    for piece in pieces:
        part = piece.text.strip()
        latin = text and part and not (is_wide(text[-1]) or is_wide(part[0]))
        text += f" {part}" if latin else part
    return text
