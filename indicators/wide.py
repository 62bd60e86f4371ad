"""The tidy table with its places side by side: a row for each thing that may be compared, and every value in its cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from indicators.lexicon import catalogue
from indicators.model import KINDS, MEASURES
from indicators.series import MANY_THINGS, columns

KEYS = ("indicator", "label", "measure", "time_period", "kind", "unit", "basis")
"""What tells one row of a wide table from another: values that differ in any of these are not set side by side."""

APART = " | "
"""Between the values of a cell that holds several."""

MOST_ROWS = 50_000
"""So many rows of the tidy table a page widens; beyond, nobody reads the table and the reader waits."""

_SIGNS = {"eq": "", "approx": "~", "ge": ">=", "le": "<="}
_ORDERS = {"measure": MEASURES, "kind": KINDS}


@dataclass(frozen=True, slots=True)
class Wide:
    """A wide table: its rows by `KEYS`, its places as pairs of code and name, and which tidy rows each cell rests on.

    ``cells`` gives for the numbers of a row and a place the positions in the tidy table, in its order.
    """

    keys: tuple[tuple[str, ...], ...]
    places: tuple[tuple[str, str], ...]
    cells: dict[tuple[int, int], tuple[int, ...]]


def widen(rows: pd.DataFrame) -> Wide:
    """Lay out a tidy table with its places in columns, in the order of their codes; none of its rows is left out.

    The label counts only for indicators under which reports tell of many things (`MANY_THINGS`).
    """
    places = columns(rows, "area_code", "area")
    # A place may be written differently in two reports: its code is one column, under the name that comes first.
    named = {code or name: (code, name) for code, name in reversed(places)}
    across = {key: at for at, key in enumerate(sorted(named, key=lambda key: (not named[key][0], key)))}
    keys = [_key(each) for each in columns(rows, *KEYS)]
    down = {key: at for at, key in enumerate(sorted(set(keys), key=_order()))}
    cells: dict[tuple[int, int], list[int]] = {}
    for at, (key, (code, name)) in enumerate(zip(keys, places, strict=True)):
        cells.setdefault((down[key], across[code or name]), []).append(at)
    return Wide(tuple(down), tuple(named[key] for key in across), {key: tuple(each) for key, each in cells.items()})


def _key(given: tuple[str, ...]) -> tuple[str, ...]:
    indicator, label, *rest = given
    return (indicator, label if indicator in MANY_THINGS else "", *rest)


def _order() -> Callable[[tuple[str, ...]], tuple[int | str, ...]]:
    numbers = {code: at for at, code in enumerate(catalogue())}
    ranks = {name: {code: at for at, code in enumerate(codes)} for name, codes in _ORDERS.items()}

    def place(key: tuple[str, ...]) -> tuple[int | str, ...]:
        named = dict(zip(KEYS, key, strict=True))
        return (
            numbers.get(named["indicator"], len(numbers)),
            named["indicator"],
            named["label"],
            ranks["measure"].get(named["measure"], len(MEASURES)),
            named["time_period"],
            ranks["kind"].get(named["kind"], len(KINDS)),
            named["unit"],
            named["basis"],
        )

    return place


def wide_table(rows: pd.DataFrame, wide: Wide) -> pd.DataFrame:
    """A wide table with codes and base units: the columns `KEYS`, then one per place, named by code and name.

    A cell with one exact value is a number. Any other is text: ``~5`` about, ``>=5`` at least, ``<=5`` at most, ``5..6`` a
    range, and values that differ all stand in it, as in ``100 | 96``; where nothing is told it is empty.
    """
    told = columns(rows, "value", "value_high", "bound")
    table: dict[str, list[object]] = {name: [key[at] for key in wide.keys] for at, name in enumerate(KEYS)}
    for across, place in enumerate(wide.places):
        found = (wide.cells.get((down, across), ()) for down in range(len(wide.keys)))
        table[head(place)] = [_cell([told[at] for at in positions]) for positions in found]
    return pd.DataFrame(table, columns=[*KEYS, *(head(place) for place in wide.places)])


def head(place: tuple[str, str]) -> str:
    """The heading of a place's column; the name alone would not do, as many cities have a 鼓楼区.

    >>> head(("360102", "东湖区")), head(("", "象湖"))
    ('360102 东湖区', '象湖')
    """
    return " ".join(part for part in place if part)


def _cell(told: Sequence[tuple[float, float, str]]) -> float | str:
    texts: dict[str, float] = {}
    for value, high, bound in told:
        texts.setdefault(_text(value, high, bound), value)
    if len(told) and all(high != high and bound == "eq" for _, high, bound in told) and len(texts) == 1:
        return next(iter(texts.values()))
    return APART.join(texts)


def _text(value: float, high: float, bound: str) -> str:
    span = _number(value) if high != high else f"{_number(value)}..{_number(high)}"  # not a number: no range
    return _SIGNS[bound] + span


def _number(value: float) -> str:
    """A number in full, so that it reads back as the same: Excel and others take 5.314E+10 for text."""
    return f"{value:.0f}" if value == int(value) else repr(value)
