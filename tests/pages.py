"""What the tests of pages share: a page as Streamlit runs it without a browser, and what stands on it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[1]
WORK_REPORT = "donghu-2015-work-report"


def opened(page: str, /, **query: str | list[str]) -> AppTest:
    """A page as a link opens it in a new session."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    if page != "overview":
        app.switch_page(f"indicators/pages/{page}.py")
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception[0].value
    return app


def go(app: AppTest, page: str, **query: str | list[str]) -> AppTest:
    """Go to a page in the same session as the browser does: with a new address."""
    app.switch_page(f"indicators/pages/{page}.py")
    app.query_params.clear()
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def address(app: AppTest, name: str) -> list[str]:
    value = app.query_params.get(name, [])
    return [value] if isinstance(value, str) else list(value)


def markup(app: AppTest) -> str:
    return "\n".join(each.proto.body for each in app.get("html"))


def said(app: AppTest) -> str:
    """All words on the page that are the page's own."""
    words = [
        each.label
        for kind in ("selectbox", "multiselect", "text_input", "metric", "button_group")
        for each in app.get(kind)
    ]
    words += [each.value for kind in ("title", "info", "warning", "markdown", "caption") for each in app.get(kind)]
    words += [each.proto.label for kind in ("page_link", "download_button") for each in app.get(kind)]
    return "\n".join(words)


def charts(app: AppTest) -> list[dict[str, Any]]:
    """What is drawn on the page, in its order: the figure of each chart and its words for who can't see it (``alt``)."""
    return [{**json.loads(each["figure"]), "alt": each["alt"]} for each in _components(app) if "figure" in each]


def tables(app: AppTest) -> list[pd.DataFrame]:
    """The tables whose rows or cells can be selected, in their order; the names of their rows are the index."""
    return [
        pd.DataFrame(each["rows"], columns=each["heads"], index=each["ids"])
        for each in _components(app)
        if "heads" in each
    ]


def as_shown(rows: pd.DataFrame) -> list[list[str]]:
    """Rows as the table of the data page writes them when it shows codes."""
    texts = rows.map(lambda cell: "" if pd.isna(cell) else f"{cell:.15g}" if isinstance(cell, float) else str(cell))
    return list(texts.values.tolist())


def select(app: AppTest, key: str, name: str, column: str | None = None) -> AppTest:
    """Select a row of a table by its name, or the cell that it has in a column."""
    app.session_state[key] = {"chosen": {"id": name, **({"column": column} if column else {})}}
    return app.run()


def _components(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(each.proto.json) for each in app.get("bidi_component")]
