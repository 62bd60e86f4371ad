"""Levels that fall while growth is reported: a census has revised them in between, so they do not compare."""

from __future__ import annotations

import pandas as pd

from indicators.areas import changed
from indicators.checks.findings import Evidence, Finding
from indicators.checks.rows import by_text, evidence_of, ids_of, is_dated, prepare_rows
from indicators.lexicon import catalogue, read_toml

_NEEDED = ("place", "indicator", "scope", "measure", "unit", "kind", "period_start", "period_end", "low", "high")


def check_falls(rows: pd.DataFrame) -> list[Finding]:
    """A full-year outcome below that of an earlier year, while all growth reported of the years in between is upward.

    Only of indicators whose growth is told at constant prices: prices alone move their levels a little, a revision much.
    No place that changed in between, no bounds.
    """
    ready = prepare_rows(rows)
    told = _outcomes(ready[list(_NEEDED)])
    levels = told[told["measure"].eq("level")]
    ids = ids_of(levels, ("place", "indicator", "scope", "unit"))
    levels = levels.assign(series=ids).sort_values(["series", "year"], kind="stable")
    earlier = levels.index.to_series().shift()
    before = levels[["series", "low"]].shift()
    least = 1 - float(read_toml("checks.toml")["growth"]["fall"]) / 100
    fell = levels["series"].eq(before["series"]) & levels["high"].lt(before["low"] * least)
    pairs = [(int(earlier[now]), int(now)) for now in levels.index[fell.to_numpy()]]
    growths = told[told["measure"].eq("yoy") & told["unit"].eq("%")]
    found = [_finding(ready, told, growths, pair) for pair in pairs]
    return [finding for finding in found if finding]


def _outcomes(rows: pd.DataFrame) -> pd.DataFrame:
    real = [code for code, entry in catalogue().items() if entry.growth == "real" and entry.nature == "flow"]
    rows = rows[rows["indicator"].isin(real) & rows["kind"].eq("actual") & is_dated(rows)]
    begun, ended = rows["period_start"].astype("object"), rows["period_end"].astype("object")
    whole = begun.str[4:].eq("-01-01") & ended.str[4:].eq("-12-31") & begun.str[:4].eq(ended.str[:4])
    kept = rows[whole]
    return kept.assign(year=by_text(kept["period_end"], lambda days: pd.to_numeric(days.str[:4])))


def _finding(ready: pd.DataFrame, told: pd.DataFrame, growths: pd.DataFrame, pair: tuple[int, int]) -> Finding | None:
    """The finding of two levels, none if growth between them went down too or is not told."""
    before, now = told.loc[list(pair)].to_dict("records")
    same = growths[growths["place"].eq(now["place"]) & growths["indicator"].eq(now["indicator"])]
    between = same[same["year"].gt(before["year"]) & same["year"].le(now["year"])]
    if between.empty or between["low"].le(0).any() or _changed(now["place"], before["year"], now["year"]):
        return None
    evidence: list[Evidence] = list(evidence_of(ready.loc[[pair[0], *between.index, pair[1]]]))
    return Finding("fall", tuple(evidence))


def _changed(place: str, first: int, last: int) -> bool:
    return any(first <= year <= last for year, _ in changed(place))
