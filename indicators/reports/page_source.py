"""What the source of a web page has otherwise than the page shows it, set right before its main text is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

WIDE = "\u2e80-\u9fff\uff00-\uffef“”‘’…—"
SOURCE_LINE = re.compile(rf"(?<=[{WIDE}])[ \t]*[\r\n][ \t\r\n]*(?=\S)|(?<=\S)[ \t]*[\r\n][ \t\r\n]*(?=[{WIDE}%])")
"""Where a line of the source ends beside a Chinese character: Word breaks the pages that it saves so, within words too."""

AS_WRITTEN = frozenset({"pre", "script", "style", "textarea"})
KEPT = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)")
LETTERS = ("span", "font", "b", "strong", "i", "em", "u")
_DROPPED = "dropped"
SHOWN = re.compile(r"white-space|display|visibility")
"""What may be said of letters that changes what a reader sees of them, not only how they look."""

BLOCKS = re.compile(r"address|article|blockquote|br|center|dd|div|d[lt]|h[1-6]|hr|li|[ou]l|p|pre|section|table|t[dhr]")
UNKNOWN = frozenset({"address", "center", "dd", "dt", "section"})
"""Blocks that the search for the main text does not know for such and joins; pages of WeChat are written in sections."""

NEIGHBOUR = re.compile(r"\s*[【\[]?[上下]一(?:篇|条|则)(?:文章|新闻|信息)?[】\]]?\s*[:：]")
MAX_NEIGHBOUR = 120
"""Characters; the page before or behind this one is named by its title alone."""


def restore_page(tree: Any) -> None:
    """Join what only the source has on lines of its own, make paragraphs of all blocks, leave out links to other pages.

    Of what is only set in other letters within a line, short pages would make lines of their own.
    """
    from lxml import etree  # type: ignore[import-untyped]

    for element in tree.iter(*LETTERS):
        if not SHOWN.search(element.get("style") or ""):
            element.tag = _DROPPED
    etree.strip_tags(tree, _DROPPED)
    for element in [*tree.iter(tuple(UNKNOWN))]:
        element.tag = "div" if _holds_blocks(element) else "p"
    for element in [*tree.iter("p", "div", "li")]:
        if _is_neighbour(element):
            element.clear(keep_tail=True)
    for element in _iter_flowing(tree):
        element.text = _join_lines(element.text)
        for child in element:
            child.tail = _join_lines(child.tail)


def _holds_blocks(element: Any) -> bool:
    return any(BLOCKS.fullmatch(str(inner.tag)) for inner in element.iterdescendants())


def _is_neighbour(element: Any) -> bool:
    # Only of what holds no other is the text looked at: that of elements within each other would be gone through for each.
    if next(element.iterdescendants("p", "div", "li", "table"), None) is not None:
        return False
    start = "".join(text for _, text in zip(range(8), element.itertext(), strict=False)).lstrip()
    return NEIGHBOUR.match(start) is not None and len(str(element.text_content()).strip()) <= MAX_NEIGHBOUR


def _iter_flowing(tree: Any) -> Iterator[Any]:
    """All elements but those that show the lines of their source, with what is in them."""
    pending = [tree]
    while pending:
        element = pending.pop()
        if element.tag in AS_WRITTEN or KEPT.search(element.get("style") or ""):
            continue
        yield element
        pending.extend(element)


def _join_lines(text: str | None) -> str | None:
    r"""A text of the page without the line ends of its source.

    >>> _join_lines("增长\n  5.2%，税\n收")
    '增长5.2%，税收'
    """
    return SOURCE_LINE.sub("", text) if text and "\n" in text else text
