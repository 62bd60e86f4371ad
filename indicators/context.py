"""What a report says of itself: its articles, each with its place, its clock, and whether a part reviews or plans."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from indicators.areas import (
    NOWHERE,
    Area,
    ancestors,
    area_by_name,
    find_areas,
    find_own_zone,
    find_pointing,
    link_pointing,
)
from indicators.lexicon import read_toml
from indicators.model import Period, Report
from indicators.periods import Clock, months_period, year_period
from indicators.segments import Line, parse_dateline, split_lines

_OPENING = 400
_NOTES = "注释"
_TURNING = re.compile(
    r"(?:#+\s*)?(?:[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六][部章节]|.{0,8}(?:(?:19|20)\d{2}年|今年|明年|下一步|过去|[一二三五十]年来|主要预期目标))"
)
"""Headings that may turn from review to plan: numbered at the top level, or naming a time."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when an article's statements hold unless they say otherwise.

    ``mode`` is review, plan or empty; ``default`` the period of a statement that names none.
    """

    title: str
    area: Area
    clock: Clock
    mode: str
    default: Period | None
    planned: Period | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A titled part of a page: its lines and its setting."""

    lines: tuple[Line, ...]
    setting: Setting


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of report: its title's words, the year it reviews and the year it calls 今年, both from the title's year."""

    pattern: re.Pattern[str]
    reviews: int
    now: int | None


@cache
def _sections() -> dict[str, Any]:
    table = read_toml("sections.toml")
    compiled: dict[str, Any] = {
        key: re.compile(table[key]["pattern"])
        for key in ("review", "plan", "announce", "inline", "title_year", "notes")
    }
    compiled["kind"] = [_Kind(re.compile(k["pattern"]), k["reviews"], k.get("now")) for k in table["kind"]]
    return compiled


def split_articles(report: Report, text: str) -> list[Article]:
    """The articles of a report's (joined) text, in order; a plain report is one article."""
    lines = list(split_lines(text))
    groups = list(_groups(lines, report))
    home = _home(report, lines, text)
    date_of_page = _dated(report, lines[:8])
    return [
        Article(tuple(group), _setting(report, group, text, home, date_of_page, len(groups) == 1)) for group in groups
    ]


def _groups(lines: list[Line], report: Report) -> Iterator[list[Line]]:
    """A separator ends an article; in a page that is no single report a heading that names a place begins one."""
    whole = _kind(report.title or (lines[0].text if lines else "")) is not None
    group: list[Line] = []
    body = False
    for line in lines:
        if line.kind == "separator":
            if group:
                yield group
            group, body, whole = [], False, False
            continue
        if body and not whole and line.kind == "heading" and _names_article(line.text):
            yield group
            group, body = [], False
        body = body or line.kind == "paragraph"
        group.append(line)
    if group:
        yield group


def _names_article(heading: str) -> bool:
    text = heading.strip()
    if text.startswith("#"):
        return text.startswith("# ")
    return text.startswith("【") or (bool(mentions := find_areas(text)) and mentions[0].start == 0 and len(text) > 8)


def _kind(title: str) -> _Kind | None:
    return next((kind for kind in _sections()["kind"] if kind.pattern.search(title)), None)


def _dated(report: Report, lines: list[Line] | tuple[Line, ...]) -> tuple[int, int] | None:
    if report.published:
        return report.published.year, report.published.month
    for line in lines:
        if line.kind == "dateline" and (found := parse_dateline(line.text)):
            return found[0], found[1]
    return None


def _setting(
    report: Report, group: list[Line], text: str, home: Area, page_date: tuple[int, int] | None, single: bool
) -> Setting:
    title = _title(group, report, single)
    dated = _dated(report, group[-2:]) or _dated(report, group[:4]) or page_date
    area = _area(title, group, home, report)
    body = text[group[0].start : group[-1].end]
    clock, mode, default = _clock(_dating_title(title, report, single), body, dated, text)
    planned = year_period(clock.now) if mode == "review" and clock.now != clock.review else None
    return Setting(title, area, clock, mode, default, planned)


def _title(group: list[Line], report: Report, single: bool) -> str:
    if single and report.title:
        return report.title
    headings = []
    for line in group:
        if line.kind == "paragraph":
            break
        if line.kind == "heading":
            headings.append(line.text.strip().lstrip("#").strip())
    titled = [text for text in headings if not re.fullmatch(r"【[^】]*】|您?当前所?在?位置.*|来源.*", text)]
    return (titled or headings or [report.title])[0] if not report.title or not single else report.title


def _dating_title(title: str, report: Report, single: bool) -> str:
    """The title, or the file's name where that says more: 1954年国务院政府工作报告."""
    if single and not _sections()["title_year"].search(title) and _sections()["title_year"].search(report.doc_id):
        return report.doc_id
    return title


def _clock(title: str, body: str, dated: tuple[int, int] | None, page: str) -> tuple[Clock, str, Period | None]:
    """Title first, then the dateline, then the year that the page names most: never a guess from nothing."""
    head = title + " " + body[:_OPENING]
    named = _sections()["title_year"].search(title)
    kind = _kind(title) or _kind(body[:_OPENING])
    year = int(named["Y"]) if named else None
    if kind and kind.now is not None:
        stated = year or _report_year(head) or (dated[0] if dated else None)
        late = _late_month(head, stated) if stated and kind.now == 0 else None
        if stated and late:
            return Clock(stated, late, stated), "review", year_period(stated)
        if stated:
            reviewed = stated + kind.reviews
            return Clock(stated + kind.now, None, reviewed), "review", year_period(reviewed)
    if kind and year:
        return Clock(year, None, year), "", _title_period(title, year)
    if dated:
        month = dated[1]
        speaks_of_year = year == dated[0] or bool(
            re.search(rf"今年|本年|年初|上半年|季度|{dated[0]}年|(?<!\d年)\b1?\d月", body)
        )
        default = year_period(dated[0]) if speaks_of_year else None
        clock = Clock(dated[0], month, dated[0] if speaks_of_year else None)
        return clock, "", default
    if year:
        return Clock(year, None, year), "", _title_period(title, year)
    now = _common_year(body, single=False) or _common_year(page)
    return Clock(now, None, now), "", year_period(now)


def _report_year(head: str) -> int | None:
    """The year in which a report was given: 2025年1月19日在…会议上."""
    match = re.search(r"((?:19|20)\d{2})年\d{1,2}月\d{1,2}日(?:在|[^。]{0,12}会议)", head)
    return int(match[1]) if match else None


def _late_month(head: str, year: int) -> int | None:
    """The month of a report given in the second half of its year, which reviews that year (before an election)."""
    found = re.search(rf"{year}年(\d{{1,2}})月\d{{1,2}}日", head)
    return int(found[1]) if found and int(found[1]) >= 7 else None


def _title_period(title: str, year: int) -> Period | None:
    for word, last in (("上半年", 6), ("前三季度", 9), ("一季度", 3), ("1季度", 3)):
        if word in title:
            return months_period(year, 1, last)
    match = re.search(r"年(\d{1,2})[-—–~至](\d{1,2})月", title)
    if match:
        return months_period(year, int(match[1]), int(match[2]))
    return year_period(year)


def _common_year(body: str, single: bool = True) -> int | None:
    """The year that a text without title year or dateline names most often, if at least twice or (``single``) alone.

    Years that something is compared with or counted from do not date a text: 是2010年的2倍, 2013年以来.
    """
    named = re.findall(r"(?<![比较是与])((?:19|20)\d{2})年(?!的?[0-9.]+倍|以来)", re.sub("《[^》]*》", "", body))
    years = Counter(int(year) for year in named)
    if not years:
        return None
    year, count = max(years.items(), key=lambda item: (item[1], item[0]))
    return year if count >= 2 or (single and len(years) == 1) else None


def _home(report: Report, lines: list[Line], text: str) -> Area:
    """The place that the whole page is about: stated, in its title, spoken of as ours, or named most."""
    if report.area:
        return _stated_area(report)
    for title in (report.title, *(line.text for line in lines[:3] if line.kind == "heading"), report.doc_id):
        if zone := _own_zone(title):
            return zone
        mentions = find_areas(title)
        if mentions:
            return mentions[0].area
    return _named_by_stem(report.title or lines[0].text, text) if lines else NOWHERE


def _named_by_stem(title: str, text: str) -> Area:
    """The place whose bare name opens the title, of the kind that the text points to (昆山…, 全市); else the one named most."""
    kinds = Counter(match.group()[-1] for match in find_pointing(text) if match.group() not in ("全国", "我国"))
    opening = re.sub(r"^[#\s]*(?:(?:19|20)\d{2}年[0-9一二三四上半前季度月份至\-—–~]*)?", "", title)
    for kind, _ in kinds.most_common(1):
        for length in (4, 3, 2):
            if len(opening) > length and (area := area_by_name(opening[:length] + kind)):
                return area
    return _area_named_most(text)


def _own_zone(title: str) -> Area | None:
    """The zone that a title opens with, where our table holds none of that name."""
    zone = find_own_zone(title)
    listed = [m.area for m in find_areas(title) if m.area.level == "zone"] if zone else []
    return None if listed else zone


def _stated_area(report: Report) -> Area:
    """The place that front matter states; of two with that name the one near a place that the document names."""
    around = f"{report.publisher} {report.title} {report.area}\n{report.text[:_OPENING]}"
    named = (area for m in find_areas(around) for area in (m.area, *ancestors(m.area)))
    near = next((area for area in named if area.level in ("prefecture", "province")), NOWHERE)
    mentions = find_areas(report.area, near)
    if mentions and mentions[-1].end == len(report.area):
        return mentions[-1].area
    return area_by_name(report.area, near) or replace(NOWHERE, name=report.area, short=report.area)


def _area_named_most(text: str) -> Area:
    """The place named most often among those that 全区, 全县, 我市 in the text can stand for."""
    pointing = Counter(match.group()[-1] for match in find_pointing(text) if match.group() not in ("全国", "我国"))
    kinds = [kind for kind, _ in pointing.most_common()]
    counts = Counter(
        mention.area for mention in find_areas(text) if mention.area.code and mention.area.level != "country"
    )
    for kind in kinds:
        own = [(a, n) for a, n in counts.most_common() if a.level != "zone" and link_pointing(f"全{kind}", a) == a]
        if own:
            return own[0][0]
    return counts.most_common(1)[0][0] if len(counts) == 1 else NOWHERE


def _area(title: str, group: list[Line], home: Area, report: Report) -> Area:
    """An article's own place: the most precise that its title names, else the page's."""
    if report.area:
        return home
    headings = [title, *(line.text for line in group[:4] if line.kind == "heading")]
    for text in headings:
        if zone := _own_zone(text):
            return zone
        mentions = [m.area for m in find_areas(text, home) if m.start < 24]
        below = [a for a in mentions if a is mentions[0] or mentions[0] in ancestors(a)]
        if below:
            return below[-1]
    first = next((line for line in group if line.kind == "paragraph"), None)
    opening = find_areas(first.text[:16], home) if first and len(group) > 1 else []
    return opening[0].area if opening and not first.text[: opening[0].start].strip() else home  # type: ignore[union-attr]


def read_heading(setting: Setting, heading: str) -> Setting:
    """The setting behind a heading or an opening phrase: 二、2015年工作安排 turns to the plan for 2015."""
    sections = _sections()
    if heading == _NOTES or sections["notes"].match(heading.strip()):
        return replace(
            setting, mode="review" if setting.mode else "", default=year_period(setting.clock.review) or setting.default
        )
    if not _TURNING.match(heading.strip()):
        return setting
    plan, review = sections["plan"].search(heading), sections["review"].search(heading)
    if not plan and not review:
        return setting
    year = re.search(r"((?:19|20)\d{2})年", heading)
    if plan and (not review or (year and int(year[1]) == setting.clock.now != setting.clock.review)):
        planned = year_period(int(year[1])) if year else setting.planned or year_period(setting.clock.now)
        return replace(setting, mode="plan", default=planned)
    if setting.mode == "plan" and not re.search("回顾|总结|过去|情况", heading):
        return setting
    reviewed = int(year[1]) if year else setting.clock.review
    if reviewed and not year and re.search("(?:过去|上)五年|五年(?:来|工作)", heading):
        return replace(setting, mode="review", default=year_period(reviewed - 4, reviewed))
    return replace(
        setting,
        mode="review",
        clock=replace(setting.clock, review=reviewed),
        default=year_period(reviewed) or setting.default,
    )


def find_turns(line: Line) -> list[tuple[int, str]]:
    """Where inside a paragraph a new part begins, as (offset in the flat text, its opening words)."""
    sections = _sections()
    turns = [(line.start + m.start("head"), m["head"]) for m in sections["inline"].finditer(line.text)]
    turns += [(line.start + m.start("head"), _NOTES) for m in sections["notes"].finditer(line.text)]
    turns += [(line.start + m.start(), "主要预期目标") for m in sections["announce"].finditer(line.text)]
    return sorted(turns)
