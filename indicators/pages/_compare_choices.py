"""What the compare page is asked: places, yardsticks, indicators, measure, years and the view, all in the address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from indicators.captions import records
from indicators.labels import Language, format_indicator, format_measure, say
from indicators.pages import _data, _places
from indicators.pages._choices import Choices
from indicators.pages._compare_rows import MEASURES, rows_of
from indicators.pages._language import language
from indicators.pairs import widest_years
from indicators.series import HEADLINES, MANY_THINGS, columns, split
from indicators.yardsticks import ranked_places, yardsticks

MOST = 6
MOST_AT_FIRST = 4
MORE = ("fixed_investment", "retail_sales")
VIEWS = ("table", "bars", "slope", "multiples")
SPANS = ("year", "span")
SCALES = ("shared", "free")


@dataclass(frozen=True, slots=True)
class Asked:
    """The choices of a run. ``places`` are ranked, ``apart`` are yardsticks beside them, ``years`` what is looked at."""

    language: Language
    view: str
    places: tuple[str, ...]
    apart: tuple[str, ...]
    indicators: tuple[str, ...]
    measure: str
    years: tuple[int, ...]
    one_year: bool
    base: str = ""
    scale: str = "shared"

    @property
    def columns(self) -> tuple[str, ...]:
        """All places, those that are ranked first."""
        return self.places + self.apart

    @property
    def key(self) -> tuple[Any, ...]:
        """What everything drawn depends on, for the cache."""
        return (self.places, self.apart, self.indicators, self.measure, self.years)


def choose(choices: Choices, names: Mapping[str, str], codes: Sequence[str]) -> Asked:
    """The widgets at the left and the view's switch, in the order of the page."""
    chosen = language()
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        label = say("compare.view", chosen)
        view = choices.switch("view", label, VIEWS, lambda each: say(f"compare.view.{each}", chosen))
    standard = [code for code in (*HEADLINES, *MORE) if code in codes] or list(codes[:4])
    with st.sidebar:
        usual = _data.view("compare.usual", standard, make=lambda: _usual_places(standard, names))
        areas = choices.many("area", say("compare.choose", chosen), list(names), names.__getitem__, usual, MOST)
        higher = yardsticks(areas, names)
        label = say("compare.yardsticks", chosen)
        beside = choices.several("yardstick", label, higher, names.__getitem__) if higher else []
        indicators = choices.many(
            "indicator", say("choose.indicators", chosen), codes, lambda code: format_indicator(code, chosen), standard
        )
        measure = choices.switch(
            "measure", say("compare.by", chosen), MEASURES, lambda each: format_measure(each, chosen)
        )
        places = ranked_places(areas)
        apart = [each for each in areas if each not in places] + beside
        found = rows_of(indicators, [*places, *apart])
        years, one_year = _choose_years(choices, view, found[found["place"].isin(places)], measure)
    with right:
        base = _choose_base(choices, [*places, *apart], names) if view == "table" else ""
        scale = _choose_scale(choices) if view == "multiples" else SCALES[0]
    asked = Asked(chosen, view, tuple(places), tuple(apart), tuple(indicators), measure, tuple(years), one_year)
    return replace(asked, base=base, scale=scale)


def _choose_base(choices: Choices, places: Sequence[str], names: Mapping[str, str]) -> str:
    """The place to which differences are told; none at first."""
    chosen = language()
    none = say("compare.base_none", chosen)
    return choices.one("base", say("compare.base", chosen), ["", *places], lambda each: names[each] if each else none)


def _choose_scale(choices: Choices) -> str:
    chosen = language()
    return choices.switch(
        "scale", say("compare.scale", chosen), SCALES, lambda each: say(f"compare.scale.{each}", chosen)
    )


def _usual_places(standard: list[str], names: Mapping[str, str]) -> list[str]:
    """The places of the store's rank that report most of the usual indicators, for the year of which so many of them report most."""
    codes = [code for code in standard if code not in MANY_THINGS] or standard
    told = _data.tally(
        "indicator", "time_period", indicators=codes, measures=list(MEASURES), kinds=["actual", "estimate"]
    )
    full = told[told["time_period"].str.fullmatch("[0-9]{4}") & told["place"].isin(_places.peers(names))]
    cells = full.drop_duplicates(["place", "indicator", "time_period"])
    if cells["place"].nunique() < 2:
        return list(names)[:2]
    years = {year: Counter(of_year["place"]) for (year,), of_year in split(cells, "time_period").items()}
    fullest = {year: reported.most_common(MOST_AT_FIRST) for year, reported in years.items()}
    year = max(fullest, key=lambda each: (sum(count for _, count in fullest[each]), each))
    reported = years[year]
    most = sorted((place for place in names if reported[place]), key=lambda place: -reported[place])[:MOST_AT_FIRST]
    return [place for place in names if place in most]


def _choose_years(choices: Choices, view: str, found: pd.DataFrame, measure: str) -> tuple[list[int], bool]:
    """The years of the view: two for the slope, a span for small charts, else one year or a span."""
    known = [int(year) for year in _data.facets().years]
    if view == "slope":
        return _choose_two(choices, known, found[found["measure"].eq(measure)]), False
    if view == "multiples" or _choose_span(choices):
        return _span(choices, known, found), False
    choices.drop("from", "to")
    return [_choose_year(choices, known, found)], True


def _choose_span(choices: Choices) -> bool:
    """Whether a span of years is asked for; a link with a first or last year and nothing else means one."""
    chosen = language()
    if choices.adopts and "when" not in st.query_params and {"from", "to"} & set(st.query_params):
        st.query_params["when"] = "span"
    when = choices.switch("when", say("compare.when", chosen), SPANS, lambda each: say(f"compare.when.{each}", chosen))
    return when == "span"


def _choose_year(choices: Choices, known: list[int], found: pd.DataFrame) -> int:
    """One year, by default the one in which most of the chosen districts report most of the indicators."""
    dated = found[found["year"].notna()]
    counts, cells = Counter(int(year) for year in dated["year"]), Counter[int]()
    told = Counter(int(year) for _, year in set(columns(dated, "place", "year")))
    mine = found[found["span"].eq("year") & found["kind"].isin(["actual", "estimate"])]
    for _, _, year in {(place, code, int(year)) for place, code, year in columns(mine, "place", "indicator", "year")}:
        cells[year] += 1
    usual = max(cells, key=lambda year: (cells[year], year), default=known[-1])
    chosen, options = language(), [str(year) for year in reversed(known)]

    def show(year: str) -> str:
        count = counts[int(year)]
        name = "compare.year_count" if count else "compare.year_none"
        return say(name, chosen, year=year, count=count, places=told[int(year)])

    taken = choices.one("year", say("compare.year", chosen), options, show, str(usual))
    choices.retell("year", taken)
    return int(taken)


def _span(choices: Choices, known: list[int], found: pd.DataFrame) -> list[int]:
    """The years from one to another, by default all that the chosen districts report on."""
    mine = [int(year) for year in found["year"].dropna()] or known
    chosen, options = language(), [str(year) for year in range(known[0], known[-1] + 1)]
    first = choices.one("from", say("choose.from", chosen), options, str, str(min(mine)))
    last = choices.one("to", say("choose.to", chosen), options, str, str(max(mine)))
    return list(range(int(first), int(last) + 1))


def _choose_two(choices: Choices, known: list[int], found: pd.DataFrame) -> list[int]:
    """Two years, by default those furthest apart among such as the most districts report both of."""
    chosen, options = language(), [str(year) for year in known]
    usual = widest_years(records(found)) or (known[0], known[-1])
    first = choices.one("first", say("compare.first", chosen), options, str, str(usual[0]))
    last = choices.one("last", say("compare.last", chosen), options, str, str(usual[1]))
    return [int(first), int(last)]
