"""Tidy rows of one period → ranked bars, with what is missing and the yardsticks apart below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from indicators.captions import Row, describe, format_basis, records, unit_scale
from indicators.disputes import Dispute, format_dispute
from indicators.eras import format_place, name_of
from indicators.labels import Language, format_kind, format_number, format_term, say
from indicators.looks import Look, looks_of, palette, text_width
from indicators.standings import key_of, select_ranks
from indicators.yardsticks import is_far, yardstick_look

_PHONE = 350
"""Pixels of a chart on a phone, where the words beside the bars must fit too."""

_MOST_WORDS = 0.7
"""The share of the width that words may take from the bars."""

Words = tuple[str, str]
"""A value and what is to be known of it."""


def ranked_chart(
    rows: pd.DataFrame,
    language: Language,
    *,
    highest_first: bool = True,
    told: Mapping[int, Dispute] | None = None,
    missing: Sequence[str] = (),
    yardsticks: pd.DataFrame | None = None,
) -> go.Figure:
    """One indicator of one period as ranked bars; what is no outcome is hatched and says so on its bar.

    Where documents disagree, each value has a bar of its own, which names its definition or the contradiction. Only figures
    of one kind and definition are numbered. ``missing`` are codes of places that have no figure: a line without a bar.
    ``yardsticks`` are rows of the same period and unit: a mark across all bars, or words alone where it lies too far out.
    """
    known = told or {}
    ordered = records(rows.sort_values("value", ascending=highest_first))
    divisor, _ = unit_scale(rows, language)
    marks = [] if yardsticks is None else records(yardsticks)
    far = [is_far(row["value"], [each["value"] for each in ordered]) for row in marks]
    drawn = [row for row, out in zip(marks, far, strict=True) if not out]
    looks = looks_of([*(str(row["place"]) for row in ordered), *missing])
    bars = _bars(ordered, divisor, language, known, looks)
    # The last row is on top: what is no bar stands below the first one, at heights under zero.
    names = [*_absent(missing, language), *(_yardstick_name(row, language) for row in marks)]
    heights = [-1 - at for at in range(len(names))] + bars["y"]
    names += _numbered(ordered, language)
    reach = [*bars["x"], *(row["value"] / divisor for row in drawn)]
    words = [_bar_words(row, divisor, language, known) for row in ordered]
    beside = words + [_bar_words(row, divisor, language, known) for row in drawn]
    layout = _layout(reach, names, heights, max((_width(each) for each in beside), default=0))
    layout["shapes"] = [_across(row, divisor, len(ordered)) for row in drawn]
    layout["annotations"] = [_note(-1 - at, language) for at in range(len(missing))]
    traces = [bars, *_below(len(missing), marks, far, divisor, language, known), _beside(bars, words)]
    return go.Figure(data=traces, layout=layout, _validate=False)


def _bars(
    ordered: list[dict[Any, Any]],
    divisor: float,
    language: Language,
    told: Mapping[int, Dispute],
    looks: Mapping[str, Look],
) -> dict[str, Any]:
    return {
        "type": "bar",
        "x": [row["value"] / divisor for row in ordered],
        "y": list(range(len(ordered))),
        "orientation": "h",
        "marker": _bar_marker(ordered, looks),
        "customdata": [[row["index"]] for row in ordered],
        "hovertext": [escape(_hover(row, language, told)) for row in ordered],
        "hoverinfo": "text",
    }


def _numbered(ordered: Sequence[dict[Any, Any]], language: Language) -> list[str]:
    """The name beside each bar, behind its rank if it has one."""
    ranked = _numbers(ordered)
    return [f"{ranked.get(at, '')} {_bar_name(row, language)}".strip() for at, row in enumerate(ordered)]


def _numbers(ordered: Sequence[dict[Any, Any]]) -> dict[int, str]:
    """The rank of each bar as text, by its position; a bar that compares with no other one has none."""
    shown: dict[str, list[dict[Any, Any]]] = {}
    for row in ordered:
        shown.setdefault(str(row["place"]), []).append(row)
    ranks = select_ranks(shown)
    most = max((rank.of for rank in ranks.values()), default=0)
    # Bars of a second definition or kind are few: numbering them too would make two firsts in one chart.
    found = {at: ranks.get((str(row["place"]), key_of(row))) for at, row in enumerate(ordered)}
    return {at: str(rank) for at, rank in found.items() if rank and rank.of == most}


def _hover(row: Row, language: Language, told: Mapping[int, Dispute]) -> str:
    dispute = told.get(row["index"])
    return describe(row, language) + (f" · {format_dispute(dispute, language)}" if dispute else "")


def _bar_marker(rows: list[dict[Any, Any]], looks: Mapping[str, Look]) -> dict[str, Any]:
    shapes = ["" if row["kind"] == "actual" else "/" for row in rows]
    colours = [looks[str(row["place"])].colour for row in rows]
    return {
        "color": colours,
        "pattern": {"shape": shapes, "fillmode": "replace", "size": 6, "solidity": 0.45},
        "line": {"color": colours, "width": 1},
    }


def _beside(bars: Mapping[str, Any], words: Sequence[Words]) -> dict[str, Any]:
    """The words at the ends of the bars: plotly would centre the lines of a bar's own text."""
    return {
        "type": "scatter",
        "x": bars["x"],
        "y": bars["y"],
        "mode": "text",
        "text": [_format(each) for each in words],
        "textposition": ["middle left" if value < 0 else "middle right" for value in bars["x"]],
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _bar_words(row: Row, divisor: float, language: Language, told: Mapping[int, Dispute]) -> Words:
    """The value in the chart's unit with its bound; its kind where it is no outcome, its definition, and a contradiction."""
    dispute = told.get(row["index"])
    notes = [
        "" if row["kind"] == "actual" else format_kind(row["kind"], language),
        format_basis(row["basis"], language) if row["basis"] else "",
        say("agreement.conflict", language) if dispute and dispute.rule == "conflict" else "",
    ]
    number = format_term("bound", row["bound"], language).format(format_number(row["value"] / divisor))
    return number, " · ".join(filter(None, notes))


def _format(words: Words) -> str:
    """A value with its notes small below it: beside it a phone would cut them off."""
    value, notes = (escape(each) for each in words)
    return f" {value}" + (f"<br> <span style='font-size:10px'>{notes}</span>" if notes else "")


def _width(words: Words) -> float:
    """About how many pixels the wider line takes, with a little room on both sides."""
    value, notes = words
    return 12 + max(text_width(value), text_width(notes) * 10 / 12)


def _bar_name(row: Row, language: Language) -> str:
    name = format_place(row["area_code"], row["area"], language)
    return f"{name} {_shorten(row['thing'])}" if row["thing"] else name


def _shorten(text: str, most: int = 12) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _absent(places: Sequence[str], language: Language) -> list[str]:
    return [format_place(place, name_of(place, language), language) for place in places]


def _note(height: float, language: Language) -> dict[str, Any]:
    """That a place reports nothing, where its bar would begin."""
    style = {"xanchor": "left", "showarrow": False, "font": {"color": palette()["neutral"], "size": 12}}
    return {**style, "x": 0, "y": height, "xshift": 4, "text": escape(say("table.none", language))}


def _yardstick_name(row: Row, language: Language) -> str:
    return say("yardstick.name", language, name=format_place(row["area_code"], row["area"], language))


def _below(
    skipped: int,
    marks: Sequence[Row],
    far: Sequence[bool],
    divisor: float,
    language: Language,
    told: Mapping[int, Dispute],
) -> list[dict[str, Any]]:
    """A mark with its value for each yardstick; one that lies too far out stands at the axis and says so."""
    traces = []
    for at, (row, out) in enumerate(zip(marks, far, strict=True)):
        style = yardstick_look(str(row["place"]))
        value, notes = _bar_words(row, divisor, language, told)
        notes = " · ".join(filter(None, [notes, say("yardstick.far", language) if out else ""]))
        traces.append(
            {
                "type": "scatter",
                "x": [0 if out else row["value"] / divisor],
                "y": [-1 - skipped - at],
                "mode": "text" if out else "markers+text",
                "marker": {"symbol": style.symbol, "size": 11, "color": style.colour},
                "text": [_format((value, notes))],
                "textposition": "middle right",
                "textfont": {"color": style.colour},
                "cliponaxis": False,
                "customdata": [[row["index"]]],
                "hovertext": [escape(_hover(row, language, told))],
                "hoverinfo": "text",
            }
        )
    return traces


def _across(row: Row, divisor: float, count: int) -> dict[str, Any]:
    """The line of a yardstick through all bars."""
    style, at = yardstick_look(str(row["place"])), row["value"] / divisor
    line = {"color": style.colour, "width": 1.5, "dash": style.dash}
    return {"type": "line", "x0": at, "x1": at, "y0": -0.6, "y1": count - 0.5, "line": line, "opacity": 0.6}


def _layout(values: list[float], names: list[str], heights: list[int], widest: float) -> dict[str, Any]:
    low, high = min([0.0, *values]), max([0.0, *values])
    left = 20 + max(map(text_width, names), default=0)
    share = min(widest / (_PHONE - left), _MOST_WORDS)
    room = (high - low or 1.0) * share / (1 - share)  # for the words beside the longest bar
    return {
        "height": 36 * len(names) + 24,
        "margin": {"l": left, "r": 8, "t": 4, "b": 4},
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
            "tickvals": heights,
            "ticktext": [escape(name) for name in names],
            "range": [min(heights, default=0) - 0.6, max(heights, default=0) + 0.6],
            "ticklabelstandoff": 6,
            "showgrid": False,
            "zeroline": False,  # places stand at numbers here, and none of them is zero
            "automargin": False,
            "fixedrange": True,
        },
    }
