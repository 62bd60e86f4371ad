"""Tables made of parts: every way to title, head and lay one out, with the same values in it."""

from itertools import product

import pytest
from expected import read_period

from indicators.extract import extract
from indicators.model import Report
from indicators.reports import read_bytes

_PLACES = ["信州区", "广丰区", "玉山县"]
_INDICATORS = [
    ("地区生产总值", "gdp", "亿元", 1e8),
    ("固定资产投资", "fixed_investment", "亿元", 1e8),
    ("年末常住人口", "population", "万人", 1e4),
]
_MONEY = _INDICATORS[:2]


def _read(*lines, title="上饶市统计年鉴"):
    return _rows(Report("frames", "\n".join((title, "", *("\t".join(map(str, line)) for line in lines)))))


def _rows(report):
    return sorted(
        (row.area, row.indicator, row.measure, str(row.period), row.value, row.kind)
        for row in extract(report).observations
    )


def _cell(area, indicator, value, year=2022, measure="level", kind="actual"):
    return area, indicator, measure, str(read_period(str(year))), value, kind


@pytest.mark.parametrize("corner", ["地区", "县（市、区）", "地  区", ""])
@pytest.mark.parametrize("total", ["全市", "上饶市", "总计"])
@pytest.mark.parametrize(
    "title", [["各县区地区生产总值（亿元）"], ["分县区地区生产总值", "单位：亿元"], ["3-2 各县区地区生产总值", "（亿元）"]], ids=lambda title: title[0]
)  # fmt: skip
def test_years_stand_beside_each_other_whatever_heads_the_places(title, total, corner):
    values = {place: [10 * row + 1.5, 10 * row + 3.5, 10 * row + 2.5] for row, place in enumerate(["上饶市", *_PLACES])}
    years = [2020, 2021, 2022]
    for head, ordered in product(("{}", "{}年"), (years, years[::-1])):
        heads = [corner, *map(head.format, ordered)]
        body = [[total if place == "上饶市" else place, *row] for place, row in values.items()]
        wanted = [
            _cell(place, "gdp", value * 1e8, year)
            for place, row in values.items()
            for year, value in zip(ordered, row, strict=True)
        ]
        assert _read(*([line] for line in title), heads, *body) == sorted(wanted)


@pytest.mark.parametrize(
    "heads",
    [
        ["指标", "单位", "总量", "增长（%）"],
        ["指标名称", "计量单位", "绝对数", "比上年增长%"],
        ["项目", "单位", "2022年", "比上年增减（%）"],
        ["指  标", "单位", "全年累计", "同比±%"],
        ["指标", "单位", "2022年1-12月", "同比增长（%）"],
        ["指标", "单位", "完成数", "增幅（％）"],
    ],
    ids=lambda heads: heads[2],
)
@pytest.mark.parametrize(
    "title", ["2022年上饶市主要经济指标", "主要经济指标（2022年）", "上饶市2022年主要指标完成情况"]
)
def test_growth_stands_behind_its_amount(title, heads):
    body = [[name, unit, 12.5, -3.5] for name, _, unit, _ in _INDICATORS]
    wanted = [_cell("上饶市", code, 12.5 * scale) for _, code, _, scale in _INDICATORS]
    wanted += [_cell("上饶市", code, -3.5, measure="yoy") for _, code, _, _ in _INDICATORS]
    assert _read([title], heads, *body, title="上饶市统计月报") == sorted(wanted)


@pytest.mark.parametrize(
    "heads",
    [
        ["本月", "1-9月累计", "同比增长（%）"],
        ["当月", "累计", "累计同比（%）"],
        ["9月", "1-9月", "累计增长%"],
        ["本月实绩", "本月止累计", "比去年同期±%"],
    ],
    ids=lambda heads: heads[1],
)
def test_growth_behind_the_months_so_far_is_theirs(heads):
    body = [[name, unit, 1.5, 12.5, 3.5] for name, _, unit, _ in _MONEY]
    found = _read(["上饶市2022年9月主要经济指标"], ["指标", "单位", *heads], *body, title="上饶市统计月报")
    months = str(read_period("2022-01/2022-09"))
    told = {row[3:5] for row in found if row[2] == "yoy" or row[4] == 12.5e8}
    assert told == {(months, 12.5e8), (months, 3.5)}
    assert len(found) == 3 * len(_MONEY)


@pytest.mark.parametrize("told", ["2022年实际", "2022年完成", "2022年实绩", "2022年完成情况"])
@pytest.mark.parametrize("goal", ["2023年目标", "2023年计划", "2023年预期目标"])
def test_goals_stand_beside_what_the_year_before_brought(told, goal):
    body = [[name, unit, 1.5, 2.5] for name, _, unit, _ in _INDICATORS]
    report = "上饶市2022年国民经济和社会发展计划执行情况与2023年计划草案的报告"
    found = _read(["上饶市2023年经济社会发展预期目标"], ["指标", "单位", told, goal], *body, title=report)
    wanted = [_cell("上饶市", code, 1.5 * scale) for _, code, _, scale in _INDICATORS]
    wanted += [_cell("上饶市", code, 2.5 * scale, 2023, kind="target") for _, code, _, scale in _INDICATORS]
    assert found == sorted(wanted)


@pytest.mark.parametrize("titled", ["<h1>上饶市{}</h1><table>", "<h1>统计月报</h1><p>上饶市{}</p><table>", "<table><caption>上饶市{}</caption>", "<table><tr><td colspan=5>上饶市{}</td></tr>"])  # fmt: skip
@pytest.mark.parametrize("unit", ["head", "row", "line"])
def test_a_table_of_a_page_has_its_title_and_its_units_anywhere(titled, unit):
    named = "（亿元）" if unit == "head" else ""
    row = "<tr><td colspan=5 align=right>单位：亿元、%</td></tr>" if unit == "row" else ""
    opening = titled.format("2022年各县区主要经济指标")
    if unit == "line":
        opening = opening.replace("<table>", "<p>单位：亿元</p><table>")
    heads = "".join(f"<td colspan=2>{name}</td>" for name, *_ in _MONEY)
    lower = f"<td>绝对值{named}</td><td>增速（%）</td>" * len(_MONEY)
    body = "".join(f"<tr><td>{place}</td>" + "<td>12.5</td><td>3.5</td>" * len(_MONEY) + "</tr>" for place in _PLACES)
    page = (
        f"<html><body>{opening}{row}<tr><td rowspan=2>县区</td>{heads}</tr><tr>{lower}</tr>{body}</table></body></html>"
    )
    wanted = [
        _cell(place, code, value, measure=measure)
        for place in _PLACES
        for _, code, _, scale in _MONEY
        for measure, value in (("level", 12.5 * scale), ("yoy", 3.5))
    ]
    assert _rows(read_bytes(page.encode(), "frames.html")) == sorted(wanted)
