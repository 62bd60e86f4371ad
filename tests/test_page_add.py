"""The page that adds documents: what is dropped or pasted, reviewed, corrected, and only then saved."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from pages import ROOT, address, go, markup, opened, tables
from streamlit.testing.v1 import AppTest

from indicators.inbox import MOST_CHARACTERS, MOST_FILES
from indicators.labels import LANGUAGES, say
from indicators.model import Report
from indicators.store import Store, open_store

# Streamlit's own: AppTest runs a script without a server behind it.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:streamlit")

NAME = "东湖区简报"
TEXT = "2014年，东湖区完成财政总收入53.2亿元，增长8.1%。全区出口6.2亿美元。招引了15。"
STORED = Report("stored", "2014年，东湖区完成财政总收入50.1亿元，出口6.2亿美元。", title="已存的报告", sha256="0")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A dashboard on a small store that the test may write to."""
    store = open_store(tmp_path / "store")
    store.save([STORED])
    monkeypatch.setenv("INDICATORS_STORE", store.address)
    monkeypatch.chdir(ROOT)
    st.cache_resource.clear()
    yield store
    st.cache_resource.clear()


def drop(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    uploader = app.get("file_uploader")[0]
    for name, data in files:
        uploader.upload(name, data, "application/octet-stream")
    app.run()
    assert not app.exception, app.exception[0].value
    return app


def dropped(text: str = TEXT, name: str = NAME) -> AppTest:
    return drop(opened("add"), (f"{name}.txt", text.encode()))


def press(app: AppTest, label: str) -> AppTest:
    found = [each for each in app.button if each.label == label]
    assert len(found) == 1, [each.label for each in app.button]
    found[0].click().run()
    assert not app.exception, app.exception[0].value
    return app


def field(app: AppTest, name: str) -> Any:
    widgets = [*app.text_input, *app.selectbox]
    return next(each for each in widgets if str(each.key).startswith("cell-") and str(each.key).endswith(f"-{name}"))


def alerts(app: AppTest) -> str:
    return "\n".join(body for each in app.get("html") if "role='alert'" in (body := each.proto.body))


def waiting(app: AppTest) -> dict[str, Any]:
    try:
        found: dict[str, Any] = app.session_state["add.drafts"]
    except KeyError:
        return {}
    return found


def surfaces(app: AppTest) -> list[str]:
    return [row["surface"] for row in waiting(app)[NAME].corrected().rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_in_both_languages(language: Any, kept: Store) -> None:
    app = opened("add", lang=language)
    assert app.title[0].value == say("add.title", language)
    drop(app, (f"{NAME}.txt", TEXT.encode()))
    assert say("review.confirm", language) in [each.label for each in app.button]
    assert address(app, "doc") == [NAME]


# -- what comes in -----------------------------------------------------------------------------------------------------


def test_nothing_is_stored_before_it_is_saved_and_no_other_session_sees_it(kept: Store) -> None:
    version = kept.version()
    app = dropped()
    assert surfaces(app) == ["53.2亿元", "8.1%", "6.2亿美元"]
    assert kept.version() == version
    assert kept.facets().documents == ("stored",)
    other = opened("add", doc=NAME)
    assert waiting(other) == {}
    assert "53.2" not in markup(other)
    assert NAME in other.warning[0].value


def test_a_waiting_document_survives_other_pages(kept: Store) -> None:
    app = dropped()
    press(app, say("review.confirm", "zh"))
    go(app, "data")
    go(app, "add")
    assert not app.exception
    assert surfaces(app) == ["53.2亿元", "8.1%", "6.2亿美元"]
    assert len(waiting(app)[NAME].confirmed) == 1


def test_a_bad_file_is_one_sentence_and_does_not_stop_the_others(kept: Store) -> None:
    app = drop(
        opened("add"),
        ("bad.docx", b"PK\x03\x04 no zip"),
        ("empty.txt", b""),
        ("picture.png", b"\x89PNG"),
        ("无后缀", b"x"),
        (f"{NAME}.txt", TEXT.encode()),
        ("binary.txt", bytes(range(256)) * 4),
    )
    assert list(waiting(app)) == [NAME]
    said = alerts(app)
    for sentence in (
        "bad.docx：不是 Word 文档，或已损坏。",
        "empty.txt：文件是空的。",
        "picture.png：不能读 .png 文件",
    ):
        assert sentence in said
    assert said.count("<p ") == 5
    assert "Traceback" not in markup(app)


def test_a_zip_bomb_is_refused(kept: Store) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 30_000_000)
    app = drop(opened("add"), ("bomb.docx", bomb.getvalue()), ("bomb.xlsx", bomb.getvalue()))
    assert waiting(app) == {}
    assert alerts(app).count("压缩炸弹") == 2


def test_too_many_files_are_refused_at_once(kept: Store) -> None:
    app = drop(opened("add"), *((f"{n}.txt", f"出口{n}亿元。".encode()) for n in range(MOST_FILES + 1)))
    assert waiting(app) == {}
    assert f"一次 {MOST_FILES + 1} 个文件" in alerts(app)
    drop(app, *((f"{n}.txt", f"出口{n + 1}亿元。".encode()) for n in range(MOST_FILES)))
    assert len(waiting(app)) == MOST_FILES
    drop(app, ("one-more.txt", "出口99亿元。".encode()))
    assert len(waiting(app)) == MOST_FILES
    assert f"已有 {MOST_FILES} 份文件待保存" in alerts(app)


def test_hostile_names_and_texts_are_shown_as_they_are(kept: Store) -> None:
    hostile = "..\\..\\<img src=x onerror=alert(1)> *b* [l](javascript:x) =HYPERLINK(1)\u202e.txt"
    text = "2014年，东湖区<script>alert(1)</script>出口6.2亿美元。=1+1招引了15。"
    app = drop(opened("add"), (hostile, text.encode()))
    (name,) = waiting(app)
    assert "\u202e" not in name
    assert "/" not in name
    assert "<img" not in markup(app)
    assert "<script>alert" not in markup(app)
    press(app, say("save.one", "zh"))
    assert kept.document(name).text == text
    assert all("<img" not in each.value for each in app.success)
    assert any("\\<img" in each.proto.label for each in app.get("page_link"))


def test_a_pasted_text_is_read_and_a_huge_one_refused(kept: Store) -> None:
    app = opened("add")
    app.text_input(key="paste-title").input(NAME)
    app.text_area(key="paste-text").input(TEXT)
    press(app, say("intake.read", "zh"))
    assert surfaces(app) == ["53.2亿元", "8.1%", "6.2亿美元"]
    assert waiting(app)[NAME].report.title == NAME
    app.text_area(key="paste-text").input("出口6亿元。" * (MOST_CHARACTERS // 6 + 1))
    press(app, say("intake.read", "zh"))
    assert list(waiting(app)) == [NAME]
    assert "超过本页 400,000 字的上限" in alerts(app)
    press(app, say("intake.read", "zh"))
    assert "里面没有文字" in alerts(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_read_is_told_at_once_and_only_then(language: Any, kept: Store) -> None:
    app = drop(opened("add", lang=language), (f"{NAME}.txt", TEXT.encode()))
    told = say("intake.done", language, name=NAME, rows=3)
    assert [each.value for each in app.toast] == [told]
    press(app, say("review.confirm", language))
    assert [each.value for each in app.toast] == []


def test_the_same_text_waits_once_and_another_of_its_name_gets_a_number(kept: Store) -> None:
    app = drop(dropped(), (f"{NAME}.md", TEXT.encode()), (f"{NAME}.txt", "2015年出口7亿美元。".encode()))
    assert list(waiting(app)) == [NAME, f"{NAME}-2"]
    assert "已在待保存的文件里" in alerts(app)
    assert f"这一份叫 {NAME}-2" in alerts(app)


# -- review ------------------------------------------------------------------------------------------------------------


def test_rows_are_told_against_the_store(kept: Store) -> None:
    app = dropped()
    table = tables(app)[0]
    assert table["与库中相比"].tolist() == ["矛盾", "新", "相同"]
    assert "与 50.1亿元 不一致（已存的报告）" in markup(app)
    next(each for each in app.get("button_group") if each.key == "add:show").set_value("differing").run()
    assert tables(app)[0]["原文写法"].tolist() == ["53.2亿元"]


def test_a_row_is_confirmed_corrected_and_rejected(kept: Store) -> None:
    app = dropped()
    press(app, say("review.confirm", "zh"))
    assert tables(app)[0]["审核"].tolist() == ["已确认", "待看", "待看"]
    assert field(app, "value").value == "8.1"
    field(app, "value").input("9.1")
    press(app, say("review.correct", "zh"))
    assert "请写明理由" in alerts(app)
    assert field(app, "value").value == "9.1"
    field(app, "reason").input("更正公告")
    press(app, say("review.correct", "zh"))
    assert alerts(app) == ""
    field(app, "reason").input("重复")
    press(app, say("review.reject", "zh"))
    assert tables(app)[0]["审核"].tolist() == ["已确认", "已更正", "已剔除"]
    press(app, say("save.one", "zh"))
    rows = kept.select(documents=NAME)
    assert rows[["surface", "value"]].to_numpy().tolist() == [["53.2亿元", 5.32e9], ["8.1%", 9.1]]
    assert rows["rules"].str.endswith(";correction").tolist() == [False, True]
    assert kept.corrections()[["column", "expected", "value", "reason", "author"]].to_numpy().tolist() == [
        ["value", "8.1", "9.1", "更正公告", ""],
        ["row", kept.corrections()["expected"][1], "", "重复", ""],
    ]
    assert waiting(app) == {}
    assert "新增 1 份" in app.success[0].value
    assert any(each.proto.page == "sources" or "sources" in str(each.proto) for each in app.get("page_link"))


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("value", "许多", "须是数字"),
        ("period_start", "2014", "须是 2014-01-31 这样的日期"),
        ("period_start", "2016-01-01", "晚于截止日"),
        ("place", "999999", "没有区划代码 999999"),
        ("label", "", "名目不能为空"),
        ("value_high", "1", "小于数值"),
    ],
)
def test_what_can_not_be_so_is_one_sentence(kept: Store, name: str, typed: str, sentence: str) -> None:
    app = dropped()
    field(app, name).input(typed)
    field(app, "reason").input("试")
    press(app, say("review.correct", "zh"))
    assert sentence in unescape(alerts(app))
    assert waiting(app)[NAME].made == []


def test_a_change_is_not_lost_by_confirming(kept: Store) -> None:
    app = dropped()
    field(app, "value").input("1")
    for button in ("review.confirm", "review.reject"):
        field(app, "reason").input("试")
        press(app, say(button, "zh"))
        assert "表单里有改动" in alerts(app)
    assert waiting(app)[NAME].confirmed == set()


def test_all_listed_rows_are_confirmed_at_once(kept: Store) -> None:
    app = dropped()
    press(app, say("review.confirm_all", "zh", count=3))
    assert tables(app)[0]["审核"].tolist() == ["已确认"] * 3


def test_an_unresolved_number_becomes_a_row(kept: Store) -> None:
    app = dropped()
    choose = next(each for each in app.selectbox if str(each.key).startswith("make-"))
    (at,) = [number.start for number in waiting(app)[NAME].unresolved()]
    assert TEXT[at:].startswith("15。")
    choose.set_value(at).run()
    assert "<mark class='di-figure di-chosen'>15</mark>" in markup(app)
    fields = {str(each.key).split("-")[-1]: each for each in app.text_input if str(each.key).startswith("new-")}
    assert (fields["place"].value, fields["value"].value, fields["period_end"].value) == ("东湖区", "15", "2014-12-31")
    press(app, say("unresolved.add", "zh"))
    assert "请写明理由" in alerts(app) or "名目" in alerts(app)
    fields = {str(each.key).split("-")[-1]: each for each in app.text_input if str(each.key).startswith("new-")}
    fields["label"].input("招引项目")
    fields["unit"].input("个")
    fields["reason"].input("上文说的是项目")
    press(app, say("unresolved.add", "zh"))
    assert surfaces(app)[-1] == "15"
    assert waiting(app)[NAME].unresolved() == []
    press(app, say("save.one", "zh"))
    row = kept.select(documents=NAME).iloc[-1]
    assert (row["label"], row["value"], row["unit"], row["rules"]) == ("招引项目", 15, "个", "correction")
    assert row["sentence"] == "招引了15。"


def test_facts_that_the_text_leaves_out_are_given_by_the_reader(kept: Store) -> None:
    app = dropped("去年财政总收入53.2亿元，增长8.1%。")
    draft = waiting(app)[NAME]
    assert "没有时期的 2 行" in markup(app)

    def fact(name: str) -> Any:
        return next(
            each for each in app.text_input if str(each.key).startswith("facts-") and str(each.key).endswith(name)
        )

    fact("-area").input("没有这个县")
    press(app, say("facts.apply", "zh"))
    assert "没有叫 没有这个县 的地方" in alerts(app)
    fact("-area").input("360104")
    fact("-published").input("2015")
    press(app, say("facts.apply", "zh"))
    assert "“日期”须是" in alerts(app)
    fact("-published").input("2015-01-20")
    press(app, say("facts.apply", "zh"))
    assert {(row["area"], row["time_period"]) for row in draft.corrected().rows} == {("青云谱区", "2014")}
    press(app, say("save.one", "zh"))
    assert kept.document(NAME).area == "青云谱区"
    assert kept.select(documents=NAME)["area_code"].tolist() == ["360104"] * 2


UNHEADED = "东湖区2014年工作总结\n2015年1月20日\n一、2014年主要工作\n全区出口6.2亿美元。"


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_that_the_text_tells_are_read_and_shown_and_stored(language: Any, kept: Store) -> None:
    app = drop(opened("add", lang=language), ("a.txt", UNHEADED.encode()))
    report = waiting(app)["a"].report
    assert (report.title, report.area, str(report.published), report.kind) == (
        "东湖区2014年工作总结",
        "东湖区",
        "2015-01-20",
        "work_report",
    )
    label = next(each.label for each in app.expander if each.label.startswith(say("facts.title", language)))
    assert ("东湖区" if language == "zh" else "Donghu District") in label
    assert "2015" in label
    names = say("list.comma", language).join(
        say(f"facts.read_{name}", language) for name in ("title", "area", "published", "kind")
    )
    assert say("facts.read", language, names=names) in unescape(markup(app))
    press(app, say("save.one", language))
    stored = kept.document("a")
    assert (stored.area, str(stored.published), stored.kind) == ("东湖区", "2015-01-20", "work_report")


def test_a_place_whose_name_others_share_is_that_of_the_city_that_the_document_names(kept: Store) -> None:
    app = dropped("去年财政总收入53.2亿元，比南昌市快。")
    next(each for each in app.text_input if str(each.key).endswith("-area")).input("西湖区")
    press(app, say("facts.apply", "zh"))
    assert alerts(app) == ""
    assert {row["area_code"] for row in waiting(app)[NAME].corrected().rows} == {"360103"}


# -- saving ------------------------------------------------------------------------------------------------------------


def test_what_was_saved_leads_to_the_comparison_and_the_trend_of_its_place(kept: Store) -> None:
    kept.save([Report("west", "2014年，南昌市西湖区财政总收入40亿元。")])
    press(dropped_app := dropped(), say("save.one", "zh"))
    links = {each.proto.label: each.proto.query_string for each in dropped_app.get("page_link")}
    compare = links[say("save.compare_year", "zh", place="东湖区", year="2014")]
    assert "area=360102&area=360103&year=2014" in compare
    assert "area=360102&indicator=fiscal_revenue" in links[say("save.trend", "zh", place="东湖区")]


def test_a_taken_name_is_settled_before_saving(kept: Store) -> None:
    app = dropped(name="stored")
    assert "已有名为 stored 的另一份文件" in markup(app)
    (save,) = [each for each in app.button if each.label == say("save.one", "zh")]
    assert save.disabled
    app.text_input(key="name-stored").input("stored")
    press(app, say("name.rename", "zh"))
    assert "不能叫 stored" in alerts(app)
    app.text_input(key="name-stored").input("another")
    press(app, say("name.rename", "zh"))
    assert list(waiting(app)) == ["another"]
    press(app, say("save.one", "zh"))
    assert kept.facets().documents == ("another", "stored")
    assert kept.document("stored").text == STORED.text


def test_a_stored_document_is_replaced_when_the_reader_says_so(kept: Store) -> None:
    app = dropped("2014年，东湖区完成财政总收入53.2亿元。", name="stored")
    press(app, say("name.replace", "zh"))
    assert tables(app)[0]["与库中相比"].tolist() == ["值有变"]
    assert "库里原为 50.1亿元" in markup(app)
    assert "将移除" in markup(app)
    press(app, say("save.one", "zh"))
    assert kept.select(documents="stored")["value"].tolist() == [5.32e9]
    assert "替换 1 份" in app.success[0].value


def test_all_waiting_documents_are_one_commit(kept: Store) -> None:
    version = kept.version()
    app = drop(dropped(), ("b.txt", "2015年，东湖区出口7亿美元。".encode()))
    press(app, say("save.all", "zh", count=2))
    assert kept.facets().documents == ("b", "stored", NAME)
    assert kept.version() == version + 1


def test_a_document_is_put_away(kept: Store) -> None:
    app = dropped()
    press(app, say("save.discard", "zh"))
    assert waiting(app) == {}
    assert kept.facets().documents == ("stored",)


def test_a_stored_document_is_corrected_and_the_correction_taken_back(kept: Store) -> None:
    app = opened("add", doc="stored")
    assert say("save.one", "zh") not in [each.label for each in app.button]
    field(app, "kind").set_value("estimate")
    field(app, "reason").input("快报数")
    press(app, say("review.correct", "zh"))
    press(app, say("save.one", "zh"))
    assert kept.select(documents="stored", kinds="estimate")["surface"].tolist() == ["50.1亿元"]
    go(app, "add", doc="stored")
    take = next(each for each in app.selectbox if str(each.key).startswith("take-back-"))
    take.set_value(0).run()
    press(app, say("kept.take_back", "zh"))
    press(app, say("save.one", "zh"))
    assert kept.select(documents="stored", kinds="estimate").empty
    assert kept.corrections().empty


def test_a_correction_that_is_no_longer_found_is_listed(kept: Store) -> None:
    app = opened("add", doc="stored")
    field(app, "kind").set_value("estimate")
    field(app, "reason").input("快报数")
    press(app, say("review.correct", "zh"))
    press(app, say("save.one", "zh"))
    kept.save([Report("stored", "2014年，东湖区出口6.2亿美元。", sha256="1")])
    again = opened("add")
    assert say("kept.missed_title", "zh", count=1) in markup(again)
    assert "快报数" in markup(again)
    for page in (again, opened("checks")):
        links = {each.proto.label: each.proto.query_string for each in page.get("page_link")}
        assert "doc=stored" in links[say("kept.mend", "zh")]
        assert "at=" not in links[say("kept.document", "zh")], "the figure does not stand there any more"


def test_only_who_signed_in_may_save_where_sign_in_is_on(kept: Store) -> None:
    app = opened("add")
    app.user = {"is_logged_in": False}
    drop(app, (f"{NAME}.txt", TEXT.encode()))
    assert say("account.needed", "zh") in [each.value for each in app.info]
    (save,) = [each for each in app.button if each.label == say("save.one", "zh")]
    assert save.disabled
    app.user = {"is_logged_in": True, "email": "li@example.org"}
    app.run()
    field(app, "kind").set_value("estimate")
    field(app, "reason").input("快报数")
    press(app, say("review.correct", "zh"))
    press(app, say("save.one", "zh"))
    assert kept.corrections()["author"].tolist() == ["li@example.org"]


def test_a_save_is_refused_whatever_the_page_shows(kept: Store) -> None:
    def save() -> None:
        import streamlit as st

        from indicators.model import Report
        from indicators.pages import _drafts, _saving

        if "add.result" not in st.session_state:
            _saving._save([_drafts.parse(Report("sneaked", "2014年，东湖区出口6.2亿美元。"))])

    app = AppTest.from_function(save, default_timeout=60)
    app.user = {"is_logged_in": False}
    app.run()
    assert not app.exception
    assert kept.facets().documents == ("stored",)
    app.user = {}
    app.run()
    assert kept.facets().documents == ("sneaked", "stored")


def test_a_corrected_row_says_so_beside_its_sentence(kept: Store) -> None:
    app = opened("add", doc="stored")
    field(app, "value").input("5030000000")
    field(app, "reason").input("勘误 <b>")
    press(app, say("review.correct", "zh"))
    press(app, say("save.one", "zh"))
    at = kept.select(documents="stored")["start"].iloc[0]
    told = markup(opened("sources", doc="stored", at=str(at)))
    assert "数值：5,010,000,000 → 5,030,000,000 <small>理由：勘误 &lt;b&gt;" in told


def test_a_file_that_is_stored_under_another_name_is_told(kept: Store) -> None:
    app = dropped()
    press(app, say("save.one", "zh"))
    drop(app, ("另一个名字.txt", TEXT.encode()))
    assert f"同一份文件已存在库里，名为 {NAME}。" in markup(app)


def test_what_was_saved_is_seen_though_an_earlier_version_was_chosen(kept: Store) -> None:
    kept.save([Report("second", "2015年，东湖区出口7亿美元。")])
    app = opened("data", version="0")
    go(app, "add")
    drop(app, (f"{NAME}.txt", TEXT.encode()))
    press(app, say("save.one", "zh"))
    (link,) = [each.proto for each in app.get("page_link") if NAME in each.proto.label]
    assert "version" not in link.query_string
    go(app, "sources", doc=NAME)
    assert "53.2亿元" in markup(app)


def test_an_empty_store_takes_its_first_document(kept: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import indicators.pages._data as data

    address = str(tmp_path / "empty")
    monkeypatch.setenv("INDICATORS_STORE", address)
    monkeypatch.setattr(data, "ensure_seeds", lambda store, progress: progress(0, 0))
    app = dropped()
    press(app, say("save.one", "zh"))
    assert open_store(address).facets().documents == (NAME,)
