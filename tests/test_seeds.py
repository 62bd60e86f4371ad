from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from expected import read_cases
from goldens import GOLDEN, ROOT, digests, format_golden, golden_digests, golden_path
from shared import shared_folder

from indicators.extract import extract
from indicators.lexicon import catalogue
from indicators.reports import read_report
from indicators.table import format_time_period
from indicators.words import find_names

CASES = read_cases("digests")
COMMON_RUN = 22


# Not every digest has a golden table: test_panel.py holds all of them against the facts, in every attribute. The golden ones
# are the digests of the originals and a choice that shows each rule at work, so that a change of the parser can be read.
@pytest.mark.parametrize("digest", golden_digests(), ids=lambda path: path.stem)
def test_a_digest_gives_its_golden_rows(digest):
    golden = golden_path(digest)
    assert golden.exists(), f"{digest.name} has no golden table yet: python tests/update_golden.py"
    assert format_golden(digest).splitlines() == golden.read_text(encoding="utf-8").splitlines()


def test_every_golden_table_has_its_digest():
    assert {path.stem for path in GOLDEN.glob("*.csv")} == {path.stem for path in golden_digests()}


@pytest.mark.parametrize("digest", digests(), ids=lambda path: path.stem)
def test_no_figure_of_a_core_indicator_is_left_unresolved(digest):
    report = read_report(digest)
    left = [
        report.text[max(0, fate.start - 30) : fate.end + 10]
        for fate in extract(report).account
        if fate.fate == "unresolved" and _names_core(report.text, fate.start)
    ]
    assert left == []


def _names_core(text: str, at: int) -> bool:
    """Whether the words before a number, back to the last full stop, name a core indicator."""
    start = max(text.rfind(mark, 0, at) for mark in "。；\n") + 1
    codes = {indicator.code for indicator in catalogue().values() if indicator.core}
    names = {name for code in codes for name in catalogue()[code].names}
    return any(match.group() in names for match in find_names(text[start:at]))


def test_a_digest_states_its_title_and_its_area():
    for digest in digests():
        report = read_report(digest)
        assert report.title
        assert report.area


def test_the_digests_of_the_originals_are_shipped_and_named_once():
    named = Counter(name for names in CASES["originals"].values() for name in names)
    assert [name for name, count in named.items() if count > 1] == []
    assert set(named) <= {digest.stem for digest in digests()}


def _original(number: str) -> Path:
    return next(shared_folder("seeds").glob(f"{number}_*.txt"))


def _rows(path: Path) -> set[tuple]:
    """What counts as the same fact in other words."""
    return {
        (row.area, row.indicator, row.measure, format_time_period(row.period), row.value, row.unit, row.kind)
        for row in extract(read_report(path)).observations
    }


def _core(rows: set[tuple]) -> set[tuple]:
    return {row for row in rows if row[1] in catalogue() and catalogue()[row[1]].core}


def _both(number: str) -> tuple[set[tuple], set[tuple]]:
    digested = [_rows(ROOT / "seeds" / f"{name}.md") for name in CASES["originals"][number]]
    return _rows(_original(number)), set().union(*digested)


@pytest.mark.parametrize("number", list(CASES["originals"]))
def test_a_digest_gives_the_same_core_rows_as_its_original(number):
    original, digested = (_core(rows) for rows in _both(number))
    assert sorted(map(str, original - digested)) == []
    assert sorted(map(str, digested - original)) == []


@pytest.mark.parametrize("number", list(CASES["originals"]))
def test_most_other_rows_are_carried_over_too(number, record_property):
    original, digested = _both(number)
    others = original - _core(original)
    share = len(others & digested) / len(others)
    record_property("share_of_other_rows_carried_over", round(share, 3))
    print(f"{number}: {share:.1%} of {len(others)} rows of no core indicator are in the digests")
    assert share >= 0.7


def _runs(text: str) -> Iterator[str]:
    plain = "".join(text.split())
    return (plain[at : at + COMMON_RUN] for at in range(len(plain) - COMMON_RUN + 1))


def _own_texts() -> list[Path]:
    """What the project says in its own words: code and rules, cases, digests and their golden tables, documents."""
    folders = {"seeds": ("md",), "tests": ("toml", "py", "csv"), "indicators": ("toml", "py")}
    inside = [path for name, kinds in folders.items() for kind in kinds for path in (ROOT / name).rglob(f"*.{kind}")]
    return [*inside, *ROOT.glob("*.md")]


def test_no_text_of_the_project_repeats_a_shared_one():
    ours = {run: path.name for path in _own_texts() for run in _runs(path.read_text(encoding="utf-8"))}
    assert ours
    repeated = {}
    for path in [*shared_folder("seeds").glob("*.txt"), *shared_folder("corpus").rglob("*.*")]:
        if path.is_file():
            repeated |= {run: (ours[run], path.name) for run in _runs(read_report(path).text) if run in ours}
    assert repeated == {}
