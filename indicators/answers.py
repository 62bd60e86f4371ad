"""A question and the store's rows → an answer: which rows, in which order, taken together or not, and what was taken for granted."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

import pandas as pd

from indicators.asked import Question, spans_years
from indicators.beside import Held, hold, places_needed
from indicators.labels import Language
from indicators.lexicon import catalogue
from indicators.narrowing import in_years, of_basis, of_months
from indicators.over_years import OverYears, over_years
from indicators.question_numbers import Limit
from indicators.ranking import Order, definitions, in_order, missing_places, sort_by_value, without_restated
from indicators.same_period import common_period, of_period
from indicators.series import HEADLINES, MANY_THINGS, best, columns, outcomes, split
from indicators.tiers import RANKS, holding, inside, of_one_rank
from indicators.totals import Refusal, Total, take_together

Select = Callable[..., pd.DataFrame]
"""Gives prepared rows by filters, as ``select`` of a store names them."""

GROWTH_OF = ("gdp",)
"""What grows where a question about growth names nothing: the economy."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows that answer a question, best first where it asks for an order.

    ``question`` is the question with what was taken for granted filled in; ``assumed`` names those fields. Rows of an
    ``order`` are of one period, unit and kind of figure; ``definitions`` are those among them or among what was added.
    ``without`` are the asked places that have none, ``missing`` those that have none where all of a rank were meant.
    ``refused`` is why there are no rows although the question was understood: nothing (then ``years`` are those that
    would give some), no_order (what differs can't be ranked), none_meets (no value meets the limits), definition (there
    are figures, but of the ``definitions`` only), places and no_yard (see `beside.Held`). ``held`` is what holding places
    against each other or those above them gave. ``together`` is
    the sum or mean of the places that was asked for, or why there is none, ``over_years`` what several years come to.
    ``within`` are places named for those in them. ``compared`` are all rows that an order or a sum looked at.
    """

    question: Question
    rows: pd.DataFrame
    assumed: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    refused: str = ""
    years: tuple[int, ...] = ()
    order: Order | None = None
    definitions: tuple[str, ...] = ()
    together: Total | Refusal | None = None
    over_years: OverYears | None = None
    within: tuple[str, ...] = ()
    compared: pd.DataFrame | None = None
    held: Held | None = None


def answer(
    question: Question,
    select: Select,
    places: Collection[str] = (),
    language: Language = "zh",
    rank: str = RANKS[-1],
) -> Answer:
    """The answer to a question that was understood; ``places`` are all that the store knows, to say which have no figure.

    ``language`` is that of the words which tell how a share was worked out, ``rank`` (see `tiers.RANKS`) that of the
    places which are meant where a question compares and names neither places nor their rank. Where an order is asked for
    and growth alone is reported, as of most goals, places are put in order by that.
    """
    full, assumed = _fill(question)
    if not (full.areas or full.over) and (full.order or full.fold or full.side or full.apart or full.beside):
        full = replace(full, over="" if rank == RANKS[-1] else rank)
    if full.beside or full.apart:
        return _held(full, assumed, select, language)
    within = holding(full)
    full = replace(full, areas=()) if within else full
    spanning = _takes_years(full)
    rows = select(
        areas=full.areas,
        indicators=full.indicators,
        measures=("level", full.measure)
        if full.measure and spanning
        else (full.measure,)
        if full.measure
        else ("level", "yoy"),
        # Estimates and targets are no rivals of outcomes.
        kinds=(full.kind or "actual",) if full.order or full.fold or full.kind else (),
    )
    dated = inside(rows[rows["span"].ne("none")], within)
    found = of_months(in_years(dated, full), full.months)
    if full.basis and len(found):
        known, found = definitions(found), of_basis(found, full.basis)
        if found.empty:
            return Answer(full, found, assumed=assumed, refused="definition", definitions=known)
    if spanning:
        told = _over_years(full, found, assumed)
    elif full.fold or (full.order and full.over != "years"):
        told = _compared(full, found, assumed)
    else:
        told = _best_years(full, found, assumed) if full.order else _listed(full, found, assumed)
    if told.refused == "nothing" and full.order and not (question.measure or question.limits):
        growth = answer(replace(question, measure="yoy"), select, places, language, rank)
        if len(growth.rows):
            return replace(growth, assumed=(*growth.assumed, "measure"))
    years = _years(of_months(of_one_rank(full, dated), full.months)) if told.refused == "nothing" else ()
    return _judged(replace(told, within=within, years=years), places)


def _held(question: Question, assumed: tuple[str, ...], select: Select, language: Language) -> Answer:
    """Places held against each other, or against the place above them."""
    rows = select(
        areas=places_needed(question),
        indicators=question.indicators,
        measures=("level" if question.measure == "share" else question.measure,),
        kinds=(question.kind or "actual",),
    )
    dated = of_months(rows[rows["span"].ne("none")], question.months)
    found = of_basis(in_years(dated, question), question.basis)
    held = hold(question, found, language)
    years = _years(dated) if held.refused == "nothing" else ()
    return Answer(question, held.rows, assumed=assumed, refused=held.refused, years=years, held=held)


def _takes_years(question: Question) -> bool:
    """Whether several years are to be taken together; growth over them belongs to places that are named."""
    grows = question.measure in ("yoy", "avg_growth") and bool(question.areas) and not question.limits
    return spans_years(question) and not question.order and (bool(question.fold) or grows)


def _judged(told: Answer, places: Collection[str]) -> Answer:
    """An order or a sum with the places that it should hold and does not, and the definitions in it."""
    if told.compared is None or told.refused == "nothing":
        return told
    one_rank = not told.question.areas and told.question.over != "years"
    missing = missing_places(told.question, told.within, places, told.compared) if one_rank else ()
    return replace(told, missing=missing, definitions=definitions(told.compared))


def _years(rows: pd.DataFrame) -> tuple[int, ...]:
    return tuple(sorted({int(year) for year in rows["year"].dropna()}))


def _fill(question: Question) -> tuple[Question, tuple[str, ...]]:
    """The question with an indicator and, for an order, a measure; what was filled in."""
    assumed: tuple[str, ...] = ()
    if not question.indicators:
        compares = question.order or question.limits or question.fold or question.beside or question.apart
        codes = GROWTH_OF if compares else HEADLINES
        question, assumed = replace(question, indicators=codes), ("indicators",)
    if question.limits:
        question = _fill_limits(question)
    if question.side and not question.measure:
        entry = catalogue().get(question.indicators[0])
        question = replace(question, measure="yoy" if entry and entry.nature == "flow" else "level")
    if (question.order or question.fold or question.apart) and not question.measure:
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
    one_year = question.years is not None and not spans_years(question)
    return replace(
        question,
        limits=tuple(replace(limit, unit=limit.unit or told) for limit in question.limits),
        measure=measure,
        order=question.order or ("highest" if question.limits[0].sign[0] == ">" else "lowest"),
        over="years" if one_place and not one_year else question.over,
    )


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
    shown, indicator = _one_indicator(best(of_one_rank(question, rows[rows["year"].notna()])))
    period = common_period(shown)
    same = _same_unit(without_restated(of_period(shown, period)), question.limits) if period else shown
    if same.empty:
        return Answer(question, same, assumed=assumed, refused="nothing")
    settled = replace(question, indicators=indicator)
    taken = assumed if question.years and not spans_years(question) else (*assumed, "period")
    told = _folded(settled, same) if question.fold else _ordered(settled, same)
    return replace(told, assumed=taken, without=_without(question, same), compared=same)


def _folded(question: Question, same: pd.DataFrame) -> Answer:
    """The rows with their sum or mean, highest first."""
    ordered = sort_by_value(same)
    return Answer(question, ordered, together=take_together(ordered, question.fold))


def _ordered(question: Question, rows: pd.DataFrame) -> Answer:
    order = in_order(question, rows)
    refused = "" if len(order.rows) else "none_meets"
    return Answer(question, order.rows, order=order, refused=refused)


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
    single = rows[rows["year"].notna()]
    shown, indicator = _one_indicator(best(single) if question.months else outcomes(best(single)))
    if shown.empty or MANY_THINGS & set(question.indicators) or len({*columns(shown, "place")}) > 1:
        return Answer(question, shown.iloc[:0], assumed=assumed, refused="nothing" if shown.empty else "no_order")
    same = _same_unit(shown, question.limits)
    if same.empty:
        return Answer(question, same, assumed=assumed, refused="nothing")
    return replace(_ordered(replace(question, indicators=indicator), same), assumed=assumed, compared=same)


def _over_years(question: Question, rows: pd.DataFrame, assumed: tuple[str, ...]) -> Answer:
    """Several years of each place taken together, beside the figures that this is made of and, for growth, what is reported of it."""
    told = over_years(question, of_one_rank(question, rows))
    listing = not told.spells or question.measure != "level"  # what is added stands for itself
    reported = best(of_one_rank(question, rows[rows["measure"].eq(question.measure)])) if listing else told.rows
    shown = pd.concat([told.rows, reported[~reported.index.isin(told.rows.index)]])
    refused = "" if len(shown) else "nothing"
    return Answer(question, shown, assumed=assumed, over_years=told, without=_without(question, shown), refused=refused)
