"""Office documents are zip archives: what makes one harmful or unreadable, checked before any of it is unpacked."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from indicators.model import ReportError
from indicators.reports.source import Source

OLE_MARK = bytes.fromhex("d0cf11e0a1b11ae1")
"""Office before 2007, and a document behind a password, are not zip files but this kind of container."""

UNZIP_ERRORS = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
"""What zipfile raises for archives that are cut off, encrypted, or packed in a way it does not know."""

MAX_RATIO = 300
"""XML of ordinary documents shrinks to between a fifth and a fiftieth; a member far beyond that was made to blow up."""

SMALL_MEMBER = 1_000_000
"""Bytes; a member that unpacks to less does no harm whatever its ratio."""


def check_archive(source: Source, damaged: str, kind: str) -> None:
    """Raise ReportError for an archive that is damaged, unpacks to too much, or declares XML entities."""
    try:
        with zipfile.ZipFile(BytesIO(source.data)) as archive:
            _check_members(archive.infolist(), source)
            _check_entities(archive, source, kind)
    except ReportError:
        raise
    except UNZIP_ERRORS as error:
        raise source.fail(damaged) from error


def _check_members(members: list[zipfile.ZipInfo], source: Source) -> None:
    if len(members) > source.limits.members or sum(m.file_size for m in members) > source.limits.unpacked_bytes:
        raise source.fail("it unpacks to more than is allowed")
    for member in members:
        if member.file_size > SMALL_MEMBER and member.file_size > MAX_RATIO * max(member.compress_size, 1):
            raise source.fail("a part of it unpacks to an absurd size (a zip bomb?)")


def _check_entities(archive: zipfile.ZipFile, source: Source, kind: str) -> None:
    # The readers expand no entities, so a bomb does nothing; but they would leave out their text without a word.
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(name):
            raise source.fail(f"it declares XML entities, which {kind} never do")
