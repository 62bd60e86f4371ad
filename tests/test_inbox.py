"""Uploads and pasted text: names made harmless, limits, and refusals in both languages."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import indicators.reports
from indicators.inbox import (
    LONGEST_NAME,
    MOST_CHARACTERS,
    clean_doc_id,
    clean_name,
    format_refusal,
    read_paste,
    read_upload,
)
from indicators.model import ReportError


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("报告.docx", "报告.docx"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\temp\\a.txt", "a.txt"),
        ("a\n\tb.txt", "a b.txt"),
        ("gpj\u202etxt.md", "gpjtxt.md"),
        ("\u200b.pdf", "document.pdf"),
        (".txt", "document.txt"),
        ("", "document"),
        ("...", "document"),
        ("没有后缀", "没有后缀"),
        ("<b>&'\".html", "<b>&'\".html"),
        ("e\u0301.txt", "\u00e9.txt"),
    ],
)
def test_names_are_made_harmless(name: str, clean: str) -> None:
    assert clean_name(name) == clean


@given(st.text(max_size=400))
def test_any_name_stays_on_one_line_without_folders_and_short(name: str) -> None:
    clean = clean_name(name)
    assert clean
    assert not re.search(r"[/\\\n\r\t\0]", clean)
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in clean)
    assert len(clean) <= LONGEST_NAME + 9
    assert clean_name(clean) == clean
    assert "/" not in clean_doc_id(name)


def test_an_upload_is_read_under_its_clean_name() -> None:
    report = read_upload("..\\东湖区\u202e.txt", "出口6亿元。".encode())
    assert (report.doc_id, report.text) == ("东湖区", "出口6亿元。")


def test_a_paste_is_named_by_its_title_or_its_text() -> None:
    assert (read_paste("出口6亿元。", " 甲/乙\n丙 ").doc_id, read_paste("出口6亿元。", "甲").title) == (
        "甲-乙 丙",
        "甲",
    )
    unnamed = read_paste("出口6亿元。")
    assert re.fullmatch(r"text-[0-9a-f]{8}", unnamed.doc_id)
    assert unnamed.doc_id == read_paste("出口6亿元。").doc_id != read_paste("出口7亿元。").doc_id
    assert read_paste("出口\ud8006亿元。").text == "出口?6亿元。"


@pytest.mark.parametrize("text", ["", " \n\u3000", "出口\0亿元", "长" * (MOST_CHARACTERS + 1)])
def test_a_paste_that_can_not_be_read_is_refused(text: str) -> None:
    with pytest.raises(ReportError):
        read_paste(text)


def test_a_long_file_is_refused() -> None:
    with pytest.raises(ReportError, match="400,001 characters are more than"):
        read_upload("a.txt", ("a" * (MOST_CHARACTERS + 1)).encode())


@pytest.mark.parametrize(
    ("message", "chinese"),
    [
        ("a.txt: the file is empty", "a.txt：文件是空的。"),
        (
            "a.exe: files ending in .exe can't be read, only .csv, .txt",
            "a.exe：不能读 .exe 文件，能读的有 .csv, .txt。",
        ),
        ("a.md: the front matter is no valid YAML (line 3)", "a.md：文件头不是有效的 YAML (line 3)。"),
        ("a: b.pdf: it is behind a password", "a：b.pdf: it is behind a password。"),
        ("a.txt: something nobody foresaw", "a.txt：something nobody foresaw。"),
    ],
)
def test_refusals_read_in_chinese(message: str, chinese: str) -> None:
    assert format_refusal(ReportError(message), "zh") == chinese
    assert format_refusal(ReportError(message), "en") == f"{message}."


def test_every_reason_of_the_readers_reads_in_chinese() -> None:
    folder = Path(indicators.reports.__file__).parent
    code = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    reasons = re.findall(r'fail\(\s*f?"([^"]+)"', code) + re.findall(r'^DAMAGED = "([^"]+)"', code, re.MULTILINE)
    reasons += re.findall(r'if locked else "([^"]+)"', code)
    assert len(reasons) > 15
    for reason in reasons:
        filled = re.sub(r"\{[^}]*\}", "7", reason)
        assert re.search(r"[\u4e00-\u9fff]", format_refusal(ReportError(f"a.txt: {filled}"), "zh")), reason
