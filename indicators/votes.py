"""The year in which a report without any date was given, by what most of its words tell: 2016年工作回顾, 2017年工作安排."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from indicators.lexicon import read_toml


@cache
def _rules() -> list[tuple[re.Pattern[str], int]]:
    rules = (read_toml("heads.toml")[name] for name in ("year_planned", "year_reviewed", "year_estimated"))
    return [(re.compile(rule["pattern"]), rule["after"]) for rule in rules]


def vote_year(text: str) -> int | None:
    """The year told by most kinds of words, the one told most often where several are; None where nothing tells it.

    >>> vote_year("一、2016年工作回顾 预计2016年出口增长5%。二、2017年工作安排")
    2017
    """
    kinds: Counter[int] = Counter()
    times: Counter[int] = Counter()
    for pattern, after in _rules():
        told = Counter(int(next(filter(None, match.groups()))) + after for match in pattern.finditer(text))
        kinds.update(told.keys())
        times.update(told)
    return max(kinds, key=lambda year: (kinds[year], times[year]), default=None)
