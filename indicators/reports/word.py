"""Word documents (.docx): paragraphs, tables and notes in document order, one line each."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from indicators.model import Report, ReportError
from indicators.reports.metadata import find_publisher
from indicators.reports.source import Source

OLE_MARK = bytes.fromhex("d0cf11e0a1b11ae1")
"""Word before 2007, and a .docx behind a password, are not zip files but this kind of container."""

DAMAGED = "it is no Word document, or a damaged one"
UNZIP_ERRORS = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
"""What zipfile raises for archives that are cut off, encrypted, or packed in a way it does not know."""

MAX_RATIO = 300
"""XML of ordinary documents shrinks to between a fifth and a fiftieth; a member far beyond that was made to blow up."""

SMALL_MEMBER = 1_000_000
"""Bytes; a member that unpacks to less does no harm whatever its ratio."""

MAX_TITLE = 60
SENTENCE_END = re.compile(r"[。！？；：，,;:!?]$")
HEAD_LINES = 6
"""Title, occasion, speaker and source of a report stand in its first few lines."""

BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
UNREAD = frozenset({"pPr", "rPr", "del", "moveFrom", "instrText", "Fallback", "txbxContent", "rt"})
"""Properties, deleted text, field codes, the second copy of a drawing, and phonetic guides are no text of the paragraph;
a text box is read after the paragraph that it hangs on."""


def read_docx(source: Source) -> Report:
    """Read a Word document; each table row becomes a line with tabs between its cells, notes follow at the end."""
    _check_zip(source)
    body, notes = _open_document(source)
    lines = [*_iter_blocks(body), *(line for part in notes for line in _iter_notes(part))]
    head = [line.strip() for line in lines if line.strip()][:HEAD_LINES]
    return Report(source.doc_id, "\n".join(lines), title=_find_title(head), publisher=find_publisher(head))


def _check_zip(source: Source) -> None:
    if source.data.startswith(OLE_MARK):
        raise source.fail("it is a Word document behind a password or of the old kind (.doc)")
    try:
        with zipfile.ZipFile(BytesIO(source.data)) as archive:
            _check_members(archive.infolist(), source)
            _check_entities(archive, source)
    except ReportError:
        raise
    except UNZIP_ERRORS as error:
        raise source.fail(DAMAGED) from error


def _check_members(members: list[zipfile.ZipInfo], source: Source) -> None:
    if len(members) > source.limits.members or sum(m.file_size for m in members) > source.limits.unpacked_bytes:
        raise source.fail("it unpacks to more than is allowed")
    for member in members:
        if member.file_size > SMALL_MEMBER and member.file_size > MAX_RATIO * max(member.compress_size, 1):
            raise source.fail("a part of it unpacks to an absurd size (a zip bomb?)")


def _check_entities(archive: zipfile.ZipFile, source: Source) -> None:
    # python-docx expands no entities, so a bomb does nothing; but it would leave out their text without a word.
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(name):
            raise source.fail("it declares XML entities, which Word documents never do")


def _open_document(source: Source) -> tuple[Any, list[Any]]:
    """Open the document and return its body and its parts of notes, as XML elements."""
    from docx import Document
    from docx.opc.exceptions import OpcError
    from docx.oxml.parser import parse_xml
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    try:
        document = Document(BytesIO(source.data))
        notes = [
            parse_xml(relation.target_part.blob)
            for relation in document.part.rels.values()
            if relation.reltype.endswith(("/footnotes", "/endnotes")) and not relation.is_external
        ]
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
    for child in parent:
        name = _get_name(child.tag)
        if name == "p":
            yield _join_text(child)
            for box in _find_boxes(child):
                yield from _iter_blocks(box)
        elif name == "tbl":
            yield from _iter_rows(child)
        elif name in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
            yield from _iter_blocks(child)


def _iter_rows(table: Any) -> Iterator[str]:
    for row in _iter_named(table, "tr"):
        cells = (" ".join(_iter_blocks(cell)) for cell in _iter_named(row, "tc"))
        yield "\t".join(re.sub(r"\s+", " ", cell).strip() for cell in cells)


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
        elif name not in UNREAD:
            parts.append(_join_text(child))
    return "".join(parts)


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
