"""A report that a browser has printed to PDF, with its own fonts, header and page numbers, reads as it was written."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from indicators.extract import extract
from indicators.model import Report
from indicators.reports import read_bytes

pytestmark = pytest.mark.browser

PARAGRAPHS = [
    "南岭区2024年政府工作报告",
    "一、2024年工作回顾",
    "2024年，全区地区生产总值412.36亿元、增长5.4%，一般公共预算收入28.7亿元。深入实施“强链工程”，新建“智慧车间”、“灯塔工厂”12家。",
    "开展“送岗上门”，城镇新增就业1.26万人；“山水画廊”、“云上集市”、“夜游古城”三张名片擦亮，接待游客860万人次，旅游收入96.5亿元。",
    *(
        f"第{number}组：修建道路{number * 3}公里，改造“老旧小区”{number}个，惠及居民{number * 120}户，群众满意率{80 + number}.5%。"
        for number in range(1, 19)
    ),
    "二、2025年工作安排",
    "地区生产总值增长5.5%左右，城镇新增就业1.2万人以上，居民消费价格涨幅2%左右。",
]
LAYOUTS = {
    "one column of a serif": 'body { font: 12pt/1.7 "Noto Serif CJK SC" } p { text-indent: 2em; margin: 0; text-align: justify }',
    "large letters without serifs": 'body { font: 16pt/2 "Noto Sans CJK SC" } p { text-indent: 2em; margin: 0 }',
    "two columns": 'body { font: 10.5pt "Noto Serif CJK SC" } div { columns: 2 } p { text-indent: 2em; margin: 0; text-align: justify }',
    "letters set apart": 'body { font: 12pt/2 "Noto Serif CJK SC"; letter-spacing: 2px } p { text-indent: 2em; margin: 0; text-align: justify }',
    "no indents": 'body { font: 14pt "Noto Serif CJK SC" } p { margin: 0 0 1em }',
}
FOOTER = '<p style="font-size: 9px; width: 100%; text-align: center">— <span class="pageNumber"></span> —</p>'


def print_page(browser: Browser, body: str, style: str) -> bytes:
    page = browser.new_page()
    try:
        page.set_content(f'<html lang="zh"><style>{style}</style><body><div>{body}</div></body></html>')
        margin = {"top": "60px", "bottom": "60px", "left": "60px", "right": "60px"}
        return page.pdf(
            format="A4", display_header_footer=True, header_template="<p></p>", footer_template=FOOTER, margin=margin
        )  # type: ignore[arg-type]
    finally:
        page.close()


@pytest.mark.parametrize("style", LAYOUTS.values(), ids=LAYOUTS)
def test_prose_reads_as_it_was_written(browser: Browser, style: str) -> None:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    assert read_bytes(print_page(browser, body, style), "南岭区.pdf").text.split("\n") == PARAGRAPHS


DISTRICTS = """<h1>南昌市2024年国民经济和社会发展统计公报</h1><p>表1 各县区主要指标</p><table>
<tr><th rowspan=2>地区<th colspan=2>地区生产总值<th colspan=2>一般公共预算收入
<tr><th>总量（亿元）<th>增长（%）<th>总量（亿元）<th>增长（%）
<tr><td>东湖区<td>512.3<td>4.1<td>40.8<td>5.2<tr><td>西湖区<td>655.0<td>3.9<td>61.2<td>4.8
<tr><td>青云谱区<td>398.4<td>2.7<td>25.5<td>-3.3</table>"""
COUNTY = """<h1>南昌市2024年国民经济和社会发展统计公报</h1><p>表2 2024年进贤县主要指标</p><table>
<tr><th>指标<th>单位<th>绝对数<th>比上年增长（%）
<tr><td>地区生产总值<td>亿元<td>425.3<td>5.6<tr><td>固定资产投资（不含农户）<td>亿元<td>310.8<td>7.7
<tr><td>进出口总额<td>亿美元<td>12.4<td>-3.3<tr><td>城镇居民人均可支配收入<td>元<td>45821<td>4.8</table>"""
RULES = {
    "grid": "td, th { border: 1px solid }",
    "none": "",
    "below rows": "td, th { border-bottom: 1px solid }",
}
WIDTHS = {
    "even": "td:not(:first-child) { text-align: right }",
    "wide": "table { width: 100% } td, th { text-align: center }",
    # Names and heads break into several lines, the values beside the middle of them.
    "narrow": "td:first-child, th { width: 4.6em } td:not(:first-child) { text-align: right }",
}


@pytest.mark.parametrize("body", [DISTRICTS, COUNTY], ids=["districts", "county"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
def test_a_table_reads_as_on_its_page(browser: Browser, rules: str, width: str, body: str) -> None:
    style = f'body {{ font: 11pt "Noto Serif CJK SC" }} table {{ border-collapse: collapse }} td, th {{ padding: 2pt 7pt }} {rules} {width}'
    printed = read_bytes(print_page(browser, body, style), "南昌市.pdf")
    page = read_bytes(f"<html><body>{body}</body></html>".encode(), "南昌市.html")
    assert len(page_rows := list_rows(page)) >= 8
    assert list_rows(printed) == page_rows


def list_rows(report: Report) -> list[tuple[object, ...]]:
    return sorted(
        (row.area, row.indicator, row.measure, str(row.period), row.value, row.unit)
        for row in extract(report).observations
    )
