"""The dashboard in a real browser: filters, links, downloads, a click through to a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators.export import to_csv
from indicators.model import Report
from indicators.store import Store, open_store

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
from playwright.sync_api import Browser, Page, expect
from walk import Reading, choose, open_page, served, settle

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]


def test_a_filtered_download_is_exactly_what_select_gives(
    page: Page, dashboard: str, seeded_store: Store, tmp_path: Path
) -> None:
    open_page(page, f"{dashboard}/data")
    choose(page, "data-area", "东湖区")
    choose(page, "data-indicator", "财政总收入")
    expect(page).to_have_url(re.compile(r"area=360102.*indicator=fiscal_revenue"))
    expected = seeded_store.select(areas=["360102"], indicators=["fiscal_revenue"])
    button = page.locator(".st-key-download button")
    expect(button).to_contain_text(f"下载 {len(expected)} 行")
    with page.expect_download() as download:
        button.click()
    saved = tmp_path / "saved.csv"
    download.value.save_as(saved)
    assert len(expected) > 1
    assert saved.read_bytes() == to_csv(expected)
    assert saved.read_bytes().startswith(b"\xef\xbb\xbf")
    assert download.value.suggested_filename == "指标数据.csv"


def test_two_districts_are_compared_and_a_value_opens_its_sentence(
    page: Page, dashboard: str, seeded_store: Store
) -> None:
    open_page(page, f"{dashboard}/compare?area=360102&area=360104&indicator=fiscal_revenue")
    table = page.locator(".di-table")
    expect(table.locator("thead th")).to_have_text(["指标", "东湖区", "青云谱区"])
    expect(table.locator("tbody td").first).to_contain_text("53.14亿元")
    table.get_by_role("link", name="53.14亿元").click()
    expect(page).to_have_url(re.compile(r"/sources\?doc=donghu-2015-work-report&at=\d+"))
    settle(page)
    chosen = page.locator("#di-chosen")
    expect(chosen).to_have_text("53.14亿元")
    expect(chosen).to_be_in_viewport()
    rows = seeded_store.select(
        documents="donghu-2015-work-report", indicators="fiscal_revenue", years=2014, measures="level"
    )
    sentence = rows[rows["surface"].eq("53.14亿元")]["sentence"].iloc[0]
    expect(page.locator(".di-sentence").first).to_have_text(sentence)


def test_a_card_leads_to_the_sentence(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?area=360102")
    page.get_by_role("link", name="看原句").nth(1).click()
    settle(page)
    expect(page.locator("#di-chosen")).to_have_text("53.14亿元")
    expect(page.locator(".di-sentence").first).to_contain_text("财政总收入")
    expect(page).to_have_url(re.compile("at="))


def test_a_point_of_the_trend_shows_its_sentence(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/trend?indicator=fiscal_revenue&area=360102")
    points = page.locator(".js-plotly-plot .scatterlayer .points path")
    expect(points.first).to_be_visible()
    box = points.last.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".di-sentence")).to_contain_text("财政总收入")
    expect(page.locator(".di-sentence mark")).to_have_text(re.compile("亿元"))


@pytest.fixture(scope="module")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard on two documents that contradict each other."""
    store = open_store(tmp_path_factory.mktemp("disputed") / "store")
    texts = {"first": "2020年，东湖区地区生产总值100亿元。", "second": "2020年，东湖区地区生产总值96亿元。"}
    store.save([Report(name, text, title=name) for name, text in texts.items()])
    with served(store) as address:
        yield address


def test_a_finding_leads_to_the_sentence(page: Page, disputed: str) -> None:
    open_page(page, f"{disputed}/checks")
    choose(page, "checks-severity", "错误")
    expect(page).to_have_url(re.compile("severity=error"))
    finding = page.locator(".di-finding.di-error")
    expect(finding).to_have_count(1)
    expect(finding.locator(".di-sentence")).to_have_count(2)
    beside = [box["y"] for each in finding.locator(".di-sentence").all() if (box := each.bounding_box())]
    assert len(set(beside)) == 1, "the two sentences stand side by side"
    finding.get_by_role("link", name="96亿元").click()
    expect(page).to_have_url(re.compile(r"/sources\?doc=second&at=\d+"))
    settle(page)
    expect(page.locator("#di-chosen")).to_have_text("96亿元")
    expect(page.locator(".di-sentence").first).to_contain_text("东湖区地区生产总值96亿元")


def test_the_matrix_shows_its_latest_years_scrolls_in_itself_and_keeps_its_names(
    reading: Reading, dashboard: str
) -> None:
    page = reading(800, 900)
    open_page(page, dashboard)
    grid = page.locator(".di-matrix")
    name = grid.locator("tbody th").first
    grid.scroll_into_view_if_needed()
    expect(grid.locator("thead th").last).to_be_in_viewport(ratio=1)
    expect(grid.locator("thead th").nth(1)).not_to_be_in_viewport(ratio=1)
    before = name.bounding_box()
    at = grid.evaluate("each => each.scrollLeft")
    grid.evaluate("each => each.scrollBy({left: -200, behavior: 'instant'})")
    after = name.bounding_box()
    assert grid.evaluate("each => each.scrollLeft") < at
    assert before is not None
    assert after is not None
    assert abs(before["x"] - after["x"]) <= 2


def test_on_a_phone_the_matrix_needs_no_sliding_and_each_cell_names_its_year(reading: Reading, dashboard: str) -> None:
    page = reading(390, 844)
    open_page(page, dashboard)
    grid = page.locator(".di-matrix")
    assert grid.evaluate("each => each.scrollWidth - each.clientWidth") <= 1
    row = grid.locator("tbody tr").first
    row.scroll_into_view_if_needed()
    for cell in (row.locator("td").first, row.locator("td").last):
        expect(cell).to_be_in_viewport(ratio=1)
        year = cell.evaluate("each => getComputedStyle(each, '::before').content")
        assert year.strip('"') == cell.get_attribute("data-year")
    grid.locator("a").first.click()
    expect(page).to_have_url(re.compile(r"/data\?area=\d+&indicator=\w+&year=\d{4}"))


def test_a_link_shows_the_same_view_in_another_browser(page: Page, browser: Browser, dashboard: str) -> None:
    open_page(page, f"{dashboard}/compare?lang=en")
    choose(page, "compare-area", "Qingshanhu District")
    page.locator(".st-key-compare-measure").get_by_role("radio", name="Growth (y/y)").click()
    expect(page).to_have_url(re.compile("measure=yoy"))
    settle(page)
    link, words = page.url, page.locator(".di-table").inner_text()
    assert "360111" in link
    context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 1500})
    try:
        other = context.new_page()
        open_page(other, link)
        expect(other.locator(".di-table")).to_have_text(re.compile("Qingshanhu District"))
        assert other.locator(".di-table").inner_text() == words
        assert other.url == link
    finally:
        context.close()


def test_back_shows_the_view_before(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/trend?indicator=gdp")
    choose(page, "trend-indicator", "财政总收入")
    expect(page.locator(".di-heading").first).to_contain_text("财政总收入")
    expect(page).not_to_have_url(re.compile("indicator=gdp"))
    page.go_back()
    expect(page.locator(".di-heading").first).to_contain_text("地区生产总值")
    page.go_forward()
    expect(page.locator(".di-heading").first).to_contain_text("财政总收入")


def test_the_language_stays_from_page_to_page(page: Page, dashboard: str) -> None:
    open_page(page, dashboard)
    page.locator(".st-key-language").get_by_role("radio", name="English").click()
    expect(page.locator("[data-testid=stMain] h1")).to_have_text("Indicators at a glance")
    page.locator("[data-testid=stSidebarNavLink]", has_text="Compare").click()
    expect(page.locator("[data-testid=stMain] h1")).to_have_text("Compare")
    expect(page).to_have_url(re.compile(r"lang=en"))
