"""When a figure holds: the time named before it, the part's, or the report's date, and which end of several years."""

from __future__ import annotations

from indicators.bases import base_time
from indicators.compared import (
    averaged_before,
    averaged_years,
    compared_pace,
    compared_year,
    multiplied,
    of_year_before,
    over_term,
    years_closed,
)
from indicators.filled_spans import fills_span, told_yearly
from indicators.lexicon import Indicator, head_pattern, pattern, read_toml
from indicators.model import GROWING, Period
from indicators.period_rules import months_period, year_before, year_period
from indicators.periods import PeriodMention
from indicators.plans import told_before_plan
from indicators.sentence import Sentence
from indicators.spans import YEARS, is_part, is_span, starts_change, told_years
from indicators.time_links import find_time, is_this_year

_PLANS = frozenset({"five_year_plan", "coming_years"})
"""Rules of times that several years are planned for."""
_WHOLE_SPANS = frozenset(
    {"period_consecutive_years", "period_within_years", "period_since_year", "period_coming_years"}
)
"""Rules of times that a figure fills from end to end."""


def date_figure(sentence: Sentence, index: int, measure: str, indicator: Indicator | None) -> tuple[Period | None, str]:
    """The period of a figure and the rule that gave it; within several years by what the figure is."""
    mention = find_time(sentence, index)
    period, rule = _own_period(sentence, index, mention, measure, indicator)
    if base := base_time(sentence, index):
        last_year = base.relative and base.rule == "year" and period is not None
        return year_before(period) if last_year and period else base.period, "period_base_value"
    if measure == "avg_growth" and (averaged := averaged_years(sentence, index, period)):
        return averaged, "period_past_years"
    if (
        measure == "avg_growth"
        and not is_span(period)
        and (same := averaged_before(sentence, period) or years_closed(sentence, period))
    ):
        return same, "period_past_years"
    gathers = (
        measure == "avg_growth"
        or pattern("summed").search(sentence.left(index))
        or (measure == "growth" and not _has_base(sentence, index))
        or (measure == "yoy" and _by_plans_end(sentence, index, mention))
    )
    span = _span_of(sentence, index, mention, measure) if gathers else _beside_sum(sentence, index, measure, indicator)
    if span and not is_span(period):
        return span, "period_of_part"
    if period and _is_start_value(sentence, index):
        return _before_change(sentence, index, mention, measure, period), "period_start_value"
    if measure == "diff" and indicator and (same := compared_pace(sentence, indicator)):
        return same, "period_of_part"
    over = measure == "multiple" or (measure == "growth" and over_term(sentence, index))
    if over and (same := multiplied(sentence, index)):
        return same, "period_of_part"
    whole = rule in _WHOLE_SPANS and not (
        rule == "period_coming_years" and _comes_to(sentence, index, measure, indicator)
    )
    if not is_span(period) or whole or measure == "avg_growth":
        return period, rule
    yearly = told_yearly(sentence, index, measure, indicator, rule)
    if not yearly and fills_span(sentence, index, measure, indicator, period):
        return period, rule
    return year_period(period.end.year if period else None), "period_span_end"


def _comes_to(sentence: Sentence, index: int, measure: str, indicator: Indicator | None) -> bool:
    """Whether an amount told year by year, or a stock, is what the last of the coming years comes to: 今后五年，生产总值突破200亿元."""
    if measure != "level" or indicator is None:
        return False
    left = sentence.left(sentence.list_around(index)[0])
    yearly = indicator.code in read_toml("periods.toml")["yearly"] or indicator.nature != "flow"
    return yearly and pattern("reached").search(left) is not None and not pattern("over_span").search(left)


def _has_base(sentence: Sentence, index: int) -> bool:
    """Whether growth is over a year that its sentence tells: 比2010年增长2.5倍, 由2010年的5亿元增加到9亿元，增长80%."""
    return bool(compared_year(sentence, index) or told_years(sentence, sentence.figures[index].start))


def _beside_sum(sentence: Sentence, index: int, measure: str, indicator: Indicator | None) -> Period | None:
    """The years of a sum right before in the clause, which an amount of the same things shares: 累计引进项目90个、总投资5亿元."""
    last, start = sentence.last, sentence.figures[index].start
    if (
        last is None
        or {last.measure, measure} != {"level"}
        or not is_span(last.period)
        or last.rules[2] != "period_of_part"
    ):
        return None
    beside = sentence.text[last.figure.end : last.figure.end + 1] == "、" and not pattern("reached").search(
        sentence.left(index)
    )
    flows = indicator is None or indicator.nature == "flow"
    return last.period if beside and flows and sentence.clause_start(start) <= last.figure.start else None


def _own_period(
    sentence: Sentence, index: int, mention: PeriodMention | None, measure: str, indicator: Indicator | None
) -> tuple[Period | None, str]:
    """The period named for a figure; of 产量由上年的5亿斤增加到6亿斤 the first value is of the year before the part's, as is one told of 上年 behind it."""
    period, rule = _named_period(sentence, index, mention, measure, indicator)
    if mention is None or period is None or period != sentence.setting.default:
        return period, rule
    builds = mention.relative and mention.rule == "year" and pattern("built_on").match(sentence.text, mention.end)
    if builds or of_year_before(sentence, mention, measure, indicator, period):
        return year_before(period), "period_base_value"
    told = sentence.text[mention.start : mention.end] == "上年" and starts_change(sentence, mention)
    last = (sentence.ratios(index) or sentence.list_around(index))[-1]
    leads = pattern("rises_to").match(sentence.right(last))
    return (year_period(period.start.year - 1), "period_start_value") if told and leads else (period, rule)


def _before_change(
    sentence: Sentence, index: int, mention: PeriodMention | None, measure: str, period: Period
) -> Period | None:
    """The year that the first value of a change held in; None where nothing says how long before a single year it was."""
    told = told_years(sentence, sentence.figures[index].start)
    told = told or (None if is_span(period) else _span_of(sentence, index, mention, measure))
    compared = compared_year(sentence, index)
    if told and not compared:
        return year_period(told.start.year - 1)
    if len(sentence.ratios(index)) >= 3 and not is_span(period) and not compared:
        # A bulletin tells its year from the one before.
        return year_before(period) if head_pattern("bulletin").search(sentence.setting.title) else None
    whole = mention.period if mention and mention.period and is_span(mention.period) else period
    # 从2000年到2005年 starts in the year that it names, 2001-2005年 from the one before.
    named = mention is not None and whole is mention.period and _starts_named(sentence, mention)
    return year_period(compared or whole.start.year - (0 if named else 1))


def _starts_named(sentence: Sentence, mention: PeriodMention) -> bool:
    """Whether several years are told from one to another: 从2000年到2005年, 2020年到2025年."""
    told = sentence.text[mention.start : mention.end]
    return starts_change(sentence, mention) or pattern("from_year_to_year").fullmatch(told) is not None


def _span_of(sentence: Sentence, index: int, mention: PeriodMention | None, measure: str) -> Period | None:
    """The several years that a change without a time of its own is over: those of its sentence, or of the part."""
    start = sentence.figures[index].start
    if told := told_years(sentence, start):
        return told
    own = [m for m in sentence.periods if sentence.part_start(start) <= m.start and m.end <= start]
    span = _part_span(sentence, mention) or _plan_span(sentence, index, mention, measure)
    if not own or span is None:
        return span
    ends = own[-1].rule in YEARS and own[-1].period and own[-1].period.end == span.end
    ends = ends and (measure == "avg_growth" or _up_to(sentence, own[-1]))
    return span if ends else None


def _plan_span(sentence: Sentence, index: int, mention: PeriodMention | None, measure: str) -> Period | None:
    """The years of a plan named before a change or sum that stands with the last of them: “十二五”时期，…2015年达到29亿元，年均增长10%."""
    if mention not in sentence.periods or mention.rule not in YEARS:
        return None
    if measure not in ("avg_growth", "yoy") and not _up_to(sentence, mention):
        return None
    start = sentence.figures[index].start
    plans = [m.period for m in sentence.periods if m.rule in _PLANS and m.end <= start and is_span(m.period)]
    return next((p for p in plans if p and mention.period and p.end == mention.period.end), None)


def _by_plans_end(sentence: Sentence, index: int, mention: PeriodMention | None) -> bool:
    """Whether a goal's change is told in a part behind the one that named the plan's last year: 到2010年达到90亿元；能耗降低20%."""
    start = sentence.part_start(sentence.figures[index].start)
    return (
        sentence.setting.mode == "plan" and mention in sentence.periods and mention is not None and mention.end < start
    )


def _up_to(sentence: Sentence, mention: PeriodMention) -> bool:
    """Whether a year is one up to which something adds up: 到2025年，能耗累计下降15%."""
    return sentence.text[: mention.start].endswith("到") or sentence.text.startswith("到", mention.start)


def _part_span(sentence: Sentence, mention: PeriodMention | None) -> Period | None:
    """The years that the part is about, unless the figure holds in others or a plan only looks back on them."""
    setting, span = sentence.setting, sentence.span
    if span is None or (mention and is_span(mention.period)):
        return None
    if setting.mode == "plan" and setting.default and span.end < setting.default.start:
        return None
    return span


def _is_start_value(sentence: Sentence, index: int) -> bool:
    """The first value of 从52.6%提高到58.5%, or one of a list of them, which holds before the period."""
    run = sentence.ratios(index) or sentence.list_around(index)
    left = sentence.left(run[0])
    if not pattern("from").search(left) or pattern("from_year").search(left) or told_before_plan(sentence, index):
        return False
    behind = sentence.right(run[-1])
    if not behind and run[-1] + 1 < len(sentence.figures):
        # 由1亿元，增长到3亿元: a comma before the verb.
        behind = sentence.text[sentence.figures[run[-1]].end : sentence.figures[run[-1] + 1].start]
    return pattern("rises_to").match(behind) is not None


def _since_base(
    sentence: Sentence, index: int, measure: str, indicator: Indicator | None, period: Period | None
) -> Period | None:
    """The years that an average is over behind the year that its sentence compares with: 是“十二五”末的2倍，年均增长9%."""
    base = compared_year(sentence, index) if measure == "avg_growth" else None
    if not base or period is None or base >= period.end.year:
        return period
    # A census counts people in one month; the years since the last one are whole all the same.
    counted = indicator is not None and indicator.nature == "stock" and is_part(period)
    return year_period(base + 1, period.end.year) if counted or period == year_period(period.end.year) else period


def _as_of(period: Period | None, measure: str, indicator: Indicator | None) -> Period | None:
    """The last of the months that a note is on for a stock, which has no start, but not for what was new in them."""
    stock = indicator is not None and indicator.nature == "stock" and measure != "yoy_abs"
    if period is None or not stock or not is_part(period):
        return period
    return months_period(period.end.year, period.end.month, period.end.month)


def _named_period(
    sentence: Sentence, index: int, mention: PeriodMention | None, measure: str, indicator: Indicator | None
) -> tuple[Period | None, str]:
    setting = sentence.setting
    if mention and mention.rule == "same_time_before":
        told = sentence.last.period if sentence.last else setting.default
        return (year_before(told) if told and not is_span(told) else None), "period_same_time_before"
    if mention is None or (mention.period is None and mention.point is None):
        clock = setting.clock
        if mention and mention.rule == "whole_year" and is_span(setting.default):
            return year_period(clock.review), "period_whole_year"
        if setting.default or not clock.month:
            return _since_base(
                sentence, index, measure, indicator, _as_of(setting.default, measure, indicator)
            ), "section_period"
        return months_period(clock.now, clock.month, clock.month), "as_of_date"
    base = compared_year(sentence, index)
    if (
        measure == "avg_growth"
        and base
        and mention.period
        and base < mention.period.start.year == mention.period.end.year
    ):
        return year_period(base + 1, mention.period.end.year), "period_since_year"
    if measure == "avg_growth" and mention.rule == "five_year_plan" and mention.period and not is_span(mention.period):
        return year_period(mention.period.end.year - 4, mention.period.end.year), "period_five_year_plan"
    if is_span(mention.period) and measure in GROWING:
        return mention.period, f"period_{mention.rule}"
    if is_span(mention.period) and measure == "yoy_abs":
        return mention.period, f"period_{mention.rule}"
    spans = {"stock": ("consecutive_years",), "rate": ("consecutive_years", "months", "part_of_year")}
    as_of = indicator is not None and mention.rule not in spans.get(indicator.nature, (mention.rule,))
    ongoing = mention.rule == "now" or is_this_year(sentence, mention)
    if ongoing and not as_of and is_part(setting.default):
        return setting.default, "section_period"
    return (mention.point if as_of else mention.period), f"period_{mention.rule}"
