"""The data page in a real browser: columns and layouts to the bytes of their downloads, and back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from indicators.export import to_csv
from indicators.store import Store
from indicators.wide import wide_table, widen

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
from playwright.sync_api import Page, expect
from walk import PATIENCE, Reading, choose, open_page, pick, settle

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]


def saved(page: Page, folder: Path) -> tuple[str, bytes]:
    """The name and the bytes of what the download button gives."""
    with page.expect_download() as download:
        page.locator(".st-key-download button").click()
    download.value.save_as(folder / "saved")
    return download.value.suggested_filename, (folder / "saved").read_bytes()


def test_a_download_holds_the_columns_of_the_screen_and_back_shows_all_again(
    page: Page, dashboard: str, seeded_store: Store, tmp_path: Path
) -> None:
    open_page(page, f"{dashboard}/data?area=360102&q=财政")
    for name in ("数值", "单位"):
        page.locator(".st-key-data-col input").fill(name)  # of a long list only what is in sight is there to click
        choose(page, "data-col", name)
    expect(page).to_have_url(re.compile(r"col=value&col=unit"), timeout=PATIENCE)
    expected = seeded_store.select(areas="360102", words="财政")
    assert len(expected) > 1
    assert saved(page, tmp_path) == ("指标数据.csv", to_csv(expected[["value", "unit"]]))
    page.go_back()
    page.go_back()
    expect(page).not_to_have_url(re.compile("col="), timeout=PATIENCE)
    settle(page)
    assert saved(page, tmp_path)[1] == to_csv(expected)


def test_the_order_of_rows_is_chosen_on_a_phone_too_and_stands_in_the_address(
    reading: Reading, dashboard: str, seeded_store: Store
) -> None:
    values = seeded_store.select(areas="360102", indicators="fiscal_revenue", measures="level")["value"]
    assert len(set(values)) > 2
    page = reading(390, 844)
    open_page(page, f"{dashboard}/data?area=360102&indicator=fiscal_revenue&measure=level&col=value")
    rows = page.locator(".di-rows tbody tr")
    expect(rows).to_have_count(len(values))
    before = rows.all_inner_texts()
    page.get_by_label("排序").select_option("数值")
    expect(page).to_have_url(re.compile("order=value"), timeout=PATIENCE)
    settle(page)
    told = rows.all_inner_texts()
    page.get_by_role("button", name="换个方向").click()
    expect(page).to_have_url(re.compile("order=-value"), timeout=PATIENCE)
    settle(page)
    assert sorted(before) == sorted(told)
    assert rows.first.inner_text() == told[-1] != told[0]
    desk = reading()
    open_page(desk, page.url)
    expect(desk.locator("th[aria-sort=descending]")).to_have_text("数值")
    open_page(desk, f"{desk.url}&show=codes")
    upward = [f"{value:.15g}" for value in sorted(values)]
    expect(desk.locator(".di-rows tbody tr")).to_have_text(upward[::-1])
    desk.locator(".di-rows th button").click()
    expect(desk).to_have_url(re.compile("order=value"), timeout=PATIENCE)
    expect(desk.locator(".di-rows tbody tr")).to_have_text(upward)


def test_of_choices_made_while_the_page_still_works_none_is_lost(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/data")
    for key, name in (("area", "东湖区"), ("indicator", "财政总收入"), ("measure", "绝对数"), ("kind", "实绩")):
        pick(page, f"data-{key}", name)
    address = r"area=360102&indicator=fiscal_revenue&measure=level&kind=actual"
    expect(page).to_have_url(re.compile(address), timeout=PATIENCE)


def test_the_wide_layout_downloads_as_it_is_laid_out(
    page: Page, dashboard: str, seeded_store: Store, tmp_path: Path
) -> None:
    open_page(page, f"{dashboard}/data?lang=en&indicator=fiscal_revenue&area=360102")
    page.locator(".st-key-data-layout").get_by_role("radio", name="Wide").click()
    expect(page).to_have_url(re.compile("layout=wide"), timeout=PATIENCE)
    settle(page)
    rows = seeded_store.select(indicators="fiscal_revenue", areas="360102")
    wide = widen(rows)
    assert saved(page, tmp_path) == ("indicators-wide.csv", to_csv(wide_table(rows, wide)))
    told = [rows["surface"].iloc[at] for at in wide.cells[0, 0]]
    cell = page.locator(".st-key-wide tbody tr").first.locator("td").last
    cell.click()
    expect(page.locator(".di-sentence mark")).to_have_text(told, timeout=PATIENCE)
    expect(cell).to_have_attribute("aria-selected", "true")
