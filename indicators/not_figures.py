"""Numbers that are no figures by the rules of ``not_figures.toml``: dates, names, ordinals, section numbers, durations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from indicators.lexicon import read_toml
from indicators.numerals import ARABIC, CHINESE

_WINDOW = 14
_OPENING = re.compile("[“‘「]")


class Rejection(NamedTuple):
    """A number that is no figure: where it ends, the reason, and the name of the rule."""

    end: int
    reason: str
    rule: str


@dataclass(frozen=True, slots=True)
class _NotFigure:
    """A rule: what stands before the number, the last character that this can have, and what follows from its start or its end.

    ``unless`` is what may not stand before it, which is looked at only where all else holds.
    """

    name: str
    reason: str
    before: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    last: re.Pattern[str]
    after: re.Pattern[str]
    behind: bool
    whole: bool

    def stands_behind(self, words: str) -> bool:
        if self.before is None or not self.before.search(words):
            return False
        return self.unless is None or not self.unless.search(words)


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules in order; of those that ask nothing of the text before, the first that holds is found by one search.

    ``starts`` does so where the number starts and ``ends`` where it ends: most rules begin with the number, which is read by then.
    ``order`` tells which rule a group of theirs is.
    """

    rules: tuple[_NotFigure, ...]
    starts: re.Pattern[str]
    ends: re.Pattern[str]
    order: dict[str | None, int]


@cache
def _not_figures(script: str) -> _Rules:
    table = [rule for rule in read_toml("not_figures.toml")["rule"] if rule.get("script", "arabic") == script]
    rules = tuple(_rule(rule) for rule in table)
    starts, ends = (
        "|".join(f"(?P<r{i}>{r.after.pattern})" for i, r in enumerate(rules) if not r.before and r.behind == behind)
        for behind in (False, True)
    )
    return _Rules(rules, re.compile(starts), re.compile(ends), {f"r{i}": i for i in range(len(rules))})


def _rule(rule: dict[str, Any]) -> _NotFigure:
    own = rule["after"]
    after = own.removeprefix("{N}").removeprefix("{C}")
    return _NotFigure(
        rule["name"],
        rule["reason"],
        # ``$`` would pass over a line end, and number a cell by the word that closes the one above it.
        re.compile(rule["before"].removesuffix("$") + r"\Z") if "before" in rule else None,
        re.compile(rule["unless"]) if "unless" in rule else None,
        re.compile(rule.get("last", "")),
        re.compile(after.replace("{N}", f"(?>{ARABIC})").replace("{C}", f"(?>{CHINESE})")),
        own != after,
        rule.get("whole", False),
    )


@lru_cache(maxsize=4096)
def _behind(script: str, last: str) -> tuple[tuple[int, _NotFigure], ...]:
    """The rules that may hold behind this character: most characters leave two or three of them, a line end leaves all."""
    rules = enumerate(_not_figures(script).rules)
    return tuple((i, rule) for i, rule in rules if rule.before and (last in ("", "\n") or rule.last.match(last)))


def reject(text: str, start: int, end: int, script: str) -> Rejection | None:
    """Why the number in this script (arabic, chinese) at a place is no figure, or None.

    >>> reject("2014年出口", 0, 4, "arabic").reason
    'date'
    """
    table = _not_figures(script)
    first, match = len(table.rules), table.starts.match(text, start)
    if match:
        first = table.order[match.lastgroup]
    if (found := table.ends.match(text, end)) and table.order[found.lastgroup] < first:
        first, match = table.order[found.lastgroup], found
    if match and (unless := table.rules[first].unless) and unless.search(text[max(0, start - _WINDOW) : start]):
        first, match = len(table.rules), None
    for index, rule in _behind(script, text[start - 1 : start]):
        if index > first:
            break
        after = rule.after.match(text, end if rule.behind else start)
        if after and rule.stands_behind(text[max(0, start - _WINDOW) : start]):
            first, match = index, after
            break
    if match is None:
        return None
    rule = table.rules[first]
    return Rejection(match.end() if rule.whole else end, rule.reason, rule.name)


def reject_quoted(text: str, start: int, end: int) -> Rejection | None:
    """A short quotation with a number is a name (“33条”, “3533”), unless it states a percentage or money."""
    window = text[max(0, start - 8) : start]
    if not _OPENING.search(window):
        return None
    opening = max(text.rfind(mark, max(0, start - 8), start) for mark in "“‘「")
    if opening < 0 or any(mark in text[opening:start] for mark in "”’」"):
        return None
    closing = min((i for i in (text.find(mark, end, end + 9) for mark in "”’」") if i >= 0), default=-1)
    if closing < 0 or re.match(r"\s*(?:[%％‰]|[万亿]*元|个百分点)", text[end:]):
        return None
    return Rejection(end, "name", "quoted")
