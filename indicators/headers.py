"""What the head of a table's row or column says of its values: subject, unit, measure, time, place and kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from indicators.area_mentions import find_areas, find_pointing, link_pointing
from indicators.areas import Area, area_below
from indicators.figures import find_figures
from indicators.lexicon import catalogue, read_toml
from indicators.model import Period
from indicators.periods import Clock, PeriodMention, find_periods, months_period, year_period
from indicators.terms import Subject, link_phrase, read_subject
from indicators.words import find_names, link_name, strip_leading, strip_trailing

Unit = tuple[str, float]
"""A unit's code and how many of its base units the written unit is: 亿元 is ("CNY", 1e8)."""

_BRACKETS = re.compile(r"[（(\[【]([^（）()\[\]【】]{1,24})[）)\]】]")
_STATED = re.compile(r"(?:计量)?单位[:：]\s*([^（）()。；\n\t]+)")
_BEHIND = re.compile(r"[/／,，]\s*([^/／,，]{1,8})$")
_NUMBERING = re.compile(
    r"^(?:[#＃◆●※·\-—*+\s]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、)）](?!\d)|[①-⑳]|其中[:：]?|其[:：])+"
)
_SUB = re.compile(r"^\s*(?:[#＃]|其中|其[:：])")
_NOTE_MARK = re.compile(r"[（(]\d{1,2}[)）]$|\[\d{1,2}\]$")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_YEAR_MONTH = re.compile(r"((?:19|20)\d{2})[-/.年]\s*(?:(\d{1,2})\s*[-—–~至]\s*)?(\d{1,2})月?")
_MASK = "□"


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


@cache
def table_words() -> dict[str, Any]:
    """The rules for tables, their patterns compiled."""
    table = read_toml("tables.toml")
    return {
        "missing": frozenset(table["missing"]),
        "columns": {name: re.compile(text) for name, text in table["columns"].items()},
        "total": re.compile(table["total"]["pattern"]),
        "stack_head": re.compile(table["stack_head"]["pattern"]),
        "and_growth": re.compile(table["and_growth"]["pattern"]),
        "no_area": re.compile(table["no_area"]["pattern"]),
        "parts": re.compile(table["parts"]["pattern"]),
        "wholes": frozenset(table["parts"]["wholes"]),
        "kind": {name: re.compile(table["kind"][name]) for name in ("target", "estimate")},
        "outcome": re.compile(table["kind"]["actual"]),
        "time": {name: re.compile(text) for name, text in table["time"].items()},
        "measure": [(re.compile(rule["pattern"]), rule["measure"], rule.get("unit", "")) for rule in table["measure"]],
        "cell": {name: re.compile(text) for name, text in table["cell"].items()},
    }


@lru_cache(maxsize=4096)
def parse_unit(text: str) -> Unit | None:
    """The unit that a text consists of, or None.

    >>> parse_unit("亿元"), parse_unit("万人"), parse_unit("%"), parse_unit("现价")
    (('CNY', 100000000.0), ('人', 10000.0), ('%', 1.0), None)
    """
    text = re.sub(r"\s", "", text)
    if not text or len(text) > 12 or re.search(r"\d", text):
        return None
    found = find_figures("1" + text)
    whole = len(found) == 1 and found[0].surface == "1" + text and found[0].value_high is None and found[0].unit
    return (found[0].unit, found[0].value) if whole else None


def compact(text: str) -> str:
    """A head without the spaces that only set its characters apart."""
    return re.sub(r"\s", "", text)


def read_head(text: str, clock: Clock, home: Area) -> Head:
    """Read a head of a row or column.

    >>> head = read_head("2023年地区生产总值同比增长（%）", Clock(2023), Area("", "", "", "", ""))
    >>> head.words, head.measure, head.units, head.when.period.start.year
    ('地区生产总值', 'yoy', (('%', 1.0),), 2023)
    """
    return _read_head(compact(text), clock, home)


@lru_cache(maxsize=8192)
def _read_head(text: str, clock: Clock, home: Area) -> Head:
    is_part = _SUB.match(text) is not None
    rest = _NOTE_MARK.sub("", _NUMBERING.sub("", text))
    measure, implied, base_year, rest = _take_index(rest)
    units, rest = _take_units(rest)
    when, rest = _take_time(rest, clock)
    area, rest = _take_area(rest, home)
    kind = ""
    if not measure:
        measure, implied, base_year, rest = _take_measure(rest)
        kind, rest = _take_kind(rest)
    kind = kind or ("actual" if table_words()["outcome"].search(text) else "")
    time, rest = _take_relative(rest)
    words = _name_words(rest)
    return Head(text, words, units, measure, implied, base_year, when, time, kind, area, is_part)


def _take_index(text: str) -> tuple[str, str, int | None, str]:
    pattern, measure, _ = table_words()["measure"][0]
    match = pattern.search(text)
    if not match:
        return "", "", None, text
    return measure, "", None, text[: match.start()].rstrip("（(") + text[match.end() :].lstrip("）)")


def _take_units(text: str) -> tuple[tuple[Unit, ...], str]:
    units: list[Unit] = []
    stated = _STATED.search(text)
    if stated:
        units += _parse_units(stated[1])
        text = text[: stated.start()] + text[stated.end() :]
    for match in reversed(list(_BRACKETS.finditer(text))):
        found = _parse_units(match[1].removeprefix("单位").lstrip(":："))
        if found:
            units = [*found, *units]
            text = text[: match.start()] + text[match.end() :]
    behind = _BEHIND.search(text)
    if behind and (unit := parse_unit(behind[1])):
        return (*units, unit), text[: behind.start()]
    for sign in ("个百分点", "百分点", "%", "％"):
        if text.endswith(sign) and len(text) > len(sign) and not units:
            return (("pp" if "点" in sign else "%", 1.0),), text[: -len(sign)]
    return tuple(units), text


def _parse_units(text: str) -> list[Unit]:
    whole = parse_unit(text)
    if whole:
        return [whole]
    return [unit for piece in re.split(r"[,，、;；]|和|或", text) if (unit := parse_unit(piece))]


def read_time(text: str, clock: Clock) -> PeriodMention | None:
    """The time that a cell consists of (2023, 2023年, 1-10月, 2023-05), or None."""
    text = compact(text)
    if _YEAR.fullmatch(text):
        period = year_period(int(text))
        return PeriodMention(0, 4, period, period, "year", False)
    if match := _YEAR_MONTH.fullmatch(text):
        year, last = int(match[1]), int(match[3])
        period = months_period(year, int(match[2] or last), last)
        return PeriodMention(0, len(text), period, months_period(year, last, last), "months", False) if period else None
    found = [m for m in find_periods(text, clock) if not m.is_base]
    return found[0] if len(found) == 1 and not text[: found[0].start] + text[found[0].end :].strip("份度") else None


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


@lru_cache(maxsize=4096)
def read_area(text: str, home: Area) -> Area | None:
    """The place that a cell consists of, the report's own for 全市 or 合计; None where it is no known place."""
    text = _NUMBERING.sub("", compact(text)).strip("：:")
    if not text or table_words()["no_area"].search(text):
        return None
    pointing = find_pointing(text)
    if pointing and pointing[0].end() - pointing[0].start() == len(text.removesuffix("合计").removesuffix("总计")):
        return link_pointing(pointing[0].group(), home)
    if table_words()["total"].fullmatch(text):
        return home if home.short else None
    named = [m for m in find_areas(text, home) if m.start == 0 and m.end == len(text)]
    return named[0].area if named else area_below(text, home)


def _take_area(text: str, home: Area) -> tuple[Area | None, str]:
    whole = read_area(text, home) if not table_words()["total"].fullmatch(text) else None
    if whole:
        return whole, ""
    pointing = [m for m in find_pointing(text) if m.start() == 0]
    named = [m for m in find_areas(text, home) if m.start == 0]
    area, end = (link_pointing(pointing[0].group(), home), pointing[0].end()) if pointing else (None, 0)
    if not area and named:
        area, end = named[0].area, named[0].end
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
    text = text.strip("：:、，,（）()[]【】/／-—±的 ")
    if link_name(text) != "other":
        return text
    names = find_names(text)
    bare = strip_leading(strip_trailing(text))
    # What is left of 本月完成 once verbs are gone names nothing; a longer name keeps its words (新增贷款).
    return text if names or len(bare) > 1 else ""


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


def shift_year(period: Period | None) -> Period | None:
    """The same days a year earlier."""
    if period is None:
        return None
    return months_period(period.start.year - 1, period.start.month, period.end.month, period.end.year - 1)
