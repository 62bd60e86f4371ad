"""Pages and filters on a phone, where they lie over the page: how they close, and what tells what they did."""

from __future__ import annotations

import pytest

from indicators.labels import Language, format_kind, say

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
from playwright.sync_api import Locator, Page, expect
from walk import Reading, open_page, settle, sideways, take

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]


def opened_drawer(page: Page) -> Locator:
    page.locator("[data-testid=stExpandSidebarButton]").click()
    drawer = page.locator("[data-testid=stSidebar]")
    expect(drawer).to_have_attribute("data-collapsed", "false")
    return drawer


@pytest.mark.parametrize(("chosen", "scheme"), [("zh", "light"), ("en", "dark")])
def test_the_way_back_is_named_and_stays_in_sight_and_the_page_tells_what_was_chosen(
    chosen: Language, scheme: str, reading: Reading, dashboard: str
) -> None:
    page = reading(390, 844, scheme=scheme)
    open_page(page, f"{dashboard}/data?lang={chosen}")
    expect(page.locator(".di-asked")).to_have_count(0)
    drawer = opened_drawer(page)
    take(page, "data-kind", format_kind("target", chosen))
    settle(page)
    drawer.locator("[data-testid=stSidebarContent]").evaluate("each => each.scrollTo(0, each.scrollHeight)")
    back = drawer.locator("[data-testid=stSidebarCollapseButton] button")
    expect(back).to_be_in_viewport(ratio=1)
    assert back.evaluate("each => getComputedStyle(each, '::after').content") == f'"{say("page.results", chosen)}"'
    back.click()
    expect(drawer).to_have_attribute("data-collapsed", "true")
    told = say("page.asked", chosen, told=format_kind("target", chosen))
    expect(page.locator(".di-asked")).to_have_text(told)
    expect(page.locator(".di-asked")).to_be_visible()
    assert sideways(page) <= 1


def test_another_page_and_the_escape_key_close_the_drawer_but_not_that_of_an_open_list(
    reading: Reading, dashboard: str
) -> None:
    page = reading(390, 844)
    open_page(page, dashboard)
    drawer = opened_drawer(page)
    drawer.locator("[data-testid=stSidebarNavLink]", has_text="数据").click()
    expect(page.locator("[data-testid=stMain] h1")).to_have_text("数据")
    expect(drawer).to_have_attribute("data-collapsed", "true")
    settle(page)
    opened_drawer(page)
    drawer.locator(".st-key-data-kind input").click()
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(drawer).to_have_attribute("data-collapsed", "false")
    page.keyboard.press("Escape")
    expect(drawer).to_have_attribute("data-collapsed", "true")


def test_at_a_desk_nothing_covers_the_page_and_the_choices_stand_beside_it(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/data?kind=target")
    expect(page.locator(".di-asked")).to_be_hidden()
    page.locator("[data-testid=stSidebarNavLink]", has_text="来源").click()
    expect(page.locator("[data-testid=stMain] h1")).to_have_text("来源")
    page.keyboard.press("Escape")
    expect(page.locator("[data-testid=stSidebar]")).to_have_attribute("data-collapsed", "false")
