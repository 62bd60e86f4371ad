"""Parts of a whole: the unit that a list writes once, the part whose share is told, the sectors of what a sentence is about."""

from __future__ import annotations

import re
from dataclasses import replace

from indicators.lexicon import catalogue, pattern, remembered
from indicators.model import Figure
from indicators.sentence import Sentence, Statement
from indicators.terms import Subject, read_subject
from indicators.words import find_names, link_name, strip_leading, strip_trailing

_LENT = frozenset({"%", "pp", "times", "CNY", "USD", "人", "t", "亩", "m2", "kWh"})
"""Units that a list may write once, behind its last number."""
_OF_SHARES = frozenset({"share", "yoy_abs", "diff", "rank"})
"""What a share, and how it compares with others, is told as."""
_PACE_ENDS = tuple("快缓窄落升高降大了")
_PACE_WINDOW = 24
_BARE = re.compile(r"\d+(?:\.\d+)?")
_WRITTEN = re.compile(r"\d[\d,]*(?:\.\d+)?")


def share_units(text: str, figures: list[Figure]) -> list[Figure]:
    """The figures of a sentence, each with the unit that its list writes only at the end (2.16和1.66个百分点) or that its words ask for.

    个 alone is short for 个百分点 where the list ends on that: 0.2个、0.8个百分点.
    """
    shared = [_of_pace(text, figure) for figure in figures]
    for at in range(len(shared) - 2, -1, -1):
        this, following = shared[at], shared[at + 1]
        between = text[this.end : following.start]
        if _is_short(this, following) and pattern("short_points").fullmatch(between):
            shared[at] = this._replace(unit="pp")
        elif _lends(this, following) and pattern("shared_unit").fullmatch(between):
            shared[at] = this._replace(unit=following.unit, value=this.value * _scale(following))
    return shared


def _of_pace(text: str, figure: Figure) -> Figure:
    """A figure, in points where it tells by how much a pace changed: 增速加快0.7%."""
    if figure.unit != "%" or not text[: figure.start].endswith(_PACE_ENDS):
        return figure
    moved = pattern("pace_moved").search(text[max(0, figure.start - _PACE_WINDOW) : figure.start])
    return figure._replace(unit="pp") if moved else figure


def _is_short(this: Figure, following: Figure) -> bool:
    return this.unit == "个" and following.unit == "pp" and this.value_high is None


def _lends(this: Figure, following: Figure) -> bool:
    """Whether a bare number may take the unit of the next: 2.16 may, 2022 (a year) and 3万 may not."""
    if this.unit or following.unit not in _LENT or not _BARE.fullmatch(this.surface):
        return False
    return this.value_high is None and not 1900 <= this.value <= 2100


def _scale(figure: Figure) -> float:
    """What one unit of the written number is worth: 1e8 for 17.2亿元."""
    written = _WRITTEN.match(figure.surface)
    number = float(written[0].replace(",", "")) if written else 0.0
    return figure.value / number if number else 1.0


def find_part(rest: str) -> Subject | None:
    """The part whose share of a whole is told: 第一产业 of 第一产业增加值占地区生产总值的比重; None where no whole is named."""
    words, whole = split_whole(strip_trailing(rest))
    part = read_subject(words) if whole else None
    if part is None or (part.code == "other" and "占" not in whole and "在" not in whole):
        return None
    return narrow(part, whole)


@remembered
def split_whole(text: str) -> tuple[str, str]:
    """The words for a part and those for its whole; the whole is empty where none is told or a name holds it (研发投入占GDP比重)."""
    names = find_names(text)
    match = pattern("part_of_whole").search(text)
    if match is None or (names and names[-1].end() == len(text) and names[-1].start() < match.start()):
        return text, ""
    return text[: match.start()], match[0]


def narrow(part: Subject, whole: str) -> Subject:
    """A sector's share of something else than output: 第一产业 of 占全部投资的比重 is 第一产业投资."""
    if not _is_sector(part.label):
        return part
    if pattern("output_whole").search(whole):
        code = link_name(part.label + "增加值") if part.code == "other" else part.code
        return replace(part, code=code)
    if part.code == "other":
        return part
    kind = pattern("kind_of_whole").search(whole)
    return _of_kind(part.label, kind[0]) if kind else part


def name_tax_share(sentence: Sentence, said: Statement, told: Statement | None) -> Statement:
    """The part of revenue that taxes make up under a name of its own, and how it compares with what was told of taxes: 税收占比80%，提高2个百分点."""
    start = said.figure.start
    words = sentence.text[sentence.clause_start(start) : start]
    subject = tax_share(said.subject, said.measure, words)
    moves = said.measure in _OF_SHARES - {"share"} or said.figure.unit == "pp" or said.rules[1] == "percent"
    compared = said.subject.code == "tax_revenue" and moves
    named = said.subject.label in words or pattern("of_pace").search(words)
    if told and told.subject.rule == "tax_share" and compared and not named:
        subject = told.subject
    return said._replace(subject=subject, rules=(subject.rule, *said.rules[1:])) if subject else said


def tax_share(subject: Subject, measure: str, words: str) -> Subject | None:
    """What part of revenue taxes make up, by the words that tell it; None where they tell no such part."""
    if subject.code != "tax_revenue" or measure not in _OF_SHARES:
        return None
    told = pattern("tax_share").search(words[max(0, words.rfind(subject.label)) :])
    whole = told["whole"] if told else ""
    name = f"{subject.label}占{whole}比重" if whole else f"{subject.label}占比"
    return Subject("other", name, "tax_share") if told else None


@remembered
def _is_sector(label: str) -> bool:
    """Whether a name says which sector but not what of it is measured: 第一产业, 制造业."""
    return bool(pattern("sector").fullmatch(label))


def of_topic(sentence: Sentence, index: int, subject: Subject) -> Subject:
    """A sector named alone is one of what the sentence divides: 分产业看，第一产业下降18% behind investment is 第一产业投资."""
    if not _is_sector(subject.label):
        return subject
    head = sentence.text[: sentence.figures[index].start]
    opening = pattern("divided").search(head)
    if opening is None:
        return subject
    kind = pattern("kind_of_whole").search(opening["what"] or "")
    if kind is None:
        topic = next((s.subject for s in reversed(sentence.said) if s.figure.start < opening.start()), sentence.before)
        kind = pattern("kind_of_whole").search(topic.label) if topic else None
    return _of_kind(subject.label, kind[0]) if kind else subject


def _of_kind(label: str, kind: str) -> Subject:
    name = strip_leading(label) + kind
    code = link_name(name)
    return Subject(code if code in catalogue() else "other", name, "part_of_topic")
