"""Parts and multiples in words: fractions (三分之一, 万分之五, 3/4) as percentages, and doublings (翻番)."""

from __future__ import annotations

import math
import re
from functools import cache

from indicators.bounds import find_sign, read_bound
from indicators.model import Figure
from indicators.numerals import (
    ARABIC,
    CHINESE,
    DIGIT,
    GAP,
    LETTERS,
    MAGNITUDES,
    MIXED,
    RANGE,
    parse_about,
    parse_number,
    rounded,
)
from indicators.units import units


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    unit = f"(?:{units().pattern})"
    thousand = rf"(?P<k>{GAP}[kKM](?![A-Za-z0-9]))?"
    return {
        "slash": re.compile(
            rf"(?:(?P<whole>[0-9]+) )?(?P<top>{ARABIC})[/／](?P<bottom>{ARABIC})(?![0-9年月]|{GAP}{unit})"
        ),
        "parts_of": re.compile(
            rf"(?:(?P<whole>{ARABIC}|{CHINESE})又)?(?P<bottom>{ARABIC}|{CHINESE})分之负?"
            rf"(?P<top>{MIXED}|{CHINESE}|百){thousand}"
            rf"(?:{RANGE}(?:百分之)?(?P<high>(?>{MIXED}|{CHINESE}))(?!{GAP}(?:{unit}|年|月|日)))?"
        ),
        "doubled": re.compile(
            rf"翻了?(?:近|将近|约|接近)?(?P<times>{ARABIC}|[{DIGIT}])?(?P<half>半)?(?:番|倍)(?P<more>多|半)?"
        ),
    }


def read_slash(text: str, start: int) -> Figure | None:
    """3/4 as a percentage; one above 1 only where nothing but its end follows and its bottom is small (13/4)."""
    match = _patterns()["slash"].match(text, start)
    if not match:
        return None
    top, bottom = parse_number(match["top"]), parse_number(match["bottom"])
    small = bottom and bottom <= 20 and text[match.end() : match.end() + 1] not in tuple("/.-")
    if top is None or not bottom or (top >= bottom and not (small and top <= 50)):
        return None
    value = 100 * (float(match["whole"] or 0) + top / bottom)
    return _share(text, match.start(), match.end(), value, None)


def _share(text: str, start: int, end: int, value: float, high: float | None) -> Figure:
    signed = find_sign(text, start)
    value = math.copysign(rounded(abs(value)), -value if signed < start else value)
    bound = read_bound(text, signed, end, False)
    return Figure(signed, end, text[signed:end], value, None if high is None else rounded(high), "%", bound)


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
    thousands = LETTERS.get((match["k"] or "").strip(), 1.0)
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
    return Figure(start, match.end(), match[0], rounded(times), None, "times", bound)
