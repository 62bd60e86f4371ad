"""A page of a PDF as PDFium has it, characters and paths with their places, to its layout: lines of text and rules."""

from __future__ import annotations

import ctypes
import re
import sys
from collections.abc import Callable, Iterator
from itertools import islice, pairwise
from statistics import median
from typing import TYPE_CHECKING

from indicators.reports.layout import NEAR, Box, Layout, Line, Piece, is_wide, level_of, make_piece

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

GAP = 0.9
"""Ems between two characters; from there on they stand in two columns, since justified text is stretched by less."""

WORD_GAP = 0.1
"""Ems that a space between two words takes at least; PDFium also puts spaces and line ends where it takes a text for an upright one."""

RULE_WIDTH = 3.0
"""Points; what is thicker is a bar or a coloured ground and no line."""

MAX_RULES = 4000
"""A page with more of them holds a drawing."""

SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")

SHIFT = 0.4
"""Ems up or down from which on a text that begins further left is another line."""


def read_layout(page: PdfPage) -> Layout:
    """The lines of a page, and the rules drawn on it unless there are so many that they are a drawing."""
    turn = _find_turn(page)
    textpage = page.get_textpage()
    try:
        text, boxes = _read_text(textpage), [turn(box) for box in _iter_boxes(textpage)]
    finally:
        textpage.close()
    widths = [box.right - box.left for char, box in zip(text, boxes, strict=True) if is_wide(char)]
    em = median(widths) if widths else 10.0
    rules = [turn(rule) for rule in islice(_iter_rules(page), MAX_RULES)]
    rules = rules if len(rules) < MAX_RULES else []
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


def _read_text(textpage: PdfTextPage) -> str:
    """The characters of a page, one for each of its boxes."""
    from pypdfium2 import raw

    text, count = textpage.get_text_range(), textpage.count_chars()
    if len(text) == count:
        return str(text)
    # A character beyond the basic plane has two boxes there: it takes the first, the second stays empty.
    codes = [raw.FPDFText_GetUnicode(textpage.raw, index) for index in range(count)]
    units = "".join(chr(code) if code <= sys.maxunicode else "\ufffd" for code in codes)
    whole = SURROGATES.sub(lambda pair: f"{_join_units(pair[0])}\0", units)
    return re.sub("[\ud800-\udfff]", "\ufffd", whole)


def _join_units(pair: str) -> str:
    return pair.encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _iter_boxes(textpage: PdfTextPage) -> Iterator[Box]:
    from pypdfium2 import raw

    found = raw.FS_RECTF()
    for index in range(textpage.count_chars()):
        raw.FPDFText_GetLooseCharBox(textpage.raw, index, found)
        yield Box(found.left, found.bottom, found.right, found.top)


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
    feed: int | None = None
    for index, (char, box) in enumerate(zip(text, boxes, strict=True)):
        if char == "\n":
            feed = index
        elif not char.isspace():
            if last and feed is not None and not _goes_on(last, box, em):
                yield feed
            elif last and box.left < last.left and abs(box.middle[1] - last.middle[1]) > SHIFT * em:
                yield index
            last, feed = box, None


def _goes_on(last: Box, box: Box, em: float) -> bool:
    """Whether a character stands right behind another.

    PDFium ends a line within ”，, of which one is written high and one low, and behind each character of a page that it takes for upright.
    """
    return abs(box.middle[1] - last.middle[1]) <= SHIFT * em and last.left < box.left < last.right + GAP * em


def _split_pieces(text: str, boxes: list[Box], em: float) -> Iterator[Piece]:
    """The pieces of a line; a space that only stretches a justified line is left out."""
    run: list[tuple[str, Box]] = []
    spaced = False
    word_gap = WORD_GAP * em + _find_spread(text, boxes)
    for char, box in zip(text, boxes, strict=True):
        if char.isspace():
            spaced = spaced or bool(run)
        if char.isspace() or char == "\0":
            continue
        if run:
            last, before = run[-1]
            gap = box.left - before.right
            if gap >= GAP * em and spaced:
                yield make_piece(run)
                run = []
            elif spaced and gap > word_gap and not (is_wide(char) or is_wide(last)):
                run.append((" ", before))
        run.append((char, box))
        spaced = False
    if run:
        yield make_piece(run)


def _find_spread(text: str, boxes: list[Box]) -> float:
    """How far the characters of a line are set apart: as far apart stand the digits of a number, which PDFium parts then."""
    gaps = [
        behind.left - box.right
        for (char, box), (after, behind) in pairwise(zip(text, boxes, strict=True))
        if not char.isspace() and not after.isspace()
    ]
    return max(0.0, median(gaps)) if gaps else 0.0


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
