"""The year in which a report without any date was given, by what most of its words tell: 2016年工作回顾, 2017年工作安排."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from indicators.lexicon import read_toml
from indicators.numerals import parse_chinese
from indicators.period_rules import plan_years

PLANS = ("year_planned", "year_reviewed")
ESTIMATES = "year_estimated"


@cache
def _rule(name: str) -> tuple[re.Pattern[str], int]:
    rule = read_toml("heads.toml")[name]
    return re.compile(rule["pattern"]), rule["after"]


def year_behind_plan(text: str) -> int | None:
    """The year right behind the five-year plan that a report closes, in which it was given.

    >>> year_behind_plan("一、“十二五”时期工作回顾 五年来，全乡经济平稳运行。")
    2016
    """
    match = re.search(read_toml("heads.toml")["plan_closed"]["pattern"], text)
    number = parse_chinese(match["P"] or match["P2"]) if match else None
    return plan_years(int(number))[1] + 1 if number else None


def year_of_draft(text: str) -> int | None:
    """The first year of the five-year plan whose draft a report brings, in which it is given.

    >>> year_of_draft("请连同《东湖区第十三个五年规划纲要（草案）》一并审议")
    2016
    """
    match = re.search(read_toml("heads.toml")["plan_drafted"]["pattern"], text)
    number = parse_chinese(match["P"]) if match else None
    return plan_years(int(number))[0] if number else None


def year_in_plan(text: str) -> int | None:
    """The first or the last year of a five-year plan, where an undated text calls this one so.

    >>> year_in_plan("今年是“十四五”规划开局之年")
    2021
    """
    match = re.search(read_toml("heads.toml")["plan_stage"]["pattern"], text)
    number = parse_chinese(match["P"]) if match else None
    return plan_years(int(number))[0 if match["first"] else 1] if match and number else None


def vote_year(text: str) -> int | None:
    """The year told by most kinds of words, the one told most often where several are; None where nothing tells it.

    An estimate bears witness only beside other words: in the middle of a year a report estimates the year that runs.

    >>> vote_year("一、2016年工作回顾 预计2016年出口增长5%。二、2017年工作安排")
    2017
    >>> vote_year("上半年情况良好，预计2016年粮食产量比2015年增长2%。")
    """
    kinds: Counter[int] = Counter()
    times: Counter[int] = Counter()
    for name in (*PLANS, ESTIMATES):
        if name == ESTIMATES and not kinds:
            return None
        pattern, after = _rule(name)
        told = Counter(int(next(filter(None, match.groups()))) + after for match in pattern.finditer(text))
        kinds.update(told.keys())
        times.update(told)
    return max(kinds, key=lambda year: (kinds[year], times[year]), default=None)
