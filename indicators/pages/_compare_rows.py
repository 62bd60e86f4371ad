"""The rows of the compare page, with what other documents say of them; a small store is prepared once for all choices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from indicators.definitions import scoped
from indicators.disputes import Dispute, disputes
from indicators.pages import _data
from indicators.series import tellers

MEASURES = ("level", "yoy")

FEW = 500
"""Up to so many documents the whole store is prepared at once, in a second: then no choice waits for it again."""


def rows_of(indicators: Sequence[str], places: Sequence[str]) -> pd.DataFrame:
    """Levels and growth of some indicators and places, by the definitions that they compare by."""
    if _is_small():
        every = _every()
        return every[every["place"].isin(list(places)) & every["indicator"].isin(list(indicators))]
    none = ["-"]  # to the store an empty filter means any
    asked = {"indicators": list(indicators) or none, "areas": list(places) or none, "measures": list(MEASURES)}
    return _data.view("compare.rows", *asked.values(), make=lambda: _dated(scoped(_data.rows(**asked))))


def told_of(found: pd.DataFrame, *choices: Any) -> dict[int, Dispute]:
    """Which of the rows other documents tell otherwise, by their index; ``choices`` are what the rows were chosen by."""
    if _is_small():
        return _data.view("compare.all_told", make=lambda: disputes(_every()))
    return _data.view("compare.told", *choices, make=lambda: disputes(found))


def _is_small() -> bool:
    return len(_data.facets().documents) <= FEW


def _every() -> pd.DataFrame:
    return _data.view("compare.every", make=lambda: _dated(scoped(_data.rows(measures=list(MEASURES)))))


def _dated(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the day on which their document was published, and, of indicators that a census revised, who tells each value."""
    days = rows["doc_id"].map(_data.documents()["published"]).fillna("").astype("object")
    revised = rows[rows["indicator"].isin(rows["indicator"][rows["census"].gt(0)])]
    told = dict(zip(revised.index, tellers(revised), strict=True))
    tells = pd.Series([told.get(index) for index in rows.index], rows.index, dtype="object")
    return rows.assign(published=days, tellers=tells)
