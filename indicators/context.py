"""What a report says of itself: its articles, each with its place, its clock, and whether a part reviews or plans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from indicators.area_mentions import find_areas
from indicators.areas import Area
from indicators.clocks import find_kind, read_clock, sections
from indicators.homes import find_home, find_own_area
from indicators.model import Period, Report
from indicators.periods import Clock, find_periods, year_period
from indicators.segments import Line, parse_dateline, split_lines

LAST_YEAR = "过去一年工作回顾"
"""What the opening 刚刚过去的一年 of a paragraph says of it, as a heading would."""
_NOTES = "注释"
_LONG_PARAGRAPH = 60
_LONGEST_MENU = 20
"""So many short lines of a page's menu may stand above an article's title and date."""
GOALS = "主要预期目标"
_TURNING = re.compile(
    r"(?:#+\s*)?(?:[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六][部章节]|.{0,8}(?:(?:19|20)\d{2}年|今年|明年|下一步|过去|今后|未来|[一二三五十]年来|主要预期目标)|.{0,14}预期目标)"
)
"""Headings that may turn from review to plan: numbered at the top level, or naming a time."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when an article's statements hold unless they say otherwise.

    ``mode`` is review, plan or empty; ``default`` the period of a statement that names none. ``estimated`` tells that a
    bracket has called all outcomes from there on estimates: （预计数，下同）. ``years`` are those that a later paragraph turns to, where a heading
    announces the year just over and the five years that it closes.
    """

    title: str
    area: Area
    clock: Clock
    mode: str
    default: Period | None
    planned: Period | None = None
    estimated: bool = False
    years: Period | None = None


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


def read_heading(setting: Setting, heading: str) -> Setting:
    """The setting behind a heading or an opening phrase: 二、2015年工作安排 turns to the plan for 2015."""
    patterns = sections()
    if heading == _NOTES or patterns["notes"].pattern.match(heading.strip()):
        return replace(
            setting, mode="review" if setting.mode else "", default=year_period(setting.clock.review) or setting.default
        )
    if not _TURNING.match(heading.strip()):
        return setting
    plan, review = patterns["plan"].search(heading), patterns["review"].search(heading)
    if not plan and not review:
        return setting
    year = re.search(r"((?:19|20)\d{2})年(?!以来)", heading)
    if (
        heading == GOALS
        and setting.mode == "plan"
        and setting.default
        and setting.default.start.year < setting.default.end.year
    ):
        return setting
    if plan and (not review or (year and int(year[1]) == setting.clock.now != setting.clock.review)):
        planned = year_period(int(year[1])) if year else setting.planned or year_period(setting.clock.now)
        return replace(setting, mode="plan", default=planned if year else _coming_term(heading, setting) or planned)
    if setting.mode == "plan" and not re.search("回顾|总结|过去|情况", heading):
        return setting
    reviewed = int(year[1]) if year else setting.clock.review
    term = year_period(reviewed - 4, reviewed) if reviewed else None
    if term and not year and re.search("(?:过去|上)五年|五年(?:来|工作)", heading):
        if "一年" in heading:
            return replace(setting, mode="review", default=year_period(reviewed), years=term)
        return replace(setting, mode="review", default=term)
    return replace(
        setting,
        mode="review",
        clock=replace(setting.clock, review=reviewed),
        default=_part_of(setting.default, None if year else reviewed) or year_period(reviewed) or setting.default,
    )


def _part_of(period: Period | None, year: int | None) -> Period | None:
    """A period that is a part of a year, which a heading that names no other year leaves as it is; else None."""
    inside = period is not None and period.start.year == period.end.year == year and period != year_period(year)
    return period if inside else None


def _coming_term(heading: str, setting: Setting) -> Period | None:
    """The years ahead that a heading of goals names: 今后五年的目标, “十二五”时期的主要任务."""
    now = setting.clock.now
    ahead = (m.period for m in find_periods(heading, setting.clock) if m.period and now and m.period.end.year > now)
    return next((period for period in ahead if period.start.year < period.end.year), None)


def turn_to_term(setting: Setting, line: Line) -> Setting:
    """The setting of a paragraph that turns from the year just over to the five years that its heading announced too."""
    if setting.years is None or line.kind != "paragraph" or not sections()["term"].search(line.text):
        return setting
    return replace(setting, default=setting.years, years=None)


def _announced(text: str, match: re.Match[str]) -> str:
    """The words of a sentence that announces goals, as a heading: those of the year where it names one."""
    opening = text[text.rfind("。", 0, match.start()) + 1 : match.end()]
    return ("今年" if re.search("今年|明年|[0-9]{4}年", opening) else "") + GOALS


def find_turns(line: Line) -> list[tuple[int, str]]:
    """Where inside a paragraph a new part begins, as (offset in the flat text, its opening words)."""
    patterns = sections()
    if not patterns["turns"].search(line.text):
        return []
    turns = [(line.start + m.start("head"), m["head"]) for m in patterns["inline"].finditer(line.text)]
    turns += [(line.start + m.start("head"), _NOTES) for m in patterns["notes"].finditer(line.text)]
    turns += [(line.start + m.start(), _announced(line.text, m)) for m in patterns["announce"].finditer(line.text)]
    turns += [(line.start + m.start("head"), LAST_YEAR) for m in patterns["look_back"].finditer(line.text)]
    return sorted(turns)
