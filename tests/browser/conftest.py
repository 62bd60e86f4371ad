from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators.store import Store

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
from playwright.sync_api import Browser, Page, expect  # noqa: E402
from walk import PATIENCE, served  # noqa: E402

# Machines that run tests are slow; what never comes is still missed.
expect.set_options(timeout=PATIENCE)

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def dashboard(seeded_store: Store) -> Iterator[str]:
    """The address of a dashboard on the shipped documents."""
    with served(seeded_store) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_api.sync_playwright() as playwright:
        own = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        if own is None and not Path(playwright.chromium.executable_path).exists():
            pytest.skip("no Chromium: apt-get install chromium, or playwright install chromium")
        chromium = playwright.chromium.launch(executable_path=own, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN", accept_downloads=True, viewport={"width": 1440, "height": 1500})
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()
