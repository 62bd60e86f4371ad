"""Data: the tidy table with filters, and a download of exactly the rows that they leave."""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd
import streamlit as st

from indicators.captions import records, value_text
from indicators.export import FORMATS
from indicators.labels import (
    format_area,
    format_indicator,
    format_kind,
    format_measure,
    format_period,
    format_term,
    say,
)
from indicators.model import COLUMNS, KINDS, MEASURES
from indicators.pages import _data, _parts
from indicators.series import prepare

PER_PAGE = 50
FIRST = (
    "area",
    "indicator",
    "value",
    "unit",
    "measure",
    "time_period",
    "kind",
    "bound",
    "label",
    "surface",
    "sentence",
)
READING_ORDER = [*FIRST, *(name for name in COLUMNS if name not in FIRST)]
WIDTHS: dict[str, Literal["medium", "large"]] = {"sentence": "large", "article": "medium", "label": "medium"}
SAID_BY_VALUE = ("unit", "bound")
SEARCHED = ("area", "label", "article", "sentence", "surface")


def _search(found: pd.DataFrame, words: str) -> pd.DataFrame:
    """The rows that hold every word of the search somewhere in their text."""
    if not words.strip():
        return found
    text = found[list(SEARCHED)].agg("\n".join, axis=1).str.lower() if len(found) else pd.Series(dtype="str")
    for word in words.lower().split():
        found = found[text.loc[found.index].str.contains(word, regex=False)]
    return found


def _readable(found: pd.DataFrame) -> pd.DataFrame:
    """The same columns with names in place of codes."""
    shown = found.copy()
    shown["area"] = [
        format_area(code, name, chosen) for code, name in zip(found["area_code"], found["area"], strict=True)
    ]
    shown["indicator"] = [_named(code, label) for code, label in zip(found["indicator"], found["label"], strict=True)]
    shown["measure"] = [format_measure(code, chosen) for code in found["measure"]]
    shown["kind"] = [format_kind(code, chosen) for code in found["kind"]]
    shown["value"] = [value_text(row, chosen) for row in records(found)]
    shown["time_period"] = [
        format_period(start, end, chosen) for start, end in zip(found["period_start"], found["period_end"], strict=True)
    ]
    return shown


def _named(code: str, label: str) -> str:
    """An indicator's name; what the catalogue has no name for goes by its label."""
    return say("data.other", chosen, label=label) if code == "other" else format_indicator(code, chosen)


def _columns() -> dict[str, Any]:
    """Headings in the reader's language; the name in the download stands in the help."""
    columns = {
        name: st.column_config.Column(format_term("column_name", name, chosen), help=name, width=WIDTHS.get(name))
        for name in COLUMNS
    }
    columns["value"] = st.column_config.Column(
        format_term("column_name", "value", chosen), help="value", alignment="right"
    )
    return columns


chosen, choices = _parts.begin("data")
facets = _data.facets()
place_options = {code or name: format_area(code, name, chosen) for code, name in facets.areas}
codes = _data.indicator_codes()
with st.sidebar:
    areas = choices.many("area", say("choose.areas", chosen), list(place_options), place_options.__getitem__)
    indicators = choices.many(
        "indicator", say("choose.indicators", chosen), codes, lambda code: format_indicator(code, chosen)
    )
    measures = choices.many(
        "measure",
        say("choose.measure", chosen),
        [each for each in MEASURES if each in facets.measures],
        lambda code: format_measure(code, chosen),
    )
    years = choices.many("year", say("choose.years", chosen), [str(year) for year in reversed(facets.years)], str)
    kinds = choices.many(
        "kind",
        say("choose.kind", chosen),
        [each for each in KINDS if each in facets.kinds],
        lambda code: format_kind(code, chosen),
    )
    documents = choices.many("doc", say("choose.documents", chosen), list(facets.documents), _parts.title_of)
    wording = choices.switch(
        "show", say("data.wording", chosen), ("names", "codes"), lambda code: say(f"data.{code}", chosen)
    )
complaint = st.empty()
with complaint:
    choices.name_dead()

words = choices.words("q", say("data.search", chosen), say("data.search_hint", chosen))
found = _data.tidy(
    areas=areas,
    indicators=indicators,
    measures=measures,
    years=[int(year) for year in years],
    kinds=kinds,
    documents=documents,
)
found = _search(found, words)
if found.empty:
    _parts.stop(say("data.nothing", chosen))

left, middle, right = st.columns([1.5, 1, 1.6], vertical_alignment="bottom")
left.html(
    f"<p class='di-lead'>{say('data.count', chosen, rows=f'{len(found):,}', documents=found['doc_id'].nunique())}</p>"
)
with middle:
    code = choices.one(
        "as", say("data.format", chosen), list(FORMATS), lambda code: say(f"format.{code}", chosen), default="csv"
    )
with complaint:  # again, as the format may be what the link has wrong
    choices.name_dead()
wanted, titles = FORMATS[code], _data.documents()
right.download_button(
    say("rows.download_as", chosen, rows=f"{len(found):,}", format=say(f"format.{code}", chosen)),
    data=lambda: wanted.write(found, titles),
    file_name=say("rows.file", chosen).removesuffix(".csv") + wanted.ending,
    mime=wanted.mime,
    icon=":material/download:",
    on_click="ignore",
    key="download",
    width="stretch",
)
pages = -(-len(found) // PER_PAGE)
at = (choices.page(pages) - 1) * PER_PAGE
part = found.iloc[at : at + PER_PAGE].reset_index(drop=True)
state = st.dataframe(
    part if wording == "codes" else _readable(part),
    hide_index=True,
    column_config=_columns() if wording == "names" else None,
    column_order=READING_ORDER if wording == "codes" else [name for name in READING_ORDER if name not in SAID_BY_VALUE],
    key="table",
    on_select="rerun",
    selection_mode="single-row",
    height=min(38 + 35 * len(part), 600),
)
selected = state["selection"]["rows"]
if selected and selected[0] < len(part):
    _parts.evidence(prepare(part).iloc[selected[0]])
else:
    _parts.note(say("data.hint", chosen))
