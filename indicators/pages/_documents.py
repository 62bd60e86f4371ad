"""The documents of the sources page: filters by place, year, publisher, kind and title, and the list a page at a time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from indicators.area_mentions import find_areas
from indicators.areas import NOWHERE, ancestors
from indicators.labels import format_area, format_term, say
from indicators.pages import _data, _grid, _parts
from indicators.pages._choices import Choices
from indicators.pages._language import language

PER_PAGE = 50
OFFERED = 500
"""So many documents the list for switching between them has; a browser would hang on all of a hundred thousand."""

UNSTATED = "-"
"""The code of what a document does not say of itself."""

_OPENED = "sources.opened"
COUNTS = ("observations", "not_figures", "unresolved")
COLUMNS = ("title", "area", "kind", "published", "publisher", *COUNTS)


@dataclass(frozen=True, slots=True)
class _Known:
    """The documents, newest first, with what they are filtered by as codes (by doc_id), and how each place reads."""

    table: pd.DataFrame
    codes: pd.DataFrame
    places: dict[str, str]


def _known() -> _Known:
    return _data.view("sources.known", make=_read_known)


def _read_known() -> _Known:
    known = _data.documents().rename_axis(None)
    table = known.sort_values(["published", "doc_id"], ascending=[False, True], kind="stable")
    titles = zip(table["area"].tolist(), table["title"].tolist(), table["doc_id"].tolist(), strict=True)
    table = table.assign(area=[area or _place_in(title or doc_id) for area, title, doc_id in titles])
    often = Counter(name for _, name in _data.facets().areas)
    codes = {name: code for code, name in _data.facets().areas if code and often[name] == 1}
    places = [codes.get(name, name) or UNSTATED for name in table["area"].tolist()]
    filters = {
        "area": places,
        "year": [day[:4] or UNSTATED for day in table["published"].tolist()],
        "publisher": [name or UNSTATED for name in table["publisher"].tolist()],
        "kind": [code or UNSTATED for code in table["kind"].tolist()],
    }
    chosen = language()
    named = {code: format_area(code, name, chosen) for code, name in zip(places, table["area"].tolist(), strict=True)}
    named[UNSTATED] = say("sources.unstated", chosen)
    return _Known(table, pd.DataFrame(filters, index=table.index), named)


def _place_in(title: str) -> str:
    """The place that the title of a document names which states none; empty where it names several apart from each other."""
    found = {mention.area for mention in find_areas(title)}
    deepest = max(found, key=lambda area: len(ancestors(area)), default=NOWHERE)
    return deepest.name if found <= {deepest, *ancestors(deepest)} else ""


def place_of(doc_id: str) -> str:
    """The place that a document names, in the reader's language; empty where it names none."""
    known = _known()
    code = known.codes["area"][doc_id]
    return "" if code == UNSTATED else known.places[code]


def choose(choices: Choices) -> pd.DataFrame:
    """The filters, and the documents that meet them."""
    chosen, known = language(), _known()
    unstated = say("sources.unstated", chosen)
    labels = {"area": "choose.areas", "year": "sources.year", "publisher": "sources.publisher", "kind": "sources.kind"}
    shown = {
        "area": known.places.__getitem__,
        "kind": lambda code: unstated if code == UNSTATED else format_term("report", code, chosen),
    }
    meets = pd.Series(True, index=known.table.index)
    for name, label in labels.items():
        options = _options(name)
        if options == [UNSTATED] and not choices.asked(name):
            continue  # what no document states is no choice
        asked = choices.many(
            name,
            say(label, chosen),
            options,
            shown.get(name, lambda value: unstated if value == UNSTATED else value),
        )
        if asked:
            meets &= known.codes[name].isin(asked)
    words = choices.words("q", say("sources.search", chosen), say("sources.search_hint", chosen))
    for word in words.split():
        meets &= known.table["title"].str.contains(word, case=False, regex=False)
    return known.table[meets]


def _options(name: str) -> list[str]:
    """The values of a filter: years from the newest, the others in order; what is not stated comes last."""
    return _data.view("sources.options", name, make=lambda: _read_options(name))


def _read_options(name: str) -> list[str]:
    found = set(_known().codes[name].unique())
    values = sorted(found - {UNSTATED}, reverse=name == "year")
    return [*values, UNSTATED] if UNSTATED in found else values


def offered(choices: Choices, documents: pd.DataFrame) -> list[str]:
    """The documents to switch between: the one that is asked for, and the first that meet the filters."""
    asked = [each for each in choices.asked("doc") if each in _data.documents().index]
    return list(dict.fromkeys([*asked, *documents["doc_id"].head(OFFERED).tolist()]))


def show(choices: Choices, documents: pd.DataFrame) -> None:
    """The list with what was read from each; selecting one opens it."""
    chosen = language()
    if documents.empty:
        _parts.stop(say("sources.nothing", chosen))
    counted = say("sources.count", chosen, documents=f"{len(documents):,}", rows=f"{documents['observations'].sum():,}")
    st.html(f"<p class='di-lead'>{counted}</p>")
    at = (choices.page(-(-len(documents) // PER_PAGE)) - 1) * PER_PAGE
    ordered, cut = _grid.order_of_all(choices, COLUMNS), len(documents) > PER_PAGE
    by = ordered.asked if cut else ""
    part = _in_order(documents, by).iloc[at : at + PER_PAGE]
    # A list of its own after each opening: back from a document, the row is not selected any more and opens again.
    key = f"documents-{at}-{st.session_state.get(_OPENED, 0)}"
    shown, ids = _readable(part), part["doc_id"].tolist()
    counts = [format_term("column_name", f"doc_{name}", chosen) for name in COUNTS]
    grid = _grid.Grid(
        shown,
        ids,
        say("sources.title", chosen),
        counts,
        height=38 + 35 * 20,
        codes=_columns(part),
        keys=_grid.places(by, len(part)),
        order=ordered,
        cut=cut,
    )
    with st.container(key="documents"):
        _grid.choose_row(grid, key, lambda row: _open(choices, ids[row]))


def _in_order(documents: pd.DataFrame, by: str) -> pd.DataFrame:
    """The documents by a column, with a minus from its last on; what is empty comes last."""
    if not by:
        return documents
    keys = documents[by.removeprefix("-")]
    keys = keys.where(keys.ne("")).sort_values(ascending=not by.startswith("-"), kind="stable", na_position="last")
    return documents.loc[keys.index]


def _columns(part: pd.DataFrame) -> list[str]:
    """The columns in which something stands."""
    return [name for name in COLUMNS if name == "title" or part[name].ne("").any()]


def _readable(part: pd.DataFrame) -> pd.DataFrame:
    chosen = language()
    table = part[list(COLUMNS)].reset_index(drop=True)
    table["title"] = [title or doc_id for title, doc_id in zip(table["title"], part["doc_id"], strict=True)]
    table["kind"] = [format_term("report", kind, chosen) if kind else "" for kind in table["kind"]]
    known = _known()
    codes = known.codes["area"].reindex(part["doc_id"]).tolist()
    table["area"] = ["" if code == UNSTATED else known.places[code] for code in codes]
    table = table[_columns(part)]
    return table.rename(columns={name: format_term("column_name", f"doc_{name}", chosen) for name in COLUMNS})


def _open(choices: Choices, doc: str) -> None:
    st.session_state[_OPENED] = st.session_state.get(_OPENED, 0) + 1
    choices.put("doc", doc)
