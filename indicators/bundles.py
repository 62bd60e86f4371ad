"""Many small traces of a chart → few: plotly walks through all of its attributes once for each trace, however small.

What looks alike as a whole (lines of one stroke) becomes one trace with gaps; points and words take their look from lists.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Trace = dict[str, Any]


def bundle(traces: Sequence[Trace]) -> list[Trace]:
    """The same drawing from fewer traces: lines lowest, spans and points in their order, then signs.

    Points with reaches of their own (``error_y``) stay apart, since those have one colour for a whole trace.
    """
    groups: dict[Any, list[Trace]] = {}
    for trace in traces:
        groups.setdefault(_key(trace), []).append(trace)
    ordered = sorted(groups.values(), key=lambda group: _LAYERS.index(_layer(group[0])))
    return [_JOINS[_layer(group[0])](group) if len(group) > 1 else group[0] for group in ordered]


def _layer(trace: Trace) -> str:
    if "line" in trace:
        return "line"
    if "error_y" in trace or trace["x"] == [None]:
        return "apart"
    return "point" if "customdata" in trace else "sign"


def _key(trace: Trace) -> tuple[Any, ...]:
    layer = _layer(trace)
    axes = (layer, trace.get("xaxis"), trace.get("yaxis"))
    if layer == "line":
        return (*axes, trace["mode"], *sorted(trace["line"].items()))
    return (*axes, id(trace)) if layer == "apart" else axes


def _join_lines(group: list[Trace]) -> Trace:
    """Lines of one stroke: a gap between each two keeps them apart."""
    joined: Trace = {**group[0], "x": list(group[0]["x"]), "y": list(group[0]["y"])}
    for trace in group[1:]:
        for name in ("x", "y"):
            joined[name] += [None, *trace[name]]
    return joined


def _join_points(group: list[Trace]) -> Trace:
    """Points of any look; words stand beside those that have some."""
    joined = {**group[0], "marker": _join_markers(group)}
    for name in ("x", "y", "customdata", "hovertext"):
        joined[name] = [value for trace in group for value in trace[name]]
    return joined | _join_words(group)


def _join_signs(group: list[Trace]) -> Trace:
    """Signs beside points that are drawn elsewhere, each in its place's colour."""
    joined: Trace = {**group[0]}
    for name in ("x", "y"):
        joined[name] = [value for trace in group for value in trace[name]]
    return joined | _join_words(group)


def _join_words(group: list[Trace]) -> Trace:
    if not any("text" in trace for trace in group):
        return {}
    fonts = [trace.get("textfont", {}) for trace in group]
    font: Trace = {"size": max(each.get("size", 0) for each in fonts)}
    if any("color" in each for each in fonts):
        font["color"] = _each(group, lambda trace: trace["textfont"]["color"])
    return {
        "mode": "markers+text",
        "text": [words for trace in group for words in trace.get("text", [""] * len(trace["x"]))],
        "textposition": _each(group, lambda trace: trace.get("textposition", "top center")),
        "textfont": font,
    }


def _join_markers(group: list[Trace]) -> Trace:
    return {
        "symbol": _each(group, lambda trace: trace["marker"]["symbol"]),
        "size": _each(group, lambda trace: trace["marker"]["size"]),
        "color": _each(group, lambda trace: trace["marker"]["color"]),
        "opacity": _each(group, lambda trace: trace["marker"].get("opacity", 1)),
        "line": {
            "width": _each(group, lambda trace: trace["marker"].get("line", {}).get("width", 0)),
            "color": _each(group, lambda trace: trace["marker"].get("line", {}).get("color", trace["marker"]["color"])),
        },
    }


def _each(group: Sequence[Trace], find: Callable[[Trace], Any]) -> list[Any]:
    """What each point takes from its trace."""
    return [find(trace) for trace in group for _ in trace["x"]]


_JOINS = {"line": _join_lines, "point": _join_points, "sign": _join_signs}
_LAYERS = ("line", "apart", "point", "sign")
