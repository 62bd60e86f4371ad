"""Word documents (.docx): paragraphs, tables and notes in document order, one line each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from indicators.model import Report
from indicators.reports.archive import OLE_MARK, UNZIP_ERRORS, check_archive
from indicators.reports.grid import Merge, clean_cell, fill_merged, format_rows
from indicators.reports.metadata import find_publisher
from indicators.reports.source import Source

DAMAGED = "it is no Word document, or a damaged one"
MAX_TITLE = 60
MAX_SPAN = 63
"""Columns that a table of Word may have."""

SENTENCE_END = re.compile(r"[。！？；：，,;:!?]$")
HEAD_LINES = 6
"""Title, occasion, speaker and source of a report stand in its first few lines."""

MAX_CELL, MANY_LINES = 200, 3
"""Characters, and lines, of a cell; more in one cell is text that the table only lays out."""

PAGE = re.compile(r"\s*\t\s*[0-9]{1,4}\s*$")

BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
UNREAD = frozenset({"pPr", "rPr", "del", "moveFrom", "instrText", "Fallback", "txbxContent", "rt"})
"""Properties, deleted text, field codes, the second copy of a drawing, and phonetic guides are no text of the paragraph;
a text box is read after the paragraph that it hangs on."""


def read_docx(source: Source) -> Report:
    """Read a Word document; each table row becomes a line with tabs between its cells, notes follow at the end."""
    _check_zip(source)
    body, notes = _open_document(source)
    source.check_cells(sum(_read_spans(cell)[0] for part in (body, *notes) for cell in part.iter("{*}tc")))
    lines = [*_iter_blocks(body), *(line for part in notes for line in _iter_notes(part))]
    head = [line.strip() for line in lines if line.strip()][:HEAD_LINES]
    return Report(source.doc_id, "\n".join(lines), title=_find_title(head), publisher=find_publisher(head))


def _check_zip(source: Source) -> None:
    if source.data.startswith(OLE_MARK):
        raise source.fail("it is a Word document behind a password or of the old kind (.doc)")
    check_archive(source, DAMAGED, "Word documents")


def _open_document(source: Source) -> tuple[Any, list[Any]]:
    """Open the document and return its body and its parts of notes, as XML elements."""
    from docx import Document
    from docx.opc.exceptions import OpcError
    from docx.oxml.parser import parse_xml
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    try:
        document = Document(BytesIO(source.data))
        told = (
            relation.target_part
            for relation in document.part.rels.values()
            if relation.reltype.endswith(("/footnotes", "/endnotes")) and not relation.is_external
        )
        notes = [parse_xml(part.blob) for part in dict.fromkeys(told)]
    except (OpcError, LxmlError, KeyError, AttributeError, TypeError, *UNZIP_ERRORS) as error:
        raise source.fail(DAMAGED) from error
    body = getattr(document.element, "body", None)
    if body is None:
        raise source.fail(DAMAGED)
    return body, notes


def _iter_notes(notes: Any) -> Iterator[str]:
    for note in notes:
        # A note with a type is the line between text and notes, not a note.
        if not any(_get_name(key) == "type" for key in note.attrib):
            yield " ".join(line.strip() for line in _iter_blocks(note))


def _iter_blocks(parent: Any) -> Iterator[str]:
    """Yield the lines of a body, cell, text box or note; wrappers such as content controls are looked through."""
    begun = ""
    for child in parent:
        name = _get_name(child.tag)
        if name == "p":
            begun += _read_paragraph(child)
            if not _runs_on(child):
                yield begun
                begun = ""
            for box in _find_boxes(child):
                yield from _iter_blocks(box)
        elif name == "tbl":
            yield from _iter_rows(child)
        elif name in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
            yield from _iter_blocks(child)
    if begun:
        yield begun


def _read_paragraph(paragraph: Any) -> str:
    """The text of a paragraph; a line of a table of contents goes without the number of its page."""
    text = _join_text(paragraph)
    is_entry = any("PAGEREF" in (code.text or "") for code in paragraph.iter("{*}instrText"))
    return PAGE.sub("", text) if is_entry else text


def _runs_on(paragraph: Any) -> bool:
    """Whether the end of a paragraph was deleted under tracked changes, so that the next one continues it."""
    return next(paragraph.iterfind("./{*}pPr/{*}rPr/{*}del"), None) is not None


def _iter_rows(table: Any) -> Iterator[str]:
    """Yield the rows of a table; a merged cell stands in each of its places, so that each column knows its header.

    A row that lays out the page gives the lines of its cells, one cell after the other.
    """
    rows: list[list[str]] = []
    merges: list[Merge] = []
    for row in _iter_named(table, "tr"):
        cells = [*_iter_named(row, "tc")]
        if _lays_out(cells):
            yield from _format_table(rows, merges)
            rows, merges = [], []
            for cell in cells:
                yield from _iter_blocks(cell)
            continue
        rows.append([])
        for cell in cells:
            _add_cell(rows, merges, cell)
    yield from _format_table(rows, merges)


def _format_table(rows: list[list[str]], merges: list[Merge]) -> list[str]:
    fill_merged(rows, merges)
    return format_rows(rows)


def _lays_out(cells: list[Any]) -> bool:
    """Whether one cell of a row holds several paragraphs of text, not a name or a value broken into lines."""
    for cell in cells:
        told = [line for block in _iter_blocks(cell) for line in block.split("\n") if line.strip()]
        if len(told) >= MANY_LINES and sum(map(len, told)) > MAX_CELL:
            return True
    return False


def _add_cell(rows: list[list[str]], merges: list[Merge], cell: Any) -> None:
    top, left = len(rows) - 1, len(rows[-1])
    span, follows = _read_spans(cell)
    text = "" if follows else clean_cell(" ".join(_iter_blocks(cell)))
    rows[-1] += [text] + [""] * (span - 1)
    if span > 1 and text:
        merges.append(Merge(top, left, top, left + span - 1))
    if follows and top:
        # The cell above has been filled by then, since merges are applied in order.
        merges.append(Merge(top - 1, left, top, left + span - 1))


def _read_spans(cell: Any) -> tuple[int, bool]:
    """How many columns a cell takes, and whether it continues the one above."""
    span, follows = 1, False
    for properties in (child for child in cell if _get_name(child.tag) == "tcPr"):
        for each in properties:
            value = next((str(v) for k, v in each.attrib.items() if _get_name(k) == "val"), "")
            if _get_name(each.tag) == "gridSpan" and value.isdigit():
                span = max(1, min(int(value[:4]), MAX_SPAN))
            follows = follows or (_get_name(each.tag) == "vMerge" and value != "restart")
    return span, follows


def _iter_named(parent: Any, name: str) -> Iterator[Any]:
    for child in parent:
        if _get_name(child.tag) == name:
            yield child
        elif _get_name(child.tag) in {"sdt", "sdtContent", "ins", "customXml"}:
            yield from _iter_named(child, name)


def _join_text(element: Any) -> str:
    parts = []
    for child in element:
        name = _get_name(child.tag)
        if name == "t":
            parts.append(child.text or "")
        elif name in BREAKS:
            parts.append(BREAKS[name])
        elif name not in UNREAD and not (name == "r" and _is_hidden(child)):
            parts.append(_join_text(child))
    return "".join(parts)


def _is_hidden(run: Any) -> bool:
    hidden = next(run.iterfind("./{*}rPr/{*}vanish"), None)
    return hidden is not None and not any(value in ("0", "false", "off") for value in hidden.attrib.values())


def _find_boxes(element: Any) -> Iterator[Any]:
    for child in element:
        name = _get_name(child.tag)
        if name == "txbxContent":
            yield child
        elif name != "Fallback":
            yield from _find_boxes(child)


def _get_name(tag: Any) -> str:
    # Comments and processing instructions have a function for a tag.
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _find_title(head: list[str]) -> str:
    if head and len(head[0]) <= MAX_TITLE and "\t" not in head[0] and not SENTENCE_END.search(head[0]):
        return re.sub(r"\s+", " ", head[0])
    return ""
