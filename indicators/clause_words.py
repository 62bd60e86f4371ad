"""The words of a clause without the times and places among them."""

from __future__ import annotations

import re

from indicators.area_mentions import heads
from indicators.areas import area_below
from indicators.lexicon import pattern
from indicators.periods import find_periods
from indicators.regions import find_places
from indicators.sentence import Sentence
from indicators.words import find_names

PART_KINDS = ("区", "园", "镇", "乡", "街道", "走廊", "产业带")
"""What the name of a zone or town ends with."""
_HEADINGS = ("概况", "概述", "简况")
"""How headings of descriptions end."""


def without_times(sentence: Sentence, rest: str) -> str:
    """The words without their times, but for those that something is only compared with."""
    if not any(sentence.text[m.start : m.end] in rest for m in sentence.times):
        return rest
    for mention in reversed(find_periods(rest, sentence.setting.clock)):
        if not mention.is_base:
            rest = _without_heading(rest[: mention.start], rest[mention.end :]) + rest[mention.end :]
    return rest


def _without_heading(before: str, behind: str) -> str:
    """The words before a time, none where they are a heading that runs on into its text: 经济概况2006年生产总值7亿元, 工业2006年工业总产值."""
    head = before.strip()
    runs_on = 1 < len(head) <= len(behind) and (behind.startswith(head) or head.endswith(_HEADINGS))
    names = find_names(behind) if runs_on else []
    return "" if names and names[0].start() == 0 else before


def without_places(sentence: Sentence, rest: str) -> str:
    """The words behind the places that head a clause: 孝感、黄冈继荆州后跨越; and behind the report's own: 东湖地区生产总值."""
    own = sentence.setting.area.short
    for name in (own, own[:-1]):
        if len(name) > 1 and name in rest:
            before, _, behind = rest.partition(name)
            behind = pattern("all_of_it").sub("", behind)
            names = find_names(behind)
            rest = before + behind if names and names[0].start() == 0 else rest
    rest = _without_zone(sentence, _without_counted(sentence, rest))
    if not sentence.places:
        return rest
    end = 0
    for mention in find_places(rest, sentence.setting.area):
        between = rest[end : mention.start].strip("、和与及的，, ")
        if between and not pattern("after_others").fullmatch(between) and not heads(between):
            break
        end = mention.end
    behind = pattern("after_others").sub("", rest[end:]) if end else rest
    return pattern("and_others").sub("", behind) if end and sentence.where else behind


def _without_zone(sentence: Sentence, rest: str) -> str:
    """The words behind a zone or town of no table that heads a clause of a county's or city's report: 高新区实际利用外资."""
    if not any(kind in rest for kind in PART_KINDS) or sentence.setting.area.level not in ("county", "prefecture"):
        return rest
    zone = pattern("zone_head").match(rest)
    names = find_names(rest[zone.end() :]) if zone else []
    return rest[zone.end() :] if zone and names and names[0].start() == 0 else rest


def _without_counted(sentence: Sentence, rest: str) -> str:
    """The words behind towns, or places told by their bare names and their number, where each has a figure: 东湖、西湖两区财政收入."""
    if sentence.where and not sentence.places and (towns := pattern("towns_listed").match(rest)):
        return rest[towns.end() :]
    counted = pattern("places_counted").search(rest) if sentence.where else None
    if counted is None or counted.end() == len(rest):
        return rest
    known = any(area_below(piece, sentence.setting.area) for piece in re.split("[、和与及]|以及", counted["list"]))
    return rest[counted.end() :] if known else rest


def without_deductions(text: str) -> str:
    """Words without what growth is cleared of (扣除价格因素) or only compared with or matters to (，快于经济增速，), as long as before.

    >>> without_deductions("扣除价格因素实际")
    '，，，，，，实际'
    """
    for told in (pattern("deducted"), pattern("compared_only")):
        text = told.sub(lambda found: "，" * len(found[0]), text)
    return text
