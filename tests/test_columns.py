"""Tables of plain text whose columns only blanks part."""

import pytest

from indicators.columns import find_all_tables
from indicators.extract import extract
from indicators.model import Report

HEAD = "表2 主要产品产量及其增长速度\n单位：吨\n"


def _rows(text, title="2023年东湖区统计公报"):
    return [
        (row.indicator, row.measure, row.value, row.unit)
        for row in extract(Report("case", text, title=title)).observations
    ]


def test_a_table_parted_by_blanks_gives_a_row_for_each_value():
    text = f"全年出口9亿元。\n{HEAD}产品名称 产量 比上年增长%\n粮食 217 0.9\n其中:稻谷 191 -1.2\n全年进口7亿元。"
    found = _rows(text)
    assert [row for row in found if row[0] != "other"] == [
        ("exports", "level", 9e8, "CNY"),
        ("grain", "level", 217, "t"),
        ("grain", "yoy", 0.9, "%"),
        ("imports", "level", 7e8, "CNY"),
    ]
    assert len(found) == 6


def test_a_column_of_units_says_what_values_are_in():
    text = "指标　　单位　　绝对数　　增长%\n地区生产总值　　亿元　　53　　6.5\n出口　　亿元　　9　　-4\n"
    assert _rows(text) == [
        ("gdp", "level", 53e8, "CNY"),
        ("gdp", "yoy", 6.5, "%"),
        ("exports", "level", 9e8, "CNY"),
        ("exports", "yoy", -4, "%"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "政 府 工 作 报 告\n2023 年 1 月\n各位代表：",
        "联系电话 12345\n",
        "产品 产量 增长%\n粮食 217\n油料 49 8.9 3\n",
        "这一年，产量 增长，速度 快。\n粮食 217 0.9\n油料 49 8.9\n",
    ],
)
def test_lines_without_heads_for_their_columns_are_no_table(text):
    assert find_all_tables(text) == []


def test_tables_of_both_kinds_stand_in_the_order_of_the_text():
    text = "品名 产量 增长%\n粮食 217 0.9\n油料 49 8.9\n\n地区\t产值（亿元）\n甲区\t5.2\n"
    assert [table.rows[0][0].text for table in find_all_tables(text)] == ["品名", "地区"]


def test_a_table_stands_in_no_other():
    text = "指标\n本月增长（%）\n累计增长（%）\n粮 食\n增长 5%\n增长 6%\n油 料\n增长 5%\n增长 6%\n棉花产量7万吨。"
    assert [len(table.rows) for table in find_all_tables(text)] == [3]
    assert _rows(text)[-1][2] == 70_000


def test_sectors_below_other_industries_are_still_parts_of_output():
    text = (
        "指标 绝对值（万元） 比上年增长（%）\n地区生产总值 1800 6\n农林牧渔业 370 4\n第一产业 290 3\n第二产业 620 5\n"
    )
    assert [row[:3] for row in _rows(text) if row[0] != "other"] == [
        ("gdp", "level", 1.8e7),
        ("gdp", "yoy", 6),
        ("farm_va", "level", 3.7e6),
        ("farm_va", "yoy", 4),
        ("primary_va", "level", 2.9e6),
        ("primary_va", "yoy", 3),
        ("secondary_va", "level", 6.2e6),
        ("secondary_va", "yoy", 5),
    ]
