"""When a value of a table holds, and whether it is an outcome, an estimate or a target, by the heads above and beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators.cells import Place
from indicators.context import Setting
from indicators.lexicon import catalogue
from indicators.model import Period
from indicators.period_rules import months_period, year_period
from indicators.periods import PeriodMention
from indicators.table_words import shift_year
from indicators.terms import Subject

_BEHIND = frozenset({"yoy", "yoy_abs", "share", "rank"})
"""What stands behind an amount and holds in its time."""
_WHOLE_YEAR = re.compile("全年|年度|年初")
"""A goal so named holds for the year, in a table of some months too."""


def find_period(place: Place, setting: Setting, subject: Subject, measure: str) -> tuple[Period | None, str]:
    """The time of a value, None where it is not told, and the rule that found it."""
    mention, rule = _mention(place, measure)
    indicator = catalogue().get(subject.code)
    stock = indicator.nature in ("stock", "rate") if indicator else any("余额" in head.text for head in place.column)
    as_of = stock and measure == "level"
    if mention is None:
        period, rule = (None, rule) if rule else (setting.default, "section_period")
    else:
        period = mention.point if as_of and mention.rule != "months" else mention.period
    told = next((head.time for head in place.heads() if head.time), "")
    if not told and place.beside_time in ("month", "to_date") and not any(head.when for head in place.column):
        told = place.beside_time
    goal = next((head for head in place.column if head.kind == "target" and _WHOLE_YEAR.search(head.text)), None)
    if goal and period and period.start.year == period.end.year:
        return year_period(period.end.year), rule
    if told == "last_year" and period and any("累计" in head.text for head in place.column):
        period = _relative(period, "to_date", as_of)
        return shift_year(period), rule
    return _relative(period, told, as_of), rule


def _mention(place: Place, measure: str) -> tuple[PeriodMention | None, str]:
    """The time told nearest to the value; a part of a year (1-10月) is more precise than the year beside it."""
    own = [*place.row_time, *(h.when for h in (*reversed(place.column), *reversed(place.row)) if h.when)]
    above = [head.when for head in (*place.section, *place.title) if head.when]
    words = next((head.words for head in reversed(place.column) if head.words), place.beside)
    if not own and measure in _BEHIND and place.beside_when and words == place.beside:
        return place.beside_when, "period_head"
    part = next((m for m in own if m.rule != "year"), None)
    if part:
        return part, "period_head"
    if not own and place.beside_months and any(head.time == "last_year" for head in place.column):
        return place.beside_months, "period_head"
    part_told = any(m.rule != "year" and not _spans_years(m) for m in above)
    if not own and measure in ("yoy", "yoy_abs", "rank") and place.beside_year and not part_told:
        return place.beside_year, "period_head"
    if not own:
        return (above[0], "period_title") if above else (None, "")
    if measure == "avg_growth" and (plan := _plan_that_ends(own[0], above)):
        return plan, "period_title"
    months = next((m for m in above if m.rule != "year" and m.period), None)
    if (
        months is None
        or months.period is None
        or own[0].period is None
        or months.period.end.year > months.period.start.year
    ):
        # A title of several years (2018-2022年) leaves each column its own.
        return own[0], "period_head"
    if months.period.start.year == own[0].period.start.year:
        return months, "period_title"
    # A title of ten months over a column of another year: whether that column holds ten months or twelve isn't told.
    return None, "period_unclear"


def _spans_years(mention: PeriodMention) -> bool:
    return mention.period is not None and mention.period.start.year < mention.period.end.year


def _plan_that_ends(year: PeriodMention, above: Sequence[PeriodMention]) -> PeriodMention | None:
    """The years of a title (“十三五”) that a year of a column ends: an average told there is over all of them."""
    ends = (m for m in above if m.period and year.period and m.period.end == year.period.end)
    return next((m for m in ends if m.period and m.period.start.year < m.period.end.year), None)


def _relative(period: Period | None, told: str, as_of: bool) -> Period | None:
    if period is None or not told:
        return period
    if told == "last_year":
        # Beside 本月 and 累计 the same time of last year may be the month or the months so far, of a stock it is its end.
        one_month = (period.start.year, period.start.month) == (period.end.year, period.end.month)
        return None if one_month and not as_of else shift_year(period)
    if period.start.year != period.end.year:
        return period
    first = period.end.month if told == "month" else 1
    return months_period(period.end.year, first, period.end.month)


def find_kind(place: Place, setting: Setting, period: Period | None) -> str:
    """Told by the row or column, by the title for its own time (a table of targets may begin with last year's outcome)."""
    own = next((head.kind for head in (*reversed(place.column), *reversed(place.row), *place.section) if head.kind), "")
    if own:
        return own
    if _is_planned(place, period):
        return "target"
    if any(head.measure == "share" and "完成" in head.text for head in place.column):
        # How much of a goal is done is no goal itself.
        return "actual"
    for head in place.title:
        over = period and head.when and head.when.period and period.end < head.when.period.start
        if head.kind and not over:
            return head.kind
    planned = setting.mode == "plan" and not (period and setting.default and period.end < setting.default.start)
    later = setting.mode == "review" and period and setting.clock.review and period.start.year > setting.clock.review
    return "target" if planned or later else "actual"


def _is_planned(place: Place, period: Period | None) -> bool:
    """Whether a value lies within the years of the plan whose goals the table tells; those before are where it began."""
    if not place.plan or period is None:
        return False
    spans = (head.when.period for head in place.title if head.when and head.when.period)
    plan = next((span for span in spans if span.start.year < span.end.year), None)
    return plan is not None and period.end >= plan.end
