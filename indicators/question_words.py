"""The words that a question may hold: names of places and indicators, cues, and those that say nothing, each with its sense."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from indicators.areas import area_by_code
from indicators.labels import format_area
from indicators.lexicon import catalogue, read_toml, trie_pattern

_SUFFIX = re.compile(r"(?<=..)(?:自治县|自治区|省|市|区|县|旗|盟|州)$")
_ENGLISH_SUFFIX = re.compile(
    r" (?:city|province|district|county|prefecture|autonomous (?:prefecture|county|banner)|league|banner)$"
)


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word of a question says."""

    areas: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    cue: Mapping[str, Any] = field(default_factory=dict)
    unknown: bool = False


Vocabulary = tuple[re.Pattern[str], Mapping[str, Sense]]


def make_vocabulary(areas: Iterable[tuple[str, str]]) -> Vocabulary:
    """The words that a question may hold: the catalogue's, the cues, and these places, pairs of code and short name."""
    senses: dict[str, Sense] = dict(_words())
    for word, codes in _place_words(areas).items():
        senses[word] = Sense(areas=tuple(codes))
    return re.compile(trie_pattern(senses)), senses


@cache
def _words() -> dict[str, Sense]:
    """Fillers, cues and indicators; where a word is several of these, the later counts, and a cue that names an indicator last."""
    rules = read_toml("questions.toml")
    senses = {word: Sense() for words in rules["filler"].values() for word in words}
    senses |= {word: Sense(unknown=True) for words in rules["unknown"].values() for word in words}
    cues = {word: _read_cue(cue) for cue in rules["cue"] for word in cue["words"]}
    cues |= {
        word: Sense(cue={"beside": each["code"]}) for each in rules["beside"] for word in (*each["zh"], *each["en"])
    }
    senses |= cues
    senses |= {word: Sense(cue=said) for word, said in _sides(rules)}
    for code, entry in catalogue().items():
        english = entry.en.lower()
        spelled = [*entry.names, entry.zh, english, re.sub(r" \(.*\)$", "", english)]
        senses |= {word: Sense(indicators=(code,)) for word in map(plain_text, spelled)}
    senses |= {plain_text(word): Sense(indicators=tuple(codes)) for word, codes in rules["indicators"].items()}
    return senses | {word: sense for word, sense in cues.items() if sense.indicators}


def _sides(rules: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Each way to say that something is above or below what is reported of the place above it: 高于全市, faster than the city."""
    for side in rules["side"]:
        for beside in rules["beside"]:
            said = {"side": side["sign"], "beside": beside["code"]}
            yield from ((f"{word}{place}", said) for word in side["zh"] for place in beside["zh"])
            yield from ((f"{word} {place}", said) for word in side["en"] for place in beside["en"])


def _read_cue(cue: Mapping[str, Any]) -> Sense:
    said = {name: tuple(value) if isinstance(value, list) else value for name, value in cue.items() if name != "words"}
    return Sense(indicators=said.pop("indicators", ()), cue=said)


def _place_words(areas: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Each way to call a place → its codes, of which a name without its rank (南昌, 新建) may have several."""
    words: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    for code, name in areas:
        area, english = area_by_code(code), format_area(code, name, "en").lower()
        full = {name, english, area.name if area else name}
        for word in full:
            words.setdefault(plain_text(word), []).append(code or name)
        parent = area_by_code(area.parent) if area and area.level == "zone" else None
        short = (
            {name.removeprefix(_SUFFIX.sub("", parent.short))}
            if parent
            else {_SUFFIX.sub("", name), _ENGLISH_SUFFIX.sub("", english)}
        )
        for word in short - full:
            stems.setdefault(plain_text(word), []).append(code or name)
    return {word: codes for word, codes in stems.items() if len(word) > 1} | words


def plain_text(text: str) -> str:
    """A text as questions are read: full-width characters as common ones, capitals as small letters."""
    return unicodedata.normalize("NFKC", text).lower()
