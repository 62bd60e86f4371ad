"""Lists of names, times or places with lists of figures, one each: A、B分别增长8%、16%."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from indicators.area_mentions import find_areas
from indicators.clause_words import without_times
from indicators.lexicon import pattern
from indicators.listed_names import LIST, both_incomes, names_listed, read_piece
from indicators.listed_places import places_before, places_for
from indicators.measures import Cue, strip_comparison
from indicators.model import GROWING
from indicators.partial_names import of_own_level
from indicators.parts import of_topic
from indicators.projects import COUNTED
from indicators.sentence import Sentence, Statement
from indicators.spans import leads_on
from indicators.terms import Subject, read_subject
from indicators.time_links import times_listed
from indicators.words import find_names, strip_leading, strip_trailing

_IN_BRACKETS = re.compile("[（(][^（）()]*下同[）)]")
_SPEED = re.compile("^(?:增速|增幅|涨幅|降幅|跌幅|总量)$")
_PACE = re.compile(
    "(?<![、和与及])(?:增速|增幅)(?:明显|有所|持续|继续|稳步|均|都|较)*(?:[加较]快|回升|提[升高]|[放趋]缓|回落|平稳)?$"
)
"""What of a list of names is told in a clause before its figures: 第一、三产业增速较快，分别增长4%和6%."""


def share_out(sentence: Sentence, index: int, cue: Cue) -> None:
    """Give the names, times or places of a list to the figures of a list, one each: A、B分别增长8%、16%."""
    if index in sentence.shared:
        return
    run, left = sentence.run(index), sentence.left(index)
    if not pattern("each").search(left):
        _share_plain(sentence, index, run, cue)
        return
    run, start = sentence.each_run(index), sentence.figures[index].start
    if (
        _has_one_rate(sentence, index)
        or _leads_from_list(sentence, index, run)
        or _shares_bases(sentence, run, left, cue)
    ):
        return
    head = _IN_BRACKETS.sub("", sentence.text[sentence.part_start(start) : start])
    # 达到2万元和1万元、分别增长8%和9%: behind an amount such a mark parts clauses.
    head = re.sub("(?<=[元%％])、$", "，", head[: [m.start() for m in pattern("each").finditer(head)][-1]])
    clauses = re.split(r"[，,：:]", head)
    if cue.measure == "diff" and (compared := pattern("compared_before").search(clauses[-1])):
        names = names_listed(strip_comparison(clauses[-1][: compared.start()]), len(run))
        sentence.shared |= dict(zip(run, names, strict=False))
        return
    whole = find_names(clauses[-1])
    # 人口自然增长率 is a name itself; the growth of 出口增长率 is not.
    named = clauses[-1] if whole and whole[-1].end() == len(clauses[-1]) else strip_comparison(clauses[-1])
    # A list that ends on 增速 (GDP总量、增速) keeps it.
    clauses[-1] = clauses[-1] if LIST.search(named[-1:]) else named
    times = times_listed(sentence, start, len(run))
    _share_projects(sentence, run, left)
    names = [] if index in sentence.shared else _names_in_clauses(sentence, clauses, len(run))
    names = _told_of_each(names, left)
    since = sentence.last.figure.end if sentence.last else 0
    listed = [] if names else places_before(sentence, since, start, len(run))
    places = places_for(sentence, clauses[-1], len(run)) or listed
    if len(times) == len(run) > 1:
        sentence.when |= dict(zip(run, times, strict=True))
    elif places:
        sentence.where |= dict(zip(run, places, strict=True))
    elif names:
        sentence.shared |= dict(
            zip(run, (of_own_level(sentence, of_topic(sentence, index, name)) for name in names), strict=True)
        )
    elif len(sentence.said) >= len(run) and _names_nothing(sentence, left, cue):
        _share_last(sentence, run)
    elif places := places_before(sentence, 0, start, len(run)):
        sentence.where |= dict(zip(run, places, strict=True))


def _share_projects(sentence: Sentence, run: range, left: str) -> None:
    """Give a list the projects that 分别 tells of each place or event: 博览会、推介会分别签约项目12个、20个."""
    told = left.rpartition("分别")[2]
    named = read_subject(told) if "项目" in told else None
    if named and named.code == "projects":
        sentence.shared |= dict.fromkeys(run, replace(named, rule="each_of_names"))


def _told_of_each(names: list[Subject], left: str) -> list[Subject]:
    """The names of a list with what 分别 tells of each: 装备制造业、高新技术产业分别实现增加值90亿元、80亿元."""
    told = strip_leading(strip_trailing(left.rpartition("分别")[2]))
    if told not in ("增加值", "产值", "总产值", "投资", "税收"):
        return names
    return [read_subject(name.label.removesuffix(told) + told) or name for name in names]


def _has_one_rate(sentence: Sentence, index: int) -> bool:
    """Give a single rate to the last of the names that 分别 tells it of; ``sharing`` tells it of the others."""
    alike = names_alike(sentence, index)
    if alike:
        sentence.shared[index] = alike[-1]
    return bool(alike)


def names_alike(sentence: Sentence, index: int) -> list[Subject]:
    """The names of the catalogue before 分别 that have its single rate, each the same: A、B和C将分别增长20%左右."""
    figure, behind = sentence.figures[index], sentence.figures[index + 1 : index + 2]
    if figure.unit != "%" or (behind and behind[0].start < sentence.clause_end(figure.end)):
        return []
    head = sentence.text[sentence.clause_start(figure.start) : figure.start].rpartition("分别")[0]
    pieces = [piece for piece in LIST.split(strip_trailing(head)) if piece]
    read = [read_piece(piece, pieces[-1]) for piece in pieces]
    named = {s.code: replace(s, rule="each_of_names") for s in read if s.code != "other"}
    return [*named.values()] if len(named) > 1 else []


def _share_plain(sentence: Sentence, index: int, run: range, cue: Cue) -> None:
    """Share out a list without 分别: by its own names, or by those of the list of amounts that it follows."""
    left = sentence.left(index)
    if len(run) < 2:
        sentence.shared |= dict(zip(run, both_incomes(left), strict=False))
        return
    # 收入从2021年的4万元和2万元分别提高到…: the time of the first values stands behind their names.
    names = names_listed(pattern("from_year").sub(lambda m: "", left) if len(run) == 2 else left, len(run))
    coded = {subject.code for subject in names} - {"other"}
    alike = len({sentence.figures[i].unit for i in run}) == 1 and (len(coded) == len(run) or (coded and len(run) == 2))
    if len(names) == len(run) and (alike or len(find_names(left)) == len(run)):
        sentence.shared |= dict(zip(run, names, strict=True))
    elif _follows_list(sentence, index, len(run), cue):
        _share_told(sentence, run, _ends(sentence.said)[-len(run) :])


def _shares_bases(sentence: Sentence, run: range, left: str, cue: Cue) -> bool:
    """Give one subject to changes against several times (分别较一季度、上半年回落1.4和0.1个百分点), or to ranks of size and pace."""
    last = sentence.last
    # 总量和增速均居全市第2位，分别居全省第9位和第5位: what the clause before ranked is ranked again.
    before = sentence.text[sentence.clause_start(last.figure.start) :] if last and last.measure == "rank" else ""
    sized = pattern("size_and_pace").search(left) or (not find_names(left) and pattern("size_and_pace").search(before))
    if sentence.last and cue.measure == "rank" and sized:
        sentence.shared |= dict.fromkeys(run, sentence.last.subject)
        return True
    bases = pattern("several_bases").search(left) if cue.rule == "points_change" else None
    if bases is None:
        return False
    named = read_subject(strip_comparison(pattern("each").sub("", left[: bases.start()])))
    compared = named or (sentence.last.subject if sentence.last else None)
    if compared:
        sentence.shared |= dict.fromkeys(run, compared)
    return compared is not None


def _share_last(sentence: Sentence, run: range) -> None:
    """Give the figures of a list the subjects, and the places of a list, of as many figures told before."""
    here = [s for s in sentence.said if s.figure.start >= sentence.part_start(sentence.figures[run[0]].start)]
    if len(here) == len(run) and len({(s.subject.code, s.subject.label) for s in here}) == 1:
        # …；财政收入8亿元，增长9%，分居全市第3、第2位: the amount and its pace, of which alone the part tells.
        _share_told(sentence, run, here)
        return
    unit = sentence.said[-1].figure.unit
    levels = _ends(s for s in sentence.said if s.measure == "level" and s.figure.unit == unit)
    levels = levels if len(levels) >= len(run) else _ends(s for s in sentence.said if s.measure == "level")
    _share_told(
        sentence,
        run,
        _nearest(sentence, len(run)) or (levels if len(levels) >= len(run) else sentence.said)[-len(run) :],
    )


def _share_told(sentence: Sentence, run: range, said: list[Statement]) -> None:
    """Give the figures of a list what as many statements are of, and their places where each has its own."""
    sentence.shared |= dict(zip(run, (s.subject for s in said), strict=True))
    if all(s.rules[3] == "area_each" for s in said):
        sentence.where |= dict(zip(run, (s.area for s in said), strict=True))


def _nearest(sentence: Sentence, count: int) -> list[Statement]:
    """The things told last, where the same was told of each: growth in 投资、消费分别增长8%、9%，分别居全市第2位、第3位; else none."""
    last: dict[tuple[str, str], Statement] = {}
    for said in reversed(sentence.said):
        last.setdefault((said.subject.code, said.subject.label), said)
        if len(last) == count:
            break
    alike = len(last) == count and len({said.measure for said in last.values()}) == 1
    counts = {said.figure.unit in COUNTED for said in last.values()}
    alike = alike and len(counts) == 1
    return [*reversed(last.values())] if alike else []


def _names_nothing(sentence: Sentence, left: str, cue: Cue) -> bool:
    """Whether the words before a list name neither what is measured nor the places that one thing is compared with."""
    told = pattern("deducted").sub("", without_times(sentence, cue.rest))
    named = _SPEED.sub("", strip_trailing(strip_leading(told)))
    return not named and not pattern("compared_behind").search(left)


def _follows_list(sentence: Sentence, index: int, count: int, cue: Cue) -> bool:
    """Whether a list of growth rates without 分别 follows a list of as many amounts: …分别达到4万元、2万元，增长5%、6%."""
    said = _ends(sentence.said)[-count:]
    if leads_on(sentence, index) and {s.subject.rule for s in said} == {"each_of_names"}:
        return len(said) == count
    before = _measures_before(cue, sentence.figures[index].unit, said)
    if pattern("real_growth").search(sentence.left(index)):
        # 分别增长17%和14%，实际增长12%和8%
        before |= GROWING
    listed = len(said) == count > 1 and all(s.measure in before for s in said)
    each = all(s.subject.rule == "each_of_names" or s.rules[3] == "area_each" for s in said)
    named = each or _told_apart(said)
    return (
        listed
        and named
        and said[-1].figure == sentence.figures[index - 1]
        and not strip_trailing(strip_leading(cue.rest))
    )


def _measures_before(cue: Cue, unit: str, said: list[Statement]) -> frozenset[str]:
    """What the list may have told that another one follows with the next measure of the same things."""
    if cue.measure in GROWING:
        # 分别比2007年增加9000元和3000元，年均增长13%和14%: amounts that things grew by are amounts too.
        rates = any(s.figure.unit == "%" for s in said)
        return frozenset({"level"} if rates else {"level", "growth", "yoy_abs"})
    if cue.measure in ("level", "diff"):
        return frozenset(GROWING)
    if cue.measure in ("rank", "multiple"):
        # 分别达到4万元和2万元，居全省第3位和第5位; 分别增长9%和8%，是2010年的3倍和2倍
        return frozenset({"level", *GROWING})
    if cue.measure != "yoy_abs":
        return frozenset()
    # 占比分别为30%、40%，提高0.6个、0.8个百分点; 分别达9亿元、6亿元，较年初增加2亿元、1亿元: what is added has the unit of the whole.
    if unit == "pp":
        rates = all(s.figure.unit == "%" for s in said)
        return frozenset({"share", "level", *GROWING} if rates else {"share", *GROWING})
    return frozenset({"level"} if {s.figure.unit for s in said} == {unit} else ())


def _leads_from_list(sentence: Sentence, index: int, run: range) -> bool:
    """Give the subjects of the list right before to what it became: 从4万元和2万元分别提高到5万元和3万元."""
    told = sentence.said[-len(run) :]
    if not len(told) == len(run) > 1:
        return False
    between = sentence.text[told[-1].figure.end : sentence.figures[index].start]
    leads = between.startswith("分别") and pattern("to_value").match(between.removeprefix("分别")) is not None
    if leads:
        sentence.shared |= dict(zip(run, (said.subject for said in told), strict=True))
    return leads


def _ends(levels: Iterable[Statement]) -> list[Statement]:
    """Amounts without those that a change of the same thing started from: 由26亿元增加到80亿元."""
    ends: list[Statement] = []
    for said in levels:
        if ends and ends[-1].rules[2] == "period_start_value" and ends[-1].subject.code == said.subject.code:
            ends.pop()
        ends.append(said)
    return ends


def _told_apart(said: list[Statement]) -> bool:
    """Whether amounts follow one another each with its name: 城镇居民人均可支配收入2万元，农民人均纯收入1万元."""
    codes = {s.subject.code for s in said}
    return len(codes - {"other"}) == len(said) and len({s.figure.unit for s in said}) == 1


def _names_in_clauses(sentence: Sentence, clauses: list[str], count: int) -> list[Subject]:
    """The names in the clause of 分别, or in the one before where its own says nothing (…A、B，同比分别…)."""
    # 收入和支出，2014年分别达到…: the year stands between the names and their word.
    clauses = [without_times(sentence, clause) for clause in clauses]
    own = names_listed(clauses[-1], count)
    silent = len(clauses) > 1 and not strip_leading(strip_trailing(clauses[-1]))
    if own or not silent:
        return own
    # A、B均突破百亿元，分别达到…: what all of them passed stands behind their names.
    tail = pattern("all_alike").search(clauses[-2]) or pattern("all_rose").search(clauses[-2])
    head = strip_trailing(_PACE.sub("", clauses[-2][: tail.start()] if tail else clauses[-2]))
    told = any(f.unit in ("CNY", "USD", "%") and f.surface in head for f in sentence.figures)
    places = len(find_areas(head, sentence.setting.area)) >= count
    return own if told or places or re.search(r"\d", head) else names_listed(head, count)
