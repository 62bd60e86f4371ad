"""Numbers of a text with unit, magnitude, bound and range, faithful to the text; dates, names and the like told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from indicators.lexicon import read_toml, trie_pattern
from indicators.model import Figure
from indicators.numerals import ARABIC, CHINESE, MAGNITUDES, parse_number

_MAGNITUDE = "万亿|千亿|百亿|亿|千万|百万|万|千|百"
_RANGE = r"\s*(?:[-—–~～－]{1,2}|至|到)\s*"
_MORE = "余|多|来|几"
_BOUND_AFTER = {
    "以上": "ge", "及以上": "ge", "以内": "le", "之内": "le", "以下": "le", "及以下": "le", "左右": "approx", "上下": "approx",
}  # fmt: skip
_BOUND_BEFORE = {
    "ge": "超过|突破|超出|超|逾|不低于|不少于|不小于|至少|高于|大于|多于|站上|跨越|迈上|迈过|跃上|跨上|登上|冲破|越过|踏上|首破|破|上",
    "le": "不超过|不高于|不多于|不大于|低于|少于|小于|控制在|最多|至多",
    "approx": "大约|大概|接近|将近|(?<![签预节契条合协])约|(?<![附])近",
}
_BEFORE = {bound: re.compile(f"(?:{words})(?:了|到|至|为)?$") for bound, words in _BOUND_BEFORE.items()}


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a text: part of ``figure``, or no figure for ``reason`` (empty when it is a figure)."""

    start: int
    end: int
    figure: Figure | None
    reason: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class _Units:
    pattern: str
    codes: dict[str, tuple[str, float]]


@cache
def _units() -> _Units:
    table = read_toml("units.toml")
    codes = {word: (word, 1.0) for word in table["counters"]}
    for unit in table["unit"]:
        codes |= {word: (unit["code"], float(unit.get("scale", 1))) for word in unit["words"]}
    return _Units(_guarded(codes, table["not_before"]), codes)


def _guarded(codes: dict[str, tuple[str, float]], not_before: dict[str, str]) -> str:
    """Unit words, longest first; one that begins another word there (台阶, 家庭) is no unit."""
    plain = trie_pattern(word for word in codes if word not in not_before)
    return "|".join([plain, *(f"{word}(?![{after}])" for word, after in not_before.items())])


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Where numbers are, the figure that starts at one, and the second half of a range."""
    unit = f"(?:{_units().pattern})"
    quantity = rf"(?:{ARABIC}|{CHINESE})"
    mixed = rf"(?:(?:{ARABIC})\s*(?:{_MAGNITUDE}))*(?:{ARABIC})"
    one = rf"(?P<number>{mixed}|{CHINESE})\s*(?P<more>{_MORE})?\s*(?P<magnitude>{_MAGNITUDE})?(?P<more2>{_MORE})?\s*(?P<unit>{unit})?"
    one += r"(?P<per>/(?:[\u4e00-\u9fff]{1,4}|[a-zA-Z]{1,4}\d?))?"
    chinese = rf"百分之{CHINESE}|{CHINESE}分之{CHINESE}|(?<![第数几上成零一二两三四五六七八九十百千万亿\d]){CHINESE}(?={unit}|多|余)"
    return (
        re.compile(rf"(?P<arabic>{ARABIC})|(?P<chinese>{chinese})"),
        re.compile(one),
        re.compile(
            rf"{_RANGE}(?P<number>{quantity})\s*(?P<magnitude>{_MAGNITUDE})?(?P<more>{_MORE})?\s*(?P<unit>{unit})?"
        ),
    )


@dataclass(frozen=True, slots=True)
class _NotFigure:
    name: str
    reason: str
    before: re.Pattern[str] | None
    after: re.Pattern[str]


@cache
def _not_figures() -> tuple[_NotFigure, ...]:
    rules = read_toml("not_figures.toml")["rule"]
    return tuple(
        _NotFigure(
            rule["name"],
            rule["reason"],
            re.compile(rule["before"]) if "before" in rule else None,
            re.compile(rule["after"].replace("{N}", f"(?>{ARABIC})")),
        )
        for rule in rules
    )


def find_figures(text: str) -> list[Figure]:
    """The figures of a text in order: every number that is no date, name, age, duration or section number.

    >>> [(f.surface, f.value, f.unit, f.bound) for f in find_figures("2014年财政总收入约53.14亿元，增长8%以上")]
    [('53.14亿元', 5314000000.0, 'CNY', 'approx'), ('8%', 8.0, '%', 'ge')]
    """
    figures = (number.figure for number in find_numbers(text))
    return list(dict.fromkeys(figure for figure in figures if figure))


def find_numbers(text: str) -> list[Number]:
    """Every number of a text in order, each either part of a figure or no figure with its reason.

    A range or a mixed numeral (1亿2000万元) is one figure that several numbers share.
    """
    return list(_numbers(text))


def _numbers(text: str) -> Iterator[Number]:
    scan = _patterns()[0]
    covered_to, shared = 0, None
    for match in scan.finditer(text):
        start, end = match.span()
        if start < covered_to:
            yield shared if shared and shared.reason else Number(start, end, shared.figure if shared else None)
            continue
        if match.lastgroup == "arabic":
            shared = _not_figure(text, start, end) or Number(start, end, _figure_at(text, start))
        else:
            shared = _chinese(text, start, end)
        yield shared
        covered_to = shared.figure.end if shared.figure else end


def _not_figure(text: str, start: int, end: int) -> Number | None:
    window = text[max(0, start - 14) : start]
    for rule in _not_figures():
        if rule.after.match(text, start) and (rule.before is None or rule.before.search(window)):
            return Number(start, end, None, rule.reason, rule.name)
    return _quoted(text, start, end)


def _quoted(text: str, start: int, end: int) -> Number | None:
    """A short quotation with a number is a name (“33条”, “3533”), unless it states a percentage or money."""
    opening = max(text.rfind(mark, max(0, start - 8), start) for mark in "“‘「")
    if opening < 0 or any(mark in text[opening:start] for mark in "”’」"):
        return None
    closing = min((i for i in (text.find(mark, end, end + 9) for mark in "”’」") if i >= 0), default=-1)
    if closing < 0 or re.match(r"\s*(?:[%％‰]|[万亿]*元|个百分点)", text[end:]):
        return None
    return Number(start, end, None, "name", "quoted")


def _figure_at(text: str, start: int) -> Figure | None:
    fraction = re.compile(rf"({ARABIC})[/／]({ARABIC})(?![0-9年月])").match(text, start)
    if fraction:
        return _fraction(text, fraction)
    match = _patterns()[1].match(text, start)
    if match is None:
        return None
    low = _mixed(match["number"], match["magnitude"])
    tail = _patterns()[2].match(text, match.end())
    if tail and not _is_range(match, tail):
        tail = None
    last = tail or match
    unit, scale = _unit(last["unit"])
    per = match["per"] if not tail else None
    high = parse_number(tail["number"]) if tail else None
    high_scale = scale * MAGNITUDES.get((tail["magnitude"] if tail else None) or "", 1.0)
    signed = _sign(text, start)
    bound = _bound(text, signed, last.end(), bool(match["more"] or match["more2"] or last["more"]))
    if tail and not match["magnitude"]:
        low = (low or 0.0) * MAGNITUDES.get(tail["magnitude"] or "", 1.0)
    value = _rounded((low or 0.0) * scale) * (-1 if signed < start else 1)
    value_high = None if high is None else _rounded(high * high_scale)
    end = last.end() if not per else match.end()
    surface = text[signed:end].rstrip()
    return Figure(
        signed, signed + len(surface), surface, value, value_high, unit + per if per and unit else unit, bound
    )


def _mixed(numeral: str, magnitude: str | None) -> float | None:
    """The value of 3亿5000 with its last magnitude 万: 350000000 and not 3.5 trillion."""
    if not numeral[0].isdigit():
        value = parse_number(numeral)
        return None if value is None else value * MAGNITUDES.get(magnitude or "", 1.0)
    parts = re.findall(rf"({ARABIC})\s*({_MAGNITUDE})?", numeral + (magnitude or ""))
    return sum((parse_number(number) or 0.0) * MAGNITUDES.get(word, 1.0) for number, word in parts)


def _is_range(low: re.Match[str], tail: re.Match[str]) -> bool:
    """Both ends count the same: the first has no unit of its own or the same one, and the second is not smaller."""
    if low["unit"] and tail["unit"] and _unit(low["unit"])[0] != _unit(tail["unit"])[0]:
        return False
    if low["unit"] and not tail["unit"]:
        return False
    first, second = _mixed(low["number"], low["magnitude"] or tail["magnitude"]), parse_number(tail["number"])
    if first is None or second is None:
        return False
    return second * MAGNITUDES.get(tail["magnitude"] or "", 1.0) > first


def _unit(word: str | None) -> tuple[str, float]:
    return _units().codes[word] if word else ("", 1.0)


def _rounded(value: float) -> float:
    """Free of binary noise: 53.14 * 1e8 is 5314000000, not 5314000000.000001."""
    return float(f"{value:.12g}")


def _sign(text: str, start: int) -> int:
    """Where the figure starts: at a minus sign that is no range dash, else at the number."""
    if start and text[start - 1] in "-－−﹣":
        before = text[start - 2 : start - 1]
        if not before or before in "为是达至到 长幅率,，:：(（":
            return start - 1
    return start


def _bound(text: str, start: int, end: int, more: bool) -> str:
    after = text[end : end + 3]
    for word, bound in _BOUND_AFTER.items():
        if after.startswith(word):
            return bound
    if more:
        return "ge"
    window = text[max(0, start - 6) : start]
    for bound, pattern in _BEFORE.items():
        if pattern.search(window):
            return bound
    return "eq"


def _fraction(text: str, match: re.Match[str]) -> Figure | None:
    top, bottom = parse_number(match[1]), parse_number(match[2])
    if top is None or not bottom or top >= bottom:
        return None
    start, end = match.span()
    return Figure(start, end, match[0], _rounded(100 * top / bottom), None, "%", _bound(text, start, end, False))


def _chinese(text: str, start: int, end: int) -> Number:
    """Chinese numerals: 百分之五 and 三分之一 are percentages; other words are figures only from 万 on with a unit."""
    word = text[start:end]
    bottom, split, top = word.partition("分之")
    if split:
        whole = 100.0 if bottom == "百" else parse_number(bottom)
        part = parse_number(top)
        if whole and part is not None:
            value = _rounded(100 * part / whole)
            return Number(start, end, Figure(start, end, word, value, None, "%", _bound(text, start, end, False)))
        return Number(start, end, None, "word numeral", "chinese_numeral")
    figure = _figure_at(text, start) if re.search("[万亿]", word) and word[0] not in "万亿千百十" else None
    return Number(start, end, figure, "" if figure else "word numeral", "" if figure else "chinese_numeral")
