"""A correction in words: what it changes, and what it expects to find."""

from __future__ import annotations

import json

from indicators.corrections import ROW, Correction
from indicators.edits import name_cell
from indicators.labels import Language, format_term, format_value, say


def format_change(each: Correction, language: Language) -> str:
    """What a correction does: a column with its value before and after, or a whole row."""
    if each.is_rejection:
        return say("kept.rejects", language)
    if each.column == ROW:
        return say("kept.adds", language, row=_format_reading(each.value, language))
    before, after = (name_cell(each.column, text, language) for text in (each.expected, each.value))
    return say("kept.changes", language, column=_name(each, language), before=before, after=after)


def format_expected(each: Correction, language: Language) -> str:
    """What a correction expects to find: a value in a column, a whole row, or that nothing was read there."""
    if each.is_addition:
        return say("kept.expects_none", language)
    if each.column == ROW:
        return say("kept.expects_row", language, row=_format_reading(each.expected, language))
    value = name_cell(each.column, each.expected, language)
    return say("kept.expects", language, column=_name(each, language), value=value)


def _name(each: Correction, language: Language) -> str:
    return format_term("column_name", each.column, language)


def _format_reading(told: str, language: Language) -> str:
    """The label and the value of a whole row as corrections keep it."""
    cells = json.loads(told)
    high = float(cells["value_high"]) if cells["value_high"] else None
    given = {"measure": cells["measure"], "value_high": high, "bound": cells["bound"]}
    return f"{cells['label']} {format_value(float(cells['value']), cells['unit'], language, **given)}"
