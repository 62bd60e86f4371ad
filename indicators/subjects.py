"""What each figure of a sentence measures: named before it, counted behind it, given by a list, or carried over."""

from __future__ import annotations

import re
from dataclasses import replace

from indicators.bases import find_compared
from indicators.carried import (
    find_carried,
    find_carried_over,
    find_counted_otherwise,
    find_earlier_clause,
    find_elided,
    find_ranking,
)
from indicators.clause_words import without_deductions, without_places, without_times
from indicators.inserted import find_over_phrase
from indicators.lexicon import Indicator, catalogue, pattern, sought
from indicators.measures import Cue
from indicators.model import GROWING, Figure
from indicators.partial_names import complete_name
from indicators.parts import find_part, narrow, of_topic
from indicators.plans import find_planned
from indicators.projects import (
    COUNTED,
    MONEY,
    find_counted,
    find_listed,
    find_money,
    find_opening,
    find_share_of,
    find_staged,
    find_told,
    judge_investment,
)
from indicators.sentence import Sentence
from indicators.terms import Subject, link_grown, read_subject
from indicators.told_names import name_dealt_with, name_in_full, name_purpose, tell_whole
from indicators.words import ends_with_verb, strip_definitions, strip_leading, strip_trailing

_PEOPLE = frozenset({"人", "名", "位", "个", "人次", "户", "户次"})
_CLASSIFIERS = frozenset({"个", "家", "项", "所", "条", "座", "处", "件", "支", "种", "类", "名", "位"})
"""Words between a number and what it counts."""
_OF_PARTS = frozenset({"share", "rank", "points_change", "points_above", "points_below"})
"""Rules of cues that a share of a whole may stand before."""
_SHARE_WORDS = frozenset({"比重", "比例", "占比"})
_ALIKE = {
    "人": _PEOPLE, "人次": _PEOPLE, "户": _PEOPLE, "个": frozenset({"个", "座", "项", "件", "宗"}), "家": COUNTED, "吨": frozenset({"t", "斤", "kg"}), "%": frozenset({"%"}),
}  # fmt: skip
"""Units that a level may be given in, by the unit of its indicator."""


def find_subject(sentence: Sentence, index: int, cue: Cue) -> Subject | None:
    """The subject of one figure, or None where the sentence names nothing that it could be."""
    subject = _find_subject(sentence, index, cue)
    return name_in_full(sentence, index, cue, subject) if subject else None


def _find_subject(sentence: Sentence, index: int, cue: Cue) -> Subject | None:
    if index in sentence.shared:
        if cue.rule == "pull" and sentence.shared[index].rule != "pull":
            sentence.shared |= {
                i: _pulled_by(sentence.shared[i]) for i in sentence.each_run(index) if i in sentence.shared
            }
        return sentence.shared[index]
    figure = sentence.figures[index]
    rest = strip_definitions(without_places(sentence, without_times(sentence, without_deductions(cue.rest))))
    rest = sought("statements.toml", "steps_climbed").sub("", rest)
    if cue.rule == "pull":
        return _pulling(sentence, rest)
    if (
        staged := find_counted_otherwise(sentence, index)
        or find_compared(sentence, index)
        or find_planned(sentence, index)
        or find_staged(sentence, figure, rest)
        or find_money(sentence, index)
        or find_told(sentence, index)
        or find_listed(sentence, index, cue)
        or find_opening(sentence, index)
    ):
        return name_dealt_with(sentence, index, staged)
    named = _find_named(sentence, index, cue, rest)
    named = complete_name(sentence, figure, rest, named) if named else None
    if not sentence.said and (over := find_carried_over(sentence, index)):
        return over
    if named and named.code != "other" and (cue.measure != "level" or unit_fits(catalogue()[named.code], figure.unit)):
        return name_dealt_with(sentence, index, judge_investment(sentence, index, named))
    counted = None if cue.rule == "rank_change" else find_counted(sentence, index)
    if counted and (named is None or _names_better(counted, named, figure, rest, cue.rest)):
        return name_dealt_with(sentence, index, tell_whole(sentence, index, counted) if _opens(rest) else counted)
    if named and strip_leading(named.label):
        named = judge_investment(sentence, index, named)
        return _name_contribution(sentence, rest, name_purpose(sentence, index, named))
    if elided := find_elided(sentence, index, cue, rest):
        return elided
    ranked = find_ranking(sentence, index, cue)
    return (
        find_share_of(sentence, index)
        or (ranked if ranked and pattern("list_of_places").search(ranked.label) else None)
        or find_carried(sentence, index, cue)
        or ranked
        or counted
        or find_earlier_clause(sentence, figure)
        or (Subject("other", "排名", "ranked") if cue.rule == "rank" and "排名" in sentence.left(index) else None)
    )


def _names_better(counted: Subject, named: Subject, figure: Figure, rest: str, before: str) -> bool:
    """Whether what stands behind a number is what it counts, or what its money pays for, rather than the words before it."""
    paid_of = figure.unit in MONEY and rest.endswith("的")
    return (
        ends_with_verb(rest)
        or paid_of
        or (
            figure.unit not in MONEY
            and (
                counted.code == "projects"
                or _closes_list(before)
                or _is_act(named, figure)
                or (figure.unit in _CLASSIFIERS and counted.rule == "counted_behind")
            )
        )
    )


def _opens(rest: str) -> bool:
    """Whether so many things open what is told of them: nothing stands before them but some of them (甲公司等), or who made them do it."""
    return not strip_leading(strip_trailing(rest)) or pattern("made_to_act").search(rest) is not None


def _share_told(sentence: Sentence, index: int, cue: Cue) -> Subject | None:
    """The part whose share the clause before names: 出口占生产总值的比重，由2010年的12%上升到2014年的15%."""
    if cue.rule not in ("percent", "raised_to"):
        return None
    start = sentence.figures[index].start
    head = sentence.text[sentence.part_start(start) : start]
    if beside := pattern("share_beside").search(head):
        return read_subject(beside["what"])
    told = pattern("share_clause").search(head)
    if told is None:
        return None
    part = find_part(told["clause"]) or read_subject(without_times(sentence, told["clause"]))
    return None if part and part.label in _SHARE_WORDS else part


def _find_named(sentence: Sentence, index: int, cue: Cue, rest: str) -> Subject | None:
    """What the words before a figure name: what money is spent on, what grows, the part of a whole, or the noun phrase."""
    words = strip_leading(strip_trailing(rest))
    alone = cue.measure == "rank" and pattern("ranked_alone").fullmatch(words)
    if sentence.last and (alone or pattern("bare_words").fullmatch(words)):
        return None
    if sentence.figures[index].unit == "%" and (part := _share_told(sentence, index, cue)):
        return part
    told_again = sentence.last is not None and cue.rule in _OF_PARTS - {"share"}
    if sentence.last and told_again and pattern("of_whole").fullmatch(strip_trailing(rest)):
        return replace(sentence.last.subject, rule="carried_subject")
    before, joint, tail = rest.rpartition("、")
    if joint and before and pattern("total_investment").match(strip_trailing(tail)):
        # 20个项目落地、总投资50亿元: a list of what was done and what it costs.
        rest = tail
    named = (
        _spent_on(sentence, index)
        or find_over_phrase(sentence, index, cue.measure)
        or _counted_projects(sentence, index, rest)
        or (link_grown(rest) if cue.measure in GROWING or _ranks_pace(sentence, index, cue) else None)
        or (find_part(rest) if cue.rule in _OF_PARTS else None)
        or read_subject(rest)
    )
    shared_out = strip_trailing(sentence.left(index)) if named and cue.rule == "share" else ""
    if named and (told := pattern("part_of_whole").search(shared_out)):
        before = strip_definitions(without_places(sentence, without_times(sentence, shared_out[: told.start()])))
        named = narrow(read_subject(before) or named, told[0])
    if named and (group := pattern("group_of_parts").search(cue.rest) or _of_parks(sentence, cue.rest)):
        whose = group["group"]
        shared = next((n for n in range(len(named.label), 0, -1) if whose.endswith(named.label[:n])), 0)
        return Subject("other", whose + named.label[shared:], "part_of_indicator")
    amount = sentence.figures[index].unit in MONEY and cue.measure == "level"
    if named and amount and (driven := pattern("driven").search(rest.removesuffix(named.label))):
        # What a fair or a voucher brought about is not all that there is.
        return Subject("other", driven[0][:2] + named.label, "part_of_indicator")
    return of_topic(sentence, index, named) if named else None


def _ranks_pace(sentence: Sentence, index: int, cue: Cue) -> bool:
    """Whether a rank is by the pace of growth, so that what it is of may be named by what grows: 经济增速居全省第3位."""
    left = sentence.left(index) if cue.measure == "rank" else ""
    return "增" in left and "指标" not in left


def _counted_projects(sentence: Sentence, index: int, rest: str) -> Subject | None:
    """Projects told by how many came so far (项目获批数增长8%); what was done of them in percent is a rate of its own."""
    if sentence.figures[index].unit != "%":
        return None
    if "项目" in rest and (counted := pattern("projects_told_by_number").search(strip_trailing(rest))):
        return Subject("projects", counted[0], "noun_phrase")
    done = pattern("done_behind").match(sentence.right(index))
    if done is None or not pattern("done_in_percent").search(sentence.left(index)):
        return None
    named = read_subject(rest)
    return Subject("other", named.label + done[0] + "率", "noun_phrase") if named and named.code == "projects" else None


def _of_parks(sentence: Sentence, rest: str) -> re.Match[str] | None:
    """The words for all parks together, where no park was named that they could mean: 全市园区新增基础设施投资."""
    return None if sentence.zone.code or "园区" not in rest else pattern("of_parks").search(rest)


def unit_told(indicator: Indicator, unit: str) -> str:
    """The unit, without the /人 that an amount per head may have behind it: 人均生产总值6万元/人."""
    return unit.removesuffix("/人") if "人均" in indicator.zh else unit


def unit_fits(indicator: Indicator, unit: str) -> bool:
    """Whether a level of the indicator can be given in a unit; an amount without one (上40亿台阶) fits money."""
    unit = unit_told(indicator, unit)
    if not unit:
        return True
    if indicator.unit in MONEY:
        return unit in MONEY
    if indicator.unit in _ALIKE:
        return unit in _ALIKE[indicator.unit]
    return unit == indicator.unit or unit not in MONEY | {"%"}


def _pulling(sentence: Sentence, rest: str) -> Subject | None:
    """What pulls the growth of a whole by so many points: 第三产业 in 第三产业拉动经济增长3个百分点."""
    puller = read_subject(rest) or (sentence.last.subject if sentence.last else sentence.before)
    return _pulled_by(puller) if puller else None


def _pulled_by(puller: Subject) -> Subject:
    return Subject("other", puller.label.removesuffix("贡献率") + "拉动增长", "pull")


def _name_contribution(sentence: Sentence, rest: str, subject: Subject) -> Subject:
    """贡献率 alone is that of what stands before 对, or of the indicator named before it: 第二产业增加值贡献率."""
    if subject.code != "other" or not subject.label.endswith("贡献率"):
        return subject
    if (named := pattern("contributes").search(rest)) and (who := read_subject(named["who"])):
        return replace(subject, label=who.label + "贡献率")
    if sentence.last and pattern("contribution_alone").fullmatch(subject.label):
        return replace(subject, label=re.sub("(?:贡献率|拉动增长)$", "", sentence.last.subject.label) + "贡献率")
    return subject


def _is_act(named: Subject, figure: Figure) -> bool:
    """Whether two characters before a count are rather what was done than what is counted: 启动180个老旧小区改造."""
    return bool(figure.unit) and named.rule == "noun_phrase" and named.code == "other" and len(named.label) <= 2


def _closes_list(rest: str) -> bool:
    """Whether the words before end one item of a list, so that the next count names what stands behind it."""
    return rest.rstrip().endswith(("、", "，", ",", "和", "及", "与"))


def _spent_on(sentence: Sentence, index: int) -> Subject | None:
    """Money, or a share of spending, named by what it is for: 8亿元资金，专项用于民生; 七成以上的财政支出用于民生."""
    unit, after = sentence.figures[index].unit, sentence.after(index)
    if unit in MONEY and pattern("invested_in_people").search(sentence.left(index)):
        return Subject("livelihood_expenditure", "投入民生的资金", "earmarked")
    last = sentence.last
    goes_on = last is not None and last.subject.rule == "earmarked" and pattern("invested").search(sentence.left(index))
    if unit in MONEY and goes_on and last:
        return last.subject
    if unit in MONEY and pattern("earmarked").match(after):
        return Subject("livelihood_expenditure", "用于民生的资金", "earmarked")
    told = sentence.last is not None and sentence.last.subject.code == "budget_expenditure"
    of_it = told and pattern("share_of_it_spent").match(sentence.left(index))
    spending = (of_it or pattern("of_spending").search(sentence.left(index))) and pattern("spent_on").match(after)
    if unit == "%" and (spending or pattern("share_of_spending").match(after)):
        return Subject("livelihood_expenditure", "用于民生的财政支出", "earmarked")
    return None
