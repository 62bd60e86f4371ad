"""Where to go with what was just saved: its place beside its neighbours in the year that it tells of, and that place over the years."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from indicators.labels import Language, say
from indicators.pages import _data, _links, _places
from indicators.pages._language import language
from indicators.series import HEADLINES, MANY_THINGS
from indicators.tiers import rank_of
from indicators.yardsticks import above

MOST_NEIGHBOURS = 3
_TOLD = {"measures": ["level", "yoy"], "kinds": ["actual", "estimate"]}


def next_steps(documents: Sequence[str]) -> None:
    """Links to the comparison and the trend of the place that these documents tell most of; none where they tell of no place."""
    chosen, names = language(), _places.names()
    mine = _data.tally("time_period", documents=list(documents), **_TOLD)
    mine = mine[mine["place"].isin(list(names))]
    if mine.empty:
        return
    place = str(mine.groupby("place")["rows"].sum().idxmax())
    years = mine[mine["place"].eq(place) & mine["time_period"].str.fullmatch("[0-9]{4}")]["time_period"]
    year, beside = _beside(place, str(years.max()) if len(years) else "")
    if beside:
        label = _label("compare", chosen, names[place], year)
        given: dict[str, str | list[str]] = {"area": [place, *beside]}
        _links.page_link("compare", label, ":material/bar_chart:", given | ({"year": year} if year else {}))
    label = _label("trend", chosen, names[place], "")
    _links.page_link("trend", label, ":material/show_chart:", {"area": [place], **_indicator(documents, place)})


def _label(page: str, chosen: Language, place: str, year: str) -> str:
    return say(f"save.{page}_year" if year else f"save.{page}", chosen, place=place, year=year)


def _beside(place: str, year: str) -> tuple[str, list[str]]:
    """The year, if others report on it, and the neighbours that report most of the headlines: of it, else of any."""
    codes = [code for code in HEADLINES if code not in MANY_THINGS]
    told = _data.tally("indicator", "time_period", indicators=codes, **_TOLD)
    peers = told[told["place"].ne(place) & told["place"].isin(list(_places.names()))]
    peers = peers[peers["place"].map(rank_of).eq(rank_of(place))]
    same = _nearest(peers[peers["time_period"].eq(year)], place)
    return (year, same) if same else ("", _nearest(peers, place))


def _nearest(told: pd.DataFrame, place: str) -> list[str]:
    """The places of most rows, those of the same city or province first."""
    counts = told.groupby("place")["rows"].sum()
    near = above(place)[:1]
    ordered = sorted(counts.index, key=lambda each: (above(each)[:1] != near, -counts[each], each))
    return [str(each) for each in ordered[:MOST_NEIGHBOURS]]


def _indicator(documents: Sequence[str], place: str) -> dict[str, str | list[str]]:
    """The first headline that the documents tell of the place, as a choice of the trend page."""
    told = _data.tally("indicator", documents=list(documents), measures=["level"])
    known = set(told[told["place"].eq(place)]["indicator"])
    return next(({"indicator": code} for code in HEADLINES if code in known), {})
