"""Values that are worked out of reported ones, for views: what they have in common, and why a figure has none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from indicators.captions import Row, format_basis
from indicators.definitions import scoped
from indicators.eras import name_of
from indicators.labels import UNSCALED, Language, say
from indicators.lexicon import catalogue, read_toml
from indicators.series import MANY_THINGS, distinct, unrounded


class LeftOut(NamedTuple):
    """A figure, or a whole series, that no value was worked out for: whose, of which definition and years, and why."""

    reason: str
    place: str
    basis: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """Worked-out values on the rows that they are of (same index), and what was left out.

    ``rows`` has the worked-out number in ``value``, how it came about in ``said``, and the index of the other reported
    row that went into it (the base year's, the city's) in ``against``.
    """

    rows: pd.DataFrame
    left_out: tuple[LeftOut, ...]


def measurable(rows: pd.DataFrame) -> pd.DataFrame:
    """The levels that values may be worked out of, each once, by definition: no counts of different things, nothing undated."""
    fit = rows["measure"].eq("level") & rows["year"].notna() & ~rows["indicator"].isin(list(MANY_THINGS))
    return unrounded(distinct(scoped(rows[fit & ~rows["unit"].isin(list(UNSCALED))])))


def is_exact(row: Row) -> bool:
    """Whether a figure is told as one number: of 突破100亿元, 约100亿元 or a range no ratio can be worked out."""
    return bool(row["bound"] == "eq" and pd.isna(row["value_high"]))


def adds_up(indicator: str) -> bool:
    """Whether an indicator of districts makes up their city's: no averages, rates or things counted by other rules.

    >>> adds_up("gdp"), adds_up("gdp_per_capita"), adds_up("urbanization"), adds_up("projects")
    (True, False, False, False)
    """
    entry = catalogue().get(indicator)
    not_additive = {*MANY_THINGS, *read_toml("checks.toml")["district"]["not_additive"]}
    return indicator not in not_additive and not (entry and entry.nature == "rate")


def derive(rows: pd.DataFrame, values: Mapping[int, tuple[float, str, int]], unit: str) -> pd.DataFrame:
    """The rows of these indexes with the worked-out value, how it came about, and against which row."""
    found = rows.loc[list(values)]
    return found.assign(
        value=pd.Series({index: value for index, (value, _, _) in values.items()}, dtype="float64"),
        value_high=float("nan"),
        unit=unit,
        said=pd.Series({index: said for index, (_, said, _) in values.items()}, dtype="object"),
        against=pd.Series({index: other for index, (_, _, other) in values.items()}, dtype="Int64"),
    )


def format_left_out(found: Iterable[LeftOut], language: Language, **named: object) -> list[str]:
    """What was left out, in a sentence for each reason; ``named`` fills the braces of the reasons' words."""
    reasons: dict[str, dict[tuple[str, str], list[int]]] = {}
    for each in found:
        years = reasons.setdefault(each.reason, {}).setdefault((each.place, each.basis), [])
        years += [] if each.year is None or each.year in years else [each.year]
    comma = say("list.comma", language)
    return [
        say(
            f"left_out.{reason}",
            language,
            series=comma.join(_series(key, years, language) for key, years in who.items()),
            **named,
        )
        for reason, who in reasons.items()
    ]


def _series(key: tuple[str, str], years: list[int], language: Language) -> str:
    place, basis = key
    named = name_of(place, language)
    if basis:
        named = say("with.basis", language, value=named, basis=format_basis(basis, language))
    listed = say("list.slash", language).join(str(year) for year in sorted(years))
    return f"{named} {listed}".strip()
