"""The parts of a table: which rows are heads, which hold data below them, what each column holds, and which name a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from indicators.areas import Area
from indicators.grids import Row, Table, holds_value, is_missing, read_value
from indicators.period_rules import Clock
from indicators.table_words import YEARS, compact, parse_unit, read_area, read_column_time, read_time, table_words
from indicators.words import find_names, link_name

_MOST_HEADS = 12
"""So many rows of words above the data are heads: each value is read with all of them."""
_MOST_NAMES = 12
"""So many columns beside each other name a row: each value is read with all of them."""


_FRACTION = re.compile(r"-?0(?:\.[0-9]+)?")
_FINE = 3
"""So many decimals are more than a growth in percent has."""
_CHINESE = re.compile("[\u4e00-\u9fff]")
_ENGLISH = re.compile(r"[A-Z][A-Za-z.&'’,()\- ]{3,}")


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of data below their own rows of heads, with the role of each column.

    ``stubs`` are for each column those that name a value's row there: the nearest run of them on its left. ``units`` is the one
    column of units, if there is one alone.
    """

    head_rows: tuple[Row, ...]
    data: tuple[Row, ...]
    roles: tuple[str, ...]
    """serial, unit, note, period, area, label or value, for each column."""
    heads: tuple[Row, ...] = field(init=False)
    """Those rows without what they say again in English."""
    stubs: tuple[range, ...] = field(init=False)
    units: int | None = field(init=False)
    fractions: tuple[bool, ...] = field(init=False)
    """For each column whether its values may be growth written as parts of one (0.088), not as percentages."""
    plan: bool = field(init=False)
    """Whether a column tells of each row how binding it is, as tables of a plan's goals do."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "heads", _untranslate(self.head_rows))
        object.__setattr__(self, "stubs", tuple(_find_stubs(self.roles)))
        columns = ([row[at].text for row in self.data] for at in range(len(self.roles)))
        object.__setattr__(self, "fractions", tuple(map(_holds_fractions, columns)))
        binding = table_words()["binding"]
        told = [row[at].text for row in self.data for at, role in enumerate(self.roles) if role in ("note", "label")]
        object.__setattr__(self, "plan", any(binding.fullmatch(text) for text in told))
        object.__setattr__(self, "units", self.roles.index("unit") if self.roles.count("unit") == 1 else None)


def _holds_fractions(texts: Sequence[str]) -> bool:
    told = [text for text in texts if not is_missing(text)]
    return all(map(_FRACTION.fullmatch, told)) and any(len(text.partition(".")[2]) >= _FINE for text in told)


# -- rows ----------------------------------------------------------------------------------------------------------------


def split_parts(table: Table, clock: Clock, home: Area) -> tuple[list[Part], list[Row]]:
    """A table's parts, each with its own heads, and the rows above the first that hold nothing but a title."""
    rows = list(table.rows)
    titles = []
    while rows and _tells_title(rows[0]):
        titles.append(rows.pop(0))
    parts, heads, data = [], list[Row](), list[Row]()
    for row in rows:
        if _is_head(row, heads, data):
            if data:
                parts.append((heads, data))
                heads, data = [], []
            heads.append(row)
        else:
            data.append(row)
    parts.append((heads, data))
    parts = [(_realign(h, d), d) for h, d in parts]
    return [Part(tuple(_fill(h, d)), tuple(d), _find_roles(h, d, clock, home)) for h, d in parts], titles


def _tells_title(row: Row) -> bool:
    """Whether a row holds nothing but a title, or its place and time beside the unit: 东湖区 … 单位：亿元."""
    # A merged cell stands in each of its columns.
    filled = list(dict.fromkeys(cell.text for cell in row if cell.text))
    if len(filled) == 2 and len(row) > 2 and re.match("(?:计量)?单位[:：]", filled[1]):
        return not read_value(filled[0]) or _is_year(filled[0])
    return len(filled) <= 1 and not any(read_value(cell.text) for cell in row[1:])


def _realign(heads: list[Row], data: list[Row]) -> list[Row]:
    """Heads in place over their columns, where a copied table lost that one reaches over several rows or columns.

    分行业 | 增长 | 结构 above 2024年 | 2023年 | 2024年 | 2023年: the lower row begins over the first value.
    """
    if len(heads) < 2 or not data:
        return heads
    labels = next((at for at, cell in enumerate(data[0]) if read_value(cell.text)), 0)
    lower, upper, wide = heads[-1], heads[-2], len(heads[-1]) - labels
    named = [cell for cell in upper[labels:] if cell.text]
    full = all(cell.text for cell in lower[:wide]) and not any(cell.text for cell in lower[wide:])
    if not labels or not full or not upper[0].text or not named or wide % len(named) or _count(upper) == len(upper):
        return heads
    over = tuple(cell for cell in named for _ in range(wide // len(named)))
    blank = tuple(replace(cell, text="") for cell in lower[wide:])
    return [*heads[:-2], upper[:labels] + over, blank + lower[:wide]]


def _count(row: Row) -> int:
    return sum(bool(cell.text) for cell in row)


def _is_head(row: Row, heads: list[Row], data: list[Row]) -> bool:
    """Rows of words, years and column numbers before the first data; later only a full row of words is one again."""
    values = [cell.text for cell in row if holds_value(cell.text)]
    if data:
        words = [cell for cell in row if cell.text and not is_missing(cell.text)]
        return not values and len(words) == len(row) > 1 and len({cell.text for cell in words}) > 1
    if heads and (_count(row) < 2 or len(heads) == _MOST_HEADS):
        return False
    return not values or _is_row_of_years(row, values) or (bool(heads) and _counts_on(values))


def _is_row_of_years(row: Row, values: list[str]) -> bool:
    """Whether a row holds years behind a word that is no indicator, or years one after the other behind an empty corner."""
    if not any(map(_is_year, values)) or not all(
        _is_year(value) or YEARS.fullmatch(compact(value)) for value in values
    ):
        return False
    first = next(cell.text for cell in row if cell.text)
    if not row[0].text:
        return len(values) > 1 and all(map(_is_year, values)) and sorted(set(values)) in (values, values[::-1])
    return not _is_year(first) and link_name(compact(first)) == "other"


def _counts_on(values: list[str]) -> bool:
    numbers = [int(value) if value.isdecimal() else -1 for value in values]
    return len(numbers) > 1 and numbers[0] in (0, 1) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _fill(heads: list[Row], data: list[Row]) -> Iterator[Row]:
    """Heads over several columns, written once: 2023年 over 绝对值 and 增速 holds for both."""
    for index, row in enumerate(heads):
        filled = list(row)
        below = heads[index + 1] if index + 1 < len(heads) else None
        for column in range(1, len(row)):
            if below and not filled[column].text and below[column].text and filled[column - 1].text:
                stub = not below[column - 1].text
                filled[column] = row[column] if stub else filled[column - 1]
        yield tuple(filled)


def _untranslate(heads: tuple[Row, ...]) -> tuple[Row, ...]:
    """Heads without those that say in English what another head of their column says in Chinese."""
    columns = zip(*heads, strict=True)
    chinese = [any(_CHINESE.search(cell.text) for cell in column) for column in columns]
    return tuple(
        tuple(
            replace(cell, text="") if told and _ENGLISH.fullmatch(cell.text) else cell
            for told, cell in zip(chinese, row, strict=True)
        )
        for row in heads
    )


# -- columns -------------------------------------------------------------------------------------------------------------


def _find_roles(heads: list[Row], data: list[Row], clock: Clock, home: Area) -> tuple[str, ...]:
    width = len((heads or data)[0]) if heads or data else 0
    roles: list[str] = []
    filled = [row for row in data if _count(row) > 1]
    for column in range(width):
        head = compact(next((row[column].text for row in reversed(heads) if row[column].text), ""))
        texts = [row[column].text for row in filled if not is_missing(row[column].text)]
        first = all(role == "serial" for role in roles)
        roles.append(_find_role(head, texts, first, clock, home))
    return tuple(roles)


def _find_role(head: str, texts: list[str], first: bool, clock: Clock, home: Area) -> str:
    columns = table_words()["columns"]
    if columns["serial"].fullmatch(head) or (first and not head and _counts_on(texts)):
        return "serial"
    if not texts or columns["note"].fullmatch(head):
        return "note"
    if all(map(parse_unit, texts)) or (columns["unit"].fullmatch(head) and any(map(parse_unit, texts))):
        return "unit"
    of_times = columns["period"].fullmatch(head) is not None
    if of_times and all(read_column_time(text, clock) for text in texts):
        return "period"
    if all(read_time(text, clock) for text in texts) and (first or not all(map(_is_year, texts))):
        return "period"
    words = [text for text in texts if not holds_value(text)]
    if 2 * len(words) <= len(texts):
        return "value"
    like = table_words()["place_like"]
    places = sum(bool(like.search(text)) or read_area(text, home) is not None for text in words)
    named = any(map(find_names, words))
    if (columns["area"].fullmatch(head) and not named) or 2 * places > len(words):
        return "area"
    return "label"


def _is_year(text: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d{2}", text) is not None


def _find_stubs(roles: Sequence[str]) -> Iterator[range]:
    stub, first = range(0), 0
    for column, role in enumerate(roles):
        yield stub
        if role == "value":
            first = column + 1
        elif role != "note":
            stub = range(max(first, column + 1 - _MOST_NAMES), column + 1)


# -- beside a value -----------------------------------------------------------------------------------------------------


def carry_down(part: Part, row: Row, above: Row | None) -> Row:
    """Names written once for several rows: an empty one takes the name above if a name to its right differs."""
    if above is None:
        return row
    stub = [i for i, role in enumerate(part.roles) if role in ("area", "label", "period")]
    last = max((column for column in stub if row[column].text), default=-1)
    filled = list(row)
    for column in stub:
        if column < last and not row[column].text:
            filled[column] = replace(above[column], start=row[column].start, end=row[column].end)
    return tuple(filled)


def unit_texts(part: Part, row: Row, column: int) -> list[str]:
    """The units that a row names on the left of a value, or in the one column of units on its right."""
    named = [at for at in part.stubs[column] if part.roles[at] == "unit"]
    alone = [] if part.units is None else [part.units]
    return [row[at].text for at in named or alone]
