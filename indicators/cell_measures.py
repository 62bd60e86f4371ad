"""What a value of a table measures of its subject, and in which unit, by the heads above and beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indicators.cells import Place, Unknown
from indicators.grids import Value
from indicators.headers import Head
from indicators.lexicon import catalogue
from indicators.model import Figure, Period
from indicators.projects import MONEY
from indicators.subjects import unit_fits
from indicators.table_words import Unit, table_words
from indicators.terms import Subject

_RATES = frozenset({"%", "pp", "times"})
_RATE_NAME = re.compile("(?:率|强度|系数)$")
_SHARE_NAME = re.compile("(?:占比|比重|份额|比例)$")


def find_measure(place: Place, value: Value, subject: Subject) -> tuple[str, str, float, int]:
    """Measure, unit, what one of the written unit is in base units, and -1 where the head says decline."""
    figure = value.figure
    stated = _stated(place, figure)
    measure = stated.measure if stated else ""
    if measure == "unclear":
        raise Unknown("table cell without a measure")
    if measure == "index":
        return "level", figure.unit, 1.0, 1
    if stated and stated.implied_unit == "rank":
        return measure, "rank", 1.0, 1
    if value.is_change and measure in ("", "level"):
        measure = "change"
    if measure == "yoy" and any(head.measure == "decline" for head in place.row):
        # 单位能耗降低率 in a column of growth.
        measure = "decline"
    turned = -1 if measure == "decline" and figure.value > 0 else 1
    if measure in ("", "level"):
        unit, scale = _unit(place, figure, subject)
        return _plain_measure(unit, subject), unit, scale, 1
    if measure in ("yoy_abs", "change"):
        unit, scale = _changed_unit(place, figure, measure)
        return "yoy" if measure == "change" and unit == "%" else "yoy_abs", unit, scale, 1
    unit, scale = _rate_unit(place, figure)
    if measure in ("yoy", "decline"):
        return "yoy" if unit in ("%", "times") else "yoy_abs", unit, scale, turned
    return measure, unit, scale, turned


def _stated(place: Place, figure: Figure) -> Head | None:
    """The nearest head that tells a measure of a value."""
    stated = next((head for head in place.heads() if head.measure), None)
    if stated and stated.measure == "level":
        # 数值 above a share of its row says no more than that a value stands below.
        return next((head for head in reversed(place.row) if head.measure == "share"), stated)
    if not stated or stated not in place.title:
        return stated
    # 三次产业构成 over rows of amounts and of their shares; a title that tells ranks beside amounts, which have a unit.
    of_shares = stated.measure == "share" and not _is_percent(place, figure)
    of_ranks = stated.implied_unit == "rank" and any(_units(place, figure))
    # 投资增长情况 over a column of amounts and one of their growth.
    own = next((unit[0] for head in reversed(place.column) for unit in head.units), "")
    of_growth = stated.measure in ("yoy", "change", "decline") and own not in ("", *_RATES)
    return None if of_shares or of_ranks or of_growth else stated


def _plain_measure(unit: str, subject: Subject) -> str:
    """A value whose head names no measure: an amount is a level, a percentage of an amount its growth."""
    indicator = catalogue().get(subject.code)
    if unit == "pp":
        return "yoy_abs"
    if unit != "%":
        return "level"
    if indicator:
        return "level" if indicator.nature == "rate" and indicator.code != "cpi" else "yoy"
    if _SHARE_NAME.search(subject.label):
        return "share"
    if _RATE_NAME.search(subject.label):
        return "level"
    raise Unknown("table cell without a measure")


def _is_percent(place: Place, figure: Figure) -> bool:
    """Whether the nearest unit told of a value is percent."""
    return next((unit[0] for unit in _units(place, figure)), "") == "%"


def _units(place: Place, figure: Figure) -> Iterator[Unit]:
    """The units that may hold for a value: its own, its column's, its row's, its section's, the title's."""
    column = [unit for head in reversed(place.column) for unit in head.units]
    if figure.unit:
        yield figure.unit, 1.0
        return
    yield from column
    if not column and any(head.is_part or table_words()["parts"].fullmatch(head.words) for head in place.column):
        yield from place.beside_units
    yield from place.row_units
    for head in (*reversed(place.row), *place.section, *place.title):
        yield from head.units


def _unit(place: Place, figure: Figure, subject: Subject) -> Unit:
    """The nearest unit; what a head has takes a plain one of the same kind, where the title lists several: 亿元、元."""
    units = list(_units(place, figure))
    if not units:
        raise Unknown("table cell without a unit")
    own = figure.unit or place.row_units or any(head.units for head in (*place.column, *place.row))
    listed = next((head.units for head in (*place.section, *place.title) if head.units), ())
    if not own and len(listed) > 1:
        units = _fitting(listed, subject)
    plain = (units[0][0], 1.0)
    per_head = subject.label.startswith("人均") and plain in units
    return _with_magnitude(plain if per_head else units[0], figure)


def _fitting(listed: Sequence[Unit], subject: Subject) -> list[Unit]:
    """Those of the units that a title lists (个、亿元) that a subject may have."""
    indicator, kinds = catalogue().get(subject.code), table_words()["unit_kind"]
    money = {unit for unit in listed if unit[0] in MONEY}
    rates = {unit for unit in listed if unit[0] in _RATES}
    if indicator:
        fits = [unit for unit in listed if unit_fits(indicator, unit[0])]
    elif _RATE_NAME.search(subject.label) or _SHARE_NAME.search(subject.label):
        fits = [unit for unit in listed if unit in rates]
    elif kinds["money"].search(subject.label):
        fits = [unit for unit in listed if unit in money]
    elif kinds["count"].search(subject.label):
        fits = [unit for unit in listed if unit not in money | rates]
    else:
        fits = [unit for unit in listed if unit not in rates]
        fits = fits if len(money & {*fits}) in (0, len(fits)) else []
    if not fits:
        raise Unknown("table cell without a unit")
    return fits


def _with_magnitude(unit: Unit, figure: Figure) -> Unit:
    """1.2万 under 人 is 12,000 people; under 万人 it can't be told."""
    if not figure.unit and re.search("[百千万亿]", figure.surface) and unit[1] != 1.0:
        raise Unknown("table cell with two magnitudes")
    return unit


def _changed_unit(place: Place, figure: Figure, measure: str) -> Unit:
    """The unit of a change: its own or its column's; an amount's change may also take its row's or the title's."""
    units = list(_units(place, figure))
    own = 1 if figure.unit else sum(len(head.units) for head in place.column)
    if own:
        return _with_magnitude(units[0], figure)
    amounts = [unit for unit in units if unit[0] not in _RATES]
    if measure == "yoy_abs" and amounts:
        return _with_magnitude(amounts[0], figure)
    if measure == "change" and any(unit[0] == "%" for unit in units) and not place.row_units:
        return "%", 1.0
    raise Unknown("table cell without a unit")


def _rate_unit(place: Place, figure: Figure) -> Unit:
    if figure.unit:
        return figure.unit, 1.0
    own = next((unit for head in reversed(place.column) for unit in head.units), None)
    if own is None and place.in_parts:
        raise Unknown("table cell without a unit")
    return own or ("%", 1.0)


def against_base_year(measure: str, place: Place, period: Period | None) -> str:
    """比2020年增长 is growth on the year before in 2021, else growth over another base."""
    if measure != "base_year":
        return measure
    base = next((head.base_year for head in place.heads() if head.base_year), None)
    return "yoy" if period and base == period.start.year - 1 == period.end.year - 1 else "growth"


def scale_value(value: float, scale: float) -> float:
    """A value in base units, free of binary noise."""
    return float(f"{value * scale:.12g}")
