"""Names of figures outside the catalogue, completed by what their clause tells: what money is for, whom it reached, what so many things did."""

from __future__ import annotations

import re
from dataclasses import replace

from indicators.lexicon import catalogue, pattern
from indicators.projects import COUNTED, HEDGE, MONEY
from indicators.sentence import Sentence
from indicators.terms import Subject
from indicators.words import begins_with_verb

_LONGEST = 20
_WORDS = re.compile("[\u4e00-\u9fff“”、]{2,18}")
_CLAUSE_END = re.compile(r"[，,。；;：:！!\s]|$")
_REACHED = ("惠及", "涉及")


def name_purpose(sentence: Sentence, index: int, subject: Subject) -> Subject:
    """Money that is only called so, with what it is for, told behind it: 投入3亿元改造老旧管网 is 改造老旧管网投入."""
    if sentence.figures[index].unit not in MONEY or not pattern("money_alone").fullmatch(subject.label):
        return subject
    right = sentence.right(index)
    told = pattern("purpose").match(HEDGE.sub("", right))
    whole = _CLAUSE_END.match(sentence.after(index), len(right))
    return replace(subject, label=told["what"] + subject.label) if told and whole else subject


def tell_whole(sentence: Sentence, index: int, counted: Subject) -> Subject:
    """What so many things that open their clause did, to its end: 35项成果获得国家科技奖 are not all results."""
    right = sentence.right(index)
    words = HEDGE.sub("", right).strip()
    behind = words.removeprefix(counted.label)
    told = counted.code == "other" and behind != words and len(words) <= _LONGEST and _WORDS.fullmatch(behind)
    closed = _CLAUSE_END.match(sentence.after(index), len(right))
    return replace(counted, label=words) if told and closed and begins_with_verb(behind) else counted


def name_reached(sentence: Sentence, subject: Subject) -> Subject:
    """Whom or what money the thing told before reached: 发放租房补贴3000万元、惠及2000人; what was invested in projects told before, who learns or works in schools.

    普通中学38所，在校学生2万人 is of these schools alone.
    """
    last = sentence.last
    if subject.code != "other" or last is None:
        return subject
    if last.figure.unit in COUNTED | {"所"} and pattern("people_of").fullmatch(subject.label):
        return replace(subject, label=last.subject.label + subject.label)
    invested = last.subject.code == "projects" and pattern("invested_only").fullmatch(subject.label)
    if not (invested or (subject.label.startswith(_REACHED) and last.figure.unit != "%")):
        return subject
    return replace(subject, label=last.subject.label + subject.label)


def name_dealt_with(sentence: Sentence, index: int, subject: Subject) -> Subject:
    """Firms and the like that somebody only dealt with, alone or in a list, which are not all that there are: 走访5家上市公司."""
    entry = catalogue().get(subject.code)
    if entry is None or entry.nature != "stock" or entry.unit not in COUNTED:
        return subject
    dealt, opening = pattern("dealt_with"), sentence.clause_start(sentence.figures[index].start)
    first = next(at for at, figure in enumerate(sentence.figures) if figure.start >= opening)
    told = dealt.search(sentence.left(index).removesuffix(subject.label))
    told = told or (dealt.search(sentence.left(first)) if first < index else None)
    return Subject("other", told["verb"] + subject.label, "dealt_with") if told else subject
