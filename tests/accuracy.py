"""Measure the parser on hand labels: `python tests/accuracy.py [--errors dev]`.

The labels of provincial reports lie in `tests/labels`; their texts in `../shared/corpus`. `dev` is the half that rules are
tuned on, `eval` the half that is only measured; `national` and `national-eval` are the same for reports of the State Council
from 1956 to 1997. A label is found right when a parsed row that covers its number agrees in all of
area, indicator, measure, period, value, value_high, unit and kind; a row marked unsure counts neither way.
`names` are those of the other figures of the originals, whose labels are in `../shared/gold`.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import importlib.util
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from indicators.extract import extract  # noqa: E402
from indicators.lexicon import catalogue  # noqa: E402
from indicators.model import Observation, Report  # noqa: E402
from indicators.reports import read_report  # noqa: E402

LABELS = ROOT / "tests" / "labels"
PROVINCES = ROOT.parent / "shared" / "corpus" / "provinces"
NATIONAL = ROOT.parent / "shared" / "corpus" / "national"
GOLD = ROOT.parent / "shared" / "gold"
ORIGINALS = ROOT.parent / "shared" / "seeds"
_QUOTES = str.maketrans("", "", "“”")
HALVES = ("dev", "eval", "national", "national-eval")
ATTRIBUTES = ("area", "indicator", "measure", "period", "value", "value_high", "unit", "kind")
NAMES = {
    "guizhou": "贵州省", "gansu": "甘肃省", "hubei": "湖北省", "hunan": "湖南省", "chongqing": "重庆市", "ningxia": "宁夏",
    "fujian": "福建省", "jilin": "吉林省", "yunnan": "云南省",
    "anhui": "安徽省", "shaanxi": "陕西省", "heilongjiang": "黑龙江省",
    "shanxi": "山西省", "guangxi": "广西", "hainan": "海南省", "neimenggu": "内蒙古自治区", "qinghai": "青海省", "xinjiang": "新疆",
    "beijing": "北京市", "tianjin": "天津市", "jiangsu": "江苏省", "shandong": "山东省", "hebei": "河北省",
}  # fmt: skip


@dataclass
class Tally:
    """Counts over one or more reports."""

    labels: int = 0
    parsed: int = 0
    right: int = 0

    def __str__(self) -> str:
        recall, precision = self.right / max(self.labels, 1), self.right / max(self.parsed, 1)
        return f"labels {self.labels:4d}  parsed {self.parsed:4d}  recall {recall:.3f}  precision {precision:.3f}"


def read_labels(path: Path) -> list[dict[str, str]]:
    """The rows of one label file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float | None:
    """A cell as a number, None if empty."""
    return float(text) if text.strip() else None


def same(a: float | None, b: float | None) -> bool:
    """Equal but for binary noise."""
    return a is b if a is None or b is None else abs(a - b) <= 1e-6 * max(1.0, abs(a), abs(b))


def judge(row: Observation, label: dict[str, str]) -> list[str]:
    """The attributes in which a parsed row differs from a label."""
    low = str(row.period.start)[:7] if row.period else ""
    high = str(row.period.end)[:7] if row.period else ""
    percent = {"%", "pp"}
    fits = {
        "area": bool(row.area) and (row.area.endswith(label["area"]) or label["area"].endswith(row.area)),
        "indicator": row.indicator == label["indicator"],
        "measure": row.measure == label["measure"],
        "period": not label["period_start"] or (low, high) == (label["period_start"][:7], label["period_end"][:7]),
        "value": same(row.value, number(label["value"])),
        "value_high": same(row.value_high, number(label["value_high"])),
        "unit": row.unit == label["unit"]
        or {row.unit, label["unit"]} <= percent
        or not ({row.unit, label["unit"]} & {"CNY", "USD", "%", "pp"}),
        "kind": row.kind == label["kind"],
    }
    return [name for name in ATTRIBUTES if not fits[name]]


def measure(report: Report, labels: list[dict[str, str]], errors: list[str] | None = None) -> Tally:
    """Pair the core observations of one report with its labels."""
    core = {code for code, indicator in catalogue().items() if indicator.core}
    everything = list(extract(report).observations)
    rows = [row for row in everything if row.indicator in core]
    sure = [label for label in labels if "unsure" not in label["note"]]
    unsure = [(int(label["start"]), int(label["end"])) for label in labels if "unsure" in label["note"]]
    rows = [row for row in rows if not any(row.start < high and row.end > low for low, high in unsure)]
    tally, used = Tally(len(sure), len(rows)), set()
    for label in sure:
        at = int(label["start"])
        near = [row for row in everything if row.start <= at < row.end and id(row) not in used]
        best = min(near, key=lambda row: len(judge(row, label)), default=None)
        wrong = ["missed"] if best is None else judge(best, label)
        if best is not None:
            used.add(id(best))
        if not wrong:
            tally.right += 1
        elif errors is not None:
            want = " ".join(
                label[key]
                for key in ("area", "indicator", "measure", "period_start", "period_end", "value", "unit", "kind")
            )
            got = (
                ""
                if best is None
                else f"{best.area} {best.indicator} {best.measure} {best.period} {best.value:g} {best.unit} {best.kind}"
            )
            errors.append(
                f"{report.doc_id} {','.join(wrong)} | want {want} | got {got} | {report.text[max(0, at - 40) : at + 16]}"
            )
    if errors is not None:
        extra = [row for row in rows if id(row) not in used]
        errors += [
            f"{report.doc_id} extra {r.indicator} {r.measure} {r.value:g} | {report.text[max(0, r.start - 40) : r.end + 12]}"
            for r in extra
        ]
    return tally


def find_text(labels: Path) -> Path:
    """The report that a label file is about."""
    if labels.parent.name.startswith("national"):
        return NATIONAL / f"{labels.stem}年国务院政府工作报告.txt"
    province, _, year = labels.stem.partition("-")
    return PROVINCES / f"{year}年{NAMES[province]}政府工作报告.docx"


def measure_half(half: str, errors: list[str] | None = None) -> Tally | str:
    """All labelled reports of one half together, or a word on texts that are not here."""
    total = Tally()
    paths = sorted((LABELS / half).glob("*.csv"))
    if missing := [text.name for text in map(find_text, paths) if not text.is_file()]:
        return f"left out: {len(missing)} of {len(paths)} texts are not in ../shared/corpus, such as {missing[0]}"
    for path in paths:
        tally = measure(read_report(find_text(path)), read_labels(path), errors)
        total = Tally(total.labels + tally.labels, total.parsed + tally.parsed, total.right + tally.right)
    return total


def measure_headlines(errors: list[str] | None = None) -> Tally:
    """The share of headline cells that are right; precision is not measured here, for other rows are right too."""
    total = Tally()
    by_report: dict[str, list[dict[str, str]]] = {}
    for row in read_labels(LABELS / "headlines-2025.csv"):
        by_report.setdefault(row["report"], []).append(row)
    for name, cells in by_report.items():
        report = read_report(PROVINCES / f"{name}.docx")
        rows = extract(report).observations
        for cell in cells:
            at, plan = int(cell["start"]), cell["cell"].startswith("target")
            year = int(name[:4]) - (not plan)
            label = cell | {
                "area": name[5:].removesuffix("政府工作报告"),
                "period_start": f"{year}-01",
                "period_end": f"{year}-12",
            }
            near = [row for row in rows if row.start <= at < row.end]
            wrong = min((judge(row, label) for row in near), key=len, default=["missed"])
            wrong = (
                [name for name in wrong if name != "area"]
                if near and near[0].area.startswith(label["area"][:2])
                else wrong
            )
            total.labels += 1
            total.parsed += 1
            total.right += not wrong
            if wrong and errors is not None:
                errors.append(f"{name} {cell['cell']} {','.join(wrong)} | {report.text[max(0, at - 40) : at + 16]}")
    return total


def measure_names(errors: list[str] | None = None) -> str:
    """How like the names of figures outside the closed list are to those that hand-made labels of the originals give them.

    A likeness is twice the characters that both have in the same order over all of both; quotation marks don't count.
    """
    spec = importlib.util.spec_from_file_location("score", GOLD / "score.py")
    assert spec
    assert spec.loader
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    likenesses = []
    for path in sorted(GOLD.glob("*.csv")):
        text = next(each for each in ORIGINALS.glob("*.txt") if path.stem in each.stem)
        spans = [match.span() for match in score.NUMBER.finditer(text.read_bytes().decode("utf-8"))]
        rows = [row for row in extract(read_report(text)).observations if row.indicator == "other"]
        for label in read_labels(path):
            start, end = spans[int(label["num_id"])]
            found = next((row.label for row in rows if row.start < end and row.end > start), None)
            if not label["indicator"].startswith("other:") or found is None:
                continue
            named, wanted = (words.translate(_QUOTES) for words in (found, label["indicator"].removeprefix("other:")))
            likenesses.append(difflib.SequenceMatcher(None, named, wanted, autojunk=False).ratio())
            if errors is not None and likenesses[-1] < 0.5:
                errors.append(f"{text.stem} likeness {likenesses[-1]:.2f} | want {wanted} | got {named}")
    same_letters = sum(likeness == 1 for likeness in likenesses)
    mean = sum(likenesses) / max(len(likenesses), 1)
    return f"labels {len(likenesses):4d}  likeness {mean:.3f}  same to the letter {same_letters / max(len(likenesses), 1):.3f}"


def main() -> None:
    """Print the figures; with --errors the misses of one part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--errors",
        choices=["dev", "national", "headlines", "names"],
        help="list every miss of this part (never of an evaluation half); of names those that share less than half",
    )
    part = parser.parse_args().errors
    if not PROVINCES.is_dir():
        sys.exit("the labelled texts are not here: expected ../shared/corpus/provinces beside the project")
    errors: list[str] = []
    for half in HALVES:
        print(f"{half:13s}", measure_half(half, errors if part == half else None))
    print("headlines    ", measure_headlines(errors if part == "headlines" else None))
    print("names        ", measure_names(errors if part == "names" else None))
    print("\n".join(errors))


if __name__ == "__main__":
    main()
