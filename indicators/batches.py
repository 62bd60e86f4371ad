"""Reports on their way into the store: each once, with changes that can apply, parsed with word of how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from indicators.corrections import check_correction
from indicators.lake import StoreError
from indicators.loads import Changes
from indicators.model import Report
from indicators.workers import Parsed, WorkerError, parse_reports

Progress = Callable[[int, int], None]
"""Called with how many reports are parsed and how many there are."""


def unique_reports(reports: Iterable[Report]) -> list[Report]:
    """The reports with their fingerprints, each once; StoreError where two different ones have one name."""
    unique: dict[str, Report] = {}
    for each in reports:
        report = each if each.sha256 else replace(each, sha256=sha256(each.text.encode()).hexdigest())
        if unique.setdefault(report.doc_id, report).sha256 != report.sha256:
            raise StoreError(f"Two different documents are both named {report.doc_id}; rename one of them.")
    return list(unique.values())


def check_changes(changes: Changes, reports: Sequence[Report]) -> None:
    """Raise StoreError for a correction that belongs to none of the reports or could never apply."""
    names = {report.doc_id for report in reports}
    for each in (*changes.made, *changes.withdrawn):
        if each.doc_id not in names:
            raise StoreError(f"A correction is about {each.doc_id}, which is not among the documents to save.")
    for each in changes.made:
        try:
            check_correction(each)
        except ValueError as error:
            raise StoreError(f"A correction of {each.doc_id} can't be kept: {error}") from None


def parse_pending(reports: Sequence[Report], workers: int | None, scheduler: str | None) -> Iterator[Parsed]:
    """The reports parsed, one by one; StoreError where the workers are gone."""
    if not reports:
        return
    try:
        yield from parse_reports(reports, workers=workers, scheduler=scheduler)
    except WorkerError as error:
        raise StoreError(str(error)) from None


def with_progress(parsed: Iterable[Parsed], total: int, done: int, progress: Progress | None) -> Iterator[Parsed]:
    """The same, telling after each how many are done."""
    tell = progress or (lambda done, total: None)
    tell(done, total)
    for number, each in enumerate(parsed, start=done + 1):
        yield each
        tell(number, total)
