"""What the browser tests share: a served dashboard, and the steps of a reader."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import URLError

from playwright.sync_api import Page, expect

from indicators.store import Store

ROOT = Path(__file__).parents[2]
PATIENCE = 30_000


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


def settle(page: Page) -> None:
    """Wait until the page has drawn what it was asked for."""
    expect(page.locator("[data-testid=stMain] h1")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("[data-testid=stStatusWidget]")).to_have_count(0, timeout=PATIENCE)
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0, timeout=PATIENCE)
    page.wait_for_timeout(300)


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)


def choose(page: Page, key: str, name: str) -> None:
    """Choose an entry of a list by its name, as a reader does."""
    widget = page.locator(f".st-key-{key}")
    widget.locator("input").click()
    page.get_by_role("option", name=name, exact=True).click()
    # A list of several stays open until the reader clicks elsewhere.
    page.locator("[data-testid=stMain] h1").click()
    settle(page)
