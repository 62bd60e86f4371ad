"""A report says the same however it is set: with blanks beside digits, wide digits, short lines, or the years of another plan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from time import process_time

import pytest
from shared import shared_folder

from indicators.extract import extract
from indicators.flat import join_lines
from indicators.model import Observation, Report
from indicators.reports import read_report

REPORT = """东湖区2021年政府工作报告
2021年1月8日在东湖区第十届人民代表大会第六次会议上
一、2020年工作回顾
　　过去一年，地区生产总值完成450亿元，增长5.5%左右；财政总收入超53.14亿元，城镇新增就业1.2万人，新增高新技术企业35家。亿元以上项目达到59个，总投资310亿元，位居全市第2位。
“十三五”时期，社会消费品零售总额由2015年的210亿元增加到2020年的335亿元，年均增长9.8%。
二、2021年主要目标
　　今年的主要预期目标是：地区生产总值增长7%以上，GDP总量突破480亿元，进出口总额不低于30亿美元，R&D经费占比达到2.1%。
"""
_PLANS = "一二三四五六"


def _blanks(text: str) -> str:
    """A blank on either side of digits and Latin letters, as word processors set it."""
    return re.sub(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Z])|(?<=[0-9A-Z%])(?=[\u4e00-\u9fff])", " ", text)


def _wide(text: str) -> str:
    return text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789%"})


def _narrow_marks(text: str) -> str:
    return text.translate(str.maketrans("，；：（）！？", ",;:()!?"))


def _one_paragraph(text: str) -> str:
    """All paragraphs behind the title and the date in one line, as a page without its markup."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return "\n".join([*lines[:3], "".join(lines[3:])])


def _five_years_before(text: str) -> str:
    earlier = re.sub(r"(?<!\d)20\d\d(?=年|—|-|－|至|到|、)", lambda year: str(int(year[0]) - 5), text)
    return re.sub("十([二三四五])五", lambda plan: f"十{_PLANS[_PLANS.index(plan[1]) - 1]}五", earlier)


SETTINGS: dict[str, Callable[[str], str]] = {
    "blanks": _blanks,
    "wide digits": _wide,
    "narrow marks": _narrow_marks,
    "blank lines": lambda text: text.replace("\n", "\n\n"),
    "indents": lambda text: "\n".join("　　" + line for line in text.split("\n")),
    "one paragraph": _one_paragraph,
    "another plan": _five_years_before,
}


def _said(observations: Iterable[Observation], years: int = 0) -> Counter[tuple[object, ...]]:
    """What the rows on indicators of the catalogue say, their years moved, whatever their words and places."""
    return Counter(_row(o, years) for o in observations if o.indicator != "other")


def _row(o: Observation, years: int) -> tuple[object, ...]:
    start, end = (o.period.start, o.period.end) if o.period else (None, None)
    times = tuple(day and (day.year + years, day.month) for day in (start, end))
    return o.area_code, o.area, o.indicator, o.measure, times, o.value, o.value_high, o.unit, o.kind, o.bound


def _differences(report: Report, setting: str) -> int:
    set_otherwise = SETTINGS[setting]
    other = replace(report, text=set_otherwise(report.text), title=set_otherwise(report.title), published=None)
    plain = _said(extract(replace(report, published=None)).observations)
    told = _said(extract(other).observations, 5 if setting == "another plan" else 0)
    return sum((plain - told).values()) + sum((told - plain).values())


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_report_says_the_same_however_it_is_set(setting):
    report = Report("made", REPORT)
    assert len(_said(extract(report).observations)) > 12
    assert _differences(report, setting) == 0


@pytest.mark.parametrize("setting", SETTINGS)
def test_reports_of_the_corpus_say_the_same_however_they_are_set(setting):
    files = sorted(shared_folder("corpus").rglob("*.docx"))[::4]
    reports = [read_report(file) for file in files]
    rows = sum(len(_said(extract(report).observations)) for report in reports)
    assert rows > 100
    assert sum(_differences(report, setting) for report in reports) <= 0.01 * rows


def test_setting_a_text_right_costs_next_to_nothing():
    text = REPORT * 1_000
    start = process_time()
    join_lines(text)
    # A set of thousands of characters, looked for in each of them, would take some two seconds.
    assert process_time() - start < 0.8
