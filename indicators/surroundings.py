"""What stands around a figure: places, times, names of the catalogue and cues, which of them won, and why others lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indicators.area_mentions import find_pointing, find_zone_words, link_pointing
from indicators.areas import Area
from indicators.flat import Flat
from indicators.lexicon import catalogue
from indicators.measures import read_measure
from indicators.model import Period, Span
from indicators.periods import PeriodMention
from indicators.places import find_heading_areas
from indicators.reasons import KIND_CUES, Told, kind_cues
from indicators.sentence import Statement
from indicators.subjects import unit_fits
from indicators.words import find_names, link_name

_PART_END = re.compile("[；;。！？!?\n]")
Linked = Area | Period | str | None
"""What a mention stands for: a place, a span of days, or a code of the catalogue, of a measure or of a kind."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that the sentence names; the span counts characters of the report, ``used`` tells if the row rests on it.

    ``kind`` is area, period, base (a time that is only compared with), indicator, measure, kind or basis.
    """

    span: Span
    kind: str
    linked: Linked
    used: bool
    lost: str = ""
    """Why it did not win, by its name in ``rules/rules.toml``; empty for what is used and for cues."""


def find_mentions(told: Told, flat: Flat, offset: int) -> Iterator[Mention]:
    """All that the sentence, which begins at an offset of the joined text, names around the figure."""
    found = [*_places(told), *_times(told), *_names(told), *_cues(told)]
    for start, end, kind, linked, used, lost in dict.fromkeys(found):
        yield Mention(Span(*flat.span(offset + start, offset + end)), kind, linked, used, lost)


_Found = tuple[int, int, str, Linked, bool, str]


def _places(told: Told) -> Iterator[_Found]:
    """The places of the sentence; the row's own is the last that heads a clause before the figure, or given by a list."""
    sentence, figure, said = told.sentence, told.figure, told.said
    heading = [at for at, _ in find_heading_areas(sentence) if at < figure.start]
    named = [(m.start, m.end, m.area) for m in sentence.places]
    named += [
        (m.start(), m.end(), area)
        for m in find_pointing(sentence.text)
        if (area := link_pointing(m.group(), sentence.setting.area))
    ]
    if sentence.zone.code:
        named += [(m.start(), m.end(), sentence.zone) for m in find_zone_words(sentence.text)]
    own = None
    if said and said.rules[3] in ("area_clause", "area_each"):
        ours = [start for start, _, area in named if area == said.area and start < figure.start]
        own = max((at for at in ours if at in heading), default=max(ours, default=None))
    for start, end, area in named:
        used = start == own
        yield start, end, "area", area, used, "" if used or not said else _place_lost(told, start, heading, own)


def _place_lost(told: Told, start: int, heading: list[int], own: int | None) -> str:
    if start > told.figure.start:
        return "behind"
    if start not in heading:
        return "no_head"
    if told.index in told.sentence.where:
        return "each"
    return "nearer" if own is not None and start < own else "clause_over"


def _times(told: Told) -> Iterator[_Found]:
    own = told.time
    for mention in told.sentence.times:
        used = mention == own
        linked = mention.point if used and told.said and told.said.period == mention.point else mention.period
        lost = "" if used or not told.said else _time_lost(told, mention)
        yield mention.start, mention.end, "base" if mention.is_base else "period", linked, used, lost


def _time_lost(told: Told, mention: PeriodMention) -> str:
    if mention.is_base:
        return "base"
    if mention.start >= told.figure.start:
        return "behind"
    if told.index in told.sentence.when:
        return "each"
    return "unknown" if mention.period is None and mention.point is None else "nearer"


def _names(told: Told) -> Iterator[_Found]:
    """The catalogue's names in the figure's part of the sentence, between semicolons."""
    sentence, figure, said = told.sentence, told.figure, told.said
    low = sentence.part_start(figure.start)
    end = _PART_END.search(sentence.text, figure.end)
    names = [m for m in find_names(sentence.text[: end.start() if end else None]) if m.start() >= low]
    own = None
    if said:
        ours = [m for m in names if m[0] in said.subject.label]
        before = [m for m in ours if m.end() <= figure.start]
        own = before[-1] if before else next(iter(ours), None)
    for match in names:
        code = link_name(match[0])
        used = match is own and said is not None and said.subject.code == code
        lost = "" if used or not said else _name_lost(told, said, match, code, own)
        yield match.start(), match.end(), "indicator", code, used, lost


def _name_lost(told: Told, said: Statement, match: re.Match[str], code: str, own: re.Match[str] | None) -> str:
    if said.measure == "level" and not unit_fits(catalogue()[code], told.figure.unit):
        return "unit"
    if match is own:
        return "part"
    if match.start() >= told.figure.start:
        return "behind"
    return "each" if told.index in told.sentence.shared else "nearer"


def _cues(told: Told) -> Iterator[_Found]:
    """The words that gave the measure, those that speak of estimates and targets, and the definition."""
    sentence, figure, index = told.sentence, told.figure, told.index
    left = sentence.left(index)
    cue = read_measure(left, figure, sentence.right(index))
    if cue.stated and left.startswith(cue.rest) and (words := left[len(cue.rest) :]).strip():
        yield figure.start - len(words), figure.start, "measure", cue.measure, told.said is not None, ""
    yield from _kind_words(told)
    if told.said and told.said.basis:
        at = sentence.text.rfind(told.said.basis, 0, figure.start)
        yield at, at + len(told.said.basis), "basis", told.said.basis, True, ""


def _kind_words(told: Told) -> Iterator[_Found]:
    """Words of estimates and targets, from the last semicolon to right behind the figure; of outcomes where a part plans."""
    sentence, figure = told.sentence, told.figure
    low, kind = sentence.part_start(figure.start), told.said.kind if told.said else ""
    unasked = {"target" if kind == "stretch" else "stretch", "" if sentence.setting.mode == "plan" else "done"}
    for key in [key for key in KIND_CUES if key not in unasked]:
        offset, text = low, sentence.text[low : figure.start]
        if key == "target_after":
            offset, text = figure.end, sentence.text[figure.end :]
        for match in kind_cues()[key].finditer(text):
            start = match.end() - len(match[0].lstrip("，,、。；;：: "))
            yield offset + start, offset + match.end(), "kind", KIND_CUES[key], kind == KIND_CUES[key], ""
