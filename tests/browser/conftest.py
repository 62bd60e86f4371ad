from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators.store import Store

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
from playwright.sync_api import Browser, BrowserContext, Page, expect  # noqa: E402
from walk import PATIENCE, Reading, served  # noqa: E402

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


Contexts = dict[tuple[str, bool], BrowserContext]
"""Browsers by language, of desks and of phones."""


@pytest.fixture(scope="session")
def dashboard(seeded_store: Store) -> Iterator[str]:
    """The address of a dashboard on the shipped documents."""
    with served(seeded_store) as address:
        yield address


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_api.sync_playwright() as playwright:
        own = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        if own is None and not Path(playwright.chromium.executable_path).exists():
            pytest.skip("no Chromium: apt-get install chromium, or playwright install chromium")
        chromium = playwright.chromium.launch(executable_path=own, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def contexts(browser: Browser) -> Iterator[Contexts]:
    """Browsers that are kept for all tests: with an empty cache the first page takes seconds longer."""
    made: Contexts = {}
    yield made
    for each in made.values():
        each.close()


@pytest.fixture
def reading(browser: Browser, contexts: Contexts) -> Iterator[Reading]:
    """Opens a page of its own, which is a session of its own, in a reader's browser; a narrow one is a phone's."""
    opened: list[Page] = []

    def read(width: int = 1440, height: int = 1500, *, scheme: str = "light", locale: str = "zh-CN") -> Page:
        phone = width < 500
        if (locale, phone) not in contexts:
            contexts[locale, phone] = browser.new_context(
                accept_downloads=True, locale=locale, has_touch=phone, is_mobile=phone
            )
            contexts[locale, phone].set_default_timeout(PATIENCE)
        opened.append(page := contexts[locale, phone].new_page())
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        return page

    yield read
    for page in opened:
        page.close()


@pytest.fixture
def page(reading: Reading) -> Page:
    """A Chinese reader at a desk."""
    return reading()
