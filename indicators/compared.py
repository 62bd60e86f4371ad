"""Years that a figure takes from what it is compared with: those of an average, of a sum told as a multiple, of a base."""

from __future__ import annotations

import re

from indicators.lexicon import Indicator, pattern
from indicators.model import Period
from indicators.numerals import parse_chinese
from indicators.period_rules import year_period
from indicators.periods import PeriodMention
from indicators.sentence import Sentence
from indicators.spans import is_span

_AVERAGED = re.compile("(?<!十)([两二三四五六七八九])年(?:平均|年均)[^，,。；;]{0,4}$")


def averaged_years(sentence: Sentence, index: int, period: Period | None) -> Period | None:
    """The years to the end of whole ones that 两年平均 names, or of a single one those of 连续五年 before in the sentence."""
    if period is None or period != year_period(period.start.year, period.end.year):
        return None
    if averaged := _AVERAGED.search(sentence.left(index)):
        return year_period(period.end.year - int(parse_chinese(averaged[1]) or 1) + 1, period.end.year)
    if is_span(period):
        return None
    start = sentence.figures[index].start
    running = (m.period for m in sentence.periods if m.rule == "consecutive_years" and m.end <= start)
    return next((span for span in running if is_span(span) and span and span.end == period.end), None)


def averaged_before(sentence: Sentence, period: Period | None) -> Period | None:
    """The years of an average told before in the sentence, where a later one names none: 五年年均增长9%，…，年均增长13%."""
    paces = [s.period for s in sentence.said if s.measure == "avg_growth" and is_span(s.period)]
    return paces[-1] if paces and period and paces[-1] and paces[-1].end == period.end else None


def years_closed(sentence: Sentence, period: Period | None) -> Period | None:
    """The years that end with a single one, where the part's heading announces both: an average is over no single year."""
    years = sentence.setting.years
    ends = years is not None and period is not None and period == year_period(years.end.year)
    return years if ends and is_span(years) else None


def compared_pace(sentence: Sentence, indicator: Indicator) -> Period | None:
    """The years of an average that is compared with another place's: 年均增长13%，高于全省3个百分点."""
    paces = [
        s for s in sentence.said if s.subject.code == indicator.code and s.measure in ("avg_growth", "growth", "yoy")
    ]
    return paces[-1].period if paces and paces[-1].measure == "avg_growth" and is_span(paces[-1].period) else None


def multiplied(sentence: Sentence, index: int) -> Period | None:
    """The years of a sum that is told again as a multiple: 完成投资1000亿元，是“十一五”的2.5倍."""
    last = sentence.last
    summed = last is not None and last.measure == "level" and is_span(last.period)
    goes_on = summed and sentence.clause_start(sentence.figures[index].start) >= sentence.figures[index - 1].end
    return last.period if last and goes_on else None


def over_term(sentence: Sentence, index: int) -> bool:
    """Whether a figure is compared with what all years of an earlier plan brought: 比“九五”时期增长1.5倍."""
    start = sentence.figures[index].start
    clause = sentence.clause_start(start)
    return any(
        m.is_base and m.rule == "five_year_plan" and clause <= m.start < start and is_span(m.period)
        for m in sentence.times
    )


def compared_year(sentence: Sentence, index: int) -> int | None:
    """The year that a figure's sentence compares with, named before it: 同1978年相比, 是2005年的5.2倍."""
    start = sentence.figures[index].start
    said = [m for m in sentence.times if m.is_base and m.end <= start and _names_year(m)]
    return said[-1].period.start.year if said and said[-1].period else sentence.base


def base_of_census(sentence: Sentence, base: int | None) -> int | None:
    """The year of the census before, which the sentences behind one that compares with it go on comparing with."""
    if "普查" not in sentence.setting.title or not sentence.figures:
        return base
    return compared_year(sentence, len(sentence.figures) - 1) or base


def _names_year(mention: PeriodMention) -> bool:
    """Whether a time is one year told by its number, or its end, or the last of a plan: 是“十二五”末的2倍."""
    if mention.rule == "five_year_plan":
        return mention.period is not None and not is_span(mention.period)
    return mention.rule in ("year", "year_end") and not mention.relative


def of_year_before(
    sentence: Sentence, mention: PeriodMention | None, measure: str, indicator: Indicator | None, period: Period | None
) -> bool:
    """Whether 上年 behind what the year reviewed was like is the one before it: 出口达到90亿元，上年为80亿元."""
    last = sentence.last
    if mention is None or last is None or mention.start < last.figure.end:
        return False
    bare = pattern("only_told").match(sentence.text, mention.end) is not None
    same = bare or (indicator is not None and last.subject.code == indicator.code)
    told = same and (last.measure, last.period) == (measure, period) and measure in ("level", "share")
    return told and sentence.text[mention.start : mention.end] in ("上年", "去年")
