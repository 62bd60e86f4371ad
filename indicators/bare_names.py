"""Places that a text calls by no name of the table: towns, and those whose bare name alone it uses (昆山人民, 落户昆山)."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from indicators.areas import NOWHERE, Area, area_by_name
from indicators.lexicon import read_toml

_TOWN = "town"
"""The level of a place below a county, which the table does not hold."""
_SHORTEST = 2


@cache
def _compiled(name: str, key: str) -> re.Pattern[str]:
    return re.compile(read_toml("heads.toml")[name][key])


def find_town(title: str, above: Area, rule: str = "town") -> Area | None:
    """The town whose report a title names (or a text introduces, by ``rule``), below the place that is named before it.

    >>> find_town("千人桥镇人民政府工作报告", NOWHERE).short
    '千人桥镇'
    """
    match = _compiled(rule, "pattern").search(title)
    if match is None or any(area_by_name(match["name"] + kind) for kind in ("", "市", "县", "区")):
        return None
    return Area("", match["name"], match["name"], _TOWN, above.code)


def find_bare_name(text: str, kind: str) -> Area:
    """The place of a kind (县) that a text calls by its bare name most often where only a place can stand: 宜丰人民, 落户宜丰."""
    counts = Counter(area for stem in _stems(text) if (area := _of_kind(stem, kind)))
    return next((area for area, _ in counts.most_common(1)), NOWHERE)


def _stems(text: str) -> list[tuple[str, ...]]:
    """The characters before or behind such words, cut to each length that a bare name may have, the longest first."""
    behind = [(match["stem"],) for match in _compiled("bare_last", "pattern").finditer(text)]
    before = [match["stem"] for match in _compiled("bare_first", "pattern").finditer(text)]
    return behind + [tuple(run[at:] for at in range(len(run) - _SHORTEST + 1)) for run in before]


def _of_kind(stems: tuple[str, ...], kind: str) -> Area | None:
    common = _compiled("bare_last", "not")
    return next((area for stem in stems if not common.fullmatch(stem) and (area := area_by_name(stem + kind))), None)
