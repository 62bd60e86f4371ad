"""The compare page's slopes: each district's figures in two years, joined where they compare, with the reasons where not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from indicators.captions import alt_text, records, unit_scale, value_text
from indicators.eras import breaks, format_break
from indicators.labels import format_indicator, format_measure, say
from indicators.pages import _data, _parts
from indicators.pages._compare_charts import Drawn, comparable, in_pairs, listed, tell_many_things
from indicators.pages._compare_choices import Asked
from indicators.pages._compare_table import difference_text
from indicators.pairs import Pair, select_pairs
from indicators.series import best, split
from indicators.slopes import near, slope_chart
from indicators.standings import Difference


def show_slopes(asked: Asked, found: pd.DataFrame, names: Mapping[str, str]) -> None:
    """For each indicator both years of each district; below, what the change is and what is not joined and why."""
    first, last = asked.years
    if first >= last:
        _parts.stop(say("compare.years_same", asked.language))
    drawn, empty = _data.view("compare.slopes", asked.key, make=lambda: _slopes(asked, found, names))
    if not drawn:
        _parts.stop(say("compare.no_pair", asked.language))
    _parts.note(say("compare.slope_note", asked.language))
    in_pairs(drawn)
    if empty:
        named = [format_indicator(code, asked.language) for code in empty]
        measure = format_measure(asked.measure, asked.language)
        _parts.note(say("compare.slope_none", asked.language, indicators=listed(named, asked), measure=measure))
    tell_many_things(asked)


def _slopes(asked: Asked, found: pd.DataFrame, names: Mapping[str, str]) -> tuple[list[Drawn], list[str]]:
    first, last = asked.years
    mine = found[found["measure"].eq(asked.measure) & found["span"].eq("year") & found["year"].isin([first, last])]
    groups = split(best(mine[mine["indicator"].isin(comparable(asked))]), "indicator", "unit")
    drawn: list[Drawn] = []
    for (code, _), rows in sorted(groups.items(), key=lambda item: asked.indicators.index(item[0][0])):
        figures = records(rows)
        pairs = select_pairs(figures, asked.places, (first, last))
        if any(pair.first and pair.last for pair in pairs):
            apart = select_pairs(figures, asked.apart, (first, last))
            drawn.append(_slope(asked, f"slope-{code}-{asked.measure}-{len(drawn)}", rows, (pairs, apart), names))
    shown = {each.code for each in drawn}
    return drawn, [code for code in comparable(asked) if code not in shown]


def _slope(
    asked: Asked, key: str, rows: pd.DataFrame, pairs: tuple[list[Pair], list[Pair]], names: Mapping[str, str]
) -> Drawn:
    chosen, (first, last) = asked.language, asked.years
    districts = rows[rows["place"].isin(list(asked.places))]
    divisor, unit = unit_scale(districts, chosen)
    measure = say("compare.slope_measure", chosen, measure=format_measure(asked.measure, chosen))
    head = say(
        "compare.slope",
        chosen,
        indicator=format_indicator(str(rows["indicator"].iloc[0]), chosen),
        measure="" if asked.measure == "level" else measure,
        unit=unit,
        first=first,
        last=last,
    ).replace(say("title.no_unit", chosen), "")
    figure = slope_chart(pairs[0], (first, last), chosen, divisor=divisor, yardsticks=pairs[1])
    notes = tuple(_notes(asked, *pairs, names))
    return Drawn(str(rows["indicator"].iloc[0]), key, head, figure, alt_text(head, rows, chosen), rows, notes)


def _notes(asked: Asked, pairs: Sequence[Pair], apart: Sequence[Pair], names: Mapping[str, str]) -> list[str]:
    """The differences, what is not joined and why, and yardsticks that are not drawn."""
    chosen = asked.language
    changes = [
        say("compare.slope_change", chosen, name=names[pair.place], value=difference_text(pair.change, asked))
        for pair in (*pairs, *apart)
        if isinstance(pair.change, Difference)
    ]
    reasons = [_reason(pair, asked, names) for pair in (*pairs, *apart) if isinstance(pair.change, str)]
    far = [_ends(pair, asked, names) for pair in apart if pair not in near(pairs, apart)]
    told = {"compare.slope_changes": ("changes", changes), "compare.slope_unjoined": ("reasons", reasons)}
    told["compare.slope_far"] = ("values", far)
    return [
        say(key, chosen, **{name: listed(texts, asked, "list.semicolon")})
        for key, (name, texts) in told.items()
        if texts
    ]


def _reason(pair: Pair, asked: Asked, names: Mapping[str, str]) -> str:
    first, last = asked.years
    changes = [format_break(each, asked.language) for each in breaks(pair.place) if first <= each.year <= last]
    told = {"name": names[pair.place], "first": first, "last": last, "changes": listed(changes, asked)}
    return say(f"slope.{pair.change}", asked.language, **told)


def _ends(pair: Pair, asked: Asked, names: Mapping[str, str]) -> str:
    none = say("table.none", asked.language)
    first, last = (value_text(ends[0], asked.language) if ends else none for ends in (pair.first, pair.last))
    return say("compare.slope_ends", asked.language, name=names[pair.place], first=first, last=last)
