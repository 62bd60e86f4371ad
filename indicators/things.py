"""Single things that a figure describes in place of a place: a project, a firm, a village, a park or town without a code."""

from __future__ import annotations

from indicators.area_mentions import find_areas, find_new_zones, find_pointing, find_zone_words
from indicators.areas import Area
from indicators.clause_words import PART_KINDS
from indicators.lexicon import pattern
from indicators.phrases import noun_phrase_after
from indicators.sentence import Sentence
from indicators.terms import Subject
from indicators.words import begins_with_verb, is_name

HOLDS_ZONES = frozenset({"county", "prefecture"})
"""Places whose report means one zone by its name without a code; a province's means all of its zones."""


def find_single_thing(sentence: Sentence, index: int, subject: Subject) -> Area | None:
    """总投资50亿元的某项目: the figure describes that one thing, which has no code."""
    if subject.code != "other" or not pattern("size_of_thing").search(subject.label):
        return None
    after = sentence.after(index)
    match = None if pattern("many_things").match(after) else pattern("one_thing").match(after)
    name = noun_phrase_after(after[match.end() :]) if match else ""
    return Area("", name, name, "thing", "") if len(name) > 2 and name != subject.label else None


def find_heading_thing(sentence: Sentence, index: int) -> Area | None:
    """An institution, firm or village that heads the figure's clause (or the one before, where this one starts with a verb)."""
    start = sentence.figures[index].start
    clause = sentence.text[sentence.clause_start(start) : start]
    last = sentence.last
    told = last is not None and last.area.level == "thing" and last.figure.start >= sentence.part_start(start)
    if last and told and begins_with_verb(clause):
        return last.area
    name = _thing_name(clause)
    return Area("", name, name, "thing", "") if name else None


def find_heading_zone(sentence: Sentence, index: int, subject: Subject) -> Area | None:
    """A zone without a code that heads the figure's clause, or that the clause before told of where this one goes on about it."""
    start = sentence.figures[index].start
    clause = clause_before(sentence, start)
    named = sentence.setting.area.level in HOLDS_ZONES
    if named and (name := zone_name(sentence, clause)):
        return Area("", name, name, "thing", "")
    last = sentence.last
    if last is None or last.area.level != "thing" or find_pointing(clause):
        return None
    counted = subject.code in ("projects", "project_investment")
    if counted or subject.rule == "carried_subject":
        return last.area if last.figure.start >= sentence.part_start(start) else None
    # What a sentence tells of a zone from its first figure on is all of it, as with a zone that has a code.
    opened = named and last.area.name.endswith(PART_KINDS) and sentence.said[0].area == last.area
    return last.area if opened else None


def clause_before(sentence: Sentence, start: int) -> str:
    """The words of a clause before a place in it, without the dashes that may open it."""
    return sentence.text[sentence.clause_start(start) : start].lstrip("—-、 　\t")


def zone_name(sentence: Sentence, clause: str) -> str:
    """The name of a zone without a code at the head of a clause."""
    if not any(kind in clause for kind in PART_KINDS):
        return ""
    match = pattern("zone_head").match(clause)
    name = match["name"] if match else ""
    known = sentence.zone.code and any(m.group() == name for m in find_zone_words(name))
    if not name or known or (name.endswith("工业园区") and len(name) < 6) or sentence.setting.area.short.endswith(name):
        return ""
    listed = any(m.start == 0 for m in (*find_areas(name, sentence.home), *find_new_zones(name)))
    return "" if listed else name


def _thing_name(clause: str) -> str:
    """The name at the head of a clause, behind what modifies it (园区建立的某平台); empty if a verb stands in it."""
    text = clause.lstrip("—-、 　\t")
    match = pattern("thing_head").match(text[text.find("的", 0, 12) + 1 :])
    name = match["name"].strip('“”"') if match else ""
    return name if name and is_name(name) and not find_pointing(name) else ""
