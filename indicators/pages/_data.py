"""What pages know: thin caches over the store, keyed by its version, so that a new load shows at once and an old one stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from indicators.censuses import may_be_revised, with_censuses
from indicators.checks import Finding, check
from indicators.explain import Trace
from indicators.explain import trace as read_trace
from indicators.labels import say
from indicators.lexicon import catalogue
from indicators.model import Report
from indicators.pages._language import language
from indicators.pages._shown import Moment, is_pinned, look, moment, newest_moment, store, store_at, version
from indicators.query import Facets, Query, find_page
from indicators.series import HEADLINES, MANY_THINGS, prepare
from indicators.store import ensure_seeds

T = TypeVar("T")


def is_empty() -> bool:
    """Whether the store holds no document."""
    return version() < 0 or not len(documents())


def load_seeds() -> None:
    """On the first start, read the shipped documents with a progress bar."""
    look()
    if not is_empty():
        return
    chosen = language()
    bar = st.progress(0.0, text=say("seeds.start", chosen))

    def show(done: int, total: int) -> None:
        bar.progress(done / max(total, 1), text=say("seeds.progress", chosen, done=done, total=total))

    ensure_seeds(store(), progress=show)
    bar.empty()
    look()


@st.cache_resource(show_spinner=False, max_entries=512)
def _view(now: Moment, name: str, choices: tuple[Any, ...], _make: Callable[[], Any]) -> Any:
    return _make()


def view(name: str, *choices: Any, make: Callable[[], T]) -> T:
    """What ``make`` gives for these choices on this version of the store, made once; shared, so never to be changed.

    ``choices`` must hold everything that ``make`` depends on besides the store; language and version count by themselves.
    """
    tied = is_pinned()  # links within what is made carry a version only then
    given = tuple(tuple(each) if isinstance(each, (list, tuple)) else each for each in (language(), tied, *choices))
    made: T = _view(moment(), name, given, make)
    return made


@st.cache_resource(show_spinner=False, max_entries=64)
def _rows(now: Moment, filters: tuple[tuple[str, Any], ...]) -> pd.DataFrame:
    return store_at(now).select(**dict(filters))


@st.cache_resource(show_spinner=False, max_entries=64)
def _prepared(now: Moment, filters: tuple[tuple[str, Any], ...]) -> pd.DataFrame:
    found, asked = prepare(_rows(now, filters)), dict(filters)
    codes = may_be_revised(found)
    if not codes or "documents" in asked:  # what one document says is read and set against nothing
        return found
    among = {"areas": asked["areas"]} if "areas" in asked else {}
    told = store_at(now).select(indicators=codes, measures=("level", "yoy"), kinds=("actual",), **among)
    return with_censuses(found, told)


def _given(filters: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((name, tuple(values)) for name, values in sorted(filters.items()) if values)


def tidy(**filters: Any) -> pd.DataFrame:
    """The tidy rows that meet the filters, straight from the store; shared between sessions, so never to be changed."""
    return _rows(moment(), _given(filters))


@st.cache_resource(show_spinner=False, max_entries=32)
def _counts(now: Moment, filters: tuple[tuple[str, Any], ...]) -> pd.DataFrame:
    return store_at(now).count(Query(**dict(filters)))


def counts(**filters: Any) -> pd.DataFrame:
    """How many of the rows that meet the filters each document has; shared too."""
    return _counts(moment(), _given(filters))


@st.cache_resource(show_spinner=False, max_entries=128)
def _tally(now: Moment, by: tuple[str, ...], filters: tuple[tuple[str, Any], ...]) -> pd.DataFrame:
    found = store_at(now).tally(Query(**dict(filters)), (*by, "area_code", "area"))
    return found.assign(place=found["area_code"].where(found["area_code"].ne(""), found["area"]))


def tally(*by: str, **filters: Any) -> pd.DataFrame:
    """How many of the rows that meet the filters each place (``place``) has by some columns, and of which years; shared too."""
    return _tally(moment(), by, _given(filters))


@st.cache_resource(show_spinner=False, max_entries=256)
def _part(now: Moment, filters: tuple[tuple[str, Any], ...], first: int, size: int, by: str) -> pd.DataFrame:
    query = Query(**dict(filters), by=by, offset=first, limit=size)
    if not by:
        documents, offset = find_page(_counts(now, filters), first, size)
        query = replace(query, documents=documents, offset=offset)
    return store_at(now).run(query)


def part(first: int, size: int, by: str = "", **filters: Any) -> pd.DataFrame:
    """Some of the tidy rows that meet the filters, ordered by a column or as they stand in their documents; shared too."""
    return _part(moment(), _given(filters), first, size, by)


def whole(**filters: Any) -> Callable[[], pd.DataFrame]:
    """A question for all rows that meet the filters, for another thread to ask at a click; its answer is not kept."""
    kept, given = store_at(moment()), _given(filters)
    return lambda: kept.select(**dict(given))


def rows(**filters: Any) -> pd.DataFrame:
    """The rows that meet the filters, with what charts select by; shared too."""
    return _prepared(moment(), _given(filters))


def rows_now(**filters: Any) -> pd.DataFrame:
    """The same of the newest version, whichever this run shows."""
    return _prepared(newest_moment(), _given(filters))


@st.cache_resource(show_spinner=False, max_entries=4)
def _documents(now: Moment) -> pd.DataFrame:
    return store_at(now).documents().set_index("doc_id", drop=False)


def documents() -> pd.DataFrame:
    """The documents by doc_id, without their text."""
    return _documents(moment())


@st.cache_resource(show_spinner=False, max_entries=4)
def _cited(now: Moment) -> dict[str, tuple[str, str, str]]:
    known = _documents(now)
    columns = (known[name].fillna("").astype(str).tolist() for name in ("title", "publisher", "published"))
    return {doc_id: (title or doc_id, *more) for doc_id, title, *more in zip(known.index, *columns, strict=True)}


def titles() -> dict[str, str]:
    """The title of every document, else its name; asked for once where a list shows hundreds of them."""
    return _titles(moment())


@st.cache_resource(show_spinner=False, max_entries=4)
def _titles(now: Moment) -> dict[str, str]:
    return {doc_id: title for doc_id, (title, *_) in _cited(now).items()}


def cited(doc_id: str) -> tuple[str, ...]:
    """A document's title (else its name), publisher and date, as far as the store has them."""
    return tuple(part for part in _cited(moment()).get(doc_id, (doc_id,)) if part)


@st.cache_resource(show_spinner=False, max_entries=32)
def _report(now: Moment, doc_id: str) -> Report:
    return store_at(now).document(doc_id)


def report(doc_id: str) -> Report:
    """One document with its text."""
    return _report(moment(), doc_id)


@st.cache_resource(show_spinner=False, max_entries=8)
def _trace(now: Moment, doc_id: str) -> Trace:
    made = read_trace(_report(now, doc_id))
    _traced(now).add(doc_id)
    return made


@st.cache_resource(show_spinner=False, max_entries=2)
def _traced(now: Moment) -> set[str]:
    return set()


def is_traced(doc_id: str) -> bool:
    """Whether a document was read for `trace` before, so that it most likely comes at once."""
    return doc_id in _traced(moment())


def trace(doc_id: str) -> Trace:
    """One document as it is read, with the account of its numbers and what explains them."""
    return _trace(moment(), doc_id)


@st.cache_resource(show_spinner=False, max_entries=2)
def _findings(now: Moment) -> tuple[list[Finding], int]:
    found = store_at(now).select()  # not kept: a page shows findings, and reads the rows of those alone
    return check(found), len(found)


def findings() -> tuple[list[Finding], int]:
    """All findings on this version of the store, and how many rows were checked."""
    return _findings(moment())


@st.cache_resource(show_spinner=False, max_entries=4)
def _facets(now: Moment) -> Facets:
    return store_at(now).facets()


def facets() -> Facets:
    """What the store holds of each filter."""
    return _facets(moment())


def indicator_codes() -> list[str]:
    """The indicators that have figures, in the order of the catalogue."""
    order = {code: at for at, code in enumerate(catalogue())}
    return sorted(facets().indicators, key=lambda code: (order.get(code, len(order)), code))


def best_known() -> str:
    """The headline that most places have figures on in most years, without those that count many things."""
    return view("best_known", make=_best_known)


def _best_known() -> str:
    found = tally("indicator", indicators=[code for code in HEADLINES if code not in MANY_THINGS])
    years = {code: int(found[found["indicator"].eq(code)]["years"].sum()) for code in HEADLINES}
    return max(years, key=years.__getitem__)
