"""Levels that a census revised, for views: which figures stand before such a revision, so that nothing sets them against later ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

import pandas as pd

from indicators.checks.falls import check_falls
from indicators.eras import name_of
from indicators.labels import Language, say
from indicators.lexicon import catalogue, head_pattern
from indicators.series import columns, outcomes, split
from indicators.titles import find_kind

EARLY = 183
"""In days: reports of the spring tell a year first; a census revises it from the end of that year on."""


@dataclass(frozen=True, slots=True)
class Revised:
    """Between which years of a place's levels a census revised them."""

    place: str
    first: int
    last: int


def may_be_revised(rows: pd.DataFrame) -> list[str]:
    """The indicators among rows whose levels a census revises while their growth is told at constant prices."""
    levels = rows["indicator"][rows["measure"].eq("level")]
    known = {code: catalogue().get(code) for code in dict.fromkeys(levels)}
    return [code for code, entry in known.items() if entry and entry.growth == "real" and entry.nature == "flow"]


def with_censuses(rows: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """Prepared rows with ``census``: how many revisions, as far as known, a level of a place's indicator stands before.

    ``told`` are tidy rows that hold all outcomes of these places and indicators, levels and growth. Two figures of a
    place compare only if their ``census`` is the same.
    """
    lasting: dict[tuple[str, str, str], list[int]] = {}
    for finding in check_falls(told):
        last_before = finding.evidence[0]
        key = (last_before.area_code or last_before.area, last_before.indicator, last_before.unit)
        lasting.setdefault(key, []).append(int(last_before.period_end[:4]))
    if not lasting:
        return rows
    known = zip(columns(rows, "place", "indicator", "unit"), rows["year"], rows["measure"], strict=True)
    found = [
        sum(year <= last for last in lasting.get(key, ())) if measure == "level" and year is not pd.NA else 0
        for key, year, measure in known
    ]
    return rows.assign(census=found)


def revised_between(rows: pd.DataFrame) -> list[Revised]:
    """Where the full-year outcomes among rows stand on both sides of a revision, in order of time."""
    found: list[Revised] = []
    for (place, _), group in split(outcomes(rows), "place", "unit").items():
        last: dict[int, int] = {}
        first: dict[int, int] = {}
        for census, year in columns(group, "census", "year"):
            last[census] = max(int(year), last.get(census, 0))
            first[census] = min(int(year), first.get(census, 9999))
        order = sorted(last, reverse=True)
        found += [Revised(str(place), last[before], first[after]) for before, after in pairwise(order)]
    return sorted(dict.fromkeys(found), key=lambda each: (each.last, each.place))


def told_early(period_end: str, kind: str, published: str, title: str) -> bool:
    """Whether a figure was told before anybody could revise it.

    That is so of an estimate, of what came out within half a year, and of the year that a title says its document reviews; a page may
    be published anew years later, so a late day alone tells nothing.

    >>> (
    ...     told_early("2018-12-31", "actual", "2025-07-30", "东湖区2019年政府工作报告"),
    ...     told_early("2018-12-31", "actual", "", ""),
    ... )
    (True, False)
    """
    if kind == "estimate":
        return True
    if published and 0 <= (date.fromisoformat(published) - date.fromisoformat(period_end)).days <= EARLY:
        return True
    return int(period_end[:4]) in _reviewed(title)


@lru_cache(maxsize=10_000)
def _reviewed(title: str) -> frozenset[int]:
    """The year that a title tells its document to review, if it names one year alone."""
    years = {int(match["Y"]) for match in head_pattern("title_year").finditer(title)}
    kind = find_kind(title)
    return frozenset(year + (kind.reviews if kind else 0) for year in years) if len(years) == 1 else frozenset()


def format_revised(each: Revised, language: Language) -> str:
    """A revision in one clause.

    >>> format_revised(Revised("360102", 2018, 2021), "zh")
    '东湖区2018年与2021年之间'
    """
    return say("revised.one", language, place=name_of(each.place, language), first=each.first, last=each.last)


def note_revised(found: Iterable[Revised], language: Language) -> list[str]:
    """The note below a chart on revisions, if there are any."""
    told = [format_revised(each, language) for each in found]
    return [say("revised.note", language, changes=say("list.semicolon", language).join(told))] if told else []
