"""Data: the tidy table with filters, long or with its places side by side, and a download of exactly what is shown."""

from __future__ import annotations

from typing import Any

import streamlit as st

from indicators.export import FORMATS, WIDE_FORMATS
from indicators.labels import format_area, format_indicator, format_kind, format_measure, format_term, say
from indicators.model import COLUMNS, KINDS, MEASURES
from indicators.pages import _data, _documents, _download, _parts, _tables
from indicators.wide import MOST_ROWS


def _filters() -> dict[str, Any]:
    """The filters of the sidebar, each a list of codes."""
    facets = _data.facets()
    places = _data.view(
        "data.places", make=lambda: {code or name: format_area(code, name, chosen) for code, name in facets.areas}
    )
    given: dict[str, Any] = {
        "areas": choices.many("area", say("choose.areas", chosen), list(places), places.__getitem__),
        "indicators": choices.many(
            "indicator",
            say("choose.indicators", chosen),
            _data.indicator_codes(),
            lambda code: format_indicator(code, chosen),
        ),
        "measures": choices.many(
            "measure",
            say("choose.measure", chosen),
            [each for each in MEASURES if each in facets.measures],
            lambda code: format_measure(code, chosen),
        ),
        "years": [
            int(year)
            for year in choices.many(
                "year", say("choose.years", chosen), [str(year) for year in reversed(facets.years)], str
            )
        ],
        "kinds": choices.many(
            "kind",
            say("choose.kind", chosen),
            [each for each in KINDS if each in facets.kinds],
            lambda code: format_kind(code, chosen),
        ),
    }
    known = facets.documents
    # Where they are too many to list: those asked for, and the first that meet the other filters.
    offered = known if len(known) <= _documents.OFFERED else _documents.offered(choices, _data.counts(**given))
    given["documents"] = choices.many("doc", say("choose.documents", chosen), offered, _data.titles().__getitem__)
    if len(offered) < len(known):
        _parts.note(say("data.offered", chosen, count=f"{len(offered):,}"))
    return given


chosen, choices = _parts.begin("data")
with st.sidebar:
    filters = _filters()
    wording = choices.switch(
        "show", say("data.wording", chosen), ("names", "codes"), lambda code: say(f"data.{code}", chosen)
    )
    layout = choices.switch(
        "layout", say("data.layout", chosen), ("long", "wide"), lambda code: say(f"data.{code}", chosen)
    )
    columns: tuple[str, ...] = COLUMNS
    if layout == "long":
        picked = choices.many(
            "col", say("data.columns", chosen), COLUMNS, lambda name: format_term("column_name", name, chosen)
        )
        columns = tuple(picked) or COLUMNS
complaint = st.empty()
with complaint:
    choices.name_dead()

filters["words"] = choices.words("q", say("data.search", chosen), say("data.search_hint", chosen)).split()
counts = _data.counts(**filters)
count = int(counts["rows"].sum())
if not count:
    _parts.stop(say("data.nothing", chosen))
if layout == "wide" and count > MOST_ROWS:
    _parts.stop(say("data.too_wide", chosen, rows=f"{count:,}", most=f"{MOST_ROWS:,}"))

laid = _tables.lay_out(filters) if layout == "wide" else None
shown = count if laid is None else len(laid.keys)
left, middle, right = st.columns([1.5, 1, 1.6], vertical_alignment="bottom")
places = "" if laid is None else f"{len(laid.places):,}"
told = {"rows": f"{count:,}", "documents": f"{len(counts):,}", "shown": f"{shown:,}", "places": places}
left.html(f"<p class='di-lead'>{say('data.count' if laid is None else 'data.count_wide', chosen, **told)}</p>")
with middle:
    wanted = _download.choose_format(choices, FORMATS if laid is None else WIDE_FORMATS)
with right:
    name = say("rows.file", chosen).removesuffix(".csv") if laid is None else say("data.file_wide", chosen)
    _download.button(wanted, shown, _data.whole(**filters), columns, name)
_download.tell_limits(wanted, shown, columns)
if laid is None:
    _tables.long_table(choices, filters, count, columns, codes=wording == "codes")
else:
    _tables.wide_table(choices, filters, laid, codes=wording == "codes")
with complaint:  # again, as the format, the order or the page may be what the link has wrong
    choices.name_dead()
