"""What changed between two years: the figures of each place at both ends, and whether a line may join them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from indicators.eras import breaks
from indicators.standings import Difference, Figure, difference


@dataclass(frozen=True, slots=True)
class Pair:
    """A place's full-year figures of an indicator in the first and the last year.

    ``change`` is their difference, or the reason why no line joins them: besides those of `standings.difference`
    missing_first, missing_last, outcome (one of them is no outcome), break (the area changed) and revised (a census
    revised the levels in between).
    """

    place: str
    first: tuple[Figure, ...]
    last: tuple[Figure, ...]
    change: Difference | str


def select_pairs(figures: Sequence[Figure], places: Sequence[str], years: tuple[int, int]) -> list[Pair]:
    """A pair for each place, from the rows of one indicator, measure and unit as `series.best` leaves them."""
    ends: dict[tuple[str, int], list[Figure]] = {}
    for figure in figures:
        if figure["span"] == "year" and figure["year"] in years:
            ends.setdefault((figure["place"], int(figure["year"])), []).append(figure)
    return [_pair(place, ends.get((place, years[0]), []), ends.get((place, years[1]), []), years) for place in places]


def _pair(place: str, first: Sequence[Figure], last: Sequence[Figure], years: tuple[int, int]) -> Pair:
    first, last = _matched(first, last)
    return Pair(place, tuple(first), tuple(last), _change(place, first, last, years))


def _matched(first: Sequence[Figure], last: Sequence[Figure]) -> tuple[Sequence[Figure], Sequence[Figure]]:
    """Of several definitions those that both years have, if there are such."""
    both = {each["basis"] for each in first} & {each["basis"] for each in last}
    if not both:
        return first, last
    return [each for each in first if each["basis"] in both], [each for each in last if each["basis"] in both]


def _change(place: str, first: Sequence[Figure], last: Sequence[Figure], years: tuple[int, int]) -> Difference | str:
    if not first or not last:
        return "missing" if not first and not last else "missing_last" if first else "missing_first"
    if any(each["kind"] != "actual" for each in (first[0], last[0])):
        return "outcome"
    # Figures of the year of a change itself may be of either area.
    if any(years[0] <= each.year <= years[1] for each in breaks(place)):
        return "break"
    if len({each["census"] for each in (*first, *last)}) > 1:
        return "revised"
    timeless = {"period_start": "", "period_end": ""}
    return difference([{**each, **timeless} for each in last], [{**each, **timeless} for each in first])


def joined(pair: Pair) -> bool:
    """Whether a line may join both ends."""
    return isinstance(pair.change, Difference)


def widest_years(figures: Sequence[Figure]) -> tuple[int, int] | None:
    """The two years between which the most places can be joined, else in which the most have outcomes of the same indicators.

    On a tie those furthest apart, then the latest.
    """
    told, joinable = Counter[tuple[int, int]](), Counter[tuple[int, int]]()
    for (place, _), scopes in _scopes(figures).items():
        changed = [each.year for each in breaks(place)]
        for pair in combinations(sorted(scopes), 2):
            told[pair] += 1
            first, last = pair
            joinable[pair] += bool(scopes[first] & scopes[last]) and not any(first <= year <= last for year in changed)
    return max(told, key=lambda pair: (joinable[pair], told[pair], pair[1] - pair[0], pair[1]), default=None)


def _scopes(figures: Sequence[Figure]) -> dict[tuple[str, str], dict[int, set[tuple[str, int]]]]:
    """The full years that each place has outcomes of by place and indicator, each with its definitions and the censuses it stands before."""
    found: dict[tuple[str, str], dict[int, set[tuple[str, int]]]] = {}
    for figure in figures:
        if figure["span"] == "year" and figure["kind"] == "actual" and not figure["thing"]:
            years = found.setdefault((figure["place"], figure["indicator"]), {})
            years.setdefault(int(figure["year"]), set()).add((figure["basis"], figure["census"]))
    return found
