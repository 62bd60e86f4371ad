"""Ratios that the store's layout is to hold: ``python tests/benchmarks/bench_store.py [rows]``, one million by default.

Seconds depend on the machine and its mood; what one kind of access costs in terms of another does so less.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from indicators.model import Report
from indicators.store import Store, open_store
from indicators.table import OBSERVATIONS
from indicators.workers import Parsed, parse_report, parser_fingerprint

ROWS_PER_DOCUMENT = 60
PROVINCES = 31
INDICATORS = [f"indicator_{number}" for number in range(100)]


def made_document(number: int, dice: random.Random) -> Parsed:
    """A document of one area and year with a row for each of 60 of the 100 indicators."""
    area = f"{11 + number % PROVINCES}{number % 97:04}"
    year = 2005 + number % 20
    count = range(ROWS_PER_DOCUMENT)
    columns = {
        "doc_id": [f"doc{number:06}"] * ROWS_PER_DOCUMENT,
        "area_code": [area] * ROWS_PER_DOCUMENT,
        "area": [f"区{area}"] * ROWS_PER_DOCUMENT,
        "indicator": dice.sample(INDICATORS, ROWS_PER_DOCUMENT),
        "measure": [dice.choice(("level", "yoy")) for _ in count],
        "period_start": [f"{year}-01-01"] * ROWS_PER_DOCUMENT,
        "period_end": [f"{year}-12-31"] * ROWS_PER_DOCUMENT,
        "time_period": [str(year)] * ROWS_PER_DOCUMENT,
        "value": [dice.lognormvariate(10, 3) for _ in count],
        "value_high": [None] * ROWS_PER_DOCUMENT,
        "start": [40 * place for place in count],
        "end": [40 * place + 6 for place in count],
        "sentence": [f"第{number}篇第{place}句，{dice.random()}" for place in count],
    }
    blank = [""] * ROWS_PER_DOCUMENT
    rows = pa.table({field.name: columns.get(field.name, blank) for field in OBSERVATIONS}, schema=OBSERVATIONS)
    return Parsed(Report(f"doc{number:06}", "文", sha256=str(number)), rows, {"observations": ROWS_PER_DOCUMENT})


def fill(store: Store, rows: int, batch: int = 5_000) -> float:
    """Write that many rows as ``save`` does after parsing and give the seconds of the writing alone."""
    dice, seconds, documents = random.Random(7), 0.0, rows // ROWS_PER_DOCUMENT
    for first in range(0, documents, batch):
        made = [made_document(number, dice) for number in range(first, min(first + batch, documents))]
        seconds += timed(lambda made=made: store._writer.write(made, "bench"), 1)
    return seconds


def timed(action: Callable[[], object], times: int = 7) -> float:
    """The median seconds of an action."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        action()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def bench_reading(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(folder)
        written = fill(store, rows)
        size = sum(path.stat().st_size for path in Path(folder).rglob("*.parquet"))
        print(f"{rows} rows written in {written:.1f} s ({rows / written:,.0f} rows/s), {size / 1e6:.0f} MB")
        areas = [f"{11 + number % PROVINCES}{number % 97:04}" for number in (0, 1, 2)]
        full = timed(store.select, 1)
        print(f"full read                        {full:8.3f} s")
        questions = {
            "3 areas, 2 indicators": {"areas": areas, "indicators": INDICATORS[:2]},
            "3 area names, 2 indicators": {"areas": [f"区{area}" for area in areas], "indicators": INDICATORS[:2]},
            "1 indicator, 1 year": {"indicators": INDICATORS[0], "years": 2014},
            "1 document": {"documents": "doc000100"},
        }
        for name, filters in questions.items():
            seconds = timed(lambda filters=filters: store.select(**filters))
            print(f"{name:<32} {seconds:8.3f} s  1/{full / seconds:.0f} of the full read")
        changed = made_document(100, random.Random(8))
        replaced = timed(lambda: store._writer.write([changed], str(time.perf_counter())), 3)
        print(f"replacing one document           {replaced:8.3f} s  1/{full / replaced:.0f} of the full read")
        print(f"facets                           {timed(lambda: open_store(folder).facets(), 3):8.3f} s")


def bench_loading(documents: int = 60) -> None:
    text = "\n".join(
        f"{2005 + place % 15}年，东湖区完成地区生产总值{100 + place}.5亿元，增长{place % 12}.3%；出口{place}.2亿美元。"
        for place in range(100)
    )
    reports = [Report(f"doc{number}", f"{text}\n编号{number}。", area="东湖区") for number in range(documents)]
    parse_report(reports[0])  # the rules and dictionaries are read once, at the first report
    plain = timed(lambda: [parse_report(report) for report in reports], 1)
    print(
        f"plain parse of {documents} reports        {plain:8.3f} s ({documents * len(text) / plain:,.0f} characters/s)"
    )
    for workers in (1, 2):
        with tempfile.TemporaryDirectory() as folder:
            seconds = timed(lambda folder=folder, workers=workers: open_store(folder).save(reports, workers=workers), 1)
            again = timed(lambda folder=folder: open_store(folder).save(reports), 1)
        print(f"load with {workers} process(es)           {seconds:8.3f} s  {seconds / plain:.2f} of the plain parse")
        print(f"  the same load again            {again:8.3f} s  {again / plain:.3f} of the plain parse")


if __name__ == "__main__":
    print(f"parser {parser_fingerprint()}")
    bench_reading(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
    bench_loading()
