"""Made observations and reports for tests, single and by hypothesis."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from indicators.model import BOUNDS, KINDS, MEASURES, Observation, Period, Report

_BASE = Observation(
    doc_id="made",
    article="",
    area_code="360102",
    area="东湖区",
    indicator="gdp",
    label="地区生产总值",
    measure="level",
    period=Period(date(2014, 1, 1), date(2014, 12, 31)),
    value=4.0e9,
    value_high=None,
    unit="CNY",
    kind="actual",
    bound="eq",
    basis="",
    surface="40亿元",
    start=0,
    end=4,
    sentence="40亿元。",
    rules=("first", "second"),
)


def made_observation(**changes: Any) -> Observation:
    return _BASE._replace(**changes)


def made_report(doc_id: str, text: str = "2014年，东湖区完成地区生产总值429亿元，增长8%。", **about: Any) -> Report:
    return Report(doc_id, text, **about)


def texts() -> st.SearchStrategy[str]:
    """Text as a report may hold it, with what CSV, SQL and spreadsheets stumble over."""
    awkward = st.sampled_from(
        ["", "=1+1", "'", "''=", "-6.9%", "@a", "a'b", 'a"b', "a,b", "a\nb", "a\rb", "NA", "null", "＝A1", "001"]
    )
    return awkward | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


def periods() -> st.SearchStrategy[Period | None]:
    days = st.dates(date(1949, 10, 1), date(2060, 12, 31))
    spans = st.builds(lambda start, days: Period(start, start + timedelta(days)), days, st.integers(0, 2000))
    return st.none() | spans


def values() -> st.SearchStrategy[float]:
    return st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def observations(draw: st.DrawFn, doc_id: str | None = None, max_size: int = 6) -> list[Observation]:
    one = st.builds(
        Observation,
        doc_id=st.just(doc_id) if doc_id is not None else texts(),
        article=texts(),
        area_code=st.sampled_from(["360102", "360100", "440000", "X-360100-gaoxin", ""]),
        area=texts(),
        indicator=st.sampled_from(["gdp", "exports", "other"]),
        label=texts(),
        measure=st.sampled_from(MEASURES),
        period=periods(),
        value=values(),
        value_high=st.none() | values(),
        unit=texts(),
        kind=st.sampled_from(KINDS),
        bound=st.sampled_from(BOUNDS),
        basis=texts(),
        surface=texts(),
        start=st.integers(0, 10**9),
        end=st.integers(0, 10**9),
        sentence=texts(),
        rules=st.lists(st.text("abc_", min_size=1), max_size=3).map(tuple),
    )
    return draw(st.lists(one, max_size=max_size))
