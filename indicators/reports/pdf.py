"""PDF files with a text layer: lines joined to paragraphs, tables as rows of cells, without page headers, footers and numbers."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from indicators.model import Report
from indicators.reports.canvas import read_layout
from indicators.reports.page import APART_MARK, MARGIN, SMALL_MARK, START_MARK, TABLE_MARK, format_page
from indicators.reports.source import Source

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

PAGE_NUMBER = re.compile(
    r"[-—–―·•\s]*(?:第\s*)?(\d{1,4})(?:\s*[/／]\s*\d{1,4})?(?:\s*页)?(?:[,，/\s]*共\s*\d{1,4}\s*页)?[-—–―·•\s]*"
)
MIN_REPEATING_PAGES = 3
MAX_MARGIN_LINE = 40
"""Characters; what is longer is a line of the text."""

PARAGRAPH_END = re.compile(r"[。！？；：!?;][”’」』）)]*$")
STARTS = (START_MARK, APART_MARK)
HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节部]|——"
)
FEWEST_STARTS, MOST_STARTS = 3, 0.9

INDENT = re.compile(r"\s{2}|\u3000")
SHORT_LINE = 0.8
"""A line that fills less of the usual width ends its paragraph: a heading, a title, the paragraph's last line."""

TABLE_CELL = re.compile(r"(?<!\S)[-+]?\d[\d,.]*%?(?!\S)")
"""A number that stands alone between spaces; two of them make a line the row of a table, which is never joined."""

SOFT_HYPHEN = "\ufffe"
"""PDFium's sign for a hyphen that only the end of the line called for."""


def read_pdf(source: Source) -> Report:
    """Read a PDF with a text layer; a scanned one, one behind a password and a damaged one are refused."""
    pages = _read_pages(source)
    if sum(not page for page in pages) * 2 > len(pages):
        raise source.fail("no text layer (a scanned PDF?)")
    return Report(source.doc_id, "\n".join(join_lines(drop_margins(pages))))


def _read_pages(source: Source) -> list[list[str]]:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(source.data)
        try:
            if len(document) > source.limits.pages:
                raise source.fail(f"{len(document):,} pages are more than the {source.limits.pages:,} allowed")
            return [_read_lines(document, number) for number in range(len(document))]
        finally:
            document.close()
    except PdfiumError as error:
        locked = "password" in str(error).lower()
        raise source.fail("it is behind a password" if locked else "it is no PDF, or a damaged one") from error


def _read_lines(document: PdfDocument, number: int) -> list[str]:
    page = document[number]
    try:
        return format_page(read_layout(page))
    finally:
        page.close()


def drop_margins(pages: list[list[str]]) -> list[list[str]]:
    """Leave out page numbers, and the lines that most pages repeat at their top or foot.

    The first page keeps its top, where a running header is the title, unless that is in small letters. A bare number is a page number only if most pages
    count on by it: the last cell of a table stays.
    """
    repeated = _find_repeated(pages)
    first = _find_first_number(pages)
    result = []
    for index, page in enumerate(pages):
        number = None if first is None else first + index
        keeps = index == 0 and not (page and page[0].startswith(SMALL_MARK))
        kept = page if keeps else _drop_top(page, repeated, number)
        result.append(_drop_top(kept[::-1], repeated, number)[::-1])
    return result


def _drop_top(lines: list[str], repeated: set[str], number: int | None) -> list[str]:
    count = 0
    while count < min(MARGIN, len(lines)) and _is_margin(lines[count], repeated, number):
        count += 1
    return lines[count:]


def _is_margin(line: str, repeated: set[str], number: int | None) -> bool:
    return _mask_number(line) in repeated or (number is not None and _parse_number(line) == number)


def _find_repeated(pages: list[list[str]]) -> set[str]:
    tops = [{_mask_number(line): line for line in page[:MARGIN] + page[-MARGIN:]} for page in pages]
    counts = Counter(key for top in tops for key in top)
    small = Counter(key for top in tops for key, line in top.items() if line.startswith(SMALL_MARK))
    # A line of digits alone is judged as a page number, by its value; a sentence is text, however often it comes back, and so is a unit.
    return {
        line
        for line, count in counts.items()
        if (_is_on_most(count, len(pages)) or _is_on_some(small[line], len(pages)))
        and len(line) <= MAX_MARGIN_LINE
        and TABLE_MARK not in line
        and re.search(r"[^\W\d_#]", line)
        and not PARAGRAPH_END.search(line)
        and "单位" not in line
    }


def _is_on_most(count: int, pages: int) -> bool:
    return pages >= MIN_REPEATING_PAGES and count * 2 > pages


def _is_on_some(count: int, pages: int) -> bool:
    """What stands in small letters on both pages of two, or on every other page or nearly so."""
    return count > 1 and count * 3 >= pages


def _find_first_number(pages: list[list[str]]) -> int | None:
    """Find the number that the first page bears, or would bear, if most pages count on from it.

    A page that stands alone bears one if it is set between dashes or in words: a bare number may be the last cell of a table.
    """
    firsts: Counter[int] = Counter()
    for index, page in enumerate(pages):
        numbers = {_parse_number(line) for line in page[:MARGIN] + page[-MARGIN:]}
        firsts.update(number - index for number in numbers if number is not None)
    first, count = max(firsts.items(), key=lambda item: item[1], default=(0, 0))
    if len(pages) == 1 and any(
        _parse_number(line) == first and not line.strip().isdigit() for line in pages[0][-MARGIN:]
    ):
        return first
    return first if count > 1 and count * 2 > len(pages) else None


def _parse_number(line: str) -> int | None:
    found = PAGE_NUMBER.fullmatch(line.strip())
    return int(found[1]) if found else None


def _mask_number(line: str) -> str:
    """Make headers that differ only in the page number at their start or end equal."""
    return re.sub(r"^\d{1,4}(?=\s)|(?<=\s)\d{1,4}$|第\s*\d{1,4}\s*页", "#", line.strip())


def join_lines(pages: Iterable[list[str]]) -> Iterator[str]:
    """Join the lines of pages to paragraphs; one may run over the end of a page.

    >>> list(join_lines([["全区生产总值增长百分之八，完", "成投资三十亿元。", "二、下一步"]]))
    ['全区生产总值增长百分之八，完成投资三十亿元。', '二、下一步']
    """
    pages = list(pages)
    usual = _measure_usual(pages)
    lines = [(line, below) for page in pages for line, below in zip(page, [*page[1:], ""], strict=False)]
    marks_starts = _marks_starts(lines, usual)
    paragraph, is_open = "", False
    for line, below in lines:
        is_row = _is_row(line)
        if paragraph and (not is_open or is_row or INDENT.match(line)):
            yield paragraph
            paragraph = ""
        paragraph = _join_two(paragraph, line) if paragraph else line.strip()
        is_open = not is_row and _measure(line) >= SHORT_LINE * usual
        if is_open and PARAGRAPH_END.search(line) and not _is_told_on(line, below):
            is_open = marks_starts and bool(below) and not below.startswith(STARTS) and not HEADING.match(below)
    if paragraph:
        yield paragraph


def _is_row(line: str) -> bool:
    return TABLE_MARK in line or len(TABLE_CELL.findall(line)) > 1


def _marks_starts(lines: list[tuple[str, str]], usual: int) -> bool:
    """Whether paragraphs begin further right or further down: most lines behind a short one that ends a sentence do."""
    behind = [
        below for line, below in lines if below and PARAGRAPH_END.search(line) and _measure(line) < SHORT_LINE * usual
    ]
    starts = [line.startswith(STARTS) for line in behind if not _is_row(line) and not HEADING.match(line)]
    return len(starts) >= FEWEST_STARTS and sum(starts) >= MOST_STARTS * len(starts)


def _is_told_on(line: str, below: str) -> bool:
    """Whether a line ends within a ratio (2.4：41.1：56.5)."""
    return re.search(r"[0-9][：:]$", line) is not None and re.match(r"[0-9]", below) is not None


def _join_two(left: str, right: str) -> str:
    right = right.strip()
    if left.endswith(SOFT_HYPHEN):
        return left[:-1] + right
    # Words of Latin letters need their space again; digits do not: a renderer breaks 12|345, but prose never has two bare numbers in a row.
    space = " " if _is_latin(left[-1]) and _is_latin(right[:1]) else ""
    return left + space + right


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _measure_usual(pages: list[list[str]]) -> int:
    """Measure the full line of a document: its ninth decile, since a stray line may be wider than the text."""
    widths = sorted(_measure(line) for page in pages for line in page if TABLE_MARK not in line)
    return widths[len(widths) - 1 - len(widths) // 10] if widths else 0


def _measure(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in line)
