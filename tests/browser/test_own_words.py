"""Streamlit's own words in a real browser: in the reader's language, and in the other one once the reader switches."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
from playwright.sync_api import expect
from walk import Reading, open_page, settle

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]


def test_paging_and_lists_speak_the_language_of_the_page(reading: Reading, dashboard: str) -> None:
    page = reading(1440, 1000)
    open_page(page, f"{dashboard}/data")
    expect(page.get_by_role("button", name="下一页")).to_be_attached()
    expect(page.get_by_role("button", name="第 2 页")).to_be_attached()
    page.locator(".st-key-data-area input").click()
    expect(page.locator("[data-live-announcer]")).to_contain_text("项可选")
    expect(page.locator("[data-live-announcer]")).not_to_contain_text("available")
    page.keyboard.press("Escape")
    page.get_by_text("English", exact=True).click()
    settle(page)
    expect(page.get_by_role("button", name="Next page")).to_be_attached()
    expect(page.get_by_role("button", name="下一页")).to_have_count(0)
