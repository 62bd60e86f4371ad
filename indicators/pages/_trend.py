"""What the trend page draws: the pictures of a view with their words, contradictions with their sources, what was revised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

import pandas as pd

from indicators.axes import Axis
from indicators.captions import alt_text, chart_title, records, unit_scale, value_text, years_text
from indicators.censuses import note_revised, revised_between
from indicators.charts import drawable, shown_breaks, trend_chart
from indicators.definitions import format_redefinition, redefinitions, scoped
from indicators.derived import Derived, adds_up, format_left_out
from indicators.disputes import Dispute, conflicts
from indicators.eras import format_break, format_place, name_of
from indicators.indexes import index_rows, renamed
from indicators.labels import UNSCALED, Language, format_indicator, format_measure, format_period, say
from indicators.looks import palette
from indicators.model import MEASURES
from indicators.pages import _links, _places, _row_table
from indicators.pages._grid import Order
from indicators.points import later_points
from indicators.series import MANY_THINGS, columns, split
from indicators.shares import city_of, share_rows
from indicators.vintages import Revision

# On a phone the rows come first, then the sentence of the selected one, then the charts.
STYLE = """<style>
@media (max-width: 640px) {
  .stMain [data-testid=stLayoutWrapper]:has(> .st-key-trend-rows) { order: 1; }
  .stMain [data-testid=stLayoutWrapper]:has(> .st-key-trend-charts) { order: 2; }
  .stMain [data-testid=stLayoutWrapper]:has(> .st-key-trend-revised) { order: 3; }
  .st-key-trend-charts [data-testid=stColumn]:last-child { order: -1; }
}
</style>"""

MOST_AT_FIRST = 4

FIRST = ("level", "yoy", "index", "city_share")
"""The views that come before other measures; the last two are worked out of levels."""

WORKED_OUT = ("index", "city_share")


def views(tally: pd.DataFrame, indicator: str) -> list[str]:
    """What can be seen of an indicator: its reported measures, and what can be worked out of its levels.

    A share of a city is there where a place lies in one: provinces and cities do not.
    """
    told = set(columns(tally, "measure", "unit"))
    reported = {measure for measure, _ in told}
    levels = any(measure == "level" and unit not in UNSCALED for measure, unit in told)
    worked_out = [view for view in WORKED_OUT if levels and indicator not in MANY_THINGS]
    if not adds_up(indicator) or not any(map(city_of, tally["place"].unique().tolist())):
        worked_out = [view for view in worked_out if view != "city_share"]
    return [view for view in dict.fromkeys([*FIRST, *MEASURES]) if view in reported or view in worked_out]


def years_of(tally: pd.DataFrame) -> list[int]:
    """All years from the first to the last that rows speak of."""
    dated = tally[tally["dated"].gt(0)]
    return list(range(int(dated["first"].min()), int(dated["last"].max()) + 1)) if len(dated) else []


def most_reporting(tally: pd.DataFrame, offered: list[str]) -> list[str]:
    """The places of the store's rank with the most figures, or whatever places there are; a city's level would dwarf its districts."""
    districts = _places.peers(offered) or offered
    dated = tally[tally["dated"].gt(0) & tally["place"].isin(districts)].groupby("place")["dated"].sum()
    most = set(dated.sort_values(ascending=False, kind="stable").head(MOST_AT_FIRST).index)
    return [place for place in districts if place in most]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader asked to see."""

    language: Language
    view: str
    span: tuple[int, ...]
    joined: Mapping[str, str] = field(default_factory=dict)
    base: int = 0
    log: bool = False
    revised: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with its words, the reported rows behind it, and for worked-out values the number and the other row of each."""

    key: str
    title: str
    figure: Any
    alt: str
    rows: pd.DataFrame
    notes: tuple[str, ...] = ()
    disputed: str = ""
    values: Mapping[int, float] = field(default_factory=dict)
    against: Mapping[int, int] = field(default_factory=dict)


def cities(places: Iterable[str]) -> list[str]:
    """The cities that places lie in, each once."""
    return list(dict.fromkeys(filter(None, map(city_of, places))))


def derived(mine: pd.DataFrame, found: pd.DataFrame, asked: Asked) -> Derived:
    """The index or share of all years; ``found`` holds the cities' rows too."""
    if asked.view == "index":
        return index_rows(mine, asked.base, asked.language, asked.joined)
    totals = found[found["place"].isin(cities(list(dict.fromkeys(mine["place"]))))]
    return share_rows(mine, totals, asked.language)


def pictures(shown: pd.DataFrame, told: Mapping[int, Dispute], asked: Asked) -> list[Picture]:
    """The charts of a reported measure, one for each unit, since units never share an axis."""
    drawn = []
    for (unit,), group in split(shown, "unit").items():
        title = chart_title(drawable(group), format_measure(asked.view, asked.language), asked.language)
        axis = Axis(log=asked.log)
        figure = trend_chart(group, asked.language, told=told, joined=asked.joined, axis=axis)
        since = [each for each in asked.revised if each.row["unit"] == unit and each.row["year"] in asked.span]
        figure.add_traces(later_points(since, unit_scale(drawable(group), asked.language)[0], asked.language))
        notes, disputed = _breaks(group, asked.language), _disputed(group, told, asked.language)
        words = alt_text(title, group, asked.language)
        drawn.append(Picture(f"trend-{unit}", title, figure, words, group, notes, disputed))
    return drawn


def worked_out(made: Derived, found: pd.DataFrame, told: Mapping[int, Dispute], asked: Asked) -> list[Picture]:
    """The charts of an index or a share within the years shown; values of different units are different series."""
    chosen = asked.language
    within = made.rows[made.rows["year"].isin(asked.span)]
    units = found.loc[within.index, "unit"]
    reasons = left_out(made, asked)
    drawn: list[Picture] = []
    for unit in dict.fromkeys(units.tolist()):
        group = within[units.eq(unit)]
        against = {int(index): int(other) for index, other in group["against"].items()}
        rows = found.loc[[*against, *(each for each in dict.fromkeys(against.values()) if each not in against)]]
        title = _title(group, rows, asked)
        axis = Axis(asked.log, 100.0 if asked.view == "index" else None)
        figure = trend_chart(group, chosen, told=told, joined=asked.joined, axis=axis)
        notes = (say(f"trend.{asked.view}_note", chosen), *_runs_on(group, asked), *_breaks(group, chosen))
        notes += () if drawn else tuple(reasons)
        words = f"{title}: " + "; ".join(group["said"].head(40))
        values = {int(index): float(value) for index, value in group["value"].items()}
        disputed = _disputed(rows, told, chosen)
        drawn.append(
            Picture(f"trend-{asked.view}-{unit}", title, figure, words, rows, notes, disputed, values, against)
        )
    return drawn


def _runs_on(group: pd.DataFrame, asked: Asked) -> list[str]:
    """That an index runs on from a predecessor, and why it may."""
    found = renamed(group["place"], asked.joined) if asked.view == "index" else {}
    pairs = [f"{name_of(old, asked.language)} → {name_of(new, asked.language)}" for old, new in found.items()]
    named = say("list.comma", asked.language).join(pairs)
    return [say("trend.index_joined", asked.language, places=named)] if pairs else []


def left_out(made: Derived, asked: Asked) -> list[str]:
    """Whose values were not worked out, and why; only of the years shown."""
    found = [each for each in made.left_out if each.year is None or each.year in asked.span]
    return format_left_out(found, asked.language, base=asked.base, whole=say("whole.city", asked.language))


def _title(group: pd.DataFrame, rows: pd.DataFrame, asked: Asked) -> str:
    parts = {
        "indicator": format_indicator(str(group["indicator"].iloc[0]), asked.language),
        "unit": unit_scale(rows, asked.language)[1],
        "base": asked.base,
        "years": years_text(group, asked.language),
    }
    return say(f"trend.{asked.view}_title", asked.language, **parts)


def _breaks(group: pd.DataFrame, chosen: Language) -> tuple[str, ...]:
    """What the chart's upright marks mean, and that its colours come again."""
    changes = [format_break(change, chosen) for change in shown_breaks(group, dict.fromkeys(group["place"]))]
    redefined = [format_redefinition(change, chosen) for change in redefinitions(scoped(drawable(group)))]
    semicolon = say("list.semicolon", chosen)
    notes = [say("break.note", chosen, changes=semicolon.join(changes))] if changes else []
    notes += [say("redefined.note", chosen, changes=semicolon.join(redefined))] if redefined else []
    return (*notes, *note_revised(revised_between(drawable(group)), chosen), *_crowded(group, chosen))


def _crowded(group: pd.DataFrame, chosen: Language) -> list[str]:
    """That colours come again where there are more places than colours."""
    drawn, most = drawable(group)["place"].nunique(), len(palette()["slot"])
    return [say("trend.crowded", chosen, places=drawn, most=most)] if drawn > most else []


def _disputed(group: pd.DataFrame, told: Mapping[int, Dispute], chosen: Language) -> str:
    """The contradictions that a chart's spans stand for, each value with its document, as HTML."""
    lines = []
    for indexes in conflicts(group, told):
        rows = records(group.loc[indexes])
        values = escape(say("list.semicolon", chosen)).join(_sourced(row, chosen) for row in rows)
        place = format_place(rows[0]["area_code"], rows[0]["area"], chosen)
        period = format_period(rows[0]["period_start"], rows[0]["period_end"], chosen)
        lines.append(escape(say("trend.disputed", chosen, place=place, period=period)) + values)
    return "".join(f"<p class='di-sources'>{line}</p>" for line in lines)


def _sourced(row: dict[Any, Any], chosen: Language) -> str:
    link = escape(_links.source_address(row["doc_id"], int(row["start"])))
    said = say("list.colon", chosen).join([value_text(row, chosen), _links.cite(row["doc_id"])])
    return f"<a href='{link}' target='_self'>{escape(said)}</a>"


def beside(index: int, drawn: list[Picture], found: pd.DataFrame, told: Mapping[int, Dispute]) -> list[int]:
    """The rows whose sentences belong beside a selected one: what contradicts it, and what its value is measured by."""
    partners = [group for picture in drawn for group in conflicts(picture.rows, told) if index in group]
    against = [picture.against[index] for picture in drawn if index in picture.against]
    others = dict.fromkeys([*(each for group in partners for each in group), *against])
    return [each for each in others if each != index and each in found.index]


def show_rows(
    part: str,
    rows: pd.DataFrame,
    told: Mapping[int, Dispute],
    more: Mapping[str, Mapping[int, float]] | None = None,
    order: Order | None = None,
) -> int | None:
    """A table for each unit; the index of the row that the reader selected."""
    selected = None
    for (unit,), group in split(rows, "unit").items():
        index = _row_table.rows_table(group, f"{part}-{unit}", told, more, order)
        selected = index if selected is None else selected
    return selected
