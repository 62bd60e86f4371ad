"""Places of a list, each of which has one of as many figures: 甲市、乙县分别增长8%、9%."""

from __future__ import annotations

import re
from itertools import pairwise

from indicators.area_mentions import find_areas, find_pointing, link_pointing
from indicators.areas import Area, area_below
from indicators.lexicon import pattern
from indicators.listed_names import LIST
from indicators.sentence import Sentence


def places_for(sentence: Sentence, text: str, count: int) -> list[Area]:
    """The places that a clause lists, where they are as many as its figures: by name, by 全国、全省, as towns, or by bare names and their number."""
    home = sentence.setting.area
    places = [m.area for m in find_areas(text, home)]
    pointing = find_pointing(text)
    if len(pointing) > 1 and all(text[a.end() : b.start()] in ("、", "和", "与", "及") for a, b in pairwise(pointing)):
        # 全国、全省工业增加值分别增长…
        places = [area for m in pointing if (area := link_pointing(m.group(), home))]
    if not places and (towns := pattern("towns_listed").match(text.lstrip("　 "))):
        places = [Area("", name, name, "thing", "") for name in LIST.split(towns[0])]
    if counted := pattern("places_counted").search(text):
        found = (area_below(piece, home) for piece in LIST.split(counted["list"]))
        places = [area for area in found if area] or places
    return places if len(set(places)) == len(places) == count > 1 else []


def places_before(sentence: Sentence, since: int, start: int, count: int) -> list[Area]:
    """As many places, listed at the head of a clause in a stretch before a figure: 甲、乙两市出口居前，分别出口5亿元、4亿元."""
    for clause in re.split("[，,。；;：:]", sentence.text[since : sentence.clause_start(start)]):
        found = find_areas(clause, sentence.setting.area)
        marks = [clause[a.end : b.start] for a, b in pairwise(found)]
        listed = next((at for at, mark in enumerate(marks, 1) if not mark or mark.strip("、和与及")), len(found))
        if listed == count and not clause[: found[0].start].strip():
            return [m.area for m in found[:count]]
    return []
