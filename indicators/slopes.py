"""The slope chart: both years of each place as uprights, joined where they compare."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go

from indicators.captions import describe, value_text
from indicators.eras import name_of
from indicators.labels import Language, format_number
from indicators.looks import Look, looks_of, marker, palette, text_width
from indicators.pairs import Pair, joined
from indicators.standings import Figure
from indicators.yardsticks import is_far, yardstick_look

_NARROW = 340
"""The width in pixels of a chart on a phone, which the names on both sides must fit into."""

_LEAST_BETWEEN = 90
"""Pixels between the years below which lines say nothing: names are then told short."""

_APART = 0.075
"""How far names must stand apart, in parts of the height."""


def slope_chart(
    pairs: Sequence[Pair],
    years: tuple[int, int],
    language: Language,
    *,
    divisor: float,
    yardsticks: Sequence[Pair] = (),
) -> go.Figure:
    """Both years as uprights with a line for each place whose figures compare; what does not compare stays a point.

    A yardstick too far out is left to the words beside the chart. Each point's ``customdata`` is the index of its row.
    """
    looks = looks_of(pair.place for pair in pairs)
    drawn = [*pairs, *near(pairs, yardsticks)]
    looks |= {pair.place: yardstick_look(pair.place) for pair in drawn if pair.place not in looks}
    traces = [trace for pair in drawn for trace in _traces(pair, looks[pair.place], divisor, language)]
    names = _names(drawn, divisor, language)
    if _between(names) < _LEAST_BETWEEN:
        names = _names(drawn, divisor, language, short=True)
    heights = [height for trace in traces for height in trace["y"]] + [name["y"] for name in names]
    return go.Figure(data=traces, layout=_layout(years, names, heights), _validate=False)


def near(pairs: Sequence[Pair], yardsticks: Sequence[Pair]) -> list[Pair]:
    """The yardsticks that may be drawn on the scale of the chosen places."""
    values = [each["value"] for pair in pairs for each in (*pair.first, *pair.last)]
    return [pair for pair in yardsticks if not any(is_far(each["value"], values) for each in (*pair.first, *pair.last))]


def _traces(pair: Pair, style: Look, divisor: float, language: Language) -> list[dict[str, Any]]:
    line = {"color": style.colour, "dash": style.dash, "width": 2.5}
    plain = {"hoverinfo": "skip", "showlegend": False, "type": "scatter"}
    traces: list[dict[str, Any]] = []
    if joined(pair):
        ends = [pair.first[0]["value"] / divisor, pair.last[0]["value"] / divisor]
        traces.append({**plain, "x": [0, 1], "y": ends, "mode": "lines", "line": line})
    for at, figures in enumerate((pair.first, pair.last)):
        traces += [_point(at, each, style, divisor, language) for each in figures]
    return traces


def _point(at: int, figure: Figure, style: Look, divisor: float, language: Language) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [at],
        "y": [figure["value"] / divisor],
        "mode": "markers",
        "marker": marker(style, figure["kind"], basis=bool(figure["basis"])),
        "customdata": [[figure["index"]]],
        "hovertext": [escape(describe(figure, language))],
        "hoverinfo": "text",
        "showlegend": False,
    }


def _names(drawn: Sequence[Pair], divisor: float, language: Language, *, short: bool = False) -> list[dict[str, Any]]:
    """Beside each end the value and the place, which a line to the right tells on the left; moved apart where they would overlap.

    ``short`` leaves out that a district is one (Donghu for Donghu District).
    """
    values = [each["value"] / divisor for pair in drawn for each in (*pair.first, *pair.last)]
    if not values:
        return []
    low, high = min(values), max(values)
    step = _APART * ((high - low) or abs(high) or 1.0)
    notes = []
    for at in (0, 1):
        ends = [(figure, pair) for pair in drawn for figure in (pair.first, pair.last)[at]]
        heights = spread([figure["value"] / divisor for figure, _ in ends], step)
        for (figure, pair), height in zip(ends, heights, strict=True):
            name = "" if at == 0 and joined(pair) else name_of(pair.place, language)
            name = name.removesuffix(" District") if short else name
            notes.append(_name(at, figure, name, height, divisor, language))
    return notes


def _name(at: int, figure: Figure, name: str, height: float, divisor: float, language: Language) -> dict[str, Any]:
    number = format_number(figure["value"] / divisor, 2)
    text = "  ".join(filter(None, [number, name] if at else [name, number]))
    return {
        "x": at,
        "y": height,
        "text": escape(text),
        "showarrow": False,
        "xanchor": "left" if at else "right",
        "xshift": 12 if at else -12,
        "font": {"size": 12},  # in the page's ink: a line's colour is too faint for words on dark paper
        "hovertext": escape(value_text(figure, language, basis=True)),
    }


def spread(heights: Sequence[float], step: float) -> list[float]:
    """The heights moved as little as it takes to stand at least ``step`` apart, in the order given.

    >>> spread([1.0, 5.0, 5.0], 1.0)
    [1.0, 4.5, 5.5]
    """
    order = sorted(range(len(heights)), key=heights.__getitem__)
    blocks: list[
        tuple[float, list[int]]
    ] = []  # middle and members: overlapping names share the room around their middle
    for at in order:
        blocks.append((heights[at], [at]))
        while len(blocks) > 1 and _overlap(blocks[-2], blocks[-1], step):
            (_, lower), (_, upper) = blocks[-2:]
            members = lower + upper
            blocks[-2:] = [(sum(heights[each] for each in members) / len(members), members)]
    found = dict.fromkeys(order, 0.0)
    for middle, members in blocks:
        for number, at in enumerate(members):
            found[at] = middle + (number - (len(members) - 1) / 2) * step
    return [found[at] for at in range(len(heights))]


def _overlap(lower: tuple[float, list[int]], upper: tuple[float, list[int]], step: float) -> bool:
    return upper[0] - lower[0] < step * (len(lower[1]) + len(upper[1])) / 2 - 1e-9 * step


def _layout(years: tuple[int, int], names: list[dict[str, Any]], heights: Sequence[float]) -> dict[str, Any]:
    line = {"color": palette()["neutral"], "width": 1}
    low, high = min(heights, default=0.0), max(heights, default=1.0)
    room = 0.06 * ((high - low) or abs(high) or 1.0)
    return {
        "height": 300,
        "margin": {"l": 4, "r": 4, "t": 8, "b": 28},
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "annotations": names,
        "shapes": [
            {"type": "line", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1, "layer": "below", "line": line}
            for at in (0, 1)
        ],
        "xaxis": {"range": _reach(names), "tickvals": [0, 1], "ticktext": [str(year) for year in years]}
        | {"showgrid": False, "zeroline": False, "automargin": False, "fixedrange": True},
        "yaxis": {"visible": False, "fixedrange": True, "range": [low - room, high + room]},
    }


def _reach(names: Sequence[dict[str, Any]]) -> list[float]:
    """From where to where the chart reaches for the longest names on both sides, with the years at 0 and 1."""
    left, right = _sides(names)
    between = _between(names)
    return [-left / between, 1 + right / between]


def _between(names: Sequence[dict[str, Any]]) -> float:
    """The pixels that names leave between the years on a phone."""
    return _NARROW - sum(_sides(names))


def _sides(names: Sequence[dict[str, Any]]) -> tuple[float, float]:
    left, right = (
        min(max((_width(str(name["text"])) for name in names if name["x"] == at), default=0.0), most * _NARROW)
        for at, most in ((0, 0.4), (1, 0.5))
    )
    return left, right


def _width(text: str) -> float:
    """About how many pixels a name takes, with its distance from the point."""
    return text_width(text) + 20
