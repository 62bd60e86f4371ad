"""The words around a figure that tell what it says of its subject, among them how fast something grows: 增速由8%回升到9%, 增速回落到9%."""

from __future__ import annotations

import re

from indicators.lexicon import catalogue, pattern, sought
from indicators.measures import Cue, read_measure
from indicators.sentence import Sentence
from indicators.terms import read_subject


def find_cue(sentence: Sentence, index: int) -> Cue:
    """The words around a figure that tell what it says of its subject."""
    if pace := _pace_cue(sentence, index):
        return pace
    figure, left = sentence.figures[index], pattern("verb_note").sub("", sentence.left(index))
    left = pattern("built_upon").sub("", pattern("turned_upwards").sub("", left))
    left = _past_brackets(sentence, index, pattern("rate_defined").sub("", left))
    if figure.unit == "%" and (grown := pattern("growth_of_behind").match(sentence.after(index))):
        return Cue("yoy", 1, grown["what"], True, "growth_verb")
    if figure.unit == "pp" and index and pattern("over_goal").match(left):
        below = pattern("below_goal").search(sentence.left(index - 1))
        return Cue("diff", -1 if below else 1, "", True, "points_below" if below else "points_above")
    return _rate(left, figure.unit) or read_measure(left, figure, sentence.right(index))


def _past_brackets(sentence: Sentence, index: int, left: str) -> str:
    """The words before points whose yardsticks have their own values in brackets: 分别高于全省（6%）、全市（7%）2.4个百分点."""
    if sentence.figures[index].unit != "pp" or not left.startswith(("）", ")")):
        return left
    start = sentence.figures[index].start
    return re.sub("[（(][^（）()]*[）)]", "", sentence.text[sentence.clause_start(start) : start])


def _rate(left: str, unit: str) -> Cue | None:
    """A rate whose name holds words of growth or share: 人口自然增长率, 研发投入占GDP比重."""
    if unit != "%" or not pattern("rate_words").search(left) or pattern("rate_grows").search(left):
        return None
    named = read_subject(pattern("risen_from").sub("", left))
    rate = catalogue().get(named.code) if named else None
    if rate is None or rate.nature != "rate" or rate.code == "cpi":
        return None
    return Cue("level", 1, left, True, "named_rate")


def _pace_cue(sentence: Sentence, index: int) -> Cue | None:
    """What a figure says as the first or the second pace of a change, or the one reached; None for any other figure."""
    if sentence.figures[index].unit != "%":
        return None
    left = sentence.left(index)
    if told := pattern("pace_start").match(left) or sought("statements.toml", "pace_reached").search(left):
        return Cue("yoy", -1 if told["down"] else 1, told["what"], True, "growth_verb")
    if index and pattern("pace_end").fullmatch(left):
        began = pattern("pace_start").match(sentence.left(index - 1))
        if began and sentence.figures[index - 1].unit == "%":
            return Cue("yoy", -1 if began["down"] else 1, "", True, "growth_verb")
    return None
