"""The place that a text names most, among those that its 全区 or 我市 can stand for."""

from __future__ import annotations

from collections import Counter

from indicators.area_mentions import AreaMention, find_areas, find_new_zones, find_pointing, link_pointing
from indicators.areas import NOWHERE, Area
from indicators.bare_names import find_bare_name
from indicators.lexicon import head_pattern

_OPENS = 8
_LONGEST_ZONE = 16
"""So far into a text stands the zone that it opens with, behind its province at most, and so long may its name be."""
_LOWER = frozenset("市县旗州镇乡")
"""Kinds of places below a province; 我区 may be an autonomous one."""
_BESIDE = 12
"""So far before a place stands what it is only compared by."""


def area_named_most(text: str) -> Area:
    """The place named most often among those that 全区, 全县, 我市 in the text can stand for."""
    pointing = Counter(match.group()[-1] for match in find_pointing(text) if match.group() not in ("全国", "我国"))
    # A county's text speaks of 我省 too, a province's of no county as ours: then 省 comes last.
    ours = {match.group()[-1] for match in find_pointing(text) if match.group()[0] in "我本"}
    kinds = sorted((kind for kind, _ in pointing.most_common()), key=lambda kind: kind == "省" and bool(ours & _LOWER))
    beside, own, higher = head_pattern("beside"), head_pattern("own_behind"), head_pattern("lies_above")
    mentions = find_areas(text)
    if zone := _zone_alone(mentions, find_new_zones(text), pointing):
        return zone
    counts = Counter(
        mention.area
        for mention in mentions
        if mention.area.code
        and mention.area.level != "country"
        and not is_venue(text, mention)
        and not higher.match(text, mention.end)
        and (own.match(text, mention.end) or not beside.search(text, max(0, mention.start - _BESIDE), mention.start))
    )
    for kind in kinds:
        called = [(a, n) for a, n in counts.most_common() if a.level != "zone" and link_pointing(f"全{kind}", a) == a]
        if called:
            return called[0][0]
    if "区" in kinds and (zone := _zone_named_most(text)):
        return zone
    if above := _above_all(counts, kinds):
        return above
    if kinds and (bare := find_bare_name(text, kinds[0])):
        return bare
    only = next(iter(counts), NOWHERE) if len(counts) == 1 else NOWHERE
    # 我区 in a text that names no place but a city is a district's that it leaves unnamed.
    foreign = any(link_pointing(f"我{kind}", only) is None for kind in ours)
    return NOWHERE if foreign else only


def _above_all(counts: Counter[Area], kinds: list[str]) -> Area | None:
    """The prefecture that 全市 or 全州 stands for where a text names none, but two or more places of one alone."""
    below = [area for area in counts if area.level not in ("province", "prefecture")]
    for kind in kinds:
        above = {link_pointing(f"全{kind}", area) for area in below}
        if len(below) > 1 and len(above) == 1 and (area := above.pop()) and area.level == "prefecture":
            return area
    return None


def is_venue(text: str, mention: AreaMention) -> bool:
    """Whether a place is only where a congress meets: 人大会议在南宁开幕."""
    return text.endswith("在", 0, mention.start) and head_pattern("venue").match(text, mention.end) is not None


def _zone_alone(mentions: list[AreaMention], zones: list[AreaMention], pointing: Counter[str]) -> Area | None:
    """The one zone of no table that a text names more often than it says 全市, where it names other places only as part of that name."""
    if len({zone.area for zone in zones}) != 1 or len(zones) <= sum(
        pointing[kind] for kind in pointing if kind != "区"
    ):
        return None
    apart = (m for m in mentions if not any(zone.start <= m.start < zone.end for zone in zones))
    return None if any(m.area.code and m.area.level != "country" for m in apart) else zones[0].area


def _zone_named_most(text: str) -> Area | None:
    """The zone that a text without a district of its own names more than once, which its 全区 stands for."""
    zones = Counter(m.area for m in (*find_areas(text), *find_new_zones(text)) if m.area.level == "zone")
    return next((zone for zone, count in zones.most_common(1) if count > 1), None)


def zone_opening(text: str) -> Area | None:
    """The zone of no table that a text opens with, behind its province at most: 江苏海门经济开发区经过…."""
    opening = find_new_zones(text[: _OPENS + _LONGEST_ZONE])
    return next((mention.area for mention in opening if mention.start < _OPENS), None)
