"""A chart's legend as HTML, for the page to show: drawn by plotly, each of its entries would be a trace of its own."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import cos, pi, sin
from typing import Any
from urllib.parse import quote

WIDTH, HEIGHT = 34, 18
_MOST = 14
"""Pixels of the largest symbol, which points in the chart may exceed."""

_DASHES = {"dot": (1, 1), "dash": (3, 3), "longdash": (5, 5), "dashdot": (3, 1, 1, 1), "longdashdot": (5, 2, 1, 2)}
"""Dashes and gaps in widths of the line, as plotly draws them."""

Corner = tuple[float, float]


def _around(count: int, *radii: float, turn: float = 0) -> list[Corner]:
    """Corners at equal angles from the top, at these distances in turn."""
    angles = [2 * pi * (at + turn) / count for at in range(count)]
    return [
        (radii[at % len(radii)] * sin(angle), -radii[at % len(radii)] * cos(angle)) for at, angle in enumerate(angles)
    ]


def _plus(long: float, short: float) -> list[Corner]:
    quarter = [(-short, -long), (short, -long), (short, -short)]
    corners: list[Corner] = []
    for _ in range(4):
        corners += quarter
        quarter = [(-y, x) for x, y in quarter]
    return corners


def _turned(corners: Sequence[Corner]) -> list[Corner]:
    """By an eighth of a circle."""
    half = 0.5**0.5
    return [(half * (x - y), half * (x + y)) for x, y in corners]


_SHAPES: dict[str, list[Corner]] = {
    "square": [(-1, -1), (1, -1), (1, 1), (-1, 1)],
    "diamond": _around(4, 1.3),
    "diamond-tall": [(0, -1.4), (0.7, 0), (0, 1.4), (-0.7, 0)],
    "diamond-wide": [(0, -0.7), (1.4, 0), (0, 0.7), (-1.4, 0)],
    "cross": _plus(1.2, 0.4),
    "x": _turned(_plus(1.2, 0.4)),
    "pentagon": _around(5, 1.1),
    "hexagon": _around(6, 1.15),
    "star": _around(10, 1.4, 0.55),
    "bowtie": [(-1, -1), (1, 1), (1, -1), (-1, 1)],
    "hourglass": [(-1, -1), (1, -1), (-1, 1), (1, 1)],
    "triangle-up": _around(3, 1.15),
    "triangle-down": _around(3, 1.15, turn=1.5),
}
"""The outlines of plotly's symbols, of radius 1."""

_STROKES: dict[str, list[tuple[Corner, Corner]]] = {
    "line-ew": [((-1.4, 0), (1.4, 0))],
    "line-ns": [((0, -1.4), (0, 1.4))],
    "x-thin": [((-1, -1), (1, 1)), ((-1, 1), (1, -1))],
    "asterisk": [((-1.2, 0), (1.2, 0)), ((0, -1.2), (0, 1.2)), ((-0.85, -0.85), (0.85, 0.85)), ((-0.85, 0.85), (0.85, -0.85))],
}  # fmt: skip
"""The symbols that are nothing but lines."""


def legend_html(entries: Sequence[dict[str, Any]]) -> str:
    """The entries of a legend, whose names are escaped already, each behind a picture of what it looks like in the chart."""
    items = "".join(
        f"<li><img alt='' width='{WIDTH}' height='{HEIGHT}' src='data:image/svg+xml,{quote(swatch(entry))}'>{entry['name']}</li>"
        for entry in entries
    )
    return f"<ul class='di-legend'>{items}</ul>" if items else ""


def swatch(entry: dict[str, Any]) -> str:
    """An entry's line and symbol as an SVG picture.

    >>> swatch({"mode": "markers", "marker": {"symbol": "circle", "size": 10, "color": "#111111"}}).split(">", 1)[1]
    "<circle r='5' fill='#111111' stroke='none' stroke-width='0'/></svg>"
    """
    drawn = _line(entry["line"]) if "lines" in entry["mode"] else ""
    drawn += _symbol(entry["marker"]) if "markers" in entry["mode"] else ""
    return f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='{-WIDTH / 2:g} {-HEIGHT / 2:g} {WIDTH} {HEIGHT}'>{drawn}</svg>"


def _line(line: dict[str, Any]) -> str:
    width = line.get("width", 2)
    dashes = " ".join(f"{part * max(width, 3):g}" for part in _DASHES.get(line.get("dash", "solid"), ()))
    return f"<path d='M-16 0H16' {_attributes(fill='none', stroke=line['color'], stroke_width=width, stroke_dasharray=dashes or 'none')}/>"


def _symbol(marker: dict[str, Any]) -> str:
    name, size = str(marker["symbol"]), min(float(marker["size"]), _MOST)
    dotted, hollow = name.endswith("-dot"), "-open" in name
    shape = name.removesuffix("-dot").removesuffix("-open")
    edge = marker.get("line", {})
    given = {"fill": marker["color"], "stroke": edge.get("color", "none"), "stroke_width": edge.get("width", 0)}
    if hollow:
        given |= {"fill": "none", "stroke": marker["color"], "stroke_width": edge.get("width") or 1}
    told = _attributes(**given, **({"opacity": marker["opacity"]} if "opacity" in marker else {}))
    drawn = _outline(shape, size / 2, told)
    dot = _attributes(fill=marker["color"] if hollow else edge.get("color", "none"))
    return drawn + (f"<circle r='{0.15 * size:g}' {dot}/>" if dotted else "")


def _outline(shape: str, radius: float, told: str) -> str:
    if shape == "circle":
        return f"<circle r='{radius:g}' {told}/>"
    if shape in _STROKES:
        moves = "".join(f"M{_point(start, radius)}L{_point(end, radius)}" for start, end in _STROKES[shape])
        return f"<path d='{moves}' {told}/>"
    return f"<path d='M{'L'.join(_point(corner, radius) for corner in _SHAPES[shape])}Z' {told}/>"


def _point(corner: Corner, radius: float) -> str:
    return f"{corner[0] * radius:.2f} {corner[1] * radius:.2f}"


def _attributes(**given: Any) -> str:
    return " ".join(f"{name.replace('_', '-')}='{escape(f'{value}')}'" for name, value in given.items())
