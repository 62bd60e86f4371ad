"""Where the clauses of a sentence end: at marks that stand inside no figure, and before a verb that stands alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from indicators.lexicon import pattern
from indicators.model import Figure

CLAUSE_END = re.compile(r"[，；;。！？!?：:\n（(,|｜丨](?!(?<=,)\d{3}(?!\d))|\t(?=[^\t\n，。；]{4,}[，。；])")
_DIGIT = re.compile("[0-9]")
_LEADS_ON = re.compile("[为是达到][:：]$")
"""A colon between a verb and its figure ends no clause: 贡献率分别为：14%、60%."""
_SAME_BELOW = re.compile(
    "[（(](?:[^（）()]*下同|即[^（）()0-9]*|(?:包括|包含)[^（）()0-9，,；;]{2,24}(?=[）)][\u4e00-\u9fff]))[）)]"
)


def find_clause_ends(text: str, figures: Sequence[Figure]) -> list[int]:
    """Where clauses end; a mark inside a figure (12,345 or 0.1:63.8) ends none, a list mark before a bare verb does."""
    inside = [(f.start, f.end) for f in figures if CLAUSE_END.search(f.surface)]
    inside += [m.span() for m in _SAME_BELOW.finditer(text)]
    ends = [m.end() for m in CLAUSE_END.finditer(text)]
    ends = [end for end in ends if not any(low < end <= high for low, high in inside)] if inside else ends
    starts = {f.start for f in figures}
    ends = [end for end in ends if end not in starts or not _LEADS_ON.search(text, max(0, end - 3), end)]
    return sorted(ends + _find_bare_verbs(text, figures, ends))


def _find_bare_verbs(text: str, figures: Sequence[Figure], ends: list[int]) -> list[int]:
    """Behind the list marks that part what was said of a name from the verb of its first figure."""
    found = []
    for figure, before in zip(figures, [0, *(f.end for f in figures)], strict=False):
        low = max(before, ends[at - 1] if (at := bisect_right(ends, figure.start)) else 0)
        mark = pattern("verb_alone").search(text, low, figure.start) if low > before or not before else None
        found += [mark.end()] if mark and not _DIGIT.search(text, low, mark.start()) else []
    return found
