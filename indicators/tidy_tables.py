"""Tables that are the tidy table itself, or hold its columns: each row is an observation that says what it is of."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any

from indicators.areas import area_by_code, area_by_name
from indicators.cell_accounts import CellAccount
from indicators.grids import Cell, Row, Table, read_value
from indicators.lexicon import catalogue, read_toml
from indicators.model import BOUNDS, KINDS, MEASURES, Observation, Period
from indicators.period_rules import months_period, year_period

_NEEDED = frozenset({"area", "indicator", "measure", "value", "unit", "time_period"})
_NUMBER = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?")
_YEAR, _MONTH, _DAY = "([0-9]{4})", "([0-9]{4})-([0-9]{2})", "([0-9]{4}-[0-9]{2}-[0-9]{2})"
_RULES = ("table", *["tidy_column"] * 4)
_LONGEST = 1200
"""Months of the longest span that a time may name."""


@cache
def _names() -> dict[str, str]:
    """The column of the tidy table for each name that a head may call it by."""
    return {name: column for column, names in read_toml("tables.toml")["tidy"].items() for name in names}


def find_tidy_columns(table: Table) -> dict[str, int]:
    """The place of each column of the tidy table that the first row of a table heads; empty where one that is needed lacks."""
    heads = [_names().get(cell.text.lower(), "") for cell in table.rows[0]]
    columns = {name: heads.index(name) for name in heads if name}
    told = set(columns) | ({"time_period"} if {"period_start", "period_end"} <= set(columns) else set())
    return columns if told >= _NEEDED else {}


def read_tidy_rows(
    table: Table, columns: dict[str, int], article: str, doc_id: str, account: CellAccount
) -> list[Observation]:
    """The rows of a tidy table; the account takes each of its numbers, and the reason where a row is none."""
    observations = []
    account.set_aside(table.rows[0], "table header")
    for row in table.rows[1:]:
        cell = row[columns["value"]]
        account.set_aside([each for each in row if each is not cell], "table label")
        told, found = _read_row(columns, row), read_value(cell.text)
        if isinstance(told, str) or found is None:
            account.set_aside((cell,), told if isinstance(told, str) else "unreadable", "unresolved")
            continue
        low, high = account.flat.span(cell.start, cell.end)
        account.tell(cell, found.figure, "observation", "")
        surface, sentence = account.text[low:high], account.quote(row, low, high)
        observations.append(
            Observation(doc_id, article, **told, surface=surface, start=low, end=high, sentence=sentence, rules=_RULES)
        )
    return observations


def _read_row(columns: dict[str, int], row: Row) -> dict[str, Any] | str:
    """What a row says of its value, or the reason why it is no observation."""
    tell = _teller(columns, row)
    code, _, words = tell("indicator").partition(":")
    code = code.lower()  # reading sets GDP in capitals
    known = catalogue().get(code)
    area_code, area = _area(tell("area_code"), tell("area"))
    kind, bound, high = tell("kind") or "actual", tell("bound") or "eq", tell("value_high")
    if not _NUMBER.fullmatch(tell("value")):
        return "table cell with words"
    if known is None and code != "other":
        return "table cell without an indicator"
    if not area:
        return "table cell without an area"
    if tell("measure") not in MEASURES or kind not in KINDS or bound not in BOUNDS:
        return "table cell without a measure"
    return {
        "area_code": area_code,
        "area": area,
        "indicator": code,
        "label": tell("label") or words or (known.zh if known else code),
        "measure": tell("measure"),
        "period": _period(tell),
        "value": float(tell("value")),
        "value_high": float(high) if _NUMBER.fullmatch(high) else None,
        "unit": tell("unit"),
        "kind": kind,
        "bound": bound,
        "basis": tell("basis"),
    }


def _teller(columns: dict[str, int], row: Sequence[Cell]) -> Callable[[str], str]:
    def tell(name: str) -> str:
        """What a row says in a column, without the mark that keeps a spreadsheet from running it."""
        return row[columns[name]].text.removeprefix("'") if name in columns else ""

    return tell


def _area(code: str, name: str) -> tuple[str, str]:
    """Code and short name of a place of which either is told."""
    if code and not name:
        coded = area_by_code(code)
        return code, coded.short if coded else ""
    named = None if code else area_by_name(name)
    return (named.code if named else code), name


def _period(tell: Callable[[str], str]) -> Period | None:
    days = f"{tell('period_start')}/{tell('period_end')}"
    return parse_time(days) or parse_time(tell("time_period"))


def parse_time(text: str) -> Period | None:
    """The days that a time names: 2014, 2021-07, 2021-S1, 2021-Q3, 2021-01/2021-10, 2021-01-01/P10M, 2016/2020; else None.

    >>> parse_time("2021-01-01/P10M") == parse_time("2021-01/2021-10") == parse_time("2021-01-01/2021-10-31")
    True
    """
    try:
        return next((read(match) for form, read in _FORMS if (match := form.fullmatch(text))), None)
    except ValueError:
        return None


def _lasting(match: re.Match[str]) -> Period | None:
    first = date.fromisoformat(match[1])
    months = int(match[2]) * (12 if match[3] == "Y" else 1)
    if not 0 < months <= _LONGEST:
        return None
    last = first.year * 12 + first.month - 1 + months - 1
    return months_period(first.year, first.month, last % 12 + 1, last // 12)


def _days(match: re.Match[str]) -> Period | None:
    start, end = date.fromisoformat(match[1]), date.fromisoformat(match[2])
    return Period(start, end) if start <= end else None


def _part(match: re.Match[str]) -> Period | None:
    months = 6 if match[2] == "S" else 3
    return months_period(int(match[1]), months * (int(match[3]) - 1) + 1, months * int(match[3]))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period | None]], ...] = (
    (re.compile(_YEAR), lambda m: year_period(int(m[1]))),
    (re.compile(_MONTH), lambda m: months_period(int(m[1]), int(m[2]), int(m[2]))),
    (re.compile(f"{_YEAR}-([SQ])([1-4])"), _part),
    (re.compile(f"{_YEAR}/{_YEAR}"), lambda m: months_period(int(m[1]), 1, 12, int(m[2]))),
    (re.compile(f"{_MONTH}/{_MONTH}"), lambda m: months_period(int(m[1]), int(m[2]), int(m[4]), int(m[3]))),
    (re.compile(f"{_DAY}/{_DAY}"), _days),
    (re.compile(f"{_DAY}/P([0-9]{{1,4}})([YM])"), _lasting),
)
