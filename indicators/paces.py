"""Growth told by how its pace moved: 投资增速由一季度的8%回升到上半年的9% gives the growth of both times, 增速回落到9% that of one."""

from __future__ import annotations

from indicators.lexicon import pattern
from indicators.measures import Cue
from indicators.sentence import Sentence


def pace_cue(sentence: Sentence, index: int) -> Cue | None:
    """What a figure says as the first or the second pace of a change, or the one reached; None for any other figure."""
    if sentence.figures[index].unit != "%":
        return None
    left = sentence.left(index)
    if told := pattern("pace_start").match(left) or pattern("pace_reached").match(left):
        return Cue("yoy", -1 if told["down"] else 1, told["what"], True, "growth_verb")
    if index and pattern("pace_end").fullmatch(left):
        began = pattern("pace_start").match(sentence.left(index - 1))
        if began and sentence.figures[index - 1].unit == "%":
            return Cue("yoy", -1 if began["down"] else 1, "", True, "growth_verb")
    return None
