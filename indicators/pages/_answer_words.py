"""What an answer says in words: how the question was read, what figures come to together, and what is to be known of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from indicators.answers import Answer
from indicators.asked import Question
from indicators.captions import format_basis
from indicators.eras import format_place
from indicators.labels import (
    format_indicator,
    format_kind,
    format_measure,
    format_months,
    format_period,
    format_value,
    say,
)
from indicators.over_years import OverYears, Spell
from indicators.pages import _data, _held_words, _years
from indicators.pages._language import language
from indicators.tiers import RANKS, is_zone
from indicators.totals import Refusal, Total

MOST_NAMED = 8
"""So many places are named where figures are missing; of more their number is told."""

MOST_SPELLS = 12
"""So many places are told one by one; of more the rows are there to look at."""


def listed(words: Iterable[str]) -> str:
    """Words in a row."""
    return say("list.comma", language()).join(words)


def places(codes: Collection[str]) -> list[str]:
    """The names of places by their codes."""
    names = dict(_data.facets().areas)
    return [format_place(code, names.get(code, code), language()) for code in codes]


def some(codes: Collection[str]) -> str:
    """The names of a few places, or of the first of many with how many there are."""
    named = places(list(codes)[:MOST_NAMED])
    if len(codes) <= MOST_NAMED:
        return listed(named)
    return say("question.and_more", language(), areas=listed(named), count=len(codes))


def _listed_years(years: Iterable[int]) -> str:
    """Years in a row, those that follow each other as one."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return listed(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def period_text(question: Question) -> str:
    """The years asked for, with the part of each that is."""
    chosen = language()
    months = format_months(*question.months, chosen) if question.months else ""
    if question.years is None:
        return months
    first, last = question.years
    if last is None:
        return " ".join(filter(None, [say("question.since", chosen, first=first), months]))
    years = format_period(f"{first}-01-01", f"{last}-12-31", chosen)
    if question.listed:
        years = say("question.years", chosen, years=_listed_years(question.listed))
    gap = "" if chosen == "zh" else " "
    return gap.join([years, months] if chosen == "zh" else filter(None, [months, years]))


def limits(question: Question) -> list[str]:
    """The limits in words; a bare number beside an amount is read in the unit that reports use, for the reader to take or leave."""
    usual = {"zh": 1e8, "en": 1e9}[language()]
    return [
        f"{limit.sign} {format_value(limit.value * (usual if limit.bare else 1), 'CNY' if limit.bare else limit.unit, language())}"
        for limit in question.limits
    ]


def _asked_places(told: Answer) -> str:
    """The places that an answer is about: by name, or all of a rank, in a city or province where that is named."""
    chosen, question = language(), told.question
    if question.areas:
        return listed(places(question.areas))
    everyone = say(f"question.all_{question.over if question.over in RANKS else 'places'}", chosen)
    within = listed(places(told.within))
    return say("question.within", chosen, area=within, places=everyone) if within else everyone


def read_as(told: Answer) -> str:
    """How the question was read, with what was taken for granted."""
    chosen, question = language(), told.question
    codes = listed([format_indicator(code, chosen) for code in question.indicators])
    parts = [
        _asked_places(told),
        period_text(question),
        say("question.assumed.indicators", chosen, indicators=codes) if "indicators" in told.assumed else codes,
        say("question.assumed.measure", chosen)
        if "measure" in told.assumed
        else format_measure(question.measure, chosen)
        if question.measure
        else "",
        format_kind(question.kind, chosen) if question.kind else "",
        *limits(question),
        *_held_words.asked_for(question),
        say(f"question.{question.fold or question.order}", chosen) if question.fold or question.order else "",
        *(_counted(word, first, last) for word, first, last in question.relative),
    ]
    if "period" in told.assumed:
        first = told.rows.iloc[0]
        when = format_period(first["period_start"], first["period_end"], chosen)
        parts.append(say("question.assumed.period", chosen, period=when))
    return say("question.read_as", chosen, parts=" · ".join(part for part in parts if part))


def _counted(word: str, first: int, last: int) -> str:
    """Which years a word such as 去年 was taken for: the calendar on the wall does not count, the store does."""
    chosen = language()
    years = format_period(f"{first}-01-01", f"{last}-12-31", chosen)
    return say("question.relative", chosen, word=word, years=years, newest=_years.newest_year())


def together(told: Total | Refusal) -> str:
    """The sum or mean with what it is made of, or why it would mislead."""
    chosen = language()
    if isinstance(told, Refusal):
        return say(f"question.together.{told.reason}", chosen, areas=listed(places(told.places)))
    value = format_value(told.value, told.unit, chosen, bound=told.bound)
    return say(f"question.together.{told.how}", chosen, value=value, count=told.count)


def over_years(told: OverYears) -> list[str]:
    """What several years come to, a sentence for each place and definition."""
    return [_spell(spell) for spell in told.spells[:MOST_SPELLS]]


def years_notes(told: OverYears) -> list[str]:
    """Why places have nothing over several years, and what to know of those that have."""
    chosen, more = language(), len(told.spells) - MOST_SPELLS
    texts = [say("question.years.more", chosen, count=more)] if more > 0 else []
    for refusal in told.left_out:
        areas = some(refusal.places) or say("question.all_places", chosen)
        texts.append(say(f"question.years.{refusal.reason}", chosen, areas=areas))
    if any(spell.how == "growth" and spell.unit in ("CNY", "USD") for spell in told.spells):
        texts.append(say("question.years.revised", chosen))
    return texts


def _spell(spell: Spell) -> str:
    chosen = language()
    what = format_indicator(spell.indicator, chosen)
    what = say("with.basis", chosen, value=what, basis=format_basis(spell.basis, chosen)) if spell.basis else what
    named = {"place": places((spell.place,))[0], "indicator": what}
    if spell.how in ("growth", "chained"):
        return say(f"question.years.{spell.how}", chosen, **named, **_grown(spell))
    value = format_value(spell.value, spell.unit, chosen, bound=spell.bound)
    text = say(f"question.years.{spell.how}", chosen, **named, years=_listed_years(spell.years), value=value)
    missing = say("question.years.missing", chosen, years=_listed_years(spell.missing)) if spell.missing else ""
    return text + missing


def _grown(spell: Spell) -> dict[str, object]:
    """The parts of a sentence on growth over several years."""
    chosen = language()
    parts: dict[str, object] = {
        name: format_value(round(value, 1), "%", chosen, measure="yoy", bound=spell.bound)
        for name, value in (("change", spell.value), ("yearly", spell.yearly))
    }
    if spell.how == "chained":
        return {**parts, "years": _listed_years(spell.years)}
    before, after = (format_value(value, spell.unit, chosen) for value in (spell.values[0], spell.values[-1]))
    return {**parts, "first": spell.years[0], "last": spell.years[-1], "before": before, "after": after}


def notes(told: Answer) -> list[str]:
    """What is to be known of the rows: which were compared, which were left out, who has none."""
    chosen = language()
    found = [*_order_notes(told), *_sum_notes(told)]
    found += years_notes(told.over_years) if told.over_years and told.over_years.spells else []
    if told.without and not told.refused:
        found.append(say("question.without", chosen, areas=listed(places(told.without))))
    found += _held_words.notes(told.question, told.held) if told.held else []
    if told.missing and not told.refused:
        found.append(say("question.missing", chosen, areas=some(told.missing)))
    return found


def _order_notes(told: Answer) -> list[str]:
    """What makes an order less than it seems."""
    chosen, order = language(), told.order
    if order is None:
        return []
    over = "years" if told.question.over == "years" else "places"
    found = [say(f"question.ranked.{over}", chosen)]
    if order.of and not told.refused:
        found.append(say("question.met", chosen, count=len(order.rows), of=order.of))
    found += [say("question.unsure", chosen, count=order.unsure)] if order.unsure else []
    found += [say("question.open_order", chosen, areas=some(order.open))] if order.open else []
    found += [say("question.twice", chosen, areas=some(order.twice))] if order.twice else []
    named = [format_basis(basis, chosen) if basis else say("redefined.none", chosen) for basis in told.definitions]
    return [*found, say("question.definitions", chosen, bases=listed(named))] if len(named) > 1 else found


def _sum_notes(told: Answer) -> list[str]:
    """What may be lacking in a sum of places, or be in it twice."""
    chosen = language()
    if not isinstance(told.together, Total):
        return []
    zones = [place for place in dict.fromkeys(told.rows["place"]) if is_zone(place)]
    lacking = not told.question.areas
    found = [say("question.together.note", chosen)] if lacking else []
    within = zones and len(zones) < len(told.rows)
    return [*found, say("question.together.zones", chosen, areas=some(zones))] if within else found
