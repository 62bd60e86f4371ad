"""One chart alone for other sites: ``?embed=true&chart=<name>`` shows it with its title, notes and sources, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from indicators.charts import legend_of
from indicators.labels import Language, say
from indicators.pages import _chart
from indicators.swatches import legend_html

_FRAME = "embed.frame"

# The page runs as always, since its choices make the chart; everything but the frame is taken out of sight and out of
# the reach of keyboard and screen reader.
STYLE = """<style>
[data-testid=stSidebar], [data-testid=stHeader], [data-testid=stExpandSidebarButton], [data-testid=stToolbar] { display: none !important; }
.stMainBlockContainer { padding: .6rem .8rem .4rem !important; max-width: none; }
.stMainBlockContainer > .stVerticalBlock > :not(:has(.st-key-embedded)):not(.st-key-embedded) { display: none; }
.st-key-embedded { gap: .5rem; }
</style>"""


class PageEnd(Exception):
    """The page has said all; what stands around it is still to come, which ``st.stop`` would leave out."""


@dataclass
class Frame:
    """Where the one chart goes, its name as the address has it (empty for the first), and whether it is there."""

    place: DeltaGenerator
    wanted: str
    drawn: bool = False
    closed: bool = False


def begin() -> None:
    """At the start of a run: make room for the chart if the address asks for it alone."""
    if not st.context.is_embedded:
        st.session_state.pop(_FRAME, None)
        return
    st.html(STYLE)
    st.session_state[_FRAME] = Frame(st.container(key="embedded"), st.query_params.get("chart", ""))


def frame() -> Frame | None:
    """Where the one chart goes; None on a page as usual."""
    found: Frame | None = st.session_state.get(_FRAME)
    return found


def draw(into: Frame, figure: Any, alt: str, key: str, title: str) -> None:
    """Draw a chart if it is the one."""
    if into.drawn or into.wanted not in ("", key):
        return
    into.drawn = True
    with into.place:
        st.html(f"<h1 class='di-heading'>{escape(title)}</h1>")
        _chart.show(figure, alt, "embedded-chart")
        if legend := legend_html(legend_of(figure)):
            st.html(legend)


def add(html: str) -> None:
    """A note or a warning of the chart that was drawn; nothing on a page as usual, or before and after its chart."""
    into = frame()
    if into and into.drawn and not into.closed:
        into.place.html(html)


def close(html: str) -> None:
    """The sources of the chart that was drawn, which end it."""
    into = frame()
    if into and into.drawn and not into.closed:
        into.place.html(html.replace("target='_self'", "target='_blank' rel='noopener'"))
        into.closed = True
        raise PageEnd


def end(link: str, language: Language) -> None:
    """The way to the full view; before it, what was asked for and is not there."""
    into = frame()
    if into is None:
        return
    with into.place:
        if not into.drawn:
            key = "share.no_chart" if into.wanted else "share.nothing"
            st.warning(say(key, language, chart=f"`{into.wanted.replace('`', ' ')}`"), icon=":material/link_off:")
        full = escape(say("share.full", language, product=say("share.product", language)))
        st.html(f"<p class='di-note'><a href='{escape(link)}' target='_blank' rel='noopener'>{full}</a></p>")
