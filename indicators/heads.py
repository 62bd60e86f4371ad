"""The head of a page or an article, read once: its title, its kind, when it appeared, and whose congress heard its report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from indicators.area_mentions import AreaMention, find_areas
from indicators.areas import NOWHERE, Area, ancestors
from indicators.lexicon import head_pattern, read_toml, sought
from indicators.model import Report
from indicators.segments import Line, is_numbered, parse_dateline

_OPENING = 400
"""So much of a text is its lead."""
_BEGINNING = 800
"""So much of a report tells which year it begins with."""
_LONG_PARAGRAPH = 60
_LONGEST_HEAD = 20
"""So many short lines may stand above the text of an article: the menu of its page, its title and date."""
_SHORTEST_HEAD = 4
"""So many lines at the start may hold a date, even where the text has begun."""
_LONGEST_TITLE = 40
_TITLES = 4
_DAY = re.compile(
    "((?:19|20)[0-9]{2}|[一二][〇零○一二三四五六七八九]{3})年([0-9]{1,2}|十?[一二三四五六七八九十])月(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})日"
)
_MONTHS = "一二三四五六七八九十"
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


class Day(NamedTuple):
    """A day by which a report may be dated; ``given`` tells that it was given on that day, as 2025年1月19日在…会议上 does."""

    year: int
    month: int
    given: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of report: its title's words, the year it reviews and the year it calls 今年, both from the title's year.

    ``title_only`` tells that its words make one only in a title, not in the text below it.
    """

    pattern: re.Pattern[str]
    reviews: int
    now: int | None
    title_only: bool


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
        told = [int(match["Y"]) for match in _patterns()["title_year"].finditer(self.title)]
        return told or _census_years(self.title)


def _census_years(title: str) -> list[int]:
    """The year of the census whose results a title tells: 2016 of 第三次全国农业普查公报."""
    table = read_toml("heads.toml")["census"]
    told = re.search(table["pattern"], title)
    years = table["years"][told["of"]] if told else []
    number = "一二三四五六七八九".index(told["number"]) if told else 0
    return years[number : number + 1]


@cache
def _patterns() -> dict[str, Any]:
    table = read_toml("heads.toml")
    names = (
        "title_year",
        "byline",
        "menu",
        "series",
        "assembly",
        "speaks_for",
        "given",
        "speech",
        "greeting",
        "addressed",
        "outcome_of",
        "stamp",
        "title_day",
        "filed_day",
    )
    return {
        **{name: re.compile(table[name]["pattern"]) for name in names},
        "kinds": [
            Kind(re.compile(k["pattern"]), k["reviews"], k.get("now"), k.get("title_only", False))
            for k in table["kind"]
        ],
        "work_report": next(at for at, k in enumerate(table["kind"]) if k["code"] == "work_report"),
    }


def find_kind(title: str) -> Kind | None:
    """The kind of report that a title names, if any."""
    title = re.sub(r"\s", "", title)
    return next((kind for kind in _patterns()["kinds"] if kind.pattern.search(title)), None)


def names_year(title: str) -> bool:
    """Whether a title dates its text by a year."""
    return _patterns()["title_year"].search(title) is not None


def without_series(title: str) -> str:
    """A title without the name of the series that it belongs to.

    >>> without_series("【辉煌五年】东湖区迈步向前")
    '东湖区迈步向前'
    """
    return title[match.end() :] if (match := _patterns()["series"].match(title)) else title


def read_head(report: Report, group: Sequence[Line], text: str, alone: bool, of_page: tuple[int, int] | None) -> Head:
    """The head of an article, or of the page itself where it is ``alone`` on it; ``of_page`` dates an article that has no date."""
    headlines = [*_headlines(group)]
    title = report.title if alone and report.title else _choose_title(headlines, report)
    name = report.doc_id if alone else ""
    dating = name if _tells_more(name, title) else title
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
        next((line.text.strip() for line in group if len(line.text) > _LONG_PARAGRAPH), ""),
        alone,
    )


def _tells_more(name: str, title: str) -> bool:
    """Whether a file's name dates its text where the title does not: 1954年国务院政府工作报告."""
    dated = [names_year(text) or _DAY.search(text) is not None for text in (name, title)]
    return dated == [True, False]


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
    short = (line.text for line in group[: _length(group)] if len(line.text) <= _LONG_PARAGRAPH)
    return next((text for text in short if any(day.given for day in _find_days(text))), "")


def _dated_lines(group: Sequence[Line]) -> Iterator[tuple[Line, tuple[int, int]]]:
    for line in (*group[-2:], *group[: _length(group)]):
        if line.kind == "dateline" and (found := parse_dateline(line.text)):
            yield line, found[:2]
        elif stamp := _day_on(line.text):
            yield line, (int(stamp["Y"]), int(stamp["M"]))


def _day_on(line: str) -> re.Match[str] | None:
    """The day that a line tells beside other things: behind a title, before the text, or among a page's particulars."""
    patterns: dict[str, re.Pattern[str]] = _patterns()
    return patterns["stamp"].match(line) or patterns["title_day"].match(line) or patterns["filed_day"].search(line)


def _length(group: Sequence[Line]) -> int:
    """How many lines may hold an article's date: four, or those before its first paragraph where a page's menu stands there."""
    first = next((at for at, line in enumerate(group) if len(line.text) > _LONG_PARAGRAPH), 0)
    return max(_SHORTEST_HEAD, min(first, _LONGEST_HEAD))


def _headlines(group: Sequence[Line]) -> Iterator[str]:
    """The lines above the text that may be titles: no date, no menu and nobody's name; a headline may hold figures."""
    for line in group[:_LONGEST_HEAD]:
        text = line.text.strip().lstrip("#").strip()
        if line.kind == "dateline" or is_byline(text) or _patterns()["addressed"].match(text):
            continue
        if _patterns()["greeting"].match(text):
            return
        if line.kind == "paragraph" and (len(text) > _LONGEST_TITLE or text[-1:] in "。；;：:，,"):
            if run_on := head_pattern("run_on").match(text):
                yield run_on["title"]
            return
        if text:
            yield text


def is_byline(text: str) -> bool:
    """Whether a line says who wrote a page, or is a part of the menu around it."""
    return bool(_patterns()["byline"].match(text) or _patterns()["menu"].match(text))


def _choose_title(headlines: list[str], report: Report) -> str:
    """The first of the headlines, or one further down that tells a year and a kind of report where a menu stands above it."""
    unnumbered = [text for text in headlines if not is_numbered(text)]
    titled = [text for text in unnumbered if not re.fullmatch(r"【[^】]*】", text)]
    first = (titled or unnumbered or [report.title])[0]
    told = (text for text in titled if find_kind(text) and names_year(text))
    return first if find_kind(first) or names_year(first) else next(told, first)


def _kind_of_lead(lead: str) -> Kind | None:
    patterns = _patterns()
    speech: Kind = patterns["kinds"][patterns["work_report"]]
    found = find_kind(lead)
    return (None if found and found.title_only else found) or (speech if patterns["speech"].search(lead) else None)


def _find_days(opening: str) -> Iterator[Day]:
    for match in _DAY.finditer(opening):
        given = _patterns()["given"].match(opening, match.end()) is not None
        yield Day(int(match[1].translate(_DIGITS)), _parse_month(match[2]), given)


def _parse_month(month: str) -> int:
    """The number of a month in digits or words: 十二."""
    return int(month) if month.isascii() else 10 * (len(month) - 1) + 1 + _MONTHS.index(month[-1])


def _place_behind(rule: str, lead: str, places: tuple[AreaMention, ...]) -> Area:
    """The place behind whose name a rule's words stand, the most precise where they stand behind that of one within another."""
    found = NOWHERE
    for mention in places:
        if _patterns()[rule].match(lead, mention.end) and (not found.code or found in ancestors(mention.area)):
            found = mention.area
    return found


def _closed_year(opening: str) -> int | None:
    """The last year that words tell outcomes of, where they speak of last year: 2018年出口增长6% beside 去年."""
    if next(iter(sought("heads.toml", "called_last").finditer(opening)), None) is None:
        return None
    return max((int(match["Y"]) for match in _patterns()["outcome_of"].finditer(opening)), default=None)


def _planned_by(line: Line) -> int | None:
    """The year that a line standing by itself plans for: 2013年主要预期目标 above the goals of a digest."""
    return _told_year("planned", line.text) if len(line.text) <= _LONGEST_TITLE else None


def _told_year(rule: str, opening: str) -> int | None:
    match = next(iter(sought("heads.toml", rule).finditer(opening)), None)
    return next((int(year) for year in match.groups() if year), None) if match else None
