"""The question box of the overview as Streamlit runs it."""

from __future__ import annotations

from html import escape

import pytest
from pages import address, markup, opened

from indicators.labels import LANGUAGES, Language, format_value, say
from indicators.store import Store

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:streamlit")


def test_an_answer_has_rows_sentence_and_links(seeded_dashboard: Store) -> None:
    app = opened("overview", q="东湖区 2014年 财政总收入")
    table = next(
        each.value for each in app.dataframe if "原文写法" in each.value or "53.14亿元" in each.value.to_string()
    )
    assert "53.14亿元" in table.to_string()
    assert say("question.read_as", "zh", parts="东湖区 · 2014年 · 财政总收入") in markup(app)
    labels = [each.proto.label for each in app.get("page_link")]
    assert {say("question.chart", "zh"), say("question.rows", "zh")} <= set(labels)


def test_what_is_not_understood_is_named_and_what_was_is_offered(seeded_dashboard: Store) -> None:
    app = opened("overview", q="除了东湖区GDP", lang="en")
    page = markup(app)
    assert say("question.unknown", "en", words="「除了」") in page
    offer = next(each for each in app.button if each.key == "question-instead")
    offer.click().run()
    assert not app.exception
    assert say("question.read_as", "en", parts="")[:8] in markup(app)
    assert address(app, "q") == ["Donghu District Gross domestic product (GDP)"]


@pytest.mark.parametrize("question", ["<script>alert(1)</script>", "東湖區<b>", "'; drop table"])
def test_a_hostile_question_is_shown_as_text(question: str, seeded_dashboard: Store) -> None:
    reply = markup(opened("overview", q=question)).split("role='status'>")[1].split("</p>")[0]
    assert "<" not in reply


def test_an_example_asks_a_question_that_has_an_answer(seeded_dashboard: Store) -> None:
    app = opened("overview")
    next(each for each in app.button if each.key == "question-example-0").click().run()
    assert not app.exception
    assert say("question.nothing", "zh") not in markup(app)
    assert app.dataframe


def test_last_year_is_told_by_the_newest_year_of_the_store(seeded_dashboard: Store) -> None:
    page = markup(opened("overview", q="去年东湖区GDP"))
    told = seeded_dashboard.select(kinds="actual", indicators=["gdp", "fiscal_revenue", "budget_revenue"])
    newest = max(int(year) for year in told["period_end"].str[:4] if year)
    years = f"{newest - 1}年"
    assert say("question.relative", "zh", word="去年", years=years, newest=newest) in page


@pytest.mark.parametrize(
    ("language", "text"),
    [("zh", "2014年一般公共预算收入超过10亿的县区"), ("en", "general public budget revenue over 1 billion in 2014")],
)
def test_a_limit_is_read_back_and_held_against_every_value(
    language: Language, text: str, seeded_dashboard: Store
) -> None:
    page = markup(opened("overview", q=text, lang=language))
    assert escape(f"> {format_value(1e9, 'CNY', language)}") in page
    assert say("question.met", language, count=1, of=2) in page, "11.01 of 11.01 and 9.33"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "东湖区 青云谱区 2014年 一般公共预算收入 合计"),
        ("en", "Donghu District Qingyunpu District general public budget revenue 2014 sum"),
    ],
)
def test_a_sum_is_told_with_the_figures_that_it_is_made_of(
    language: Language, text: str, seeded_dashboard: Store
) -> None:
    app = opened("overview", q=text, lang=language)
    value = format_value(20.34e8, "CNY", language)
    assert escape(say("question.together.sum", language, value=value, count=2)) in markup(app)
    assert say("question.together.note", language) in markup(app)
    shown = app.dataframe[0].value.to_string()
    assert all(place in shown for place in ({"zh": ["东湖区", "青云谱区"], "en": ["Donghu", "Qingyunpu"]}[language]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_growth_is_not_added_and_the_reader_learns_why(language: Language, seeded_dashboard: Store) -> None:
    text = {"zh": "2014年各县区财政总收入增速平均", "en": "average fiscal revenue growth of the districts in 2014"}[
        language
    ]
    app = opened("overview", q=text, lang=language)
    assert escape(say("question.together.rates", language)) in markup(app)
    assert len(app.dataframe[0].value) > 1, "what each place reports"


def test_bare_amounts_are_offered_in_the_unit_of_reports(seeded_dashboard: Store) -> None:
    app = opened("overview", q="2014年GDP超过300低于500")
    offer = next(each for each in app.button if each.key == "question-instead")
    assert offer.label.endswith("> 300亿元 < 500亿元")
    offer.click().run()
    assert not app.exception
    assert escape("> 300亿元 · < 500亿元") in markup(app)


def test_cities_are_ranked_among_each_other(seeded_dashboard: Store) -> None:
    page = markup(opened("overview", q="各市GDP排名"))
    assert say("question.all_cities", "zh") in page
    assert say("question.within", "zh", area="南昌市", places=say("question.all_places", "zh")) in markup(
        opened("overview", q="南昌市各县区财政收入排名")
    )
