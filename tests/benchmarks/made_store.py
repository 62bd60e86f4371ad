"""A large store of made-up documents for the benchmarks: ``python tests/benchmarks/made_store.py FOLDER [--rows N]``.

Each document tells 30 indicators of one of 500 counties for one of 17 years, level and growth in one sentence, and for some
of them what growth is aimed at in the next; a second document tells the same again, one figure in a hundred otherwise, so
that there is something to find.
"""

from __future__ import annotations

import argparse
import random
import time
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import pyarrow as pa

from indicators.lexicon import catalogue, read_csv
from indicators.model import Report
from indicators.store import Store, open_store
from indicators.table import OBSERVATIONS
from indicators.workers import Parsed

PLACES, YEARS = 500, 17
SHARES = {
    "gdp": 1.0, "primary_va": 0.1, "secondary_va": 0.5, "tertiary_va": 0.4, "services_va": 0.4, "industry_va_all": 0.45,
    "industry_va": 0.4, "industry_output": 2.0, "services_revenue": 0.3, "fiscal_revenue": 0.2, "budget_revenue": 0.1,
    "tax_revenue": 0.08, "budget_expenditure": 0.2, "livelihood_expenditure": 0.15, "fixed_investment": 0.8,
    "industrial_investment": 0.4, "manufacturing_investment": 0.35, "infrastructure_investment": 0.2,
    "real_estate_investment": 0.15, "private_investment": 0.3, "retail_sales": 0.4, "trade_total": 0.3, "exports": 0.2,
    "imports": 0.1, "domestic_capital": 0.1, "deposits": 0.9, "loans": 0.7, "tourism_revenue": 0.1,
    "industry_profit": 0.05, "industry_revenue": 1.5,
}  # fmt: skip
"""What each indicator is of the county's GDP: parts lie within their wholes and add up to them."""

INDICATORS = list(SHARES)
GOALS = ("gdp", "industry_va", "budget_revenue", "fixed_investment", "retail_sales")
ROWS_PER_DOCUMENT = 2 * len(INDICATORS) + len(GOALS)


@cache
def places() -> list[tuple[str, str]]:
    """Code and name of counties from all over the country."""
    counties = [row for row in read_csv("areas.csv") if row["level"] == "county" and not row["valid_to"]]
    return [(row["code"], row["short"]) for row in counties[:: len(counties) // PLACES][:PLACES]]


def made_document(number: int, dice: random.Random) -> Parsed:
    """The document of this number: a county's year, and the same once more from ``PLACES * YEARS`` on."""
    code, name = places()[number % PLACES]
    year = 2005 + number // PLACES % YEARS
    about = _About(number, code, name, year)
    rows = [row for at, indicator in enumerate(INDICATORS) for row in _sentence(about, at, indicator, dice)]
    rows += [_goal(about, at, indicator) for at, indicator in enumerate(GOALS, start=len(INDICATORS))]
    columns = {column: [row.get(column, "") for row in rows] for column in OBSERVATIONS.names}
    columns["value_high"] = [None] * len(rows)
    report = Report(f"doc{number:06}", "文", title=f"{name}{year}年公报之{number}", sha256=str(number))
    return Parsed(report, pa.table(columns, schema=OBSERVATIONS), {"observations": len(rows)})


class _About(NamedTuple):
    number: int
    code: str
    name: str
    year: int


def _sentence(about: _About, at: int, indicator: str, dice: random.Random) -> list[dict[str, object]]:
    """The two rows of one sentence."""
    number, code, name, year = about
    seed, named, rate = crc32(code.encode()), catalogue()[indicator].zh, _rate(code)
    gdp = (50 + seed % 450) * (1 + rate / 100) ** (year - 2005)
    level = round(gdp * SHARES[indicator] * (1.05 if dice.random() < 0.01 else 1), 2)
    head = f"第{number}篇第{at}句，{year}年{name}{named}达到"
    sentence = f"{head}{level:.2f}亿元，按规定的口径和办法核算，增长{rate:.1f}%，运行总体平稳。"
    common = {**_common(about, indicator, year), "kind": "actual", "bound": "eq", "sentence": sentence}
    figures = (("level", float(round(level * 1e8)), "CNY", f"{level:.2f}亿元"), ("yoy", rate, "%", f"{rate:.1f}%"))
    rows: list[dict[str, object]] = []
    for measure, value, unit, surface in figures:
        figure = {"measure": measure, "value": value, "unit": unit, "surface": surface}
        rows.append({**common, **_place(at, sentence, surface), **figure})
    return rows


def _goal(about: _About, at: int, indicator: str) -> dict[str, object]:
    """The row of what is aimed at in the next year: a little more or less than what it will have grown."""
    aim = round(_rate(about.code) + about.year % 3 - 1, 1)
    surface = f"{aim:.1f}%"
    sentence = f"{about.year + 1}年{about.name}{catalogue()[indicator].zh}增长目标为{surface}左右。"
    figure = {"measure": "yoy", "value": aim, "unit": "%", "surface": surface, "kind": "target", "bound": "approx"}
    common = _common(about, indicator, about.year + 1)
    return {**common, **_place(at, sentence, surface), **figure, "sentence": sentence}


def _rate(code: str) -> float:
    """The growth of everything in a county, in percent."""
    return crc32(code.encode()) % 90 / 10 + 3


def _common(about: _About, indicator: str, year: int) -> dict[str, object]:
    return {
        "doc_id": f"doc{about.number:06}",
        "area_code": about.code,
        "area": about.name,
        "indicator": indicator,
        "label": catalogue()[indicator].zh,
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "time_period": str(year),
    }


def _place(at: int, sentence: str, surface: str) -> dict[str, object]:
    """Where a figure of the sentence of this number stands."""
    start = 100 * at + sentence.rindex(surface)
    return {"start": start, "end": start + len(surface)}


def fill(store: Store, rows: int, batch: int = 5_000) -> float:
    """Write that many rows as ``save`` does after parsing and give the seconds of the writing alone."""
    dice, seconds, documents = random.Random(7), 0.0, rows // ROWS_PER_DOCUMENT
    for first in range(0, documents, batch):
        made = [made_document(number, dice) for number in range(first, min(first + batch, documents))]
        started = time.perf_counter()
        store._writer.write(made, "bench")
        seconds += time.perf_counter() - started
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the store is made")
    parser.add_argument("--rows", type=int, default=1_000_000, help="how many rows to write (%(default)s)")
    given = parser.parse_args()
    print(f"{given.rows} rows written in {fill(open_store(given.folder), given.rows):.1f} s")


if __name__ == "__main__":
    main()
