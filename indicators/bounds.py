"""The words around a figure that bound it (不低于, 突破, 近, 左右, 余), and its sign."""

from __future__ import annotations

import re
from functools import cache

from indicators.lexicon import read_toml

_LAST = frozenset("超过于破出逾下少多上越跨在近约概了到至为足满达")
"""Every character that a bound before a figure can end with: most figures need no look at the rest."""
_SIGNS = frozenset("-－−﹣负")
_BEFORE_MINUS = frozenset("为是达至到 长幅率降比,，:：(（、和与及")
"""Behind these a dash is a minus sign and no range: 分别增长6%、-5%和-2%."""
_RATE = re.compile(r"[0-9]{1,3}(?:\.[0-9]+)?[%％]")
"""Between a name and a rate a dash is a minus sign: 出口-3.2%."""
_NEGATIVE = frozenset(f"{before}负" for before in "为是达至到成之和")
"""负 as a minus sign behind these; 减负 and 担负 are words."""
_NAME_END = re.compile("[\u4e00-\u9fff](?<![零〇一二两三四五六七八九十百千万亿点成分余多右上下年月日])")
"""No numeral and nothing that ends a figure or a date, which a range goes on from."""
_LOOSE_MORE = frozenset("倍成吨里米斤亩元番")
"""多 and 余 behind these units belong to the figure (两倍多); behind counting words they may begin something else."""


@cache
def _bounds() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a figure, the leftmost word first so that 不超过 is not read as 超过, and what stands behind it."""
    table = read_toml("units.toml")["bound"]
    before, after = (
        "|".join(f"(?P<{bound}>{words})" for bound, words in table[side].items()) for side in ("before", "after")
    )
    return re.compile(f"(?:{before})(?:了|到|至|为)?$"), re.compile(after)


def find_sign(text: str, start: int) -> int:
    """Where the figure starts: at a minus sign that is no range dash, else at the number."""
    sign = text[start - 1 : start]
    if sign not in _SIGNS:
        return start
    before = text[start - 2 : start - 1]
    if sign != "负":
        minus = not before or before in _BEFORE_MINUS or (_NAME_END.match(before) and _RATE.match(text, start))
        return start - 1 if minus else start
    return start - 1 if before + sign in _NEGATIVE or not re.match("[\u4e00-\u9fff]", before) else start


def read_bound(text: str, start: int, end: int, more: bool) -> str:
    """The bound that the words around a figure give it: 不低于, 突破, 近, 左右, 余."""
    before, after = _bounds()
    behind = after.match(text, end)
    if behind:
        return behind.lastgroup or "eq"
    # 比目标50亿元多10亿元: before a number it says by how much.
    behind_unit = text[end : end + 1] in ("多", "余") and text[end - 1] in _LOOSE_MORE
    if more or (behind_unit and not text[end + 1 : end + 2].isdigit()):
        return "ge"
    if not start or text[start - 1] not in _LAST:
        return "eq"
    ahead = before.search(text[max(0, start - 6) : start])
    return (ahead.lastgroup or "eq") if ahead else "eq"
