"""Parts and wholes: sectors and GDP, exports and trade, districts and their city, shares that make up a hundred."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from indicators.areas import ancestors, area_by_code
from indicators.checks.findings import Amount, Evidence, Finding, Place
from indicators.checks.rows import TINY, Ids, evidence_of, gather, ids_of, is_dated, prepare_rows
from indicators.lexicon import catalogue, read_toml

_PERIOD = ("period_start", "period_end", "kind", "unit")


def check_parts(rows: pd.DataFrame) -> list[Finding]:
    """A part above its whole in the same place and period, however the figures of either are rounded or defined."""
    levels = _levels(rows)
    entries = read_toml("checks.toml")["part"]
    links = pd.DataFrame(
        [(part, entry["whole"]) for entry in entries for part in entry["part"]], columns=["indicator", "whole"]
    )
    parts = _extreme(levels[levels["indicator"].isin(links["indicator"])], "low", ("place", "indicator"))
    wholes = _extreme(levels[levels["indicator"].isin(links["whole"])], "high", ("place", "indicator"))
    pairs = parts.merge(links, on="indicator").merge(
        wholes.rename(columns={"indicator": "whole"}), on=["place", "whole", *_PERIOD], suffixes=("", "_whole")
    )
    return [Finding("part", pair) for pair in _above(levels, pairs)]


def check_districts(rows: pd.DataFrame) -> list[Finding]:
    """A place above one in which it lies, for what adds up over places."""
    levels = _levels(rows)
    levels = levels[levels["indicator"].isin(_additive())]
    known = set(levels["area_code"].unique())
    chains = {code: [area.code for area in _above_place(code)] for code in known}
    inner = [code for code, chain in chains.items() if not known.isdisjoint(chain)]
    small = _extreme(levels[levels["area_code"].isin(inner)], "low", ("area_code", "indicator"))
    large = _extreme(
        levels[levels["area_code"].isin({code for chain in chains.values() for code in chain})],
        "high",
        ("area_code", "indicator"),
    )
    findings: list[Finding] = []
    for step in range(max(map(len, chains.values()), default=0)):
        above = {code: chain[step] for code, chain in chains.items() if len(chain) > step}
        inside = small.assign(area_code=small["area_code"].map(above))
        pairs = inside.merge(large, on=["area_code", "indicator", *_PERIOD], suffixes=("", "_whole"))
        findings += [
            Finding("district", pair, {"whole": Place(pair[1].area_code, pair[1].area)})
            for pair in _above(levels, pairs)
        ]
    return findings


def _above_place(code: str) -> list[Place]:
    area = area_by_code(code)
    return [Place(each.code) for each in ancestors(area)] if area else []


def _additive() -> list[str]:
    left_out = read_toml("checks.toml")["district"]["not_additive"]
    return [code for code, entry in catalogue().items() if entry.nature != "rate" and code not in left_out]


def _levels(rows: pd.DataFrame) -> pd.DataFrame:
    rows = prepare_rows(rows)
    return rows[rows["measure"].eq("level") & is_dated(rows)]


def _extreme(rows: pd.DataFrame, column: str, by: Sequence[str]) -> pd.DataFrame:
    """One row per place and period, that of the least ``low`` or the greatest ``high``, with where it stands (``at``)."""
    narrow = rows[[*by, *_PERIOD, "low", "high"]]
    ordered = narrow.sort_values(column, ascending=column == "low", kind="stable")
    first = ordered[~pd.Series(ids_of(ordered, (*by, *_PERIOD)), index=ordered.index).duplicated()]
    told = first.assign(at=first.index)
    return told.astype(dict.fromkeys([*by, *_PERIOD], "object"))  # merging categories of unlike values is a trap


def _above(levels: pd.DataFrame, pairs: pd.DataFrame) -> list[tuple[Evidence, Evidence]]:
    pairs = pairs[pairs["low"] > pairs["high_whole"] * (1 + TINY)]
    if pairs.empty:
        return []
    parts, wholes = (evidence_of(levels.loc[pairs[name]]) for name in ("at", "at_whole"))
    return list(zip(parts, wholes, strict=True))


def check_sums(rows: pd.DataFrame) -> list[Finding]:
    """Parts that do not add up to their whole within rounding, in one document: another one may tell a later release."""
    levels = _levels(rows)
    findings: list[Finding] = []
    for entry in read_toml("checks.toml")["sum"]:
        names = [*entry["parts"], entry["whole"]]
        found = levels[levels["indicator"].isin(names)]
        ids = ids_of(found, ("doc_id", "place", "scope", *_PERIOD))
        is_whole = found["indicator"].eq(entry["whole"])
        low, high = (_total(found[name].where(is_whole, 0), ids) for name in ("low", "high"))
        wrong = _complete(found["indicator"], ids, len(names)) & _off(
            found.mask(is_whole)[["low", "high"]], ids, low, high
        )
        for group in gather(found[wrong], ids[wrong]):
            total = sum(each.value for each in group if each.indicator != entry["whole"])
            findings.append(Finding("sum", group, {"total": Amount(total, group[0].unit)}))
    return findings


def check_structure(rows: pd.DataFrame) -> list[Finding]:
    """Shares of the three sectors that do not make up 100 % within rounding, in one sentence."""
    rows, settings = prepare_rows(rows), read_toml("checks.toml")["structure"]
    shares = rows[rows["measure"].eq("share") & rows["unit"].eq("%") & is_dated(rows)]
    findings: list[Finding] = []
    for names, told in ((settings["one"], "label"), (settings["three"], "indicator")):
        found = shares[shares["indicator"].isin(names)]
        ids = ids_of(found, ("doc_id", "sentence", "place", *_PERIOD))
        hundred = pd.Series(100.0, index=found.index)
        wrong = _complete(found[told], ids, 3) & _off(found[["low", "high"]], ids, hundred, hundred)
        for group in gather(found[wrong], ids[wrong]):
            findings.append(Finding("structure", group, {"total": Amount(sum(each.value for each in group), "%")}))
    return findings


def _complete(names: pd.Series, ids: Ids, count: int) -> pd.Series:
    """Whether each row's group has so many names, each once: with two of one it would be a guess which belongs to the sum."""
    groups = names.astype("object").groupby(ids)
    return groups.transform("size").eq(count) & groups.transform("nunique").eq(count)


def _off(parts: pd.DataFrame, ids: Ids, low: pd.Series, high: pd.Series) -> pd.Series:
    """Whether the parts of each row's group can't make up what lies between ``low`` and ``high``."""
    least, most = _total(parts["low"], ids), _total(parts["high"], ids)
    dust = TINY * high.abs()
    return (least > high + dust) | (most < low - dust)


def _total(values: pd.Series, ids: Ids) -> pd.Series:
    total: pd.Series = values.fillna(0).groupby(ids).transform("sum")
    return total
