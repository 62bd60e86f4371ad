"""From when to when the store has outcomes, and which of its years a reader means by this year."""

from __future__ import annotations

from indicators.pages import _data, _shown


def outcome_years() -> tuple[int, int]:
    """The first and the last year with an outcome, 0 where there is none."""
    return _data.view("years", make=_outcome_years)


def newest_year() -> int:
    """The year that the newest documents speak from: the last with an outcome, or the one after it where targets are set for it."""
    return _data.view("years.newest", make=_newest_year)


def _outcome_years() -> tuple[int, int]:
    years = _data.facets().years
    first = next((year for year in years if _has(year, "actual")), 0)
    return first, next((year for year in reversed(years) if _has(year, "actual")), 0)


def _newest_year() -> int:
    _, last = outcome_years()
    return last + (last + 1 in _data.facets().years and _has(last + 1, "target"))


def _has(year: int, kind: str) -> bool:
    """Asked year by year, so that no table is loaded for it."""
    return len(_shown.shown().select(years=year, kinds=kind, limit=1)) > 0
