"""The trend page in a real browser: a link with a version and a base year, and the way back to the newest data."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from indicators.model import Report
from indicators.store import open_store

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
from playwright.sync_api import Page, expect
from walk import choose, open_page, served, settle

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]

BEFORE = "2014年，东湖区地区生产总值400亿元。2015年，东湖区地区生产总值420亿元。2016年，东湖区地区生产总值462亿元。"
AFTER = BEFORE.replace("462亿元", "470亿元")


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard on a store whose second version revises a value of the first."""
    store = open_store(tmp_path_factory.mktemp("revised") / "store")
    for text in (BEFORE, AFTER):
        store.save([Report("years", text, title="历年")], workers=1)
    with served(store) as address:
        yield address


def test_a_link_shows_the_index_as_it_was_known_then(page: Page, revised: str) -> None:
    link = f"{revised}/trend?indicator=gdp&area=360102&measure=index&base=2015&version=0"
    open_page(page, link)
    expect(page.locator(".di-heading").first).to_contain_text("2015年＝100")
    banner = page.locator(".st-key-version-banner")
    expect(banner).to_contain_text("现在看的是旧数据：版本0")
    point = page.locator(".js-plotly-plot .scatterlayer .point").last
    point.hover(force=True)
    expect(page.locator(".hoverlayer")).to_contain_text("指数110")
    choose(page, "trend-base", "2016")
    expect(page).to_have_url(re.compile("base=2016"))
    expect(page).to_have_url(re.compile("version=0"))
    point.hover(force=True)
    expect(page.locator(".hoverlayer")).to_contain_text("指数100（2016年＝100")
    page.go_back()
    expect(page.locator(".di-heading").first).to_contain_text("2015年＝100")
    banner.get_by_role("button").click()
    settle(page)
    expect(banner).to_have_count(0)
    expect(page).not_to_have_url(re.compile("version="))
    point.hover(force=True)
    expect(page.locator(".hoverlayer")).to_contain_text("指数111.9")


def test_a_version_goes_along_to_a_sentence_and_to_other_pages(page: Page, revised: str) -> None:
    open_page(page, f"{revised}/trend?indicator=gdp&area=360102&lang=en")
    page.locator(".st-key-version-widget input").click()
    page.get_by_role("option").filter(has_text="Version 0").click()
    settle(page)
    expect(page).to_have_url(re.compile("version=0"))
    expect(page.locator(".st-key-version-banner")).to_contain_text("You are looking at earlier data")
    page.locator(".js-plotly-plot .scatterlayer .point").nth(2).click(force=True)
    settle(page)
    expect(page.locator(".di-sentence mark")).to_have_text("462亿元")
    page.get_by_role("link", name="Show it in the document").click()
    expect(page).to_have_url(re.compile(r"/sources\?.*version=0"))
    settle(page)
    expect(page.locator("#di-chosen")).to_have_text("462亿元")
    page.locator("[data-testid=stSidebarNavLink]", has_text="Data").click()
    expect(page).to_have_url(re.compile(r"/data\?.*version=0"))
