"""Growth told from one pace to another: 投资增速由一季度的8%回升到上半年的9% gives the growth of both times."""

from __future__ import annotations

from indicators.lexicon import pattern
from indicators.measures import Cue
from indicators.sentence import Sentence


def pace_cue(sentence: Sentence, index: int) -> Cue | None:
    """What a figure says as the first or the second pace of a change; None for any other figure."""
    if sentence.figures[index].unit != "%":
        return None
    if told := pattern("pace_start").match(sentence.left(index)):
        return Cue("yoy", -1 if told["down"] else 1, told["what"], True, "growth_verb")
    if index and pattern("pace_end").fullmatch(sentence.left(index)):
        began = pattern("pace_start").match(sentence.left(index - 1))
        if began and sentence.figures[index - 1].unit == "%":
            return Cue("yoy", -1 if began["down"] else 1, "", True, "growth_verb")
    return None
