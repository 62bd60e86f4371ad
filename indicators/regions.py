"""Regions without a code that head a clause: 都市圈 and 合作园 within a place, 京津冀 over several, so that their figures are theirs."""

from __future__ import annotations

import re
from functools import cache

from indicators.area_mentions import AreaMention, find_areas, find_new_zones
from indicators.areas import NOWHERE, Area
from indicators.cutting import cut_words
from indicators.lexicon import read_toml, trie_pattern
from indicators.words import word_lists

LEVEL = "region"
_AROUND = "周边"


@cache
def _head() -> re.Pattern[str]:
    """A region at the head of a clause: a side of a province, several places together, a circle of any name, or a park."""
    words = read_toml("areas.toml")["region"]
    head = words["head"].replace("{joint}", trie_pattern(words["joint"]))
    return re.compile(head.replace("{parts}", words["parts"]))


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(read_toml("areas.toml")["region"]["needs"])


def find_places(text: str, near: Area = NOWHERE) -> list[AreaMention]:
    """Places named in a text, in order; a region that heads a clause, or a zone, takes the place of the names that it is made of.

    >>> [m.area.short for m in find_places("武汉都市圈进出口增长5%，宜昌市增长6%。")]
    ['武汉都市圈', '宜昌市']
    """
    zones = find_new_zones(text)
    places = [m for m in find_areas(text, near) if not any(z.start <= m.start < z.end for z in zones)]
    places = sorted([*places, *zones], key=lambda mention: mention.start) if zones else places
    if _AROUND in text:
        places = [wide for mention in places if (wide := _with_surroundings(text, mention))]
    if not _ends().search(text):
        return places
    regions = [
        AreaMention(m.start("name"), m.end("name"), _region(m)) for m in _head().finditer(text) if _named(m, near)
    ]
    kept = [p for p in places if not any(p.start < r.end and r.start < p.end for r in regions)]
    return sorted([*kept, *regions], key=lambda mention: mention.start)


def _with_surroundings(text: str, mention: AreaMention) -> AreaMention | None:
    """A place, or the region that it forms with what lies around it (南昌及周边地区); None where 等 makes that one of several."""
    match = re.compile(read_toml("areas.toml")["region"]["around"]).match(text, mention.end)
    if match is None:
        return mention
    name = text[mention.start : match.end()]
    return None if match["several"] else AreaMention(mention.start, match.end(), Area("", name, name, LEVEL, ""))


def _region(match: re.Match[str]) -> Area:
    name = match["name"].strip("“”")
    # What is told of a park ends with it; a region's clauses may go on about it.
    return Area("", name, name, "thing" if match["settled"] else LEVEL, "")


def _named(match: re.Match[str], near: Area) -> bool:
    """Whether the words are a name: a circle's hold no verb, nor those of a park that projects settle in; another park's open with a place, two countries or two provinces (中韩产业园, 粤桂合作区)."""
    if match["joint"] or match["part"]:
        return True
    if match["kind"]:
        return not match["circle"] or _is_called(match["circle"])
    if match["settled"]:
        return _is_called(match["settled"])
    return bool(match["countries"] or match["provinces"]) or any(
        find_areas(match["name"][:length], near) for length in (2, 3)
    )


def _is_called(words: str) -> bool:
    """Whether a circle may be called so: no word of it is a particle, and its first no verb; 宜荆荆 and the like are short names."""
    cut = cut_words(words)
    return not (len(cut[0]) > 1 and cut[0] in word_lists().stops) and not re.search("[的在和与及等对以向把被了]", words)
