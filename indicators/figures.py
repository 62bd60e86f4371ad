"""Every number of a text: part of a figure, or no figure (date, name, ordinal, number in words) with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from indicators.lexicon import read_toml, trie_pattern
from indicators.model import Figure
from indicators.numerals import ARABIC, CHINESE, DIGIT, MAGNITUDES, canonical
from indicators.quantities import is_measure, read_bound, read_doubling, read_fraction, read_quantity

_PLACES = "十百千万亿"
_SCAN = re.compile(rf"[0-9{DIGIT}{_PLACES}半翻]+")
_ARABIC = re.compile(ARABIC)
_CHINESE = re.compile(CHINESE)
_FRACTION = re.compile(rf"(?:(?:{ARABIC}|{CHINESE})又)?(?:{ARABIC}|{CHINESE})分之负?[0-9{DIGIT}{_PLACES}]")
_HALF = re.compile(r"半数|(?<=过)半(?![年天个月径])|半成(?!品)|半折|半百|(?<=对)半(?=[开分以，。、；]|$)")
_HALF_SPAN = re.compile(r"半(?:个多?月|年|个?小时|天)")
_WINDOW = 14
_SPACED = re.compile(
    rf"(?<=[0-9{DIGIT}{_PLACES}点又之余多几]) +(?=[{_PLACES}点又分成折余多几])"
    rf"|(?<=[{_PLACES}点又之几]) +(?=[0-9{DIGIT}半])|(?<=分) +(?=之)|(?<=[个百]) +(?=[百分])|(?<=百分) +(?=点)"
)
"""Spaces inside a numeral (一百 五 十 二, 百 分 之 五); two digits side by side are two numbers."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a text: part of ``figure``, or no figure for ``reason`` (empty when it is a figure).

    ``quantity`` is what it is worth in either case: the figure, or the small number in words (两家) that states too little
    to be one.
    """

    start: int
    end: int
    figure: Figure | None
    reason: str = ""
    rule: str = ""
    words: Figure | None = None

    @property
    def quantity(self) -> Figure | None:
        """The figure, or what a number in words is worth."""
        return self.figure or self.words


@dataclass(frozen=True, slots=True)
class _NotFigure:
    name: str
    reason: str
    before: re.Pattern[str] | None
    after: re.Pattern[str]
    whole: bool


@cache
def _not_figures(script: str) -> tuple[_NotFigure, ...]:
    rules = read_toml("not_figures.toml")["rule"]
    return tuple(
        _NotFigure(
            rule["name"],
            rule["reason"],
            re.compile(rule["before"]) if "before" in rule else None,
            re.compile(rule["after"].replace("{N}", f"(?>{ARABIC})").replace("{C}", f"(?>{CHINESE})")),
            rule.get("whole", False),
        )
        for rule in rules
        if rule.get("script", "arabic") == script
    )


@cache
def _word_counters() -> re.Pattern[str]:
    return re.compile(trie_pattern(read_toml("units.toml")["word_counters"]))


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
    if not _SPACED.search(plain):
        return list(_numbers(plain)) if plain == text else [_written(n, text, None) for n in _numbers(plain)]
    close, offsets = _closed(plain)
    return [_written(number, text, offsets) for number in _numbers(close)]


def _closed(text: str) -> tuple[str, list[int]]:
    """The text without the spaces inside its numerals, and where each of its characters stood."""
    cuts = [match.span() for match in _SPACED.finditer(text)]
    ends = [(0, 0), *cuts, (len(text), len(text))]
    kept = [(left[1], right[0]) for left, right in pairwise(ends)]
    return "".join(text[a:b] for a, b in kept), [at for a, b in kept for at in range(a, b)]


def _written(number: Number, text: str, offsets: list[int] | None) -> Number:
    """A number of the canonical text as it stands in the text."""
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
        at = max(run.start(), done)
        while at < run.end():
            digits = _ARABIC.match(text, at)
            if at < covered:
                if digits and shared:
                    yield Number(at, digits.end(), shared)
                at = digits.end() if digits else at + 1
                continue
            number = _arabic(text, at, digits.end()) if digits else _word(text, at)
            if number is None:
                at = _run_end(text, at)
                continue
            yield number
            at = number.end
            if number.figure or number.words:
                shared = number.figure
                covered = max(covered, (number.figure or number.words or number).end)
        done = max(done, at)


def _run_end(text: str, at: int) -> int:
    match = _CHINESE.match(text, at)
    return match.end() if match else at + 1


# -- in digits ---------------------------------------------------------------------------------------------------------


def _arabic(text: str, start: int, end: int) -> Number:
    rejected = _not_figure(text, start, end, "arabic") or _quoted(text, start, end)
    if rejected:
        return rejected
    if text.startswith(("分", "又"), end) and _FRACTION.match(text, start):
        fraction = read_fraction(text, start)
        if fraction:
            return Number(start, fraction.end, fraction)
    figure = read_quantity(text, start)
    return Number(start, end, figure, "" if figure else "unreadable")


def _not_figure(text: str, start: int, end: int, script: str) -> Number | None:
    window = text[max(0, start - _WINDOW) : start]
    for rule in _not_figures(script):
        match = rule.after.match(text, start)
        if match and (rule.before is None or rule.before.search(window)):
            return Number(start, match.end() if rule.whole else end, None, rule.reason, rule.name)
    return None


def _quoted(text: str, start: int, end: int) -> Number | None:
    """A short quotation with a number is a name (“33条”, “3533”), unless it states a percentage or money."""
    opening = max(text.rfind(mark, max(0, start - 8), start) for mark in "“‘「")
    if opening < 0 or any(mark in text[opening:start] for mark in "”’」"):
        return None
    closing = min((i for i in (text.find(mark, end, end + 9) for mark in "”’」") if i >= 0), default=-1)
    if closing < 0 or re.match(r"\s*(?:[%％‰]|[万亿]*元|个百分点)", text[end:]):
        return None
    return Number(start, end, None, "name", "quoted")


# -- in words ----------------------------------------------------------------------------------------------------------


def _word(text: str, start: int) -> Number | None:
    """The number in words at a place, or None where the characters belong to a word (统一, 十分, 四川)."""
    if text[start] == "翻":
        doubling = read_doubling(text, start)
        return Number(start, doubling.end, doubling) if doubling else None
    if text[start] == "半":
        return _half(text, start)
    match = _CHINESE.match(text, start)
    if match is None:
        return None
    if text.startswith(("分", "又"), match.end()) and _FRACTION.match(text, start) and text[start - 1 : start] != "第":
        fraction = read_fraction(text, start)
        if fraction:
            return Number(start, fraction.end, fraction)
    return _not_figure(text, start, match.end(), "chinese") or _quantity(text, start, match[0])


def _half(text: str, start: int) -> Number | None:
    """半数 and 过半 as 50 %, 半年 as a duration; 上半年 is a time and 半导体 a word."""
    match = _HALF.match(text, start)
    if match:
        value = 5.0 if match[0] == "半成" else 50.0
        unit = "" if match[0] == "半百" else "%"
        bound = "ge" if text[start - 1 : start] == "过" else read_bound(text, start, match.end(), False)
        return Number(start, match.end(), None, "word numeral", "half", Figure(start, match.end(), match[0], value, None, unit, bound))
    if text[start - 1 : start] not in tuple("上下前后大多年月天个") and (span := _HALF_SPAN.match(text, start)):
        return Number(start, span.end(), None, "duration", "half_span")
    return None


def _quantity(text: str, start: int, word: str) -> Number | None:
    end = start + len(word)
    if word == "一" and text.startswith("半", end) and text[end + 1 : end + 2] not in tuple("年天会路截个"):
        share = Figure(start, end + 1, text[start : end + 1], 50.0, None, "%", read_bound(text, start, end + 1, False))
        return _judged(start, end + 1, share, "占" in text[max(0, start - 6) : start])
    figure = read_quantity(text, start)
    if figure is None:
        return None
    if word in MAGNITUDES or word == "十":
        return _round(text, start, word, figure)
    counted = figure.unit or _word_counters().match(text, figure.end)
    if not counted and not _stands_alone(text, start, word, figure):
        return None
    return _judged(start, end, figure, _states(figure, word))


def _judged(start: int, end: int, figure: Figure, states: bool) -> Number:
    if states:
        return Number(start, end, figure)
    return Number(start, end, None, "word numeral", "chinese_numeral", figure)


def _round(text: str, start: int, word: str, figure: Figure) -> Number | None:
    """百, 千亿: a number only as a bound (近百家, 突破千亿元), with 余 or 多, or before a unit."""
    if word == "十" and (figure.unit or _stands_alone(text, start, word, figure)):
        return _judged(start, start + 1, figure, _states(figure, word))
    if figure.bound == "eq" or not (figure.unit or len(word) > 1):
        if not figure.unit or figure.unit in ("方面", "面", "道", "路", "口", "名", "家", "种", "门", "户"):
            return None
        return Number(start, start + len(word), None, "round number", "round")
    return _judged(start, start + len(word), figure, "亿" in word and figure.unit != "" and is_measure(figure))


def _stands_alone(text: str, start: int, word: str, figure: Figure) -> bool:
    """Whether a numeral without a unit is a number: built of places (四百五十), or with nothing written beside it."""
    if "点" in word or (len(word) > 2 and any(place in word for place in _PLACES)):
        return True
    behind = text[figure.end : figure.end + 1]
    apart = not ("\u4e00" <= behind <= "\u9fff") and behind not in tuple("”’」』")
    if len(word) > 1 and apart and any(place in word for place in _PLACES):
        return True
    ahead = text[start - 1 : start] if start else ""
    return apart and (not "\u4e00" <= ahead <= "\u9fff" or ahead in "负") and not ahead.isalnum() and not behind.isalnum()


def _states(figure: Figure, word: str) -> bool:
    """Whether a number in words is one that reports state: of size, a share, measured; 两家 and 三个 are not."""
    if figure.unit in ("%", "pp", "times"):
        return not figure.surface.endswith("折")
    if re.search("[万亿]", figure.surface) and word[0] not in "万亿千百十":
        return True
    if not figure.unit:
        return False
    return figure.value >= 100 or "点" in word or is_measure(figure)
