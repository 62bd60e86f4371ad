"""One sentence read from left to right: every figure gets its subject, measure, place, time and kind, or a reason why not."""

from __future__ import annotations

from dataclasses import replace

from indicators.areas import Area
from indicators.cues import find_cue
from indicators.dating import date_figure
from indicators.kinds import read_basis, read_kind
from indicators.lexicon import catalogue, pattern
from indicators.lists import share_out
from indicators.measures import Cue
from indicators.measuring import find_measure, fit_measure, is_rise
from indicators.model import Period
from indicators.parts import name_tax_share
from indicators.period_rules import year_period
from indicators.places import find_heading_areas, find_listed_areas, link_area
from indicators.sentence import Rejected, Sentence, Statement
from indicators.sharing import find_sharing
from indicators.spans import is_part
from indicators.subjects import find_subject, unit_fits, unit_told
from indicators.terms import Subject
from indicators.time_links import is_this_year
from indicators.unstated import find_reason
from indicators.words import strip_leading, strip_trailing

_EARLIER = frozenset({"period_start_value", "period_base_value"})
"""Rules of times before the one that a sentence is about."""

Headings = list[tuple[int, Area]]


def read_sentence(sentence: Sentence) -> tuple[list[list[Statement] | Rejected], Headings]:
    """Each figure's statements (several where it holds for several names or places), or why it has none, in order.

    With them come the places that head the sentence's clauses.
    """
    headings = find_heading_areas(sentence)
    results: list[list[Statement] | Rejected] = []
    taxes: Statement | None = None
    for index in range(len(sentence.figures)):
        result = _read_figure(sentence, headings, index)
        if isinstance(result, Rejected):
            results.append(result)
            if result.fate == "not_figure" and result.reason != "base of a ratio":
                sentence.rejected.add(index)
            continue
        # What follows goes on about the taxes themselves: 占一般公共预算收入的80%，增长3%.
        sentence.add(result)
        named = name_tax_share(sentence, result, taxes)
        taxes = named if result.subject.code == "tax_revenue" else taxes
        results.append([named, *_also(sentence, index, result)])
    return results, headings


def _read_figure(sentence: Sentence, headings: Headings, index: int) -> Statement | Rejected:
    figure = sentence.figures[index]
    rejected = find_reason(sentence, index)
    if rejected:
        return Rejected(figure, *rejected)
    if len(sentence.ratios(index)) >= 3:
        parts = _structure_subject(sentence, index)
        if not parts.label:
            return Rejected(figure, "unresolved", "no subject")
        return _state(sentence, headings, index, Cue("share", 1, "", True, "structure"), parts)
    if (sector := _percent_structure(sentence, index)) is not None:
        return _state(sentence, headings, index, Cue("share", 1, "", True, "structure"), sector)
    cue = find_cue(sentence, index)
    share_out(sentence, index, cue)
    subject = find_subject(sentence, index, cue)
    if subject is None:
        return Rejected(figure, "unresolved", "no subject")
    return _with_bound(sentence, index, _state(sentence, headings, index, cue, subject))


def _with_bound(sentence: Sentence, index: int, said: Statement) -> Statement:
    """分别突破30亿元、40亿元: a hedge before a list holds for each of its figures."""
    last = sentence.last
    listed = (
        last is not None
        and said.figure.bound == "eq"
        and sentence.joins_last(index)
        and not sentence.left(index).strip("、和与及 ")
    )
    if (
        not listed
        or last is None
        or last.figure.bound == "eq"
        or pattern("hedge_behind").match(sentence.after(index - 1))
    ):
        return said
    return said._replace(figure=said.figure._replace(bound=last.figure.bound))


def _also(sentence: Sentence, index: int, said: Statement) -> list[Statement]:
    """The statements of other names or places that share the figure."""
    listed = [] if said.subject.code == "other" else find_listed_areas(sentence, index, said.area)
    places = [said._replace(area=area) for area in listed]
    return places or [said._replace(subject=subject) for subject in find_sharing(sentence, index, said.subject)]


# -- structures ------------------------------------------------------------------------------------------------------


def _structure_subject(sentence: Sentence, index: int) -> Subject:
    run = sentence.ratios(index)
    first = sentence.figures[run[0]].start
    before = sentence.text[max(0, first - 30) : first]
    last = next((s for s in reversed(sentence.said) if s.figure.end <= first), None)
    led = last is not None and pattern("to_value").match(sentence.text[last.figure.end : first])
    if led and last is not None and last.subject.rule == "structure" and last.subject.code == "other":
        return last.subject
    goes_on = led and last is not None and last.subject.code == "industry_structure"
    points = sentence.figures[run[-1]].unit == "pp"
    if goes_on or (
        pattern("structure").search(before) and not points and not pattern("structure_of_other").search(before)
    ):
        return Subject(
            "industry_structure", ("第一产业", "第二产业", "第三产业")[min(run.index(index), 2)], "structure"
        )
    return Subject("other", strip_leading(strip_trailing(before)), "structure")


def _percent_structure(sentence: Sentence, index: int) -> Subject | None:
    """A part of 三次产业占比分别为10%、40%和50%: three shares in order, behind a word for the structure of sectors."""
    if sentence.figures[index].unit != "%":
        return None
    run = sentence.list_around(index)
    if len(run) != 3 or any(sentence.figures[i].unit != "%" for i in run):
        return None
    first = sentence.figures[run[0]].start
    if not pattern("percent_structure").search(sentence.text[sentence.clause_start(first) : first]):
        return None
    return Subject("industry_structure", ("第一产业", "第二产业", "第三产业")[run.index(index)], "structure")


# -- the rest ----------------------------------------------------------------------------------------------------------


def _state(sentence: Sentence, headings: Headings, index: int, cue: Cue, subject: Subject) -> Statement:
    figure = sentence.figures[index]
    measure, sign = find_measure(sentence, index, cue, subject)
    subject, measure = _fit(sentence, index, subject, measure)
    if indicator := catalogue().get(subject.code):
        figure = figure._replace(unit=unit_told(indicator, figure.unit))
    period, period_rule = date_figure(sentence, index, measure, catalogue().get(subject.code))
    measure = fit_measure(sentence, index, cue, measure, period)
    planned = subject.rule == "plan_amount" or _grows_as_planned(sentence, subject, measure)
    if planned and period:
        period = year_period(period.end.year)
    if measure == "rank" and sentence.left(index).endswith("前"):
        figure = figure._replace(bound="le")
    area, area_rule = link_area(sentence, headings, index, subject)
    rules = (subject.rule, cue.rule, period_rule, area_rule)
    # A change over several years is told as what its last year brings.
    held = year_period(period.end.year) if period and period_rule == "period_of_part" else period
    kind = "actual" if period_rule in _EARLIER else read_kind(sentence, index, held)
    kind = "target" if planned else kind
    period = _of_whole_year(sentence, index, period, kind)
    return Statement(
        figure, subject, measure, sign, area, period, kind, read_basis(sentence, index, subject, period), rules
    )


def _grows_as_planned(sentence: Sentence, subject: Subject, measure: str) -> bool:
    """Whether a figure is the growth that the planned amount right before it brings: 收入预期目标为40亿元，增长6%."""
    last = sentence.last
    return (
        measure == "yoy" and subject.rule == "carried_subject" and last is not None and last.rules[0] == "plan_amount"
    )


def _of_whole_year(sentence: Sentence, index: int, period: Period | None, kind: str) -> Period | None:
    """The year that a goal, or an estimate of 全年, is for in a text on a part of that year; else the period itself."""
    named = [m for m in sentence.periods if m.end <= sentence.figures[index].start]
    whole = bool(named) and (named[-1].rule == "whole_year" or is_this_year(sentence, named[-1]))
    if kind == "actual" or (kind == "estimate" and not whole) or period is None or period != sentence.setting.default:
        return period
    told = any(period in (m.period, m.point) for m in sentence.periods) and not whole
    return period if told or not is_part(period) else year_period(period.start.year)


def _fit(sentence: Sentence, index: int, subject: Subject, measure: str) -> tuple[Subject, str]:
    """The subject and measure, given one another and the unit: a share of spending in GDP is an indicator of its own."""
    if subject.code == "rd_spending" and measure == "share" and _of_output(sentence, index):
        subject, measure = replace(subject, code="rd_intensity"), "level"
    if subject.code == "grain" and measure == "yoy" and _is_price(sentence, index):
        subject = Subject("other", subject.label + "价格", subject.rule)
    if subject.code == "grain" and pattern("per_head").search(_part_before(sentence, index)):
        subject = Subject("other", "人均" + subject.label, subject.rule)
    if subject.code == "cpi" and measure == "level" and is_rise(sentence.figures[index]):
        measure = "yoy"
    indicator = catalogue().get(subject.code)
    if measure == "level" and indicator and not unit_fits(indicator, sentence.figures[index].unit):
        subject = replace(subject, code="other")
    return subject, measure


def _is_price(sentence: Sentence, index: int) -> bool:
    """Whether a figure, or the list that it is in, is told as a price's rise or fall: 粮食、油脂分别上涨2%、3%."""
    return pattern("price_moved").search(_clause_before(sentence, index)) is not None


def _part_before(sentence: Sentence, index: int) -> str:
    """The words of the part between semicolons before a figure."""
    start = sentence.figures[index].start
    return sentence.text[sentence.part_start(start) : start]


def _clause_before(sentence: Sentence, index: int) -> str:
    """The words of the clause before a figure, or before the list that it is in."""
    start = sentence.figures[sentence.list_around(index)[0]].start
    return sentence.text[sentence.clause_start(start) : start]


def _of_output(sentence: Sentence, index: int) -> bool:
    """Whether a share of spending is that in GDP, which a time may part from its name: 占GDP的比重由2020年的2%提高到2.5%."""
    start = sentence.figures[index].start
    return pattern("share_of_gdp").search(sentence.text[sentence.clause_start(start) : start]) is not None
