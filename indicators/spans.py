"""Several years that a part of a report, or a change within a sentence, is about."""

from __future__ import annotations

import re

from indicators.context import Setting
from indicators.lexicon import pattern, sought
from indicators.model import Period
from indicators.period_rules import year_period
from indicators.periods import PeriodMention, find_periods
from indicators.sentence import Sentence
from indicators.words import BULLETS

YEARS = frozenset({"year", "year_end", "whole_year"})
"""Rules of times that are one year."""
_OWN_YEAR = re.compile("^(?:19|20)[0-9]{2}年[末底]?的")
"""The year of a second value, told right before it: 提高到2020年的5万元."""
SPANS = frozenset({"past_years", "years", "five_year_plan", "since_year"})
"""Rules of times that several years are told by."""
_MARKS = " \u3000—－-" + BULLETS
"""Marks that a paragraph or an item of a list may open with."""


def is_span(period: Period | None) -> bool:
    """Whether a period is several whole years."""
    return (
        period is not None and period.start.year < period.end.year and (period.start.month, period.end.month) == (1, 12)
    )


def over_years(period: Period | None) -> bool:
    """Whether a period is longer than a year."""
    return period is not None and (period.end - period.start).days > 366


def is_part(period: Period | None) -> bool:
    """Whether a period is a part of one year, as a note on 1-11月 is about."""
    return period is not None and period != year_period(period.start.year, period.end.year)


def find_span(words: str, setting: Setting) -> Period | None:
    """The years that a heading's part is about: “十二五”时期工作回顾, 今后五年的目标.

    >>> from indicators.areas import NOWHERE
    >>> from indicators.period_rules import Clock
    >>> str(find_span("过去五年工作回顾", Setting("", NOWHERE, Clock(2016, None, 2015), "review", None)).start)
    '2011-01-01'
    """
    spans = [m.period for m in find_periods(words, setting.clock) if is_span(m.period)]
    return spans[0] if len(spans) == 1 else None


def span_told(sentence: Sentence) -> PeriodMention | None:
    """The years that a sentence without figures sets for the paragraph, as 五年来，… or 完成“十二五”规划 do.

    A plan that was over before the year under review sets them only where the sentence opens with it.
    """
    if not sought("statements.toml", "tells_span").search(sentence.text):
        return None
    last = sentence.setting.clock.review
    spans = [m for m in sentence.periods if m.rule in SPANS and m.period and last and m.period.end.year <= last]
    return next((m for m in spans if m.period and (m.period.end.year == last or opens(sentence, m))), None)


def span_behind(sentence: Sentence) -> Period | None:
    """The years that the sentences behind this one are about: those it opens with, none where it turns to a single year."""
    opening = sentence.periods[0] if sentence.periods else None
    if opening is None or not opens(sentence, opening):
        return sentence.span
    if is_span(opening.period):
        return opening.period
    ends = sentence.span and opening.period and not opening.relative and opening.period.end == sentence.span.end
    return sentence.span if ends else None


def opens(sentence: Sentence, mention: PeriodMention) -> bool:
    """Whether a time opens its sentence, but for marks and for who tells it: 据介绍，2014年…."""
    before = sentence.text[: mention.start]
    return not before.strip(_MARKS) or pattern("told_by").match(before) is not None


def told_years(sentence: Sentence, before: int) -> Period | None:
    """The years of a change that starts in a named year: 2011 to 2015 in 由2010年的77亿元增加到2015年的161亿元."""
    named = [m for m in sentence.periods if _is_year(m) and m.end <= before]
    starts = [m for m in named if starts_change(sentence, m) and _dates_next(sentence, m)]
    if not starts or starts[-1].period is None:
        return None
    ends = [m.period for m in named if m.start > starts[-1].start and m.period]
    last = ends[-1] if ends else sentence.setting.default
    first = starts[-1].period.start.year + 1
    return year_period(first, last.end.year) if last and first < last.end.year else None


def starts_change(sentence: Sentence, mention: PeriodMention) -> bool:
    """Whether a change starts in a time: 由2010年的, also told twice over as in 由“十一五”末2010年的."""
    if mention.start not in sentence.changes:
        start = mention.start
        for before in reversed(sentence.times):
            if before.start < start and not sentence.text[before.end : start].strip("（(即"):
                start = before.start
        told = pattern("from_time").search(sentence.text[max(0, start - 2) : start])
        sentence.changes[mention.start] = told is not None
    return sentence.changes[mention.start]


def ends_change(sentence: Sentence, mention: PeriodMention) -> bool:
    """Whether a year is that of a change's second value: 2015年 of 由2010年的77亿元增加到2015年的161亿元."""
    before = [f for f in sentence.figures if f.end <= mention.start]
    if mention.rule not in YEARS or not before:
        return False
    starts = [
        m for m in sentence.periods if m.rule in YEARS and m.end <= before[-1].start and starts_change(sentence, m)
    ]
    led = pattern("to_value").match(sentence.text[before[-1].end : mention.start])
    return bool(starts) and led is not None and sentence.clause_start(mention.start) <= before[-1].start


def of_change(sentence: Sentence, mention: PeriodMention) -> bool:
    """Whether a year dates nothing but a value of a change."""
    return mention.rule in YEARS and (starts_change(sentence, mention) or ends_change(sentence, mention))


def leads_on(sentence: Sentence, index: int) -> bool:
    """Whether a figure is the second value of a change, or the first of a list of them: 由20%、45%调整为15%、50%."""
    last = sentence.last
    if last is None or last.figure.unit != sentence.figures[index].unit:
        return False
    between = sentence.text[last.figure.end : sentence.figures[index].start]
    told = pattern("to_value").match(between)
    return told is not None and not _OWN_YEAR.sub("", between[told.end() :]).strip("了约近")


def _is_year(mention: PeriodMention) -> bool:
    """Whether a time is one year, also the end of a plan: “九五”末."""
    plans_end = mention.rule == "five_year_plan" and not is_span(mention.period)
    return mention.period is not None and (mention.rule in YEARS or plans_end)


def _dates_next(sentence: Sentence, mention: PeriodMention) -> bool:
    """Whether a time stands right before its figure: 由2010年的77亿元, but not 从1999年起."""
    return any(0 <= figure.start - mention.end <= 2 for figure in sentence.figures)
