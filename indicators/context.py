"""What a report says of itself: its articles, each with its place, its clock, and whether a part reviews or plans."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from indicators.areas import (
    Area,
    find_areas,
)
from indicators.homes import find_home, find_own_area
from indicators.lexicon import read_toml, sought
from indicators.model import Period, Report
from indicators.periods import Clock, find_periods, months_period, year_period
from indicators.segments import Line, parse_dateline, split_lines

_OPENING = 400
_EARLY = 4
"""Up to this month a page whose title names the year before is about that year."""
LAST_YEAR = "过去一年工作回顾"
"""What the opening 刚刚过去的一年 of a paragraph says of it, as a heading would."""
_NOTES = "注释"
_GOALS = "主要预期目标"
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


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of report: its title's words, the year it reviews and the year it calls 今年, both from the title's year."""

    pattern: re.Pattern[str]
    reviews: int
    now: int | None


@cache
def _sections() -> dict[str, Any]:
    table = read_toml("sections.toml")
    compiled: dict[str, Any] = {key: re.compile(table[key]["pattern"]) for key in ("review", "plan", "title_year")}
    compiled |= {key: sought("sections.toml", key) for key in ("announce", "look_back", "term", "inline", "notes")}
    compiled["kind"] = [_Kind(re.compile(k["pattern"]), k["reviews"], k.get("now")) for k in table["kind"]]
    return compiled


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
    whole = _kind(report.title or (lines[0].text if lines else "")) is not None
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


def _kind(title: str) -> _Kind | None:
    title = re.sub(r"\s", "", title)
    return next((kind for kind in _sections()["kind"] if kind.pattern.search(title)), None)


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
    dated = _dated(report, group[-2:]) or _dated(report, group[:4]) or page_date
    area = find_own_area(title, group, home, report)
    body = text[group[0].start : group[-1].end]
    clock, mode, default = _clock(
        _dating_title(title, report, single), body, dated, text, report.doc_id if single else ""
    )
    planned = year_period(clock.now) if mode == "review" and clock.now != clock.review else None
    return Setting(title, area, clock, mode, default, planned)


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
    return (titled or headings or [report.title])[0] if not report.title or not single else report.title


def _dating_title(title: str, report: Report, single: bool) -> str:
    """The title, or the file's name where that says more: 1954年国务院政府工作报告."""
    if single and not _sections()["title_year"].search(title) and _sections()["title_year"].search(report.doc_id):
        return report.doc_id
    return title


def _clock(
    title: str, body: str, dated: tuple[int, int] | None, page: str, name: str
) -> tuple[Clock, str, Period | None]:
    """Title first, then the dateline, then the year that the page names most: never a guess from nothing."""
    head = title + " " + body[:_OPENING]
    named = _sections()["title_year"].search(title)
    kind = _kind(title) or _kind(body[:_OPENING]) or _kind(name)
    year = int(named["Y"]) if named else None
    if kind and kind.now is not None:
        heard = _report_year(head)
        stated = _given_year(title, year, heard, dated)
        late = _late_month(head, stated) if stated and kind.now == 0 and heard in (None, stated) else None
        if stated and late:
            return Clock(stated, late, stated), "review", year_period(stated)
        if stated:
            reviewed = stated + kind.reviews
            return Clock(stated + kind.now, None, reviewed), "review", year_period(reviewed)
    if kind and year:
        told = _months_told(title, body, year) or _title_period(title, year)
        return Clock(year, _last_month(told), year), "", told
    if dated and year == dated[0] - 1 and dated[1] <= _EARLY:
        return Clock(dated[0], dated[1], year), "", _title_period(title, year)
    if dated:
        month = dated[1]
        speaks_of_year = year == dated[0] or _speaks_of(dated[0], body)
        if year is None and month <= _EARLY and _speaks_of_year_before(body, dated[0]):
            return Clock(dated[0], month, dated[0] - 1), "", year_period(dated[0] - 1)
        part = _title_part(title, Clock(dated[0], month, dated[0]))
        default = part or (year_period(dated[0]) if speaks_of_year else None)
        clock = Clock(dated[0], month, dated[0] if speaks_of_year else None)
        return clock, "", default
    if year:
        return Clock(year, None, year), "", _title_period(title, year)
    now = _common_year(body, single=False) or _common_year(page)
    clock = Clock(now, None, now)
    return clock, "", _title_part(title, clock) or year_period(now)


def _last_month(period: Period | None) -> int | None:
    """The month that a note on the months from January on was made in, None where it is on a whole year."""
    return period.end.month if period and period.end.month < 12 else None


def _speaks_of(year: int, body: str) -> bool:
    return re.search(rf"今年|本年|年初|上半年|季度|{year}年|(?<!\d年)\b1?\d月", body) is not None


def _speaks_of_year_before(body: str, year: int) -> bool:
    """Whether a text names the year before a year or a whole year, and apart from days nothing of the year itself."""
    told = re.sub(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日", "", body)
    return not _speaks_of(year, told) and re.search(rf"{year - 1}年|全年", told) is not None


def _given_year(title: str, year: int | None, heard: int | None, dated: tuple[int, int] | None) -> int | None:
    """The year in which a report was given: that of its title, unless that is the year it reviews.

    A meeting in the year behind the title's tells so, and so does a page of the next January to April whose title names
    its year apart from the report: 《工作报告》摘要：2021年全县….
    """
    if year is None:
        return heard or (dated[0] if dated else None)
    if heard == year + 1:
        return heard
    apart = not re.search(r"\d{4}年[^0-9：:]{0,12}工作报告", title)
    return year + 1 if apart and dated and dated[0] == year + 1 and dated[1] <= 4 else year


def _report_year(head: str) -> int | None:
    """The year in which a report was given: 2025年1月19日在…会议上."""
    match = re.search(r"((?:19|20)\d{2})年\d{1,2}月\d{1,2}日(?:在|[^。]{0,12}会议)", head)
    return int(match[1]) if match else None


def _late_month(head: str, year: int) -> int | None:
    """The month of a report given in the second half of its year, which reviews that year (before an election)."""
    found = re.search(rf"{year}年(\d{{1,2}})月\d{{1,2}}日", head)
    return int(found[1]) if found and int(found[1]) >= 7 else None


def _title_period(title: str, year: int) -> Period | None:
    return _title_part(title, Clock(year, None, year)) or year_period(year)


def _title_part(title: str, clock: Clock) -> Period | None:
    """The months from January on that a title is about: 前三季度, 1-5月; its other times date no whole text."""
    for mention in find_periods(title, clock):
        period = mention.period
        if mention.rule in ("months", "part_of_year") and not mention.is_base and period and period.start.month == 1:
            return period
    return None


def _months_told(title: str, body: str, year: int) -> Period | None:
    """January to the month that a title names, where the text opens with these months: 运行简况（2020年3月） with 1-3月."""
    named = [m.period for m in find_periods(title, Clock(year, None, year)) if m.rule == "year_month" and m.period]
    if not named or not re.search(rf"(?<!\d)1[-—–~～至]{named[0].end.month}月", body[:_OPENING]):
        return None
    return months_period(year, 1, named[0].end.month)


def _common_year(body: str, single: bool = True) -> int | None:
    """The year that a text without title year or dateline names most often, if at least twice or (``single``) alone.

    Years that something is compared with or counted from do not date a text: 是2010年的2倍, 2013年以来.
    """
    named = re.findall(r"(?<![比较是与])((?:19|20)\d{2})年(?!的?[0-9.]+倍|以来)", re.sub("《[^》]*》", "", body))
    years = Counter(int(year) for year in named)
    if not years:
        return None
    year, count = max(years.items(), key=lambda item: (item[1], item[0]))
    return year if count >= 2 or (single and len(years) == 1) else None


def read_heading(setting: Setting, heading: str) -> Setting:
    """The setting behind a heading or an opening phrase: 二、2015年工作安排 turns to the plan for 2015."""
    sections = _sections()
    if heading == _NOTES or sections["notes"].pattern.match(heading.strip()):
        return replace(
            setting, mode="review" if setting.mode else "", default=year_period(setting.clock.review) or setting.default
        )
    if not _TURNING.match(heading.strip()):
        return setting
    plan, review = sections["plan"].search(heading), sections["review"].search(heading)
    if not plan and not review:
        return setting
    year = re.search(r"((?:19|20)\d{2})年(?!以来)", heading)
    if (
        heading == _GOALS
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
    if setting.years is None or line.kind != "paragraph" or not _sections()["term"].search(line.text):
        return setting
    return replace(setting, default=setting.years, years=None)


def _announced(text: str, match: re.Match[str]) -> str:
    """The words of a sentence that announces goals, as a heading: those of the year where it names one."""
    opening = text[text.rfind("。", 0, match.start()) + 1 : match.end()]
    return ("今年" if re.search("今年|明年|[0-9]{4}年", opening) else "") + _GOALS


def find_turns(line: Line) -> list[tuple[int, str]]:
    """Where inside a paragraph a new part begins, as (offset in the flat text, its opening words)."""
    sections = _sections()
    turns = [(line.start + m.start("head"), m["head"]) for m in sections["inline"].finditer(line.text)]
    turns += [(line.start + m.start("head"), _NOTES) for m in sections["notes"].finditer(line.text)]
    turns += [(line.start + m.start(), _announced(line.text, m)) for m in sections["announce"].finditer(line.text)]
    turns += [(line.start + m.start("head"), LAST_YEAR) for m in sections["look_back"].finditer(line.text)]
    return sorted(turns)
