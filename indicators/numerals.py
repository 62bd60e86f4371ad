"""Numerals of Chinese texts to values: Arabic, full-width, Chinese, mixed (3亿5000万), fractions (三分之一)."""

from __future__ import annotations

import re

_WIDE = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "俩": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
MAGNITUDES = {
    "万亿": 1e12,
    "千亿": 1e11,
    "百亿": 1e10,
    "亿": 1e8,
    "千万": 1e7,
    "百万": 1e6,
    "万": 1e4,
    "千": 1e3,
    "百": 1e2,
}

ARABIC = r"[0-9０-９]+(?:[,，][0-9０-９]{3}(?![0-9０-９]))*(?:[.．·][0-9０-９]+)?"
"""One number in Arabic digits, ASCII or full-width, with thousands separators and decimals."""

CHINESE = r"[零〇○一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?"
"""A run of Chinese numeral characters, with decimals (三点五)."""

_DIGIT_BY_DIGIT = re.compile(r"[零〇○一二三四五六七八九]+$")


def parse_arabic(text: str) -> float | None:
    """The value of a number in Arabic digits, or None.

    >>> parse_arabic("１２,345.6")
    12345.6
    """
    plain = text.translate(_WIDE).replace(",", "").replace("·", ".")
    try:
        return float(plain)
    except ValueError:
        return None


def parse_chinese(text: str) -> float | None:
    """The value of a number in Chinese numerals, or None.

    >>> [parse_chinese(t) for t in ("十二", "三亿五千万", "二点五", "一九五四", "百")]
    [12.0, 350000000.0, 2.5, 1954.0, None]
    """
    whole, _, decimals = text.partition("点")
    if decimals:
        head = parse_chinese(whole)
        tail = "".join(str(_DIGITS[c]) for c in decimals if c in _DIGITS)
        return None if head is None or not tail else head + float(f"0.{tail}")
    if len(whole) > 1 and _DIGIT_BY_DIGIT.match(whole):
        return float("".join(str(_DIGITS[c]) for c in whole))
    return _positional(whole)


def _positional(text: str) -> float | None:
    """十, 百, 千 within a section of four digits; 万 and 亿 close sections."""
    total = section = digit = 0
    seen = False
    for c in text:
        if c in _DIGITS:
            digit, seen = _DIGITS[c], True
        elif c in _SMALL:
            if not seen and not (c == "十" and section == 0):
                return None
            section += (digit if seen else 1) * _SMALL[c]
            digit, seen = 0, False
        elif c in "万亿":
            section += digit
            if not section and not total:
                return None
            total = (
                (total + section) * (10_000 if c == "万" else 100_000_000) if c == "亿" else total + section * 10_000
            )
            section = digit = 0
            seen = False
        else:
            return None
    return float(total + section + digit) if text else None


def parse_number(text: str) -> float | None:
    """The value of a numeral in any of the scripts, or None.

    >>> parse_number("２０"), parse_number("二十"), parse_number("abc")
    (20.0, 20.0, None)
    """
    return parse_arabic(text) if text[:1].translate(_WIDE).isdigit() else parse_chinese(text)
