"""Tables of a report to observations: each value takes its meaning from its row, the heads of its column, and the title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from indicators.areas import NOWHERE, Area
from indicators.beside_columns import Beside, find_beside, find_months_beside, find_year_beside
from indicators.cell_accounts import CellAccount
from indicators.cell_measures import against_base_year, find_measure, scale_value
from indicators.cell_times import find_kind, find_period
from indicators.cells import (
    Place,
    Unknown,
    find_area,
    find_basis,
    find_subject,
    fit_subject,
    name_row,
)
from indicators.context import Setting
from indicators.flat import Flat
from indicators.grids import Cell, Row, Table, Value, is_missing, read_value, split_ratio
from indicators.headers import Head, leave_dates, read_head, read_title
from indicators.model import NumberFate, Observation, Report
from indicators.period_rules import Clock
from indicators.place_heads import PlaceHeads, find_near, find_place_heads, name_place
from indicators.table_parts import Part, carry_down, split_parts, unit_texts
from indicators.table_words import Unit, read_column_time, table_words
from indicators.terms import Subject
from indicators.tidy_tables import find_tidy_columns, read_tidy_rows
from indicators.words import link_name

_YEAR = re.compile(r"(?<!比)(?<!较)((?:19|20)\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class TableReading:
    """What a table gave: observations in the order of the text, and a fate for each of its numbers."""

    observations: tuple[Observation, ...]
    account: tuple[NumberFate, ...]


def read_table(table: Table, setting: Setting, report: Report, flat: Flat) -> TableReading:
    """Read one table in its setting; a pure function that never raises."""
    reader = _Reader(table, setting, report, flat, CellAccount(report.text, flat))
    if columns := find_tidy_columns(table):
        reader.observations += read_tidy_rows(table, columns, setting.title, report.doc_id, reader.account)
    else:
        reader.read()
    account = sorted(reader.account.fates, key=lambda fate: fate.start)
    return TableReading(tuple(sorted(reader.observations, key=lambda row: row.start)), tuple(account))


@dataclass
class _Reader:
    table: Table
    setting: Setting
    report: Report
    flat: Flat
    account: CellAccount
    observations: list[Observation] = field(default_factory=list)
    section: tuple[Cell, ...] = ()
    whole: str = ""
    whole_units: tuple[Unit, ...] = ()
    above: str = ""
    near: Area = NOWHERE
    places: PlaceHeads = field(default_factory=PlaceHeads)
    beside: list[Beside] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    title_heads: dict[Clock, tuple[Head, ...]] = field(default_factory=dict)

    def read(self) -> None:
        parts, titles = split_parts(self.table, self.setting.clock, self.setting.area)
        for row in titles:
            self.account.set_aside(row, "table title")
        self.titles = [*self.table.titles, *(cell.text for row in titles for cell in row if cell.text)]
        self.near = find_near(self.table, self.setting.area, self._titled())
        for part in parts:
            for row in part.head_rows:
                # Heads may be filled from the left: each cell counts once.
                self.account.set_aside(tuple(dict.fromkeys(row)), "table header")
            self.section, self.whole, self.whole_units, self.above = (), "", (), ""
            self.places = find_place_heads(part, self._area, self._plain_head)
            self.beside = list(find_beside(part, self._plain_head))
            above: Row | None = None
            for row in part.data:
                above = self._read_row(part, row, above)

    def _titled(self) -> list[Area]:
        """The places that the lines above the table name, the nearest first."""
        return [head.area for head in self._title(self.setting.clock) if head.area and head.area.code]

    def _read_row(self, part: Part, row: Row, above: Row | None) -> Row:
        filled = [cell for cell in row if cell.text]
        if len(filled) == 1 and not read_value(filled[0].text):
            self.section, self.whole, self.whole_units, self.above = (filled[0],), "", (), ""
            self.account.set_aside(row, "table header")
            return row
        row_filled = carry_down(part, row, above)
        for column, cell in enumerate(row):
            if part.roles[column] == "value":
                self._read_cell(part, row_filled, column, cell)
            else:
                self.account.set_aside((cell,), _ASIDE[part.roles[column]])
        self._remember(part, row_filled)
        return row_filled

    def _remember(self, part: Part, row: Row) -> None:
        """The last row whose name is no part of another's: what 其中 and 第一产业 below it are parts of."""
        labels = [cell.text for cell, role in zip(row, part.roles, strict=True) if role == "label" and cell.text]
        head = self._head(labels[-1], self.setting.clock) if labels else None
        if head and head.words:
            heads = tuple(self._head(text, self.setting.clock) for text in labels)
            section = tuple(self._head(cell.text, self.setting.clock) for cell in self.section)
            self.above = name_row(heads, section, self.whole)
        if not head or not head.words or head.is_part or table_words()["parts"].fullmatch(head.words):
            return
        # An industry below output (农林牧渔业) is a part of it as well, and no whole for the sectors behind it.
        industry = head.words.endswith("业") and link_name(head.words) == "other"
        if not industry or link_name(self.whole) not in table_words()["wholes"]:
            self.whole, self.whole_units = head.words, head.units

    # -- one value -----------------------------------------------------------------------------------------------------

    def _read_cell(self, part: Part, row: Row, column: int, cell: Cell) -> None:
        if is_missing(cell.text):
            self.account.set_aside((cell,), "missing value")
            return
        found, parts = read_value(cell.text), split_ratio(cell)
        if parts and self._read_structure(part, row, column, parts):
            return
        if found is None:
            self.account.set_aside((cell,), "table cell with words", "unresolved")
            return
        try:
            place = self._place(part, row, column)
            self.observations.append(self._observe(place, row, cell, found))
            self.account.tell(cell, found.figure, "observation", "")
        except Unknown as unknown:
            self.account.tell(cell, found.figure, "unresolved", str(unknown))

    def _read_structure(self, part: Part, row: Row, column: int, cells: Sequence[Cell]) -> bool:
        """Read the parts of a cell with the structure of the three sectors; whether it is one."""
        try:
            place = self._place(part, row, column)
            if find_subject(place).code != "industry_structure":
                return False
            for cell, sector in zip(cells, _SECTORS, strict=True):
                if found := read_value(cell.text):
                    subject = Subject("industry_structure", sector, "structure")
                    self.observations.append(self._observe(place, row, cell, found, subject))
                    self.account.tell(cell, found.figure, "observation", "")
        except Unknown:
            return False
        return True

    def _place(self, part: Part, row: Row, column: int) -> Place:
        stub = part.stubs[column]
        cells = [(part.roles[i], row[i].text) for i in stub if not is_missing(row[i].text)]
        texts = [text for _, text in cells]
        heads = (*(head[column].text for head in part.heads), self.places.lent_to(column))
        columns = list(dict.fromkeys(text for text in heads if text))
        clock = self._clock([*columns, *texts, *(cell.text for cell in self.section), *self.titles])
        times = (read_column_time(text, clock) for role, text in cells if role == "period")
        places = [text for role, text in cells if role == "area"]
        return Place(
            row=tuple(self._head(text, clock) for role, text in cells if role == "label"),
            column=tuple(self._column_head(text, clock) for text in columns),
            section=tuple(self._head(cell.text, clock) for cell in self.section),
            title=self._title(clock),
            row_area=tuple(map(self._area, places)),
            row_time=tuple(time for time in times if time),
            row_units=self._row_units(part, row, column),
            whole=self.whole,
            above=self.above,
            beside="" if self.beside[column].is_open else self.beside[column].words,
            beside_units=self.beside[column].units,
            beside_time=self.beside[column].time,
            beside_when=self.beside[column].when,
            beside_year=find_year_beside(part, column, lambda text: self._head(text, clock)),
            plan=part.plan,
            in_parts=part.fractions[column],
            beside_months=find_months_beside(part, column, lambda text: self._head(text, clock)),
        )

    def _row_units(self, part: Part, row: Row, column: int) -> tuple[Unit, ...]:
        """The units that a row tells in a cell of its own; a part that tells none has its whole's: 第一产业 below 生产总值（亿元）."""
        clock = self.setting.clock
        own = tuple(unit for text in unit_texts(part, row, column) for unit in self._head(f"({text})", clock).units)
        labels = [
            self._head(row[i].text, clock) for i in part.stubs[column] if part.roles[i] == "label" and row[i].text
        ]
        last = labels[-1] if labels else None
        lent = last is not None and not last.measure and (last.is_part or table_words()["parts"].fullmatch(last.words))
        return own or (self.whole_units if lent else ())

    def _column_head(self, text: str, clock: Clock) -> Head:
        return Head(text, area=self._area(text)) if text in self.places.names else self._head(text, clock)

    def _head(self, text: str, clock: Clock) -> Head:
        return read_head(text, clock, self.setting.area)

    def _plain_head(self, text: str) -> Head:
        return self._head(text, self.setting.clock)

    def _title(self, clock: Clock) -> tuple[Head, ...]:
        """What the lines above the table say, the nearest first; the article's own title tells the months where they tell no time."""
        if clock not in self.title_heads:
            self.title_heads[clock] = self._read_title(clock)
        return self.title_heads[clock]

    def _read_title(self, clock: Clock) -> tuple[Head, ...]:
        told = tuple(read_title(text, clock, self.setting.area) for text in reversed(self.titles))
        if any(head.when for head in told):
            return leave_dates(told)
        when = self._head(self.setting.title or self.report.title, clock).when
        return (*told, Head("", when=when)) if when and when.rule != "year" else told

    def _area(self, text: str) -> Area:
        return name_place(text, self.setting.area, self.near, self.near in self._titled())

    def _clock(self, texts: Sequence[str]) -> Clock:
        """The report's clock, set to the year that stands nearest to the value."""
        clock = self.setting.clock
        for text in texts:
            if year := _YEAR.search(text):
                now = int(year[1])
                return Clock(now, clock.month if clock.now == now else None, now)
        return clock

    def _observe(self, place: Place, row: Row, cell: Cell, found: Value, sector: Subject | None = None) -> Observation:
        figure, sign = found.figure, found.sign
        area, area_rule = find_area(place, self.setting)
        subject = sector or find_subject(place)
        measure, unit, scale, turned = ("share", "%", 1.0, 1) if sector else find_measure(place, found, subject)
        subject = fit_subject(place, subject, measure, unit)
        period, period_rule = find_period(place, self.setting, subject, measure)
        measure = against_base_year(measure, place, period)
        low, high = self.flat.span(cell.start + figure.start, cell.start + figure.end)
        return Observation(
            doc_id=self.report.doc_id,
            article=self.setting.title,
            area_code=area.code,
            area=area.short,
            indicator=subject.code,
            label=subject.label,
            measure=measure,
            period=period,
            value=scale_value(figure.value * sign * turned, scale),
            value_high=None if figure.value_high is None else scale_value(figure.value_high * sign * turned, scale),
            unit=unit,
            kind=find_kind(place, self.setting, period),
            bound=figure.bound,
            basis=find_basis(place),
            surface=self.report.text[low:high],
            start=low,
            end=high,
            sentence=self.account.quote(row, low, high),
            rules=("table", subject.rule, f"measure_{measure}", period_rule, area_rule),
        )


_SECTORS = ("第一产业", "第二产业", "第三产业")
_ASIDE = {"serial": "serial number", "unit": "unit", "note": "table note", "period": "date", "area": "table label", "label": "table label"}  # fmt: skip
