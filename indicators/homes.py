"""Which place a report and each of its articles is about: stated, named in a title, or spoken of as ours."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from indicators.area_mentions import (
    AreaMention,
    find_areas,
    find_bare_zone,
    find_new_zones,
    find_own_zone,
    find_pointing,
    find_shared_name,
    link_pointing,
)
from indicators.areas import NOWHERE, Area, ancestors, area_by_code, area_by_name
from indicators.bare_names import find_town
from indicators.heads import Head
from indicators.lexicon import head_pattern
from indicators.model import Report
from indicators.most_named import area_named_most, is_venue, zone_opening
from indicators.segments import Line
from indicators.titles import without_series

_OPENING = 400
_LONGEST_TITLE = 40
_SOON = 24
"""So far into an article's title its place is named."""
_TIME_BEFORE = re.compile(
    r"[#\s]*(?:(?:19|20)\d{2}年)?(?:前?[一二三四1-4]个?季度|[上下]半年|前?[0-9]{1,2}(?:[-—–~至][0-9]{1,2})?个?月份?)?[，,：:]?"
)
"""The time that a title tells before the bare name of a place: 前三季度江津…, 2023年1-5月上饶…."""


def find_home(report: Report, head: Head, text: str) -> Area:
    """The place that the whole page is about: stated, in its title, whose congress or office speaks, spoken of as ours, or named most."""
    if report.area:
        return find_stated_area(report)
    for title in (*head.titles, report.doc_id):
        if named := _place_of_title(title, text, head.dated):
            own = named in ancestors(head.assembly) or _is_same_by_stem(named, head.assembly)
            return head.assembly if own else _spoken_of_within(named, head, text)
    if head.assembly.code:
        return _spoken_of_within(head.assembly, head, text)
    if bureau := _place_of_bureau(head, text):
        return bureau
    if town := _town_told(head, text):
        return town
    if country := _nation_speaking(head, text, report.publisher):
        return country
    if head.alone and (publisher := _place_of_publisher(report, text)):
        return publisher
    told = _named_by_stem(head, text)
    if not _called_ours(told, text):
        # 经甲省统计局核算，全市…, 来源：乙日报: the paper's place, if there is one, and not the other place that is named.
        told = _place_of_source(head, text, report.publisher) or told
    return _zone_speaking(head, text, told) or told


def _is_same_by_stem(named: Area, assembly: Area) -> bool:
    """Whether a site's place is the one whose congress a report of its time was given to: 长乐区 above a report of 长乐市."""
    return bool(assembly.code) and named.code != assembly.code and named.name[:-1] == assembly.name[:-1]


def _town_told(head: Head, text: str) -> Area | None:
    """The town that a text which calls a town ours introduces, or that it opens with: 青阳湖镇辖2个居委会…; or whose work it tells."""
    pointing = {match.group() for match in find_pointing(text)}
    town = find_town(head.lead, NOWHERE, "town_told")
    if town and (any(word[-1] in "乡镇" for word in pointing) or head.begins.startswith(town.name)):
        return town
    at_work = find_town(head.lead, NOWHERE, "town_at_work")
    # What is told of 全区 before the town is named is another place's text; behind it, 全区第一 is only what the town is ranked in.
    before = find_pointing(head.lead[: head.lead.find(at_work.name)]) if at_work else []
    ours = any(word[0] in "我本" and word[-1] in "区县市" for word in pointing)
    return None if ours or any(match.group()[-1] in "区县市" for match in before) else at_work


def _called_ours(place: Area, text: str) -> bool:
    """Whether 全市, 我县 and the like in a text can all stand for a place."""
    return bool(place) and all(link_pointing(match.group(), place) for match in find_pointing(text))


def _spoken_of_within(named: Area, head: Head, text: str) -> Area:
    """A title's or a congress's place, or the one within it that the lead names again and again where 全市 or 我区 can't be that.

    News of a province's first zone of its kind, or of a city's deputies to its congress, speak of the city as theirs.
    """
    pointing = {match.group() for match in find_pointing(text)}
    if all(link_pointing(word, named) for word in pointing):
        return named
    counts = Counter(mention.area for mention in head.places if named in ancestors(mention.area))
    within = (area for area, n in counts.most_common() if n > 1 and all(link_pointing(word, area) for word in pointing))
    return next(within, named)


def _nation_speaking(head: Head, text: str, publisher: str) -> Area | None:
    """The country, where its own bureau or premier speaks or published the page and no other place is spoken of as ours."""
    published = f"{head.lead}\n来源：{publisher}"
    told = head_pattern("national_voice").search(head.lead) or head_pattern("national_office").search(published)
    of_all = told and all(match.group() in ("全国", "我国") for match in find_pointing(text))
    return area_by_code("000000") if of_all else None


def _place_of_title(title: str, text: str, dated: tuple[int, int] | None) -> Area | None:
    """The place that a title names: [实干兴湖北]石首:… is on 石首, whatever its series is called."""
    if zone := _own_zone(title):
        return zone
    if town := _town_of(title):
        return town
    if head_pattern("whole_country").match(title) and (country := area_by_code("000000")):
        return country
    told = without_series(title)
    if mentions := _named(told):
        return mentions[0].area
    if shared := find_shared_name(told):
        return area_by_name(shared, _place_above(text)) or replace(NOWHERE, name=shared, short=shared)
    if told == title:
        return None
    series = title[: len(title) - len(told)].strip("#[]［］【】〔〕 ")
    return _stem_at_start(told, text, dated) or _place_of_title(series, text, dated)


def _town_of(title: str) -> Area | None:
    """The town that a title is about, below the place that the title names before it."""
    above = [mention.area for mention in find_areas(title)]
    return find_town(title, above[-1] if above else NOWHERE)


def _named(title: str, home: Area = NOWHERE) -> list[AreaMention]:
    """The places that a title is about: not 我国, and not where a congress only meets, as in 自治区人大会议在南宁开幕."""
    named = [m for m in find_areas(title, home) if title[m.start : m.end] != "我国"]
    if any(match.group()[-1] not in "国内" for match in find_pointing(title)):
        # 我省增速居全国第一 is not about the country.
        named = [m for m in named if m.area.level != "country"]
    return [m for m in named if not is_venue(title, m)]


def _place_of_bureau(head: Head, text: str) -> Area | None:
    """The place whose own office tells the news: 从甲市统计局获悉; 全市 or 我县 in the text must stand for it or one above."""
    told = head_pattern("bureau")
    named = (mention.area for mention in head.places if told.match(head.lead, mention.end))
    pointing = {match.group() for match in find_pointing(text)}
    return next((area for area in named if all(link_pointing(word, area) for word in pointing)), None)


def _may_be_title(line: Line) -> bool:
    """A heading, or a short line without a full stop: titles of news hold figures and are no headings for that."""
    return line.kind == "heading" or (len(line.text) <= _LONGEST_TITLE and line.text.rstrip()[-1:] not in "。；;：:，,")


def _named_by_stem(head: Head, text: str) -> Area:
    """The place whose bare name opens the title or the text (昆山…, 全市); else the one named most."""
    if any(match.group()[-1] == "区" for match in find_pointing(text)) and (zone := zone_opening(head.begins)):
        return zone
    openings = (*map(without_series, head.titles), head.begins)
    stems = (area for opening in openings if (area := _stem_at_start(opening, text, head.dated)))
    return next(stems, None) or area_named_most(text)


def _zone_speaking(head: Head, text: str, city: Area) -> Area | None:
    """The zone of a city whose text names it by its kind alone, in its title and again: 经开区2022年工作情况汇报."""
    kind, zone = find_bare_zone(head.title, city)
    our_city = any(match.group() == "我市" for match in find_pointing(text))
    return zone if kind and not our_city and text.count(kind) > 1 else None


def _place_of_publisher(report: Report, text: str) -> Area | None:
    """The place whose office published a page, where 全区 or 我区 in the text stands for it and for no place of another kind below it."""
    pointing = {match.group() for match in find_pointing(text)}
    named = [mention.area for mention in find_areas(report.publisher)]
    if not named and (shared := find_shared_name(report.publisher)):
        named = [area_by_name(shared, _place_above(text)) or replace(NOWHERE, name=shared, short=shared)]
    for area in named:
        linked = [link_pointing(word, area) for word in pointing]
        if area in linked and all(linked):
            return area
    return None


def _place_of_source(head: Head, text: str, publisher: str) -> Area:
    """The place whose paper or office a page comes from, or its zone where the text calls none but that: 来源：甲日报, 高新区….

    Only a place that 全市 or 我县 in the text can stand for.
    """
    source = head_pattern("source").search(f"{head.lead}\n来源：{publisher}")
    if source is None:
        return NOWHERE
    pointing = {match.group() for match in find_pointing(text)}
    kinds = source["kind"] or "".join(word[-1] for word in sorted(pointing)) + "市县区旗州"
    named = (area for kind in kinds if (area := area_by_name(source["stem"] + kind)))
    place = next((area for area in named if link_pointing(f"全{area.name[-1]}", area)), NOWHERE)
    for opening in head.titles:
        if place.code and (zone := find_own_zone(place.name[:-1] + opening)):
            return zone
    return place if all(link_pointing(word, place) for word in pointing) else NOWHERE


def _stem_at_start(title: str, text: str, dated: tuple[int, int] | None) -> Area | None:
    """The place whose bare name opens a title, of a kind that the text points to, the commonest first; none that was gone by then."""
    kinds = Counter(match.group()[-1] for match in find_pointing(text) if match.group() not in ("全国", "我国"))
    opening = title[_TIME_BEFORE.match(title).end() :]  # type: ignore[union-attr]
    if any(not mention.start and mention.area.level == "zone" for mention in find_areas(opening[:_LONGEST_TITLE])):
        return None
    for kind, _ in kinds.most_common():
        for length in (4, 3, 2):
            area = area_by_name(opening[:length] + kind) if len(opening) > length else None
            if area and not (dated and area.valid_to and int(area.valid_to[:4]) < dated[0]):
                return area
    return None


def _own_zone(title: str) -> Area | None:
    """The zone that a title opens with or names before any other place, where our table holds none of that name."""
    mentions = find_areas(title)
    if any(m.area.level == "zone" for m in mentions):
        return None
    if zone := find_own_zone(title):
        return zone
    # 科学城甲市高新区2024年工作情况: the city's name is only part of the zone's.
    zones = find_new_zones(title)
    return zones[0].area if zones and (not mentions or zones[0].start <= mentions[0].start) else None


def _place_above(text: str) -> Area:
    """The first prefecture or province that a text names, or that a place named in it lies in."""
    named = (area for m in find_areas(text) for area in (m.area, *ancestors(m.area)))
    return next((area for area in named if area.level in ("prefecture", "province")), NOWHERE)


def find_stated_area(report: Report) -> Area:
    """The place that front matter or a person states; of two with that name the one near a place that the document names."""
    near = _place_above(f"{report.publisher} {report.title} {report.area}\n{report.text[:_OPENING]}")
    mentions = find_areas(report.area, near)
    if mentions and mentions[-1].end == len(report.area):
        return mentions[-1].area
    return area_by_name(report.area, near) or replace(NOWHERE, name=report.area, short=report.area)


def find_own_area(head: Head, group: list[Line], home: Area, report: Report) -> Area:
    """An article's own place: the most precise that its title names, else the page's."""
    if report.area:
        return home
    for title in head.titles:
        if zone := _own_zone(title) or _town_of(title):
            return zone
        if area := _most_precise(title, home):
            return home if head.alone and (area in ancestors(home) or _is_same_by_stem(area, home)) else area
    first = next((line for line in group if line.kind == "paragraph"), None)
    if first and _may_be_title(first) and (zone := _own_zone(first.text)):
        return zone
    opening = find_areas(first.text[:16], home) if first and len(group) > 1 else []
    if opening and (head.alone or home.level == "zone") and opening[0].area in ancestors(home):
        return home
    return opening[0].area if opening and not first.text[: opening[0].start].strip() else home  # type: ignore[union-attr]


def _most_precise(title: str, home: Area) -> Area | None:
    """The place that a title names first, or one within it that it or the name of its series names too."""
    told = without_series(title)
    mentions = [mention.area for mention in _named(told, home) if mention.start < _SOON]
    mentions += [m.area for m in find_areas(title[: len(title) - len(told)], home)]
    return next((a for a in reversed(mentions) if a is mentions[0] or mentions[0] in ancestors(a)), None)
