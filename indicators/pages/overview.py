"""Overview: what the store holds, where it has gaps, and a district's latest headline figures."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from indicators.charts import drawable, value_text
from indicators.labels import Language, format_indicator, say
from indicators.pages import _data, _parts
from indicators.series import HEADLINES, coverage, latest

MOST_YEARS = 20


def _lead(chosen: Language) -> str:
    """What is here, in one line."""
    documents, names = _data.documents(), _data.place_names()
    districts = [code for code in names if not code.endswith("00")]
    years = _data.store().facets().years
    span = f"{min(years)}–{max(years)}" if years else "–"
    return say(
        "overview.lead",
        chosen,
        documents=len(documents),
        districts=len(districts),
        years=span,
        figures=f"{int(documents['observations'].sum()):,}",
    )


def _card(place: str, indicator: str, found: pd.DataFrame, chosen: Language) -> pd.DataFrame:
    """The latest figure of one indicator with growth, period, kind and the way to its sentence; the rows it rests on."""
    mine = found[found["place"].eq(place) & found["indicator"].eq(indicator)]
    shown = latest(mine)
    only_growth = shown.empty
    shown = latest(mine, "yoy") if only_growth else shown
    with st.container(border=True, height="stretch"):
        st.html(
            f"<div class='di-card'><span class='di-name'>{escape(format_indicator(indicator, chosen))}</span>{_card_body(shown, mine, chosen)}</div>"
        )
        if len(shown):
            _parts.open_in_document(shown.iloc[0], "card.open")
    return shown


def _card_body(shown: pd.DataFrame, mine: pd.DataFrame, chosen: Language) -> str:
    if shown.empty:
        return f"<span class='di-note'>{escape(say('card.none', chosen))}</span>"
    first = shown.iloc[0]
    when = f"<span class='di-note'>{escape(_parts.when_and_kind(first))}</span>"
    if first["measure"] == "yoy":
        return f"<span class='di-value'>{escape(value_text(first, chosen))}</span><span class='di-note'>{escape(say('card.only_growth', chosen))}</span>{when}"
    if first["thing"]:
        return _card_list(shown, chosen)
    values = say("list.slash", chosen).join(value_text(row, chosen) for _, row in shown.iterrows())
    growth = _parts.growth_text(first, mine)
    said = say("card.growth", chosen, growth=growth) if growth else say("card.no_growth", chosen)
    return f"<span class='di-value'>{escape(values)}</span><span class='di-growth'>{escape(said)}</span>{when}"


def _card_list(shown: pd.DataFrame, chosen: Language) -> str:
    """Counts of different things: each with its name, since they neither add up nor compare."""
    largest = shown.head(3)
    lines = [
        f"<span class='di-many'>{escape(value_text(row, chosen))} <small>{escape(row['thing'])} · {escape(_parts.when_and_kind(row))}</small></span>"
        for _, row in largest.iterrows()
    ]
    more = len(shown) - len(largest)
    return "".join(lines) + (
        f"<span class='di-note'>{escape(say('card.more', chosen, count=more))}</span>" if more else ""
    )


def _matrix(rows: pd.DataFrame, years: list[int], names: dict[str, str], chosen: Language) -> str:
    """Districts by years as a table: how many figures each cell has, each a link to its rows."""
    cells = {(row["place"], row["year"]): row for _, row in coverage(rows, years).iterrows()}
    head = "".join(f"<th scope='col'>{year}</th>" for year in years)
    body = "".join(
        f"<tr><th scope='row'>{escape(name)}</th>{''.join(_cell(cells.get((place, year)), place, year, chosen) for year in years)}</tr>"
        for place, name in names.items()
    )
    return f"<div class='di-scroll' tabindex='0'><table class='di-grid'><thead><tr><th></th>{head}</tr></thead><tbody>{body}</tbody></table></div>"


def _years(rows: pd.DataFrame) -> list[int]:
    """All years from the first to the last that rows have, at most `MOST_YEARS`: a gap is a column too."""
    found = rows["year"].dropna()
    return (
        list(range(max(int(found.min()), int(found.max()) - MOST_YEARS + 1), int(found.max()) + 1))
        if len(found)
        else []
    )


def _cell(cell: pd.Series | None, place: str, year: int, chosen: Language) -> str:
    if cell is None:
        return f"<td><span class='di-none' aria-label='{escape(say('matrix.absent', chosen))}'>·</span></td>"
    said = say("matrix.cell", chosen, count=cell["count"], status=say(f"matrix.{cell['status']}", chosen))
    given = {"area": place, "indicator": indicator, "year": str(year), **({} if chosen == "zh" else {"lang": chosen})}
    link = f"<a href='data?{escape(urlencode(given))}' target='_self' title='{escape(said)}' aria-label='{escape(said)}'>{cell['count']}</a>"
    return f"<td class='di-{cell['status']}'>{link}</td>"


chosen, choices = _parts.begin("overview")
st.html(f"<p class='di-lead'>{escape(_lead(chosen))}</p>")
names = _data.place_names()
headline = _data.rows(indicators=HEADLINES)
if not names:
    _parts.stop(say("places.none", chosen))
ranked = headline[headline["place"].isin([code for code in names if not code.endswith("00")])]["place"].value_counts()
with st.sidebar:
    area = choices.one(
        "area",
        say("choose.area", chosen),
        list(names),
        names.__getitem__,
        str(ranked.index[0]) if len(ranked) else None,
    )
    known = [code for code in _data.indicator_codes() if code != "other"] or ["gdp"]
    indicator = choices.one(
        "indicator",
        say("choose.matrix", chosen),
        known,
        lambda code: format_indicator(code, chosen),
        _data.best_known(headline),
    )
choices.name_dead()

_parts.heading(say("overview.headlines", chosen, area=names[area]))
cards = []
for column, code in zip(st.columns(len(HEADLINES)), HEADLINES, strict=True):
    with column:
        cards.append(_card(area, code, headline, chosen))
_parts.sources(pd.concat(cards))

shown = drawable(_data.rows(indicators=[indicator]))
shown = shown[shown["place"].isin(list(names))]
years = _years(pd.concat([shown, headline]))
said_years = f"{years[0]}–{years[-1]}" if years else "–"
_parts.heading(say("overview.matrix", chosen, indicator=format_indicator(indicator, chosen), years=said_years))
keys = [("reported", "di-reported"), ("planned", "di-planned"), ("absent", "")]
legend = "".join(
    f"<span class='di-entry'><span class='di-key {style}'></span>{escape(say('matrix.' + key, chosen))}</span>"
    for key, style in keys
)
st.html(f"<p class='di-note'>{legend}</p>")
st.html(_matrix(shown, years, names, chosen))
if len(shown) and int(shown["year"].min()) < years[0]:
    _parts.note(say("matrix.earlier", chosen))
_parts.sources(shown)
