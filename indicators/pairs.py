"""What changed between two years: the figures of each place at both ends, and whether a line may join them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    """The two years in which the most places have outcomes of the same indicators; on a tie those furthest apart, then the latest."""
    years: dict[tuple[str, str], set[int]] = {}
    for figure in figures:
        if figure["span"] == "year" and figure["kind"] == "actual" and not figure["thing"]:
            years.setdefault((figure["place"], figure["indicator"]), set()).add(int(figure["year"]))
    counts: dict[tuple[int, int], int] = {}
    for found in years.values():
        for first in found:
            for last in found:
                if first < last:
                    counts[first, last] = counts.get((first, last), 0) + 1
    return max(counts, key=lambda pair: (counts[pair], pair[1] - pair[0], pair[1]), default=None)
