"""The coverage matrix: places by years, how many figures each cell has, and where a place was not there."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import pandas as pd

from indicators.eras import breaks, exists, format_break
from indicators.labels import Language, format_indicator, say
from indicators.pages import _links
from indicators.pages._choices import Choices
from indicators.pages._language import language
from indicators.series import columns, coverage

MOST_YEARS = 20
PER_PAGE = 100
"""So many places are shown at once: each has a link for every year."""
KEYS = (("reported", "di-reported"), ("planned", "di-planned"), ("absent", ""), ("not_there", "di-gone"))


def years_of(rows: pd.DataFrame) -> list[int]:
    """All years to the last one with an outcome or estimate and the year after it, at most `MOST_YEARS`: a gap is a column too."""
    found = [(int(year), kind) for year, kind in columns(rows[rows["year"].notna()], "year", "kind")]
    if not found:
        return []
    told = [year for year, kind in found if kind in ("actual", "estimate")]
    last = max(year for year, _ in found)
    last = min(last, max(told) + 1) if told else last
    return list(range(max(min(year for year, _ in found), last - MOST_YEARS + 1), last + 1))


def span_of(years: list[int]) -> str:
    """Years as a heading tells them."""
    return f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0]) if years else "–"


def in_sight(names: dict[str, str], chosen_place: str, choices: Choices) -> dict[str, str]:
    """The page of places that is shown, at first the one with the chosen place."""
    listed = list(names)
    usual = listed.index(chosen_place) // PER_PAGE + 1
    end = choices.page(-(-len(listed) // PER_PAGE), usual) * PER_PAGE
    return {place: names[place] for place in listed[end - PER_PAGE : end]}


def legend(years: list[int], places: Iterable[str], chosen: Language) -> str:
    """What the cells' looks mean; that a place was not there only where one was not."""
    gone = any(not exists(place, year) for place in places for year in years)
    keys = "".join(
        f"<span class='di-entry'><span class='di-key {style}'></span>{escape(say('matrix.' + key, chosen))}</span>"
        for key, style in KEYS
        if gone or key != "not_there"
    )
    return f"<p class='di-note'>{keys}</p>"


def drawn(rows: pd.DataFrame, indicator: str, years: list[int], names: dict[str, str]) -> str:
    """The grid below what its cells' looks mean."""
    return legend(years, names, language()) + grid(rows, indicator, years, names)


def grid(rows: pd.DataFrame, indicator: str, years: list[int], names: dict[str, str]) -> str:
    """Places by years as a table: how many figures each cell has, each a link to its rows; on a phone cells name their years."""
    cells = {(place, year): (status, count) for place, year, status, count in columns(coverage(rows, years), *_CELL)}
    chosen, addresses = language(), _links.addresses("data")

    def cell(place: str, year: int, name: str) -> str:
        address = addresses(area=place, indicator=indicator, year=str(year))
        style, told, inside = _cell(cells.get((place, year)), address, _gone(place, year, name), chosen)
        return f"<td{style}{told} data-year='{year}'>{inside}</td>"

    head = "".join(f"<th scope='col'>{year}</th>" for year in years)
    body = "".join(
        f"<tr><th scope='row'>{escape(name)}</th>" + "".join(cell(place, year, name) for year in years) + "</tr>"
        for place, name in names.items()
    )
    told = say("overview.matrix", chosen, indicator=format_indicator(indicator, chosen), years=span_of(years))
    corner = f"<th scope='col'><span class='di-unseen'>{escape(say('column.area', chosen))}</span></th>"
    return f"<div class='di-scroll di-matrix' tabindex='0' role='region' aria-label='{escape(told)}'><table class='di-grid' aria-label='{escape(told)}'><thead><tr>{corner}{head}</tr></thead><tbody>{body}</tbody></table></div>"


_CELL = ("place", "year", "status", "count")


def _cell(cell: tuple[str, int] | None, address: str, gone: str, chosen: Language) -> tuple[str, str, str]:
    """A cell's look and its tip, as attributes, and what stands in it."""
    if cell is None and gone:
        return " class='di-gone'", f" title='{escape(gone)}'", f"<span role='img' aria-label='{escape(gone)}'></span>"
    if cell is None:
        nothing = escape(say("matrix.absent", chosen))
        return "", "", f"<span class='di-none' role='img' aria-label='{nothing}'>·</span>"
    status, count = cell
    said = say("matrix.cell", chosen, count=count, status=say(f"matrix.{status}", chosen))
    said = f"{said} ({gone})" if gone else said
    link = f"<a href='{escape(address)}' target='_self' title='{escape(said)}' aria-label='{escape(said)}'>{count}</a>"
    return f" class='di-{status}{' di-gone' if gone else ''}'", "", link


def _gone(place: str, year: int, name: str) -> str:
    """Why a place was not there in a year, empty if it was."""
    if exists(place, year):
        return ""
    chosen = language()
    changes = say("list.semicolon", chosen).join(format_break(change, chosen) for change in breaks(place))
    return say("matrix.no_place", chosen, place=name, year=year, changes=changes)
