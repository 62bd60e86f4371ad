"""Tidy rows → a plotly chart over the years, with what documents disagree on and where areas changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from indicators.captions import Row, describe, format_basis, records, unit_scale
from indicators.disputes import Dispute, conflicts, format_dispute
from indicators.eras import Break, breaks_in, continues, format_break
from indicators.labels import Language, format_months
from indicators.legends import legend
from indicators.looks import MARKS, View, marker, palette
from indicators.series import lines, outcomes, split, unrounded

CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
    "displayModeBar": False,
}
_GRID = "rgba(128,128,128,0.18)"


def drawable(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that lie within one year; averages over several years and undated figures have no place on a year axis."""
    return rows[rows["year"].notna()]


def marked(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the one of `MARKS` that each is drawn as."""
    return rows.assign(mark=rows["kind"].where(rows["span"].eq("year"), "partial"))


def shown_breaks(rows: pd.DataFrame, places: Collection[str]) -> list[Break]:
    """What happened to these places within the years that a chart of these rows shows."""
    years = [int(year) for year in drawable(rows)["year"]]
    return breaks_in(list(places), list(range(min(years), max(years) + 1))) if years else []


def trend_chart(
    rows: pd.DataFrame,
    language: Language,
    *,
    compact: bool = False,
    told: Mapping[int, Dispute] | None = None,
    joined: Mapping[str, str] | None = None,
) -> go.Figure:
    """One indicator and measure in one unit over the years; only full-year outcomes of one definition are joined.

    A value said again only rounder has no point of its own. Each point's ``customdata`` is the index of its row. Full
    years stand at their tick, a part of a year before it, where its last month lies. No line crosses a change of area,
    unless ``joined`` asks for a predecessor that a place continues.
    """
    view = View(language, told or {}, joined or {}, compact)
    shown = marked(unrounded(drawable(rows)))
    divisor, _ = unit_scale(shown, language)
    changes = shown_breaks(shown, dict.fromkeys(shown["place"]))
    traces = _lines(shown, divisor, view, changes) + _whiskers(shown, divisor, view)
    for (place, mark), group in _in_order(split(shown, "place", "mark")):
        found = records(group)
        plain, named = [row for row in found if not row["basis"]], [row for row in found if row["basis"]]
        traces += [_points(each, place, mark, divisor, view) for each in (plain, named) if each]
    traces += [] if compact else legend(shown, view, bool(changes))
    return go.Figure(data=traces, layout=_layout(shown, changes, view), _validate=False)


def _in_order(groups: dict[tuple[Any, ...], pd.DataFrame]) -> list[tuple[tuple[Any, ...], pd.DataFrame]]:
    """Place by place, marks in the order of `MARKS`, so that outcomes lie below what was promised."""
    places = list(dict.fromkeys(place for place, _ in groups))
    return sorted(groups.items(), key=lambda item: (places.index(item[0][0]), MARKS.index(item[0][1])))


def _lines(shown: pd.DataFrame, divisor: float, view: View, changes: list[Break]) -> list[dict[str, Any]]:
    asked = {change for change in changes if view.joined.get(change.old) == change.new and _continues(change)}
    broken = {(place, change.year) for change in changes if change not in asked for place in (change.old, change.new)}
    runs = [(str(run["place"].iloc[0]), run) for run in lines(shown, broken)]
    runs += [(change.old, bridge) for change in asked for bridge in _bridges(shown, change)]
    return [
        {
            "type": "scatter",
            "x": [int(year) for year in run["year"]],
            "y": (run["value"] / divisor).tolist(),
            "mode": "lines",
            "line": {"color": view.look(place).colour, "dash": view.look(place).dash, "width": 2},
            "hoverinfo": "skip",
            "showlegend": False,
        }
        for place, run in runs
    ]


def _continues(change: Break) -> bool:
    return continues(change.new, change.old)


def _bridges(shown: pd.DataFrame, change: Break) -> list[pd.DataFrame]:
    """The last outcome of a place and the next year's of the one that continues it, for each definition."""
    bridges = []
    for group in split(outcomes(shown), "thing", "basis").values():
        old, new = group[group["place"].eq(change.old)], group[group["place"].eq(change.new)]
        if len(old) and len(new) and int(old["year"].max()) + 1 == int(new["year"].min()):
            ends = pd.concat([old[old["year"].eq(old["year"].max())], new[new["year"].eq(new["year"].min())]])
            bridges += [ends] if len(ends) == 2 else []
    return bridges


def _whiskers(shown: pd.DataFrame, divisor: float, view: View) -> list[dict[str, Any]]:
    """A span between values that contradict each other."""
    found = []
    for group in conflicts(shown, view.told):
        rows = records(shown.loc[group])
        values = [row["value"] / divisor for row in rows]
        found.append(
            {
                "type": "scatter",
                "x": [_position(rows[0])] * 2,
                "y": [min(values), max(values)],
                "mode": "lines+markers",
                "line": {"color": palette()["conflict"], "width": 3},
                "marker": {"symbol": "line-ew-open", "size": 18, "color": palette()["conflict"], "line": {"width": 2}},
                "hoverinfo": "skip",
                "showlegend": False,
            }
        )
    return found


def _hover(row: Row, view: View) -> str:
    """A point's line, with what other documents say instead."""
    dispute = view.told.get(row["index"])
    note = f"<br>{escape(format_dispute(dispute, view.language))}" if dispute else ""
    return escape(describe(row, view.language)) + note


def _points(rows: list[dict[Any, Any]], place: str, mark: str, divisor: float, view: View) -> dict[str, Any]:
    named = bool(rows[0]["basis"])
    trace = {
        "type": "scatter",
        "x": [_position(row) for row in rows],
        "y": [row["value"] / divisor for row in rows],
        "mode": "markers",
        "marker": marker(view.look(place), mark, basis=named, hollow=place in view.joined),
        "customdata": [[row["index"]] for row in rows],
        "hovertext": [_hover(row, view) for row in rows],
        "hoverinfo": "text",
        "showlegend": False,
    }
    if (mark == "partial" or named) and not view.compact:
        texts = [_beside(row, mark, view.language) for row in rows]
        where = "bottom center" if mark == "partial" else "top center"
        trace |= {"mode": "markers+text", "text": texts, "textfont": {"size": 10}, "textposition": where}
    return trace


def _beside(row: Row, mark: str, language: Language) -> str:
    """The months of a part of a year, since 1-3月 and 1-10月 are different series, and the definition in a word."""
    months = (int(row["period_start"][5:7]), int(row["period_end"][5:7]))
    parts = [format_months(*months, language)] if mark == "partial" else []
    basis = format_basis(row["basis"], language)
    short = basis.removesuffix("口径") if language == "zh" else basis.split(" ")[0]
    return escape(" ".join([*parts, short]).strip())


def _position(row: Row) -> float:
    """Where a period ends on the year axis: a full year at its tick, the end of October two months before."""
    return float(row["year"]) if row["span"] == "year" else int(row["year"]) - (12 - int(row["period_end"][5:7])) / 12


def _layout(rows: pd.DataFrame, changes: list[Break], view: View) -> dict[str, Any]:
    years = [int(year) for year in rows["year"].dropna()]
    first, last = (min(years), max(years)) if years else (0, 0)
    measure = str(rows["measure"].iloc[0]) if len(rows) else ""
    return {
        "height": 210 if view.compact else 430,
        "margin": {"l": 8, "r": 8, "t": 18 if changes else 8, "b": 8},
        "showlegend": not view.compact,
        "legend": {"orientation": "h", "y": -0.14, "yanchor": "top", "x": 0, "itemclick": False}
        | {"itemdoubleclick": False, "title": {"text": ""}},
        "hovermode": "closest",
        "dragmode": False,
        "clickmode": "event+select",
        "shapes": [_upright(year) for year in sorted({change.year for change in changes})],
        "annotations": _flags(changes, view.language),
        "xaxis": {"range": [first - 0.6, last + 0.6], "tickformat": "d", "tickangle": 0, "showgrid": False}
        | {"zeroline": False, "fixedrange": True}
        | _year_ticks(first, last, compact=view.compact),
        "yaxis": {"tickformat": ",~g", "gridcolor": _GRID, "zerolinecolor": _GRID, "automargin": True}
        | {"fixedrange": True, "nticks": 4 if view.compact else 7}
        | ({"autorange": "reversed"} if measure == "rank" else {"rangemode": "tozero"}),
    }


def _upright(year: int) -> dict[str, Any]:
    line = {"color": palette()["neutral"], "width": 1, "dash": "dot"}
    return {"type": "line", "x0": year, "x1": year, "yref": "paper", "y0": 0, "y1": 1, "layer": "below", "line": line}


def _flags(changes: list[Break], language: Language) -> list[dict[str, Any]]:
    """A small mark on top of each upright whose tooltip says what changed."""
    texts: dict[int, list[str]] = {}
    for change in changes:
        texts.setdefault(change.year, []).append(escape(format_break(change, language)))
    place = {"yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False, "text": "⚑", "font": {"size": 12}}
    return [{**place, "x": year, "hovertext": "<br>".join(said)} for year, said in texts.items()]


def _year_ticks(first: int, last: int, *, compact: bool) -> dict[str, Any]:
    """A tick for each year while there are few; else as many as the width bears."""
    few = last - first < (4 if compact else 6)
    return {"tick0": first, "dtick": 1} if few else {"nticks": 5 if compact else 10}
