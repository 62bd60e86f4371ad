"""The one walk over a report: articles, sentences, figures to observations, and a fate for every number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import zip_longest
from operator import attrgetter

from indicators.accounts import Account
from indicators.area_mentions import find_areas
from indicators.areas import NOWHERE, Area
from indicators.bases import base_behind
from indicators.carried_times import carry_on, dates_figure, find_lasting, headed, may_head
from indicators.columns import find_all_tables
from indicators.compared import base_of_census
from indicators.context import Article, Setting, find_congress_place, split_articles
from indicators.figures import find_numbers
from indicators.flat import Flat, join_lines
from indicators.grids import hide_tables
from indicators.lexicon import pattern
from indicators.model import Extraction, Figure, NumberFate, Observation, Period, Report
from indicators.parts import share_units
from indicators.periods import PeriodMention
from indicators.places import last_heading_area
from indicators.segments import Line, split_sentences
from indicators.sentence import Rejected, Sentence, Statement
from indicators.spans import find_span, is_span, span_behind, span_told, told_years
from indicators.statements import read_sentence
from indicators.tables import read_table
from indicators.terms import Subject
from indicators.tidy_tables import find_tidy_columns
from indicators.turns import (
    GOALS,
    LAST_YEAR,
    announces_goals,
    find_turns,
    is_passing,
    read_heading,
    turn_back,
    turn_to_goals,
    turn_to_term,
)
from indicators.words import find_names, link_name

# Patterns that are looked for in every line start with one of few fixed characters and look back from there: that is far cheaper.
_ZONE = re.compile("区(?<=[新开高技业聚空港心流园]区)|管理局|科技城")
_YEARS = re.compile('年(?<=[二三四五六七八九十2-9]年)(?<![0-9].年)|五[”"时]')
"""Words that may tell several years, which hold for the lines that follow."""
_COLONS = ("：", ":")
_LINE_GAP = 40
"""The most that may stand between the end of a line and the next one that goes on with it."""
_TOPIC = 20
"""So much of a sentence tells what it opens with."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as the walk read it, for whoever explains it.

    ``start`` is its place in the joined text, ``results`` what was read of each of its figures, ``heading`` the words
    that turned the article to its setting (empty: its title did).
    """

    start: int
    sentence: Sentence
    results: list[list[Statement] | Rejected]
    heading: str


def extract(report: Report, watch: Callable[[Reading], None] | None = None) -> Extraction:
    """Read a report: its observations in the order of the text, and what became of each of its numbers.

    A pure function of the report, apart from showing ``watch`` each sentence. Never raises on any text.
    """
    return _Walk(report, watch).run()


def _topic(text: str) -> Subject | None:
    """What a sentence without figures opens with, which the next one may leave unsaid, as 总量达12万户 does."""
    names = find_names(text[:_TOPIC])
    return Subject(link_name(names[0][0]), names[0][0], "topic") if names and names[0].start() == 0 else None


class _Walk:
    """The state of one pass: the setting that headings change, and what became of each figure."""

    def __init__(self, report: Report, watch: Callable[[Reading], None] | None = None) -> None:
        self.report = report
        self.watch = watch
        self.heading = ""
        self.flat: Flat = join_lines(report.text)
        self.tables = deque(find_all_tables(self.flat.text))
        self.prose = hide_tables(self.flat.text, self.tables)
        self.account = Account(report, self.flat, find_numbers(self.prose))
        self.figures = list(dict.fromkeys(n.figure for n in self.account.numbers if n.figure))
        self.starts = [figure.start for figure in self.figures]
        self.observations: list[Observation] = []
        self.in_tables: list[NumberFate] = []
        self.zone = NOWHERE
        self.home = NOWHERE
        self.before: Subject | None = None
        self.lead: Subject | None = None
        self.unsaid = ""
        self.spoken: PeriodMention | None = None
        self.estimated = False
        self.counted = False
        self.span: Period | None = None
        self.told: Period | None = None
        self.base: int | None = None
        self.opened, self.outcome = 0, False

    def run(self) -> Extraction:
        # What stands beside the tidy table, as its guide in a workbook, explains it and reports nothing.
        tidy = any(map(find_tidy_columns, self.tables))
        self.account.fates.update((figure, ("not_figure", "table note")) for figure in self.figures if tidy)
        articles = [] if tidy else split_articles(self.report, self.prose)
        for article, following in zip_longest(articles, articles[1:]):
            self._article(article, following.lines[0].start if following else len(self.prose))
        if self.tables:
            # Nothing but tables: the document's title or name tells place and year.
            named = split_articles(self.report, self.report.title or self.report.doc_id or "-")
            self._read_tables(len(self.prose), named[0].setting)
        account = sorted([*self.account.of_numbers(), *self.in_tables], key=attrgetter("start"))
        return Extraction(tuple(self.observations), tuple(account))

    def _read_tables(self, before: int, setting: Setting) -> None:
        """Read the tables that stand before a place and were not read yet."""
        while self.tables and self.tables[0].start < before:
            reading = read_table(self.tables.popleft(), setting, self.report, self.flat)
            self.observations += reading.observations
            self.in_tables += reading.account

    def _article(self, article: Article, end: int) -> None:
        setting, self.heading, self.span = article.setting, "", None
        self.opened, self.outcome = len(self.observations), False
        self.zone = self._zone(setting.title, setting)
        for line in article.lines:
            self._read_tables(line.start, setting)
            if line.kind in ("heading", "numbered") and line.text.strip("# \u3000") != setting.title:
                setting = self._turn(setting, line.text)
            place = find_congress_place(line.text, setting.area)
            if announces_goals(setting, line):
                self._line(line, read_heading(setting, GOALS))
            elif place == setting.area:
                setting = self._line(line, setting)
            else:
                self._line(line, replace(setting, area=place))
        self._read_tables(end, setting)

    def _line(self, line: Line, setting: Setting) -> Setting:
        self.home, self.before, self.unsaid, self.spoken, self.base = setting.area, None, "", None, None
        self.lead = None
        self.estimated = self.counted = False
        before = self.flat.text[max(0, line.start - _LINE_GAP) : line.start]
        self.told = self.told if before.rstrip().endswith(("；", ";")) else None
        turns = find_turns(line) if line.kind == "paragraph" else []
        carried: PeriodMention | None = None
        turned = turn_to_term(setting, line)
        around, span = setting, self.span
        if turned is not setting:
            setting, self.span = turned, turned.default
            if not is_passing(around, turned):
                around, span = setting, self.span
        if not turns and not self._matters(line):
            self.span = span
            return around
        estimates_below = "下同" in line.text
        for start, end in split_sentences(self.flat.text, line.start, line.end):
            while turns and turns[0][0] < end:
                words = turns.pop(0)[1]
                setting, carried = self._turn(setting, words), None
                if words != LAST_YEAR and not (words.endswith(GOALS) and self._in_passing(line, around, setting)):
                    around, span = setting, self.span
            if setting.before and (back := self._turn_back(setting, start, end)) is not setting:
                # Behind goals that open a text it goes on about the past; in a report's plan one paragraph looks back.
                around, span = (setting, span) if self._outcomes() else (back, None)
                setting, carried, self.span = back, None, None
            if estimates_below and pattern("estimated_below").search(self.flat.text, start, end):
                setting = replace(setting, estimated=True)
            carried = self._sentence(start, end, setting, carried)
        # The year just over is a paragraph's; what a review of several years goes on about is theirs.
        if setting.default != around.default:
            self.span = span
        same = setting.estimated == around.estimated
        return around if same else replace(around, estimated=setting.estimated)

    def _in_passing(self, line: Line, before: Setting, goals: Setting) -> bool:
        """Whether goals are told within this paragraph alone: those of a report that a page tells of, of years ahead in a year's plan.

        One that ends on a colon (为此，要做好八个方面的工作：) goes on with what is to be done.
        """
        if bisect_left(self.starts, line.start) == bisect_left(self.starts, line.end) or line.text.rstrip().endswith(
            _COLONS
        ):
            return False
        ahead = before.mode == "plan" and is_span(goals.default) and not is_span(before.default)
        return ahead or pattern("goals_told").search(line.text) is not None

    def _matters(self, line: Line) -> bool:
        """Whether the sentences of a line change anything: they hold figures, name a zone or years for later lines, or are watched."""
        figures = bisect_left(self.starts, line.start) < bisect_left(self.starts, line.end)
        return bool(figures or self.watch or _ZONE.search(line.text) or _YEARS.search(line.text))

    def _turn(self, setting: Setting, words: str) -> Setting:
        turned = turn_to_goals(setting, words, self._outcomes())
        if turned is not setting:
            turned = replace(turned, estimated=False)
            self.heading, self.span = words, None if turned.years else find_span(words, turned)
        return turned

    def _turn_back(self, setting: Setting, start: int, end: int) -> Setting:
        first = bisect_left(self.starts, start)
        at = self.starts[first] if first < len(self.starts) else end
        return turn_back(setting, self.flat.text[start:end], min(at, end) - start)

    def _outcomes(self) -> bool:
        """Whether the article has told an outcome so far."""
        unseen, self.opened = self.observations[self.opened :], len(self.observations)
        self.outcome = self.outcome or any(o.kind not in ("target", "stretch") for o in unseen)
        return self.outcome

    def _sentence(self, start: int, end: int, setting: Setting, carried: PeriodMention | None) -> PeriodMention | None:
        figures = self.figures[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        text = self.flat.text[start:end]
        if _ZONE.search(text):
            self.zone = self._zone(text, setting)
        self.base = base_behind(text, "年" in text, self.base)
        if not figures:
            self.before, self.unsaid = None, text
            tells_years = _YEARS.search(text)
            if not tells_years and not self.watch and not may_head(text):
                return carried
            sentence = Sentence(text, [], setting, carried, self.zone, self.home, span=self.span)
            self._show(start, sentence, [])
            if headed(sentence):
                return sentence.periods[0]
            if not tells_years:
                return carried
            told = span_told(sentence)
            self.span = told.period if told else span_behind(sentence)
            return told or carried
        if text.lstrip("　 ").startswith("其中"):
            carried = carried or self.spoken
            if self.estimated and pattern("sectors_of").match(text):
                setting = replace(setting, estimated=True)
        inside = share_units(text, [Figure(f.start - start, f.end - start, *f[2:]) for f in figures])
        before = self._told_before(text)
        sentence = Sentence(
            text, inside, setting, carried, self.zone, self.home, before, self.span or self.told, self.base,
            self.counted and pattern("opens_stage").match(text) is not None,
        )  # fmt: skip
        results, headings = read_sentence(sentence)
        self.before, self.unsaid = sentence.last.subject if sentence.last else before, ""
        self.base = base_of_census(sentence, self.base)
        divides = pattern("divided").match(text) or not sentence.said
        self.lead = self.lead if divides else sentence.said[0].subject
        self.counted = sentence.counted_projects()
        self.estimated = sentence.last is not None and sentence.last.kind == "estimate"
        self._show(start, sentence, results)
        for figure, result in zip(figures, results, strict=True):
            self.observations += self.account.tell(figure, result, setting.title, start, end)
        ends_on = last_heading_area(sentence, headings)
        if setting.area.level in ("county", "prefecture") and ends_on.code:
            self.home = ends_on if ends_on.level == "zone" else setting.area
        return self._carry(sentence, carried)

    def _told_before(self, text: str) -> Subject | None:
        """What the sentence before ended on, or, where one tells by place behind sectors and kinds, what the paragraph began with."""
        led = self.lead if pattern("by_place").match(text) else None
        return led or self.before or _topic(self.unsaid)

    def _carry(self, sentence: Sentence, carried: PeriodMention | None) -> PeriodMention | None:
        """The time that the sentences behind this one of a paragraph hold in."""
        self.span, self.told = span_behind(sentence), told_years(sentence, len(sentence.text)) or self.told
        periods = find_lasting(sentence, carried)
        self.spoken = next((m for m in reversed(periods) if dates_figure(sentence, m)), self.spoken)
        return carry_on(sentence, periods, carried)

    def _show(self, start: int, sentence: Sentence, results: list[list[Statement] | Rejected]) -> None:
        if self.watch:
            self.watch(Reading(start, sentence, results, self.heading))

    def _zone(self, text: str, setting: Setting) -> Area:
        """The zone named last, which 园区 stands for."""
        zones = [m.area for m in find_areas(text, setting.area) if m.area.level == "zone"]
        return zones[-1] if zones else self.zone
