"""Figures that are doubtful by themselves: a unit that does not fit, a value out of range, an impossible rank."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from indicators.checks.findings import Amount, Finding, Unit
from indicators.checks.rows import evidence_of, prepare_rows
from indicators.lexicon import catalogue, read_toml
from indicators.series import MANY_THINGS

_CHANGES = ("yoy", "avg_growth")


def check_units(rows: pd.DataFrame) -> list[Finding]:
    """A unit that neither the indicator nor its measure can have."""
    rows = prepare_rows(rows)
    pairs = rows[["indicator", "measure", "unit"]].drop_duplicates()
    wrong = {
        (indicator, measure, unit): expected
        for indicator, measure, unit in pairs.itertuples(index=False, name=None)
        if (expected := _units(indicator, measure)) and unit not in expected
    }
    if not wrong:
        return []
    found = rows[pd.MultiIndex.from_frame(rows[["indicator", "measure", "unit"]]).isin(list(wrong))]
    return [
        Finding("unit", (each,), {"expected": Unit(wrong[each.indicator, each.measure, each.unit])})
        for each in evidence_of(found)
    ]


@cache
def _units(indicator: str, measure: str) -> tuple[str, ...]:
    """The units that fit, empty if any does."""
    settings = read_toml("checks.toml")
    listed = settings["measure_units"].get(measure, ["level"])
    if "level" not in listed:
        return tuple(listed)
    entry = catalogue().get(indicator)
    if entry is None:
        return ()
    return (*(unit for unit in listed if unit != "level"), *settings["units"].get(entry.unit, [entry.unit]))


def check_ranges(rows: pd.DataFrame) -> list[Finding]:
    """A level outside the catalogue's range or below zero, a decline by more than everything."""
    rows = prepare_rows(rows)
    bounds = _bounds().reindex(rows["indicator"].astype("object")).set_index(rows.index)
    measured = rows["measure"].eq("level") | (rows["measure"].eq("share") & bounds["unit"].eq("%"))
    own = measured & rows["unit"].astype("object").eq(bounds["unit"])
    # Nothing that is never below zero can fall by more than all of it.
    fallen = rows["measure"].isin(_CHANGES) & rows["unit"].eq("%") & bounds["least"].ge(0)
    least = bounds["least"].where(own, -100.0)
    most = bounds["most"].where(own, float("inf"))
    found = rows[(own | fallen) & ((rows["value"] < least) | (rows["value"] > most))]
    return [
        Finding("range", (each,), {"least": Amount(low, each.unit), "most": Amount(high, each.unit)})
        for each, low, high in zip(evidence_of(found), least[found.index], most[found.index], strict=True)
    ]


@cache
def _bounds() -> pd.DataFrame:
    """The unit and range of each indicator's levels; from zero on where the catalogue has none."""
    negative = read_toml("checks.toml")["range"]["negative"]
    records = [
        (code, entry.unit, *(entry.range or (float("-inf") if code in negative else 0.0, float("inf"))))
        for code, entry in catalogue().items()
    ]
    return pd.DataFrame(records, columns=["indicator", "unit", "least", "most"]).set_index("indicator")


def check_surges(rows: pd.DataFrame) -> list[Finding]:
    """Growth on a year earlier that is seldom right; in full for the catalogue's indicators, whose growth is known."""
    rows = prepare_rows(rows)
    known = [code for code in catalogue() if code not in MANY_THINGS]
    grown = rows["measure"].isin(_CHANGES) & rows["unit"].eq("%") & rows["indicator"].isin(known)
    found = rows[grown & (rows["value"].abs() > read_toml("checks.toml")["growth"]["surge"])]
    return [Finding("surge", (each,)) for each in evidence_of(found)]


def check_ranks(rows: pd.DataFrame) -> list[Finding]:
    """A rank that is no whole number from 1 on, or above the number of places that the sentence tells."""
    rows = prepare_rows(rows)
    ranks = rows[rows["measure"].eq("rank")]
    findings: list[Finding] = []
    for each in evidence_of(ranks):
        places = _places(each.sentence)
        if each.value < 1 or each.value % 1 or each.value > places:
            findings.append(Finding("rank", (each,), {"places": places}))
    return findings


def _places(sentence: str) -> int:
    """How many places a sentence ranks at most: the largest count that it tells, else more than there are."""
    settings = read_toml("checks.toml")
    told = [match[1] for each in settings["places"] for match in re.finditer(each["pattern"], sentence)]
    counts = [100 if each == "百" else int(each) for each in told]
    return max(counts, default=int(settings["range"]["most_places"]))
