"""What several tests share: a store of some shipped documents, made once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from indicators.reports import read_report
from indicators.store import Store, open_store, seeds_folder

settings.register_profile("same_everywhere", deadline=None, derandomize=True, database=None)
settings.load_profile("same_everywhere")
# The same examples on every machine, and no failure because one is busy.

FEW = (
    "donghu-2015-work-report",
    "donghu-2021-projects-brief",
    "nanchang-2021-services-brief",
    "nanchang-gaoxin-2025-industry",
    "nanchangxian-2021-industry-summary",
    "qingshanhu-2023-press",
    "qingyunpu-2015-work-report",
    "qingyunpu-2020-science-brief",
    "qingyunpu-2021-innovation-brief",
)
"""Shipped documents that the dashboard's tests know; with all of them each new one would change what is latest."""


@pytest.fixture(scope="session")
def seeded_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of some shipped documents; tests only read it."""
    store = open_store(tmp_path_factory.mktemp("seeded") / "store")
    store.save([read_report(seeds_folder() / f"{name}.md") for name in FEW])
    return store


@pytest.fixture
def seeded_dashboard(seeded_store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The environment of a dashboard on that store."""
    import streamlit as st

    monkeypatch.setenv("INDICATORS_STORE", seeded_store.address)
    monkeypatch.chdir(Path(__file__).parents[1])
    st.cache_resource.clear()
    yield seeded_store
    st.cache_resource.clear()
