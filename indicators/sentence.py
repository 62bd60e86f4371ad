"""A sentence laid out: its clauses, its figures with the words around them, its times, and what was read of it so far."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from indicators.area_mentions import AreaMention
from indicators.areas import Area
from indicators.clauses import find_clause_ends
from indicators.context import Setting
from indicators.lexicon import pattern
from indicators.model import Figure, Period
from indicators.periods import PeriodMention, find_periods
from indicators.regions import find_places
from indicators.terms import Subject

_CLOSING = re.compile("[）)]")
_PART_END = re.compile(r"[；;。！？!?\n]")
_JOINT = re.compile(
    r"(?:以上|以内|以下|左右|上下|、|，|,|和|及|与|以及|或|至|—|-|\s|:|：|确保|力争|争取|达到|约|近|超过|不低于|第)*$"
)

_SO_FAR = frozenset({"as_of_month", "as_of_half"})
"""Rules of times that start with the year and end within it."""
_RATIO = frozenset(":：∶︰比")
"""What parts the numbers of a structure or ratio (0.1:63.8:36.1)."""


class Statement(NamedTuple):
    """A figure with all that its sentence says of it; ``sign`` is -1 for a decline."""

    figure: Figure
    subject: Subject
    measure: str
    sign: int
    area: Area
    period: Period | None
    kind: str
    basis: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A figure that states nothing by itself, with its fate and the reason."""

    figure: Figure
    fate: str
    reason: str


@dataclass(slots=True)
class Sentence:
    """A sentence of an article; the spans of its figures are relative to ``text``.

    ``before`` is the subject that the sentence before ended on, ``carried`` is the time that the paragraph spoke of last, ``zone`` the park that 园区 would mean, ``home`` the place
    that the paragraph is about, ``span`` the several years that the part looks back on or ahead to, ``base`` the year that its growth is measured against, ``of_projects`` whether it goes on about projects counted before it. ``said`` (with its ``last``) and ``rejected`` grow as the figures are read from left to right; ``shared``,
    ``when`` and ``where`` hold what a list before 分别 gave to figures that are still to come. ``times`` and ``places`` are
    what the sentence names, ``periods`` those of the times that it does not only compare with, and ``changes`` tells which of them a change was found to start in.
    """

    text: str
    figures: list[Figure]
    setting: Setting
    carried: PeriodMention | None
    zone: Area
    home: Area
    before: Subject | None = None
    span: Period | None = None
    base: int | None = None
    of_projects: bool = False
    said: list[Statement] = field(default_factory=list)
    last: Statement | None = None
    rejected: set[int] = field(default_factory=set)
    shared: dict[int, Subject] = field(default_factory=dict)
    when: dict[int, PeriodMention] = field(default_factory=dict)
    where: dict[int, Area] = field(default_factory=dict)
    times: list[PeriodMention] = field(init=False)
    periods: list[PeriodMention] = field(init=False)
    places: list[AreaMention] = field(init=False)
    changes: dict[int, bool] = field(default_factory=dict)
    _clause_ends: list[int] = field(init=False)
    _part_ends: list[int] = field(init=False)
    _joined: list[bool] = field(init=False)
    _in_ratio: list[bool] = field(init=False)
    _lefts: dict[int, str] = field(default_factory=dict)
    _rights: dict[int, str] = field(default_factory=dict)
    _clause_starts: dict[int, int] = field(default_factory=dict)
    _runs: dict[int, range] = field(default_factory=dict)
    _lists: dict[int, range] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # All at once: every figure asks for most of these.
        planned = self.setting.default if self.setting.mode == "plan" else None
        self.times = find_periods(self.text, self.setting.clock, planned)
        self.periods = [m for m in self.times if not m.is_base and not self._names_goal(m) and not self._says_again(m)]
        self.places = find_places(self.text, self.setting.area)
        self._clause_ends = find_clause_ends(self.text, self.figures)
        self._part_ends = [m.end() for m in _PART_END.finditer(self.text)]
        gaps = [self.text[left.end : right.start] for left, right in pairwise(self.figures)]
        self._joined = [False, *(_JOINT.fullmatch(gap) is not None for gap in gaps)]
        self._in_ratio = [False, *(gap.strip() in _RATIO for gap in gaps)]

    def _names_goal(self, mention: PeriodMention) -> bool:
        """Whether a time is named only for a goal reached early, for what a plan approved (“十四五”批复的基地), or for an aim far ahead."""
        if mention.rule == "year" and pattern("aimed_at").search(self.text, 0, mention.start):
            return pattern("aim_without_figure").match(self.text[mention.end :]) is not None
        if mention.rule != "five_year_plan":
            return False
        approved = pattern("planned_then").match(self.text[mention.end :])
        return approved is not None or pattern("reached_early").search(self.text, 0, mention.start) is not None

    def _says_again(self, mention: PeriodMention) -> bool:
        """Whether a bare year only says again of which year the months so far are: 截至6月底，全市今年开工项目50个."""
        if mention.rule != "year" or not mention.relative or mention.period is None:
            return False
        before = next((m for m in reversed(self.times) if m.end <= mention.start), None)
        if before is None or before.rule not in _SO_FAR or before.period is None or before.is_base:
            return False
        told = any(before.end <= figure.start < mention.start for figure in self.figures)
        planned = pattern("planned_behind").match(self.text, mention.end) is not None
        return before.period.end.year == mention.period.end.year and not told and not planned

    def clause_start(self, at: int) -> int:
        """Where the clause around a place begins; a bracket begins one only for what stands inside the brackets."""
        if at not in self._clause_starts:
            self._clause_starts[at] = self._find_clause_start(at)
        return self._clause_starts[at]

    def _find_clause_start(self, at: int) -> int:
        for end in reversed(self._clause_ends[: bisect_right(self._clause_ends, at)]):
            if self.text[end - 1] not in "（(" or not _CLOSING.search(self.text, end, at):
                return end
        return 0

    def clause_end(self, at: int) -> int:
        """Where the clause around a place ends, its mark excluded; a closed pair of brackets ends none."""
        passed = at
        for end in self._clause_ends[bisect_right(self._clause_ends, at) :]:
            if end <= passed:
                continue
            closing = _CLOSING.search(self.text, end) if self.text[end - 1] in "（(" else None
            if closing is None:
                return end - 1
            passed = closing.end()
        return len(self.text)

    def part_start(self, at: int) -> int:
        """Where the part between semicolons begins: the reach of 预计 and 力争."""
        before = bisect_right(self._part_ends, at)
        return self._part_ends[before - 1] if before else 0

    def left(self, index: int) -> str:
        """The words of its clause before a figure, from the last figure that stated something."""
        if index not in self._lefts:
            self._lefts[index] = self._find_left(index)
        return self._lefts[index]

    def _find_left(self, index: int) -> str:
        figure = self.figures[index]
        start = self.clause_start(figure.start)
        before = next((i for i in range(index - 1, -1, -1) if i not in self.rejected), None)
        if before is not None and self.figures[before].end > start:
            start = self.figures[before].end
            if remark := pattern("remark").match(self.text, start, figure.start):
                start = remark.end()
        return self.text[start : figure.start]

    def right(self, index: int) -> str:
        """The words of its clause behind a figure, up to the next figure."""
        if index not in self._rights:
            self._rights[index] = self._find_right(index)
        return self._rights[index]

    def _find_right(self, index: int) -> str:
        figure = self.figures[index]
        end = self.clause_end(figure.end)
        if index + 1 < len(self.figures):
            end = min(end, self.figures[index + 1].start)
        return self.text[figure.end : end]

    def after(self, index: int) -> str:
        """All that follows a figure in its sentence."""
        return self.text[self.figures[index].end :]

    def joins_last(self, index: int) -> bool:
        """Whether nothing but a list mark or a hedge stands between a figure and the one before it."""
        return self._joined[index]

    def shares_unit(self, index: int) -> bool:
        """Whether a figure goes on a list, also over the places compared with: 高于全国0.7、全省2.3个百分点."""
        if index == 0 or self.joins_last(index):
            return index > 0
        between = self.text[self.figures[index - 1].end : self.figures[index].start]
        return bool(pattern("shared_unit").fullmatch(between))

    def run(self, index: int) -> range:
        """The figures that follow one another in a list from this one on: 8%、16%、5.5%."""
        if index not in self._runs:
            end = self._list_end(index, 8)
            self._runs |= {each: range(each, end) for each in range(index, end)}
        return self._runs[index]

    def list_around(self, index: int) -> range:
        """The figures joined by list marks around this one, itself included: 10%、40%和50%."""
        if index not in self._lists:
            low = index
            while low and self.joins_last(low) and self._gap(low - 1) <= 2:
                low -= 1
            found = range(low, self._list_end(index, 2))
            self._lists |= dict.fromkeys(found, found)
        return self._lists[index]

    def _list_end(self, index: int, gap: int) -> int:
        """Behind the last figure of a list with so many characters between two of them at the most."""
        end = index + 1
        while end < len(self.figures) and self.joins_last(end) and self._gap(end - 1) <= gap:
            end += 1
        return end

    def each_run(self, index: int) -> range:
        """The figures of a list behind 分别, each with a verb of its own or none: 下降0.2%、提高0.8%."""
        end = index + 1
        while end < len(self.figures) and self._goes_on(end - 1):
            end += 1
        return range(index, end)

    def _goes_on(self, index: int) -> bool:
        this, following = self.figures[index], self.figures[index + 1]
        if self.joins_last(index + 1) and self._gap(index) <= 8:
            # 分别增长8%、9%，达到90亿元、9亿元: behind a comma another unit begins another list.
            return this.unit == following.unit or self.text[this.end] not in "，,"
        return this.unit == following.unit and bool(
            pattern("verb_of_each").fullmatch(self.text[this.end : following.start])
        )

    def _gap(self, index: int) -> int:
        return self.figures[index + 1].start - self.figures[index].end

    def ratios(self, index: int) -> list[int]:
        """The figures joined by colons around this one (0.1:63.8:36.1), itself included; empty if there are none."""
        low = high = index
        while self._in_ratio[low]:
            low -= 1
        while high + 1 < len(self.figures) and self._in_ratio[high + 1]:
            high += 1
        return list(range(low, high + 1)) if high > low else []

    def add(self, statement: Statement) -> None:
        """Take in the statement of the figure read next; by how much a plan was passed is said in passing."""
        self.said.append(statement)
        if statement.subject.rule != "over_plan":
            self.last = statement

    def last_outside(self, at: int) -> Statement | None:
        """The statement read last before a place, past those in brackets closed by then: of 税收53亿元（含关税3亿元） the first."""
        for statement in reversed(self.said):
            if statement.subject.rule == "over_plan":
                continue
            opened = max(
                self.text.rfind("（", 0, statement.figure.start), self.text.rfind("(", 0, statement.figure.start)
            )
            if opened < 0 or _CLOSING.search(self.text, opened, statement.figure.start):
                return statement
            if not _CLOSING.search(self.text, statement.figure.end, at):
                return statement
        return self.last

    def counted_projects(self) -> bool:
        """Whether the sentence, or the one that it goes on from, has counted projects so far."""
        return self.of_projects or any(statement.subject.code == "projects" for statement in self.said)
