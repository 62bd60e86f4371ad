"""What a report says of itself: its articles, each with its place, its clock, and whether it reviews."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indicators.area_mentions import find_areas
from indicators.areas import Area
from indicators.clocks import find_kind, read_clock, sections
from indicators.homes import find_home, find_own_area
from indicators.model import Period, Report
from indicators.period_rules import Clock, year_period
from indicators.segments import Line, parse_dateline, split_lines

_LONG_PARAGRAPH = 60
_LONGEST_MENU = 20
"""So many short lines of a page's menu may stand above an article's title and date."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when an article's statements hold unless they say otherwise.

    ``mode`` is review, plan or empty; ``default`` the period of a statement that names none. ``estimated`` tells that a
    bracket has called all outcomes from there on estimates: （预计数，下同）. ``years`` are those that a later line turns to, where a heading
    announces two times: the year just over and the years that it closes, or these and those of the next plan. ``before`` is the setting that goals told inside a text turned from.
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


@dataclass(frozen=True, slots=True)
class Article:
    """A titled part of a page: its lines and its setting."""

    lines: tuple[Line, ...]
    setting: Setting


def split_articles(report: Report, text: str) -> list[Article]:
    """The articles of a report's (joined) text, in order; a plain report is one article."""
    lines = list(split_lines(text))
    groups = list(_groups(lines, report))
    home = find_home(report, lines, text)
    date_of_page = _dated(report, lines[:8])
    return [
        Article(tuple(group), _setting(report, group, text, home, date_of_page, len(groups) == 1)) for group in groups
    ]


def _groups(lines: list[Line], report: Report) -> Iterator[list[Line]]:
    """A separator ends an article; in a page that is no single report a heading that names a place begins one."""
    whole = find_kind(report.title or (lines[0].text if lines else "")) is not None
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


def _names_article(heading: str) -> bool:
    text = heading.strip()
    if text.startswith("#"):
        return text.startswith("# ")
    return text.startswith("【") or (bool(mentions := find_areas(text)) and mentions[0].start == 0 and len(text) > 8)


def _dated(report: Report, lines: list[Line] | tuple[Line, ...]) -> tuple[int, int] | None:
    if report.published:
        return report.published.year, report.published.month
    for line in lines:
        if line.kind == "dateline" and (found := parse_dateline(line.text)):
            return found[0], found[1]
    return None


def _setting(
    report: Report, group: list[Line], text: str, home: Area, page_date: tuple[int, int] | None, single: bool
) -> Setting:
    title = _title(group, report, single)
    dated = _dated(report, group[-2:]) or _dated(report, group[: _opening(group)]) or page_date
    area = find_own_area(title, group, home, report)
    body = text[group[0].start : group[-1].end]
    clock, mode, default = read_clock(
        _dating_title(title, report, single), body, dated, text, report.doc_id if single else ""
    )
    planned = year_period(clock.now) if mode == "review" and clock.now != clock.review else None
    return Setting(title, area, clock, mode, default, planned)


def _opening(group: list[Line]) -> int:
    """How many lines may hold an article's date: four, or those before its first paragraph where a page's menu stands there."""
    first = next((at for at, line in enumerate(group) if len(line.text) > _LONG_PARAGRAPH), 0)
    return max(4, min(first, _LONGEST_MENU))


def _title(group: list[Line], report: Report, single: bool) -> str:
    if single and report.title:
        return report.title
    headings = []
    for line in group:
        if line.kind == "paragraph":
            break
        if line.kind == "heading":
            headings.append(line.text.strip().lstrip("#").strip())
    titled = [text for text in headings if not re.fullmatch(r"【[^】]*】|您?当前所?在?位置.*|来源.*", text)]
    # A page's menu may stand above the title, which tells a year and what kind of report it is.
    told = (text for text in titled if find_kind(text) and sections()["title_year"].search(text))
    first = (titled or headings or [report.title])[0]
    return first if find_kind(first) or sections()["title_year"].search(first) else next(told, first)


def _dating_title(title: str, report: Report, single: bool) -> str:
    """The title, or the file's name where that says more: 1954年国务院政府工作报告."""
    if single and not sections()["title_year"].search(title) and sections()["title_year"].search(report.doc_id):
        return report.doc_id
    return title
