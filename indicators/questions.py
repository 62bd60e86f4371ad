"""A reader's question → the filters that it states, every word accounted for; no model, no guess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from indicators.areas import area_by_code
from indicators.labels import format_area
from indicators.lexicon import catalogue, read_toml, trie_pattern
from indicators.question_numbers import Limit, Stated, read_count, read_limit, read_months, read_range, read_years

_WHOLE = re.compile(r"[a-z][a-z&-]*|\d+(?:[-–—~至到.]\d+)*[%月日号]?")
_LETTERS = re.compile("[a-z]{2}")
_SUFFIX = re.compile(r"(?<=..)(?:自治县|自治区|省|市|区|县|旗|盟|州)$")
_PLACE = re.compile(r".[省市区县旗盟州]$")
_ENGLISH_SUFFIX = re.compile(r" (?:city|province|district|county)$")


@dataclass(frozen=True, slots=True)
class Question:
    """What a question asks for; an empty field was not stated.

    ``years`` are the first and the last, the last empty (None) for all since, and ``listed`` the years meant where some
    between them are not; ``relative`` are the words among them that were counted from the newest year, each with its
    first and last year. ``months`` are the first and the last of a part
    of a year. ``order`` is highest or lowest and runs over ``over`` (places, cities, provinces, years); ``count`` is how
    many of them are wanted, ``limits`` what their values should meet: one, or a lower and an upper one. ``fold`` is sum or
    mean. ``unknown`` are the words that nothing explains, ``absent`` places that exist but have no figures in the store:
    with either, there is no answer.
    """

    areas: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    measure: str = ""
    kind: str = ""
    years: tuple[int, int | None] | None = None
    listed: tuple[int, ...] = ()
    relative: tuple[tuple[str, int, int], ...] = ()
    months: tuple[int, int] | None = None
    limits: tuple[Limit, ...] = ()
    fold: str = ""
    order: str = ""
    over: str = ""
    count: int | None = None
    unknown: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def is_understood(self) -> bool:
        """Whether every word of it was explained and it asks for something."""
        asks = self.indicators or self.areas or self.order or self.limits or self.fold
        return not self.unknown and not self.absent and bool(asks)


@dataclass(frozen=True, slots=True)
class _Sense:
    """What a word of a question says."""

    areas: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    cue: Mapping[str, Any] = field(default_factory=dict)
    unknown: bool = False


Vocabulary = tuple[re.Pattern[str], Mapping[str, _Sense]]


def make_vocabulary(areas: Iterable[tuple[str, str]]) -> Vocabulary:
    """The words that a question may hold: the catalogue's, the cues, and these places, pairs of code and short name."""
    senses: dict[str, _Sense] = dict(_words())
    for word, codes in _place_words(areas).items():
        senses[word] = _Sense(areas=tuple(codes))
    return re.compile(trie_pattern(senses)), senses


@cache
def _words() -> dict[str, _Sense]:
    """Fillers, cues and indicators; where a word is several of these, the later counts, and a cue that names an indicator last."""
    rules = read_toml("questions.toml")
    senses = {word: _Sense() for words in rules["filler"].values() for word in words}
    senses |= {word: _Sense(unknown=True) for words in rules["unknown"].values() for word in words}
    cues = {word: _read_cue(cue) for cue in rules["cue"] for word in cue["words"]}
    senses |= cues
    for code, entry in catalogue().items():
        english = entry.en.lower()
        spelled = [*entry.names, entry.zh, english, re.sub(r" \(.*\)$", "", english)]
        senses |= {word: _Sense(indicators=(code,)) for word in map(_plain, spelled)}
    senses |= {_plain(word): _Sense(indicators=tuple(codes)) for word, codes in rules["indicators"].items()}
    return senses | {word: sense for word, sense in cues.items() if sense.indicators}


def _read_cue(cue: Mapping[str, Any]) -> _Sense:
    said = {name: tuple(value) if isinstance(value, list) else value for name, value in cue.items() if name != "words"}
    return _Sense(indicators=said.pop("indicators", ()), cue=said)


def _place_words(areas: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Each way to call a place → its codes, of which a name without its rank (南昌, 新建) may have several."""
    words: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    for code, name in areas:
        area, english = area_by_code(code), format_area(code, name, "en").lower()
        full = {name, english, area.name if area else name}
        for word in full:
            words.setdefault(_plain(word), []).append(code or name)
        parent = area_by_code(area.parent) if area and area.level == "zone" else None
        short = (
            {name.removeprefix(_SUFFIX.sub("", parent.short))}
            if parent
            else {_SUFFIX.sub("", name), _ENGLISH_SUFFIX.sub("", english)}
        )
        for word in short - full:
            stems.setdefault(_plain(word), []).append(code or name)
    return {word: codes for word, codes in stems.items() if len(word) > 1} | words


def _plain(text: str) -> str:
    """A text as questions are read: full-width characters as common ones, capitals as small letters."""
    return unicodedata.normalize("NFKC", text).lower()


def read_question(text: str, vocabulary: Vocabulary, newest: int | None = None) -> Question:
    """What a question in Chinese or English asks for; ``newest`` is the year that 今年 means, without which it is not understood.

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
    plain, question, at = _plain(text), Question(), 0
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
    return _settle(replace(question, unknown=(*question.unknown, *others), absent=absent))


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


def spans_years(question: Question) -> bool:
    """Whether several years are asked for."""
    return question.years is not None and question.years[0] != question.years[1]


def _settle(question: Question) -> Question:
    """What only the whole question tells: whether a total adds up anything, and what a bare number is."""
    question = _settle_fold(question)
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
