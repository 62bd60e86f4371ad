"""Where an article turns from what was to what is planned and back: its headings, and words inside its paragraphs."""

from __future__ import annotations

import re
from dataclasses import replace

from indicators.clocks import sections
from indicators.context import Setting
from indicators.lexicon import pattern
from indicators.model import Period
from indicators.numerals import parse_chinese
from indicators.period_rules import Clock, year_period
from indicators.periods import find_periods
from indicators.segments import Line

LAST_YEAR = "过去一年工作回顾"
"""What the opening 刚刚过去的一年 of a paragraph says of it, as a heading would."""
_NOTES = "注释"
_OPENING = 3
"""Up to here a time opens its sentence."""
_PLAN_NAMED = 100
"""So far into a line a coming plan is named that it turns to."""
_TERM_NAMED = re.compile('五年|五[”"]?(?:时期|期间|以来|发展|工作|成就|成绩)')
"""Words for the years of a plan; in “十五”计划目标提前实现 it is named for its goals."""
_AHEAD = re.compile('(?:今后|未来)[三四五六]年|[“"]?十[一二三四五]?五[”"]?(?=时期|期间|末|期末|规划)')
"""Years ahead that goals are announced for."""
_PLAN_BEHIND = 10
"""So far behind the announcement a plan is named that tells these years: 今后五年发展目标：到“十四五”末，…."""
_ALONE = 60
"""So long may a line be that stands alone before what it announces."""
GOALS = "主要预期目标"
_ORNAMENTS = " \t\u3000—－-【】[]◆◇■□●★▲▎|"
"""What may stand around the words of a heading."""


def read_heading(setting: Setting, heading: str) -> Setting:
    """The setting behind a heading or an opening phrase: 二、2015年工作安排 turns to the plan for 2015."""
    patterns = sections()
    if heading == _NOTES or patterns["notes"].pattern.match(heading.strip()):
        return replace(
            setting, mode="review" if setting.mode else "", default=year_period(setting.clock.review) or setting.default
        )
    heading = patterns["bare_year"].sub(r"\g<Y>年", heading)
    if not patterns["turning"].match(heading.strip(_ORNAMENTS)):
        return setting
    year = re.search(r"((?:19|20)\d{2})年(?!以来)", heading)
    of_year = patterns["year_work"].match(heading.strip())
    plan = patterns["plan"].search(heading) or of_year
    review = patterns["review"].search(heading) or (of_year and year and int(year[1]) == setting.clock.review)
    plan = plan or (not review and _names_year_ahead(heading, setting.clock))
    if not plan and not review:
        return setting
    if (
        heading == GOALS
        and setting.mode == "plan"
        and setting.default
        and setting.default.start.year < setting.default.end.year
    ):
        return setting
    clock = setting.clock
    over = year is not None and int(year[1]) == clock.review != clock.now
    if plan and not over and (not review or (year and int(year[1]) == clock.now != clock.review)):
        planned = year_period(int(year[1])) if year else setting.planned or year_period(clock.now)
        default = planned if year else _coming_term(heading, setting) or planned
        return replace(setting, mode="plan", default=default, years=None)
    if setting.mode == "plan" and not re.search("回顾|总结|过去|情况", heading):
        return setting
    reviewed = int(year[1]) if year else clock.review
    turned = replace(setting, mode="review", clock=replace(clock, review=reviewed), years=None)
    default = (
        _part_named(heading, clock, reviewed)
        or _part_of(setting.default, None if year else reviewed)
        or year_period(reviewed)
        or setting.default
    )
    term = _closed_term(heading, clock, reviewed)
    if term is None:
        return replace(turned, default=default)
    if _tells_year_first(heading):
        return replace(turned, default=default, years=term)
    told_year = year is not None or "一年" in heading
    return replace(turned, default=term, years=default if told_year else _coming_term(heading, setting))


def _names_year_ahead(heading: str, clock: Clock) -> bool:
    """Whether a heading of a report that looks back names the year that it plans for, and no part of it: 2019年工作任务."""
    told = sections()["year_ahead"].search(heading) if clock.review != clock.now else None
    return told is not None and (told["Y"] is None or int(told["Y"]) == clock.now)


def _closed_term(heading: str, clock: Clock, reviewed: int | None) -> Period | None:
    """The several years up to the reviewed one that a heading names: 过去五年, “十四五”时期."""
    term = sections()["closed_term"].search(heading)
    if reviewed and term:
        return year_period(reviewed - int(parse_chinese(term["last"] or term["many"]) or 5) + 1, reviewed)
    told = [m.period for m in find_periods(heading, clock) if m.period] if _TERM_NAMED.search(heading) else []
    return next((p for p in told if p.start.year < p.end.year == reviewed), None)


def _tells_year_first(heading: str) -> bool:
    """Whether a heading names a year before several: 过去一年和五年来的工作."""
    year, term = re.search("一年|[0-9]{4}年", heading), _TERM_NAMED.search(heading)
    return year is not None and term is not None and year.start() < term.start()


def _part_named(heading: str, clock: Clock, year: int | None) -> Period | None:
    """The months from January on that a heading names: 2020年1至9月预算执行情况."""
    parts = (m.period for m in find_periods(heading, clock) if m.rule in ("months", "part_of_year") and not m.is_base)
    return next((part for part in parts if part and (part.start.year, part.start.month) == (year, 1)), None)


def _part_of(period: Period | None, year: int | None) -> Period | None:
    """A period that is a part of a year, which a heading that names no other year leaves as it is; else None."""
    inside = period is not None and period.start.year == period.end.year == year and period != year_period(year)
    return period if inside else None


def _coming_term(heading: str, setting: Setting) -> Period | None:
    """The years ahead that a heading of goals names: 今后五年的目标, “十二五”时期的主要任务."""
    now = setting.clock.now
    ahead = (m.period for m in find_periods(heading, setting.clock) if m.period and now and m.period.end.year > now)
    return next((period for period in ahead if period.start.year < period.end.year), None)


def announces_goals(setting: Setting, line: Line) -> bool:
    """Whether a line is the title of a text that looks back, and tells a goal: 2013年政府工作报告：生产总值预期增长12%."""
    titled = setting.mode == "review" and line.text.strip("# \u3000") == setting.title
    return titled and sections()["goal_in_title"].search(line.text) is not None


def turn_to_term(setting: Setting, line: Line) -> Setting:
    """The setting of a line that turns to the second of the times that its heading announced, or back from a year to several."""
    if line.kind == "dateline" or setting.mode == "plan":
        return setting
    if setting.years is None:
        return _term_told(setting, line) or _term_alone(setting, line)
    if setting.clock.now and setting.years.end.year > setting.clock.now:
        named = _coming_term(line.text[:_PLAN_NAMED], setting) == setting.years
        return replace(setting, mode="plan", default=setting.years, years=None) if named else setting
    return _turn_over(setting, line)


def _turn_over(setting: Setting, line: Line) -> Setting:
    """The setting of a line that opens with the other one of a part's times, the year just over or the term that it closes."""
    if setting.years is None:
        return setting
    turn = "term" if setting.years.start.year < setting.years.end.year else "year_back"
    if not (match := sections()[turn].search(line.text)):
        return setting
    told = [m.period for m in find_periods(match[0], setting.clock) if m.period]
    if any(period.end != setting.years.end for period in told):
        # The plan that a later line names is not the one that is over, and a year within the term is told in passing.
        return setting
    return replace(setting, default=setting.years, years=setting.default)


def _term_alone(setting: Setting, line: Line) -> Setting:
    """The setting behind a short line that says nothing but that the term is spoken of from here on, as 五年来，我们主要做了以下工作 does."""
    year = setting.default
    if setting.mode != "review" or year is None or year != year_period(setting.clock.review):
        return setting
    if len(line.text) > _ALONE or re.search(r"\d", line.text) or not sections()["term"].search(line.text):
        return setting
    named = [m.period for m in find_periods(line.text, setting.clock) if m.period]
    if any(period.end != year.end for period in named):
        return setting
    return replace(setting, default=named[0] if named else year_period(year.end.year - 4, year.end.year), years=year)


def _term_told(setting: Setting, line: Line) -> Setting | None:
    """The setting of a part about several years from the line on that speaks of them; a later line may turn to the last of them."""
    term, year = setting.default, year_period(setting.clock.review)
    if setting.mode != "review" or term is None or year is None or not term.start.year < term.end.year == year.end.year:
        return None
    with_year = replace(setting, years=year)
    if sections()["term"].search(line.text):
        return with_year
    # Where no line spoke of the term as such, the year just over is one paragraph's.
    return setting if _turn_over(with_year, line) is with_year else replace(setting, default=year)


def is_passing(setting: Setting, turned: Setting) -> bool:
    """Whether the turn of a line holds for its paragraph alone: the year just over within a review that names several in its heading only."""
    return turned is not setting and (turned.mode, turned.years) == ("review", None)


def _announced(text: str, match: re.Match[str]) -> str:
    """The words of a sentence that announces goals, as a heading: those of the year, or of the years ahead, where it names them."""
    opening = text[text.rfind("。", 0, match.start()) + 1 : match.end()]
    years = re.findall("今年|明年|[0-9]{4}年", opening)
    ahead = [] if years else _AHEAD.findall(opening + text[match.end() : match.end() + _PLAN_BEHIND])
    return (years[0] if len(set(years)) == 1 else "今年" if years else ahead[-1] if ahead else "") + GOALS


def _in_passing(text: str, at: int) -> bool:
    """Whether words stand in a sentence that tells the parts of a report, the goal of one indicator beside its outcome, or goals that were met."""
    start = text.rfind("。", 0, at) + 1
    return any(sections()[name].search(text, start, at) for name in ("parts_told", "set_before", "goals_met"))


def find_turns(line: Line) -> list[tuple[int, str]]:
    """Where inside a paragraph a new part begins, as (offset in the flat text, its opening words)."""
    patterns = sections()
    if not patterns["turns"].search(line.text):
        return []
    turns = [(line.start + m.start("head"), m["head"]) for m in patterns["inline"].finditer(line.text)]
    turns += [(line.start + m.start("head"), _NOTES) for m in patterns["notes"].finditer(line.text)]
    announced = (m for m in patterns["announce"].finditer(line.text) if not _in_passing(line.text, m.start()))
    turns += [(line.start + m.start(), _announced(line.text, m)) for m in announced]
    turns += [(line.start + m.start("head"), LAST_YEAR) for m in patterns["look_back"].finditer(line.text)]
    return sorted(turns)


def turn_to_goals(setting: Setting, words: str, outcomes: bool) -> Setting:
    """The setting behind words that turn a part; goals told before any outcome, or inside a text, only interrupt what it reviews."""
    turned = read_heading(setting, words)
    told_inside = words.endswith(GOALS) and setting.mode != "plan"
    if turned is setting or turned.mode != "plan" or (outcomes and not told_inside):
        return turned if turned is setting else replace(turned, before=None)
    return replace(turned, before=setting.before if setting.mode == "plan" else setting)


def turn_back(setting: Setting, text: str, first: int) -> Setting:
    """The setting from a sentence on that tells an outcome behind goals, as 去年，全区生产总值… does; itself at any other.

    ``first`` is where the first figure of the sentence starts, the end of the sentence where it has none.
    """
    before, planned = setting.before, setting.default
    if before is None or planned is None or sections()["still_goals"].search(text):
        return setting
    told = [m for m in find_periods(text[:first], setting.clock, planned) if not m.is_base and m.period]
    # A sentence without figures speaks of the time that it opens with, another of that named last before its first.
    opened = told[0].period if told and _opens(text, told[0].start) else None
    period = told[-1].period if told and first < len(text) else opened
    now = before.clock.now
    if period and period.end.year < planned.start.year:
        return _reviewing(before, year_period(period.end.year), planned)
    if period and before.clock.month and (period.end.year, period.end.month) <= (now or 0, before.clock.month):
        return before
    return _reviewing(before, None, planned) if sections()["past_told"].search(text[:first]) else setting


def _opens(text: str, at: int) -> bool:
    """Whether what stands at a place opens a sentence, maybe behind who tells it: 报告指出：2014年，…."""
    return at <= _OPENING or pattern("told_by").match(text[:at]) is not None


def _reviewing(before: Setting, told: Period | None, planned: Period) -> Setting:
    """A setting that reviews the year before the planned ones, or the one that was told."""
    if before.default and before.default.end < planned.start:
        return before
    year = told.end.year if told else planned.start.year - 1
    return replace(before, mode="review", default=year_period(year), clock=replace(before.clock, review=year))
