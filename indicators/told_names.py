"""Names of figures outside the catalogue, completed by what their clause tells: what money is for, whom it reached, what so many things did."""

from __future__ import annotations

import re
from dataclasses import replace

from indicators.lexicon import catalogue, pattern, read_toml
from indicators.measures import Cue
from indicators.phrases import noun_phrase
from indicators.projects import COUNTED, HEADS, HEDGE, MONEY
from indicators.sentence import Sentence
from indicators.terms import Subject
from indicators.words import begins_with_verb

_LONGEST = 20
_WORDS = re.compile("[\u4e00-\u9fff“”、]{2,18}")
_CLAUSE_END = re.compile(r"[，,。；;：:！!\s]|$")
_COMMAS = ("，", ",")
_LIST_MARKS = "、和及与 "
_AREAS = frozenset({"m2", "km2", "亩"})
_DEALS = COUNTED | {"笔", "单", "宗", "份", "起", "批"}
_REACHED = ("惠及", "涉及")


def name_in_full(sentence: Sentence, index: int, cue: Cue, subject: Subject) -> Subject:
    """A figure's subject with what else its clause tells of it: the act, the people, the area or the things that the figure is of."""
    if subject.code != "other":
        return subject
    if cue.measure == "level":
        whom = _name_people(sentence, index, subject)
        subject = (
            whom if subject.label not in whom.label else _name_area(sentence, index, _name_act(sentence, index, whom))
        )
    return _name_reached(sentence, index, subject)


def _name_act(sentence: Sentence, index: int, subject: Subject) -> Subject:
    """Things with what was done with so many of them, alone or in a list, where that is another quantity: 化解债务 is not 债务."""
    if subject.rule not in ("noun_phrase", "counted_behind"):
        return subject
    left = sentence.left(index)
    before = left if subject.rule == "counted_behind" else left.rpartition(subject.label)[0]
    told = pattern("act_told").search(before[-16:]) or _shared_act(sentence, index, subject, before)
    if told is None or subject.label.startswith(told["act"]):
        return subject
    if told["act"] == "解决" and (solved := pattern("problem_solved").match(sentence.right(index))):
        return replace(subject, label=told["act"] + solved["what"])
    return replace(subject, label=told["act"] + subject.label)


def _shared_act(sentence: Sentence, index: int, subject: Subject, before: str) -> re.Match[str] | None:
    """The act at the head of a list, for a further item without a verb or total of its own: 减免房租3万元、税费5万元."""
    last, start = sentence.last, sentence.figures[index].start
    act = pattern("shared_act").match(last.subject.label) if last and before else None
    if last is None or act is None or pattern("no_shared_act").match(subject.label):
        return None
    listed = before.strip(_LIST_MARKS) in ("", last.subject.label.removeprefix(act["act"]))
    return act if listed and sentence.text.count(act["act"], sentence.clause_start(start), start) == 1 else None


def _name_people(sentence: Sentence, index: int, subject: Subject) -> Subject:
    """People by who they are, not by what they get (1000位农民工工资), and those who do something as their number (参保人数)."""
    if sentence.figures[index].unit not in HEADS:
        return subject
    if paid := pattern("paid_to_people").fullmatch(subject.label):
        return replace(subject, label=paid["who"])
    told = subject.rule == "noun_phrase" and pattern("number_of_people").search(sentence.left(index))
    acting = told and subject.label.endswith(tuple(read_toml("terms.toml")["done_by_people"]))
    return replace(subject, label=subject.label + "人数") if acting else subject


def _name_area(sentence: Sentence, index: int, subject: Subject) -> Subject:
    """The area of things counted right before it (综合整治8个地块78万平方米), and the ground that something takes up."""
    last = sentence.last
    if sentence.figures[index].unit in _AREAS and pattern("takes_ground").search(sentence.left(index)):
        whose = subject.label.removesuffix("占地面积") if subject.rule == "noun_phrase" else ""
        return replace(subject, label=whose + "占地面积")
    of_them = last is not None and last.figure.unit in COUNTED and last.subject.label.endswith(subject.label)
    if not of_them or sentence.figures[index].unit not in _AREAS or "面积" in subject.label:
        return subject
    return replace(subject, label=subject.label + "面积")


def name_purpose(sentence: Sentence, index: int, subject: Subject) -> Subject:
    """Money that is only called so, with what it is for, told behind it: 投入3亿元改造老旧管网 is 改造老旧管网投入."""
    if sentence.figures[index].unit not in MONEY or not pattern("money_alone").fullmatch(subject.label):
        return subject
    after = sentence.after(index)
    if after[:1] in _COMMAS and not pattern("purpose_verb").match(after):
        return subject
    told = pattern("purpose").match(after) or pattern("purpose_done").match(after)
    return replace(subject, label=told["what"].replace("进行", "") + subject.label) if told else subject


def tell_whole(sentence: Sentence, index: int, counted: Subject) -> Subject:
    """What so many things that open their clause did, to its end: 35项成果获得国家科技奖 are not all results."""
    right = sentence.right(index)
    words = HEDGE.sub("", right).strip()
    behind = words.removeprefix(counted.label)
    told = counted.code == "other" and behind != words and len(words) <= _LONGEST and _WORDS.fullmatch(behind)
    closed = _CLAUSE_END.match(sentence.after(index), len(right))
    if not (told and closed and begins_with_verb(behind)):
        return counted
    return replace(counted, label=re.sub("进行(?!了)", "", words))


def _name_reached(sentence: Sentence, index: int, subject: Subject) -> Subject:
    """Whom or what money the thing told before reached (发放租房补贴3000万元、惠及2000人); what projects and deals told before are worth, who learns or works in schools.

    普通中学38所，在校学生2万人 is of these schools alone. What reached them may also be told right before: 租房补贴惠及2000户.
    """
    last = sentence.last
    if subject.label in _REACHED and (what := noun_phrase(sentence.left(index).rpartition(subject.label)[0])):
        return replace(subject, label=what + subject.label)
    if last is None or last.figure.start < sentence.part_start(sentence.figures[index].start):
        return subject
    of_them = (
        (last.figure.unit in COUNTED | {"所"} and pattern("people_of").fullmatch(subject.label))
        or (last.figure.unit in _DEALS and pattern("amount_of_deals").fullmatch(subject.label))
        or (last.subject.code == "projects" and pattern("invested_only").fullmatch(subject.label))
        or (
            last.figure.unit != "%"
            and len(last.subject.label) > 1
            and subject.label.startswith(_REACHED)
            and pattern("reaches").match(sentence.left(index))
        )
    )
    return replace(subject, label=last.subject.label + subject.label) if of_them else subject


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
