"""What the tests of charts share: bundled traces taken apart again into what a reader sees."""

from __future__ import annotations

from typing import Any

from plotly.graph_objects import Scatter

PER_POINT = ("x", "y", "customdata", "hovertext", "text", "textposition")


def runs_of(trace: Scatter) -> list[Scatter]:
    """The lines of a trace: a gap ends one and begins the next."""
    runs: list[list[int]] = [[]]
    for at, value in enumerate(trace.x):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(at)
    return [_part(trace, run) for run in runs if run]


def looks_of(trace: Scatter) -> list[Scatter]:
    """The points of a trace, those of one look together, in the order of their first ones."""
    alike: dict[str, list[int]] = {}
    for at in range(len(trace.x)):
        alike.setdefault(
            str((_at(trace.marker.to_plotly_json(), at), trace.text is None or trace.text[at] == "")), []
        ).append(at)
    return [_part(trace, points) for points in alike.values()]


def _part(trace: Scatter, points: list[int]) -> Scatter:
    given = trace.to_plotly_json()
    lists = {
        name: [given[name][at] for at in points] for name in PER_POINT if isinstance(given.get(name), (list, tuple))
    }
    marker = {"marker": _at(given["marker"], points[0])} if "marker" in given else {}
    font = {"textfont": _at(given["textfont"], points[0])} if "textfont" in given else {}
    if not any(lists.get("text", [])):  # a point without a word among others that have one
        lists.pop("text", None)
        given = {name: value for name, value in given.items() if name != "text"} | {
            "mode": given["mode"].removesuffix("+text")
        }
    return Scatter(given | lists | marker | font)


def _at(given: dict[str, Any], at: int) -> dict[str, Any]:
    """The look of one point."""
    return {
        name: _at(value, at) if isinstance(value, dict) else value[at] if isinstance(value, (list, tuple)) else value
        for name, value in given.items()
    }
