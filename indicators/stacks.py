"""Tables copied from a page with one cell on each line: heads, then again and again a label and its values."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators.grids import Cell, Row, Table, is_missing, make_table, read_value
from indicators.segments import LINE
from indicators.table_words import compact, parse_unit, table_words

_LONGEST_CELL = 24
_FEWEST = 2
"""So many rows below the heads make a table."""
_WIDEST = 8
_TITLES = 4
_NO_CELL = re.compile("[。；！？，;\t]|\\|.*\\S")
"""Marks of prose, and of a line that holds several cells."""
_YEAR = re.compile("(?:19|20)[0-9]{2}年?")


def find_stacked_tables(text: str) -> list[Table]:
    r"""The tables of a text whose cells stand below each other.

    >>> [len(t.rows) for t in find_stacked_tables("指标\n产值（亿元）\n增长（%）\n粮食\n21\n3\n油料\n4\n8\n")]
    [3]
    """
    tables: list[Table] = []
    run: list[Cell] = []
    for match in (*LINE.finditer(text), None):
        cell = _read_cell(match) if match else None
        if cell and cell.text:
            run.append(cell)
        elif cell is None:
            tables += _read_run(run)
            run = []
    return tables


def _read_cell(match: re.Match[str]) -> Cell | None:
    """A line as a cell, an empty one for a blank line; None where it is prose or a row of its own."""
    raw = match[0]
    text = raw.strip().removesuffix("|").rstrip()
    if len(text) > _LONGEST_CELL or _NO_CELL.search(text):
        return None
    start = match.start() + len(raw) - len(raw.lstrip())
    return Cell(start, start + len(text), text)


def _read_run(run: Sequence[Cell]) -> list[Table]:
    """The table in a run of short lines, if its words and values alternate evenly below a head for each column."""
    first = next((at for at, cell in enumerate(run) if _is_value(cell)), 0)
    labels = 2 if first > 2 and parse_unit(run[first - 1].text) else 1
    width = labels + _count_values(run, first)
    if not first or not labels < width <= _WIDEST or first < labels + width:
        return []
    heads, data = run[first - labels - width : first - labels], _rows(run, first - labels, labels, width)
    if len(data) < _FEWEST or not _heads_columns(heads[labels:]):
        return []
    titles = [cell.text for cell in run[: first - labels - width]]
    return make_table([tuple(heads), *data], titles[-_TITLES:])


def _rows(run: Sequence[Cell], at: int, labels: int, width: int) -> list[Row]:
    """The rows from a label on, as long as each has as many values; a label alone heads those below it."""
    rows: list[Row] = []
    while at + width <= len(run):
        row = tuple(run[at : at + width])
        if _is_row(row, labels) and not (at + width < len(run) and _is_value(run[at + width])):
            rows.append(row)
            at += width
        elif rows and at + 1 + width <= len(run) and _is_row(run[at + 1 : at + 1 + width], labels):
            rows.append((run[at], *(Cell(run[at].end, run[at].end, "") for _ in range(width - 1))))
            at += 1
        else:
            break
    return rows


def _is_row(cells: Sequence[Cell], labels: int) -> bool:
    return not any(map(_is_value, cells[:labels])) and all(map(_is_value, cells[labels:]))


def _count_values(run: Sequence[Cell], first: int) -> int:
    at = first
    while at < len(run) and _is_value(run[at]):
        at += 1
    return at - first


def _is_value(cell: Cell) -> bool:
    """Whether a cell holds a value or a mark for none; a year heads a column."""
    return is_missing(cell.text) or (read_value(cell.text) is not None and not _YEAR.fullmatch(cell.text))


def _heads_columns(heads: Sequence[Cell]) -> bool:
    """Whether each head above the values says what they are: a unit, a measure, a time or an amount."""
    return all(table_words()["stack_head"].search(compact(head.text)) for head in heads)
