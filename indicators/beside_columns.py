"""What the columns on the left of a table's column lend it: the words of a subject, a time told by a word, a year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from indicators.headers import Head
from indicators.periods import PeriodMention
from indicators.table_parts import Part

ReadHead = Callable[[str], Head]

_FAR = 24
"""So many columns on the left are asked for a year: more make no comparison that a reader would see."""


def find_beside(part: Part, column: int, read: ReadHead) -> str:
    """The words of the nearest column on the left that has some: 增速（%） behind 地区生产总值（亿元） is the growth of that."""
    for at in range(column - 1, -1, -1):
        if part.roles[at] in ("value", "note"):
            for head in reversed(part.heads):
                if words := read(head[at].text).words:
                    return words
    return ""


def find_time_beside(part: Part, column: int, read: ReadHead) -> str:
    """The time that the nearest column on the left tells by a word: 同比 behind 本月 is the month's."""
    for at in range(column - 1, -1, -1):
        if part.roles[at] not in ("value", "note"):
            return ""
        for head in reversed(part.heads):
            if time := read(head[at].text).time:
                return time
    return ""


def find_year_beside(part: Part, column: int, read: ReadHead) -> PeriodMention | None:
    """The latest year of the columns on the left, up to one of growth: 比上年增长 behind 2021年 and 2020年 is that of 2021."""
    years = list[PeriodMention]()
    for at in range(column - 1, max(-1, column - 1 - _FAR), -1):
        heads = [read(head[at].text) for head in part.heads]
        if part.roles[at] not in ("value", "note") or any(head.measure not in ("", "level") for head in heads):
            break
        years += [head.when for head in heads if head.when and head.when.rule == "year" and head.when.period]
    return max(years, key=lambda when: when.period.start if when.period else date.min, default=None)


def find_months_beside(part: Part, column: int, read: ReadHead) -> PeriodMention | None:
    """The latest months that the columns on the left tell: 上年同期 behind 1-6月 and 1-5月 is half of last year."""
    months = list[PeriodMention]()
    for at in range(column - 1, max(-1, column - 1 - _FAR), -1):
        if part.roles[at] not in ("value", "note"):
            break
        heads = [read(head[at].text) for head in part.heads]
        months += [head.when for head in heads if head.when and head.when.rule != "year" and head.when.period]
    return max(months, key=lambda when: when.period.end if when.period else date.min, default=None)
