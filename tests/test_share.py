"""What readers take along from a page: links, citations, the language of a link, one chart alone."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from pages import ROOT, WORK_REPORT, address, charts, markup
from streamlit.testing.v1 import AppTest

from indicators.export.citations import View, cite_document, cite_view
from indicators.labels import LANGUAGES, Language, format_indicator, say
from indicators.model import Report
from indicators.store import Store, open_store

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:streamlit")

HOME = "http://127.0.0.1:8501"
VIEW = View("对比", 4, "2026-11-01", "2026-11-22", "http://127.0.0.1/compare?lang=zh")
SOURCE = {"doc_id": "d", "title": "工作报告", "publisher": "某区政府", "published": "2024-01-05", "address": ""}


def opened(page: str, query: dict[str, str | list[str]] | None = None, **context: str | bool) -> AppTest:
    """A page as a browser opens it, which tells its language and address."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    if page != "overview":
        app.switch_page(f"indicators/pages/{page}.py")
    app.context = {"url": f"{HOME}/", **context}
    for name, value in (query or {}).items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception[0].value
    return app


def texts(app: AppTest) -> list[str]:
    """What the bar has to copy: first the link, then the citations."""
    return [unescape(text) for text in re.findall(r"data-di='copy' data-text='([^']*)'", markup(app))]


def asked(link: str) -> dict[str, str | list[str]]:
    found = parse_qs(urlsplit(link).query, keep_blank_values=True)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


@pytest.mark.parametrize("page", ["overview", "trend", "compare", "targets", "checks", "data", "sources"])
def test_every_page_has_a_link_and_its_citations(page: str, seeded_dashboard: Store) -> None:
    app = opened(page)
    link, *cited = texts(app)
    assert link.startswith(HOME)
    assert asked(link)["lang"] == "zh"
    assert len(cited) == 2
    today, version = date.today().isoformat(), seeded_dashboard.version()
    assert re.search(rf"数据版本{version}\[DB/OL\]\. \(\d{{4}}-\d\d-\d\d\)\[{today}\]\. {HOME}", cited[0])
    assert all(asked(text[text.index(HOME) :])["version"] == str(version) for text in cited)


def test_a_link_holds_defaults_too_and_shows_the_same_view(seeded_dashboard: Store) -> None:
    app = opened("trend", {"lang": "en"})
    given = asked(texts(app)[0])
    assert given["indicator"] == app.selectbox(key="trend:indicator").value
    assert given["area"] == app.multiselect(key="trend:area").value
    assert {"from", "to", "lang"} <= set(given)
    again = opened("trend", given)
    assert texts(again) == texts(app)
    assert markup(again) == markup(app)


def test_a_citation_says_what_is_seen_in_the_readers_language(seeded_dashboard: Store) -> None:
    query: dict[str, str | list[str]] = {"area": ["360102", "360104"], "indicator": "fiscal_revenue", "from": "2012"}
    chinese, english = (texts(opened("trend", {**query, "lang": language})) for language in LANGUAGES)
    assert chinese[1].startswith("县区指标. 走势：东湖区、青云谱区；财政总收入；")
    assert re.search(r"；2012–\d{4}: 数据版本", chinese[1])
    assert english[2].startswith("District Indicators, Trend: Donghu District, Qingyunpu District; ")


def test_many_choices_are_counted(seeded_dashboard: Store) -> None:
    codes = sorted(seeded_dashboard.facets().indicators)[:9]
    assert f"等{len(codes)}项" in texts(opened("data", {"indicator": codes}))[1]


def test_a_document_has_a_citation_of_its_own(seeded_dashboard: Store) -> None:
    app = opened("sources", {"doc": WORK_REPORT})
    cited = texts(app)[1:3]
    document = seeded_dashboard.document(WORK_REPORT)
    assert all(document.title in text for text in cited)
    assert "[R" in cited[0]
    assert len(texts(app)) == 5


def test_the_title_of_a_document_is_data_in_the_bar_too(
    tmp_path_factory: pytest.TempPathFactory, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = str(tmp_path_factory.mktemp("marked") / "store")
    open_store(folder).save(
        [Report("one", "2020年，东湖区地区生产总值100亿元。", title="<img src=x onerror='alert(1)'>")]
    )
    monkeypatch.setenv("INDICATORS_STORE", folder)
    app = opened("sources", {"doc": "one"})
    assert "<img" not in markup(app)
    assert any("<img src=x onerror='alert(1)'>" in text for text in texts(app))


@pytest.mark.parametrize("style", ["gbt", "plain"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_view_without_a_date_leaves_no_gap(style: str, language: Language) -> None:
    undated = View(VIEW.title, VIEW.version, "", VIEW.accessed, VIEW.address)
    cited = cite_view(undated, "gbt" if style == "gbt" else "plain", language)
    assert "()" not in cited
    assert "（）" not in cited
    assert "  " not in cited
    assert VIEW.accessed in cited
    assert cited.endswith(VIEW.address)


@pytest.mark.parametrize(
    ("known", "cited"),
    [
        ({}, "某区政府. 工作报告[R]. 2024-01-05."),
        ({"published": ""}, "某区政府. 工作报告[R]."),
        ({"publisher": "", "title": ""}, "d[R]. 2024-01-05."),
        (
            {"address": "https://example.org/r"},
            "某区政府. 工作报告[R/OL]. (2024-01-05)[2026-11-22]. https://example.org/r",
        ),
        (
            {"address": "https://example.org/r", "published": ""},
            "某区政府. 工作报告[R/OL]. [2026-11-22]. https://example.org/r",
        ),
    ],
)
def test_a_document_is_cited_by_the_standard_with_what_is_known(known: dict[str, str], cited: str) -> None:
    assert cite_document(SOURCE | known, "gbt", "zh", "2026-11-22") == cited


@pytest.mark.parametrize(
    ("locale", "language"),
    [("zh-CN", "zh"), ("zh-Hant-TW", "zh"), ("zh", "zh"), ("en-US", "en"), ("fr-FR", "en"), ("de", "en")],
)
def test_the_browser_chooses_the_language_where_nobody_else_does(
    locale: str, language: Language, seeded_dashboard: Store
) -> None:
    app = opened("overview", locale=locale)
    assert app.title[0].value == say("overview.title", language)
    assert address(app, "lang") == ([] if language == "zh" else ["en"])
    assert f"documentElement.lang = '{'zh-CN' if language == 'zh' else 'en'}'" in markup(app)


def test_a_language_that_is_not_there_is_named(seeded_dashboard: Store) -> None:
    app = opened("trend", {"lang": "fr", "indicator": "gdp"})
    assert [each.value for each in app.warning] == [say("link.dead", "zh", values="`fr`")]


def test_the_address_wins_over_the_browser_and_the_reader_over_both(seeded_dashboard: Store) -> None:
    app = opened("overview", {"lang": "zh"}, locale="en-US")
    assert app.title[0].value == say("overview.title", "zh")
    assert address(app, "lang") == ["zh"]
    app.sidebar.get("button_group")[0].set_value("en").run()
    assert app.title[0].value == say("overview.title", "en")
    app.sidebar.get("button_group")[0].set_value("zh").run()
    assert address(app, "lang") == ["zh"], "a reload in this browser must not turn to English"


def test_one_chart_alone_has_its_title_its_sources_and_the_way_back(seeded_dashboard: Store) -> None:
    query: dict[str, str | list[str]] = {"indicator": "fiscal_revenue", "area": "360102", "chart": "trend-CNY"}
    app = opened("trend", query, is_embedded=True)
    page = markup(app)
    assert len(charts(app)) == 1
    assert "<h1 class='di-heading'>财政总收入（亿元）" in page
    assert "data-di='image'" not in page
    assert re.search(
        r"href='http://127\.0\.0\.1:8501/trend\?[^']*indicator=fiscal_revenue[^']*'[^>]*>在县区指标中查看全部", page
    )
    (line,) = re.findall(r"<(?:p|div) class='di-sources'>.*", page)
    assert "target='_blank'" in line
    assert "target='_self'" not in line
    assert not app.warning


def test_the_first_chart_is_shown_where_none_is_named(seeded_dashboard: Store) -> None:
    app = opened("trend", {"indicator": "fiscal_revenue"}, is_embedded=True)
    assert len(charts(app)) == 1


def test_a_chart_that_is_not_there_is_named(seeded_dashboard: Store) -> None:
    app = opened("trend", {"chart": "no`such", "area": "999999"}, is_embedded=True)
    assert len(charts(app)) == 0
    said = [each.value for each in app.warning]
    assert said == [
        say("link.dead", "zh", values="`999999`"),
        say("share.no_chart", "zh", chart="`no such`"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", [{}, {"view": "table"}])
def test_a_comparison_is_embedded_as_a_chart_though_its_view_is_a_table(
    view: dict[str, str | list[str]], language: Language, seeded_dashboard: Store
) -> None:
    query = {"area": ["360102", "360104"], "indicator": "fiscal_revenue", "lang": language, **view}
    app = opened("compare", query, is_embedded=True)
    assert len(charts(app)) == 1
    page = markup(app)
    assert format_indicator("fiscal_revenue", language) in re.findall(r"<h1 class='di-heading'>([^<]*)", page)[0]
    assert len(re.findall(r"<(?:p|div) class='di-sources'>", page)) == 1
    assert not app.warning


def test_a_comparison_that_cannot_be_ranked_is_embedded_as_small_charts(
    tmp_path: Path, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(tmp_path / "store")
    texts = {"a": "2014年，东湖区地区生产总值400亿元。", "b": "2016年，西湖区地区生产总值500亿元。"}
    store.save([Report(name, text, area="南昌市") for name, text in texts.items()], workers=1)
    monkeypatch.setenv("INDICATORS_STORE", store.address)
    app = opened("compare", {"area": ["360102", "360103"], "indicator": "gdp"}, is_embedded=True)
    assert len(charts(app)) == 1
    assert not app.warning


def test_a_page_without_charts_says_so_when_it_is_embedded(seeded_dashboard: Store) -> None:
    app = opened("data", is_embedded=True)
    assert [each.value for each in app.warning] == [say("share.nothing", "zh")]


def test_a_chart_has_its_pictures_and_its_code_below_it(seeded_dashboard: Store) -> None:
    page = markup(opened("trend", {"indicator": "fiscal_revenue", "lang": "en"}))
    tools = re.findall(
        r"data-di='(image|embed)'(?: data-format='(\w+)')? data-chart='([^']*)' data-title='([^']*)'", page
    )
    assert [(kind, format) for kind, format, _, _ in tools] == [("image", "png"), ("image", "svg"), ("embed", "")]
    assert {chart for _, _, chart, _ in tools} == {"trend-CNY"}
    assert all("billion yuan" in title or "million yuan" in title for _, _, _, title in tools)
