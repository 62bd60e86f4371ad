"""Titles of reports and articles: which line is one, of what kind of report it tells, and of which years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from indicators.lexicon import head_pattern, read_toml
from indicators.model import Report
from indicators.segments import Line, is_numbered

LONG_PARAGRAPH = 60
"""A longer line is text."""
LONGEST_HEAD = 20
"""So many short lines may stand above the text of an article: the menu of its page, its title and date."""
LONGEST_TITLE = 40
"""A longer line is a title only where it names a kind of report and its year."""
DAY = re.compile(
    "((?:19|20)[0-9]{2}|[一二][〇零○一二三四五六七八九]{3})年([0-9]{1,2}|十?[一二三四五六七八九十])月(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})日"
)
"""A whole day, in digits or words."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of report: its title's words, the year it reviews and the year it calls 今年, both from the title's year.

    ``title_only`` tells that its words make one only in a title, not in the text below it.
    """

    pattern: re.Pattern[str]
    reviews: int
    now: int | None
    title_only: bool


@cache
def _kinds() -> dict[str, Kind]:
    return {
        kind["code"]: Kind(re.compile(kind["pattern"]), kind["reviews"], kind.get("now"), kind.get("title_only", False))
        for kind in read_toml("heads.toml")["kind"]
    }


def kind_by_code(code: str) -> Kind:
    """The kind of report with a code of ``heads.toml``."""
    return _kinds()[code]


def find_kind(title: str) -> Kind | None:
    """The kind of report that a title names, if any."""
    title = re.sub(r"\s", "", title)
    return next((kind for kind in _kinds().values() if kind.pattern.search(title)), None)


def names_year(title: str) -> bool:
    """Whether a title dates its text by a year."""
    return head_pattern("title_year").search(title) is not None


def without_series(title: str) -> str:
    """A title without the name of the series that it belongs to.

    >>> without_series("【辉煌五年】东湖区迈步向前")
    '东湖区迈步向前'
    """
    return title[match.end() :] if (match := head_pattern("series").match(title)) else title


def tells_more(name: str, title: str) -> bool:
    """Whether a file's name dates its text where the title does not: 1954年国务院政府工作报告."""
    dated = [names_year(text) or DAY.search(text) is not None for text in (name, title)]
    return dated == [True, False]


def find_title_years(title: str) -> list[int]:
    """The years that a title names apart from days."""
    return [int(match["Y"]) for match in head_pattern("title_year").finditer(title)] or _census_years(title)


def _census_years(title: str) -> list[int]:
    """The year of the census whose results a title tells: 2016 of 第三次全国农业普查公报."""
    table = read_toml("heads.toml")["census"]
    told = re.search(table["pattern"], title)
    years = table["years"][told["of"]] if told else []
    number = "一二三四五六七八九".index(told["number"]) if told else 0
    return years[number : number + 1]


def find_headlines(group: Sequence[Line]) -> Iterator[str]:
    """The lines above the text that may be titles: no date, no menu and nobody's name; a headline may hold figures."""
    for line in group[:LONGEST_HEAD]:
        text = line.text.strip().lstrip("#").strip()
        if line.kind == "dateline" or is_byline(text) or head_pattern("addressed").match(text):
            continue
        if head_pattern("greeting").match(text):
            return
        if line.kind == "paragraph" and (_is_long(text) or text[-1:] in "。；;：:，,"):
            if run_on := head_pattern("run_on").match(text):
                yield run_on["title"]
            return
        if text:
            yield text


def _is_long(text: str) -> bool:
    """Whether a line is too long for a title; that of a plan names two years, its kind and a place whose name may be long."""
    return len(text) > (LONG_PARAGRAPH if names_year(text) and find_kind(text) else LONGEST_TITLE)


def is_byline(text: str) -> bool:
    """Whether a line says who wrote a page, or is a part of the menu around it."""
    return bool(head_pattern("byline").match(text) or head_pattern("menu").match(text))


def choose_title(headlines: list[str], report: Report) -> str:
    """The first of the headlines, or one further down that tells a year and a kind of report where a menu stands above it."""
    unnumbered = [text for text in headlines if not is_numbered(text)]
    titled = [text for text in unnumbered if not re.fullmatch(r"【[^】]*】", text)]
    first = (titled or unnumbered or [report.title])[0]
    told = (text for text in titled if find_kind(text) and names_year(text))
    return first if find_kind(first) or names_year(first) else next(told, first)
