"""What the browser tests share: a served dashboard, and the steps of a reader."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from urllib.error import URLError

from playwright.sync_api import Page, TimeoutError

from indicators.store import Store

Reading = Callable[..., Page]
"""What the fixture ``reading`` gives: a page for a width, a height, a colour scheme and a language of the browser."""

ROOT = Path(__file__).parents[2]
PATIENCE = 60_000
SIZES = {"desk": (1440, 1500), "phone": (390, 844)}


def _free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_until_healthy(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(120):
        assert server.poll() is None, "the dashboard ended by itself"
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.25)
    raise AssertionError("the dashboard did not start within half a minute")


@contextmanager
def served(store: Store, script: Path = ROOT / "dashboard.py") -> Iterator[str]:
    """The address of a dashboard on a store, or of another script of Streamlit."""
    address = f"http://127.0.0.1:{(port := _free_port())}"
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(script),
        "--server.port",
        str(port),
        "--server.headless",
        "true",
    ]
    environment = {**os.environ, "INDICATORS_STORE": store.address}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet) as server:
        try:
            _wait_until_healthy(address, server)
            yield address
        finally:
            server.terminate()


# A click takes a moment to reach the server: a page that is still for so long, in milliseconds, was not asked for more.
STILL = 150
SETTLED = """([asked, still]) => {
  const running = document.querySelector(".stApp")?.dataset.testScriptState !== "notRunning";
  const waiting = document.querySelector("[data-testid=stStatusWidget], [data-testid=stSkeleton], [data-stale=true], .di-chart[aria-busy]");
  const drawn = document.querySelector("[data-testid=stMain] h1, .st-key-embedded h1");
  const now = performance.now();
  if (window.settling?.asked !== asked || running || waiting || !drawn) window.settling = { asked, since: now };
  return now - window.settling.since >= still;
}"""
_asked = count()


def settle(page: Page) -> None:
    """Wait until the page has drawn what it was asked for."""
    page.wait_for_function(SETTLED, arg=[next(_asked), STILL], timeout=PATIENCE)


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)


def each_size(page: Page) -> Iterator[str]:
    """The page as it is at a desk, then on a phone that is touched, without loading it again; nowhere it scrolls sideways."""
    session = page.context.new_cdp_session(page)
    for name, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        session.send("Emulation.setTouchEmulationEnabled", {"enabled": name == "phone"})
        settle(page)
        yield name
        assert sideways(page) <= 1, (name, page.url)


def sideways(page: Page) -> int:
    """By how many pixels a page is wider than its screen."""
    return int(
        page.evaluate(
            "() => Math.max(...[document.querySelector('[data-testid=stMain]'), document.documentElement]"
            ".map(each => each.scrollWidth - each.clientWidth))"
        )
    )


TAKEN = """([key, name]) => {
  const widget = document.querySelector(`.st-key-${key}`);
  const several = widget?.querySelector("[data-testid=stMultiSelect]") ?? null;
  return several ? several.innerText.split("\\n").includes(name) : widget?.querySelector("input")?.value === name;
}"""


def take(page: Page, key: str, name: str) -> None:
    """Take an entry of a list by its name, as a reader does: where the list closed or did not take the click, once more."""
    widget, entry = page.locator(f".st-key-{key}"), page.get_by_role("option", name=name, exact=True)
    for _ in range(3):
        if not entry.is_visible():
            widget.locator("input").click()
        try:
            entry.click(timeout=PATIENCE / 10)
            page.wait_for_function(TAKEN, arg=[key, name], timeout=PATIENCE / 10)
        except TimeoutError:
            continue
        return
    raise AssertionError(f"the list {key} did not take {name}")


def pick(page: Page, key: str, name: str) -> None:
    """Take an entry of a list and close it: one of several stays open until the reader clicks elsewhere."""
    take(page, key, name)
    page.locator("[data-testid=stMain] h1").click()


def choose(page: Page, key: str, name: str) -> None:
    """Take an entry of a list and wait for what the page makes of it."""
    pick(page, key, name)
    settle(page)
