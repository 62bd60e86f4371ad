"""The words of units: their codes and scales, smaller parts of a coin, and which of them measure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from indicators.lexicon import read_toml, trie_pattern
from indicators.model import Figure


@dataclass(frozen=True, slots=True)
class Units:
    """Unit words: ``pattern`` finds any, ``codes`` holds code and scale of each.

    ``parts`` are the smaller coins with the currency and their share of it, ``measures`` the units that measure and do not
    count, ``prefixes`` the currencies that stand before an amount.
    """

    pattern: str
    codes: dict[str, tuple[str, float]]
    parts: dict[str, tuple[str, float]]
    measures: frozenset[str]
    prefixes: dict[str, str]


@cache
def units() -> Units:
    table = read_toml("units.toml")
    codes = {word: (word, 1.0) for word in table["counters"]}
    for unit in table["unit"]:
        codes |= {word: (unit["code"], float(unit.get("scale", 1))) for word in unit["words"]}
    parts = {word: (part["of"], float(part["scale"])) for part in table["part"] for word in part["words"]}
    prefixes = {word: each["code"] for each in table["prefix"] for word in each["words"]}
    measured = {word for unit in table["unit"] for word in unit["words"]} - set(table["vague"]["words"])
    return Units(_guarded(codes, table["not_before"]), codes, parts, frozenset(measured), prefixes)


def _guarded(codes: dict[str, tuple[str, float]], not_before: dict[str, str]) -> str:
    """Unit words, longest first; one that begins another word there (台阶, 家庭) is no unit."""
    plain = trie_pattern(word for word in codes if word not in not_before)
    letters = [f"{word}(?![A-Za-z])" for word in sorted(codes, key=len, reverse=True) if word.isascii() and word != "%"]
    guarded = [f"{word}(?![{after}])" for word, after in not_before.items() if word in codes]
    return "|".join([*letters, plain, *guarded])


def read_unit(word: str | None, value: float) -> tuple[str, float]:
    """The code and scale of a unit word; 成 counts tenths up to ten, 75折 is 75 %."""
    if not word:
        return "", 1.0
    if word == "成" and value > 10:
        return "", 1.0
    if word == "折" and value > 10:
        return "%", 1.0
    return units().codes[word]


@cache
def _currencies() -> tuple[frozenset[str], re.Pattern[str]]:
    words = sorted(units().prefixes, key=len, reverse=True)
    return frozenset(word[-1] for word in words), re.compile(f"({'|'.join(map(re.escape, words))}) ?$")


def read_currency(text: str, start: int) -> str:
    """The currency that stands before an amount (港币5亿元, ￥3.5亿), else nothing."""
    lasts, pattern = _currencies()
    if not start or text[start - 1] not in lasts:
        return ""
    before = pattern.search(text[max(0, start - 4) : start])
    return units().prefixes[before[1]] if before else ""


def is_measure(figure: Figure) -> bool:
    """Whether the figure's unit measures (元, 吨, %, 倍) and does not count (个, 家) or name (四大)."""
    return figure.surface.rstrip("半").endswith(_measure_words())


@cache
def _measure_words() -> tuple[str, ...]:
    return tuple(units().measures)
