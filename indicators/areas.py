"""Mentions of places and what they stand for: named areas, zones, and words such as 全区 that point back to one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from indicators.lexicon import read_csv, read_toml, trie_pattern


@dataclass(frozen=True, slots=True)
class Area:
    """A place with its code (GB/T 2260, or X-… for a zone) and the code of the area above it."""

    code: str
    name: str
    short: str
    level: str
    parent: str
    valid_from: str = ""
    valid_to: str = ""
    successor: str = ""


class AreaMention(NamedTuple):
    """A place named at ``start:end`` of the text that was searched."""

    start: int
    end: int
    area: Area


NOWHERE = Area("", "", "", "", "")


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    by_code: dict[str, Area]
    by_name: dict[str, list[Area]]
    starts: re.Pattern[str]
    lengths: dict[str, tuple[int, ...]]
    not_before: re.Pattern[str]
    stem_end: re.Pattern[str]
    self_words: re.Pattern[str]
    before: re.Pattern[str]
    zone_words: re.Pattern[str]
    common_word: re.Pattern[str]
    zone_name: re.Pattern[str]
    zone_kinds: dict[str, str]


@cache
def _gazetteer() -> _Gazetteer:
    by_code: dict[str, Area] = {}
    by_name: dict[str, list[Area]] = {}
    for row in [*read_csv("areas.csv"), *read_csv("zones.csv")]:
        area = Area(**{field: row.get(field) or "" for field in Area.__dataclass_fields__} | _zone_level(row))
        by_code[area.code] = area
        for name in _names(area, row["aliases"]):
            by_name.setdefault(name, []).append(area)
    words = read_toml("areas.toml")
    for name, code in words["aliases"].items():
        by_name.setdefault(name, []).insert(0, by_code[code])
    pointing = "|".join(words["pointing"])
    zone_words = "|".join(words["zone_words"])
    return _Gazetteer(
        by_code,
        by_name,
        re.compile(f"[{_characters(by_name, 0)}](?=[{_characters(by_name, 1)}])"),
        _lengths(by_name),
        re.compile(words["not_before"]),
        re.compile(words["stem_not_before"]),
        re.compile(f"(?:{pointing})"),
        re.compile(words["before"]),
        re.compile(f"(?:{zone_words})"),
        re.compile(words["common_word"]),
        re.compile(words["zone_name"].replace("{kinds}", trie_pattern(words["zone_kinds"]))),
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


def _names(area: Area, aliases: str) -> list[str]:
    """The words that stand for an area; 中国 alone is mostly part of a name (中国银行)."""
    official = [] if area.level == "country" else [area.name]
    return list(dict.fromkeys([*official, area.short, *filter(None, aliases.split("|"))]))


def _zone_level(row: dict[str, str]) -> dict[str, str]:
    return {} if "level" in row else {"level": "zone"}


def area_by_code(code: str) -> Area | None:
    """The area with a code, or None."""
    return _gazetteer().by_code.get(code)


def area_by_name(name: str, near: Area = NOWHERE) -> Area | None:
    """The area of a name; of several that share it (鼓楼区) the one nearest to ``near``, else None.

    >>> area_by_name("东湖区").code
    '360102'
    """
    candidates = _gazetteer().by_name.get(name, [])
    if len(name) <= 3:
        candidates = [area for area in candidates if area.level != "zone" or _kinship(area, near) >= 2]
    if _gazetteer().common_word.fullmatch(name):
        candidates = [area for area in candidates if _kinship(area, near) >= 2]
    if len(candidates) == 1:
        return candidates[0]
    return _nearest(candidates, near)


def _nearest(candidates: list[Area], near: Area) -> Area | None:
    ranked = sorted(candidates, key=lambda area: (-_kinship(area, near), bool(area.valid_to)))
    if not ranked or (len(ranked) > 1 and _kinship(ranked[0], near) == _kinship(ranked[1], near) == 0):
        living = [area for area in ranked if not area.valid_to]
        return living[0] if len(living) == 1 else None
    return ranked[0]


def _kinship(area: Area, near: Area) -> int:
    """How many levels above the country two areas share: 2 the same prefecture, 1 the same province, 0 none."""
    chain = {a.code for a in (near, *ancestors(near)) if a.code not in ("", "000000")}
    return len(chain & {a.code for a in (area, *ancestors(area))})


def area_below(text: str, home: Area) -> Area | None:
    """A place below one that is written without its kind (东湖 in a text about 南昌市), if only one is.

    >>> area_below("东湖", area_by_name("南昌市")).short
    '东湖区'
    """
    if len(text) < 2 or not home.code:
        return None
    found = [area for kind in ("区", "县", "市", "省") if (area := area_by_name(text + kind, home))]
    found = [area for area in found if area.parent == home.code]
    found = [area for area in found if not area.valid_to] or found
    return found[0] if len(found) == 1 else None


def ancestors(area: Area) -> list[Area]:
    """The areas above one, nearest first."""
    found: list[Area] = []
    while area.parent and area.parent in _gazetteer().by_code:
        area = _gazetteer().by_code[area.parent]
        found.append(area)
    return found


def changed(area_code: str) -> list[tuple[int, tuple[str, ...]]]:
    """The years in which a place was founded, dissolved, or took in another, with the codes before or after.

    >>> changed("360112"), changed("360105"), changed("360102")
    ([(2015, ('360122',)), (2019, ('360105',))], [(2019, ('360112',))], [])
    """
    area = area_by_code(area_code) or NOWHERE
    years: dict[int, list[str]] = {int(year): [] for year in (area.valid_from, area.valid_to) if year}
    for other in _predecessors().get(area_code, []):
        years.setdefault(int(other.valid_to), []).append(other.code)
    if area.successor:
        years[int(area.valid_to)] += area.successor.split("|")
    return [(year, tuple(codes)) for year, codes in sorted(years.items())]


@cache
def _predecessors() -> dict[str, list[Area]]:
    """Dissolved places by the code of each of their successors."""
    found: dict[str, list[Area]] = {}
    for area in _gazetteer().by_code.values():
        for code in filter(None, area.successor.split("|")):
            found.setdefault(code, []).append(area)
    return found


def find_areas(text: str, near: Area = NOWHERE) -> list[AreaMention]:
    """Places named in a text; a name right behind the area above it (南昌市青山湖区) is one mention."""
    found: list[AreaMention] = []
    for start in _candidates(text):
        if found and start < found[-1].end:
            continue
        name = _name_at(text, start)
        if name is None or (len(name) == 2 and _gazetteer().stem_end.match(text, start + 2)):
            continue
        end = start + len(name)
        area = area_by_name(name, found[-1].area if found and found[-1].end == start else near)
        if area is None:
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
    lengths = _gazetteer().lengths
    found = (match.start() for match in _gazetteer().starts.finditer(text))
    return [at for at in found if text[at : at + 2] in lengths]


def _name_at(text: str, start: int) -> str | None:
    """The longest name of a place that stands there and is no part of a street's or an institution's name."""
    gazetteer = _gazetteer()
    for length in gazetteer.lengths[text[start : start + 2]]:
        name = text[start : start + length]
        if name in gazetteer.by_name and not gazetteer.not_before.match(text, start + length):
            return name
    return None


def find_own_zone(title: str) -> Area | None:
    """The zone without a code of ours that a title opens with (仲恺高新区2023年工作总结), or None.

    Its code is that of the place above it where its name tells one; else it has none.

    >>> find_own_zone("滨湖经济开发区2021年工作总结").short
    '滨湖经开区'
    """
    match = _gazetteer().zone_name.match(title)
    if match is None:
        return None
    stem, kind = match["stem"], _gazetteer().zone_kinds[match["kind"]]
    above = next((a for tail in ("", "市", "县", "区") if (a := area_by_name(stem + tail))), None)
    name = stem + match["kind"]
    return Area("", name, stem + kind, "zone", above.code if above else "")


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
    return _gazetteer().before.fullmatch(before) is not None


def find_zone_words(text: str) -> list[re.Match[str]]:
    """The words of a text that mean a park or zone named before: 园区, 该开发区."""
    return list(_gazetteer().zone_words.finditer(text))


def find_pointing(text: str) -> list[re.Match[str]]:
    """The words of a text that point back to an area: 全区, 我市, 全国."""
    return list(_gazetteer().self_words.finditer(text))
