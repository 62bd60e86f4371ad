"""The rows of the compare page, with what other documents say of them; a small store is prepared once for all choices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from indicators.censuses import told_early
from indicators.definitions import scoped
from indicators.disputes import Dispute, disputes
from indicators.pages import _data
from indicators.series import columns, tellers

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
    return _data.view("compare.rows", *asked.values(), make=lambda: _with_times(scoped(_data.rows(**asked))))


def told_of(found: pd.DataFrame, *choices: Any) -> dict[int, Dispute]:
    """Which of the rows other documents tell otherwise, by their index; ``choices`` are what the rows were chosen by."""
    if _is_small():
        return _data.view("compare.all_told", make=lambda: disputes(_every()))
    return _data.view("compare.told", *choices, make=lambda: disputes(found))


def _is_small() -> bool:
    return len(_data.facets().documents) <= FEW


def _every() -> pd.DataFrame:
    return _data.view("compare.every", make=lambda: _with_times(scoped(_data.rows(measures=list(MEASURES)))))


def _with_times(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with, of indicators that a census revised, who tells each value (``tellers``) and whether it was told early."""
    revised = rows[rows["indicator"].isin(rows["indicator"][rows["census"].gt(0)])]
    known = _data.documents()
    days, titles = (dict(zip(known.index, known[name].fillna(""), strict=True)) for name in ("published", "title"))
    early = {
        index: told_early(end, kind, days.get(doc_id, ""), titles.get(doc_id, ""))
        for index, (end, kind, doc_id) in zip(
            revised.index, columns(revised, "period_end", "kind", "doc_id"), strict=True
        )
        if end
    }
    told = dict(zip(revised.index, tellers(revised), strict=True))
    tells = pd.Series([told.get(index) for index in rows.index], rows.index, dtype="object")
    return rows.assign(tellers=tells, early=[index in early and early[index] for index in rows.index])
