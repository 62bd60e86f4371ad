"""Whether a figure holds for all of several years, as growth and sums do, or for the last of them."""

from __future__ import annotations

from itertools import takewhile

from indicators.lexicon import Indicator, pattern, read_toml
from indicators.model import Period
from indicators.sentence import Sentence


def fills_span(
    sentence: Sentence, index: int, measure: str, indicator: Indicator | None, period: Period | None
) -> bool:
    """Whether a figure holds for all of several years, as growth and sums do, not for the last of them."""
    if indicator and indicator.code == "industry_structure":
        return False
    opening = sentence.list_around(index)[0]
    alike = sentence.figures[opening].unit == sentence.figures[index].unit
    left = sentence.left(opening if alike else index)
    start = sentence.figures[index].start
    if measure == "level" and pattern("summed_before").search(sentence.text, sentence.part_start(start), start):
        return True
    if measure in ("yoy", "yoy_abs") and pattern("on_last_year").search(left):
        return False
    if measure in ("yoy", "yoy_abs", "growth") or (
        measure == "level" and sentence.figures[index].unit != "%" and pattern("over_span").search(left)
    ):
        return True
    if measure == "level" and indicator and indicator.code in read_toml("periods.toml")["summed"]:
        return True
    flow = indicator is None or (indicator.nature == "flow" and indicator.code != "industry_structure")
    if measure == "share" and _of_years_end(sentence, index, indicator):
        return False
    if measure == "share" and indicator and flow and not pattern("raised").search(left):
        return True
    if measure == "multiple" and pattern("multiple_of_year").search(left):
        return False
    if measure == "multiple" and sentence.last and sentence.last.period == period:
        return True
    return (
        measure == "level" and flow and (not pattern("reached").search(left) or _adds_to_sum(sentence, index, period))
    )


def _adds_to_sum(sentence: Sentence, index: int, period: Period | None) -> bool:
    """Whether an amount stands right behind a sum of several years that passed one too: 五年累计完成投资超900亿元，使用外资超9亿美元."""
    last, start = sentence.last, sentence.figures[index].start
    if last is None or last.measure != "level" or last.period != period:
        return False
    return last.figure.start >= sentence.part_start(start) and "累计" in sentence.text[: last.figure.start]


def _of_years_end(sentence: Sentence, index: int, indicator: Indicator | None) -> bool:
    """Whether a share is of an amount told before it of the last of several years: 工业增加值50亿元，占全省的4%."""
    start = sentence.part_start(sentence.figures[index].start)
    near = takewhile(lambda said: said.figure.start >= start, reversed(sentence.said))
    told = next((said for said in near if said.measure == "level"), None)
    same = told is not None and indicator is not None and told.subject.code == indicator.code
    return told is not None and same and told.rules[2] == "period_span_end"


def told_yearly(sentence: Sentence, index: int, measure: str, indicator: Indicator | None, rule: str) -> bool:
    """Whether an amount or a rise that reports tell year by year stands in a part about several years without a word for a sum."""
    told = read_toml("periods.toml")
    if measure != "level":
        rises = measure == "yoy" and rule == "section_period"
        return rises and indicator is not None and indicator.code in told["yearly_rises"]
    averaged = pattern("averaged_behind").match(sentence.text, sentence.figures[index].end)
    before = next((said for said in reversed(sentence.said) if said.measure == "level"), None)
    beside = before is not None and before.rules[2] == "period_span_end"
    yearly = "yearly" if rule == "section_period" or averaged or beside else "never_summed"
    if indicator is None or indicator.code not in told[yearly]:
        return False
    left = sentence.left(sentence.list_around(index)[0])
    return not pattern("over_span").search(left) and not pattern("done_over_span").search(left)
