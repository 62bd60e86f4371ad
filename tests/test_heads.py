"""What stands above an article's text: its rules match their examples, and what they tell is put together once."""

import re

import pytest

from indicators.heads import read_head
from indicators.lexicon import read_toml
from indicators.model import Report
from indicators.segments import parse_dateline, split_lines

RULES = {name: rule for name, rule in read_toml("heads.toml").items() if name not in ("kind", "dateline")}


def _head(text: str, **about):
    return read_head(Report("page", text, **about), list(split_lines(text)), text, True, None)


@pytest.mark.parametrize(("name", "example"), [(n, e) for n, rule in RULES.items() for e in rule.get("examples", [])])
def test_a_rule_matches_its_examples(name, example):
    assert re.search(RULES[name]["pattern"], example)
    assert not RULES[name].get("needs") or re.search("|".join(RULES[name]["needs"]), example)


@pytest.mark.parametrize("example", read_toml("heads.toml")["dateline"]["examples"])
def test_a_line_of_a_date_is_one_whatever_a_site_prints_around_it(example):
    assert parse_dateline(example)


@pytest.mark.parametrize(
    "line",
    [
        "2021年8月26日召开会议",
        "工作报告（2020年5月22日）",
        "2021年1-10月工业运行",
        "2013年5月1日起施行",
        "来源：某某在线",
    ],
)
def test_a_line_that_says_more_than_a_date_is_none(line):
    assert parse_dateline(line) is None


def test_the_head_of_a_page_is_read_past_its_menu():
    head = _head(
        "加入收藏 | 会员中心 | 帮助\n年鉴索引: 2012 2011 2010 2009 2008 2007 2006 2005 2004\n您的位置：首页 > 公报\n"
        "东湖区2010年统计公报\n时间：2011-06-14 13:42 来源：某局 作者：某甲 点击：62次\n全区经济平稳运行。"
    )
    assert (head.title, head.dated, head.title_years) == ("东湖区2010年统计公报", (2011, 6), [2010])


def test_a_headline_may_hold_figures_and_a_greeting_is_none():
    assert _head("上半年东湖区出口增长8.4%\n2021-07-20\n全区经济平稳运行。").title == "上半年东湖区出口增长8.4%"
    assert _head("各位代表：\n我向大会报告工作。").titles == ("",)


def test_the_most_precise_congress_of_a_lead_counts():
    head = _head("南昌市人大会议召开。21日，南昌市十四届人大会议期间，东湖区二届人大一次会议开幕。")
    assert head.assembly.short == "东湖区"


@pytest.mark.parametrize("day", ["2019年12月3日", "二〇一九年十二月三日"])
def test_a_report_is_dated_by_the_day_on_which_it_was_given(day):
    (told,) = _head(f"工作报告\n——{day}在东湖区人民代表大会上\n全区经济平稳运行。").days
    assert told == (2019, 12, True)


@pytest.mark.parametrize(
    "line", ["a" + "|   b   " * 60 + "x" * 40, "> " * 5000, "来源：" * 5000, "2021-08-26 " * 5000, "[" * 9000]
)
def test_a_line_made_to_be_tried_again_and_again_is_read_at_once(line):
    assert _head(f"{line}\n东湖区2010年统计公报\n全区经济平稳运行。").lead.startswith(line[:9])


def test_a_day_behind_the_title_dates_a_page_and_one_in_a_sentence_does_not() -> None:
    assert _head("东湖区前五月经济运行平稳 2012-06-21\n全区经济平稳运行。").dated == (2012, 6)
    assert _head("东湖区经济运行平稳，截至 2012-06-21\n全区经济平稳运行。").dated is None
