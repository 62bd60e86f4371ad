"""Saved web pages: the main text by trafilatura, and what the page states of title, publisher and date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from indicators.lexicon import head_pattern
from indicators.model import Report
from indicators.reports.metadata import choose_publisher, find_publisher, find_sites, parse_date
from indicators.reports.page_source import BLOCKS, restore_page
from indicators.reports.plain import decode_text
from indicators.reports.source import Source
from indicators.reports.web_tables import TAB, forget_spans, restore, write_out_tables
from indicators.segments import parse_dateline

TITLE_METAS = ("articletitle", "og:title", "dc.title", "title")
PUBLISHER_METAS = ("contentsource", "sitename", "og:site_name", "dc.publisher", "columnname")
DATE_METAS = ("pubdate", "publishdate", "article:published_time", "dc.date", "date")
ADDRESS_METAS = ("url", "og:url")
"""Names of `meta` elements, best first; the first of each line are those that Chinese government sites must carry."""

TIME_NAME = re.compile(r"(?:publish|pub|post|release)[-_]?(?:time|date)")
"""What the element with the time of a page is called; on pages of WeChat it is filled in by a script."""

SCRIPT_TIME = re.compile(r"\bcreateTime\s*=\s*['\"](?P<told>[0-9]{4}-[0-9]{2}-[0-9]{2})")

SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
"""Browsers leave the address in a comment at the top of a page they save."""

UNSEEN = frozenset({"head", "noscript", "script", "style", "template"})
LONG_TAG = re.compile(r"<[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*'){20000,}+")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
MAX_ATTRIBUTES = 5_000
"""Of one element; the parser compares each with all before it."""

HEADING_LINES = 3
"""Behind a page's heading; further on a day alone on its line is that of a letter's end or of other news."""

MANY_BLOCKS = 5_000
"""From so many lines on only the first way to the main text is tried: the last one compares each short line with all beside it."""


def read_html(source: Source) -> Report:
    """Read a saved web page; paragraphs and table rows stand on lines of their own."""
    if len(source.data) > source.limits.html_bytes:
        raise source.fail(f"a web page of more than {source.limits.html_bytes / 1e6:,.0f} MB is not read")
    html = decode_text(source)
    tree = _parse_page(html, source)
    metas = _collect_metas(tree)
    published = parse_date(_pick(metas, DATE_METAS)) or _find_time(tree)
    restore_page(tree)
    write_out_tables(tree)
    forget_spans(tree)
    blocks = [*_iter_blocks(tree)]
    seen = restore("\n".join(blocks))
    return Report(
        source.doc_id,
        _extract_text(tree, blocks) or seen,
        title=_pick(metas, TITLE_METAS) or _find_heading(tree),
        publisher=choose_publisher(_iter_publishers(tree, metas, seen.splitlines())),
        published=published or _find_date(seen) or _find_dateline(tree, blocks),
        address=_find_address(html, tree, metas),
    )


def _parse_page(html: str, source: Source) -> Any:
    from lxml import etree  # type: ignore[import-untyped]
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]

    if any(_count_attributes(tag[0]) > MAX_ATTRIBUTES for tag in LONG_TAG.finditer(html)):
        raise source.fail("an element of it has too many attributes")
    # The text is decoded already: a charset that the page declares must not be applied to it again.
    parser = HTMLParser(encoding="utf-8")
    try:
        tree = document_fromstring(html.encode(), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise source.fail("it is no web page") from error
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT or "depth" in entry.message for entry in parser.error_log):
        # Beyond its limit the parser leaves out text without a word.
        raise source.fail("its elements nest too deeply")
    return tree


def _count_attributes(tag: str) -> int:
    return len(QUOTED.sub("", tag).split()) - 1


def _extract_text(tree: Any, blocks: list[str]) -> str:
    from lxml.html import tostring
    from trafilatura import extract

    html = tostring(tree, encoding="unicode")
    text = extract(
        html,
        fast=len(blocks) > MANY_BLOCKS,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        with_metadata=False,
    )
    return restore("\n".join(_add_lost_tables(text.splitlines(), blocks))) if text else ""


def _add_lost_tables(lines: list[str], blocks: list[str]) -> list[str]:
    """Put back the tables that the search for the main text took for what stands around it, behind the line before them."""
    places = {line.strip(): index for index, line in enumerate(lines)}
    found: dict[int, list[str]] = {}
    last = len(lines) - 1
    for block in blocks:
        if TAB in block and block not in places:
            found.setdefault(last, []).append(block)
        last = places.get(block, last)
    return [part for index, line in enumerate(lines) for part in (line, *found.get(index, ()))]


def _collect_metas(tree: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if name and content:
            metas.setdefault(name, content)
    return metas


def _pick(metas: dict[str, str], names: Iterable[str]) -> str:
    return next((metas[name] for name in names if name in metas), "")


def _iter_publishers(tree: Any, metas: dict[str, str], lines: list[str]) -> Iterator[str]:
    """Who may have published a page, the surest first: as its metadata, a label in it or the site around it tell."""
    yield from (metas[name] for name in PUBLISHER_METAS if name in metas)
    yield find_publisher(lines)
    yield from find_sites(_find_first(tree, "title"), lines)


def _find_heading(tree: Any) -> str:
    return _find_first(tree, "h1") or _find_first(tree, "title")


def _find_first(tree: Any, tag: str) -> str:
    """The text of the first element of a kind that has any."""
    texts = (re.sub(r"\s+", " ", str(element.text_content())).strip() for element in tree.iter(tag))
    return next(filter(None, texts), "")


def _find_time(tree: Any) -> Any:
    """The day in the element that is named for it, or in the script that fills it in."""
    for element in tree.iter("em", "span", "time", "div", "p", "i", "script"):
        if element.tag == "script":
            found = SCRIPT_TIME.search(element.text or "")
            told = found["told"] if found else ""
        else:
            named = TIME_NAME.search(f"{element.get('id')} {element.get('class')}".lower())
            told = str(element.text_content())[:40] if named else ""
        if told and (day := parse_date(told)):
            return day
    return None


def _find_date(seen: str) -> Any:
    label = head_pattern("day_label")
    return next((day for found in label.finditer(seen) if (day := parse_date(found["told"]))), None)


def _find_dateline(tree: Any, blocks: list[str]) -> Any:
    """The day that a line right behind the page's heading holds with nothing but what sites print around it."""
    heading = _find_first(tree, "h1")
    behind = blocks.index(heading) + 1 if heading in blocks else len(blocks)
    lines = (line for line in blocks[behind : behind + HEADING_LINES] if parse_dateline(line))
    return next(filter(None, map(parse_date, lines)), None)


def _find_address(html: str, tree: Any, metas: dict[str, str]) -> str:
    saved = SAVED_FROM.search(html[:2_000])
    links = [link.get("href", "") for link in tree.iter("link") if link.get("rel") == "canonical"]
    candidates = [saved[1] if saved else "", *links, _pick(metas, ADDRESS_METAS)]
    return next((address for address in candidates if address.startswith(("http://", "https://"))), "")


def _iter_blocks(tree: Any) -> Iterator[str]:
    """Yield what a reader of the page sees, a line for each block: for the labels around the text, and for pages too short for trafilatura."""
    line: list[str] = []
    for event, text in _iter_events(tree):
        if text:
            line.append(text)
        elif event and line:
            yield from _clean(line)
            line = []
    yield from _clean(line)


def _iter_events(tree: Any) -> Iterator[tuple[bool, str]]:
    """Walk without recursion (saved pages nest deeply) and yield pairs: does a line end here, and what text stands here."""
    from lxml.etree import iterwalk  # type: ignore[import-untyped]

    unseen: Any = None
    for event, element in iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event == "start":
            if unseen is None and element.tag in UNSEEN:
                unseen = element
            if unseen is None:
                yield _ends_line(element), ""
                yield False, element.text or ""
            continue
        if unseen is None:
            yield event == "end" and _ends_line(element), ""
        if unseen is element:
            unseen = None
        if unseen is None:
            yield False, element.tail or ""


def _ends_line(element: Any) -> bool:
    return BLOCKS.fullmatch(element.tag) is not None


def _clean(line: list[str]) -> Iterator[str]:
    text = re.sub(r"[ \t\r\n\f\v]+", " ", "".join(line)).strip()
    if text:
        yield text
