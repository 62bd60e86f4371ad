"""Pieces that several pages show: headings, sources, charts, links, rows under a chart. Text is always escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from math import nan
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from indicators.captions import Row, format_basis, records, unit_scale, value_texts
from indicators.charts import CONFIG, legend_of
from indicators.disputes import Dispute, format_dispute
from indicators.eras import format_place
from indicators.labels import Language, format_bound, format_kind, format_period, say
from indicators.looks import text_width
from indicators.pages import _data, _embed, _share, _version
from indicators.pages._choices import Choices
from indicators.pages._language import language
from indicators.pages._style import STYLE
from indicators.same_period import growth_of
from indicators.swatches import legend_html

MOST_LISTED = 200
"""As many documents a source line lists at all: a chart of a large store may rest on ten thousands."""

FEW = 3
"""As many documents a source line names before it folds the rest away."""


def begin(page: str) -> tuple[Language, Choices]:
    """The start of every page: style, title, and a store with something in it."""
    chosen = language()
    st.html(STYLE)
    st.title(say(f"{page}.title", chosen), anchor=False)
    _data.load_seeds()
    _version.choose_version(page)
    if _data.is_empty():
        stop(say("store.empty", chosen))
    choices = Choices(page)
    _version.note_choice()
    return chosen, choices


def stop(sentence: str) -> None:
    """End the page with a sentence that says what to do."""
    embedded = _embed.frame()
    (embedded.place if embedded else st).info(sentence, icon=":material/info:")
    end()


def end() -> None:
    """End the page here; unlike ``st.stop`` it leaves what stands around every page."""
    raise _embed.PageEnd


def heading(text: str) -> None:
    """A section's heading; the text may hold anything."""
    _share.heading(text)
    st.html(f"<h2 class='di-heading'>{escape(text)}</h2>")


def note(text: str) -> None:
    """A quiet line of text that may hold anything."""
    html = f"<p class='di-note'>{escape(text)}</p>"
    _embed.add(html)
    st.html(html)


def address(page: str, **given: str | Sequence[str]) -> str:
    """The address of a page with choices, one or several of each, relative to any page."""
    return addresses(page)(**given)


def addresses(page: str) -> Callable[..., str]:
    """The same for many addresses of one page: what they have in common is looked up once."""
    common = {**_version.given(), "lang": language()}
    return lambda **given: f"{page}?{urlencode({**given, **common}, doseq=True)}"


def source_address(doc_id: str, start: int | None = None) -> str:
    """The address of a document, or of one figure in it, relative to any page."""
    return address("sources", doc=doc_id, **({} if start is None else {"at": str(start)}))


def title_of(doc_id: str) -> str:
    """A document's title, else its name."""
    return _data.cited(doc_id)[0]


def cite(doc_id: str) -> str:
    """A document as a source line names it: title, publisher, date."""
    return say("list.comma", language()).join(_data.cited(doc_id))


def sources(rows: pd.DataFrame, *, numbered: bool = False) -> None:
    """The documents that a chart or table rests on, each a link; numbered from 1 in their order where the values say which."""
    named = list(dict.fromkeys(rows["doc_id"].tolist()))
    listed = named if numbered else named[:MOST_LISTED]
    line = _data.view(
        "sources", listed, len(named), numbered, make=lambda: _source_line(listed, len(named), numbered=numbered)
    )
    _embed.close(line)
    st.html(line)


def _source_line(doc_ids: list[str], count: int, *, numbered: bool = False) -> str:
    links = [
        f"{f'[{number}] ' if numbered else ''}<a href='{escape(source_address(doc_id))}' target='_self'>{escape(cite(doc_id))}</a>"
        for number, doc_id in enumerate(doc_ids, start=1)
    ]
    comma = escape(say("list.semicolon", language()))
    start = escape(say("sources.line", language()))
    if len(links) <= FEW:
        return f"<p class='di-sources'>{start}{comma.join(links)}</p>"
    cut = count > len(links)
    more = escape(say("sources.more_first" if cut else "sources.more", language(), count=count, shown=len(links)))
    # Links stand outside the summary: it is a button itself.
    folded = f"<details><summary>{more}</summary> {comma.join(links[FEW - 1 :])}</details>"
    return f"<div class='di-sources'>{start}{comma.join(links[: FEW - 1])} {folded}</div>"


def chart(figure: Any, alt: str, key: str, title: str = "") -> int | None:
    """Draw a chart; the index of the row whose point the reader selected, if any.

    ``title`` is what a picture of it and an embedded chart are called, the last heading if it is not given.
    """
    if embedded := _embed.frame():
        _embed.draw(embedded, figure, alt, key, _share.title_of_chart(title))
        return None
    state = st.plotly_chart(figure, key=key, on_select="rerun", selection_mode="points", config=CONFIG, alt=alt)
    st.html(legend_html(legend_of(figure)) + _share.tools(key, _share.title_of_chart(title)))
    points = state["selection"]["points"]
    data = points[0].get("customdata") if points else None
    if isinstance(data, dict):
        data = list(data.values())
    return int(data[0]) if data else None


def still(figure: Any, alt: str, key: str, title: str = "") -> None:
    """Draw a chart whose points open nothing; ``title`` as for `chart`."""
    if embedded := _embed.frame():
        _embed.draw(embedded, figure, alt, key, _share.title_of_chart(title))
        return
    st.plotly_chart(figure, key=key, config=CONFIG, alt=alt)
    st.html(_share.tools(key, _share.title_of_chart(title)))


def page_link(page: str, label: str, icon: str, given: Mapping[str, str | list[str]]) -> None:
    """A link to a page with choices that keeps the session, unlike an address."""
    asked = {**given, **_version.given(), "lang": language()}
    st.page_link(f"indicators/pages/{page}.py", label=label, icon=icon, query_params=asked)


def growth_text(row: Row, rows: pd.DataFrame) -> str:
    """The growth reported beside a level, each with its definition; empty where none is."""
    return say("list.slash", language()).join(value_texts(growth_of(row, rows), language()))


def when_and_kind(row: Row) -> str:
    """A value's period, with its kind where it is no outcome."""
    chosen = language()
    period = format_period(row["period_start"], row["period_end"], chosen)
    return period if row["kind"] == "actual" else f"{period} · {format_kind(row['kind'], chosen)}"


def rows_table(
    rows: pd.DataFrame,
    key: str,
    told: Mapping[int, Dispute] | None = None,
    more: Mapping[str, Mapping[int, float]] | None = None,
) -> int | None:
    """The rows behind a chart; the index of the row that the reader selected, if any.

    ``more`` are further columns of numbers by their heads, each with the values of the rows that have one.
    """
    chosen, found, titles = language(), records(rows), _data.titles()
    divisor, unit = unit_scale(rows, chosen)
    table = {
        "area": [format_place(row["area_code"], row["area"], chosen) for row in found],
        "label": [row["label"] for row in found],
        "period": [format_period(row["period_start"], row["period_end"], chosen) for row in found],
        "value_in": [round(row["value"] / divisor, 6) for row in found],
        "as_stated": [row["surface"] for row in found],
        "kind": [format_kind(row["kind"], chosen) for row in found],
        "bound": [bound_text(row["bound"]) for row in found],
        "basis": [format_basis(row["basis"], chosen) if row["basis"] else "" for row in found],
        "agreement": [_agreement(row, told or {}) for row in found],
        "document": [titles.get(row["doc_id"], row["doc_id"]) for row in found],
    }
    shown = {name: values for name, values in table.items() if _is_told(name, values)}
    heads = {say(f"column.{name}", chosen, unit=unit or "–"): values for name, values in shown.items()}
    for name, values in (more or {}).items():
        beside = list(shown).index("value_in") + 1
        heads = _after(heads, beside, name, [round(values.get(row["index"], nan), 2) for row in found])
    height = min(38 + 35 * len(rows), 388)
    state = st.dataframe(
        pd.DataFrame(heads),
        hide_index=True,
        key=key,
        on_select="rerun",
        selection_mode="single-row",
        height=height,
        placeholder="–",
        column_config=_widths(heads, chosen, unit),
    )
    chosen_rows = state["selection"]["rows"]
    return int(rows.index[chosen_rows[0]]) if chosen_rows and chosen_rows[0] < len(rows) else None


def _widths(heads: Mapping[str, list[Any]], chosen: Language, unit: str) -> dict[str, Any]:
    """Places and values no wider than they need, so that a phone shows both."""
    place, value = say("column.area", chosen), say("column.value_in", chosen, unit=unit or "–")
    return {
        place: st.column_config.Column(width=column_width(heads[place], MOST_PLACE)),
        value: st.column_config.Column(width=max(column_width(map(str, heads[value])), LEAST_VALUE)),
    }


def column_width(texts: Iterable[str], most: int = 260) -> int:
    """Pixels for the longest text of a column: left to itself, a table measures the first rows only."""
    return min(24 + max((text_width(text) for text in texts), default=0), most)


def _after(heads: dict[str, list[Any]], count: int, name: str, values: list[Any]) -> dict[str, list[Any]]:
    """The columns with one more behind the first few, so that it is in sight beside the value."""
    listed = list(heads.items())
    return dict([*listed[:count], (name, values), *listed[count:]])


MOST_PLACE = 150
"""Pixels for a place beside its values."""

LEAST_VALUE = 100
"""Pixels for a value, so that most of its head is seen too."""

OPTIONAL = ("basis", "agreement", "bound")
"""Columns that are left out where they would be empty."""


def _is_told(name: str, values: Sequence[Any]) -> bool:
    """Whether a column says something: a label that is the same everywhere only pushes values out of a phone's sight."""
    return len(set(values)) > 1 if name == "label" else name not in OPTIONAL or any(values)


def _agreement(row: Row, told: Mapping[int, Dispute]) -> str:
    """How other documents stand to a row: the kind of difference and their values."""
    dispute = told.get(row["index"])
    if dispute is None:
        return ""
    head = say(f"agreement.{dispute.rule}", language())
    said = format_dispute(dispute, language())
    return head if said == head else say("list.colon", language()).join([head, said])


def bound_text(bound: str) -> str:
    """How a bound reads in a column of its own; exact values need no word."""
    return "" if bound == "eq" else format_bound(bound, language())


def row_at(rows: pd.DataFrame, index: int) -> pd.Series:
    """The row with this index, which is unique in frames of `_data.rows`."""
    return rows[rows.index == index].iloc[0]


def year_span(choices: Choices, years: list[int]) -> list[int]:
    """Two lists for the first and the last year; the years between, none if they are the wrong way round."""
    chosen = language()
    options = [str(year) for year in years]
    first = choices.one("from", say("choose.from", chosen), options, str, options[0])
    last = choices.one("to", say("choose.to", chosen), options, str, options[-1])
    return list(range(int(first), int(last) + 1))
