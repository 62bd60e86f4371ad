"""Mentions of places in a text: their names, zones without a code, and words such as 全区 that point back to one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from indicators.areas import NOWHERE, Area, ancestors, area_by_code, area_by_name, area_names
from indicators.lexicon import read_toml, trie_pattern


class AreaMention(NamedTuple):
    """A place named at ``start:end`` of the text that was searched."""

    start: int
    end: int
    area: Area


@dataclass(frozen=True, slots=True)
class _Words:
    names: Collection[str]
    starts: re.Pattern[str]
    lengths: dict[str, tuple[int, ...]]
    not_before: re.Pattern[str]
    stem_end: re.Pattern[str]
    self_words: re.Pattern[str]
    before: re.Pattern[str]
    joined: re.Pattern[str]
    zone_words: re.Pattern[str]
    zone_name: re.Pattern[str]
    zone_kind: re.Pattern[str]
    zone_kinds: dict[str, str]


@cache
def _words() -> _Words:
    names, words = area_names(), read_toml("areas.toml")
    zone_words = "|".join(words["zone_words"])
    return _Words(
        names,
        re.compile(f"[{_characters(names, 0)}](?=[{_characters(names, 1)}])"),
        _lengths(names),
        re.compile(words["not_before"]),
        re.compile(words["stem_not_before"]),
        re.compile(words["pointing"]),
        re.compile(words["before"]),
        re.compile(words["joined"]),
        re.compile(f"(?:{zone_words})"),
        re.compile(words["zone_name"].replace("{kinds}", trie_pattern(words["zone_kinds"]))),
        re.compile(trie_pattern(words["zone_kinds"])),
        words["zone_kinds"],
    )


def _characters(names: Iterable[str], at: int) -> str:
    """The characters that stand at a place of the names, as in brackets of a pattern."""
    return "".join(sorted({re.escape(name[at]) for name in names}))


def _lengths(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """How long the names are that start with two characters, longest first."""
    found: dict[str, set[int]] = {}
    for name in names:
        found.setdefault(name[:2], set()).add(len(name))
    return {start: tuple(sorted(lengths, reverse=True)) for start, lengths in found.items()}


def find_areas(text: str, near: Area = NOWHERE) -> list[AreaMention]:
    """Places named in a text; a name right behind the area above it (南昌市青山湖区) is one mention."""
    found: list[AreaMention] = []
    shared = 0
    for start in _candidates(text):
        if start < shared or (found and start < found[-1].end):
            continue
        name = _name_at(text, start)
        if name is None or (len(name) == 2 and _words().stem_end.match(text, start + 2)):
            continue
        end = start + len(name)
        area = area_by_name(name, found[-1].area if found and found[-1].end == start else near)
        if area is None:
            # What stands inside a name that several places share is none of its own: 丰县 in 广丰县.
            shared = end
            continue
        if found and found[-1].end == start and found[-1].area in ancestors(area):
            found[-1] = AreaMention(found[-1].start, end, area)
        else:
            found.append(AreaMention(start, end, area))
    return found


def find_shared_name(text: str) -> str | None:
    """The first name in a text that several places share.

    >>> find_shared_name("鼓楼区2021年政府工作报告"), find_shared_name("东湖区2021年政府工作报告")
    ('鼓楼区', None)
    """
    names = (name for start in _candidates(text) if (name := _name_at(text, start)) and len(name) > 2)
    return next((name for name in names if area_by_name(name) is None), None)


def _candidates(text: str) -> list[int]:
    """Where a place's name may begin, by its first two characters; a look at each of them alone settles most."""
    lengths = _words().lengths
    found = (match.start() for match in _words().starts.finditer(text))
    return [at for at in found if text[at : at + 2] in lengths]


def _name_at(text: str, start: int) -> str | None:
    """The longest name of a place that stands there and is no part of a street's or an institution's name."""
    words = _words()
    if words.joined.match(text, start):
        return None
    for length in words.lengths[text[start : start + 2]]:
        name, end = text[start : start + length], start + length
        # 上饶地区生产总值 is that of 上饶, which once was a 地区.
        stem = name.endswith("地区") and name[:-2] in words.names and text.startswith("生产总值", end)
        if name in words.names and not stem and not words.not_before.match(text, end):
            return name
    return None


def find_own_zone(title: str) -> Area | None:
    """The zone without a code of ours that a title opens with (仲恺高新区2023年工作总结), or None.

    Its code is that of the place above it where its name tells one; else it has none.

    >>> find_own_zone("滨湖经济开发区2021年工作总结").short
    '滨湖经开区'
    """
    match = _words().zone_name.match(title)
    if match is None:
        return None
    stem, kind = match["stem"], _words().zone_kinds[match["kind"]]
    above = next((a for tail in ("", "市", "县", "区") if (a := area_by_name(stem + tail))), None)
    name = stem + match["kind"]
    return Area("", name, stem + kind, "zone", above.code if above else "")


def find_bare_zone(title: str, city: Area) -> tuple[str, Area | None]:
    """The kind of zone that a title opens with (经开区2022年工作总结), or an empty text, and the city's zone of that kind.

    >>> kind, zone = find_bare_zone("经开区2022年工作总结", area_by_name("芜湖市"))
    >>> kind, zone.short
    ('经开区', '芜湖经开区')
    """
    match = _words().zone_kind.match(title)
    if match is None or city.level not in ("prefecture", "county"):
        return "", None
    stem = city.name[:-1]
    return match[0], area_by_name(stem + match[0]) or find_own_zone(stem + match[0])


def find_new_zones(text: str) -> list[AreaMention]:
    """Zones without a code of ours that a text names by the place they lie in (仲恺高新区), as places of their own.

    >>> [m.area.short for m in find_new_zones("近年来滨湖经济开发区出口增长8%，南昌高新区增长9%")]
    ['滨湖经开区']
    """
    found = []
    for match in _words().zone_kind.finditer(text):
        for length in (4, 3, 2):
            stem = text[max(0, match.start() - length) : match.start()]
            above = next((a for tail in ("", "市", "县", "区") if (a := area_by_name(stem + tail))), None)
            if len(stem) == length and above and area_by_name(stem + match[0]) is None:
                kind = _words().zone_kinds[match[0]]
                area = Area("", stem + match[0], stem + kind, "zone", above.code)
                found.append(AreaMention(match.start() - length, match.end(), area))
                break
    return found


def link_pointing(word: str, home: Area) -> Area | None:
    """What 全区, 我市 or 全国 stands for in a report of ``home``: itself or the area above of that kind.

    >>> link_pointing("全市", area_by_name("东湖区")).short
    '南昌市'
    """
    kind = word[-1]
    if kind == "疆":
        return area_by_code("650000")
    if kind == "国" or word in ("中国", "国内"):
        return area_by_code("000000")
    for area in (home, *ancestors(home)):
        if area.name.endswith(kind) or (kind == "市" and area.code in ("110000", "120000", "310000", "500000")):
            return area
    return None


def heads(before: str) -> bool:
    """Whether nothing but connectives stands between the start of a clause and a place, so that the clause is about it."""
    return _words().before.fullmatch(before) is not None


def find_zone_words(text: str) -> list[re.Match[str]]:
    """The words of a text that mean a park or zone named before: 园区, 该开发区."""
    return list(_words().zone_words.finditer(text))


def find_pointing(text: str) -> list[re.Match[str]]:
    """The words of a text that point back to an area: 全区, 我市, 全国."""
    return list(_words().self_words.finditer(text))
