"""What a load is told in: the changes it brings, what the store has of a document, and what was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import NamedTuple

from indicators.corrections import Correction
from indicators.model import Report
from indicators.table import document_row

IDENTITY = ("sha256", "parser", "title", "publisher", "published", "area", "kind", "address")
"""The columns of a stored document that tell it from a changed one."""

_TAG = "+corrected:"


@dataclass(frozen=True, slots=True)
class SaveSummary:
    """What a load did, in documents; ``observations`` counts the rows written, ``failed`` has a sentence per bad document.

    ``corrected`` counts the rows among them that a person changed, and ``missed`` are the corrections of these documents that
    did not find what they expect.
    """

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    observations: int = 0
    failed: tuple[str, ...] = ()
    corrected: int = 0
    missed: tuple[Correction, ...] = ()

    def __add__(self, other: SaveSummary) -> SaveSummary:
        return SaveSummary(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


@dataclass(frozen=True, slots=True)
class Changes:
    """What a load changes in the corrections of its documents."""

    made: tuple[Correction, ...] = ()
    withdrawn: tuple[Correction, ...] = ()

    def of(self, kept: Iterable[Correction]) -> dict[str, list[Correction]]:
        """By document the corrections that hold afterwards, in the order in which they were made."""
        gone = {each.effect for each in self.withdrawn}
        left = {each.effect: each for each in (*kept, *self.made) if each.effect not in gone}
        plan: dict[str, list[Correction]] = {}
        for each in sorted(left.values(), key=lambda each: each.made):
            plan.setdefault(each.doc_id, []).append(each)
        return plan


NO_CHANGES = Changes()


@dataclass(frozen=True, slots=True)
class Known:
    """What the store has of a document: what tells it from a changed one, and the provinces where its rows lie."""

    identity: tuple[str, ...]
    provinces: tuple[str, ...]


class Reviewed(NamedTuple):
    """A correction as the store has it, and whether the last reading of its document held what it expects."""

    correction: Correction
    found: bool


def identity(report: Report, parser: str, plan: Mapping[str, Sequence[Correction]]) -> tuple[str, ...]:
    """What a stored document is compared by: its content and facts, the parser, and its corrections."""
    row = document_row(report, parser + tag(plan.get(report.doc_id, ())), (), {})
    return tuple(row[name] for name in IDENTITY)


def stored_identity(known: Mapping[str, Known], doc_id: str) -> tuple[str, ...] | None:
    """The identity of a stored document, None if there is none of this name."""
    return known[doc_id].identity if doc_id in known else None


def tag(corrections: Sequence[Correction]) -> str:
    """What corrections add to the parser's name, so that a document is written again when they change; empty without any."""
    if not corrections:
        return ""
    return _TAG + sha256(repr([each.effect for each in corrections]).encode()).hexdigest()[:12]
