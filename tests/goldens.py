"""What the parser made of some shipped digests when a person last looked: one CSV for each in ``golden/``."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from expected import read_cases

from indicators.extract import extract
from indicators.reports import read_report

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
_COLUMNS = (
    "surface", "area_code", "area", "indicator", "label", "measure", "period_start", "period_end", "value", "value_high",
    "unit", "kind", "bound", "basis", "article", "sentence", "rules",
)  # fmt: skip


def digests() -> list[Path]:
    return sorted((ROOT / "seeds").glob("*.md"))


def golden_digests() -> list[Path]:
    """The digests that have a golden table: those of the originals and a choice of the others."""
    cases = read_cases("digests")
    names = {name for of_original in cases["originals"].values() for name in of_original} | set(cases["golden"]["also"])
    return [ROOT / "seeds" / f"{name}.md" for name in sorted(names)]


def golden_path(digest: Path) -> Path:
    return GOLDEN / f"{digest.stem}.csv"


def format_golden(digest: Path) -> str:
    """A digest's observations as CSV, in order; without offsets, which every edit above them would move."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in extract(read_report(digest)).observations:
        derived = {
            "period_start": row.period.start.isoformat() if row.period else "",
            "period_end": row.period.end.isoformat() if row.period else "",
            "value": f"{row.value:.12g}",
            "value_high": "" if row.value_high is None else f"{row.value_high:.12g}",
            "rules": ";".join(row.rules),
        }
        writer.writerow([derived[name] if name in derived else getattr(row, name) for name in _COLUMNS])
    return sheet.getvalue()
