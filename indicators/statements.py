"""One sentence read from left to right: every figure gets its subject, measure, place, time and kind, or a reason why not."""

from __future__ import annotations

import re
from dataclasses import replace

from indicators.areas import Area
from indicators.dating import date_figure, over_years
from indicators.kinds import read_basis, read_kind
from indicators.lexicon import Indicator, catalogue, pattern
from indicators.lists import find_sharing, share_out
from indicators.measures import Cue, read_measure
from indicators.model import Period
from indicators.periods import year_period
from indicators.places import find_heading_areas, find_listed_areas, link_area
from indicators.projects import MONEY
from indicators.sentence import Rejected, Sentence, Statement
from indicators.subjects import find_subject, unit_fits
from indicators.terms import Subject, read_subject
from indicators.words import link_name, strip_leading, strip_trailing

_SIZED = MONEY | {"亩", "t", "m2", "kW"}
"""Units in which the size of what is counted is given: 亿元以上项目."""


_ROUND = re.compile("[万亿]")
_CHANGES = frozenset({"growth_verb", "effect_verb", "amount_change", "points_change"})
"""Rules of cues that state a change."""

Headings = list[tuple[int, Area]]


def read_sentence(sentence: Sentence) -> tuple[list[list[Statement] | Rejected], Headings]:
    """Each figure's statements (several where it holds for several names or places), or why it has none, in order.

    With them come the places that head the sentence's clauses.
    """
    headings = find_heading_areas(sentence)
    results: list[list[Statement] | Rejected] = []
    for index in range(len(sentence.figures)):
        result = _read_figure(sentence, headings, index)
        if isinstance(result, Rejected):
            results.append(result)
            if result.fate == "not_figure":
                sentence.rejected.add(index)
            continue
        sentence.said.append(result)
        results.append([result, *_also(sentence, index, result)])
    return results, headings


def _read_figure(sentence: Sentence, headings: Headings, index: int) -> Statement | Rejected:
    figure = sentence.figures[index]
    rejected = _reject(sentence, index)
    if rejected:
        return Rejected(figure, *rejected)
    if len(sentence.ratios(index)) >= 3:
        parts = _structure_subject(sentence, index)
        if not parts.label:
            return Rejected(figure, "unresolved", "no subject")
        return _state(sentence, headings, index, Cue("share", 1, "", True, "structure"), parts)
    if (sector := _percent_structure(sentence, index)) is not None:
        return _state(sentence, headings, index, Cue("share", 1, "", True, "structure"), sector)
    left = sentence.left(index)
    cue = _rate(left, figure.unit) or read_measure(left, figure, sentence.right(index))
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
    return replace(said, figure=replace(said.figure, bound=last.figure.bound))


def _also(sentence: Sentence, index: int, said: Statement) -> list[Statement]:
    """The statements of other names or places that share the figure."""
    if said.subject.code == "other":
        return []
    places = [replace(said, area=area) for area in find_listed_areas(sentence, index, said.area)]
    return places or [replace(said, subject=subject) for subject in find_sharing(sentence, index, said.subject)]


# -- what is no statement ----------------------------------------------------------------------------------------------


def _reject(sentence: Sentence, index: int) -> tuple[str, str] | None:
    """Thresholds (亿元以上项目), sets that a rank refers to (100个县中排第9), rules of a policy, numbers without a unit."""
    figure, left, right, after = (
        sentence.figures[index],
        sentence.left(index),
        sentence.right(index),
        sentence.after(index),
    )
    if not figure.unit and pattern("bare_size").match(after):
        return "not_figure", "threshold"
    if figure.unit in _SIZED:
        sized = pattern("threshold_size").match(right) and _next_in_clause(sentence, index)
        meant = pattern("size_meant").search(sentence.text[: figure.start])
        if sized or meant or pattern("threshold_behind").match(after):
            return "not_figure", "threshold"
    if (pattern("set_before").search(left) and pattern("set_behind").match(after)) or pattern("one_of").match(after):
        return "not_figure", "comparison set"
    if pattern("policy_limit").search(left) or pattern("policy_kind").match(right):
        return "not_figure", "rule of a policy"
    if figure.unit == "个" and pattern("step").match(right):
        return "not_figure", "step"
    if not figure.unit and not _bare_is_figure(sentence, index):
        return "unresolved", "no unit"
    return None


def _next_in_clause(sentence: Sentence, index: int) -> bool:
    following = index + 1
    return following < len(sentence.figures) and sentence.figures[following].start < sentence.clause_end(
        sentence.figures[index].end
    )


def _bare_is_figure(sentence: Sentence, index: int) -> bool:
    """A number without a unit is one as a rank, with 万 or 亿, in a structure, or as an index."""
    left = sentence.left(index)
    if left.endswith("第") or _ROUND.search(sentence.figures[index].surface):
        return True
    return len(sentence.ratios(index)) >= 3 or bool(pattern("index_number").search(left))


# -- measure -----------------------------------------------------------------------------------------------------------


def _rate(left: str, unit: str) -> Cue | None:
    """A rate whose name holds words of growth or share: 人口自然增长率, 研发投入占GDP比重."""
    if unit != "%" or not pattern("rate_words").search(left) or pattern("rate_grows").search(left):
        return None
    named = read_subject(left)
    rate = catalogue().get(named.code) if named else None
    if rate is None or rate.nature != "rate" or rate.code == "cpi":
        return None
    return Cue("level", 1, left, True, "named_rate")


def _structure_subject(sentence: Sentence, index: int) -> Subject:
    run = sentence.ratios(index)
    first = sentence.figures[run[0]].start
    before = sentence.text[max(0, first - 30) : first]
    last = next((s for s in reversed(sentence.said) if s.figure.end <= first), None)
    led = last is not None and pattern("to_value").match(sentence.text[last.figure.end : first])
    goes_on = led and last is not None and last.subject.code == "industry_structure"
    if goes_on or (pattern("structure").search(before) and not pattern("structure_of_other").search(before)):
        return Subject(
            "industry_structure", ("第一产业", "第二产业", "第三产业")[min(run.index(index), 2)], "structure"
        )
    return Subject("other", strip_leading(strip_trailing(before)), "structure")


def _percent_structure(sentence: Sentence, index: int) -> Subject | None:
    """A part of 三次产业占比分别为10%、40%和50%: three shares in order, behind a word for the structure of sectors."""
    run = sentence.list_around(index)
    if len(run) != 3 or any(sentence.figures[i].unit != "%" for i in run):
        return None
    first = sentence.figures[run[0]].start
    if not pattern("percent_structure").search(sentence.text[sentence.clause_start(first) : first]):
        return None
    return Subject("industry_structure", ("第一产业", "第二产业", "第三产业")[run.index(index)], "structure")


def _measure(
    sentence: Sentence, index: int, cue: Cue, subject: Subject, indicator: Indicator | None
) -> tuple[str, int]:
    figure = sentence.figures[index]
    if (like := _like_multiple(sentence, index, cue)) is not None:
        return like
    if cue.stated:
        if _still_growing(sentence, index, cue, subject) or (
            cue.measure in ("yoy", "yoy_abs") and _against_year(sentence, index)
        ):
            return "growth", cue.sign
        if cue.rule == "points_change" and _since_base(sentence, index):
            return "growth", cue.sign
        if cue.rule == "points_change" and (sign := _narrows(sentence, index)):
            return cue.measure, sign
        return _stated_measure(sentence, index, cue, indicator), cue.sign
    if (like := _like_last(sentence, index, cue, subject)) is not None:
        return like
    head = sentence.text[sentence.part_start(figure.start) : figure.start]
    if figure.unit == "%" and pattern("share_clause").search(head):
        return "share", 1
    if figure.unit == "%":
        return _percent_measure(sentence, index, subject, indicator), 1
    added = indicator and indicator.nature == "stock" and _is_added(sentence, index, subject)
    if added or pattern("added_on_year").search(sentence.left(index)):
        return "yoy_abs", 1
    return cue.measure, cue.sign


def _like_multiple(sentence: Sentence, index: int, cue: Cue) -> tuple[str, int] | None:
    """The measure of a later number of a list of times: 分别增长1.3和1.4倍."""
    last = sentence.last
    if last is None or cue.rule != "multiple" or last.figure.unit != "times" or not sentence.shares_unit(index):
        return None
    return None if sentence.left(index).strip("、和与及 ") else (last.measure, last.sign)


def _still_growing(sentence: Sentence, index: int, cue: Cue, subject: Subject) -> bool:
    """Whether growth goes on from that of the same thing over a base further back, naming no base of its own."""
    last = sentence.last
    goes_on = last and last.measure == "growth" and last.subject.code == subject.code and not cue.rest.strip("，, ")
    yearly = cue.rule == "growth_verb" and cue.measure == "yoy"
    return bool(goes_on and yearly and not pattern("on_year_before").search(sentence.left(index)))


def _since_base(sentence: Sentence, index: int) -> bool:
    """Whether points go on from a change on a year further back: 一产占比比2010年下降4个百分点，二产占比上升3个."""
    last, start = sentence.last, sentence.figures[index].start
    goes_on = last is not None and (last.measure, last.figure.unit, last.rules[1]) == ("growth", "pp", "points_change")
    near = last is not None and last.figure.start >= sentence.part_start(start)
    return goes_on and near and not pattern("on_year_before").search(sentence.left(index))


def _like_last(sentence: Sentence, index: int, cue: Cue, subject: Subject) -> tuple[str, int] | None:
    """The measure that a figure takes from the one before it: in a list, or where it goes on about the same thing."""
    figure, last = sentence.figures[index], sentence.last
    if last is None:
        return None
    same = last.figure.unit == figure.unit
    if figure.unit in ("%", "pp") and same and sentence.shares_unit(index):
        return last.measure, last.sign
    if last.measure == "rank" and sentence.joins_last(index) and sentence.left(index).endswith("第"):
        return "rank", 1
    if last.subject.rule == "plan_amount" and figure.unit == "%" and sentence.left(index) == "的":
        return "share", 1
    goes_on = subject.rule == "carried_subject" and same and figure.unit == "%" and cue.rule == "percent"
    if goes_on and last.measure == "share":
        return "share", 1
    return (last.measure, 1) if cue.rule == "raised_to" and same and not cue.rest.strip() else None


def _is_added(sentence: Sentence, index: int, subject: Subject) -> bool:
    """Whether 新增 or 净增 stands right before a stock's name, or before the list that it is in."""
    start, left = sentence.figures[index].start, sentence.left(index)
    clause = sentence.text[sentence.clause_start(start) : start]
    if pattern("added_list").search(clause):
        return True
    # A pattern with a name in it is compiled anew: first a look whether it can match.
    added = rf"(?:新增|净增)(?:{re.escape(subject.label)})?(?:数量|总数|数|达|约|近|超过|超|有|为)*$"
    return ("新增" in left or "净增" in left) and re.search(added, left) is not None


def _narrows(sentence: Sentence, index: int) -> int:
    """1 where the decline told right before narrows, -1 where it widens, else 0: 下降7%，收窄2个百分点."""
    last, match = sentence.last, pattern("narrowed").match(sentence.left(index))
    if match is None or last is None or (last.sign > 0 and last.figure.value > 0):
        return 0
    return 1 if match["less"] else -1


def _on_year_before(sentence: Sentence, index: int, period: Period | None) -> bool:
    """Whether the year that growth is measured against is the one before its own: in 2005, 比2004年增长."""
    start = sentence.figures[index].start
    match = pattern("on_named_year").search(sentence.text[sentence.part_start(start) : start])
    return bool(match and period and int(match["year"]) + 1 == period.start.year == period.end.year)


def _against_year(sentence: Sentence, index: int) -> bool:
    """Whether growth is that on a time named at the head of the sentence: 2005年与2000年相比，…; 从环比看，…."""
    if pattern("month_on_month").match(sentence.text):
        return True
    head = sentence.text[sentence.part_start(sentence.figures[index].start) : sentence.figures[index].start]
    return bool(pattern("against_year").search(head)) and not pattern("on_year_before").search(sentence.left(index))


def _stated_measure(sentence: Sentence, index: int, cue: Cue, indicator: Indicator | None) -> str:
    """A share that is an indicator itself is its level; an effect on an indicator is its growth on the year before."""
    if indicator and cue.measure == "share" and indicator.nature == "rate":
        return "level"
    if indicator and cue.rule == "effect_verb":
        return "yoy"
    last, figure = sentence.last, sentence.figures[index]
    yearly = last is not None and last.measure == "yoy" and not pattern("own_base").search(sentence.left(index))
    if cue.rule == "growth_verb" and figure.unit == "times" and yearly and not sentence.setting.mode:
        return "yoy"
    return cue.measure


def _percent_measure(sentence: Sentence, index: int, subject: Subject, indicator: Indicator | None) -> str:
    """A percentage without a cue: a rate's level, else growth of an amount, else a share."""
    if subject.rule == "earmarked":
        return "share"
    if indicator is None:
        return "level" if pattern("level_rate").search(subject.label) else "share"
    if pattern("steady_growth").search(sentence.left(index)) and pattern("growth_behind").match(sentence.after(index)):
        return "yoy"
    if indicator.unit not in MONEY | {"%"}:
        return "share"
    return "level" if indicator.nature == "rate" and indicator.code != "cpi" else "yoy"


# -- the rest ----------------------------------------------------------------------------------------------------------


def _state(sentence: Sentence, headings: Headings, index: int, cue: Cue, subject: Subject) -> Statement:
    figure = sentence.figures[index]
    indicator = catalogue().get(subject.code)
    measure, sign = _measure(sentence, index, cue, subject, indicator)
    if subject.code == "rd_spending" and measure == "share" and _of_output(sentence, index):
        subject, indicator, measure = replace(subject, code="rd_intensity"), catalogue()["rd_intensity"], "level"
    if link_name(subject.label) == "tax_revenue":
        subject = _taxes(sentence, index, subject, measure)
        indicator = catalogue().get(subject.code)
    if measure == "level" and indicator and not unit_fits(indicator, figure.unit):
        subject, indicator = replace(subject, code="other"), None
    period, period_rule = date_figure(sentence, index, measure, indicator)
    if measure in ("yoy", "yoy_abs") and cue.rule in _CHANGES and over_years(period):
        measure = "growth"
    elif measure == "growth" and cue.stated and _on_year_before(sentence, index, period):
        measure = "yoy" if figure.unit in ("%", "times") else "yoy_abs"
    planned = subject.rule == "plan_amount"
    if planned and period:
        period = year_period(period.end.year)
    area, area_rule = link_area(sentence, headings, index, subject)
    rules = (subject.rule, cue.rule, period_rule, area_rule)
    # A change over several years is told as what its last year brings.
    held = year_period(period.end.year) if period and period_rule == "period_of_part" else period
    kind = "actual" if period_rule == "period_start_value" else read_kind(sentence, index, held)
    kind = "target" if planned else kind
    return Statement(figure, subject, measure, sign, area, period, kind, read_basis(sentence, index, subject), rules)


def _taxes(sentence: Sentence, index: int, subject: Subject, measure: str) -> Subject:
    """Taxes as a part of revenue are no amount of taxes; growth told behind that part is the amount's again."""
    if measure == "share" and pattern("tax_share").search(sentence.left(index)):
        return replace(subject, code="other")
    return subject if sentence.figures[index].unit == "pp" else replace(subject, code="tax_revenue")


def _of_output(sentence: Sentence, index: int) -> bool:
    """Whether a share of spending is that in GDP, which a time may part from its name: 占GDP的比重由2020年的2%提高到2.5%."""
    start = sentence.figures[index].start
    return pattern("share_of_gdp").search(sentence.text[sentence.clause_start(start) : start]) is not None
