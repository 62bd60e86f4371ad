"""Every number of a text: part of a figure, or no figure (date, name, ordinal, number in words) with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from indicators.lexicon import read_toml, trie_pattern
from indicators.model import Figure
from indicators.not_figures import Rejection, reject, reject_quoted
from indicators.numerals import ARABIC, CHINESE, DIGIT, MAGNITUDES, canonical
from indicators.quantities import is_measure, read_bound, read_doubling, read_fraction, read_quantity

_PLACES = "十百千万亿"
_SCAN = re.compile(rf"[0-9{DIGIT}{_PLACES}半翻]+")
_ARABIC = re.compile(ARABIC)
_CHINESE = re.compile(CHINESE)
_FRACTION = re.compile(rf"(?:(?:{ARABIC}|{CHINESE})又)?(?:{ARABIC}|{CHINESE})分之负?[0-9{DIGIT}{_PLACES}]")
_HALF = re.compile(r"半数|(?<=过)半(?![年天个月径])|半成(?!品)|半折|半百|(?<=对)半(?=[开分以，。、；]|$)")
_HALVES = {"半成": (5.0, "%"), "半百": (50.0, "")}
_HALF_SPAN = re.compile(r"半(?:个多?月|年|个?小时|天)")
_WINDOW = 14
_SHARE_TOLD = re.compile("(?:占|比重|份额|增|减|升|降|提高|提升|缩短|压缩|偏[多少])[^，,。；;0-9]{0,8}$")
"""What stands before 成 and 一半 where they state something by themselves: a share or a change."""
_ROUND_WORDS = frozenset(
    ["方面", "面", "道", "路", "口", "名", "家", "种", "门", "户", "科", "业", "里", "度", "方", "级"]
)
"""Behind 百 and 千 these begin words (百家争鸣, 百度, 千里)."""
_NAMING = frozenset("第“‘「『《〈")
"""Behind these a numeral is an ordinal or part of a name whatever follows."""
_SPACE = re.compile(" +")
_NUMERAL = frozenset(f"0123456789{DIGIT}{_PLACES}点又之余多几")
_PLACED = frozenset(f"{_PLACES}点又之几")
_GOES_ON = frozenset(f"{_PLACES}点又分成折余多几")
_DIGIT_NEXT = frozenset(f"0123456789{DIGIT}半负")
_SPLIT_WORDS = frozenset(["分之", "个百", "百分", "分点"])


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


def _no_figure(start: int, rejected: Rejection) -> Number:
    return Number(start, rejected.end, None, rejected.reason, rejected.rule)


# -- in digits ---------------------------------------------------------------------------------------------------------


def _arabic(text: str, start: int, end: int) -> Number:
    rejected = reject(text, start, end, "arabic") or reject_quoted(text, start, end)
    if rejected:
        return _no_figure(start, rejected)
    if text.startswith(("分", "又"), end) and _FRACTION.match(text, start):
        fraction = read_fraction(text, start)
        if fraction:
            return Number(start, fraction.end, fraction)
    figure = read_quantity(text, start)
    return Number(start, end, figure, "" if figure else "unreadable")


# -- in words ----------------------------------------------------------------------------------------------------------


def _word(text: str, start: int) -> Number | None:
    """The number in words at a place, or None where the characters belong to a word (统一, 十分, 四川)."""
    if text[start] == "翻":
        return _doubling(text, start)
    if text[start] == "半":
        return _half(text, start)
    match = _CHINESE.match(text, start)
    if match is None or (match[0] == "一" and _part_of_word(text, start)):
        return None
    if text.startswith(("分", "又"), match.end()) and _FRACTION.match(text, start) and text[start - 1 : start] != "第":
        fraction = read_fraction(text, start)
        if fraction:
            named = re.fullmatch("[“‘「]%+[”’」]", f"{text[start - 1 : start]}%{text[fraction.end : fraction.end + 1]}")
            return Number(start, fraction.end, None if named else fraction, "name" if named else "", "fraction")
    rejected = reject(text, start, match.end(), "chinese")
    return _no_figure(start, rejected) if rejected else _quantity(text, start, match[0])


def _part_of_word(text: str, start: int) -> bool:
    """Whether 一 belongs to a word that is no number; 第一步 and “一体” are numbers of another kind."""
    behind, before = _one_in_words()
    last = text[start - 1 : start]
    return last in behind or (text[start + 1 : start + 2] in before and last not in _NAMING)


@cache
def _one_in_words() -> tuple[frozenset[str], frozenset[str]]:
    table = read_toml("not_figures.toml")["part_of_word"]
    return frozenset(table["behind"]), frozenset(table["before"])


def _doubling(text: str, start: int) -> Number | None:
    """翻番 as a multiple; “翻番” and 双翻番 name a plan."""
    found = read_doubling(text, start)
    if found and text[start - 1 : start] in tuple("“‘「双个推"):
        return Number(start, found.end, None, "name", "doubling_named")
    return Number(start, found.end, found) if found else None


def _half(text: str, start: int) -> Number | None:
    """半数 and 过半 as 50 %, 半年 as a duration; 上半年 is a time and 半导体 a word."""
    match = _HALF.match(text, start)
    if match:
        value, unit = _HALVES.get(match[0], (50.0, "%"))
        bound = "ge" if text[start - 1 : start] == "过" else read_bound(text, start, match.end(), False)
        share = Figure(start, match.end(), match[0], value, None, unit, bound)
        return Number(start, match.end(), None, "word numeral", "half", share)
    if text[start - 1 : start] not in tuple("上下前后大多年月天个") and (span := _HALF_SPAN.match(text, start)):
        return Number(start, span.end(), None, "duration", "half_span")
    return None


def _quantity(text: str, start: int, word: str) -> Number | None:
    end = start + len(word)
    if word == "一" and text.startswith("半", end) and text[end + 1 : end + 2] not in tuple("年天会路截个"):
        share = Figure(start, end + 1, text[start : end + 1], 50.0, None, "%", read_bound(text, start, end + 1, False))
        return _judged(start, end + 1, share, bool(_SHARE_TOLD.search(text[max(0, start - _WINDOW) : start])))
    figure = read_quantity(text, start)
    if figure is None:
        return None
    if word == "十" or (word in MAGNITUDES and word[0] != "十"):
        return _round(text, start, word, figure)
    counted = figure.unit or _word_counters().match(text, figure.end)
    if not counted and not _stands_alone(text, start, word, figure):
        return None
    return _judged(start, end, figure, _states(text, figure, word))


def _judged(start: int, end: int, figure: Figure, states: bool) -> Number:
    if states:
        return Number(start, end, figure)
    return Number(start, end, None, "word numeral", "chinese_numeral", figure)


def _round(text: str, start: int, word: str, figure: Figure) -> Number | None:
    """百, 千亿: a number as a bound (近百家, 突破千亿元), with 余 or 多, or before a unit; it tells a size, not a result."""
    if word == "十":
        alone = figure.unit or _stands_alone(text, start, word, figure)
        return _judged(start, start + 1, figure, _states(text, figure, word)) if alone else None
    bound = figure.bound != "eq" and (figure.unit or len(word) > 1)
    if not bound and (not figure.unit or figure.unit in _ROUND_WORDS):
        return None
    return Number(start, start + len(word), None, "round number", "round", figure if bound else None)


def _stands_alone(text: str, start: int, word: str, figure: Figure) -> bool:
    """Whether a numeral without a unit is a number: built of places (四百五十), or with nothing written beside it."""
    if "点" in word or figure.surface[-1] in "多余" or (len(word) > 2 and any(place in word for place in _PLACES)):
        return True
    ahead, behind = text[start - 1 : start] if start else "", text[figure.end : figure.end + 1]
    apart = not ("\u4e00" <= behind <= "\u9fff") and behind not in tuple("”’」』")
    if len(word) > 1 and apart and any(place in word for place in _PLACES):
        return True
    return apart and not behind.isalnum() and (ahead in "负" or not (ahead.isalnum() or "\u4e00" <= ahead <= "\u9fff"))


def _states(text: str, figure: Figure, word: str) -> bool:
    """Whether a number in words is one that reports state: of size, a share, measured; 两家 and 三个 are not."""
    if re.search("[成折]", figure.surface):
        return bool(_SHARE_TOLD.search(text[max(0, figure.start - _WINDOW) : figure.start]))
    if figure.unit in ("%", "pp", "times"):
        return True
    if re.search("[万亿]", figure.surface) and word[0] not in "万亿千百十":
        return True
    if not figure.unit:
        return False
    return figure.value >= 100 or "点" in word or (len(word) > 1 and is_measure(figure))
