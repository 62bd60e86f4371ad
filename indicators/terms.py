"""What a figure measures: catalogue names first, else the noun phrase that heads the figure (jieba with our dictionary)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indicators.area_mentions import find_areas, find_pointing
from indicators.lexicon import pattern, read_toml, remembered, sought
from indicators.phrases import CONJUNCTIONS, noun_phrase, phrase_before
from indicators.words import (
    find_names,
    is_verb,
    last_word,
    link_name,
    strip_leading,
    strip_trailing,
    word_lists,
)

_LIST_JOINT = re.compile(r"(?:[，,；;：:、（(“\s—]|和|及|与|以及)$")
_OTHER_THAN = re.compile(r"非[\u4e00-\u9fff]{1,2}(?:非[\u4e00-\u9fff]{1,2})?$|吸纳$|岁(?:及?以[上下])?的?$")
"""What leaves a part out, or takes in from elsewhere: 非煤工业增加值, 吸纳技术合同成交额, 60岁及以上常住人口."""
_AGED = re.compile(r"\d+岁?(?:[-—~～至]\d+)?岁(?:及?以[上下])?的?$")
"""Whose age stands before a name: 60岁及以上, 0-14岁."""
_INCREASE = re.compile("(?<![比较])(?:同比)?(?:新增|净增|多增|增加)$")
"""A verb behind what grew by an amount: 制造业贷款新增120亿元."""
_INCREASING = ("增", "加")
"""What such a verb ends with: most words before a figure need no look for one."""
_AGAINST = re.compile("[比较][^，,。；;]{1,6}$")
"""What such a verb compares with: 比去年新增."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is measured: the catalogue's code or ``other``, the text's words for it, and the rule that found it."""

    code: str
    label: str
    rule: str


def _neutral(prefix: str) -> bool:
    """Whether nothing before an indicator's name narrows it: 全市、预计 do not, 高技术制造业 does."""
    prefix = prefix.rstrip()
    if _OTHER_THAN.search(prefix):
        return False
    while prefix:
        if joint := _LIST_JOINT.search(prefix):
            return joint[0] not in CONJUNCTIONS or _ends_a_name(prefix[: joint.start()])
        cut = _neutral_tail(prefix)
        if not cut:
            return last_word(prefix) in word_lists().stops
        prefix = prefix[: len(prefix) - cut].rstrip("的 ")
    return True


def _ends_a_name(text: str) -> bool:
    """Whether 和 stands between two names rather than inside one (农林牧渔及服务业增加值)."""
    names = find_names(text)
    return (
        not strip_leading(text) or bool(names and names[-1].end() == len(text)) or last_word(text) in word_lists().stops
    )


def _neutral_tail(prefix: str) -> int:
    """How many characters at the end of a prefix are neutral: a place, a time, a threshold, or a leading word."""
    match = word_lists().leading.match(prefix[::-1])
    if match and match[0]:
        return len(match[0])
    threshold = (
        pattern("threshold_before").search(prefix)
        or pattern("enumerator").search(prefix)
        or pattern("group_of").search(prefix)
        or pattern("time_before").search(prefix)
    )
    if threshold:
        return len(threshold[0])
    pointing = [m for m in find_pointing(prefix[-4:]) if m.end() == len(prefix[-4:])]
    if pointing:
        return len(pointing[-1].group())
    places = [m for m in find_areas(prefix[-16:]) if m.end == len(prefix[-16:])]
    if places and prefix[-16:][: places[-1].start].endswith(("对", "向")):
        # 对香港出口 is the part that goes there.
        return 0
    return places[-1].end - places[-1].start if places else 0


@remembered
def read_subject(text: str) -> Subject | None:
    """The subject that the words before a figure name; None where they name nothing.

    >>> read_subject("全区财政总收入完成").code, read_subject("汽车制造业投资").code
    ('fiscal_revenue', 'other')
    """
    core = strip_trailing(text)
    if not core:
        return None
    grown = _INCREASE.search(core) if core.endswith(_INCREASING) else None
    if grown and not _AGAINST.search(core[: grown.start()]) and len(strip_leading(core[: grown.start()])) > 1:
        core = strip_trailing(core[: grown.start()])
    names = find_names(core)
    compact = sought("statements.toml", "carriers").sub("", core)
    if compact != core and (found := find_names(compact)) and found[-1].end() == len(compact):
        longer = not names or names[-1].end() < len(core) or len(found[-1][0]) > len(names[-1][0])
        core, names = (compact, found) if longer else (core, names)
    if names and not strip_trailing(pattern("bracketed").sub("", core[names[-1].end() :])):
        return _named(core, names[-1])
    phrase = noun_phrase(core)
    if compact != core and pattern("bare_output_name").fullmatch(phrase):
        whole = noun_phrase(compact)
        maker = whole.removesuffix(phrase)
        phrase = phrase if maker.endswith("、") or is_verb(maker) else whole
    if pattern("round_number").fullmatch(phrase):
        return None
    return link_phrase(phrase, "noun_phrase") if phrase else None


def _named(core: str, match: re.Match[str]) -> Subject:
    name, prefix = match[0], core[: match.start()]
    of_class = pattern("size_class").search(prefix) and link_name(name) != "fixed_investment"
    if not of_class and not pattern("per_unit").search(prefix) and not _inside_word(core, match) and _neutral(prefix):
        return Subject(link_name(name), name, "catalogue_name")
    kept = None if of_class else pattern("per_unit").search(prefix) or _AGED.search(prefix)
    inside = prefix[-1:] if _inside_word(core, match) else ""
    phrase = phrase_before(prefix.removesuffix(inside))
    if inside:
        phrase = prefix[prefix.rfind(phrase) if phrase else -1 :]
    label = kept[0] + name if kept else strip_leading(phrase + name)
    code = link_name(label)
    if code == "other" and not label.endswith(name):
        label = name
    if label == name:
        return Subject(link_name(name), name, "catalogue_name")
    return Subject(code if code != "other" else _project_code(label), label, "part_of_indicator")


def _inside_word(core: str, match: re.Match[str]) -> bool:
    """Whether a name starts within another word: 食品加工业增加值 is not 工业增加值."""
    start = match.start()
    return start > 0 and re.match(read_toml("terms.toml")["inside"], core[start - 1 :]) is not None


def link_grown(text: str) -> Subject | None:
    """A subject that is named only by what grows: 经济增长5%左右.

    >>> link_grown("全省经济").code
    'gdp'
    """
    label = strip_leading(strip_trailing(pattern("goal_told").sub("", text)))
    code = word_lists().grown.get(label)
    return Subject(code, label, "growth_name") if code else None


def link_phrase(phrase: str, rule: str) -> Subject:
    """A noun phrase as a subject: a catalogue name, a group of projects, or other."""
    label = strip_leading(phrase) or phrase
    code = link_name(label)
    return Subject(code if code != "other" else _project_code(label), label, rule)


@remembered
def _project_code(label: str) -> str:
    if pattern("projects_investment").search(label) and not pattern("foreign_contracts").search(label):
        return "project_investment"
    if pattern("projects_counted").search(label) and not pattern("projects_of_office").search(label):
        return "projects"
    return "other"
