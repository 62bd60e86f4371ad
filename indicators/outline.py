"""An explanation as an outline in Chinese or English: a tree of short lines, for a terminal or a page to draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from indicators.areas import Area
from indicators.explain import Explanation, Ground, Row
from indicators.labels import (
    Language,
    format_area,
    format_bound,
    format_indicator,
    format_kind,
    format_measure,
    format_period,
    format_term,
    format_unit,
    format_value,
)
from indicators.lexicon import read_toml
from indicators.model import NumberFate, Observation, Period
from indicators.surroundings import Linked, Mention

_MARKS = "«", "»"
_COLUMNS = ("area", "indicator", "label", "measure", "period", "value", "unit", "kind", "bound", "basis")
_NAMES: dict[str, Callable[[str, Language], str]] = {
    "measure": format_measure,
    "unit": format_unit,
    "kind": format_kind,
    "bound": format_bound,
    "basis": partial(format_term, "basis"),
}


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of an outline, why it is so, and the lines below it; ``key`` tells which part of an explanation they are."""

    text: str
    below: tuple[Branch, ...] = ()
    why: str = ""
    key: str = ""


def describe_rule(table: str, name: str, language: Language) -> str:
    """What a name in one of the tables of ``rules/rules.toml`` means, else the name as it stands.

    >>> describe_rule("rule", "area_clause", "en")
    'the place heads its clause'
    """
    entry = read_toml("rules.toml")[table].get(name)
    return str(entry[language]) if entry else name


def outline(explanation: Explanation, language: Language) -> Branch:
    """The tree of an explanation; text of the document has its control characters taken out."""
    start, end = explanation.figure
    surface = explanation.quote(explanation.figure)
    fate = describe_rule("fate", explanation.fate.fate, language)
    below = [_line("sentence", _marked(explanation), language)]
    if explanation.ground:
        below.append(_part("setting", _setting(explanation.ground, language), language))
    if explanation.mentions:
        said = (_mention(explanation, mention, language) for mention in explanation.mentions)
        below.append(_part("mentions", said, language))
    below += [_part("row", _row(row, language), language) for row in explanation.rows]
    below += _reason(explanation, language)
    lost = dict.fromkeys(_lost(explanation, language))
    below += [_part("lost", lost, language)] if lost else []
    return Branch(f"{_shown(surface)} · {_shown(explanation.doc_id)} {start}–{end} · {fate}", tuple(below))


def format_outline(branch: Branch, depth: int = 0) -> str:
    r"""An outline as plain text, two spaces a level.

    >>> format_outline(Branch("a", (Branch("b"),)))
    'a\n  b\n'
    """
    line = f"{branch.text} — {branch.why}" if branch.why else branch.text
    return "  " * depth + line + "\n" + "".join(format_outline(each, depth + 1) for each in branch.below)


def _shown(text: str) -> str:
    """Text of a document on one line, without what would steer a terminal."""
    return "".join(char if char.isprintable() else " " for char in text).strip()


def _say(key: str, language: Language) -> str:
    return describe_rule("text", key, language)


def _line(key: str, value: str, language: Language, why: str = "") -> Branch:
    colon = "：" if language == "zh" else ": "
    return Branch(f"{_say(key, language)}{colon}{value}", why=why, key=key)


def _part(key: str, lines: Iterable[Branch], language: Language) -> Branch:
    return Branch(_say(key, language), tuple(lines), key=key)


def _marked(explanation: Explanation) -> str:
    text, at = explanation.text, explanation.sentence.start
    start, end = explanation.figure.start - at, explanation.figure.end - at
    return _shown(text[:start] + _MARKS[0] + text[start:end] + _MARKS[1] + text[end:])


def _setting(ground: Ground, language: Language) -> Iterator[Branch]:
    setting, clock = ground.setting, ground.setting.clock
    nothing = _say("unknown", language)
    yield _line("title", _shown(setting.title) or nothing, language)
    yield _line("area", _linked(setting.area, language), language, _source(ground.area_from, language))
    now = nothing if clock.now is None else f"{clock.now}" + (f"-{clock.month:02d}" if clock.month else "")
    if clock.review and clock.review != clock.now:
        now += _say("reviewed", language).format(year=clock.review)
    yield _line("now", now, language, _source(ground.now_from, language))
    turned = _source("heading", language).format(words=_shown(ground.heading)) if ground.heading else ""
    yield _line("mode", _say(setting.mode or "neither", language), language, turned)
    yield _line("default", _linked(setting.default, language), language)


def _source(name: str, language: Language) -> str:
    return describe_rule("source", name, language)


def _linked(linked: Linked, language: Language, kind: str = "") -> str:
    if isinstance(linked, Area):
        named = format_area(linked.code, linked.short, language)
        return f"{named} ({linked.code})" if linked.code else named or _say("unknown", language)
    if isinstance(linked, Period):
        return format_period(linked.start.isoformat(), linked.end.isoformat(), language)
    if linked is None:
        return _say("unknown", language)
    if kind == "indicator":
        return f"{format_indicator(linked, language)} ({linked})"
    return _NAMES[kind](linked, language) if kind in _NAMES else linked


def _mention(explanation: Explanation, mention: Mention, language: Language, why: str = "") -> Branch:
    value = f"{_shown(explanation.quote(mention.span))} → {_linked(mention.linked, language, mention.kind)}"
    used = f" [{_say('used', language)}]" if mention.used else ""
    return _line(mention.kind, value + used, language, why)


def _row(row: Row, language: Language) -> Iterator[Branch]:
    join = "；" if language == "zh" else "; "
    for column in _COLUMNS:
        why = join.join(describe_rule("rule", name, language) for name in row.rules[column])
        value = _shown(_column(row.observation, column, language)) or _say("none", language)
        yield _line(column, value, language, why)


def _column(observation: Observation, column: str, language: Language) -> str:
    o = observation
    match column:
        case "area":
            named = format_area(o.area_code, o.area, language)
            return f"{named} ({o.area_code})" if o.area_code else named
        case "indicator":
            return _linked(o.indicator, language, "indicator")
        case "period":
            return _linked(o.period, language)
        case "measure" | "unit" | "kind" | "bound" | "basis":
            return _coded(str(getattr(o, column)), column, language)
        case "value":
            unit = {"measure": o.measure, "value_high": o.value_high}
            written = format_value(o.value, o.unit, language, **unit)  # type: ignore[arg-type]
            high = "" if o.value_high is None else f"–{o.value_high:.12g}"
            return f"{written} ({o.value:.12g}{high})"
    return str(getattr(o, column))


def _coded(code: str, column: str, language: Language) -> str:
    """A code in words with the code behind it; counting words and the like, which have no others, by themselves."""
    name = _NAMES[column](code, language) if code else ""
    return code if name in ("", code) else f"{name} ({code})"


def _reason(explanation: Explanation, language: Language) -> Iterator[Branch]:
    """For a number that gave no row: why, by which rule, and the words in which something was missed."""
    fate: NumberFate = explanation.fate
    if fate.reason:
        yield _line("reason", describe_rule("reason", fate.reason, language), language)
    if explanation.rule:
        examples = {rule["name"]: rule["example"] for rule in read_toml("not_figures.toml")["rule"]}
        why = describe_rule("not_figure", explanation.rule, language)
        if example := examples.get(explanation.rule):
            why += _say("example", language).format(words=example)
        yield _line("rule", f"{why} ({explanation.rule})", language)
    for key, words in (("before", explanation.before), ("after", explanation.after)):
        if words:
            yield _line(key, _shown(words), language)


def _lost(explanation: Explanation, language: Language) -> Iterator[Branch]:
    for mention in explanation.mentions:
        if mention.lost and mention.kind != "base":
            yield _mention(explanation, mention, language, describe_rule("lost", mention.lost, language))
    if explanation.ground and explanation.default_lost:
        value = _linked(explanation.ground.setting.default, language)
        yield _line("default", value, language, describe_rule("lost", "default", language))
    if explanation.ground and explanation.article_lost:
        value = _linked(explanation.ground.setting.area, language)
        yield _line("area", value, language, describe_rule("lost", "article", language))
