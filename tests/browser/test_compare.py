"""The compare page in a real browser: views, a yardstick, the catalogue and its notes, on a screen and on a phone."""

from __future__ import annotations

import re

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
from playwright.sync_api import Page, expect  # noqa: E402
from walk import Reading, open_page, settle, sideways  # noqa: E402

pytestmark = pytest.mark.browser

CHOSEN = "area=360102&area=360104&indicator=fiscal_revenue&indicator=gdp"


def switch(page: Page, key: str, name: str) -> None:
    page.locator(f".st-key-{key}").get_by_role("radio", name=name).click()
    settle(page)


def test_the_views_are_switched_and_back_shows_the_view_before(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/compare?{CHOSEN}")
    expect(page.locator(".di-heads .di-head")).to_have_count(2)
    switch(page, "compare-view", "排名")
    expect(page).to_have_url(re.compile("view=bars"))
    expect(page.locator(".js-plotly-plot .bars").first).to_be_visible()
    switch(page, "compare-view", "历年小图")
    expect(page.locator(".js-plotly-plot .xy, .js-plotly-plot .x2y2").first).to_be_attached()
    switch(page, "compare-scale", "各自刻度")
    expect(page).to_have_url(re.compile("scale=free"))
    page.go_back()
    settle(page)
    expect(page).not_to_have_url(re.compile("scale=free"))
    expect(page.get_by_role("radio", name="统一刻度")).to_be_checked()


def test_a_city_is_switched_on_as_a_yardstick(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/compare?{CHOSEN}")
    page.locator(".st-key-compare-yardstick").get_by_text("南昌市").click()
    settle(page)
    expect(page).to_have_url(re.compile("yardstick=360100"))
    expect(page.locator(".di-table thead th").last).to_have_text("参照：南昌市")


def test_the_catalogue_is_searched_and_a_choice_keeps_it_open(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/compare?{CHOSEN}")
    catalogue = page.locator(".st-key-catalogue-open")
    catalogue.locator("summary").first.click()
    search = catalogue.get_by_role("textbox", name="搜索指标")
    expect(search).to_be_visible()
    search.fill("零售")
    search.press("Enter")
    settle(page)
    retail = catalogue.get_by_text("社会消费品零售总额", exact=True).first
    retail.click()
    settle(page)
    expect(page).to_have_url(re.compile("indicator=retail_sales"))
    expect(search).to_be_visible()
    expect(page.locator(".di-table tbody th")).to_have_count(3)


def test_a_note_opens_by_keyboard_without_the_server(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/compare?lang=en&{CHOSEN}")
    note = page.locator(".di-table .di-about").first
    note.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(note.locator("p")).to_be_visible()
    expect(note.locator("p")).to_contain_text("Unit:")


def test_a_phone_shows_every_view_without_sideways_scrolling(reading: Reading, dashboard: str) -> None:
    page = reading(390, 844)
    open_page(page, f"{dashboard}/compare?view=table&yardstick=360100&{CHOSEN}")
    for name in ("", "排名", "两年变化", "历年小图"):
        if name:
            switch(page, "compare-view", name)
        assert sideways(page) <= 1, name
