"""What stands where on a page of a PDF: its characters as lines, lines as pieces with wide gaps between, and its rules."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

GAP = 0.9
"""Ems between two characters; from there on they stand in two columns, since justified text is stretched by less."""

RULE_WIDTH = 3.0
"""Points; what is thicker is a bar or a coloured ground and no line."""

SHIFT = 0.4
"""Ems up or down from which on a text that begins further left is another line."""

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


def read_layout(page: PdfPage) -> Layout:
    """The lines and rules of a page, without page-wide frames and grounds."""
    turn = _find_turn(page)
    textpage = page.get_textpage()
    try:
        text, boxes = textpage.get_text_range(), [turn(box) for box in _iter_boxes(textpage)]
    finally:
        textpage.close()
    if len(text) != len(boxes):
        # Characters beyond the basic plane count twice in one of the two.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")[: len(boxes)].ljust(len(boxes))
    widths = [box.right - box.left for char, box in zip(text, boxes, strict=True) if is_wide(char)]
    em = median(widths) if widths else 10.0
    rules = [turn(rule) for rule in _iter_rules(page)]
    across = _join_rules([rule for rule in rules if rule.right - rule.left > rule.top - rule.bottom])
    down = _join_rules([_turn(rule) for rule in rules if rule.right - rule.left <= rule.top - rule.bottom])
    return Layout(list(_split_lines(text, boxes, em)), across, [_turn(rule) for rule in down], em)


def _find_turn(page: PdfPage) -> Callable[[Box], Box]:
    """How a place on the page as it is written becomes one on the page as it is shown: wide tables often lie on their side."""
    rotation = page.get_rotation()
    if rotation == 90:
        return lambda box: Box(box.bottom, -box.right, box.top, -box.left)
    if rotation == 180:
        return lambda box: Box(-box.right, -box.top, -box.left, -box.bottom)
    if rotation == 270:
        return lambda box: Box(-box.top, box.left, -box.bottom, box.right)
    return lambda box: box


def _iter_boxes(textpage: object) -> Iterator[Box]:
    from pypdfium2 import raw

    handle = textpage.raw  # type: ignore[attr-defined]
    found = raw.FS_RECTF()
    for index in range(raw.FPDFText_CountChars(handle)):
        raw.FPDFText_GetLooseCharBox(handle, index, found)
        yield Box(found.left, found.bottom, found.right, found.top)


def is_wide(char: str) -> bool:
    """Whether a character takes a full square."""
    return unicodedata.east_asian_width(char) in "WF"


def _split_lines(text: str, boxes: list[Box], em: float) -> Iterator[Line]:
    start = 0
    for end in [*_iter_ends(text, boxes, em), len(text)]:
        line = list(_split_pieces(text[start:end], boxes[start:end], em))
        if line:
            yield line
        start = end


def _iter_ends(text: str, boxes: list[Box], em: float) -> Iterator[int]:
    """Where a line ends: at a line end, and where the text goes back to the left and up or down."""
    last: Box | None = None
    for index, (char, box) in enumerate(zip(text, boxes, strict=True)):
        if char == "\n":
            yield index
            last = None
        elif not char.isspace():
            if last and box.left < last.left and abs(box.middle[1] - last.middle[1]) > SHIFT * em:
                yield index
            last = box


def _split_pieces(text: str, boxes: list[Box], em: float) -> Iterator[Piece]:
    """The pieces of a line; a space that only stretches a justified line is left out."""
    run: list[tuple[str, Box]] = []
    spaced = False
    for char, box in zip(text, boxes, strict=True):
        if char.isspace() or char == "\0":
            spaced = spaced or bool(run)
            continue
        if run:
            last, before = run[-1]
            gap = box.left - before.right
            if gap >= GAP * em and spaced:
                yield make_piece(run)
                run = []
            elif spaced and not (is_wide(char) or is_wide(last)):
                run.append((" ", before))
        run.append((char, box))
        spaced = False
    if run:
        yield make_piece(run)


def make_piece(run: Sequence[tuple[str, Box]]) -> Piece:
    """The piece of some characters in a row."""
    boxes = tuple(box for _, box in run)
    left, bottom = min(box.left for box in boxes), min(box.bottom for box in boxes)
    right, top = max(box.right for box in boxes), max(box.top for box in boxes)
    return Piece("".join(char for char, _ in run), Box(left, bottom, right, top), boxes)


# -- rules -------------------------------------------------------------------------------------------------------------


def _iter_rules(page: PdfPage) -> Iterator[Box]:
    """The lines drawn on a page, each a thin box; a stroked frame gives its four sides."""
    from pypdfium2 import raw

    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        shape = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(shape) == raw.FPDF_PAGEOBJ_PATH:
            for box in _iter_strokes(shape):
                width, height = box.right - box.left, box.top - box.bottom
                if min(width, height) <= RULE_WIDTH < max(width, height):
                    yield box


def _iter_strokes(shape: object) -> Iterator[Box]:
    """The strokes of a path: its box where that is thin, else the straight lines between its points."""
    import ctypes

    from pypdfium2 import raw

    edges = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(shape, *edges)
    whole = Box(*(edge.value for edge in edges))
    if min(whole.right - whole.left, whole.top - whole.bottom) <= RULE_WIDTH:
        yield whole
        return
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(shape, matrix)
    x, y, previous, first = ctypes.c_float(), ctypes.c_float(), None, None
    for index in range(raw.FPDFPath_CountSegments(shape)):
        segment = raw.FPDFPath_GetPathSegment(shape, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif previous and kind == raw.FPDF_SEGMENT_LINETO:
            yield _between(previous, point)
        if first and raw.FPDFPathSegment_GetClose(segment):
            yield _between(point, first)
        previous = point


def _between(one: tuple[float, float], other: tuple[float, float]) -> Box:
    return Box(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))


def _turn(rule: Box) -> Box:
    return Box(rule.bottom, rule.left, rule.top, rule.right)


def _join_rules(rules: list[Box]) -> list[Box]:
    """Rules that continue each other as one."""
    joined: list[Box] = []
    for rule in sorted(rules, key=lambda r: (round(level_of(r)), r.left)):
        last = joined[-1] if joined else None
        if last and abs(level_of(last) - level_of(rule)) <= NEAR / 2 and rule.left <= last.right + NEAR:
            joined[-1] = Box(
                last.left, min(last.bottom, rule.bottom), max(last.right, rule.right), max(last.top, rule.top)
            )
        else:
            joined.append(rule)
    return joined


def level_of(rule: Box) -> float:
    """The height of a rule that runs across."""
    return (rule.bottom + rule.top) / 2


def upright_of(rule: Box) -> float:
    """How far to the right a rule that runs down stands."""
    return (rule.left + rule.right) / 2


# -- columns of prose --------------------------------------------------------------------------------------------------


def order_columns(lines: list[Line]) -> list[Line]:
    """Lines that run over two columns of prose, left column first; tables have numbers on one side of their gaps."""
    ordered: list[Line] = []
    index = 0
    while index < len(lines):
        end = index
        while end < len(lines) and _is_double(lines[end]) and _same_gap(lines[index], lines[end]):
            end += 1
        if end - index >= MIN_COLUMN_LINES:
            ordered += [[line[0]] for line in lines[index:end]] + [[line[1]] for line in lines[index:end]]
            index = end
        else:
            ordered.append(lines[index])
            index += 1
    return ordered


def _is_double(line: Line) -> bool:
    return len(line) == 2 and all(sum(map(is_wide, piece.text)) >= SIDE for piece in line)


def _same_gap(one: Line, other: Line) -> bool:
    return max(one[0].box.right, other[0].box.right) <= min(one[1].box.left, other[1].box.left)
