"""Observations and documents as tables: the tidy columns as records, Arrow and DataFrame."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa

from indicators.model import COLUMNS, Observation, Period, Report

_NUMBERS = {"value": pa.float64(), "value_high": pa.float64(), "start": pa.int64(), "end": pa.int64()}

OBSERVATIONS = pa.schema([pa.field(name, _NUMBERS.get(name, pa.string())) for name in COLUMNS])
"""The tidy table. Periods are ISO strings, empty if unknown: a missing date is then the same in CSV, Arrow and pandas."""

STORED_OBSERVATIONS = pa.schema(
    [pa.field("province", pa.string()), *OBSERVATIONS, pa.field("sha256", pa.string()), pa.field("year", pa.int32())]
)
"""The store's table: the partition, the tidy columns, the document's fingerprint, the year of ``period_end``."""

_COUNTS = ("observations", "not_figures", "unresolved")
_ABOUT = ("doc_id", "title", "publisher", "published", "area", "kind", "address", "sha256")

DOCUMENTS = pa.schema(
    [
        *(pa.field(name, pa.string()) for name in (*_ABOUT, "text", "parser", "provinces")),
        *(pa.field(name, pa.int64()) for name in _COUNTS),
    ]
)
"""One row per document. ``parser`` tells which rules read it, ``provinces`` (joined by ``;``) where its rows lie."""


def format_time_period(period: Period | None) -> str:
    """A period as an SDMX time period (SDMX 2.1, section 2, 4.2): the shortest form that names exactly these days.

    >>> format_time_period(Period(date(2014, 1, 1), date(2014, 12, 31)))
    '2014'
    >>> format_time_period(Period(date(2021, 1, 1), date(2021, 10, 31)))
    '2021-01-01/P10M'
    """
    if period is None:
        return ""
    start, end = period.start, period.end
    if start == end:
        return start.isoformat()
    if start.day != 1 or end.day != monthrange(end.year, end.month)[1]:
        return f"{start.isoformat()}/P{(end - start).days + 1}D"
    return _format_months(start, (end.year - start.year) * 12 + end.month - start.month + 1)


def _format_months(start: date, months: int) -> str:
    if 12 % months == 0 and (start.month - 1) % months == 0:
        part = (start.month - 1) // months + 1
        named = {12: f"{start.year:04}", 6: f"{start.year:04}-S{part}", 3: f"{start.year:04}-Q{part}"}
        if months == 1:
            return f"{start.year:04}-{start.month:02}"
        if months in named:
            return named[months]
    span = f"P{months // 12}Y" if months % 12 == 0 else f"P{months}M"
    return f"{start.isoformat()}/{span}"


def derive_province(area_code: str) -> str:
    """The code of the province that an area lies in, which partitions the store; ``000000`` if unknown.

    >>> derive_province("360102"), derive_province("X-360100-gaoxin"), derive_province("")
    ('360000', '360000', '000000')
    """
    digits = area_code.removeprefix("X-")[:2]
    return f"{digits}0000" if len(digits) == 2 and digits.isascii() and digits.isdigit() else "000000"


def observations_to_arrow(observations: Iterable[Observation]) -> pa.Table:
    """The tidy table in Arrow."""
    return pa.Table.from_pylist([_row(each) for each in observations], schema=OBSERVATIONS)


def observations_to_frame(observations: Iterable[Observation]) -> pd.DataFrame:
    """The tidy table as a DataFrame: text columns without missing values, ``value_high`` NaN unless a range."""
    return arrow_to_frame(observations_to_arrow(observations))


def arrow_to_frame(table: pa.Table) -> pd.DataFrame:
    """An Arrow table as a DataFrame with the same types however few rows it has: pandas' own ``str`` for text."""
    frame: pd.DataFrame = table.to_pandas()
    return frame


def join_tables(tables: Sequence[pa.Table], schema: pa.Schema) -> pa.Table:
    """Tables of one schema one below the other; without any, an empty one."""
    return pa.concat_tables([schema.empty_table(), *tables])


def frame_to_observations(frame: pd.DataFrame) -> list[Observation]:
    """The records of a tidy table, the inverse of ``observations_to_frame``."""
    return [_observation(row) for row in frame[list(COLUMNS)].to_dict("records")]


def stored_observations(tidy: pa.Table, sha256: str) -> pa.Table:
    """A document's tidy table with the columns that the store adds."""
    provinces = pa.array([derive_province(code.as_py()) for code in tidy["area_code"]], pa.string())
    years = pa.array([int(end.as_py()[:4]) if end.as_py() else None for end in tidy["period_end"]], pa.int32())
    columns = [provinces, *tidy.columns, pa.array([sha256] * len(tidy), pa.string()), years]
    return pa.Table.from_arrays(columns, schema=STORED_OBSERVATIONS)


def document_row(report: Report, parser: str, provinces: Iterable[str], counts: Mapping[str, int]) -> dict[str, Any]:
    """One row of the documents table."""
    about = {name: getattr(report, name) for name in _ABOUT}
    about["published"] = report.published.isoformat() if report.published else ""
    tally = {name: counts.get(name, 0) for name in _COUNTS}
    return {**about, "text": report.text, "parser": parser, "provinces": ";".join(sorted(provinces)), **tally}


def row_to_report(row: Mapping[str, Any]) -> Report:
    """The report that a row of the documents table keeps."""
    published = date.fromisoformat(row["published"]) if row["published"] else None
    about = {name: row[name] for name in (*_ABOUT, "text")}
    return Report(**{**about, "published": published})


def _row(observation: Observation) -> dict[str, Any]:
    row = {name: getattr(observation, name, None) for name in COLUMNS}
    period = observation.period
    row["period_start"] = period.start.isoformat() if period else ""
    row["period_end"] = period.end.isoformat() if period else ""
    row["time_period"] = format_time_period(period)
    row["rules"] = ";".join(observation.rules)
    return row


def _observation(row: Mapping[Any, Any]) -> Observation:
    derived = ("period_start", "period_end", "time_period", "value_high", "rules")
    known = {name: row[name] for name in COLUMNS if name not in derived}
    start, end, high = row["period_start"], row["period_end"], row["value_high"]
    return Observation(
        **known,
        period=Period(date.fromisoformat(start), date.fromisoformat(end)) if start and end else None,
        value_high=None if pd.isna(high) else float(high),
        rules=tuple(row["rules"].split(";")) if row["rules"] else (),
    )
