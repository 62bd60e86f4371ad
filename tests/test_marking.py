"""Text as HTML: every number marked once by its fate, all else as it stands, and nothing of a document as markup."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.marking import Mark, find_marks, list_branches, mark_sentence, mark_text, safe_address
from indicators.model import NumberFate
from indicators.outline import Branch

HOSTILE = "</a><script>alert(1)</script>' onclick='alert(2)"


def fates(*spans: tuple[int, int, str]) -> list[NumberFate]:
    return [NumberFate(start, end, "", fate, "") for start, end, fate in spans]


def test_a_row_takes_its_numbers_into_one_mark() -> None:
    account = fates((3, 4, "observation"), (5, 8, "observation"), (20, 24, "not_figure"), (30, 31, "unresolved"))
    assert find_marks(account, [(3, 10)]) == [
        Mark(3, 10, "observation"),
        Mark(20, 24, "not_figure"),
        Mark(30, 31, "unresolved"),
    ]


def test_two_rows_of_one_figure_are_one_mark_and_a_number_without_its_row_stays() -> None:
    assert find_marks(fates((5, 6, "observation")), [(0, 3), (0, 3)]) == [
        Mark(0, 3, "observation"),
        Mark(5, 6, "observation"),
    ]


def test_a_row_goes_before_a_number_that_reaches_into_it() -> None:
    assert find_marks(fates((1, 3, "not_figure"), (6, 8, "unresolved")), [(2, 7)]) == [Mark(2, 7, "observation")]


def test_the_blank_start_of_a_text_is_left_out_and_offsets_stay_those_of_the_document() -> None:
    assert mark_text("\n　 有3个", [Mark(4, 5, "unresolved")], str) == (
        "有<a class='di-number di-unresolved' data-at='4' href='4'>3</a>个"
    )


def test_text_and_link_of_a_document_are_never_markup() -> None:
    text = f"{HOSTILE}5亿元"
    marked = mark_text(
        text, [Mark(0, 4, "observation"), Mark(len(HOSTILE), len(text), "observation")], lambda at: HOSTILE
    )
    assert re.findall(r"<[^>]*>", re.sub(r"href='[^']*'", "", marked)) == [
        "<a class='di-number di-observation' data-at='0' >",
        "</a>",
        f"<a class='di-number di-observation' data-at='{len(HOSTILE)}' >",
        "</a>",
    ]
    assert unescape(re.sub(r"<[^>]*>", "", marked)) == text


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 5)), max_size=8), st.integers(0, 3))
def test_marks_never_overlap_and_no_character_is_lost(text: str, spans: list[tuple[int, int]], rows: int) -> None:
    inside = sorted((start, start + size) for start, size in spans if start + size <= len(text))
    marks = find_marks(fates(*((start, end, "not_figure") for start, end in inside[rows:])), inside[:rows])
    ends = [0, *(mark.end for mark in marks if mark.fate == "observation")]
    assert sorted(ends) == ends
    plain = unescape(re.sub(r"</?a[^>]*>", "", mark_text(text, marks, str)))
    assert plain == unescape(mark_text(text, [], str)) == text.lstrip()


def test_a_sentence_is_escaped_before_in_and_behind_its_mark() -> None:
    assert mark_sentence("<a>5<b>", 3, 4) == "&lt;a&gt;<mark class='di-figure di-chosen'>5</mark>&lt;b&gt;"


def test_an_outline_folds_what_has_lines_below_and_opens_what_matters() -> None:
    tree = [Branch("背景", (Branch("<文章>"),), key="setting"), Branch("读法", (Branch("a", why="b"),), key="row")]
    assert list_branches(tree) == (
        "<ul class='di-outline'>"
        "<li><details><summary>背景</summary><ul class='di-outline'><li>&lt;文章&gt;</li></ul></details></li>"
        "<li><details open><summary>读法</summary><ul class='di-outline'><li>a <small>b</small></li></ul></details></li>"
        "</ul>"
    )


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://www.nc.gov.cn/a?b=1", "https://www.nc.gov.cn/a?b=1"),
        (" http://dhq.nc.gov.cn/a.html\n", "http://dhq.nc.gov.cn/a.html"),
        ("HTTPS://www.nc.gov.cn", "HTTPS://www.nc.gov.cn"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("//www.nc.gov.cn", ""),
        ("https:///nowhere", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_are_links(address: str, safe: str) -> None:
    assert safe_address(address) == safe
