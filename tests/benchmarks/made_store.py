"""A large store of made-up documents for the benchmarks: ``python tests/benchmarks/made_store.py FOLDER [--rows N]``.

Each document tells 30 indicators of one of 500 counties for one of 17 years, level and growth in one sentence; a second
document tells the same year again, one figure in a hundred otherwise, so that there is something to find.
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
ROWS_PER_DOCUMENT = 2 * len(INDICATORS)


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
    seed = crc32(code.encode())
    named, rate = catalogue()[indicator].zh, seed % 90 / 10 + 3
    gdp = (50 + seed % 450) * (1 + rate / 100) ** (year - 2005)
    level = round(gdp * SHARES[indicator] * (1.05 if dice.random() < 0.01 else 1), 2)
    head = f"第{number}篇第{at}句，{year}年{name}{named}达到"
    sentence = f"{head}{level:.2f}亿元，按规定的口径和办法核算，增长{rate:.1f}%，运行总体平稳。"
    common = {
        "doc_id": f"doc{number:06}",
        "area_code": code,
        "area": name,
        "indicator": indicator,
        "label": named,
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "time_period": str(year),
        "kind": "actual",
        "bound": "eq",
        "sentence": sentence,
    }
    figures = (("level", float(round(level * 1e8)), "CNY", f"{level:.2f}亿元"), ("yoy", rate, "%", f"{rate:.1f}%"))
    rows: list[dict[str, object]] = []
    for measure, value, unit, surface in figures:
        start = 100 * at + sentence.rindex(surface)
        place = {"start": start, "end": start + len(surface)}
        rows.append({**common, **place, "measure": measure, "value": value, "unit": unit, "surface": surface})
    return rows


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
