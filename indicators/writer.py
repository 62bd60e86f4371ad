"""Writing to the store: parsed documents with their corrections, so that the tables always belong together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields

import pyarrow as pa

from indicators.correcting import Corrected, correct_table
from indicators.corrections import CORRECTIONS, Correction
from indicators.lake import Lake
from indicators.loads import IDENTITY, NO_CHANGES, Changes, Known, Reviewed, SaveSummary, identity, stored_identity, tag
from indicators.query import format_in
from indicators.table import DOCUMENTS, document_row, stored_observations
from indicators.workers import Parsed

_SORTED = [(name, "ascending") for name in ("indicator", "area_code", "doc_id", "start")]
_CORRECTION = tuple(each.name for each in fields(Correction))


@dataclass(frozen=True, slots=True)
class _Batch:
    """Documents about to be written with their corrected rows and the corrections that hold for them."""

    parsed: Sequence[Parsed]
    plan: Mapping[str, Sequence[Correction]]
    tables: dict[str, pa.Table] = field(default_factory=dict)
    outcomes: dict[str, Corrected] = field(default_factory=dict)

    @property
    def doc_ids(self) -> list[str]:
        return [each.report.doc_id for each in self.parsed]

    def correct(self) -> None:
        for each in self.parsed:
            report, rows = each.report, each.rows
            assert rows is not None
            if mine := self.plan.get(report.doc_id):
                rows, self.outcomes[report.doc_id] = correct_table(rows, report, mine)
            self.tables[report.doc_id] = stored_observations(rows, report.sha256)

    def counts(self, parsed: Parsed) -> dict[str, int]:
        """The account of a document's numbers; a row that a person made of a number resolves it."""
        doc_id = parsed.report.doc_id
        added = self.outcomes[doc_id].added if doc_id in self.outcomes else 0
        unresolved = max(0, parsed.counts.get("unresolved", 0) - added)
        return {**parsed.counts, "observations": len(self.tables[doc_id]), "unresolved": unresolved}

    def reviewed(self) -> list[Reviewed]:
        return [
            Reviewed(each, found)
            for doc_id, outcome in self.outcomes.items()
            for each, found in zip(self.plan[doc_id], outcome.found, strict=True)
        ]


class Writer:
    """The one way in which documents, rows and corrections get into the tables of a lake."""

    def __init__(self, lake: Lake) -> None:
        self._lake = lake

    def known(self) -> dict[str, Known]:
        """The stored documents."""
        names = ("doc_id", *IDENTITY, "provinces")
        schema = pa.schema([DOCUMENTS.field(name) for name in names])
        table = self._lake.ask("documents", f"SELECT {', '.join(names)} FROM documents", schema)
        return {
            row["doc_id"]: Known(
                tuple(row[each] for each in IDENTITY), tuple(filter(None, row["provinces"].split(";")))
            )
            for row in table.to_pylist()
        }

    def corrections(self) -> list[Reviewed]:
        """The corrections by document, in the order in which they were made."""
        table = self._lake.ask("corrections", "SELECT * FROM corrections", CORRECTIONS)
        rows = sorted(table.to_pylist(), key=lambda row: (row["doc_id"], row["made"], row["start"], row["column"]))
        return [Reviewed(Correction(**{name: row[name] for name in _CORRECTION}), row["found"]) for row in rows]

    def plan(self, changes: Changes) -> dict[str, list[Correction]]:
        """By document the corrections that hold once these changes are made."""
        return changes.of(each.correction for each in self.corrections())

    def write(self, parsed: Sequence[Parsed], parser: str, changes: Changes = NO_CHANGES) -> SaveSummary:
        """Write what differs from what the store has, as one commit per table."""
        failed = tuple(sorted(each.failure for each in parsed if each.failure))
        with self._lake.writing():
            known, kept = self.known(), self.corrections()  # again: another process may have written since
            plan = changes.of(each.correction for each in kept)
            good = [each for each in parsed if not each.failure]
            fresh = [
                each
                for each in good
                if identity(each.report, parser, plan) != stored_identity(known, each.report.doc_id)
            ]
            batch = _Batch(sorted(fresh, key=lambda each: each.report.doc_id), plan)
            batch.correct()
            if fresh:
                self._commit(batch, parser, known, kept)
        replaced = sum(doc_id in known for doc_id in batch.doc_ids)
        return SaveSummary(
            added=len(fresh) - replaced,
            replaced=replaced,
            unchanged=len(good) - len(fresh),
            observations=sum(map(len, batch.tables.values())),
            failed=failed,
            corrected=sum(each.changed for each in batch.outcomes.values()),
            missed=tuple(each.correction for each in batch.reviewed() if not each.found),
        )

    def remove(self, doc_ids: Iterable[str]) -> int:
        """Remove documents with their rows and say how many there were; their corrections stay for when they come again."""
        with self._lake.writing():
            known = self.known()
            present = sorted(set(doc_ids) & set(known))
            if present:
                self._delete_rows(present, known)
                documents = self._lake.documents()
                assert documents is not None
                documents.delete(format_in("doc_id", present), commit_properties=self._lake.link())
        return len(present)

    def compact(self) -> None:
        """Join small files and sort again, in every partition that has many."""
        with self._lake.writing():
            self._lake.compact("corrections")
            if self._lake.compact_observations():
                self._lake.put("documents", DOCUMENTS.empty_table(), "", self._lake.link)
            self._lake.compact("documents")

    def _commit(self, batch: _Batch, parser: str, known: Mapping[str, Known], kept: Sequence[Reviewed]) -> None:
        tables = batch.tables
        self._replace_rows(pa.concat_tables(tables.values()).sort_by(_SORTED), batch.doc_ids, known)
        self._lake.compact_observations()
        self._keep_corrections(batch, kept)
        rows = [
            document_row(
                each.report,
                parser + tag(batch.plan.get(each.report.doc_id, ())),
                set(tables[each.report.doc_id]["province"].to_pylist()),
                batch.counts(each),
            )
            for each in batch.parsed
        ]
        self._lake.put("documents", pa.Table.from_pylist(rows, DOCUMENTS), _replacing(tables, known), self._lake.link)

    def _keep_corrections(self, batch: _Batch, kept: Sequence[Reviewed]) -> None:
        """Write the corrections of a batch where they, or what became of them, changed."""
        before = [each for each in kept if each.correction.doc_id in batch.tables]
        after = batch.reviewed()
        if set(before) == set(after):
            return
        rows = [
            {**{name: getattr(each.correction, name) for name in _CORRECTION}, "found": each.found} for each in after
        ]
        predicate = format_in("doc_id", batch.doc_ids) if before else ""
        table = self._lake.open("corrections")
        if not rows and table:
            table.delete(predicate)
            return
        self._lake.put("corrections", pa.Table.from_pylist(rows, CORRECTIONS), predicate, lambda: None)
        self._lake.compact("corrections")

    def _replace_rows(self, rows: pa.Table, doc_ids: Sequence[str], known: Mapping[str, Known]) -> None:
        if not len(rows):
            return self._delete_rows(doc_ids, known)
        predicate = _replacing(doc_ids, known)
        if predicate:  # the partitions named too: those of the old rows and of the new ones, which may differ
            provinces = {province for each in doc_ids if each in known for province in known[each].provinces}
            provinces.update(rows["province"].to_pylist())
            predicate = f"{format_in('province', sorted(provinces))} AND {predicate}"
        if not self._lake.is_local and self._lake.open("observations"):
            # Rows of a broken load may lie there: see Lake._heal.
            predicate = format_in("doc_id", doc_ids)
        return self._lake.put("observations", rows, predicate, lambda: None, ["province"])

    def _delete_rows(self, doc_ids: Iterable[str], known: Mapping[str, Known]) -> None:
        stale = [each for each in doc_ids if each in known and known[each].provinces]
        observations = self._lake.open("observations")
        if stale and observations:
            provinces = sorted({province for each in stale for province in known[each].provinces})
            observations.delete(f"{format_in('province', provinces)} AND {format_in('doc_id', stale)}")


def _replacing(doc_ids: Collection[str], known: Mapping[str, Known]) -> str:
    """The predicate that replaces documents, empty if all are new."""
    # It names the new ones too: Delta asks that rows put in the place of others meet the predicate.
    return format_in("doc_id", doc_ids) if any(name in known for name in doc_ids) else ""
