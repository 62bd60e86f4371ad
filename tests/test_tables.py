"""Every value of a table becomes a row with the meaning of its heads, or stays unresolved with the reason."""

from __future__ import annotations

import re
from io import BytesIO

import pandas as pd
import pytest
from docx import Document
from expected import read_cases, read_period
from hypothesis import given
from hypothesis import strategies as st
from prose import modest
from test_export import NO_DOCUMENTS
from test_extract import _hold_promises
from test_sheet import make_xlsx

import indicators
from indicators.areas import NOWHERE
from indicators.export import FORMATS
from indicators.extract import extract
from indicators.grids import find_tables, hide_tables
from indicators.headers import read_head
from indicators.lexicon import read_toml
from indicators.model import Report
from indicators.period_rules import Clock
from indicators.reports import read_bytes, read_text
from indicators.table import observations_to_frame
from indicators.table_words import table_words

CASES = read_cases("tables")["case"]


def _found(row):
    return [row.area, row.indicator, row.label, row.measure, row.period, row.value, row.unit, row.kind]


def _expected(row):
    return [*row[:4], read_period(row[4]), pytest.approx(row[5], rel=1e-9), *row[6:]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_table_gives_the_rows_that_a_careful_reader_takes_from_it(case):
    report = Report("case", case["text"].strip("\n"), title=case["title"])
    extraction = extract(report)
    assert [_found(row) for row in extraction.observations] == [_expected(row) for row in case["rows"]]
    left = [[each.surface, each.reason] for each in extraction.account if each.fate == "unresolved"]
    assert left == case.get("unresolved", [])
    _hold_promises(report)


@pytest.mark.parametrize("rule", read_toml("tables.toml")["measure"], ids=lambda rule: rule["name"])
def test_each_measure_is_read_from_its_example(rule):
    read = read_head(rule["example"], Clock(2023), NOWHERE)
    assert (read.measure, read.implied_unit) == (rule["measure"], rule.get("unit", ""))
    assert re.search(rule["pattern"], rule["example"])


@pytest.mark.parametrize("code", ["csv", "xlsx", "sdmx"])
def test_a_download_of_the_tidy_table_gives_its_rows_back(code):
    frame = indicators.parse("2023年，东湖区地区生产总值680亿元左右，增长5%-6%，居全市第3位；出口下降2.5%。")
    data = FORMATS[code].write(frame, NO_DOCUMENTS)
    report = read_bytes(data, "back.xlsx" if code == "xlsx" else "back.csv")
    _hold_promises(report)
    given = observations_to_frame(extract(report).observations)
    kept = [
        "area_code",
        "area",
        "indicator",
        "label",
        "measure",
        "time_period",
        "value",
        "value_high",
        "unit",
        "kind",
        "bound",
    ]
    pd.testing.assert_frame_equal(given[kept], frame[kept])


def test_a_value_that_is_no_number_of_a_tidy_table_says_why():
    heads = ("area", "indicator", "measure", "time_period", "value", "unit")
    rows = [("东湖区", "gdp", "level", "2014", value, "CNY") for value in ("1e999", "9" * 50, "5")]
    extraction = extract(Report("case", "\n".join("\t".join(row) for row in (heads, *rows))))
    assert [row.value for row in extraction.observations] == [5]
    assert {each.reason for each in extraction.account if each.fate == "unresolved"} <= {
        "unreadable",
        "table cell with words",
    }


@pytest.mark.parametrize("word", [word for word in sorted(table_words()["missing"]) if word])
def test_a_missing_value_is_never_a_number(word):
    report = Report("case", f"县区\t出口（万元）\n东湖区\t{word}\n西湖区\t6", title="南昌市2023年")
    extraction = extract(report)
    assert [row.value for row in extraction.observations] == [60000]
    assert [each for each in extraction.account if each.fate == "unresolved"] == []


def test_a_table_between_paragraphs_leaves_the_prose_as_it_is():
    prose = "2023年，东湖区财政总收入完成53亿元，增长8%。"
    text = f"{prose}\n地区\t出口（亿元）\n东湖区\t5\n西湖区\t6\n{prose}"
    report = Report("case", text, title="南昌市2023年简报")
    rows = extract(report).observations
    assert [(row.area, row.indicator, row.value) for row in rows] == [
        ("东湖区", "fiscal_revenue", 5.3e9),
        ("东湖区", "fiscal_revenue", 8),
        ("东湖区", "exports", 5e8),
        ("西湖区", "exports", 6e8),
        ("东湖区", "fiscal_revenue", 5.3e9),
        ("东湖区", "fiscal_revenue", 8),
    ]
    assert [row.sentence for row in rows[2:4]] == ["东湖区\t5", "西湖区\t6"]


def test_a_paragraph_with_a_tab_is_no_table():
    text = "\t2023年，东湖区财政总收入完成53亿元。\n\t出口5亿元，\t增长8%。"
    assert find_tables(text) == []
    assert hide_tables(text, []) == text


def test_the_same_table_in_every_format():
    rows = [["指标", "2023年（亿元）", "增速（%）"], ["地区生产总值", "500.5", "5.2"], ["出口", "-", "-3"]]
    document = Document()
    document.add_paragraph("东湖区2023年主要指标")
    table = document.add_table(3, 3)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    buffer = BytesIO()
    document.save(buffer)
    cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    files = {
        "a.docx": buffer.getvalue(),
        "a.html": f"<html><body><h1>东湖区2023年主要指标</h1><table>{cells}</table></body></html>".encode(),
        "a.csv": ("东湖区2023年主要指标\n" + "\n".join(",".join(row) for row in rows)).encode("gb18030"),
        "a.xlsx": make_xlsx({"Sheet1": [["东湖区2023年主要指标"], *rows]}),
        "a.txt": ("东湖区2023年主要指标\n" + "\n".join("\t".join(row) for row in rows)).encode(),
    }
    found = {}
    for name, data in files.items():
        report = read_bytes(data, name)
        found[name] = [_found(row) for row in extract(report).observations]
        _hold_promises(report)
    year = read_period("2023")
    wanted = [
        ["东湖区", "gdp", "地区生产总值", "level", year, 5.005e10, "CNY", "actual"],
        ["东湖区", "gdp", "地区生产总值", "yoy", year, 5.2, "%", "actual"],
        ["东湖区", "exports", "出口", "yoy", year, -3, "%", "actual"],
    ]
    assert found == dict.fromkeys(files, wanted)


def test_a_file_without_a_title_takes_place_and_year_from_its_name():
    data = "地区,出口（亿元）\n东湖区,5\n合计,6".encode()
    rows = extract(read_bytes(data, "2023年南昌市.csv")).observations
    assert [(row.area, row.period, row.value) for row in rows] == [
        ("东湖区", read_period("2023"), 5e8),
        ("南昌市", read_period("2023"), 6e8),
    ]


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        ("地区\t学校（所）\n东湖区\t十二\n西湖区\t三", [12, 3]),
        ("\t地区\t学校（所）\n①\t东湖区\t5\n②\t西湖区\t6", [5, 6]),
        ("\t地区\t学校（所）\n¹\t东湖区\t5\n²\t西湖区\t6", [5, 6]),
    ],
    ids=["numbers in words", "numbers in circles", "raised numbers"],
)
def test_a_table_with_other_digits_keeps_the_promises(rows, values):
    report = read_text(f"2023年各区学校\n{rows}")
    assert [row.value for row in extract(report).observations] == values
    _hold_promises(report)


def test_each_sheet_has_its_own_year():
    head = ["地区", "出口（亿元）"]
    book = make_xlsx(
        {"a": [["南昌市2022年出口"], head, ["东湖区", 5]], "b": [["南昌市2023年出口"], head, ["东湖区", 6]]}
    )
    rows = extract(read_bytes(book, "a.xlsx")).observations
    assert [(row.period, row.value) for row in rows] == [(read_period("2022"), 5e8), (read_period("2023"), 6e8)]


_WORDS = "地区|指标|单位|2023年|2022|2021|1-10月|绝对值|增速(%)|同比±%|位次|东湖区|西湖区|全市|合计|地区生产总值|出口（亿元）|其中：第一产业|亿元|%|万人|序号|目标|上年同期|比2020年增长%|备注|▲|-|…|5|12.5|-3.1|1,234.5|5.2%|增长5%左右|5-5.5|1.2万|三亿元|2012|1|2|3| |　|增长3%，下降5%。|第3位|同比增减|累计|本月|(上年=100)"
_LINES = "南昌市2023年主要指标|单位：亿元|单位：亿元、%|正文增长5%。|二、2024年工作安排|---|2023-05-01|\r"


@st.composite
def _tables(draw):
    cell = st.lists(st.sampled_from(_WORDS.split("|")), min_size=0, max_size=2).map("".join)
    row = st.lists(cell, min_size=1, max_size=6).map("\t".join)
    lines = draw(st.lists(row | st.sampled_from(_LINES.split("|")), max_size=14))
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines)


@modest
@given(_tables(), st.sampled_from(["", "东湖区2023年统计公报", "南昌市2024年政府工作报告"]))
def test_any_table_keeps_the_promises(text, title):
    _hold_promises(Report("case", text, title=title))


@modest
@given(_tables())
def test_hidden_tables_leave_every_other_character_in_place(text):
    tables = find_tables(text)
    hidden = hide_tables(text, tables)
    assert len(hidden) == len(text)
    for table in tables:
        assert not hidden[table.start : table.end].strip()
        for cell in (cell for row in table.rows for cell in row):
            assert text[cell.start : cell.end] == cell.text
