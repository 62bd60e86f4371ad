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
from indicators.pages import _data, _evidence, _links, _parts, _row_table, _years
from indicators.pages._choices import Choices
from indicators.pages._language import language
from indicators.questions import Question, Vocabulary, make_vocabulary, read_question
from indicators.series import split
from indicators.tiers import RANKS
from indicators.totals import Refusal, Total

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


def _limits(question: Question) -> list[str]:
    """The limits in words; a bare number beside an amount is read in the unit that reports use, for the reader to take or leave."""
    usual = {"zh": 1e8, "en": 1e9}[language()]
    return [
        f"{limit.sign} {format_value(limit.value * (usual if limit.bare else 1), 'CNY' if limit.bare else limit.unit, language())}"
        for limit in question.limits
    ]


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
        *_limits(question),
    ]
    return " ".join(part for part in parts if part)


def _asked_places(told: Answer) -> str:
    """The places that an answer is about: by name, or all of a rank, in a city or province where that is named."""
    chosen, question = language(), told.question
    if question.areas:
        return _listed(_places(question.areas))
    everyone = say(f"question.all_{question.over if question.over in RANKS else 'places'}", chosen)
    within = _listed(_places(told.within))
    return say("question.within", chosen, area=within, places=everyone) if within else everyone


def _read_as(told: Answer) -> str:
    """How the question was read, with what was taken for granted."""
    chosen, question = language(), told.question
    codes = _listed([format_indicator(code, chosen) for code in question.indicators])
    parts = [
        _asked_places(told),
        _period(question),
        say("question.assumed.indicators", chosen, indicators=codes) if "indicators" in told.assumed else codes,
        format_measure(question.measure, chosen) if question.measure else "",
        format_kind(question.kind, chosen) if question.kind else "",
        *_limits(question),
        say(f"question.{question.fold or question.order}", chosen) if question.fold or question.order else "",
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


def _together(told: Total | Refusal) -> str:
    """The sum or mean with what it is made of, or why it would mislead."""
    chosen = language()
    if isinstance(told, Refusal):
        return say(f"question.together.{told.reason}", chosen, areas=_listed(_places(told.places)))
    value = format_value(told.value, told.unit, chosen, bound=told.bound)
    return say(f"question.together.{told.how}", chosen, value=value, count=told.count)


def _notes(told: Answer) -> list[str]:
    """What is to be known of the rows: which were compared, which were left out, who has none."""
    chosen, over = language(), "years" if told.question.over == "years" else "places"
    notes = [say(f"question.ranked.{over}", chosen)] if told.ranked else []
    notes += [say("question.together.note", chosen)] if isinstance(told.together, Total) else []
    if told.of and not told.refused:
        notes.append(say("question.met", chosen, count=len(told.rows), of=told.of))
    notes += [say("question.unsure", chosen, count=told.unsure)] if told.unsure else []
    if told.without and not told.refused:
        notes.append(say("question.without", chosen, areas=_listed(_places(told.without))))
    return notes


def _show(told: Answer) -> None:
    chosen = language()
    _parts.note(_read_as(told))
    if told.refused:
        _warn(say(f"question.{told.refused}", chosen, count=told.of))
    if told.together:
        _warn(_together(told.together))
    selected = None
    for (unit,), group in split(told.rows, "unit").items():
        index = _row_table.rows_table(group, f"answer-{unit}")
        selected = group.index[0] if selected is None and len(told.rows) == 1 else selected
        selected = index if index is not None else selected
    for text in _notes(told):
        _parts.note(text)
    if selected is not None:
        _evidence.show(_parts.row_at(told.rows, int(selected)), "-answer")
    if len(told.rows):
        page, given = _chart(told)
        with st.container(horizontal=True):
            _links.page_link(page, say("question.chart", chosen), ":material/show_chart:", given)
            _links.page_link("data", say("question.rows", chosen), ":material/table_rows:", _filters(told))
        _links.sources(told.rows)
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
        "area": list(dict.fromkeys(told.rows["place"])) if told.within else list(question.areas),
        "indicator": list(question.indicators),
        "measure": [question.measure] if question.measure else [],
        "year": years if question.years else [],
    }
    return {name: values for name, values in given.items() if values}
