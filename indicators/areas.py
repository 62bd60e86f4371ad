"""Places and zones with their codes and names, those above them, and how they changed over time."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from indicators.lexicon import read_csv, read_toml


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

    def __bool__(self) -> bool:
        return bool(self.name)


NOWHERE = Area("", "", "", "", "")


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    by_code: dict[str, Area]
    by_name: dict[str, list[Area]]
    common_word: re.Pattern[str]


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
    return _Gazetteer(by_code, by_name, re.compile(words["common_word"]))


def _names(area: Area, aliases: str) -> list[str]:
    """The words that stand for an area; 中国 alone is mostly part of a name (中国银行)."""
    official = [] if area.level == "country" else [area.name]
    return list(dict.fromkeys([*official, area.short, *filter(None, aliases.split("|"))]))


def _zone_level(row: dict[str, str]) -> dict[str, str]:
    return {} if "level" in row else {"level": "zone"}


def area_names() -> Collection[str]:
    """All words that stand for an area with a code."""
    return _gazetteer().by_name.keys()


def area_by_code(code: str) -> Area | None:
    """The area with a code, or None."""
    return _gazetteer().by_code.get(code)


def area_by_name(name: str, near: Area = NOWHERE) -> Area | None:
    """The area of a name; of several that share it (鼓楼区) the one nearest to ``near``, else None.

    A county that came under another city has a code of each time, of which the last one is meant.

    >>> area_by_name("东湖区").code, area_by_name("广丰县").code
    ('360102', '361122')
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
        living = [area for area in ranked if not area.valid_to] or _last_known(ranked)
        return living[0] if len(living) == 1 else None
    return ranked[0]


def _last_known(areas: list[Area]) -> list[Area]:
    """Dissolved areas without those that another of them followed, as a county that only came under another city."""
    codes = {area.code for area in areas}
    return [area for area in areas if not codes & set(area.successor.split("|"))]


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
