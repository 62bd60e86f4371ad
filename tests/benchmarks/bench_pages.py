"""How soon pages come again: ``python tests/benchmarks/bench_pages.py``.

Prints, for each page on a store of the shipped seeds, the median time of a rerun in milliseconds, and its ratio to the rerun
of a page with one button in the same run, which depends less on the machine than the milliseconds do. For the compare page
also how soon each view comes with other districts, which nothing has been drawn for yet.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from itertools import combinations
from pathlib import Path

from streamlit.testing.v1 import AppTest

DISTRICTS = ("360102", "360103", "360104", "360121", "360124", "360112")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from indicators.store import ensure_seeds, open_store  # noqa: E402

PAGES = ("overview", "trend", "compare", "targets", "checks", "data", "sources")


def button() -> None:
    """A page with one button, to compare with."""
    import streamlit as st

    st.button("again")


def rerun_ms(app: AppTest) -> float:
    """The median time of five reruns, in milliseconds."""
    app.run(timeout=120)
    times = []
    for _ in range(5):
        begin = time.perf_counter()
        app.run(timeout=120)
        times.append(1000 * (time.perf_counter() - begin))
    return statistics.median(times)


def changed_ms(view: str) -> float:
    """The median time of five changes of the compared districts, in milliseconds."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"))
    app.switch_page("indicators/pages/compare.py")
    app.query_params["view"] = view
    app.run(timeout=120)
    times = []
    for places in list(combinations(DISTRICTS, 4))[1:6]:
        app.multiselect(key="compare:area").set_value(list(places))
        begin = time.perf_counter()
        app.run(timeout=120)
        times.append(1000 * (time.perf_counter() - begin))
    return statistics.median(times)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["INDICATORS_STORE"] = str(Path(folder) / "store")
        ensure_seeds(open_store())
        base = rerun_ms(AppTest.from_function(button))
        print(f"one button {base:7.1f} ms")
        for page in PAGES:
            app = AppTest.from_file(str(ROOT / "dashboard.py"))
            app.run(timeout=120)
            app.switch_page(f"indicators/pages/{page}.py")
            taken = rerun_ms(app)
            print(f"{page:10s} {taken:7.1f} ms, {taken / base:5.1f} times one button")
        for view in ("table", "bars", "slope", "multiples"):
            taken = changed_ms(view)
            print(f"compare, {view} of other districts {taken:7.1f} ms, {taken / base:5.1f} times one button")


if __name__ == "__main__":
    main()
