"""The rows of the years, the months and the definition that a question asks for."""

from __future__ import annotations

import pandas as pd

from indicators.asked import Question
from indicators.definitions import scope_of, scoped


def in_years(rows: pd.DataFrame, question: Question) -> pd.DataFrame:
    """The rows of the years asked for, periods of several years that lie within them too."""
    if question.years is None:
        return rows
    first, last = question.years
    begun, ended = (rows[name].str[:4].astype("int64") for name in ("period_start", "period_end"))
    fit = begun.ge(first) & (ended.le(last) if last else True)
    return rows[fit & (ended.isin(question.listed) & begun.eq(ended) if question.listed else True)]


def of_months(rows: pd.DataFrame, months: tuple[int, int] | None) -> pd.DataFrame:
    """The rows of just that part of a year."""
    if months is None:
        return rows
    rows = rows[rows["year"].notna()]
    first, last = (f"{month:02d}" for month in months)
    return rows[rows["period_start"].str[5:7].eq(first) & rows["period_end"].str[5:7].eq(last)]


def of_basis(rows: pd.DataFrame, basis: str) -> pd.DataFrame:
    """The rows of the definition asked for; constant prices are how real growth is told, named or not."""
    if not basis:
        return rows
    asked = [scope_of(indicator, basis, "") for indicator in rows["indicator"]]
    told = zip(scoped(rows)["basis"], asked, strict=True)
    return rows.iloc[[at for at, (basis, wanted) in enumerate(told) if basis == wanted]]
