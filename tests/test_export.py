import csv
import hashlib
import io
import json
import math
import re
import time
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from made import made_observation, observations, texts
from python_calamine import CalamineWorkbook

from indicators.export import BOM, FORMATS, ExportError, guard, guess_format, read_csv, to_csv, unguard, write_file
from indicators.export import workbook as workbook_module
from indicators.export.package import to_zip
from indicators.export.parquet import to_parquet
from indicators.export.sdmx import to_sdmx
from indicators.export.sources import cite, escape_markdown, list_sources
from indicators.export.workbook import HEADERS, to_wide_xlsx, to_xlsx
from indicators.labels import say
from indicators.model import COLUMNS, Observation
from indicators.store import Store
from indicators.table import arrow_to_frame, observations_to_frame

ABOUT = ["doc_id", "title", "publisher", "published", "area", "kind", "address", "sha256", "parser", "observations"]
NO_DOCUMENTS = pd.DataFrame(columns=ABOUT)
RISKY = "=HYPERLINK(1)"


def table(*made: Observation) -> pd.DataFrame:
    return observations_to_frame(made or [made_observation()])


def documents(**about: str) -> pd.DataFrame:
    row = dict.fromkeys(ABOUT, "") | {"doc_id": "made", "title": "某区工作报告", "publisher": "某区人民政府"} | about
    return pd.DataFrame([row])


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝A1", "－A1", "-A1", "-", "-1(2)"],
)
def test_a_cell_that_may_be_a_formula_is_guarded(cell: str) -> None:
    assert guard(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["", "增长8%", "-12.32%", "-3.5亿元", "+0.4", "－6.9%", "-1,234.5万元", "8%", "'东湖'", "a=b"]
)
def test_numbers_and_plain_text_are_left_alone(cell: str) -> None:
    assert guard(cell) == cell


@given(texts())
def test_guarding_can_be_undone(cell: str) -> None:
    assert unguard(guard(cell)) == cell


@given(observations())
def test_csv_reads_back_as_it_was(made: list) -> None:
    frame = observations_to_frame(made)
    pd.testing.assert_frame_equal(read_csv(to_csv(frame)), frame)


def test_file_begins_with_one_bom_and_the_columns() -> None:
    frame = observations_to_frame([made_observation()])
    data = to_csv(frame)
    assert data.startswith(BOM + b"doc_id,article,area_code,")
    assert data.count(BOM) == 1
    assert to_csv(frame, bom=False) == data.removeprefix(BOM)


def test_code_stays_text_and_numbers_stay_numbers() -> None:
    made = made_observation(area_code="010203", value=-6.9, value_high=None, label="=A1")
    fields = to_csv(observations_to_frame([made]), bom=False).decode().splitlines()[1].split(",")
    assert fields[2] == "010203"
    assert fields[5] == "'=A1"
    assert fields[10:12] == ["-6.9", ""]


def test_exporting_leaves_the_frame_as_it_was() -> None:
    frame = observations_to_frame([made_observation(label="=A1")])
    before = frame.copy()
    to_csv(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"old and longer than the new one")
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert [each.name for each in tmp_path.iterdir()] == ["out.csv"]


def test_a_failed_write_leaves_the_old_file_and_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["out.csv"]


# Every format


@pytest.mark.parametrize("code", FORMATS)
def test_the_same_rows_give_the_same_bytes_a_day_later(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = FORMATS[code].write(table(), documents())
    later = time.time() + 86_400
    monkeypatch.setattr(time, "time", lambda: later)
    assert FORMATS[code].write(table(), documents()) == first


@pytest.mark.parametrize("code", FORMATS)
def test_no_rows_make_a_file_with_its_header(code: str) -> None:
    data = FORMATS[code].write(observations_to_frame([]), documents())
    if code == "xlsx":
        assert read_sheets(data)["数据"] == [list(HEADERS)]
        assert read_sheets(data)["来源"][1:] == []
    elif code == "parquet":
        assert pq.read_table(io.BytesIO(data)).num_rows == 0
    elif code == "zip":
        assert "sources" not in descriptor(data)
        assert unpack(data)["observations.csv"].decode() == ",".join(COLUMNS) + "\n"
    else:
        assert len(data.decode("utf-8-sig").splitlines()) == 1


@pytest.mark.parametrize("code", FORMATS)
def test_writing_leaves_the_frames_as_they_were(code: str) -> None:
    frame, about = table(made_observation(label=RISKY)), documents(title=RISKY)
    before = frame.copy(), about.copy()
    FORMATS[code].write(frame, about)
    pd.testing.assert_frame_equal(frame, before[0])
    pd.testing.assert_frame_equal(about, before[1])


def test_formats_hold_exactly_the_rows_of_the_store(seeded_store: Store) -> None:
    frame, about = seeded_store.select(indicators="gdp"), seeded_store.documents()
    assert len(frame) > 3
    surfaces = frame["surface"].tolist()
    at = HEADERS.index("surface")
    assert [row[at] for row in read_sheets(to_xlsx(frame, about))["数据"][1:]] == surfaces
    assert pq.read_table(io.BytesIO(to_parquet(frame)))["surface"].to_pylist() == surfaces
    assert read_csv(unpack(to_zip(frame, about))["observations.csv"])["surface"].tolist() == surfaces
    assert [row["SURFACE"] for row in sdmx(frame)] == surfaces


@pytest.mark.parametrize(
    ("name", "code"),
    [("a.csv", "csv"), ("a.XLSX", "xlsx"), ("a.parquet", "parquet"), ("a.zip", "zip"), ("a.sdmx.csv", "sdmx")],
)
def test_format_is_told_from_the_ending(name: str, code: str) -> None:
    found = guess_format(name)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("name", ["a", "a.txt", "csv", "xlsx", "a.xls", ""])
def test_other_endings_name_no_format(name: str) -> None:
    assert guess_format(name) is None


# Sources


def test_sources_are_those_of_the_rows() -> None:
    frame = table(made_observation(doc_id="b"), made_observation(doc_id="a"), made_observation(doc_id="b", start=9))
    known = pd.concat([documents(doc_id="b", title="乙"), documents(doc_id="unused")])
    listed = list_sources(frame, known)
    assert listed["doc_id"].tolist() == ["a", "b"]
    assert listed["rows"].tolist() == [1, 2]
    assert listed["title"].tolist() == ["", "乙"]


@pytest.mark.parametrize(
    ("about", "zh", "en"),
    [
        ({}, "某区人民政府. 某区工作报告[R].", "某区人民政府. 某区工作报告."),
        (
            {"published": "2020-05-18"},
            "某区人民政府. 某区工作报告[R]. (2020-05-18).",
            "某区人民政府 (2020-05-18). 某区工作报告.",
        ),
        ({"title": "", "publisher": ""}, "made[R].", "made."),
        (
            {"address": "https://example.org/a"},
            "某区人民政府. 某区工作报告[R/OL]. https://example.org/a",
            "某区人民政府. 某区工作报告. https://example.org/a",
        ),
    ],
)
def test_citations_leave_out_what_is_unknown(about: dict[str, str], zh: str, en: str) -> None:
    [row] = documents(**about).to_dict("records")
    assert (cite(row, "zh"), cite(row, "en")) == (zh, en)


def test_markup_in_a_title_stays_text() -> None:
    escaped = escape_markdown("<img src=x>\n# a [b](javascript:c) `d` **e**")
    assert escaped == r"&lt;img src=x&gt; \# a \[b\](javascript:c) \`d\` \*\*e\*\*"


# Parquet


@given(observations())
def test_parquet_reads_back_as_it_was(made: list[Observation]) -> None:
    frame = observations_to_frame(made)
    read = pq.read_table(io.BytesIO(to_parquet(frame)))
    pd.testing.assert_frame_equal(arrow_to_frame(read), frame)


def test_parquet_tells_what_its_columns_mean() -> None:
    schema = pq.read_schema(io.BytesIO(to_parquet(table())))
    assert tuple(schema.names) == COLUMNS
    assert all(field.metadata[b"description"] and field.metadata[b"description_zh"] for field in schema)


# Excel


def read_sheets(data: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def part(data: bytes, name: str) -> str:
    return unpack(data)[name].decode()


def unpack(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def same_cell(read: Any, meant: Any) -> bool:
    if isinstance(meant, str):
        return isinstance(read, str) and read == meant
    return read == "" if math.isnan(meant) else math.isclose(read, meant, rel_tol=1e-15)


@settings(max_examples=60)
@given(observations())
def test_excel_reads_back_as_it_was(made: list[Observation]) -> None:
    kept = [each for each in made if abs(each.value) < 1e300 and abs(each.value_high or 0) < 1e300]  # Excel ends there
    frame = observations_to_frame(kept)
    header, *rows = read_sheets(to_xlsx(frame, NO_DOCUMENTS))["数据"]
    assert header == list(HEADERS)
    assert len(rows) == len(frame)
    for row, meant in zip(rows, frame.to_dict("records"), strict=True):
        read = dict(zip(header, row, strict=True))
        assert all(same_cell(read[name], meant[name]) for name in COLUMNS), (read, meant)


def test_codes_are_text_and_values_numbers() -> None:
    header, row = read_sheets(to_xlsx(table(made_observation(area_code="010203", doc_id="2014")), documents()))["数据"]
    read = dict(zip(header, row, strict=True))
    assert (read["area_code"], read["doc_id"], read["time_period"]) == ("010203", "2014", "2014")
    assert (read["value"], read["value_high"]) == (4.0e9, "")


@pytest.mark.parametrize(
    ("unit", "value", "high", "expected"),
    [
        ("CNY", 5314000000.0, None, (53.14, "", "亿元")),
        ("CNY", 5e8, 6e8, (5, 6, "亿元")),
        ("USD", 6.2e8, None, (6.2, "", "亿美元")),
        ("%", 8.0, None, ("", "", "")),
        ("人", 2e8, None, ("", "", "")),
    ],
)
def test_money_is_told_in_yi_too(unit: str, value: float, high: float | None, expected: tuple[object, ...]) -> None:
    made = made_observation(unit=unit, value=value, value_high=high)
    header, row = read_sheets(to_xlsx(table(made), documents()))["数据"]
    read = dict(zip(header, row, strict=True))
    assert (read["value_yi"], read["value_high_yi"], read["unit_yi"]) == expected
    assert read["value"] == value


def test_workbook_has_its_sources_and_a_guide_to_every_column() -> None:
    sheets = read_sheets(to_xlsx(table(), documents(published="2020-05-18")))
    assert list(sheets) == ["数据", "来源", "列说明"]
    source = dict(zip(*sheets["来源"], strict=True))
    assert (source["doc_id"], source["title"], source["published"]) == ("made", "某区工作报告", "2020-05-18")
    assert source["rows"] == 1
    guide = sheets["列说明"][1:]
    assert [column for sheet, column, *_ in guide if sheet == "数据"] == sheets["数据"][0]
    assert [column for sheet, column, *_ in guide if sheet == "来源"] == sheets["来源"][0]
    assert all(zh and en for *_, zh, en in guide)


def test_header_stays_in_view_and_columns_have_widths() -> None:
    sheet = part(to_xlsx(table(), documents()), "xl/worksheets/sheet1.xml")
    assert re.search(r'<pane ySplit="1" [^>]*state="frozen"', sheet)
    assert sheet.count("customWidth") >= 3
    assert "<autoFilter" in sheet


@pytest.mark.parametrize("cell", [RISKY, "+cmd|' /C calc'!A0", "@SUM(A1)", "-1(2)", "＝A1", "http://a.b"])
def test_no_text_of_a_workbook_is_a_formula_or_link(cell: str) -> None:
    data = to_xlsx(table(made_observation(label=cell, sentence=cell)), documents(title=cell))
    files = unpack(data)
    assert not any(b"<f>" in body or b"<hyperlink" in body for body in files.values())
    header, row = read_sheets(data)["数据"]
    assert dict(zip(header, row, strict=True))["label"] == cell
    # The style says that the text was typed behind a quote, so that editing the cell does not run it.
    sheet = files["xl/worksheets/sheet1.xml"].decode()
    at = chr(ord("A") + HEADERS.index("label"))
    style = re.search(rf'<c r="{at}2" s="(\d+)" t="s"', sheet)
    assert style is not None
    formats = re.findall(r"<xf [^>]*>", files["xl/styles.xml"].decode().split("<cellXfs")[1])
    assert ('quotePrefix="1"' in formats[int(style[1])]) == (guard(cell) != cell)


@pytest.mark.parametrize("sentence", ["长" * 32_768, "长句。" * 30_000, "𠀀" * 20_000, "a" + "𠀀" * 40_000])
def test_a_text_too_long_for_a_cell_is_cut_there_and_whole_on_a_sheet_of_its_own(sentence: str) -> None:
    short, long = made_observation(), made_observation(start=9, sentence=sentence)
    sheets = read_sheets(to_xlsx(table(short, long), documents()))
    assert list(sheets) == ["数据", "来源", "列说明", "长文本"]
    at = sheets["数据"][0].index("sentence")
    first, cut = (row[at] for row in sheets["数据"][1:])
    assert first == short.sentence
    assert len(str(cut).encode("utf-16-le")) // 2 <= 32_767
    kept, _, mark = str(cut).partition("……〔")
    assert sentence.startswith(kept)
    assert len(kept) > 16_000
    assert "“长文本”第1条" in mark
    pieces = [dict(zip(sheets["长文本"][0], row, strict=True)) for row in sheets["长文本"][1:]]
    assert "".join(str(piece["text"]) for piece in pieces) == sentence
    assert {(piece["sheet"], piece["row"], piece["column"]) for piece in pieces} == {("数据", 3, "sentence")}
    assert [piece["part"] for piece in pieces] == list(range(1, len(pieces) + 1))


def test_a_text_that_just_fits_a_cell_stays_whole() -> None:
    sheets = read_sheets(to_xlsx(table(made_observation(sentence="长" * 32_767)), documents()))
    assert "长" * 32_767 in sheets["数据"][1]
    assert "长文本" not in sheets


def test_a_wide_workbook_takes_long_texts_too() -> None:
    wide = pd.DataFrame({"label": ["长" * 40_000], "东湖区": [1.0]})
    sheets = read_sheets(to_wide_xlsx(wide, table(), documents()))
    assert [len(str(row[-1])) for row in sheets["长文本"][1:]] == [32_767, 40_000 - 32_767]


def test_a_workbook_with_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_module, "MOST_ROWS", 2)
    to_xlsx(table(), documents())
    with pytest.raises(ExportError, match="2 rows do not fit"):
        to_xlsx(table(made_observation(), made_observation(start=9)), documents())


# The data package


def descriptor(data: bytes) -> dict[str, Any]:
    package = json.loads(unpack(data)["datapackage.json"])
    assert isinstance(package, dict)
    return package


FIELD_TYPES = {"string", "number", "integer", "date"}


def check_cell(cell: str, field: dict[str, Any]) -> None:
    """A cell against its field, as Table Schema says."""
    rules = field.get("constraints", {})
    if cell == "":
        assert not rules.get("required"), field["name"]
        return
    if field["type"] in ("number", "integer"):
        number = float(cell) if field["type"] == "number" else int(cell)
        assert number >= rules.get("minimum", -math.inf)
    if field["type"] == "date":
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell)
    assert cell in rules.get("enum", [cell])


@pytest.mark.parametrize("seeded", [True, False])
def test_data_package_describes_its_files(seeded_store: Store, seeded: bool) -> None:
    made = table(made_observation(value_high=5e9, period=None), made_observation(label="a\rb"))
    data = to_zip(seeded_store.select(), seeded_store.documents()) if seeded else to_zip(made, documents())
    files, package = unpack(data), descriptor(data)
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
    assert [each["name"] for each in package["resources"]] == ["observations", "sources"]
    tables = {}
    for resource in package["resources"]:
        body = files[resource["path"]]
        assert (resource["type"], resource["format"], resource["encoding"]) == ("table", "csv", "utf-8")
        assert resource["bytes"] == len(body)
        assert resource["hash"] == f"sha256:{hashlib.sha256(body).hexdigest()}"
        header, *rows = csv.reader(io.StringIO(body.decode(), newline=""))
        fields = resource["schema"]["fields"]
        assert header == [field["name"] for field in fields]
        assert all(field["type"] in FIELD_TYPES and field["description"] for field in fields)
        for row in rows:
            for cell, field in zip(row, fields, strict=True):
                check_cell(cell, field)
        tables[resource["name"]] = [dict(zip(header, row, strict=True)) for row in rows]
    [key] = package["resources"][0]["schema"]["foreignKeys"]
    assert key == {"fields": ["doc_id"], "reference": {"resource": "sources", "fields": ["doc_id"]}}
    assert package["resources"][1]["schema"]["primaryKey"] == ["doc_id"]
    named = [row["doc_id"] for row in tables["sources"]]
    assert len(set(named)) == len(named) == len(package["sources"])
    assert {row["doc_id"] for row in tables["observations"]} == set(named)


@given(observations())
@settings(max_examples=30)
def test_csv_of_a_package_reads_back(made: list[Observation]) -> None:
    frame = observations_to_frame(made)
    pd.testing.assert_frame_equal(read_csv(unpack(to_zip(frame, NO_DOCUMENTS))["observations.csv"]), frame)


def test_only_addresses_of_the_web_are_paths_of_sources() -> None:
    for address, path in [
        ("https://example.org/a", "https://example.org/a"),
        ("javascript:alert(1)", None),
        ("", None),
    ]:
        [source] = descriptor(to_zip(table(), documents(address=address)))["sources"]
        assert source.get("path") == path
        assert source["title"].startswith("某区人民政府. 某区工作报告[R")


def test_readme_is_bilingual_and_cites_the_sources() -> None:
    readme = unpack(to_zip(table(), documents(title="报告{x}<b>")))["README.md"].decode()
    chinese, english = readme.split("\n---\n")
    assert "1 行数据，摘自 1 份文件" in chinese
    assert "1 rows from 1 documents" in english
    assert "1. 某区人民政府. 报告{x}&lt;b&gt;\\[R\\]." in chinese
    assert "1. 某区人民政府. 报告{x}&lt;b&gt;." in english
    for name in COLUMNS:
        assert chinese.count(f"- `{name}`: ") == english.count(f"- `{name}`: ") == 1


def test_cells_of_a_package_are_guarded() -> None:
    files = unpack(to_zip(table(made_observation(label=RISKY, doc_id="@a")), documents(doc_id="@a", title=RISKY)))
    [row] = csv.DictReader(io.StringIO(files["observations.csv"].decode(), newline=""))
    [source] = csv.DictReader(io.StringIO(files["sources.csv"].decode(), newline=""))
    assert (row["label"], row["doc_id"]) == (f"'{RISKY}", "'@a")
    assert (source["title"], source["doc_id"]) == (f"'{RISKY}", "'@a")


# SDMX-CSV


def sdmx(frame: pd.DataFrame) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_sdmx(frame).decode(), newline="")))


KEY = ("FREQ", "REF_AREA", "INDICATOR", "MEASURE", "KIND", "DOC_ID", "POSITION", "TIME_PERIOD")


def test_sdmx_begins_with_the_structure_and_the_key() -> None:
    data = to_sdmx(table(made_observation(value=5314000000.0, bound="ge", basis="同口径")))
    head = "STRUCTURE,STRUCTURE_ID,ACTION," + ",".join(KEY) + ",OBS_VALUE,UNIT_MEASURE,UNIT_MULT,"
    assert data.decode().startswith(head)
    [row] = csv.DictReader(io.StringIO(data.decode(), newline=""))
    assert (row["STRUCTURE"], row["ACTION"]) == ("dataflow", "I")
    assert re.fullmatch(r"[A-Z_]+:[A-Z_]+\(\d+\.\d+\.\d+\)", row["STRUCTURE_ID"])
    assert [row[name] for name in KEY] == ["A", "360102", "gdp", "level", "actual", "made", "0", "2014"]
    assert (float(row["OBS_VALUE"]), row["UNIT_MEASURE"], row["UNIT_MULT"]) == (5314000000.0, "CNY", "0")
    assert (row["BOUND"], row["BASIS"], row["LABEL"], row["VALUE_HIGH"]) == ("ge", "同口径", "地区生产总值", "")


@given(observations())
def test_sdmx_keys_tell_every_row_and_have_no_empty_part(made: list[Observation]) -> None:
    rows = sdmx(observations_to_frame(made + made))  # each twice: nothing but the count tells them apart
    assert len(rows) == 2 * len(made)
    assert len({tuple(row[name] for name in KEY) for row in rows}) == len(rows)
    for row, each in zip(rows, made + made, strict=True):
        assert float(row["OBS_VALUE"]) == each.value
        assert unguard(row["LABEL"]) == each.label
        assert all(row[name] for name in ("FREQ", "REF_AREA", "INDICATOR", "MEASURE", "KIND", "POSITION"))


def test_sdmx_of_documents_that_tell_the_same_keeps_both(seeded_store: Store) -> None:
    frame = seeded_store.select()
    rows = sdmx(frame)
    assert len({tuple(row[name] for name in KEY) for row in rows}) == len(frame) > 50


@pytest.mark.parametrize("cell", [RISKY, "@a", "+1(2)"])
def test_sdmx_cells_are_guarded(cell: str) -> None:
    [row] = sdmx(table(made_observation(doc_id=cell, label=cell, sentence=cell, unit=cell)))
    assert [row[name] for name in ("DOC_ID", "LABEL", "SENTENCE", "UNIT_MEASURE")] == [f"'{cell}"] * 4


# The data page


@pytest.mark.filterwarnings("ignore::DeprecationWarning:streamlit")
@pytest.mark.parametrize("code", FORMATS)
def test_the_data_page_offers_every_format(code: str, seeded_dashboard: Store) -> None:
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_file(str(Path(__file__).parents[1] / "dashboard.py"), default_timeout=60)
    app.switch_page("indicators/pages/data.py")
    app.query_params["area"], app.query_params["as"] = "360102", code
    app.run()
    assert not app.exception
    assert not app.warning
    assert app.selectbox(key="data:as").value == code
    [button] = app.get("download_button")
    rows = len(seeded_dashboard.select(areas="360102"))
    assert button.proto.label == say("rows.download_as", "zh", rows=rows, format=say(f"format.{code}", "zh"))


@pytest.mark.filterwarnings("ignore::DeprecationWarning:streamlit")
def test_a_link_with_an_unknown_format_says_so(seeded_dashboard: Store) -> None:
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_file(str(Path(__file__).parents[1] / "dashboard.py"), default_timeout=60)
    app.switch_page("indicators/pages/data.py")
    app.query_params["as"] = "xls"
    app.run()
    assert [each.value for each in app.warning] == [say("link.dead", "zh", values="`xls`")]
    assert app.selectbox(key="data:as").value == "csv"


def test_a_table_longer_than_one_stretch_is_written_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = observations_to_frame(
        [made_observation(start=at, value_high=float(at) if at % 2 else None) for at in range(7)]
    )
    whole = to_csv(rows)
    monkeypatch.setattr("indicators.export.delimited._AT_ONCE", 3)
    assert to_csv(rows) == whole
    assert read_csv(whole).equals(rows)


def test_a_wide_table_that_excel_cannot_hold_is_refused() -> None:
    rows = observations_to_frame([made_observation()])
    wide = pd.DataFrame([["x"] * 16_385], columns=[f"place {at}" for at in range(16_385)])
    with pytest.raises(ExportError, match="16,385 columns do not fit"):
        to_wide_xlsx(wide, rows, pd.DataFrame(columns=["doc_id"]))
