"""Levels of two years and the growth between them: for nominal growth they must fit, real growth is never compared with levels."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.areas import changed
from indicators.checks.findings import Amount, Evidence, Finding
from indicators.checks.rows import TINY, by_text, evidence_of, ids_of, is_dated, prepare_rows
from indicators.lexicon import catalogue, read_toml
from indicators.series import MANY_THINGS

_KEY = ("series", "year")
_NEEDED = (
    "place",
    "indicator",
    "scope",
    "measure",
    "unit",
    "kind",
    "period_start",
    "period_end",
    "low",
    "high",
)


def check_growth(rows: pd.DataFrame) -> list[Finding]:
    """Levels of a year and the year before that contradict the growth reported, beyond rounding.

    Only nominal growth, one definition throughout, the same months of both years, and a place that did not change
    between them. Within one document, or with a factor that no revision makes, it is a ``slip``, else a ``growth``.
    """
    ready = prepare_rows(rows)
    rows = _nominal(ready[list(_NEEDED)])
    levels, growths = rows[rows["measure"].eq("level")], rows[rows["measure"].eq("yoy") & rows["unit"].eq("%")]
    real = read_toml("checks.toml")["growth"]["real"]
    growths = growths[~ready.loc[growths.index, "sentence"].str.contains(real)]
    now = _bounds(levels, "unit", "kind").assign(
        slack=lambda table: _slack(rows.loc[table["at"], ["indicator", "unit"]])
    )
    before = _bounds(levels[levels["kind"].eq("actual")], "unit").assign(year=lambda table: table["year"] + 1)
    joined = now.merge(_bounds(growths, "kind"), on=[*_KEY, "kind"], suffixes=("", "_yoy"))
    joined = joined.merge(before, on=[*_KEY, "unit"], suffixes=("", "_before"))
    wrong = _contradicting(joined)
    places = rows.loc[wrong["at"], "place"]
    stable = [not _changed_between(place, year) for place, year in zip(places, wrong["year"], strict=True)]
    wrong = wrong[np.array(stable, dtype=bool)]
    triples = zip(*(evidence_of(ready.loc[wrong[at]]) for at in ("at_before", "at_yoy", "at")), strict=True)
    return [_finding(triple) for triple in triples]


def _nominal(rows: pd.DataFrame) -> pd.DataFrame:
    nominal = [
        code
        for code, entry in catalogue().items()
        if entry.growth == "nominal" and entry.nature != "rate" and code not in MANY_THINGS
    ]
    rows = rows[rows["indicator"].isin(nominal) & rows["kind"].isin(["actual", "estimate"]) & is_dated(rows)]
    first, last = (
        by_text(rows[name], lambda days: pd.to_numeric(days.str[:4])) for name in ("period_start", "period_end")
    )
    rows = rows.assign(year=first)[first.eq(last)]
    starts, ends = (by_text(rows[name], lambda days: days.str[4:]) for name in ("period_start", "period_end"))
    rows = rows.assign(months=starts + ends.replace("-02-29", "-02-28"))
    return rows.assign(series=ids_of(rows, ("place", "indicator", "scope", "months")))


def _bounds(rows: pd.DataFrame, *more: str) -> pd.DataFrame:
    """One row per key: between what its values lie, and where the first stands (``at``)."""
    keys = [*_KEY, *more]
    ids = pd.Series(ids_of(rows, keys), index=rows.index)
    groups = rows.groupby(ids)
    told = rows[keys].assign(at=rows.index, low=groups["low"].transform("min"), high=groups["high"].transform("max"))
    return told[~ids.duplicated()]


def _slack(rows: pd.DataFrame) -> npt.NDArray[np.float64]:
    """By how much levels may be off, as a part of them: those in another unit than the indicator's are in another currency."""
    own = rows["indicator"].astype("object").map({code: entry.unit for code, entry in catalogue().items()})
    other = own.ne(rows["unit"].astype("object")).to_numpy()
    return np.where(other, float(read_toml("checks.toml")["growth"]["exchange"]), 0.0)


def _contradicting(joined: pd.DataFrame) -> pd.DataFrame:
    slack = joined["slack"]
    least = joined["low_before"] * (1 + joined["low_yoy"] / 100) * (1 - slack)
    most = joined["high_before"] * (1 + joined["high_yoy"] / 100) * (1 + slack)
    return joined[(joined["low"] > most * (1 + TINY)) | (joined["high"] < least * (1 - TINY))]


def _changed_between(place: str, year: int) -> bool:
    return any(at in (year - 1, year) for at, _ in changed(place))


def _finding(triple: tuple[Evidence, ...]) -> Finding:
    before, growth, now = triple
    made = before.value * (1 + growth.value / 100)
    factor = max(made, now.value) / min(made, now.value) if min(made, now.value) > 0 else float("inf")
    alike = len({each.doc_id for each in triple}) == 1
    rule = "slip" if alike or factor >= read_toml("checks.toml")["growth"]["slip"] else "growth"
    return Finding(rule, triple, {"total": Amount(made, now.unit)})
