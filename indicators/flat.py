"""A text as it was meant: lines that a page broke inside a sentence joined, blanks of its typesetting left out, each character with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import median

from indicators.lexicon import catalogue, read_toml, runs_of
from indicators.numerals import years_in_digits
from indicators.picture_lines import find_line_ends
from indicators.segments import LINE, is_heading, is_numbered

_WIDE = str.maketrans(
    {0xFF10 + i: str(i) for i in range(10)}
    | {0xFF21 + i: chr(65 + i) for i in range(26)}
    | {"％": "%", "．": ".", "\u00a0": " ", "増": "增", "─": "—", "━": "—", "―": "—", "‚": "“", "‛": "”"}
)
"""Full-width digits, letters, percent sign and point, a character typed in its Japanese form, lines drawn as dashes and low quotes of text processors, one each, so that offsets stay."""
_WIDE_RUN = runs_of("".join(map(chr, _WIDE)))
"""What there is of them: to translate only these is far cheaper than to translate the whole text."""
_PICTURE = re.compile("[\U0001f000-\U0001faff\ufe0f\u200d]")
"""Pictures, which only adorn: apart from the others, for thousands of characters named one by one make every look at a text slow."""
_SIMPLIFIED = str.maketrans(*(read_toml("traditional.toml")[key] for key in ("from", "to")))
"""Traditional characters, one for one; only texts that hold one of the commonest are looked through for the others."""
_STOP_FOR_POINT = re.compile(
    "。(?<=[0-9]。)(?<![0-9][.。][0-9]。)(?<![0-9][.。][0-9]{2}。)(?=[0-9]{1,2}(?:%|[万亿]|个?百分点))"
)
"""A full stop typed for the point of a number whose unit stands behind its decimals: 9。5%."""
_POINT_FOR_STOP = re.compile("[.](?<=[%‰元人吨户][.])(?=[\u4e00-\u9fff])")
"""A point typed for the full stop behind a figure: 增长8%.出口下降3%."""
_POINT_BETWEEN = re.compile("[.](?<=[\u4e00-\u9fff%‰][.])(?=[ ]?[\u4e00-\u9fff])")
"""The same behind any character, in a text that has no full stop of its own."""
_RAISED_POINT = re.compile(
    "·(?<=[0-9]·)(?:(?=[0-9]{1,2}(?:[%‰倍:：∶]|[万亿]|个?百分点|元|吨))|(?<=[:：∶][0-9]·)|(?<=[:：∶][0-9]{2}·))(?=[0-9])"
)
"""A raised point between digits whose unit stands behind them, or within a ratio, as older pages set it: 22·5%, 11·2:45·7:43·1."""
_YEARS_COUNTED = re.compile(
    "年(?:(?<=今后[2-9]年)|(?<=未来[2-9]年)|(?<=过去[2-9]年)|(?<=最近[2-9]年)|(?<=这[2-9]年)|(?<=[2-9]年)(?<![0-9.][2-9]年)(?=来))"
)
"""Behind years counted in a digit, which are mostly told in words: 今后5年, 5年来; one character alone is found fastest."""
_COUNTED = dict(zip("23456789", "两三四五六七八九", strict=True))
_ARROW = re.compile(r"[↑↓](?<![增长降升涨落]↑)(?<![增长降升涨落]↓)(?=[0-9]+(?:\.[0-9]+)?[%％])")
_ARROWS = {"↑": "增", "↓": "降"}
"""Arrows that tell growth before a percentage: ↑3.2%."""
_SHORT_NAME = re.compile("(?:gdp|Gdp|cpi|ppi)(?<![A-Za-z].{3})(?![A-Za-z])")
"""Short names of indicators typed in small letters; what stands before one is looked at last, since ``re`` finds letters faster."""
_TERMINAL = "。！？!?；;：:”』」）)】》"
_SPREAD_FROM = 20
"""So many digits that stand alone make a text one that spreads its numbers."""
_DATE_APART = re.compile(" (?:(?<=[0-9] )(?=[年月日])|(?<=[0-9] [年月] )(?=[0-9])|(?<=[0-9][年月] )(?=[0-9]))")
"""It starts with the space itself: what looks back from each character first is many times slower."""
_POINT_APART = re.compile(
    " (?:(?<=[\u4e00-\u9fff][0-9][.] )|(?<=[\u4e00-\u9fff][0-9]{2}[.] )|(?<=[\u4e00-\u9fff][0-9]{3}[.] )|(?<=[\u4e00-\u9fff][0-9]{4}[.] )"
    "|(?<=[\u4e00-\u9fff] [0-9][.] )|(?<=[\u4e00-\u9fff] [0-9]{2}[.] ))(?=[0-9]{1,2}(?:[%‰]|[ ]?[万亿]|个百分点))"
)
"""A space behind the point of a number whose unit stands behind its decimals: 增长8. 5%."""
_GROUPED = re.compile(
    " (?:(?<=[\u4e00-\u9fff][0-9] )|(?<=[\u4e00-\u9fff][0-9]{2} )|(?<=[\u4e00-\u9fff][0-9]{3} ))(?=[0-9]{3}(?:[.][0-9]{1,2})?(?:[万亿]|元|[人户家个吨]))"
)
"""A space before the last three digits of a number whose unit stands behind it: 达9 856万元."""
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
"""What pages hold between characters and no reader sees: where a word may break, and which way it runs."""
_BLANK_BEHIND_QUOTE = re.compile(' (?<=[”"] )(?=期?末|时期|期间|规划|计划)')
"""A space inside the name of a plan or of its end: “九五” 期末."""
_HAN = "\u4e00-\u9fff"
_BESIDE = re.compile(
    f" {{1,2}}(?:(?:(?<=[{_HAN}，、；：（“《] )|(?<=[{_HAN}，、；：（“《]  ))(?=[0-9A-Za-z])"
    f"|(?:(?<=[0-9A-Za-z+] )|(?<=[0-9A-Za-z+]  ))(?=[{_HAN}%‰])"
    f"|(?:(?<=[0-9][%‰] )|(?<=[0-9][%‰]  ))(?=[{_HAN}])"
    f"|(?:(?<=[{_HAN}0-9A-Za-z%‰+] )|(?<=[{_HAN}0-9A-Za-z%‰+]  ))(?=[，。；：、）”》,;)]))"
)
"""Blanks between Chinese and digits or Latin letters, which a page sets for the eye (增长 5.5%, 全省 GDP 为 3 万亿元), and before marks."""
_SIGN_APART = re.compile(f" (?:(?<=[{_HAN}] )(?=[-+] ?[0-9])|(?<=[{_HAN}][-+] )(?=[0-9])|(?<=[{_HAN}] [-+] )(?=[0-9]))")
"""Blanks around the sign of a number in a sentence: 下降 - 8%."""
_PROSE = re.compile(f"[，。；、]|[,;](?<=[{_HAN}%][,;])(?=[{_HAN}])")
"""What a line of sentences holds and the row of a table does not, whose cells blanks part."""
_ROW = re.compile("[^，。；;]* [-+]?[0-9][0-9.,]*%?\\s*")
"""The row of a table whose name is a list (交通运输、仓储和邮政业 9100 5.5): its last cell is a number."""
_WITHIN_WORDS = re.compile(f" (?<=[{_HAN}] )(?=[{_HAN}])")
"""A blank between two characters, which in a copy of a printed page may be where a line ended."""
_ALONE = re.compile(r"(?<=[^\s]) (?=[^\s])")
_LONGEST_NAME = 12
_SHORT = 3
_LONG_LINE, _SHORT_LINE = 24, 12
_BARE = re.compile("[0-9]+(?:[.,][0-9]+)*[%‰]?|[:：、，。；;]")
"""A number or a mark that has a line to itself."""
_NARROWEST, _WIDEST = 20, 60
"""Characters of the usual line of a text that was broken at a fixed width."""
_FEWEST_FULL = 6
_RAGGED = 2
"""So many characters a line may lack of the usual width, since no mark may begin the next one."""


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


def join_lines(text: str) -> Flat:
    """Join lines that end inside a sentence to what follows, as in text copied from a newspaper page; full-width to ASCII."""
    text = _WIDE_RUN.sub(lambda run: run[0].translate(_WIDE), text)
    text = _PICTURE.sub(" ", text)
    if any(mark in text for mark in read_toml("traditional.toml")["marks"]):
        text = text.translate(_SIMPLIFIED)
    text = _STOP_FOR_POINT.sub(".", text)
    text = (_POINT_FOR_STOP if "。" in text else _POINT_BETWEEN).sub("。", text)
    text = _RAISED_POINT.sub(".", text)
    text = _ARROW.sub(lambda arrow: _ARROWS[arrow[0]], text)
    text = _SHORT_NAME.sub(lambda name: name[0].upper(), years_in_digits(text))
    unseen = (match.span() for match in _UNSEEN.finditer(text))
    blanks = (*_spread(text), *_set_apart(text), *_line_ends(text))
    cuts = sorted({*unseen, *blanks, *_broken(text), *find_line_ends(text)})
    if not cuts:
        return Flat(_count_years(text), None)
    parts: list[str] = []
    offsets: list[int] = []
    at = 0
    for start, end in cuts:
        parts.append(text[at:start])
        offsets.extend(range(at, start))
        at = end
    parts.append(text[at:])
    offsets.extend(range(at, len(text)))
    return Flat(_count_years("".join(parts)), offsets)


def _count_years(text: str) -> str:
    """The text with the years that it counts in a digit told in words."""
    digits = [found.start() - 1 for found in _YEARS_COUNTED.finditer(text)]
    pieces = [text[before + 1 : at] + _COUNTED[text[at]] for before, at in pairwise([-1, *digits])]
    return "".join([*pieces, text[digits[-1] + 1 :]]) if digits else text


def _spread(text: str) -> Iterator[tuple[int, int]]:
    """The spaces inside numbers of a text that sets every digit apart (1 9 9 7 年), as old pages do."""
    alone = re.findall(r" (\d+)(?= )", text)
    if len(alone) < _SPREAD_FROM or sum(len(digits) == 1 for digits in alone) < 0.9 * len(alone):
        return
    for match in re.finditer(r"(?<=[\d.]) +(?=[\d.])|(?<=\d) +(?=[%‰])", text):
        yield match.span()


def _set_apart(text: str) -> Iterator[tuple[int, int]]:
    """The blanks around digits and Latin letters of sentences; elsewhere those inside dates (2019 年), numbers and names of plans alone."""
    if " " not in text:
        return
    for line in LINE.finditer(text):
        if " " in line[0]:
            prose = (
                _PROSE.search(line[0]) and "\t" not in line[0] and "|" not in line[0] and not _ROW.fullmatch(line[0])
            )
            around = (_BESIDE, _SIGN_APART) if prose else (_DATE_APART,)
            for blank in (*around, _BLANK_BEHIND_QUOTE, _POINT_APART, _GROUPED):
                yield from (match.span() for match in blank.finditer(text, *line.span()))
            if len(line[0]) >= _LONG_LINE and re.search("[，,。；;]", line[0]):
                yield from _names_apart(text, line.start(), line.end())


def _names_apart(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The blanks inside names of indicators in a line of sentences, as copies of printed pages have them: 地区生 产总值."""
    names, pairs = _names()
    for match in _WITHIN_WORDS.finditer(text, start, end):
        at = match.start()
        if text[at - 1] + text[at + 1] in pairs:
            before, behind = text[max(start, at - _LONGEST_NAME) : at], text[at + 1 : min(end, at + 1 + _LONGEST_NAME)]
            parted = (before[-n:] + behind[:m] for n in range(1, len(before) + 1) for m in range(1, len(behind) + 1))
            if any(name in names for name in parted):
                yield match.span()


def _line_ends(text: str) -> Iterator[tuple[int, int]]:
    """The blanks that stand where the lines of a printed page ended, all of one width, in a copy that holds them in one line."""
    for line in re.finditer(r"[^\r\n]+", text):
        if len(line[0]) < _FEWEST_FULL * _NARROWEST or line[0].count(" ") < _FEWEST_FULL:
            continue
        blanks = [match.start() for match in _ALONE.finditer(text, *line.span())]
        gaps = {end: _width(text[start + 1 : end]) for start, end in pairwise([line.start() - 1, *blanks])}
        # A title set apart and the blanks of headings leave shorter pieces.
        widths = {end: width for end, width in gaps.items() if width >= _NARROWEST}
        usual = median(widths.values()) if widths else 0
        full = [end for end, width in widths.items() if abs(width - usual) <= _RAGGED]
        if usual <= _WIDEST and len(full) >= max(_FEWEST_FULL, 0.6 * len(widths)):
            yield from ((end, end + 1) for end in full)


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """The names of indicators that are no short words, and the pairs of characters that stand beside each other in them."""
    names = frozenset(name for each in catalogue().values() for name in each.names if len(name) > _SHORT)
    return names, frozenset(name[i : i + 2] for name in names for i in range(len(name) - 1))


def _broken(text: str) -> Iterator[tuple[int, int]]:
    """The line ends (with blank lines) to take out: those within a sentence."""
    lines = [(m.start(), m[0]) for m in LINE.finditer(text) if m[0].strip()]
    usual = _usual_width([line for _, line in lines])
    bare = _bare_lines([line.strip() for _, line in lines])
    for at, ((start, line), (next_start, following)) in enumerate(pairwise(lines)):
        apart = at in bare or at + 1 in bare
        if apart or _goes_on(line.strip(), following.strip()) or (usual and _fills(line, following, usual)):
            yield start + len(line.rstrip()), next_start + len(following) - len(following.lstrip())


def _bare_lines(lines: list[str]) -> frozenset[int]:
    """The lines that hold a number or mark alone, of a page that sets its numbers apart from the words of its sentences."""
    bare = [at for at, line in enumerate(lines) if _BARE.fullmatch(line) and 0 < at < len(lines) - 1]
    if len(bare) < _FEWEST_FULL:
        return frozenset()
    told = [at for at in bare if _PROSE.search(lines[at - 1]) or _PROSE.search(lines[at + 1])]
    return frozenset(bare) if len(told) >= len(bare) / 3 else frozenset()


def _goes_on(line: str, following: str) -> bool:
    """Whether a long unfinished line, or one that ends on a comma, stands before one that finishes its sentence."""
    shortest = _SHORT_LINE if line[-1:] in "，、" else _LONG_LINE
    if len(line) < shortest or _ends(line) or _begins_anew(following) or is_heading(line):
        return False
    return all(re.search("[。！？；;，,]", part) for part in (line, following))


def _ends(line: str) -> bool:
    return line[-1] in _TERMINAL or line.startswith("#") or "\t" in line


def _begins_anew(line: str) -> bool:
    return is_numbered(line) or line[0] in "——#【（(-" or "\t" in line


def _usual_width(lines: list[str]) -> float:
    """The width at which all lines of a text were broken, in Chinese characters; 0 where each paragraph is a line."""
    lengths = sorted(map(len, lines))
    if len(lines) < _FEWEST_FULL or not _NARROWEST <= lengths[-1 - len(lines) // 10] <= 2 * _WIDEST:
        return 0
    widths = {line: _width(line) for line in lines}
    usual = sorted(widths.values())[-1 - len(widths) // 10]
    full = [line for line, width in widths.items() if abs(width - usual) <= _RAGGED]
    prose = sum(_PROSE.search(line) is not None for line in full)
    return usual if usual <= _WIDEST and prose >= max(_FEWEST_FULL, len(lines) / 2, 0.6 * len(full)) else 0


def _width(line: str) -> float:
    """How wide a line is printed, in Chinese characters, of which a digit or Latin letter takes half."""
    return len(line) - len(line.encode("ascii", "ignore")) / 2


def _fills(line: str, following: str, usual: float) -> bool:
    """Whether a line of the usual width ends within a sentence, and the following one is no new paragraph or heading."""
    full = usual - _RAGGED
    # A full line may end on a semicolon by chance: the list goes on.
    ends = _ends(line.rstrip().rstrip("；;") or line)
    if _width(line) < full or ends or following[0] in " \u3000" or _begins_anew(following):
        return False
    return _width(following) >= full or _PROSE.search(following) is not None
