"""A question and the store's rows → an answer: which rows, in which order, and what was taken for granted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from indicators.questions import Question
from indicators.series import HEADLINES, MANY_THINGS, best, columns, common_period, of_period, outcomes, split

Select = Callable[..., pd.DataFrame]
"""Gives prepared rows by filters, as ``select`` of a store names them."""

GROWTH_OF = ("gdp",)
"""What grows where a question about growth names nothing: the economy."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows that answer a question, best first where it asks for an order.

    ``question`` is the question with what was taken for granted filled in; ``assumed`` names those fields. ``ranked``
    rows are of one period, unit and kind of figure; ``without`` are the asked places that have none. ``refused`` is why
    there are no rows although the question was understood: nothing (then ``years`` are those that would give some),
    no_order (what differs can't be ranked).
    """

    question: Question
    rows: pd.DataFrame
    ranked: bool = False
    assumed: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    refused: str = ""
    years: tuple[int, ...] = ()


def answer(question: Question, select: Select) -> Answer:
    """The answer to a question that was understood."""
    full, assumed = _fill(question)
    rows = select(
        areas=full.areas,
        indicators=full.indicators,
        measures=(full.measure,) if full.measure else ("level", "yoy"),
        # Estimates and targets are no rivals of outcomes.
        kinds=(full.kind or "actual",) if full.order or full.kind else (),
    )
    dated = rows[rows["span"].ne("none")]
    found = _within(dated, full.years)
    if not full.order:
        told = _listed(full, found, assumed)
    else:
        told = _best_years(full, found, assumed) if full.over == "years" else _ranked(full, found, assumed)
    return replace(told, years=_years(dated)) if told.refused == "nothing" else told


def _years(rows: pd.DataFrame) -> tuple[int, ...]:
    return tuple(sorted({int(year) for year in rows["year"].dropna()}))


def _fill(question: Question) -> tuple[Question, tuple[str, ...]]:
    """The question with an indicator and, for an order, a measure; what was filled in."""
    assumed: tuple[str, ...] = ()
    if not question.indicators:
        codes = GROWTH_OF if question.order else HEADLINES
        question, assumed = replace(question, indicators=codes), ("indicators",)
    if question.order and not question.measure:
        question = replace(question, measure="level")
    return question, assumed


def _within(rows: pd.DataFrame, years: tuple[int, int | None] | None) -> pd.DataFrame:
    if years is None:
        return rows
    rows = rows[rows["year"].notna()]
    first, last = years
    return rows[rows["year"].ge(first) & (rows["year"].le(last) if last else True)]


def _listed(question: Question, rows: pd.DataFrame, assumed: tuple[str, ...]) -> Answer:
    """Every figure asked for: outcomes where there are any, else what was estimated or promised."""
    found = best(rows)
    without = _without(question, found)
    return Answer(question, found, assumed=assumed, without=without, refused="" if len(found) else "nothing")


def _without(question: Question, found: pd.DataFrame) -> tuple[str, ...]:
    return tuple(area for area in question.areas if area not in set(found["place"]))


def _ranked(question: Question, rows: pd.DataFrame, assumed: tuple[str, ...]) -> Answer:
    """Districts in order, all of the period that most of them report in; several indicators or things have no order."""
    if MANY_THINGS & set(question.indicators):
        return Answer(question, rows.iloc[:0], assumed=assumed, refused="no_order")
    # A city would stand above its own districts; only a reader who names it wants it among them.
    rows = rows if question.areas else rows[~rows["place"].str.endswith("00")]
    shown, indicator = _one_indicator(best(rows))
    period = common_period(shown)
    same = _same_unit(of_period(shown, period)) if period else shown
    if same.empty:
        return Answer(question, same, assumed=assumed, refused="nothing")
    ordered = same.sort_values("value", ascending=question.order == "lowest", kind="stable")[: question.count]
    settled = replace(question, indicators=indicator)
    taken = assumed if question.years and question.years[0] == question.years[1] else (*assumed, "period")
    return Answer(settled, ordered, ranked=True, assumed=taken, without=_without(question, same))


def _one_indicator(rows: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The indicator that most places report, where a word may mean several."""
    groups = split(rows, "indicator")
    if not groups:
        return rows, ()
    code = max(groups, key=lambda each: len(set(groups[each]["place"])))
    return groups[code], (str(code[0]),)


def _same_unit(rows: pd.DataFrame) -> pd.DataFrame:
    return max(split(rows, "unit").values(), key=len)


def _best_years(question: Question, rows: pd.DataFrame, assumed: tuple[str, ...]) -> Answer:
    """A place's full-year outcomes in order of value; the years of several places are not one row of years."""
    shown, indicator = _one_indicator(outcomes(best(rows)))
    if shown.empty or MANY_THINGS & set(question.indicators) or len({*columns(shown, "place")}) > 1:
        return Answer(question, shown.iloc[:0], assumed=assumed, refused="nothing" if shown.empty else "no_order")
    ordered = _same_unit(shown).sort_values("value", ascending=question.order == "lowest", kind="stable")
    settled = replace(question, indicators=indicator)
    return Answer(settled, ordered[: question.count], ranked=True, assumed=assumed)
