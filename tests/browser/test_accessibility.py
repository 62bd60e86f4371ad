"""axe-core on every page: no grave violation but those of Streamlit's own markup that are listed, each with its reason; nothing too wide."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from walk import Reading, open_page, settle, sideways

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]

PAGES = (
    "",
    "trend?indicator=fiscal_revenue",
    "compare",
    "targets",
    "checks",
    "data",
    "sources",
    "sources?doc=donghu-2015-work-report",
    "add",
)
VIEWS: dict[str, dict[str, Any]] = {
    "zh": {"width": 1440, "height": 1000, "scheme": "light"},
    "en": {"width": 390, "height": 844, "scheme": "dark", "locale": "en-US"},
}
"""Each language once: Chinese on a desk in the light, English on a phone in the dark."""

GRAVE = ("serious", "critical")
KNOWN = tomllib.loads((Path(__file__).parents[1] / "cases/accessibility.toml").read_text(encoding="utf-8"))["known"]


def violations(page: Page) -> list[str]:
    """What axe finds and nobody has excused: rule, place and markup."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {node['target']} {node['html'][:200]}"
        for each in found
        if each["impact"] in GRAVE
        for node in each["nodes"]
        if not any(known["rule"] == each["id"] and _within(page, node, known["selector"]) for known in KNOWN)
    ]


def _within(page: Page, node: dict[str, Any], selector: str) -> bool:
    return bool(
        page.evaluate(
            "([target, selector]) => Boolean(document.querySelector(target)?.closest(selector))",
            [node["target"][0], selector],
        )
    )


@pytest.mark.parametrize("language", VIEWS)
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_no_serious_violation_and_nothing_is_too_wide_or_leaves_the_machine(
    address: str, language: str, reading: Reading, dashboard: str
) -> None:
    page = reading(**VIEWS[language])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_page(page, f"{dashboard}/{address}")
    assert sideways(page) <= 0
    if address.startswith("trend"):
        expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    page.locator(".di-share summary").click()
    settle(page)
    assert violations(page) == []
    assert [url for url in asked if not url.startswith((dashboard, "data:", "blob:"))] == []


def test_axe_would_find_one(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/checks")
    page.evaluate("() => document.querySelector('.stMain h1').insertAdjacentHTML('afterend', '<button></button>')")
    assert [each.split(":")[0] for each in violations(page)] == ["button-name"]


def test_every_page_says_its_language_and_every_chart_what_it_shows(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/trend?indicator=fiscal_revenue")
    assert page.evaluate("() => document.documentElement.lang") == "zh-CN"
    chart = page.get_by_role("figure").first
    expect(chart).to_be_visible()
    told = chart.get_attribute("aria-label") or ""
    assert "财政总收入" in told
    assert "东湖区" in told


@pytest.mark.parametrize("address", ["trend?indicator=fiscal_revenue&area=360102", "data?area=360102"])
def test_a_row_is_found_sorted_and_chosen_by_keyboard(address: str, page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/{address}")
    table = page.get_by_role("grid").first
    expect(table).to_have_accessible_name(re.compile("数据"))
    head = table.get_by_role("button", name="时期")
    head.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(table.locator("th[aria-sort=descending]")).to_have_text("时期")
    rows = table.locator("tbody tr")
    rows.first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(rows.nth(1)).to_have_attribute("aria-selected", "true")
    written = (
        rows.nth(1)
        .locator("td")
        .nth([each.strip() for each in table.locator("th").all_inner_texts()].index("原文写法"))
    )
    expect(page.locator(".di-sentence mark").first).to_have_text(written.inner_text())
    expect(rows.nth(1)).to_be_focused()


FOCUSED = """() => {
  const seen = (each) => { const style = getComputedStyle(each); return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2; };
  const each = document.activeElement;
  return [each.dataset.testid ?? each.tagName, seen(each)];
}"""


def test_links_that_the_tabulator_key_reaches_are_outlined(page: Page, dashboard: str) -> None:
    open_page(page, dashboard)
    outlined: dict[str, bool] = {}
    for _ in range(30):
        page.keyboard.press("Tab")
        name, seen = page.evaluate(FOCUSED)
        outlined[name] = seen and outlined.get(name, True)
    told = {
        name: seen for name, seen in outlined.items() if name in ("stSidebarNavLink", "stPageLink-NavLink", "stMain")
    }
    assert told == {"stSidebarNavLink": True, "stPageLink-NavLink": True, "stMain": True}


@pytest.mark.parametrize(
    ("address", "key"), [("trend?indicator=fiscal_revenue", "Right"), ("compare?view=bars", "Down")]
)
def test_points_of_a_chart_are_walked_and_read_out_by_keyboard(
    address: str, key: str, page: Page, dashboard: str
) -> None:
    open_page(page, f"{dashboard}/{address}")
    told = page.get_by_role("figure").first.get_by_role("status")
    page.get_by_role("application").first.focus()
    page.keyboard.press("Home")
    expect(told).not_to_be_empty()
    first = told.inner_text()
    page.keyboard.press(f"Arrow{key}")
    expect(told).not_to_have_text(first)
    assert "<" not in told.inner_text()
    page.keyboard.press("Home")
    expect(told).to_have_text(first)


def test_a_point_is_opened_and_left_by_keyboard(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/trend?indicator=fiscal_revenue")
    chart = page.get_by_role("application").first
    chart.focus()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page.locator(".di-sentence mark").first).to_be_visible()
    settle(page)
    expect(chart).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".di-sentence mark")).to_have_count(0)


def test_a_chart_below_the_screen_is_drawn_once_a_reader_comes_near(reading: Reading, dashboard: str) -> None:
    page = reading(height=420)
    open_page(page, f"{dashboard}/compare?view=bars")
    drawn, charts = page.locator(".js-plotly-plot .main-svg:first-child"), page.locator(".di-chart")
    assert drawn.count() < charts.count()
    charts.last.scroll_into_view_if_needed()
    expect(charts.last.locator(".main-svg").first).to_be_visible()


@pytest.mark.parametrize("address", ["trend?indicator=fiscal_revenue", "data?layout=wide&indicator=fiscal_revenue"])
def test_rows_are_cards_on_a_phone_that_scroll_down_only(address: str, reading: Reading, dashboard: str) -> None:
    page = reading(390, 844)
    open_page(page, f"{dashboard}/{address}")
    box = page.locator(".di-rows").first
    assert box.evaluate("each => each.scrollWidth - each.clientWidth") <= 0
    named = box.locator("tbody tr").first.locator("td").nth(1)
    assert named.get_attribute("data-head") in named.evaluate("each => getComputedStyle(each, '::before').content")
    expect(box.get_by_role("row").first).to_be_visible()
