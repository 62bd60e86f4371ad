"""The places above others, as yardsticks: a city and a province beside their districts, never ranked among them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from indicators.areas import ancestors, area_by_code
from indicators.looks import Look, plain

_LOOKS = {"country": ("dot", "star"), "province": ("dashdot", "hourglass"), "prefecture": ("dash", "diamond-tall")}

FAR = 1.6
"""A yardstick beyond so many times the largest value of the chosen places would press them flat: it is told, not drawn."""


def above(place: str) -> list[str]:
    """The codes of the places above one, nearest first.

    >>> above("360102"), above("X-360104-jiju"), above("unknown")
    (['360100', '360000', '000000'], ['360104', '360100', '360000', '000000'], [])
    """
    area = area_by_code(place)
    return [each.code for each in ancestors(area)] if area else []


def yardsticks(places: Sequence[str], known: Collection[str]) -> list[str]:
    """The known places above any of these that are not among them, nearest first.

    >>> yardsticks(["360102", "360121"], {"360102", "360100", "360000", "110000"})
    ['360100', '360000']
    """
    found = dict.fromkeys(code for place in places for code in above(place) if code in known and code not in places)
    return sorted(found, key=lambda code: len(above(code)), reverse=True)


def ranked_places(places: Sequence[str]) -> list[str]:
    """The places that may be ranked against each other: without those that lie above another of them.

    >>> ranked_places(["360102", "360100", "360104"])
    ['360102', '360104']
    """
    higher = {code for place in places for code in above(place)}
    return [place for place in places if place not in higher]


def is_within(place: str, other: str) -> bool:
    """Whether one of two places is a part of the other."""
    return other in above(place) or place in above(other)


def yardstick_look(place: str) -> Look:
    """How a yardstick is drawn: in the neutral colour, its level told by dash and symbol.

    >>> yardstick_look("360100") == yardstick_look("360000")
    False
    """
    area = area_by_code(place)
    dash, symbol = _LOOKS.get(area.level if area else "", ("longdash", "diamond"))
    return Look(plain().colour, dash, symbol)


def is_far(value: float, others: Collection[float]) -> bool:
    """Whether a yardstick's value lies so far out that drawing it would press the others flat.

    >>> is_far(5275, [513, 812]), is_far(8.9, [9.1, 8.2]), is_far(5, [])
    (True, False, False)
    """
    return bool(others) and abs(value) > FAR * max(abs(other) for other in others)
