"""The question box: a sentence in, the rows that answer it and a way to their chart out."""

from __future__ import annotations

from html import escape

import streamlit as st

from indicators.answers import Answer, answer
from indicators.asked import Question
from indicators.captions import format_basis
from indicators.labels import (
    format_area,
    format_indicator,
    format_measure,
    say,
)
from indicators.pages import (
    _answer_words,
    _data,
    _evidence,
    _grid,
    _held_words,
    _links,
    _parts,
    _places,
    _row_table,
    _years,
)
from indicators.pages._choices import Choices
from indicators.pages._language import language
from indicators.question_words import Vocabulary, make_vocabulary
from indicators.questions import read_question
from indicators.series import split
from indicators.shares import city_of
from indicators.yardsticks import above

MOST_COMPARED = 6


def ask(choices: Choices, offered: list[str]) -> None:
    """The box with its answer; the questions that are offered stand below it while it is empty."""
    chosen = language()
    hint = say("question.hint", chosen, example=offered[0]) if offered else ""
    with st.container(border=True, key="question"):
        text = choices.words("q", say("question.ask", chosen), hint)
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


def _known() -> list[str]:
    return [code for code, _ in _data.facets().areas if code]


def _reply(choices: Choices, text: str) -> None:
    question = read_question(text, _vocabulary(), _years.newest_year() or None)
    if question.is_understood:
        _show(
            choices,
            _data.view("answer", text, make=lambda: answer(question, _data.rows, _known(), language(), _places.rank())),
        )
        return
    for key, words in (("unknown", question.unknown), ("absent", question.absent)):
        if words:
            _warn(say(f"question.{key}", language(), words=_answer_words.listed([f"「{word}」" for word in words])))
    if not question.unknown and not question.absent:
        _warn(say("question.empty", language()))
    understood = _rewrite(question)
    if understood and (question.indicators or question.order):
        _offer(choices, say("question.instead", language(), question=understood), understood, "instead")


def _warn(text: str) -> None:
    st.html(f"<p class='di-fact' role='status'>{escape(text)}</p>")


def _rewrite(question: Question) -> str:
    """What was understood of a question, as a question."""
    chosen = language()
    codes = [format_indicator(code, chosen) for code in question.indicators[:1]]
    measure = [format_measure(question.measure, chosen)] if question.measure in ("yoy", "share") else []
    names = dict(_data.facets().areas)
    parts = [
        *(format_area(code, names.get(code, code), chosen) for code in question.areas),
        _answer_words.period_text(question),
        *codes,
        *measure,
        *_answer_words.limits(question),
    ]
    return " ".join(part for part in parts if part)


def _show(choices: Choices, told: Answer) -> None:
    chosen = language()
    _parts.note(_answer_words.read_as(told))
    if told.refused:
        bases = [format_basis(basis, chosen) if basis else say("redefined.none", chosen) for basis in told.definitions]
        named = {"count": told.order.of if told.order else 0, "bases": _answer_words.listed(bases)}
        _warn(say(f"question.{told.refused}", chosen, **named))
    if told.together:
        _warn(_answer_words.together(told.together))
    if told.over_years:
        _tell(_answer_words.over_years(told.over_years) or _answer_words.years_notes(told.over_years))
    _tell(_held_words.sentences(told))
    selected, order = None, _grid.order_of(choices, _row_table.COLUMNS)
    for (unit,), group in split(told.rows, "unit").items():
        index = _row_table.rows_table(group, f"answer-{unit}", order=order)
        selected = group.index[0] if selected is None and len(told.rows) == 1 else selected
        selected = index if index is not None else selected
    for text in _answer_words.notes(told):
        _parts.note(text)
    if selected is not None:
        _evidence.show(_parts.row_at(told.rows, int(selected)), "-answer")
    if len(told.rows):
        page, given = _chart(told)
        with st.container(horizontal=True):
            _links.page_link(page, say("question.chart", chosen), ":material/show_chart:", given)
            _links.page_link("data", say("question.rows", chosen), ":material/table_rows:", _filters(told))
            if told.question.kind == "target":
                _links.page_link("targets", say("question.targets", chosen), ":material/flag:", _of_targets(told))
        _links.sources(told.rows)
    elif told.years:
        years = _answer_words.listed([str(year) for year in told.years])
        _parts.note(say("question.other_years", chosen, years=years))


def _tell(texts: list[str]) -> None:
    """What was worked out; why nothing was is the answer where nothing was."""
    if len(texts) == 1:
        _warn(texts[0])
    elif texts:
        st.html(f"<ul class='di-told' role='status'>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</ul>")


def _chart(told: Answer) -> tuple[str, dict[str, list[str]]]:
    """The page and choices that draw an answer: several places side by side, else one over the years."""
    rows = told.rows
    places = list(dict.fromkeys(rows["place"]))[:MOST_COMPARED]
    yards = [place for place in places if any(place in above(other) for other in places)]
    indicator, measure = str(rows["indicator"].iloc[0]), str(rows["measure"].iloc[0])
    years = sorted({int(year) for year in rows["year"].dropna()})
    if told.held and told.held.shares is not None and all(city_of(place) in yards for place in _without(places, yards)):
        return "trend", {"indicator": [indicator], "measure": ["city_share"], "area": _without(places, yards)}
    if len(_without(places, yards)) > 1 and len(years) == 1 and measure in ("level", "yoy"):
        given = {"area": _without(places, yards), "yardstick": yards} if told.held else {"area": places}
        codes = list(dict.fromkeys(rows["indicator"]))
        return "compare", {**given, "indicator": codes, "measure": [measure], "year": [str(years[0])]}
    return "trend", {"indicator": [indicator], "measure": [measure], "area": places}


def _without(places: list[str], yards: list[str]) -> list[str]:
    return [place for place in places if place not in yards]


def _of_targets(told: Answer) -> dict[str, list[str]]:
    """The choices of the page that holds targets against their outcomes."""
    return {name: values for name, values in _filters(told).items() if name in ("area", "indicator", "year")}


def _filters(told: Answer) -> dict[str, list[str]]:
    question = told.question
    years = sorted({str(int(year)) for year in told.rows["year"].dropna()})
    given = {
        "area": list(dict.fromkeys(told.rows["place"])) if told.within or told.held else list(question.areas),
        "indicator": list(question.indicators),
        "measure": list(dict.fromkeys(told.rows["measure"]))
        if told.held
        else [question.measure]
        if question.measure
        else [],
        "year": years if question.years else [],
    }
    return {name: values for name, values in given.items() if values}
