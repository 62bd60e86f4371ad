"""Which rules stand behind each column of a row: those that it names, and what the catalogue or the sentence changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from indicators.areas import Area
from indicators.lexicon import read_toml
from indicators.measures import read_measure
from indicators.model import Figure, Observation
from indicators.periods import PeriodMention
from indicators.sentence import Sentence, Statement
from indicators.words import link_name

KIND_CUES = {
    "estimate": "estimate", "target": "target", "target_named": "target", "target_after": "target", "stretch": "stretch", "done": "actual",
}  # fmt: skip
"""The patterns of ``cues.toml`` that speak of a kind, and which."""
_DERIVED = frozenset({"start_value", "span_end"})
"""Rules that take one year out of the several that a time names."""
_ADJUSTED = {"level": "share_is_indicator", "yoy": "effect_on_indicator", "growth": "growth_over_years"}
"""What makes another measure of a stated one, by the measure that it becomes."""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure within its sentence, and the first statement made of it (None where there is none)."""

    sentence: Sentence
    index: int
    said: Statement | None

    @property
    def figure(self) -> Figure:
        return self.sentence.figures[self.index]

    @property
    def time(self) -> PeriodMention | None:
        """The time that the statement holds in, be it of this sentence or carried over; None for a default."""
        if self.said is None or not self.said.rules[2].startswith("period_"):
            return None
        if self.index in self.sentence.when:
            return self.sentence.when[self.index]
        before = [m for m in reversed(self.sentence.periods) if m.end <= self.figure.start]
        return next((m for m in (*before, self.sentence.carried) if m and _gives(m, self.said)), None)


def _gives(mention: PeriodMention, said: Statement) -> bool:
    """Whether a time is the one that a statement's period came from, whole or as its first or last year."""
    rule, whole, period = said.rules[2].removeprefix("period_"), mention.period, said.period
    if rule in _DERIVED:
        year = whole and (whole.start.year - 1 if rule == "start_value" else whole.end.year)
        return period is not None and period.start.year == year
    return mention.rule == rule and period in (whole, mention.point)


def find_rules(told: Told, observation: Observation, first: Area) -> dict[str, tuple[str, ...]]:
    """The names of the rules behind each column of a row."""
    said, figure = told.said, told.figure
    assert said is not None
    value = ["value_written", *(["value_range"] if figure.value_high is not None else [])]
    return {
        "area": tuple(_area_rules(told, said, first)),
        "indicator": tuple(_subject_rules(said)),
        "label": ("label_written" if observation.label in told.sentence.text else "label_composed",),
        "measure": _measure_rules(told, said),
        "period": tuple(_period_rules(told, said)),
        "value": (*value, *(["value_decline"] if said.sign < 0 else [])),
        "unit": (_unit_rule(observation, figure, said),),
        "kind": (_kind_rule(told, said),),
        "bound": (f"bound_{figure.bound}",),
        "basis": ("basis_written" if observation.basis else "basis_none",),
    }


def find_table_rules(observation: Observation) -> dict[str, tuple[str, ...]]:
    """The names of the rules behind each column of a row that a table gave."""
    table, subject, measure, period, area = observation.rules
    known = {"indicator": subject, "label": subject, "measure": measure, "period": period, "area": area}
    columns = (*known, "value", "unit", "kind", "bound", "basis")
    return {column: (known.get(column, table),) for column in columns}


def _area_rules(told: Told, said: Statement, first: Area) -> Iterator[str]:
    yield said.rules[3]
    if said.rules[3] == "area_article" and said.area != told.sentence.setting.area:
        yield "area_paragraph"
    if said.area != first:
        yield "area_listed"


def _subject_rules(said: Statement) -> Iterator[str]:
    yield said.subject.rule
    if said.subject.code == "other" and link_name(said.subject.label) != "other":
        yield "unit_misfit"


def _measure_rules(told: Told, said: Statement) -> tuple[str, ...]:
    """The cue's rule, and what made another measure of it where the catalogue or the figure before knows better."""
    sentence, index, name = told.sentence, told.index, said.rules[1]
    if name in ("structure", "named_rate"):
        return (name,)
    cue = read_measure(sentence.left(index), told.figure, sentence.right(index))
    if cue.stated:
        return (name,) if cue.measure == said.measure else (name, _ADJUSTED.get(said.measure, "adjusted"))
    before = [s for s in sentence.said if s.figure.start < told.figure.start]
    listed = before and before[-1].figure.unit == told.figure.unit and sentence.joins_last(index)
    if told.figure.unit in ("%", "pp") and listed:
        return (name, "like_before")
    if told.figure.unit == "%":
        return (name, "percent_by_nature")
    if cue.measure == said.measure:
        return (name,)
    return (name, "added_stock" if said.measure == "yoy_abs" else "adjusted")


def _period_rules(told: Told, said: Statement) -> Iterator[str]:
    yield said.rules[2]
    derived = said.rules[2].removeprefix("period_") in _DERIVED
    if (time := told.time) is None:
        if derived:
            yield "section_period"
        return
    if derived:
        yield f"period_{time.rule}"
    if told.index in told.sentence.when:
        yield "time_each"
    elif time not in told.sentence.periods:
        yield "carried_time"
    if said.period == time.point != time.period:
        yield "stock_at_end"


def _unit_rule(observation: Observation, figure: Figure, said: Statement) -> str:
    if observation.unit == figure.unit:
        return "unit_written" if figure.unit else "unit_none"
    if observation.unit == "rank":
        return "unit_rank"
    return "unit_structure" if said.rules[1] == "structure" else "unit_of_indicator"


def _kind_rule(told: Told, said: Statement) -> str:
    sentence, setting = told.sentence, told.sentence.setting
    if said.kind == "actual":
        if setting.mode != "plan":
            return "kind_actual"
        past = said.period and setting.default and said.period.end < setting.default.start
        return "kind_before_plan" if past else "kind_done"
    if said.kind != "target":
        return f"kind_{said.kind}"
    cues, left = kind_cues(), sentence.left(told.index)
    if cues["target_after"].match(sentence.after(told.index)) or cues["target_named"].search(left):
        return "kind_target_named"
    if setting.mode == "plan":
        return "kind_plan"
    after = said.period and setting.clock.review and said.period.start.year > setting.clock.review
    return "kind_after_review" if setting.mode == "review" and after else "kind_target_word"


@cache
def kind_cues() -> dict[str, re.Pattern[str]]:
    """The patterns of `KIND_CUES`."""
    return {key: re.compile(read_toml("cues.toml")[key]) for key in KIND_CUES}
