"""From when to when the store has outcomes, and which of its years a reader means by this year."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.pages import _data, _shown
from indicators.series import HEADLINES, MANY_THINGS


def outcome_years() -> tuple[int, int]:
    """The first and the last year with an outcome, 0 where there is none."""
    return _data.view("years", make=_outcome_years)


def newest_year() -> int:
    """The year that the newest reports speak from: the last with a headline outcome, or the one after it where targets are set."""
    return _data.view("years.newest", make=_newest_year)


def _outcome_years() -> tuple[int, int]:
    years = _data.facets().years
    first = next((year for year in years if _has(year, "actual")), 0)
    return first, next((year for year in reversed(years) if _has(year, "actual")), 0)


def _newest_year() -> int:
    # A piece of news with a figure of January alone makes no year that one would ask about.
    headlines = [code for code in HEADLINES if code not in MANY_THINGS]
    years = reversed(_data.facets().years)
    last = next((year for year in years if _has(year, "actual", headlines)), outcome_years()[1])
    return last + _has(last + 1, "target", headlines)


def _has(year: int, kind: str, indicators: Sequence[str] = ()) -> bool:
    """Asked year by year, so that no table is loaded for it."""
    return len(_shown.shown().select(years=year, kinds=kind, indicators=indicators, limit=1)) > 0
