"""Lists of names, times or places with lists of figures: one each (分别), or one figure for all (均)."""

from __future__ import annotations

import re
from dataclasses import replace

from indicators.areas import Area, find_areas
from indicators.lexicon import catalogue, pattern
from indicators.measures import Cue
from indicators.sentence import Sentence
from indicators.terms import Subject, find_names, link_name, read_subject, strip_leading, strip_trailing

_LIST = re.compile("、|和|及|与|以及")


def share_out(sentence: Sentence, index: int, cue: Cue) -> None:
    """Give the names, times or places of a list to the figures of a list, one each: A、B分别增长8%、16%."""
    if index in sentence.shared:
        return
    run, left = sentence.run(index), sentence.left(index)
    if not pattern("each").search(left):
        names = _names_for(left, len(run))
        if len(names) == len(find_names(left)) == len(run):
            sentence.shared |= dict(zip(run, names, strict=True))
        return
    start = sentence.figures[index].start
    head = sentence.text[sentence.part_start(start) : start]
    clauses = re.split(r"[，,：:]", head[: [m.start() for m in pattern("each").finditer(head)][-1]])
    times = [m for m in sentence.periods if sentence.clause_start(start) <= m.start < start]
    places = _places_for(sentence, clauses[-1], len(run))
    names = _names_in_clauses(clauses, len(run))
    if len(times) == len(run) > 1:
        sentence.when |= dict(zip(run, times, strict=True))
    elif places:
        sentence.where |= dict(zip(run, places, strict=True))
    elif names:
        sentence.shared |= dict(zip(run, names, strict=True))
    elif len(sentence.said) >= len(run) and not strip_trailing(strip_leading(cue.rest)):
        levels = [s for s in sentence.said if s.measure == "level"] or sentence.said
        sentence.shared |= dict(zip(run, (s.subject for s in levels[-len(run) :]), strict=False))


def _names_in_clauses(clauses: list[str], count: int) -> list[Subject]:
    """The names in the clause of 分别, or in the one before where its own says nothing (…A、B，同比分别…)."""
    own = _names_for(clauses[-1], count)
    silent = len(clauses) > 1 and not strip_leading(strip_trailing(clauses[-1]))
    return own or (_names_for(clauses[-2], count) if silent and not re.search(r"\d", clauses[-2]) else [])


def _names_for(text: str, count: int) -> list[Subject]:
    words = strip_trailing(text)
    pieces = [piece for piece in _LIST.split(words) if piece]
    if len(pieces) == count > 1:
        return [replace(read_piece(piece, pieces[-1]), rule="each_of_names") for piece in pieces]
    if count == 2 and pattern("urban_and_rural").search(words):
        return [Subject(code, catalogue()[code].zh, "each_of_names") for code in ("income_urban", "income_rural")]
    return []


def read_piece(piece: str, last: str) -> Subject:
    """One name of a list; a bare one takes the last one's tail: 第一、二、三产业增加值, A企业、B企业贷款."""
    names, whole = find_names(last), read_subject(piece)
    part = names and names[0].start() == 0 and names[0].end() < len(last) and _is_other(last)
    if part and piece != last:
        tail = last[names[0].end() :]
        return read_subject(piece + (tail[2:] if piece.endswith(tail[:2]) else tail)) or Subject(
            "other", piece, "noun_phrase"
        )
    if whole and whole.code != "other":
        return whole
    bare = strip_leading(piece)
    for cut in range(1, len(last)):
        if (code := link_name(bare + last[cut:])) != "other":
            return Subject(code, bare + last[cut:], "shared_tail")
    return whole or Subject("other", strip_leading(piece) or piece, "noun_phrase")


def _is_other(text: str) -> bool:
    subject = read_subject(text)
    return subject is not None and subject.code == "other"


def _places_for(sentence: Sentence, text: str, count: int) -> list[Area]:
    places = [m.area for m in find_areas(text, sentence.setting.area)]
    return places if len(places) == count > 1 else []


def find_sharing(sentence: Sentence, index: int, subject: Subject) -> list[Subject]:
    """The other names that share one figure: 进出口总额和出口额均升至第9位, 存贷款余额均突破6万亿元."""
    left = sentence.left(index)
    alike = pattern("all_alike").search(left)
    if alike is None or subject.code == "other":
        return []
    head = strip_trailing(left[: alike.start()])
    if head.endswith("存贷款余额"):
        return [Subject("deposits", catalogue()["deposits"].zh, "shared_figure")]
    pieces = [piece for piece in _LIST.split(head) if piece]
    named = (read_piece(piece, pieces[-1]) for piece in pieces[:-1])
    return [replace(s, rule="shared_figure") for s in named if s.code not in ("other", subject.code)]
