"""Places over time: figures of a place for years in which it was not there."""

from __future__ import annotations

import pandas as pd

from indicators.areas import Area, area_by_code, changed
from indicators.checks.findings import Change, Evidence, Finding
from indicators.checks.rows import by_text, gather, ids_of, is_dated, prepare_rows


def check_places(rows: pd.DataFrame) -> list[Finding]:
    """Outcomes of a place for years before it was founded or after it was dissolved, with its predecessors or successors.

    The year of the change itself passes: reports of that year use either name.
    """
    rows = prepare_rows(rows)
    told = is_dated(rows) & rows["kind"].isin(["actual", "estimate"])
    areas = {code: area for code in rows["area_code"].unique() if (area := area_by_code(code))}
    first = _year(rows["period_start"]).lt(_limit(rows, {code: area.valid_from for code, area in areas.items()}))
    last = _year(rows["period_end"]).gt(_limit(rows, {code: area.valid_to for code, area in areas.items()}))
    found = rows[told & (first | last)]
    ids = ids_of(found, ("doc_id", "area_code", "period_start", "period_end"))
    return [_finding(group, areas) for group in gather(found, ids)]


def _year(dates: pd.Series) -> pd.Series:
    return by_text(dates, lambda texts: pd.to_numeric(texts.str[:4]))


def _limit(rows: pd.DataFrame, years: dict[str, str]) -> pd.Series:
    """The year of each row's place, missing where it has none, so that no comparison holds."""
    return by_text(rows["area_code"], lambda codes: pd.to_numeric(codes.map(years), errors="coerce"))


def _finding(group: tuple[Evidence, ...], areas: dict[str, Area]) -> Finding:
    first = group[0]
    area = areas[first.area_code]
    early = bool(area.valid_from) and int(first.period_start[:4]) < int(area.valid_from)
    limit = area.valid_from if early else area.valid_to
    others = tuple(code for year, codes in changed(area.code) if str(year) == limit for code in codes)
    word = ("founded" if early else "dissolved") + (("_from" if early else "_into") if others else "")
    year = first.period_start[:4] if early else first.period_end[:4]
    return Finding("place", group, {"year": year, "changes": Change(word, int(limit), others)})
