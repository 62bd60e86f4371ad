"""Tidy rows → a plotly chart over the years, with what documents disagree on and where areas changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from indicators.axes import Axis, Mark, trend_layout
from indicators.bundles import bundle
from indicators.captions import records, unit_scale
from indicators.censuses import format_revised, revised_between
from indicators.cumulative import cumulative_lines
from indicators.definitions import format_redefinition, redefinitions, scoped
from indicators.disputes import Dispute
from indicators.eras import Break, breaks_in, continues, format_break
from indicators.labels import Language
from indicators.legends import legend
from indicators.looks import MARKS, View, looks_of
from indicators.points import place_points, position, uncrowded, whiskers
from indicators.series import lines, loose, outcomes, split, unrounded

CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
    "displayModeBar": False,
}
_PLAIN = Axis()


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
    axis: Axis = _PLAIN,
) -> go.Figure:
    """One indicator and measure in one unit over the years; only full-year outcomes of one definition are joined.

    The same months of successive years have thin lines of their own. A value said again only rounder has no point of its
    own. Each point's ``customdata`` is the index of its row. Full years stand at their tick, a part of a year before it,
    where its last month lies. No line crosses a revision of the levels, nor a change of area, unless ``joined`` asks for a predecessor that a
    place continues. Values may be worked out of the rows (an index, a share): then their column ``said`` tells how.
    """
    shown = marked(unrounded(scoped(drawable(rows))))
    named: Collection[int] = () if compact else uncrowded(shown)
    own = dict.fromkeys(place for place in shown["place"] if place not in (joined or {}))
    view = View(language, told or {}, joined or {}, compact, looks_of(own), named)
    divisor, _ = unit_scale(shown, language)
    changes = shown_breaks(shown, dict.fromkeys(shown["place"]))
    traces = _lines(shown, divisor, view, changes) + whiskers(shown, divisor, view)
    for place, mark, group in _in_order(records(shown)):
        traces += place_points(group, place, mark, divisor, view)
    marks = _marks(shown, changes, view)
    entries = [] if compact else legend(shown, view, {flag for _, flag, _ in marks})
    layout = trend_layout(shown, marks, view, axis) | {"meta": {"legend": entries}}
    return go.Figure(data=bundle(traces), layout=layout, _validate=False)


def _marks(shown: pd.DataFrame, changes: Sequence[Break], view: View) -> list[Mark]:
    """The flags on top of a chart; a small one has room for changes of area only."""
    marks = [(change.year, "⚑", format_break(change, view.language)) for change in changes]
    if view.compact:
        return marks
    marks += [(change.year, "⚐", format_redefinition(change, view.language)) for change in redefinitions(shown)]
    return marks + [(each.last, "△", format_revised(each, view.language)) for each in revised_between(shown)]


def legend_of(figure: go.Figure) -> list[dict[str, Any]]:
    """The entries of a chart's legend, which the page draws: those it was made with, and later traces that have a name."""
    later = [trace.to_plotly_json() for trace in figure.data if trace.name]
    return [*((figure.layout.meta or {}).get("legend", [])), *later]


def _in_order(rows: list[dict[Any, Any]]) -> list[tuple[str, str, list[dict[Any, Any]]]]:
    """Place by place, marks in the order of `MARKS`, so that outcomes lie below what was promised."""
    groups: dict[tuple[str, str], list[dict[Any, Any]]] = {}
    for row in rows:
        groups.setdefault((row["place"], row["mark"]), []).append(row)
    places = list(dict.fromkeys(place for place, _ in groups))
    ordered = sorted(groups, key=lambda key: (places.index(key[0]), MARKS.index(key[1])))
    return [(*key, groups[key]) for key in ordered]


def _lines(shown: pd.DataFrame, divisor: float, view: View, changes: list[Break]) -> list[dict[str, Any]]:
    asked = {change for change in changes if view.joined.get(change.old) == change.new and _continues(change)}
    broken = {(place, change.year) for change in changes if change not in asked for place in (change.old, change.new)}
    runs = [(str(run["place"].iloc[0]), run, 2.0) for run in lines(shown, broken)]
    runs += [(change.old, bridge, 2.0) for change in asked for bridge in _bridges(shown, change)]
    if not view.compact:  # a small chart has no room for the months that tell such lines apart
        runs += [(str(run["place"].iloc[0]), run, 1.0) for run in cumulative_lines(shown, broken)]
    return [
        {
            "type": "scatter",
            "x": [position(row) for row in records(run)],
            "y": (run["value"] / divisor).tolist(),
            "mode": "lines",
            "line": {"color": view.look(place).colour, "dash": view.look(place).dash, "width": width},
            "hoverinfo": "skip",
            "showlegend": False,
        }
        for place, run, width in runs
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
            bridges += [ends] if len(ends) == 2 and not loose(ends) else []
    return bridges
