"""The points of a chart over the years: where each stands, how it looks, what it says, how far its value reaches."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd

from indicators.captions import Row, describe, format_basis, records, value_text
from indicators.disputes import conflicts, format_dispute
from indicators.labels import Language, format_months, say
from indicators.looks import BOUND_SIGNS, View, marker, palette
from indicators.vintages import Revision

BESIDE = 0.14
"""How far right of its year a stretch target stands, so that it hides no target below it."""


ROOM = (0.12, 0.06)
"""The share of a chart's width and height that a word beside a point takes on a phone."""


def position(row: Row) -> float:
    """Where a period ends on the year axis: a full year at its tick, the end of October two months before."""
    if row["span"] != "year":
        return int(row["year"]) - (12 - int(row["period_end"][5:7])) / 12
    return float(row["year"]) + (BESIDE if row["kind"] == "stretch" else 0)


def uncrowded(shown: pd.DataFrame) -> set[int]:
    """The rows whose points have room for a word beside them, by index: the latest first, others where none is near."""
    found = [row for row in records(shown) if row["mark"] == "partial" or row["basis"]]
    high, low = float(shown["value"].max()), min(float(shown["value"].min()), 0.0)
    years = int(shown["year"].max()) - int(shown["year"].min()) + 1.2 if found else 0.0
    taken: list[tuple[float, float]] = []
    kept: set[int] = set()
    for row in sorted(found, key=position, reverse=True):
        at = (position(row) / years, (row["value"] - low) / (high - low or 1))
        if all(abs(at[0] - x) > ROOM[0] or abs(at[1] - y) > ROOM[1] for x, y in taken):
            taken.append(at)
            kept.add(row["index"])
    return kept


def place_points(
    group: list[dict[Any, Any]], place: str, mark: str, divisor: float, view: View
) -> list[dict[str, Any]]:
    """The points of one place and mark; named definitions, bands and ranges need traces of their own."""
    alike: dict[tuple[bool, bool, bool], list[dict[Any, Any]]] = {}
    for row in group:
        key = (bool(row["basis"]), mark in ("target", "stretch") and row["bound"] == "approx", is_range(row))
        alike.setdefault(key, []).append(row)
    traces = [
        _points(rows, place, mark, divisor, view, approx=approx, ranged=ranged)
        for (_, approx, ranged), rows in sorted(alike.items())
    ]
    return traces + _bound_signs(group, place, divisor, view)


def is_range(row: Row) -> bool:
    """Whether a figure is told as a range, as in 5%-6%."""
    return bool(row["value_high"] == row["value_high"])


def _points(
    rows: list[dict[Any, Any]], place: str, mark: str, divisor: float, view: View, *, approx: bool, ranged: bool
) -> dict[str, Any]:
    named = bool(rows[0]["basis"])
    style = view.look(place)
    trace = {
        "type": "scatter",
        "x": [position(row) for row in rows],
        "y": [row["value"] / divisor for row in rows],
        "mode": "markers",
        "marker": marker(style, mark, basis=named, hollow=place in view.joined, approx=approx),
        "customdata": [[row["index"]] for row in rows],
        "hovertext": [_hover(row, view) for row in rows],
        "hoverinfo": "text",
        "showlegend": False,
    }
    if ranged:
        reach = [(row["value_high"] - row["value"]) / divisor for row in rows]
        trace["error_y"] = {"type": "data", "symmetric": False, "array": reach, "arrayminus": [0] * len(rows)} | {
            "color": style.colour,
            "thickness": 3,
            "width": 7,
        }
    if any(row["index"] in view.named for row in rows):
        texts = [_beside(row, mark, view.language) if row["index"] in view.named else "" for row in rows]
        where = "bottom center" if mark == "partial" else "top center"
        trace |= {"mode": "markers+text", "text": texts, "textfont": {"size": 10}, "textposition": where}
    return trace


def _bound_signs(rows: list[dict[Any, Any]], place: str, divisor: float, view: View) -> list[dict[str, Any]]:
    """An arrow above each lower bound (以上, 突破) and below each upper one (以内): the value itself may be anywhere beyond."""
    drawn = []
    for bound, sign in BOUND_SIGNS.items():
        bounded = [row for row in rows if row["bound"] == bound]
        if bounded:
            drawn.append(
                {
                    "type": "scatter",
                    "x": [position(row) for row in bounded],
                    "y": [row["value"] / divisor for row in bounded],
                    "mode": "markers+text",
                    "marker": {"size": 9, "opacity": 0},  # keeps the arrow off the point below it
                    "text": [sign] * len(bounded),
                    "textposition": "top center" if bound == "ge" else "bottom center",
                    "textfont": {"size": 11, "color": view.look(place).colour},
                    "hoverinfo": "skip",
                    "showlegend": False,
                }
            )
    return drawn


def whiskers(shown: pd.DataFrame, divisor: float, view: View) -> list[dict[str, Any]]:
    """A span between values that contradict each other."""
    found = []
    for group in conflicts(shown, view.told):
        rows = records(shown.loc[group])
        values = [row["value"] / divisor for row in rows]
        found.append(
            {
                "type": "scatter",
                "x": [position(rows[0])] * 2,
                "y": [min(values), max(values)],
                "mode": "lines+markers",
                "line": {"color": palette()["conflict"], "width": 3},
                "marker": {"symbol": "line-ew-open", "size": 18, "color": palette()["conflict"], "line": {"width": 2}},
                "hoverinfo": "skip",
                "showlegend": False,
            }
        )
    return found


def later_points(revised: Sequence[Revision], divisor: float, language: Language) -> list[dict[str, Any]]:
    """What the newest version says instead of a version shown, as thin crosses; what is gone since has none."""
    drawn = [(row, each) for each in revised for row in each.now if row["year"] == row["year"]]
    if not drawn:
        return []
    texts = [
        say("revisions.point", language, row=describe(row, language), then=format_then(each, language))
        for row, each in drawn
    ]
    return [
        {
            "type": "scatter",
            "x": [position(row) for row, _ in drawn],
            "y": [row["value"] / divisor for row, _ in drawn],
            "mode": "markers",
            "name": say("revisions.legend", language),
            "marker": {"symbol": "x-thin-open", "size": 11, "color": palette()["accent"], "line": {"width": 2}},
            "hovertext": [escape(text) for text in texts],
            "hoverinfo": "text",
        }
    ]


def format_then(revised: Revision, language: Language) -> str:
    """What a revised value was before; that it is new where it was none."""
    texts = [value_text(row, language, basis=True) for row in revised.then]
    return say("list.slash", language).join(texts) or say("revisions.none_then", language)


def _hover(row: Row, view: View) -> str:
    """A point's line, or what was worked out from its row, with what other documents say instead."""
    dispute = view.told.get(row["index"])
    note = f"<br>{escape(format_dispute(dispute, view.language))}" if dispute else ""
    return escape(row["said"] if "said" in row else describe(row, view.language)) + note


def _beside(row: Row, mark: str, language: Language) -> str:
    """The months of a part of a year, since 1-3月 and 1-10月 are different series, and the definition in a word."""
    months = (int(row["period_start"][5:7]), int(row["period_end"][5:7]))
    parts = [format_months(*months, language)] if mark == "partial" else []
    basis = format_basis(row["basis"], language)
    short = basis.removesuffix("口径") if language == "zh" else basis.split(" ")[0]
    return escape(" ".join([*parts, short]).strip())
