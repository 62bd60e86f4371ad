"""Rows of the tidy table in words: a value with unit, bound and definition, a point's line, a chart's title."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from indicators.eras import format_place
from indicators.labels import (
    Language,
    format_indicator,
    format_kind,
    format_period,
    format_term,
    format_value,
    say,
    scale,
)
from indicators.lexicon import catalogue

Row = Mapping[Any, Any] | pd.Series
"""One row, as pandas gives it or as a dictionary of its columns."""


def records(rows: pd.DataFrame) -> list[dict[Any, Any]]:
    """The rows as dictionaries of their columns, with their ``index``: far cheaper to read than pandas' own rows."""
    names = [*rows.columns.tolist(), "index"]
    told = zip(*(rows[name].tolist() for name in names[:-1]), rows.index.tolist(), strict=True)
    return [dict(zip(names, values, strict=True)) for values in told]


def format_basis(basis: str, language: Language) -> str:
    """The definition that a report names, as people read it.

    >>> format_basis("省口径", "en"), format_basis("不含烟草", "en")
    ('provincial definition', '不含烟草')
    """
    return format_term("basis", basis, language)


def value_text(row: Row, language: Language, *, basis: bool = False) -> str:
    """A row's value with unit and bound, and with its definition where asked."""
    high = row["value_high"]
    text = format_value(
        row["value"],
        row["unit"],
        language,
        measure=row["measure"],
        value_high=None if pd.isna(high) else float(high),
        bound=row["bound"],
    )
    if not basis or not row["basis"]:
        return text
    return say("with.basis", language, value=text, basis=format_basis(row["basis"], language))


def value_texts(rows: pd.DataFrame, language: Language) -> list[str]:
    """The values of rows, each once; one that is told with a definition and without has it."""
    texts: dict[str, str] = {}
    for row in records(rows):
        plain, full = value_text(row, language), value_text(row, language, basis=True)
        texts[plain] = full if texts.get(plain, plain) == plain else texts[plain]
    return list(texts.values())


def describe(row: Row, language: Language) -> str:
    """A row in one line: place, label, value with its definition, period, kind."""
    parts = [format_place(row["area_code"], row["area"], language)]
    parts += [row["thing"]] if row["thing"] else []
    parts.append(value_text(row, language, basis=True))
    parts.append(format_period(row["period_start"], row["period_end"], language, stock=_is_stock(row["indicator"])))
    parts += [] if row["kind"] == "actual" else [format_kind(row["kind"], language)]
    return " · ".join(parts)


def _is_stock(indicator: str) -> bool:
    entry = catalogue().get(indicator)
    return entry is not None and entry.nature == "stock"


def alt_text(title: str, rows: pd.DataFrame, language: Language, limit: int = 40) -> str:
    """What a chart says, in words, for those who can't see it."""
    return f"{title}: " + "; ".join(describe(row, language) for row in records(rows.head(limit)))


def unit_scale(rows: pd.DataFrame, language: Language) -> tuple[float, str]:
    """The common scale of rows that share a unit."""
    largest = float(rows["value"].abs().max()) if len(rows) else 0.0
    return scale(str(rows["unit"].iloc[0]) if len(rows) else "", largest, language)


def years_text(rows: pd.DataFrame, language: Language) -> str:
    """The years that rows cover, as in 2014–2021年."""
    years = rows["year"].dropna()
    if years.empty:
        return say("period.unknown", language)
    return format_period(f"{years.min()}-01-01", f"{years.max()}-12-31", language)


def chart_title(rows: pd.DataFrame, measure_name: str, language: Language) -> str:
    """What a chart shows: indicator, measure unless it is the level, unit, years."""
    unit = unit_scale(rows, language)[1]
    named = format_indicator(str(rows["indicator"].iloc[0]), language)
    measure = "" if str(rows["measure"].iloc[0]) == "level" else measure_name
    key = "title.level" if not measure else "title.measure"
    return say(key, language, indicator=named, measure=measure, unit=unit, years=years_text(rows, language)).replace(
        say("title.no_unit", language), ""
    )
