"""What a figure measures whose name stands before a phrase put in between: a circumstance, or how its pace compares."""

from __future__ import annotations

from indicators.clause_words import without_places, without_times
from indicators.lexicon import sought
from indicators.model import GROWING
from indicators.projects import MONEY
from indicators.sentence import Sentence
from indicators.terms import Subject, read_subject


def find_over_phrase(sentence: Sentence, index: int, measure: str) -> Subject | None:
    """The subject before the phrase: 外贸在出口下降三成的情况下增长12%; 居民收入增速高于经济增速，突破3万元."""
    figure = sentence.figures[index]
    words = sentence.text[sentence.part_start(figure.start) : figure.start]
    if measure in GROWING:
        told = sought("statements.toml", "circumstance").search(words)
    else:
        told = sought("statements.toml", "pace_compared").search(words) if figure.unit in MONEY else None
    if told is None:
        return None
    named = read_subject(without_places(sentence, without_times(sentence, told["who"])))
    return named if named and named.code != "other" else None
