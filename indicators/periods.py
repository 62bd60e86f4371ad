"""Mentions of times in a text, each with the days that it stands for by the report's clock."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from indicators.lexicon import read_toml
from indicators.model import Period
from indicators.period_rules import RESOLVERS, Clock, Resolved, year_period

_FULL_YEAR = re.compile(r"\d{4}年|[一二][〇零○一二三四五六七八九]{3}年")
_OF_YEAR = frozenset({"as_of_month", "by_month_end", "as_of_half", "months", "part_of_year", "month"})
"""Rules of times within a year that texts mostly leave unnamed."""
_OVER_YEARS = frozenset({"past_years", "added_over_years"})
"""Rules of years that were counted, of which a part of goals may mean those of its own plan."""
_SUMMED = re.compile("(?<=累计)|[\u4e00-\u9fff]{2,9}累计")
"""What tells behind a number of years that something is summed up: 五年累计, 五年民生支出累计."""
_GROWN, _GROWS = re.compile("(?:增长|下降)[0-9.]+%[、和]"), re.compile("(?:增长|下降)[0-9]")
"""What stands between two years that growth is told against, and behind the second."""
_MOVED = re.compile("[由从][^。；;，,]{2,40}[到为至达][^。；;，,到为至]{1,24}[，,]$")
"""What moved from one value to another right before years (由30%提高到40%，五年内…), which outside of goals are then past."""
_REACH = 20
"""Within so many characters of its start a time shows that it is one."""


class PeriodMention(NamedTuple):
    """A time named at ``start:end``: ``period`` for what happened in it, ``point`` for what stood at its end.

    ``is_base`` marks a time that something is only compared with (比2020年), ``relative`` one that names no full year.
    """

    start: int
    end: int
    period: Period | None
    point: Period | None
    rule: str
    is_base: bool
    relative: bool = False


def find_periods(text: str, clock: Clock, planned: Period | None = None) -> list[PeriodMention]:
    """The times named in a text, in order, resolved against the report's own clock and the years that the part plans.

    >>> [m.period for m in find_periods("截至7月底", Clock(2021))]
    [Period(start=datetime.date(2021, 1, 1), end=datetime.date(2021, 7, 31))]
    """
    found: list[PeriodMention] = []
    named: Period | None = None
    ahead = _planning(clock, planned)
    titled = "《" in text
    for match in _scan().finditer(text):
        start, end = match.span()
        rule = _rules()[match.lastgroup or ""]
        inner = rule.pattern.match(text, start)
        if inner is None or (titled and _inside_title(text, start)):
            continue
        summed = rule.name in ("month", "year_month") and _summed_behind().match(text, inner.end()) is not None
        rule = _rules()["rule_as_of_month"] if summed else rule
        if rule.name == "coming_years" and planned is None and _MOVED.search(text, 0, start):
            rule = _rules()["rule_within_years"]
        period, point = rule.resolve(inner, ahead if rule.name in _OF_YEAR else clock)
        # “十二五”期间，五年累计…: a plan that the text has named counts before that of the part.
        if (years := named or planned) and _sums_plan(rule, inner, period, years):
            rule = _rules()["rule_five_year_plan" if named else "rule_coming_years"]
            period, point = years, year_period(years.end.year)
        elif planned and rule.name == "added_over_years":
            continue
        is_base = (
            rule.name == "day"
            or _is_base(text, start, end)
            or bool(found and found[-1].is_base and _goes_on(text, found[-1].end, start, end))
        )
        relative = not _FULL_YEAR.search(text, start, end)
        # A month that sums up since January (6月，累计完成…) holds on as 1-6月 does.
        name = "months" if summed else rule.name
        found.append(PeriodMention(start, inner.end(), period, point, name, is_base, relative))
        named = period if rule.name == "five_year_plan" and not is_base else named
    return found


def _planning(clock: Clock, planned: Period | None) -> Clock:
    """The clock of a part that plans one year: its 上半年 and 6月底前 are to come, while those of a review were."""
    if planned is None or clock.review is None or not clock.review < planned.start.year == planned.end.year:
        return clock
    return Clock(clock.now, None, planned.end.year)


def _sums_plan(rule: _Rule, match: re.Match[str], period: Period | None, planned: Period) -> bool:
    """Whether years are summed up (五年累计, 五年新增) that are as many as a plan of several has; 过去五年累计 says that they are not its own."""
    if period is None or rule.name not in _OVER_YEARS or match.start("K") != match.start():
        return False
    if rule.name == "past_years" and not _SUMMED.match(match.string, match.end()):
        return False
    return 0 < period.end.year - period.start.year == planned.end.year - planned.start.year


@cache
def _summed_behind() -> re.Pattern[str]:
    return re.compile(read_toml("periods.toml")["summed_behind"])


def _inside_title(text: str, at: int) -> bool:
    return text.rfind("《", 0, at) > text.rfind("》", 0, at)


def _is_base(text: str, start: int, end: int) -> bool:
    before, after = _base()
    return before.search(text[max(0, start - 14) : start]) is not None or after.match(text, end, end + 24) is not None


def _goes_on(text: str, before: int, start: int, end: int) -> bool:
    """Whether a time goes on a list of those compared with: 比2019年、2020年, 比2020年增长8%、2019年增长4%."""
    between = text[before:start]
    return between in ("、", "和", "与", "及") or bool(_GROWN.fullmatch(between) and _GROWS.match(text, end))


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    pattern: re.Pattern[str]
    resolve: Callable[[re.Match[str], Clock], Resolved]


@cache
def _rules() -> dict[str, _Rule]:
    table = read_toml("periods.toml")
    rules = {}
    for rule in table["rule"]:
        pattern = rule["pattern"].replace("{year}", table["year"])
        rules[f"rule_{rule['name']}"] = _Rule(rule["name"], re.compile(pattern), RESOLVERS[rule["how"]])
    return rules


@cache
def _scan() -> re.Pattern[str]:
    bare = {key: re.sub(r"\(\?P<\w+>", "(?:", rule.pattern.pattern) for key, rule in _rules().items()}
    any_rule = "|".join(f"(?P<{key}>{pattern})" for key, pattern in bare.items())
    table = read_toml("periods.toml")
    marked = f"(?=自|[^{table['marks']}]{{0,{_REACH}}}+[{table['marks']}])"
    return re.compile(f"(?=[{table['starts']}]){marked}(?:{any_rule})")


@cache
def _base() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = read_toml("periods.toml")
    return re.compile(table["base"]["before"]), re.compile(f"{table['base']['after']}|{table['event']}")
