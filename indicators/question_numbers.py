"""The numbers of a question → years, months, how many are wanted, and limits; what is no such number stays unread."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from indicators.lexicon import read_toml, trie_pattern
from indicators.numerals import canonical, parse_chinese
from indicators.quantities import read_quantity

_YEAR = r"(?:19|20)\d\d"
_TO = r"\s*(?:-|–|—|~|至|到|and|to)\s*"
_JOINT = re.compile(_TO)
_SPAN = re.compile(
    rf"(?:between\s+({_YEAR})\s+and\s+({_YEAR})(?!\d)|({_YEAR})年?\s*(?:-|–|—|~|至|到|to)\s*({_YEAR})(?!\d)年?)"
)
_SINCE = re.compile(rf"(?:since\s+({_YEAR})(?!\d)|({_YEAR})年(?:以来|起|之后|以后))")
# A year beside another one that it is held against (比2016年, compared with 2016) is one of those asked for.
_ONE_YEAR = re.compile(rf"(?:比|较|相比|compared\s+(?:with|to)\s+)?({_YEAR})(?!\d)年?度?(?!\d{{1,2}}月)")
_SPELLED_YEAR = re.compile("([〇○零一二三四五六七八九]{4})年")
_SHORT_YEAR = re.compile(r"(?<!\d)([0-3]\d)年(?![来间内前后])")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_PLAN = re.compile(
    "(?:十([一二三四五六七八九])五|(1[1-9])th\\s+five-year\\s+plan)(?:规划|计划|时期|期间)*(?:\\s+period)?"
)
_COUNT = re.compile(
    r"(?:(前|最后|后|倒数)([一二三四五六七八九十]{1,3}|\d{1,2})(?!个?季度)(?:名|位|个)?|(top|bottom)\s+(\d{1,2})(?!\d))"
)
# A number behind the word that orders (最高的三个县区, lowest 2 districts) and before what is counted.
_ORDERED = re.compile(r"(?:最[高低多少快慢大小好]的|(?:est|most|least)\s+)$")
_COUNTED_PLACES = re.compile(
    r"([一二三四五六七八九十]{1,3}|\d{1,2})个?(?=[省市县区地])|(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\s+(?=district|count|cit|province|place)"
)
_NAMES = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_LAST_YEARS = re.compile(
    r"(?:(?:最近|过去|近)([一二三四五六七八九十]{1,3}|\d{1,2})年来?|(?:last|past)\s+(\d{1,2})\s+years)"
)
_FIRST_MONTHS = re.compile(
    r"(?:[前头]([一二三四五六七八九十]{1,3}|\d{1,2})个月|first\s+(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven)\s+months)"
)
_MONTHS = re.compile(rf"(\d{{1,2}})(?:月?{_TO}(\d{{1,2}}))?月份?")
_MONTH = "(" + "|".join(f"{name[:3].lower()}(?:{name[3:].lower()})?" for name in calendar.month_name[1:]) + ")"
# A lone "may" is mostly a verb.
_NAMED_MONTHS = re.compile(rf"{_MONTH}{_TO}{_MONTH}(?![a-z])|(?!may(?!\s+{_YEAR})){_MONTH}(?![a-z])")
_SHORT = [name.lower() for name in calendar.month_abbr]
_ENGLISH = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)(?:\s*(trillion|billion|bn|million|mn|thousand)(?![a-z]))?(?:\s*(%|(?:percent|per cent|yuan|rmb|cny|usd|dollars)(?![a-z])))?"
)
_SCALES = {"trillion": 1e12, "billion": 1e9, "bn": 1e9, "million": 1e6, "mn": 1e6, "thousand": 1e3}
_UNITS = {"%": "%", "percent": "%", "per cent": "%", "yuan": "CNY", "rmb": "CNY", "cny": "CNY"} | dict.fromkeys(
    ("usd", "dollars"), "USD"
)


_COUNTED = tuple("年月日号季名位个")
"""What follows a number that is no value."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What values are asked to be: ``sign`` is one of > >= < <=; ``value`` in base units, of ``unit`` where that is said.

    ``bare`` is a number with neither unit nor magnitude, which means something beside a percentage only.
    """

    sign: str
    value: float
    unit: str = ""
    bare: bool = False
    words: str = ""


Stated = tuple[Mapping[str, Any], int]
"""What a number says of a question, by the question's fields, and where it ends."""


def read_years(plain: str, at: int, newest: int | None) -> Stated | None:
    """First and last year (None for all since) of what is written here; ``newest`` is the year that 近三年 ends with.

    >>> read_years("2015-2019年", 0, None), read_years("十四五期间", 0, None)
    (({'years': (2015, 2019)}, 10), ({'years': (2021, 2025)}, 5))
    >>> read_years("二〇二一年", 0, None), read_years("21年", 0, None)
    (({'year': 2021}, 5), ({'year': 2021}, 3))
    """
    if found := _SPAN.match(plain, at):
        first, last = sorted((int(found[1] or found[3]), int(found[2] or found[4])))
        return {"years": (first, last)}, found.end()
    if found := _PLAN.match(plain, at):
        first = 2001 + 5 * (_count(found[1]) if found[1] else int(found[2]) - 10)
        return {"years": (first, first + 4)}, found.end()
    if found := _SINCE.match(plain, at):
        return {"years": (int(found[1] or found[2]), None)}, found.end()
    if found := _ONE_YEAR.match(plain, at):
        return {"year": int(found[1])}, found.end()
    if found := _SPELLED_YEAR.match(plain, at):
        return {"year": int(found[1].translate(_DIGITS))}, found.end()
    if found := _SHORT_YEAR.match(plain, at):
        return {"year": 2000 + int(found[1])}, found.end()
    if newest and (found := _LAST_YEARS.match(plain, at)):
        first = newest + 1 - max(_count(found[1] or found[2]), 1)
        return {"years": (first, newest), "relative": ((found[0], first, newest),)}, found.end()
    return None


def read_months(plain: str, at: int) -> Stated | None:
    """First and last month of a part of a year.

    >>> read_months("1-10月", 0), read_months("jan to may 2021", 0), read_months("前五个月", 0)
    (({'months': (1, 10)}, 5), ({'months': (1, 5)}, 10), ({'months': (1, 5)}, 4))
    """
    if found := _FIRST_MONTHS.match(plain, at):
        first, last = 1, _count(found[1] or found[2])
    elif (found := _MONTHS.match(plain, at)) and found[0][-1] in "月份":
        first, last = int(found[1]), int(found[2] or found[1])
    elif found := _NAMED_MONTHS.match(plain, at):
        names = [name for name in found.groups() if name]
        first, last = _SHORT.index(names[0][:3]), _SHORT.index(names[-1][:3])
    else:
        return None
    return ({"months": (first, last)}, found.end()) if 1 <= first <= last <= 12 else None


def read_count(plain: str, at: int) -> Stated | None:
    """How many of the highest or of the lowest are wanted.

    >>> read_count("后三名", 0), read_count("最高的三个县区", 3)
    (({'count': 3, 'order': 'lowest'}, 3), ({'count': 3}, 5))
    """
    if _ORDERED.search(plain[:at]) and (found := _COUNTED_PLACES.match(plain, at)):
        return {"count": _count(found[1] or found[2]) or None}, found.end()
    found = _COUNT.match(plain, at)
    if not found:
        return None
    order = "highest" if (found[1] or found[3]) in ("前", "top") else "lowest"
    return {"count": _count(found[2] or found[4]) or None, "order": order}, found.end()


def _count(written: str) -> int:
    if written in _NAMES:
        return _NAMES.index(written) + 2
    return int(written) if written.isdigit() else int(parse_chinese(written) or 0)


def read_range(plain: str, at: int) -> Stated | None:
    """Both ends between which values should lie, which count too; the first may leave its unit to the second.

    >>> [limit.value for limit in read_range("6%到8%之间", 0)[0]["limits"]]
    [6.0, 8.0]
    >>> [limit.value for limit in read_range("5 and 8 billion", 0)[0]["limits"]]
    [5000000000.0, 8000000000.0]
    >>> read_range("10-1月", 0), read_range("6% and more", 0)
    (None, None)
    """
    found = _english_range(plain, at) or _range_figure(plain, at)
    if found is None or plain[found[-1] : found[-1] + 1] in _COUNTED:
        return None
    low, high, unit, bare, end = found
    ends = ((">=", low), ("<=", high))
    return {"limits": tuple(Limit(sign, value, unit, bare, plain[at:end]) for sign, value in ends)}, end


def _english_range(plain: str, at: int) -> tuple[float, float, str, bool, int] | None:
    """Both values in base units, their unit, that it was told, and where they end; the first may leave it to the second."""
    first = _ENGLISH.match(plain, at)
    joint = _JOINT.match(plain, first.end()) if first else None
    second = _ENGLISH.match(plain, joint.end()) if joint else None
    if first is None or second is None or not (second[2] or second[3]):
        return None
    low, high = (
        float(each[1].replace(",", "")) * _SCALES.get(each[2] or second[2] or "", 1) for each in (first, second)
    )
    return low, high, _UNITS.get(second[3] or "", ""), False, second.end()


def _range_figure(plain: str, at: int) -> tuple[float, float, str, bool, int] | None:
    """The same of a range as reports write it."""
    figure = read_quantity(canonical(plain), at) if at < len(plain) else None
    if figure is None or figure.start != at or figure.value_high is None or figure.unit == "pp":
        return None
    bare = not figure.unit and not re.search("[十百千万亿]", figure.surface)
    return figure.value, figure.value_high, figure.unit, bare, at + len(figure.surface)


def read_limit(plain: str, at: int) -> Stated | None:
    """A limit that values should meet, its sign before the number or behind it.

    >>> read_limit("超过500亿", 0)
    ({'limits': (Limit(sign='>', value=50000000000.0, unit='', bare=False, words='超过500亿'),)}, 6)
    >>> read_limit("at most 2.5 percent", 0)[0]["limits"][0].value, read_limit("不好", 0)
    (2.5, None)
    """
    before, after = _signs()
    sign = before[0].match(plain, at)
    start = sign.end() if sign else at
    while sign and plain[start : start + 1] == " ":
        start += 1
    number = _read_amount(plain, start)
    if number is None:
        return None
    value, unit, bare, end = number
    behind = None if sign else after[0].match(plain, end + (plain[end : end + 1] == " "))
    if not sign and not behind:
        return None
    told = before[1][sign[0]] if sign else after[1][behind[0]] if behind else ""
    end = behind.end() if behind else end
    return {"limits": (Limit(told, value, unit, bare, plain[at:end]),)}, end


@cache
def _signs() -> tuple[tuple[re.Pattern[str], Mapping[str, str]], tuple[re.Pattern[str], Mapping[str, str]]]:
    """The words of limits that stand before a number and behind it, each with its sign."""
    rules = read_toml("questions.toml")["limit"]
    before, after = (
        {word: rule["sign"] for rule in rules for word in rule.get(side, ())} for side in ("before", "after")
    )
    return (re.compile(trie_pattern(before)), before), (re.compile(trie_pattern(after)), after)


def _read_amount(plain: str, at: int) -> tuple[float, str, bool, int] | None:
    """Value, unit, whether it has neither unit nor magnitude, and end of one number; no range and no year."""
    english = _ENGLISH.match(plain, at)
    if english and (english[2] or english[3]):
        value = float(english[1].replace(",", "")) * _SCALES.get(english[2] or "", 1)
        return value, _UNITS.get(english[3] or "", ""), False, english.end()
    figure = read_quantity(canonical(plain), at) if at < len(plain) else None
    if figure is None or figure.start != at or figure.value_high is not None or figure.unit == "pp":
        return None
    end = at + len(figure.surface)
    bare = not figure.unit and figure.surface.replace(".", "").replace(",", "").isdigit()
    if bare and re.fullmatch(_YEAR, figure.surface):
        return None
    return figure.value, figure.unit, bare, end
