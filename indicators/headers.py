"""What the head of a table's row or column says of its values: subject, unit, measure, time, place and kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from indicators.area_mentions import find_areas, find_pointing, link_pointing
from indicators.areas import Area
from indicators.lexicon import catalogue
from indicators.period_rules import Clock
from indicators.periods import PeriodMention, find_periods
from indicators.table_words import NUMBERING, Unit, compact, parse_unit, read_area, read_time, table_words
from indicators.terms import Subject, link_phrase, read_subject
from indicators.words import find_names, link_name, strip_leading, strip_trailing

_BRACKETS = re.compile(r"[（(\[【]([^（）()\[\]【】]{1,24})[）)\]】]")
_STATED = re.compile(r"(?:计量)?单位[:：]\s*([^（）()。；\n\t]+)")
_BEHIND = re.compile(r"[/／,，]\s*([^/／,，]{1,8})$")
_SUB = re.compile(r"^\s*(?:[#＃]|其中|其[:：])")
_NOTE_MARK = re.compile(r"[（(]\d{1,2}[)）]$|\[\d{1,2}\]$")
_TOTAL = re.compile("(?:合计|总计|小计)$")
"""What a row of a sum says behind its name: 一般公共预算收入合计."""
_RANKED = re.compile("(?:总量|增速|增幅)?(?:位次|排名|排位|名次)")
_DATE = re.compile("[（(]?(?:19|20)[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日)?[）)]?")
_MASK = "□"
_TRANSLATED = re.compile(
    r"(?<=[\u4e00-\u9fff）)])(?:[A-Z][a-z]{2,}|[a-z]{4,})[A-Za-z&,.'%/-]*(?:\([A-Za-z0-9 =%.,]*\))?|(?<=[a-z])\([a-z0-9 ]+\)$"
)
"""What a bilingual yearbook says again in English behind a name."""


@dataclass(frozen=True, slots=True)
class Head:
    """What one head says; what it does not say is empty or None.

    ``words`` name (a part of) the subject. ``time`` is a time told relative to the table's: last_year, month, to_date.
    ``base_year`` is the year of a growth over another year than the one before; ``is_part`` marks 其中 and #.
    """

    text: str
    words: str = ""
    units: tuple[Unit, ...] = ()
    measure: str = ""
    implied_unit: str = ""
    base_year: int | None = None
    when: PeriodMention | None = None
    time: str = ""
    kind: str = ""
    area: Area | None = None
    is_part: bool = False


@lru_cache(maxsize=8192)
def read_head(text: str, clock: Clock, home: Area) -> Head:
    """Read a head of a row or column.

    >>> head = read_head("2023年地区生产总值同比增长（%）", Clock(2023), Area("", "", "", "", ""))
    >>> head.words, head.measure, head.units, head.when.period.start.year
    ('地区生产总值', 'yoy', (('%', 1.0),), 2023)
    """
    text = compact(text)
    is_part = _SUB.match(text) is not None
    rest = table_words()["priced"].sub("", text)
    rest = _NOTE_MARK.sub("", _TRANSLATED.sub("", NUMBERING.sub("", rest)))
    if table_words()["division"].fullmatch(rest):
        return Head(text)
    measure, implied, base_year, rest = _take_index(_say_whole(rest, home))
    units, rest = _take_units(rest, clock)
    when, rest = _take_time(rest, clock)
    area, rest = _take_area(rest, home)
    kind = ""
    if not measure:
        measure, implied, base_year, rest = _take_measure(rest)
        kind, rest = _take_kind(rest)
    kind = kind or ("actual" if table_words()["outcome"].search(text) else "")
    time, rest = _take_relative(rest)
    words = _name_words(rest)
    if measure and not area and (place := read_area(words, home)):
        # 南昌市增速 is of the subject that another head names.
        area, words = place, ""
    return Head(text, words, units, measure, implied, base_year, when, time, kind, area, is_part)


def _take_index(text: str) -> tuple[str, str, int | None, str]:
    pattern, measure, _ = table_words()["measure"][0]
    match = pattern.search(text)
    if not match:
        return "", "", None, text
    return measure, "", None, text[: match.start()].rstrip("（(") + text[match.end() :].lstrip("）)")


def _say_whole(text: str, home: Area) -> str:
    """A head with 全市 for the place that a rank is in: 总量株洲市位次 names no subject."""
    if not _RANKED.search(text):
        return text
    for mention in find_areas(text, home):
        if mention.start and _RANKED.match(text, mention.end):
            return f"{text[: mention.start]}全市{text[mention.end :]}"
    return text


def _take_units(text: str, clock: Clock) -> tuple[tuple[Unit, ...], str]:
    if unit := parse_unit(text):
        return (unit,), ""
    units: list[Unit] = []
    stated = _STATED.search(text)
    if stated:
        units += _parse_units(stated[1])
        text = text[: stated.start()] + text[stated.end() :]
    for match in reversed(list(_BRACKETS.finditer(text))):
        found = _parse_units(match[1].removeprefix("单位").lstrip(":："))
        if found:
            units = [*found, *units]
            # A time beside the unit stays: GDP（亿元，1-3月）.
            rest = [piece for piece in re.split("[,，、;；]", match[1]) if find_periods(piece, clock)]
            text = text[: match.start()] + "".join(rest) + text[match.end() :]
    behind = _BEHIND.search(text)
    if behind and (unit := parse_unit(behind[1])):
        return (*units, unit), text[: behind.start()]
    for sign in ("个百分点", "百分点", "%", "％"):
        if text.endswith(sign) and len(text) > len(sign) and not units:
            return (("pp" if "点" in sign else "%", 1.0),), text[: -len(sign)]
    return tuple(units), text


def _parse_units(text: str) -> list[Unit]:
    text = text.strip("±+＋")
    whole = parse_unit(text)
    if whole:
        return [whole]
    return [unit for piece in re.split(r"[,，、;；]|和|或", text) if (unit := parse_unit(piece))]


def _take_time(text: str, clock: Clock) -> tuple[PeriodMention | None, str]:
    whole = read_time(text, clock)
    if whole:
        return whole, ""
    for word in table_words()["time"].values():
        if word.fullmatch(text):
            return None, text
    found = [m for m in find_periods(text, clock) if not m.is_base and (m.period or m.point)]
    found = [m for m in found if not any(m.start < n.end() and n.start() < m.end for n in find_names(text))]
    if not found:
        return None, text
    mention = found[0]
    return mention, text[: mention.start] + text[mention.end :]


def _take_area(text: str, home: Area) -> tuple[Area | None, str]:
    whole = read_area(text, home) if not table_words()["total"].fullmatch(text) else None
    if whole:
        return whole, ""
    pointing = [m for m in find_pointing(text) if m.start() == 0]
    named = [m for m in find_areas(text, home) if m.start == 0]
    area, end = (link_pointing(pointing[0].group(), home), pointing[0].end()) if pointing else (None, 0)
    if not area and named:
        area, end = named[0].area, named[0].end
    end += len(text[end:]) - len(text[end:].lstrip(":：")) if area else 0
    names = find_names(text[end:])
    # 全国重点实验室 is a name; 全国居民消费价格 is the country's.
    return (area, text[end:].lstrip("的")) if area and names and names[0].start() == 0 else (None, text)


def _take_measure(text: str) -> tuple[str, str, int | None, str]:
    """The measure with the words that tell it taken out; words inside an indicator's name tell none."""
    masked = text
    for name in find_names(text):
        masked = masked[: name.start()] + _MASK * len(name[0]) + masked[name.end() :]
    for pattern, measure, unit in table_words()["measure"]:
        matches = [match for match in pattern.finditer(masked) if match[0]]
        if matches:
            match = matches[-1]
            year = match.groupdict().get("Y")
            return measure, unit, int(year) if year else None, text[: match.start()] + text[match.end() :]
    return "", "", None, text


def _take_kind(text: str) -> tuple[str, str]:
    for kind, pattern in table_words()["kind"].items():
        match = pattern.search(text)
        if match:
            return kind, text[: match.start()] + text[match.end() :]
    return "", text


def _take_relative(text: str) -> tuple[str, str]:
    for name, pattern in table_words()["time"].items():
        match = pattern.search(text)
        if match:
            return name, text[: match.start()] + text[match.end() :]
    return "", text


def _name_words(text: str) -> str:
    # 地区生产总值（GDP） keeps its bracket, what is left of one that held a unit goes.
    for marks in ("：:、，,/／-—±的 ", "：:、，,（）()[]【】/／-—±的 "):
        text = text.strip(marks)
        if link_name(text) != "other":
            return text
    total = _TOTAL.sub("", text)
    if total != text and link_name(total) != "other":
        return total
    names = find_names(text)
    bare = strip_leading(strip_trailing(text))
    # What is left of 本月完成 once verbs are gone names nothing; a longer name keeps its words (新增贷款, 总户数).
    return text if names or len(bare) > 1 or (bare and text.startswith("总")) else ""


def read_title(text: str, clock: Clock, home: Area) -> Head:
    """What a line above a table says: of several indicators or places that it names it tells none."""
    head = read_head(table_words()["and_growth"].sub("", text), clock, home)
    names = {name[0] for name in find_names(text)}
    return replace(head, words=names.pop() if len(names) == 1 else "", area=_title_area(text, home))


def leave_dates(titles: Sequence[Head]) -> tuple[Head, ...]:
    """Titles without the time of a line that is a month and no more, where another tells an earlier year: when it was written."""
    first = min((head.when.period.start.year for head in titles if head.when and head.when.period), default=0)
    return tuple(replace(head, when=None) if _is_date(head, first) else head for head in titles)


def _is_date(title: Head, first: int) -> bool:
    when = title.when.period if title.when else None
    if when is None or when.start.year == first:
        return False
    return (when.start.year, when.start.month) == (when.end.year, when.end.month) and _DATE.fullmatch(
        title.text
    ) is not None


def _title_area(text: str, home: Area) -> Area | None:
    named = {m.area for m in find_areas(text, home)}
    if len(named) == 1:
        return named.pop()
    pointing = find_pointing(text)
    return link_pointing(pointing[0].group(), home) if pointing and not named else None


def name_subject(words: str) -> Subject:
    """The subject that the words of a head name: a catalogue's name, or themselves.

    >>> name_subject("规上工业增加值").code, name_subject("高技术制造业投资").label
    ('industry_va', '高技术制造业投资')
    """
    code = link_name(words)
    if code != "other":
        return Subject(code, words, "catalogue_name")
    read = read_subject(words)
    if read and read.code in catalogue() and read.rule == "catalogue_name":
        return read
    return Subject(link_phrase(words, "").code, words, "table_words")
