"""The head of a page or an article, read once: its title, its kind, when it appeared, and whose congress heard its report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indicators.area_mentions import AreaMention, find_areas
from indicators.areas import NOWHERE, Area, ancestors
from indicators.lexicon import head_pattern, sought
from indicators.model import Report
from indicators.numerals import years_in_digits
from indicators.segments import Line, parse_dateline
from indicators.titles import (
    DAY,
    LONG_PARAGRAPH,
    LONGEST_HEAD,
    LONGEST_TITLE,
    Kind,
    choose_title,
    find_headlines,
    find_kind,
    find_title_years,
    kind_by_code,
    tells_more,
)

_OPENING = 400
"""So much of a text is its lead."""
_BEGINNING = 800
"""So much of a report tells which year it begins with."""
_SHORTEST_HEAD = 4
"""So many lines at the start may hold a date, even where the text has begun."""
_TITLES = 4
_MONTHS = "一二三四五六七八九十"
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


class Day(NamedTuple):
    """A day by which a report may be dated; ``given`` tells that it was given on that day, as 2025年1月19日在…会议上 does."""

    year: int
    month: int
    given: bool


@dataclass(frozen=True, slots=True)
class Head:
    """What a page or an article says of itself before it comes to its figures.

    ``titles`` may name its place, its own title first (empty where there is none); ``title`` is the one that dates it, or the file's
    name where that says more.
    ``dated`` is the year and month in which it appeared. ``places`` are those that the lead names, ``assembly`` the place whose
    congress it tells of or whose government gives the report, ``planned`` and ``reviewed`` the years that the report it tells of plans and looks back on.
    ``named`` is the year by which it calls a report, ``lived`` the one that it begins to tell as extraordinary, ``closed`` the last that it tells
    outcomes of where it speaks of last year, ``headed`` the one that a line far below the lead plans for. ``begins`` is its first paragraph. ``alone`` tells that it heads the whole page.
    """

    title: str
    titles: tuple[str, ...]
    lead: str
    kind: Kind | None
    dated: tuple[int, int] | None
    days: tuple[Day, ...]
    places: tuple[AreaMention, ...]
    assembly: Area
    planned: int | None
    reviewed: int | None
    named: int | None
    lived: int | None
    closed: int | None
    headed: int | None
    begins: str
    alone: bool

    @property
    def heard(self) -> Day | None:
        """The day on which the report was given, if the head tells it."""
        return next((day for day in self.days if day.given), None)

    @property
    def title_years(self) -> list[int]:
        """The years that the title names apart from days."""
        return find_title_years(self.title)


def read_head(report: Report, group: Sequence[Line], text: str, alone: bool, of_page: tuple[int, int] | None) -> Head:
    """The head of an article, or of the page itself where it is ``alone`` on it; ``of_page`` dates an article that has no date."""
    headlines = [*find_headlines(group)]
    title = years_in_digits(report.title if alone and report.title else choose_title(headlines, report))
    name = years_in_digits(report.doc_id) if alone else ""
    dating = name if tells_more(name, title) else title
    beginning = text[group[0].start : min(group[-1].end, group[0].start + _BEGINNING)] if group else ""
    lead = beginning[:_OPENING]
    opening = dating + " " + lead
    places = tuple(find_areas(lead))
    return Head(
        dating,
        (title, *(line for line in headlines[:_TITLES] if line != title)),
        lead,
        find_kind(dating) or _kind_of_lead(lead) or find_kind(name),
        find_date(report, group) or of_page,
        tuple(_find_days(opening)),
        places,
        _place_behind("assembly", lead, places) or _place_behind("speaks_for", lead, places),
        _told_year("planned", opening),
        _told_year("reviewed", opening),
        _told_year("report_named", opening),
        _told_year("year_told", beginning),
        _closed_year(opening),
        next((year for line in group if (year := _planned_by(line))), None),
        next((line.text.strip() for line in group if len(line.text) > LONG_PARAGRAPH), ""),
        alone,
    )


def find_date(report: Report, group: Sequence[Line]) -> tuple[int, int] | None:
    """The year and month in which a text appeared: as stated, at its end, or above it."""
    if report.published:
        return report.published.year, report.published.month
    return next((found for _, found in _dated_lines(group)), None)


def find_dated_line(group: Sequence[Line]) -> str:
    """The line that tells when a text appeared, empty if none does."""
    return next((line.text for line, _ in _dated_lines(group)), "")


def find_given_line(group: Sequence[Line]) -> str:
    """The line above a text that tells on which day its report was given, empty if none does: 2025年1月19日在…会议上."""
    short = (line.text for line in group[: _length(group)] if len(line.text) <= LONG_PARAGRAPH)
    return next((text for text in short if any(day.given for day in _find_days(text))), "")


def _dated_lines(group: Sequence[Line]) -> Iterator[tuple[Line, tuple[int, int]]]:
    for line in (*group[-2:], *group[: _length(group)]):
        if line.kind == "dateline" and (found := parse_dateline(line.text)):
            yield line, found[:2]
        elif stamp := _day_on(line.text):
            yield line, (int(stamp["Y"]), int(stamp["M"]))


def _day_on(line: str) -> re.Match[str] | None:
    """The day that a line tells beside other things: behind a title, before the text, or among a page's particulars."""
    return (
        head_pattern("stamp").match(line)
        or head_pattern("title_day").match(line)
        or head_pattern("filed_day").search(line)
    )


def _length(group: Sequence[Line]) -> int:
    """How many lines may hold an article's date: four, or those before its first paragraph where a page's menu stands there."""
    first = next((at for at, line in enumerate(group) if len(line.text) > LONG_PARAGRAPH), 0)
    return max(_SHORTEST_HEAD, min(first, LONGEST_HEAD))


def _kind_of_lead(lead: str) -> Kind | None:
    found = find_kind(lead)
    return (None if found and found.title_only else found) or (
        kind_by_code("work_report") if head_pattern("speech").search(lead) else None
    )


def _find_days(opening: str) -> Iterator[Day]:
    for match in DAY.finditer(opening):
        given = head_pattern("given").match(opening, match.end()) is not None
        yield Day(int(match[1].translate(_DIGITS)), _parse_month(match[2]), given)


def _parse_month(month: str) -> int:
    """The number of a month in digits or words: 十二."""
    return int(month) if month.isascii() else 10 * (len(month) - 1) + 1 + _MONTHS.index(month[-1])


def _place_behind(rule: str, lead: str, places: tuple[AreaMention, ...]) -> Area:
    """The place behind whose name a rule's words stand, the most precise where they stand behind that of one within another."""
    found = NOWHERE
    for mention in places:
        if head_pattern(rule).match(lead, mention.end) and (not found.code or found in ancestors(mention.area)):
            found = mention.area
    return found


def _closed_year(opening: str) -> int | None:
    """The last year that words tell outcomes of, where they speak of last year: 2018年出口增长6% beside 去年."""
    if next(iter(sought("heads.toml", "called_last").finditer(opening)), None) is None:
        return None
    return max((int(match["Y"]) for match in head_pattern("outcome_of").finditer(opening)), default=None)


def _planned_by(line: Line) -> int | None:
    """The year that a line standing by itself plans for: 2013年主要预期目标 above the goals of a digest."""
    return _told_year("planned", line.text) if len(line.text) <= LONGEST_TITLE else None


def _told_year(rule: str, opening: str) -> int | None:
    match = next(iter(sought("heads.toml", rule).finditer(opening)), None)
    return next((int(year) for year in match.groups() if year), None) if match else None
