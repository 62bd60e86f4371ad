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
from indicators.numerals import parse_chinese

_YEAR = r"(?:19|20)\d\d"
_SPAN = re.compile(rf"({_YEAR})年?\s*(?:-|–|—|~|至|到|and|to)\s*({_YEAR})(?!\d)年?")
_SINCE = re.compile(rf"(?:since\s+({_YEAR})(?!\d)|({_YEAR})年(?:以来|起|之后|以后))")
_ONE_YEAR = re.compile(rf"({_YEAR})(?!\d)年?度?(?!\d{{1,2}}月)")
_COUNT = re.compile(r"(?:前([一二三四五六七八九十]{1,3}|\d{1,2})(?:名|位|个)?|top\s+(\d{1,2})(?!\d))")
_WHOLE = re.compile(r"[a-z][a-z&-]*|\d+(?:[-–—~至到.]\d+)*[%月日号]?")
_SUFFIX = re.compile(r"(?<=..)(?:自治县|自治区|省|市|区|县|旗|盟|州)$")
_PLACE = re.compile(r".[省市区县旗盟州]$")
_ENGLISH_SUFFIX = re.compile(r" (?:city|province|district|county)$")


@dataclass(frozen=True, slots=True)
class Question:
    """What a question asks for; an empty field was not stated.

    ``years`` are the first and the last, the last empty (None) for all since. ``order`` is highest or lowest and runs
    over ``over`` (places, years); ``count`` is how many of them are wanted. ``unknown`` are the words that nothing
    explains, ``absent`` places that exist but have no figures in the store: with either, there is no answer.
    """

    areas: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    measure: str = ""
    kind: str = ""
    years: tuple[int, int | None] | None = None
    order: str = ""
    over: str = ""
    count: int | None = None
    unknown: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def is_understood(self) -> bool:
        """Whether every word of it was explained and it asks for something."""
        return not self.unknown and not self.absent and bool(self.indicators or self.areas or self.order)


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
    """Fillers, cues and indicators; where a word is several of these, the later counts."""
    rules = read_toml("questions.toml")
    senses = {word: _Sense() for words in rules["filler"].values() for word in words}
    senses |= {word: _Sense(unknown=True) for words in rules["unknown"].values() for word in words}
    for cue in rules["cue"]:
        senses |= {
            word: _Sense(cue={name: said for name, said in cue.items() if name != "words"}) for word in cue["words"]
        }
    for code, entry in catalogue().items():
        english = entry.en.lower()
        spelled = [*entry.names, entry.zh, english, re.sub(r" \(.*\)$", "", english)]
        senses |= {word: _Sense(indicators=(code,)) for word in map(_plain, spelled)}
    return senses | {_plain(word): _Sense(indicators=tuple(codes)) for word, codes in rules["indicators"].items()}


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


def read_question(text: str, vocabulary: Vocabulary) -> Question:
    """What a question in Chinese or English asks for.

    >>> words = make_vocabulary([("360102", "东湖区"), ("360112", "新建区")])
    >>> asked = read_question("新建区 2021年 GDP", words)
    >>> asked.areas, asked.indicators, asked.years
    (('360112',), ('gdp',), (2021, 2021))
    >>> read_question("which districts grew fastest in 2019", words).order
    'highest'
    >>> read_question("东湖区幸福指数", words).unknown
    ('幸福指数',)
    """
    plain, question, at = _plain(text), Question(), 0
    unknown: list[str] = []
    ended = -1  # where the last unknown word ends, since characters side by side are one
    while at < len(plain):
        step = _read_number(plain, at, question) or _read_word(plain, at, question, vocabulary)
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
    return replace(question, unknown=(*question.unknown, *others), absent=absent)


def _read_number(plain: str, at: int, question: Question) -> tuple[Question, int] | None:
    """Years, or how many places are wanted, written here."""
    if found := _SPAN.match(plain, at):
        first, last = sorted((int(found[1]), int(found[2])))
        return replace(question, years=(first, last)), found.end()
    if found := _SINCE.match(plain, at):
        return replace(question, years=(int(found[1] or found[2]), None)), found.end()
    if found := _ONE_YEAR.match(plain, at):
        year = int(found[1])
        since, until = question.years or (year, year)
        return replace(question, years=(min(since, year), None if until is None else max(until, year))), found.end()
    if found := _COUNT.match(plain, at):
        count = int(found[2] or (found[1] if found[1].isdigit() else parse_chinese(found[1]) or 0))
        return replace(question, count=count or None, order=question.order or "highest"), found.end()
    return None


def _read_word(plain: str, at: int, question: Question, vocabulary: Vocabulary) -> tuple[Question, int] | None:
    """The longest known word here; a Latin one counts as a whole only."""
    pattern, senses = vocabulary
    found = pattern.match(plain, at)
    word = found[0] if found else ""
    while word and not (word in senses and _is_whole(plain, at, at + len(word))):
        word = next((word[:end] for end in range(len(word) - 1, 0, -1) if word[:end] in senses), "")
    if not word:
        return None
    sense = senses[word]
    if sense.unknown:
        return replace(question, unknown=(*question.unknown, word)), at + len(word)
    areas = tuple(dict.fromkeys((*question.areas, *sense.areas)))
    codes = tuple(dict.fromkeys((*question.indicators, *sense.indicators)))
    return replace(question, areas=areas, indicators=codes, **sense.cue), at + len(word)


def _is_whole(plain: str, start: int, end: int) -> bool:
    """Whether no Latin word is cut at either end."""
    return not any(0 < cut < len(plain) and _is_latin(plain[cut - 1]) and _is_latin(plain[cut]) for cut in (start, end))


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _unknown_at(plain: str, at: int) -> str:
    """The Latin word, the number or the single character here, empty for spaces and punctuation."""
    whole = _WHOLE.match(plain, at)
    if whole:
        return whole[0]
    return plain[at] if plain[at].isalnum() else ""
