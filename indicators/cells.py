"""What a value of a table is of: the subject, time, place and kind that its row, column and title tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from indicators.areas import Area
from indicators.context import Setting
from indicators.headers import Head, name_subject
from indicators.lexicon import catalogue, read_toml
from indicators.parts import tax_share
from indicators.periods import PeriodMention
from indicators.subjects import unit_fits
from indicators.table_words import Unit, table_words
from indicators.terms import Subject
from indicators.words import link_name, strip_leading

_ONE_WORD = re.compile("(?![年月日季计值量额率])[\u4e00-\u9fff]")
"""A row named by one character: 菜."""
_COUNTED = re.compile("(?<=..)[数量额值]$")
"""What a head has behind a name that the title says without it: 人口数."""
_TAILS = (2, 3)
"""Characters at the end of a whole's name that the name of its part has as well."""
_SAME_ENDING = 4
"""So many characters at the end of two heads alike mean that one says all of the other."""


class Unknown(ValueError):
    """A value that can't be told what it is of; the message is the reason in the account."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: what its row, the heads of its column, the head of its section and the title say.

    ``whole`` is what 其中 in its row is a part of, ``above`` what the rows above name, which 同比增长 in a row of its own is of.
    ``beside`` are the words of the nearest column on its left that has some, ``beside_units`` the units of the whole that a column
    is a part of, ``beside_time`` is the time that one tells by a word,
    ``beside_when`` the months of the nearest column of amounts,
    ``plan`` holds in a table of a plan's goals, ``in_parts`` where growth may be told as parts of one,
    ``beside_year`` and ``beside_months`` the latest year and months that the columns on its left tell.
    """

    row: tuple[Head, ...]
    column: tuple[Head, ...]
    section: tuple[Head, ...]
    title: tuple[Head, ...]
    row_area: tuple[Area, ...]
    row_time: tuple[PeriodMention, ...]
    row_units: tuple[Unit, ...]
    whole: str
    above: str
    beside: str
    beside_units: tuple[Unit, ...]
    beside_time: str
    beside_when: PeriodMention | None
    beside_year: PeriodMention | None
    beside_months: PeriodMention | None
    plan: bool
    in_parts: bool

    def heads(self) -> tuple[Head, ...]:
        """All heads, the most specific first."""
        return (*reversed(self.column), *reversed(self.row), *self.section, *self.title)


# -- subject -----------------------------------------------------------------------------------------------------------


def find_subject(place: Place) -> Subject:
    """The subject of a value: the words of its column and its row in one name, else the one that the title names."""
    row = name_row(place.row, place.section, place.whole)
    if not row and any(head.measure not in ("", "level") for head in place.row):
        row = place.above
    column = ""
    for head in place.column:
        column = _below(column, head.words)
    whole = link_name(row) != "other" and not table_words()["parts"].fullmatch(row)
    if not column and not whole and any(head.measure not in ("", "level") for head in place.column):
        # 地区生产总值（亿元） | 增速（%）: the growth is of what stands on its left, unless the row names it.
        column = place.beside
    words = _join(column, row)
    titled = next((head.words for head in place.title if head.words), "")
    if table_words()["parts"].fullmatch(words):
        words = _join(titled, words)
    over = place.section[0].words if place.section else ""
    words = words or (over if link_name(over) != "other" else titled or over)
    if titled.endswith(_COUNTED.sub("", strip_leading(words)) or words) and link_name(words) == "other":
        # 人口数 in a table of 常住人口, 完成投资 in one of 固定资产投资.
        words = titled
    if not words:
        raise Unknown("table cell without an indicator")
    if next((head.measure for head in place.heads() if head.measure), "") == "index":
        return Subject("other", words, "table_index")
    named = name_subject(words)
    amounts = any(unit[0] != "%" for head in place.row for unit in (*head.units, *place.row_units))
    if link_name(titled) == "cpi" and named.code != "cpi" and catalogue().get(named.code) and not amounts:
        # 粮食 in a table of prices is what it costs.
        return Subject("other", named.label + "价格", "table_words")
    return named


def name_row(row: Sequence[Head], section: Sequence[Head], whole: str) -> str:
    """What the labels of a row name, below the head of its section and what 其中 in it is a part of."""
    words = ""
    for head in row:
        words = _below(words, head.words or (head.text if _ONE_WORD.fullmatch(head.text) else ""))
    last = row[-1] if row else None
    if not last or not words:
        return words
    over = section[0].words if section else ""
    # 第三产业占生产总值比重 names its whole itself.
    of_told = last.measure == "share" and "占" in last.text
    if last.is_part or (table_words()["parts"].fullmatch(words) and not of_told):
        return _below(whole or over, words, joined=True)
    return _below(over, words)


def _below(outer: str, inner: str, joined: bool = False) -> str:
    """The words of a head under another's: 地区生产总值 stands by itself under 综合, 增加值 under 工业 does not."""
    if not outer or not inner:
        return inner or outer
    whole = link_name(inner) != "other" and not table_words()["parts"].fullmatch(inner)
    if whole:
        return inner
    both = _join(outer, inner)
    is_part = joined or table_words()["parts"].fullmatch(inner) or link_name(outer) != "other"
    return both if is_part or link_name(both) != "other" else inner


def _join(outer: str, inner: str) -> str:
    """The words of a column's head and of a row in one name, in the order that the catalogue knows."""
    if not outer or not inner or outer in inner:
        return inner or outer
    if outer.endswith(inner) and link_name(outer) != "other":
        return outer
    if inner[-_SAME_ENDING:] == outer[-_SAME_ENDING:]:
        # 城镇常住人口 in a column of 年末常住人口.
        return inner
    # 城镇居民 below 居民人均可支配收入 says 居民 once.
    outer = outer.removeprefix("城乡") if inner[:2] in ("城镇", "农村") else outer
    once = [inner + outer[2:]] if inner[-2:] == outer[:2] else []
    # 制造业 below 固定资产投资 is 制造业投资, 工业 below 全社会用电量 is 工业用电量.
    tails = [inner + outer[-size:] for size in _TAILS if table_words()["parts"].fullmatch(inner)]
    peopled = [f"{a}居民{b}" for a, b in ((inner, outer), (outer, inner)) if a in ("城镇", "农村")]
    for words in [*once, *peopled, inner + outer, outer + inner, *tails]:
        if link_name(words) != "other":
            return words
    if table_words()["parts"].fullmatch(inner) and link_name(outer) in table_words()["wholes"]:
        # 工业 alone names no indicator, below output it does.
        return f"{inner}增加值" if link_name(inner) == "other" and inner.endswith("业") else inner
    return inner + outer


def fit_subject(place: Place, subject: Subject, measure: str, unit: str) -> Subject:
    """A level in a unit that its indicator never has is something else, and so is the part of revenue that taxes make up."""
    shares = (tax_share(subject, measure, head.text) for head in (*place.column, *place.row))
    if share := next(filter(None, shares), None):
        return share
    indicator = catalogue().get(subject.code)
    fits = measure != "level" or indicator is None or unit_fits(indicator, unit)
    return subject if fits else replace(subject, code="other")


# -- place, basis ------------------------------------------------------------------------------------------


def find_area(place: Place, setting: Setting) -> tuple[Area, str]:
    """The place of a value and the rule that found it."""
    if place.row_area:
        area, rule = place.row_area[-1], "area_row"
    else:
        heads = (*reversed(place.row), *reversed(place.column))
        named = next((head.area for head in heads if head.area is not None), None)
        above = next((head.area for head in (*place.section, *place.title) if head.area), None)
        area = named if named is not None else above or setting.area
        rule = "area_head" if named is not None else "area_title" if above else "area_article"
    if not area.short:
        raise Unknown("table cell without an area")
    return area, rule


@cache
def _basis() -> re.Pattern[str]:
    return re.compile(read_toml("cues.toml")["basis"])


def find_basis(place: Place) -> str:
    """The definition that the heads name, as written."""
    pattern = _basis()
    found = (pattern.search(head.text) for head in (*reversed(place.column), *reversed(place.row)))
    return next((match[0] for match in found if match), "")
