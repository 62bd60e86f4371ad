"""What a figure measures whose own words name nothing: what was told before it, the sentence before, or what its list ranks."""

from __future__ import annotations

import re
from dataclasses import replace

from indicators.clause_words import without_deductions, without_times
from indicators.clauses import CLAUSE_END
from indicators.lexicon import pattern, sought
from indicators.measures import Cue
from indicators.model import GROWING, Figure
from indicators.parts import of_topic
from indicators.projects import COUNTED
from indicators.sentence import Sentence, Statement
from indicators.terms import Subject, read_subject
from indicators.words import find_names, is_verb, link_name, strip_leading, strip_trailing

_SECTORS = frozenset({"primary_va", "secondary_va", "tertiary_va"})
"""The three sectors that a sentence on output divides it into."""
_PULLED = frozenset(f"第{sector}产业{words}拉动增长" for sector in "一二三" for words in ("", "增加值"))
"""What the growth of output owes to each of them is called."""
_ASIDE = re.compile("[（(][^（）()]*[）)]")
"""What brackets say aside."""


def find_carried(sentence: Sentence, index: int, cue: Cue) -> Subject | None:
    """The last figure's subject (增速列全市第2位), unless a newer name stands between."""
    if ranked := _of_places_ranked(sentence, index):
        return ranked
    last = sentence.last_outside(sentence.figures[index].start)
    if pattern("number_of").match(cue.rest) and (last is None or last.figure.unit not in COUNTED):
        return None
    unit = sentence.figures[index].unit
    if last and cue.rule == "amount_change" and unit in COUNTED:
        # 签约项目50个，总投资80亿元，比上年多6个: what is counted changes by a count.
        last = next((said for said in reversed(sentence.said) if said.figure.unit == unit), last)
    if last and (passed := _round_passed(sentence, index, last) or _grown_apart(sentence, index, last)):
        return passed
    if last and _continues(sentence, index, cue, last):
        whole = _of_one_place(sentence, index, last) or _total_of_new(sentence, index)
        return whole or Subject(last.subject.code, last.subject.label, "carried_subject")
    names = find_names(without_deductions(sentence.text[: sentence.figures[index].start]))
    topic = read_subject(without_times(sentence, sentence.text[: names[-1].end()])) if names else None
    if topic and sentence.places and (each := pattern("each_place").match(topic.label)):
        # 各县区税收收入：甲县5亿元，乙县…: what is told of each place.
        topic = read_subject(topic.label[each.end() :]) or topic
    if topic:
        return of_topic(sentence, index, replace(topic, rule="topic"))
    return Subject(last.subject.code, last.subject.label, "carried_subject") if last else None


def _of_places_ranked(sentence: Sentence, index: int) -> Subject | None:
    """What a list of places is drawn up by, for a place's amount: 出口超过10亿元的3个县是：东县30亿元、西县20亿元."""
    start = sentence.figures[index].start
    behind = [m.end for m in sentence.places if m.end <= start and m.start >= sentence.clause_start(start)]
    if not behind or strip_trailing(sentence.text[behind[-1] : start]):
        return None
    told = sought("statements.toml", "places_ranked").search(sentence.text[sentence.part_start(start) : start])
    named = read_subject(without_times(sentence, told["what"] or told["what_counted"])) if told else None
    if named is None:
        return None
    tier = pattern("of_tiers").match(named.label)
    label = named.label[tier.end() :] if tier else named.label
    return Subject(link_name(label), label, "topic")


def _of_one_place(sentence: Sentence, index: int, last: Statement) -> Subject | None:
    """What is told of one place behind the sum of its tier: 县级财政收入20亿元，其中东县8亿元."""
    tier = pattern("of_tiers").match(last.subject.label) if last.subject.code == "other" else None
    if tier is None:
        return None
    start = sentence.figures[index].start
    named = any(last.figure.end <= m.start < start for m in sentence.places)
    label = last.subject.label[tier.end() :]
    code = link_name(label)
    return Subject(code, label, "carried_subject") if named and code != "other" else None


def _total_of_new(sentence: Sentence, index: int) -> Subject | None:
    """All of what was told to be new before: 新登记市场主体3万户，总量达18万户."""
    unit = sentence.figures[index].unit
    last = next((said for said in reversed(sentence.said) if said.figure.unit == unit), None)
    new = pattern("newly_made").match(last.subject.label) if last else None
    if last is None or new is None or not pattern("total_reached").fullmatch(sentence.left(index)):
        return None
    label = last.subject.label[new.end() :]
    return Subject(link_name(label), label, "carried_subject")


def find_counted_otherwise(sentence: Sentence, index: int) -> Subject | None:
    """The subject of the amount right before, which brackets give by another method: 总产值90亿元（按老口径为95亿元）."""
    last, figure, left = sentence.last, sentence.figures[index], sentence.left(index)
    opened = sentence.text[: figure.start - len(left)].endswith(("（", "("))
    if last is None or not opened or last.figure.unit != figure.unit or not pattern("other_method").fullmatch(left):
        return None
    return replace(last.subject, rule="carried_subject")


def find_carried_over(sentence: Sentence, index: int) -> Subject | None:
    """The subject of the sentence before, for a sentence that opens with 增速, 总量 or 占比 and names nothing."""
    opens = pattern("elliptic").match(sentence.text[: sentence.figures[index].start])
    return replace(sentence.before, rule="carried_over") if opens and sentence.before else None


def _round_passed(sentence: Sentence, index: int, last: Statement) -> Subject | None:
    """What passed a round number in the clauses between: 产值2014年突破百亿元，2015年超过170亿元."""
    between = sentence.text[last.figure.end : sentence.figures[index].start]
    told = pattern("round_passed").search(between) if ("；" in between or ";" in between) else None
    named = read_subject(without_times(sentence, told["what"])) if told else None
    return replace(named, rule="earlier_clause") if named else None


def _grown_apart(sentence: Sentence, index: int, last: Statement) -> Subject | None:
    """What else grew in a clause between, told only by its amount: 投资完成9亿元；一般公共预算持续增长，达到2亿元."""
    figure = sentence.figures[index]
    between = sentence.text[last.figure.end : sentence.clause_start(figure.start)]
    told = pattern("grown_apart").fullmatch(between) if figure.unit not in ("%", "pp", "times", "") else None
    named = read_subject(without_times(sentence, told["what"])) if told else None
    return replace(named, rule="earlier_clause") if named and len(named.label) > 2 else None


def _continues(sentence: Sentence, index: int, cue: Cue, last: Statement) -> bool:
    """No new catalogue name between the last figure and the words of this one's measure, but for what brackets say aside."""
    left = sentence.left(index)
    measure_words = len(left) - len(cue.rest) if left.startswith(cue.rest) else 0
    between = sentence.text[last.figure.end : sentence.figures[index].start - measure_words]
    own = pattern("growth_of_behind").match(between)
    return not find_names(_ASIDE.sub("", without_deductions(between[own.end() :] if own else between)))


def find_elided(sentence: Sentence, index: int, cue: Cue, rest: str) -> Subject | None:
    """Growth by quarter that names nothing, in a sentence on the economy: 三季度增长4.6%，四季度增长5.6%."""
    start = sentence.figures[index].start
    clause = sentence.text[sentence.clause_start(start) : start]
    timed = any(sentence.clause_start(start) <= m.start < start for m in sentence.periods)
    if cue.measure not in GROWING or not timed or strip_leading(strip_trailing(rest)) or find_names(clause):
        return None
    if sentence.before and pattern("by_quarter").match(sentence.text):
        # Behind a sentence that ends on its sectors, or on what they pull, the quarters are those of the whole.
        of_sector = sentence.before.code in _SECTORS or sentence.before.label in _PULLED
        whole = Subject("gdp", "生产总值", "") if of_sector else sentence.before
        return replace(whole, rule="elided_growth")
    named = any(s.subject.code not in ("other", "gdp") for s in sentence.said)
    if named or not pattern("economy").search(sentence.text[:start]):
        return None
    return Subject("gdp", "经济", "elided_growth")


def find_ranking(sentence: Sentence, index: int, cue: Cue) -> Subject | None:
    """A rank in a list that measures a place as such is called by that list: 在全国百强县中排名第22位."""
    listed = pattern("ranking").search(sentence.left(index)) if cue.measure == "rank" else None
    return Subject("other", listed["list"], "ranking") if listed else None


def find_earlier_clause(sentence: Sentence, figure: Figure) -> Subject | None:
    """What the clauses before name, nearest first: 连续入选“百强区”，列第79位."""
    for clause in reversed(CLAUSE_END.split(sentence.text[: sentence.clause_start(figure.start)])):
        named = read_subject(without_times(sentence, clause))
        if named and not is_verb(named.label) and len(named.label) > 1 and not re.search(r"\d", named.label):
            return replace(named, rule="earlier_clause")
    return None
