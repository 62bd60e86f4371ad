"""Random report prose for property tests, and how many examples they may take: the same ones on every run."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

modest = settings(derandomize=True, database=None, deadline=None, max_examples=150)

_SUBJECTS = "全区地区生产总值|财政总收入|规模以上工业增加值|固定资产投资|出口|实际利用外资|城镇新增就业|项目|企业|新引进项目|总投资|高新技术企业|三次产业结构|在校生"
_PLACES = "全区|全市|全国|东湖区|南昌市|江西省|南昌高新区|园区|我县|北京市朝阳区"
_TIMES = "2014年|今年|去年|上半年|1-10月|截至7月底|“十三五”期间|五年来|2016-2020年|目前|今年以来|一季度|2021年12月31日|2020年1月-2021年6月"
_CUES = "增长|下降|同比增长|比上年提高|分别增长|分别达到|达到|预计|力争|确保|占|排名第|列全市第|高于全市平均|其中|累计|完成|突破|较上年前移|新增|不低于|是去年的"
_UNITS = "%|亿元|万元|万美元|个|家|人|个百分点|倍|位|万平方米|亩|‰|元|万|亿|余万元|多家|强|号|年|月|日|岁|天|以上|左右|G|万千瓦时|"
_MARKS = "，|；|。|、|：|（|）|“|”|\n|\n\n|——|和|及|与|的|至|-|/|比|+| |　|\t|《|》|!|?"
_HEADINGS = "\n一、2014年工作回顾\n|\n二、2015年工作安排\n|\n（一）经济运行\n|\n# 东湖区2015年政府工作报告\n|\n---\n|\n2025-07-30\n|\n【南昌招商】东湖区项目建设快报\n|\n主要预期目标是："
_NUMERALS = "十二|三亿五千万|百分之五|三分之一|二〇一四年|一、|两|万|0.1:63.8:36.1|１２，３４５．６|1,234.5|1.5·2|3/4|00|1:2|100-200|-6.9|〔2021〕5号|1+5+2|9999999999999999999"


def _words(table: str) -> st.SearchStrategy[str]:
    return st.sampled_from(table.split("|"))


def _numbers() -> st.SearchStrategy[str]:
    whole = st.integers(0, 99_999).map(str)
    return whole | st.floats(0, 1e6, allow_nan=False).map(lambda value: f"{value:.2f}") | _words(_NUMERALS)


def report_prose() -> st.SearchStrategy[str]:
    """Numbers, units, cue words, places, times, marks and headings in any order."""
    figure = st.tuples(_words(_SUBJECTS), _words(_CUES), _numbers(), _words(_UNITS), _words(_MARKS)).map("".join)
    loose = st.one_of(
        [_words(t) for t in (_SUBJECTS, _PLACES, _TIMES, _CUES, _UNITS, _MARKS, _HEADINGS)] + [_numbers()]
    )
    return st.lists(figure | loose, max_size=30).map("".join)


def newspaper_prose() -> st.SearchStrategy[str]:
    """Long sentences whose lines a page broke anywhere, also inside a number."""
    clause = st.tuples(
        _words(_SUBJECTS), _words("增长|下降|达到|完成|突破"), _numbers(), _words("%|亿元|万人|个|家")
    ).map("".join)
    sentence = st.lists(clause, min_size=8, max_size=14).map(lambda clauses: "，".join(clauses) + "。")
    wraps = st.lists(
        st.tuples(st.integers(50, 80), st.sampled_from(["\n", "\n\n", "\r\n", "\n　　"])), min_size=1, max_size=3
    )
    return st.tuples(sentence, wraps).map(lambda pair: _wrap(*pair))


def _wrap(text: str, wraps: list[tuple[int, str]]) -> str:
    lines = []
    for width, end in wraps:
        lines.append(text[:width] + end)
        text = text[width:]
    return "".join(lines) + text


def any_text() -> st.SearchStrategy[str]:
    """Any Unicode text that a decoded file can hold, also mixed with prose."""
    wild = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
    return wild | st.lists(wild | report_prose(), max_size=4).map("".join)
