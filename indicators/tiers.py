"""Places of one rank: districts, cities and provinces, and those that lie in a place that a question names."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from indicators.areas import ancestors, area_by_code
from indicators.asked import Question

RANKS = ("provinces", "cities", "places")
"""Places of one rank, from the highest."""

NATION = "000000"
"""The code of the whole country, which is no province."""


def rank_of(place: str) -> str:
    """The rank of a place by its code; districts, counties and zones are places.

    >>> rank_of("360000"), rank_of("360100"), rank_of("360102"), rank_of("X-360100-gaoxin")
    ('provinces', 'cities', 'places', 'places')
    """
    return "provinces" if place.endswith("0000") else "cities" if place.endswith("00") else "places"


def is_zone(place: str) -> bool:
    """Whether a place is a development zone or the like, whose figures are often in those of the district around it.

    >>> is_zone("X-360100-gaoxin"), is_zone("360102")
    (True, False)
    """
    return not place.isdigit()


def holding(question: Question) -> tuple[str, ...]:
    """The places that a question names for those of a lower rank in them (南昌市各县区); none where it means themselves."""
    if question.over not in RANKS:
        return ()
    below = RANKS.index(question.over)
    return question.areas if all(RANKS.index(rank_of(place)) < below for place in question.areas) else ()


def inside(rows: pd.DataFrame, within: tuple[str, ...]) -> pd.DataFrame:
    """The rows of places that lie in one of these."""
    return rows[rows["place"].isin(lying_in(rows["place"].unique().tolist(), within))]


def lying_in(places: Iterable[str], within: tuple[str, ...]) -> list[str]:
    """Those of some places that lie in one of these; all where none is named.

    >>> lying_in(["360102", "360200", "110101"], ("360000",))
    ['360102', '360200']
    """
    known = {place: area_by_code(place) for place in places}
    above = {place: {each.code for each in ancestors(area)} if area else set() for place, area in known.items()}
    return [place for place in known if not within or above[place] & {*within}]


def of_one_rank(question: Question, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of places of one rank: a city would stand above its own districts; only a reader who names it wants it among them."""
    if question.areas:
        return rows
    wanted = question.over if question.over in RANKS else "places"
    levels = rows["place"].map(rank_of).where(rows["place"].ne(NATION), "")
    return rows[levels.eq(wanted)]
