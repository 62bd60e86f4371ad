"""Streamlit's own words, which it has in English only, in the reader's language."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from indicators.labels import Language, words


@cache
def script(chosen: Language) -> str:
    """The script that puts them into a language, out of the other one: a reader may switch while a page stands."""
    other: Language = "en" if chosen == "zh" else "zh"
    pairs = [(entry[other], entry[chosen]) for entry in words()["own_words"].values()]
    function = (Path(__file__).parent / "own_words.js").read_text(encoding="utf-8").rstrip()
    return f"{function}({json.dumps(pairs, ensure_ascii=False)});"
