"""The compare page as Streamlit runs it: its views, yardsticks, years, differences and the catalogue."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from indicators.eras import name_of
from indicators.labels import LANGUAGES, Language, format_indicator, format_measure, say
from indicators.lexicon import catalogue
from indicators.model import Report
from indicators.store import Store, open_store
from tests.pages import address, charts, markup, opened

# Streamlit's own: AppTest runs a script without a server behind it.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:streamlit")

Made = Callable[..., Store]

EAST = "2018年，东湖区地区生产总值513亿元，增长8.1%。2021年，东湖区地区生产总值452亿元，增长8.2%。"
WEST = "2018年，南昌市西湖区地区生产总值528亿元，增长8.9%。2021年，南昌市西湖区地区生产总值670亿元，增长9.2%。"
QING = "2018年，青云谱区地区生产总值366亿元。预计2021年，青云谱区地区生产总值390亿元，增长9%。"
CITY = "2018年，南昌市地区生产总值5275亿元，增长8.9%。2021年，南昌市地区生产总值6651亿元，增长8.7%。"
PLACES = ["360102", "360103", "360104"]


@pytest.fixture
def made(tmp_path: Path, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch) -> Made:
    """A dashboard on documents of a few sentences."""

    def make(**texts: str) -> Store:
        store = open_store(tmp_path / "made")
        store.save([Report(name, text, title=f"{name}篇") for name, text in texts.items()])
        monkeypatch.setenv("INDICATORS_STORE", store.address)
        return store

    return make


@pytest.fixture
def four(made: Made) -> Store:
    return made(east=EAST, west=WEST, qing=QING, city=CITY)


def cells(app: AppTest) -> dict[str, str]:
    """The words of each cell of the table's only row, by place."""
    found = re.findall(r"<td data-place='([^']*)'[^>]*>(.*?)</td>", markup(app))
    return {place: unescape(re.sub(r"<[^>]+>", " ", cell)) for place, cell in found}


def alts(app: AppTest) -> str:
    return "\n".join(each["alt"] for each in charts(app))


def test_one_year_shows_the_year_that_most_districts_report_with_rank_and_kind(four: Store) -> None:
    app = opened("compare", area=PLACES, indicator="gdp")
    assert app.selectbox(key="compare:year").value == "2021"
    found = cells(app)
    assert "670亿元" in found["西湖区"]
    assert "同比 +9.2%" in found["西湖区"]
    assert "2021年 · 实绩" in found["西湖区"]
    assert say("compare.rank", "zh", rank="1", of=2) in found["西湖区"]
    assert "2021年 · 预计" in found["青云谱区"]
    assert say("compare.no_rank", "zh") in found["青云谱区"], "an estimate is no rival of outcomes"
    other = cells(opened("compare", area=PLACES, indicator="gdp", year="2018"))
    open_rank = say("compare.rank", "zh", rank="2–3", of=3)
    assert open_rank in other["青云谱区"], (
        "东湖区's level of 2018 was revised later, nobody knows by which of the others"
    )


def test_the_list_of_years_tells_how_many_of_the_places_report(made: Made) -> None:
    made(east=EAST, west="2018年，南昌市西湖区地区生产总值528亿元。")
    years = opened("compare", area=PLACES[:2], indicator="gdp").selectbox(key="compare:year").options
    assert say("compare.year_count", "zh", year="2018", count=3, places=2) in years
    assert say("compare.year_count", "zh", year="2021", count=2, places=1) in years
    cited = unescape(markup(opened("compare", area=PLACES[:2], indicator="gdp", year="2018")))
    assert f"2018{say('list.colon', 'en').rstrip()} 数据版本" in cited, "a citation names the year alone"
    assert say("compare.year_count", "zh", year="2018", count=3, places=2) not in cited


def test_what_is_missing_is_said_in_table_and_on_card_and_is_never_zero(made: Made) -> None:
    made(east=EAST, city=CITY, west="2018年，南昌市西湖区地区生产总值528亿元。")
    app = opened("compare", area=["360102", "360103"], indicator="gdp", year="2021")
    assert cells(app)["西湖区"].strip() == say("table.none", "zh")
    cards = markup(app).split("<div class='di-heads'>")[1].split("<table")[0]
    assert cards.count(say("table.none", "zh")) == 1
    none = opened("compare", area=["360102", "360103"], indicator="gdp", year="2018", measure="yoy")
    assert cells(none)["西湖区"].strip() == say("table.none", "zh"), "a level never stands for growth"


def test_the_city_is_a_yardstick_apart_and_never_ranked(four: Store) -> None:
    plain = opened("compare", area=PLACES, indicator="gdp", year="2018")
    assert "参照：南昌市" not in cells(plain)
    app = opened("compare", area=PLACES, indicator="gdp", year="2018", yardstick="360100")
    found = cells(app)
    assert list(found) == ["东湖区", "西湖区", "青云谱区", "参照：南昌市"]
    assert "5,275亿元" in found["参照：南昌市"]
    assert "位" not in found["参照：南昌市"]
    assert say("compare.rank", "zh", rank="1–3", of=3) in found["东湖区"], "the city does not count"


def test_a_city_chosen_beside_its_districts_is_a_yardstick_too(four: Store) -> None:
    app = opened("compare", area=["360102", "360100"], indicator="gdp", year="2018")
    assert list(cells(app)) == ["东湖区", "参照：南昌市"]


def test_a_yardstick_of_other_places_is_named_as_dead(four: Store) -> None:
    app = opened("compare", area=PLACES, indicator="gdp", yardstick=["360100", "320100"])
    assert len(app.warning) == 1
    assert "320100" in app.warning[0].value
    assert "参照：南昌市" in cells(app)


def test_differences_are_told_to_the_baseline_or_why_not(four: Store) -> None:
    asked = {"area": PLACES, "indicator": "gdp", "yardstick": "360100", "base": "360102"}
    found = cells(opened("compare", year="2021", **asked))
    assert "比东湖区 +218亿元" in found["西湖区"]
    assert say("compare.is_base", "zh") in found["东湖区"]
    assert say("why.kind", "zh") in found["青云谱区"]
    assert say("why.part", "zh") in found["参照：南昌市"]
    growth = cells(opened("compare", year="2021", measure="yoy", **asked))
    assert "比东湖区 +1个百分点" in growth["西湖区"]
    assert "比东湖区 +0.5个百分点" in growth["参照：南昌市"]
    assert say("compare.rank", "zh", rank="1", of=2) in growth["西湖区"]


def test_a_level_revised_later_compares_with_those_that_its_own_document_tells(made: Made) -> None:
    asked = {"area": PLACES[:2], "indicator": "gdp", "year": "2018", "base": "360102"}
    made(east=EAST, west=WEST)
    apart = cells(opened("compare", **asked))["西湖区"]
    assert say("why.revised", "zh", base="东湖区") in apart
    made(city=f"{EAST}2018年，南昌市西湖区地区生产总值528亿元。")
    told = cells(opened("compare", **asked))["西湖区"]
    assert "比东湖区 +15亿元" in told
    assert say("compare.rank", "zh", rank="1", of=2) in told


def test_a_span_takes_the_latest_of_each_and_ranks_no_two_periods(made: Made) -> None:
    made(east=EAST, west="2018年，南昌市西湖区地区生产总值528亿元。")
    app = opened("compare", area=PLACES[:2], indicator="gdp", base="360102", **{"from": "2018", "to": "2021"})
    assert address(app, "when") == ["span"], "a link that names years of a span means one"
    found = cells(app)
    assert "452亿元" in found["东湖区"]
    assert "528亿元" in found["西湖区"]
    assert say("why.period", "zh") in found["西湖区"]
    assert all(say("compare.no_rank", "zh") in found[place] for place in ("东湖区", "西湖区"))


def test_going_back_to_one_year_takes_the_span_out_of_the_address(four: Store) -> None:
    app = opened("compare", area=PLACES, indicator="gdp", **{"from": "2018"})
    assert address(app, "from") == [] or app.selectbox(key="compare:from").value == "2018"
    switch = next(each for each in app.get("button_group") if each.key == "compare:when")
    switch.set_value("year").run()
    assert not app.exception
    assert (address(app, "from"), address(app, "to"), address(app, "when")) == ([], [], [])


def test_every_value_names_its_source_by_a_number_below(four: Store) -> None:
    page = markup(opened("compare", area=PLACES[:2], indicator="gdp", year="2018"))
    table = page.split("<table class='di-table'>")[1].split("</table>")[0]
    assert re.findall(r"\[(\d)\]</sup>", table) == ["1", "2"]
    assert re.findall(r"\[(\d)\] <a href='sources[^>]*>(\w+)篇", page) == [("1", "east"), ("2", "west")]


def test_a_ranking_has_one_period_and_names_who_lacks_it(seeded_dashboard: Store) -> None:
    app = opened("compare", view="bars", area=["360102", "360104", "360111"], indicator=["fiscal_revenue"])
    assert "财政总收入（亿元），2014年" in markup(app)
    assert say("compare.missing", "zh", areas="青山湖区", period="2014年") in alts(app)
    (chart,) = charts(app)
    assert chart["layout"]["yaxis"]["ticktext"][0] == "青山湖区"


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_years_are_joined_where_they_compare_and_reasons_stand_below(four: Store, language: Language) -> None:
    app = opened("compare", view="slope", area=PLACES, indicator="gdp", yardstick="360100", lang=language)
    assert [app.selectbox(key=f"compare:{end}").value for end in ("first", "last")] == ["2018", "2021"]
    (chart,) = charts(app)
    assert len([trace for trace in chart["data"] if trace["mode"] == "lines"]) == 1, (
        "no estimate, no city, no revised level"
    )
    words = markup(app)
    assert say("slope.revised", language, name={"zh": "东湖区", "en": "Donghu District"}[language]) in words
    if language == "zh":
        assert "西湖区 +142" in words
        assert say("slope.outcome", "zh", name="青云谱区") in words
        assert "南昌市 5,275亿元 → 6,651亿元" in words
    else:
        assert say("slope.outcome", "en", name="Qingyunpu District") in words


def test_two_equal_years_are_a_sentence(four: Store) -> None:
    app = opened("compare", view="slope", area=PLACES, indicator="gdp", first="2021", last="2021")
    assert [each.value for each in app.info] == [say("compare.years_same", "zh")]
    none = opened("compare", view="slope", area=PLACES, indicator="gdp", first="2018", last="2021", measure="level")
    assert not none.info


def test_small_charts_share_a_scale_or_have_their_own(four: Store) -> None:
    def tops(scale: str) -> list[float]:
        (chart,) = charts(opened("compare", view="multiples", scale=scale, area=PLACES, indicator="gdp"))
        return [chart["layout"][axis]["range"][1] for axis in ("yaxis", "yaxis2", "yaxis3")]

    assert len(set(tops("shared"))) == 1
    assert len(set(tops("free"))) == 3


@pytest.mark.parametrize("view", ["table", "bars", "slope", "multiples"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("measure", ["level", "yoy"])
def test_every_view_runs_and_speaks_one_language(
    view: str, language: Language, measure: str, seeded_dashboard: Store
) -> None:
    app = opened("compare", view=view, lang=language, measure=measure, yardstick="360100")
    assert not app.warning
    labels = [each.label for kind in ("selectbox", "multiselect", "button_group", "expander") for each in app.get(kind)]
    foreign = r"[\u4e00-\u9fff]" if language == "en" else r"[A-Za-z]{3,}"
    assert [label for label in labels if label != "语言 / Language" and re.search(foreign, label)] == []


def test_the_view_stands_in_the_address(seeded_dashboard: Store) -> None:
    app = opened("compare")
    assert address(app, "view") == []
    next(each for each in app.get("button_group") if each.key == "compare:view").set_value("slope").run()
    assert not app.exception
    assert address(app, "view") == ["slope"]


def test_the_catalogue_is_grouped_searchable_and_chooses(seeded_dashboard: Store) -> None:
    app = opened("compare")
    assert not [each for each in app.get("button_group") if str(each.key).startswith("catalogue")], "folded away"
    app.session_state["catalogue:open"] = True
    app.run()
    groups = {each.key: each for each in app.get("button_group") if str(each.key).startswith("catalogue:")}
    assert {"catalogue:output", "catalogue:public"} <= set(groups)
    assert "地区生产总值" in groups["catalogue:output"].options
    chosen = app.multiselect(key="compare:indicator").value
    more = next(code for code in catalogue() if code in seeded_dashboard.facets().indicators and code not in chosen)
    pills = groups[f"catalogue:{catalogue()[more].group}"]
    pills.set_value([*pills.value, more]).run()
    assert not app.exception
    assert address(app, "indicator") == [*chosen, more]
    assert app.multiselect(key="compare:indicator").value == [*chosen, more]

    before = app.multiselect(key="compare:indicator").value
    app.text_input(key="catalogue:search").set_value("没有这样的").run()
    assert [each.value for each in app.info] == [say("catalogue.nothing", "zh", words="没有这样的")]
    assert app.multiselect(key="compare:indicator").value == before, "what a search hides stays chosen"


def test_a_note_stands_behind_each_indicator_of_the_table(four: Store) -> None:
    page = markup(opened("compare", area=PLACES, indicator="gdp", lang="en"))
    assert "constant prices (real)" in page
    assert "aria-label='About: Gross domestic product (GDP)'" in page


def test_text_of_documents_is_never_markup(made: Made) -> None:
    made(east="2018年，东湖区重大项目8个。", bad=f"{WEST}2018年，南昌市西湖区<b>重大</b>项目9个。")
    for view in ("table", "bars", "multiples"):
        page = markup(opened("compare", area=PLACES[:2], indicator=["projects", "gdp"], view=view))
        assert "<b>重大" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_beside_those_above_it_is_not_ranked_and_the_reason_is_said(
    language: Language, seeded_dashboard: Store
) -> None:
    app = opened("compare", area=["360100", "360102"], indicator="gdp", view="bars", lang=language)
    told = markup(app)
    assert say("compare.one_place", language, place=name_of("360102", language)) in told
    assert (
        say(
            "compare.alone",
            language,
            indicators=format_indicator("gdp", language),
            measure=format_measure("level", language),
        )
        not in told
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_says_where_it_tells_growth(language: Language, seeded_dashboard: Store) -> None:
    def heading(measure: str) -> str:
        page = markup(opened("compare", indicator="gdp", measure=measure, lang=language))
        return page.split("<h2 class='di-heading'>")[1].split("</h2>")[0]

    growth = format_measure("yoy", language)
    assert growth in heading("yoy")
    assert growth not in heading("level")


def test_the_page_opens_on_a_year_of_which_a_few_places_report_most(made: Made) -> None:
    """Many places with one figure each in 2014 give less to compare than four with two each in 2021."""
    few = ("东湖区", "青云谱区", "青山湖区", "南昌县")
    many = (*few, "安义县", "进贤县", "湾里区", "新建县", "红谷滩新区")
    early = "".join(f"2014年，{place}地区生产总值300亿元。" for place in many)
    late = "".join(f"2021年，{place}地区生产总值400亿元，财政总收入50亿元。" for place in few)
    made(early=early, late=late)
    app = opened("compare")
    assert app.selectbox(key="compare:year").value == "2021"
    assert set(app.multiselect(key="compare:area").value) == {"360102", "360104", "360111", "360121"}
