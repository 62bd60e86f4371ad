"""The first step of the flow: a file or a pasted text to a Report, faithful to what was received."""

from __future__ import annotations

import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from indicators.model import Report, ReportError
from indicators.reports.apart import read_apart
from indicators.reports.formats import HERE, READABLE, find_reader
from indicators.reports.source import DEFAULT_LIMITS, Limits, Source, clean_words

__all__ = ["DEFAULT_LIMITS", "READABLE", "Limits", "read_bytes", "read_report", "read_text"]


def read_report(path: str | Path, limits: Limits = DEFAULT_LIMITS) -> Report:
    """Read a document from disk; raise ReportError, one sentence that starts with the file's name, if it can't be read."""
    path = Path(path)
    name = _read_name(path)
    return read_bytes(_read_file(path, name, limits), name, limits)


def read_bytes(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Report:
    """Read a document that is already in memory, such as an upload; its name's ending tells the format."""
    source = Source(clean_words(Path(name).name), data, limits)
    _check_size(source.name, len(data), limits)
    reader = find_reader(source.name)
    report = reader(source) if reader in HERE else read_apart(source)
    if not report.text.strip():
        raise source.fail("it holds no text")
    if len(report.text) > limits.characters:
        raise source.fail(f"{len(report.text):,} characters are more than the {limits.characters:,} allowed")
    return replace(report, sha256=sha256(data).hexdigest())


def read_text(text: str, doc_id: str = "text") -> Report:
    """Make a Report of a text at hand, which stays exactly as it is.

    >>> read_text("东湖区完成税收3.5亿元。").text
    '东湖区完成税收3.5亿元。'
    """
    # A text pasted into a page may hold half of a surrogate pair, which plain UTF-8 refuses.
    return Report(doc_id, text, sha256=sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def _read_name(path: Path) -> str:
    """The name of a file on one line; one that is no UTF-8 is taken for GB18030, in which old archives have their names."""
    raw = os.fsencode(path.name or path)
    try:
        return clean_words(raw.decode())
    except UnicodeDecodeError:
        return clean_words(raw.decode("gb18030", "replace"))


def _read_file(path: Path, name: str, limits: Limits) -> bytes:
    try:
        if path.is_dir():
            raise ReportError(f"{name}: it is a directory, not a document")
        if not path.exists():
            raise ReportError(f"{name}: no such file")
        if not path.is_file():
            raise ReportError(f"{name}: it is no regular file")
        find_reader(name)
        _check_size(name, path.stat().st_size, limits)
        return path.read_bytes()
    except OSError as error:
        raise ReportError(f"{name}: it can't be opened ({error.strerror or error})") from error


def _check_size(name: str, size: int, limits: Limits) -> None:
    if size == 0:
        raise ReportError(f"{name}: the file is empty")
    if size > limits.file_bytes:
        raise ReportError(f"{name}: {size / 1e6:,.1f} MB are more than the {limits.file_bytes / 1e6:,.0f} MB allowed")
