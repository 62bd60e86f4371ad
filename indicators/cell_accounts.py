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
_AROUND = 1000
"""So many characters of its line on either side of a value are its evidence."""


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
        """The line that holds a value, or all lines of its row where each cell has its own; of an endless line the cells around."""
        first, last = row[0].start, row[-1].end
        if last - first <= _AROUND and "\n" in self.flat.text[first:last]:
            low, high = self.flat.span(first, last)
        return self.text[self._line_start(low) : self._line_end(high)].strip()

    def _line_start(self, at: int) -> int:
        far = max(0, at - _AROUND)
        before = max(self.text.rfind("\n", far, at), self.text.rfind("\r", far, at))
        return before + 1 if before >= 0 or not far else self.text.find("\t", far, at) + 1 or far

    def _line_end(self, at: int) -> int:
        ends = [end for mark in "\n\r" if (end := self.text.find(mark, at, at + _AROUND)) >= 0]
        behind = self.text.rfind("\t", at, at + _AROUND) if at + _AROUND < len(self.text) else -1
        return min(ends, default=behind if behind >= 0 else at + _AROUND)

    def _add(self, cell: Cell, start: int, end: int, fate: str, reason: str) -> None:
        low, high = self.flat.span(cell.start + start, cell.start + end)
        self.fates.append(NumberFate(low, high, self.text[low:high], fate, reason))
