"""What a person changed in a row, in words, beside its sentence: else a corrected value would look misread."""

from __future__ import annotations

import json

from indicators.captions import Row
from indicators.corrections import ROW, RULE, Correction
from indicators.labels import format_term, say
from indicators.pages import _data
from indicators.pages._choices import language
from indicators.reports.sheet import format_number


def what(each: Correction) -> str:
    """What a correction does, in words: a column with its value before and after, or a whole row."""
    chosen = language()
    if each.is_rejection:
        return say("kept.rejects", chosen)
    if each.column == ROW:
        cells = json.loads(each.value)
        return say("kept.adds", chosen, label=cells["label"], value=cells["value"], unit=cells["unit"])
    column = format_term("column_name", each.column, chosen)
    before, after = (_readable(each.column, text) for text in (each.expected, each.value))
    return say("kept.changes", chosen, column=column, before=before, after=after)


def _readable(column: str, text: str) -> str:
    """A cell of a correction without what only programs need."""
    return (format_number(float(text)) if text and column in ("value", "value_high") else text) or "–"


def told(row: Row) -> list[str]:
    """A sentence for each correction of a row that a person changed."""
    if RULE not in str(row["rules"]).split(";"):
        return []
    kept = _data.store().reviewed(str(row["doc_id"]))
    mine = [each.correction for each in kept if each.found and each.correction.start == int(row["start"])]
    return [say("corrected.told", language(), what=what(each), reason=each.reason, day=each.made[:10]) for each in mine]
