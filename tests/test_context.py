import pytest
from expected import each_text, read_cases, read_period
from hypothesis import given
from prose import any_text, modest, report_prose

from indicators.context import find_turns, read_heading, split_articles
from indicators.model import Report
from indicators.segments import split_lines

CASES = read_cases("context")


def _articles(text: str, about: dict | None = None):
    return split_articles(Report("page", text, **(about or {})), text)


def _seen(setting, wanted):
    full = {
        "area": setting.area.short,
        "now": setting.clock.now,
        "month": setting.clock.month,
        "review": setting.clock.review,
        "mode": setting.mode,
        "default": setting.default,
    }
    return {key: full[key] for key in wanted}


@pytest.mark.parametrize(("text", "case"), each_text(CASES["page"]))
def test_a_page_says_whose_figures_it_holds_and_when(text, case):
    settings = [article.setting for article in _articles(text, case.get("about"))]
    wanted = [{**row, "default": read_period(row["default"])} if "default" in row else row for row in case["articles"]]
    assert [_seen(setting, row) for setting, row in zip(settings, wanted, strict=True)] == wanted


@pytest.mark.parametrize(
    ("heading", "case"), [pytest.param(h, case, id=h) for case in CASES["turn"] for h in case["headings"]]
)
def test_a_heading_turns_a_report_to_what_was_or_to_what_is_planned(heading, case):
    (article,) = _articles("东湖区2015年政府工作报告\n各位代表：\n全区经济平稳运行。")
    turned = read_heading(article.setting, heading)
    assert (turned.mode, turned.default) == (case["mode"], read_period(case["default"]))


def test_a_plan_ends_where_the_notes_begin():
    (article,) = _articles("东湖区2015年政府工作报告\n各位代表：\n全区经济平稳运行。")
    plan = read_heading(article.setting, "二、2015年工作安排")
    assert read_heading(plan, "名词解释").mode == "review"


def test_a_later_heading_of_a_plan_does_not_turn_back():
    (article,) = _articles("东湖区2015年政府工作报告\n各位代表：\n全区经济平稳运行。")
    plan = read_heading(article.setting, "二、2015年工作安排")
    assert read_heading(plan, "三、2015年民生建设重点任务").mode == "plan"


def test_a_paragraph_may_turn_to_the_targets():
    (line,) = split_lines("全区经济平稳运行，社会安定。今年的主要预期目标是：财政总收入增长10%，出口增长5%。")
    assert [words for _, words in find_turns(line)] == ["今年主要预期目标"]
    (line,) = split_lines("全区经济平稳运行，社会安定。主要预期目标是：财政总收入年均增长10%。")
    assert [words for _, words in find_turns(line)] == ["主要预期目标"]


@modest
@given(report_prose() | any_text())
def test_every_line_but_a_separator_is_in_one_article(text):
    lines = [line for article in _articles(text) for line in article.lines]
    assert lines == [line for line in split_lines(text) if line.kind != "separator"]
