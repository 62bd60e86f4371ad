"""The store: documents and their observations as a pair of Delta tables under one folder or object-store address."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa

from indicators.lake import Lake, StoreError
from indicators.model import COLUMNS, Report
from indicators.query import ORDER, Facets, Query, as_words, as_years, format_in, format_where
from indicators.table import (
    DOCUMENTS,
    OBSERVATIONS,
    STORED_OBSERVATIONS,
    arrow_to_frame,
    document_row,
    row_to_report,
    stored_observations,
)
from indicators.workers import Parsed, WorkerError, parse_reports, parser_fingerprint

__all__ = ["Progress", "SaveSummary", "Store", "StoreError", "ensure_seeds", "open_store", "seeds_folder"]

Progress = Callable[[int, int], None]
"""Called with how many reports are parsed and how many there are."""

_BATCH = 5_000
"""Reports per commit of a large load: what is in memory at once, and what an interruption can cost."""

_IDENTITY = ("sha256", "parser", "title", "publisher", "published", "area", "kind", "address")
_NAMES = pa.schema([DOCUMENTS.field("doc_id")])
_SORTED = [(name, "ascending") for name in ("indicator", "area_code", "doc_id", "start")]


@dataclass(frozen=True, slots=True)
class SaveSummary:
    """What a load did, in documents; ``observations`` counts the rows written, ``failed`` has a sentence per bad document."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    observations: int = 0
    failed: tuple[str, ...] = ()

    def __add__(self, other: SaveSummary) -> SaveSummary:
        return SaveSummary(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


class _Known(NamedTuple):
    identity: tuple[str, ...]
    provinces: tuple[str, ...]


def open_store(path: str | Path | None = None, *, as_of: int | None = None) -> Store:
    """The store at a folder or an address such as ``s3://bucket/folder``; nothing is made before something is saved.

    Without a path: ``INDICATORS_STORE``, else a folder under the user's data directory. ``as_of`` is an earlier ``version()``.
    """
    address = str(path) if path is not None else os.environ.get("INDICATORS_STORE", "")
    if not address:
        from platformdirs import user_data_path

        address = str(user_data_path("district-indicators", appauthor=False) / "store")
    return Store(address, as_of=as_of)


class Store:
    """Documents and observations with their history."""

    def __init__(self, address: str, *, as_of: int | None = None) -> None:
        self._lake = Lake(address, as_of)
        self.address = self._lake.address
        self._facets: tuple[int, Facets] | None = None

    def version(self) -> int:
        """The number of the data's version, -1 while the store is empty; it changes with every load that changes something."""
        documents = self._lake.documents()
        return documents.version() if documents else -1

    def is_empty(self) -> bool:
        """Whether the store holds no document."""
        return not self._lake.ask("documents", "SELECT doc_id FROM documents LIMIT 1", _NAMES)

    def save(
        self,
        reports: Iterable[Report],
        *,
        progress: Progress | None = None,
        workers: int | None = None,
        scheduler: str | None = None,
    ) -> SaveSummary:
        """Parse reports and keep them with their observations: one commit per table (and per 5,000 reports).

        A document that is there with the same content and parser stays; a changed one replaces its rows.
        Raises StoreError if two different reports have the same name, if another process writes, or if the store can't be written.
        """
        if self._lake.as_of is not None:
            raise StoreError(f"Version {self._lake.as_of} of the store is history and can't be written.")
        unique = _unique(reports)
        parser = parser_fingerprint()
        known = self._known()
        pending = [report for report in unique if _identity(report, parser) != _stored_identity(known, report.doc_id)]
        summary = SaveSummary(unchanged=len(unique) - len(pending))
        parsed = _with_progress(_parse(pending, workers, scheduler), len(unique), summary.unchanged, progress)
        while batch := list(islice(parsed, _BATCH)):
            summary += self._write(batch, parser)
        return summary

    def select(
        self,
        *,
        areas: str | Iterable[str] = (),
        indicators: str | Iterable[str] = (),
        measures: str | Iterable[str] = (),
        years: int | Iterable[int] = (),
        kinds: str | Iterable[str] = (),
        documents: str | Iterable[str] = (),
        limit: int | None = None,
    ) -> pd.DataFrame:
        """The observations that meet all filters as a tidy table, in the order of documents and of their text.

        Areas are codes or short names; years are compared with the year of ``period_end``; an empty filter lets all pass.
        """
        query = Query(
            areas=as_words(areas),
            indicators=as_words(indicators),
            measures=as_words(measures),
            years=as_years(years),
            kinds=as_words(kinds),
            documents=as_words(documents),
            limit=limit,
        )
        return self.run(query)

    def run(self, query: Query) -> pd.DataFrame:
        """The observations that meet a query, as ``select`` gives them."""
        columns = ", ".join(f'"{name}"' for name in COLUMNS)
        order = ", ".join(f'"{name}"' for name in ORDER)
        limit = "" if query.limit is None else f" LIMIT {max(0, int(query.limit))}"
        sql = f"SELECT {columns} FROM observations{format_where(query)} ORDER BY {order}{limit}"
        return arrow_to_frame(self._lake.ask("observations", sql, OBSERVATIONS))

    def documents(self) -> pd.DataFrame:
        """The documents without their text, by name."""
        schema = pa.schema([field for field in DOCUMENTS if field.name not in ("text", "provinces")])
        columns = ", ".join(f'"{name}"' for name in schema.names)
        return arrow_to_frame(self._lake.ask("documents", f"SELECT {columns} FROM documents ORDER BY doc_id", schema))

    def document(self, doc_id: str) -> Report:
        """One document with its text; StoreError if the store has none of this name."""
        sql = f"SELECT * FROM documents WHERE {format_in('doc_id', [doc_id])}"
        rows = self._lake.ask("documents", sql, DOCUMENTS).to_pylist()
        if not rows:
            raise StoreError(f"The store has no document {doc_id}.")
        return row_to_report(rows[0])

    def facets(self) -> Facets:
        """The areas, indicators, measures, years, kinds and documents that the store holds."""
        version = self.version()
        if self._facets is None or self._facets[0] != version:
            self._facets = (version, self._read_facets())
        return self._facets[1]

    def remove(self, doc_ids: str | Iterable[str]) -> int:
        """Remove documents with their observations and say how many there were."""
        with self._lake.writing():
            known = self._known()
            present = sorted(set(as_words(doc_ids)) & set(known))
            if present:
                self._delete_rows(present, known)
                documents = self._lake.documents()
                assert documents is not None
                documents.delete(format_in("doc_id", present), commit_properties=self._lake.link())
        return len(present)

    def compact(self) -> None:
        """Join small files and sort again, in every partition that has many; readers and history are not disturbed."""
        with self._lake.writing():
            if self._lake.compact_observations():
                self._lake.put("documents", DOCUMENTS.empty_table(), "", self._lake.link)
            self._lake.compact_documents()

    def _write(self, parsed: Sequence[Parsed], parser: str) -> SaveSummary:
        failed = tuple(sorted(each.failure for each in parsed if each.failure))
        with self._lake.writing():
            known = self._known()  # again: another process may have loaded the same since
            good = [each for each in parsed if not each.failure]
            fresh = [
                each for each in good if _identity(each.report, parser) != _stored_identity(known, each.report.doc_id)
            ]
            fresh.sort(key=lambda each: each.report.doc_id)
            if fresh:
                self._commit(fresh, parser, known)
        replaced = sum(each.report.doc_id in known for each in fresh)
        rows = sum(each.counts["observations"] for each in fresh)
        return SaveSummary(len(fresh) - replaced, replaced, len(good) - len(fresh), rows, failed)

    def _commit(self, fresh: Sequence[Parsed], parser: str, known: dict[str, _Known]) -> None:
        tables = {each.report.doc_id: stored_observations(each.rows, each.report.sha256) for each in fresh}
        observations = pa.concat_tables(tables.values()).sort_by(_SORTED)
        self._replace_rows(observations, list(tables), known)
        self._lake.compact_observations()
        rows = [
            document_row(each.report, parser, set(tables[each.report.doc_id]["province"].to_pylist()), each.counts)
            for each in fresh
        ]
        self._lake.put("documents", pa.Table.from_pylist(rows, DOCUMENTS), _replacing(tables, known), self._lake.link)

    def _replace_rows(self, rows: pa.Table, doc_ids: Sequence[str], known: dict[str, _Known]) -> None:
        if not len(rows):
            return self._delete_rows(doc_ids, known)
        predicate = _replacing(doc_ids, known)
        if predicate:  # the partitions named too: those of the old rows and of the new ones, which may differ
            provinces = {province for each in doc_ids if each in known for province in known[each].provinces}
            provinces.update(rows["province"].to_pylist())
            predicate = f"{format_in('province', sorted(provinces))} AND {predicate}"
        if not self._lake.is_local and self._lake.open(
            "observations"
        ):  # rows of a broken load may lie there: see _heal
            predicate = format_in("doc_id", doc_ids)
        return self._lake.put("observations", rows, predicate, lambda: None, ["province"])

    def _delete_rows(self, doc_ids: Iterable[str], known: dict[str, _Known]) -> None:
        stale = [each for each in doc_ids if each in known and known[each].provinces]
        observations = self._lake.open("observations")
        if stale and observations:
            provinces = sorted({province for each in stale for province in known[each].provinces})
            observations.delete(f"{format_in('province', provinces)} AND {format_in('doc_id', stale)}")

    def _known(self) -> dict[str, _Known]:
        names = ("doc_id", *_IDENTITY, "provinces")
        schema = pa.schema([DOCUMENTS.field(name) for name in names])
        table = self._lake.ask("documents", f"SELECT {', '.join(names)} FROM documents", schema)
        return {
            row["doc_id"]: _Known(
                tuple(row[each] for each in _IDENTITY), tuple(filter(None, row["provinces"].split(";")))
            )
            for row in table.to_pylist()
        }

    def _read_facets(self) -> Facets:
        areas = self._distinct("observations", "area_code", "area")
        return Facets(
            areas=tuple((code, name) for code, name in areas if code or name),
            indicators=self._values("observations", "indicator"),
            measures=self._values("observations", "measure"),
            years=self._values("observations", "year"),
            kinds=self._values("observations", "kind"),
            documents=self._values("documents", "doc_id"),
        )

    def _values(self, name: str, column: str) -> tuple[Any, ...]:
        return tuple(value for (value,) in self._distinct(name, column) if value is not None)

    def _distinct(self, name: str, *columns: str) -> list[tuple[Any, ...]]:
        # A question per column: grouping by all at once took ten times as long on a million rows.
        schema = pa.schema(
            [(DOCUMENTS if name == "documents" else STORED_OBSERVATIONS).field(each) for each in columns]
        )
        listed = ", ".join(columns)
        rows = self._lake.ask(name, f"SELECT DISTINCT {listed} FROM {name} ORDER BY {listed}", schema).to_pylist()
        return [tuple(row.values()) for row in rows]


def _unique(reports: Iterable[Report]) -> list[Report]:
    unique: dict[str, Report] = {}
    for each in reports:
        report = each if each.sha256 else replace(each, sha256=sha256(each.text.encode()).hexdigest())
        if unique.setdefault(report.doc_id, report).sha256 != report.sha256:
            raise StoreError(f"Two different documents are both named {report.doc_id}; rename one of them.")
    return list(unique.values())


def _identity(report: Report, parser: str) -> tuple[str, ...]:
    row = document_row(report, parser, (), {})
    return tuple(row[name] for name in _IDENTITY)


def _stored_identity(known: Mapping[str, _Known], doc_id: str) -> tuple[str, ...] | None:
    return known[doc_id].identity if doc_id in known else None


def _parse(reports: Sequence[Report], workers: int | None, scheduler: str | None) -> Iterator[Parsed]:
    if not reports:
        return
    try:
        yield from parse_reports(reports, workers=workers, scheduler=scheduler)
    except WorkerError as error:
        raise StoreError(str(error)) from None


def _with_progress(parsed: Iterable[Parsed], total: int, done: int, progress: Progress | None) -> Iterator[Parsed]:
    tell = progress or (lambda done, total: None)
    tell(done, total)
    for number, each in enumerate(parsed, start=done + 1):
        yield each
        tell(number, total)


def _replacing(doc_ids: Iterable[str], known: Mapping[str, _Known]) -> str:
    """The predicate that replaces documents, empty if all are new."""
    # It names the new ones too: Delta asks that rows put in the place of others meet the predicate.
    names = list(doc_ids)
    return format_in("doc_id", names) if any(name in known for name in names) else ""


def seeds_folder() -> Path:
    """The documents shipped with the product: inside the installed package, else beside it in the source tree."""
    package = Path(__file__).parent
    inside = package / "seeds"
    return inside if inside.is_dir() else package.parent / "seeds"


def ensure_seeds(store: Store, progress: Progress | None = None) -> SaveSummary:
    """Load the shipped documents into a store that has none, so that the first start shows something."""
    from indicators.reports import read_report

    if not store.is_empty():
        return SaveSummary()
    paths = sorted(path for path in seeds_folder().glob("*.md") if path.stem.upper() != "README")
    return store.save([read_report(path) for path in paths], progress=progress)
