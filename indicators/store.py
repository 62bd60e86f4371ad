"""The store: documents, their observations and corrections as Delta tables under one folder or object-store address."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from indicators.batches import Progress, check_changes, parse_pending, unique_reports, with_progress
from indicators.corrections import CORRECTIONS, Correction
from indicators.lake import Lake, StoreError
from indicators.loads import NO_CHANGES, Changes, Reviewed, SaveSummary, identity, stored_identity
from indicators.model import COLUMNS, Report
from indicators.parser_version import parser_fingerprint
from indicators.query import Facets, Query, as_words, as_years, format_in, format_order, format_where
from indicators.table import (
    DOCUMENTS,
    OBSERVATIONS,
    STORED_OBSERVATIONS,
    arrow_to_frame,
    row_to_report,
)
from indicators.writer import Writer

__all__ = ["Changes", "Progress", "SaveSummary", "Store", "StoreError", "ensure_seeds", "open_store", "seeds_folder"]

_BATCH = 5_000
"""Reports per commit of a large load: what is in memory at once, and what an interruption can cost."""

_NAMES = pa.schema([DOCUMENTS.field("doc_id")])
_IN_ONE_YEAR = "CASE WHEN period_start <> '' AND substr(period_start, 1, 4) = substr(period_end, 1, 4) THEN year END"
_TALLY = {
    "rows": ("count(*)", pa.int64()),
    "dated": (f"count({_IN_ONE_YEAR})", pa.int64()),
    "years": (f"count(DISTINCT {_IN_ONE_YEAR})", pa.int64()),
    "first": (f"min({_IN_ONE_YEAR})", pa.int32()),
    "last": (f"max({_IN_ONE_YEAR})", pa.int32()),
}
_COUNTED = pa.schema([DOCUMENTS.field("doc_id"), pa.field("rows", pa.int64())])


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
        self._writer = Writer(self._lake)
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
        changes: Changes = NO_CHANGES,
        progress: Progress | None = None,
        workers: int | None = None,
        scheduler: str | None = None,
    ) -> SaveSummary:
        """Parse reports and keep them with their observations: one commit per table (and per 5,000 reports).

        A document that is there with the same content, parser and corrections stays; a changed one replaces its rows. The
        corrections that the store has of a document, and those that ``changes`` brings, are applied to its rows here.
        Raises StoreError if two different reports have the same name, if another process writes, or if the store can't be written.
        """
        if self._lake.as_of is not None:
            raise StoreError(f"Version {self._lake.as_of} of the store is history and can't be written.")
        unique = unique_reports(reports)
        check_changes(changes, unique)
        parser, plan, known = parser_fingerprint(), self._writer.plan(changes), self._writer.known()
        pending = [each for each in unique if identity(each, parser, plan) != stored_identity(known, each.doc_id)]
        summary = SaveSummary(unchanged=len(unique) - len(pending))
        parsed = with_progress(parse_pending(pending, workers, scheduler), len(unique), summary.unchanged, progress)
        while batch := list(islice(parsed, _BATCH)):
            summary += self._writer.write(batch, parser, changes)
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
        words: str | Iterable[str] = (),
        limit: int | None = None,
        offset: int = 0,
    ) -> pd.DataFrame:
        """The observations that meet all filters as a tidy table, in the order of documents and of their text.

        Areas are codes or short names; years are compared with the year of ``period_end``; an empty filter lets all pass.
        Each of the ``words`` stands in the row's place, label, article, sentence or figure, whatever its case.
        """
        query = Query(
            areas=as_words(areas),
            indicators=as_words(indicators),
            measures=as_words(measures),
            years=as_years(years),
            kinds=as_words(kinds),
            documents=as_words(documents),
            words=as_words(words),
            limit=limit,
            offset=offset,
        )
        return self.run(query)

    def run(self, query: Query) -> pd.DataFrame:
        """The observations that meet a query, as ``select`` gives them."""
        columns = ", ".join(f'"{name}"' for name in COLUMNS)
        limit = "" if query.limit is None else f" LIMIT {max(0, int(query.limit))}"
        offset = f" OFFSET {int(query.offset)}" if query.offset > 0 else ""
        sql = f"SELECT {columns} FROM observations{format_where(query)}{format_order(query.by)}{limit}{offset}"
        return arrow_to_frame(self._lake.ask("observations", sql, OBSERVATIONS))

    def count(self, query: Query) -> pd.DataFrame:
        """How many rows (``rows``) of each document (``doc_id``) meet a query, in the order of ``run``; limit and offset do not count."""
        where = format_where(query)
        sql = f'SELECT doc_id, count(*) AS "rows" FROM observations{where} GROUP BY doc_id ORDER BY doc_id'
        return arrow_to_frame(self._lake.ask("observations", sql, _COUNTED))

    def tally(self, query: Query, by: Sequence[str]) -> pd.DataFrame:
        """How many ``rows`` meet a query by some columns, in the order of these; limit and offset do not count.

        ``dated`` counts those that lie within one year, ``years`` such years, of which one is ``first`` and one ``last``.
        """
        listed = ", ".join(f'"{name}"' for name in by)
        told = ", ".join(f'{sql} AS "{name}"' for name, (sql, _) in _TALLY.items())
        sql = f"SELECT {listed}, {told} FROM observations{format_where(query)} GROUP BY {listed} ORDER BY {listed}"
        fields = [
            *(STORED_OBSERVATIONS.field(name) for name in by),
            *((name, kind) for name, (_, kind) in _TALLY.items()),
        ]
        return arrow_to_frame(self._lake.ask("observations", sql, pa.schema(fields)))

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

    def corrections(self) -> pd.DataFrame:
        """The corrections by document in the order of their making; ``found`` tells whether each still applies.

        A correction of a document that is not in the store waits for it; its ``found`` is that of the last reading.
        """
        rows = [{**asdict(each.correction), "found": each.found} for each in self.reviewed()]
        return arrow_to_frame(pa.Table.from_pylist(rows, CORRECTIONS))

    def reviewed(self, doc_id: str | None = None) -> list[Reviewed]:
        """The same as records, of all documents or of one."""
        return [each for each in self._writer.corrections() if doc_id in (None, each.correction.doc_id)]

    def correct(self, made: Iterable[Correction], *, withdrawn: Iterable[Correction] = ()) -> SaveSummary:
        """Keep corrections of stored documents, take others back, and write these documents' rows accordingly."""
        changes = Changes(tuple(made), tuple(withdrawn))
        concerned = dict.fromkeys(each.doc_id for each in (*changes.made, *changes.withdrawn))
        return self.save([self.document(doc_id) for doc_id in concerned], changes=changes)

    def remove(self, doc_ids: str | Iterable[str]) -> int:
        """Remove documents with their observations and say how many there were; corrections of them stay."""
        return self._writer.remove(as_words(doc_ids))

    def compact(self) -> None:
        """Join small files and sort again, in every partition that has many; readers and history are not disturbed."""
        self._writer.compact()

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
