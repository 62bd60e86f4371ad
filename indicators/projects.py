"""What a count measures by the words behind it, and projects: counted, counted again by stage, and their investment."""

from __future__ import annotations

import re
from dataclasses import replace

from indicators.clause_words import without_times
from indicators.lexicon import pattern
from indicators.measures import Cue
from indicators.model import Figure
from indicators.phrases import noun_phrase, noun_phrase_after
from indicators.sentence import Sentence
from indicators.terms import Subject, link_phrase
from indicators.words import begins_with_act, strip_leading

MONEY = frozenset({"CNY", "USD", "HKD", "EUR", "JPY"})
_THINGS = frozenset({"个", "家", "项", "条", "种", "件", "座", "处"})
"""Words that count things, not amounts or people."""
COUNTED = frozenset({"个", "家", "项", "户", "件"})
HEADS = frozenset({"人", "名", "位"})
_COUNTED_WORDS = re.compile("(?!实现|完成|建成|获|被|全[部面]|均|已|正|在)[\u4e00-\u9fff“”]{2,14}$")
_COUNTED_RULES = frozenset({"counted_behind", "part_of_projects", "dealt_with"})
_OPENING_UNITS = COUNTED | HEADS
_OPENING_WORDS = re.compile("[\u4e00-\u9fff]{2,12}")
_ITEM_END = re.compile("[，,、；;：:]")
_NOTE_MARK = re.compile(r"[［\[]\d+[］\]]")
HEDGE = re.compile("^(?:左右|上下|以[上下内]|之内)的?")


def find_staged(sentence: Sentence, figure: Figure, rest: str) -> Subject | None:
    """引进项目24个、建成投产17个: the second count is of the same projects, unless it names its own behind it."""
    if figure.unit not in ("个", "项"):
        return None
    words, after = HEDGE.sub("", rest).strip("，,、；;：: "), sentence.text[figure.end :]
    if pattern("shared_by_next").match(after) and pattern("stage").match(strip_leading(words)):
        return Subject("projects", strip_leading(words) + "项目", "part_of_projects")
    named = pattern("of_projects_told").search(sentence.text, 0, figure.start)
    if not named and not sentence.counted_projects():
        return None
    behind = pattern("stage_behind").match(after)
    if behind and (named or not _ITEM_END.split(rest)[-1].strip("有 ")):
        return Subject("projects", behind["came"] + "项目", "part_of_projects")
    if not pattern("stage").match(strip_leading(words)) and not pattern("sized_part").match(words):
        return None
    things = noun_phrase_after(after)
    if things and (not things.endswith("项目") or things.startswith("“")):
        return None
    label = strip_leading(words.removeprefix("其中").rstrip("的有达"))
    if "项目" not in label:
        label += "项目"
    return Subject("projects", label, "part_of_projects")


def find_told(sentence: Sentence, index: int) -> Subject | None:
    """Projects told by what became of them (改造项目完工310个), or approved without the word (省青年科学基金首批立项96个)."""
    if sentence.figures[index].unit not in ("个", "项") or noun_phrase_after(sentence.right(index)):
        return None
    told = pattern("projects_told").search(sentence.left(index))
    if told is None:
        batches = pattern("in_batches").search(sentence.text, 0, sentence.figures[index].start)
        return Subject("projects", noun_phrase(batches["what"]), "counted_behind") if batches else None
    return Subject(
        "projects",
        noun_phrase(without_times(sentence, told["what"])) + (told["came"] or "") if told["what"] else "立项项目",
        "counted_behind",
    )


def find_money(sentence: Sentence, index: int) -> Subject | None:
    """The money told right behind a count of projects, or of several told together: 项目52个、310亿元."""
    figure, last = sentence.figures[index], sentence.last
    if figure.unit not in MONEY or not pattern("amount_closes").match(sentence.after(index)):
        return None
    if pattern("group_invested").search(sentence.left(index)):
        return Subject("project_investment", "项目投资", "money_of_projects")
    if last is None or (last.subject.code, last.measure) != ("projects", "level"):
        return None
    beside = pattern("money_of_projects").fullmatch(sentence.text[last.figure.end : figure.start])
    before = sentence.text[sentence.clause_start(last.figure.start) : figure.start]
    if not beside or pattern("funds_of_projects").search(before):
        return None
    return Subject("project_investment", last.subject.label + "投资", "money_of_projects")


def judge_investment(sentence: Sentence, index: int, subject: Subject) -> Subject:
    """Kinds of counted projects, and whether an investment is a group of projects' or one project's own.

    A group's carries what was counted in its name, as a report tells those of many groups: 产业项目62个，总投资268亿元;
    behind a count split by size it is that of the whole.
    """
    judged = _judge(sentence, index, subject)
    if judged.code != "project_investment" or not _is_bare(judged.label):
        return judged
    start = sentence.part_start(sentence.figures[index].start)
    counted = [said for said in sentence.said if said.subject.code == "projects" and said.figure.start >= start]
    if not counted:
        return judged
    split = len(counted) > 2 and "其中" in sentence.text[counted[0].figure.end : counted[-1].figure.start]
    return replace(judged, label=counted[0 if split else -1].subject.label + judged.label)


def _is_bare(label: str) -> bool:
    return any(pattern(name).search(label) for name in ("total_investment", "project_money"))


def _judge(sentence: Sentence, index: int, subject: Subject) -> Subject:
    figure, last = sentence.figures[index], sentence.last
    if subject.code == "other" and sentence.counted_projects():
        same_count = (
            figure.unit == "项"
            and not sentence.right(index).strip()
            and last is not None
            and (last.subject.code, last.figure.unit) == ("projects", "项")
            and sentence.left(index).strip("、，,和及与 ") == subject.label
            and not begins_with_act(subject.label)
        )
        if same_count or subject.label.endswith(("类", "型")):
            return Subject("projects", subject.label + "项目", "part_of_projects")
        words = (subject.label, sentence.left(index).strip("，,、；; "))
        if any(map(pattern("project_money").search, words)):
            return replace(subject, code="project_investment")
    if pattern("opened_investment").fullmatch(subject.label) and pattern("projects_behind").match(
        sentence.after(index)
    ):
        return Subject("project_investment", "总投资", subject.rule)
    if subject.code == "project_investment" and not _of_many(sentence, subject.label):
        return replace(subject, code="other")
    if subject.code != "project_investment" or not pattern("total_investment").search(subject.label):
        return subject
    after = sentence.after(index)
    if pattern("many_things").match(after) or _of_last(sentence, index, subject.label):
        return subject
    alone = pattern("one_thing").match(after) or not (
        sentence.counted_projects() or pattern("many_projects").search(sentence.text[: figure.start])
    )
    return (
        subject
        if not alone or (sentence.counted_projects() and not pattern("one_thing").match(after))
        else replace(subject, code="other")
    )


def _of_last(sentence: Sentence, index: int, label: str) -> bool:
    """Whether an amount stands between a count of projects and their name: 85个总投资860亿元的重点项目."""
    figure, last = sentence.figures[index], sentence.last
    if last is None or last.subject.code != "projects" or sentence.text[last.figure.end : figure.start] != label:
        return False
    return pattern("these_projects").match(sentence.after(index)) is not None


def _of_many(sentence: Sentence, label: str) -> bool:
    """Whether a project's investment is a group's: counted beside, of a class (重点项目), or 签约; not of one named project."""
    named_project = "项目" in label and not pattern("group_of_projects").match(label)
    return sentence.counted_projects() or not named_project


def find_listed(sentence: Sentence, index: int, cue: Cue) -> Subject | None:
    """What a list's next count counts, where the words before it are the last one's: 11项医保项目和30个采购品种."""
    last, figure = sentence.last, sentence.figures[index]
    if last is None or last.subject.rule not in _COUNTED_RULES:
        return None
    joined = last.figure.end == figure.start - len(cue.rest) and cue.rest.endswith(("和", "、", "及", "与"))
    if not joined or len(cue.rest) < 3 or not {figure.unit, last.figure.unit} <= COUNTED:
        return None
    words = _COUNTED_WORDS.match(HEDGE.sub("", sentence.right(index)))
    return find_counted(sentence, index) or (Subject("other", words[0], "counted_behind") if words else None)


def find_opening(sentence: Sentence, index: int) -> Subject | None:
    """What a count counts that opens a part behind others, by the words behind it: ；6.5万人实现脱贫."""
    figure = sentence.figures[index]
    start = sentence.part_start(figure.start)
    if figure.unit not in _OPENING_UNITS or not start or sentence.text[start : figure.start].strip(" 　"):
        return None
    words = _OPENING_WORDS.match(sentence.right(index))
    return find_counted(sentence, index) or (Subject("other", words[0], "counted_behind") if words else None)


def find_share_of(sentence: Sentence, index: int) -> Subject | None:
    """What a share that opens its clause is of, told behind it: 99%的乡镇通三级公路."""
    figure = sentence.figures[index]
    opening = sentence.text[sentence.clause_start(figure.start) : figure.start]
    told = pattern("share_opening").match(sentence.right(index)) if figure.unit == "%" else None
    if told is None or not pattern("hedges_only").fullmatch(opening):
        return None
    phrase = noun_phrase_after(told["things"])
    if len(phrase) < 2 or phrase == told["things"]:
        return None
    linked = link_phrase(phrase, "counted_behind")
    return linked if linked.code == "projects" else Subject("other", phrase, "counted_behind")


def find_counted(sentence: Sentence, index: int) -> Subject | None:
    """What the words behind a count, or behind money that only a verb stands before, name: 26家企业, 35个项目, 20亿元产业投资基金."""
    figure, after = sentence.figures[index], sentence.after(index)
    if figure.unit in ("%", "pp", "times") or sentence.ratios(index):
        return None
    if figure.unit in MONEY:
        return _find_paid(sentence, index)
    right = sentence.right(index)
    accepted = pattern("accepted_as").match(right)
    if accepted and (phrase := noun_phrase_after(accepted[1]) or accepted[1]):
        return link_phrase(phrase, "accepted_as")
    right, after = (_NOTE_MARK.sub("", pattern("year_or_age").sub("", words)) for words in (right, after))
    if figure.unit == "个" and pattern("shared_project").match(after):
        return Subject("projects", noun_phrase_after(right).removesuffix("项目") + "项目", "part_of_projects")
    project = pattern("project_behind").match(after)
    if project and project[1].startswith("领域"):
        return Subject("other", "领域", "counted_behind")
    if project and figure.unit in ("个", "项", ""):
        if (act := pattern("act").search(project[1])) and act.start():
            phrase = noun_phrase_after(project[1][: act.start()])
            return Subject("other", phrase, "counted_behind") if phrase else None
        built = pattern("built_behind").match(after[project.end() :])
        return Subject("projects", project[1], "counted_behind") if built else link_phrase(project[1], "counted_behind")
    if pattern("mark_passed").match(right):
        return None
    right = _made_up(sentence, index, HEDGE.sub("", right)) if figure.unit in HEADS else HEDGE.sub("", right)
    phrase = noun_phrase_after(right) or noun_phrase_after(pattern("involved").sub("", right))
    if not phrase and figure.unit in _THINGS and (described := pattern("described").match(after)):
        phrase = noun_phrase_after(described["thing"])
    return link_phrase(phrase, "counted_behind") if phrase else None


def _made_up(sentence: Sentence, index: int, right: str) -> str:
    """The words behind people or money that make up one thing, from its name on: 形成500人的研发团队."""
    return right.removeprefix("的") if pattern("makes_up").search(sentence.left(index)) else right


def _find_paid(sentence: Sentence, index: int) -> Subject | None:
    """What an amount of money behind a bare verb is, told behind it: 设立20亿元产业投资基金, 发放3亿元创业担保贷款."""
    right = _made_up(sentence, index, HEDGE.sub("", sentence.right(index)))
    if pattern("money_measured").match(right) or pattern("mark_passed").match(right):
        return None
    phrase = noun_phrase_after(right)
    linked = link_phrase(phrase, "counted_behind") if len(phrase) > 1 and not begins_with_act(phrase) else None
    return linked if linked and linked.code == "other" else None
