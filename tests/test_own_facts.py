"""What a text tells of its document, where nobody stated it."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.model import Report
from indicators.own_facts import with_own_facts

BODY = "一、2023年工作回顾\n全区出口6亿美元。"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2024年1月18日", date(2024, 1, 18)),
        ("（2024年1月18日）", date(2024, 1, 18)),
        ("——2024年1月18日在东湖区第十七届人民代表大会第四次会议上", date(2024, 1, 18)),
        ("区长 张三", None),
        ("——2024年2月30日在东湖区第十七届人民代表大会第四次会议上", None),
    ],
)
def test_a_report_has_the_day_of_its_dateline_or_that_on_which_it_was_given(line: str, day: date | None) -> None:
    assert with_own_facts(Report("a", f"东湖区政府工作报告\n{line}\n{BODY}")).published == day


def test_a_day_told_in_the_text_itself_dates_no_document() -> None:
    text = f"东湖区政府工作报告\n{BODY}\n2023年9月5日在东湖区召开的会议上，" + "各方就重大项目的推进交换了意见，" * 8
    assert with_own_facts(Report("a", text)).published is None


def test_what_was_stated_stays() -> None:
    stated = Report("a", f"东湖区政府工作报告\n2024年1月18日\n{BODY}", published=date(2024, 2, 1))
    assert with_own_facts(stated).published == date(2024, 2, 1)
