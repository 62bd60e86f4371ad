"""What a person changed in a row, in words, beside its sentence: else a corrected value would look misread."""

from __future__ import annotations

from collections.abc import Collection

from indicators.captions import Row
from indicators.corrected import format_change
from indicators.corrections import RULE
from indicators.labels import say
from indicators.loads import Reviewed
from indicators.outline import Branch
from indicators.pages import _shown, _version
from indicators.pages._language import language


def told(row: Row) -> list[str]:
    """A sentence for each correction of a row that a person changed."""
    if not _is_corrected(row["rules"]):
        return []
    chosen = language()
    mine = [each.correction for each in _at(str(row["doc_id"]), [int(row["start"])]) if each.found]
    return [
        say("corrected.told", chosen, what=format_change(each, chosen), reason=each.reason, day=each.made[:10])
        for each in mine
    ]


def branches(doc: str, starts: Collection[int], rules: Collection[str]) -> list[Branch]:
    """A line for each correction of the figure at one of these offsets: what it changes; why, when and by whom.

    ``rules`` are those of the figure's rows. In an earlier version of the data only what these rows carry is told, since
    corrections are kept as they stand today.
    """
    if _version.is_earlier() and not any(map(_is_corrected, rules)):
        return []
    found, chosen = _at(doc, starts), language()
    several = len({each.correction.subject for each in found}) > 1
    return [
        Branch(
            (f"{each.correction.subject.split('/')[2]} · " if several else "") + format_change(each.correction, chosen),
            why=" · ".join(filter(None, _why(each))) + ("" if each.found else say("corrected.missed", chosen)),
        )
        for each in found
    ]


def _why(each: Reviewed) -> tuple[str, ...]:
    correction = each.correction
    return say("corrected.reason", language(), reason=correction.reason), correction.made[:10], correction.author


def _at(doc: str, starts: Collection[int]) -> list[Reviewed]:
    return [each for each in _shown.store().reviewed(doc) if each.correction.start in starts]


def _is_corrected(rules: str) -> bool:
    return RULE in str(rules).split(";")
