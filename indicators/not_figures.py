"""Numbers that are no figures by the rules of ``not_figures.toml``: dates, names, ordinals, section numbers, durations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

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
    name: str
    reason: str
    before: re.Pattern[str] | None
    after: re.Pattern[str]
    whole: bool


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules in order; ``free`` finds the first that asks nothing of the text before, ``ahead`` whether others might hold."""

    rules: tuple[_NotFigure, ...]
    bound: tuple[tuple[int, _NotFigure], ...]
    free: re.Pattern[str]
    ahead: re.Pattern[str]


@cache
def _not_figures(script: str) -> _Rules:
    table = [rule for rule in read_toml("not_figures.toml")["rule"] if rule.get("script", "arabic") == script]
    after = [rule["after"].replace("{N}", f"(?>{ARABIC})").replace("{C}", f"(?>{CHINESE})") for rule in table]
    rules = tuple(
        _NotFigure(
            rule["name"],
            rule["reason"],
            re.compile(rule["before"]) if "before" in rule else None,
            re.compile(behind),
            rule.get("whole", False),
        )
        for rule, behind in zip(table, after, strict=True)
    )
    free = "|".join(f"(?P<r{i}>{behind})" for i, behind in enumerate(after) if rules[i].before is None)
    bound = tuple((i, rule) for i, rule in enumerate(rules) if rule.before)
    return _Rules(
        rules, bound, re.compile(free), re.compile("|".join(rule["before"] for rule in table if "before" in rule))
    )


def reject(text: str, start: int, end: int, script: str) -> Rejection | None:
    """Why the number in this script (arabic, chinese) at a place is no figure, or None.

    >>> reject("2014年出口", 0, 4, "arabic").reason
    'date'
    """
    table = _not_figures(script)
    match = table.free.match(text, start)
    first = int((match.lastgroup or "r0")[1:]) if match else len(table.rules)
    window = text[max(0, start - _WINDOW) : start]
    if table.ahead.search(window):
        for index, rule in table.bound:
            if index > first:
                break
            if rule.before and rule.before.search(window) and (behind := rule.after.match(text, start)):
                first, match = index, behind
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
