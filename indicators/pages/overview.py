"""Overview: what the store holds, where it has gaps, and a district's latest headline figures."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from indicators.captions import records, value_text, value_texts
from indicators.disputes import disputes
from indicators.labels import Language, format_indicator, say
from indicators.pages import _data, _evidence, _links, _matrix, _parts, _places, _years
from indicators.pages._examples import examples
from indicators.pages._question import ask
from indicators.same_period import latest
from indicators.series import HEADLINES

LONG = 12  # characters of a value from which on it is set smaller, so that two definitions fit on a card


def _lead(chosen: Language) -> str:
    """What is here, in one line: years are those of outcomes, since a target of 2030 is no figure of 2030."""
    documents, peers = _data.documents(), _places.peers(_places.names())
    first, last = _years.outcome_years()
    targets = max(_data.facets().years, default=0)
    said = say(
        "overview.lead",
        chosen,
        documents=len(documents),
        places=say(f"overview.places.{_places.rank()}", chosen, count=len(peers)),
        years=(f"{first}–{last}" if first < last else str(last)) if last else "–",
        figures=f"{int(documents['observations'].sum()):,}",
    )
    gap = "" if chosen == "zh" else " "
    return said + (gap + say("overview.targets", chosen, year=targets) if targets > last else "")


def _card(place: str, indicator: str, found: pd.DataFrame, chosen: Language) -> pd.DataFrame:
    """The latest figure of one indicator with growth, period, kind and the way to its sentence; the rows it rests on."""
    mine = found[found["place"].eq(place) & found["indicator"].eq(indicator)]
    shown = latest(mine)
    shown = latest(mine, "yoy") if shown.empty else shown
    with st.container(border=True, height="stretch"):
        st.html(
            f"<div class='di-card'><span class='di-name'>{escape(format_indicator(indicator, chosen))}</span>{_card_body(shown, mine, chosen)}</div>"
        )
        if len(shown):
            _evidence.open_in_document(shown.iloc[0], "card.open")
    return shown


def _card_body(shown: pd.DataFrame, mine: pd.DataFrame, chosen: Language) -> str:
    if shown.empty:
        return f"<span class='di-note'>{escape(say('card.none', chosen))}</span>"
    first = records(shown)[0]
    when = f"<span class='di-note'>{escape(_parts.when_and_kind(first))}</span>{_dispute_link(shown, chosen)}"
    values = escape(say("list.slash", chosen).join(value_texts(shown, chosen)))
    long = " di-long" if len(values) > LONG else ""
    if first["measure"] == "yoy":
        return f"<span class='di-value{long}'>{values}</span><span class='di-note'>{escape(say('card.only_growth', chosen))}</span>{when}"
    if first["thing"]:
        return _card_list(shown, chosen)
    growth = _parts.growth_text(first, mine)
    said = say("card.growth", chosen, growth=growth) if growth else say("card.no_growth", chosen)
    return f"<span class='di-value{long}'>{values}</span><span class='di-growth'>{escape(said)}</span>{when}"


def _dispute_link(shown: pd.DataFrame, chosen: Language) -> str:
    """Where documents contradict each other on a card's value, the way to the finding."""
    if not any(index in told and told[index].rule == "conflict" for index in shown.index):
        return ""
    address = _links.address("checks", area=str(shown["place"].iloc[0]), indicator=str(shown["indicator"].iloc[0]))
    return f"<a class='di-note' href='{escape(address)}' target='_self'>{escape(say('agreement.card', chosen))}</a>"


def _card_list(shown: pd.DataFrame, chosen: Language) -> str:
    """Counts of different things: each with its name, since they neither add up nor compare."""
    largest = records(shown.head(3))
    lines = [
        f"<span class='di-many'>{escape(value_text(row, chosen))} <small>{escape(row['thing'])} · {escape(_parts.when_and_kind(row))}</small></span>"
        for row in largest
    ]
    more = len(shown) - len(largest)
    return "".join(lines) + (
        f"<span class='di-note'>{escape(say('card.more', chosen, count=more))}</span>" if more else ""
    )


def _dated(**filters: Any) -> pd.DataFrame:
    """Place, year and kind of the rows that lie within one year, without reading the rows."""
    told = _data.tally("kind", "year", **filters)
    return told.loc[told.index.repeat(told["dated"]), ["place", "year", "kind"]]


chosen, choices = _parts.begin("overview")
st.html(f"<p class='di-lead'>{escape(_lead(chosen))}</p>")
names = _places.names()
if not names:
    _parts.stop(say("places.none", chosen))
counted = _data.tally("indicator", indicators=HEADLINES)
ranked = counted[counted["place"].isin(_places.peers(names))].groupby("place")["rows"].sum()
with st.sidebar:
    area = choices.one(
        "area",
        say("choose.area", chosen),
        list(names),
        names.__getitem__,
        str(ranked.idxmax()) if len(ranked) else None,
    )
    known = [code for code in _data.indicator_codes() if code != "other"] or ["gdp"]
    indicator = choices.one(
        "indicator",
        say("choose.matrix", chosen),
        known,
        lambda code: format_indicator(code, chosen),
        _data.best_known(),
    )
choices.name_dead()
ask(choices, examples())

_parts.heading(say("overview.headlines", chosen, area=names[area]))
headline = _data.rows(indicators=HEADLINES, areas=[area])
told = _data.view("cards", area, make=lambda: disputes(headline))
cards = []
with st.container(key="cards"):
    for column, code in zip(st.columns(len(HEADLINES)), HEADLINES, strict=True):
        with column:
            cards.append(_card(area, code, headline, chosen))
_links.sources(pd.concat(cards))

shown = _dated(indicators=[indicator])
# Places of another rank, of which a report of its own is not to be expected, are listed where they have figures.
listed = {*_places.peers(names), *shown["place"], area}
shown = shown[shown["place"].isin(list(names))]
told_years = pd.concat([shown, _dated(indicators=HEADLINES, kinds=["actual"])])[["year", "kind"]]
years = _matrix.years_of(told_years.drop_duplicates())
said_years = _matrix.span_of(years)
_parts.heading(say("overview.matrix", chosen, indicator=format_indicator(indicator, chosen), years=said_years))
part = _matrix.in_sight({place: name for place, name in names.items() if place in listed}, area, choices)
mine = shown[shown["place"].isin(list(part))]
st.html(_data.view("matrix", indicator, years, list(part), make=lambda: _matrix.drawn(mine, indicator, years, part)))
if len(shown) and int(shown["year"].min()) < years[0]:
    _parts.note(say("matrix.earlier", chosen))
if len(shown) and int(shown["year"].max()) > years[-1]:
    _parts.note(say("matrix.later", chosen))
documents = _data.tally("doc_id", indicators=[indicator])
_links.sources(documents[documents["dated"].gt(0) & documents["place"].isin(list(names))])
