"""The time that the sentences of a paragraph hold in behind one that names it."""

from __future__ import annotations

import re

from indicators.bases import opening_base
from indicators.lexicon import pattern
from indicators.periods import PeriodMention
from indicators.sentence import Sentence
from indicators.spans import SPANS, of_change, opens
from indicators.time_links import OF_CLAUSE

_HEAD, _HEADED = re.compile("[：:]"), 10
"""A colon that a year at the head of a sentence may have, and up to where."""
_YEAR_OPENS, _YEAR_OPENED = re.compile("(?:19|20)[0-9]{2}年[，,是]"), 24
"""A year that a sentence opens with, and up to where it may stand behind who tells it."""
_OPENING = 3
"""Up to here a time opens its sentence."""
_CARRIED = frozenset({"months", "part_of_year", "months_across_years"})


def may_head(text: str) -> bool:
    """Whether a colon stands so near the head of a sentence that a year may stand before it, or a year opens it."""
    return _HEAD.search(text, 0, _HEADED) is not None or _YEAR_OPENS.search(text, 0, _YEAR_OPENED) is not None


def headed(sentence: Sentence) -> bool:
    """Whether a year with a colon heads the sentence and what stands behind it (去年：… 今年：…), or news turn to last year with it."""
    first = next(iter(sentence.periods), None)
    if first is None or first.rule != "year":
        return False
    colon = _HEAD.search(sentence.text, 0, _HEADED)
    return (colon is not None and first.end == colon.start()) or _turns_to_last_year(sentence, first)


def _turns_to_last_year(sentence: Sentence, first: PeriodMention) -> bool:
    """Whether a sentence of news without figures opens with the year before theirs: 报告指出，2014年，我们克服困难."""
    if sentence.figures or sentence.setting.mode or not _YEAR_OPENS.match(sentence.text, first.start):
        return False
    now, told = sentence.setting.clock.now, first.period
    return bool(now and told and told.end.year == now - 1) and opens(sentence, first)


def dates_figure(sentence: Sentence, mention: PeriodMention) -> bool:
    """Whether a figure follows a lasting time in its sentence, so that it is more than a remark (提前完成“十一五”目标)."""
    return mention.rule not in OF_CLAUSE and _dates(sentence, mention)


def _dates(sentence: Sentence, mention: PeriodMention) -> bool:
    return any(figure.start >= mention.end for figure in sentence.figures)


def find_lasting(sentence: Sentence, carried: PeriodMention | None) -> list[PeriodMention]:
    """The times of a sentence that may hold behind it; none where it tells by quarter."""
    text = sentence.text
    if pattern("by_quarter").match(text):
        return []
    opening = carried or next(iter(sentence.periods), None)
    passing = opening is not None and opening.rule in SPANS
    return [
        m
        for m in sentence.periods
        if m.rule not in OF_CLAUSE
        and not pattern("averaged_over").match(text[m.end :])
        and not (passing and of_change(sentence, m))
    ]


def carry_on(sentence: Sentence, periods: list[PeriodMention], carried: PeriodMention | None) -> PeriodMention | None:
    """The last of a sentence's lasting times where the sentences behind it hold in that, else the one carried so far or none."""
    if not periods:
        return carried
    text, last = sentence.text, periods[-1]
    if last.rule in SPANS and last.start < _OPENING and text[last.end : last.end + 1] in "，,":
        return last
    heads = last.rule == "year" and last.start < _OPENING and text[last.end : last.end + 1] in "，,"
    heads = heads or (last.rule == "year" and opening_base(text) is not None)
    if heads or headed(sentence):
        return last
    # A goal for part of the year is told in passing among those of the whole of it.
    if last.rule in _CARRIED and _dates(sentence, last) and sentence.setting.mode != "plan":
        # Behind a figure of another time (绿电占比提高到41%，1—11月能耗下降8%) months are those of their clause alone.
        return carried if any(figure.end <= last.start for figure in sentence.figures) else last
    if carried and carried.rule == "year" and all(m.rule == "whole_year" and not m.period for m in periods):
        # 2015年，… 全年引进项目50个: the year is the one spoken of.
        return carried
    # Years that a paragraph opened with hold on behind a sentence that names a time in passing.
    lasting = carried is not None and (carried.rule in SPANS or _closes_term(sentence, carried))
    return carried if lasting and sentence.periods[0].start > _OPENING else None


def _closes_term(sentence: Sentence, mention: PeriodMention) -> bool:
    """Whether a year that a paragraph opened with is the last of the several that its part of the report is about."""
    term = sentence.setting.default
    if term is None or term.start.year == term.end.year or mention.rule != "year" or mention.period is None:
        return False
    return mention.period.end.year == term.end.year
