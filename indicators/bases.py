"""Earlier values that a change is told with: 比2015年的93亿元增加40亿元 gives that of 2015, and growth since then."""

from __future__ import annotations

from dataclasses import replace

from indicators.lexicon import pattern
from indicators.model import Figure, Period
from indicators.numerals import parse_year
from indicators.period_rules import Clock
from indicators.periods import PeriodMention, find_periods
from indicators.sentence import Sentence, Statement
from indicators.terms import Subject, read_subject

_ROUNDED = 0.5
"""So many points may lie between a rate and what rounded values come to."""
_ENDS = tuple("的是为于到达年期末底")
"""What the words before an earlier value can end with: most figures need no look at the rest."""


def opening_base(text: str) -> int | None:
    """The year that all growth of a sentence is measured against, told at its head: 2005年与2000年相比，…, 与“十五”末相比，…."""
    match = pattern("against_opening").match(text)
    if match and match["plan"]:
        told = find_periods(f"“{match['plan']}五”期末", Clock())
        return told[0].period.end.year if told and told[0].period else None
    year = (match["year"] or match["bare"]) if match else ""
    return parse_year(year) if year else None


def part_base(sentence: Sentence, index: int) -> int | None:
    """The year that a figure's growth is measured against: that at the head of its part, or the sentence's."""
    start = sentence.part_start(sentence.figures[index].start)
    return (opening_base(sentence.text[start:]) if start else None) or sentence.base


def base_behind(text: str, times: bool, base: int | None) -> int | None:
    """The year that growth in the sentences behind one is measured against: that at its head, or the one before where it names no time."""
    return opening_base(text) or (None if times else base)


def base_time(sentence: Sentence, index: int) -> PeriodMention | None:
    """The time of the earlier value that a change is measured from; None for any other figure."""
    if _before_base(sentence, index) is None:
        return None
    start = sentence.figures[index].start
    based = [m for m in sentence.times if m.is_base and m.period and m.end <= start]
    return based[-1] if based and pattern("base_gap").fullmatch(sentence.text[based[-1].end : start]) else None


def _before_base(sentence: Sentence, index: int) -> str | None:
    """The words before the time of an earlier value; None where a figure is none: 比2015年的93亿元增加, 是1978年62元的12倍."""
    left = sentence.left(index)
    if not left.endswith(_ENDS):
        return None
    risen = pattern("base_value").search(left)
    if risen and pattern("rises_by").match(sentence.after(index)):
        return left[: risen.start()]
    if beaten := pattern("beaten_value").search(left):
        return left[: beaten.start()]
    multiplied = pattern("multiplied_value").search(left)
    return left[: multiplied.start()] if multiplied and pattern("multiplied_by").match(sentence.after(index)) else None


def find_compared(sentence: Sentence, index: int) -> Subject | None:
    """What an earlier value is of: the name before 比, or what was told before."""
    if base_time(sentence, index) is None:
        return None
    named = read_subject(_before_base(sentence, index) or "")
    return named or (replace(sentence.last.subject, rule="carried_subject") if sentence.last else None)


def rises_from_base(sentence: Sentence, figure: Figure, period: Period | None) -> bool:
    """Whether a change follows the earlier value that it is measured from, of a year further back than the last."""
    base = _rising_from(sentence, figure) if sentence.last else None
    if base is None or base.period is None or period is None:
        return False
    return base.period.end.year + 1 < period.start.year


def _rising_from(sentence: Sentence, figure: Figure) -> Statement | None:
    """The value told before that a change starts from; behind two values a rate is over both years only where it comes to what they do."""
    last = sentence.said[-1]
    if last.rules[2] == "period_base_value":
        return last
    first = sentence.said[-2] if len(sentence.said) > 1 else last
    alike = (first.subject.code, first.measure) == (last.subject.code, "level") == (last.subject.code, last.measure)
    if not alike or figure.unit != "%" or first.period == last.period:
        return None
    risen = 100 * abs(last.figure.value / first.figure.value - 1) if first.figure.value else 0.0
    return first if abs(figure.value - risen) <= max(_ROUNDED, risen / 50) else None
