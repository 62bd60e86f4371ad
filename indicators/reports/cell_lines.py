"""Lines of a page that a file has cell by cell: a text on several lines within a cell is one, texts side by side are one line."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.reports.grid import NUMBER
from indicators.reports.layout import Box, Line, Piece, is_apart
from indicators.reports.stacked import WRAPPED

EVEN = 0.1
"""Ems between the middles of two texts of one line."""

BESIDE = 0.25
"""Ems between the middle of a text on several lines and the texts in the cells beside it."""

MAX_LINES = 6
"""Of one cell; a long column of texts is no cell, and would take its length squared."""

MAX_PART = 20
"""Characters; no line of a name or of a head is longer."""


def join_cells(lines: Sequence[Line], em: float) -> list[Line]:
    """The lines with each cell's text on one, where the cell beside it stands on half its height."""
    joined: list[Line] = []
    index = 0
    while index < len(lines):
        size = _find_size(lines, index, joined[-1] if joined else None, em)
        line = lines[index] if size == 1 else [_join([line[0] for line in lines[index : index + size]])]
        if joined and _is_behind(joined[-1], line, em):
            joined[-1] = [*joined[-1], *line]
        else:
            joined.append(line)
        index += size
    return joined


def _find_size(lines: Sequence[Line], start: int, before: Line | None, em: float) -> int:
    """How many lines from one on are the text of one cell."""
    end = start + 1
    while end < min(len(lines), start + MAX_LINES) and _is_next(lines[end - 1], lines[end], em):
        end += 1
    for stop in range(end, start + 1, -1):
        whole = _join([line[0] for line in lines[start:stop]])
        if any(_is_beside(whole, other, em) for other in (*lines[stop : stop + 1], *([before] if before else []))):
            return stop - start
    return 1


def _is_next(line: Line, below: Line, em: float) -> bool:
    return (
        _is_part(line)
        and _is_part(below)
        and 0 < _level(line) - _level(below) <= WRAPPED * em
        and not is_apart(line[0], below[0])
    )


def _is_part(line: Line) -> bool:
    return len(line) == 1 and len(line[0].text) <= MAX_PART and not NUMBER.fullmatch(line[0].text)


def _is_beside(whole: Piece, other: Line, em: float) -> bool:
    return abs(whole.box.middle[1] - _level(other)) <= BESIDE * em and all(is_apart(whole, piece) for piece in other)


def _is_behind(line: Line, behind: Line, em: float) -> bool:
    return line[-1].box.right < behind[0].box.left and abs(_level(line) - _level(behind)) < EVEN * em


def _level(line: Line) -> float:
    return line[0].box.middle[1]


def _join(parts: Sequence[Piece]) -> Piece:
    lefts, bottoms, rights, tops = zip(*(part.box for part in parts), strict=True)
    box = Box(min(lefts), min(bottoms), max(rights), max(tops))
    return Piece("".join(part.text for part in parts), box, tuple(each for part in parts for each in part.boxes))
