"""The heads of a table without rules: heads over several columns, heads on two lines, and heads beside two rows of others."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.reports.layout import Piece

SAME_LEVEL = 0.4
"""Ems between the middles of heads on one level; one beside two levels stands between them."""

CENTRED = 1.2
"""Ems between the middle of a head over several columns and the middle of those columns."""

WRAPPED = 1.8
"""Ems between two lines of one cell at the most."""

Span = tuple[float, float]
"""From where to where a column reaches."""


def read_heads(pieces: Sequence[Piece], spans: Sequence[Span], em: float) -> list[list[str]]:
    """The rows of heads, from top to bottom; a head over several columns or rows is repeated in each."""
    if not pieces:
        return []
    levels = _find_levels(pieces, em)
    wide = [_widen(span, index, levels[-1], spans) for index, span in enumerate(spans)]
    base = sorted({column for piece in levels[-1] for column in _columns_under(piece, wide)})
    over: dict[int, list[str]] = {column: [] for column in range(len(spans))}
    own = [""] * len(spans)
    for level in levels[:-1]:
        for piece, columns in _find_groups(level, levels[-1], wide, em) or _share_columns(level, base, wide, em):
            for column in columns:
                if len(columns) > 1:
                    over[column].append(piece.text)
                else:
                    own[column] += piece.text
    for piece in levels[-1]:
        for column in _columns_under(piece, wide)[:1]:
            own[column] += piece.text
    stacks = [[*over[column], own[column]] for column in range(len(spans))]
    depth = max(map(len, stacks))
    return [[stack[min(row, len(stack) - 1)] for stack in stacks] for row in range(depth)]


def stands_over(piece: Piece, heads: Sequence[Piece], spans: Sequence[Span], gap: float, em: float) -> bool:
    """Whether a text on a line of its own is a head of some columns or the first line of one, and not the table's title."""
    middle, width = piece.box.middle[0], piece.box.right - piece.box.left
    wide = [_widen(span, index, heads, spans) for index, span in enumerate(spans)]
    for first in range(len(wide)):
        for last in range(first, len(wide)):
            left, right = wide[first][0], wide[last][1]
            off = abs((left + right) / 2 - middle)
            fits = width <= right - left + 2 * em
            # The first column names the rows: no head stands over it and others.
            if 0 < first < last and fits and off <= CENTRED * em and heads:
                return True
            if first == last and fits and off <= em / 2 and (gap <= WRAPPED * em or not heads):
                return True
    return False


def _find_levels(pieces: Sequence[Piece], em: float) -> list[list[Piece]]:
    """The heads by the height that they stand at, the highest first."""
    levels: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda each: -each.box.middle[1]):
        if levels and levels[-1][0].box.middle[1] - piece.box.middle[1] <= SAME_LEVEL * em:
            levels[-1].append(piece)
        else:
            levels.append([piece])
    return levels


def _widen(span: Span, index: int, heads: Sequence[Piece], spans: Sequence[Span]) -> Span:
    """A column with its own lowest head, which may be wider than its values."""
    for piece in heads:
        if _columns_under(piece, spans) == [index]:
            return min(span[0], piece.box.left), max(span[1], piece.box.right)
    return span


def _columns_under(piece: Piece, spans: Sequence[Span]) -> list[int]:
    """The columns that a head stands over: those whose middle it covers, else the nearest."""
    middle = piece.box.middle[0]
    covered = [i for i, (left, right) in enumerate(spans) if piece.box.left <= (left + right) / 2 <= piece.box.right]
    return covered or [min(range(len(spans)), key=lambda i: _distance(middle, spans[i]))]


def _distance(x: float, span: Span) -> float:
    return max(span[0] - x, x - span[1], 0.0)


def _find_groups(
    level: Sequence[Piece], lowest: Sequence[Piece], spans: Sequence[Span], em: float
) -> list[tuple[Piece, list[int]]]:
    """The heads of a level with their columns, if each begins with the first of several heads that stand below all of them.

    总量 and 增速 below 全市, and 总量 and 增速 below 全省, are theirs though both stand on the left and reach over 总量 only.
    """
    below = sorted(lowest, key=lambda piece: piece.box.left)
    firsts = [at for at, piece in enumerate(below) if piece.text == below[0].text]
    size = firsts[1] if len(firsts) > 1 else 0
    names = [piece.text for piece in below]
    if size < 2 or names != names[:size] * len(firsts):
        return []
    found = []
    for at in firsts:
        over = [piece for piece in level if abs(piece.box.left - below[at].box.left) <= em / 2]
        if len(over) != 1:
            return []
        found.append(
            (over[0], sorted({c for piece in below[at : at + size] for c in _columns_under(piece, spans)[:1]}))
        )
    grouped = [piece for piece, _ in found]
    return found + [(piece, _columns_under(piece, spans)) for piece in level if piece not in grouped]


def _share_columns(
    level: Sequence[Piece], base: Sequence[int], spans: Sequence[Span], em: float
) -> list[tuple[Piece, list[int]]]:
    """The heads of a level above the lowest with their columns.

    Where each stands in the middle of the columns nearest to it, these are its columns, even those that it does not reach;
    a head over a column without one on the lowest level stands beside it and over its own column only.
    """
    beside = [piece for piece in level if not set(_columns_under(piece, spans)) & set(base)]
    above = [piece for piece in level if piece not in beside]
    shares: dict[int, list[int]] = {index: [] for index in range(len(above))}
    for column in base if above else ():
        middle = sum(spans[column]) / 2
        shares[min(shares, key=lambda i: abs(above[i].box.middle[0] - middle))].append(column)
    centred = all(
        columns and abs((spans[columns[0]][0] + spans[columns[-1]][1]) / 2 - above[i].box.middle[0]) <= CENTRED * em
        for i, columns in shares.items()
    )
    if centred:
        return [(above[i], columns) for i, columns in shares.items()] + [(p, _columns_under(p, spans)) for p in beside]
    return [(piece, _columns_under(piece, spans)) for piece in level]
