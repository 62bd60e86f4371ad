"""The grammar of one quantity: a numeral in any script, its magnitude, unit, parts, range and bounds, to a figure."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache

from indicators.lexicon import read_toml, trie_pattern
from indicators.model import Figure
from indicators.numerals import ARABIC, CHINESE, DIGIT, MAGNITUDES, parse_about, parse_number

_MAGNITUDE = "万亿|千亿|百亿|十亿|亿|万万|千万(?!千瓦)|百万|十万|万|兆(?![瓦字赫比])|千(?![瓦克米伏卡字比分])|百(?!分)"
_GAP = r"[ \u3000\xa0]*"
_RANGE = rf"{_GAP}(?:[-—–~～－]{{1,2}}|至|到){_GAP}"
_PER = "年|月|日|天|小时|秒|人[·•]?年|人[·•]?月|人|户|亩|公顷|吨|次|平方米|平方公里|立方米|公里|米|升|万人|千人|百人|件|台|套|辆|千瓦时|度|斤|公斤|[a-zA-Z]{1,4}[23]?"
_MORE = "余|多|来|几"
_BOUND_AFTER = {
    "以上": "ge", "及以上": "ge", "以内": "le", "之内": "le", "以下": "le", "及以下": "le", "左右": "approx", "上下": "approx",
}  # fmt: skip
_AFTER = re.compile("及?以[上下]|[以之]内|左右|上下")
_BOUND_BEFORE = {
    "le": "不超过?|不高于|不多于|不大于|不突破|低于|少于|小于|控制在|最多|至多",
    "ge": "超过|突破|超出|超|逾|不低于|不少于|不小于|不下|至少|高于|大于|多于|站上|跨越|迈上|迈过|跃上|跨上|登上|冲破|越过|踏上|首破|破|上",
    "approx": "大约|大概|接近|将近|(?<![签预节契条合协])约|(?<![附])近",
}
_BEFORE = re.compile(
    f"(?:{'|'.join(f'(?P<{bound}>{words})' for bound, words in _BOUND_BEFORE.items())})(?:了|到|至|为)?$"
)
"""The leftmost word wins, so that 不超过 is not read as 超过."""
_LAST = frozenset("超过于破出逾下少多上越在近约概了到至为")
"""Every character that a bound before a figure can end with: most figures need no look at the rest."""
_NEGATIVE = frozenset(f"{before}负" for before in "为是达至到成之和")
"""负 as a minus sign behind these; 减负 and 担负 are words."""
_LOOSE_MORE = frozenset("倍成吨里米斤亩元番")
"""多 and 余 behind these units belong to the figure (两倍多); behind counting words they may begin something else."""


@dataclass(frozen=True, slots=True)
class _Units:
    pattern: str
    codes: dict[str, tuple[str, float]]
    parts: dict[str, tuple[str, float]]
    measures: frozenset[str]


@cache
def _units() -> _Units:
    table = read_toml("units.toml")
    codes = {word: (word, 1.0) for word in table["counters"]}
    for unit in table["unit"]:
        codes |= {word: (unit["code"], float(unit.get("scale", 1))) for word in unit["words"]}
    parts = {word: (part["of"], float(part["scale"])) for part in table["part"] for word in part["words"]}
    measured = {word for unit in table["unit"] for word in unit["words"]} - set(table["vague"]["words"])
    return _Units(_guarded(codes, table["not_before"]), codes, parts, frozenset(measured))


def _guarded(codes: dict[str, tuple[str, float]], not_before: dict[str, str]) -> str:
    """Unit words, longest first; one that begins another word there (台阶, 家庭) is no unit."""
    plain = trie_pattern(word for word in codes if word not in not_before)
    letters = [f"{word}(?![A-Za-z])" for word in sorted(codes, key=len, reverse=True) if word.isascii() and word != "%"]
    guarded = [f"{word}(?![{after}])" for word, after in not_before.items() if word in codes]
    return "|".join([*letters, plain, *guarded])


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    unit = f"(?:{_units().pattern})"
    mixed = rf"(?:(?:{ARABIC}){_GAP}(?:{_MAGNITUDE}){_GAP})*(?:{ARABIC})(?:[eE][-－+]?[0-9]{{1,2}}(?![0-9A-Za-z])|\^[-+]{{0,2}}[0-9]{{1,2}}(?![0-9]))?"
    numeral = rf"(?:{mixed}|{CHINESE})"
    magnitude = rf"(?P<magnitude>{_MAGNITUDE}|[kK](?={_GAP}个?百分点))"
    thousand = rf"(?P<k>{_GAP}[kKM](?![A-Za-z0-9]))?"
    return {
        "one": re.compile(
            rf"(?P<number>{numeral}){_GAP}(?P<more>{_MORE})?{_GAP}{magnitude}?(?P<more2>{_MORE})?{_GAP}(?P<unit>{unit})?"
            rf"(?P<per>/(?:{_PER}))?"
        ),
        "tail": re.compile(
            rf"{_RANGE}(?P<number>{numeral}){_GAP}(?P<magnitude>{_MAGNITUDE})?(?P<more>{_MORE})?{_GAP}(?P<unit>{unit})?"
        ),
        "part": re.compile(
            rf"又?(?P<number>{ARABIC}|[{DIGIT}]+)(?P<word>{trie_pattern(_units().parts)})(?![之别布钟])"
        ),
        "half": re.compile("半(?![年个天数径导岛成封])"),
        "tenth": re.compile(rf"[1-9{DIGIT}](?![0-9.{DIGIT}十百千万亿年月日个])"),
        "slash": re.compile(
            rf"(?:(?P<whole>[0-9]+) )?(?P<top>{ARABIC})[/／](?P<bottom>{ARABIC})(?![0-9年月]|{_GAP}{unit})"
        ),
        "parts_of": re.compile(
            rf"(?:(?P<whole>{ARABIC}|{CHINESE})又)?(?P<bottom>{ARABIC}|{CHINESE})分之负?"
            rf"(?P<top>{mixed}|{CHINESE}|百){thousand}"
            rf"(?:{_RANGE}(?:百分之)?(?P<high>{mixed}|{CHINESE})(?!{_GAP}(?:{unit}|年|月|日)))?"
        ),
        "doubled": re.compile(
            rf"翻了?(?:近|将近|约|接近)?(?P<times>{ARABIC}|[{DIGIT}])?(?P<half>半)?(?:番|倍)(?P<more>多|半)?"
        ),
    }


def read_quantity(text: str, start: int) -> Figure | None:
    """The figure whose number begins at a place of a canonical text, or None where the numeral has no value.

    >>> read_quantity("三亿五千万元左右", 0)
    Figure(start=0, end=6, surface='三亿五千万元', value=350000000.0, value_high=None, unit='CNY', bound='approx')
    """
    fraction = _patterns()["slash"].match(text, start)
    if fraction:
        found = _slash(text, fraction)
        if found:
            return found
    match = _patterns()["one"].match(text, start)
    values = _values(match) if match else None
    return None if match is None or values is None else _measured(text, match, values)


Values = tuple[float, float | None]


def _values(match: re.Match[str]) -> Values | None:
    """The numeral's value with its magnitude, and the higher one of 二三十."""
    word, magnitude = match["number"], match["magnitude"]
    if word[0].isdigit():
        return _mixed(word, magnitude), None
    scale = MAGNITUDES.get(magnitude or "", 1.0)
    about = parse_about(word)
    if about:
        return about[0] * scale, about[1] * scale
    if magnitude and (joined := parse_number(word + magnitude)) is not None:
        return joined, None
    value = MAGNITUDES[word] if word in MAGNITUDES else parse_number(word)
    return None if value is None else (value * scale, None)


def _mixed(numeral: str, magnitude: str | None) -> float:
    """The value of 3亿5000 with its last magnitude 万: 350000000 and not 3.5 trillion."""
    if numeral.isdecimal():
        return float(numeral) * (1000.0 if magnitude in ("k", "K") else MAGNITUDES.get(magnitude or "", 1.0))
    raised = re.fullmatch(rf"(?P<base>{ARABIC})(?P<mark>[eE^])(?P<power>[-－+]*[0-9]+)", numeral)
    if raised:
        base, power = parse_number(raised["base"]) or 0.0, raised["power"]
        exponent = int(power.lstrip("-－+")) * (-1 if power[0] in "-－" and power[1] not in "-－" else 1)
        value = base**exponent if raised["mark"] == "^" and base else base * 10.0**exponent
        return value * MAGNITUDES.get(magnitude or "", 1.0)
    written = numeral + ("" if magnitude in ("k", "K") else magnitude or "")
    parts = re.findall(rf"({ARABIC}){_GAP}({_MAGNITUDE})?", written)
    value = sum((parse_number(number) or 0.0) * MAGNITUDES.get(word, 1.0) for number, word in parts)
    return value * 1000 if magnitude in ("k", "K") else value


def _measured(text: str, match: re.Match[str], values: Values) -> Figure:
    tail = _patterns()["tail"].match(text, match.end())
    if tail and not _is_range(match, values, tail):
        tail = None
    last = tail or match
    low, high = _ends(match, values, tail)
    unit, scale = _unit(last["unit"], low)
    end = last.end("unit") if unit else last.start("unit") if last["unit"] else _bare_end(last)
    low, high = low * scale, None if high is None else high * scale
    per = match["per"] if unit and not tail else None
    if per:
        end = match.end()
    elif not tail:
        added, end = _smaller(text, end, unit, scale, last["unit"])
        low, high = low + added, None if high is None else high + added
    signed = _sign(text, match.start())
    more = any(m[key] for m, key in ((match, "more"), (match, "more2"), (last, "more")))
    sign = -1 if signed < match.start() else 1
    surface = text[signed:end].rstrip()
    bound = read_bound(text, signed, signed + len(surface), more)
    return Figure(
        signed,
        signed + len(surface),
        surface,
        _rounded(low) * sign,
        None if high is None else _rounded(high),
        unit + per if per else unit,
        bound,
    )


def _bare_end(match: re.Match[str]) -> int:
    """Where a figure without a unit ends: /人 behind it is no part of it."""
    return match.start("per") if match.groupdict().get("per") else match.end()


def _ends(match: re.Match[str], values: Values, tail: re.Match[str] | None) -> Values:
    if tail is None:
        return values
    first, second = values[0], _values(tail)
    if not match["magnitude"] and match["number"][0].isdigit():
        first *= MAGNITUDES.get(tail["magnitude"] or "", 1.0)
    return first, second[0] if second else None


def _smaller(text: str, end: int, unit: str, scale: float, word: str | None) -> tuple[float, int]:
    """What follows the unit and belongs to it: 3元5角, 一吨半, 三成半, 七成六."""
    added = 0.0
    while part := _patterns()["part"].match(text, end):
        of, share = _units().parts[part["word"]]
        if of != unit or scale != 1:
            break
        added, end = added + (parse_number(part["number"]) or 0.0) * share, part.end()
    if word in _units().measures and _patterns()["half"].match(text, end):
        return added + scale / 2, end + 1
    tenth = _patterns()["tenth"].match(text, end) if word == "成" else None
    return (added + (parse_number(tenth[0]) or 0.0) * scale / 10, end + 1) if tenth else (added, end)


def _is_range(low: re.Match[str], values: Values, tail: re.Match[str]) -> bool:
    """Both ends count the same: the first has no unit of its own or the same one, and the second is not smaller."""
    if low["unit"] and (not tail["unit"] or _unit(low["unit"], 0)[0] != _unit(tail["unit"], 0)[0]):
        return False
    second = _values(tail)
    first, _ = _ends(low, values, tail)
    return second is not None and values[1] is None and second[1] is None and second[0] > first


def _unit(word: str | None, value: float) -> tuple[str, float]:
    """The code and scale of a unit word; 成 counts tenths up to ten, 75折 is 75 %."""
    if not word:
        return "", 1.0
    if word == "成" and value > 10:
        return "", 1.0
    if word == "折" and value > 10:
        return "%", 1.0
    return _units().codes[word]


def is_measure(figure: Figure) -> bool:
    """Whether the figure's unit measures (元, 吨, %, 倍) and does not count (个, 家) or name (四大)."""
    return any(figure.surface.rstrip("半").endswith(word) for word in _units().measures)


def _rounded(value: float) -> float:
    """Free of binary noise: 53.14 * 1e8 is 5314000000, not 5314000000.000001."""
    return float(f"{value:.15g}") if value >= 1e12 else float(f"{value:.12g}")


def _sign(text: str, start: int) -> int:
    """Where the figure starts: at a minus sign that is no range dash, else at the number."""
    if start and text[start - 1] in "-－−﹣":
        before = text[start - 2 : start - 1]
        if not before or before in "为是达至到 长幅率,，:：(（":
            return start - 1
    negative = start and text[start - 1] == "负" and not re.match("[\u4e00-\u9fff]", text[start - 2 : start - 1])
    return start - 1 if negative or text[max(0, start - 2) : start] in _NEGATIVE else start


def read_bound(text: str, start: int, end: int, more: bool) -> str:
    """The bound that the words around a figure give it: 不低于, 突破, 近, 左右, 余."""
    after = _AFTER.match(text, end)
    if after:
        return _BOUND_AFTER[after[0]]
    if more or (text[end : end + 1] in ("多", "余") and text[end - 1] in _LOOSE_MORE):
        return "ge"
    if not start or text[start - 1] not in _LAST:
        return "eq"
    before = _BEFORE.search(text[max(0, start - 6) : start])
    return (before.lastgroup or "eq") if before else "eq"


# -- fractions and doublings -------------------------------------------------------------------------------------------


def _slash(text: str, match: re.Match[str]) -> Figure | None:
    """3/4 as a percentage; one above 1 only where nothing but its end follows and its bottom is small (13/4)."""
    top, bottom = parse_number(match["top"]), parse_number(match["bottom"])
    small = bottom and bottom <= 20 and text[match.end() : match.end() + 1] not in tuple("/.-")
    if top is None or not bottom or (top >= bottom and not (small and top <= 50)):
        return None
    value = 100 * (float(match["whole"] or 0) + top / bottom)
    return _share(text, match.start(), match.end(), value, None)


def _share(text: str, start: int, end: int, value: float, high: float | None) -> Figure:
    signed = _sign(text, start)
    value = math.copysign(_rounded(abs(value)), -value if signed < start else value)
    bound = read_bound(text, signed, end, False)
    return Figure(signed, end, text[signed:end], value, None if high is None else _rounded(high), "%", bound)


def read_fraction(text: str, start: int) -> Figure | None:
    """百分之五, 千分之三, 三分之一, 一又二分之一, 百分之三至五 as a percentage, or None.

    >>> read_fraction("百分之十五点三", 0).value, read_fraction("万分之五", 0).value
    (15.3, 0.05)
    """
    match = _patterns()["parts_of"].match(text, start)
    if not match:
        return None
    about = parse_about(match["top"])
    top = about[0] if about else 100.0 if match["top"] == "百" else parse_number(match["top"])
    bottom = MAGNITUDES[match["bottom"]] if match["bottom"] in MAGNITUDES else parse_number(match["bottom"])
    whole = parse_number(match["whole"]) if match["whole"] else 0.0
    if top is None or not bottom or whole is None:
        return None
    thousands = {"k": 1e3, "K": 1e3, "M": 1e6}.get((match["k"] or "").strip(), 1.0)
    second = parse_number(match["high"]) if match["high"] else about[1] if about else None
    end = match.end() if second and second > top else match.end("k") if match["k"] else match.end("top")
    high = 100 * second / bottom if second and second > top else None
    value = 100 * (whole + top * thousands / bottom)
    if match.string[match.start("top") - 1] == "负":
        value = -value
    return _share(text, start, end, value, high)


def read_doubling(text: str, start: int) -> Figure | None:
    """翻番, 翻一番 (2 times), 翻两番 (4 times) as a multiple, or None.

    >>> [read_doubling(t, 0).value for t in ("翻一番", "翻两番", "翻番")]
    [2.0, 4.0, 2.0]
    """
    match = _patterns()["doubled"].match(text, start)
    if not match:
        return None
    steps = parse_number(match["times"]) if match["times"] else 1.0
    if steps is None or steps > 20:
        return None
    steps += 0.5 if match["half"] or match["more"] == "半" else 0.0
    times = steps if match[0].rstrip("多").endswith("倍") and match["times"] else 2.0**steps
    near = re.search("近|约", match[0])
    bound = "approx" if near else "ge" if match["more"] == "多" else read_bound(text, start, match.end(), False)
    return Figure(start, match.end(), match[0], _rounded(times), None, "times", bound)
