"""A document's text as HTML with every number marked by its fate, and an explanation as a nested list; all text is escaped."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from indicators.model import NumberFate
from indicators.outline import Branch


@dataclass(frozen=True, slots=True)
class Mark:
    """A number, or a whole figure that became a row, and its fate; the span is half-open."""

    start: int
    end: int
    fate: str


def find_marks(account: Iterable[NumberFate], figures: Iterable[tuple[int, int]]) -> list[Mark]:
    """The marks of a text in order, none over another: the spans of its rows, and every number that lies in none of them."""
    found: list[Mark] = []
    for start, end in sorted(set(figures), key=lambda span: (span[0], -span[1])):
        if start >= (found[-1].end if found else 0):
            found.append(Mark(start, end, "observation"))
    starts = [mark.start for mark in found]
    single = [Mark(each.start, each.end, each.fate) for each in account]
    return sorted(
        [*found, *(each for each in single if not _covered(each, found, starts))], key=lambda mark: mark.start
    )


def _covered(mark: Mark, figures: list[Mark], starts: list[int]) -> bool:
    at = bisect_left(starts, mark.end) - 1
    return at >= 0 and figures[at].end > mark.start


def split_parts(text: str, most: int) -> list[tuple[int, int]]:
    """The spans of a text's parts, each at most so long, cut where a line ends, else a sentence.

    >>> split_parts("一句。另一句。三", 6)
    [(0, 3), (3, 8)]
    """
    parts, start = [], 0
    while len(text) - start > most:
        ends = (text.rfind(mark, start, start + most) + 1 for mark in "\n。")
        end = next((each for each in ends if each > start), start + most)
        parts.append((start, end))
        start = end
    return [*parts, (start, len(text))]


def mark_text(
    text: str, marks: Iterable[Mark], link: Callable[[int], str], within: tuple[int, int] | None = None
) -> str:
    """The text from its first visible character on, each mark a link that has its fate as class and its offset as ``data-at``.

    ``within`` is the part of the text that is wanted.

    >>> mark_text("GDP<1亿元", [Mark(4, 7, "observation")], lambda at: f"?at={at}")
    "GDP&lt;<a class='di-number di-observation' data-at='4' href='?at=4'>1亿元</a>"
    """
    begin, end = within or (0, len(text))
    part = text[begin:end]
    done, parts = begin + len(part) - len(part.lstrip()), []
    for mark in marks:
        if not done <= mark.start < end:
            continue
        parts += [escape(text[done : mark.start]), _link(text, mark, link(mark.start))]
        done = mark.end
    return "".join(parts) + escape(text[done:end])


def _link(text: str, mark: Mark, address: str) -> str:
    surface = escape(text[mark.start : mark.end])
    return f"<a class='di-number di-{mark.fate}' data-at='{mark.start}' href='{escape(address)}'>{surface}</a>"


def mark_sentence(sentence: str, start: int, end: int) -> str:
    """A sentence with one stretch of it marked as the chosen one.

    >>> mark_sentence("共<3>个", 2, 3)
    "共&lt;<mark class='di-figure di-chosen'>3</mark>&gt;个"
    """
    chosen = f"<mark class='di-figure di-chosen'>{escape(sentence[start:end])}</mark>"
    return escape(sentence[:start]) + chosen + escape(sentence[end:])


def list_branches(branches: Iterable[Branch], opened: Iterable[str] = ("row", "lost")) -> str:
    """An outline as a nested list; what has lines below it folds, and is open if its key is among those ``opened``.

    >>> list_branches([Branch("a", why="<b>")])
    "<ul class='di-outline'><li>a <small>&lt;b&gt;</small></li></ul>"
    """
    keys = frozenset(opened)
    return f"<ul class='di-outline'>{''.join(_item(branch, keys) for branch in branches)}</ul>"


def _item(branch: Branch, opened: frozenset[str]) -> str:
    text = escape(branch.text) + (f" <small>{escape(branch.why)}</small>" if branch.why else "")
    if not branch.below:
        return f"<li>{text}</li>"
    state = " open" if branch.key in opened else ""
    return f"<li><details{state}><summary>{text}</summary>{list_branches(branch.below, opened)}</details></li>"


def safe_address(address: str) -> str:
    """A document's address if a browser may follow it: http or https with a host; else empty.

    >>> safe_address("https://www.nc.gov.cn/a"), safe_address("javascript:alert(1)"), safe_address("//x")
    ('https://www.nc.gov.cn/a', '', '')
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:  # as of an open bracket
        return ""
    return address.strip() if parts.scheme in ("http", "https") and parts.netloc else ""
