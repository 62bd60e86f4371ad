"""A question and the store's rows → an answer: which rows, in which order, taken together or not, and what was taken for granted."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import inf

import pandas as pd

from indicators.lexicon import catalogue
from indicators.question_numbers import Limit
from indicators.questions import Question
from indicators.same_period import common_period, of_period
from indicators.series import HEADLINES, MANY_THINGS, best, columns, outcomes, split
from indicators.tiers import RANKS, holding, inside, of_one_rank
from indicators.totals import Refusal, Total, take_together

Select = Callable[..., pd.DataFrame]
"""Gives prepared rows by filters, as ``select`` of a store names them."""

GROWTH_OF = ("gdp",)
"""What grows where a question about growth names nothing: the economy."""


SIGNS: Mapping[str, Callable[[float, float], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows that answer a question, best first where it asks for an order.

    ``question`` is the question with what was taken for granted filled in; ``assumed`` names those fields. ``ranked``
    rows are of one period, unit and kind of figure; ``without`` are the asked places that have none. Under limits
    ``of`` is how many values were held against them, ``unsure`` how many of them only have a bound that leaves it open.
    ``refused`` is why there are no rows although the question was understood: nothing (then ``years`` are those that
    would give some), no_order (what differs can't be ranked), none_meets (no value meets the limits). ``together`` is
    the sum or mean of the rows that was asked for, or why there is none. ``within`` are places named for those in them.
    """

    question: Question
    rows: pd.DataFrame
    ranked: bool = False
    assumed: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    refused: str = ""
    years: tuple[int, ...] = ()
    of: int = 0
    unsure: int = 0
    together: Total | Refusal | None = None
    within: tuple[str, ...] = ()


def answer(question: Question, select: Select) -> Answer:
    """The answer to a question that was understood."""
    full, assumed = _fill(question)
    within = holding(full)
    full = replace(full, areas=()) if within else full
    rows = select(
        areas=full.areas,
        indicators=full.indicators,
        measures=(full.measure,) if full.measure else ("level", "yoy"),
        # Estimates and targets are no rivals of outcomes.
        kinds=(full.kind or "actual",) if full.order or full.fold or full.kind else (),
    )
    dated = inside(rows[rows["span"].ne("none")], within)
    found = _of_months(_within(dated, full.years), full.months)
    if full.fold or (full.order and full.over != "years"):
        told = _compared(full, found, assumed)
    else:
        told = _best_years(full, found, assumed) if full.order else _listed(full, found, assumed)
    return replace(told, within=within, years=_years(dated) if told.refused == "nothing" else ())


def _years(rows: pd.DataFrame) -> tuple[int, ...]:
    return tuple(sorted({int(year) for year in rows["year"].dropna()}))


def _fill(question: Question) -> tuple[Question, tuple[str, ...]]:
    """The question with an indicator and, for an order, a measure; what was filled in."""
    assumed: tuple[str, ...] = ()
    if not question.indicators:
        codes = GROWTH_OF if question.order or question.limits or question.fold else HEADLINES
        question, assumed = replace(question, indicators=codes), ("indicators",)
    if question.limits:
        question = _fill_limits(question)
    if (question.order or question.fold) and not question.measure:
        question = replace(question, measure="level")
    return question, assumed


def _fill_limits(question: Question) -> Question:
    """What limits leave open: the unit of an amount, what a percentage is of, and over what the values run."""
    entry = catalogue().get(question.indicators[0])
    known = entry.unit if entry else ""
    percent = any(limit.unit == "%" for limit in question.limits)
    measure = question.measure or ("yoy" if percent and known != "%" else "level")
    usual = known if measure == "level" and known != "%" else ""
    told = next((limit.unit for limit in question.limits if limit.unit), usual)
    one_place = len(question.areas) == 1 and not question.over
    one_year = question.years is not None and question.years[0] == question.years[1]
    return replace(
        question,
        limits=tuple(replace(limit, unit=limit.unit or told) for limit in question.limits),
        measure=measure,
        order=question.order or ("highest" if question.limits[0].sign[0] == ">" else "lowest"),
        over="years" if one_place and not one_year else question.over,
    )


def _within(rows: pd.DataFrame, years: tuple[int, int | None] | None) -> pd.DataFrame:
    if years is None:
        return rows
    rows = rows[rows["year"].notna()]
    first, last = years
    return rows[rows["year"].ge(first) & (rows["year"].le(last) if last else True)]


def _of_months(rows: pd.DataFrame, months: tuple[int, int] | None) -> pd.DataFrame:
    """The rows of just that part of a year."""
    if months is None:
        return rows
    rows = rows[rows["year"].notna()]
    first, last = (f"{month:02d}" for month in months)
    return rows[rows["period_start"].str[5:7].eq(first) & rows["period_end"].str[5:7].eq(last)]


def _listed(question: Question, rows: pd.DataFrame, assumed: tuple[str, ...]) -> Answer:
    """Every figure asked for: outcomes where there are any, else what was estimated or promised."""
    found = best(of_one_rank(question, rows) if question.over in RANKS else rows)
    without = _without(question, found)
    return Answer(question, found, assumed=assumed, without=without, refused="" if len(found) else "nothing")


def _without(question: Question, found: pd.DataFrame) -> tuple[str, ...]:
    return tuple(area for area in question.areas if area not in set(found["place"]))


def _compared(question: Question, rows: pd.DataFrame, assumed: tuple[str, ...]) -> Answer:
    """Places in order or taken together, all of the period that most of them report in; several things have no order."""
    if MANY_THINGS & set(question.indicators) and not question.fold:
        return Answer(question, rows.iloc[:0], assumed=assumed, refused="no_order")
    shown, indicator = _one_indicator(best(of_one_rank(question, rows)))
    period = common_period(shown)
    same = _same_unit(of_period(shown, period), question.limits) if period else shown
    if same.empty:
        return Answer(question, same, assumed=assumed, refused="nothing")
    settled = replace(question, indicators=indicator)
    taken = assumed if question.years and question.years[0] == question.years[1] else (*assumed, "period")
    told = _folded(settled, same) if question.fold else _ordered(settled, same)
    return replace(told, assumed=taken, without=_without(question, same))


def _folded(question: Question, same: pd.DataFrame) -> Answer:
    """The rows with their sum or mean, highest first."""
    ordered = same.sort_values("value", ascending=False, kind="stable")
    return Answer(question, ordered, together=take_together(ordered, question.fold))


def _ordered(question: Question, rows: pd.DataFrame) -> Answer:
    """Rows of one unit by their value, those that meet the limits where there are some, as many as asked for."""
    ordered = rows.sort_values("value", ascending=question.order == "lowest", kind="stable")
    if not question.limits:
        return Answer(question, ordered[: question.count], ranked=True)
    told = zip(ordered["value"], ordered["value_high"], ordered["bound"], strict=True)
    verdicts = [_meets(value, value if high != high else high, bound, question.limits) for value, high, bound in told]
    met = ordered.iloc[[at for at, verdict in enumerate(verdicts) if verdict]]
    refused = "" if len(met) else "none_meets"
    return Answer(
        question, met[: question.count], ranked=True, of=len(rows), unsure=verdicts.count(None), refused=refused
    )


def _meets(low: float, high: float, bound: str, limits: tuple[Limit, ...]) -> bool | None:
    """Whether a value meets all limits; None where a range or a bound leaves it open.

    >>> over, under = Limit(">", 8, "%"), Limit("<", 10, "%")
    >>> _meets(9, 9, "eq", (over,)), _meets(8, 8, "ge", (over,)), _meets(6, 8, "eq", (over, under))
    (True, None, False)
    >>> _meets(9, 9, "ge", (over, under)), _meets(11, 11, "ge", (over, under))
    (None, False)
    """
    low, high = (-inf if bound == "le" else low), (inf if bound == "ge" else high)
    verdicts = [{SIGNS[limit.sign](low, limit.value), SIGNS[limit.sign](high, limit.value)} for limit in limits]
    if {False} in verdicts:
        return False
    return True if all(verdict == {True} for verdict in verdicts) else None


def _one_indicator(rows: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The indicator that most places report, where a word may mean several."""
    groups = split(rows, "indicator")
    if not groups:
        return rows, ()
    code = max(groups, key=lambda each: len(set(groups[each]["place"])))
    return groups[code], (str(code[0]),)


def _same_unit(rows: pd.DataFrame, limits: tuple[Limit, ...]) -> pd.DataFrame:
    """The rows of the limits' unit, else of the one that most have."""
    groups = split(rows, "unit")
    if limits and limits[0].unit:
        return groups.get((limits[0].unit,), rows.iloc[:0])
    return max(groups.values(), key=len)


def _best_years(question: Question, rows: pd.DataFrame, assumed: tuple[str, ...]) -> Answer:
    """A place's outcomes in order of value, of full years or of the months asked for; the years of several places are not one row of years."""
    shown, indicator = _one_indicator(best(rows) if question.months else outcomes(best(rows)))
    if shown.empty or MANY_THINGS & set(question.indicators) or len({*columns(shown, "place")}) > 1:
        return Answer(question, shown.iloc[:0], assumed=assumed, refused="nothing" if shown.empty else "no_order")
    same = _same_unit(shown, question.limits)
    if same.empty:
        return Answer(question, same, assumed=assumed, refused="nothing")
    return replace(_ordered(replace(question, indicators=indicator), same), assumed=assumed)
