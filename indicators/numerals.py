"""Numerals of Chinese texts to values: Arabic, full-width, Chinese, financial, traditional (３, 三, 叁, 三萬五千, 两千四百五)."""

from __future__ import annotations

import re
from functools import cache

from indicators.lexicon import read_toml, remembered, runs_of

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_PLACES = {"千": 1000, "百": 100, "十": 10}
_TENS = {"廿": 20, "卅": 30}
_MYRIADS = {"兆": 1e12, "亿": 1e8, "万": 1e4}
MAGNITUDES = {
    "万亿": 1e12,
    "千亿": 1e11,
    "百亿": 1e10,
    "十亿": 1e9,
    "亿": 1e8,
    "万万": 1e8,
    "千万": 1e7,
    "百万": 1e6,
    "十万": 1e5,
    "万": 1e4,
    "千": 1e3,
    "百": 1e2,
    "兆": 1e12,
}
"""The round words that multiply what stands before them; alone they are round numbers themselves (突破千亿元)."""

ARABIC = (
    r"(?:(?<![0-9]\.)[0-9]+(?:[,，][0-9]{3}(?![0-9]))*(?:[.·](?>[0-9]+)(?!\.[0-9]))?"
    r"|(?<![0-9A-Za-z\u4e00-\u9fff.])\.(?>[0-9]+)(?!\.[0-9])|(?<=[\u4e00-\u9fff])\.(?>[0-9]+)(?= ?(?:%|个?百分点))|[0-9]+)"
)
"""One number in Arabic digits of a canonical text, with thousands separators and decimals (.5); 10.20.30 is three."""

DIGIT = "零一二两三四五六七八九"
_THOUSAND = "千(?![瓦克伏卡])(?!(?<=[十百万亿]千)米)"
_TWO = "两(?=[十百千万亿])|(?<![零二三四五六七八九十百千万亿])两"
_PLACED = rf"(?:[零一二三四五六七八九十百万亿廿卅]++|{_THOUSAND}|{_TWO})+"
CHINESE = rf"(?>{_PLACED}(?:兆(?![瓦字赫比])(?:{_PLACED})?)?)(?:点(?>[零一二三四五六七八九]+)(?![十百千两]))?"
"""A run of Chinese numeral characters of a canonical text, with decimals (三点五); 千 of 千瓦 and 两 of 三十两 are units."""

MAGNITUDE = "万亿|千亿|百亿|十亿|亿|万万|千万(?!千瓦)|百万|十万|万|兆(?![瓦字赫比])|千(?![瓦克米伏卡字比分])|百(?!分)"
"""One of the round words behind a numeral; 千 of 千瓦 and 兆 of 兆瓦 belong to a unit."""

LETTERS = {"k": 1e3, "K": 1e3, "M": 1e6}
NO_WORD = r"(?![A-Za-z0-9\u4e00-\u9fff])"
"""k and M count thousands and millions where no word goes on behind them: 5K跑 and 100M宽带 are names."""

GAP = r"[ \u3000\xa0]*"
RANGE = rf"{GAP}(?:[-—－]{{1,2}}|[–~～]{{1,2}}|至|到){GAP}"

MIXED = rf"(?:(?:{ARABIC}){GAP}(?:{MAGNITUDE}){GAP})*(?:{ARABIC})(?:[eE][-－+]?[0-9]{{1,2}}(?![0-9A-Za-z])|\^[-+]{{0,2}}[0-9]{{1,2}}(?![0-9]))?"
"""A numeral in digits with magnitudes inside it (3亿5000), or with a power of ten."""

_LONGEST = 64
"""No number in words is longer; a run of thousands of 亿 would be read level by level."""
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_RAISED = re.compile(rf"(?P<base>{ARABIC})(?P<mark>[eE^])(?P<power>[-－+]*[0-9]+)")
_MIXED_PART = re.compile(rf"({ARABIC}){GAP}({MAGNITUDE})?")
_ABOUT = re.compile(
    rf"(?P<head>(?:[{DIGIT}百千万亿]*[十百千万])?)(?P<a>[{DIGIT}])(?P<b>[{DIGIT}])(?P<tail>[十百千万亿]*)"
)
_FINANCIAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_ENDS_YEAR = re.compile("年(?<=[一二][0OО〇零○一二三四五六七八九]{3}年)")
"""Where a year in words may end: one character alone is found far faster than a set."""
_YEAR_IN_WORDS = re.compile("(?:一九|二[0OО〇零○])[0OО〇零○一二三四五六七八九]{2}(?=年)")
_YEAR_DIGITS = str.maketrans("OО〇零○一二三四五六七八九", "00000123456789")
_SECTION = re.compile(
    r"(?:(?P<千>[一二两三四五六七八九])千)?零?(?:(?P<百>[一二两三四五六七八九])百)?零?(?:(?P<十>[一二两三四五六七八九]?)(?P<ten>十)|(?P<tens>[廿卅]))?零?(?P<one>[一二三四五六七八九])?零?"
)
_LEADING = frozenset("百千万")
"""Before these 一 may be left out where a digit follows: 百三, 千二百."""
_ELIDED = re.compile(r"(?:千|百)[一二两三四五六七八九]$")
_CAPITAL = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟](?:(?<=[^伍陆])|(?<=千.)| ?点)")
_CAPITAL_RUN = re.compile(
    r"(?<=[拾佰仟百千万亿零])[伍陆]|[伍陆](?=[拾佰仟]| ?点 ?[零一二三四五六七八九])|(?<=[壹贰叁肆伍陆柒捌玖])拾|(?<!收)拾(?=[万亿佰仟零一二三四五六七八九壹贰叁肆伍陆柒捌玖])|[壹贰叁肆柒捌玖佰仟]"
)


@cache
def _variants() -> tuple[re.Pattern[str], dict[int, int]]:
    table = read_toml("units.toml")["variants"]
    return runs_of(re.escape(table["from"])), str.maketrans(table["from"], table["to"])


def canonical(text: str) -> str:
    """A text of the same length whose numerals and counting words are the common ones: full-width, traditional, financial.

    >>> canonical("增長３．５％，壹佰萬元")
    '增長3.5%，一百万元'
    """
    seldom, table = _variants()
    text = seldom.sub(lambda run: run[0].translate(table), text)
    if _CAPITAL.search(text):
        text = _CAPITAL_RUN.sub(lambda match: match[0].translate(_FINANCIAL), text)
    return text


def parse_arabic(text: str) -> float | None:
    """The value of a number in Arabic digits, or None.

    >>> parse_arabic("１２,345.6")
    12345.6
    """
    plain = text if text.isascii() else text.translate(_variants()[1]).replace("，", "").replace("·", ".")
    try:
        return float(plain.replace(",", ""))
    except ValueError:
        return None


def parse_year(text: str) -> int:
    """A year in digits or Chinese ones.

    >>> parse_year("2005"), parse_year("一九八〇")
    (2005, 1980)
    """
    return int(text) if text.isdigit() else int(parse_chinese(text) or 0)


def years_in_digits(text: str) -> str:
    """A text whose years in words, with whatever sign they have for their zeros, are written in digits, one for one.

    >>> years_in_digits("二○○八年至一九五四年，二O一二年"), years_in_digits("一八八○年")
    ('2008年至1954年，2012年', '一八八○年')
    """
    if not _ENDS_YEAR.search(text):
        return text
    return _YEAR_IN_WORDS.sub(lambda year: year[0].translate(_YEAR_DIGITS), text)


def parse_chinese(text: str) -> float | None:
    """The value of a number in Chinese numerals, or None; a last digit counts the next place (两千四百五: 2450).

    >>> [parse_chinese(t) for t in ("十二", "三亿五千万", "二点五", "一九五四", "两千四百五", "百三", "百")]
    [12.0, 350000000.0, 2.5, 1954.0, 2450.0, 130.0, None]
    """
    plain = text.translate(_variants()[1]).translate(_FINANCIAL)
    whole, point, decimals = plain.partition("点")
    if whole[:1] in _LEADING and whole[1:2] in _DIGITS:
        whole = f"一{whole}"
    value = _whole(whole)
    if not point:
        return value
    if value is None or not decimals or not set(decimals) <= _DIGITS.keys():
        return None
    return float(f"{value:.0f}.{''.join(str(_DIGITS[c]) for c in decimals)}")


def _whole(text: str) -> float | None:
    if text and set(text) <= _DIGITS.keys():
        return float("".join(str(_DIGITS[c]) for c in text))
    if len(text) > _LONGEST:
        return None
    for word, scale in _MYRIADS.items():
        head, found, tail = text.rpartition(word)
        if found:
            return _myriads(_whole(head), tail, scale)
    return _section(text)


def _myriads(head: float | None, tail: str, scale: float) -> float | None:
    """So many times 万 or 亿 and what follows: 零五百, or one digit of the next place (一万三)."""
    if head is None or not head:
        return None
    if not tail:
        return head * scale
    rest = _DIGITS[tail] * scale / 10 if tail in _DIGITS else _whole(tail.lstrip("零") or "零")
    return None if rest is None or rest >= scale else head * scale + rest


def _section(text: str) -> float | None:
    """千, 百, 十 and ones in this order, each at most once."""
    match = _SECTION.fullmatch(text)
    if not match or not text:
        return None
    value = sum(scale * _DIGITS[match[word]] for word, scale in _PLACES.items() if match[word])
    value += 10 if match["ten"] and not match["十"] else _TENS.get(match["tens"], 0)
    ones = _DIGITS[match["one"]] if match["one"] else 0
    if ones and _ELIDED.search(text):
        ones *= _PLACES[text[-2]] // 10
    return float(value + ones)


@remembered
def parse_number(text: str) -> float | None:
    """The value of a numeral in any of the scripts, or None.

    >>> parse_number("２０"), parse_number("二十"), parse_number("abc")
    (20.0, 20.0, None)
    """
    return parse_arabic(text) if text[:1].isdecimal() or text[:1] in (".", "．") else parse_chinese(text)


@remembered
def parse_about(text: str) -> tuple[float, float] | None:
    """The two values of neighbouring digits that tell a number roughly, or None.

    >>> [parse_about(t) for t in ("二三十", "十七八", "两三", "三五百", "一九五四")]
    [(20.0, 30.0), (17.0, 18.0), (2.0, 3.0), (300.0, 500.0), None]
    """
    match = _ABOUT.fullmatch(text)
    if not match or not 1 <= _DIGITS[match["b"]] - _DIGITS[match["a"]] <= 2 or "零" in match["a"]:
        return None
    low, high = (_whole(match["head"] + match[key] + match["tail"]) for key in "ab")
    return (low, high) if low is not None and high is not None and low < high else None


def parse_mixed(numeral: str, magnitude: str | None) -> float:
    """The value of 3亿5000 with its last magnitude 万: 350000000 and not 3.5 trillion."""
    letter = LETTERS.get(magnitude or "")
    if _PLAIN.fullmatch(numeral):
        return float(numeral) * (letter or MAGNITUDES.get(magnitude or "", 1.0))
    raised = _RAISED.fullmatch(numeral)
    if raised:
        base, power = parse_number(raised["base"]) or 0.0, raised["power"]
        exponent = int(power.lstrip("-－+")) * (-1 if power[0] in "-－" and power[1] not in "-－" else 1)
        value = base**exponent if raised["mark"] == "^" and base else base * 10.0**exponent
        return value * MAGNITUDES.get(magnitude or "", 1.0)
    written = numeral + ("" if letter else magnitude or "")
    parts = _MIXED_PART.findall(written)
    value = sum((parse_number(number) or 0.0) * MAGNITUDES.get(word, 1.0) for number, word in parts)
    return value * (letter or 1.0)


def rounded(value: float) -> float:
    """Free of binary noise: 53.14 * 1e8 is 5314000000, not 5314000000.000001."""
    return float(f"{value:.15g}") if value >= 1e12 else float(f"{value:.12g}")
