"""Outcomes of several years → their sum, mean or growth for each place and definition, or the reason why it would mislead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import pandas as pd

from indicators.asked import Question
from indicators.captions import records
from indicators.definitions import scoped
from indicators.derived import adds_up, is_exact
from indicators.eras import breaks
from indicators.lexicon import catalogue
from indicators.series import MANY_THINGS, best, outcomes, split
from indicators.totals import Refusal, common_bound

Told = dict[Any, Any]
"""One row, as `captions.records` gives it."""


@dataclass(frozen=True, slots=True)
class Spell:
    """What the outcomes of some years come to; it is worked out, not reported.

    ``how`` is sum, mean, growth (from the first of the ``values`` to the last) or chained (growth reported year by year,
    multiplied). ``value`` is in ``unit``, of growth in percent, with ``yearly`` for each year on average; ``missing`` are
    years asked for without an outcome of this definition.
    """

    how: str
    indicator: str
    place: str
    basis: str
    value: float
    unit: str
    bound: str
    years: tuple[int, ...]
    missing: tuple[int, ...] = ()
    values: tuple[float, ...] = ()
    yearly: float = 0.0


@dataclass(frozen=True, slots=True)
class OverYears:
    """What was worked out, the rows that it was worked out of, and why some places have nothing."""

    spells: tuple[Spell, ...]
    rows: pd.DataFrame
    left_out: tuple[Refusal, ...] = ()


def over_years(question: Question, rows: pd.DataFrame) -> OverYears:
    """The years of each place taken together: what ``question.fold`` says, else growth over them.

    Only full-year outcomes count. Where growth is told at constant prices it is chained from what is reported of each
    year: the levels are revised by every economic census, so two of them far apart compare like with unlike. Reasons:
    things (they count different things), rates (they don't add up), stock (as of a day), several (a year with more than
    one value), crossed (the area changed between), census (one revised the levels between), open (a bound or a range),
    ends (growth without its first or last year), links (a year without reported growth), few (less than two years).
    """
    how = _how(question)
    of = "yoy" if how == "chained" else "level"
    whole = outcomes(rows[rows["measure"].eq(of) & rows["year"].notna()])
    if refused := _refuse(how, question):
        return OverYears((), whole.iloc[:0], (Refusal(refused),))
    asked = _asked(question, whole)
    series = split(scoped(best(whole)), "indicator", "place", "basis", "unit").values()
    told = [(group, _work_out(how, sorted(records(group), key=_year), asked)) for group in series]
    made = [(group, spell) for group, spell in told if isinstance(spell, Spell)]
    done = {spell.place for _, spell in made}
    reasons: dict[str, dict[str, None]] = {}
    for group, reason in told:
        place = str(group["place"].iloc[0])
        if isinstance(reason, str) and place not in done:
            reasons.setdefault(reason, {})[place] = None
    used = [index for group, spell in made for index in group[group["year"].isin(spell.years)].index]
    left_out = tuple(Refusal(reason, tuple(places)) for reason, places in reasons.items())
    spells = tuple(sorted((spell for _, spell in made), key=lambda each: (each.indicator, -each.value)))
    return OverYears(spells, whole.loc[used], left_out if spells or left_out else (Refusal("few"),))


def _how(question: Question) -> str:
    if question.fold and question.measure == "level":
        return question.fold
    entries = [catalogue().get(code) for code in question.indicators]
    return "chained" if any(entry and entry.growth == "real" for entry in entries) else "growth"


def _refuse(how: str, question: Question) -> str:
    """Why nothing of this kind has a sum, mean or growth."""
    codes, grows = question.indicators, how not in ("sum", "mean")
    natures = {entry.nature for code in codes if (entry := catalogue().get(code))}
    if MANY_THINGS & {*codes}:
        return "things"
    if "stock" in natures:
        return "stock"
    if "rate" in natures or question.measure == "share" or (grows and question.fold == "sum"):
        return "rates"
    return "" if grows or all(adds_up(code) for code in codes) else "rates"


def _asked(question: Question, rows: pd.DataFrame) -> tuple[int, ...]:
    """The years asked for; the last of those since a year is the last that anybody reports."""
    first, last = question.years or (0, 0)
    newest = max((int(year) for year in rows["year"]), default=first) if last is None else last
    if _how(question) == "chained" and not question.fold and question.measure == "yoy":
        first += 1  # growth from 2016 to 2021 is that of 2017 and the years behind it
    elif question.listed:
        return question.listed
    return tuple(range(first, newest + 1))


def _year(row: Told) -> int:
    return int(row["year"])


def _work_out(how: str, told: Sequence[Told], asked: tuple[int, ...]) -> Spell | str:
    """The spell of one series in order of time, or why it has none."""
    told = [row for row in told if _year(row) in ((asked[0], asked[-1]) if how == "growth" else asked)]
    years = [_year(row) for row in told]
    if reason := _why_not(how, told, asked):
        return reason
    values = tuple(float(row["value"]) for row in told)
    value, yearly = _value(how, values, years[-1] - years[0])
    return Spell(
        how,
        **{name: str(told[0][name]) for name in ("indicator", "place", "basis", "unit")},
        value=value,
        yearly=yearly,
        bound=common_bound({row["bound"] for row in told}),
        years=tuple(years),
        missing=() if how == "growth" else tuple(year for year in asked if year not in years),
        values=values,
    )


def _why_not(how: str, told: Sequence[Told], asked: tuple[int, ...]) -> str:
    years = [_year(row) for row in told]
    if how == "chained" and {*years} != {*asked}:
        return "links"
    if len({*years}) < 2:
        return "ends" if how == "growth" else "few"
    if len({*years}) < len(years):
        return "several"
    if any(years[0] <= change.year <= years[-1] for change in breaks(str(told[0]["place"]))):
        return "crossed"
    if len({row["census"] for row in told}) > 1:
        return "census"
    exact = all(is_exact(row) and row["value"] > 0 for row in told)
    open_ = any(not pd.isna(row["value_high"]) for row in told) or not common_bound({row["bound"] for row in told})
    return "open" if open_ or (how == "growth" and not exact) else ""


def _value(how: str, values: Sequence[float], apart: int) -> tuple[float, float]:
    """What values come to, and growth in percent for each year on average.

    >>> [round(each, 6) for each in _value("growth", (100, 121), 2)], _value("mean", (1, 3), 1)
    ([21.0, 10.0], (2.0, 0.0))
    """
    if how in ("sum", "mean"):
        return sum(values) / (len(values) if how == "mean" else 1), 0.0
    factor = prod(1 + value / 100 for value in values) if how == "chained" else values[-1] / values[0]
    count = len(values) if how == "chained" else apart
    return float((factor - 1) * 100), float((factor ** (1 / count) - 1) * 100)
