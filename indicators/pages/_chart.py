"""A plotly chart drawn by a small component of our own, which reads less of plotly and draws once for each change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import plotly.graph_objects as go
import streamlit as st
from streamlit.components.v1 import declare_component

from indicators.charts import CONFIG
from indicators.labels import say
from indicators.pages._language import language

_HERE = Path(__file__).parent
_LIBRARY = next((_HERE / "plotly").glob("plotly-*.min.js"))

# Declared for the address that its folder gets alone: what it serves is the library, which browsers keep by its name.
_served = declare_component("plotly", path=str(_LIBRARY.parent))


def _script(name: str) -> str:
    return (_HERE / f"{name}.js").read_text(encoding="utf-8")


# Within an application a screen reader leaves the arrows to the chart.
_draw = st.components.v2.component(
    "indicators.chart",
    html="<div role='figure'><div class='di-chart' role='application' tabindex='0' aria-busy='true'></div>"
    "<span class='di-unseen' role='status' aria-live='polite'></span></div>",
    js="\n".join(_script(name) for name in ("chart_library", "chart_keys", "chart")),
    isolate_styles=False,  # plotly writes its styles into the page
)


def library() -> str:
    """The address of the library, from where the pages are."""
    return f"component/{_served.name}/{_LIBRARY.name}"


def early_script() -> str:
    """What a page of charts runs before it has any, so that the library comes while the figures are made."""
    return f"{_script('chart_library')}\nwindow.districtLibrary({json.dumps(library())}).catch(() => undefined);"


class Point(NamedTuple):
    """A point that a reader selected: the index of its row and what it says."""

    row: int
    said: str


def show(figure: go.Figure, alt: str, key: str) -> None:
    """Draw a chart whose points open nothing."""
    _draw(key=key, data=_given(figure, alt), height=int(figure.layout.height))


def ask(figure: go.Figure, alt: str, key: str) -> Point | None:
    """Draw a chart; the point that the reader selected, as long as the chart has it."""
    data = _given(figure, alt, opens=True)
    found = _draw(key=key, data=data, height=int(figure.layout.height), on_point_change=_nothing).get("point")
    point = Point(int(found["row"]), str(found["said"])) if found else None
    return point if point and point in _points(figure) else None


def _given(figure: go.Figure, alt: str, *, opens: bool = False) -> dict[str, Any]:
    keys = say("chart.keys_open" if opens else "chart.keys", language())
    figured = {"figure": as_json(figure), "alt": alt, "keys": keys, "opens": opens}
    return {**figured, "plotly": library(), "config": CONFIG}


def as_json(figure: go.Figure) -> str:
    """A figure without plotly's own look, which gives way to that of the page."""
    spec = figure.to_plotly_json()
    return json.dumps({"data": spec["data"], "layout": {**spec["layout"], "template": None}}, ensure_ascii=False)


def _points(figure: go.Figure) -> set[Point]:
    return {
        Point(int(row[0]), str(said))
        for trace in figure.data
        if trace.customdata is not None
        for row, said in zip(trace.customdata, trace.hovertext, strict=True)
    }


def _nothing() -> None:
    """What a component needs to have a state: the rerun itself is the answer."""
