import pytest
from expected import read_cases, read_period

from indicators.context import split_articles
from indicators.model import Report
from indicators.segments import split_lines
from indicators.turns import find_turns, read_heading


def _work_report():
    text = "东湖区2015年政府工作报告\n各位代表：\n全区经济平稳运行。"
    (article,) = split_articles(Report("page", text), text)
    return article


@pytest.mark.parametrize(
    ("heading", "case"), [pytest.param(h, case, id=h) for case in read_cases("turns")["turn"] for h in case["headings"]]
)
def test_a_heading_turns_a_report_to_what_was_or_to_what_is_planned(heading, case):
    article = _work_report()
    turned = read_heading(article.setting, heading)
    assert (turned.mode, turned.default) == (case["mode"], read_period(case["default"]))


def test_a_plan_ends_where_the_notes_begin():
    article = _work_report()
    plan = read_heading(article.setting, "二、2015年工作安排")
    assert read_heading(plan, "名词解释").mode == "review"


def test_a_later_heading_of_a_plan_does_not_turn_back():
    article = _work_report()
    plan = read_heading(article.setting, "二、2015年工作安排")
    assert read_heading(plan, "三、2015年民生建设重点任务").mode == "plan"


def test_a_paragraph_may_turn_to_the_targets():
    (line,) = split_lines("全区经济平稳运行，社会安定。今年的主要预期目标是：财政总收入增长10%，出口增长5%。")
    assert [words for _, words in find_turns(line)] == ["今年主要预期目标"]
    (line,) = split_lines("全区经济平稳运行，社会安定。主要预期目标是：财政总收入年均增长10%。")
    assert [words for _, words in find_turns(line)] == ["主要预期目标"]
