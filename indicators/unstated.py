"""Figures that state nothing: thresholds, sets that a rank refers to, rules of a policy, suppositions, numbers without a unit."""

from __future__ import annotations

import re

from indicators.lexicon import catalogue, pattern, sought
from indicators.projects import COUNTED, MONEY
from indicators.sentence import Sentence

_SIZED = MONEY | {"亩", "t", "tce", "m2", "kW"}
"""Units in which the size of what is counted is given: 亿元以上项目."""
_PEOPLED = frozenset({"户", "人", "名", ""})
"""Units in which the size of a place or a firm is given, and none: 20万以上的县."""
_ROUND = re.compile("[万亿]")


def find_reason(sentence: Sentence, index: int) -> tuple[str, str] | None:
    """The fate and the reason of a figure that states nothing, as a threshold (亿元以上项目) or what a rank is among (100个县中排第9); else None."""
    figure = sentence.figures[index]
    left, right, after = sentence.left(index), sentence.right(index), sentence.after(index)
    if _is_supposed(sentence, index):
        return "not_figure", "supposition"
    if not figure.unit and pattern("bare_size").match(after):
        return "not_figure", "threshold"
    if figure.unit and pattern("tells_class").match(right):
        return "not_figure", "threshold"
    if figure.unit in _PEOPLED and pattern("threshold_of_places").match(right):
        return "not_figure", "threshold"
    if figure.unit in _SIZED:
        sized = pattern("threshold_size").match(right) and _next_in_clause(sentence, index)
        meant = pattern("size_meant").search(sentence.text[: figure.start])
        passed = pattern("size_passed").search(left) and pattern("passed_counted").match(after)
        if sized or meant or passed or pattern("threshold_behind").match(after) or _sizes_count(sentence, index):
            return "not_figure", "threshold"
    if (pattern("set_before").search(left) and pattern("set_behind").match(after)) or pattern("one_of").match(after):
        return "not_figure", "comparison set"
    if pattern("policy_limit").search(left) or pattern("policy_kind").match(right):
        return "not_figure", "rule of a policy"
    if figure.unit == "个" and pattern("step").match(right):
        return "not_figure", "step"
    return None if figure.unit else _reject_bare(sentence, index)


def _reject_bare(sentence: Sentence, index: int) -> tuple[str, str] | None:
    """The 1 of a ratio, and numbers without a unit that are no rank, structure, index or ratio."""
    if _is_base(sentence, index):
        return "not_figure", "base of a ratio"
    return None if _bare_is_figure(sentence, index) else ("unresolved", "no unit")


def _is_supposed(sentence: Sentence, index: int) -> bool:
    """Whether a figure stands in or behind a condition that is no fact: 如果每人多用一斤，就要增加60亿斤."""
    told = sought("statements.toml", "supposed").search(sentence.text)
    start = sentence.figures[index].start
    return told is not None and told.start() < start and sentence.part_start(start) <= told.start()


def _sizes_count(sentence: Sentence, index: int) -> bool:
    """Whether an amount stands right before the count of the projects of that size: 其中50亿元1个、10亿元3个."""
    following = sentence.figures[index + 1] if index + 1 < len(sentence.figures) else None
    beside = following is not None and following.start == sentence.figures[index].end and following.unit in COUNTED
    return beside and any(said.subject.code == "projects" for said in sentence.said)


def _next_in_clause(sentence: Sentence, index: int) -> bool:
    following = index + 1
    return following < len(sentence.figures) and sentence.figures[following].start < sentence.clause_end(
        sentence.figures[index].end
    )


def _is_base(sentence: Sentence, index: int) -> bool:
    """Whether a figure is the 1 of a ratio that was read: 城乡居民收入比为2.04∶1."""
    last = sentence.last
    pair = sentence.ratios(index)
    return len(pair) == 2 and last is not None and last.figure == sentence.figures[pair[0]] and pair[1] == index


def _bare_is_figure(sentence: Sentence, index: int) -> bool:
    """A number without a unit is one as a rank, with 万 or 亿, in a structure, or as an index or ratio."""
    left = sentence.left(index)
    if left.endswith("第") or _ROUND.search(sentence.figures[index].surface):
        return True
    last = catalogue().get(sentence.last.subject.code) if sentence.last else None
    goes_on = last is not None and last.unit == "times" and pattern("ratio_goes_on").match(left)
    return len(sentence.ratios(index)) >= 3 or bool(goes_on or pattern("index_number").search(left))
