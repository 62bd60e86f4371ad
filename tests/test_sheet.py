"""Tables of .csv and .xlsx files, and of tables inside .docx and .html, become lines of cells that lead back to their addresses."""

from __future__ import annotations

import zipfile
from io import BytesIO
from struct import pack
from xml.sax.saxutils import escape

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from made_xls import make_old_cell, make_record, make_xls
from prose import modest
from test_reports import find_reason

from indicators.extract import extract
from indicators.model import ReportError
from indicators.reports import READABLE, Limits, read_bytes
from indicators.reports.grid import Merge, fill_merged, format_rows
from indicators.reports.percents import parse_address
from indicators.reports.sheet import find_address, format_number

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PERCENT, SIGNED = 1, 2
"""The second style of the made workbooks shows a percentage, the third a number with a percent sign behind it."""


def make_cell(row: int, column: int, value: object) -> str:
    address = f"{chr(65 + column)}{row + 1}"
    if isinstance(value, tuple):
        return f'<c r="{address}" s="{value[1]}"><v>{value[0]!r}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{address}"><v>{value!r}</v></c>'
    return f'<c r="{address}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>' if value else ""


def make_xlsx(sheets: dict[str, list[list[object]]], merges: tuple[str, ...] = ()) -> bytes:
    """A workbook as small as the format allows; merges hold for each of its sheets."""
    names = list(sheets)
    listed = "".join(f'<sheet name="{n}" sheetId="{i}" r:id="rId{i}"/>' for i, n in enumerate(names, 1))
    related = "".join(
        f'<Relationship Id="rId{i}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(names) + 1)
    )
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in merges)
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0&quot;%&quot;"/></numFmts>'
        '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="164"/></cellXfs></styleSheet>',
    }
    for index, rows in enumerate(sheets.values(), 1):
        lines = (
            f'<row r="{r + 1}">{"".join(make_cell(r, c, v) for c, v in enumerate(row))}</row>'
            for r, row in enumerate(rows)
        )
        tail = f'<mergeCells count="{len(merges)}">{merged}</mergeCells>' if merges else ""
        files[f"xl/worksheets/sheet{index}.xml"] = (
            f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData>{tail}</worksheet>'
        )
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def test_the_endings_of_tables_are_readable() -> None:
    assert {".csv", ".xlsx", ".xls"} <= READABLE


# --- workbooks --------------------------------------------------------------------------------------------------------


def test_a_workbook_keeps_rows_columns_and_merged_heads() -> None:
    rows: list[list[object]] = [
        ["各区产值", "", ""],
        ["地区", 2023, ""],
        ["", "产值", "增速"],
        ["一、城区", "", ""],
        ["甲区", 429.13999999999999, (0.052, PERCENT)],
        ["乙区", "-", (-0.1, PERCENT)],
    ]
    report = read_bytes(make_xlsx({"年鉴": rows}, ("A1:C1", "A2:A3", "B2:C2")), "a.xlsx")
    assert report.text.split("\n") == [
        "【年鉴】",
        "各区产值",
        "地区\t2023\t2023",
        "地区\t产值\t增速",
        "一、城区\t\t",
        "甲区\t429.14\t5.2%",
        "乙区\t-\t-10%",
    ]
    assert (report.title, report.doc_id) == ("各区产值", "a")


def test_a_percent_sign_that_is_only_written_multiplies_nothing() -> None:
    rows: list[list[object]] = [["地区", "增速"], ["甲区", (0.052, PERCENT)], ["乙区", (5.2, SIGNED)]]
    assert read_bytes(make_xlsx({"s": rows}), "a.xlsx").text.endswith("甲区\t5.2%\n乙区\t5.2%")
    assert read_bytes(make_xls("s", rows, ("0.0%", '0.0"%"')), "a.xls").text.endswith("甲区\t5.2%\n乙区\t5.2%")


def test_an_old_workbook_keeps_its_merged_heads_and_percentages() -> None:
    rows: list[list[object]] = [
        ["南昌市2023年主要指标", "", ""],
        ["地区", "地区生产总值", ""],
        ["", "总量（亿元）", "增速"],
        ["东湖区", 412.3, (0.052, 1)],
        ["西湖区", 655, (-0.013, 1)],
    ]
    merged = ((0, 0, 0, 2), (1, 2, 0, 0), (1, 1, 1, 2))
    merges = make_record(0xE5, pack("<H", len(merged)) + b"".join(pack("<HHHH", *each) for each in merged))
    report = read_bytes(make_xls("年鉴", rows, ("0.0%",), merges), "a.xls")
    assert report.text.split("\n") == [
        "【年鉴】",
        "南昌市2023年主要指标",
        "地区\t地区生产总值\t地区生产总值",
        "地区\t总量（亿元）\t增速",
        "东湖区\t412.3\t5.2%",
        "西湖区\t655\t-1.3%",
    ]
    found = [(row.area, row.indicator, row.measure, row.value, row.unit) for row in extract(report).observations]
    assert found == [
        ("东湖区", "gdp", "level", 4.123e10, "CNY"),
        ("东湖区", "gdp", "yoy", 5.2, "%"),
        ("西湖区", "gdp", "level", 6.55e10, "CNY"),
        ("西湖区", "gdp", "yoy", -1.3, "%"),
    ]


def test_a_workbook_with_merged_heads_and_its_unit_in_the_title_gives_observations() -> None:
    rows: list[list[object]] = [
        ["南昌市各区地区生产总值（单位：亿元）", "", ""],
        ["地区", "2022年", "2023年"],
        ["东湖区", 400.5, 412.3],
        ["西湖区", "-", 655],
    ]
    report = read_bytes(make_xlsx({"s": rows}, ("A1:C1",)), "a.xlsx")
    found = extract(report).observations
    assert [(row.area, row.period and row.period.start.year, row.value) for row in found] == [
        ("东湖区", 2022, 4.005e10),
        ("东湖区", 2023, 4.123e10),
        ("西湖区", 2023, 6.55e10),
    ]
    assert [find_address(report.text, row.start) for row in found] == ["s!B3", "s!C3", "s!C4"]


def test_styles_in_an_unknown_encoding_are_a_damage() -> None:
    book = BytesIO(make_xlsx({"s": [["区", 1]]}))
    with zipfile.ZipFile(book, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("xl/styles.xml", '<?xml version="1.0" encoding="TTF-8"?><styleSheet/>')
    with pytest.raises(ReportError, match=r"^a\.xlsx: it is no workbook, or a damaged one$"):
        read_bytes(book.getvalue(), "a.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_web_page_under_the_name_of_a_workbook_is_read_as_what_it_is(encoding: str) -> None:
    rows = [("地区", "2022年", "2023年"), ("东湖区", "400.5", "412.3"), ("西湖区", "640", "655")]
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = f"<html><meta charset='{encoding.removesuffix('-sig')}'><p>南昌市地区生产总值（亿元）</p><table>{cells}</table></html>"
    found = extract(read_bytes(page.encode(encoding), "a.xls")).observations
    assert [(row.area, row.indicator, row.value) for row in found] == [
        ("东湖区", "gdp", 4.005e10),
        ("东湖区", "gdp", 4.123e10),
        ("西湖区", "gdp", 6.4e10),
        ("西湖区", "gdp", 6.55e10),
    ]


def test_formats_that_cannot_be_read_leave_the_stored_numbers() -> None:
    whole = make_xls("s", [["地区", "增速"], ["甲区", (0.052, 1)]], ("0.0%",))
    assert "甲区\t5.2%" in read_bytes(whole, "a.xls").text
    without_styles = whole.replace(pack("<HH", 0xE0, 20), pack("<HH", 0x1E0, 20))
    assert "甲区\t0.052" in read_bytes(without_styles, "a.xls").text


def test_a_merged_value_is_told_once() -> None:
    report = read_bytes(make_xlsx({"s": [["地区", "产值"], ["甲区", 5], ["乙区", ""]]}, ("B2:B3",)), "a.xlsx")
    assert report.text.endswith("甲区\t5\n乙区")


def test_each_sheet_is_set_apart_and_empty_ones_are_left_out() -> None:
    report = read_bytes(make_xlsx({"甲": [["地区", 1]], "空": [], "乙": [["地区", 2]]}), "a.xlsx")
    assert report.text == "【甲】\n地区\t1\n\n---\n【乙】\n地区\t2"


@pytest.mark.parametrize(("value", "address"), [("7.5", "甲!C2"), ("8.25", "乙!B3")])
def test_a_span_leads_back_to_its_cell(value: str, address: str) -> None:
    book = make_xlsx({"甲": [["题"], ["区", "", 7.5]], "乙": [["题"], [], ["区", 8.25]]})
    text = read_bytes(book, "a.xlsx").text
    assert find_address(text, text.index(value)) == address


@modest
@given(st.integers(0, 700), st.integers(0, 99))
def test_addresses_count_rows_and_columns(column: int, row: int) -> None:
    text = "\n" * row + "\t" * column + "5"
    assert parse_address(find_address(text, len(text) - 1)) == (row, column)


@modest
@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_a_number_is_written_as_a_person_would(value: float) -> None:
    text = format_number(value)
    assert "e" not in text
    assert float(text or 0) == pytest.approx(value, rel=1e-14, abs=1e-6)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.xlsx", b"no workbook", "no workbook"),
        ("a.xls", b"no workbook", "no workbook"),
        ("a.xlsx", b"PK\x03\x04 cut off", "no workbook"),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "no workbook"),
        ("a.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.xlsx", make_xlsx({"s": []}), "no text"),
        ("a.xlsx", make_xlsx({"s": [["x"]]})[:-40], "no workbook"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"\x89PNG\r\n\x1a\n\xff\xd8", "neither UTF-8"),
    ],
)
def test_what_is_refused(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(ReportError) as caught:
        read_bytes(data, name)
    assert str(caught.value).startswith(f"{name}: ")
    assert reason in str(caught.value)


def test_a_table_of_too_many_cells_is_refused() -> None:
    for name, data in (("a.xlsx", make_xlsx({"s": [["区", 1], ["区", 2]]})), ("a.csv", "区,1\n区,2".encode())):
        with pytest.raises(ReportError, match=r"4 cells are more than the 3 allowed"):
            read_bytes(data, name, Limits(cells=3))


def put_far(cell: str, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A workbook with the XML of one more row, in a part that may have any name."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(make_xlsx({"s": [["区", 1]]}))) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode().replace("</sheetData>", f"{cell}</sheetData>")
            text = text.replace("worksheets/sheet1.xml", part.removeprefix("xl/"))
            new.writestr(part if name == "xl/worksheets/sheet1.xml" else name, text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "cell",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="2"><c r="ZZZZZZZ99999999999"><v>1</v></c></row>',
        '<row x=">" r="1048576"><c y=">" r=\'XFD1048576\'><v>1</v></c></row>',
        f'<row r="1048576">{"<c><v>1</v></c>" * 2_000}</row>',
    ],
)
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/worksheets/Sheet1.data"])
def test_cells_at_the_far_corner_are_refused_before_room_is_made_for_all_between(cell: str, part: str) -> None:
    with pytest.raises(ReportError, match=r"^a\.xlsx: [\d,]+ cells are more than the 1,000,000 allowed$"):
        read_bytes(put_far(cell, part), "a.xlsx")


def test_a_cell_that_is_only_coloured_reaches_nowhere() -> None:
    data = put_far('<row r="1048576"><c r="XFD1048576" s="1"/></row>')
    assert read_bytes(data, "a.xlsx").text == "【s】\n区\t1"


@pytest.mark.parametrize(
    "record",
    [
        make_old_cell(65_535, 255, 5),
        make_old_cell(1, 65_535, 5) + make_old_cell(60, 0, 5),
        make_record(0x200, pack("<IIHHH", 0, 2**32 - 1, 0, 2**16 - 1, 0)),
        make_record(0xBD, pack("<HHHIH", 60_000, 0, 0, 0, 60_000)),
    ],
)
def test_old_cells_at_the_far_corner_are_refused(record: bytes) -> None:
    with pytest.raises(ReportError, match=r"^a\.xls: [\d,]+ cells are more than the 1,000,000 allowed$"):
        read_bytes(make_xls("s", [["区", 1]], merges=record), "a.xls")


def test_many_sheets_share_the_cells_allowed() -> None:
    sheets = {f"s{number}": [["区", 1]] for number in range(3)}
    with pytest.raises(ReportError, match=r"6 cells are more than the 5 allowed"):
        read_bytes(make_xlsx(sheets), "a.xlsx", Limits(cells=5))


@given(position=st.integers(0, 10**6), byte=st.integers(0, 255))
@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("name", ["a.xls", "a.xlsx"])
def test_a_broken_byte_raises_nothing_else(name: str, position: int, byte: int) -> None:
    rows: list[list[object]] = [["地区", "产值"], ["甲区", (0.05, 1)]]
    data = bytearray(make_xls("s", rows, ("0%",)) if name == "a.xls" else make_xlsx({"s": rows}, ("A1:B1",)))
    data[position % len(data)] = byte
    message = find_reason(bytes(data), name)
    assert message == "" or message.startswith(f"{name}: ")


@given(st.binary(max_size=300))
@modest
def test_any_bytes_are_a_table_or_one_sentence(data: bytes) -> None:
    for name in ("a.csv", "a.xlsx", "a.xls"):
        reason = find_reason(data, name)
        assert not reason or reason.startswith(f"{name}: ")


# --- records ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_and_the_encoding_are_found(encoding: str, mark: str) -> None:
    text = f'各区产值\n地区{mark}产值{mark}增速\n甲区{mark}"1,234.5"{mark}5\n乙区{mark}3{mark}\n'
    report = read_bytes(text.encode(encoding), "a.csv")
    assert report.text == "各区产值\n地区\t产值\t增速\n甲区\t1,234.5\t5\n乙区\t3\t"
    assert report.title == "各区产值"


def test_a_line_end_inside_a_cell_is_a_space() -> None:
    assert read_bytes('地区,"产值\n(亿元)"\n甲区,5'.encode(), "a.csv").text == "地区\t产值 (亿元)\n甲区\t5"


# --- rows -------------------------------------------------------------------------------------------------------------


@modest
@given(st.lists(st.lists(st.sampled_from(["", "甲区", "5", "-", "2023年"]), min_size=1, max_size=4), max_size=8))
def test_each_row_is_one_line_with_its_cells(rows: list[list[str]]) -> None:
    lines = format_rows(rows)
    assert len(lines) == len(rows)
    for row, line in zip(rows, lines, strict=True):
        assert [cell for cell in line.split("\t") if cell] in ([c for c in row if c], [c for c in row if c][:1])


def test_a_merge_beyond_the_rows_is_harmless() -> None:
    rows = [["产值", ""], ["", ""]]
    fill_merged(rows, [Merge(0, 0, 9, 9), Merge(5, 5, 6, 6)])
    assert rows == [["产值", "产值"], ["产值", "产值"]]


# --- tables inside documents ------------------------------------------------------------------------------------------


def test_a_word_table_of_too_many_cells_is_refused() -> None:
    document = Document()
    document.add_table(2, 3)
    buffer = BytesIO()
    document.save(buffer)
    with pytest.raises(ReportError, match=r"^a\.docx: 6 cells are more than the 5 allowed$"):
        read_bytes(buffer.getvalue(), "a.docx", Limits(cells=5))


def test_merged_heads_of_a_word_table() -> None:
    document = Document()
    table = document.add_table(4, 3)
    for row, texts in zip(
        table.rows, [["指标", "2023年", ""], ["", "产值", "增速"], ["甲", "5", "6"], ["乙", "7", "8"]], strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    buffer = BytesIO()
    document.save(buffer)
    lines = read_bytes(buffer.getvalue(), "a.docx").text.strip().split("\n")
    assert lines == ["指标\t2023年\t2023年", "指标\t产值\t增速", "甲\t5\t6", "乙\t7\t8"]


_TABLE = """<table><tr><td colspan="3">各区产值</td></tr><tr><th rowspan="2">地区</th><th colspan="2">2023年</th></tr>
<tr><th>产值</th><th>增速</th></tr><tr><td>甲区</td><td>1,234.5</td><td>5</td></tr><tr><td>乙区</td><td>-</td><td></td></tr></table>"""
_ROWS = ["各区产值", "地区\t2023年\t2023年", "地区\t产值\t增速", "甲区\t1,234.5\t5", "乙区\t-\t"]


@pytest.mark.parametrize(
    "around", ["", "<p>前三季度全区经济运行平稳，各项指标好于预期，重点项目有序推进，民生持续改善。</p>"]
)
def test_a_table_of_a_page_keeps_its_rows(around: str) -> None:
    lines = read_bytes(f"<html><body>{around}{_TABLE}{around}</body></html>".encode(), "a.html").text.splitlines()
    assert [line for line in lines if line in _ROWS] == _ROWS


def test_a_table_that_lays_out_a_page_is_no_table() -> None:
    words = "前三季度全区经济运行平稳，各项指标好于预期，重点项目有序推进，民生持续改善。"
    page = f"<html><body><table><tr><td>栏目</td><td><p>{words * 4}</p></td></tr><tr><td>一</td><td>{_TABLE}</td></tr></table></body></html>"
    text = read_bytes(page.encode(), "a.html").text
    assert words in text
    assert "地区\t产值\t增速" in text
    assert f"栏目\t{words}" not in text


def test_a_table_within_tables_that_lay_out_a_page_is_told_once() -> None:
    page = (
        f"<table><tr><td>首页</td></tr><tr><td><table><tr><td>栏目</td><td>{_TABLE}</td></tr></table></td></tr></table>"
    )
    lines = read_bytes(f"<html><body>{page}</body></html>".encode(), "a.html").text.splitlines()
    assert [line for line in lines if line in _ROWS] == _ROWS
    assert not any("|" in line for line in lines)


def test_a_long_note_below_a_table_leaves_it_one() -> None:
    note = f"<tr><td colspan=3>注：{'产值按当年价格计算，增速按可比价格计算。' * 15}</td></tr></table>"
    page = f"<html><body>{_TABLE.replace('</table>', note)}</body></html>"
    lines = read_bytes(page.encode(), "a.html").text.splitlines()
    assert [line for line in lines if line in _ROWS] == _ROWS
