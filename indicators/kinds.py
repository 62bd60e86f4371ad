"""Whether a figure is an outcome, an estimate or a target, and the definition that it states."""

from __future__ import annotations

import re
from functools import cache

from indicators.lexicon import catalogue, pattern, read_toml
from indicators.model import Period
from indicators.sentence import Sentence
from indicators.spans import is_span
from indicators.terms import Subject
from indicators.words import find_names, strip_leading, strip_trailing

_FARTHEST = 60
"""So far before the first figure behind it a word of a goal may stand."""
_GOALS = frozenset({"target", "stretch"})
_COMING = re.compile("未来|今后|接下来")
_UP_TO = re.compile(r"(?:^|[，,；;：:])\s*[到至](?:19|20)[0-9]{2}年[底末]?[，,]")
_IN_BRACKETS = re.compile(r"(?:左右|以上)?[（(]([^（）()]{2,12})[）)]")


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    table = read_toml("cues.toml")
    keys = (
        "estimate",
        "estimate_of_list",
        "target",
        "aspired",
        "target_after",
        "target_named",
        "target_listed",
        "stretch",
        "assured",
        "done",
        "carried_out",
        "basis",
        "scope",
        "estimate_of_report",
        "estimate_of_report_list",
        "estimate_opening",
        "estimate_behind",
        "own_verb",
    )
    return {key: re.compile(table[key]) for key in keys}


def read_kind(sentence: Sentence, index: int, period: Period | None) -> str:
    """Actual, estimate, target or stretch: by the part of the report, and by the words up to the last semicolon."""
    cues, setting, left = _cues(), sentence.setting, sentence.left(index)
    part = sentence.text[sentence.part_start(sentence.figures[index].start) : sentence.figures[index].start]
    if _is_told_goal(sentence, index):
        return "target"
    if setting.mode == "plan":
        past = period is not None and setting.default is not None and period.end < setting.default.start
        if past or (cues["done"].search(part) and not cues["target"].search(left)):
            return "estimate" if past and cues["estimate"].search(part) else "actual"
        return "stretch" if _stretches(sentence, index) else "target"
    if setting.mode == "review" and period and setting.clock.review and period.start.year > setting.clock.review:
        return _read_ahead(sentence, index, period, part)
    if setting.mode == "review" and period and setting.clock.review and period.end.year < setting.clock.review:
        return "actual"
    if setting.estimated and period and period.end.year == setting.clock.review:
        return "estimate"
    if _is_estimate(sentence, index, part):
        return "estimate"
    if setting.mode == "review":
        return "target" if _aims(sentence, index, "aspired") else "actual"
    # 计划开工项目50个，目前已开工32个: what was done in its own clause is no goal.
    done = cues["done"].search(left) is not None or _is_rate_reached(sentence, index)
    aims = not done and (_aims(sentence, index, "target") or _goes_on_with_goals(sentence, index, period))
    if aims or _lies_ahead(sentence, period):
        return "stretch" if _stretches(sentence, index) else "target"
    return "actual"


def _read_ahead(sentence: Sentence, index: int, period: Period, part: str) -> str:
    """The kind of a figure of a time behind the year that its part reviews."""
    if _told_of_part(sentence, index, period):
        return "actual"
    if _cues()["estimate"].search(part):
        return "estimate"
    return "stretch" if _stretches(sentence, index) else "target"


def _lies_ahead(sentence: Sentence, period: Period | None) -> bool:
    """Whether a figure is of years behind that of a text without parts, or of a plan or coming years that its sentence names."""
    now = sentence.setting.clock.now
    if period is None or now is None or not period.start.year >= now < period.end.year:
        return False
    if period.start.year > now and (is_span(period) or _UP_TO.search(sentence.text)):
        return True
    plans = (m.point for m in sentence.periods if m.rule == "five_year_plan" or _COMING.match(sentence.text, m.start))
    return any(plan and plan.end == period.end for plan in plans)


def _is_told_goal(sentence: Sentence, index: int) -> bool:
    """Whether a figure is called a goal by the words right around it, or by those that a list of what was approved opens with."""
    cues = _cues()
    around = cues["target_after"].match(sentence.after(index)) or cues["target_named"].search(sentence.left(index))
    return bool(around or cues["target_listed"].search(sentence.text, 0, sentence.figures[index].start))


def _aims(sentence: Sentence, index: int, cue: str) -> bool:
    """Whether a goal's word stands before a figure in its part, with a figure not far behind it: 努力克服困难，… is none."""
    at = sentence.figures[index].start
    words = [*_cues()[cue].finditer(sentence.text, sentence.part_start(at), at)]
    if not words or _turns_to_outcomes(sentence, index, words[-1]):
        return False
    starts = [figure.start for figure in sentence.figures[: index + 1] if figure.unit or figure.start == at]
    return any(min(start for start in starts if start >= word.end()) - word.end() <= _FARTHEST for word in words)


def _turns_to_outcomes(sentence: Sentence, index: int, goal: re.Match[str]) -> bool:
    """Whether words of what is done, behind the figure of a goal, begin the clauses up to a figure: 年度计划投资9亿元，1-8月完成6亿元."""
    at = sentence.figures[index].start
    aimed = next((figure.end for figure in sentence.figures[:index] if figure.start >= goal.end() and figure.unit), at)
    if aimed < at and _cues()["done"].search(sentence.text, aimed, at):
        return True
    # What is striven for (力争) may be told month by month too: 力争上半年完成3亿元，三季度完成5亿元.
    months = [m for m in sentence.periods if goal.start() <= m.start < at and m.period and _within_year(m.period)]
    if not months or months[0].start < aimed or _cues()["stretch"].match(goal[0]):
        return False
    return any(_cues()["carried_out"].match(sentence.text, told.end) for told in months)


def _within_year(period: Period) -> bool:
    return period.start.year == period.end.year and (period.start.month, period.end.month) != (1, 12)


def _goes_on_with_goals(sentence: Sentence, index: int, period: Period | None) -> bool:
    """Whether a part of its sentence goes on with the goals before it: 力争出口增长8%；投资增长12%."""
    last, start = sentence.last, sentence.figures[index].start
    if last is None or last.kind not in _GOALS or last.period != period:
        return False
    opening = sentence.part_start(start)
    if any(opening <= m.start < start for m in sentence.periods) or _cues()["done"].search(
        sentence.text[opening:start]
    ):
        return False
    first = last
    for said in reversed(sentence.said):
        if said.kind not in _GOALS:
            break
        first = said
    head = max(sentence.part_start(first.figure.start), first.figure.start - _FARTHEST)
    return _cues()["target"].search(sentence.text, head, first.figure.start) is not None


def _is_rate_reached(sentence: Sentence, index: int) -> bool:
    """Whether a figure is the rate that the outcome right before it comes to: 计划开工40个，已开工38个，开工率95%."""
    left, last = sentence.left(index), sentence.last
    if last is None or last.kind != "actual" or last.figure.start != sentence.figures[index - 1].start:
        return False
    return left.endswith("率") and not _cues()["target"].search(left)


def _is_estimate(sentence: Sentence, index: int, part: str) -> bool:
    """Whether 预计 stands in the figure's part, or heads a list or sentence that the part belongs to."""
    cues = _cues()
    told = [m.start() for m in cues["estimate"].finditer(part)]
    if (told and not _of_other(sentence, index, told[-1])) or cues["estimate_behind"].match(sentence.after(index)):
        return True
    reckoned = cues["estimate_of_report"].search(part) or cues["estimate_of_report_list"].match(sentence.text)
    if sentence.setting.mode and reckoned:
        return True
    headed = cues["estimate_opening"].match(sentence.text) and not cues["own_verb"].search(part)
    return bool(headed or _heads_list(sentence, index))


def _of_other(sentence: Sentence, index: int, at: int) -> bool:
    """Whether 预计, so far into the figure's part, stands behind the name of another thing: 生产总值预计增长6%，出口6亿元，增长4%."""
    start = sentence.figures[index].start
    at += sentence.part_start(start)
    named = find_names(sentence.text[sentence.clause_start(at) : at])
    return bool(
        named and sentence.clause_start(start) > at and find_names(sentence.text[sentence.clause_end(at) : start])
    )


def _heads_list(sentence: Sentence, index: int) -> bool:
    """Whether 预计全年 heads the list that a figure is in; behind a figure of its part it is of what follows there alone."""
    told = _cues()["estimate_of_list"].search(sentence.text, 0, sentence.figures[index].start)
    if told is None:
        return False
    return not any(sentence.part_start(told.start()) <= f.start and f.end <= told.start() for f in sentence.figures)


def _told_of_part(sentence: Sentence, index: int, period: Period) -> bool:
    """Growth of part of a year on the same part of the year before is an outcome, whichever year a report reviews."""
    return (period.start.month, period.end.month) != (1, 12) and "同期" in sentence.left(index)


def _stretches(sentence: Sentence, index: int) -> bool:
    """力争 right behind a lower target of the same thing, or right before it: 确保8%，力争9%; 力争9%，确保8%."""
    left, last = sentence.left(index), sentence.last
    if not _cues()["stretch"].search(left):
        return False
    if _assured_behind(sentence, index):
        return True
    if last is None or strip_leading(strip_trailing(left)):
        return False
    # Behind a semicolon too: 确保1.6万元，年均增长11%；力争达到1.8万元.
    figure, subject = sentence.figures[index], last.subject.code
    alike = (said for said in reversed(sentence.said) if said.figure.unit == figure.unit)
    lower = next(alike, None)
    return (
        lower is not None
        and (lower.kind, lower.subject.code) == ("target", subject)
        and lower.figure.value < figure.value
    )


def _assured_behind(sentence: Sentence, index: int) -> bool:
    """Whether a lower figure right behind is what is made sure of: 力争增长8%，确保7.5%."""
    if index + 1 == len(sentence.figures):
        return False
    figure, following = sentence.figures[index : index + 2]
    between = _cues()["assured"].fullmatch(sentence.text, figure.end, following.start)
    return between is not None and figure.unit == following.unit and following.value < figure.value


def read_basis(sentence: Sentence, index: int, subject: Subject, period: Period | None) -> str:
    """The definition that the figure's clause names (省口径, 同口径, 不含农户, 年均), as written but for years in words, which are in digits."""
    start = sentence.clause_start(sentence.figures[index].start)
    if start and (sentence.text[start - 1] in "（(" or sentence.text.endswith("计算", 0, start - 1)):
        start = sentence.clause_start(start - 1)
    figure = sentence.figures[index]
    behind = _IN_BRACKETS.match(sentence.text, figure.end)
    basis = _cues()["basis"]
    found = basis.search(sentence.text[start : figure.start]) or (basis.search(behind[1]) if behind else None)
    if found:
        return found[0]
    return (
        (_per_year(sentence, index) if is_span(period) else "")
        or _level_compared(sentence, index)
        or _real_growth(sentence, index, subject)
        or _held_basis(sentence, index, subject)
    )


def _per_year(sentence: Sentence, index: int) -> str:
    """年均 or 每年 before an amount that several years had each: it is no rival of their sum."""
    if sentence.figures[index].unit in ("%", "pp", "times"):
        return ""
    told = pattern("per_year").search(sentence.left(sentence.list_around(index).start))
    return told["basis"] if told else ""


def _level_compared(sentence: Sentence, index: int) -> str:
    """What a percentage of a level is of (2019年, 全省平均水平): it is no rival of a share of a whole."""
    if sentence.figures[index].unit != "%":
        return ""
    told = pattern("level_of").search(sentence.left(sentence.list_around(index).start))
    return told["base"] if told else ""


def _real_growth(sentence: Sentence, index: int, subject: Subject) -> str:
    """实际 before the verb of growth that is mostly told at current prices: nominal and real growth are no rivals."""
    entry = catalogue().get(subject.code)
    left = sentence.left(sentence.list_around(index).start)
    told = pattern("real_growth").search(left) if entry and entry.growth == "nominal" else None
    return told["basis"] if told else ""


def _held_basis(sentence: Sentence, index: int, subject: Subject) -> str:
    """A scope (省口径) that an earlier clause set holds on for the same subject; a way to compute growth (同口径) does not."""
    scope = _cues()["scope"]
    told = (s.basis for s in reversed(sentence.said) if s.basis and s.subject.code == subject.code)
    if said := next((basis for basis in told if scope.search(basis)), ""):
        return said
    start = sentence.figures[index].start
    part = sentence.text[sentence.part_start(start) : start]
    opening = scope.search(part) if "按" in part else None
    return opening["scope"] if opening and opening["computed"] else ""
