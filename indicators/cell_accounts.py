"""The account of a table's numbers: each cell's, as a value that was read, as no figure, or as unresolved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from indicators.figures import find_numbers
from indicators.flat import Flat
from indicators.grids import Cell
from indicators.model import Figure, NumberFate

_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass
class CellAccount:
    """The fates of the numbers of one table, in the text that ``flat`` leads back to."""

    text: str
    flat: Flat
    fates: list[NumberFate] = field(default_factory=list)

    def set_aside(self, cells: Sequence[Cell], reason: str, fate: str = "not_figure") -> None:
        """Tell the numbers of cells that hold no value: what they are instead, or why they were not read."""
        for cell in cells:
            for number in find_numbers(cell.text):
                known = fate == "not_figure" or not number.figure
                year = "date" if known and _YEAR.fullmatch(cell.text[number.start : number.end]) else ""
                why = number.reason or year or reason
                self._add(cell, number.start, number.end, "not_figure" if known else fate, why)

    def tell(self, cell: Cell, figure: Figure, fate: str, reason: str) -> None:
        """Tell the numbers of a cell with a value: those of its figure, and any beside it."""
        for number in find_numbers(cell.text):
            inside = number.quantity == figure
            why = "range end" if inside and fate == "observation" and number.start > figure.start + 1 else reason
            self._add(
                cell, number.start, number.end, fate if inside else "not_figure", why if inside else number.reason
            )

    def quote(self, row: Sequence[Cell], low: int, high: int) -> str:
        """The line that holds a value, or all lines of its row where each cell has its own."""
        if "\n" in self.flat.text[row[0].start : row[-1].end]:
            low, high = self.flat.span(row[0].start, row[-1].end)
        start = max(self.text.rfind("\n", 0, low), self.text.rfind("\r", 0, low)) + 1
        ends = (self.text.find(mark, high) for mark in "\n\r")
        return self.text[start : min((at for at in ends if at >= 0), default=len(self.text))].strip()

    def _add(self, cell: Cell, start: int, end: int, fate: str, reason: str) -> None:
        low, high = self.flat.span(cell.start + start, cell.start + end)
        self.fates.append(NumberFate(low, high, self.text[low:high], fate, reason))
