"""Every page as Streamlit runs it, in both languages, with choices, links, and nothing at all to show."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from pages import WORK_REPORT, address, as_shown, charts, go, markup, opened, said, select, tables
from streamlit.testing.v1 import AppTest

from indicators.checks import check
from indicators.corrections import Why, edits, rejection
from indicators.eras import format_place
from indicators.labels import LANGUAGES, Language, format_measure, say
from indicators.model import COLUMNS, MEASURES, Report
from indicators.pages import _links as links
from indicators.pages import _matrix as matrix
from indicators.series import prepare
from indicators.store import Store, open_store, seeds_folder

PAGES = ("overview", "trend", "compare", "targets", "checks", "data", "sources")

# Streamlit's own: AppTest runs a script without a server behind it.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:streamlit")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_runs_in_both_languages(page: str, language: str, seeded_dashboard: Store) -> None:
    app = opened(page, lang=language)
    assert app.title[0].value == say(f"{page}.title", "en" if language == "en" else "zh")
    assert not app.warning
    assert not app.info or page == "checks"
    foreign = (
        r"[\u4e00-\u9fff]" if language == "en" else r"\b(Indicator|District|Measure|Years?|Rows|Sources|From|To|Any)\b"
    )
    words = said(app).replace("语言 / Language", "")
    assert re.findall(foreign, words) == []


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_store_is_a_sentence(
    page: str, language: str, tmp_path: Path, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    import indicators.pages._data as data

    monkeypatch.setenv("INDICATORS_STORE", str(tmp_path / "empty"))
    monkeypatch.setattr(data, "ensure_seeds", lambda store, progress: progress(0, 0))
    app = opened(page, lang=language)
    assert [each.value for each in app.info] == [say("store.empty", "en" if language == "en" else "zh")]


@pytest.mark.parametrize("page", PAGES)
def test_a_store_without_places_or_known_indicators_is_no_exception(
    page: str, tmp_path: Path, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = str(tmp_path / "bare")
    open_store(address).save(
        [Report("bare", "会议于上午9时召开，<script>alert(1)</script>共有12个小组发言。", title="*会议* $x$ <b>")]
    )
    monkeypatch.setenv("INDICATORS_STORE", address)
    app = opened(page)
    assert len(app.info) <= 1
    assert "<script>alert" not in markup(app)


def test_the_first_start_reads_the_shipped_documents(
    tmp_path: Path, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INDICATORS_STORE", str(tmp_path / "fresh"))
    opened("overview")
    shipped = {path.stem for path in seeds_folder().glob("*.md") if path.stem.upper() != "README"}
    assert set(open_store(tmp_path / "fresh").facets().documents) == shipped


def test_the_language_stays_from_page_to_page_and_in_the_address(seeded_dashboard: Store) -> None:
    app = opened("overview", lang="en")
    go(app, "trend")
    assert app.title[0].value == "Trend"
    assert address(app, "lang") == ["en"]
    app.sidebar.get("button_group")[0].set_value("zh").run()
    assert app.title[0].value == "走势"
    assert address(app, "lang") == []


def test_choices_stand_in_the_address_as_codes(seeded_dashboard: Store) -> None:
    app = opened("compare")
    app.multiselect(key="compare:area").set_value(["360121", "360102"]).run()
    app.multiselect(key="compare:indicator").set_value(["fiscal_revenue"]).run()
    assert address(app, "area") == ["360121", "360102"]
    assert address(app, "indicator") == ["fiscal_revenue"]
    again = opened("compare", area=["360121", "360102"], indicator=["fiscal_revenue"])
    assert again.multiselect(key="compare:area").value == ["360121", "360102"]
    assert markup(again) == markup(app)


def test_a_page_is_as_the_reader_left_it(seeded_dashboard: Store) -> None:
    app = opened("trend")
    app.selectbox(key="trend:indicator").set_value("budget_revenue").run()
    go(app, "data")
    go(app, "trend")
    assert app.selectbox(key="trend:indicator").value == "budget_revenue"
    assert address(app, "indicator") == ["budget_revenue"]


def test_a_link_is_the_whole_state_also_in_a_session_that_chose_otherwise(seeded_dashboard: Store) -> None:
    app = opened("data")
    app.multiselect(key="data:kind").set_value(["target"]).run()
    go(app, "overview")
    go(app, "data", area="360102")
    assert app.multiselect(key="data:area").value == ["360102"]
    assert app.multiselect(key="data:kind").value == []


DEAD = [
    ("overview", {"area": "999999"}, "999999"),
    ("trend", {"indicator": "moon_rocks"}, "moon_rocks"),
    ("compare", {"area": ["360102", "360104", "110000"]}, "110000"),
    ("checks", {"rule": "moon_phase"}, "moon_phase"),
    ("targets", {"verdict": "won"}, "won"),
    ("data", {"year": "1800"}, "1800"),
    ("sources", {"doc": "no-such-report"}, "no-such-report"),
    ("sources", {"doc": WORK_REPORT, "at": "3"}, "3"),
]


@pytest.mark.parametrize(("page", "query", "dead"), DEAD)
def test_a_dead_value_of_a_link_is_named(
    page: str, query: dict[str, str | list[str]], dead: str, seeded_dashboard: Store
) -> None:
    app = opened(page, **query)
    assert [each.value for each in app.warning] == [say("link.dead", "zh", values=f"`{dead}`")]


EMPTIED = [
    ("trend", "trend:area", "trend.choose_area"),
    ("compare", "compare:area", "compare.choose_two"),
    ("compare", "compare:indicator", "compare.choose_indicator"),
]


@pytest.mark.parametrize(("page", "key", "sentence"), EMPTIED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_choice_is_a_sentence(
    page: str, key: str, sentence: str, language: str, seeded_dashboard: Store
) -> None:
    app = opened(page, lang=language)
    app.multiselect(key=key).set_value([]).run()
    assert not app.exception
    assert [each.value for each in app.info] == [say(sentence, "en" if language == "en" else "zh")]
    assert address(app, key.split(":")[1]) == [""]


@pytest.mark.parametrize("page", ["trend", "compare"])
def test_years_the_wrong_way_round_are_a_sentence(page: str, seeded_dashboard: Store) -> None:
    app = opened(page, **({"when": "span"} if page == "compare" else {}))
    first, last = app.selectbox(key=f"{page}:from"), app.selectbox(key=f"{page}:to")
    first.set_value(last.options[-1]).run()
    app.selectbox(key=f"{page}:to").set_value(last.options[0]).run()
    assert not app.exception
    assert [each.value for each in app.info] == [say("years.reversed", "zh")]


@pytest.mark.parametrize("indicator", ["gdp", "projects", "fdi", "industry_structure", "population_growth"])
def test_the_trend_of_any_indicator_and_measure_runs(indicator: str, seeded_dashboard: Store) -> None:
    app = opened("trend", indicator=indicator)
    views = [code for code in (*MEASURES, "index", "city_share") if _view(app, code)]
    assert views
    for code in views:
        next(each for each in app.get("button_group") if each.label == say("trend.view", "zh")).set_value(code).run()
        assert not app.exception
        assert address(app, "measure") in ([code], [])


def _view(app: AppTest, code: str) -> bool:
    """Whether the page offers to see this measure, or this index or share."""
    name = say(f"trend.{code}", "zh") if code in ("index", "city_share") else format_measure(code, "zh")
    return name in next(each for each in app.get("button_group") if each.label == say("trend.view", "zh")).options


def test_the_table_shows_what_select_gives(seeded_dashboard: Store) -> None:
    app = opened("data", area="360102", indicator="gdp", show="codes")
    shown = tables(app)[0]
    expected = seeded_dashboard.select(areas="360102", indicators="gdp")
    assert len(expected) > 0
    assert shown[list(COLUMNS)].values.tolist() == as_shown(expected)
    label = app.get("download_button")[0].proto.label
    assert label == say("rows.download_as", "zh", rows=len(expected), format=say("format.csv", "zh"))


def test_the_search_asks_for_every_word(seeded_dashboard: Store) -> None:
    app = opened("data", show="codes")
    app.text_input(key="data:q").set_value("项目 签约").run()
    shown = tables(app)[0]
    text = shown[["area", "label", "article", "sentence", "surface"]].agg("".join, axis=1)
    assert len(shown) > 0
    assert all("项目" in each and "签约" in each for each in text)
    assert address(app, "q") == ["项目 签约"]
    app.text_input(key="data:q").set_value("没有这样的词").run()
    assert [each.value for each in app.info] == [say("data.nothing", "zh")]


def test_a_table_goes_back_to_its_first_page_when_a_filter_changes(seeded_dashboard: Store) -> None:
    app = opened("data", page="3")
    third = tables(app)[0]
    app.multiselect(key="data:measure").set_value(["level"]).run()
    assert address(app, "page") == []
    assert not tables(app)[0].equals(third)


def test_a_selected_row_shows_its_sentence_with_the_figure_marked(seeded_dashboard: Store) -> None:
    app = opened("data", doc=WORK_REPORT, show="codes")
    row = tables(app)[0].iloc[0]
    select(app, "table", row.name)
    assert f"<mark class='di-figure di-chosen'>{row['surface']}</mark>" in markup(app)
    link = app.get("page_link")[-1].proto
    assert f"at={row['start']}" in link.query_string
    assert f"doc={WORK_REPORT}" in link.query_string


def test_a_figure_that_stands_twice_in_its_sentence_is_marked_at_its_own_place(
    seeded_dashboard: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "2014年，东湖区财政总收入增长8%，固定资产投资增长8%。"
    open_store(tmp_path / "twice").save([Report("twice", text, title="两个数")])
    monkeypatch.setenv("INDICATORS_STORE", str(tmp_path / "twice"))
    rows = open_store().select()
    assert rows["surface"].tolist() == ["8%", "8%"]
    for start in rows["start"]:
        app = opened("sources", doc="twice", at=str(start))
        sentence = next(body for body in markup(app).split("blockquote") if "di-sentence" in body)
        before = re.sub(r"<[^>]*>", "", sentence.split("<mark")[0].split("'>", 1)[1])
        assert len(before) == start - text.index(rows["sentence"].iloc[0])


def test_a_document_shows_its_figures_in_place_and_counts_every_number(seeded_dashboard: Store) -> None:
    rows = seeded_dashboard.select(documents=WORK_REPORT)
    start = int(rows["start"].iloc[4])
    app = opened("sources", doc=WORK_REPORT, at=str(start))
    shown = next(each.proto.body for each in app.get("html") if each.proto.body.startswith("<div class='di-document'"))
    assert shown.count("di-observation'") == rows["start"].nunique()
    assert f"const chosen = '{start}'" in markup(app)
    metrics = [int(number.replace(",", "")) for number in re.findall(r"<b>([\d,]+)</b>", markup(app))]
    known = seeded_dashboard.documents().set_index("doc_id").loc[WORK_REPORT]
    assert len(metrics) == 3
    assert sum(metrics) > known["not_figures"] > 0


def test_the_text_of_a_document_is_data_and_never_markup(
    tmp_path: Path, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "2014年，东湖区<img src=x onerror=alert(1)>财政总收入53.14亿元，增长8%。$a$ **b** :red[c]"
    open_store(tmp_path / "evil").save(
        [Report("evil", text, title="<script>alert(2)</script> *标题* [x](javascript:alert(3))")]
    )
    monkeypatch.setenv("INDICATORS_STORE", str(tmp_path / "evil"))
    for page in PAGES:
        app = opened(page, **({"doc": "evil"} if page == "sources" else {}))
        assert "<img" not in markup(app)
        assert "<script>alert" not in markup(app)
        assert not any("alert(" in each.value for kind in ("markdown", "caption", "info") for each in app.get(kind))


def test_growth_on_a_card_is_the_reported_one(seeded_dashboard: Store) -> None:
    app = opened("overview", area="360102")
    rows = seeded_dashboard.select(areas="360102", indicators="fiscal_revenue", years=2014)
    assert rows[rows["measure"].eq("yoy")]["value"].tolist() == [14.45]
    assert "同比 +14.45%" in markup(app)


def test_every_cell_of_the_coverage_grid_says_how_many_rows_its_link_opens(seeded_dashboard: Store) -> None:
    app = opened("overview", indicator="fiscal_revenue")
    cells = re.findall(
        r"href='data\?area=(\w+)&amp;indicator=(\w+)&amp;year=(\d+)&amp;lang=zh'[^>]*>(\d+)<", markup(app)
    )
    assert len(cells) > 3
    for area, indicator, year, count in cells:
        assert len(seeded_dashboard.select(areas=area, indicators=indicator, years=int(year))) == int(count)


def made(folder: Path, monkeypatch: pytest.MonkeyPatch, **texts: str) -> Store:
    """A dashboard on documents of a sentence or two each."""
    store = open_store(folder / "made")
    store.save([Report(name.replace("_", "-"), text, title=f"文件{name}") for name, text in texts.items()])
    monkeypatch.setenv("INDICATORS_STORE", str(folder / "made"))
    return store


CONTRADICTING = {
    "east_a": "2020年，东湖区地区生产总值100亿元，增长8%。2020年，东湖区财政总收入50亿元。",
    "east_b": "2020年，东湖区地区生产总值96亿元。2020年，东湖区财政总收入约50亿元。",
    "south": "2020年，青云谱区地区生产总值200亿元。2019年，青云谱区地区生产总值190亿元。",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_finding_shows_its_message_and_both_sentences_side_by_side(
    language: Language, tmp_path: Path, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = made(tmp_path, monkeypatch, **CONTRADICTING)
    findings = check(store.select())
    conflict = next(each for each in findings if each.rule == "conflict")
    page = markup(opened("checks", lang=language))
    told = escape(conflict.message(language, {"east-a": "文件east_a", "east-b": "文件east_b"}))
    assert "文件east_a" in told
    assert told in page
    article = next(each for each in page.split("<article") if told in each)
    for doc_id, start in conflict.rows:
        assert f"sources?doc={doc_id}&amp;at={start}" in article
    assert "<mark class='di-figure di-chosen'>100亿元</mark>" in article
    assert "<mark class='di-figure di-chosen'>96亿元</mark>" in article
    counted = [int(number) for number in re.findall(r"<b>(\d+)</b>", page)]
    assert counted == [sum(each.severity == severity for each in findings) for severity in ("error", "notice")]


def test_findings_are_filtered_by_place_indicator_and_gravity_and_the_address_says_so(
    tmp_path: Path, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, monkeypatch, **CONTRADICTING)
    app = opened("checks")
    shown = markup(app).count("<article")
    app.multiselect(key="checks:severity").set_value(["error"]).run()
    assert address(app, "severity") == ["error"]
    errors = markup(app).count("<article class='di-finding di-error'")
    assert 0 < errors == markup(app).count("<article") <= shown
    again = opened("checks", area="360102", indicator="gdp", rule="conflict")
    assert again.multiselect(key="checks:area").value == ["360102"]
    assert markup(again).count("<article") == 1
    assert "100亿元" in markup(again)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_store_without_findings_says_so(
    language: Language, tmp_path: Path, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, monkeypatch, east="2020年，东湖区地区生产总值100亿元。")
    app = opened("checks", lang=language)
    assert [each.value for each in app.info] == [say("checks.none", language)]


def test_corrections_that_match_nothing_are_listed_with_what_they_expect(
    tmp_path: Path, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = made(tmp_path, monkeypatch, east="2020年，东湖区地区生产总值100亿元，出口6亿美元。")
    report, rows = store.document("east"), store.select(documents="east").to_dict("records")
    level, exports = (dict(row) for row in rows)
    change = edits(report, level, level, {"bound": "ge"}, Why("勘误"))
    store.correct([*change, rejection(report, exports, exports, Why("重复"))])
    assert [each.value for each in opened("checks").info] == [say("checks.none", "zh")]
    store.save([replace(report, text=report.text.replace("100亿", "101亿"), sha256="1")])
    app = opened("checks", lang="en")
    assert "Notices <b>2</b>" in markup(app)
    for told in ("Bound: exactly", "a row: 出口 600 million US dollars", "勘误", "重复"):
        assert told in markup(app)
    links = [(each.proto.label, each.proto.query_string) for each in app.get("page_link")]
    assert [label for label, _ in links] == [
        say(f"kept.{name}", "en") for name in ("mend", "document", "mend", "place")
    ]
    assert all("doc=east" in query for _, query in links)
    assert f"at={exports['start']}" in links[-1][1], "the figure still stands there"
    assert len(opened("checks", indicator="gdp", rule="correction").get("page_link")) == 2
    app.multiselect(key="checks:severity").set_value(["error"]).run()
    assert [each.value for each in app.info] == [say("checks.none_here", "en")]


def test_a_new_load_shows_in_the_findings_at_once(
    tmp_path: Path, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = made(tmp_path, monkeypatch, east_a=CONTRADICTING["east_a"])
    app = opened("checks")
    assert "<article" not in markup(app)
    store.save([Report("east-b", CONTRADICTING["east_b"], title="后来的文件")])
    app.run()
    assert "<article class='di-finding di-error'" in markup(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_growths_on_a_card_say_which_definition_each_has(
    language: Language, tmp_path: Path, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, monkeypatch, east="2021年，东湖区财政总收入96.22亿元，增长12.72%，同口径增长11.2%。")
    page = markup(opened("overview", area="360102", lang=language))
    growth = {"zh": "+12.72% / +11.2%（同口径）", "en": "+12.72% / +11.2% (like for like)"}[language]
    assert growth in page


def test_a_contradiction_is_said_on_card_in_table_and_on_bars(
    tmp_path: Path, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, monkeypatch, **CONTRADICTING)
    card = markup(opened("overview", area="360102"))
    assert "checks?area=360102&amp;indicator=gdp" in card
    compared = opened("compare", area=["360102", "360104"], indicator="gdp")
    assert "与 96亿元 不一致" in markup(compared)
    assert "与 100亿元 不一致" in markup(compared)
    table = tables(opened("trend", area="360102", indicator="gdp"))[0]
    assert sorted(table[say("column.agreement", "zh")]) == [
        "文件之间矛盾：与 100亿元 不一致",
        "文件之间矛盾：与 96亿元 不一致",
    ]


RENAMED = {
    "old": "2013年，新建县地区生产总值300亿元。2014年，新建县地区生产总值324.81亿元。",
    "new": "2020年，新建区地区生产总值380.56亿元。2020年，红谷滩区地区生产总值500亿元。",
    "aim": "到2030年，新建区地区生产总值力争达到600亿元。2020年，南昌市地区生产总值5000亿元。",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_matrix_shows_places_only_in_their_years_and_in_order(
    language: Language, tmp_path: Path, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, monkeypatch, **RENAMED)
    app = opened("overview", indicator="gdp", lang=language)
    rows = re.findall(r"<tr><th scope='row'>(.*?)</th>(.*?)</tr>", markup(app))
    codes = {"360112": "新建区", "360113": "红谷滩区", "360122": "新建县", "360100": "南昌市"}
    assert [place for place, _ in rows] == [format_place(code, name, language) for code, name in codes.items()]
    marked = {"zh": "新建县（至2015年）", "en": "Xinjian County (until 2015)"}[language]
    cells = dict(rows)
    old_years = re.findall(r"<td( class='[^']*')?", cells[marked])
    assert ["di-gone" in each for each in old_years] == [year > 2015 for year in range(2013, 2013 + len(old_years))]
    young = cells[{"zh": "红谷滩区", "en": "Honggutan District"}[language]]
    said = {"zh": "2019年设立红谷滩区", "en": "2019: Honggutan District founded"}[language]
    assert young.count("<td class='di-gone' title=") == 6
    assert said in young


def test_a_matrix_of_many_places_comes_a_page_at_a_time(
    seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shown(app: AppTest) -> list[str]:
        return re.findall(r"<tr><th scope='row'>(.*?)</th>", markup(app))

    everywhere = shown(opened("overview", area="360100"))
    monkeypatch.setattr(matrix, "PER_PAGE", 3)
    last = -(-len(everywhere) // 3)
    assert last > 1
    parts = [shown(opened("overview", area="360100", page=str(number + 1))) for number in range(last)]
    assert [place for part in parts for place in part] == everywhere
    of_the_city = opened("overview", area="360100")
    assert "南昌市" in shown(of_the_city)
    assert address(of_the_city, "page") == []


def test_the_matrix_lists_places_of_another_rank_only_where_they_have_figures_and_explains_only_what_it_shows(
    tmp_path: Path, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "2024年，江西省地区生产总值3万亿元，财政收入4000亿元。2024年，湖北省地区生产总值6万亿元，南昌市出口总额900亿元。"
    made(tmp_path, monkeypatch, provinces=told)

    def shown(app: AppTest) -> list[str]:
        return re.findall(r"<tr><th scope='row'>(.*?)</th>", markup(app))

    app = opened("overview", indicator="gdp")
    assert shown(app) == ["江西省", "湖北省"]
    assert say("matrix.reported", "zh") in markup(app)
    assert say("matrix.not_there", "zh") not in markup(app)
    assert "南昌市" in shown(opened("overview", indicator="exports"))
    assert "南昌市" in shown(opened("overview", indicator="gdp", area="360100"))


def test_a_line_of_sources_lists_the_first_of_many_and_says_so(
    seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "FEW", 1)
    monkeypatch.setattr(links, "MOST_LISTED", 2)
    found = prepare(seeded_dashboard.select(indicators=["gdp", "fiscal_revenue", "exports", "projects"]))
    documents = found[found["year"].notna() & found["area_code"].ne("")].groupby("indicator")["doc_id"].nunique()
    page, count = markup(opened("overview", indicator=str(documents.idxmax()))), int(documents.max())
    assert count > 2
    assert say("sources.more_first", "zh", count=count, shown=2) in page


def test_years_of_the_overview_are_those_of_outcomes(
    tmp_path: Path, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, monkeypatch, **RENAMED)
    page = markup(opened("overview", indicator="gdp"))
    assert "实绩 2013–2020 年" in page
    assert "另有目标，最远到 2030 年。" in page
    assert "<th scope='col'>2030</th>" not in page


def test_a_predecessor_joins_only_when_asked(
    tmp_path: Path, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, monkeypatch, **RENAMED)
    app = opened("trend", area="360112", indicator="gdp")
    table = say("column.area", "zh")
    assert set(tables(app)[0][table]) == {"新建区"}
    joined = opened("trend", area="360112", indicator="gdp", join="on")
    assert set(tables(joined)[0][table]) == {"新建区", "新建县（至2015年）"}
    assert "2015年新建县撤县设区为新建区" in markup(joined)
    assert not [
        each
        for each in opened("trend", area="360113", indicator="gdp").get("button_group")
        if each.label == say("join.switch", "zh")
    ]


PROVINCES = {
    "jiangxi": "2024年，江西省地区生产总值34202亿元，增长5.1%。南昌县地区生产总值1400亿元。",
    "zhejiang": "2024年，浙江省地区生产总值90131亿元，增长5.5%。2030年，浙江省地区生产总值力争达到12万亿元。",
    "hunan": "2024年，湖南省地区生产总值53231亿元，增长4.8%。",
}


def test_pages_open_on_places_of_the_rank_that_the_documents_are_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, monkeypatch, **PROVINCES)
    overview = markup(opened("overview"))
    assert "3 个省份" in overview
    assert "90,131亿元" in overview
    assert "南昌县" not in charts(opened("trend"))[0]["alt"]
    assert opened("compare").get("multiselect")[0].value == ["330000", "360000", "430000"]


def test_a_question_that_names_no_rank_is_about_that_of_the_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, monkeypatch, **PROVINCES)
    found = markup(opened("overview", q="2024年GDP前二"))
    assert "浙江省" in found
    assert "湖南省" in found
    assert "1,400" not in found
