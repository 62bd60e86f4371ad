"""The data page: columns, layouts, paging, limits of formats and the bytes of downloads."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pages import address, as_shown, markup, opened, select, tables
from streamlit.testing.v1 import AppTest

from indicators.export import FORMATS, WIDE_FORMATS, Format, to_csv
from indicators.labels import LANGUAGES, Language, format_term, say
from indicators.model import COLUMNS, Report
from indicators.store import Store, open_store
from indicators.wide import KEYS, wide_table, widen

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:streamlit")

CHOSEN = ["value", "area", "unit"]


def notes(app: AppTest) -> str:
    return "\n".join(body for body in markup(app).split("</p>") if "di-note" in body)


def clicked(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The bytes that a click on the download would give: AppTest draws the button, but runs no download."""
    import indicators.pages._download as download

    caught: list[Any] = []
    monkeypatch.setattr(download.st, "download_button", lambda *args, data, **given: caught.append(data))
    app.run()
    made = caught[-1]()
    assert isinstance(made, bytes)
    return made


def test_chosen_columns_are_shown_in_the_order_of_choosing_and_stand_in_the_address(seeded_dashboard: Store) -> None:
    app = opened("data", area="360102", show="codes")
    app.multiselect(key="data:col").set_value(CHOSEN).run()
    assert address(app, "col") == CHOSEN
    assert list(tables(app)[0]) == CHOSEN
    again = opened("data", area="360102", show="codes", col=CHOSEN)
    assert list(tables(again)[0]) == CHOSEN


def test_choosing_columns_leaves_the_reader_on_the_same_rows(seeded_dashboard: Store) -> None:
    app = opened("data", page="3", show="codes")
    app.multiselect(key="data:col").set_value(CHOSEN).run()
    assert address(app, "page") == ["3"]


@pytest.mark.parametrize("code", ["csv", "xlsx", "parquet"])
def test_a_download_holds_the_rows_and_columns_of_the_screen(
    code: str, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened("data", area="360102", indicator="fiscal_revenue", col=CHOSEN, q="财政", **{"as": code})
    made = clicked(app, monkeypatch)
    expected = seeded_dashboard.select(areas="360102", indicators="fiscal_revenue", words="财政")
    assert len(expected) > 1
    if code == "csv":
        assert made == to_csv(expected[CHOSEN])
    elif code == "parquet":
        assert pd.read_parquet(io.BytesIO(made)).to_dict("list") == expected[CHOSEN].to_dict("list")
    else:
        sheet = pd.read_excel(io.BytesIO(made), engine="calamine")
        assert sheet.columns.tolist() == ["value", "area", "unit", "value_yi", "unit_yi"]
        assert sheet["value"].tolist() == expected["value"].tolist()
        assert pd.read_excel(io.BytesIO(made), engine="calamine", sheet_name=2)["column"].tolist()[:5] == list(
            sheet.columns
        )


def test_all_columns_without_a_choice(seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened("data", area="360104", year="2014")
    assert clicked(app, monkeypatch) == to_csv(seeded_dashboard.select(areas="360104", years=2014))


@pytest.mark.parametrize("code", ["zip", "sdmx"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_standard_that_keeps_all_its_columns_says_so(code: str, language: Language, seeded_dashboard: Store) -> None:
    told = say("data.all_columns", language, format=say(f"format.{code}", language))
    assert told in notes(opened("data", lang=language, col=CHOSEN, **{"as": code}))
    assert told not in notes(opened("data", lang=language, **{"as": code}))


def test_a_standard_keeps_its_columns_whatever_is_chosen(
    seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened("data", area="360104", year="2014", col=CHOSEN, **{"as": "sdmx"})
    expected = seeded_dashboard.select(areas="360104", years=2014)
    assert clicked(app, monkeypatch) == FORMATS["sdmx"].write(expected, seeded_dashboard.documents())


def test_a_dead_column_is_named(seeded_dashboard: Store) -> None:
    app = opened("data", col=["area", "colour"])
    assert [each.value for each in app.warning] == [say("link.dead", "zh", values="`colour`")]
    assert list(tables(app)[0]) == [format_term("column_name", "area", "zh")]


def test_every_page_of_the_table_together_is_what_select_gives(seeded_dashboard: Store) -> None:
    expected = seeded_dashboard.select(measures="level")
    app = opened("data", measure="level", show="codes")
    shown = tables(app)
    for page in range(2, -(-len(expected) // 50) + 1):
        shown += tables(opened("data", measure="level", show="codes", page=str(page)))
    assert pd.concat(shown)[list(COLUMNS)].values.tolist() == as_shown(expected)


def narrow(monkeypatch: pytest.MonkeyPatch, code: str, **limits: int) -> None:
    """Another limit for a format: the real ones need a million rows."""
    import indicators.pages._download as download

    given = FORMATS[code]
    low = Format(code, given.ending, given.mime, given.write, given.narrows, **{"most": given.most, **limits})
    plain = download.choose_format
    monkeypatch.setattr(download, "choose_format", lambda choices, formats: plain(choices, {**formats, code: low}))


def test_an_order_is_that_of_all_rows_and_not_of_one_page(seeded_dashboard: Store) -> None:
    whole = seeded_dashboard.select()
    greatest = [f"{value:.15g}" for value in sorted(whole["value"], reverse=True)]
    for page in ("1", "2"):
        app = opened("data", show="codes", order="-value", page=page)
        at = (int(page) - 1) * 50
        assert tables(app)[0]["value"].tolist() == greatest[at : at + 50]


@pytest.mark.parametrize(("code", "key"), [("xlsx", "data.too_many_xlsx"), ("csv", "data.too_many")])
def test_what_a_format_cannot_hold_is_said_before_the_click(
    code: str, key: str, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    narrow(monkeypatch, code, most=10)
    app = opened("data", **{"as": code})
    rows = f"{len(seeded_dashboard.select()):,}"
    assert [each.value for each in app.warning] == [
        say(key, "zh", rows=rows, most="10", format=say(f"format.{code}", "zh"))
    ]
    assert app.get("download_button")[0].proto.disabled
    assert not opened("data", **{"as": "parquet"}).get("download_button")[0].proto.disabled


def test_a_sheet_holds_a_million_rows_and_their_heading() -> None:
    assert FORMATS["xlsx"].most == 1_048_576 - 1
    assert all(each.most >= 1_000_000 for each in FORMATS.values())


def test_a_long_wait_is_told(seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    narrow(monkeypatch, "xlsx", per_second=len(seeded_dashboard.select()) // 30)
    assert say("data.wait", "zh", wait="30 秒", format="Excel") in notes(opened("data", **{"as": "xlsx"}))
    assert say("data.wait", "zh", wait="", format="CSV")[-10:] not in notes(opened("data"))


@pytest.mark.parametrize(("seconds", "words"), [(14, "10 秒"), (89, "90 秒"), (90, "2 分钟"), (361, "7 分钟")])
def test_a_wait_is_told_roughly(seconds: int, words: str) -> None:
    from indicators.pages._download import _format_wait

    assert _format_wait(seconds, "zh") == words


SIDE_BY_SIDE = {
    "east-a": "2020年，东湖区地区生产总值100亿元，增长8%。2020年，东湖区财政总收入50亿元。",
    "east-b": "2020年，东湖区地区生产总值96亿元。",
    "south": "2020年，青云谱区地区生产总值200亿元以上。2019年，青云谱区地区生产总值190亿元。",
}


@pytest.fixture
def beside(tmp_path: Path, seeded_dashboard: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A dashboard on two districts, one of which two documents tell differently."""
    store = open_store(tmp_path / "beside")
    store.save([Report(name, text, title=name) for name, text in SIDE_BY_SIDE.items()])
    monkeypatch.setenv("INDICATORS_STORE", store.address)
    return store


def test_the_wide_layout_shows_every_value_and_never_mixes_units(beside: Store) -> None:
    app = opened("data", layout="wide")
    shown = tables(app)[0]
    keys = [format_term("column_name", name, "zh") for name in ("indicator", "measure", "time_period", "kind")]
    assert shown.columns.tolist() == [*keys, "东湖区", "青云谱区"]
    assert shown.values.tolist() == [
        ["地区生产总值", "绝对数", "2019年", "实绩", "", "190亿元"],
        ["地区生产总值", "绝对数", "2020年", "实绩", "100亿元 / 96亿元", "200亿元以上"],
        ["地区生产总值", "同比增速", "2020年", "实绩", "+8%", ""],
        ["财政总收入", "绝对数", "2020年", "实绩", "50亿元", ""],
    ]
    assert address(app, "layout") == ["wide"]
    assert "4 行、2 个地方，取自 3 份文件的 6 行数据" in markup(app)


def test_a_cell_of_several_values_shows_the_sentence_of_each(beside: Store) -> None:
    app = opened("data", layout="wide")
    select(app, "wide", tables(app)[0].index[1], "东湖区")
    assert "<mark class='di-figure di-chosen'>100亿元</mark>" in markup(app)
    assert "<mark class='di-figure di-chosen'>96亿元</mark>" in markup(app)


@pytest.mark.parametrize("code", ["csv", "xlsx"])
def test_a_wide_download_is_the_wide_table(code: str, beside: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    made = clicked(opened("data", layout="wide", indicator="gdp", **{"as": code}), monkeypatch)
    rows = beside.select(indicators="gdp")
    expected = wide_table(rows, widen(rows))
    assert expected.columns.tolist() == [*KEYS, "360102 东湖区", "360104 青云谱区"]
    assert expected["360102 东湖区"].tolist() == ["", "10000000000 | 9600000000", 8.0]
    if code == "csv":
        assert made == to_csv(expected)
        return
    sheets = pd.read_excel(io.BytesIO(made), engine="calamine", sheet_name=None, dtype=object, keep_default_na=False)
    assert list(sheets) == ["宽表", "来源"]
    assert sheets["宽表"].columns.tolist() == expected.columns.tolist()
    assert sheets["宽表"]["360104 青云谱区"].tolist() == [1.9e10, ">=20000000000", ""]
    assert sheets["来源"]["doc_id"].tolist() == ["east-a", "east-b", "south"]


def test_codes_in_the_wide_layout_are_those_of_its_download(beside: Store) -> None:
    shown = tables(opened("data", layout="wide", show="codes"))[0]
    rows = beside.select()
    expected = wide_table(rows, widen(rows))
    assert shown.values.tolist() == expected.astype(str).values.tolist()


def test_too_many_rows_for_the_wide_layout_are_a_sentence(beside: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indicators.wide.MOST_ROWS", 5)
    app = opened("data", layout="wide")
    assert [each.value for each in app.info] == [say("data.too_wide", "zh", rows="6", most="5")]
    assert not opened("data", layout="wide", indicator="gdp").info


def test_wide_offers_only_what_it_can_write(beside: Store) -> None:
    app = opened("data", layout="wide", **{"as": "sdmx"})
    assert len(app.selectbox(key="data:as").options) == len(WIDE_FORMATS) == 2
    assert [each.value for each in app.warning] == [say("link.dead", "zh", values="`sdmx`")]


def test_a_list_of_too_many_documents_offers_those_that_meet_the_other_filters(
    beside: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    import indicators.pages._documents as documents

    monkeypatch.setattr(documents, "OFFERED", 2)
    app = opened("data", doc="south", indicator="fiscal_revenue")
    assert app.multiselect(key="data:doc").options == ["south", "east-a"]
    assert not app.warning
    assert say("data.offered", "zh", count="2") in notes(app)
    assert opened("data", area="360104").multiselect(key="data:doc").options == ["south"]


def test_the_wide_layout_keeps_its_order_in_the_address(beside: Store) -> None:
    app = opened("data", layout="wide", order="-360102")
    assert not app.warning
    assert address(app, "order") == ["-360102"]
    assert [each.value for each in opened("data", layout="wide", order="999999").warning] == [
        say("link.dead", "zh", values="`999999`")
    ]
