"""The frame of a chart over the years: its axes, and the uprights that mark what broke a series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import floor, log10
from typing import Any

import pandas as pd

from indicators.captions import unit_scale
from indicators.looks import View, palette, text_width

_GRID = "rgba(128,128,128,0.18)"
_TICKS = 7
_FOOT = 30
"""Pixels for the years below a chart: left to itself, plotly draws it a second time to find them."""

_ROW = 16
"""Pixels of a line of words above a chart."""


@dataclass(frozen=True, slots=True)
class Axis:
    """How values are laid out: in equal steps or equal ratios, and the value that others are measured by, if any."""

    log: bool = False
    reference: float | None = None


def bears_log(rows: pd.DataFrame) -> bool:
    """Whether all values can stand on an axis of equal ratios, which has no zero and nothing below it."""
    return bool(len(rows)) and bool(rows["value"].gt(0).all())


Mark = tuple[int, str, str]
"""The year from which something is otherwise, its flag of `UPRIGHTS`, and what the flag says."""


def trend_layout(rows: pd.DataFrame, marks: Sequence[Mark], view: View, axis: Axis) -> dict[str, Any]:
    """The layout of a chart over the years: no place to drag, a tick for each year, what changed marked on top."""
    years = [int(year) for year in rows["year"].dropna()]
    first, last = (min(years), max(years)) if years else (0, 0)
    unit = "" if view.compact else unit_scale(rows, view.language)[1]
    left, flags = _room(rows, view, axis), 18 if marks else 8
    return {
        "height": 210 if view.compact else 380,
        "margin": {"l": left, "r": 8, "t": flags + (_ROW if unit else 0), "b": _FOOT},
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "clickmode": "event+select",
        "shapes": [_upright(year, kind) for year, kind in sorted({(year, flag) for year, flag, _ in marks})]
        + ([] if axis.reference is None else [_level(axis.reference)]),
        "annotations": _flags(marks) + ([_unit(unit, left, flags)] if unit else []),
        "xaxis": {"range": [first - 0.6, last + 0.6], "tickformat": "d", "tickangle": 0, "showgrid": False}
        | {"zeroline": False, "fixedrange": True}
        | _year_ticks(first, last, compact=view.compact),
        "yaxis": _value_axis(rows, view, axis),
    }


def _value_axis(rows: pd.DataFrame, view: View, axis: Axis) -> dict[str, Any]:
    drawn = {"tickformat": ",~g", "gridcolor": _GRID, "zerolinecolor": _GRID, "automargin": False, "fixedrange": True}
    if axis.log and bears_log(rows):
        wide = rows["value"].max() > 4 * rows["value"].min()
        return drawn | {"type": "log"} | ({"dtick": "D2"} if wide else {"nticks": 6})  # D2: ticks at 1, 2 and 5
    drawn["nticks"] = 4 if view.compact else _TICKS
    if len(rows) and str(rows["measure"].iloc[0]) == "rank":
        few = rows["value"].max() - rows["value"].min() < _TICKS
        return drawn | {"autorange": "reversed"} | ({"tick0": 1, "dtick": 1} if few else {})  # there is no rank of 1.5
    return drawn | {"rangemode": "tozero" if axis.reference is None else "normal"}


def _room(rows: pd.DataFrame, view: View, axis: Axis) -> int:
    """Pixels for the numbers beside the value axis: left to itself, plotly draws the chart a second time to find them."""
    divisor = unit_scale(rows, view.language)[0]
    values = [value / divisor for value in [*rows["value"].dropna(), *rows["value_high"].dropna()]] or [0.0]
    low, high = min(0.0, *values), max(0.0, *values)
    # Steps are never finer than these; on an axis of equal ratios the first is about the lowest value.
    finest = min([(high - low) / _TICKS or 1.0, *(values if axis.log and min(values) > 0 else [])])
    decimals = max(0, -floor(log10(finest)))
    return 18 + max(text_width(f"{end * 1.1:,.{decimals}f}") for end in (low, high))


def _unit(unit: str, left: int, below: int) -> dict[str, Any]:
    """The unit of the value axis, on top of its numbers and of the flags."""
    place = {"name": "unit", "xref": "paper", "x": 0, "xanchor": "left", "xshift": 4 - left}
    return {**place, "yref": "paper", "y": 1, "yanchor": "bottom", "yshift": below - 6} | {
        "text": escape(unit),
        "showarrow": False,
        "font": {"size": 12},
    }


UPRIGHTS = {"⚑": "dot", "⚐": "dashdot", "△": "dash"}
"""The flags of a change of area, of a change of definition and of revised levels, and how the line under each is drawn."""


def _upright(year: int, flag: str) -> dict[str, Any]:
    line = {"color": palette()["neutral"], "width": 1, "dash": UPRIGHTS[flag]}
    return {"type": "line", "x0": year, "x1": year, "yref": "paper", "y0": 0, "y1": 1, "layer": "below", "line": line}


def _level(value: float) -> dict[str, Any]:
    line = {"color": palette()["neutral"], "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": value, "y1": value, "layer": "below", "line": line}


def _flags(marks: Sequence[Mark]) -> list[dict[str, Any]]:
    """Small marks on top of each upright whose tooltip says what changed."""
    texts: dict[int, tuple[dict[str, None], list[str]]] = {}
    for year, flag, said in marks:
        flags, lines = texts.setdefault(year, ({}, []))
        flags[flag] = None
        lines.append(escape(said))
    place = {"yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False, "font": {"size": 12}}
    return [
        {**place, "text": "".join(flags), "x": year, "hovertext": "<br>".join(lines)}
        for year, (flags, lines) in texts.items()
    ]


def _year_ticks(first: int, last: int, *, compact: bool) -> dict[str, Any]:
    """A tick for each year while there are few; else at even steps, as many as a phone's width bears."""
    most = 4 if compact else 8
    return {"tick0": 0, "dtick": next((step for step in (1, 2, 5, 10, 20) if (last - first) / step <= most), 50)}
