"""Tidy rows → small multiples: one indicator over the years in a panel for each place, on a shared or on free scales."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from indicators.bundles import bundle
from indicators.captions import records, unit_scale
from indicators.charts import drawable, marked, shown_breaks
from indicators.disputes import Dispute
from indicators.eras import Break, format_place, name_of
from indicators.labels import Language, say
from indicators.looks import BOUND_SIGNS, View, looks_of, palette, text_width
from indicators.points import is_range, place_points
from indicators.series import JOINED, line_runs, unrounded
from indicators.standings import Figure
from indicators.yardsticks import is_far, yardstick_look

ACROSS = 2
"""Panels beside each other: as many as a phone's width bears."""

Run = tuple[list[int], list[float]]
"""Years and values that a line joins."""

SMALLER = 0.7
"""The size of points beside those of a chart of its own."""

_HEIGHT = 165
_GRID = "rgba(128,128,128,0.18)"


def panels_chart(
    rows: pd.DataFrame,
    places: Sequence[str],
    language: Language,
    *,
    shared: bool,
    told: Mapping[int, Dispute] | None = None,
    yardsticks: Sequence[str] = (),
) -> go.Figure:
    """One indicator and measure in one unit: a panel for each of ``places`` and ``yardsticks``, empty where nothing is reported.

    With ``shared`` all panels have one scale, but for yardsticks that would press the others flat. Only full-year outcomes
    of one definition are joined, and no line crosses a change of area. Each point's ``customdata`` is the index of its row.
    """
    looks = looks_of(places) | {place: yardstick_look(place) for place in yardsticks}
    view = View(language, told or {}, compact=True, looks=looks)
    shown = marked(unrounded(drawable(rows)))
    found = records(shown)
    divisor, _ = unit_scale(
        shown[shown["place"].isin(places)] if set(shown["place"]) & set(places) else shown, language
    )
    changes = shown_breaks(shown, [*places, *yardsticks])
    runs = _runs(found, changes, divisor)
    traces: list[dict[str, Any]] = []
    for at, place in enumerate([*places, *yardsticks]):
        mine = [row for row in found if row["place"] == place]
        axes = {"xaxis": _axis("x", at), "yaxis": _axis("y", at)}
        traces += [{**trace, **axes} for trace in _panel(place, mine, runs.get(place, []), divisor, view)]
    layout = _layout(found, places, yardsticks, changes, divisor, language, shared=shared)
    return go.Figure(data=bundle(traces), layout=layout, _validate=False)


def _runs(found: Sequence[Figure], changes: Sequence[Break], divisor: float) -> dict[str, list[Run]]:
    """The years and values of each place's lines."""
    broken = {(place, change.year) for change in changes for place in (change.old, change.new)}
    joinable = [row for row in found if row["mark"] == "actual"]
    keys = [tuple(row[name] for name in (*JOINED, "year")) for row in joinable]
    runs: dict[str, list[Run]] = {}
    apart = [at for at, row in enumerate(joinable) if row["bound"] in BOUND_SIGNS or is_range(row)]
    for run in line_runs(keys, broken, apart):
        years, values = zip(*((int(joinable[at]["year"]), joinable[at]["value"] / divisor) for at in run), strict=True)
        runs.setdefault(str(joinable[run[0]]["place"]), []).append((list(years), list(values)))
    return runs


def _panel(
    place: str, found: list[dict[Any, Any]], runs: Sequence[Run], divisor: float, view: View
) -> list[dict[str, Any]]:
    plain = {"type": "scatter", "showlegend": False}
    line = {"color": view.look(place).colour, "width": 2}
    traces: list[dict[str, Any]] = [
        {**plain, "x": years, "y": values, "mode": "lines", "line": line, "hoverinfo": "skip"} for years, values in runs
    ]
    for mark in dict.fromkeys(row["mark"] for row in found):
        mine = [row for row in found if row["mark"] == mark]
        traces += [_smaller(trace) for trace in place_points(mine, place, mark, divisor, view)]
    # A panel without a trace would not be drawn, and a place that reports nothing would vanish.
    return traces or [{**plain, "x": [None], "y": [None], "mode": "markers"}]


def _smaller(trace: dict[str, Any]) -> dict[str, Any]:
    """Points, bounds and ranges at the size that a small panel bears."""
    drawn = dict(trace["marker"])
    drawn["size"] *= SMALLER
    if "width" in drawn.get("line", {}):
        drawn["line"] = {**drawn["line"], "width": drawn["line"]["width"] * SMALLER}
    spread = {**trace["error_y"], "thickness": 2, "width": 4} if "error_y" in trace else None
    font = {**trace["textfont"], "size": 9} if "textfont" in trace else None
    # The highest point stands on a panel's edge, where half of it would be cut off.
    whole = trace | {"marker": drawn, "cliponaxis": False}
    return whole | ({"error_y": spread} if spread else {}) | ({"textfont": font} if font else {})


def _axis(letter: str, at: int) -> str:
    """The name of a panel's axis, which plotly counts from the second on."""
    return letter if at == 0 else f"{letter}{at + 1}"


def _layout(
    found: Sequence[Figure],
    places: Sequence[str],
    yardsticks: Sequence[str],
    changes: Sequence[Break],
    divisor: float,
    language: Language,
    *,
    shared: bool,
) -> dict[str, Any]:
    panels = [*places, *yardsticks]
    across, down = min(ACROSS, len(panels)), -(-len(panels) // ACROSS)
    values = {
        place: [end / divisor for row in found if row["place"] == place for end in _ends(row)] for place in panels
    }
    chosen = [value for place in places for value in values[place]]
    common = _scale(chosen + [value for place in yardsticks for value in values[place] if not is_far(value, chosen)])
    years = [int(row["year"]) for row in found]
    layout: dict[str, Any] = {
        "height": _HEIGHT * down + 20,
        "margin": {"l": 4, "r": 8, "t": 22, "b": 4},
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "annotations": [],
        "shapes": [],
    }
    for at, place in enumerate(panels):
        far = place in yardsticks and any(is_far(value, chosen) for value in values[place])
        scale = common if shared and not far else _scale(values[place])
        _add_panel(layout, at, (across, down), years, scale)
        layout["annotations"] += _titles(at, place, far and shared, place in yardsticks, bool(values[place]), language)
        layout["margin"]["l"] = max(layout["margin"]["l"], text_width(f"{scale[1]:,.0f}") - _BESIDE)
        layout["shapes"] += [_upright(at, change.year) for change in changes if place in (change.old, change.new)]
    return layout


_BESIDE = 13
"""Pixels that the numbers of a scale have on a phone, in the part of a panel that is left of its points."""


def _ends(row: Figure) -> list[float]:
    """The value of a figure, of a range both ends."""
    return [row["value"], row["value_high"]] if is_range(row) else [row["value"]]


def _scale(values: Sequence[float]) -> list[float]:
    """From zero (or the lowest decline) to a little above the highest value."""
    low, high = min([0.0, *values]), max([0.0, *values])
    room = 0.1 * ((high - low) or 1.0)
    return [low - room if low < 0 else 0.0, high + room]


def _add_panel(
    layout: dict[str, Any], at: int, grid: tuple[int, int], years: Sequence[int], scale: Sequence[float]
) -> None:
    """The axes of one panel, at its place in the grid."""
    across, down = grid
    column, row = at % across, at // across
    width, height = 1 / across, 1 / down
    first, last = (min(years), max(years)) if years else (0, 1)
    layout[_axis("xaxis", at)] = {
        "domain": [column * width + 0.075, (column + 1) * width - 0.02],
        "anchor": _axis("y", at),
        "range": [first - 1, last + 0.6],  # figures for the first months of a year stand almost a year before its end
        "tickformat": "d",
        "tickangle": 0,
        "showgrid": False,
        "zeroline": False,
        "automargin": False,
        "fixedrange": True,
        **({"tick0": first, "dtick": 1} if last - first < 3 else {"nticks": 4}),
    }
    layout[_axis("yaxis", at)] = {
        "domain": [1 - (row + 1) * height + 0.26 * height, 1 - row * height - 0.08 * height],
        "anchor": _axis("x", at),
        "range": list(scale),
        "tickformat": ",~g",
        "nticks": 4,
        "gridcolor": _GRID,
        "zerolinecolor": _GRID,
        "automargin": False,
        "fixedrange": True,
    }


def _titles(
    at: int, place: str, own_scale: bool, yardstick: bool, reported: bool, language: Language
) -> list[dict[str, Any]]:
    """The name above a panel, and that it is empty."""
    name = format_place(place, name_of(place, language), language)
    name = say("yardstick.name", language, name=name) if yardstick else name
    name = say("yardstick.own_scale", language, name=name) if own_scale else name
    refs = {"xref": f"{_axis('x', at)} domain", "yref": f"{_axis('y', at)} domain", "showarrow": False}
    notes = [
        {**refs, "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "text": escape(name), "font": {"size": 12}}
    ]
    if not reported:
        none = {"text": escape(say("table.none", language)), "font": {"color": palette()["neutral"], "size": 12}}
        notes.append({**refs, "x": 0.5, "y": 0.5, **none})
    return notes


def _upright(at: int, year: int) -> dict[str, Any]:
    line = {"color": palette()["neutral"], "width": 1, "dash": "dot"}
    refs = {"xref": _axis("x", at), "yref": f"{_axis('y', at)} domain"}
    return {"type": "line", **refs, "x0": year, "x1": year, "y0": 0, "y1": 1, "layer": "below", "line": line}
