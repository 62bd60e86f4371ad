"""Numbers in words: which of them are figures, which state too little to be one, and which belong to a word (统一, 十分)."""

from __future__ import annotations

import re
from functools import cache

from indicators.bounds import read_bound
from indicators.fractions import read_doubling, read_fraction
from indicators.lexicon import read_toml, trie_pattern
from indicators.model import Figure, Number
from indicators.not_figures import reject
from indicators.numerals import ARABIC, CHINESE, DIGIT, MAGNITUDES
from indicators.quantities import read_quantity
from indicators.units import is_measure, units

PLACES = "十百千万亿"
_CHINESE = re.compile(CHINESE)
FRACTION = re.compile(rf"(?:(?:{ARABIC}|{CHINESE})又)?(?:{ARABIC}|{CHINESE})分之负?[0-9{DIGIT}{PLACES}]")
"""Where the numerals of a fraction begin: most numbers need no look for one."""
_HALF = re.compile(r"半数|(?<=过)半(?![年天个月径])|半成(?!品)|半折|半百|(?<=对)半(?=[开分以，。、；]|$)")
_HALVES = {"半成": (5.0, "%"), "半百": (50.0, "")}
_HALF_SPAN = re.compile(r"半(?:个多?月|年|个?小时|天)")
_WINDOW = 14
_CLAUSE = 32
"""So far before a round amount its clause is looked at."""
_SHARE_TOLD = re.compile("(?:占|比重|份额|支出|财力|增|减|升|降|提高|提升|缩短|压缩|偏[多少])[^，,。；;0-9]{0,8}$")
"""What stands before 成 and 一半 where they state something by themselves: a share, also of spending, or a change."""
_ROUND_WORDS = frozenset(
    ["方面", "面", "道", "路", "口", "名", "家", "种", "门", "户", "科", "业", "里", "度", "方", "级"]
)
"""Behind 百 and 千 these begin words (百家争鸣, 百度, 千里)."""
_NAMING = frozenset("第“‘「『《〈")
"""Behind these a numeral is an ordinal or part of a name whatever follows."""
_HALVED = frozenset(["t", "kg", "斤", "km", "m", "m2", "km2", "亩", "公顷"])
_HUNDREDS = re.compile("[一二两三四五六七八九][百千]")


@cache
def _word_counters() -> re.Pattern[str]:
    return re.compile(trie_pattern(read_toml("units.toml")["word_counters"]))


def read_word(text: str, start: int) -> Number | None:
    """The number in words at a place, or None where the characters belong to a word (统一, 十分, 四川)."""
    if text[start] == "翻":
        return _doubling(text, start)
    if text[start] == "半":
        return _half(text, start)
    match = _CHINESE.match(text, start)
    if match is None or (match[0] == "一" and _part_of_word(text, start)):
        return None
    if text.startswith(("分", "又"), match.end()) and FRACTION.match(text, start) and text[start - 1 : start] != "第":
        fraction = read_fraction(text, start)
        if fraction:
            named = re.fullmatch("[“‘「]%+[”’」]", f"{text[start - 1 : start]}%{text[fraction.end : fraction.end + 1]}")
            return Number(start, fraction.end, None if named else fraction, "name" if named else "", "fraction")
    rejected = reject(text, start, match.end(), "chinese")
    return (
        Number(start, rejected.end, None, rejected.reason, rejected.rule)
        if rejected
        else _quantity(text, start, match[0])
    )


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
    if text[start - 1 : start] in tuple("上下前后大多年月天个"):
        return None
    if span := _HALF_SPAN.match(text, start):
        return Number(start, span.end(), None, "duration", "half_span")
    measured = _half_unit().match(text, start + 1)
    if measured and text[start - 1 : start] not in tuple("一两对各过"):
        (code, scale), end = units().codes[measured[0]], measured.end()
        half = Figure(start, end, text[start:end], scale / 2, None, code, read_bound(text, start, end, False))
        return Number(start, end, None, "word numeral", "half_unit", half)
    return None


@cache
def _half_unit() -> re.Pattern[str]:
    """A unit of weight, length or area behind 半: 半吨, 半公里."""
    measured = {word for word in units().measures if units().codes[word][0] in _HALVED}
    return re.compile(f"(?:{trie_pattern(measured)})(?![\u4e00-\u9fff])")


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
    if bound and _passed(text, start):
        return Number(start, figure.end, figure)
    return Number(start, start + len(word), None, "round number", "round", figure if bound else None)


def _passed(text: str, start: int) -> bool:
    """Whether a round amount tells how far its subject has come: 一般预算收入突破百亿元，."""
    before, after = _round_passed()
    return after.match(text, start) is not None and before.search(text[max(0, start - _CLAUSE) : start]) is not None


@cache
def _round_passed() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rule = read_toml("not_figures.toml")["round_passed"]
    return re.compile(rule["before"]), re.compile(rule["after"])


def _stands_alone(text: str, start: int, word: str, figure: Figure) -> bool:
    """Whether a numeral without a unit is a number: built of places (四百五十), or with nothing written beside it."""
    if "点" in word or figure.surface[-1] in "多余" or (len(word) > 2 and any(place in word for place in PLACES)):
        return True
    ahead, behind = text[start - 1 : start] if start else "", text[figure.end : figure.end + 1]
    apart = not ("\u4e00" <= behind <= "\u9fff") and behind not in tuple("”’」』")
    whole = figure.surface == word and _HUNDREDS.fullmatch(word)
    if len(word) > 1 and (apart or whole) and any(place in word for place in PLACES):
        return True
    return apart and not behind.isalnum() and (ahead in "负" or not (ahead.isalnum() or "\u4e00" <= ahead <= "\u9fff"))


def _states(text: str, figure: Figure, word: str) -> bool:
    """Whether a number in words is one that reports state: of size, a share, measured; 两家 and 三个 are not."""
    if "成" in figure.surface or "折" in figure.surface:
        return bool(_SHARE_TOLD.search(text[max(0, figure.start - _WINDOW) : figure.start]))
    if figure.unit in ("%", "pp", "times"):
        return True
    if ("万" in figure.surface or "亿" in figure.surface) and word[0] not in "万亿千百十":
        return True
    if not figure.unit:
        return False
    return figure.value >= 100 or "点" in word or (len(word) > 1 and is_measure(figure))
