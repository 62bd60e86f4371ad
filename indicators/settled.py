"""What only the whole question tells: what a total adds up, what a bare number is, what declines and places beside each other mean."""

from __future__ import annotations

import re
from dataclasses import replace

from indicators.areas import ancestors, area_by_code
from indicators.asked import Question, spans_years
from indicators.question_numbers import Limit
from indicators.tiers import RANKS, rank_of

_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_STEM = re.compile("[省市区县旗盟州]$")


def settle(question: Question) -> Question:
    """What only the whole question tells: whether a total adds up anything, and what a bare number is."""
    question = _settle_fold(_settle_beside(_settle_falls(question)))
    bare = tuple(limit for limit in question.limits if limit.bare)
    if not bare:
        return question
    if question.measure in ("yoy", "share"):  # a percentage; beside an amount it is nothing that could be compared
        told = (replace(limit, unit="%", bare=False) if limit.bare else limit for limit in question.limits)
        return replace(question, limits=tuple(told))
    return replace(question, unknown=(*question.unknown, *dict.fromkeys(limit.words for limit in bare)))


def _settle_fold(question: Question) -> Question:
    """A total is a sum where there are several figures, 累计 where there are several years; beside months both are no more than a word."""
    if question.fold not in ("total", "cumulative"):
        return question
    if spans_years(question) and not question.months:
        return replace(question, fold="sum")
    if question.fold == "cumulative":
        return replace(question, fold="", unknown=question.unknown if question.months else (*question.unknown, "累计"))
    return replace(question, fold="sum" if len(question.areas) > 1 or question.over else "")


def _settle_falls(question: Question) -> Question:
    """Declines as growth below zero: 下降3%以上 is growth of at most -3%; of places that are named what they grew by is asked."""
    if not question.falls:
        return question
    question = replace(question, falls=False, pending=(), measure=question.measure or "yoy")
    if question.limits:
        turned = tuple(
            replace(each, sign=_MIRRORED[each.sign], value=-each.value, unit="%", bare=False)
            for each in question.limits
            if each.bare or each.unit == "%"
        )
        below = () if any(each.sign[0] == "<" for each in turned) else (Limit("<", 0.0, "%"),)
        return replace(question, limits=(*turned, *below)) if len(turned) == len(question.limits) else question
    if question.order:
        return replace(question, order="lowest" if question.order == "highest" else "highest")
    named = question.areas and question.over not in RANKS
    return question if named else replace(question, limits=(Limit("<", 0.0, "%"),))


def _settle_beside(question: Question) -> Question:
    """What places are held against: of a share the place that holds the others; 全市 alone says nothing that an answer follows."""
    if question.measure == "share" and not question.beside:
        question = _find_whole(question)
    wanted = question.measure == "share" or question.apart or question.side
    if question.beside and not wanted:
        question = replace(question, beside="", unknown=(*question.unknown, *question.pending))
    if question.apart or question.beside:
        question = replace(question, fold="")
    return replace(question, pending=())


def _find_whole(question: Question) -> Question:
    """The place above the others that a share is of, where it is named (占南昌市的比重); one that shares its short name is not meant."""
    found = {place: parts for place in question.areas if (parts := _parts_of(place, question)) is not None}
    if len(found) != 1:
        return question
    ((whole, parts),) = found.items()
    return replace(question, areas=parts, beside=whole)


def _parts_of(whole: str, question: Question) -> tuple[str, ...] | None:
    """The other places named, where all are of one rank and lie in this one; none named where all of a rank are meant (各县区)."""
    others = [place for place in question.areas if place != whole]
    below = question.over in RANKS and RANKS.index(question.over) > RANKS.index(rank_of(whole))
    if rank_of(whole) == "places" or not (others or below):
        return None
    named = len(others) == 1 and question.over not in RANKS
    parts = tuple(place for place in others if named or _stem(place) != _stem(whole))
    inside = all(whole in _above(place) for place in parts) and len({*map(rank_of, parts)}) <= 1
    return parts if inside else None


def _stem(place: str) -> str:
    area = area_by_code(place)
    return _STEM.sub("", area.short) if area else place


def _above(place: str) -> set[str]:
    area = area_by_code(place)
    return {each.code for each in ancestors(area)} if area else set()
