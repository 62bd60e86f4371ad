"""Documents that a reader brings, uploaded or pasted: limits, names made harmless, and refusals in the reader's language."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from hashlib import sha256

from indicators.labels import Language, words
from indicators.model import Report, ReportError
from indicators.reports import DEFAULT_LIMITS, read_bytes, read_text
from indicators.reports.source import clean_words

MOST_FILES = 50
"""Files that may be dropped at once, and documents that may wait in one session."""

MOST_BYTES = 200_000_000
"""Of the files that are dropped at once; each has the limit of its format besides."""

MOST_CHARACTERS = 400_000
"""Of one document's text, since its reader waits for it and goes through every row; the longest work report has half of it."""

LONGEST_NAME = 100

_REFUSAL = re.compile(r"(?P<name>.*?): (?P<reason>.*)", re.DOTALL)


def read_upload(name: str, data: bytes) -> Report:
    """Read an uploaded file; ReportError, one sentence, if it can't be read or is larger than the page takes."""
    return _check_length(read_bytes(data, clean_name(name), DEFAULT_LIMITS))


def read_paste(text: str, title: str = "") -> Report:
    """Make a report of a pasted text, named by its title or else by a few digits of its fingerprint."""
    title = clean_words(title)
    if not text.strip():
        raise ReportError(f"{title or 'text'}: it holds no text")
    if "\0" in text:
        raise ReportError(
            f"{title or 'text'}: it holds NUL characters (a binary file, or UTF-16 without a byte order mark?)"
        )
    doc_id = clean_doc_id(title) or f"text-{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    # Half of a surrogate pair can be pasted, but neither stored nor shown.
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return _check_length(replace(read_text(whole, doc_id), title=title))


def _check_length(report: Report) -> Report:
    if len(report.text) > MOST_CHARACTERS:
        raise ReportError(
            f"{report.doc_id}: {len(report.text):,} characters are more than the {MOST_CHARACTERS:,} that this page reads"
        )
    return report


def clean_name(name: str) -> str:
    r"""A file's name as a document may be called: no folders, no characters that can't be seen, not too long.

    >>> clean_name("..\\..\\etc/报告\u202efdp.txt"), clean_name(".html"), clean_name("a" * 300 + ".md")[-6:]
    ('报告fdp.txt', 'document.html', 'aaa.md')
    """
    last = re.split(r"[/\\]", clean_words(name))[-1]
    ending = re.search(r"\.[A-Za-z0-9]{1,8}$", last)
    stem = last[: ending.start()] if ending else last
    return (clean_doc_id(stem) or "document") + (ending[0] if ending else "")


def clean_doc_id(name: str) -> str:
    """A name for a document: on one line, without slashes, and not too long."""
    return re.sub(r"[/\\]", "-", clean_words(name))[:LONGEST_NAME].strip(" .")


def format_refusal(error: ReportError, language: Language) -> str:
    """Why a file was refused, in the reader's language, with its name before the colon.

    >>> format_refusal(ReportError("a.pdf: no text layer (a scanned PDF?)"), "zh")
    'a.pdf：没有文字层（扫描件？）。'
    """
    found = _REFUSAL.fullmatch(str(error))
    if language == "en" or found is None:
        return f"{error}."
    reason = found["reason"]
    for pattern, chinese in _refusals():
        if told := pattern.fullmatch(reason):
            return f"{found['name']}：{chinese.format(**told.groupdict())}。"
    return f"{found['name']}：{reason}。"


@cache
def _refusals() -> list[tuple[re.Pattern[str], str]]:
    """The reasons as patterns, made of their English words, with what they read in Chinese."""
    return [
        (re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.*)", re.escape(entry["en"]))), entry["zh"])
        for entry in words()["refusal"].values()
    ]
