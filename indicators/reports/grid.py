"""Tables of every format as lines of text: one line a row, tabs between cells, so that each value has a span."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

NUMBER = re.compile(r"[-+－−]?\d[\d,，]*(?:\.\d+)?\s*[%％‰]?")
TIME = re.compile(r"(?:19|20)\d{2}\s*年?|\d{1,2}\s*月?\s*[-—–~至]\s*\d{1,2}\s*月|\d{1,2}\s*月")


MAX_FILLED = 1_000_000
"""Cells; merges that cover more were made to blow up, and what they leave empty is missing and not wrong."""


class Merge(NamedTuple):
    """A block of merged cells: its first row and column, and its last ones, all counted from 0 and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


def clean_cell(text: str) -> str:
    """A cell's text on one line and without tabs."""
    return re.sub(r"\s+", " ", text).strip()


def fill_merged(rows: list[list[str]], merges: Iterable[Merge]) -> None:
    """Write the text of merged cells into each of them, so that every column and row knows its header.

    A text with numbers other than times is not repeated: one reported value must not become several.
    """
    budget = MAX_FILLED
    for merge in merges:
        text = rows[merge.top][merge.left] if merge.top < len(rows) and merge.left < len(rows[merge.top]) else ""
        if not text or re.search(r"\d", TIME.sub("", text)):
            continue
        for row in rows[merge.top : merge.bottom + 1]:
            last = min(merge.right, len(row) - 1)
            budget -= max(0, last + 1 - merge.left)
            if budget < 0:
                return
            row[merge.left : last + 1] = [text] * (last + 1 - merge.left)


def format_rows(rows: Sequence[Sequence[str]]) -> list[str]:
    r"""The lines of a table, one for each row.

    A row that says one thing only is a title or a note outside the table, and the head of a section inside it.

    >>> format_rows([["各区产值", "各区产值"], ["地区", "产值"], ["一、城区", ""], ["甲区", "5"]])
    ['各区产值', '地区\t产值', '一、城区\t', '甲区\t5']
    """
    many = [_says_more(row) for row in rows]
    below = list(_follows(rows[::-1], many[::-1]))[::-1]
    lines = []
    for row, says_more, has_above, has_below in zip(rows, many, _follows(rows, many), below, strict=True):
        if says_more:
            lines.append("\t".join(row))
            continue
        text = next(filter(None, row), "")
        lines.append(text + "\t" * (len(row) - 1) if text and has_above and has_below else text)
    return lines


def _follows(rows: Sequence[Sequence[str]], many: list[bool]) -> Iterator[bool]:
    """For each row whether a row of a table stands before it with nothing but heads of sections between."""
    near = False
    for row, says_more in zip(rows, many, strict=True):
        yield near
        near = says_more or (near and any(row))


def _says_more(row: Sequence[str]) -> bool:
    said = {cell for cell in row if cell}
    return len(said) > 1 or any(NUMBER.fullmatch(cell) or not re.search(r"\w", cell) for cell in said)
