import pytest
from expected import each_text, read_cases, read_period
from hypothesis import given
from prose import any_text, modest, report_prose

from indicators.context import split_articles
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


@modest
@given(report_prose() | any_text())
def test_every_line_but_a_separator_is_in_one_article(text):
    lines = [line for article in _articles(text) for line in article.lines]
    assert lines == [line for line in split_lines(text) if line.kind != "separator"]
