"""Sources: the documents, and one document's text with its figures in place and the account of its numbers."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from indicators.captions import records, value_text
from indicators.labels import format_area, format_indicator, format_measure, format_period, format_term, say
from indicators.model import FATES, Extraction, Report
from indicators.pages import _data, _parts

# Runs in the page: brings the chosen figure into sight within its text. It holds no text of any document.
SCROLL = """<script>
{
  const figure = document.getElementById("di-chosen"), box = figure?.closest(".st-key-document");
  if (box) box.scrollTop += figure.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
}
</script>"""


def _place(name: str) -> str:
    """A place that a document names, in the reader's language."""
    codes = {area: code for code, area in _data.facets().areas}
    return format_area(codes.get(name, ""), name, chosen)


def _list_documents() -> None:
    """The documents with what was read from each; selecting one opens it."""
    known = _data.documents()
    names = ("title", "area", "kind", "published", "publisher", "observations", "not_figures", "unresolved")
    table = known[list(names)].reset_index(drop=True)
    table["kind"] = [format_term("report", kind, chosen) for kind in table["kind"]]
    table["area"] = [_place(area) for area in table["area"]]
    table = table[[name for name in names if table[name].ne("").any()]]
    heads = {name: format_term("column_name", f"doc_{name}", chosen) for name in names}
    st.dataframe(
        table.rename(columns=heads),
        hide_index=True,
        key="documents",
        on_select=_open_document,
        selection_mode="single-row",
        height=38 + 35 * len(table),
    )


def _open_document() -> None:
    picked = st.session_state["documents"]["selection"]["rows"]
    if picked:
        choices.put("doc", str(_data.documents().index[picked[0]]))


def _about(report: Report) -> str:
    """What a document says of itself, in one line."""
    kind = format_term("report", report.kind, chosen) if report.kind else ""
    parts = [
        _place(report.area),
        kind,
        report.publisher,
        report.published.isoformat() if report.published else "",
        report.address,
    ]
    return " · ".join(part for part in parts if part)


def _account(extraction: Extraction, rows: int) -> None:
    """How many numbers the text has and what became of them."""
    fates = [each.fate for each in extraction.account]
    counts = [
        f"<span><b>{fates.count(fate):,}</b> {escape(format_term('fate', fate, chosen))}</span>" for fate in FATES
    ]
    st.html(f"<p class='di-account'>{''.join(counts)}</p>")
    _parts.note(say("sources.account", chosen, numbers=f"{len(fates):,}", rows=f"{rows:,}"))


def _marked(report: Report, found: pd.DataFrame, extraction: Extraction, at: str) -> str:
    """The text as HTML: every character escaped, figures marked, unresolved numbers underlined."""
    spans = {(each.start, each.end): "unresolved" for each in extraction.account if each.fate == "unresolved"}
    spans |= {(int(start), int(end)): "figure" for start, end in zip(found["start"], found["end"], strict=True)}
    done, parts = len(report.text) - len(report.text.lstrip()), []
    for start, end in sorted(spans):
        if start >= done:
            parts += [escape(report.text[done:start]), _mark(report, start, end, spans[start, end], at)]
            done = end
    return "".join(parts) + escape(report.text[done:])


def _mark(report: Report, start: int, end: int, kind: str, at: str) -> str:
    surface = escape(report.text[start:end])
    if kind == "unresolved":
        return f"<span class='di-unresolved'>{surface}</span>"
    chosen_style = " di-chosen' id='di-chosen" if str(start) == at else ""
    return f"<mark class='di-figure{chosen_style}'><a href='{escape(_parts.source_address(report.doc_id, start))}' target='_self'>{surface}</a></mark>"


def _rows(found: pd.DataFrame) -> None:
    """The document's rows; selecting one shows its place in the text."""
    table = pd.DataFrame(
        {
            say("column.area", chosen): [
                format_area(row["area_code"], row["area"], chosen) for _, row in found.iterrows()
            ],
            say("column.indicator", chosen): [format_indicator(code, chosen) for code in found["indicator"]],
            say("column.label", chosen): found["label"].to_list(),
            say("column.measure", chosen): [format_measure(code, chosen) for code in found["measure"]],
            say("column.value", chosen): [value_text(row, chosen) for row in records(found)],
            say("column.period", chosen): [
                format_period(row["period_start"], row["period_end"], chosen) for _, row in found.iterrows()
            ],
            say("column.kind", chosen): [format_term("kind", kind, chosen) for kind in found["kind"]],
        }
    )
    st.dataframe(
        table,
        hide_index=True,
        key=f"figures-{doc}",
        on_select=_open_figure,
        selection_mode="single-row",
        height=min(38 + 35 * len(table), 560),
    )


def _open_figure() -> None:
    picked = st.session_state[f"figures-{doc}"]["selection"]["rows"]
    if picked:
        choices.put("at", str(found.iloc[picked[0]]["start"]))


chosen, choices = _parts.begin("sources")
with st.sidebar:
    doc = choices.one(
        "doc",
        say("choose.document", chosen),
        ["", *_data.documents().index],
        lambda name: _parts.title_of(name) if name else say("sources.all", chosen),
    )
if not doc:
    choices.name_dead()
    _parts.note(say("sources.hint", chosen))
    _list_documents()
    st.stop()

found = _data.rows(documents=[doc])
report = _data.report(doc)
at = choices.hidden("at", [str(start) for start in found["start"]])
choices.name_dead()
_parts.heading(report.title or doc)
_parts.note(_about(report))
for number, (_, row) in enumerate(found[found["start"].astype(str).eq(at)].iterrows()):
    _parts.evidence(row, f"-{number}", link=False)
with st.spinner(say("sources.reading", chosen)):
    extraction = _data.extraction(doc)
_account(extraction, len(found))
text, table = st.columns([3, 2], gap="medium")
with text:
    _parts.heading(say("sources.text", chosen))
    _parts.note(say("sources.legend", chosen))
    with st.container(height=560, key="document"):
        st.html(f"<div class='di-document'>{_marked(report, found, extraction, at)}</div>")
with table:
    _parts.heading(say("rows.title", chosen, rows=len(found)))
    _rows(found)
if at:
    st.html(SCROLL, unsafe_allow_javascript=True)
