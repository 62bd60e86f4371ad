"""How fast reports are read: ``python tests/benchmarks/bench_parse.py [--documents N]``.

Prints, in one run: how long both take to load what they look up; characters per second of a full read (each text for the
first time, and again), of jieba.lcut with and without its guessing of new words, and of a bare scan for numbers, and their
ratios, which depend less on the machine than the seconds do; the time of 1, 4 and 16 times the same text, in one paragraph
per line, in a single line and of single marks and numerals; and the memory held while many documents are read.
The texts are those of ``../shared/corpus`` where it is, else the digests of ``seeds/``.
"""

from __future__ import annotations

import argparse
import gc
import logging
import re
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import jieba

from indicators.extract import extract
from indicators.model import Report
from indicators.reports import READABLE, read_report

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
REPEATS = 3
_NUMBER = re.compile(r"[0-9０-９]+(?:[.．,，][0-9０-９]+)*")


def read_texts() -> tuple[str, list[Report]]:
    """The name of the collection and its reports, read from their files beforehand: only parsing is measured."""
    folder = CORPUS if CORPUS.is_dir() else ROOT / "seeds"
    files = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in READABLE]
    return folder.name, [read_report(path) for path in files]


def timed(run: Callable[[], object], repeats: int = REPEATS) -> float:
    """The median of a few runs, in seconds."""
    seconds = []
    for _ in range(repeats):
        start = time.process_time()
        run()
        seconds.append(time.process_time() - start)
    return statistics.median(seconds)


def load() -> None:
    """What both load at first use: jieba its dictionary, the parser that of its own too, places, names and rules."""
    first = read_report(next(path for path in sorted((ROOT / "seeds").iterdir()) if path.suffix in READABLE))
    runs = {"jieba.initialize": jieba.initialize, "first report": lambda: extract(first)}
    for name, run in runs.items():
        print(f"  {name:22} {timed(run, 1):8.3f} s")


def compare_speeds(reports: list[Report]) -> None:
    """What reading costs in terms of cutting words and of finding digits in the same texts; each run goes over all of them."""
    texts = [report.text for report in reports]
    characters = sum(map(len, texts))

    def read() -> object:
        return [extract(report) for report in reports]

    runs: dict[str, Callable[[], object]] = {
        "full read": read,
        "jieba.lcut, HMM=False": lambda: [jieba.lcut(text, HMM=False) for text in texts],
        "jieba.lcut": lambda: [jieba.lcut(text) for text in texts],
        "number scan": lambda: [_NUMBER.findall(text) for text in texts],
    }
    speeds = {"full read, first": characters / timed(read, 1)}
    speeds |= {name: characters / timed(run) for name, run in runs.items()}
    for name, speed in speeds.items():
        without, whole = (speeds[cut] / speed for cut in ("jieba.lcut, HMM=False", "jieba.lcut"))
        print(
            f"  {name:22} {speed / 1e6:8.3f} million characters a second, {without:6.2f} times the time of jieba.lcut HMM=False, {whole:6.2f} of jieba.lcut"
        )


def measure_growth(report: Report) -> None:
    """Whether time grows with the length alone: the last column should stay near 1."""
    for shape, joint in (("paragraphs", "\n"), ("one line", "")):
        body = report.text if joint else "".join(report.text.split())
        base = 0.0
        for factor in (1, 4, 16):
            longer = replace(report, text=joint.join([body] * factor))
            seconds = timed(lambda longer=longer: extract(longer))
            base = base or seconds
            print(
                f"  {shape:10} {factor:2} x {len(body):6} characters: {seconds:7.3f} s, {seconds / base / factor:.2f} times as long a character"
            )


def measure_odd_texts(report: Report) -> None:
    """The same for texts of a single line that no report is, ten thousand characters and eight times as many."""
    for unit in ("1234567890", "一二三四五六七八九十", "亿", "（", "，", "投资8亿元，", "8%、", "5:"):
        texts = [replace(report, text=unit * (size // len(unit))) for size in (10_000, 80_000)]
        short, long = (timed(lambda text=text: extract(text), 1) for text in texts)
        print(f"  {unit:10} {long:7.3f} s for 80000 characters, {long / short / 8:.2f} times as long a character")


def measure_memory(reports: list[Report], documents: int) -> None:
    """Resident memory after each quarter of the documents; only counts are kept of what was read."""
    rows = 0
    for number, report in enumerate(_cycle(reports, documents), 1):
        rows += len(extract(report).observations)
        if number % max(1, documents // 4) == 0:
            gc.collect()
            print(f"  after {number:5} documents: {_resident() / 1e6:6.0f} MB ({rows} rows)")
    print(f"  peak: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _PEAK_UNIT / 1e6:.0f} MB")


_PEAK_UNIT = 1 if sys.platform == "darwin" else 1024


def _resident() -> float:
    """Bytes held now where the system tells, else the most that was ever held."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _PEAK_UNIT


def _cycle(reports: list[Report], documents: int) -> Iterable[Report]:
    for number in range(documents):
        yield reports[number % len(reports)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=200, help="how many are read for the memory (%(default)s)")
    documents = parser.parse_args().documents
    jieba.setLogLevel(logging.WARNING)
    name, reports = read_texts()
    print(f"{len(reports)} reports of {name}, {sum(len(report.text) for report in reports)} characters")
    print("Start")
    load()
    print("Speed")
    compare_speeds(reports)
    print("Growth with length")
    measure_growth(min(reports, key=lambda report: abs(len(report.text) - 8000)))
    measure_odd_texts(reports[0])
    print("Memory")
    measure_memory(reports, documents)


if __name__ == "__main__":
    main()
