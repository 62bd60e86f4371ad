"""Files of every readable kind become Reports with the text as it stands; what can't be read says why in one sentence."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from time import process_time

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st
from made_pdf import draw_lines, draw_pdf

from indicators.inbox import format_refusal
from indicators.model import Report, ReportError
from indicators.reports import READABLE, Limits, read_bytes, read_report, read_text
from indicators.reports.metadata import find_publisher, parse_date
from indicators.reports.pdf import drop_margins, join_lines
from indicators.reports.source import Source
from indicators.reports.web import read_html

SENTENCE = "某区前三季度实现税收4.2亿元，同比增长7.5%。"


def find_reason(data: bytes, name: str) -> str:
    """Return why the bytes can't be read, or an empty text; any other exception is a defect."""
    try:
        read_bytes(data, name)
    except ReportError as error:
        return str(error)
    return ""


# --- plain text -------------------------------------------------------------------------------------------------------


@given(st.text())
def test_read_text_keeps_any_text(text: str) -> None:
    report = read_text(text, "d")
    assert report == Report("d", text, sha256=report.sha256)
    assert len(report.sha256) == 64


def test_read_text_takes_half_a_surrogate_pair() -> None:
    assert read_text("\ud83d").text == "\ud83d"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@given(middle=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=50))
@settings(max_examples=50)
def test_every_encoding_round_trips(encoding: str, middle: str) -> None:
    text = f"{SENTENCE}\r\n{middle}\n\r{SENTENCE}"
    report = read_bytes(text.encode(encoding), "a.txt")
    # GB18030 holds all of Unicode, so only text that is by chance valid UTF-8 may come back changed: this sentence never is.
    assert report.text == text


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
def test_utf_16_needs_its_mark(mark: str) -> None:
    assert read_bytes(f"\ufeff{SENTENCE}".encode(mark), "a.txt").text == SENTENCE
    with pytest.raises(ReportError, match=r"^a\.txt: "):
        read_bytes("GDP 5".encode(mark), "a.txt")


@given(st.binary(max_size=200))
def test_bytes_are_text_or_one_sentence(data: bytes) -> None:
    message = find_reason(data, "a.txt")
    assert message == "" or (message.startswith("a.txt: ") and "\n" not in message)


def test_line_ends_and_spaces_stay(tmp_path: Path) -> None:
    path = tmp_path / "某区 2019.年报.TXT"
    data = f"\r\n　　{SENTENCE}\r\n\r\n\t尾 \n".encode()
    path.write_bytes(data)
    report = read_report(path)
    assert report.text == data.decode()
    assert (report.doc_id, report.sha256) == ("某区 2019.年报", sha256(data).hexdigest())
    assert (report.title, report.published, report.area) == ("", None, "")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"\xef\xbb\xbf \r\n", "no text"),
        ("a.txt", b"GDP\x00 5", "NUL"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\xff\xd8", "neither UTF-8"),
        ("a.txt", b"\x01\x02\x03\x04 5", "binary"),
        ("a.txt", "税".encode("utf-16") + b"\x00", "neither UTF-8"),
        ("a.doc", b"x", "ending in .doc"),
        ("report", b"x", "without an ending"),
        ("a.docx", b"no zip", "no Word document"),
        ("a.docx", bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "password or of the old kind"),
        ("a.pdf", b"no pdf", "no PDF"),
        ("a.pdf", b"%PDF-1.4\njunk", "no PDF"),
        ("a.html", b"<html></html>", "no text"),
        ("a.html", ("<div>" * 3_000 + SENTENCE).encode(), "nest too deeply"),
    ],
)
def test_what_is_refused(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(ReportError) as caught:
        read_bytes(data, name)
    message = str(caught.value)
    assert message.startswith(f"{name}: ")
    assert reason in message
    assert "\n" not in message


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(ReportError, match=r"^none\.txt: no such file$"):
        read_report(tmp_path / "none.txt")
    with pytest.raises(ReportError, match=r"^folder\.txt: it is a directory"):
        read_report(tmp_path / "folder.txt")


@pytest.mark.parametrize(
    ("name", "doc_id"),
    [
        (b"-v.txt", "-v"),
        ("甲\n乙.txt".encode(), "甲 乙"),
        ("甲\u202e乙\x1b.txt".encode(), "甲乙"),
        ("青云谱区报告.txt".encode("gb18030"), "青云谱区报告"),
        (b"\xff\xfe.txt", "\ufffd\ufffd"),
    ],
)
def test_a_file_of_any_name_is_read_and_called_by_what_can_be_seen(tmp_path: Path, name: bytes, doc_id: str) -> None:
    path = tmp_path / os.fsdecode(name)
    try:
        path.write_text(SENTENCE, encoding="utf-8")
    except OSError:
        pytest.skip("no such name may be on this system")
    report = read_report(path)
    assert (report.doc_id, report.text) == (doc_id, SENTENCE)
    path.write_bytes(b"")
    with pytest.raises(ReportError, match=f"^{re.escape(doc_id)}\\.txt: the file is empty$"):
        read_report(path)


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"5" * 2_000_001)
    with pytest.raises(ReportError, match=r"^a\.txt: 2\.0 MB are more than the 1 MB allowed$"):
        read_report(path, Limits(file_bytes=1_000_000))


def test_a_text_of_too_many_characters_is_refused():
    with pytest.raises(ReportError, match=r"^a\.txt: 12 characters are more than the 11 allowed$") as refused:
        read_bytes("2014年，东湖区增长。".encode()[:33], "a.txt", Limits(characters=11))
    assert format_refusal(refused.value, "zh") == "a.txt：12 个字，超过 11 字的上限。"


def test_a_large_page_is_refused() -> None:
    with pytest.raises(ReportError, match=r"^a\.html: a web page of more than 1 MB is not read$"):
        read_bytes(b"<p>5</p>" * 200_000, "a.html", Limits(html_bytes=1_000_000))


def test_readable_lists_the_endings() -> None:
    assert {".txt", ".md", ".html", ".docx", ".pdf"} <= READABLE


# --- Markdown ---------------------------------------------------------------------------------------------------------

FRONT_MATTER = """---
title: 2019
publisher: 某区政府办
published: 2019-03-05
area: 某区
kind: brief
address: https://example.org/1.html
source: left out
---
"""


def test_front_matter_is_taken_off() -> None:
    body = f"\n# 标题\n\n{SENTENCE}\n---\n"
    report = read_bytes((FRONT_MATTER + body).encode(), "某区.md")
    assert report.text == body
    assert (report.title, report.publisher, report.published) == ("2019", "某区政府办", date(2019, 3, 5))
    assert (report.area, report.kind, report.address) == ("某区", "brief", "https://example.org/1.html")


@pytest.mark.parametrize(
    "text", [SENTENCE, f"---\n{SENTENCE}\n", f"---\n{SENTENCE}\n---\n尾5个", f"{SENTENCE}\n---\na: 1\n---\n"]
)
def test_a_rule_is_no_front_matter(text: str) -> None:
    assert read_bytes(text.encode(), "a.md").text == text


def test_front_matter_with_windows_line_ends() -> None:
    report = read_bytes(f"---\r\ntitle: 简报\r\n---\r\n{SENTENCE}".encode("utf-8-sig"), "a.md")
    assert (report.title, report.text) == ("简报", SENTENCE)


@pytest.mark.parametrize(
    ("matter", "reason"),
    [
        ("title: [简报", "no valid YAML"),
        ("a: " + "[" * 2_000, "no valid YAML"),
        ("published: 去年", "no day"),
        ("published: 2019-02-30", "no day"),
        ("a: " + "x" * 30_000, "too long"),
    ],
)
def test_broken_front_matter_is_refused(matter: str, reason: str) -> None:
    with pytest.raises(ReportError, match=reason):
        read_bytes(f"---\n{matter}\n---\n{SENTENCE}".encode(), "a.md")


def test_front_matter_makes_no_objects() -> None:
    report = read_bytes(f"---\ntitle: !!python/name:os.system\narea: 某区\n---\n{SENTENCE}".encode(), "a.md")
    assert (report.area, report.text) == ("某区", SENTENCE)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2019-03-05", date(2019, 3, 5)),
        ("2019/3/5 10:20", date(2019, 3, 5)),
        ("2019.03.05", date(2019, 3, 5)),
        ("2019年3月5日", date(2019, 3, 5)),
        ("2019-03-05T10:20:00+08:00", date(2019, 3, 5)),
        ("2019-13-05", None),
        ("12019-03-05", None),
        ("2019年3月", None),
        ("", None),
    ],
)
def test_parse_date(text: str, day: date | None) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("lines", "publisher"),
    [
        (["标题", "来源：某报"], "某报"),
        (["时间：2019-03-05 来源: 某区政府办 点击：5"], "某区政府办"),
        (["税收来源稳定"], ""),
        ([], ""),
    ],
)
def test_find_publisher(lines: list[str], publisher: str) -> None:
    assert find_publisher(lines) == publisher


# --- web pages --------------------------------------------------------------------------------------------------------

PAGE = """<!DOCTYPE html>
<!-- saved from url=(0031)https://www.example.org/1/2.html -->
<html><head><meta charset="gb2312"><title>某区简报_某区政府网</title>{metas}<style>p {{ color: red }}</style></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/b">政务公开</a></li></ul></div>
<div class="main"><h1>某区三月简报</h1><div class="info">发布时间：2019-03-05 来源：某区政府办 浏览：123</div>
<div class="TRS_Editor"><p>　　前两个月，全区税收完成5.2亿元，同比增长8.1%，好于年初的预期，势头稳。</p>
<p>　　工业增加值增长9.5%，增速比去年同期快1.2个百分点，其中<b>装备制造</b>增长<font color="red">20</font>%。</p>
<table><tr><th>指标</th><th>数值</th></tr><tr><td>税收</td><td>4.6亿元</td></tr></table>
<p>　　下一步，全区将新开工项目30个，<br>完成投资50亿元。</p></div></div>
<script>var x = "脚本7个";</script><div class="footer">版权所有 某区政府 备案号1234567</div></body></html>"""
METAS = """<meta name="ArticleTitle" content="某区2019年三月简报"><meta name="PubDate" content="2019-03-06 10:20">
<meta name="SiteName" content="某区政府网"><meta name="ContentSource" content="某区统计局">"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_states_its_metadata(encoding: str) -> None:
    report = read_bytes(PAGE.format(metas=METAS).encode(encoding), "2.html")
    assert (report.title, report.publisher, report.published) == ("某区2019年三月简报", "某区统计局", date(2019, 3, 6))
    assert report.address == "https://www.example.org/1/2.html"


def test_cells_that_span_thousands_of_others_are_read_once() -> None:
    row = f"<tr>{'<td rowspan=9999 colspan=9999>地区</td>' * 40}</tr>"
    report = read_bytes(f"<html><body><table>{row * 40}</table><p>{SENTENCE}</p></body></html>".encode(), "a.html")
    assert SENTENCE in report.text
    assert len(report.text) < 40 * 40 * 10


def test_a_page_of_thousands_of_short_cells_in_each_other_is_read_at_once() -> None:
    cells = "<p>财政收入5亿元。</p>"
    for _ in range(13):
        cells = f"<table><tr><td>{cells}</td></tr><tr><td>{cells}</td></tr></table>"
    start = process_time()
    assert read_html(Source("a.html", f"<html><body>{cells}</body></html>".encode())).text.count("5亿元") == 2**13
    assert process_time() - start < 15


def test_thousands_of_empty_elements_deep_in_others_are_read_at_once() -> None:
    start = process_time()
    page = f"<html><body>{'<dd>' * 200}{'<i></i>' * 100_000}<p>{SENTENCE}</p></body></html>"
    assert read_html(Source("a.html", page.encode())).text == SENTENCE
    assert process_time() - start < 8


def test_an_element_of_thousands_of_attributes_is_refused() -> None:
    attributes = " ".join(f'a{number}=">"' for number in range(6_000))
    with pytest.raises(ReportError, match=r"^a\.html: an element of it has too many attributes$"):
        read_bytes(f"<p {attributes}>{SENTENCE}</p>".encode(), "a.html")
    drawing = f'<path d="{"M 0 0 L 1 1 " * 6_000}"/>'
    assert SENTENCE in read_bytes(f"<svg>{drawing}</svg><p>{SENTENCE}</p>".encode(), "a.html").text


def test_a_page_without_metas_is_read_by_its_labels() -> None:
    report = read_bytes(PAGE.format(metas="").encode(), "2.htm")
    assert (report.title, report.publisher, report.published) == ("某区三月简报", "某区政府办", date(2019, 3, 5))


@pytest.mark.parametrize(
    ("metas", "site", "publisher"),
    [
        ('<meta name="ContentSource" content="区政府办">', "某某区人民政府", "某某区人民政府"),
        ('<meta name="ContentSource" content="某某日报">', "某某区人民政府", "某某日报"),
        ('<meta name="SiteName" content="某某区人民政府">', "另一区人民政府", "某某区人民政府"),
        ("", "简报", ""),
    ],
)
def test_the_site_of_a_page_tells_who_published_it_where_its_source_names_no_place(metas, site, publisher) -> None:
    page = f"<html><head><title>工作报告_{site}</title>{metas}</head><body><h1>工作报告</h1><p>{SENTENCE}</p></body></html>"
    assert read_bytes(page.encode(), "2.html").publisher == publisher


def test_the_main_text_of_a_page() -> None:
    lines = read_bytes(PAGE.format(metas="").encode(), "2.html").text.splitlines()
    lines = [line.strip() for line in lines]
    assert "前两个月，全区税收完成5.2亿元，同比增长8.1%，好于年初的预期，势头稳。" in lines
    assert "工业增加值增长9.5%，增速比去年同期快1.2个百分点，其中装备制造增长20%。" in lines
    assert "税收\t4.6亿元" in lines
    assert not [line for line in lines if "政务公开" in line or "备案号" in line or "脚本" in line or "--" in line]


TOLD = ["全区税收完成5.2亿元，增长8.1%。", "二、下一步", "新开工项目30个，完成投资50亿元，好于年初预期。"] * 4


@pytest.mark.parametrize(
    "page",
    [
        "".join(f"<section><section><span>{line}</span></section></section>" for line in TOLD),
        "".join(f"<p class=MsoNormal>\n {line[:9]}\r\n  {line[9:]}\n</p>" for line in TOLD),
        f"<table><tr><td>{'<br>'.join('　　' + line for line in TOLD)}</td></tr></table>",
        f"<table><tr><td>栏目<td><table><tr><td>简报<tr><td>{'<br>'.join(TOLD)}</table></table>",
        "".join(f"<p>{line}</p>" for line in TOLD)
        + "<p>上一篇：<a>某某县税收达到12亿元</a></p><p>下一条: 新增项目3个</p>",
        "<div style='white-space: pre-wrap'>" + "\n".join(TOLD) + "</div>",
    ],
    ids=["sections", "lines of the source", "breaks in a cell", "breaks in an inner cell", "neighbours", "kept lines"],
)
def test_a_page_of_any_making_reads_as_it_looks(page: str) -> None:
    text = read_bytes(f"<html><body>{page}</body></html>".encode(), "2.html").text
    assert [line.strip() for line in text.splitlines() if line.strip()][-len(TOLD) :] == TOLD


@pytest.mark.parametrize(
    "page", ["<p>税收增长1<span>2</span>%。</p>", "<p><font>税收</font>增长<b>12</b>%<u>。</u></p>"]
)
def test_letters_of_another_look_begin_no_line_of_a_short_page(page: str) -> None:
    assert read_bytes(f"<html><body>{page}</body></html>".encode(), "2.html").text == "税收增长12%。"


@pytest.mark.parametrize(
    "told",
    [
        '<em id="publish_time">2019-03-06 10:20</em>',
        '<span class="pub-time">2019年3月6日</span>',
        "<em id=publish_time></em><script>var createTime = '2019-03-06 10:20';</script>",
    ],
)
def test_the_time_of_a_page_stands_in_an_element_named_for_it(told: str) -> None:
    assert read_bytes(f"<h1>简报</h1>{told}<p>{SENTENCE}</p>".encode(), "2.html").published == date(2019, 3, 6)


@pytest.mark.parametrize(
    ("behind", "published"),
    [
        ("<div>2019-03-06 10:20:33</div>", date(2019, 3, 6)),
        ("<div>某区新闻网</div><div>2019年3月6日 星期三</div>", date(2019, 3, 6)),
        (f"<p>{SENTENCE}</p><p>会议开了一天。</p><p>会议结束。</p><p>2019年3月6日</p>", None),
        ("<p>2019-03-06 10:20 某区今日开会，部署工作。</p>", None),
    ],
)
def test_a_day_alone_on_its_line_behind_the_heading_is_the_page_s(behind: str, published: date | None) -> None:
    page = f"<p>2018-01-01</p><h1>简报</h1>{behind}<p>{SENTENCE}</p>"
    assert read_bytes(page.encode(), "2.html").published == published


def test_a_short_page_keeps_its_lines() -> None:
    report = read_bytes("<title>简报</title><p>税收3亿元</p><!-- 注 -->尾<p>新增5个".encode(), "a.html")
    assert report.text.split() == ["税收3亿元", "尾", "新增5个"]


def test_entities_of_a_page_are_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "税收税收税收"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><p>3亿元 &b;</p>'
    assert len(read_bytes(bomb.encode(), "a.html").text) < 30


# --- Word -------------------------------------------------------------------------------------------------------------


def save_docx(document: DocumentType) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def rewrite(data: bytes, members: dict[str, str]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in members:
                new.writestr(name, old.read(name))
        for name, content in members.items():
            new.writestr(name, content)
    return buffer.getvalue()


def make_docx(*paragraphs: str) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return save_docx(document)


def add_xml(document: DocumentType, xml: str) -> None:
    document.element.body.insert(-1, parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1)))


def test_paragraphs_and_tables_in_order() -> None:
    document = Document()
    document.add_paragraph("某区工作报告")
    document.add_paragraph("来源：某报  ")
    document.add_paragraph("")
    paragraph = document.add_paragraph("税收")
    paragraph.add_run("4.2亿元").bold = True
    table = document.add_table(2, 3)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ["指标", "数值", "增速", "税收", "4.2\n亿元", "5%"], strict=True
    ):
        cell.text = text
    document.add_paragraph("尾\t3个\n再2个")
    report = read_bytes(save_docx(document), "某区.docx")
    assert (
        report.text == "某区工作报告\n来源：某报  \n\n税收4.2亿元\n指标\t数值\t增速\n税收\t4.2 亿元\t5%\n尾\t3个\n再2个"
    )
    assert (report.title, report.publisher, report.doc_id) == ("某区工作报告", "某报", "某区")


def test_a_merged_cell_is_told_once() -> None:
    document = Document()
    table = document.add_table(1, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "税收5亿元"
    table.cell(0, 2).text = "3%"
    assert read_bytes(save_docx(document), "a.docx").text.strip() == "税收5亿元\t\t3%"


@pytest.mark.parametrize("first", [SENTENCE, "各位代表：", "长" * 61])
def test_a_sentence_is_no_title(first: str) -> None:
    assert read_bytes(make_docx(first, "尾"), "a.docx").title == ""


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>控件3个</w:t></w:r></w:p></w:sdtContent></w:sdt>", "控件3个"),
        ("<w:p><w:ins w:id='1' w:author='a'><w:r><w:t>插入3个</w:t></w:r></w:ins></w:p>", "插入3个"),
        (
            "<w:p><w:del w:id='1' w:author='a'><w:r><w:delText>删</w:delText></w:r></w:del><w:r><w:t>留</w:t></w:r></w:p>",
            "留",
        ),
        (
            "<w:p><w:moveFrom w:id='1' w:author='a'><w:r><w:t>移</w:t></w:r></w:moveFrom><w:r><w:t>留</w:t></w:r></w:p>",
            "留",
        ),
        ("<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:r><w:t>5家</w:t></w:r></w:p>", "链接5家"),
        ("<w:p><w:r><w:instrText>PAGE 9</w:instrText></w:r><w:r><w:t>域3个</w:t></w:r></w:p>", "域3个"),
        (
            "<w:p><w:r><w:t>外</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>框5个</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>",
            "外\n框5个",
        ),
    ],
)
def test_wrapped_text_is_read_once(xml: str, text: str) -> None:
    document = Document()
    add_xml(document, xml)
    assert read_bytes(save_docx(document), "a.docx").text == text


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (
            "<w:p><w:pPr><w:rPr><w:del w:id='1' w:author='a'/></w:rPr></w:pPr><w:r><w:t>税收增</w:t></w:r></w:p>",
            "税收增长5%。\n尾",
        ),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏3个</w:t></w:r></w:p>", "\n长5%。\n尾"),
        ("<w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>见3个</w:t></w:r></w:p>", "见3个\n长5%。\n尾"),
        (
            "<w:p><w:r><w:t>一、工业</w:t><w:tab/><w:instrText>PAGEREF _a</w:instrText><w:t>12</w:t></w:r></w:p>",
            "一、工业\n长5%。\n尾",
        ),
    ],
    ids=["deleted end", "hidden", "no longer hidden", "table of contents"],
)
def test_a_document_reads_as_word_shows_it(xml: str, text: str) -> None:
    document = Document()
    add_xml(document, xml)
    for paragraph in ("长5%。", "尾"):
        document.add_paragraph(paragraph)
    assert read_bytes(save_docx(document), "a.docx").text == text


def test_a_table_that_lays_out_the_text_is_read_as_text() -> None:
    document = Document()
    table = document.add_table(3, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "\n".join(TOLD * 2)
    for cell, text in zip(
        (c for row in table.rows[1:] for c in row.cells), ["指标", "数值", "税收", "4亿元"], strict=True
    ):
        cell.text = text
    assert read_bytes(save_docx(document), "a.docx").text.splitlines() == [*TOLD, *TOLD, "指标\t数值", "税收\t4亿元"]


def test_footnotes_follow_the_text() -> None:
    data = make_docx(SENTENCE)
    namespace = nsdecls("w")
    notes = (
        f"<w:footnotes {namespace}><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>"
        "<w:footnote w:id='1'><w:p><w:r><w:t>含减免1.1亿元。</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    with zipfile.ZipFile(BytesIO(data)) as archive:
        rels = archive.read("word/_rels/document.xml.rels").decode()
        types = archive.read("[Content_Types].xml").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    # Named twice, as a hostile document would thousands of times, they are read once.
    named = "".join(f'<Relationship Id="{each}" Type="{kind}" Target="footnotes.xml"/>' for each in ("rId98", "rId99"))
    rels = rels.replace("</Relationships>", f"{named}</Relationships>")
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    types = types.replace("</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{content}"/></Types>')
    data = rewrite(
        data, {"word/_rels/document.xml.rels": rels, "[Content_Types].xml": types, "word/footnotes.xml": notes}
    )
    assert read_bytes(data, "a.docx").text == f"{SENTENCE}\n含减免1.1亿元。"


def test_a_zip_bomb_is_refused() -> None:
    with pytest.raises(ReportError, match=r"^a\.docx: a part of it unpacks to an absurd size"):
        read_bytes(rewrite(make_docx(SENTENCE), {"word/bomb.xml": " " * 20_000_000}), "a.docx")


def test_a_document_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(ReportError, match=r"^a\.docx: it unpacks to more than is allowed$"):
        read_bytes(make_docx(SENTENCE), "a.docx", Limits(unpacked_bytes=10_000))


def test_entities_are_refused() -> None:
    document = f'<!DOCTYPE x [<!ENTITY a "5亿元">]><w:document {nsdecls("w")}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'
    with pytest.raises(ReportError, match=r"^a\.docx: it declares XML entities"):
        read_bytes(rewrite(make_docx(SENTENCE), {"word/document.xml": document}), "a.docx")


@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml", "_rels/.rels"])
@pytest.mark.parametrize("content", ["", "<a", "<a/>"])
def test_a_damaged_document_is_refused(part: str, content: str) -> None:
    with pytest.raises(ReportError, match=r"^a\.docx: "):
        read_bytes(rewrite(make_docx(SENTENCE), {part: content}), "a.docx")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_document_is_refused(share: float) -> None:
    data = make_docx(SENTENCE)
    with pytest.raises(ReportError, match=r"^a\.docx: "):
        read_bytes(data[: int(len(data) * share)], "a.docx")


@given(position=st.integers(0, 10**6), byte=st.integers(0, 255))
@settings(max_examples=60, deadline=None)
def test_a_broken_byte_raises_nothing_else(position: int, byte: int) -> None:
    data = bytearray(SMALL_DOCX)
    data[position % len(data)] = byte
    message = find_reason(bytes(data), "a.docx")
    assert message == "" or message.startswith("a.docx: ")


SMALL_DOCX = make_docx(SENTENCE)


# --- PDF --------------------------------------------------------------------------------------------------------------


def make_pdf(pages: list[list[str]]) -> bytes:
    """A PDF with a line of text for each string."""
    return draw_pdf([draw_lines(lines) for lines in pages])


FULL = "全区生产总值增长八点五个百分点并且规模以上工业增加"


def test_a_pdf_is_read_in_paragraphs() -> None:
    one, two, three, four = (f"{word}{FULL}" for word in ("上年", "去年", "当年", "今年"))
    pages = [
        ["某区政府工作报告", one, "值增长9.1%。", "二、下一步", two, "- 1 -"],
        ["某区政府工作报告", "值达到3亿元。", three, "值的5%。", "- 2 -"],
        ["某区政府工作报告", four, "值7个。", "- 3 -"],
    ]
    assert read_bytes(make_pdf(pages), "某区.pdf").text.split("\n") == [
        "某区政府工作报告",
        f"{one}值增长9.1%。",
        "二、下一步",
        f"{two}值达到3亿元。",
        f"{three}值的5%。",
        f"{four}值7个。",
    ]


def test_a_scanned_pdf_is_refused() -> None:
    with pytest.raises(ReportError, match=r"^某区\.pdf: no text layer \(a scanned PDF\?\)$"):
        read_bytes(make_pdf([[], [], [SENTENCE]]), "某区.pdf")


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(ReportError, match=r"^a\.pdf: 3 pages are more than the 2 allowed$"):
        read_bytes(make_pdf([[SENTENCE]] * 3), "a.pdf", Limits(pages=2))


def test_a_pdf_behind_a_password_is_refused() -> None:
    data = make_pdf([[SENTENCE]])
    lock = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"11" * 32, b"22" * 32)
    data = data.replace(b"/Root 1 0 R", b"/Root 1 0 R /ID [<00><00>] /Encrypt %s" % lock)
    with pytest.raises(ReportError, match=r"^a\.pdf: it is behind a password$"):
        read_bytes(data, "a.pdf")


@pytest.mark.parametrize(
    ("pages", "kept"),
    [
        ([["甲", "12"], ["乙", "13"], ["丙", "14"]], [["甲"], ["乙"], ["丙"]]),
        ([["甲", "第1页 共3页"], ["乙", "第2页 共3页"], ["丙", "第3页 共3页"]], [["甲"], ["乙"], ["丙"]]),
        ([["甲", "— 1 —"], ["乙", "— 2 —"]], [["甲"], ["乙"]]),
        # Numbers that do not count on are figures.
        ([["甲", "12"], ["乙", "30"], ["丙", "7"]], [["甲", "12"], ["乙", "30"], ["丙", "7"]]),
        ([["甲", "3"]], [["甲", "3"]]),
        # A header counts from the second page on: on the first it may be the title.
        ([["报告", "甲"], ["报告", "乙"], ["报告", "丙"]], [["报告", "甲"], ["乙"], ["丙"]]),
        ([["报告 1", "甲"], ["报告 2", "乙"], ["报告 3", "丙"]], [["报告 1", "甲"], ["乙"], ["丙"]]),
        # In small letters it is no title, and two pages are enough; a unit is part of the table below it.
        ([["\u2009年鉴", "甲"], ["\u2009年鉴", "乙"]], [["甲"], ["乙"]]),
        (
            [["单位：亿元", "甲"], ["单位：亿元", "乙"], ["单位：亿元", "丙"]],
            [["单位：亿元", "甲"], ["单位：亿元", "乙"], ["单位：亿元", "丙"]],
        ),
        # Two pages are too few to call a line repeated, and a sentence is never a header.
        ([["报告", "甲"], ["报告", "乙"]], [["报告", "甲"], ["报告", "乙"]]),
        (
            [["增5%。", "甲"], ["增5%。", "乙"], ["增5%。", "丙"]],
            [["增5%。", "甲"], ["增5%。", "乙"], ["增5%。", "丙"]],
        ),
        # Figures in otherwise equal lines are no page numbers.
        (
            [["税收5亿元", "甲"], ["税收6亿元", "乙"], ["税收7亿元", "丙"]],
            [["税收5亿元", "甲"], ["税收6亿元", "乙"], ["税收7亿元", "丙"]],
        ),
    ],
)
def test_drop_margins(pages: list[list[str]], kept: list[list[str]]) -> None:
    assert drop_margins(pages) == kept


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        ([FULL, "值5%。"], [f"{FULL}值5%。"]),
        ([FULL + "。", "二、安排"], [FULL + "。", "二、安排"]),
        (["一、回顾", FULL, "值5%"], ["一、回顾", f"{FULL}值5%"]),
        ([FULL, "　　" + FULL], [FULL, FULL]),
        ([FULL + "GDP", "per capita 5"], [FULL + "GDP per capita 5"]),
        ([FULL + " 5.2 8%", FULL + " 4.1 7%", "注"], [FULL + " 5.2 8%", FULL + " 4.1 7%", "注"]),
        ([FULL + "12", "3个"], [FULL + "123个"]),
        ([FULL + "bud\ufffe", "get"], [FULL + "budget"]),
        ([FULL + "2.4：41.1：", "56.5。"], [FULL + "2.4：41.1：56.5。"]),
        # Where paragraphs are seen to begin, a full line that ends a sentence may run on.
        (
            ["\u3000值5%。", "\u3000值6%。", "\u3000值7%。", f"\u3000{FULL}5%。", "值8%。", "一、回顾"],
            ["值5%。", "值6%。", "值7%。", f"{FULL}5%。值8%。", "一、回顾"],
        ),
        (
            ["\u3000值5%。", "\u3000值6%。", "\u3000值7%。", f"{FULL}5%。", "一、回顾"],
            ["值5%。", "值6%。", "值7%。", f"{FULL}5%。", "一、回顾"],
        ),
        ([], []),
    ],
)
def test_join_lines(lines: list[str], paragraphs: list[str]) -> None:
    assert list(join_lines([lines])) == paragraphs


@given(st.lists(st.lists(st.text(st.characters(categories=["L", "N", "P"]), min_size=1), max_size=6), max_size=4))
def test_joining_loses_no_character(pages: list[list[str]]) -> None:
    def squeeze(text: str) -> str:
        return "".join(text.split())

    assert squeeze("".join(join_lines(pages))) == squeeze("".join(line for page in pages for line in page))


# --- the package ------------------------------------------------------------------------------------------------------


def test_no_heavy_import_before_a_file_needs_it() -> None:
    code = "import sys, indicators.reports; print([m for m in ('docx', 'lxml', 'pypdfium2', 'trafilatura', 'yaml', 'pandas') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
