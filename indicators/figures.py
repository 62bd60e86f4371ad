"""Every number of a text: part of a figure, or no figure (date, name, ordinal, number in words) with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from math import isfinite

from indicators.fractions import read_fraction
from indicators.lexicon import runs_of
from indicators.model import Figure, Number
from indicators.not_figures import reject, reject_quoted
from indicators.number_words import FRACTION, PLACES, read_word
from indicators.numerals import ARABIC, CHINESE, DIGIT, canonical
from indicators.quantities import read_quantity

_SCAN = runs_of(f"0-9{DIGIT}{PLACES}廿卅半翻")
_ARABIC = re.compile(ARABIC)
_DIGITS = frozenset("0123456789.")
"""What a number in Arabic digits begins with."""
_CHINESE = re.compile(CHINESE)
_SPACE = runs_of(" ")
_NUMERAL = frozenset(f"0123456789{DIGIT}{PLACES}点又之余多几")
_PLACED = frozenset(f"{PLACES}点又之几")
_GOES_ON = frozenset(f"{PLACES}点又分成折余多几")
_DIGIT_NEXT = frozenset(f"0123456789{DIGIT}半负")
_SPLIT_WORDS = frozenset(["分之", "个百", "百分", "分点"])


def find_figures(text: str) -> list[Figure]:
    """The quantities of a text in order: every number, also in words, that is no date, name, age, duration or section number.

    >>> [(f.surface, f.value, f.unit, f.bound) for f in find_figures("2014年财政总收入约53.14亿元，增长百分之八以上")]
    [('53.14亿元', 5314000000.0, 'CNY', 'approx'), ('百分之八', 8.0, '%', 'ge')]
    """
    figures = (number.quantity for number in find_numbers(text))
    return list(dict.fromkeys(figure for figure in figures if figure))


def find_numbers(text: str) -> list[Number]:
    """Every number of a text in order, each either part of a figure or no figure with its reason.

    A range or a mixed numeral (1亿2000万元) is one figure that several numbers share.
    """
    plain = canonical(text)
    gaps = [gap.span() for gap in _SPACE.finditer(plain) if _inside_numeral(plain, *gap.span())]
    if not gaps:
        return list(_numbers(plain)) if plain is text else [_written(n, text, None) for n in _numbers(plain)]
    close, offsets = _closed(plain, gaps)
    return [_written(number, text, offsets) for number in _numbers(close)]


def _inside_numeral(text: str, start: int, end: int) -> bool:
    """Whether spaces stand inside a numeral (一百 五 十 二, 百 分 之 五); two digits side by side are two numbers."""
    left, right = text[start - 1 : start], text[end : end + 1]
    if left in _NUMERAL and right in _GOES_ON:
        return True
    return (left in _PLACED and right in _DIGIT_NEXT) or left + right in _SPLIT_WORDS


def _closed(text: str, gaps: list[tuple[int, int]]) -> tuple[str, list[int]]:
    """The text without the spaces inside its numerals, and where each of its characters stood."""
    ends = [(0, 0), *gaps, (len(text), len(text))]
    kept = [(left[1], right[0]) for left, right in pairwise(ends)]
    return "".join(text[a:b] for a, b in kept), [at for a, b in kept for at in range(a, b)]


def _written(number: Number, text: str, offsets: list[int] | None) -> Number:
    """A number of the canonical text as it stands in the text, mostly the same."""
    told = number.quantity
    if offsets is None and (told is None or text.startswith(told.surface, told.start)):
        return number
    figure, words = _as_written(number.figure, text, offsets), _as_written(number.words, text, offsets)
    start, end = _span(number.start, number.end, offsets)
    return Number(start, end, figure, number.reason, number.rule, words)


def _span(start: int, end: int, offsets: list[int] | None) -> tuple[int, int]:
    return (start, end) if offsets is None else (offsets[start], offsets[end - 1] + 1)


def _as_written(figure: Figure | None, text: str, offsets: list[int] | None) -> Figure | None:
    if figure is None:
        return None
    start, end = _span(figure.start, figure.end, offsets)
    return Figure(start, end, text[start:end], figure.value, figure.value_high, figure.unit, figure.bound)


def _numbers(text: str) -> Iterator[Number]:
    covered = done = 0
    shared: Figure | None = None
    for run in _SCAN.finditer(text):
        start, end = run.span()
        at = max(start, done)
        if text[at - 1 : at] == "." and _ARABIC.match(text, at - 1):
            at -= 1
        while at < end:
            digits = _ARABIC.match(text, at) if text[at] in _DIGITS else None
            if at < covered:
                if digits and shared:
                    yield Number(at, digits.end(), shared)
                at = digits.end() if digits else at + 1
                continue
            number = _arabic(text, at, digits.end()) if digits else read_word(text, at)
            if number is None:
                at = _run_end(text, at)
                continue
            if number.quantity and not _is_bounded(number.quantity):
                number = Number(number.start, number.end, None, "unreadable")
            yield number
            at = number.end
            if number.figure or number.words:
                shared = number.figure
                covered = max(covered, (number.figure or number.words or number).end)
        done = at


def _is_bounded(figure: Figure) -> bool:
    """Whether a figure has a value at all: hundreds of digits have none that a computer can hold."""
    return isfinite(figure.value) and isfinite(figure.value_high or 0.0)


def _run_end(text: str, at: int) -> int:
    match = _CHINESE.match(text, at)
    return match.end() if match else at + 1


def _arabic(text: str, start: int, end: int) -> Number:
    rejected = reject(text, start, end, "arabic") or reject_quoted(text, start, end)
    if rejected:
        return Number(start, rejected.end, None, rejected.reason, rejected.rule)
    if text.startswith(("分", "又"), end) and FRACTION.match(text, start):
        fraction = read_fraction(text, start)
        if fraction:
            return Number(start, fraction.end, fraction)
    figure = read_quantity(text, start)
    return Number(start, end, figure, "" if figure else "unreadable")
