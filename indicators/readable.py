"""Tables as people read them: names in place of codes, values with their units, places side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pandas as pd

from indicators.captions import format_basis, records, value_text
from indicators.eras import format_place
from indicators.labels import (
    Language,
    format_area,
    format_indicator,
    format_kind,
    format_measure,
    format_period,
    format_term,
    format_unit,
    say,
)
from indicators.wide import KEYS, Wide


def readable(rows: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Tidy rows under the same columns with names in place of codes; a value has its unit and bound with it."""
    shown = rows.copy()
    shown["area"] = _each(rows, ("area_code", "area"), lambda code, name: format_area(code, name, language))
    shown["indicator"] = _each(rows, ("indicator", "label"), lambda code, label: name_indicator(code, label, language))
    shown["measure"] = [format_measure(code, language) for code in rows["measure"]]
    shown["kind"] = [format_kind(code, language) for code in rows["kind"]]
    shown["unit"] = [format_unit(code, language) for code in rows["unit"]]
    shown["bound"] = ["" if code == "eq" else say(f"bound.{code}", language) for code in rows["bound"]]
    shown["basis"] = [format_basis(each, language) if each else "" for each in rows["basis"]]
    shown["value"] = [value_text(row, language) for row in records(rows)]
    shown["time_period"] = _each(
        rows, ("period_start", "period_end"), lambda start, end: format_period(start, end, language)
    )
    return shown


def _each(rows: pd.DataFrame, names: tuple[str, str], show: Callable[[str, str], str]) -> list[str]:
    first, second = (rows[name].tolist() for name in names)
    return [show(*pair) for pair in zip(first, second, strict=True)]


def name_indicator(code: str, label: str, language: Language) -> str:
    """An indicator's name; what the catalogue has no name for goes by its label.

    >>> name_indicator("gdp", "生产总值", "en"), name_indicator("other", "彩票销量", "zh")
    ('Gross domestic product (GDP)', '其他：彩票销量')
    """
    return say("data.other", language, label=label) if code == "other" else format_indicator(code, language)


def readable_wide(rows: pd.DataFrame, wide: Wide, language: Language, first: int, size: int) -> pd.DataFrame:
    """Some rows of a wide table from ``first`` on, with names; a cell has every value that is told, each once."""
    told = records(rows)
    keys = [dict(zip(KEYS, key, strict=True)) for key in wide.keys[first : first + size]]
    lead = [
        next(cell[0] for across in range(len(wide.places)) if (cell := wide.cells.get((first + at, across))))
        for at in range(len(keys))
    ]
    table = {
        "indicator": [_thing(key, language) for key in keys],
        "measure": [format_measure(key["measure"], language) for key in keys],
        "time_period": [format_period(told[at]["period_start"], told[at]["period_end"], language) for at in lead],
        "kind": [format_kind(key["kind"], language) for key in keys],
        "basis": [format_basis(key["basis"], language) if key["basis"] else "" for key in keys],
    }
    if not any(table["basis"]):
        del table["basis"]
    shown = {format_term("column_name", name, language): cells for name, cells in table.items()}
    for across, head in enumerate(name_places(wide, language)):
        cells = (wide.cells.get((first + down, across), ()) for down in range(len(keys)))
        shown[head] = [_cell([value_text(told[at], language) for at in cell], language) for cell in cells]
    return pd.DataFrame(shown)


def _thing(key: dict[str, str], language: Language) -> str:
    if key["indicator"] == "other" or not key["label"]:
        return name_indicator(key["indicator"], key["label"], language)
    return say("list.colon", language).join([format_indicator(key["indicator"], language), key["label"]])


def _cell(values: list[str], language: Language) -> str:
    return say("list.slash", language).join(dict.fromkeys(values))


def name_places(wide: Wide, language: Language) -> list[str]:
    """The headings of the places; two of one name have their codes behind it."""
    names = [format_place(code, name, language) for code, name in wide.places]
    often = Counter(names)
    return [f"{name} {code}" if often[name] > 1 else name for name, (code, _) in zip(names, wide.places, strict=True)]
