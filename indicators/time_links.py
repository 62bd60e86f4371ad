"""Which of the times that a sentence names a figure holds in: the last one before it, unless that is another's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from indicators.lexicon import pattern
from indicators.period_rules import year_period
from indicators.periods import PeriodMention
from indicators.sentence import Sentence
from indicators.spans import ends_change, is_span, of_change, starts_change

OF_CLAUSE = frozenset({"consecutive_years", "within_years", "same_time_before"})
"""Rules of times that hold in their own clause only."""


def find_time(sentence: Sentence, index: int) -> PeriodMention | None:
    """The time that a figure holds in: given by a list, the last one named before it, or the paragraph's."""
    if index in sentence.when:
        return sentence.when[index]
    if not sentence.times:
        return sentence.carried
    start = sentence.figures[index].start
    if bracketed := next((m for m in sentence.times if m.end + 1 == start and sentence.text[m.end] in "（("), None):
        return bracketed
    last = next(_times_before(sentence, start), None)
    if last is None:
        return sentence.carried
    if span := _span_around_change(sentence, index, last):
        return span
    if last.rule == "whole_year" and last.period is None:
        return next((m for m in (*_times_before(sentence, start), sentence.carried) if m and m.rule == "year"), last)
    return last


def _span_around_change(sentence: Sentence, index: int, last: PeriodMention) -> PeriodMention | None:
    """The years that were spoken of before a change, behind its second value: 五年来，产量由2010年的5亿斤增加到2015年的6亿斤，新增就业9万人."""
    if not ends_change(sentence, last):
        return None
    first = next(i for i, figure in enumerate(sentence.figures) if figure.start >= last.end)
    if index in sentence.list_around(first):
        return None
    told = (m for m in _times_before(sentence, sentence.figures[index].start) if not of_change(sentence, m))
    around = next(told, sentence.carried)
    return around if around and is_span(around.period) else None


def _times_before(sentence: Sentence, at: int) -> Iterator[PeriodMention]:
    """The times that a figure may hold in, the last one named before it first: mostly no other is asked for."""
    clause = sentence.clause_start(at)
    for mention in reversed(sentence.periods):
        if mention.end > at or (mention.rule in OF_CLAUSE and mention.start < clause):
            continue
        aside = _is_start_time(sentence, mention, at) or _is_aside(sentence, mention, clause)
        aside = aside or _is_built_on(sentence, mention, at, clause)
        if not aside and not _is_inside(sentence, mention, at):
            yield mention


def _is_built_on(sentence: Sentence, mention: PeriodMention, at: int, clause: int) -> bool:
    """A time whose value a later one only builds on: 在去年增长7%的基础上增长8%, 在去年高基数上增长8%."""
    told = pattern("built_on").match(sentence.text, mention.end)
    if told is None or told.end() > at:
        return False
    valued = "基数" in told[0] or any(mention.end <= figure.start < told.end() for figure in sentence.figures)
    return valued or mention.start < clause


def _is_inside(sentence: Sentence, mention: PeriodMention, at: int) -> bool:
    """A time among other words in brackets that close before a figure: 支出（扣除2022年专项资金外）增长3%."""
    before, behind = sentence.text[: mention.start], sentence.text[mention.end : at]
    opened = max(before.rfind("（"), before.rfind("("))
    if opened < 0 or re.search("[）)]", before[opened:]) or not (closed := re.search("[）)]", behind)):
        return False
    return bool((before[opened + 1 :] + behind[: closed.start()]).strip())


def _is_aside(sentence: Sentence, mention: PeriodMention, clause: int) -> bool:
    """A sum over years (五年累计, “十一五”期间累计) within a sentence that named its time before holds for its own clause only."""
    summed = mention.rule in ("past_years", "coming_years") and sentence.text.endswith("累计", 0, mention.end)
    summed = summed or (mention.rule == "five_year_plan" and sentence.text.startswith("累计", mention.end))
    return summed and mention.start < clause and sentence.periods[0].start < sentence.clause_start(mention.start)


def _is_start_time(sentence: Sentence, mention: PeriodMention, at: int) -> bool:
    """A time that only the first value of a change holds in: of 由上年的12%调整为13% the second is this year's."""
    if mention.rule == "years" or not starts_change(sentence, mention):
        return False
    passed = (f.end for f in sentence.figures if mention.end <= f.start and f.end <= at)
    return any(pattern("to_value").match(sentence.text[end:at]) for end in passed)


def _years_of(mention: PeriodMention, count: int) -> list[PeriodMention]:
    """The years from one to another, if they are as many as asked for: 2018—2020年分别增长8%、7%、3%."""
    if mention.rule != "years" or mention.period is None:
        return []
    years = [year_period(year) for year in range(mention.period.start.year, mention.period.end.year + 1)]
    return [mention._replace(period=each, point=each) for each in years] if len(years) == count else []


def times_listed(sentence: Sentence, start: int, count: int) -> list[PeriodMention]:
    """The times in the clause of 分别, or those alone that its part opens with: 1月、2月，工业增加值分别增长5%、6%."""
    opening = sentence.part_start(start)
    told = [m for m in sentence.periods if opening <= m.start < start]
    own = [m for m in told if m.start >= sentence.clause_start(start)]
    if len(told) == 1 and count > 1 and (each := _years_of(told[0], count)):
        return each
    between = "".join(sentence.text[a.end : b.start] for a, b in pairwise(told))
    alone = told and not sentence.text[opening : told[0].start].strip() and not between.strip("、和与及")
    return told if alone and not own else own


def is_this_year(sentence: Sentence, mention: PeriodMention) -> bool:
    """Whether a time is 今年 in a text on a part of that year, which is all that has passed of it; what was arranged is for the whole."""
    default, told = sentence.setting.default, mention.period
    if mention.rule != "year" or not default or not told or mention not in sentence.periods:
        return False
    if pattern("arranged_behind").match(sentence.text, mention.end):
        return False
    same = default.start.year == default.end.year == told.start.year and sentence.setting.mode != "plan"
    return same and sentence.text[mention.start : mention.end] in ("今年", "本年")
