"""Noun phrases before and behind a number, cut by jieba's words: what ends them and what stands within them."""

from __future__ import annotations

import re
from functools import cache

from indicators.area_mentions import find_areas, find_pointing
from indicators.cutting import cut_words
from indicators.lexicon import pattern, read_toml, remembered
from indicators.words import BULLETS, word_lists

CONJUNCTIONS = frozenset({"和", "及", "与", "以及"})
_CLAUSE = re.compile(r"[，,；;。：:！？\n]")
_ITEM = re.compile(r"[，,；;。：:！？（(\n]|(?<![省市区县国州级])(?<!国[际内家])、")
"""What ends an item of a list; kinds of one thing are no items: 省、市科技项目, 国际、国内知名企业."""
_HANZI = re.compile("[\u4e00-\u9fff”]")
_ADJECTIVES = frozenset("大小多少高低快慢强弱好坏新旧长短重轻深浅早晚")
"""Before 的 they leave open what is so: 带动强的项目."""
_TIMES = ("年", "月", "季度", "时期", "期间", "前三", "以来")
"""What the words for a time end with, which are no part of a name: 去年的产值."""
_QUOTED = re.compile("“[^“”]{1,20}”")
_LOOSE_ENDS = "、的和及与了等在对为 \t—－-"
"""Words of one character that are no end of a name."""
_RECKONING = frozenset({"计算", "衡量"})
"""By what a figure is reckoned, which names nothing: 按可比价格计算."""
_PLACED = frozenset("中内里上下前后间")
"""Words of one character that make a place or a time of what stands before them, which names nothing: 运动会中, 开工前."""
_TIMED = frozenset("前后")
"""Those of them that make a time of what was done: 开工前."""
_SUMMED = frozenset({"累计", "合计", "共计", "新增"})
"""Words for a sum, which may stand between a thing and what was done with it: 中欧班列累计开行."""


@remembered
def noun_phrase(text: str) -> str:
    """The noun phrase at the end of a text: the words behind the last verb, preposition or comma, with those that stand within a name.

    A verb at its end goes with the noun before it: 低保金发放.

    >>> noun_phrase("全年引进亿元以上项目"), noun_phrase("新增成果转化企业")
    ('亿元以上项目', '成果转化企业')
    """
    return _phrase(text, ends=True)


@remembered
def phrase_before(prefix: str) -> str:
    """The noun phrase at the end of what stands before a name, where a verb at its end takes that as its object: 园区新增|工业投资."""
    return _phrase(prefix, ends=False)


def _phrase(text: str, ends: bool) -> str:
    piece = _CLAUSE.split(text)[-1][-30:]
    own = [m.end() for m in find_pointing(piece) if m.group()[-1] != "国" and not piece.startswith("域", m.end())]
    piece = piece[own[-1] :] if own and own[-1] < len(piece) else piece
    words = _name_at_end(_join_quoted(cut_words(piece)), ends)
    name = _joints_before().sub("", "".join(words))
    if not name or words[-1] in _RECKONING | _TIMED or name in read_toml("terms.toml")["hollow"]:
        return ""
    counted_from = pattern("counted_from")
    bound = None if counted_from.match(name) else counted_from.search(piece[: piece.rfind(name)])
    return _unquote((bound[0] if bound else "") + name)


def _join_quoted(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words with those between quotation marks as one: “保回迁”项目 is no 项目 behind a verb."""
    if "“" not in words or "”" not in words:
        return words
    joined: list[str] = []
    opened: int | None = None
    for word in words:
        joined.append(word)
        if word == "“":
            opened = len(joined) - 1
        elif word == "”" and opened is not None:
            joined[opened:] = ["".join(joined[opened:])]
            opened = None
    return tuple(joined)


def _name_at_end(words: tuple[str, ...], ends: bool) -> list[str]:
    """The last of some words, back to the one that ends a phrase."""
    lists, terms = word_lists(), read_toml("terms.toml")
    phrase: list[str] = []
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if word not in lists.stops:
            phrase.append(word)
        elif not phrase and (len(word) < 2 or word in terms["closing"]):
            phrase += [word] * (len(word) > 1)
        elif not phrase:
            phrase.append(word)
            if not (ends and word in lists.verbs and _behind_noun(words, at)):
                break
        elif (
            phrase[-1] in terms["told_of_acts"]
            or word in CONJUNCTIONS
            or _inside_name(words, at)
            or _summed(words, at, phrase)
        ):
            # 办结率, 提价幅度: the rate of what the verb says.
            phrase.append(word)
        else:
            relative = "的" in phrase and word not in terms["moving"]
            if word in lists.verbs and (relative or word not in lists.governing):
                # 达成互认协议的国家, 外出农民工: what tells of which ones.
                phrase.append(word)
            break
    while phrase and not phrase[0].strip(_LOOSE_ENDS):
        del phrase[0]
    return phrase[::-1]


def _inside_name(words: tuple[str, ...], at: int) -> bool:
    """Whether a verb or 的 stands within a name: 成果转化企业, 高新技术产业的产值.

    No verb that takes an object does, but where its number is told (参与人次), nor 的 behind a time.
    """
    if words[at] in read_toml("terms.toml")["joining"]:
        return _behind_noun(words, at)
    verb = words[at] in word_lists().verbs and (
        words[at] not in word_lists().governing or words[at + 1] in read_toml("terms.toml")["numbers_of"]
    )
    joins = words[at] == "的" and at > 0 and not find_areas(words[at - 1])
    return (verb or joins) and _behind_noun(words, at)


def _summed(words: tuple[str, ...], at: int, phrase: list[str]) -> bool:
    """Whether a word for a sum stands between a thing and what was done with it."""
    return words[at] in _SUMMED and len(phrase) == 1 and phrase[0] in word_lists().verbs and _behind_noun(words, at)


def _behind_noun(words: tuple[str, ...], at: int) -> bool:
    before = words[at - 1] if at else ""
    if at > 1 and before in _SUMMED:
        before = words[at - 2]
    loose = words[at] == "的" and before in _ADJECTIVES
    return (
        _HANZI.match(before[-1:]) is not None
        and before not in word_lists().stops
        and before not in _PLACED
        and not loose
        and not before.endswith(_TIMES)
    )


@cache
def _joints_before() -> re.Pattern[str]:
    """What may stand before a phrase and joins it to others, an amount (破亿、入境游客) too; 和美 and 和谐 begin with no such word."""
    return re.compile(
        f"^(?:(?:左右|以内|[百千万亿]+|[0-9.]+[\u4e00-\u9fff]{{1,3}})(?=[、和及])|(?!{'|'.join(read_toml('terms.toml')['whole_before'])})[、的和及与了等 \t—－{BULLETS}-])+"
    )


@remembered
def noun_phrase_after(text: str) -> str:
    """The noun phrase that begins a text: the words before the first verb, preposition or comma."""
    quoted = _QUOTED.match(text)
    words = cut_words(_ITEM.split(text[quoted.end() if quoted else 0 : 30], maxsplit=1)[0])
    phrase = [quoted[0]] if quoted else []
    for at, word in enumerate(words):
        if word.isdigit() or (word in word_lists().stops and not (phrase and _within(words, at))):
            break
        phrase.append(word)
    while phrase and phrase[-1] in read_toml("terms.toml")["acts" if len(phrase) > 1 else "hollow"]:
        phrase.pop()
    return _unquote("".join(phrase).strip("、的和及与等 \t"))


def _within(words: tuple[str, ...], at: int) -> bool:
    """Whether a verb stands within a name that goes on to the end of its words: 安全停车点; no verb that takes an object does."""
    if words[at] == "以上" and at:
        return words[at - 1].endswith("级")
    if words[at] not in word_lists().verbs or words[at] in word_lists().governing:
        return False
    behind = words[at + 1 :]
    return bool(behind) and not any(word in word_lists().stops or word.isdigit() for word in behind)


@remembered
def _unquote(phrase: str) -> str:
    for opening, closing in ("“”", "（）", "()", "《》"):
        if phrase.count(opening) != phrase.count(closing):
            phrase = phrase.replace(opening, "").replace(closing, "")
    return phrase
