"""A report's text as lines, headings and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from indicators.lexicon import read_toml, runs_of

LINE = runs_of(r"^\r\n")
"""A line of a text without its end."""
_LONGEST = 1000
"""No sentence is half as long. Each figure is read with all of its sentence, so that text without full stops would take time by the square."""
_HEADING_LENGTH = 45
_NUMBERED = re.compile(
    r"\s*(?:#+\s*)?(?:[（(]?[一二三四五六七八九十百]{1,3}[)）、.．]|第[一二三四五六七八九十]+[章节部分篇]|[(（]?\d{1,2}[)）、.．](?!\d))"
)
_FIGURE_LIKE = re.compile(
    r"\d\s*(?:[%％‰]|[万亿]|元|个百分点)|(?<![\d.])(?!(?:19|20)\d\d年?[，,])\d[\d.]*\s*[\u4e00-\u9fff]{0,2}[，,；;、]"
)
_LONGEST_DATELINE = 150
_SEPARATOR = re.compile(r"\s*[-—=_*·]+\s*$")
_SENTENCE_END = re.compile(
    r"[。！？!?；;:：\n](?:(?<=[。！？!?])[”』」）)]*|(?<=[；;])(?=\s*$)|(?<=单位[:：])\s?[^\s，,。；;]{1,6}\s|(?<=\n))"
)
"""It begins with all marks there are: a set of characters is found far faster than a choice of patterns."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or heading: ``text[start:end]`` of the flat text, without its line end."""

    start: int
    end: int
    text: str
    kind: str
    """heading, numbered (a heading with a number), dateline, separator or paragraph."""


def is_heading(line: str) -> bool:
    """Whether a line reads as a heading: short, no sentence punctuation, no figure with a unit."""
    text = line.strip()
    if text.startswith("#"):
        return True
    if not text or len(text) > _HEADING_LENGTH or text[-1] in "。；;，,、！!？?":
        return False
    return not re.search("[。；！]", text) and not _FIGURE_LIKE.search(text)


def is_numbered(line: str) -> bool:
    """Whether a line begins with the number of a part: 一、总体情况."""
    return _NUMBERED.match(line) is not None


def split_lines(text: str) -> Iterator[Line]:
    """The non-empty lines in order, each with its kind."""
    for match in LINE.finditer(text):
        line = match.group()
        if line.strip():
            yield Line(match.start(), match.end(), line, _kind(line))


def _kind(line: str) -> str:
    if parse_dateline(line):
        return "dateline"
    if _SEPARATOR.match(line):
        return "separator"
    if is_heading(line):
        return "numbered" if is_numbered(line) else "heading"
    return "paragraph"


@cache
def _dateline() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a line needs to tell when a page appeared, and what such a line is made of."""
    table = read_toml("heads.toml")["dateline"]
    return re.compile(table["needs"]), re.compile(_fill(table["pattern"], table))


def _fill(pattern: str, parts: dict[str, str]) -> str:
    """A pattern with the named parts that it, and they, are made of put in."""
    return re.sub(r"\{([a-z]+)\}", lambda name: f"(?:{_fill(parts[name[1]], parts)})", pattern)


def parse_dateline(line: str) -> tuple[int, int, int] | None:
    """Year, month and day of a line that holds nothing but a date and what a site prints around it.

    >>> parse_dateline("发布日期: 2021-08-26 来源：某某网 浏览次数：12")
    (2021, 8, 26)
    """
    needs, whole = _dateline()
    match = whole.match(line) if len(line) <= _LONGEST_DATELINE and needs.search(line) else None
    if match is None:
        return None
    year, month, day = (int(match[part] or match[f"{part}2"]) for part in "YMD")
    return year, month, day


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of ``text[start:end]`` as spans, closing quotes and brackets included.

    >>> list(split_sentences("增长8%。其中：出口下降。", 0, 13))
    [(0, 5), (5, 13)]
    """
    at = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if match.end() > at:
            yield from _parts(text, at, match.end())
        at = match.end()
    if text[at:end].strip():
        yield from _parts(text, at, end)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or the parts of what is too long for one, cut behind the last strong mark that each can have."""
    while end - start > _LONGEST:
        marks = (text.rfind(mark, start, start + _LONGEST) for mark in ("；", ";", "，", "、", " "))
        cut = next((at + 1 for at in marks if at >= start), start + _LONGEST)
        yield start, cut
        start = cut
    yield start, end
