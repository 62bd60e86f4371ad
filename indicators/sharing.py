"""One figure for several names: 进出口总额和出口额均升至第9位, A和B年均增长7%."""

from __future__ import annotations

import re
from dataclasses import replace

from indicators.lexicon import catalogue, pattern
from indicators.listed_names import LIST, both_incomes, find_pair, read_piece
from indicators.lists import names_alike
from indicators.sentence import Sentence, Statement
from indicators.terms import Subject
from indicators.words import link_name, strip_leading, strip_trailing

_DOUBLED = re.compile("翻.{0,3}番")
"""What a list of things did together: 地区生产总值和居民收入翻一番."""
_JOINT = re.compile("(?:以上|左右)?(?P<mark>[，、和])")
"""A list of amounts is joined by marks of one kind, a comma or one that parts words."""
_SPEED = re.compile("(?:同比|[比较]上年)?(?:总量[和、])?(?:增速|增幅|增长率)$")
"""What of all names of a list is told, behind the last: 固定资产投资、出口增速均居全省第3位."""


def find_sharing(sentence: Sentence, index: int, subject: Subject) -> list[Subject]:
    """The other names that share one figure: 进出口总额和出口额均升至第9位, 存贷款余额均突破6万亿元."""
    left = sentence.left(index)
    alike = pattern("all_alike").search(left)
    if alike is None and "分别" in left:
        return [replace(s, rule="shared_figure") for s in names_alike(sentence, index) if s.code != subject.code]
    if alike is None and subject.code != "other":
        return _told_together(sentence, index, subject)
    if alike is None or (subject.code == "other" and sentence.said[-1].measure not in ("yoy", "avg_growth")):
        return []
    head = _SPEED.sub("", strip_trailing(left[: alike.start()]))
    if not head.strip():
        return _of_list(sentence, subject)
    codes, before = find_pair(head)
    if subject.code in codes:
        paired = [Subject(code, catalogue()[code].zh, "shared_figure") for code in codes if code != subject.code]
        return paired + _others_of([*LIST.split(before)[:-1], head], subject)
    return _others_of([*LIST.split(head)], subject, *both_incomes(left))


def _others_of(pieces: list[str], subject: Subject, *more: Subject) -> list[Subject]:
    """What the pieces of a list name before its last one, and ``more``, where it is in the catalogue and no ``subject``."""
    pieces = [piece for piece in pieces if piece]
    named = [*(read_piece(piece, pieces[-1]) for piece in pieces[:-1]), *more]
    return [replace(s, rule="shared_figure") for s in named if s.code not in ("other", subject.code)]


def _of_list(sentence: Sentence, subject: Subject) -> list[Subject]:
    """The other things of the list that a clause goes on about: 城乡居民收入分别达到3万元、2万元，均增长8%."""
    told = sentence.said[:-1]
    if not told or told[-1].subject.code != subject.code:
        return []
    listed: list[Subject] = []
    behind: Statement | None = None
    marks = set()
    for said in reversed(told):
        if behind:
            marks.add(_joined_by(sentence, said, behind))
        if said.figure.unit != told[-1].figure.unit or "" in marks or len(marks) > 1:
            break
        if said.subject.code not in ("other", subject.code, *(other.code for other in listed)):
            listed.append(said.subject)
        behind = said
    return [replace(other, rule="shared_figure") for other in listed]


def _joined_by(sentence: Sentence, said: Statement, behind: Statement) -> str:
    """What joins two amounts of one list: 分别, or the mark between them, each with its name (出口5亿元、进口3亿元，均增长20%); else empty."""
    if said.subject.rule == behind.subject.rule == "each_of_names":
        return "分别"
    between = _JOINT.match(sentence.text.replace(",", "，"), said.figure.end, behind.figure.start)
    alike = between and said.measure == behind.measure == "level"
    return between["mark"].replace("和", "、") if between and alike else ""


def _told_together(sentence: Sentence, index: int, subject: Subject) -> list[Subject]:
    """The other of two rates, or of things that grow alike: 调查失业率和登记失业率稳定在5%, A和B年均增长7%, A和B翻一番."""
    indicators = catalogue()
    if subject.code not in indicators or sentence.joins_last(index) or len(sentence.run(index)) > 1:
        return []
    left = sentence.left(index)
    names = left[: left.rfind(subject.label) + len(subject.label)] if subject.label in left else ""
    if sentence.said[-1].measure == "multiple" and _DOUBLED.search(sentence.figures[index].surface):
        return _others_of(LIST.split(names), subject)
    pieces = LIST.split(names)
    if len(pieces) != 2 or not pieces[0]:
        return []
    other = read_piece(pieces[0], pieces[1])
    if other.code in ("other", subject.code):
        return []
    this, that = indicators[subject.code], indicators[other.code]
    # Two names in full need not be of one kind: 社会消费品零售总额、固定资产投资增长4%.
    near = this.group == that.group or {link_name(strip_leading(p)) for p in pieces} == {this.code, that.code}
    grow = sentence.said[-1].measure in ("yoy", "avg_growth", "growth") and this.unit == that.unit and near
    alike = this.nature == that.nature == "rate" or grow
    return [replace(other, rule="shared_figure")] if alike else []
