"""The grammar of one quantity: a numeral in any script, its magnitude, unit, parts, range and bounds, to a figure."""

from __future__ import annotations

import re
from functools import cache

from indicators.bounds import find_sign, read_bound
from indicators.fractions import read_slash
from indicators.lexicon import trie_pattern
from indicators.model import Figure
from indicators.numerals import (
    ARABIC,
    CHINESE,
    DIGIT,
    GAP,
    MAGNITUDE,
    MAGNITUDES,
    MIXED,
    NO_WORD,
    RANGE,
    parse_about,
    parse_mixed,
    parse_number,
    rounded,
)
from indicators.units import read_currency, read_unit, units

_PER = "年|月|日|天|小时|秒|人[·•]?年|人[·•]?月|人|户|亩|公顷|吨|次|平方米|平方公里|立方米|公里|米|升|万人|千人|百人|件|台|套|辆|千瓦时|度|斤|公斤|[a-zA-Z]{1,4}[23]?"
_MORE = "余|多|来|几"
_BEYOND = "(?P<beyond>(?<=[百千万].)(?:万?亿|万))?"
"""The magnitude that goes on behind such a word: 5千多亿, 4万余亿."""
_IN_FRACTION = frozenset(["/", "／", " "])
"""What stands behind the first number of 3/4 or 1 1/2."""
_TO = frozenset(" \u3000\xa0-—－–~～至到")
"""What stands behind the first number of a range."""
_FROM = re.compile("[由从][^，,。；;：:、0-9]*$")
"""The words before the first value of a change, which the second follows as that of a range does."""
_FAR = 14
"""So many characters before a value may tell that a change starts from it."""
_SPREAD = ("不等", "之间", "范围", "区间", "的范围", "的区间", "左右不等")
"""Behind a range that values lie in."""
_SMALLER = frozenset(f"又半0123456789.{DIGIT}")
"""What a smaller part behind a unit can begin with: most units end a figure."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    unit = f"(?:{units().pattern})"
    numeral = rf"(?:{MIXED}|{CHINESE})"
    magnitude = rf"(?P<magnitude>{MAGNITUDE}|[kK](?={GAP}个?百分点|元|{NO_WORD})|(?<= )M{NO_WORD})"
    return {
        "one": re.compile(
            rf"(?P<number>{numeral}){GAP}(?P<more>{_MORE})?{GAP}{magnitude}?(?:(?P<more2>{_MORE}){_BEYOND})?{GAP}(?P<unit>{unit})?"
            rf"(?P<per>/(?:{_PER}))?"
        ),
        "tail": re.compile(
            rf"{RANGE}(?P<minus>[-－−负])?(?P<number>{numeral}){GAP}(?P<magnitude>{MAGNITUDE})?(?:(?P<more>{_MORE}){_BEYOND})?{GAP}(?P<unit>{unit})?"
        ),
        "part": re.compile(rf"又?(?P<number>{ARABIC}|[{DIGIT}]+)(?P<word>{trie_pattern(units().parts)})(?![之别布钟])"),
        "half": re.compile("半(?![年个天数径导岛成封])"),
        "tenth": re.compile(rf"[1-9{DIGIT}](?![0-9.{DIGIT}十百千万亿年月日个])"),
    }


def read_quantity(text: str, start: int) -> Figure | None:
    """The figure whose number begins at a place of a canonical text, or None where the numeral has no value.

    >>> read_quantity("三亿五千万元左右", 0)
    Figure(start=0, end=6, surface='三亿五千万元', value=350000000.0, value_high=None, unit='CNY', bound='approx')
    """
    match = _patterns()["one"].match(text, start)
    if match is None:
        return None
    end = match.end("number")
    if text[end : end + 1] in _IN_FRACTION and (fraction := read_slash(text, start)):
        return fraction
    values = _values(match)
    return None if values is None else _measured(text, match, values)


Values = tuple[float, float | None]


def _values(match: re.Match[str]) -> Values | None:
    """The numeral's value with its magnitude, and the higher one of 二三十."""
    word, magnitude = match["number"], match["magnitude"]
    if word[0].isdigit() or word[0] == ".":
        return parse_mixed(word, magnitude) * MAGNITUDES.get(match["beyond"] or "", 1.0), None
    scale = MAGNITUDES.get(magnitude or "", 1.0)
    about = parse_about(word)
    if about:
        return about[0] * scale, about[1] * scale
    if magnitude and (joined := parse_number(word + magnitude)) is not None:
        return joined, None
    value = MAGNITUDES[word] if word in MAGNITUDES else parse_number(word)
    return None if value is None else (value * scale, None)


def _measured(text: str, match: re.Match[str], values: Values) -> Figure:
    signed = find_sign(text, match.start())
    sign = -1 if signed < match.start() else 1
    tail = _patterns()["tail"].match(text, match.end()) if text[match.end() : match.end() + 1] in _TO else None
    if tail and (not _is_range(match, values, tail, sign) or _is_change(text, match, tail)):
        tail = None
    last = tail or match
    low, high = _ends(match, values, tail) if tail else values
    word = last["unit"]
    unit, scale = read_unit(word, low)
    end = (last.end("unit") if unit else last.start("unit")) if word else tail.end() if tail else _bare_end(match)
    low, high = low * scale, None if high is None else high * scale * _sign(tail)
    per = match["per"] if unit and not tail else None
    if per:
        end = match.end()
    elif not tail:
        added, end = _smaller(text, end, unit, scale, word)
        low, high = low + added, None if high is None else high + added
    more = bool(match["more"] or match["more2"] or last["more"])
    surface = text[signed:end].rstrip()
    bound = read_bound(text, signed, signed + len(surface), more)
    unit = read_currency(text, signed) or unit if unit in ("", "CNY") else unit
    return Figure(
        signed,
        signed + len(surface),
        surface,
        rounded(low) * sign,
        None if high is None else rounded(high),
        unit + per if per else unit,
        bound,
    )


def _bare_end(match: re.Match[str]) -> int:
    """Where a figure without a unit ends: /人 behind it is no part of it."""
    return match.start("per") if match["per"] else match.end()


def _ends(match: re.Match[str], values: Values, tail: re.Match[str]) -> Values:
    first, second = values[0], _values(tail)
    if not match["magnitude"] and match["number"][0].isdigit():
        first *= MAGNITUDES.get(tail["magnitude"] or "", 1.0)
    if not match["beyond"]:
        first *= MAGNITUDES.get(tail["beyond"] or "", 1.0)
    return first, second[0] if second else None


def _smaller(text: str, end: int, unit: str, scale: float, word: str | None) -> tuple[float, int]:
    """What follows the unit and belongs to it: 3元5角, 一吨半, 三成半, 七成六."""
    added = 0.0
    if text[end : end + 1] not in _SMALLER:
        return added, end
    while part := _patterns()["part"].match(text, end):
        of, share = units().parts[part["word"]]
        if of != unit or scale != 1:
            break
        added, end = added + (parse_number(part["number"]) or 0.0) * share, part.end()
    if word in units().measures and _patterns()["half"].match(text, end):
        return added + scale / 2, end + 1
    tenth = _patterns()["tenth"].match(text, end) if word == "成" else None
    return (added + (parse_number(tenth[0]) or 0.0) * scale / 10, end + 1) if tenth else (added, end)


def _is_change(text: str, low: re.Match[str], tail: re.Match[str]) -> bool:
    """Whether something rose from one figure to another: 由80家到120家, not 从5%到8%不等."""
    joined = tail[0].lstrip()[0] in "到至" and low["unit"] and not text.startswith(_SPREAD, tail.end())
    return bool(joined and _FROM.search(text[max(0, low.start() - _FAR) : low.start()]))


def _sign(tail: re.Match[str] | None) -> int:
    return -1 if tail and tail["minus"] else 1


def _is_range(low: re.Match[str], values: Values, tail: re.Match[str], sign: int) -> bool:
    """Both ends count the same: the first has no unit of its own or the same one, and the second is not smaller."""
    if low["unit"] and (not tail["unit"] or read_unit(low["unit"], 0)[0] != read_unit(tail["unit"], 0)[0]):
        return False
    second = _values(tail)
    first, _ = _ends(low, values, tail)
    single = second is not None and values[1] is None and second[1] is None
    return single and second is not None and second[0] * _sign(tail) > first * sign
