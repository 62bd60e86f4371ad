"""Rows that speak of one value: do they agree, differ by rounding or by definition, or contradict each other?"""

from __future__ import annotations

import pandas as pd

from indicators.checks.findings import Evidence, Finding
from indicators.checks.rows import SAME, differ, gather, ids_of, is_dated, prepare_rows, spread
from indicators.lexicon import read_toml
from indicators.series import MANY_THINGS


def check_values(rows: pd.DataFrame) -> list[Finding]:
    """The same key and definition, different values: ``rounding`` where all can be true of one value, else ``conflict``.

    Estimates and targets of different documents are ``revised``; things that only share a label are ``ambiguous``.
    """
    rows = _once_told(_told_otherwise(rows))
    ids = ids_of(rows, (*SAME, "scope"))
    told = spread(rows, ids)
    findings = [Finding(_judge(group), group) for group in gather(rows[told["clash"]], ids[told["clash"]])]
    close = told["differ"] & ~told["clash"]
    return findings + [Finding("rounding", group) for group in gather(rows[close], ids[close])]


def check_definitions(rows: pd.DataFrame) -> list[Finding]:
    """The same key with different values under different definitions (省口径, 市口径, 同口径, or none named)."""
    rows = _once_told(_told_otherwise(rows))
    ids = ids_of(rows, SAME)
    told = spread(rows, ids)
    several = rows["scope"].cat.codes.groupby(ids).transform("nunique").gt(1)
    kept = told["clash"] & several
    return [Finding("definition", group) for group in gather(rows[kept], ids[kept])]


def check_repeats(rows: pd.DataFrame) -> list[Finding]:
    """The same value of the same key, twice in one document."""
    rows = prepare_rows(rows)
    key = ["doc_id", *SAME, "scope", "value", "value_high"]
    told = rows.loc[
        _is_comparable(rows) & ~rows["indicator"].isin(MANY_THINGS), key
    ]  # two lots of four projects are eight
    rows = rows.loc[told.index[pd.Series(ids_of(told, key)).duplicated(keep=False)]]
    ids = ids_of(rows, key)
    places = pd.Series(ids_of(rows, ("start",)), index=rows.index).groupby(ids).transform("nunique")
    kept = places.gt(1)
    return [Finding("repeated", group) for group in gather(rows[kept], ids[kept])]


def _is_comparable(rows: pd.DataFrame) -> pd.Series:
    settings = read_toml("checks.toml")["agreement"]
    closed = rows["indicator"].isin(settings["closed"]) & rows["measure"].eq("share")
    return is_dated(rows) & (~rows["measure"].isin(settings["open_measures"]) | closed)


def _told_otherwise(rows: pd.DataFrame) -> pd.DataFrame:
    """The comparable rows whose key has several values; of the others, which are most, there is nothing to say."""
    rows = prepare_rows(rows)
    told = rows.loc[_is_comparable(rows), [*SAME, "value", "value_high"]]
    return rows.loc[told.index[differ(told, ids_of(told, SAME))]]


def _once_told(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows without those of many things that a short label, or one document several times, can't tell apart."""
    many = rows["indicator"].isin(MANY_THINGS)
    short = rows["label"].astype("object").str.len() < read_toml("checks.toml")["agreement"]["least_label"]
    ids = ids_of(rows, SAME)
    doubled = pd.Series(ids_of(rows, ("doc_id", *SAME)), index=rows.index)
    vague = doubled.groupby(doubled).transform("size").gt(1).groupby(ids).transform("max").astype(bool)
    kept: pd.DataFrame = rows[~many | ~(short | vague)]
    return kept


def _judge(group: tuple[Evidence, ...]) -> str:
    if group[0].indicator in MANY_THINGS:
        return "ambiguous"
    several = len({each.doc_id for each in group}) > 1
    return "revised" if several and group[0].kind != "actual" else "conflict"
