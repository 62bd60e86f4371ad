"""What a figure says of its subject within its sentence: its level, growth, share …, by its own words and those before."""

from __future__ import annotations

import re

from indicators.bases import part_base, rises_from_base
from indicators.compared import compared_year
from indicators.lexicon import Indicator, catalogue, pattern
from indicators.measures import Cue
from indicators.model import Figure, Period
from indicators.numerals import parse_year
from indicators.projects import MONEY
from indicators.sentence import Sentence
from indicators.spans import leads_on, over_years
from indicators.terms import Subject

_LEAST_INDEX = 50
"""Prices given in percent above this are an index on the year before (98.7%), not their rise."""
_SHARE_TOLD = ("share_clause", "share_beside", "shares_of_sectors")
"""Patterns of words before a figure that make it a share."""
_SHARES = ("占比", "比重", "占比例")
_CHANGES = frozenset({"growth_verb", "effect_verb", "amount_change", "points_change"})
"""Rules of cues that state a change."""


def find_measure(sentence: Sentence, index: int, cue: Cue, subject: Subject) -> tuple[str, int]:
    """The measure, and -1 where the words say that the figure is a decline, else 1."""
    figure, indicator = sentence.figures[index], catalogue().get(subject.code)
    if (like := _like_multiple(sentence, index, cue)) is not None:
        return like
    if (subject.rule in ("plan_amount", "over_plan") and figure.unit in MONEY) or _beside_prices(
        sentence, index, subject
    ):
        return "level", 1
    if _is_listed_share(sentence, index, cue, subject):
        return "share", 1
    if cue.stated:
        return _adjust_stated(sentence, index, cue, subject)
    if (like := _like_last(sentence, index, cue, subject)) is not None:
        return like
    head = sentence.text[sentence.part_start(figure.start) : figure.start]
    if figure.unit == "%" and any(pattern(name).search(head) for name in _SHARE_TOLD):
        return "share", 1
    if figure.unit == "%":
        return _percent_measure(sentence, index, subject, indicator), 1
    added = indicator and indicator.nature == "stock" and _is_added(sentence, index, subject)
    grown = figure.unit and sentence.last is not None and pattern("bare_increment").search(sentence.left(index))
    if added or grown or pattern("added_on_year").search(sentence.left(index)):
        return "yoy_abs", 1
    return cue.measure, cue.sign


def _beside_prices(sentence: Sentence, index: int, subject: Subject) -> bool:
    """Whether a rate stands in a list with prices, whose rise says nothing of it: 登记失业率、物价涨幅分别控制在4%、3%以内."""
    entry = catalogue().get(subject.code)
    if subject.rule != "each_of_names" or entry is None or entry.nature != "rate" or entry.code == "cpi":
        return False
    names = sentence.left(sentence.list_around(index)[0])
    return sentence.figures[index].unit == "%" and ("价" in names or "CPI" in names)


def _adjust_stated(sentence: Sentence, index: int, cue: Cue, subject: Subject) -> tuple[str, int]:
    """The measure and sign that the text states, with what the clause says of the base and of averages."""
    indicator = catalogue().get(subject.code)
    if _still_growing(sentence, index, cue, subject) or (
        cue.measure in ("yoy", "yoy_abs")
        and (_against_year(sentence, index) or _fell_in_all(sentence, index, indicator))
    ):
        return "growth", cue.sign
    if cue.rule == "points_change" and _since_base(sentence, index):
        return "growth", cue.sign
    if cue.rule == "points_change" and (sign := _narrows(sentence, index)):
        return cue.measure, sign
    return _stated_measure(sentence, index, cue, indicator), cue.sign


def fit_measure(sentence: Sentence, index: int, cue: Cue, measure: str, period: Period | None) -> str:
    """The measure, once it is known when the figure holds: growth on the year before, or on a base further back."""
    if (
        measure in ("yoy", "yoy_abs")
        and cue.rule in _CHANGES
        and (over_years(period) or rises_from_base(sentence, sentence.figures[index], period))
        and not pattern("in_a_row").search(sentence.left(index))
    ):
        return "growth"
    if measure == "growth" and cue.stated and _on_year_before(sentence, index, period):
        return "yoy" if sentence.figures[index].unit in ("%", "times") else "yoy_abs"
    return measure


def _on_year_before(sentence: Sentence, index: int, period: Period | None) -> bool:
    """Whether the year that growth is measured against is the one before its own: in 2005, 比2004年增长."""
    start = sentence.figures[index].start
    match = pattern("on_named_year").search(sentence.text[sentence.part_start(start) : start])
    year = parse_year(match["year"]) if match else part_base(sentence, index)
    return bool(year and period and year + 1 == period.start.year == period.end.year)


def _like_multiple(sentence: Sentence, index: int, cue: Cue) -> tuple[str, int] | None:
    """The measure of a later number of a list of times: 分别增长1.3和1.4倍."""
    last = sentence.last
    if last is None or cue.rule != "multiple" or last.figure.unit != "times" or not sentence.shares_unit(index):
        return None
    return None if sentence.left(index).strip("、和与及 ") else (last.measure, last.sign)


def _still_growing(sentence: Sentence, index: int, cue: Cue, subject: Subject) -> bool:
    """Whether growth goes on from that of the same thing, or of the first thing told, over a base further back, naming no base of its own."""
    last = sentence.last
    goes_on = last and last.measure == "growth" and last.subject.code == subject.code and not cue.rest.strip("，, ")
    if goes_on and pattern("revised").search(sentence.left(index - 1)):
        return False
    goes_on = goes_on or _lists_growth(sentence, index)
    yearly = (cue.rule, cue.measure) in (("growth_verb", "yoy"), ("amount_change", "yoy_abs"))
    return bool(goes_on and yearly and not pattern("on_year_before").search(sentence.left(index)))


def _part_of_average(sentence: Sentence, index: int) -> bool:
    """Whether growth is of a part, right behind 其中, of what grew on average over several years: 年均增长9%，其中工业增长12%."""
    last, start = sentence.last, sentence.figures[index].start
    if last is None or last.measure != "avg_growth":
        return False
    told = pattern("part_of_average").match(sentence.text, last.figure.end, start)
    return told is not None and not any(last.figure.end <= m.start < start for m in sentence.periods)


def _lists_growth(sentence: Sentence, index: int) -> bool:
    """Whether a sentence has told growth over a named year further back, and none on the year before: 财政收入比2005年增长60%，出口增长90%."""
    base = compared_year(sentence, index)
    if base is None or any(s.measure == "yoy" for s in sentence.said):
        return False
    return any(s.measure == "growth" and s.period and base + 1 < s.period.end.year for s in sentence.said)


def _since_base(sentence: Sentence, index: int) -> bool:
    """Whether points go on from a change on a year further back: 一产占比比2010年下降4个百分点，二产占比上升3个."""
    last, start = sentence.last, sentence.figures[index].start
    points = last is not None and (last.measure, last.figure.unit, last.rules[1]) == ("growth", "pp", "points_change")
    goes_on = points or (last is not None and last.measure == "avg_growth")
    near = last is not None and last.figure.start >= sentence.part_start(start)
    return goes_on and near and not pattern("on_year_before").search(sentence.left(index))


def _like_last(sentence: Sentence, index: int, cue: Cue, subject: Subject) -> tuple[str, int] | None:
    """The measure that a figure takes from the one before it: in a list, or where it goes on about the same thing."""
    figure, last = sentence.figures[index], sentence.last
    if last is None:
        return None
    same = last.figure.unit == figure.unit
    if figure.unit == "%" and last.rules[1] == "amount_change" and pattern("that_is").fullmatch(sentence.left(index)):
        return "yoy" if last.measure == "yoy_abs" else last.measure, last.sign
    if figure.unit in ("%", "pp") and same and sentence.shares_unit(index):
        rate = last.measure == "share" and subject.code in catalogue() and catalogue()[subject.code].nature == "rate"
        return "level" if rate else last.measure, last.sign
    listed = sentence.joins_last(index) and not sentence.left(index).strip("、和与及 ")
    if (
        last.measure in ("yoy_abs", "growth")
        and figure.unit != "%"
        and same
        and listed
        and last.figure.end > sentence.clause_start(figure.start)
    ):
        return last.measure, last.sign
    ordinal = sentence.left(index).endswith("第") or (figure.unit in ("位", "名") and listed)
    if last.measure == "rank" and sentence.joins_last(index) and ordinal:
        return "rank", 1
    if (
        last.subject.rule == "plan_amount"
        and figure.unit == "%"
        and pattern("of_plan").match(sentence.text[last.figure.end : figure.start])
    ):
        return "share", 1
    goes_on = same and figure.unit == "%" and cue.rule == "percent" and last.measure == "share"
    # 一产占比由20%下降到15%，二产由45%提高到50%: no growth is told from one value to another without its word.
    if goes_on and (subject.rule == "carried_subject" or pattern("from").search(sentence.left(index))):
        return "share", 1
    if goes_on and leads_on(sentence, index):
        return "share", 1
    return (last.measure, 1) if cue.rule == "raised_to" and same and not cue.rest.strip() else None


def _is_listed_share(sentence: Sentence, index: int, cue: Cue, subject: Subject) -> bool:
    """Whether a list of rates tells this one as a share: 服务业占比、城镇化率分别为50%和60%."""
    if subject.rule != "each_of_names" or cue.measure not in ("level", "share") or sentence.figures[index].unit != "%":
        return False
    entry = catalogue().get(subject.code)
    if entry is not None and entry.nature == "rate":
        return False
    names = sentence.left(sentence.list_around(index)[0])
    return pattern("share_listed").match(names, names.find(subject.label) + len(subject.label)) is not None


def _is_added(sentence: Sentence, index: int, subject: Subject) -> bool:
    """Whether 新增 or 净增 stands right before a stock's name, or before the list that it is in."""
    start, left = sentence.figures[index].start, sentence.left(index)
    clause = sentence.text[sentence.clause_start(start) : start]
    if pattern("added_list").search(clause):
        return True
    # A pattern with a name in it is compiled anew: first a look whether it can match.
    if pattern("newly_ranked").match(subject.label):
        return True
    words = "新增加|新增|净增|新入库|新纳统"
    added = rf"(?:{words})(?:{re.escape(subject.label)})?(?:数量|总数|数|达|约|近|超过|超|有|为)*$"
    return any(word in left for word in words.split("|")) and re.search(added, left) is not None


def _narrows(sentence: Sentence, index: int) -> int:
    """1 where the decline told right before narrows, -1 where it widens, else 0: 下降7%，收窄2个百分点."""
    last, match = sentence.last, pattern("narrowed").match(sentence.left(index))
    if match is None or last is None or (last.sign > 0 and last.figure.value > 0):
        return 0
    return 1 if match["less"] else -1


def _against_year(sentence: Sentence, index: int) -> bool:
    """Whether growth is that on a time named at the head of the sentence: 2005年与2000年相比，…; 从环比看，…."""
    if pattern("month_on_month").match(sentence.text):
        return True
    head = sentence.text[sentence.part_start(sentence.figures[index].start) : sentence.figures[index].start]
    told = part_base(sentence, index) or pattern("against_year").search(head)
    return bool(told) and not pattern("on_year_before").search(sentence.left(index))


def _fell_in_all(sentence: Sentence, index: int, indicator: Indicator | None) -> bool:
    """Whether a rate fell or rose in all, over several years: 单位GDP能耗累计下降18%."""
    rate = indicator is not None and indicator.nature == "rate"
    return rate and pattern("in_all").search(sentence.left(index)) is not None


def _stated_measure(sentence: Sentence, index: int, cue: Cue, indicator: Indicator | None) -> str:
    """A share that is an indicator itself is its level; an effect on an indicator is its growth on the year before."""
    if cue.measure == "yoy" and _part_of_average(sentence, index):
        return "avg_growth"
    if indicator and cue.measure == "share" and indicator.nature == "rate":
        return "level"
    if indicator and cue.rule == "effect_verb":
        return "yoy"
    last, figure = sentence.last, sentence.figures[index]
    if cue.rule == "growth_verb" and figure.surface.endswith("‰"):
        # No rate's growth is told in ‰: it is how far a rate of births or deaths moved.
        return "yoy_abs"
    yearly = last is not None and last.measure == "yoy" and not pattern("own_base").search(sentence.left(index))
    if cue.rule == "growth_verb" and figure.unit == "times" and yearly and not sentence.setting.mode:
        return "yoy"
    return cue.measure


def _of_share(sentence: Sentence, index: int) -> bool:
    """Whether brackets behind a share tell what it rose from: 民间投资占比（由38%提高到47%）."""
    opened = sentence.clause_start(sentence.figures[index].start)
    return sentence.text[opened - 1 : opened] in ("（", "(") and sentence.text.endswith(_SHARES, 0, opened - 1)


def _share_moved(sentence: Sentence, subject: Subject) -> bool:
    """Whether points told right before are those of a share, which comes to this: 占比提高2个百分点、达到47%."""
    last = sentence.last
    if last is None or last.figure.unit != "pp" or subject.rule != "carried_subject":
        return False
    start = last.figure.start
    return pattern("share_moves").search(sentence.text[sentence.clause_start(start) : start]) is not None


def _percent_measure(sentence: Sentence, index: int, subject: Subject, indicator: Indicator | None) -> str:
    """A percentage without a cue: a rate's level, else growth of an amount, else a share."""
    if subject.rule == "earmarked" or pattern("kept_share").search(sentence.left(index)):
        return "share"
    if _of_share(sentence, index) or _share_moved(sentence, subject):
        rate = indicator is not None and indicator.nature == "rate"
        return "level" if rate else "share"
    unbased = "yoy" if sentence.figures[index].value < 0 else "share"  # no part of a whole is negative
    if indicator is None:
        return "level" if pattern("level_rate").search(subject.label) else unbased
    if indicator.unit not in MONEY | {"%"}:
        return unbased
    if indicator.code == "cpi":
        return "yoy" if is_rise(sentence.figures[index]) else "level"
    return "level" if indicator.nature == "rate" else "yoy"


def is_rise(figure: Figure) -> bool:
    """Whether a percentage told of prices is how far they rose, and no index on the year before."""
    return figure.unit == "%" and figure.value <= _LEAST_INDEX
