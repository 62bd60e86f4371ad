"""How soon pages come and answer, on the server: ``python tests/benchmarks/bench_pages.py [store]``.

Prints, for each page on a store (without one, of the shipped seeds), median milliseconds of: the first view of a new
session once the server is warm, a rerun, and other choices, which nothing has been read or drawn for yet. Each with its
ratio to the rerun of a page with one button in the same run, which depends less on the machine than the milliseconds do.
``made_store.py`` makes a store of a million rows.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from indicators.query import Facets  # noqa: E402
from indicators.store import ensure_seeds, open_store  # noqa: E402

PAGES = ("overview", "trend", "compare", "targets", "checks", "data", "sources", "add")
WORDS = ("增长7", "人民", "第2", "总值", "6亿")

Change = Callable[[AppTest], object]


def button() -> None:
    """A page with one button, to compare with."""
    import streamlit as st

    st.button("again")


def timed(app: AppTest) -> float:
    """Milliseconds of a run; an error on the page is one here."""
    begin = time.perf_counter()
    app.run(timeout=300)
    taken = 1000 * (time.perf_counter() - begin)
    assert not app.exception, app.exception[0].message
    return taken


def opened(page: str) -> AppTest:
    """A new session at a page, not run yet."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"))
    app.switch_page(f"indicators/pages/{page}.py")
    return app


def first_ms(page: str) -> float:
    """The median of three first views; one before them warms the server."""
    return statistics.median([timed(opened(page)) for _ in range(4)][1:])


def rerun_ms(app: AppTest) -> float:
    """The median of five reruns."""
    return statistics.median([timed(app) for _ in range(6)][1:])


def changed_ms(app: AppTest, changes: Iterable[Change]) -> float:
    """The median of other choices, one after the other."""
    timed(app)
    times = []
    for change in changes:
        change(app)
        times.append(timed(app))
    return statistics.median(times)


def reactions(known: Facets) -> Iterator[tuple[str, AppTest, list[Change]]]:
    """What is chosen on a page: a name, the session, and the changes in turn."""
    codes = [code for code in known.indicators if code not in ("other", "gdp")][:7]
    places = [code for code, _ in known.areas if code and not code.endswith("00")][:6]
    years = [[str(year)] for year in known.years[-5:]]
    yield "trend, indicator", opened("trend"), [_pick("selectbox", "trend:indicator", code) for code in codes]
    for view in ("table", "bars", "slope", "multiples"):
        app = opened("compare")
        app.query_params["view"] = view
        several = list(combinations(places, 4))[1:6]
        yield f"compare, {view}", app, [_pick("multiselect", "compare:area", list(each)) for each in several]
    yield "targets, area", opened("targets"), [_pick("multiselect", "targets:area", [place]) for place in places]
    yield "data, indicator", opened("data"), [_pick("multiselect", "data:indicator", [code]) for code in codes]
    yield "data, year", opened("data"), [_pick("multiselect", "data:year", year) for year in years]
    yield "data, word", opened("data"), [_pick("text_input", "data:q", word) for word in WORDS]
    kinds = [["error"], ["notice"], []]
    yield "checks, severity", opened("checks"), [_pick("multiselect", "checks:severity", each) for each in kinds]


def _pick(kind: str, key: str, value: str | list[str]) -> Change:
    return lambda app: getattr(app, kind)(key=key).set_value(value)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", nargs="?", help="folder or address of a store")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["INDICATORS_STORE"] = given.store or str(Path(folder) / "store")
        ensure_seeds(open_store())
        base = rerun_ms(AppTest.from_function(button))
        print(f"{'one button':20s} {base:7.1f} ms")

        def tell(name: str, taken: float) -> None:
            print(f"{name:20s} {taken:7.1f} ms, {taken / base:6.1f} times one button", flush=True)

        for page in PAGES:
            tell(f"{page}, first", first_ms(page))
            tell(f"{page}, again", rerun_ms(opened(page)))
        for name, app, changes in reactions(open_store().facets()):
            tell(name, changed_ms(app, changes))


if __name__ == "__main__":
    main()
