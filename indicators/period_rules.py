"""The days that each rule on times stands for, by the clock of a report."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from indicators.model import Period
from indicators.numerals import parse_chinese, parse_number, parse_year

_RELATIVE = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
_PARTS = {
    "上半年": (1, 6), "前半年": (1, 6), "半年": (1, 6), "下半年": (7, 12), "前三季度": (1, 9), "首季": (1, 3), "一季度": (1, 3), "二季度": (4, 6), "三季度": (7, 9),
    "四季度": (10, 12), "1季度": (1, 3), "2季度": (4, 6), "3季度": (7, 9), "4季度": (10, 12),
}  # fmt: skip
_FROM_FIRST = re.compile("[1一][^0-9一二三四](?P<last>[2-4二三四])季度")
"""Quarters from the first on: 1-3季度."""
_EARLY = 4
"""Up to this month a text may tell the end of the year before without naming it, and counts the years ahead from its own."""
_LATE = 10
"""From this month on a text on its own year counts the years ahead (今后五年) from the next one."""


@dataclass(frozen=True, slots=True)
class Clock:
    """What a report says of its own time: the year it calls 今年, its date's month in that year, the year it reviews."""

    now: int | None = None
    month: int | None = None
    review: int | None = None


Resolved = tuple[Period | None, Period | None]
"""The days for what happened in a time, and those for what stood at its end; None where they can't be known."""


@lru_cache(maxsize=1024)
def year_period(year: int | None, last: int | None = None) -> Period | None:
    """The whole of a year, or of the years from one to another."""
    return None if year is None else Period(date(year, 1, 1), date(last or year, 12, 31))


def months_period(year: int | None, first: int, last: int, last_year: int | None = None) -> Period | None:
    """Whole months of a year; None where a month is no month."""
    if year is None or not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    end_year = last_year or year
    start, end = date(year, first, 1), date(end_year, last, monthrange(end_year, last)[1])
    return Period(start, end) if start <= end else None


def year_before(period: Period) -> Period | None:
    """The same months of the year before that of a period's start; the whole of it where a period spans years."""
    start, end = period.start, period.end
    return months_period(start.year - 1, start.month, end.month if start.year == end.year else 12)


def _year(match: re.Match[str], clock: Clock) -> int | None:
    groups = match.groupdict()
    if groups.get("Y"):
        return parse_year(groups["Y"])
    if groups.get("R"):
        return None if clock.now is None else clock.now + _RELATIVE[groups["R"]]
    return clock.review or clock.now


def _year_of_month(match: re.Match[str], clock: Clock, last: int) -> int | None:
    """The year of months that name none: in a text dated January, 1-12月 and 四季度 are those of the year before."""
    year = _year(match, clock)
    told = match.groupdict().get("Y") or match.groupdict().get("R")
    if year is None or told or clock.month is None or year != clock.now:
        return year
    return year - 1 if clock.month <= _EARLY and last > clock.month + 3 else year


def _months_across(match: re.Match[str], clock: Clock) -> Resolved:
    period = months_period(int(match["Y"]), int(match["M"]), int(match["N"]), int(match["Z"]))
    return period, period


def _as_of(match: re.Match[str], clock: Clock) -> Resolved:
    year, month = _year(match, clock), int(match["N"])
    return months_period(year, 1, month), months_period(year, month, month)


def _as_of_half(match: re.Match[str], clock: Clock) -> Resolved:
    _, last = _PARTS[match["H"].removeprefix("第")]
    year = _year(match, clock)
    return months_period(year, 1, last), months_period(year, last, last)


def _since(match: re.Match[str], clock: Clock) -> Resolved:
    first = _year(match, clock)
    if first is None or clock.now is None or first > clock.now:
        return None, None
    last = clock.now if clock.month else clock.review or clock.now
    period = months_period(first, 1, clock.month or 12, max(first, last))
    return period, _as_of_now(clock)


def _month_number(text: str) -> int:
    """A month in digits or words: 9, 九, and 元 for January; 0 where it is none."""
    return 1 if text == "元" else int(parse_number(text) or 0)


def _months(match: re.Match[str], clock: Clock) -> Resolved:
    first, last = _month_number(match["M"]), _month_number(match["N"])
    year = _year_of_month(match, clock, last)
    return months_period(year, first, last), months_period(year, last, last)


def _part(match: re.Match[str], clock: Clock) -> Resolved:
    word = match["H"].removeprefix("第")
    if quarters := _FROM_FIRST.fullmatch(word):
        months = (1, 3 * int(parse_number(quarters["last"]) or 0))
    elif word.startswith("前") and word.endswith("月"):
        count = word[1:-1].removesuffix("个")
        months = (1, int(count) if count.isdigit() else int(parse_chinese(count) or 0))
    else:
        # 一、二、三季度: a list tells the quarter once.
        months = _PARTS.get(word) or _PARTS[word + "季度"]
    year = _year_of_month(match, clock, months[1])
    return months_period(year, *months), months_period(year, months[1], months[1])


def _year_named(match: re.Match[str], clock: Clock) -> Resolved:
    period = year_period(_year(match, clock))
    return period, period


def _month(match: re.Match[str], clock: Clock) -> Resolved:
    month = int(match["N"])
    period = months_period(_year(match, clock), month, month)
    return period, period


def _years(match: re.Match[str], clock: Clock) -> Resolved:
    first, last = parse_year(match["Y"]), parse_year(match["Z"])
    return (year_period(first, last), year_period(last)) if first <= last else (None, None)


def plan_years(number: int) -> tuple[int, int]:
    """The first and last year of the N-th five-year plan: from the sixth on every five years since 1981.

    >>> plan_years(12)
    (2011, 2015)
    """
    first = {1: 1953, 2: 1958, 3: 1966, 4: 1971, 5: 1976}.get(number, 1981 + 5 * (number - 6))
    return first, first + 4


def _plan(match: re.Match[str], clock: Clock) -> Resolved:
    first, _ = plan_years(int(parse_chinese(match["P"] or match["P2"]) or 0))
    if (match["E"] or "").endswith("末"):
        return year_period(first + 4), year_period(first + 4)
    if match["E"] == "以来" and clock.review:
        return year_period(first, max(first, clock.review)), year_period(clock.review)
    if match["K"]:
        last = first + int(parse_chinese(match["K"]) or 5) - 1
        return year_period(first, last), year_period(last)
    return year_period(first, first + 4), year_period(first + 4)


def _so_far(match: re.Match[str], clock: Clock) -> Resolved:
    if clock.month is None:
        return year_period(clock.now), year_period(clock.now)
    return months_period(clock.now, 1, clock.month), _as_of_now(clock)


def _count(match: re.Match[str]) -> int:
    return int(parse_number(match["K"] or match["K2"]) or 0)


def _past_years(match: re.Match[str], clock: Clock) -> Resolved:
    last = clock.review or clock.now
    return (year_period(last - _count(match) + 1, last), year_period(last)) if last else (None, None)


def _coming_years(match: re.Match[str], clock: Clock) -> Resolved:
    if clock.now is None:
        return None, None
    last = clock.now + _count(match)
    if match["K2"] and clock.month and clock.month >= _LATE:
        return year_period(clock.now + 1, last), year_period(last)
    if clock.month is None or (match["K2"] and clock.month <= _EARLY):
        return year_period(clock.now, last - 1), year_period(last - 1)
    period = months_period(clock.now, clock.month, clock.month, last)
    return period, period


def _whole_year(match: re.Match[str], clock: Clock) -> Resolved:
    """A bare 全年 is the year of the part it stands in, which the setting knows."""
    period = year_period(_year(match, clock)) if match["Y"] or match["R"] else None
    return period, period


def _century_end(match: re.Match[str], clock: Clock) -> Resolved:
    """The last year of the century that a text speaks in: 2000 in one of 1988."""
    period = year_period(None if clock.now is None else -(-clock.now // 100) * 100)
    return period, period


def _unknown(match: re.Match[str], clock: Clock) -> Resolved:
    return None, None


def _as_of_now(clock: Clock) -> Period | None:
    if clock.now and clock.month:
        return months_period(clock.now, clock.month, clock.month)
    return year_period(clock.review or clock.now)


def _now(match: re.Match[str], clock: Clock) -> Resolved:
    return _as_of_now(clock), _as_of_now(clock)


RESOLVERS: dict[str, Callable[[re.Match[str], Clock], Resolved]] = {
    "months_across": _months_across, "as_of": _as_of, "as_of_half": _as_of_half, "since": _since, "months": _months, "part": _part, "year_end": _year_named,
    "month": _month, "years": _years, "plan": _plan, "so_far": _so_far, "past_years": _past_years, "coming_years": _coming_years,
    "whole": _whole_year, "unknown": _unknown, "now": _now, "year": _year_named, "century_end": _century_end,
}  # fmt: skip
"""By the names that the rules of periods.toml call them."""
