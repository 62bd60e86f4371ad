"""What to select from the store: one record of filters that pages, command line and store share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np
import pandas as pd

from indicators.model import COLUMNS
from indicators.table import derive_province

ORDER = ("doc_id", "start", "indicator", "measure", "area_code", "period_start", "period_end", "value", "label")
"""Every select sorts by these, so that the same question gives the same table; the first three as people read a report,
the others for the rare number that states two things."""

_NUMBERS = frozenset({"value", "value_high", "start", "end"})
"""The columns of numbers; where a text is empty it is no first word."""

SEARCHED = ("area", "label", "article", "sentence", "surface")
"""The columns in which a word of a search may stand."""


@dataclass(frozen=True, slots=True)
class Query:
    """Filters on the observations; an empty one leaves its column free.

    Areas are codes or short names, years those of ``period_end``; of the ``words`` each stands in one of `SEARCHED`.
    ``by`` is a column to order by before all others, with a minus from its greatest on; rows without a value come last.
    ``offset`` and ``limit`` cut a page out of the rows that meet all filters.
    """

    areas: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    by: str = ""
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Facets:
    """What a store holds: the values that its filters can take, sorted. Areas are pairs of code and short name."""

    areas: tuple[tuple[str, str], ...] = ()
    indicators: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


def as_words(values: str | Iterable[str]) -> tuple[str, ...]:
    """Several words or a single one as a tuple: ``areas="东湖区"`` is one area, not its three characters."""
    return (values,) if isinstance(values, str) else tuple(values)


def as_years(values: int | Iterable[int]) -> tuple[int, ...]:
    """Several years or a single one as a tuple."""
    return (values,) if isinstance(values, int) else tuple(values)


def quote(value: str | int) -> str:
    """A value as an SQL literal.

    >>> quote("a'b")
    "'a''b'"
    """
    return str(int(value)) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def format_in(column: str, values: Iterable[str | int]) -> str:
    """The SQL condition that a column has one of some values."""
    return f"{column} IN ({', '.join(quote(value) for value in values)})"


def format_where(query: Query) -> str:
    """The query as an SQL WHERE clause, empty if it leaves everything free."""
    columns: dict[str, Sequence[str | int]] = {
        "indicator": query.indicators,
        "measure": query.measures,
        "year": query.years,
        "kind": query.kinds,
        "doc_id": query.documents,
    }
    conditions = [format_in(column, values) for column, values in columns.items() if values]
    if query.areas:
        conditions.insert(0, _format_areas(query.areas))
    conditions += [_format_search(word) for word in query.words]
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def format_order(by: str) -> str:
    """The SQL ORDER BY clause of a query's ``by``, what is empty last; ValueError for what is no column. Periods stand by their ends.

    >>> format_order("-value")[:37]
    ' ORDER BY "value" DESC NULLS LAST, "d'
    """
    name, way = by.removeprefix("-"), "DESC" if by.startswith("-") else "ASC"
    if by and name not in COLUMNS:
        raise ValueError(f"The tidy table has no column {name!r}.")
    first = () if not by else ("period_end", "period_start") if name == "time_period" else (name,)
    told = [f'"{each}"' if each in _NUMBERS else f"NULLIF(\"{each}\", '')" for each in first]
    columns = [f"{each} {way} NULLS LAST" for each in told] + [f'"{each}"' for each in ORDER]
    return f" ORDER BY {', '.join(columns)}"


def _format_areas(areas: tuple[str, ...]) -> str:
    if all(is_area_code(area) for area in areas):  # codes alone tell the partitions: the others are never opened
        provinces = sorted({derive_province(area) for area in areas})
        return f"{format_in('province', provinces)} AND {format_in('area_code', areas)}"
    return f"({format_in('area_code', areas)} OR {format_in('area', areas)})"


def _format_search(word: str) -> str:
    pattern = quote("%" + re.sub(r"([\\%_])", r"\\\1", word) + "%")
    # Folding case over a million sentences takes longer than all the rest, and Chinese has none.
    like = "LIKE" if word.lower() == word.upper() else "ILIKE"
    return "(" + " OR ".join(f"{column} {like} {pattern}" for column in SEARCHED) + ")"


def find_page(counts: pd.DataFrame, first: int, size: int) -> tuple[tuple[str, ...], int]:
    """Which documents hold the rows from ``first`` on, and how many rows of theirs come before.

    ``counts`` has the rows of each document in their order, as ``Store.count`` gives them: a late page of a long table is
    then read from a few documents, where sorting all rows to skip most took seconds on a million.

    >>> find_page(pd.DataFrame({"doc_id": ["a", "b", "c"], "rows": [3, 2, 4]}), 4, 2)
    (('b', 'c'), 1)
    """
    ends = counts["rows"].to_numpy("int64").cumsum()
    low = int(np.searchsorted(ends, first, side="right"))
    high = int(np.searchsorted(ends, first + size, side="left")) + 1
    before = int(ends[low - 1]) if low else 0
    return tuple(counts["doc_id"].iloc[low:high].tolist()), first - before


def is_area_code(text: str) -> bool:
    """Whether a word is written like an area's code and not like its name."""
    return re.fullmatch(r"\d{6}|X-\d{6}-[a-z0-9-]+", text, re.ASCII) is not None


def parse_years(text: str) -> tuple[int, ...]:
    """A year or a span of years; ValueError if it is neither.

    >>> parse_years("2014-2016")
    (2014, 2015, 2016)
    """
    found = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text.strip(), re.ASCII)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if first > last:
        raise ValueError(f"{text!r} is neither a year like 2014 nor a span like 2014-2018")
    return tuple(range(first, last + 1))


def check_known(query: Query, facets: Facets) -> list[str]:
    """One sentence for each area, indicator and document of the query that the store has no figures for."""
    names = [word for pair in facets.areas for word in pair if word]
    choices = (
        ("area", query.areas, names),
        ("indicator", query.indicators, list(facets.indicators)),
        ("document", query.documents, list(facets.documents)),
    )
    return [_format_unknown(what, word, known) for what, words, known in choices for word in words if word not in known]


def _format_unknown(what: str, word: str, known: list[str]) -> str:
    close = list(dict.fromkeys(get_close_matches(word, known, n=3, cutoff=0.5)))
    hint = f" Close to it: {', '.join(close)}." if close else ""
    return f"The store has no {what} {word}.{hint}"
