"""PDF pages drawn by hand: texts and rules wherever a test wants them; the font is not embedded, its encoding a predefined one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

EM = 12
"""The size of all texts; a character of Latin script takes half of it."""


class Text(NamedTuple):
    """A text that begins at ``x`` points from the left, ``y`` from the foot; ``spread`` sets its characters apart."""

    x: float
    y: float
    text: str
    spread: float = 0.0


Rule = tuple[float, float, float, float]
"""From x, y to x, y."""

_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 5 0 R /DW 1000 /W [1 95 500]"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
    b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0"
    b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>",
)


def draw_pdf(pages: Sequence[Iterable[Text]], rules: Sequence[Rule] = (), rotated: int = 0) -> bytes:
    """A PDF of the texts, one sequence for each page, in the order in which the file has them; each page has all the rules."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", *_FONT]
    kids = []
    lines = b"".join(b"%g %g m %g %g l S\n" % rule for rule in rules)
    for texts in pages:
        stream = lines + b"".join(
            b"BT /F1 %d Tf %g Tc %g %g Td <%s> Tj ET\n"
            % (EM, each.spread, each.x, each.y, each.text.encode("utf-16-be").hex().encode())
            for each in texts
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate %d /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (rotated, len(objects))
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    return _join_objects(objects)


def _join_objects(objects: Sequence[bytes]) -> bytes:
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer


def draw_lines(lines: Sequence[str], top: float = 800, left: float = 72) -> list[Text]:
    """Lines of text below each other."""
    return [Text(left, top - 20 * index, line) for index, line in enumerate(lines)]


def draw_rows(
    rows: Sequence[Sequence[str]], columns: Sequence[float], top: float = 700, step: float = 20
) -> list[Text]:
    """The texts of a table: each row on one height, each column from one place on."""
    return [
        Text(columns[column], top - step * index, text)
        for index, row in enumerate(rows)
        for column, text in enumerate(row)
        if text
    ]


def rule_grid(xs: Sequence[float], ys: Sequence[float]) -> list[Rule]:
    """The rules around all cells between these places."""
    across = [(xs[0], y, xs[-1], y) for y in ys]
    return across + [(x, ys[0], x, ys[-1]) for x in xs]
