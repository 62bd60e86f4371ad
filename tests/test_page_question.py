"""The question box of the overview as Streamlit runs it."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from pages import address, markup, opened, tables
from streamlit.testing.v1 import AppTest

from indicators.captions import format_basis
from indicators.labels import LANGUAGES, Language, format_area, format_value, say
from indicators.model import Report
from indicators.store import Store, open_store

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:streamlit")


def test_an_answer_has_rows_sentence_and_links(seeded_dashboard: Store) -> None:
    app = opened("overview", q="东湖区 2014年 财政总收入")
    assert "53.14亿元" in tables(app)[0].to_string()
    assert say("question.read_as", "zh", parts="东湖区 · 2014年 · 财政总收入") in markup(app)
    labels = [each.proto.label for each in app.get("page_link")]
    assert {say("question.chart", "zh"), say("question.rows", "zh")} <= set(labels)


def test_a_target_leads_to_what_came_of_it(seeded_dashboard: Store) -> None:
    app = opened("overview", q="青云谱区2015年财政总收入目标")
    assert say("question.targets", "zh") in [each.proto.label for each in app.get("page_link")]
    plain = opened("overview", q="东湖区 2014年 财政总收入")
    assert say("question.targets", "zh") not in [each.proto.label for each in plain.get("page_link")]


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
    assert tables(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_are_put_in_order_by_growth_where_nothing_else_is_told(
    language: Language, tmp_path: Path, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(tmp_path / "made")
    goals = {"east": "2023年，东湖区地区生产总值增长6%。", "blue": "2023年，青云谱区地区生产总值增长7%左右。"}
    aims = {name: text.replace("增长", "预期目标增长") for name, text in goals.items()}
    store.save([Report(name, text) for name, text in aims.items()])
    monkeypatch.setenv("INDICATORS_STORE", str(tmp_path / "made"))
    question = {"zh": "2023年GDP目标最高的县区", "en": "which districts have the highest GDP target in 2023"}[language]
    app = opened("overview", q=question, lang=language)
    assert say("question.assumed.measure", language) in markup(app)
    assert [row[0] for row in tables(app)[0].values.tolist()] == [
        format_area(code, name, language) for code, name in (("360104", "青云谱区"), ("360102", "东湖区"))
    ]


def test_only_questions_with_an_answer_are_on_offer(
    tmp_path: Path, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def offered(app: AppTest) -> list[str]:
        return [each.label for each in app.button if str(each.key).startswith("question-example")]

    store = open_store(tmp_path / "made")
    store.save([Report("one", "2023年，东湖区地区生产总值72.5亿元，比上年增长4.2%。")])
    monkeypatch.setenv("INDICATORS_STORE", str(tmp_path / "made"))
    assert offered(opened("overview")) == ["东湖区 2023年 地区生产总值"]
    store.save([Report("two", "2023年，青云谱区地区生产总值增长5%，财政总收入3亿元。")])
    assert offered(opened("overview")) == ["青云谱区 2023年 财政收入", "2023年哪些县区增长最快"]


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
    assert say("question.together.note", language) not in markup(app), "both places that were asked for report"
    shown = tables(app)[0].to_string()
    assert all(place in shown for place in ({"zh": ["东湖区", "青云谱区"], "en": ["Donghu", "Qingyunpu"]}[language]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_without_a_figure_is_named_beside_a_sum(language: Language, seeded_dashboard: Store) -> None:
    missing = format_area("360111", "青山湖区", language)
    page = markup(opened("overview", q="东湖区 青云谱区 青山湖区 2014年 一般公共预算收入 合计", lang=language))
    assert say("question.without", language, areas=missing) in page
    everyone = markup(opened("overview", q="2014年各县区一般公共预算收入合计", lang=language))
    assert say("question.together.note", language) in everyone
    told = next(text for text in everyone.split("</p>") if say("question.missing", language, areas="")[:8] in text)
    assert missing in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_several_years_are_added_with_what_is_missing(language: Language, seeded_dashboard: Store) -> None:
    text = {"zh": "2011到2014年东湖区财政总收入合计", "en": "Donghu total fiscal revenue 2011-2014"}[language]
    app = opened("overview", q=text, lang=language)
    value = format_value(123.14e8, "CNY", language, bound="ge")
    assert escape(value) in markup(app), "over 30, over 40, nothing of 2013, and 53.14"
    assert say("question.years.missing", language, years="2013") in markup(app)
    assert len(tables(app)[0]) == 3


REPORTED = "2018年，进贤县财政总收入30亿元，增长5%；地区生产总值增长10%。2019年，进贤县财政总收入36.3亿元，增长9%；地区生产总值增长10%。"
RANKED = (
    "2018年，安义县财政总收入30亿元以上。2018年，南昌县财政总收入（省口径）40亿元。2018年，新建区财政总收入20亿元以上。"
)


@pytest.fixture
def reported_dashboard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seeded_dashboard: Store) -> Store:
    """The environment of a dashboard on a store of two short reports."""
    store = open_store(tmp_path / "reported")
    store.save([Report("one", REPORTED, title="one"), Report("two", RANKED, title="two")])
    monkeypatch.setenv("INDICATORS_STORE", store.address)
    return store


@pytest.mark.parametrize("language", LANGUAGES)
def test_growth_over_years_says_of_what_it_is_made(language: Language, reported_dashboard: Store) -> None:
    levels = markup(opened("overview", q="进贤县2018到2019年财政总收入增长了多少", lang=language))
    assert "+21%" in levels, "36.3 of 30"
    assert say("question.years.revised", language) in levels
    chained = markup(opened("overview", q="进贤县2018-2019年GDP平均增速", lang=language))
    assert "+21%" in chained, "1.1 x 1.1"
    assert "+10%" in chained


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_order_that_is_open_says_so(language: Language, reported_dashboard: Store) -> None:
    page = markup(opened("overview", q="2018年财政总收入排名", lang=language))
    open_ = say("list.comma", language).join(
        format_area(code, name, language) for code, name in (("360123", "安义县"), ("360112", "新建区"))
    )
    assert escape(say("question.open_order", language, areas=open_)) in page
    bases = say("list.comma", language).join([say("redefined.none", language), format_basis("省口径", language)])
    assert say("question.definitions", language, bases=bases) in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_growth_is_not_added_and_the_reader_learns_why(language: Language, seeded_dashboard: Store) -> None:
    text = {"zh": "2014年各县区财政总收入增速平均", "en": "average fiscal revenue growth of the districts in 2014"}[
        language
    ]
    app = opened("overview", q=text, lang=language)
    assert escape(say("question.together.rates", language)) in markup(app)
    assert len(tables(app)[0]) > 1, "what each place reports"


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


HELD = (
    "2019年，南昌市地区生产总值5000亿元，增长8%。2019年，南昌市东湖区地区生产总值500亿元，增长9%。"
    "2019年，南昌市西湖区地区生产总值600亿元，增长7%。2019年，南昌市西湖区财政总收入（省口径）40亿元，下降3%。"
)


@pytest.fixture
def held_dashboard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seeded_dashboard: Store) -> Store:
    """The environment of a dashboard on a store of a city and two of its districts."""
    store = open_store(tmp_path / "held")
    store.save([Report("held", HELD, title="held")])
    monkeypatch.setenv("INDICATORS_STORE", store.address)
    return store


@pytest.mark.parametrize(
    ("language", "share", "apart", "side"),
    [
        ("zh", "2019年东湖区GDP占全市比重", "西湖区2019年GDP比东湖区高多少", "2019年GDP增速高于全市的区县"),
        (
            "en",
            "Donghu's share of the city's GDP 2019",
            "how much higher was Xihu's GDP than Donghu's in 2019",
            "districts whose GDP grew faster than the city in 2019",
        ),
    ],
)
def test_places_are_held_against_each_other_with_rows_and_a_chart(
    language: Language, share: str, apart: str, side: str, held_dashboard: Store
) -> None:
    part = opened("overview", q=share, lang=language)
    assert "10%" in markup(part)
    assert len(tables(part)[0]) == 2, "the district's row and the city's"
    assert say("question.chart", language) in [each.proto.label for each in part.get("page_link")]
    assert escape(format_value(100e8, "CNY", language, measure="diff")) in markup(
        opened("overview", q=apart, lang=language)
    )
    above = opened("overview", q=side, lang=language)
    assert "+8%" in markup(above)
    assert (
        tables(above)[0].iloc[:, 0].tolist()
        == {"zh": ["东湖区", "南昌市"], "en": ["Donghu District", "Nanchang City"]}[language]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_does_not_compare_is_said_and_not_worked_out(language: Language, held_dashboard: Store) -> None:
    other = markup(opened("overview", q="西湖区2019年财政总收入市口径", lang=language))
    assert escape(say("question.definition", language, bases=format_basis("省口径", language))) in other
    lacking = markup(opened("overview", q="西湖区2019年财政总收入比东湖区高多少", lang=language))
    assert format_area("360102", "东湖区", language) in lacking.split(say("question.apart", language))[-1]
    falls = opened("overview", q="2019年财政总收入下降的县区", lang=language)
    assert len(tables(falls)[0]) == 1
