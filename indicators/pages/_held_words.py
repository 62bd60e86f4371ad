"""What an answer says that holds places against each other or against those above them: shares, a difference, who is above or below."""

from __future__ import annotations

from indicators.answers import Answer
from indicators.areas import area_by_code
from indicators.asked import Question
from indicators.beside import Held
from indicators.captions import Row, describe, format_basis
from indicators.derived import format_left_out
from indicators.eras import format_place, name_of
from indicators.labels import format_indicator, format_measure, format_period, format_value, say
from indicators.pages._language import language
from indicators.standings import Difference
from indicators.tiers import NATION, rank_of

_MOST = 12
"""So many shares are told one by one; of more the rows are there to look at."""


def asked_for(question: Question) -> list[str]:
    """How the part of a question was read that names a definition or what places are held against."""
    chosen = language()
    parts = [say("question.basis", chosen, basis=format_basis(question.basis, chosen))] if question.basis else []
    known = area_by_code(question.beside)
    above = name_of(question.beside, chosen) if known else ""
    above = above or (say(f"question.beside.{question.beside}", chosen) if question.beside else "")
    if question.side:
        key = "above" if question.side == ">" else "below"
        return [*parts, say(f"question.side.{key}", chosen, place=above)]
    if question.apart:
        return [*parts, say("question.apart", chosen)]
    return [*parts, say("question.part_of", chosen, place=above)] if above else parts


def sentences(told: Answer) -> list[str]:
    """What holding places against something gave, in sentences."""
    held = told.held
    if held is None or held.refused:
        return []
    if held.shares is not None:
        return list(held.shares.rows["said"].head(_MOST))
    if held.change is not None:
        return [_difference(told.question, held, held.change)]
    chosen = language()
    yards = say("list.semicolon", chosen).join(describe(row, chosen) for row in held.yards)
    return [say("question.held.side", chosen, yards=yards, met=held.met, of=held.of)]


def notes(question: Question, held: Held) -> list[str]:
    """Why figures are left out of what was worked out."""
    chosen = language()
    found = format_left_out(held.shares.left_out, chosen, whole=_whole(question)) if held.shares is not None else []
    return found + ([say("question.unsure", chosen, count=held.unsure)] if held.unsure else [])


def _whole(question: Question) -> str:
    """What kind of place a share is of."""
    named = {"cities": "city", "provinces": "province"}.get(rank_of(question.beside), "city")
    kind = "nation" if question.beside == NATION else named if area_by_code(question.beside) else question.beside
    return say(f"whole.{kind}", language())


def _difference(question: Question, held: Held, change: Difference | str) -> str:
    chosen = language()
    if isinstance(change, str):
        reported = set(held.rows["place"])
        lacking = next((place for place in (*question.areas, question.beside) if place and place not in reported), "")
        return say("question.held.no_change", chosen, reason=say(f"why.{change}", chosen, base=_named(lacking, held)))
    first, last = held.ends
    value = format_value(change.value, change.unit, chosen, measure="diff")
    return say(
        "question.held.apart",
        chosen,
        first=_place(first),
        last=_place(last),
        value=say("compare.about", chosen, value=value) if change.approx else value,
        period=format_period(first["period_start"], first["period_end"], chosen),
        indicator=format_indicator(first["indicator"], chosen),
        measure=format_measure(first["measure"], chosen) if first["measure"] != "level" else "",
    )


def _place(row: Row) -> str:
    return format_place(row["area_code"], row["area"], language())


def _named(place: str, held: Held) -> str:
    """The place without a figure, else the one that the other is held against."""
    chosen = language()
    if place in ("city", "province", "nation"):
        return say(f"question.beside.{place}", chosen)
    return name_of(place, chosen) if place else _place(held.ends[-1]) if held.ends else ""
