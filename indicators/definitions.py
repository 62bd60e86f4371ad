"""Definitions over time, for views: which rows are of one definition, and the years in which a place's series changes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import pandas as pd

from indicators.captions import format_basis
from indicators.eras import name_of
from indicators.labels import Language, say
from indicators.lexicon import catalogue, read_toml
from indicators.series import columns, outcomes, split


def scoped(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the definition that they are compared by in ``basis``, as the checks judge it."""
    scopes = [scope_of(*each) for each in columns(rows, "indicator", "basis", "label")]
    return rows.assign(basis=pd.Series(scopes, index=rows.index, dtype="object"))


@lru_cache(maxsize=100_000)
def scope_of(indicator: str, basis: str, label: str) -> str:
    """The definition of a figure: the one named, or words of its label that narrow the indicator.

    Constant prices are how real growth is told anyway and no definition of their own. The checks' ``prepare_rows`` says
    the same of a whole table, which costs a view of some dozen rows far more.

    >>> (
    ...     scope_of("gdp", "可比价", ""),
    ...     scope_of("income", "扣除价格因素", ""),
    ...     scope_of("domestic_capital", "", "实际利用省外资金"),
    ...     scope_of("industry_output", "按1957年不变价格", ""),
    ... )
    ('', '实际', '省外', '按1957年不变价格')
    """
    settings = read_toml("checks.toml")["agreement"]
    entry = catalogue().get(indicator)
    if basis:
        if entry and entry.growth == "real":
            return "" if re.search(settings["usual"], basis) else basis
        return str(settings["real_scope"]) if re.search(settings["real"], basis) else basis
    words = settings["scopes"].get(indicator)
    found = re.search("|".join(words), label) if words else None
    return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class Redefinition:
    """A year from which a place's outcomes are of other definitions than before; an unnamed one is empty."""

    year: int
    place: str
    old: tuple[str, ...]
    new: tuple[str, ...]


def redefinitions(rows: pd.DataFrame) -> list[Redefinition]:
    """Where full-year outcomes of a place change from one definition to another, in order of time.

    A definition that both years have goes on, whatever stands beside it. ``rows`` are `scoped`.
    """
    found: dict[Redefinition, None] = {}
    for (place, _, _), group in split(outcomes(rows), "place", "thing", "unit").items():
        bases: dict[int, set[str]] = {}
        for year, basis in columns(group, "year", "basis"):
            bases.setdefault(int(year), set()).add(basis)
        years = sorted(bases)
        for before, after in pairwise(years):
            if not bases[before] & bases[after]:
                found[Redefinition(after, str(place), *(tuple(sorted(bases[year])) for year in (before, after)))] = None
    return sorted(found, key=lambda change: (change.year, change.place))


def format_redefinition(change: Redefinition, language: Language) -> str:
    """A change of definition in one clause.

    >>> format_redefinition(Redefinition(2017, "360102", ("省口径",), ("市口径",)), "zh")
    '东湖区2017年起为市口径，此前为省口径'
    """
    old, new = (_named(bases, language) for bases in (change.old, change.new))
    key = "named" if not any(change.old) else "unnamed" if not any(change.new) else "one"
    return say(f"redefined.{key}", language, place=name_of(change.place, language), year=change.year, old=old, new=new)


def _named(bases: tuple[str, ...], language: Language) -> str:
    texts = [format_basis(basis, language) if basis else say("redefined.none", language) for basis in bases]
    return say("list.comma", language).join(texts)
