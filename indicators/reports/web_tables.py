"""Tables of web pages: each as a paragraph of rows, written so that the search for the main text leaves it whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from indicators.reports.grid import Merge, clean_cell, fill_merged, format_rows

TAB, ROW_END = "\u241f", "\u241e"
"""Stand in for the tabs and line ends of tables while the main text is found, which squeezes white space and leaves out
what can't be printed: the symbols for unit and record separator, which no page shows."""

MAX_CELL = 200
"""Characters; a table with longer cells lays out the page and holds paragraphs."""

MAX_SPAN = 100
MAX_GRID = 200_000
"""Cells of one table with its merged ones counted in each of their places; a table beyond was made to blow up."""


MANY_BLOCKS = 3
"""So many paragraphs in one cell are no note below a table."""

FEWEST = 3
"""So many rows of cells above a long note make a table of data, which one that lays out the page has seldom."""

PARTS = frozenset({"thead", "tbody", "tfoot", "tr", "td", "th"})


def write_out_tables(tree: Any) -> None:
    """Put a paragraph of rows in place of every table of data, as in the other formats: cells with tabs between.

    The search for the main text would tell what stands in a table within a table twice, so one that only lays out
    the page becomes blocks.
    """
    tables = [*tree.iter("table")]
    parts = [part for table in tables if _lays_out(table) for part in _iter_parts(table)]
    for table in tables:
        rows = _read_rows(table)
        if not rows or table.getparent() is None:
            continue
        captions = (clean_cell(str(caption.text_content())) for caption in table.iter("caption"))
        lines = [*filter(None, captions), *format_rows(rows)]
        for child in [*table]:
            table.remove(child)
        table.tag = "p"
        table.attrib.clear()
        table.text = ROW_END.join(lines).replace("\t", TAB)
    for part in parts:
        part.tag = "div"


def _lays_out(table: Any) -> bool:
    """Whether a table holds other tables, is one column, or has paragraphs or broken lines in one of its cells."""
    if next(table.iterdescendants("table"), None) is not None:
        return True
    if all(sum(cell.tag in ("td", "th") for cell in row) < 2 for row in table.iter("tr")):
        return True
    cells = (cell for cell in table.iter("td", "th") if len([*cell.iterdescendants("p", "div", "br")]) >= MANY_BLOCKS)
    return any(len(clean_cell(str(cell.text_content()))) > MAX_CELL for cell in cells)


def _iter_parts(table: Any) -> Iterator[Any]:
    """A table with its rows and cells, but not those of tables in them."""
    yield table
    inner = [child for child in table if child.tag in PARTS]
    while inner:
        part = inner.pop()
        yield part
        inner += [child for child in part if child.tag in PARTS]


def forget_spans(tree: Any) -> None:
    """Let no cell of a table that stays span others: the search for the main text writes out each cell of a span of any size."""
    for cell in tree.iter("td", "th"):
        for name in ("rowspan", "colspan"):
            cell.attrib.pop(name, None)


def _read_rows(table: Any) -> list[list[str]]:
    """The cells of a table of data with merged ones filled; nothing for one that only lays out the page."""
    if next(table.iterdescendants("table"), None) is not None:
        return []
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    texts = [[clean_cell(str(cell.text_content())) for cell in row] for row in rows]
    noted = sum(len(row) > 1 for row in texts) >= FEWEST and len(texts[-1]) == 1
    data = texts[:-1] if noted else texts
    if max(map(len, rows), default=0) < 2 or len(rows) < 2 or any(len(t) > MAX_CELL for row in data for t in row):
        return []
    merges = _place_cells(rows)
    if not merges:
        return []
    width = 1 + max(merge.right for merge in merges)
    grid = [[""] * width for _ in rows]
    for merge, text in zip(merges, (text for row in texts for text in row), strict=True):
        grid[merge.top][merge.left] = text
    fill_merged(grid, (merge for merge in merges if merge.bottom > merge.top or merge.right > merge.left))
    return grid


def _place_cells(rows: list[list[Any]]) -> list[Merge]:
    """Where each cell stands, in the order of the page: a cell that spans rows pushes those beside it to the right.

    Nothing for a table that was made to blow up.
    """
    merges: list[Merge] = []
    free: dict[int, int] = {}
    for top, row in enumerate(rows):
        left = 0
        for cell in row:
            while free.get(left, 0) > top:
                left += 1
            bottom = min(top + _span(cell, "rowspan"), len(rows)) - 1
            merge = Merge(top, left, bottom, left + _span(cell, "colspan") - 1)
            free.update(dict.fromkeys(range(left, merge.right + 1), bottom + 1))
            merges.append(merge)
            left = merge.right + 1
            if left * len(rows) > MAX_GRID:
                return []
    return merges


def _span(cell: Any, name: str) -> int:
    value = str(cell.get(name, "1")).strip()
    return max(1, min(int(value[:4]), MAX_SPAN)) if value.isdecimal() else 1


def restore(text: str) -> str:
    """The text with the tabs and line ends of its tables."""
    text = re.sub(f" *{ROW_END} *", "\n", text)
    return re.sub(f"[ ]*{TAB}[ ]*", "\t", text)
