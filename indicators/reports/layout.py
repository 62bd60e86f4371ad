"""What stands where on a page: texts as pieces with wide gaps between, lines of pieces, and the rules drawn around them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

NEAR = 3.0
"""Points: rules that end so near to each other meet."""

MIN_COLUMN_LINES = 4
"""So many lines one below the other with the same gap between two texts make two columns."""

SIDE = 8
"""Characters of text on each side of the gap between two columns."""


class Box(NamedTuple):
    """A rectangle in points, counted from the page's lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


class Piece(NamedTuple):
    """A run of text without a wide gap in it, where it stands, and where each of its characters does."""

    text: str
    box: Box
    boxes: tuple[Box, ...]


Line = list[Piece]
"""The pieces of a line from left to right."""


class Layout(NamedTuple):
    """A page: its lines in the order of the file, the rules drawn across and down, and the width of a full Chinese character."""

    lines: list[Line]
    across: list[Box]
    down: list[Box]
    em: float


def is_wide(char: str) -> bool:
    """Whether a character takes a full square."""
    return unicodedata.east_asian_width(char) in "WF"


def is_apart(one: Piece, other: Piece) -> bool:
    """Whether two texts stand side by side, neither over a part of the other."""
    return one.box.right <= other.box.left or other.box.right <= one.box.left


def make_piece(run: Sequence[tuple[str, Box]]) -> Piece:
    """The piece of some characters in a row."""
    boxes = tuple(box for _, box in run)
    left, bottom = min(box.left for box in boxes), min(box.bottom for box in boxes)
    right, top = max(box.right for box in boxes), max(box.top for box in boxes)
    return Piece("".join(char for char, _ in run), Box(left, bottom, right, top), boxes)


def level_of(rule: Box) -> float:
    """The height of a rule that runs across."""
    return (rule.bottom + rule.top) / 2


def upright_of(rule: Box) -> float:
    """How far to the right a rule that runs down stands."""
    return (rule.left + rule.right) / 2


# -- columns of prose --------------------------------------------------------------------------------------------------


def order_columns(lines: list[Line]) -> list[Line]:
    """Lines that run over two columns of prose, left column first."""
    ordered: list[Line] = []
    index = 0
    while index < len(lines):
        end, edge = _find_columns(lines, index)
        if sum(map(_is_double, lines[index:end])) >= MIN_COLUMN_LINES:
            pieces = [piece for line in lines[index:end] for piece in line]
            ordered += [[piece] for piece in pieces if piece.box.right <= edge]
            ordered += [[piece] for piece in pieces if piece.box.right > edge]
            index = end
        else:
            ordered.append(lines[index])
            index += 1
    return ordered


def _find_columns(lines: list[Line], start: int) -> tuple[int, float]:
    """The end of a run of lines that all leave the same gap free, and where the gap begins on its left."""
    if not _is_double(lines[start]):
        return start, 0.0
    left, right = lines[start][0].box.right, lines[start][1].box.left
    end = start
    while end < len(lines) and len(lines[end]) <= 2:
        before = [piece.box.right for piece in lines[end] if piece.box.right < right]
        behind = [piece.box.left for piece in lines[end] if piece.box.right >= right]
        if max([left, *before]) > min([right, *behind]):
            break
        left, right = max([left, *before]), min([right, *behind])
        end += 1
    while end > start and not _is_double(lines[end - 1]):
        end -= 1
    return end, left


def _is_double(line: Line) -> bool:
    """Two texts side by side, neither of them a name or a number as in a table."""
    return len(line) == 2 and all(sum(map(is_wide, piece.text)) >= SIDE for piece in line)
