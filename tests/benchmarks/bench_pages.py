"""How soon pages come again: ``python tests/benchmarks/bench_pages.py``.

Prints, for each page on a store of the shipped seeds, the median time of a rerun in milliseconds, and its ratio to the rerun
of a page with one button in the same run, which depends less on the machine than the milliseconds do.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

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


if __name__ == "__main__":
    main()
