"""Why a number was read as it was: its sentence and setting, what stands around it, the rule of each column, what lost."""

from __future__ import annotations

from dataclasses import dataclass, replace

from indicators.area_mentions import find_areas
from indicators.columns import find_all_tables
from indicators.context import Setting
from indicators.extract import Reading, extract
from indicators.figures import find_numbers
from indicators.flat import Flat, join_lines
from indicators.grids import hide_tables
from indicators.model import Extraction, Figure, Number, NumberFate, Observation, Report, Span
from indicators.reasons import Told, find_rules, find_table_rules
from indicators.sentence import Rejected
from indicators.surroundings import Mention, find_mentions


class NoNumberError(LookupError):
    """No number stands at the offset; the message is one sentence that names the nearest."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where and when the sentence stands, and where that came from: ``*_from`` are names of sources in ``rules.toml``."""

    setting: Setting
    heading: str
    area_from: str
    now_from: str


@dataclass(frozen=True, slots=True)
class Row:
    """One observation of the figure with the names of the rules behind each of its columns."""

    observation: Observation
    rules: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is known of how one number was read.

    ``figure`` is the span of the whole figure (the number's own if it is none), ``sentence`` that of its sentence;
    ``rule`` names the rule of ``not_figures.toml`` (or of code) that took it for no figure; ``before`` and ``after``
    are the words in which something was looked for and not found.
    """

    doc_id: str
    fate: NumberFate
    figure: Span
    sentence: Span
    text: str
    ground: Ground | None
    mentions: tuple[Mention, ...] = ()
    rows: tuple[Row, ...] = ()
    default_lost: bool = False
    article_lost: bool = False
    rule: str = ""
    before: str = ""
    after: str = ""

    def quote(self, span: Span) -> str:
        """What stands at a span of the report within the sentence."""
        return self.text[span.start - self.sentence.start : span.end - self.sentence.start]


@dataclass(frozen=True, slots=True)
class Trace:
    """A report as it was read, with all that the reading went by: made once, it explains any of the report's numbers."""

    report: Report
    extraction: Extraction
    readings: tuple[Reading, ...]
    flat: Flat
    numbers: dict[tuple[int, int], Number]


def trace(report: Report) -> Trace:
    """Read a report and keep what the reading went by."""
    readings: list[Reading] = []
    extraction = extract(report, readings.append)
    flat = join_lines(report.text)
    numbers = {flat.span(n.start, n.end): n for n in find_numbers(hide_tables(flat.text, find_all_tables(flat.text)))}
    return Trace(report, extraction, tuple(readings), flat, numbers)


def explain(report: Report, at: int) -> Explanation:
    """How the number at, or around, a character offset of the report's text was read.

    NoNumberError where there is none; a figure's unit belongs to its number.
    """
    return explain_traced(trace(report), at)


def explain_traced(traced: Trace, at: int) -> Explanation:
    """The same of a report that was read already, which takes milliseconds where reading a long one takes seconds."""
    report, extraction, flat, numbers = traced.report, traced.extraction, traced.flat, traced.numbers
    figures = [flat.span(n.figure.start, n.figure.end) for n in numbers.values() if n.figure]
    fate = _fate_at(report, extraction, figures, at)
    number = numbers.get((fate.start, fate.end))
    if number is None or (reading := _around(number, traced.readings)) is None:
        return _outside(report, fate, extraction.observations)
    base = _base(report, flat, fate, number, reading)
    if (base.fate.fate == "not_figure" and number.rule) or number.figure is None:
        return base
    observations = [o for o in extraction.observations if (o.start, o.end) == base.figure]
    return _of_figure(base, flat, reading, number.figure, observations)


def _fate_at(report: Report, extraction: Extraction, figures: list[tuple[int, int]], at: int) -> NumberFate:
    """The fate of the number at an offset, or of the first number of the figure there."""
    around = [(o.start, o.end) for o in extraction.observations] + figures
    starts = [start for start, end in around if start <= at < end]
    for offset in (at, *starts):
        for fate in extraction.account:
            if fate.start <= offset < fate.end:
                return fate
    if not extraction.account:
        raise NoNumberError(f"The text of {report.doc_id} holds no number.")
    nearest = min(extraction.account, key=lambda fate: max(fate.start - at, at - fate.end + 1))
    missed = f"No number stands at {at} in the text of {report.doc_id}"
    if not 0 <= at < len(report.text):
        missed = f"The text of {report.doc_id} has no character {at}, only {len(report.text)} of them"
    raise NoNumberError(f"{missed}; the nearest number is {nearest.surface} at {nearest.start}.")


def _around(number: Number, readings: tuple[Reading, ...]) -> Reading | None:
    return next((r for r in readings if r.start <= number.start < r.start + len(r.sentence.text)), None)


def _outside(report: Report, fate: NumberFate, observations: tuple[Observation, ...]) -> Explanation:
    """A number of a table, or one that stands in no sentence: its line is all that there is around it."""
    own = [o for o in observations if o.start <= fate.start < o.end]
    figure = Span(own[0].start, own[0].end) if own else Span(fate.start, fate.end)
    start = report.text.rfind("\n", 0, figure.start) + 1
    end = report.text.find("\n", figure.end)
    line = Span(start, end if end >= 0 else len(report.text))
    rows = tuple(Row(o, find_table_rules(o)) for o in own)
    return Explanation(report.doc_id, fate, figure, line, report.text[line.start : line.end], None, rows=rows)


def _base(report: Report, flat: Flat, fate: NumberFate, number: Number, reading: Reading) -> Explanation:
    """What can be said of any number: its sentence, the setting, and the rule that took it for no figure."""
    figure = number.figure or number
    start, end = flat.span(reading.start, reading.start + len(reading.sentence.text))
    return Explanation(
        report.doc_id,
        fate,
        Span(*flat.span(figure.start, figure.end)),
        Span(start, end),
        report.text[start:end],
        _ground(report, reading),
        rule=number.rule,
    )


def _ground(report: Report, reading: Reading) -> Ground:
    setting = reading.sentence.setting
    return Ground(setting, reading.heading.strip("#　 "), _area_from(report, setting), _now_from(report, setting))


def _area_from(report: Report, setting: Setting) -> str:
    if not setting.area.short:
        return "nowhere"
    if report.area and report.area in (setting.area.short, setting.area.name):
        return "stated"
    titled = {mention.area for mention in find_areas(setting.title, setting.area)}
    if setting.area in titled:
        return "title"
    return "file_name" if setting.area in {m.area for m in find_areas(report.doc_id)} else "text"


def _now_from(report: Report, setting: Setting) -> str:
    now = setting.clock.now
    if now is None:
        return "nowhere"
    if str(now) in setting.title:
        return "title"
    if report.published and report.published.year == now:
        return "published"
    return "file_name" if str(now) in report.doc_id else "text"


def _of_figure(
    base: Explanation, flat: Flat, reading: Reading, figure: Figure, observations: list[Observation]
) -> Explanation:
    sentence = reading.sentence
    index = next(i for i, f in enumerate(sentence.figures) if reading.start + f.start == figure.start)
    result = reading.results[index]
    statements = [] if isinstance(result, Rejected) else result
    told = Told(sentence, index, statements[0] if statements else None)
    mentions = sorted(find_mentions(told, flat, reading.start), key=lambda mention: mention.span)
    rows = [
        Row(o, find_rules(Told(sentence, index, said), o, statements[0].area))
        for said, o in zip(statements, observations, strict=True)
    ]
    said, setting = told.said, sentence.setting
    return replace(
        base,
        mentions=tuple(mentions),
        rows=tuple(rows),
        default_lost=said is not None and told.time is not None and setting.default not in (None, said.period),
        article_lost=said is not None and said.area != setting.area and setting.area.short != "",
        before="" if rows else sentence.left(index).strip(),
        after="" if rows else sentence.right(index).strip(),
    )
