"""Columns of a table that are headed by places, and those between them: ranks or growth of the place on their left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from indicators.areas import Area
from indicators.headers import Head
from indicators.table_parts import Part


@dataclass(frozen=True, slots=True)
class PlaceHeads:
    """The heads that are names of places, and for columns between them the place that each one's values are of."""

    names: frozenset[str] = frozenset()
    lent: tuple[str, ...] = ()

    def lent_to(self, column: int) -> str:
        """The place on the left of a column that says no more than a measure, or nothing."""
        return self.lent[column] if column < len(self.lent) else ""


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
