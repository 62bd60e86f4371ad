"""Streamlit's own words: the list holds what Streamlit says, and each language has its script."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit

from indicators.labels import LANGUAGES, Language, words
from indicators.pages._own_words import script


@pytest.fixture(scope="module")
def bundle() -> str:
    folder = Path(streamlit.__file__).parent / "static"
    return "".join(path.read_text(encoding="utf-8", errors="ignore") for path in folder.rglob("*.js"))


def test_streamlit_says_each_of_its_words(bundle: str) -> None:
    told = {name: entry["en"].replace("#", "${") for name, entry in words()["own_words"].items()}
    # Three are put together of parts.
    for name in ("option_left", "options_left", "page_missing"):
        del told[name]
    for part in ("} option`", "} options`", "} available.`", "}. Running the app's main page.`"):
        assert part in bundle
    assert [word for word in told.values() if f'"{word}"' not in bundle and f"`{word}" not in bundle] == []


def test_no_two_words_are_one_in_either_language() -> None:
    for language in LANGUAGES:
        told = [entry[language] for entry in words()["own_words"].values()]
        assert sorted({*told}) == sorted(told)


@pytest.mark.parametrize(
    ("language", "pair"), [("zh", '["No results", "没有符合的"]'), ("en", '["没有符合的", "No results"]')]
)
def test_a_script_leads_into_its_language(language: Language, pair: str) -> None:
    assert pair in script(language)
    assert "</script" not in script(language)
