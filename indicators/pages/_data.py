"""What pages know: thin caches over the store, keyed by its version so that a new load shows at once."""

from __future__ import annotations

import os
from typing import Any

import pandas as pd
import streamlit as st

from indicators.extract import extract
from indicators.labels import format_area, say
from indicators.lexicon import catalogue
from indicators.model import Extraction, Report
from indicators.pages._choices import language
from indicators.series import prepare
from indicators.store import Store, ensure_seeds, open_store


@st.cache_resource(show_spinner=False)
def _store(address: str) -> Store:
    return open_store(address or None)


def store() -> Store:
    """The store that this dashboard shows."""
    return _store(os.environ.get("INDICATORS_STORE", ""))


def load_seeds() -> None:
    """On the first start, read the shipped documents with a progress bar."""
    if not store().is_empty():
        return
    chosen = language()
    bar = st.progress(0.0, text=say("seeds.start", chosen))

    def show(done: int, total: int) -> None:
        bar.progress(done / max(total, 1), text=say("seeds.progress", chosen, done=done, total=total))

    ensure_seeds(store(), progress=show)
    bar.empty()


@st.cache_resource(show_spinner=False, max_entries=64)
def _rows(address: str, version: int, filters: tuple[tuple[str, Any], ...]) -> pd.DataFrame:
    return _store(address).select(**dict(filters))


def tidy(**filters: Any) -> pd.DataFrame:
    """The tidy rows that meet the filters, straight from the store; shared between sessions, so never to be changed."""
    given = tuple((name, tuple(values)) for name, values in sorted(filters.items()) if values)
    return _rows(store().address, store().version(), given)


def rows(**filters: Any) -> pd.DataFrame:
    """The rows that meet the filters, with what charts select by."""
    return prepare(tidy(**filters))


@st.cache_resource(show_spinner=False, max_entries=4)
def _documents(address: str, version: int) -> pd.DataFrame:
    return _store(address).documents().set_index("doc_id", drop=False)


def documents() -> pd.DataFrame:
    """The documents by doc_id, without their text."""
    return _documents(store().address, store().version())


@st.cache_resource(show_spinner=False, max_entries=32)
def _report(address: str, version: int, doc_id: str) -> Report:
    return _store(address).document(doc_id)


def report(doc_id: str) -> Report:
    """One document with its text."""
    return _report(store().address, store().version(), doc_id)


@st.cache_resource(show_spinner=False, max_entries=16)
def _extraction(address: str, version: int, doc_id: str) -> Extraction:
    return extract(_report(address, version, doc_id))


def extraction(doc_id: str) -> Extraction:
    """What was read from one document, with the account of its numbers."""
    return _extraction(store().address, store().version(), doc_id)


def place_names() -> dict[str, str]:
    """Names of the coded places that have figures, by code: districts first, in the order of their codes."""
    found = {code: name for code, name in store().facets().areas if code}
    chosen = language()
    return {code: format_area(code, found[code], chosen) for code in sorted(found, key=_place_order)}


def _place_order(code: str) -> tuple[bool, bool, str]:
    """Districts and counties, then zones, then the cities and provinces above them."""
    return code.endswith("00"), code.startswith("X-"), code


def indicator_codes() -> list[str]:
    """The indicators that have figures, in the order of the catalogue."""
    found = store().facets().indicators
    order = [*catalogue(), *found]
    return sorted(found, key=order.index)


def best_known(found: pd.DataFrame) -> str:
    """The indicator that most places have figures on in most years, without those that count many things."""
    cells = found[found["thing"].eq("") & found["year"].notna()].drop_duplicates(["indicator", "place", "year"])
    return str(cells["indicator"].value_counts().index[0]) if len(cells) else "gdp"
