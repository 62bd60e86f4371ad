"""Planned amounts told among outcomes: before the share of them that was reached, in place of one another, or as passed."""

from __future__ import annotations

import re
from dataclasses import replace

from indicators.lexicon import pattern, sought
from indicators.projects import MONEY
from indicators.sentence import Sentence
from indicators.terms import Subject, read_subject

_AMOUNTS = MONEY | {""}


def find_planned(sentence: Sentence, index: int) -> Subject | None:
    """What was planned, told before the share of it that was reached (完成目标任务148亿元的50%), in place of another plan, or as passed."""
    unit, left, last = sentence.figures[index].unit, sentence.left(index), sentence.last
    if unit in _AMOUNTS and (planned := _plan_before(sentence, index) or _plan_named(sentence, index)):
        return planned
    if last is None or unit not in MONEY:
        return None
    if passed := sought("statements.toml", "over_plan").search(left):
        return Subject("other", last.subject.label + ("短收额" if "短" in passed[0] else "超计划额"), "over_plan")
    if last.subject.rule == "plan_amount" and (moved := pattern("plan_moved_by").search(left)):
        return Subject("other", last.subject.label + ("超计划额" if moved["passed"] else "预算调整额"), "over_plan")
    met = pattern("plan_met").match(left) if last.subject.rule == "plan_amount" else None
    if met and last.subject.label.endswith(met["side"] or ""):
        return replace(last.subject, rule="carried_subject")
    following = sentence.figures[index + 1] if index + 1 < len(sentence.figures) else None
    amount = sentence.figures[index]
    behind = sentence.text[amount.end : following.start] if following is not None and following.unit == "%" else ""
    # Brackets may hold the planned amount, behind its word: 完成全年目标（4亿元）的50%.
    before = sentence.text[sentence.part_start(last.figure.end) : amount.start] if behind[:1] in "）)" else left
    in_percent = behind and pattern("of_plan").match(behind)
    told = pattern("plan_changed").search(left) or (in_percent and pattern("plan_amount").search(before))
    return replace(last.subject, rule="plan_amount") if told else None


def told_before_plan(sentence: Sentence, index: int) -> re.Match[str] | None:
    """What an amount is planned for that another one takes the place of: 财政收入由年初预算的9亿元调整为8亿元."""
    if sentence.figures[index].unit not in _AMOUNTS or not pattern("plan_moves").match(sentence.right(index)):
        return None
    return sought("statements.toml", "plan_before").search(sentence.left(index))


def _plan_before(sentence: Sentence, index: int) -> Subject | None:
    told = told_before_plan(sentence, index)
    return _planned(told["what"]) if told else None


def _plan_named(sentence: Sentence, index: int) -> Subject | None:
    """The catalogued indicator whose planned amount follows its name: 财政收入任务174万元, 完成财政收入任务174万元的98%."""
    told = sought("statements.toml", "plan_named").search(sentence.left(index))
    if told is None or (told["done"] and not pattern("of_plan").match(sentence.right(index))):
        return None
    return _planned(told["what"])


def _planned(words: str) -> Subject | None:
    named = read_subject(words)
    return replace(named, rule="plan_amount") if named and named.code != "other" else None
