"""The compare page's side by side: a card for each district, and the table of indicators by district."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from indicators.captions import value_text
from indicators.disputes import Dispute, format_dispute
from indicators.labels import format_indicator, format_kind, format_measure, format_period, format_value, say
from indicators.looks import Look, looks_of
from indicators.pages import _links, _parts
from indicators.pages._catalogue import about_html
from indicators.pages._compare_choices import Asked
from indicators.series import MANY_THINGS
from indicators.standings import Cell, Difference, Figure, Key, Rank, difference, key_of, select_ranks
from indicators.yardsticks import yardstick_look

MOST_VALUES = 3
MOST_LINES = 2
"""How many further indicators a card names below its first."""

_NOTHING = Cell()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What table and cards are made of; ``sources`` are the number and the citation that each document goes by."""

    asked: Asked
    names: Mapping[str, str]
    cells: Mapping[tuple[str, str], Cell]
    told: Mapping[int, Dispute]
    sources: Mapping[str, tuple[int, str]]

    def cell(self, place: str, indicator: str) -> Cell:
        """A cell, empty where nothing is reported."""
        return self.cells.get((place, indicator), _NOTHING)

    def ranks(self, indicator: str) -> dict[tuple[str, Key], Rank]:
        """The ranks among the chosen districts; yardsticks are not counted."""
        return select_ranks({place: self.cell(place, indicator).ranked for place in self.asked.places})


def make_sheet(
    asked: Asked,
    names: Mapping[str, str],
    cells: Mapping[tuple[str, str], Cell],
    told: Mapping[int, Dispute],
) -> Sheet:
    """A sheet whose sources are numbered as its values name them."""
    bare = Sheet(asked, names, cells, told, {})
    named = dict.fromkeys(figure["doc_id"] for figure in shown_figures(bare))
    return replace(
        bare, sources={doc_id: (number, _links.cite(doc_id)) for number, doc_id in enumerate(named, start=1)}
    )


def _none(sheet: Sheet) -> str:
    return f"<span class='di-none'>{escape(say('table.none', sheet.asked.language))}</span>"


def _small(*texts: str) -> str:
    return "".join(f"<small>{escape(text)}</small>" for text in texts if text)


def table_html(sheet: Sheet) -> str:
    """Indicators by district: value, growth, period, kind, source, rank and difference of each; yardsticks on the right."""
    chosen = sheet.asked.language
    head = "".join(
        f"<th scope='col'{_apart(sheet, place)}>{escape(_column(sheet, place))}</th>" for place in sheet.asked.columns
    )
    body = "".join(_row(sheet, code) for code in sheet.asked.indicators)
    first = escape(say("column.indicator", chosen))
    table = f"<table class='di-table'><thead><tr><th scope='col'>{first}</th>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f"<div class='di-scroll' tabindex='0' role='region' aria-label='{escape(say('compare.table_name', chosen))}'>{table}</div>"


def _apart(sheet: Sheet, place: str) -> str:
    return " class='di-apart'" if place in sheet.asked.apart else ""


def _column(sheet: Sheet, place: str) -> str:
    """A place's name; a yardstick is called one."""
    name = sheet.names[place]
    return say("yardstick.name", sheet.asked.language, name=name) if place in sheet.asked.apart else name


def _row(sheet: Sheet, code: str) -> str:
    ranks, chosen = sheet.ranks(code), sheet.asked.language
    cells = "".join(
        f"<td data-place='{escape(_column(sheet, place), quote=True)}'{_apart(sheet, place)}>"
        f"<span>{_cell(sheet, place, code, ranks)}</span></td>"
        for place in sheet.asked.columns
    )
    return f"<tr><th scope='row'>{escape(format_indicator(code, chosen))}{about_html(code, chosen)}</th>{cells}</tr>"


def _cell(sheet: Sheet, place: str, code: str, ranks: Mapping[tuple[str, Key], Rank]) -> str:
    cell = sheet.cell(place, code)
    if not cell.shown:
        return _none(sheet)
    listed = sorted(cell.shown, key=lambda figure: -figure["value"])[:MOST_VALUES]
    values = "".join(_value(sheet, cell, figure, ranks) for figure in listed)
    return values + _small(_difference(sheet, place, code)) + _others(sheet, cell)


def _value(sheet: Sheet, cell: Cell, figure: Figure, ranks: Mapping[tuple[str, Key], Rank]) -> str:
    chosen = sheet.asked.language
    dispute = sheet.told.get(figure["index"])
    return _link(sheet, figure) + _small(
        figure["thing"],
        _stands_in(figure, sheet.asked),
        growth_text(cell, figure, sheet.asked),
        _when(sheet, figure),
        rank_text(sheet, figure, ranks),
        format_dispute(dispute, chosen) if dispute and dispute.rule in ("conflict", "rounding") else "",
    )


def _when(sheet: Sheet, figure: Figure) -> str:
    """A value's period and kind; a table of figures says of outcomes too what they are."""
    chosen = sheet.asked.language
    return (
        f"{format_period(figure['period_start'], figure['period_end'], chosen)} · {format_kind(figure['kind'], chosen)}"
    )


def _link(sheet: Sheet, figure: Figure) -> str:
    """A value that opens its sentence, with the number of its source."""
    where = escape(_links.source_address(figure["doc_id"], int(figure["start"])), quote=True)
    number, cite = sheet.sources[figure["doc_id"]]
    title, mark = escape(cite, quote=True), f"&NoBreak;<sup>[{number}]</sup>"
    text = escape(value_text(figure, sheet.asked.language, basis=True))
    short = "" if figure["basis"] else " class='di-short'"
    return f"<a href='{where}'{short} title='{title}' target='_self'>{text}{mark}</a>"


def _stands_in(figure: Figure, asked: Asked) -> str:
    """What a figure is that stands where there is none of what was asked for: growth in the place of a level."""
    return say("card.only_growth", asked.language) if figure["measure"] != asked.measure else ""


def growth_text(cell: Cell, figure: Figure, asked: Asked) -> str:
    """The growth reported beside a level, each with its definition; empty where none is."""
    told = dict.fromkeys(value_text(each, asked.language, basis=True) for each in cell.growth_of(figure))
    growth = say("list.slash", asked.language).join(told)
    return say("card.growth", asked.language, growth=growth) if growth else ""


def rank_text(sheet: Sheet, figure: Figure, ranks: Mapping[tuple[str, Key], Rank]) -> str:
    """A figure's rank among the chosen districts, or that nothing compares with it."""
    chosen, rank = sheet.asked.language, ranks.get((figure["place"], key_of(figure)))
    if figure["place"] in sheet.asked.apart or figure["indicator"] in MANY_THINGS or len(sheet.asked.places) < 2:
        return ""
    if rank is None:
        return say("compare.no_rank", chosen)
    return say("compare.rank", chosen, rank=str(rank), of=rank.of)


def _difference(sheet: Sheet, place: str, code: str) -> str:
    """What a place has more or less than the baseline, or why that is not said."""
    if not sheet.asked.base or code in MANY_THINGS:
        return ""
    chosen, name = sheet.asked.language, sheet.names[sheet.asked.base]
    if place == sheet.asked.base:
        return say("compare.is_base", chosen)
    found = difference(sheet.cell(place, code).shown, sheet.cell(sheet.asked.base, code).ranked)
    if isinstance(found, str):
        return say(f"why.{found}", chosen, base=name)
    if not found.value:
        return say("compare.difference_zero", chosen, base=name)
    return say("compare.difference", chosen, base=name, value=difference_text(found, sheet.asked))


def difference_text(found: Difference, asked: Asked) -> str:
    """A difference with its sign; percentages differ by percentage points."""
    text = format_value(found.value, found.unit, asked.language, measure="diff")
    return say("compare.about", asked.language, value=text) if found.approx else text


def _others(sheet: Sheet, cell: Cell) -> str:
    """Where one year is looked at, its figures for other periods too."""
    if not sheet.asked.one_year:
        return ""
    said = [
        say("compare.others", sheet.asked.language, period=_parts.when_and_kind(each), value="{}")
        for each in cell.others[:MOST_VALUES]
    ]
    links = [_link(sheet, each) for each in cell.others[:MOST_VALUES]]
    return "".join(f"<small>{escape(text).format(link)}</small>" for text, link in zip(said, links, strict=True))


def cards_html(sheet: Sheet) -> str:
    """A card for each district: the first indicator large, with growth and rank, and the next ones below."""
    ranks = sheet.ranks(sheet.asked.indicators[0])
    looks = looks_of(sheet.asked.places) | {place: yardstick_look(place) for place in sheet.asked.apart}
    cards = "".join(_card(sheet, place, ranks, looks[place]) for place in sheet.asked.columns)
    return f"<div class='di-heads'>{cards}</div>"


def _card(sheet: Sheet, place: str, ranks: Mapping[tuple[str, Key], Rank], style: Look) -> str:
    first, *more = sheet.asked.indicators
    apart = place in sheet.asked.apart
    lines = "".join(_line(sheet, place, code) for code in more[:MOST_LINES])
    name = escape(_column(sheet, place))
    return (
        f"<div class='di-head{' di-apart' if apart else ''}' style='--di-own:{style.colour}'>"
        f"<p><b>{name}</b><span>{escape(format_indicator(first, sheet.asked.language))}</span></p>{_headline(sheet, place, first, ranks)}{lines}</div>"
    )


def _headline(sheet: Sheet, place: str, code: str, ranks: Mapping[tuple[str, Key], Rank]) -> str:
    cell = sheet.cell(place, code)
    if not cell.shown:
        return f"<div class='di-value di-none'>{escape(say('table.none', sheet.asked.language))}</div>"
    figure = cell.shown[0]
    said = [
        _stands_in(figure, sheet.asked),
        growth_text(cell, figure, sheet.asked),
        _parts.when_and_kind(figure),
        rank_text(sheet, figure, ranks),
    ]
    told = "".join(f"<span>{escape(text)}</span> " for text in said if text)
    return f"<div><div class='di-value'>{_link(sheet, figure)}</div><p class='di-told'>{told}</p></div>"


def _line(sheet: Sheet, place: str, code: str) -> str:
    shown = sheet.cell(place, code).shown
    value = _link(sheet, shown[0]) if shown else _none(sheet)
    named = format_indicator(code, sheet.asked.language)
    if shown and shown[0]["measure"] != sheet.asked.measure:
        measure = format_measure(shown[0]["measure"], sheet.asked.language)
        named = say("list.colon", sheet.asked.language).join([named, measure])
    return f"<p class='di-line'>{escape(named)}<br>{value}</p>"


def shown_figures(sheet: Sheet) -> list[dict[Any, Any]]:
    """All figures that the table shows, in the order of its rows and columns."""
    found: list[Any] = []
    for code in sheet.asked.indicators:
        for place in sheet.asked.columns:
            cell = sheet.cell(place, code)
            found += [*sorted(cell.shown, key=lambda figure: -figure["value"])[:MOST_VALUES]]
            found += cell.others[:MOST_VALUES] if sheet.asked.one_year else ()
    return found
