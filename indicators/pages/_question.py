"""The question box: a sentence in, the rows that answer it and a way to their chart out."""

from __future__ import annotations

from html import escape

import streamlit as st

from indicators.answers import Answer, answer
from indicators.eras import format_place
from indicators.labels import (
    format_area,
    format_indicator,
    format_kind,
    format_measure,
    format_months,
    format_period,
    format_value,
    say,
)
from indicators.pages import _data, _evidence, _parts, _years
from indicators.pages._choices import Choices
from indicators.pages._language import language
from indicators.questions import Question, Vocabulary, make_vocabulary, read_question
from indicators.series import split

MOST_COMPARED = 6
EXAMPLES = ("value", "fastest", "top")


def ask(choices: Choices, examples: dict[str, str]) -> None:
    """The box with its answer; ``examples`` fill the questions that are offered while it is empty."""
    chosen = language()
    offered = [say(f"question.example.{name}", chosen, **examples) for name in EXAMPLES]
    with st.container(border=True, key="question"):
        text = choices.words("q", say("question.ask", chosen), say("question.hint", chosen, example=offered[0]))
        if text.strip():
            _reply(choices, text)
        else:
            with st.container(horizontal=True, key="examples"):
                for number, question in enumerate(offered):
                    _offer(choices, question, question, f"example-{number}")


def _offer(choices: Choices, label: str, question: str, key: str) -> None:
    st.button(label, key=f"question-{key}", type="tertiary", on_click=choices.put, args=("q", question))


def _vocabulary() -> Vocabulary:
    return _data.view("vocabulary", make=lambda: make_vocabulary(_data.facets().areas))


def _reply(choices: Choices, text: str) -> None:
    question = read_question(text, _vocabulary(), _years.newest_year() or None)
    if question.is_understood:
        _show(_data.view("answer", text, make=lambda: answer(question, _data.rows)))
        return
    for key, words in (("unknown", question.unknown), ("absent", question.absent)):
        if words:
            _warn(say(f"question.{key}", language(), words=_listed([f"「{word}」" for word in words])))
    if not question.unknown and not question.absent:
        _warn(say("question.empty", language()))
    understood = _rewrite(question)
    if understood and (question.indicators or question.order):
        _offer(choices, say("question.instead", language(), question=understood), understood, "instead")


def _warn(text: str) -> None:
    st.html(f"<p class='di-fact' role='status'>{escape(text)}</p>")


def _listed(words: list[str]) -> str:
    return say("list.comma", language()).join(words)


def _places(codes: tuple[str, ...]) -> list[str]:
    names = dict(_data.facets().areas)
    return [format_place(code, names.get(code, code), language()) for code in codes]


def _period(question: Question) -> str:
    """The years asked for, with the part of each that is."""
    chosen = language()
    months = format_months(*question.months, chosen) if question.months else ""
    if question.years is None:
        return months
    first, last = question.years
    if last is None:
        return " ".join(filter(None, [say("question.since", chosen, first=first), months]))
    years = format_period(f"{first}-01-01", f"{last}-12-31", chosen)
    gap = "" if chosen == "zh" else " "
    return gap.join([years, months] if chosen == "zh" else filter(None, [months, years]))


def _limit(question: Question) -> str:
    limit = question.limit
    return f"{limit.sign} {format_value(limit.value, limit.unit, language())}" if limit else ""


def _rewrite(question: Question) -> str:
    """What was understood of a question, as a question."""
    chosen = language()
    codes = [format_indicator(code, chosen) for code in question.indicators[:1]]
    measure = [format_measure(question.measure, chosen)] if question.measure in ("yoy", "share") else []
    names = dict(_data.facets().areas)
    parts = [
        *(format_area(code, names.get(code, code), chosen) for code in question.areas),
        _period(question),
        *codes,
        *measure,
        _limit(question),
    ]
    return " ".join(part for part in parts if part)


def _read_as(told: Answer) -> str:
    """How the question was read, with what was taken for granted."""
    chosen, question = language(), told.question
    codes = _listed([format_indicator(code, chosen) for code in question.indicators])
    parts = [
        _listed(_places(question.areas)) if question.areas else say("question.all_places", chosen),
        _period(question),
        say("question.assumed.indicators", chosen, indicators=codes) if "indicators" in told.assumed else codes,
        format_measure(question.measure, chosen) if question.measure else "",
        format_kind(question.kind, chosen) if question.kind else "",
        _limit(question),
        say(f"question.{question.order}", chosen) if question.order else "",
        *(_counted(word, first, last) for word, first, last in question.relative),
    ]
    if "period" in told.assumed:
        first = told.rows.iloc[0]
        when = format_period(first["period_start"], first["period_end"], chosen)
        parts.append(say("question.assumed.period", chosen, period=when))
    return say("question.read_as", chosen, parts=" · ".join(part for part in parts if part))


def _counted(word: str, first: int, last: int) -> str:
    """Which years a word such as 去年 was taken for: the calendar on the wall does not count, the store does."""
    chosen = language()
    years = format_period(f"{first}-01-01", f"{last}-12-31", chosen)
    return say("question.relative", chosen, word=word, years=years, newest=_years.newest_year())


def _show(told: Answer) -> None:
    chosen = language()
    _parts.note(_read_as(told))
    if told.refused:
        _warn(say(f"question.{told.refused}", chosen, count=told.of))
    selected = None
    for (unit,), group in split(told.rows, "unit").items():
        index = _parts.rows_table(group, f"answer-{unit}")
        selected = group.index[0] if selected is None and len(told.rows) == 1 else selected
        selected = index if index is not None else selected
    if told.ranked:
        _parts.note(say(f"question.ranked.{told.question.over or 'places'}", chosen))
    if told.of and not told.refused:
        _parts.note(say("question.met", chosen, count=len(told.rows), of=told.of))
    if told.unsure:
        _parts.note(say("question.unsure", chosen, count=told.unsure))
    if told.without and not told.refused:
        _parts.note(say("question.without", chosen, areas=_listed(_places(told.without))))
    if selected is not None:
        _evidence.show(_parts.row_at(told.rows, int(selected)), "-answer")
    if len(told.rows):
        page, given = _chart(told)
        with st.container(horizontal=True):
            _parts.page_link(page, say("question.chart", chosen), ":material/show_chart:", given)
            _parts.page_link("data", say("question.rows", chosen), ":material/table_rows:", _filters(told))
        _parts.sources(told.rows)
    elif told.years:
        years = _listed([str(year) for year in told.years])
        _parts.note(say("question.other_years", chosen, years=years))


def _chart(told: Answer) -> tuple[str, dict[str, list[str]]]:
    """The page and choices that draw an answer: several places side by side, else one over the years."""
    rows = told.rows
    places = list(dict.fromkeys(rows["place"]))[:MOST_COMPARED]
    indicator, measure = str(rows["indicator"].iloc[0]), str(rows["measure"].iloc[0])
    years = sorted({int(year) for year in rows["year"].dropna()})
    if len(places) > 1 and len(years) == 1 and measure in ("level", "yoy"):
        codes = list(dict.fromkeys(rows["indicator"]))
        return "compare", {"area": places, "indicator": codes, "measure": [measure], "year": [str(years[0])]}
    return "trend", {"indicator": [indicator], "measure": [measure], "area": places}


def _filters(told: Answer) -> dict[str, list[str]]:
    question = told.question
    years = sorted({str(int(year)) for year in told.rows["year"].dropna()})
    given = {
        "area": list(question.areas),
        "indicator": list(question.indicators),
        "measure": [question.measure] if question.measure else [],
        "year": years if question.years else [],
    }
    return {name: values for name, values in given.items() if values}
