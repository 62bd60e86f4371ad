"""The rows of one waiting document: what was read beside what is stored, and a form to confirm, correct or reject each."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from indicators.captions import value_text
from indicators.correcting import Kept
from indicators.differences import Difference
from indicators.labels import (
    format_area,
    format_indicator,
    format_kind,
    format_measure,
    format_period,
    format_term,
    say,
)
from indicators.pages import _grid, _parts, _row_table
from indicators.pages._choices import Choices
from indicators.pages._drafts import Draft
from indicators.pages._form import decision, form
from indicators.pages._language import language

SHOWN = ("all", "open", "differing", "changed")
TALL = 460
_QUIET = ("new", "same")


def row_ids(draft: Draft) -> dict[str, Kept]:
    """The rows by what stands for them in the address: where the figure begins, with a number if it states several."""
    found: dict[str, Kept] = {}
    for kept in draft.corrected().kept:
        start, number = str(kept.read["start"]), 0
        while (name := f"{start}.{number}" if number else start) in found:
            number += 1
        found[name] = kept
    return found


def review(draft: Draft, choices: Choices) -> None:
    """The table of rows and, beside it, the form of the chosen one."""
    chosen, rows = language(), row_ids(draft)
    told = _standings(draft, rows)
    _tell_counts(draft, rows)
    show = choices.switch("show", say("review.show", chosen), SHOWN, lambda code: say(f"review.show_{code}", chosen))
    listed = [name for name, kept in rows.items() if _is_shown(draft, kept, told.get(name), show)]
    at = choices.hidden("at", list(rows))
    if not listed:
        _parts.note(say("review.none", chosen))
    at = at or next((name for name in listed if decision(draft, rows[name]) == "open"), "") or "".join(listed[:1])
    left, right = st.columns([3, 2], gap="medium")
    with left:
        if listed:
            _table(draft, {name: rows[name] for name in listed}, told, choices, show)
            _bulk(draft, [rows[name] for name in listed])
    with right:
        if at:
            _steps(at, listed, choices)
            form(draft, at, rows[at], told.get(at), choices, _after(at, listed, rows, draft))


def _standings(draft: Draft, rows: dict[str, Kept]) -> dict[str, Difference]:
    """How each row that is left stands to the store, by its name."""
    told = draft.differences().rows
    left = [name for name, kept in rows.items() if not kept.rejected]
    return {name: told[at] for at, name in enumerate(left)}


def _is_shown(draft: Draft, kept: Kept, told: Difference | None, show: str) -> bool:
    if show == "open":
        return decision(draft, kept) == "open"
    if show == "changed":
        return bool(kept.by)
    return show == "all" or (told is not None and told.state not in _QUIET)


def _tell_counts(draft: Draft, rows: dict[str, Kept]) -> None:
    """How many rows stand how to the store, and how far the review is."""
    chosen = language()
    found = draft.differences()
    parts = [f"<span><b>{len(found.rows):,}</b> {escape(say('review.rows', chosen))}</span>"]
    parts += [
        f"<span><b>{count:,}</b> {escape(format_term('difference', state, chosen))}</span>"
        for state, count in found.counts.items()
    ]
    if len(found.removed):
        parts.append(f"<span><b>{len(found.removed):,}</b> {escape(say('review.removed', chosen))}</span>")
    st.html(f"<p class='di-account'>{''.join(parts)}</p>")
    decided = [decision(draft, kept) for kept in rows.values()]
    counted = [
        f"{say(f'decision.{name}', chosen)} {decided.count(name):,}"
        for name in ("open", "confirmed", "corrected", "added", "rejected")
        if name in decided
    ]
    _parts.note(say("list.comma", chosen).join(counted))


def _table(draft: Draft, rows: dict[str, Kept], told: dict[str, Difference], choices: Choices, show: str) -> None:
    """What was read; selecting a row opens its form."""
    chosen, names = language(), list(rows)
    cells = [_cells(draft, kept, told.get(name)) for name, kept in rows.items()]
    heads = {name: say(f"column.{name}", chosen) for name in cells[0]}
    table = pd.DataFrame(cells).rename(columns=heads)
    grid = _grid.Grid(table, names, say("review.table", chosen, rows=len(cells)), height=TALL)
    key = f"review-{draft.doc_id}-{show}-{draft.revision}"
    _grid.choose_row(grid, key, lambda row: choices.put("at", names[row]))


def _cells(draft: Draft, kept: Kept, told: Difference | None) -> dict[str, str]:
    chosen, row = language(), kept.now
    return {
        "decision": say(f"decision.{decision(draft, kept)}", chosen),
        "difference": format_term("difference", told.state, chosen) if told else "",
        "label": row["label"],
        "value": value_text(row, chosen),
        "measure": format_measure(row["measure"], chosen),
        "period": format_period(row["period_start"], row["period_end"], chosen),
        "kind": format_kind(row["kind"], chosen),
        "indicator": format_indicator(row["indicator"], chosen),
        "area": format_area(row["area_code"], row["area"], chosen),
        "as_stated": row["surface"],
        "bound": _row_table.bound_text(row["bound"]),
        "basis": row["basis"],
        "sentence": row["sentence"],
    }


def _bulk(draft: Draft, listed: list[Kept]) -> None:
    """Confirm all open rows of the list at once."""
    still_open = [kept for kept in listed if decision(draft, kept) == "open"]

    def confirm() -> None:
        for kept in still_open:
            draft.confirm(kept)

    if still_open:
        label = say("review.confirm_all", language(), count=f"{len(still_open):,}")
        st.button(label, key="confirm-all", icon=":material/done_all:", on_click=confirm)


def _steps(at: str, listed: list[str], choices: Choices) -> None:
    """Go to the row before or after without leaving the keyboard."""
    chosen = language()
    place = listed.index(at) if at in listed else -1
    before, after = listed[place - 1 : place] if place > 0 else [], listed[place + 1 : place + 2]
    with st.container(horizontal=True, vertical_alignment="center"):
        for name, to, icon in (("previous", before, "arrow_back"), ("next", after, "arrow_forward")):
            st.button(
                say(f"review.{name}", chosen),
                key=f"step-{name}",
                icon=f":material/{icon}:",
                disabled=not to,
                on_click=choices.put,
                args=("at", "".join(to)),
            )
        if place >= 0:
            _parts.note(say("review.place", chosen, number=place + 1, count=len(listed)))


def _after(at: str, listed: list[str], rows: dict[str, Kept], draft: Draft) -> str:
    """The next open row of the list, from the chosen one on and then from its start; empty if all are decided."""
    place = listed.index(at) + 1 if at in listed else 0
    around = [name for name in (*listed[place:], *listed[:place]) if name != at]
    return next((name for name in around if decision(draft, rows[name]) == "open"), "")


def removed(draft: Draft) -> None:
    """The stored rows of this document that would be gone."""
    chosen, gone = language(), draft.differences().removed
    if not len(gone):
        return
    with st.expander(say("review.removed_title", chosen, rows=f"{len(gone):,}"), icon=":material/remove:"):
        cells = pd.DataFrame([_removed_cells(row) for _, row in gone.iterrows()])
        _grid.show(cells, say("review.removed_title", chosen, rows=f"{len(gone):,}"), "removed")


def _removed_cells(row: Any) -> dict[str, str]:
    chosen = language()
    cells = {
        "area": format_area(row["area_code"], row["area"], chosen),
        "indicator": format_indicator(row["indicator"], chosen),
        "label": row["label"],
        "measure": format_measure(row["measure"], chosen),
        "period": format_period(row["period_start"], row["period_end"], chosen),
        "value": value_text(row, chosen),
        "kind": format_kind(row["kind"], chosen),
        "sentence": row["sentence"],
    }
    return {say(f"column.{name}", chosen): text for name, text in cells.items()}
