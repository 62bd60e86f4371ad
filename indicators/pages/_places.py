"""The places that the store knows: their names, the rank that most of what is told is about, and those of this rank."""

from __future__ import annotations

from collections.abc import Iterable

from indicators.eras import format_place
from indicators.pages import _data
from indicators.pages._language import language
from indicators.series import HEADLINES, MANY_THINGS
from indicators.tiers import NATION, RANKS, rank_of


def names() -> dict[str, str]:
    """Names of the coded places that have figures, by code: those of the store's rank first, in the order of their codes."""
    found = {code: name for code, name in _data.facets().areas if code}
    chosen, ours = language(), rank()
    ordered = sorted(found, key=lambda code: (not _is_of(code, ours), code.endswith("00"), code.startswith("X-"), code))
    return {code: format_place(code, found[code], chosen) for code in ordered}


def rank() -> str:
    """The rank of most of the places that headlines are told of (see `tiers.RANKS`), so that provinces' reports open on provinces."""
    return _data.view("rank", make=_find_rank)


def _find_rank() -> str:
    told = _data.tally("indicator", indicators=[code for code in HEADLINES if code not in MANY_THINGS])
    pairs = told.drop_duplicates(["place", "indicator"])["place"]
    counts = pairs[pairs.ne(NATION)].map(rank_of).value_counts()
    return max(reversed(RANKS), key=lambda each: int(counts.get(each, 0)))


def peers(places: Iterable[str]) -> list[str]:
    """Those of some places that are of the store's rank: what is compared unless a reader asks for others."""
    ours = rank()
    return [place for place in places if _is_of(place, ours)]


def _is_of(place: str, ours: str) -> bool:
    return rank_of(place) == ours and place != NATION
