"""Tidy rows → plotly figures; colours and symbols of districts are data in ``rules/palette.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from indicators.labels import (
    Language,
    format_area,
    format_indicator,
    format_kind,
    format_months,
    format_number,
    format_period,
    format_term,
    format_value,
    say,
    scale,
)
from indicators.lexicon import catalogue, read_toml
from indicators.series import lines, unrounded

MARKS = ("actual", "estimate", "target", "stretch", "partial")
"""How a point is drawn: a full year's kind, or a figure for part of a year."""

CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
    "displayModeBar": False,
}


@dataclass(frozen=True, slots=True)
class Look:
    """A district's fixed colour with its second cues."""

    colour: str
    dash: str
    symbol: str


@cache
def palette() -> dict[str, Any]:
    """The tables of ``rules/palette.toml``."""
    return read_toml("palette.toml")


def look(place: str) -> Look:
    """The fixed look of a place; one without an entry gets a slot by its code.

    >>> look("360102") == look("360102"), look("360102") == look("360104")
    (True, False)
    """
    slots = palette()["slot"]
    number = palette()["place"].get(place)
    if number is None:
        number = sum(ord(letter) * (position + 1) for position, letter in enumerate(place)) % len(slots)
    return Look(**slots[number])


def drawable(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that lie within one year; averages over several years and undated figures have no place on a year axis."""
    return rows[rows["year"].notna()]


def marked(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the one of `MARKS` that each is drawn as."""
    return rows.assign(mark=rows["kind"].where(rows["span"].eq("year"), "partial"))


def describe(row: pd.Series, language: Language) -> str:
    """A row in one line: place, label, value, period, kind."""
    stock = _is_stock(str(row["indicator"]))
    parts = [format_area(row["area_code"], row["area"], language)]
    parts += [row["thing"]] if row["thing"] else []
    parts.append(value_text(row, language))
    parts.append(format_period(row["period_start"], row["period_end"], language, stock=stock))
    parts += [] if row["kind"] == "actual" else [format_kind(row["kind"], language)]
    return " · ".join(parts)


def value_text(row: pd.Series, language: Language) -> str:
    """A row's value with unit and bound."""
    high = None if pd.isna(row["value_high"]) else float(row["value_high"])
    return format_value(
        row["value"], row["unit"], language, measure=row["measure"], value_high=high, bound=row["bound"]
    )


def _is_stock(indicator: str) -> bool:
    entry = catalogue().get(indicator)
    return entry is not None and entry.nature == "stock"


def alt_text(title: str, rows: pd.DataFrame, language: Language, limit: int = 40) -> str:
    """What a chart says, in words, for those who can't see it."""
    said = [describe(row, language) for _, row in rows.head(limit).iterrows()]
    return f"{title}: " + "; ".join(said)


def unit_scale(rows: pd.DataFrame, language: Language) -> tuple[float, str]:
    """The common scale of rows that share a unit."""
    largest = float(rows["value"].abs().max()) if len(rows) else 0.0
    return scale(str(rows["unit"].iloc[0]) if len(rows) else "", largest, language)


def years_text(rows: pd.DataFrame, language: Language) -> str:
    """The years that rows cover, as in 2014–2021年."""
    years = rows["year"].dropna()
    if years.empty:
        return say("period.unknown", language)
    return format_period(f"{years.min()}-01-01", f"{years.max()}-12-31", language)


def trend_chart(rows: pd.DataFrame, language: Language, *, compact: bool = False) -> go.Figure:
    """One indicator and measure in one unit over the years; only full-year outcomes are joined.

    A value said again only rounder has no point of its own. Each point's ``customdata`` is the index of its row. Full
    years stand at their tick, a part of a year before it, where its last month lies.
    """
    shown = marked(unrounded(drawable(rows)))
    divisor, _ = unit_scale(shown, language)
    chart = go.Figure()
    for place, group in shown.groupby("place", sort=False):
        _add_lines(chart, group, divisor, look(str(place)))
        for mark in MARKS:
            points = group[group["mark"].eq(mark)]
            if len(points):
                chart.add_trace(_points(points, mark, divisor, language))
                if mark == "partial" and not compact:
                    chart.data[-1].update(mode="markers+text", **_month_names(points, language))
    _add_legend(chart, shown, language)
    _lay_out(chart, shown, compact=compact)
    return chart


def _add_lines(chart: go.Figure, group: pd.DataFrame, divisor: float, style: Look) -> None:
    line = {"color": style.colour, "dash": style.dash, "width": 2}
    for run in lines(group):
        chart.add_trace(
            go.Scatter(
                x=run["year"].astype(int),
                y=run["value"] / divisor,
                mode="lines",
                line=line,
                hoverinfo="skip",
                showlegend=False,
            )
        )


def _points(points: pd.DataFrame, mark: str, divisor: float, language: Language) -> go.Scatter:
    style = look(str(points["place"].iloc[0]))
    return go.Scatter(
        x=[_position(row) for _, row in points.iterrows()],
        y=points["value"] / divisor,
        mode="markers",
        marker=_marker(style, mark),
        customdata=[[index] for index in points.index],
        hovertext=[escape(describe(row, language)) for _, row in points.iterrows()],
        hoverinfo="text",
        showlegend=False,
    )


def _month_names(points: pd.DataFrame, language: Language) -> dict[str, Any]:
    """The months of each point beside it, since 1-3月 and 1-10月 are different series."""
    months = [(int(row["period_start"][5:7]), int(row["period_end"][5:7])) for _, row in points.iterrows()]
    names = [format_months(first, last, language) for first, last in months]
    return {"text": names, "textposition": "bottom center", "textfont": {"size": 10}}


def _position(row: pd.Series) -> float:
    """Where a period ends on the year axis: a full year at its tick, the end of October two months before."""
    return float(row["year"]) if row["span"] == "year" else int(row["year"]) - (12 - int(row["period_end"][5:7])) / 12


def _marker(style: Look, mark: str) -> dict[str, Any]:
    """Outcomes are filled, estimates hollow, targets a bar, parts of a year small and pale."""
    edge = {"color": style.colour, "width": 2}
    if mark == "actual":
        return {"symbol": style.symbol, "size": 10, "color": style.colour}
    if mark == "estimate":
        return {"symbol": f"{style.symbol}-open", "size": 11, "color": style.colour, "line": edge}
    if mark == "partial":
        return {
            "symbol": f"{style.symbol}-open-dot" if style.symbol in DOTTED else f"{style.symbol}-open",
            "size": 7,
            "color": style.colour,
            "opacity": 0.75,
        }
    return {
        "symbol": "line-ew-open" if mark == "target" else "line-ns-open",
        "size": 15,
        "color": style.colour,
        "line": {**edge, "width": 3},
    }


DOTTED = frozenset(
    {"circle", "square", "diamond", "cross", "x", "triangle-up", "triangle-down", "pentagon", "hexagon", "star"}
)
"""Plotly's symbols that have a form with a dot in the middle."""


def _add_legend(chart: go.Figure, rows: pd.DataFrame, language: Language) -> None:
    """One entry for each place, then one for each way of drawing that occurs, in a neutral colour."""
    for place, group in rows.groupby("place", sort=False):
        style, first = look(str(place)), group.iloc[0]
        name = escape(format_area(first["area_code"], first["area"], language))
        marker = {"symbol": style.symbol, "size": 9, "color": style.colour}
        chart.add_trace(
            go.Scatter(
                x=[None],
                y=[None],
                mode="lines+markers",
                name=name,
                marker=marker,
                line={"color": style.colour, "dash": style.dash},
            )
        )
    plain = Look(palette()["neutral"], "solid", "circle")
    seen = set(rows["mark"])
    for mark in [mark for mark in MARKS if mark in seen and seen != {"actual"}]:
        name = _partial_name(rows, language) if mark == "partial" else say(f"mark.{mark}", language)
        chart.add_trace(go.Scatter(x=[None], y=[None], mode="markers", name=name, marker=_marker(plain, mark)))


def _partial_name(rows: pd.DataFrame, language: Language) -> str:
    """Which parts of a year occur, as in 1-6月、1-10月."""
    months = sorted(
        {
            (int(row["period_start"][5:7]), int(row["period_end"][5:7]))
            for _, row in rows.iterrows()
            if row["span"] != "year"
        }
    )
    named = [format_months(first, last, language) for first, last in months[:3]]
    more = "…" if len(months) > len(named) else ""
    return say("mark.partial", language, months=say("list.comma", language).join(named) + more)


def _lay_out(chart: go.Figure, rows: pd.DataFrame, *, compact: bool) -> None:
    years = rows["year"].dropna().astype(int)
    first, last = (int(years.min()), int(years.max())) if len(years) else (0, 0)
    chart.update_layout(
        height=210 if compact else 430,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        showlegend=not compact,
        legend={
            "orientation": "h",
            "y": -0.14,
            "yanchor": "top",
            "x": 0,
            "itemclick": False,
            "itemdoubleclick": False,
            "title": {"text": ""},
        },
        hovermode="closest",
        dragmode=False,
        clickmode="event+select",
    )
    grid = "rgba(128,128,128,0.18)"
    chart.update_xaxes(
        range=[first - 0.6, last + 0.6],
        **_year_ticks(first, last, compact=compact),
        tickformat="d",
        tickangle=0,
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )
    chart.update_yaxes(
        tickformat=",~g",
        gridcolor=grid,
        zerolinecolor=grid,
        automargin=True,
        fixedrange=True,
        nticks=4 if compact else 7,
    )
    measure = str(rows["measure"].iloc[0]) if len(rows) else ""
    chart.update_yaxes(**({"autorange": "reversed"} if measure == "rank" else {"rangemode": "tozero"}))


def _year_ticks(first: int, last: int, *, compact: bool) -> dict[str, Any]:
    """A tick for each year while there are few; else as many as the width bears."""
    few = last - first < (4 if compact else 6)
    return {"tick0": first, "dtick": 1} if few else {"nticks": 5 if compact else 10}


def ranked_chart(rows: pd.DataFrame, language: Language, *, highest_first: bool = True) -> go.Figure:
    """One indicator of one period as ranked bars; what is no outcome is hatched and says so on its bar."""
    ordered = rows.sort_values("value", ascending=highest_first)
    divisor, _ = unit_scale(ordered, language)
    values = (ordered["value"] / divisor).tolist()
    chart = go.Figure(
        go.Bar(
            x=values,
            y=list(range(len(ordered))),
            orientation="h",
            marker=_bar_marker(ordered),
            text=[escape(_bar_text(row, divisor, language)) for _, row in ordered.iterrows()],
            textposition="outside",
            cliponaxis=False,
            customdata=[[index] for index in ordered.index],
            hovertext=[escape(describe(row, language)) for _, row in ordered.iterrows()],
            hoverinfo="text",
        )
    )
    _lay_out_bars(chart, values, [escape(_bar_name(row, language)) for _, row in ordered.iterrows()])
    return chart


def _bar_marker(rows: pd.DataFrame) -> dict[str, Any]:
    shapes = ["" if kind == "actual" else "/" for kind in rows["kind"]]
    colours = [look(str(place)).colour for place in rows["place"]]
    return {
        "color": colours,
        "pattern": {"shape": shapes, "fillmode": "replace", "size": 6, "solidity": 0.45},
        "line": {"color": colours, "width": 1},
    }


def _bar_text(row: pd.Series, divisor: float, language: Language) -> str:
    """The value in the chart's unit with its bound, and its kind where it is no outcome."""
    kind = "" if row["kind"] == "actual" else f" · {format_kind(row['kind'], language)}"
    return " " + format_term("bound", row["bound"], language).format(format_number(row["value"] / divisor)) + kind


def _bar_name(row: pd.Series, language: Language) -> str:
    name = format_area(row["area_code"], row["area"], language)
    return f"{name} {_shorten(row['thing'])}" if row["thing"] else name


def _shorten(text: str, most: int = 12) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _lay_out_bars(chart: go.Figure, values: list[float], names: list[str]) -> None:
    low, high = min([0.0, *values]), max([0.0, *values])
    room = (high - low or 1.0) * 0.75
    chart.update_layout(
        height=36 * len(values) + 24,
        margin={"l": 8, "r": 8, "t": 4, "b": 4},
        showlegend=False,
        bargap=0.35,
        dragmode=False,
    )
    chart.update_xaxes(range=[low - (room if low < 0 else 0), high + room], visible=False, fixedrange=True)
    chart.update_yaxes(
        tickmode="array",
        tickvals=list(range(len(names))),
        ticktext=names,
        ticklabelstandoff=6,
        showgrid=False,
        automargin=True,
        fixedrange=True,
    )


def chart_title(rows: pd.DataFrame, measure_name: str, language: Language) -> str:
    """What a chart shows: indicator, measure unless it is the level, unit, years."""
    unit = unit_scale(rows, language)[1]
    named = format_indicator(str(rows["indicator"].iloc[0]), language)
    measure = "" if str(rows["measure"].iloc[0]) == "level" else measure_name
    key = "title.level" if not measure else "title.measure"
    return say(key, language, indicator=named, measure=measure, unit=unit, years=years_text(rows, language)).replace(
        say("title.no_unit", language), ""
    )
