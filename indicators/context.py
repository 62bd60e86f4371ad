"""What a report says of itself: its articles, each with its place, its clock, and whether it reviews."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indicators.area_mentions import find_areas
from indicators.areas import Area
from indicators.clocks import read_clock, read_plan
from indicators.heads import Head, find_date, read_head
from indicators.homes import find_home, find_own_area
from indicators.lexicon import head_pattern, pattern
from indicators.model import Period, Report
from indicators.period_rules import Clock, year_period
from indicators.segments import Line, split_lines
from indicators.titles import find_kind, is_byline

_LOCAL_PART = 80
"""So far behind 财政收入 the local part of it may be told."""
_OPENING = 40
"""So far into a paragraph stands the congress that it tells of."""
_TOP = 8
"""So many lines may hold the date of a page of several articles."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when an article's statements hold unless they say otherwise.

    ``mode`` is review, plan or empty; ``default`` the period of a statement that names none. ``estimated`` tells that a
    bracket has called all outcomes from there on estimates: （预计数，下同）. ``years`` are those that a later line turns to, where a heading
    announces two times: the year just over and the years that it closes, or these and those of the next plan. ``before`` is the setting that goals told inside a text turned from.
    ``of_total`` tells that 财政收入 means all revenue in this text, as it tells the local part of it somewhere.
    """

    title: str
    area: Area
    clock: Clock
    mode: str
    default: Period | None
    planned: Period | None = None
    estimated: bool = False
    years: Period | None = None
    before: Setting | None = None
    of_total: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """A titled part of a page: its lines and its setting."""

    lines: tuple[Line, ...]
    setting: Setting


def split_articles(report: Report, text: str) -> list[Article]:
    """The articles of a report's (joined) text, in order; a plain report is one article."""
    lines = list(split_lines(text))
    page = read_head(report, lines, text, True, find_date(report, lines[:_TOP]))
    groups = list(_groups(lines, find_kind(page.title) is not None))
    single = len(groups) == 1
    heads = [page] if single else [read_head(report, group, text, False, page.dated) for group in groups]
    home = find_home(report, page, text)
    return [Article(tuple(g), _setting(report, g, text, home, head)) for g, head in zip(groups, heads, strict=True)]


def _groups(lines: list[Line], whole: bool) -> Iterator[list[Line]]:
    """A separator ends an article; in a page that is no ``whole`` report a heading that names a place begins one."""
    group: list[Line] = []
    body = False
    for line in lines:
        if line.kind == "separator":
            if group:
                yield group
            group, body, whole = [], False, False
            continue
        if body and not whole and line.kind == "heading" and _names_article(line.text):
            yield group
            group, body = [], False
        body = body or line.kind == "paragraph"
        group.append(line)
    if group:
        yield group


def find_congress_place(text: str, home: Area) -> Area:
    """The place whose congress a paragraph tells of, as in news of several cities, where it is of its page's level; else the page's own."""
    opening = text[:_OPENING]
    if "人大" not in opening and "人民代表大会" not in opening:
        return home
    told = head_pattern("assembly")
    alike = (m for m in find_areas(opening, home) if m.area.level == home.level and told.match(opening, m.end))
    return next((m.area for m in alike), home)


def _names_article(heading: str) -> bool:
    text = heading.strip()
    if is_byline(text) or head_pattern("speaker").match(text):
        return False
    if text.startswith("#"):
        return text.startswith("# ")
    return text.startswith("【") or (bool(mentions := find_areas(text)) and mentions[0].start == 0 and len(text) > 8)


def _setting(report: Report, group: list[Line], text: str, home: Area, head: Head) -> Setting:
    body = text[group[0].start : group[-1].end]
    clock, mode, default = read_clock(head, body, text)
    year = year_period(clock.now) if mode == "review" and clock.now != clock.review else None
    planned = read_plan(head) or year or _planned_in_title(head, clock)
    area = find_own_area(head, group, home, report)
    return Setting(head.titles[0], area, clock, mode, default, planned, of_total=_tells_local_part(body))


def _planned_in_title(head: Head, clock: Clock) -> Period | None:
    """The year behind the reviewed one that a title names too: 2018年工作总结及2019年工作思路."""
    following = clock.review + 1 if clock.review else None
    return year_period(following) if following in head.title_years else None


def _tells_local_part(text: str) -> bool:
    """Whether a text tells the local part of what it calls 财政收入."""
    behind = (text[match.end() : match.end() + _LOCAL_PART] for match in re.finditer("(?<![总方级])财政收入", text))
    return any(pattern("of_total").match(words) for words in behind)
