"""The sources page: documents by filter and page, every number of a text with its fate, and why it was read so."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from pages import address, markup, opened, tables
from streamlit.testing.v1 import AppTest

from indicators.corrections import Why, addition, edits, rejection
from indicators.explain import explain
from indicators.labels import LANGUAGES, Language, format_term, say
from indicators.model import FATES, Report
from indicators.outline import outline
from indicators.pages import _reading as reading
from indicators.store import Store, open_store

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:streamlit")

WORK_REPORT = "donghu-2015-work-report"
TEXT = "2020年，东湖区地区生产总值100亿元，增长8%。全区围绕“四区”建设，出口总值增长7。"

NEW = {
    "area_code": "360102",
    "indicator": "exports",
    "label": "出口总值",
    "measure": "yoy",
    "period_start": "2020-01-01",
    "period_end": "2020-12-31",
    "unit": "%",
}
"""What a person says that an unresolved number of the text means."""

DOCUMENTS = [
    Report("a", TEXT, "东湖区2020年工作报告", "东湖区人民政府", date(2021, 2, 1), "东湖区", "work_report", "https://dhq.nc.gov.cn/a?x=1&y='"),
    Report("b", TEXT, "东湖区经济简报", "东湖区统计局", date(2021, 7, 1), "东湖区", "brief", "javascript:alert(1)"),
    Report("c", "2019年，青云谱区财政总收入30亿元。", "青云谱区工作报告", "青云谱区人民政府", date(2020, 2, 1), "青云谱区", "work_report"),
    Report("d", TEXT, "", "", None, "", ""),
]  # fmt: skip


@pytest.fixture
def library(tmp_path: Path, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A dashboard on four documents, one of which says nothing of itself."""
    store = open_store(tmp_path / "library")
    store.save(DOCUMENTS)
    monkeypatch.setenv("INDICATORS_STORE", store.address)
    return store


def titles(app: AppTest) -> list[str]:
    shown: list[str] = tables(app)[0][format_term("column_name", "doc_title", "zh")].tolist()
    return shown


def sheet(app: AppTest) -> str:
    return next(each.proto.body for each in app.get("html") if each.proto.body.startswith("<div class='di-document'"))


FILTERS: list[tuple[dict[str, str | list[str]], list[str]]] = [
    ({}, ["东湖区经济简报", "东湖区2020年工作报告", "青云谱区工作报告", "d"]),
    ({"area": "360102"}, ["东湖区经济简报", "东湖区2020年工作报告"]),
    ({"area": ["360102", "360104"], "kind": "work_report"}, ["东湖区2020年工作报告", "青云谱区工作报告"]),
    ({"year": "2021"}, ["东湖区经济简报", "东湖区2020年工作报告"]),
    ({"publisher": "东湖区统计局"}, ["东湖区经济简报"]),
    ({"q": "报告 青云谱"}, ["青云谱区工作报告"]),
    ({"year": "-"}, ["d"]),
    ({"publisher": "-", "area": "-", "kind": "-"}, ["d"]),
]


@pytest.mark.parametrize(("query", "found"), FILTERS, ids=lambda each: ",".join(each))
def test_documents_are_filtered_and_the_newest_comes_first(
    query: dict[str, str | list[str]], found: list[str], library: Store
) -> None:
    app = opened("sources", **query)
    assert titles(app) == found
    assert not app.warning


def test_a_filter_stands_in_the_address_and_one_that_meets_nothing_is_a_sentence(library: Store) -> None:
    app = opened("sources")
    app.multiselect(key="sources:publisher").set_value(["东湖区统计局"]).run()
    assert address(app, "publisher") == ["东湖区统计局"]
    app.multiselect(key="sources:kind").set_value(["work_report"]).run()
    assert [each.value for each in app.info] == [say("sources.nothing", "zh")]


def test_a_document_that_states_nothing_has_the_place_of_its_title_and_offers_no_empty_filter(
    tmp_path: Path, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(tmp_path / "titled")
    titles = ("江西省南昌市二〇二〇年简报", "南昌县与进贤县", "简报")
    store.save([Report(f"t{at}", TEXT + str(at), title) for at, title in enumerate(titles)])
    monkeypatch.setenv("INDICATORS_STORE", str(tmp_path / "titled"))
    app = opened("sources")
    places = dict(tables(app)[0][["标题", "地方"]].values.tolist())
    assert places == {titles[0]: "南昌市", titles[1]: "", titles[2]: ""}
    assert [each.label for each in app.multiselect] == [say("choose.areas", "zh")]


def test_a_publisher_that_the_data_does_not_have_is_named(library: Store) -> None:
    app = opened("sources", publisher="月球统计局")
    assert [each.value for each in app.warning] == [say("link.dead", "zh", values="`月球统计局`")]


def test_a_long_list_comes_a_page_at_a_time(library: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    import indicators.pages._documents as documents

    monkeypatch.setattr(documents, "PER_PAGE", 3)
    monkeypatch.setattr(documents, "OFFERED", 1)
    app = opened("sources", page="2")
    assert titles(app) == ["d"]
    assert len(app.selectbox(key="sources:doc").options) == 2
    assert opened("sources", doc="d").selectbox(key="sources:doc").value == "d"


def test_an_order_is_that_of_all_documents(library: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indicators.pages._documents.PER_PAGE", 2)
    counts = sorted(library.documents()["observations"].tolist(), reverse=True)
    head = format_term("column_name", "doc_observations", "zh")
    told = [tables(opened("sources", order="-observations", page=page))[0][head].tolist() for page in ("1", "2")]
    assert [int(count) for page in told for count in page] == counts[:4]


def test_an_opened_document_leads_back_to_the_list_as_it_was(library: Store) -> None:
    app = opened("sources", area="360102", doc="a")
    app.button(key="back").click().run()
    assert address(app, "doc") == []
    assert titles(app) == ["东湖区经济简报", "东湖区2020年工作报告"]


def test_a_document_leads_to_its_review(library: Store) -> None:
    links = [each.proto for each in opened("sources", doc="a").get("page_link")]
    review = next(each for each in links if each.label == say("sources.correct", "zh"))
    assert "doc=a" in review.query_string


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_an_address_of_the_web_is_a_link(language: Language, library: Store) -> None:
    label = say("sources.original", language)
    link = f"<a href='https://dhq.nc.gov.cn/a?x=1&amp;y=&#x27;' target='_blank' rel='noopener noreferrer'>{label}</a>"
    assert link in markup(opened("sources", doc="a", lang=language))
    other = markup(opened("sources", doc="b", lang=language))
    assert label not in other
    assert "javascript:alert(1)</p>" in other
    assert "href='javascript" not in other


def test_every_number_is_marked_by_its_fate_and_counted(library: Store) -> None:
    app = opened("sources", doc="a")
    marked = re.findall(r"di-number di-(\w+)' data-at='(\d+)'[^>]*>([^<]*)<", sheet(app))
    fates = {surface: fate for fate, _, surface in marked}
    assert fates == {
        "2020": "not_figure",
        "100亿元": "observation",
        "8%": "observation",
        "四": "not_figure",
        "7": "unresolved",
    }
    assert all(TEXT[int(at) :].startswith(surface) for _, at, surface in marked)
    counted = [int(number) for number in re.findall(r"<b>([\d,]+)</b>", markup(app))]
    assert counted == [list(fates.values()).count(fate) for fate in FATES]


@pytest.mark.parametrize("surface", ["100亿元", "2020", "7", "四"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_any_number_opens_its_explanation(surface: str, language: Language, library: Store) -> None:
    at = TEXT.index(surface)
    page = markup(opened("sources", doc="a", at=str(at), lang=language))
    told = outline(explain(library.document("a"), at), language)
    shown = re.sub(r"<[^>]*>", "", page[page.index("di-outline'><li>") :])
    for branch in told.below:
        if branch.key != "sentence":
            assert branch.text in shown
            assert all(each.text in shown and each.why in shown for each in branch.below)
    assert f"<mark class='di-figure di-chosen'>{surface}</mark>" in page
    assert f"const chosen = '{at}'" in page


def test_unresolved_numbers_are_found_one_after_the_other(library: Store) -> None:
    app = opened("sources", doc="a")
    assert app.button(key="turn-previous").disabled
    app.button(key="turn-next").click().run()
    assert address(app, "at") == [str(TEXT.index("7"))]
    assert app.button(key="turn-next").disabled
    later = opened("sources", doc="a", at=str(TEXT.index("7")))
    assert later.button(key="turn-previous").disabled


def test_the_fates_to_mark_are_a_choice_that_keeps_the_chosen_number(library: Store) -> None:
    at = str(TEXT.index("100亿元"))
    app = opened("sources", doc="a", at=at)
    assert ".di-document .di-observation:not" not in markup(app)
    app.multiselect(key="sources:fate").set_value(["unresolved"]).run()
    assert address(app, "fate") == ["unresolved"]
    assert address(app, "at") == [at]
    for fate in FATES:
        assert (f".di-document .di-{fate}:not(#di-chosen) {{" in markup(app)) == (fate != "unresolved")


def test_choosing_a_number_changes_nothing_in_the_text_that_was_sent(library: Store) -> None:
    app = opened("sources", doc="a")
    before = sheet(app)
    app.button(key="turn-next").click().run()
    assert sheet(app) == before


def test_a_long_text_comes_a_part_at_a_time(library: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PART", 32)
    parts = [sheet(opened("sources", doc="a", page=page)) for page in ("1", "2")]
    assert "".join(unescape(re.sub(r"<[^>]*>", "", part)) for part in parts) == TEXT
    last = str(TEXT.index("7"))
    app = opened("sources", doc="a", at=last)
    assert sheet(app) == parts[1], "a link to a figure opens its part"
    assert f"data-at='{last}'" in parts[1]
    assert not app.warning
    assert sheet(opened("sources", doc="a", at=last, page="1")) == parts[0]
    app = opened("sources", doc="a")
    assert sheet(app) == parts[0]
    app.button(key="turn-next").click().run()
    assert sheet(app) == parts[1]


def test_a_long_text_shows_its_rows_before_it_is_read(library: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[list[str]] = []
    show = reading.Sheet._show

    def watch(self: reading.Sheet, text: str, at: str, state: str) -> None:
        shown.append(re.findall(r"di-number di-(\w+)'", text))
        show(self, text, at, state)

    monkeypatch.setattr(reading, "AT_ONCE", 0)
    monkeypatch.setattr(reading.Sheet, "_show", watch)
    app = opened("sources", doc="a")
    draft, whole = shown
    assert draft == ["observation", "observation"]
    assert sorted({*whole}) == ["not_figure", "observation", "unresolved"]
    assert re.findall(r"di-number di-(\w+)'", sheet(app)) == whole
    opened("sources", doc="a")
    assert len(shown) == 3, "once it was read there is no draft"


def test_a_stored_row_that_is_read_differently_today_says_so(library: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    import indicators.pages._data as data

    told = say("sources.read_anew", "zh")
    at = str(TEXT.index("100亿元"))
    assert told not in markup(opened("sources", doc="a", at=at))
    plain = data.rows
    monkeypatch.setattr(data, "rows", lambda **filters: plain(**filters).assign(kind="target"))
    assert told in markup(opened("sources", doc="b", at=at))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_person_changed_comes_before_how_the_program_read_it(language: Language, library: Store) -> None:
    made = Why("统计局更正", "王五")
    report, rows = library.document("a"), library.select(documents="a").to_dict("records")
    level, growth = (dict(row) for row in rows[:2])
    changes = edits(report, level, level, {"value": "1.2e10", "bound": "ge"}, made)
    added = addition(report, TEXT.index("7。"), TEXT.index("7。") + 1, {**NEW, "value": "7"}, made)
    library.correct([*changes, rejection(report, growth, growth, made), added])
    why = f"{say('corrected.reason', language, reason='统计局更正')} · {changes[0].made[:10]} · 王五"
    words = {
        "zh": {"100亿元": ["数值：10,000,000,000 → 12,000,000,000", "界限：恰为 → 以上"], "8%": ["剔除整行"], "7。": ["添加一行：出口总值 +7%"]},
        "en": {"100亿元": ["Value: 10,000,000,000 → 12,000,000,000", "Bound: exactly → at least"], "8%": ["rejects the row"], "7。": ["adds a row: 出口总值 +7%"]},
    }  # fmt: skip
    for surface, lines in words[language].items():
        page = markup(opened("sources", doc="a", at=str(TEXT.index(surface)), lang=language))
        told = page.index(say("sources.changed", language))
        assert told < page.index(say("sources.read_before", language)) < page.rindex("di-outline'><li>")
        shown = re.sub(r"<[^>]*>", "", page[told:])
        assert all(f"{line} {why}" in shown for line in lines), shown
        assert say("sources.read_anew", language) not in page


def test_a_correction_that_was_not_found_says_so_where_its_figure_is_explained(library: Store) -> None:
    report, row = library.document("a"), library.select(documents="a").iloc[0].to_dict()
    change = edits(report, row, row, {"kind": "estimate"}, Why("误读"))
    library.correct([replace(change[0], expected="stretch")])
    page = markup(opened("sources", doc="a", at=str(TEXT.index("100亿元")), lang="en"))
    assert "Kind: Stretch target → Estimate" in page
    assert say("corrected.missed", "en") in page


HOSTILE = (
    "2020年<script>alert(1)</script>，东湖区地区生产总值<img src=x onerror=alert(2)>100亿元，于9时<b>召开</b>会议。"
)


@pytest.mark.parametrize("surface", ["100亿元", "9"])
def test_hostile_text_is_shown_as_it_stands(
    surface: str, tmp_path: Path, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(tmp_path / "hostile")
    named = "<img src=x onerror=alert(3)>"
    store.save([Report("evil", HOSTILE, f"{named}报告", named, area=named, kind=named, address=f"https://x/{named}")])
    monkeypatch.setenv("INDICATORS_STORE", store.address)
    app = opened("sources", doc="evil", at=str(HOSTILE.index(surface)))
    page = markup(app)
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "<b>召开" not in page
    assert unescape(re.sub(r"</?(a|div)[^>]*>", "", sheet(app))) == HOSTILE
    listed = opened("sources")
    assert "<img" not in markup(listed)
    assert titles(listed) == [f"{named}报告"]
