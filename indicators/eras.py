"""Places over time, for views: in which years a place was there, and what happened to it, as people read it."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.areas import Area, area_by_code, changed
from indicators.labels import Language, format_area, say


@dataclass(frozen=True, slots=True)
class Break:
    """A change of a place: the year, what became of whom (codes, empty where there is none), and which words say it."""

    year: int
    old: str
    new: str
    how: str


def exists(code: str, year: int) -> bool:
    """Whether a place was there in a year; that of the change itself counts for both names, and zones always are.

    >>> [exists("360122", year) for year in (2014, 2015, 2016)], exists("360113", 2018)
    ([True, True, False], False)
    """
    area = area_by_code(code)
    if area is None:
        return True
    return int(area.valid_from or 0) <= year <= int(area.valid_to or 9999)


def last_year(code: str) -> int | None:
    """The year in which a place was dissolved, None if it is there.

    >>> last_year("360105"), last_year("360102")
    (2019, None)
    """
    area = area_by_code(code)
    return int(area.valid_to) if area and area.valid_to else None


def predecessors(code: str) -> list[str]:
    """The places that a place took over, in order of time.

    >>> predecessors("360112")
    ['360122', '360105']
    """
    return [other for _, others in changed(code) for other in others if _succeeds(code, other)]


def continues(code: str, old: str) -> bool:
    """Whether a place is another one under a new name, and not one that took it in or was cut from it.

    >>> continues("360112", "360122"), continues("360112", "360105")
    (True, False)
    """
    area, before = area_by_code(code), area_by_code(old)
    return bool(area and before and before.successor == code and area.valid_from == before.valid_to)


def _succeeds(code: str, old: str) -> bool:
    area = area_by_code(old)
    return area is not None and code in area.successor.split("|")


def breaks(code: str) -> list[Break]:
    """What happened to a place, in order of time: founded, renamed, enlarged, dissolved.

    >>> [(each.year, each.how) for each in breaks("360112")]
    [(2015, 'upgraded'), (2019, 'absorbed')]
    """
    found: list[Break] = []
    for year, others in changed(code):
        pairs = [(other, code) if _succeeds(code, other) else (code, other) for other in others]
        found += [Break(year, old, new, _how(old, new)) for old, new in pairs]
        if not others:
            ended = last_year(code) == year
            found.append(Break(year, code, "", "dissolved") if ended else Break(year, "", code, "founded"))
    return found


def _how(old: str, new: str) -> str:
    if not continues(new, old):
        return "absorbed"
    county, district = area_by_code(old) or Area("", "", "", "", ""), area_by_code(new) or Area("", "", "", "", "")
    return "upgraded" if county.name.endswith("县") and district.name.endswith("区") else "renamed"


def format_break(change: Break, language: Language) -> str:
    """A change in one clause.

    >>> format_break(breaks("360122")[0], "zh"), format_break(breaks("360113")[0], "en")
    ('2015年新建县撤县设区为新建区', '2019: Honggutan District founded')
    """
    old, new = (name_of(code, language) if code else "" for code in (change.old, change.new))
    return say(f"break.{change.how}", language, year=change.year, old=old, new=new)


def name_of(code: str, language: Language) -> str:
    """The short name of the place with a code.

    >>> name_of("360112", "zh"), name_of("360112", "en")
    ('新建区', 'Xinjian District')
    """
    area = area_by_code(code)
    return format_area(code, area.short if area else code, language)


def format_place(code: str, name: str, language: Language) -> str:
    """A place's name, marked where it is there no longer.

    >>> format_place("360122", "新建县", "zh"), format_place("360102", "东湖区", "zh")
    ('新建县（至2015年）', '东湖区')
    """
    named, year = format_area(code, name, language), last_year(code)
    return named if year is None else say("place.until", language, name=named, year=year)


def breaks_in(places: list[str], years: list[int]) -> list[Break]:
    """What happened to any of several places in these years, each change once."""
    found = {change: None for place in places for change in breaks(place) if change.year in years}
    return sorted(found, key=lambda change: (change.year, change.old))
