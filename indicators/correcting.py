"""Corrections applied to the rows of a document: what was changed, and which corrections no longer find what they expect."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import pyarrow as pa

from indicators.areas import area_by_code
from indicators.corrected import format_expected
from indicators.corrections import READING, ROW, RULE, Correction, fingerprint, new_row, reading, settle_period, subject
from indicators.edits import EditError, check_row, format_cell, name_cell, parse_cell
from indicators.labels import Language, format_term, words
from indicators.model import NumberFate, Report
from indicators.table import OBSERVATIONS


@dataclass(slots=True)
class Kept:
    """A row with its corrections: as it was ``read``, as it stands ``now``, and the numbers of the corrections that did it.

    ``origin`` is its position among the rows that were read, None for one that a person made of a number.
    """

    origin: int | None
    read: dict[str, Any]
    now: dict[str, Any]
    rejected: bool = False
    by: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A document's rows after its corrections, rejected ones too; ``found`` tells of each correction whether it applied."""

    kept: list[Kept]
    found: list[bool]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows that are left."""
        return [each.now for each in self.kept if not each.rejected]

    @property
    def changed(self) -> int:
        """How many rows a person changed, made or rejected."""
        return sum(bool(each.by) for each in self.kept)

    @property
    def added(self) -> int:
        """How many rows a person made."""
        return sum(each.origin is None and not each.rejected for each in self.kept)


def apply_corrections(
    rows: Iterable[Mapping[str, Any]], report: Report, corrections: Sequence[Correction]
) -> Corrected:
    """A document's rows as read, with its corrections applied in their order.

    A correction of which the expected value is not (or no longer) there changes nothing and is reported in ``found``.
    """
    kept = [Kept(at, dict(row), dict(row)) for at, row in enumerate(rows)]
    text = fingerprint(report.text)
    found = [each.text_sha256 == text and _apply(kept, number, each, report) for number, each in enumerate(corrections)]
    for each in kept:
        if each.by and not each.rejected:
            _settle(each, found)
    kept = [each for each in kept if each.now]
    kept.sort(key=lambda each: (each.now["start"], each.origin is None, each.origin or 0))
    return Corrected(kept, found)


def correct_table(rows: pa.Table, report: Report, corrections: Sequence[Correction]) -> tuple[pa.Table, Corrected]:
    """The same for the tidy table in Arrow."""
    corrected = apply_corrections(rows.to_pylist(), report, corrections)
    return pa.Table.from_pylist(corrected.rows, schema=OBSERVATIONS), corrected


def _apply(kept: list[Kept], number: int, correction: Correction, report: Report) -> bool:
    if correction.is_addition:
        return _add(kept, number, correction, report)
    target = _find(kept, correction)
    if target is None:
        return False
    target.by.append(number)
    if correction.is_rejection:
        target.rejected = True
        return True
    target.now[correction.column] = parse_cell(correction.column, correction.value)
    if correction.column == "area_code" and (area := area_by_code(correction.value)):
        target.now["area"] = area.short
    if correction.column == "area":
        target.now["area_code"] = ""
    return True


def _add(kept: list[Kept], number: int, correction: Correction, report: Report) -> bool:
    read_there = any(
        each.origin is not None and each.read["start"] < correction.end and correction.start < each.read["end"]
        for each in kept
    )
    if read_there or report.text[correction.start : correction.end] != correction.surface:
        return False
    values = {name: parse_cell(name, text) for name, text in json.loads(correction.value).items()}
    if area := area_by_code(str(values["area_code"])):
        values["area"] = area.short
    row = new_row(report, correction.start, correction.end, values)
    kept.append(Kept(None, row, dict(row), by=[number]))
    return True


def _find(kept: list[Kept], correction: Correction) -> Kept | None:
    """The row that a correction is about, if it says what is expected."""
    at = [
        each
        for each in kept
        if not each.rejected and (each.read["start"], each.read["end"]) == (correction.start, correction.end)
    ]
    if len(at) > 1:
        at = [each for each in at if subject(each.read) == correction.subject]
    for each in at:
        stands = reading(each.now) if correction.column == ROW else format_cell(each.now[correction.column])
        if each.read["surface"] == correction.surface and stands == correction.expected:
            return each
    return None


def _settle(row: Kept, found: list[bool]) -> None:
    """Write what follows from the changed cells; corrections that together make no sense are taken back."""
    row.now = settle_period(row.now)
    try:
        check_row(row.now)
    except EditError:
        for number in row.by:
            found[number] = False
        row.now, row.by = (row.read if row.origin is not None else {}), []
        return
    rules = [name for name in row.read["rules"].split(";") if name]
    row.now["rules"] = ";".join([*rules, RULE])


def unresolved(account: Iterable[NumberFate], corrected: Corrected) -> list[NumberFate]:
    """The numbers that gave no row and are not known to be no figure, but for those that a person made rows of."""
    made = {each.now["start"] for each in corrected.kept if each.origin is None}
    return [each for each in account if each.fate == "unresolved" and each.start not in made]


def propose_row(report: Report, rows: Iterable[Mapping[str, Any]], number: NumberFate) -> dict[str, Any]:
    """What a row of a number would be: the place and the period that most rows have, the number as it is written."""
    usual = Counter((row["area_code"], row["area"], row["period_start"], row["period_end"]) for row in rows)
    code, area, start, end = usual.most_common(1)[0][0] if usual else ("", "", "", "")
    digits = re.sub(r"[,，]", "", number.surface)
    value = float(digits) if re.fullmatch(r"\d+(\.\d+)?", digits, re.ASCII) else 0.0
    given = {"area_code": code, "area": area, "period_start": start, "period_end": end, "value": value}
    return new_row(report, number.start, number.end, given)


def all_cells(row: Mapping[str, Any], changed: Mapping[str, str]) -> dict[str, str]:
    """All cells of a row that is made anew, with those that a person gave; EditError without a place."""
    cells = {name: format_cell(row[name]) for name in READING} | {"area": row["area"]} | dict(changed)
    if not cells["area_code"] and not cells["area"]:
        raise EditError("place")
    return cells


def missed_to_frame(corrections: Iterable[Correction], language: Language) -> pd.DataFrame:
    """Corrections that did not find what they expect as a table of findings, with a sentence each."""
    told = words()["missed"]
    rows = [
        {
            "rule": RULE,
            "severity": "notice",
            "message": str((told["row"] if each.column == ROW else told["cell"])[language]).format(
                **_named(each, language)
            ),
            "area": each.place,
            "indicator": each.indicator,
            "period": "",
            "doc_ids": each.doc_id,
            "starts": str(each.start),
            "sentences": "",
        }
        for each in corrections
    ]
    return pd.DataFrame(rows)


def _named(each: Correction, language: Language) -> dict[str, str]:
    cell = each.column != ROW
    return {
        "doc_id": each.doc_id,
        "surface": each.surface,
        "column": format_term("column_name", each.column, language),
        "expected": name_cell(each.column, each.expected, language) if cell else format_expected(each, language),
        "reason": each.reason,
    }
