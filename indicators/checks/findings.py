"""The record of a finding, with the rows that it rests on and a message that a person can read; texts are in ``rules/checks.toml``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

import pandas as pd

from indicators.areas import area_by_code
from indicators.labels import (
    Language,
    format_area,
    format_indicator,
    format_measure,
    format_number,
    format_period,
    format_term,
    format_unit,
    format_value,
)
from indicators.lexicon import read_toml
from indicators.series import MANY_THINGS

FINDING_COLUMNS = (
    "rule",
    "severity",
    "message",
    "area",
    "indicator",
    "period",
    "doc_ids",
    "starts",
    "sentences",
)
"""The table of findings, in order. ``doc_ids`` and ``starts`` go together, one of each per row, joined by ``;``."""

_MOST = 6
"""Figures that a message shows; the table of findings has them all."""

_SEPARATOR: dict[Language, tuple[str, str, str]] = {"zh": ("、", "，", "；"), "en": (", ", ", ", "; ")}


class Evidence(NamedTuple):
    """A row of the tidy table that a finding rests on."""

    doc_id: str
    start: int
    area_code: str
    area: str
    indicator: str
    label: str
    measure: str
    period_start: str
    period_end: str
    time_period: str
    value: float
    value_high: float | None
    unit: str
    kind: str
    bound: str
    basis: str
    sentence: str


_NO_TITLES: Mapping[str, str] = MappingProxyType({})


class Amount(NamedTuple):
    """A number that a rule worked out, in base units."""

    value: float
    unit: str


class Place(NamedTuple):
    """A place that a message names."""

    code: str
    name: str = ""


class Unit(NamedTuple):
    """Units that a message names."""

    codes: tuple[str, ...]


class Change(NamedTuple):
    """What happened to a place: a word of ``checks.toml``, the year, and the places before or after."""

    word: str
    year: int
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: its rule, how grave it is, the rows, and what its message fills in besides them."""

    rule: str
    evidence: tuple[Evidence, ...]
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def severity(self) -> str:
        """``error``: can't be so; ``notice``: to be known."""
        return str(read_toml("checks.toml")["rule"][self.rule]["severity"])

    @property
    def rows(self) -> tuple[tuple[str, int], ...]:
        """The rows as pairs of document and start."""
        return tuple((each.doc_id, each.start) for each in self.evidence)

    @property
    def order(self) -> tuple[str | int, ...]:
        """What findings of a rule are sorted by."""
        first = self.evidence[0]
        return first.area_code, first.indicator, first.period_start, first.period_end, first.doc_id, first.start

    def concerns(self, areas: Collection[str], indicators: Collection[str]) -> bool:
        """Whether one of its rows is of these areas (codes or short names) and one of these indicators; none given, any."""
        places = {word for each in self.evidence for word in (each.area_code, each.area)}
        codes = {each.indicator for each in self.evidence}
        return (not areas or not places.isdisjoint(areas)) and (not indicators or not codes.isdisjoint(indicators))

    def message(self, language: Language, titles: Mapping[str, str] = _NO_TITLES) -> str:
        """What was found, as a sentence with names and figures; documents go by their titles where these are given."""
        first = self.evidence[0]
        words = {name: _format_detail(value, language) for name, value in self.details.items()}
        named = {
            "place": format_area(first.area_code, first.area, language),
            "period": format_period(first.period_start, first.period_end, language),
            "indicator": _name(first, language),
            "label": first.label,
            "measure": _measure(first, language),
            "figures": self._figures(language, titles),
        }
        return str(read_toml("checks.toml")["rule"][self.rule][language]).format(**(named | words))

    def _figures(self, language: Language, titles: Mapping[str, str]) -> str:
        told = {
            name for name in ("indicator", "area_code", "time_period", "doc_id", "basis", "kind") if self._vary(name)
        }
        told.add("label" if self._vary("label") else "")
        texts = list(dict.fromkeys(_format_evidence(each, told, language, titles) for each in self.evidence))
        shown = _SEPARATOR[language][2].join(texts[:_MOST])
        if len(texts) > _MOST:
            shown += _SEPARATOR[language][1] + _word("more", language, count=len(texts) - _MOST)
        return shown

    def _vary(self, name: str) -> bool:
        return len({getattr(each, name) for each in self.evidence}) > 1


def _word(key: str, language: Language, **values: object) -> str:
    return str(read_toml("checks.toml")["words"][key][language]).format(**values)


def _name(row: Evidence, language: Language) -> str:
    """An indicator's name; where its code counts many things, the words of the text."""
    return row.label if row.indicator in MANY_THINGS and row.label else format_indicator(row.indicator, language)


def _measure(row: Evidence, language: Language) -> str:
    if row.measure == "level":
        return ""
    return ("" if language == "zh" else ", ") + format_measure(row.measure, language)


def _format_evidence(row: Evidence, told: set[str], language: Language, titles: Mapping[str, str]) -> str:
    """A figure with what tells it from the finding's others: place, indicator, period, definition, document."""
    value = format_value(row.value, row.unit, language, measure=row.measure, value_high=row.value_high, bound=row.bound)
    before = [
        format_area(row.area_code, row.area, language) if "area_code" in told else "",
        format_period(row.period_start, row.period_end, language) if "time_period" in told else "",
        _subject(row, told, language),
    ]
    document = titles.get(row.doc_id, row.doc_id) if "doc_id" in told else ""
    after = [format_term("basis", row.basis, language) if "basis" in told else "", document]
    between = "" if language == "zh" else " "
    text = between.join([*filter(None, before), value])
    notes = _SEPARATOR[language][0].join(filter(None, after))
    brackets = "（{}）" if language == "zh" else " ({})"
    return text + (brackets.format(notes) if notes else "")


def _subject(row: Evidence, told: set[str], language: Language) -> str:
    if "indicator" in told:
        return _name(row, language) + _measure(row, language)
    return row.label if "label" in told else ""


def _format_detail(value: Any, language: Language) -> str:
    comma = _SEPARATOR[language][0]
    if isinstance(value, Amount):
        return format_value(value.value, value.unit, language)
    if isinstance(value, Place):
        return _place(value, language)
    if isinstance(value, Unit):
        return comma.join(format_unit(code, language) or code for code in value.codes)
    if isinstance(value, Change):
        others = comma.join(_place(Place(code), language) for code in value.others)
        return _word(value.word, language, year=value.year, others=others)
    if isinstance(value, tuple):
        return comma.join(_format_detail(each, language) for each in value)
    return format_number(value) if isinstance(value, float) else str(value)


def _place(place: Place, language: Language) -> str:
    area = area_by_code(place.code)
    return format_area(place.code, place.name or (area.short if area else ""), language)


def findings_to_frame(findings: Iterable[Finding], language: Language) -> pd.DataFrame:
    """Findings as a table with the columns `FINDING_COLUMNS`, messages in one language."""
    return pd.DataFrame([_record(each, language) for each in findings], columns=list(FINDING_COLUMNS)).astype("str")


def _record(finding: Finding, language: Language) -> tuple[str, ...]:
    first = finding.evidence[0]
    return (
        finding.rule,
        finding.severity,
        finding.message(language),
        first.area,
        first.indicator,
        first.time_period,
        ";".join(each.doc_id for each in finding.evidence),
        ";".join(str(each.start) for each in finding.evidence),
        " | ".join(dict.fromkeys(each.sentence for each in finding.evidence)),
    )
