"""How places stand to each other: the figures that each has of an indicator, ranks and differences of such as compare, and why others don't."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from indicators.notes import is_total
from indicators.same_period import BESIDE, growth_beside, latest_period
from indicators.series import MANY_THINGS
from indicators.yardsticks import is_within

Figure = Mapping[Any, Any]
"""One row as a dictionary: a table of hundreds of cells is too slow to cut out of a DataFrame."""

Key = tuple[Any, ...]

COMPARED = ("measure", "unit", "period_start", "period_end", "kind", "basis", "thing")
"""What two figures of an indicator must share to be ranked or subtracted, in the order in which a difference is told."""

_WHY = {"period_start": "period", "period_end": "period", "thing": "many"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What a place has of an indicator: the figures of one period, those of other periods, and the growth told beside levels."""

    shown: tuple[Figure, ...] = ()
    others: tuple[Figure, ...] = ()
    growth: tuple[Figure, ...] = ()

    def growth_of(self, figure: Figure) -> list[Figure]:
        """The growth that is reported beside a level; never computed."""
        if figure["measure"] != "level":
            return []
        told = [(each["measure"], each["basis"], *(each[name] for name in BESIDE)) for each in self.growth]
        return [self.growth[at] for at in growth_beside(figure, told)]

    @property
    def ranked(self) -> tuple[Figure, ...]:
        """What other places' figures stand against: those shown, and the growth beside them where another place has growth alone."""
        beside = {each["index"]: each for figure in self.shown for each in self.growth_of(figure)}
        return (*self.shown, *beside.values())


@dataclass(frozen=True, slots=True)
class Rank:
    """A place from the highest down: two numbers where a bound or a contradiction leaves it open."""

    best: int
    worst: int
    of: int

    def __str__(self) -> str:
        """The rank's number, or both: ``2``, ``1–2``."""
        return str(self.best) if self.best == self.worst else f"{self.best}–{self.worst}"


@dataclass(frozen=True, slots=True)
class Difference:
    """How much more (or less) one figure is than another, in base units; percentages differ by percentage points."""

    value: float
    unit: str
    approx: bool


def select_cells(figures: Iterable[Figure], measure: str) -> dict[tuple[str, str], Cell]:
    """The cells of a table by place and indicator, from rows as `series.best` leaves them.

    Where there is no level, growth stands in its place; a level never stands for growth.
    """
    groups: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        groups.setdefault((figure["place"], figure["indicator"]), []).append(figure)
    cells = {key: _select_cell(group, measure) for key, group in groups.items()}
    return {key: cell for key, cell in cells.items() if cell.shown}


def _select_cell(group: Sequence[Figure], measure: str) -> Cell:
    own = [figure for figure in group if figure["measure"] == measure]
    shown = _select_latest(own)
    if not shown and measure == "level":
        own = [figure for figure in group if figure["measure"] == "yoy"]
        shown = _select_latest(own)
    if not shown:
        return Cell()
    taken = {id(figure) for figure in shown}
    year = shown[0]["period_end"][:4]
    others = [each for each in own if id(each) not in taken and not each["thing"] and each["period_end"][:4] == year]
    beside = [each for each in group if each["measure"] in ("level", "yoy")]
    return Cell(tuple(shown), tuple(others), tuple(beside))


def _select_latest(figures: Sequence[Figure]) -> list[Figure]:
    """The figures of the latest period; of things that are counted apart, all of the latest year."""
    dated = [figure for figure in figures if figure["span"] != "none"]
    known = [figure for figure in dated if figure["kind"] in ("actual", "estimate")] or dated
    if not known:
        return []
    if all(figure["thing"] for figure in known):
        year = max(figure["period_end"] for figure in known)[:4]
        return sorted((each for each in known if each["period_end"][:4] == year), key=lambda each: -each["value"])
    period = latest_period([(each["period_start"], each["period_end"], each["span"]) for each in known])
    return [each for each in known if (each["period_start"], each["period_end"]) == period]


def key_of(figure: Figure) -> Key:
    """What another figure of the indicator must share to be comparable."""
    return tuple(figure[name] for name in COMPARED)


def extent(figures: Sequence[Figure]) -> tuple[float, float]:
    """Between which values the true one lies: a range, a bound, or values that contradict each other leave it open."""
    lows = [-math.inf if each["bound"] == "le" else each["value"] for each in figures]
    highs = [math.inf if each["bound"] == "ge" else _high(each) for each in figures]
    return min(lows), max(highs)


def _high(figure: Figure) -> float:
    high = figure["value_high"]
    return figure["value"] if high is None or high != high else float(high)


def select_ranks(shown: Mapping[str, Sequence[Figure]]) -> dict[tuple[str, Key], Rank]:
    """Ranks among places by place and key, from the figures that each place shows of one indicator; equal values share one.

    A figure that nothing compares with has none; a census between two figures leaves open which is higher.
    """
    groups: dict[Key, dict[str, list[Figure]]] = {}
    for place, figures in shown.items():
        for figure in figures:
            if figure["indicator"] not in MANY_THINGS:
                groups.setdefault(key_of(figure), {}).setdefault(place, []).append(figure)
    return {
        (place, key): rank for key, group in groups.items() if len(group) > 1 for place, rank in _rank(group).items()
    }


def _rank(group: Mapping[str, Sequence[Figure]]) -> dict[str, Rank]:
    extents = {place: extent(figures) for place, figures in group.items()}
    found = {}
    for place, (low, high) in extents.items():
        apart = {name for name in extents if not all(_of_one_time(a, b) for a in group[place] for b in group[name])}
        best = 1 + sum(extents[name][0] > high for name in extents if name != place and name not in apart)
        worst = 1 + sum(extents[name][1] > low or name in apart for name in extents if name != place)
        found[place] = Rank(best, worst, len(extents))
    return found


def _of_one_time(one: Figure, other: Figure) -> bool:
    """Whether no census came between two figures of one year: both stand before it, one document tells both, or both were told early.

    ``tellers`` and ``early`` (see `censuses.told_early`) are known where a page looked them up.
    """
    return (
        one["census"] == other["census"]
        or bool(_tellers(one) & _tellers(other))
        or bool(one.get("early") and other.get("early"))
    )


def _tellers(figure: Figure) -> frozenset[str]:
    """The documents that tell a figure, as far as that was looked up."""
    found: frozenset[str] = figure.get("tellers") or frozenset({str(figure["doc_id"])})
    return found


def difference(figures: Sequence[Figure], base: Sequence[Figure]) -> Difference | str:
    """What the first of a place's figures is above one of the base's that it compares with, or the reason why there is none.

    Reasons: missing, many, part, measure, unit, period, kind, basis, bound, conflict, revised (by documents of different
    times, one of which stands before a census that revised the levels, see `_of_one_time`).
    """
    if not figures or not base:
        return "missing"
    mine = figures[0]
    if mine["indicator"] in MANY_THINGS:
        return "many"
    same = [each for each in base if key_of(each) == key_of(mine)]
    if not same:
        return _reason(mine, base[0])
    if len(same) > 1 or sum(key_of(each) == key_of(mine) for each in figures) > 1:
        return "conflict"
    if any(low != high for low, high in (extent([mine]), extent(same))):
        return "bound"
    if not _of_one_time(mine, same[0]):
        return "revised"
    if (
        mine["measure"] == "level"
        and is_total(mine["indicator"], mine["unit"])
        and is_within(mine["place"], same[0]["place"])
    ):
        return "part"
    return _subtract(mine, same[0])


def _reason(mine: Figure, other: Figure) -> str:
    name = next(name for name in COMPARED if mine[name] != other[name])
    return _WHY.get(name, name)


def _subtract(mine: Figure, other: Figure) -> Difference:
    value = Decimal(repr(float(mine["value"]))) - Decimal(repr(float(other["value"])))
    unit = "pp" if mine["unit"] == "%" else str(mine["unit"])
    return Difference(float(value), unit, "approx" in (mine["bound"], other["bound"]))
