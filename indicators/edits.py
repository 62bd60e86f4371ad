"""What a person may change in a row, and whether what was typed can stand there: codes from lists, ISO dates, numbers."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from indicators.areas import area_by_code, area_by_name
from indicators.labels import (
    Language,
    format_area,
    format_bound,
    format_indicator,
    format_kind,
    format_measure,
    format_term,
    format_unit,
    words,
)
from indicators.lexicon import catalogue
from indicators.model import BOUNDS, KINDS, MEASURES

EDITABLE = (
    "area_code",
    "area",
    "indicator",
    "label",
    "measure",
    "period_start",
    "period_end",
    "value",
    "value_high",
    "unit",
    "kind",
    "bound",
    "basis",
)
"""The columns that say what a figure means. The others are the text itself, which nobody edits, or follow from these."""

LONGEST = 200
"""Characters of a cell that holds words."""

_NUMBERS = ("value", "value_high")
_DATES = ("period_start", "period_end")
_NUMBER = re.compile(r"[-+]?(?:\d+(?:,\d{3})*|\d*)(?:\.\d+)?(?:e[-+]?\d{1,3})?", re.ASCII | re.IGNORECASE)


class EditError(ValueError):
    """What was typed can't stand in its column; the message is one sentence, in English unless asked otherwise."""

    def __init__(self, name: str, **values: object) -> None:
        self.name, self.values = name, values
        super().__init__(self.message("en"))

    def message(self, language: Language) -> str:
        """The sentence, from the table ``edit`` of ``rules/words/``."""
        named = {key: _format_column(value, language) for key, value in self.values.items()}
        return str(words()["edit"][self.name][language]).format(**named)


def _format_column(value: object, language: Language) -> str:
    known = words()["column_name"].get(value) if isinstance(value, str) else None
    return str(known[language]) if known else str(value)


def format_cell(value: Any) -> str:
    """A cell of the tidy table as corrections keep it: text that tells every value from every other.

    >>> format_cell(42900000000.0), format_cell(None), format_cell("gdp")
    ('42900000000.0', '', 'gdp')
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    return repr(float(value)) if isinstance(value, (int, float)) else str(value)


def name_cell(column: str, text: str, language: Language) -> str:
    """A cell that `format_cell` wrote, as people read it; a dash if it is empty.

    >>> name_cell("bound", "ge", "zh"), name_cell("value", "42900000000.0", "en"), name_cell("basis", "", "en")
    ('以上', '42,900,000,000', '–')
    """
    if not text:
        return "–"
    if column in _NUMBERS:
        number = float(text)
        return f"{int(number):,}" if number.is_integer() else f"{number:,}"
    if column == "area_code":
        place = area_by_code(text)
        return f"{format_area(text, place.short, language)} ({text})" if place else text
    if column == "basis":
        return format_term("basis", text, language)
    return _NAMED[column](text, language) if column in _NAMED else text


_NAMED: dict[str, Callable[[str, Language], str]] = {
    "indicator": format_indicator,
    "measure": format_measure,
    "unit": format_unit,
    "kind": format_kind,
    "bound": format_bound,
}


def parse_cell(column: str, text: str) -> str | float | None:
    """What stands in a column of the tidy table for a text that was typed; EditError if it can't stand there.

    >>> parse_cell("value", "4.29e10"), parse_cell("value_high", ""), parse_cell("period_start", " 2014-01-01 ")
    (42900000000.0, None, '2014-01-01')
    """
    text = text.strip()
    if column not in EDITABLE:
        raise EditError("column", column=column, columns=", ".join(EDITABLE))
    if column in _NUMBERS:
        return _parse_number(column, text)
    if column in _DATES:
        return _parse_date(column, text)
    if column == "area_code":
        return _parse_area_code(text)
    codes = _codes(column)
    if codes and text not in codes:
        raise EditError("code", column=column, value=text, codes=", ".join(codes) if len(codes) < 20 else "…")
    return _parse_words(column, text)


def _codes(column: str) -> tuple[str, ...]:
    lists = {"measure": MEASURES, "kind": KINDS, "bound": BOUNDS}
    return (*catalogue(), "other") if column == "indicator" else lists.get(column, ())


def _parse_number(column: str, text: str) -> float | None:
    if not text and column == "value_high":
        return None
    number = float(text.replace(",", "")) if _NUMBER.fullmatch(text) and re.search(r"\d", text) else math.inf
    if not math.isfinite(number):
        raise EditError("number", column=column, value=text)
    return number


def _parse_date(column: str, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise EditError("date", column=column, value=text) from None


def _parse_area_code(text: str) -> str:
    if text and area_by_code(text) is None:
        raise EditError("area_code", value=text)
    return text


def _parse_words(column: str, text: str) -> str:
    if len(text) > LONGEST:
        raise EditError("long", column=column, count=LONGEST)
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in text):
        raise EditError("control", column=column)
    return text


def link_place(text: str) -> dict[str, str]:
    """The columns ``area_code`` and ``area`` for a place that was typed as a code or as a name.

    >>> link_place("360102"), link_place("东湖区"), link_place("某园区")
    ({'area_code': '360102', 'area': '东湖区'}, {'area_code': '360102', 'area': '东湖区'}, {'area_code': '', 'area': '某园区'})

    A name that several places share, or that is written like a code and is none, is an EditError.
    """
    text = text.strip()
    found = area_by_code(text) or area_by_name(text)
    if found is not None and found.code:
        return {"area_code": found.code, "area": found.short}
    if re.fullmatch(r"[A-Za-z0-9-]+", text):
        raise EditError("area_code", value=text)
    return {"area_code": "", "area": _parse_words("area", text)}


def check_row(row: Mapping[str, Any]) -> None:
    """Raise EditError if the cells of a row can't stand together."""
    start, end = row["period_start"], row["period_end"]
    if bool(start) != bool(end):
        raise EditError("half_period")
    if start > end:
        raise EditError("reversed_period", start=start, end=end)
    high = row["value_high"]
    if format_cell(high) and high < row["value"]:
        raise EditError("reversed_value", value=f"{row['value']:g}", high=f"{high:g}")
    if not row["label"]:
        raise EditError("label")
