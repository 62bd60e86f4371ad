"""The compare page's charts: ranked bars of one period, and small multiples over the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from indicators.bars import ranked_chart
from indicators.captions import alt_text, chart_title
from indicators.censuses import note_revised, revised_between
from indicators.charts import drawable, shown_breaks
from indicators.disputes import Dispute
from indicators.eras import format_break, name_of
from indicators.labels import format_indicator, format_measure, format_period, say
from indicators.pages import _data, _links, _parts
from indicators.pages._compare_choices import Asked
from indicators.panels import panels_chart
from indicators.same_period import common_period, of_period
from indicators.series import MANY_THINGS, best, split


class Drawn(NamedTuple):
    """A chart with all that stands around it."""

    code: str
    key: str
    head: str
    figure: Any
    alt: str
    rows: pd.DataFrame
    notes: tuple[str, ...] = ()


def comparable(asked: Asked) -> list[str]:
    """The indicators that places count alike."""
    return [code for code in asked.indicators if code not in MANY_THINGS]


def in_pairs(drawn: Sequence[Drawn]) -> None:
    """Charts two and two, each with its heading, notes and sources."""
    for pair in [drawn[at : at + 2] for at in range(0, len(drawn), 2)]:
        for column, each in zip(st.columns(2, gap="large"), pair, strict=False):
            with column:
                _parts.heading(each.head)
                _parts.still(each.figure, each.alt, each.key, each.head)
                for note in each.notes:
                    _parts.note(note)
                _links.sources(each.rows)


def listed(texts: Sequence[str], asked: Asked, mark: str = "list.comma") -> str:
    """Several texts as one."""
    return say(mark, asked.language).join(texts)


def tell_many_things(asked: Asked) -> None:
    """Say why an indicator that was chosen is not drawn."""
    if len(comparable(asked)) < len(asked.indicators):
        _parts.note(say("compare.many_things", asked.language))


# --- ranked bars ------------------------------------------------------------------------------------------------------
def show_bars(asked: Asked, found: pd.DataFrame, told: Mapping[int, Dispute]) -> None:
    """For each indicator the values of the one period in which the most districts report, ranked."""
    if len(asked.places) == 1:
        _parts.note(say("compare.one_place", asked.language, place=name_of(asked.places[0], asked.language)))
        return
    drawn = _data.view("compare.bars", asked.key, make=lambda: _bars(asked, found, told))
    if drawn:
        _parts.note(say("compare.ranked_note", asked.language))
    in_pairs(drawn)
    ranked = {each.code for each in drawn}
    alone = [format_indicator(code, asked.language) for code in comparable(asked) if code not in ranked]
    if alone:
        measure = format_measure(asked.measure, asked.language)
        _parts.note(say("compare.alone", asked.language, indicators=listed(alone, asked), measure=measure))
    tell_many_things(asked)


def _bars(asked: Asked, found: pd.DataFrame, told: Mapping[int, Dispute]) -> list[Drawn]:
    drawn: list[Drawn] = []
    mine = best(found[found["measure"].eq(asked.measure) & found["indicator"].isin(comparable(asked))])
    groups = {code: group for (code,), group in split(mine, "indicator").items()}
    for code in [each for each in comparable(asked) if each in groups]:
        same = _rankable(groups[code], asked)
        for number, rows in enumerate(split(same[same["place"].isin(list(asked.places))], "unit").values()):
            apart = same[same["place"].isin(list(asked.apart)) & same["unit"].eq(rows["unit"].iloc[0])]
            drawn.append(_bar_chart(asked, f"ranked-{code}-{asked.measure}-{number}", rows, apart, told))
    return drawn


def _rankable(mine: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """The values of the one period in which most of the districts report; empty if fewer than two do."""
    districts = mine[mine["place"].isin(list(asked.places))]
    period = common_period(districts)
    same = mine.iloc[:0] if period is None else of_period(mine, period)
    return same if len(set(same["place"]) & set(asked.places)) > 1 else same.iloc[:0]


def _bar_chart(asked: Asked, key: str, rows: pd.DataFrame, apart: pd.DataFrame, told: Mapping[int, Dispute]) -> Drawn:
    chosen = asked.language
    title = chart_title(rows, format_measure(asked.measure, chosen), chosen)
    when = format_period(rows["period_start"].iloc[0], rows["period_end"].iloc[0], chosen)
    head = say("compare.ranked", chosen, title=title.rsplit(say("title.comma", chosen), 1)[0], period=when)
    missing = [place for place in asked.places if place not in set(rows["place"])]
    figure = ranked_chart(rows, chosen, told=told, missing=missing, yardsticks=apart)
    shown = pd.concat([rows.sort_values("value", ascending=False), apart])
    alt = alt_text(head, shown, chosen)
    if missing:
        named = listed([name_of(place, chosen) for place in missing], asked)
        alt += say("list.semicolon", chosen) + say("compare.missing", chosen, areas=named, period=when)
    return Drawn(str(rows["indicator"].iloc[0]), key, head, figure, alt, shown)


# --- small multiples --------------------------------------------------------------------------------------------------
def show_multiples(asked: Asked, found: pd.DataFrame, told: Mapping[int, Dispute]) -> None:
    """For each indicator a panel for each district, on one scale or on scales of their own."""
    chosen = asked.language
    _parts.note(f"{say(f'compare.scale_note.{asked.scale}', chosen)} {say('compare.legend', chosen)}")
    drawn = _data.view("compare.small", asked.key, asked.scale, make=lambda: _multiples(asked, found, told))
    in_pairs(drawn)
    changes = [format_break(change, chosen) for change in shown_breaks(found, asked.columns)]
    if drawn and changes:
        _parts.note(say("break.note", chosen, changes=listed(changes, asked, "list.semicolon")))
    tell_many_things(asked)


def _multiples(asked: Asked, found: pd.DataFrame, told: Mapping[int, Dispute]) -> list[Drawn]:
    mine = found[found["measure"].eq(asked.measure) & found["indicator"].isin(comparable(asked))]
    groups = split(best(drawable(mine)), "indicator", "unit")
    drawn: list[Drawn] = []
    for (code, _), rows in sorted(groups.items(), key=lambda item: asked.indicators.index(item[0][0])):
        if not set(rows["place"]) & set(asked.places):
            continue
        head = chart_title(rows, format_measure(asked.measure, asked.language), asked.language)
        shared = asked.scale == "shared"
        figure = panels_chart(rows, asked.places, asked.language, shared=shared, told=told, yardsticks=asked.apart)
        key = f"multiple-{code}-{asked.measure}-{len(drawn)}-{asked.scale}"
        notes = tuple(note_revised(revised_between(rows), asked.language))
        drawn.append(Drawn(code, key, head, figure, alt_text(head, rows, asked.language), rows, notes))
    return drawn
