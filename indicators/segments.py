"""A report's text as lines, headings and sentences, with lines that a page broke inside a sentence joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from indicators.lexicon import read_toml

_WIDE = str.maketrans(
    {0xFF10 + i: str(i) for i in range(10)}
    | {0xFF21 + i: chr(65 + i) for i in range(26)}
    | {"％": "%", "．": ".", "\u00a0": " ", "増": "增"}
)
"""Full-width digits, letters, percent sign and point, and a character typed in its Japanese form, one each, so that offsets stay."""
_WIDE_RUN = re.compile(f"[{''.join(map(chr, _WIDE))}]+")
"""What there is of them: to translate only these is far cheaper than to translate the whole text."""
_STOP_FOR_POINT = re.compile(
    "。(?<=[0-9]。)(?<![0-9][.。][0-9]。)(?<![0-9][.。][0-9]{2}。)(?=[0-9]{1,2}(?:%|[万亿]|个?百分点))"
)
"""A full stop typed for the point of a number whose unit stands behind its decimals: 9。5%."""
_SHORT_NAME = re.compile("(?<![A-Za-z])(?:gdp|Gdp|cpi|ppi)(?![A-Za-z])")
"""Short names of indicators typed in small letters."""
_YEAR_IN_WORDS = re.compile("[一二](?=[0O一二三四五六七八九]{0,2}[0O])[0O一二三四五六七八九]{3}(?=年)")
"""A year in words whose zeros were typed as digits or letters: 二00七年, 二O一二年."""
_ZEROS = str.maketrans("0O", "〇〇")
_TERMINAL = "。！？!?；;：:”』」）)】》"
_LONGEST = 1000
"""No sentence is half as long. Each figure is read with all of its sentence, so that text without full stops would take time by the square."""
_SPREAD_FROM = 20
"""So many digits that stand alone make a text one that spreads its numbers."""
_APART = re.compile(" (?:(?<=[0-9] )(?=[年月日])|(?<=[0-9] [年月] )(?=[0-9])|(?<=[0-9][年月] )(?=[0-9]))")
"""It starts with the space itself: what looks back from each character first is many times slower."""
_POINT_APART = re.compile(
    " (?:(?<=[\u4e00-\u9fff][0-9][.] )|(?<=[\u4e00-\u9fff][0-9]{2}[.] ))(?=[0-9]{1,2}(?:%|[万亿]|个百分点))"
)
"""A space behind the point of a number whose unit stands behind its decimals: 增长8. 5%."""
_BLANK_BEHIND_QUOTE = re.compile(' (?<=[”"] )(?=期?末|时期|期间|规划|计划)')
"""A space inside the name of a plan or of its end: “九五” 期末."""
_LONG_LINE = 24
_HEADING_LENGTH = 45
_NUMBERED = re.compile(
    r"\s*(?:#+\s*)?(?:[（(]?[一二三四五六七八九十百]{1,3}[)）、.．]|第[一二三四五六七八九十]+[章节部分篇]|[(（]?\d{1,2}[)）、.．](?!\d))"
)
_FIGURE_LIKE = re.compile(r"\d\s*(?:[%％‰]|[万亿]|元|个百分点)|\d[\d.]*\s*[\u4e00-\u9fff]{0,2}[，,；;、]")
_LONGEST_DATELINE = 150
_SEPARATOR = re.compile(r"\s*[-—=_*·]+\s*$")
_SENTENCE_END = re.compile(
    r"[。！？!?；;:：\n](?:(?<=[。！？!?])[”』」）)]*|(?<=[；;])(?=\s*$)|(?<=单位[:：])\s?[^\s，,。；;]{1,6}\s|(?<=\n))"
)
"""It begins with all marks there are: a set of characters is found far faster than a choice of patterns."""


@dataclass(frozen=True, slots=True)
class Flat:
    """A text whose broken lines are joined: ``text[i]`` stands at ``offsets[i]`` of the original (None: at ``i``)."""

    text: str
    offsets: list[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that ``text[start:end]`` came from."""
        if self.offsets is None or start >= end:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or heading: ``text[start:end]`` of the flat text, without its line end."""

    start: int
    end: int
    text: str
    kind: str
    """heading, numbered (a heading with a number), dateline, separator or paragraph."""


def join_lines(text: str) -> Flat:
    """Join lines that end inside a sentence to what follows, as in text copied from a newspaper page; full-width to ASCII."""
    text = _WIDE_RUN.sub(lambda run: run[0].translate(_WIDE), text)
    text = _STOP_FOR_POINT.sub(".", text)
    text = _YEAR_IN_WORDS.sub(lambda year: year[0].translate(_ZEROS), text)
    text = _SHORT_NAME.sub(lambda name: name[0].upper(), text)
    cuts = sorted({*_broken(text), *_spread(text), *_dates_apart(text)})
    if not cuts:
        return Flat(text, None)
    parts: list[str] = []
    offsets: list[int] = []
    at = 0
    for start, end in cuts:
        parts.append(text[at:start])
        offsets.extend(range(at, start))
        at = end
    parts.append(text[at:])
    offsets.extend(range(at, len(text)))
    return Flat("".join(parts), offsets)


def _spread(text: str) -> Iterator[tuple[int, int]]:
    """The spaces inside numbers of a text that sets every digit apart (1 9 9 7 年), as old pages do."""
    alone = re.findall(r" (\d+)(?= )", text)
    if len(alone) < _SPREAD_FROM or sum(len(digits) == 1 for digits in alone) < 0.9 * len(alone):
        return
    for match in re.finditer(r"(?<=[\d.]) +(?=[\d.])|(?<=\d) +(?=[%‰])", text):
        yield match.span()


def _dates_apart(text: str) -> Iterator[tuple[int, int]]:
    """The spaces inside dates that set digits apart from what they count (2019 年, 1 月 8 日), and inside numbers and names of plans."""
    for blank in (_APART, _BLANK_BEHIND_QUOTE, _POINT_APART):
        for match in blank.finditer(text):
            yield match.span()


def _broken(text: str) -> Iterator[tuple[int, int]]:
    """The line ends (with blank lines) to take out: a long unfinished line before one that finishes its sentence."""
    lines = [(m.start(), m.end(), m.group().strip()) for m in re.finditer(r"[^\r\n]+", text) if m.group().strip()]
    for (start, end, line), (next_start, _, following) in pairwise(lines):
        if len(line) < _LONG_LINE or line[-1] in _TERMINAL or line.startswith("#") or "\t" in line:
            continue
        begins_anew = _NUMBERED.match(following) or following[0] in "——#【（(-　" or "\t" in following
        if begins_anew or is_heading(line) or not re.search("[。！？；;，,]", following):
            continue
        if re.search("[。！？；，,]", line):
            yield (
                start + len(text[start:end].rstrip()),
                next_start + len(text[next_start:]) - len(text[next_start:].lstrip()),
            )


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
    for match in re.finditer(r"[^\r\n]+", text):
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
