"""From when an article speaks: which year 今年 and 去年 are, what it reviews, and the time of statements that name none."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from indicators.lexicon import read_toml, sought
from indicators.model import Period
from indicators.period_rules import Clock, months_period, year_period
from indicators.periods import find_periods

_OPENING = 400
_BEGINNING = 800
"""So much of a report tells which year it begins with."""
TURNS = ("inline", "notes", "announce", "look_back")
"""The patterns of what begins a new part inside a paragraph; ``turns`` finds the words that any of them needs."""
_EARLY = 4
"""Up to this month a page whose title names the year before is about that year."""
_LATEST = 2
"""So many months after its end a part of a year is what a page is about that opens with it."""

_NAMED_YEAR = re.compile(
    r"(?<![比较是与\d])((?:19|20)\d{2})(?:年(?!的?[0-9.]+倍|以来)|(?=[上下]半年|前三季度|第?[一二三四]季度))"
)
_REPORT_NAMED = re.compile(r"((?:19|20)\d{2})年(?:[^0-9，,。；;、]{0,6}政府)?工作报告")
_WORK = re.compile("《[^》]{0,200}》")
"""What a work is called; an unclosed bracket names none, and a text of many of them is not searched to its end for each."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of report: its title's words, the year it reviews and the year it calls 今年, both from the title's year."""

    pattern: re.Pattern[str]
    reviews: int
    now: int | None


@cache
def sections() -> dict[str, Any]:
    """The patterns of titles, headings and turns of ``sections.toml``."""
    table = read_toml("sections.toml")
    compiled: dict[str, Any] = {
        key: re.compile(table[key]["pattern"]) for key in ("review", "plan", "title_year", "year_told")
    }
    compiled |= {
        key: sought("sections.toml", key)
        for key in (*TURNS, "term", "year_back", "at_large", "past_told", "still_goals")
    }
    compiled["turns"] = re.compile("|".join(compiled[key].needs.pattern for key in TURNS))
    compiled["kind"] = [_Kind(re.compile(k["pattern"]), k["reviews"], k.get("now")) for k in table["kind"]]
    return compiled


def find_kind(title: str) -> _Kind | None:
    """The kind of report that a title names, if any."""
    title = re.sub(r"\s", "", title)
    return next((kind for kind in sections()["kind"] if kind.pattern.search(title)), None)


def read_clock(
    title: str, body: str, dated: tuple[int, int] | None, page: str, name: str
) -> tuple[Clock, str, Period | None]:
    """The clock, whether the article reviews (``review`` or empty), and the time of statements that name none.

    Title first, then the dateline (year and month), then the year that the page names most: never a guess from nothing.
    """
    kind = find_kind(title) or find_kind(body[:_OPENING]) or find_kind(name)
    year = _title_year(title, body, dated)
    if kind and (read := _clock_of_part(title, body, dated) or _clock_of_report(kind, title, body, year, dated)):
        return read
    if kind and year:
        told = _months_told(title, body, year) or _title_period(title, year)
        return Clock(year, _last_month(told), year), "", told
    if dated:
        return _clock_of_date(title, body, year, dated)
    if year:
        return Clock(year, None, year), "", _title_period(title, year)
    now = _common_year(body, single=False) or _common_year(page)
    clock = Clock(now, None, now)
    return clock, "", _title_part(title, clock) or _part_opened_with(body, clock) or year_period(now)


def _title_year(title: str, body: str, dated: tuple[int, int] | None) -> int | None:
    """The year that a title names, unless it lies ahead of the page: a plan's, as in 2020年基本实现现代化 on a page of 2013."""
    years = [int(match["Y"]) for match in sections()["title_year"].finditer(title)]
    heard = _report_year(title + " " + body[:_OPENING])
    last = max(filter(None, (heard and heard + 1, dated and dated[0] + dated[1] // 12)), default=None)
    return next((year for year in years if last is None or year <= last), None)


def _clock_of_part(title: str, body: str, dated: tuple[int, int] | None) -> tuple[Clock, str, Period | None] | None:
    """That of a report on the months just over: 2014年上半年计划执行情况; None where its title names no part of a year."""
    year = _title_year(title, body, dated) or _report_year(title + " " + body[:_OPENING])
    year = year or (dated[0] if dated else None)
    part = _title_part(title, Clock(year, None, year))
    if part is None or part.end.month == 12:
        return None
    return Clock(part.start.year, part.end.month, part.start.year), "", part


def _clock_of_report(
    kind: _Kind, title: str, body: str, year: int | None, dated: tuple[int, int] | None
) -> tuple[Clock, str, Period | None] | None:
    """That of a report given in a year that it calls 今年; None where it is of another kind, or nothing tells the year."""
    head = title + " " + body[:_OPENING]
    heard = _report_year(head)
    named = _REPORT_NAMED.search(head)
    stated = _given_year(title, year, heard, dated, int(named[1]) if named else None)
    if kind.now == 0 and stated == year and _looks_back_on(body) == year:
        stated = stated + 1 if stated else None
    if kind.now is None or not stated:
        return None
    late = _late_month(head, stated) if kind.now == 0 and heard in (None, stated) else None
    if late:
        return Clock(stated, late, stated), "review", year_period(stated)
    reviewed = stated + kind.reviews
    return Clock(stated + kind.now, None, reviewed), "review", year_period(reviewed)


def _clock_of_date(title: str, body: str, year: int | None, dated: tuple[int, int]) -> tuple[Clock, str, Period | None]:
    """That of a page with a date; one of the first months may be about the year before."""
    now, month = dated
    if month <= _EARLY and year == now - 1:
        return Clock(now, month, year), "", _title_period(title, year)
    speaks_of_year = year == now or _speaks_of(now, body)
    if month <= _EARLY and year is None and _speaks_of_year_before(body, now):
        return _clock_of_year_before(body, now, month), "", year_period(now - 1)
    part = _title_part(title, Clock(now, month, now)) or _part_just_over(body, Clock(now, month, now))
    default = part or (year_period(now) if speaks_of_year else None)
    return Clock(now, month, now if speaks_of_year else None), "", default


def _clock_of_year_before(body: str, now: int, month: int) -> Clock:
    """The clock of a page about the year before: 上年 is the one before that where the text, as bulletins do, says no 去年."""
    reviewed = now - 1
    bulletin = "上年" in body and "去年" not in body
    return Clock(reviewed, None, reviewed) if bulletin else Clock(now, month, reviewed)


def _last_month(period: Period | None) -> int | None:
    """The month that a note on the months from January on was made in, None where it is on a whole year."""
    return period.end.month if period and period.end.month < 12 else None


def _speaks_of(year: int, body: str) -> bool:
    return re.search(rf"今年|本年(?!新签)|年初|上半年|季度|{year}年|(?<!\d年)\b1?\d月", body) is not None


def _speaks_of_year_before(body: str, year: int) -> bool:
    """Whether a text names the year before a year or a whole year, and apart from days nothing of the year itself."""
    told = re.sub(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|[去上]年\d{1,2}[-—–~～至到]+\d{1,2}月", "", body)
    return not _speaks_of(year, told) and re.search(rf"{year - 1}年|全年", told) is not None


def _given_year(
    title: str, year: int | None, heard: int | None, dated: tuple[int, int] | None, named: int | None
) -> int | None:
    """The year in which a report was given: that of its title, unless that is the year it reviews.

    A meeting in the year behind the title's tells so, and so does a page of the next January to April whose title names
    its year apart from the report: 《工作报告》摘要：2021年全县…. News without any date may name the report (``named``).
    """
    if year is None:
        return heard or (dated[0] if dated else None) or named
    if heard == year + 1:
        return heard
    apart = not re.search(r"\d{4}年[^0-9：:]{0,12}工作报告", title)
    return year + 1 if apart and dated and dated[0] == year + 1 and dated[1] <= 4 else year


def _report_year(head: str) -> int | None:
    """The year in which a report was given: 2025年1月19日在…会议上."""
    told = r"(?:在|[^。]{0,12}会议|[^。]{0,32}(?:代表大会|会议)[^。]{0,12}(?:开幕|召开|举行))"
    match = re.search(r"((?:19|20)\d{2})年\d{1,2}月\d{1,2}日" + told, head)
    return int(match[1]) if match else None


def _looks_back_on(body: str) -> int | None:
    """The year that a report begins to look back on: 2019年，是我县发展史上极不平凡的一年; None where it names none so."""
    told = sections()["year_told"].search(body[:_BEGINNING])
    return int(told["Y"]) if told else None


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


def _part_opened_with(body: str, clock: Clock) -> Period | None:
    """The months that an undated page on the economy at large names before any other time: 2021年一季度，全市…."""
    opening = body[:_OPENING]
    times = [m for m in find_periods(opening, clock) if not m.is_base and m.rule not in ("day", "month")]
    if not times or not sections()["at_large"].search(opening):
        return None
    part = times[0].rule in ("months", "part_of_year") and not times[0].relative
    period = times[0].period
    return period if part and period and period.start.month == 1 else None


def _part_just_over(body: str, clock: Clock) -> Period | None:
    """The months that a page on the economy at large opens with, if they had just ended: 今年上半年 on a page of July."""
    opening = body[:_OPENING]
    if not sections()["at_large"].search(opening):
        return None
    parts = [m for m in find_periods(opening, clock) if m.rule in ("months", "part_of_year") and not m.is_base]
    period = parts[0].period if parts else None
    if period is None or clock.month is None or (period.start.year, period.start.month) != (clock.now, 1):
        return None
    return period if 0 <= clock.month - period.end.month <= _LATEST and period.end.month > 1 else None


def _months_told(title: str, body: str, year: int) -> Period | None:
    """January to the month that a title names, where the text opens with these months: 运行简况（2020年3月） with 1-3月."""
    named = [m.period for m in find_periods(title, Clock(year, None, year)) if m.rule == "year_month" and m.period]
    if not named or not re.search(rf"(?<!\d)1[-—–~～至]{named[0].end.month}月", body[:_OPENING]):
        return None
    return months_period(year, 1, named[0].end.month)


@lru_cache(maxsize=2)  # each article of a page asks for the whole page, and a workbook has one for each sheet
def _named_years(text: str) -> Counter[int]:
    return Counter(int(year) for year in _NAMED_YEAR.findall(_WORK.sub("", text)))


def _common_year(body: str, single: bool = True) -> int | None:
    """The year that a text without title year or dateline names most often, if at least twice or (``single``) alone.

    Years that something is compared with or counted from do not date a text: 是2010年的2倍, 2013年以来.
    """
    years = _named_years(body)
    if not years:
        return None
    year, count = max(years.items(), key=lambda item: (item[1], item[0]))
    return year if count >= 2 or (single and len(years) == 1) else None
