"""Corrections of single readings, kept as data: what a person changed in a document's rows, why, and what it expects to find."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, NamedTuple

import pyarrow as pa

from indicators.areas import area_by_code
from indicators.edits import EDITABLE, EditError, check_row, format_cell, parse_cell
from indicators.model import COLUMNS, Period, Report
from indicators.table import format_time_period

RULE = "correction"
"""The rule that a row carries once a person changed it."""

ROW = "row"
"""In place of a column: the correction is about a whole row, which it rejects (``value`` empty) or adds (``expected`` empty)."""

LONGEST_REASON = 1_000
"""Characters of a reason."""

READING = tuple(name for name in EDITABLE if name != "area")
"""The columns by which a whole row is recognised and made."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One change of one row.

    ``text_sha256`` is the fingerprint of the text that the span counts in; ``subject`` tells which row is meant where a
    figure states several; ``expected`` and ``value`` are cells as `format_cell` writes them, of a whole row its reading.
    ``author`` is empty where nobody signs in, ``made`` an ISO time in UTC.
    """

    doc_id: str
    text_sha256: str
    start: int
    end: int
    surface: str
    subject: str
    column: str
    expected: str
    value: str
    reason: str
    author: str = ""
    made: str = ""

    @property
    def is_rejection(self) -> bool:
        """Whether it takes a row away."""
        return self.column == ROW and not self.value

    @property
    def is_addition(self) -> bool:
        """Whether it makes a row of a number that gave none."""
        return self.column == ROW and not self.expected

    @property
    def place(self) -> str:
        """The code or name of the place of its row, as it was read."""
        return self.subject.split("/")[0]

    @property
    def indicator(self) -> str:
        """The indicator of its row, as it was read."""
        return self.subject.split("/")[1] if "/" in self.subject else ""

    def concerns(self, chosen: Collection[str]) -> bool:
        """Whether its row is of one of these places (codes or short names) or indicators; none given, any."""
        area = area_by_code(self.place)
        return not chosen or bool({self.place, self.indicator, area.short if area else ""} & set(chosen))

    @property
    def effect(self) -> tuple[object, ...]:
        """All that decides what it does; who made it, when and why is left out."""
        return tuple(getattr(self, name) for name in _EFFECT)


_EFFECT = ("doc_id", "text_sha256", "start", "end", "surface", "subject", "column", "expected", "value")

_NUMBERS = {"start": pa.int64(), "end": pa.int64()}
CORRECTIONS = pa.schema(
    [
        *(pa.field(each.name, _NUMBERS.get(each.name, pa.string())) for each in fields(Correction)),
        pa.field("found", pa.bool_()),
    ]
)
"""The store's table of corrections; ``found`` tells whether the last reading of the document held what is expected."""


class Why(NamedTuple):
    """What a person says for a correction, and who it is where people sign in."""

    reason: str
    author: str = ""


def fingerprint(text: str) -> str:
    """What tells a document's text from every other."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def reading(row: Mapping[str, Any]) -> str:
    """What a row says, as corrections of whole rows keep it: its judged columns as JSON."""
    cells = {name: format_cell(row[name]) for name in READING}
    if not cells["area_code"]:
        cells["area"] = format_cell(row["area"])
    return json.dumps(cells, ensure_ascii=False, sort_keys=True)


def subject(row: Mapping[str, Any]) -> str:
    """What tells the rows of one figure apart: place, indicator, label, measure.

    >>> subject(
    ...     {"area_code": "360102", "area": "东湖区", "indicator": "gdp", "label": "地区生产总值", "measure": "yoy"}
    ... )
    '360102/gdp/地区生产总值/yoy'
    """
    return "/".join([row["area_code"] or row["area"], row["indicator"], row["label"], row["measure"]])


def edits(
    report: Report,
    read: Mapping[str, Any],
    row: Mapping[str, Any],
    cells: Mapping[str, str],
    why: Why,
) -> list[Correction]:
    """The corrections that give a row these cells, one for each that differs.

    ``read`` is the row as it was read, ``row`` as it stands after earlier corrections. EditError if a cell can't be so, the
    reason is missing or nothing would change.
    """
    values = {column: parse_cell(column, text) for column, text in cells.items()}
    changed = {name: value for name, value in values.items() if format_cell(value) != format_cell(row[name])}
    if changed.get("area_code"):
        changed.pop("area", None)  # the name follows the code
    elif "area" in changed:
        changed.pop("area_code", None)
    if not changed:
        raise EditError("nothing")
    check_row(settle_period({**row, **{name: values.get(name, row[name]) for name in READING}}))
    made = _about(report, read, why)
    return [
        replace(made, column=name, expected=format_cell(row[name]), value=format_cell(value))
        for name, value in changed.items()
    ]


def rejection(report: Report, read: Mapping[str, Any], row: Mapping[str, Any], why: Why) -> Correction:
    """The correction that takes a row away."""
    return replace(_about(report, read, why), column=ROW, expected=reading(row))


def addition(report: Report, start: int, end: int, cells: Mapping[str, str], why: Why) -> Correction:
    """The correction that makes a row of the figure at a span of the text, with these cells."""
    if not 0 <= start < end <= len(report.text):
        raise EditError("elsewhere", doc_id=report.doc_id, start=start, end=end)
    row = new_row(report, start, end, {name: parse_cell(name, text) for name, text in cells.items()})
    check_row(row)
    return replace(_about(report, row, why), column=ROW, value=reading(row))


def new_row(report: Report, start: int, end: int, values: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the tidy table for a span of a report's text; cells that are not given are empty, an outcome, exact."""
    blank: dict[str, Any] = dict.fromkeys(COLUMNS, "")
    given = {"indicator": "other", "measure": "level", "kind": "actual", "bound": "eq", "value_high": None, **values}
    place = {
        "doc_id": report.doc_id,
        "surface": report.text[start:end],
        "start": start,
        "end": end,
        "sentence": sentence_around(report.text, start, end),
    }
    return settle_period({**blank, **given, **place})


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence that a span stands in: to the nearest line end or full stop on either side.

    >>> sentence_around("前一句。出口5亿元；进口3亿元。后一句。", 6, 9)
    '出口5亿元；进口3亿元。'
    """
    first = max(text.rfind(mark, 0, start) for mark in "。！？\n") + 1
    ends = [at for mark in "。！？\n" if (at := text.find(mark, end)) >= 0]
    last = min(ends, default=len(text) - 1)
    return text[first : last + 1].strip()


def check_correction(correction: Correction) -> None:
    """Raise EditError for a correction that could never apply, however it was made."""
    _reason(correction.reason)
    if correction.column == ROW:
        _check_whole(correction)
    else:
        parse_cell(correction.column, correction.value)


def _check_whole(correction: Correction) -> None:
    """Raise EditError unless a whole row is told in full, by one side alone."""
    told = correction.value or correction.expected
    try:
        cells = json.loads(told)
        whole = set(cells) - {"area"} == set(READING) and not (correction.value and correction.expected)
    except (ValueError, TypeError):
        whole = False
    if not whole:
        raise EditError("whole")
    for name, text in cells.items():
        parse_cell(name, str(text))


def settle_period(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with the time period that its two days make."""
    start, end = row["period_start"], row["period_end"]
    period = Period(date.fromisoformat(start), date.fromisoformat(end)) if start and end and start <= end else None
    return {**row, "time_period": format_time_period(period)}


def _reason(text: str) -> str:
    if not text.strip():
        raise EditError("reason")
    if len(text) > LONGEST_REASON:
        raise EditError("long", column="reason", count=LONGEST_REASON)
    return text.strip()


def _about(report: Report, row: Mapping[str, Any], why: Why) -> Correction:
    """A correction of a row that says not yet what it changes."""
    return Correction(
        doc_id=report.doc_id,
        text_sha256=fingerprint(report.text),
        start=int(row["start"]),
        end=int(row["end"]),
        surface=str(row["surface"]),
        subject=subject(row),
        column="",
        expected="",
        value="",
        reason=_reason(why.reason),
        author=why.author,
        made=datetime.now(UTC).isoformat(timespec="microseconds"),
    )
