"""How many values of a peer's test cases are found: ``python tests/benchmarks/bench_peer_values.py FOLDER [--missed]``.

The folder holds the Chinese specs of Microsoft's Recognizers-Text as published (``Specs/`` or a folder below it). A value
is found if a figure of the same text is worth it, each figure once; ranges give both ends. The peer counts in written
units and as ratios, so a percentage may be its ratio (三分之一: 0.333), a pair or a dozen its pieces, and a length or a
weight another multiple of ten of its unit. Dates and durations are no figures here: the peer counts them as numbers.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from indicators.figures import find_figures
from indicators.model import Figure

KINDS = ("NumberModel", "PercentModel", "CurrencyModel", "DimensionModel")
PIECES = {"双": 2, "对": 2}
SCALES = [10.0**power for power in range(-6, 7)]


def read_cases(folder: Path, kind: str) -> Iterator[tuple[str, list[float]]]:
    """The texts of a kind's specs with the values that stand in each."""
    for path in sorted(folder.rglob(f"{kind}.json")):
        if "Chinese" in path.parts or path.parent == folder:
            for case in json.loads(path.read_text(encoding="utf-8-sig")):
                values = [result["Resolution"]["value"] for result in case["Results"]]
                yield case["Input"], [float(value.rstrip("%")) for value in values if value]


def worths(figure: Figure, kind: str) -> list[float]:
    """What a figure may be worth to the peer."""
    values = [value for value in (figure.value, figure.value_high) if value is not None]
    if kind == "NumberModel":
        per_piece = PIECES.get(figure.unit, 0.01 if figure.unit == "%" else 1)
        return [value * factor for value in values for factor in (1, per_piece)]
    scales = SCALES if kind == "DimensionModel" else [1.0]
    return [value * scale for value in values for scale in scales]


def count_found(text: str, values: list[float], kind: str) -> int:
    """How many of the values the figures of the text are worth."""
    left = [worths(figure, kind) for figure in find_figures(text)]
    found = 0
    for value in values:
        close = (each for each in left if any(abs(worth - value) <= 1e-9 * max(1e-3, abs(value)) for worth in each))
        if match := next(close, None):
            left.remove(match)
            found += 1
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the specs are")
    parser.add_argument("--missed", action="store_true", help="list the texts with a value that is not found")
    given = parser.parse_args()
    for kind in KINDS:
        total = found = 0
        for text, values in read_cases(given.folder, kind):
            hits = count_found(text, values, kind)
            total, found = total + len(values), found + hits
            if given.missed and hits < len(values):
                print(f"  missed in {text!r}: {values}")
        share = f"{found / total:.3f}" if total else "no cases found"
        print(f"{kind:15} {found:4} of {total:4} values: {share}")


if __name__ == "__main__":
    main()
