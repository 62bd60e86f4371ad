"""A reader's question → the filters that it states, every word accounted for; no model, no guess."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from indicators.asked import Question
from indicators.question_numbers import Stated, read_count, read_limit, read_months, read_range, read_years
from indicators.question_words import Vocabulary, plain_text
from indicators.settled import settle

_WHOLE = re.compile(r"[a-z][a-z&-]*|\d+(?:[-–—~至到.]\d+)*[%月日号]?")
_LETTERS = re.compile("[a-z]{2}")
_PLACE = re.compile(r".[省市区县旗盟州]$")


def read_question(text: str, vocabulary: Vocabulary, newest: int | None = None) -> Question:
    """What a question in Chinese or English asks for; ``newest`` is the year that 今年 means, without which it is not understood.

    >>> from indicators.question_words import make_vocabulary
    >>> words = make_vocabulary([("360102", "东湖区"), ("360112", "新建区")])
    >>> asked = read_question("新建区 2021年 GDP", words)
    >>> asked.areas, asked.indicators, asked.years
    (('360112',), ('gdp',), (2021, 2021))
    >>> read_question("which districts grew fastest in 2019", words).order
    'highest'
    >>> read_question("东湖区幸福指数", words).unknown
    ('幸福指数',)
    >>> read_question("去年东湖区GDP", words, 2024).years
    (2023, 2023)
    """
    plain, question, at = plain_text(text), Question(), 0
    unknown: list[str] = []
    ended = -1  # where the last unknown word ends, since characters side by side are one
    while at < len(plain):
        stated = _read_number(plain, at, newest)
        step = (
            (_state(question, stated[0]), stated[1]) if stated else _read_word(plain, at, question, vocabulary, newest)
        )
        if step:
            question, at = step
            continue
        word = _unknown_at(plain, at)
        if word and ended == at:
            unknown[-1] += word
        elif word:
            unknown.append(word)
        at += max(len(word), 1)
        ended = at if word else -1
    absent = tuple(word for word in unknown if _PLACE.search(word))
    others = tuple(word for word in unknown if word not in absent)
    return settle(replace(question, unknown=(*question.unknown, *others), absent=absent))


def _read_number(plain: str, at: int, newest: int | None) -> Stated | None:
    """Years, months, limits, or how many places are wanted, written here."""
    if _LETTERS.fullmatch(plain[max(at - 1, 0) : at + 1]):
        return None  # within a word
    limits = read_range(plain, at) or read_limit(plain, at)
    return read_years(plain, at, newest) or read_months(plain, at) or limits or read_count(plain, at)


def _state(question: Question, stated: Mapping[str, Any]) -> Question:
    """The question with what a number says; a year joins those told before, an order that words gave stays."""
    said = dict(stated)
    if year := said.pop("year", None):
        said["years"] = (year, year)
    if "years" in said:
        said |= _join_years(question, said["years"])
    if question.order == "highest" and "order" in said:
        said["order"] = said["order"] if said["order"] == "lowest" else question.order
    elif question.order:
        said.pop("order", None)
    if "limits" in said and question.limits:
        said["limits"] = (*question.limits, *said["limits"])
        if sorted(limit.sign[0] for limit in said["limits"]) != ["<", ">"]:  # two lower ones are no range
            return replace(question, unknown=(*question.unknown, said["limits"][-1].words))
    return replace(question, **said)


def _join_years(question: Question, told: tuple[int, int | None]) -> Mapping[str, Any]:
    """The years asked for once more are told; those between that nobody named are left out."""
    if question.years is None:
        return {"years": told}
    (first, last), (since, until) = question.years, told
    if last is None or until is None:
        return {"years": (min(first, since), None), "listed": ()}
    every = sorted({*(question.listed or range(first, last + 1)), *range(since, until + 1)})
    whole = len(every) == every[-1] - every[0] + 1
    return {"years": (every[0], every[-1]), "listed": () if whole else tuple(every)}


def _read_word(
    plain: str, at: int, question: Question, vocabulary: Vocabulary, newest: int | None
) -> tuple[Question, int] | None:
    """The longest known word here; a Latin one counts as a whole only."""
    pattern, senses = vocabulary
    found = pattern.match(plain, at)
    word = found[0] if found else ""
    while word and not (word in senses and _is_whole(plain, at, at + len(word))):
        word = next((word[:end] for end in range(len(word) - 1, 0, -1) if word[:end] in senses), "")
    if not word:
        return None
    sense = senses[word]
    cue = dict(sense.cue)
    back = cue.pop("back", None)
    if sense.unknown or (back is not None and newest is None):
        return replace(question, unknown=(*question.unknown, word)), at + len(word)
    if back is not None and newest is not None:
        year = newest - back
        relative = (*question.relative, (word, year, year))
        return _state(question, {"year": year, "relative": relative}), at + len(word)
    if "beside" in cue or "falls" in cue:
        cue["pending"] = (*question.pending, word)
    areas = tuple(dict.fromkeys((*question.areas, *sense.areas)))
    codes = tuple(dict.fromkeys((*question.indicators, *sense.indicators)))
    return replace(question, areas=areas, indicators=codes, **cue), at + len(word)


def _is_whole(plain: str, start: int, end: int) -> bool:
    """Whether no Latin word is cut at either end; a number may follow at once (GDP500亿以上)."""
    before, first, last, after = plain[start - 1 : start], plain[start], plain[end - 1], plain[end : end + 1]
    cut = _is_latin(before) and _is_latin(first)
    return not cut and not (_is_latin(last) and _is_latin(after) and not (last.isalpha() and after.isdigit()))


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _unknown_at(plain: str, at: int) -> str:
    """The Latin word, the number or the single character here, empty for spaces and punctuation."""
    whole = _WHOLE.match(plain, at)
    if whole:
        return whole[0]
    return plain[at] if plain[at].isalnum() else ""
