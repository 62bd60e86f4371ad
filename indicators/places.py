"""Which place a figure describes: the one that heads its clause, the paragraph's, or a single named thing."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter, itemgetter

from indicators.area_mentions import find_areas, find_pointing, find_zone_words, heads, link_pointing
from indicators.areas import NOWHERE, Area, ancestors
from indicators.lexicon import catalogue, pattern, sought
from indicators.projects import COUNTED
from indicators.regions import LEVEL
from indicators.sentence import Sentence
from indicators.terms import Subject
from indicators.things import (
    HOLDS_ZONES,
    clause_before,
    find_heading_thing,
    find_heading_zone,
    find_single_thing,
    zone_name,
)
from indicators.words import find_names

HIGHER = frozenset({"prefecture", "province", "country"})
"""Levels of places that a district's report names mostly as yardsticks."""
_PARTS = frozenset({"other", "projects"})
"""Codes of statements that do not make their place the topic of the clauses that follow."""

_FEW = 8
"""So many places before a figure are looked at; those named for comparison stand close to what they are compared with."""
_WHOLE = re.compile("(?:占|高于|低于|快于|好于)(?:了)?(?:全[省市区县旗州国]|我[省市区县旗州])")
"""A place that something is only a part of, or is compared with."""


def find_heading_areas(sentence: Sentence) -> list[tuple[int, Area]]:
    """The places that head a clause, as (offset, area), in order."""
    text, home = sentence.text, sentence.setting.area
    found = [(m.start, m.end, m.area) for m in sentence.places]
    for match in find_pointing(text):
        area = link_pointing(match.group(), home)
        if area is None and home.level == "town" and match.group()[-1] in "区县市州省":
            # A town's text that names no place above it can mean no other by 全市.
            area = NOWHERE
        if area is not None:
            found.append((match.start(), match.end(), area))
    if sentence.zone.code:
        found += [(m.start(), m.end(), sentence.zone) for m in find_zone_words(text)]
    heading = [(start, end, area) for start, end, area in found if _heads_clause(sentence, start, end)]
    return sorted(
        ((start, area) for start, end, area in heading if _is_about(sentence, end, area)), key=lambda item: item[0]
    )


def _heads_clause(sentence: Sentence, start: int, end: int) -> bool:
    first = sentence.clause_start(start)
    before = sentence.text[_item_start(sentence, first, start) : start]
    for mention in sentence.periods:
        if first <= mention.start and mention.end <= start:
            before = before.replace(sentence.text[mention.start : mention.end], "")
    behind = sentence.text[end : end + 12]
    if pattern("source_before").search(before) and pattern("source_behind").match(behind):
        return False
    if pattern("no_subject_behind").match(behind) or pattern("places_together").match(behind):
        return False
    return heads(before) and not _beside_another(sentence, end)


def _item_start(sentence: Sentence, first: int, start: int) -> int:
    """Where an item of a list begins, behind the figure of the one before: 甲市增长8%、乙区增长9%."""
    ends = [f.end for f in sentence.figures if first <= f.end < start and sentence.text[f.end] == "、"]
    return ends[-1] + 1 if ends else first


def _beside_another(sentence: Sentence, end: int) -> bool:
    """Whether another province or city follows without a mark, as in the name of a park that two places run."""
    return any(m.start == end and m.area.level in ("province", "prefecture") for m in sentence.places)


def _is_about(sentence: Sentence, end: int, area: Area) -> bool:
    """A higher place is the subject only before an indicator, its value or a comma; else it is part of a name (全国重点实验室)."""
    if area.level not in HIGHER or area not in ancestors(sentence.setting.area):
        return True
    if pattern("value_of_place").match(sentence.text[end : end + 16]):
        return True
    names = find_names(sentence.text[end : end + 16])
    return sentence.text[end : end + 1] in "，," or bool(names and names[0].start() <= 5)


def link_area(sentence: Sentence, headings: list[tuple[int, Area]], index: int, subject: Subject) -> tuple[Area, str]:
    """The place of a figure and the rule that found it."""
    if index in sentence.where:
        return sentence.where[index], "area_each"
    if other := _in_brackets(sentence, index):
        return other, "area_clause"
    if thing := find_single_thing(sentence, index, subject):
        return thing, "area_thing"
    if thing := find_heading_thing(sentence, index) or find_heading_zone(sentence, index, subject):
        return thing, "area_thing"
    figure = sentence.figures[index]
    named = _last_heading(sentence, headings, index)
    zoned = named is not None and named[1].level == "zone" and named[0] >= sentence.part_start(figure.start)
    whole = catalogue().get(subject.code)
    if whole and whole.core and subject.code not in _PARTS and not zoned and _is_of_part(sentence, index, subject):
        return NOWHERE, "area_part"
    if named is None or _counts_examples(sentence, index):
        return sentence.home, "area_article"
    at, area = named
    pointing = sentence.text[at] in "全我本"
    higher = area.level in HIGHER and area in ancestors(sentence.setting.area)
    counted = subject.code in _PARTS or subject.code == "project_investment"
    elsewhere = (subject.code in _PARTS and higher) or (counted and _is_elsewhere(sentence, area))
    if (elsewhere and not pointing) or _holds_own(sentence, at, area, figure.start):
        return sentence.home, "area_article"
    lasts = _lasts(sentence, at, area, figure.start) or _goes_on(sentence, at, figure.start, subject)
    if area.level == LEVEL:
        # A region's clause may tell what is done in it, and the next one its output; a semicolon ends what is told of it.
        lasts = (lasts or subject.code == "gdp") and at >= sentence.part_start(figure.start)
    elif area.level == "thing":
        lasts = lasts and at >= sentence.part_start(figure.start)
    return (area, "area_clause") if lasts else (sentence.home, "area_article")


def _last_heading(sentence: Sentence, headings: list[tuple[int, Area]], index: int) -> tuple[int, Area] | None:
    """The last place before a figure that heads a clause and was not named for a value of its own alone."""
    before = bisect_left(headings, sentence.figures[index].start, key=itemgetter(0))
    near = reversed(headings[max(0, before - _FEW) : before])
    return next(((at, area) for at, area in near if not _is_passed(sentence, at, area, index)), None)


def _is_passed(sentence: Sentence, at: int, area: Area, index: int) -> bool:
    """Whether a higher place was only named for its own value, told before: of 全省增长7%，高1个百分点 the second is no value of the province."""
    if area.level not in HIGHER or area not in ancestors(sentence.setting.area):
        return False
    first = sentence.figures[bisect_left(sentence.figures, at, key=attrgetter("start"))].start
    if sentence.figures[index].start == first or pattern("on_year_before").search(sentence.left(index)):
        return False
    told = (pattern("value_of_place").match(sentence.text, at + len(name)) for name in ("全省", area.name, area.short))
    return any(value is not None and value.end() > first for value in told)


def _holds_own(sentence: Sentence, at: int, area: Area, start: int) -> bool:
    """Whether a region at the head of a clause is only what the report's own place is compared with: 长江经济带省份中我省…居第4位."""
    if area.level != LEVEL:
        return False
    behind = find_pointing(sentence.text[at : min(start, sentence.clause_end(at))])
    return any(match.group().startswith("我") for match in behind)


def _is_elsewhere(sentence: Sentence, area: Area) -> bool:
    """Whether a place lies in another province than the report's own: what was signed at 上海招商推介会 is counted at home."""
    own, kinds = sentence.setting.area, ("county", "prefecture", "province")
    return own.level in kinds and area.level in kinds and area.code[:2] != own.code[:2]


def _is_of_part(sentence: Sentence, index: int, subject: Subject) -> bool:
    """Whether a figure is of a part that has no name here: compared with the whole, or behind what a zone or poor counties did."""
    last = sentence.last
    if last and subject.rule == "carried_subject" and (last.rules[3], last.subject.code) == ("area_part", subject.code):
        return True
    if _is_below_own(sentence, index):
        return True
    start = sentence.figures[index].start
    if sentence.setting.area.level not in HOLDS_ZONES and zone_name(sentence, clause_before(sentence, start)):
        return True
    told = sought("statements.toml", "part_told").search(sentence.text[sentence.part_start(start) : start])
    if told is None:
        return False
    behind = _WHOLE.sub("", told["behind"])
    return not find_pointing(behind) and not find_areas(behind, sentence.home)


def _counts_examples(sentence: Sentence, index: int) -> bool:
    """Whether a count is of things of which the words before it only name some, or all: 绍兴黄酒等7个品牌."""
    figure, left = sentence.figures[index], sentence.left(index)
    listed = left.count("、") + 1 == figure.value > 1 and not pattern("each").search(left)
    return figure.unit in COUNTED | {"种", "座", "处", "条"} and (left.rstrip().endswith("等") or listed)


def _is_below_own(sentence: Sentence, index: int) -> bool:
    """Whether a figure is compared with the whole of the report's own place: 增速高于全省 in the province's report."""
    compared = pattern("own_yardstick").search(sentence.left(index))
    return compared is not None and link_pointing(compared["place"], sentence.setting.area) == sentence.setting.area


def _in_brackets(sentence: Sentence, index: int) -> Area | None:
    """The place whose own value stands in brackets behind it: 全省 in 比全省平均水平（7.7%）高0.7个百分点."""
    opened = sentence.clause_start(sentence.figures[index].start)
    if sentence.text[max(0, opened - 1) : opened] not in ("（", "("):
        return None
    if match := pattern("place_in_brackets").search(sentence.text[: sentence.figures[index].start]):
        return link_pointing(match["place"], sentence.setting.area)
    named = [m.area for m in sentence.places if m.end == opened - 1]
    if named and not sentence.text[opened : sentence.figures[index].start].strip("增长下降约"):
        return named[-1]
    compared = pattern("compared_before_bracket").search(sentence.text[: opened - 1])
    return named[-1] if named and compared else None


def _lasts(sentence: Sentence, at: int, area: Area, figure_start: int) -> bool:
    """A lower place outlasts its clause only if an indicator was stated of it there, or nothing at all (西湖区，…)."""
    start, end = sentence.clause_start(at), sentence.clause_end(at)
    if figure_start < end or sentence.home == area or area.level == "zone" or area in ancestors(sentence.home):
        return True
    if any(s.area == area and (s.subject.code not in _PARTS or area.level == LEVEL) for s in sentence.said):
        return True
    return end - at <= len(area.name) + 2 and not any(start <= f.start < end for f in sentence.figures)


def _goes_on(sentence: Sentence, at: int, figure_start: int, subject: Subject) -> bool:
    """Whether a figure only goes on about what the place's clause told without a figure.

    That is what it names (温州市生产总值突破千亿，达到1042亿元), or its economy at large (温州市主要经济指标增速居前，生产总值增长6%).
    """
    start = sentence.clause_start(figure_start)
    end = sentence.clause_end(at)
    if start == end + 1 and pattern("economy_told").search(sentence.text, at, end):
        return not find_pointing(sentence.text[start:figure_start])
    named = at >= sentence.part_start(figure_start) and subject.label in sentence.text[at:end]
    return named and subject.label not in sentence.text[start:figure_start]


def find_listed_areas(sentence: Sentence, index: int, area: Area) -> list[Area]:
    """The other places of a list that shares a figure: 襄阳、宜昌经济总量突破6000亿元."""
    start = sentence.figures[index].start
    clause = sentence.text[sentence.clause_start(start) : start]
    run = (mentions := find_areas(clause, sentence.setting.area))[:1]
    for mention in mentions[1:]:
        if clause[run[-1].end : mention.start] not in ("、", "和", "与", "及"):
            break
        run.append(mention)
    alone = len(run) > 1 and not clause[: run[0].start].strip() and not (area == sentence.home != run[0].area)
    return [m.area for m in run if m.area != area] if alone and index not in sentence.where else []


def last_heading_area(sentence: Sentence, headings: list[tuple[int, Area]]) -> Area:
    """The place that a sentence ends on, or nowhere."""
    return headings[-1][1] if headings else NOWHERE
