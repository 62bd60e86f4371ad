"""Plain text and Markdown: bytes to characters, strictly, with line ends left as they stand."""

from __future__ import annotations

import codecs
import re

from indicators.model import Report
from indicators.reports.metadata import parse_date, split_front_matter
from indicators.reports.source import Source

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CONTROL = re.compile("[\x01-\x08\x0e-\x19\x1b-\x1f]")
MAX_CONTROL_SHARE = 0.01
"""A text exported from a word processor may hold a few control characters; a binary file is full of them."""


def read_plain(source: Source) -> Report:
    """Read a text file; offsets count characters of the decoded file without its byte order mark."""
    return Report(source.doc_id, decode_text(source))


def read_markdown(source: Source) -> Report:
    """Read a Markdown file; the text is the body after the front matter, which gives title, publisher, date and so on."""
    values, body = split_front_matter(decode_text(source), source)
    published = values.get("published", "")
    day = parse_date(published)
    if published and day is None:
        raise source.fail(f"the front matter's date of publication is no day such as 2015-01-20: {published[:40]}")
    return Report(
        source.doc_id,
        body,
        title=values.get("title", ""),
        publisher=values.get("publisher", ""),
        published=day,
        area=values.get("area", ""),
        kind=values.get("kind", ""),
        address=values.get("address", ""),
    )


def decode_text(source: Source) -> str:
    """Decode UTF-8, UTF-16 with a mark, or GB18030 (which holds GBK and GB2312), in this order and without a guess.

    UTF-8 goes first because text of another encoding is almost never valid UTF-8, while nearly any bytes are valid GB18030.
    """
    text = _decode(source)
    if "\0" in text:
        raise source.fail("it holds NUL characters (a binary file, or UTF-16 without a byte order mark?)")
    if len(CONTROL.findall(text)) > MAX_CONTROL_SHARE * len(text):
        raise source.fail("it is no text (a binary file?)")
    return text


def _decode(source: Source) -> str:
    encodings = ["utf-8-sig", "utf-16"] if source.data.startswith(UTF16_MARKS) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return source.data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise source.fail("its characters are neither UTF-8, UTF-16 with a byte order mark nor GB18030 (a binary file?)")
