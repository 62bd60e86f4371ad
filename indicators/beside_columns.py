"""What the columns on the left of a table's column lend it: the words of a subject, a time told by a word, a year."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from indicators.headers import Head
from indicators.periods import PeriodMention
from indicators.table_parts import Part
from indicators.table_words import Unit, table_words

ReadHead = Callable[[str], Head]

_FAR = 24
"""So many columns on the left are asked for a year: more make no comparison that a reader would see."""


class Beside(NamedTuple):
    """What the columns on the left of one lend it.

    ``words`` are those of the nearest column that has some: 增速（%） behind 地区生产总值（亿元） is the growth of that.
    ``units`` are those of the nearest column that is no part of another's: 第一产业 behind 地区生产总值（亿元）. Growth behind
    several such parts may be of the whole or of the last one: it ``is_open``.
    ``when`` are the months that the head of the nearest column of amounts tells, whose growth or share stands behind.
    ``time`` is what the nearest column tells by a word: 同比 behind 本月 is the month's.
    """

    words: str = ""
    time: str = ""
    when: PeriodMention | None = None
    units: tuple[Unit, ...] = ()
    is_open: bool = False


def find_beside(part: Part, read: ReadHead) -> Iterator[Beside]:
    """What is lent to each column of a part, from left to right."""
    lent, amounts = Beside(), False
    for column, role in enumerate(part.roles):
        yield lent
        if role not in ("value", "note"):
            lent, amounts = Beside(lent.words), False
            continue
        heads = [read(head[column].text) for head in reversed(part.heads)]
        words = next((head.words for head in heads if head.words), lent.words)
        when = next((head.when for head in heads if head.when and head.when.rule != "year"), None)
        # 本月 | 1-9月累计 | 同比增长: months that a head names take the place of a word before them.
        time = next((head.time for head in heads if head.time), "" if when else lent.time)
        measured = any(head.measure not in ("", "level") for head in heads)
        if words == lent.words and (measured or (amounts and _is_later(lent.when, when))):
            # Behind 今年1-4月 and 去年1-4月 stands the growth of this year's.
            when = lent.when
        amounts = not measured
        is_part = any(head.is_part or table_words()["parts"].fullmatch(head.words) for head in heads)
        # What each person has is no whole: 生产总值 | 人均生产总值（元） | 第二产业.
        kept = is_part or words.startswith("人均")
        units = lent.units if kept else tuple(unit for head in heads for unit in head.units)
        lent = Beside(words, time, when, units, is_part and not any(head.units for head in heads))


def _is_later(one: PeriodMention | None, other: PeriodMention | None) -> bool:
    return bool(one and other and one.period and other.period and one.period.end > other.period.end)


def find_year_beside(part: Part, column: int, read: ReadHead) -> PeriodMention | None:
    """The latest year of the columns on the left, up to one of growth: 比上年增长 behind 2021年 and 2020年 is that of 2021."""
    years = list[PeriodMention]()
    for at in range(column - 1, max(-1, column - 1 - _FAR), -1):
        if part.roles[at] not in ("value", "note"):
            break
        heads = [read(head[at].text) for head in part.heads]
        years += [head.when for head in heads if head.when and head.when.rule == "year" and head.when.period]
        if any(head.measure not in ("", "level") for head in heads):
            break
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
