"""Tables as SDMX-CSV 2.0 for statistical offices (sdmx-twg/sdmx-csv, data message field guide)."""

from __future__ import annotations

import re
from functools import lru_cache

import pandas as pd

from indicators.export.delimited import to_csv

STRUCTURE = "dataflow"
STRUCTURE_ID = "DISTRICT_INDICATORS:DF_REPORTED(1.0.0)"
ACTION = "I"

ATTRIBUTES = {
    "BOUND": "bound",
    "BASIS": "basis",
    "LABEL": "label",
    "REF_AREA_NAME": "area",
    "PERIOD_START": "period_start",
    "PERIOD_END": "period_end",
    "SURFACE": "surface",
    "SENTENCE": "sentence",
}
"""Attributes that are columns of the tidy table."""

UNKNOWN = "_U"
"""SDMX's generic code for what is unknown: a key has no empty parts."""

_FREQUENCIES = (
    (r"\d{4}", "A"),
    (r"\d{4}-S\d", "S"),
    (r"\d{4}-Q\d", "Q"),
    (r"\d{4}-\d{2}", "M"),
    (r"\d{4}-\d\d-\d\d", "D"),
)


@lru_cache(maxsize=4096)
def find_frequency(time_period: str) -> str:
    """The code of a period's frequency in SDMX's CL_FREQ; cumulative months and spans of years are ``_O`` (other).

    >>> find_frequency("2014"), find_frequency("2021-S1"), find_frequency("2021-01-01/P10M"), find_frequency("")
    ('A', 'S', '_O', '_U')
    """
    if not time_period:
        return UNKNOWN
    return next((code for form, code in _FREQUENCIES if re.fullmatch(form, time_period, re.ASCII)), "_O")


def to_sdmx(frame: pd.DataFrame) -> bytes:
    """A tidy table as SDMX-CSV 2.0: UTF-8 without BOM, a row per observation, values in base units.

    TIME_PERIOD stays empty where the text does not tell the period: SDMX has no code for an unknown time.
    """
    columns = {
        "STRUCTURE": [STRUCTURE] * len(frame),
        "STRUCTURE_ID": [STRUCTURE_ID] * len(frame),
        "ACTION": [ACTION] * len(frame),
        **_key(frame),
        "OBS_VALUE": frame["value"].tolist(),
        "UNIT_MEASURE": frame["unit"].tolist(),
        "UNIT_MULT": [0] * len(frame),  # base units: the code list has no 亿
        "VALUE_HIGH": frame["value_high"].tolist(),
        **{name: frame[column].tolist() for name, column in ATTRIBUTES.items()},
    }
    return to_csv(pd.DataFrame(columns), bom=False, line_end="\r\n")


def _key(frame: pd.DataFrame) -> dict[str, list[str]]:
    """The dimensions, which tell every row from every other.

    The document and the place in it are two of them: without, figures that two documents report for the same area,
    indicator and period would be one observation to SDMX, and the second would overwrite the first.
    """
    key = {
        "FREQ": [find_frequency(period) for period in frame["time_period"]],
        "REF_AREA": [code or UNKNOWN for code in frame["area_code"]],
        "INDICATOR": frame["indicator"].tolist(),
        "MEASURE": frame["measure"].tolist(),
        "KIND": frame["kind"].tolist(),
        "DOC_ID": frame["doc_id"].tolist(),
        "POSITION": frame["start"].astype("str").tolist(),
        "TIME_PERIOD": frame["time_period"].tolist(),
    }
    # The rare number that states two things of one indicator (the same growth of two projects) is told apart by a count.
    again = pd.DataFrame(key).groupby(list(key), dropna=False).cumcount()
    key["POSITION"] = [f"{at}-{count + 1}" if count else at for at, count in zip(key["POSITION"], again, strict=True)]
    return key
