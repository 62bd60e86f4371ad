"""Compare: two to six districts side by side, and never figures of different periods in one ranking."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from indicators.bars import ranked_chart
from indicators.captions import alt_text, chart_title, records, value_text
from indicators.charts import drawable, shown_breaks, trend_chart
from indicators.disputes import disputes, format_dispute
from indicators.eras import format_break
from indicators.labels import format_indicator, format_measure, format_period, say
from indicators.looks import look
from indicators.pages import _data, _parts
from indicators.series import HEADLINES, MANY_THINGS, best, columns, common_period, latest, of_period, split

MOST = 6
MOST_AT_FIRST = 4
MOST_VALUES = 3
MORE = ("fixed_investment", "retail_sales")
MEASURES = ("level", "yoy")


def _default_places(found: pd.DataFrame, names: dict[str, str]) -> list[str]:
    """The districts that report the usual indicators for the year in which most of them do."""
    districts = [code for code in names if not code.endswith("00")]
    mine = found[found["place"].isin(districts) & found["span"].eq("year") & found["thing"].eq("")]
    reporting: dict[int, set[str]] = {}
    for place, year in columns(mine, "place", "year"):
        reporting.setdefault(int(year), set()).add(place)
    if len(set(mine["place"])) < 2:
        return list(names)[:2]
    most = max(reporting, key=lambda year: (len(reporting[year]), year))
    return [place for place in districts if place in reporting[most]][:MOST_AT_FIRST]


def _table(found: pd.DataFrame) -> str:
    """Indicator by district: the latest value of each with growth, period and kind, each a link to its sentence."""
    cells = split(found, "place", "indicator")
    head = "".join(f"<th scope='col'>{escape(names[place])}</th>" for place in areas)
    body = "".join(
        f"<tr><th scope='row'>{escape(format_indicator(code, chosen))}</th>{''.join(_cell(cells, place, code) for place in areas)}</tr>"
        for code in indicators
    )
    return f"<table class='di-table'><thead><tr><th scope='col'>{escape(say('column.indicator', chosen))}</th>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(cells: dict[tuple[str, str], pd.DataFrame], place: str, indicator: str) -> str:
    mine = cells.get((place, indicator))
    if mine is None:
        inside = f"<span class='di-none'>{escape(say('table.none', chosen))}</span>"
        return f"<td data-place='{escape(names[place])}'><span>{inside}</span></td>"
    shown = latest(mine)
    shown = latest(mine, "yoy") if shown.empty else shown
    listed = sorted(records(shown), key=lambda row: -row["value"])[:MOST_VALUES]
    inside = "".join(_value(row, mine) for row in listed)
    inside = inside or f"<span class='di-none'>{escape(say('table.none', chosen))}</span>"
    return f"<td data-place='{escape(names[place])}'><span>{inside}</span></td>"


def _value(row: dict[Any, Any], mine: pd.DataFrame) -> str:
    text = escape(value_text(row, chosen, basis=True))
    link = f"<a href='{escape(_parts.source_address(row['doc_id'], int(row['start'])))}' target='_self'>{text}</a>"
    growth = _parts.growth_text(row, mine) if row["measure"] == "level" else ""
    dispute = told.get(row["index"])
    said = [
        row["thing"],
        say("card.growth", chosen, growth=growth) if growth else "",
        _parts.when_and_kind(row),
        format_dispute(dispute, chosen) if dispute and dispute.rule in ("conflict", "rounding") else "",
    ]
    return link + "".join(f"<small>{escape(each)}</small>" for each in said if each)


def _rankable(mine: pd.DataFrame) -> pd.DataFrame:
    """The values of the one period in which most of the districts report; empty if fewer than two do."""
    shown = best(mine)
    period = common_period(shown)
    same = shown if period is None else of_period(shown, period)
    return same if len(set(same["place"])) > 1 else same.iloc[:0]


def _bars(same: pd.DataFrame) -> list[tuple[Any, ...]]:
    """For each unit of a period: heading, chart, words, rows."""
    drawn = []
    for group in split(same, "unit").values():
        when = _period(group)
        title = chart_title(group, format_measure(measure, chosen), chosen)
        head = say("compare.ranked", chosen, title=title.rsplit(say("title.comma", chosen), 1)[0], period=when)
        drawn.append((head, ranked_chart(group, chosen, told=told), alt_text(title, group, chosen), group))
    return drawn


def _period(rows: pd.DataFrame) -> str:
    return format_period(rows["period_start"].iloc[0], rows["period_end"].iloc[0], chosen)


def _ranked(code: str) -> None:
    """Ranked bars of one period; districts without a figure for it are named."""
    drawn = _data.view("compare.bars", code, *picked, make=lambda: _bars(rankings[code]))
    for number, (head, figure, alt, group) in enumerate(drawn):
        _parts.heading(head)
        _parts.still(figure, alt, f"ranked-{code}-{measure}-{number}")
        missing = [names[place] for place in areas if place not in set(group["place"])]
        if missing:
            listed = say("list.comma", chosen).join(missing)
            _parts.note(say("compare.missing", chosen, areas=listed, period=_period(group)))
        _parts.sources(group)


def _small(mine: pd.DataFrame) -> list[tuple[Any, ...]]:
    """For each unit of an indicator: title, a small chart over the years, words."""
    drawn = []
    for group in split(best(drawable(mine)), "unit").values():
        title = chart_title(group, format_measure(measure, chosen), chosen)
        figure = trend_chart(group, chosen, compact=True, told=told)
        drawn.append((title, figure, alt_text(title, group, chosen)))
    return drawn


def _multiple(code: str) -> None:
    """The small charts of an indicator."""
    drawn = _data.view("compare.small", code, *picked, make=lambda: _small(measured[code]))
    for number, (title, figure, alt) in enumerate(drawn):
        st.html(f"<p class='di-fact'>{escape(title)}</p>")
        _parts.still(figure, alt, f"multiple-{code}-{measure}-{number}")


def _legend(shown: pd.DataFrame) -> str:
    """The districts with their colours, once for all small charts, and what happened to them in these years."""
    keys = [
        f"<span class='di-entry'><span class='di-key' style='background:{look(place).colour}'></span>{escape(names[place])}</span>"
        for place in areas
    ]
    changes = [format_break(change, chosen) for change in shown_breaks(shown, areas)]
    said = say("break.note", chosen, changes=say("list.semicolon", chosen).join(changes)) if changes else ""
    return f"<p class='di-note'>{''.join(keys)} {escape(say('compare.legend', chosen))} {escape(said)}</p>"


def _chosen(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["place"].isin(areas) & rows["year"].isin(span)]


def _by_indicator(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {code: group for (code,), group in split(rows[rows["measure"].eq(measure)], "indicator").items()}


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
picked = (areas, indicators, measure, span)
found = _data.view("compare", *picked, make=lambda: _chosen(_data.rows(indicators=indicators, areas=areas)))
if found.empty:
    _parts.stop(say("compare.nothing", chosen))

told = _data.view("compare.told", *picked, make=lambda: disputes(found))

said_years = f"{span[0]}" if len(span) == 1 else f"{span[0]}–{span[-1]}"
_parts.heading(say("compare.table", chosen, years=said_years))
_parts.note(say("compare.table_note", chosen))
st.html(_data.view("compare.table", *picked, make=lambda: _table(found)))
_parts.sources(found)

comparable = [code for code in indicators if code not in MANY_THINGS]
measured = _data.view("compare.measured", *picked, make=lambda: _by_indicator(found))
rankings = _data.view(
    "compare.ranked", *picked, make=lambda: {code: _rankable(measured[code]) for code in comparable if code in measured}
)
ranked = [code for code in comparable if code in rankings and len(rankings[code])]
for pair in [ranked[at : at + 2] for at in range(0, len(ranked), 2)]:
    for column, code in zip(st.columns(2, gap="large"), pair, strict=False):
        with column:
            _ranked(code)
alone = [format_indicator(code, chosen) for code in comparable if code not in ranked]
if alone:
    _parts.note(say("compare.alone", chosen, indicators=say("list.comma", chosen).join(alone)))
if len(comparable) < len(indicators):
    _parts.note(say("compare.many_things", chosen))

drawn = [code for code in comparable if code in measured and len(set(measured[code]["year"])) > 1]
if drawn:
    _parts.heading(say("compare.multiples", chosen, measure=format_measure(measure, chosen), years=said_years))
    shown = pd.concat([measured[code] for code in drawn])
    st.html(_data.view("compare.legend", *picked, make=lambda: _legend(shown)))
    for trio in [drawn[at : at + 3] for at in range(0, len(drawn), 3)]:
        for column, code in zip(st.columns(3, gap="large"), trio, strict=False):
            with column:
                _multiple(code)
    _parts.sources(shown)
