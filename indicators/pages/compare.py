"""Compare: two to six districts side by side, and never figures of different periods in one ranking."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from indicators.charts import alt_text, chart_title, drawable, look, ranked_chart, trend_chart, value_text
from indicators.labels import format_indicator, format_measure, format_period, say
from indicators.pages import _data, _parts
from indicators.series import HEADLINES, MANY_THINGS, best, common_period, latest, of_period

MOST = 6
MOST_AT_FIRST = 4
MORE = ("fixed_investment", "retail_sales")
MEASURES = ("level", "yoy")


def _default_places(found: pd.DataFrame, names: dict[str, str]) -> list[str]:
    """The districts that report the usual indicators for the year in which most of them do."""
    districts = [code for code in names if not code.endswith("00")]
    mine = found[found["place"].isin(districts) & found["span"].eq("year") & found["thing"].eq("")]
    if mine["place"].nunique() < 2:
        return list(names)[:2]
    year = mine.groupby("year")["place"].nunique().sort_values(kind="stable").index[-1]
    reporting = set(mine[mine["year"].eq(year)]["place"])
    return [place for place in districts if place in reporting][:MOST_AT_FIRST]


def _table(found: pd.DataFrame, areas: list[str], indicators: list[str]) -> str:
    """Indicator by district: the latest value of each with growth, period and kind, each a link to its sentence."""
    head = "".join(f"<th scope='col'>{escape(names[place])}</th>" for place in areas)
    body = "".join(
        f"<tr><th scope='row'>{escape(format_indicator(code, chosen))}</th>{''.join(_cell(found, place, code) for place in areas)}</tr>"
        for code in indicators
    )
    return f"<table class='di-table'><thead><tr><th scope='col'>{escape(say('column.indicator', chosen))}</th>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(found: pd.DataFrame, place: str, indicator: str) -> str:
    mine = found[found["place"].eq(place) & found["indicator"].eq(indicator)]
    shown = latest(mine)
    shown = latest(mine, "yoy") if shown.empty else shown
    inside = "".join(_value(row, mine) for _, row in shown.sort_values("value", ascending=False).head(3).iterrows())
    inside = inside or f"<span class='di-none'>{escape(say('table.none', chosen))}</span>"
    return f"<td data-place='{escape(names[place])}'><span>{inside}</span></td>"


def _value(row: pd.Series, mine: pd.DataFrame) -> str:
    link = f"<a href='{escape(_parts.source_address(row['doc_id'], int(row['start'])))}' target='_self'>{escape(value_text(row, chosen))}</a>"
    growth = _parts.growth_text(row, mine) if row["measure"] == "level" else ""
    said = [row["thing"], say("card.growth", chosen, growth=growth) if growth else "", _parts.when_and_kind(row)]
    return link + "".join(f"<small>{escape(each)}</small>" for each in said if each)


def _rankable(found: pd.DataFrame, indicator: str, measure: str) -> pd.DataFrame:
    """The values of the one period in which most of the districts report; empty if fewer than two do."""
    mine = best(found[found["indicator"].eq(indicator) & found["measure"].eq(measure)])
    period = common_period(mine)
    same = mine if period is None else of_period(mine, period)
    return same if same["place"].nunique() > 1 else same.iloc[:0]


def _ranked(same: pd.DataFrame, indicator: str) -> None:
    """Ranked bars of one period; districts without a figure for it are named."""
    period = (str(same["period_start"].iloc[0]), str(same["period_end"].iloc[0]))
    for unit, group in same.groupby("unit", sort=False):
        title = chart_title(group, format_measure(measure, chosen), chosen)
        when = format_period(*period, chosen)
        _parts.heading(say("compare.ranked", chosen, title=title.rsplit(say("title.comma", chosen), 1)[0], period=when))
        _parts.still(
            ranked_chart(group, chosen), alt_text(title, group, chosen), f"ranked-{indicator}-{measure}-{unit}"
        )
        missing = [names[place] for place in areas if place not in set(group["place"])]
        if missing:
            _parts.note(say("compare.missing", chosen, areas=say("list.comma", chosen).join(missing), period=when))
        _parts.sources(group)


def _multiple(found: pd.DataFrame, indicator: str, measure: str) -> None:
    """A small chart over the years."""
    mine = drawable(found[found["indicator"].eq(indicator) & found["measure"].eq(measure)])
    for unit, group in best(mine).groupby("unit", sort=False):
        title = chart_title(group, format_measure(measure, chosen), chosen)
        st.html(f"<p class='di-fact'>{escape(title)}</p>")
        _parts.still(
            trend_chart(group, chosen, compact=True),
            alt_text(title, group, chosen),
            f"multiple-{indicator}-{measure}-{unit}",
        )


def _legend() -> str:
    """The districts with their colours, once for all small charts."""
    keys = [
        f"<span class='di-entry'><span class='di-key' style='background:{look(place).colour}'></span>{escape(names[place])}</span>"
        for place in areas
    ]
    return f"<p class='di-note'>{''.join(keys)} {escape(say('compare.legend', chosen))}</p>"


chosen, choices = _parts.begin("compare")
names = _data.place_names()
codes = [code for code in _data.indicator_codes() if code != "other"]
if len(names) < 2 or not codes:
    _parts.stop(say("compare.too_few_places", chosen))
standard = [code for code in (*HEADLINES, *MORE) if code in codes] or codes[:4]
usual = _data.rows(indicators=standard)
with st.sidebar:
    areas = choices.many(
        "area", say("compare.choose", chosen), list(names), names.__getitem__, _default_places(usual, names), MOST
    )
    indicators = choices.many(
        "indicator", say("choose.indicators", chosen), codes, lambda code: format_indicator(code, chosen), standard
    )
    measure = choices.switch("measure", say("compare.by", chosen), MEASURES, lambda code: format_measure(code, chosen))
    years = sorted({int(year) for year in usual["year"].dropna()})
    span = _parts.year_span(choices, list(range(years[0], years[-1] + 1))) if years else []
choices.name_dead()

if len(areas) < 2:
    _parts.stop(say("compare.choose_two", chosen))
if not indicators:
    _parts.stop(say("compare.choose_indicator", chosen))
if not span:
    _parts.stop(say("years.reversed", chosen))
found = _data.rows(indicators=indicators, areas=areas)
found = found[found["place"].isin(areas) & found["year"].isin(span)]
if found.empty:
    _parts.stop(say("compare.nothing", chosen))

said_years = f"{span[0]}" if len(span) == 1 else f"{span[0]}–{span[-1]}"
_parts.heading(say("compare.table", chosen, years=said_years))
_parts.note(say("compare.table_note", chosen))
st.html(_table(found, areas, indicators))
_parts.sources(found)

comparable = [code for code in indicators if code not in MANY_THINGS]
rankings = {code: _rankable(found, code, measure) for code in comparable}
ranked = [code for code in comparable if len(rankings[code])]
for pair in [ranked[at : at + 2] for at in range(0, len(ranked), 2)]:
    for column, code in zip(st.columns(2, gap="large"), pair, strict=False):
        with column:
            _ranked(rankings[code], code)
alone = [format_indicator(code, chosen) for code in comparable if code not in ranked]
if alone:
    _parts.note(say("compare.alone", chosen, indicators=say("list.comma", chosen).join(alone)))
if len(comparable) < len(indicators):
    _parts.note(say("compare.many_things", chosen))

many_years = found[found["measure"].eq(measure)].groupby("indicator")["year"].nunique()
drawn = [code for code in comparable if many_years.get(code, 0) > 1]
if drawn:
    _parts.heading(say("compare.multiples", chosen, measure=format_measure(measure, chosen), years=said_years))
    st.html(_legend())
    for trio in [drawn[at : at + 3] for at in range(0, len(drawn), 3)]:
        for column, code in zip(st.columns(3, gap="large"), trio, strict=False):
            with column:
                _multiple(found, code, measure)
    _parts.sources(found[found["indicator"].isin(drawn) & found["measure"].eq(measure)])
