"""Tables of plain text whose columns only blanks part: 指标 绝对数 增长, with a label and its values on each line."""

from __future__ import annotations

import re
from bisect import bisect_left

from indicators.grids import Cell, Row, Table, find_tables, make_table
from indicators.segments import LINE
from indicators.stacks import find_stacked_tables

_NUMBER = r"[-+－]?\d[\d,]*(?:\.\d+)?[%％]?"
_ROW = re.compile(
    rf"[ \u3000]*[^\s\d，。；、（(][^\s，。；]{{0,24}}(?:[ \u3000]+(?:{_NUMBER}|[-—…]+|[\u4e00-\u9fff%％/]{{1,8}}))*"
    rf"[ \u3000]+{_NUMBER}[ \u3000]*"
)
"""A label and what stands in its columns: values, marks for none, a unit; the last is a value."""
_LAST = tuple("0123456789%％")
"""What such a line ends with: most lines need no look at the rest."""
_WORD = re.compile(r"[^ \u3000]+")
_SPREAD = re.compile(r"(?<![^ \u3000])[\u4e00-\u9fff](?:[ \u3000]+[\u4e00-\u9fff])+(?![^ \u3000])|[^ \u3000]+")
"""A word of a head, or one whose characters blanks part: 指 标."""
_FEWEST = 2
"""So many rows below a head make a table: one line may be a name with a number."""
_LONGEST_HEAD = 80
_SENTENCE = re.compile("[，。；！？]")


def find_all_tables(text: str) -> list[Table]:
    r"""The tables of a text in order, those parted by tabs or pipes, by blanks, and by line ends.

    >>> [len(table.rows) for table in find_all_tables("品名 产量 增长%\n粮食 217 0.9\n油料 49 8.9\n正文。")]
    [3]
    """
    tables = find_tables(text)
    for others in (find_stacked_tables(text), _find_blank_tables(text)):
        starts = [table.start for table in tables]
        apart = [each for each in others if not _overlaps(each, tables, starts)]
        tables = sorted([*tables, *apart], key=lambda table: table.start) if apart else tables
    return tables


def _overlaps(table: Table, others: list[Table], starts: list[int]) -> bool:
    """Whether a table stands over one of others, which are in order and apart from each other."""
    before = bisect_left(starts, table.end)
    return before > 0 and others[before - 1].end > table.start


def _find_blank_tables(text: str) -> list[Table]:
    lines = [(match.start(), match[0]) for match in LINE.finditer(text) if match[0].strip()]
    valued = [line.rstrip(" \u3000").endswith(_LAST) and _ROW.fullmatch(line) is not None for _, line in lines]
    tables: list[Table] = []
    at = 1
    while at < len(lines):
        last = at
        while last < len(lines) and valued[last]:
            last += 1
        if last - at >= _FEWEST and not valued[at - 1]:
            tables += _read_block(lines[max(0, at - 3) : at], lines[at:last])
        at = max(last, at + 1)
    return tables


def _read_block(above: list[tuple[int, str]], below: list[tuple[int, str]]) -> list[Table]:
    """The table of a run of rows, if the line above has a head for each of their columns."""
    rows = [_split(*line) for line in below]
    head = _split(*above[-1])
    if len(head) > len(rows[0]):
        head = _split(*above[-1], _SPREAD)
    fits = all(len(row) == len(head) for row in rows)
    if not fits or len(above[-1][1]) > _LONGEST_HEAD or _SENTENCE.search(above[-1][1]):
        return []
    titles = [line.strip() for _, line in above[:-1] if not _SENTENCE.search(line)]
    return make_table([head, *rows], titles)


def _split(start: int, line: str, word: re.Pattern[str] = _WORD) -> Row:
    found = word.finditer(line)
    return tuple(Cell(start + m.start(), start + m.end(), re.sub(r"[ \u3000]", "", m[0])) for m in found)
