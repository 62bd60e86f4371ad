from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from made import made_observation, observations, texts

from indicators.export import BOM, guard, read_csv, to_csv, unguard, write_file
from indicators.table import observations_to_frame


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝A1", "－A1", "-A1", "-", "-1(2)"],
)
def test_a_cell_that_may_be_a_formula_is_guarded(cell: str) -> None:
    assert guard(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["", "增长8%", "-12.32%", "-3.5亿元", "+0.4", "－6.9%", "-1,234.5万元", "8%", "'东湖'", "a=b"]
)
def test_numbers_and_plain_text_are_left_alone(cell: str) -> None:
    assert guard(cell) == cell


@given(texts())
def test_guarding_can_be_undone(cell: str) -> None:
    assert unguard(guard(cell)) == cell


@given(observations())
def test_csv_reads_back_as_it_was(made: list) -> None:
    frame = observations_to_frame(made)
    pd.testing.assert_frame_equal(read_csv(to_csv(frame)), frame)


def test_file_begins_with_one_bom_and_the_columns() -> None:
    frame = observations_to_frame([made_observation()])
    data = to_csv(frame)
    assert data.startswith(BOM + b"doc_id,article,area_code,")
    assert data.count(BOM) == 1
    assert to_csv(frame, bom=False) == data.removeprefix(BOM)


def test_code_stays_text_and_numbers_stay_numbers() -> None:
    made = made_observation(area_code="010203", value=-6.9, value_high=None, label="=A1")
    fields = to_csv(observations_to_frame([made]), bom=False).decode().splitlines()[1].split(",")
    assert fields[2] == "010203"
    assert fields[5] == "'=A1"
    assert fields[10:12] == ["-6.9", ""]


def test_exporting_leaves_the_frame_as_it_was() -> None:
    frame = observations_to_frame([made_observation(label="=A1")])
    before = frame.copy()
    to_csv(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"old and longer than the new one")
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert [each.name for each in tmp_path.iterdir()] == ["out.csv"]


def test_a_failed_write_leaves_the_old_file_and_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["out.csv"]
