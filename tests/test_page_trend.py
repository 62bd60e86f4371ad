"""The trend page's views and switches, and the version of the data that pages show."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from indicators.labels import LANGUAGES, Language, say
from indicators.model import Report
from indicators.store import Store, open_store
from tests.pages import address, charts, go, markup, opened, select, tables

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:streamlit")

REPORTS = {
    "years": "2014年，东湖区地区生产总值400亿元。2015年，东湖区地区生产总值420亿元，增长6%。2016年，东湖区地区生产总值462亿元。",
    "west": "2016年，南昌市西湖区地区生产总值500亿元。2017年，南昌市西湖区地区生产总值预计530亿元。",
    "city": "2015年，南昌市地区生产总值4000亿元。2016年，南昌市地区生产总值4200亿元。",
}
PLACES = ["360102", "360103"]

Made = Callable[[dict[str, str]], Store]


@pytest.fixture
def made(tmp_path: Path, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch) -> Made:
    """Save documents as one more version of a store, and show it."""
    store = open_store(tmp_path / "store")
    monkeypatch.setenv("INDICATORS_STORE", store.address)

    def save(texts: dict[str, str]) -> Store:
        store.save([Report(name, text, title=f"{name}篇") for name, text in texts.items()], workers=1)
        return store

    return save


def drawn(app: AppTest) -> dict[tuple[float, float], str]:
    """The points of the first chart with what they say."""
    found: dict[tuple[float, float], str] = {}
    for trace in charts(app)[0]["data"]:
        if trace.get("customdata"):
            found |= {
                (x, round(y, 2)): said for x, y, said in zip(trace["x"], trace["y"], trace["hovertext"], strict=True)
            }
    return found


def switch(app: AppTest, label: str, value: str) -> AppTest:
    widget = next(each for each in app.get("button_group") if each.label == label)
    return widget.set_value(value).run()


def test_the_views_are_what_is_reported_and_what_can_be_worked_out(made: Made) -> None:
    made(REPORTS | {"rate": "2016年，东湖区城镇化率80%。"})
    views = next(
        each for each in opened("trend", indicator="gdp").get("button_group") if each.label == say("trend.view", "zh")
    )
    assert [each.content for each in views.proto.options] == [
        "绝对数",
        "同比增速",
        "指数（算出）",
        "占全市比重（算出）",
    ]
    rate = next(
        each
        for each in opened("trend", indicator="urbanization").get("button_group")
        if each.label == say("trend.view", "zh")
    )
    assert [each.content for each in rate.proto.options] == ["绝对数"]


def test_a_link_to_a_reported_measure_still_works(made: Made) -> None:
    made(REPORTS)
    app = opened("trend", indicator="gdp", measure="yoy", area=PLACES)
    assert set(drawn(app)) == {(2015, 6)}
    assert address(app, "measure") == ["yoy"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_index_has_its_base_in_the_address_and_says_that_it_is_worked_out(language: Language, made: Made) -> None:
    made(REPORTS)
    app = opened("trend", indicator="gdp", measure="index", area=PLACES, base="2015", lang=language)
    assert set(drawn(app)) == {(2014, 95.24), (2015, 100), (2016, 110)}
    page = markup(app)
    assert {"zh": "2015年＝100", "en": "2015 = 100"}[language] in page
    assert say("trend.index_note", language) in page
    assert (
        say("left_out.no_base", language, base=2015, series={"zh": "西湖区", "en": "Xihu District"}[language]) in page
    )
    app.selectbox(key="trend:base").set_value("2014").run()
    assert set(drawn(app)) == {(2014, 100), (2015, 105), (2016, 115.5)}
    assert address(app, "base") == ["2014"]


def test_the_usual_base_is_one_that_the_most_places_have(made: Made) -> None:
    made(REPORTS)
    app = opened("trend", indicator="gdp", measure="index", area=PLACES)
    assert app.selectbox(key="trend:base").value == "2016"
    assert app.selectbox(key="trend:base").options == ["2014", "2015", "2016"]
    assert (2017, 106) not in drawn(app), "an estimate has no index"


def test_a_base_year_that_no_place_has_is_named(made: Made) -> None:
    made(REPORTS)
    app = opened("trend", indicator="gdp", measure="index", area=PLACES, base="1949")
    assert [each.value for each in app.warning] == [say("link.dead", "zh", values="`1949`")]


def test_without_any_base_the_page_says_so(made: Made) -> None:
    made(REPORTS)
    app = opened("trend", indicator="gdp", measure="index", area=[])
    app.multiselect(key="trend:area").set_value(["360103"]).run()
    made({"west": "2017年，南昌市西湖区地区生产总值预计530亿元。"})
    app.run()
    assert say("trend.no_base", "zh") in [each.value for each in app.info]


def test_a_share_needs_both_and_names_what_has_none(made: Made) -> None:
    made(REPORTS)
    app = opened("trend", indicator="gdp", measure="city_share", area=[*PLACES, "360100"])
    points = drawn(app)
    assert set(points) == {(2015, 10.5), (2016, 11), (2016, 11.9)}
    assert "占南昌市的10.5%（南昌市4,000亿元）" in points[2015, 10.5]
    page = markup(app)
    assert say("trend.city_share_note", "zh") in page
    assert say("left_out.no_whole", "zh", series="南昌市", whole="全市") in page
    assert say("left_out.no_total", "zh", series="东湖区 2014、西湖区 2017", whole="全市") in page
    table = tables(app)[0]
    column = say("trend.city_share_column", "zh")
    shares = {
        (place, when): share for place, when, share in zip(table["地方"], table["时期"], table[column], strict=True)
    }
    assert shares["东湖区", "2015年"] == "10.5"
    assert shares["南昌市", "2015年"] == "–", "the city's own row has no share"


def test_a_view_with_nothing_to_work_out_says_why(made: Made) -> None:
    made({"west": REPORTS["west"]})
    app = opened("trend", indicator="gdp", measure="city_share")
    assert say("trend.none_worked_out", "zh") in [each.value for each in app.info]
    assert say("left_out.no_total", "zh", series="西湖区 2016 / 2017", whole="全市") in markup(app)
    assert tables(app)[0]["时期"].tolist() == ["2016年", "2017年"]
    assert say("column.label", "zh") not in tables(app)[0], "it is the same in every row"


def test_equal_ratios_are_offered_for_levels_above_zero_only(made: Made) -> None:
    made(REPORTS)
    app = opened("trend", indicator="gdp", area=PLACES)
    switch(app, say("trend.scale", "zh"), "log")
    assert charts(app)[0]["layout"]["yaxis"]["type"] == "log"
    assert address(app, "scale") == ["log"]
    growth = opened("trend", indicator="gdp", area=PLACES, measure="yoy")
    assert say("trend.scale", "zh") not in [each.label for each in growth.get("button_group")]


def test_a_selected_value_shows_what_it_is_measured_by(made: Made) -> None:
    made(REPORTS)
    app = opened("trend", indicator="gdp", measure="city_share", area="360102")
    app = select(app, "rows-CNY", tables(app)[0].index[1])
    sentences = re.findall(r"<blockquote.*?</blockquote>", markup(app))
    assert [("420亿元" in each, "4000亿元" in each) for each in sentences] == [(True, False), (False, True)]


def test_a_selected_point_shows_its_sentence_as_long_as_the_chart_has_it(made: Made) -> None:
    made(REPORTS)
    app = opened("trend", indicator="gdp", area="360102")
    trace = next(each for each in charts(app)[0]["data"] if each.get("customdata"))
    point = {"row": trace["customdata"][0][0], "said": trace["hovertext"][0]}
    app.session_state["trend-CNY"] = {"point": point}
    assert markup(app.run()).count("<blockquote") == 1
    app.session_state["trend-CNY"] = {"point": point | {"said": "another row of this number"}}
    assert "<blockquote" not in markup(app.run())


def test_a_contradiction_names_its_documents_and_shows_both_sentences(made: Made) -> None:
    made({"first": "2020年，东湖区地区生产总值100亿元。", "second": "2020年，东湖区地区生产总值96亿元。"})
    app = opened("trend", indicator="gdp", area="360102")
    line = re.search(r"<p class='di-sources'>矛盾.*?</p>", markup(app))
    assert line
    assert re.findall(r"(\d+亿元)：(\w+篇)", line[0]) == [("100亿元", "first篇"), ("96亿元", "second篇")]
    assert markup(select(app, "rows-CNY", tables(app)[0].index[0])).count("<blockquote") == 2
    assert "<blockquote" not in markup(select(app, "rows-CNY", "a row that is not there"))


REVISED = {"years": REPORTS["years"].replace("462亿元", "470亿元") + "2018年，东湖区地区生产总值480亿元。"}


@pytest.mark.parametrize("page", ["trend", "compare", "data"])
def test_a_link_with_a_version_shows_the_rows_of_its_day(page: str, made: Made) -> None:
    store = made(REPORTS)
    made(REVISED)
    areas = {"area": PLACES} if page == "compare" else {"area": "360102"}
    app, now = (opened(page, indicator="gdp", **areas, **more) for more in ({"version": "0"}, {}))
    assert store.version() == 1
    banner = [each.value for each in app.info]
    assert len(banner) == 1
    assert banner[0].startswith("现在看的是旧数据：版本0（")
    assert not now.info
    assert address(app, "version") == ["0"]

    assert ("462亿元" in seen(app), "470亿元" in seen(app)) == (True, False)
    assert "462亿元" not in seen(now)


def seen(app: AppTest) -> str:
    """All that a page shows of its rows, without the list of what was revised."""
    rows = [table for table in tables(app) if say("revisions.then", "zh") not in table]
    return markup(app) + "".join(table.to_csv() for table in rows)


def test_a_version_holds_on_every_page_and_in_every_link(made: Made) -> None:
    made(REPORTS)
    made(REVISED)
    app = opened("trend", indicator="gdp", area="360102", version="0")
    links = re.findall(r"href='([^']*)'", markup(app))
    assert links
    assert all("version=0" in each for each in links)
    go(app, "data", indicator="gdp")
    assert address(app, "version") == ["0"]
    go(app, "compare")
    assert app.selectbox(key="version.widget").value == "0"
    app.button(key="version.back").click().run()
    assert address(app, "version") == []
    assert not app.info


def test_a_version_is_chosen_from_the_stores_history(made: Made) -> None:
    made(REPORTS)
    assert not [each for each in opened("trend").selectbox if each.key == "version.widget"], "nothing to choose from"
    made(REVISED)
    app = opened("trend", indicator="gdp", area="360102")
    widget = app.selectbox(key="version.widget")
    assert widget.value == ""
    assert [re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "T", each) for each in widget.options] == [
        "最新（随载入更新）",
        "版本1　T UTC、写入1份文件",
        "版本0　T UTC、写入3份文件",
    ]
    widget.set_value("0").run()
    assert address(app, "version") == ["0"]
    assert (2016, 462) in drawn(app)
    app.selectbox(key="trend:from").set_value("2015").run()
    assert address(app, "version") == ["0"], "another choice leaves the version alone"


def test_what_changed_since_is_listed_and_marked(made: Made) -> None:
    made(REPORTS)
    made(REVISED)
    app = opened("trend", indicator="gdp", area="360102", version="0")
    table = next(each for each in tables(app) if say("revisions.then", "zh") in each)
    assert table[["时期", "变化", "当时", "现在"]].values.tolist() == [
        ["2016年", "数值有变", "462亿元", "470亿元"],
        ["2018年", "新增", "", "480亿元"],
    ]
    crosses = [each for each in charts(app)[0]["data"] if each.get("name") == say("revisions.legend", "zh")]
    assert [each["y"] for each in crosses] == [[470]], "within the years shown"
    other = opened("trend", indicator="gdp", area="360103", version="0")
    assert say("revisions.none", "zh") in markup(other)


@pytest.mark.parametrize("asked", ["7", "99999999999999999999", "`x`"])
def test_a_version_that_is_not_there_is_named_and_the_newest_shown(asked: str, made: Made) -> None:
    made(REPORTS)
    app = opened("trend", indicator="gdp", version=asked)
    named = asked.replace("`", " ")
    assert [each.value for each in app.warning] == [say("version.dead", "zh", version=f"`{named}`")]
    assert address(app, "version") == []
    assert drawn(app)


def test_the_newest_version_can_be_held(made: Made) -> None:
    made(REPORTS)
    app = opened("trend", indicator="gdp", area="360102", version="0")
    assert app.info[0].value.startswith("数据固定在版本0（")
    made(REVISED)
    app.run()
    assert (2016, 462) in drawn(app)
    assert app.info[0].value.startswith("现在看的是旧数据：版本0（")
    assert (2016, 470) in drawn(opened("trend", indicator="gdp", area="360102"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_index_runs_on_through_a_joined_predecessor_and_says_so(language: Language, made: Made) -> None:
    made({"old": "2014年，新建县地区生产总值300亿元。", "new": "2016年，新建区地区生产总值330亿元。"})
    told = say(
        "trend.index_joined",
        language,
        places={"zh": "新建县 → 新建区", "en": "Xinjian County → Xinjian District"}[language],
    )
    asked = {"indicator": "gdp", "area": "360112", "measure": "index", "base": "2014", "lang": language}
    on = opened("trend", **asked, join="on")
    assert told in unescape(markup(on))
    values = sorted(value for trace in charts(on)[0]["data"] if trace.get("customdata") for value in trace["y"])
    assert values == pytest.approx([100, 110])
    assert told not in markup(opened("trend", **(asked | {"base": "2016"}), join="off"))


def test_a_row_without_a_worked_out_value_shows_a_dash(made: Made) -> None:
    made(REPORTS)
    app = opened("trend", indicator="gdp", area=PLACES, measure="index", base="2016")
    assert "–" in tables(app)[0].filter(like="2016").to_numpy()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_of_more_places_than_colours_says_so_and_tells_them_apart(made: Made, language: Language) -> None:
    cities = ["南京", "无锡", "徐州", "常州", "苏州", "南通", "淮安", "盐城", "扬州", "镇江", "泰州", "宿迁", "连云港"]
    made({"all": "".join(f"2016年，{city}市地区生产总值{4000 + at}亿元。" for at, city in enumerate(cities))})
    codes = [f"32{at:02}00" for at in range(1, 14)]
    said = say("trend.crowded", language, places=13, most=12)
    assert said in unescape(markup(opened("trend", indicator="gdp", area=codes, lang=language)))
    assert said not in unescape(markup(opened("trend", indicator="gdp", area=codes[:12], lang=language)))
