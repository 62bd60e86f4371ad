"""Tidy rows of one period → ranked bars."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from indicators.captions import Row, describe, format_basis, records, unit_scale
from indicators.disputes import Dispute, format_dispute
from indicators.eras import format_place
from indicators.labels import Language, format_kind, format_number, format_term, say
from indicators.looks import look


def ranked_chart(
    rows: pd.DataFrame,
    language: Language,
    *,
    highest_first: bool = True,
    told: Mapping[int, Dispute] | None = None,
) -> go.Figure:
    """One indicator of one period as ranked bars; what is no outcome is hatched and says so on its bar.

    Where documents disagree, each value has a bar of its own, which names its definition or the contradiction.
    """
    known = told or {}
    ordered = records(rows.sort_values("value", ascending=highest_first))
    divisor, _ = unit_scale(rows, language)
    values = [row["value"] / divisor for row in ordered]
    texts = [escape(_bar_text(row, divisor, language, known)) for row in ordered]
    bars = {
        "type": "bar",
        "x": values,
        "y": list(range(len(ordered))),
        "orientation": "h",
        "marker": _bar_marker(ordered),
        "text": texts,
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": [[row["index"]] for row in ordered],
        "hovertext": [escape(_hover(row, language, known)) for row in ordered],
        "hoverinfo": "text",
    }
    names = [escape(_bar_name(row, language)) for row in ordered]
    return go.Figure(
        data=[bars], layout=_layout(values, names, max((len(text) for text in texts), default=0)), _validate=False
    )


def _hover(row: Row, language: Language, told: Mapping[int, Dispute]) -> str:
    dispute = told.get(row["index"])
    return describe(row, language) + (f" · {format_dispute(dispute, language)}" if dispute else "")


def _bar_marker(rows: list[dict[Any, Any]]) -> dict[str, Any]:
    shapes = ["" if row["kind"] == "actual" else "/" for row in rows]
    colours = [look(str(row["place"])).colour for row in rows]
    return {
        "color": colours,
        "pattern": {"shape": shapes, "fillmode": "replace", "size": 6, "solidity": 0.45},
        "line": {"color": colours, "width": 1},
    }


def _bar_text(row: Row, divisor: float, language: Language, told: Mapping[int, Dispute]) -> str:
    """The value in the chart's unit with its bound, its kind where it is no outcome, its definition, and a contradiction."""
    dispute = told.get(row["index"])
    notes = [
        "" if row["kind"] == "actual" else format_kind(row["kind"], language),
        format_basis(row["basis"], language) if row["basis"] else "",
        say("agreement.conflict", language) if dispute and dispute.rule == "conflict" else "",
    ]
    number = format_term("bound", row["bound"], language).format(format_number(row["value"] / divisor))
    return " " + " · ".join([number, *filter(None, notes)])


def _bar_name(row: Row, language: Language) -> str:
    name = format_place(row["area_code"], row["area"], language)
    return f"{name} {_shorten(row['thing'])}" if row["thing"] else name


def _shorten(text: str, most: int = 12) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _layout(values: list[float], names: list[str], longest: int) -> dict[str, Any]:
    low, high = min([0.0, *values]), max([0.0, *values])
    room = (high - low or 1.0) * max(0.75, 0.045 * longest)  # for the words beside the longest bar
    return {
        "height": 36 * len(values) + 24,
        "margin": {"l": 8, "r": 8, "t": 4, "b": 4},
        "showlegend": False,
        "bargap": 0.35,
        "dragmode": False,
        "xaxis": {
            "range": [low - (room if low < 0 else 0), high + room],
            "visible": False,
            "fixedrange": True,
        },
        "yaxis": {
            "tickmode": "array",
            "tickvals": list(range(len(names))),
            "ticktext": names,
            "ticklabelstandoff": 6,
            "showgrid": False,
            "automargin": True,
            "fixedrange": True,
        },
    }
