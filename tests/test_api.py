import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import indicators
from indicators.model import COLUMNS, ReportError

TEXT = "2014年，东湖区完成地区生产总值429亿元，增长8%。"


def test_text_and_file_give_the_same_rows(tmp_path: Path) -> None:
    path = tmp_path / "donghu.txt"
    path.write_text(TEXT, encoding="utf-8")
    from_text = indicators.parse(TEXT, doc_id="donghu")
    assert len(from_text) == 2
    pd.testing.assert_frame_equal(indicators.parse(path), from_text)
    pd.testing.assert_frame_equal(indicators.parse(str(path)), from_text)


def test_text_has_a_name() -> None:
    assert set(indicators.parse(TEXT)["doc_id"]) == {"text"}


@pytest.mark.parametrize("source", ["no/such.txt", "缺失.DOCX", "report.pdf"])
def test_a_name_without_a_file_is_said(source: str) -> None:
    with pytest.raises(ReportError, match="no file"):
        indicators.parse(source)


def test_a_missing_path_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReportError):
        indicators.parse(tmp_path / "no.txt")


@pytest.mark.parametrize("text", ["", "没有数字。", "长" * 5000, "a\x00b", "全文见\nreport.txt"])
def test_text_that_is_no_path(text: str) -> None:
    frame = indicators.parse(text)
    assert tuple(frame.columns) == COLUMNS
    assert frame.empty


def test_unknown_names_are_attribute_errors() -> None:
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = indicators.nothing_such
    assert {"parse", "find_figures", "open_store"} <= set(dir(indicators))


def test_importing_is_light() -> None:
    root = str(Path(indicators.__file__).parent.parent)
    code = "import sys, indicators; print(len({'pandas', 'pyarrow', 'deltalake', 'jieba', 'typer'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=root, check=True, timeout=60)
    assert done.stdout.strip() == b"0"
