"""The words of tables: their rules, and what a cell of one thing says, a unit, a time or a place."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from indicators.area_mentions import find_areas, find_pointing, link_pointing
from indicators.areas import Area, area_below
from indicators.figures import find_figures
from indicators.lexicon import read_toml
from indicators.model import Period
from indicators.period_rules import Clock, months_period, year_period
from indicators.periods import PeriodMention, find_periods

Unit = tuple[str, float]
"""A unit's code and how many of its base units the written unit is: 亿元 is ("CNY", 1e8)."""

NUMBERING = re.compile(
    r"^(?:[#＃◆●※·\-—*+\s]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、)）](?!\d)|[①-⑳]|其中[:：]?|其[:：])+"
)
_YEAR = re.compile(r"(?:19|20)\d{2}")
YEARS = re.compile(r"((?:19|20)\d{2})[-—–~～至]((?:19|20)\d{2})")
"""Years from one to another in a cell of its own: 2001-2005."""
_QUARTER = re.compile(r"((?:19|20)\d{2})[-年/]?[Qq]([1-4])")
_MONTH_DIGITS = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])")
"""A month in six digits, which only a column of times tells from an amount: 202405."""
_YEAR_MONTH = re.compile(r"((?:19|20)\d{2})[-/.年]\s*(?:(\d{1,2})\s*[-—–~至]\s*)?(\d{1,2})月?")


@cache
def table_words() -> dict[str, Any]:
    """The rules for tables, their patterns compiled."""
    table = read_toml("tables.toml")
    return {
        "missing": frozenset(table["missing"]),
        "columns": {name: re.compile(text) for name, text in table["columns"].items()},
        "total": re.compile(table["total"]["pattern"]),
        "stack_head": re.compile(table["stack_head"]["pattern"]),
        "and_growth": re.compile(table["and_growth"]["pattern"]),
        "no_area": re.compile(table["no_area"]["pattern"]),
        "division": re.compile(table["division"]["pattern"]),
        "unit_kind": {name: re.compile(text) for name, text in table["unit_kind"].items()},
        "priced": re.compile(table["priced"]["pattern"]),
        "binding": re.compile(table["binding"]["pattern"]),
        "place_like": re.compile(table["place_like"]["pattern"]),
        "parts": re.compile(table["parts"]["pattern"]),
        "wholes": frozenset(table["parts"]["wholes"]),
        "kind": {name: re.compile(table["kind"][name]) for name in ("target", "estimate")},
        "outcome": re.compile(table["kind"]["actual"]),
        "time": {name: re.compile(text) for name, text in table["time"].items()},
        "measure": [(re.compile(rule["pattern"]), rule["measure"], rule.get("unit", "")) for rule in table["measure"]],
        "cell": {name: re.compile(text) for name, text in table["cell"].items()},
    }


@lru_cache(maxsize=4096)
def parse_unit(text: str) -> Unit | None:
    """The unit that a text consists of, or None.

    >>> parse_unit("亿元"), parse_unit("万人"), parse_unit("%"), parse_unit("现价")
    (('CNY', 100000000.0), ('人', 10000.0), ('%', 1.0), None)
    """
    text = re.sub(r"\s", "", text)
    if not text or len(text) > 12 or re.search(r"\d", text):
        return None
    found = find_figures("1" + text)
    whole = len(found) == 1 and found[0].surface == "1" + text and found[0].value_high is None and found[0].unit
    return (found[0].unit, found[0].value) if whole else None


def compact(text: str) -> str:
    """A head without the spaces that only set its characters apart."""
    return re.sub(r"\s", "", text)


def read_time(text: str, clock: Clock) -> PeriodMention | None:
    """The time that a cell consists of (2023, 2023年, 2021-2025, 1-10月, 2023-05), or None."""
    text = compact(text)
    if _YEAR.fullmatch(text):
        period = year_period(int(text))
        return PeriodMention(0, 4, period, period, "year", False)
    if match := YEARS.fullmatch(text):
        return PeriodMention(
            0, 9, year_period(int(match[1]), int(match[2])), year_period(int(match[2])), "years", False
        )
    if match := _YEAR_MONTH.fullmatch(text):
        year, last = int(match[1]), int(match[3])
        period = months_period(year, int(match[2] or last), last)
        return PeriodMention(0, len(text), period, months_period(year, last, last), "months", False) if period else None
    if match := _QUARTER.fullmatch(text):
        year, last = int(match[1]), 3 * int(match[2])
        period = months_period(year, last - 2, last)
        return PeriodMention(0, len(text), period, months_period(year, last, last), "months", False) if period else None
    found = [m for m in find_periods(text, clock) if not m.is_base and m.rule != "same_time_before"]
    if len(found) != 1 or _says_more(text[: found[0].start] + text[found[0].end :], found[0].period):
        return None
    whole = year_period(clock.now) if found[0].rule == "whole_year" and clock.now else None
    return found[0]._replace(period=whole, point=whole) if whole else found[0]


def _says_more(rest: str, period: Period | None) -> bool:
    """Whether what stands beside a time is more than 份, 度 and 末, or 累计 behind several months."""
    several = period is not None and 0 < period.end.month - period.start.month < 11
    return bool((rest.removesuffix("累计") if several else rest).strip("份度末底"))


def read_column_time(text: str, clock: Clock) -> PeriodMention | None:
    """The time of a cell in a column of times: as ``read_time`` reads it, and 202405."""
    return read_time(_MONTH_DIGITS.sub(r"\1-\2", text) if _MONTH_DIGITS.fullmatch(text) else text, clock)


@lru_cache(maxsize=4096)
def read_area(text: str, home: Area) -> Area | None:
    """The place that a cell consists of, the report's own for 全市 or 合计; None where it is no known place."""
    text = NUMBERING.sub("", compact(text)).strip("：:")
    if not text or table_words()["no_area"].search(text):
        return None
    pointing = find_pointing(text)
    if pointing and pointing[0].end() - pointing[0].start() == len(text.removesuffix("合计").removesuffix("总计")):
        return link_pointing(pointing[0].group(), home)
    if table_words()["total"].fullmatch(text):
        return home if home.short else None
    named = [m for m in find_areas(text, home) if m.start == 0 and m.end == len(text)]
    return named[0].area if named else area_below(text, home)


def shift_year(period: Period | None) -> Period | None:
    """The same days a year earlier."""
    if period is None:
        return None
    return months_period(period.start.year - 1, period.start.month, period.end.month, period.end.year - 1)
