"""The records that every other module passes on: reports in, observations and number fates out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

COLUMNS = (
    "doc_id",
    "article",
    "area_code",
    "area",
    "indicator",
    "label",
    "measure",
    "period_start",
    "period_end",
    "time_period",
    "value",
    "value_high",
    "unit",
    "kind",
    "bound",
    "basis",
    "surface",
    "start",
    "end",
    "sentence",
    "rules",
)
"""The tidy table's columns, in order: a contract with every reader of a CSV or of the store."""

ACCOUNT_COLUMNS = ("doc_id", "start", "end", "surface", "fate", "reason")
MEASURES = ("level", "yoy", "yoy_abs", "diff", "share", "rank", "avg_growth", "multiple", "growth")
GROWING = frozenset({"yoy", "growth", "avg_growth"})
"""The measures that say by how many percent something grew."""
KINDS = ("actual", "estimate", "target", "stretch")
BOUNDS = ("eq", "approx", "ge", "le")
FATES = ("observation", "not_figure", "unresolved")


class ReportError(ValueError):
    """A document that can't be read; its message is one sentence that names the file and what is wrong."""


class Span(NamedTuple):
    """A half-open range of characters: ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Report:
    """A document as received: its decoded text and what it says of itself.

    Offsets of everything found later count characters of ``text``. ``area`` is a short name (东湖区) or empty,
    ``published`` the date of publication or None; both come from front matter, a site's page or the head of the text (see `own_facts`), never from a guess.
    """

    doc_id: str
    text: str
    title: str = ""
    publisher: str = ""
    published: date | None = None
    area: str = ""
    kind: str = ""
    address: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, both ends inclusive."""

    start: date
    end: date


class Figure(NamedTuple):
    """A number of a text with its unit, faithful to the text and not yet judged.

    ``value`` is in base units (元, 美元, ones, m2, percent number); ``value_high`` only for a range.
    ``text[start:end] == surface``; the surface runs from the number's first digit to the end of its unit.
    """

    start: int
    end: int
    surface: str
    value: float
    value_high: float | None
    unit: str
    bound: str


class Number(NamedTuple):
    """One number of a text: part of ``figure``, or no figure for ``reason`` (empty when it is a figure).

    ``quantity`` is what it is worth in either case: the figure, or the small number in words (两家) that states too little
    to be one.
    """

    start: int
    end: int
    figure: Figure | None
    reason: str = ""
    rule: str = ""
    words: Figure | None = None

    @property
    def quantity(self) -> Figure | None:
        """The figure, or what a number in words is worth."""
        return self.figure or self.words


class Observation(NamedTuple):
    """One reported figure, linked and judged: one row of the tidy table."""

    doc_id: str
    article: str
    area_code: str
    area: str
    indicator: str
    label: str
    measure: str
    period: Period | None
    value: float
    value_high: float | None
    unit: str
    kind: str
    bound: str
    basis: str
    surface: str
    start: int
    end: int
    sentence: str
    rules: tuple[str, ...] = ()


class NumberFate(NamedTuple):
    """What became of one number of a text: an observation, no figure, or unresolved, with the reason."""

    start: int
    end: int
    surface: str
    fate: str
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one report: its observations, and a fate for every number of its text."""

    observations: tuple[Observation, ...]
    account: tuple[NumberFate, ...]
