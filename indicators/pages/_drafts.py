"""Documents that wait in this reader's session: read, reviewed and corrected here, and kept nowhere else until they are saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from indicators.children import Tell
from indicators.correcting import Corrected, Kept, apply_corrections, unresolved
from indicators.corrections import Correction, reading
from indicators.differences import Differences, compare_rows, query_for
from indicators.inbox import MOST_FILES, clean_doc_id
from indicators.model import NumberFate, Report, ReportError
from indicators.own_facts import FACTS, with_own_facts
from indicators.pages import _data, _shown
from indicators.store import Changes
from indicators.table import OBSERVATIONS, arrow_to_frame
from indicators.workers import parse_watched

_DRAFTS = "add.drafts"


def _tell_nobody(part: float) -> None:
    pass


@dataclass
class Draft:
    """One waiting document: as read, with what this reader changed. ``revision`` counts the changes.

    ``from_store`` tells that it was opened to be corrected; ``replaces`` that the reader chose to put it in the place of a stored
    document of its name. ``read`` are the facts that were read from its text and that no person has looked at yet.
    """

    report: Report
    rows: list[dict[str, Any]]
    account: tuple[NumberFate, ...]
    made: list[Correction] = field(default_factory=list)
    withdrawn: list[Correction] = field(default_factory=list)
    confirmed: set[tuple[int, str]] = field(default_factory=set)
    from_store: bool = False
    replaces: bool = False
    read: tuple[str, ...] = ()
    revision: int = 0
    known: dict[Any, Any] = field(default_factory=dict)

    @property
    def doc_id(self) -> str:
        """The name under which it would be stored."""
        return self.report.doc_id

    @property
    def is_touched(self) -> bool:
        """Whether there is something to save or to lose."""
        return not self.from_store or bool(self.made or self.withdrawn) or self.report != _stored_report(self.doc_id)

    def touch(self) -> None:
        """Note a change, so that what was worked out is worked out again."""
        self.revision += 1
        self.known.clear()

    def corrections(self) -> list[Correction]:
        """All corrections that hold for it: those of the store that were not withdrawn, then its own."""
        key = ("corrections", _shown.version())
        if key not in self.known:
            kept = [each.correction for each in _shown.store().reviewed(self.doc_id)]
            self.known[key] = Changes(tuple(self.made), tuple(self.withdrawn)).of(kept).get(self.doc_id, [])
        found: list[Correction] = self.known[key]
        return found

    def corrected(self) -> Corrected:
        """Its rows with these corrections."""
        key = ("corrected", _shown.version())
        if key not in self.known:
            self.known[key] = apply_corrections(self.rows, self.report, self.corrections())
        found: Corrected = self.known[key]
        return found

    def frame(self) -> pd.DataFrame:
        """The rows that would be stored, as a tidy table."""
        return arrow_to_frame(pa.Table.from_pylist(self.corrected().rows, schema=OBSERVATIONS))

    def differences(self) -> Differences:
        """How these rows stand to the store; their index counts the rows that are left, in order."""
        key = ("differences", _shown.version())
        if key not in self.known:
            rows, store = self.frame(), _shown.store()
            around = store.run(query_for(rows)) if len(rows) else rows
            others = around[around["doc_id"].ne(self.doc_id)]
            self.known[key] = compare_rows(rows, store.select(documents=self.doc_id), others)
        found: Differences = self.known[key]
        return found

    def unresolved(self) -> list[NumberFate]:
        """The numbers that gave no row and are not known to be no figure, but for those that a person made rows of."""
        return unresolved(self.account, self.corrected())

    def is_confirmed(self, kept: Kept) -> bool:
        """Whether the reader has looked at a row as it stands."""
        return (int(kept.now["start"]), reading(kept.now)) in self.confirmed

    def confirm(self, kept: Kept) -> None:
        """Note that the reader has looked at a row and found it right."""
        self.confirmed.add((int(kept.now["start"]), reading(kept.now)))

    def clashes(self) -> bool:
        """Whether the store has another document of this name that the reader did not choose to replace."""
        known = _data.documents()
        stored = known["sha256"].get(self.doc_id) if len(known) else None
        return stored is not None and stored != self.report.sha256 and not self.replaces


def drafts() -> dict[str, Draft]:
    """The waiting documents of this session by name, in the order of their coming."""
    found: dict[str, Draft] = st.session_state.setdefault(_DRAFTS, {})
    return found


def waiting() -> dict[str, Draft]:
    """Those that have something to save."""
    return {name: each for name, each in drafts().items() if each.is_touched}


def parse(report: Report, tell: Tell = _tell_nobody) -> Draft:
    """Parse a report; what stops the parser becomes a ReportError, so that one document does not stop the others."""
    found = parse_watched(report, tell)
    if found.rows is None:
        raise ReportError(found.failure.replace(" could not be parsed: ", ": it could not be parsed: ", 1).rstrip("."))
    return Draft(report, found.rows.to_pylist(), found.account)


def add(report: Report, tell: Tell = _tell_nobody) -> str | None:
    """Let a document wait; its name, or None if the same one waits already. ReportError if there are too many."""
    same = [each for each in drafts().values() if each.report.text == report.text and not each.from_store]
    if same:
        return None
    if len(waiting()) >= MOST_FILES:
        raise ReportError(f"{report.doc_id}: {MOST_FILES} documents wait already; save or discard some first")
    name = next(name for name in _names(report.doc_id) if name not in drafts() or drafts()[name].from_store)
    named = replace(report, doc_id=name)
    told = with_own_facts(named)
    drafts()[name] = parse(told, tell)
    drafts()[name].read = tuple(each for each in FACTS if getattr(told, each) != getattr(named, each))
    return name


def _names(doc_id: str) -> Iterator[str]:
    yield doc_id
    for number in range(2, 10_000):
        yield f"{doc_id}-{number}"


def open_stored(doc_id: str) -> Draft:
    """A stored document, opened to be corrected; it waits only once something was changed."""
    if doc_id not in drafts():
        for name in [name for name, each in drafts().items() if not each.is_touched]:
            discard(name)  # looked at and left as it was
        drafts()[doc_id] = parse(_data.report(doc_id))
        drafts()[doc_id].from_store = True
    return drafts()[doc_id]


def _stored_report(doc_id: str) -> Report | None:
    return _data.report(doc_id) if doc_id in _data.documents().index else None


def change_facts(draft: Draft, **facts: Any) -> None:
    """Give a document other facts (title, place, publisher, date, kind) and read it again with them."""
    again = parse(replace(draft.report, **facts))
    draft.report, draft.rows, draft.account, draft.read = again.report, again.rows, again.account, ()
    draft.touch()


def rename(draft: Draft, name: str) -> str:
    """Give a document another name; its name afterwards, which is the old one if the new one is taken or empty."""
    name, old = clean_doc_id(name), draft.doc_id
    if not name or name in drafts() or name in _data.documents().index:
        return old
    again = parse(replace(draft.report, doc_id=name))
    draft.report, draft.rows, draft.account = again.report, again.rows, again.account
    draft.made = [replace(each, doc_id=name) for each in draft.made]
    draft.withdrawn, draft.from_store, draft.replaces = [], False, False
    draft.touch()
    renamed = {(name if key == old else key): each for key, each in drafts().items()}
    drafts().clear()
    drafts().update(renamed)
    return name


def discard(doc_id: str) -> None:
    """Forget a waiting document."""
    drafts().pop(doc_id, None)
