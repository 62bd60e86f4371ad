"""How soon a reader sees an answer: ``python tests/benchmarks/bench_browser.py [store]``, in real Chromium.

Prints, for each page, the median time of a few first views by a new reader (from the address to a drawn page and an idle
server) and of a few reactions to a widget (from the click to the last change of the page), in milliseconds, with their
ratios to those of a page with one button in the same run. Without a store, one of the shipped seeds is made.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "browser")]

from conftest import ARGUMENTS  # noqa: E402
from walk import PATIENCE, served  # noqa: E402

from indicators.store import ensure_seeds, open_store  # noqa: E402

REPEATS = 5
BUTTON = 'import time\n\nimport streamlit as st\n\nst.title("Button")\nst.button("again")\nst.write(time.time())\n'

PAGES = ("", "trend", "compare", "targets", "checks", "data", "sources", "add")
# By page, the keys of what is clicked in turn: the entries of a control that shows them all, or those of a list to be opened.
CONTROLS = {"trend": "trend-measure", "compare": "compare-view", "data": "data-layout"}
LISTS = {"trend": "trend-indicator", "targets": "targets-area", "data": "data-area"}

# The times are taken in the page, where no driver's polling adds to them: Streamlit writes there whether the script runs.
# What stands within a canvas is not in sight: a grid of data writes its rows there for screen readers, a while after drawing them.
_DRAWN = """
async () => {
  const drawn = () => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning"
    && document.querySelector("[data-testid=stMain] h1") && !document.querySelector("[data-testid=stSkeleton], .di-chart[aria-busy]");
  while (!drawn()) await new Promise((next) => setTimeout(next, 5));
  return performance.now();
}
"""
_WATCH = """
() => {
  const app = document.querySelector("[data-testid=stApp]");
  window.reaction = new Promise((done) => {
    let clicked, changed;
    document.addEventListener("pointerdown", () => { clicked ??= performance.now(); }, { capture: true });
    const seen = (record) => !(record.target.parentElement ?? record.target).closest("canvas");
    new MutationObserver((records) => { if (records.some(seen)) changed = performance.now(); })
      .observe(app, { subtree: true, childList: true, characterData: true });
    const timer = setInterval(() => {
      if (changed > clicked && performance.now() - changed > 700 && app.dataset.testScriptState === "notRunning") {
        clearInterval(timer);
        done(changed - clicked);
      }
    }, 50);
  });
}
"""


def view_page(browser: Browser, address: str) -> float:
    """One first view by a reader whose browser has kept nothing, in milliseconds."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(address, wait_until="commit")
    milliseconds = float(page.evaluate(_DRAWN))
    context.close()
    return milliseconds


def react(page: Page, entry: Locator) -> float:
    """From one click to the last change that it makes to the page, in milliseconds."""
    page.evaluate(_WATCH)
    entry.click()
    milliseconds = float(page.evaluate("window.reaction"))
    page.evaluate(_DRAWN)
    return milliseconds


def react_to_entries(page: Page, key: str) -> list[float]:
    """Clicks on the second, first, second ... entry of a control."""
    entries = page.locator(f".st-key-{key} button")
    expect(entries.nth(1)).to_be_visible(timeout=PATIENCE)
    return [react(page, entries.nth(turn % 2)) for turn in range(1, REPEATS + 1)]


def react_to_list(page: Page, key: str) -> list[float]:
    """Choices from an opened list, each of something that was not chosen before."""
    times = []
    for turn in range(1, REPEATS + 1):
        page.locator(f".st-key-{key} input").click()
        times.append(react(page, page.get_by_role("option").nth(turn)))
        page.keyboard.press("Escape")
    return times


def bench(browser: Browser, dashboard: str, button: str) -> None:
    """The lines of all pages."""
    view_page(browser, button)
    base = statistics.median(view_page(browser, button) for _ in range(REPEATS))
    page = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900}).new_page()
    page.goto(button)
    page.evaluate(_DRAWN)
    again = statistics.median(react(page, page.get_by_role("button", name="again")) for _ in range(REPEATS))
    print(f"{'one button':10} first view {base:6.0f} ms,   1.0; reaction {again:6.0f} ms,   1.0")
    for name in PAGES:
        address = f"{dashboard}/{name}"
        view_page(browser, address)
        first = statistics.median(view_page(browser, address) for _ in range(REPEATS))
        print(f"{name or 'overview':10} first view {first:6.0f} ms, {first / base:5.1f}")
        for keys, run in ((CONTROLS, react_to_entries), (LISTS, react_to_list)):
            if name in keys:
                page.goto(address)
                page.evaluate(_DRAWN)
                times = run(page, keys[name])
                median = statistics.median(times)
                print(
                    f"{'':10}   {keys[name]:17} {median:6.0f} ms, {median / again:5.1f} (slowest {max(times):.0f} ms)"
                )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", nargs="?", help="folder or address of a store")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = open_store(given.store or Path(folder) / "store")
        ensure_seeds(store)
        script = Path(folder) / "button.py"
        script.write_text(BUTTON, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        with served(store) as dashboard, served(store, script) as button:
            bench(browser, dashboard, button)
        browser.close()


if __name__ == "__main__":
    main()
