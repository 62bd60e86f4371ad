"""The tidy table made ready for checks: what tells two rows apart as numbers, and between which values each figure lies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.checks.findings import Evidence
from indicators.lexicon import catalogue, read_toml
from indicators.series import MANY_THINGS, last_digit

Ids = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

KEYS = (
    "doc_id",
    "area_code",
    "area",
    "indicator",
    "label",
    "measure",
    "period_start",
    "period_end",
    "time_period",
    "unit",
    "kind",
    "bound",
    "basis",
)
USED = (*KEYS, "sentence", "start", "value", "value_high", "surface")
SAME = ("place", "indicator", "thing", "measure", "period_start", "period_end", "kind", "unit")
"""Rows that agree in these speak of one value, but for its definition (``scope``)."""

TINY = 1e-9
"""Floating-point dust, as a part of the value."""


def prepare_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with ``place``, ``thing``, ``scope``, ``low`` and ``high``; unchanged if they have them already.

    A figure lies between ``low`` and ``high``: what is written rounds it (8.2% is 8.15 to 8.25), 突破 leaves the upper
    end open. ``scope`` is the definition that the text names, or the words of the label that narrow the indicator.
    """
    if "scope" in rows:
        return rows
    # Categories: each text is compared once, and all later keys are made of numbers (7 s less on a million rows).
    ready = rows[list(USED)].reset_index(drop=True).astype(dict.fromkeys(KEYS, "category"))
    # Sentences stay as they are: nearly each is one of its own, so that there is nothing to compare once.
    ready["place"] = _put(ready["area_code"], ready["area"][ready["area_code"].eq("")])
    many = ready["indicator"].isin([*MANY_THINGS, *read_toml("checks.toml")["agreement"]["closed"]])
    ready["thing"] = _put(pd.Series("", index=ready.index, dtype="category"), ready["label"][many])
    ready["scope"] = _scopes(ready)
    ready["low"], ready["high"] = _interval(ready)
    return ready


def _put(column: pd.Series, there: pd.Series) -> pd.Series:
    """A categorical column with other texts in some of its rows."""
    if there.empty:
        return column
    filled: pd.Series = column.cat.set_categories(sorted({*column.cat.categories, *there.unique()}))
    filled[there.index] = there.astype("object")
    return filled


def by_text(column: pd.Series, make: Callable[[pd.Series], pd.Series]) -> pd.Series:
    """What ``make`` gives for the texts of a categorical column, told on every row: a million rows share a few texts."""
    made = make(pd.Series(column.cat.categories.astype("object"), dtype="object")).to_numpy()
    return pd.Series(made[column.cat.codes.to_numpy()], index=column.index, dtype=made.dtype)


def _scopes(rows: pd.DataFrame) -> pd.Series:
    settings = read_toml("checks.toml")["agreement"]
    real = [code for code, entry in catalogue().items() if entry.growth == "real"]
    usual = by_text(rows["basis"], lambda texts: texts.str.contains(settings["usual"]))
    scope = _put(rows["basis"], pd.Series("", index=rows.index[rows["indicator"].isin(real) & usual], dtype="object"))
    current = by_text(rows["basis"], lambda texts: texts.str.contains(settings["real"])) & ~rows["indicator"].isin(real)
    scope = _put(scope, pd.Series(settings["real_scope"], index=rows.index[current], dtype="object"))
    for indicator, words in settings["scopes"].items():
        labels = rows.loc[rows["indicator"].eq(indicator) & scope.eq(""), "label"].astype("object")
        scope = _put(scope, labels.str.extract(f"({'|'.join(words)})", expand=False).dropna())
    return scope


def _interval(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    value, top = rows["value"], rows["value_high"].fillna(rows["value"])
    reach = _steps(rows) / 2
    about = (value.abs() * read_toml("checks.toml")["agreement"]["approx"]).where(rows["bound"].eq("approx"), 0)
    low, high = value - np.maximum(reach, about), top + np.maximum(reach, about)
    # A decline of 超过5% is below -5, and nobody says so consistently: both ends are left open.
    falling = value < 0
    low = low.mask(rows["bound"].eq("ge"), value).mask(
        rows["bound"].eq("le") | (falling & rows["bound"].eq("ge")), -np.inf
    )
    high = high.mask(rows["bound"].eq("le"), top).mask(
        rows["bound"].eq("ge") | (falling & rows["bound"].eq("le")), np.inf
    )
    return low, high


def _steps(rows: pd.DataFrame) -> npt.NDArray[np.float64]:
    """What the last written digit of each figure counts: 1e6 for 53.14亿元; without digits (过半) that of the value."""
    codes, surfaces = pd.factorize(rows["surface"])
    parts = pd.Series(surfaces, dtype="object").str.extract(r"(\d[\d,，]*)(?:[.．](\d+))?")
    decimals = parts[1].str.len().fillna(0).to_numpy(dtype=float)[codes]
    whole = parts[0].str.replace(r"[,，]", "", regex=True)
    written = pd.to_numeric(whole + "." + parts[1].fillna("0"), errors="coerce").to_numpy(dtype=float)[codes]
    size = rows["value"].abs().to_numpy(dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = np.where((written == 0) | (size == 0), 1.0, size / written)
    coarsest = float(read_toml("checks.toml")["agreement"]["coarsest"])
    steps: npt.NDArray[np.float64] = scale * 10.0**-decimals
    for at in np.flatnonzero(np.isnan(steps)):
        steps[at] = min(last_digit(float(size[at])), coarsest * float(size[at]))
    return steps


def ids_of(rows: pd.DataFrame, columns: Sequence[str]) -> Ids:
    """A number for each row, equal where all columns are."""
    ids, size = np.zeros(len(rows), dtype=np.int64), 1
    for name in columns:
        codes, count = _codes(rows[name])
        if size * count > _LARGEST:
            ids, found = pd.factorize(ids)
            size = max(1, len(found))
        ids, size = ids * count + codes, size * count
    return pd.factorize(ids)[0]


_LARGEST = 2**62


def _codes(column: pd.Series) -> tuple[Ids, int]:
    """A number from 0 on for each value of a column, and the number that all are below."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return np.asarray(column.cat.codes, dtype=np.int64) + 1, len(column.cat.categories) + 1
    codes, values = pd.factorize(column, use_na_sentinel=False)
    return np.asarray(codes, dtype=np.int64), max(1, len(values))


def is_dated(rows: pd.DataFrame) -> pd.Series:
    """Rows of a known place and period: others can't be compared."""
    return rows["place"].ne("") & rows["period_start"].ne("") & rows["period_end"].ne("")


def differ(rows: pd.DataFrame, ids: Ids) -> pd.Series:
    """Whether the rows of each id have several values."""
    several = pd.Series(False, index=rows.index)
    for values in (rows["value"], rows["value_high"].fillna(rows["value"])):
        groups = values.groupby(ids)
        several |= groups.transform("min").ne(groups.transform("max"))
    return several


def spread(rows: pd.DataFrame, ids: Ids) -> pd.DataFrame:
    """What the rows of each id have between them, told on every row: ``differ``, ``clash``.

    ``clash``: no one value lies within all of them, so that they can't all be true.
    """
    groups = rows.groupby(ids)
    told = pd.DataFrame({"differ": differ(rows, ids)})
    least, most = groups["high"].transform("min"), groups["low"].transform("max")
    told["clash"] = told["differ"] & (most >= least - TINY * rows["value"].abs())
    # All rows of an id must say the same, whatever their own size.
    told["clash"] = told["clash"].groupby(ids).transform("max").astype(bool)
    return told


def gather(rows: pd.DataFrame, ids: Ids) -> Iterator[tuple[Evidence, ...]]:
    """The rows of each id as evidence, in the order of documents and of their text."""
    frame = rows.assign(_id=ids).sort_values(["_id", "doc_id", "start"], kind="stable")
    evidence = list(evidence_of(frame))
    for _, found in groupby(zip(frame["_id"].tolist(), evidence, strict=True), key=lambda pair: pair[0]):
        yield tuple(each for _, each in found)


def evidence_of(rows: pd.DataFrame) -> Iterator[Evidence]:
    """Each row as evidence."""
    highs = rows["value_high"].astype("object").where(rows["value_high"].notna(), None)
    columns: list[list[Any]] = [rows[name].tolist() for name in Evidence._fields]
    columns[Evidence._fields.index("value_high")] = highs.tolist()
    return (Evidence(*values) for values in zip(*columns, strict=True))
