"""The places of a table: those that its cells name, columns headed by them, and columns between that lend theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from indicators.area_mentions import find_pointing
from indicators.areas import NOWHERE, Area
from indicators.grids import Table
from indicators.headers import Head
from indicators.table_parts import Part
from indicators.table_words import compact, read_area, table_words


@dataclass(frozen=True, slots=True)
class PlaceHeads:
    """The heads that are names of places, and for columns between them the place that each one's values are of."""

    names: frozenset[str] = frozenset()
    lent: tuple[str, ...] = ()

    def lent_to(self, column: int) -> str:
        """The place on the left of a column that says no more than a measure, or nothing."""
        return self.lent[column] if column < len(self.lent) else ""


def find_near(table: Table, home: Area, titled: Sequence[Area]) -> Area:
    """In a report that names no place the title's, else the first of the table: those beside it are near it (西湖区 by 东湖区)."""
    if home.code:
        return home
    if titled:
        return titled[0]
    texts = (cell.text for row in table.rows for cell in row if len(cell.text) > 2)
    return next((area for text in texts if (area := read_area(text, home))), NOWHERE)


def name_place(text: str, home: Area, near: Area, is_whole: bool) -> Area:
    """A place of a column of places: a known one, one with a name and no code, or nowhere (全省平均).

    ``is_whole`` holds where the one near is what all places of the table make up: the sum of its own parts.
    """
    words, known = table_words(), read_area(text, home)
    if not known and (is_whole or not words["total"].fullmatch(compact(text))):
        known = read_area(text, near)
    if known:
        return known
    unfit = words["no_area"].search(text) or words["total"].fullmatch(text) or find_pointing(compact(text))
    return NOWHERE if unfit else Area("", text, text, "thing", "")


def find_place_heads(part: Part, area: Callable[[str], Area], read: Callable[[str], Head]) -> PlaceHeads:
    """The places in the heads of a part; one unknown among known ones is a place too, unless it tells a measure.

    The only measure among them, as 位次 behind all places, is of the place that the table is about.
    """
    names, lent = set[str](), [""] * len(part.roles)
    for head in part.heads:
        texts = [cell.text if role == "value" else "" for cell, role in zip(head, part.roles, strict=True)]
        told = {text for text in texts if text}
        known = {text for text in told if area(text).code}
        measures = {text for text in told - known if _tells_measure(read(text))}
        if 2 * len(known) <= len(told - measures):
            continue
        names |= told - measures
        if sum(text in measures for text in texts) > 1:
            lent = _lend(texts, measures)
    return PlaceHeads(frozenset(names), tuple(lent))


def _tells_measure(head: Head) -> bool:
    return bool(head.measure) and not head.words


def _lend(texts: list[str], measures: set[str]) -> list[str]:
    """For each column of a measure the place that stands nearest on its left."""
    lent, place = list[str](), ""
    for text in texts:
        place = place if text in measures else text
        lent.append(place if text in measures else "")
    return lent
