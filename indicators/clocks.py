"""From when an article speaks: which year 今年 and 去年 are, what it reviews, and the time of statements that name none."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from indicators.heads import Head
from indicators.lexicon import head_pattern, read_toml, sought
from indicators.model import Period
from indicators.named_years import common_year, named_years, notice_year, opening_year
from indicators.period_rules import Clock, months_period, year_period
from indicators.periods import PeriodMention, find_periods
from indicators.titles import Kind
from indicators.votes import vote_year, year_behind_plan, year_in_plan, year_of_draft

TURNS = ("inline", "notes", "announce", "look_back")
"""The patterns of what begins a new part inside a paragraph; ``turns`` finds the words that any of them needs."""
_EARLY = 4
"""Up to this month a page whose title names the year before is about that year."""
_LATEST = 2
"""So many months after its end a part of a year is what a page is about that opens with it."""
_LAST_MONTH = 12
_IN_WORDS = str.maketrans("0123456789", "〇一二三四五六七八九")
_BEGINNING = 800
"""So much of a report tells which plan it closes."""
_SECOND_HALF = 7
"""From this month on a report reviews the year in which it is given."""

_PARTS_ENDING = {3: "一季度", 6: "上半年", 9: "前三季度", 12: "全年"}
"""The parts of a year that end with a month."""
_YEAR_OVER = re.compile(r"[\s\u3000]*(?:刚刚)?过去的?一年")
_REPORT = re.compile("(?:[^，,。；;0-9]{0,6}政府)?工作报告")


@cache
def sections() -> dict[str, Any]:
    """The patterns of headings and turns of ``sections.toml``; those that tell what they need are sought line by line."""
    compiled: dict[str, Any] = {
        key: sought("sections.toml", key) if "needs" in table else re.compile(table["pattern"])
        for key, table in read_toml("sections.toml").items()
    }
    compiled["turns"] = re.compile("|".join(compiled[key].needs.pattern for key in TURNS))
    return compiled


def read_clock(head: Head, body: str, page: str) -> tuple[Clock, str, Period | None]:
    """The clock, whether the article reviews (``review`` or empty), and the time of statements that name none.

    Title first, then the dateline (year and month), then the year that the page names most: never a guess from nothing.
    """
    if moment := _counted_at(head):
        return Clock(moment.start.year, moment.start.month, moment.start.year), "", moment
    if plan := read_plan(head):
        return Clock(plan.start.year, None, plan.start.year - 1), "review", year_period(plan.start.year - 1)
    year = _title_year(head)
    if head.kind and (read := _clock_of_part(head, year) or _clock_of_report(head, head.kind, year, body)):
        return read
    if head.kind and year:
        told = _title_period(head, year)
        return Clock(year, _last_month(told), year), "", told
    if head.dated:
        return _clock_of_date(head, body, year, head.dated)
    if year:
        return Clock(year, None, year), "", _title_period(head, year)
    if head.reviewed:
        return Clock(head.reviewed + 1, None, head.reviewed), "", year_period(head.reviewed)
    now = (
        year_of_draft(page[:_BEGINNING])
        or common_year(body, single=False)
        or notice_year(head)
        or common_year(page)
        or opening_year(head)
    )
    now = now or year_in_plan(page)
    clock = Clock(now, None, now)
    return clock, "", _title_part(head, clock) or _part_opened_with(head, clock) or year_period(now)


def read_plan(head: Head) -> Period | None:
    """The years of a plan of several years, told by its title: 第十四个五年规划和远景目标纲要; None for any other text."""
    told = next((match for title in head.titles if (match := head_pattern("plan_title").search(title.strip()))), None)
    named = find_periods(f"“{told['number'] or told['short']}五”时期", Clock()) if told else []
    return named[0].period if named else None


def _counted_at(head: Head) -> Period | None:
    """The month of the moment that a census counts at, told where it opens: 2020年11月1日零时."""
    told = sections()["census"].search(head.lead)
    return months_period(int(told["year"]), int(told["month"]), int(told["month"])) if told else None


def _title_year(head: Head) -> int | None:
    """The year that a title names, unless it lies ahead of the page: a plan's, as in 2020年基本实现现代化 on a page of 2013."""
    heard, dated = head.heard, head.dated
    last = max(filter(None, (heard and heard.year + 1, dated and dated[0] + dated[1] // 12)), default=None)
    return next((year for year in head.title_years if last is None or year <= last), None)


def _clock_of_part(head: Head, year: int | None) -> tuple[Clock, str, Period | None] | None:
    """That of a report on the months just over: 2014年上半年计划执行情况; None where its title names no part of a year."""
    year = year or (head.heard.year if head.heard else None) or (head.dated[0] if head.dated else None)
    part = _title_part(head, Clock(year, None, year))
    if part is None or part.end.month == 12:
        return None
    return Clock(part.start.year, part.end.month, part.start.year), "", part


def _clock_of_report(head: Head, kind: Kind, year: int | None, body: str) -> tuple[Clock, str, Period | None] | None:
    """That of a report given in a year that it calls 今年; None where it is of another kind, or nothing tells the year."""
    stated = _stated_year(head, kind, year)
    if kind.now == 0 and head.heard is None:
        stated = _agreed_year(stated, year, body)
    if kind.now == 0 and stated and stated == year == head.lived:
        stated += 1
    if kind.now is None or not stated:
        return None
    late = _late_month(head, stated) if kind.now == 0 and (head.heard is None or head.heard.year == stated) else None
    if late is None and kind.now == 0 and not head.days and not head.dated and _plans_for(stated + 1, body):
        late = _LAST_MONTH
    if late:
        return Clock(stated, late, stated), "review", year_period(stated)
    reviewed = stated + kind.reviews
    return Clock(stated + kind.now, None, reviewed), "review", year_period(reviewed)


def _clock_of_date(head: Head, body: str, year: int | None, dated: tuple[int, int]) -> tuple[Clock, str, Period | None]:
    """That of a page with a date; one of the first months may be about the year before."""
    now, month = dated
    if year is None and (told := _told_long_after(head, body, now)):
        return Clock(told, None, told), "", year_period(told)
    if year is None and (over := _just_over_long_before(head, body, now)):
        return Clock(over + 1, None, over), "", year_period(over)
    if month <= _EARLY and year == now - 1:
        return Clock(now, month, year), "", _title_period(head, year)
    if month <= _EARLY and _runs_still(now - 1, body):
        return Clock(now - 1, _LAST_MONTH, now - 1), "review", year_period(now - 1)
    speaks_of_year = year == now or _speaks_of(now, body)
    whole = month <= _EARLY or ("全年" in body and f"{now - 1}年" in body)
    if whole and year is None and _speaks_of_year_before(body, now):
        return _clock_of_year_before(body, now, month), "", year_period(now - 1)
    part = _title_part(head, Clock(now, month, now)) or _part_just_over(head, Clock(now, month, now))
    default = part or (year_period(now) if speaks_of_year else None)
    return Clock(now, month, now if speaks_of_year else None), "", default


def _told_long_after(head: Head, body: str, now: int) -> int | None:
    """The year that the text of a page opens with, where it was put up years later and speaks of no other year that is nearer."""
    opened = opening_year(head)
    nearer = opened is None or opened >= now - 1 or _speaks_of(now, body) or max(named_years(body)) >= now - 1
    return None if nearer else opened


def _just_over_long_before(head: Head, body: str, now: int) -> int | None:
    """The last year that a text names, where it opens with the year just over and its page was put up years later."""
    last = max(named_years(body), default=now)
    return last if last < now - 1 and _YEAR_OVER.match(head.begins) else None


def _runs_still(year: int, body: str) -> bool:
    """Whether a text of the first months speaks as if the year before still ran: its work is 今年's, and what the next brings is 明年's."""
    reviewed = re.search(rf"{year}年(?:的)?(?:主要)?(?:工作|经济)", body) is not None
    return reviewed and "今年" in body and "明年" in body and f"{year + 2}年" not in body


def _clock_of_year_before(body: str, now: int, month: int) -> Clock:
    """The clock of a page about the year before: 上年 is the one before that where the text, as bulletins do, says no 去年."""
    reviewed = now - 1
    bulletin = "上年" in body and "去年" not in body
    return Clock(reviewed, None, reviewed) if bulletin else Clock(now, month, reviewed)


def _last_month(period: Period | None) -> int | None:
    """The month that a note on the months from January on was made in, None where it is on a whole year."""
    return period.end.month if period and period.end.month < 12 else None


def _speaks_of(year: int, body: str) -> bool:
    return re.search(rf"今年|本年(?!新签)|(?<!去)年初|上半年|季度|{year}年|(?<!\d年)\b1?\d月", body) is not None


def _speaks_of_year_before(body: str, year: int) -> bool:
    """Whether a text names the year before a year or a whole year, and apart from days nothing of the year itself."""
    told = re.sub(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|[去上]年\d{1,2}[-—–~～至到]+\d{1,2}月", "", body)
    if _speaks_of(year, told):
        return False
    return f"{year - 1}年" in told or ("全年" in told and not named_years(told))


def _stated_year(head: Head, kind: Kind, year: int | None) -> int | None:
    """The year of a report's title, or of the report itself where the title tells none or only the year that it reviews.

    A meeting in the year behind the title's tells so, and so does a page of the next January to April whose title names
    its year apart from the report: 《工作报告》摘要：2021年全县…. A report on how a plan was carried out is called by the year that it reviews.
    """
    heard, dated, reviews_own = head.heard and head.heard.year, head.dated, kind.reviews == 0
    if year is None:
        closed = head.reviewed or (None if dated or head.named else head.closed)
        told = head.planned or (closed and closed + 1) or (dated[0] if dated else head.named or head.headed)
        given = heard or (head.days[0].year if head.days else told)
        return given - 1 if given and reviews_own else given
    if reviews_own:
        return year
    if heard == year + 1:
        return heard
    apart = not re.search(r"\d{4}年?[^0-9：:]{0,12}工作报告", head.title)
    return year + 1 if apart and dated and dated[0] == year + 1 and dated[1] <= 4 else year


def _agreed_year(stated: int | None, year: int | None, body: str) -> int | None:
    """The year of a report whose meeting is not dated: by the plan that it drafts, or as its words tell it where no head does or the title's is the one that they review."""
    if drafted := year_of_draft(body[:_BEGINNING]):
        return drafted
    if stated is not None and stated != year:
        return stated
    told = vote_year(body) or (None if stated else year_behind_plan(body[:_BEGINNING]) or year_in_plan(body))
    return told if told and (stated is None or told == stated + 1) else stated


def _late_month(head: Head, year: int) -> int | None:
    """The month of a report given in the second half of its year, which reviews that year (before an election)."""
    month = next((day.month for day in head.days if day.year == year), 0)
    return month if month >= _SECOND_HALF else None


def _plans_for(year: int, body: str) -> bool:
    """Whether an undated report brings the draft of a year's plan, as one given at the end of the year before does."""
    words = str(year).translate(_IN_WORDS)
    return re.search(f"(?:{year}|{words})年(?:国民经济)?(?:和社会发展)?计划草案", body) is not None


def _title_period(head: Head, year: int) -> Period | None:
    return _title_part(head, Clock(year, None, year)) or year_period(year)


def _title_part(head: Head, clock: Clock) -> Period | None:
    """The months from January on that a title is about: 前三季度, 1-5月; of its other times only the month of a note dates a whole text."""
    times = find_periods(head.title, clock)
    for mention in times:
        period = mention.period
        of_report = not mention.is_base or _REPORT.match(head.title, mention.end)
        if mention.rule in ("months", "part_of_year") and of_report and period and period.start.month == 1:
            return period
    return _month_told(head, clock, times)


def _month_told(head: Head, clock: Clock, times: list[PeriodMention]) -> Period | None:
    """The month that the title of a note names, or January to it where the text opens with these months or their sum: 运行简况（2020年3月） with 1-3月."""
    told = [m for m in times if m.rule in ("month", "year_month") and m.period and not m.is_base]
    period = told[0].period if told else None
    if period is None or (clock.month and (period.end.year, period.end.month) > (clock.now or 0, clock.month)):
        return None
    month = period.end.month
    part = _PARTS_ENDING.get(month, rf"前{month}个月")
    summed = rf"(?<!\d)(?:1[-—–~～至]{month}月|{month}月份?[，,][^。；;]{{0,40}}累计)|(?:^|[。\s])(?:今年|{period.end.year}年)?{part}[，,]"
    if re.search(summed, head.lead):
        return months_period(period.end.year, 1, month)
    return period if sections()["month_note"].match(head.title, told[0].end) else None


def _part_opened_with(head: Head, clock: Clock) -> Period | None:
    """The months that an undated page on the economy at large names before any other time: 2021年一季度，全市…."""
    times = [m for m in find_periods(head.lead, clock) if not m.is_base and m.rule not in ("day", "month", "now")]
    if not times or not sections()["at_large"].search(head.lead):
        return None
    part = times[0].rule in ("months", "part_of_year") and not times[0].relative
    period = times[0].period
    return period if part and period and period.start.month == 1 else None


def _part_just_over(head: Head, clock: Clock) -> Period | None:
    """The months that a page on the economy at large opens with, if they had just ended: 今年上半年 on a page of July."""
    if not sections()["at_large"].search(head.lead):
        return None
    parts = [m for m in find_periods(head.lead, clock) if m.rule in ("months", "part_of_year") and not m.is_base]
    period = parts[0].period if parts else None
    if period is None or clock.month is None or (period.start.year, period.start.month) != (clock.now, 1):
        return None
    return period if 0 <= clock.month - period.end.month <= _LATEST and period.end.month > 1 else None
