"""One document of the sources page: its text with every number marked, and why the chosen number was read as it was."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, partial
from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from indicators.captions import records, value_text
from indicators.explain import Explanation, explain_traced
from indicators.labels import format_area, format_indicator, format_measure, format_period, format_term, say
from indicators.marking import Mark, find_marks, list_branches, mark_sentence, mark_text, split_parts
from indicators.model import FATES
from indicators.outline import describe_rule, outline
from indicators.pages import _corrected, _data, _evidence, _grid, _links, _parts
from indicators.pages._choices import Choices
from indicators.pages._language import language
from indicators.series import columns

PART = 20_000
"""Characters of a long text that are shown at a time; a browser takes seconds for ten thousands of marked numbers."""

AT_ONCE = 20_000
"""Characters of a text that are read while one waits; a longer one shows its rows before."""

TOLD = ("area_code", "indicator", "measure", "period_start", "period_end", "value", "unit", "kind")
"""What a row says, by which a stored one is held against what is read today."""


@cache
def _script() -> str:
    return (Path(__file__).parent / "reading.js").read_text(encoding="utf-8")


def marks(doc: str) -> list[Mark]:
    """Every number of a document with its fate."""
    return _data.view("sources.marks", doc, make=lambda: _find_marks(doc))


def _find_marks(doc: str) -> list[Mark]:
    found = _data.rows(documents=[doc])
    return find_marks(_data.trace(doc).extraction.account, columns(found, "start", "end"))


def account(doc: str, rows: int) -> None:
    """How many numbers the text has and what became of them, each fate as it looks in the text."""
    chosen = language()
    fates = [each.fate for each in _data.trace(doc).extraction.account]
    counts = [
        f"<span><b>{fates.count(fate):,}</b> <span class='di-number di-{fate}'>{escape(_fate(fate))}</span></span>"
        for fate in FATES
    ]
    st.html(f"<p class='di-account'>{''.join(counts)}</p>")
    _parts.note(say("sources.account", chosen, numbers=f"{len(fates):,}", rows=f"{rows:,}"))


def choose_fates(choices: Choices) -> list[str]:
    """The fates that the reader wants to see in the text."""
    return choices.many("fate", say("sources.coloured", language()), FATES, _fate, default=FATES)


def _fate(code: str) -> str:
    return format_term("fate", code, language())


def choose_part(choices: Choices, doc: str, at: str) -> int:
    """The part of a long text that is shown, from 1: the one of the chosen number unless the reader turns to another."""
    parts = _parts_of(doc)
    return choices.page(len(parts), _part_with(parts, at)) if len(parts) > 1 else 1


def asked_part(choices: Choices, doc: str, at: str) -> int:
    """The same before it is known which numbers there are, by what the address or the reader asks for."""
    parts, asked = _parts_of(doc), next(iter(choices.asked("page")), "")
    return int(asked) if asked in map(str, range(1, len(parts) + 1)) else _part_with(parts, at)


def _parts_of(doc: str) -> list[tuple[int, int]]:
    return _data.view("sources.parts", doc, make=lambda: split_parts(_data.report(doc).text, PART))


def _part_with(parts: list[tuple[int, int]], at: str) -> int:
    return next((number for number, (_, end) in enumerate(parts, start=1) if at.isdecimal() and int(at) < end), 1)


class Sheet:
    """The place of a document's text; what is chosen is marked by a script, so that the text is made and sent once."""

    def __init__(self, doc: str, coloured: Iterable[str]) -> None:
        plain = [fate for fate in FATES if fate not in set(coloured)]
        rules = "".join(
            f".di-document .di-{fate}:not(#di-chosen) {{ background: none; text-decoration: none; }}" for fate in plain
        )
        self._doc, self._style = doc, f"<style>{rules}</style>"
        self._drafts = len(_data.report(doc).text) > AT_ONCE and not _data.is_traced(doc)
        # An empty place would take the text out of sight for a moment at every click: only a draft, once, needs one.
        sheet = st.container(height=560, key="document")
        self._text = sheet.empty() if self._drafts else sheet
        self._choice = st.empty() if self._drafts else st.container()

    def draft(self, found: pd.DataFrame, part: int, at: str) -> None:
        """Of a long text that nobody read yet: the text with its rows, until its other numbers are known."""
        if self._drafts:
            rows = find_marks([], columns(found, "start", "end"))
            self._show(_text(self._doc, part, rows), at if at.isdecimal() else "", "draft")

    def show(self, part: int, at: str) -> None:
        """The text with all its numbers."""
        text = _data.view("sources.text", self._doc, part, make=lambda: _text(self._doc, part, marks(self._doc)))
        self._show(text, at, "")

    def _show(self, text: str, at: str, state: str) -> None:
        self._text.html(text)
        # The state makes it another script, which runs again where the text was put in the place of its draft.
        script = f"{{ const chosen = '{int(at) if at else ''}'; /* {state} */\n{_script()} }}"
        self._choice.html(f"{self._style}<script>{script}</script>", unsafe_allow_javascript=True)


def _text(doc: str, part: int, found: Iterable[Mark]) -> str:
    within, link = _parts_of(doc)[part - 1], partial(_links.source_address, doc)
    marked = mark_text(_data.report(doc).text, found, link, within)
    return f"<div class='di-document' lang='zh-CN'>{marked}</div>"


def turn_over(choices: Choices, doc: str, at: str) -> None:
    """To the unresolved number before and behind the chosen one, or behind the start."""
    starts = [mark.start for mark in marks(doc) if mark.fate == "unresolved"]
    if not starts:
        return
    chosen, here = language(), int(at or -1)
    steps = {
        "previous": next((start for start in reversed(starts) if start < here), None),
        "next": next((start for start in starts if start > here), None),
    }
    with st.container(horizontal=True, key="turn"):
        for name, start in steps.items():
            st.button(
                say(f"sources.{name}", chosen),
                key=f"turn-{name}",
                disabled=start is None,
                on_click=choices.put,
                args=("at", str(start)),
            )


def explanation(doc: str, at: str) -> None:
    """The rows of the chosen number with their sentence, or the sentence alone; below it how the number was read."""
    chosen, told = language(), explain_traced(_data.trace(doc), int(at))
    found = _data.rows(documents=[doc])
    rows = found[found["start"].eq(int(at))]
    for number, (_, row) in enumerate(rows.iterrows()):
        _evidence.show(row, f"-{number}", link=False)
    with st.container(border=True, key="explanation"):
        fate = escape(describe_rule("fate", told.fate.fate, chosen))
        st.html(
            f"<p class='di-fact'>{escape(told.quote(told.figure))} · {fate}</p>"
            + ("" if len(rows) else _sentence(told))
        )
        if changed := _corrected.branches(doc, {int(at), told.figure.start}, rows["rules"].tolist()):
            st.html(f"<p class='di-note'>{escape(say('sources.changed', chosen))}</p>{list_branches(changed)}")
            _parts.note(say("sources.read_before", chosen))
        elif len(rows) != len(told.rows) or not _agree(rows, told):
            _parts.note(say("sources.read_anew", chosen))
        branches = [branch for branch in outline(told, chosen).below if branch.key != "sentence"]
        st.html(list_branches(branches))


def _sentence(told: Explanation) -> str:
    start, end = told.figure.start - told.sentence.start, told.figure.end - told.sentence.start
    return f"<blockquote class='di-sentence'>{mark_sentence(told.text, start, end)}</blockquote>"


def _agree(rows: pd.DataFrame, told: Explanation) -> bool:
    from indicators.table import observations_to_frame

    read = observations_to_frame(row.observation for row in told.rows)
    return sorted(columns(rows, *TOLD)) == sorted(columns(read, *TOLD))


ROWS = ("label", "value", "measure", "period", "kind", "indicator", "area")
"""What is told of a document's rows. What is measured and its value come first: the table stands in a narrow column."""


def rows_table(choices: Choices, doc: str, found: pd.DataFrame) -> None:
    """The document's rows; selecting one shows its place in the text."""
    chosen = language()
    table = _data.view("sources.rows", doc, make=lambda: _rows(found))
    grid = _grid.Grid(
        table,
        _grid.names_of(found),
        say("rows.title", chosen, rows=len(found)),
        height=560,
        codes=ROWS,
        keys={"value": found["value"].tolist(), "period": _grid.periods(found)},
        # Not the name that the list of documents has: dropping its order would be a step of its own on the way back.
        order=_grid.order_of(choices, ROWS, "rows"),
    )
    _grid.choose_row(grid, f"figures-{doc}", lambda row: choices.put("at", str(found.iloc[row]["start"])))


def _rows(found: pd.DataFrame) -> pd.DataFrame:
    chosen, told = language(), records(found)
    table = {
        "label": [row["label"] for row in told],
        "value": [value_text(row, chosen) for row in told],
        "measure": [format_measure(row["measure"], chosen) for row in told],
        "period": [format_period(row["period_start"], row["period_end"], chosen) for row in told],
        "kind": [format_term("kind", row["kind"], chosen) for row in told],
        "indicator": [format_indicator(row["indicator"], chosen) for row in told],
        "area": [format_area(row["area_code"], row["area"], chosen) for row in told],
    }
    return pd.DataFrame({say(f"column.{name}", chosen): table[name] for name in ROWS})
