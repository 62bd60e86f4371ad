"""Tables of a PDF, with rules and without, become rows of cells; columns of prose stay in order; no character is lost."""

from __future__ import annotations

from collections import Counter
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_pdf import Rule, Text, draw_lines, draw_pdf, draw_rows, rule_grid
from prose import modest

from indicators.extract import extract
from indicators.reports import read_bytes
from indicators.reports.pdf import TABLE_MARK, read_pdf
from indicators.reports.source import Source

XS = [60, 200, 300, 400, 500]
COLUMNS = [66, 206, 306, 406]
PROSE = "全区坚持稳中求进总基调不动摇各项工作都有新的进展和成效。"


def read_lines(pages: list[list[Text]], **drawn: Any) -> list[str]:
    return read_bytes(draw_pdf(pages, **drawn), "某区.pdf").text.split("\n")


# --- with rules -------------------------------------------------------------------------------------------------------

ROWS = [
    ["地区", "产值（亿元）", "增速（%）", "位次"],
    ["东湖区", "412.3", "5.1", "2"],
    ["西湖区", "1,655", "-4.9", "1"],
]


def test_a_ruled_table_keeps_its_cells() -> None:
    texts = [*draw_lines([PROSE]), *draw_rows(ROWS, COLUMNS), *draw_lines([PROSE], top=600)]
    lines = read_lines([texts], rules=rule_grid(XS, [715, 695, 675, 655]))
    assert lines == [PROSE, *("\t".join(row) for row in ROWS), PROSE]


def test_the_order_of_the_file_does_not_matter_within_a_ruled_table() -> None:
    texts = [*draw_lines([PROSE]), *draw_rows(ROWS, COLUMNS)[::-1]]
    assert read_lines([texts], rules=rule_grid(XS, [715, 695, 675, 655]))[1:] == ["\t".join(row) for row in ROWS]


def test_merged_heads_of_a_ruled_table_stand_in_each_of_their_cells() -> None:
    texts = draw_rows(
        [["", "2023年", "", "位次"], ["地区", "产值", "增速", ""], ["东湖区", "412.3", "5.1", "2"]], COLUMNS
    )
    rules = [
        *[(60, y, 500, y) for y in (715, 675, 655)],
        (200, 695, 400, 695),
        *[(x, 715, x, 655) for x in (60, 200, 400, 500)],
        (300, 695, 300, 655),
    ]
    assert read_lines([texts], rules=rules) == [
        "地区\t2023年\t2023年\t位次",
        "地区\t产值\t增速\t位次",
        "东湖区\t412.3\t5.1\t2",
    ]


def test_a_cell_on_two_lines_is_one() -> None:
    texts = [Text(66, 700, "城镇新增就业"), Text(66, 686, "人数（万人）"), Text(206, 693, "1.2")]
    texts += [Text(66, 660, "常住人口"), Text(206, 660, "51")]
    rules = rule_grid([60, 200, 300], [715, 675, 655])
    assert read_lines([texts], rules=rules) == ["城镇新增就业人数（万人）\t1.2", "常住人口\t51"]


def test_rows_that_no_rule_parts_are_parted_by_their_values() -> None:
    texts = draw_rows(ROWS, COLUMNS)
    rules = rule_grid(XS, [715, 695, 655])
    assert read_lines([texts], rules=rules) == ["\t".join(row) for row in ROWS]


def test_a_table_with_open_sides_keeps_its_outer_columns() -> None:
    rules = [*[(60, y, 500, y) for y in (715, 695, 675, 655)], *[(x, 715, x, 655) for x in (200, 300, 400)]]
    assert read_lines([draw_rows(ROWS, COLUMNS)], rules=rules) == ["\t".join(row) for row in ROWS]


def test_a_frame_around_a_paragraph_is_no_table() -> None:
    rules = rule_grid([60, 540], [815, 760])
    assert read_lines([draw_lines([PROSE, PROSE])], rules=rules) == [PROSE, PROSE]


def test_a_page_on_its_side_is_read_as_it_is_shown() -> None:
    """A rotated page whose content is upright when it is shown: what stands above lies on the right in the file."""
    texts = draw_rows(ROWS, COLUMNS)
    assert TABLE_MARK in read_lines([texts], rules=rule_grid(XS, [715, 695, 675, 655]), rotated=180)[0]


# --- without rules ----------------------------------------------------------------------------------------------------


def test_a_table_without_rules_is_known_by_its_columns() -> None:
    texts = [*draw_lines([PROSE, "各区产值"], top=760), *draw_rows(ROWS, COLUMNS), *draw_lines([PROSE], top=620)]
    assert read_lines([texts]) == [PROSE, "各区产值", *("\t".join(row) for row in ROWS), PROSE]


def test_heads_over_two_columns_stand_over_both() -> None:
    heads = [Text(250, 740, "2022年"), Text(430, 740, "2023年"), Text(66, 730, "地区")]
    rows = [
        ["", "产值", "增速", "产值", "增速"],
        ["甲区", "1.5", "5.1", "1.7", "6.0"],
        ["乙区", "2.5", "4.1", "2.7", "7.0"],
    ]
    texts = [*draw_lines([PROSE]), *heads, *draw_rows(rows, [66, 226, 306, 406, 486], top=720)]
    assert read_lines([texts])[1:] == [
        "地区\t2022年\t2022年\t2023年\t2023年",
        "地区\t产值\t增速\t产值\t增速",
        "甲区\t1.5\t5.1\t1.7\t6.0",
        "乙区\t2.5\t4.1\t2.7\t7.0",
    ]


def test_heads_on_the_left_of_several_that_repeat_stand_over_each_of_them() -> None:
    heads = [Text(66, 740, "指标"), Text(206, 740, "全县"), Text(400, 740, "全市")]
    rows = [
        ["", "总量", "增速", "总量", "增速"],
        ["产值", "1.5", "5.1", "17.5", "6.0"],
        ["税收", "2.5", "4.1", "22.5", "7.0"],
    ]
    texts = [*draw_lines([PROSE]), *heads, *draw_rows(rows, [66, 206, 306, 400, 486], top=720)]
    assert read_lines([texts])[1:3] == ["指标\t全县\t全县\t全市\t全市", "指标\t总量\t增速\t总量\t增速"]


def test_heads_of_sections_stand_in_the_table() -> None:
    rows = [
        ["指标", "单位", "2023年"],
        ["一、综合"],
        ["生产总值", "亿元", "412"],
        ["二、财政"],
        ["收入", "亿元", "31.6"],
    ]
    assert read_lines([draw_rows(rows, COLUMNS)]) == [
        "指标\t单位\t2023年",
        "一、综合\t\t",
        "生产总值\t亿元\t412",
        "二、财政\t\t",
        "收入\t亿元\t31.6",
    ]


def test_a_name_on_two_lines_is_one() -> None:
    texts = draw_rows([["指标", "单位", "2023年"], ["出口", "亿元", "5.5"]], COLUMNS, step=30)
    texts += [Text(66, 640, "城镇新增"), Text(66, 626, "就业人数"), Text(206, 633, "万人"), Text(306, 633, "1.2")]
    texts += draw_rows([["进口", "亿元", "4.5"]], COLUMNS, top=600)
    assert read_lines([texts]) == [
        "指标\t单位\t2023年",
        "出口\t亿元\t5.5",
        "城镇新增就业人数\t万人\t1.2",
        "进口\t亿元\t4.5",
    ]


def test_a_table_goes_on_over_pages_with_a_header() -> None:
    more = [["青山湖区", "512", "6.6", "3"], ["南昌县", "9", "7", "4"]]
    pages = [
        [Text(200, 820, "某市统计公报"), *draw_rows(rows, COLUMNS), Text(280, 40, f"- {number} -")]
        for number, rows in enumerate((ROWS, more, more), 1)
    ]
    assert read_lines(pages) == ["某市统计公报", *("\t".join(row) for row in (*ROWS, *more, *more))]


@pytest.mark.parametrize(
    "rows",
    [
        [["第一章 总则", "1"], ["第二章 目标", "4"], ["第三章 任务", "9"]],
        [["联系电话", "12345"], ["邮编", "330000"]],
        [["甲", "乙", "丙"], ["子", "丑", "寅"]],
    ],
)
def test_what_lists_no_values_under_heads_is_no_table(rows: list[list[str]]) -> None:
    texts = [*draw_lines([PROSE]), *draw_rows(rows, COLUMNS)]
    assert not any(TABLE_MARK in line for line in read_lines([texts]))


# --- prose ------------------------------------------------------------------------------------------------------------


def test_two_columns_written_line_by_line_are_read_one_after_the_other() -> None:
    left = [f"左栏第{i}行写着产业发展的情况" for i in "一二三四五"]
    right = [f"右栏第{i}行写着民生改善的情况" for i in "一二三四五"]
    texts = [
        Text(x, 800 - 20 * index, text)
        for index, pair in enumerate(zip(left, right, strict=True))
        for x, text in zip((60, 310), pair, strict=True)
    ]
    title = Text(200, 830, "某区人民政府关于年度工作情况的报告")
    assert "".join(read_lines([[title, *texts, Text(310, 700, "完。")]])) == "".join(
        [title.text, *left, *right, "完。"]
    )


def test_a_stretched_line_has_no_spaces_within() -> None:
    line = "２０２３年，东湖区实现地区生产总值"
    assert read_lines([[Text(60, 800, line, spread=5.0), Text(60, 780, "429.14亿元。")]])[0].startswith(line)


def test_the_top_of_the_right_column_is_no_header() -> None:
    left = [Text(60, 800 - 20 * line, f"左栏第{line}行写着产业发展的情况") for line in range(1, 26)]
    right = [Text(310, 803 - 20 * line, f"右栏第{line}行写着民生改善的情况") for line in range(1, 26)]
    assert "".join(read_lines([[*left, *right]])) == "".join(each.text for each in (*left, *right))


def test_a_character_beyond_the_basic_plane_is_one() -> None:
    assert read_lines([[Text(60, 800, "𠮷林村实现税收4.2亿元。")]]) == ["𠮷林村实现税收4.2亿元。"]


def test_a_drawing_of_many_lines_is_no_table() -> None:
    rules = [(60.0, 500 + index / 10, 500.0, 500 + index / 10) for index in range(3990)]
    rules += [(60.0 + index, 500.0, 60.0 + index, 900.0) for index in range(9)]
    assert read_lines([draw_lines([PROSE, PROSE])], rules=rules) == [PROSE, PROSE]


def test_a_drawing_in_steps_is_no_table() -> None:
    rules: list[Rule] = []
    for at in range(0, 9_000, 10):
        rules += [(at, at, at + 10, at), (at + 10, at, at + 10, at + 10)]
    start = process_time()
    assert read_pdf(Source("a.pdf", draw_pdf([draw_lines([PROSE])], rules=rules))).text == PROSE
    assert process_time() - start < 10


def test_a_line_of_hundreds_of_heads_is_no_table() -> None:
    columns = [50 + 40 * column for column in range(400)]
    rows = [["指标"] * len(columns)] * 3 + [["5.1"] * len(columns)] * 3
    start = process_time()
    report = read_pdf(Source("a.pdf", draw_pdf([draw_rows(rows, columns)])))
    assert TABLE_MARK not in report.text
    assert report.text.count("5.1") == 3 * len(columns)
    assert process_time() - start < 5


def test_an_indented_line_begins_a_paragraph() -> None:
    full = "全区坚持稳中求进总基调不动摇各项工作都有新的进展"
    texts = [Text(84, 800, full), Text(60, 780, f"{full}和效"), Text(84, 760, full), Text(60, 740, "和成效。")]
    assert read_lines([texts]) == [f"{full}{full}和效", f"{full}和成效。"]


# --- what it is for ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rules", [[], rule_grid(XS, [715, 695, 675, 655])])
def test_a_table_gives_observations_with_their_spans(rules: list[tuple[float, float, float, float]]) -> None:
    rows = [["地区", "地区生产总值（亿元）", "增长（%）"], ["东湖区", "412.3", "5.1"], ["西湖区", "655", "-4.9"]]
    columns = [66, 206, 350]
    texts = [*draw_lines(["南昌市2023年统计公报", PROSE], top=780), *draw_rows(rows, columns)]
    report = read_bytes(
        draw_pdf([texts], rules=rules and rule_grid([60, 200, 340, 500], [715, 695, 675, 655])), "a.pdf"
    )
    found = extract(report).observations
    assert [(row.area, row.indicator, row.measure, row.value) for row in found] == [
        ("东湖区", "gdp", "level", 41230000000.0),
        ("东湖区", "gdp", "yoy", 5.1),
        ("西湖区", "gdp", "level", 65500000000.0),
        ("西湖区", "gdp", "yoy", -4.9),
    ]
    assert all(report.text[row.start : row.end] == row.surface for row in found)


_PLACED = st.builds(
    Text,
    st.sampled_from([60.0, 66.0, 130.0, 200.0, 206.0, 300.0, 420.0]),
    st.sampled_from([800.0, 792.0, 780.0, 760.0, 745.0, 740.0, 700.0, 60.0]),
    st.sampled_from(
        ["5.1", "东湖区", "2023年", "—", "地区生产总值（亿元）", "全区稳中求进，", "表1", "GDP", "注：无。"]
    ),
)


@modest
@given(st.lists(_PLACED, min_size=1, max_size=14), st.sampled_from([[], rule_grid([55, 195, 290], [810, 770, 735])]))
def test_no_character_of_a_page_is_lost(texts: list[Text], rules: list[tuple[float, float, float, float]]) -> None:
    read = read_bytes(draw_pdf([texts], rules=rules), "a.pdf").text
    drawn = Counter(char for each in {(t.x, t.y): t for t in texts}.values() for char in each.text)
    assert not Counter(char for char in drawn if char not in read)
