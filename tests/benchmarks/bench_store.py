"""Ratios that the store's layout is to hold: ``python tests/benchmarks/bench_store.py [--rows N]``.

Seconds depend on the machine and its mood; what one kind of access costs in terms of another does so less.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from made_store import INDICATORS, fill, made_document, places

from indicators.model import Report
from indicators.parser_version import parser_fingerprint
from indicators.store import open_store
from indicators.workers import parse_report


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
        three = places()[:3]
        full = timed(store.select, 1)
        print(f"full read                        {full:8.3f} s")
        questions = {
            "3 areas, 2 indicators": {"areas": [code for code, _ in three], "indicators": INDICATORS[:2]},
            "3 area names, 2 indicators": {"areas": [name for _, name in three], "indicators": INDICATORS[:2]},
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of the store that is read (%(default)s)")
    given = parser.parse_args()
    print(f"parser {parser_fingerprint()}")
    bench_reading(given.rows)
    bench_loading()


if __name__ == "__main__":
    main()
