"""Lines of a text taken from a picture: a name, its number, the unit and the growth each on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from indicators.lexicon import catalogue
from indicators.segments import LINE

_UNIT = "[百千万亿]*(?:美元|元|人次|人|户|家|个|吨|公斤|项|公里|平方米|%|％|‰)|[千万亿]"
_VALUE = re.compile(
    rf"(?P<before>约|超|近|达|突破|超过)?[-−]?[0-9][0-9,]*(?:\.[0-9]+)?\s?(?P<unit>{_UNIT})?(?:左右|以上|[+＋])?"
)
_UNIT_LINE = re.compile(_UNIT)
_CHANGE = "(?:同比|比上年|较上年)?(?:实际|名义|可比)?(?:增长|上涨|下降|增速|增幅)"
_CHANGE_LINE = re.compile(f"(?:{_CHANGE}|同比)[:：]?")
_CHANGED_LINE = re.compile(rf"(?:同口径)?(?:{_CHANGE}(?:为|达)?|[增降])[-−]?[0-9]+(?:\.[0-9]+)?[%％]")
_COMPARED_LINE = re.compile(
    r"(?:高于|低于|快于|居|列|位居|排名)全[国省市区县州](?:平均(?:水平)?)?(?:[0-9]+(?:\.[0-9]+)?个?百分点|第[0-9一二三四五六七八九十]+位?)"
)
_NUMBER_LINE = re.compile(rf"^[ \t]*(?:{_VALUE.pattern}|{_CHANGED_LINE.pattern})[ \t]*$", re.M)
_BEHIND_NAME = re.compile(r"(?:[（(][^（）()]{1,8}[)）]|达到?|完成|实现|突破|为|增速|增长率|增幅|[:：])+$")
_LONGEST_NAME = 24
_NO_NAME = re.compile("[，。；、,;|\t]")


def find_line_ends(text: str) -> Iterator[tuple[int, int]]:
    r"""The line ends between an indicator's name, its number, unit and growth, which are to be left out.

    >>> list(find_line_ends("地区生产总值\n458.3\n亿元\n同比增长8.6%\n"))
    [(6, 7), (12, 13), (15, 16)]
    """
    if not _NUMBER_LINE.search(text):
        return
    lines = [(m.start(), m[0].rstrip(), m[0].strip()) for m in LINE.finditer(text) if m[0].strip()]
    told, joined = [line for _, _, line in lines], -1
    for at in range(1, len(lines)):
        last = _last(told, at) if at > joined else None
        first = _first(told, at, last, joined) if last is not None else None
        if last is None or first is None:
            continue
        while last + 1 < len(lines) and _goes_on(told[last + 1]):
            last += 1
        for line in range(first, last):
            start, raw, _ = lines[line]
            following, _, bare = lines[line + 1]
            yield start + len(raw), text.index(bare[0], following)
        joined = last


def _goes_on(line: str) -> bool:
    """Whether a line tells growth, or how a figure stands to another place's, of what stands above."""
    return (_CHANGED_LINE.fullmatch(line) or _COMPARED_LINE.fullmatch(line)) is not None


def _last(told: list[str], at: int) -> int | None:
    """The line that ends a number which begins on a line: its own or that of its unit; None where none begins there."""
    value = _VALUE.fullmatch(told[at])
    if _CHANGED_LINE.fullmatch(told[at]) or (value and value["unit"]):
        return at
    return at + 1 if value and at + 1 < len(told) and _UNIT_LINE.fullmatch(told[at + 1]) else None


def _first(told: list[str], at: int, last: int, joined: int) -> int | None:
    """The line that a number's words begin on: its name, or a word of growth behind what was joined; None where neither stands there."""
    percent = told[last].endswith(("%", "％"))
    if _CHANGE_LINE.fullmatch(told[at - 1]):
        named = at > 1 and _ends_in_name(told[at - 2])
        return joined if percent and joined == at - 2 else at - 2 if percent and named else None
    grown = _CHANGED_LINE.fullmatch(told[at]) is not None
    rate = grown or not percent or told[at - 1].endswith(("率", "速", "幅"))
    return at - 1 if rate and _ends_in_name(told[at - 1]) else None


def _ends_in_name(line: str) -> bool:
    """Whether a short line without marks ends with an indicator's name."""
    if len(line) > _LONGEST_NAME or _NO_NAME.search(line):
        return False
    name = _BEHIND_NAME.sub("", line)
    return any(name[-length:] in _names() for length in range(2, len(name) + 1))


@cache
def _names() -> frozenset[str]:
    return frozenset(name for each in catalogue().values() for name in each.names)
