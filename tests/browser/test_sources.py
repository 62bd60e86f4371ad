"""The sources page in a real browser: from a filter to a document, from a number to its explanation, and back."""

from __future__ import annotations

import re

import pytest

from indicators.store import Store

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
from playwright.sync_api import Page, expect
from walk import PATIENCE, Reading, choose, open_page, settle

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]

WORK_REPORT = "donghu-2015-work-report"


def test_a_number_opens_its_explanation_without_loading_the_page_again(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/sources?doc={WORK_REPORT}")
    page.evaluate("window.stayed = true")
    unresolved = page.locator(".di-document .di-unresolved").first
    words = unresolved.inner_text()
    unresolved.click()
    expect(page).to_have_url(re.compile(rf"doc={WORK_REPORT}&at=\d+"), timeout=PATIENCE)
    panel = page.locator(".st-key-explanation")
    expect(panel.locator(".di-fact")).to_have_text(f"{words} · 未能判定", timeout=PATIENCE)
    expect(panel.locator("mark.di-chosen")).to_have_text(words, timeout=PATIENCE)
    expect(panel.locator(".di-outline").first).to_contain_text("缘由", timeout=PATIENCE)
    figure = page.locator(".di-document .di-observation", has_text="53.14亿元").first
    figure.click()
    expect(panel.locator(".di-fact")).to_contain_text("53.14亿元", timeout=PATIENCE)
    expect(page.locator("#di-chosen")).to_have_text("53.14亿元", timeout=PATIENCE)
    expect(panel.locator(".di-outline details[open] summary").first).to_have_text("读法", timeout=PATIENCE)
    page.go_back()
    expect(panel.locator(".di-fact")).to_have_text(f"{words} · 未能判定", timeout=PATIENCE)
    expect(page.locator("#di-chosen")).to_have_text(words, timeout=PATIENCE)
    assert page.evaluate("window.stayed"), "the session went on"


def test_back_from_a_document_the_list_stands_in_the_order_that_was_chosen(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/sources")
    rows = page.locator(".st-key-documents tbody tr")
    page.locator(".st-key-documents th button", has_text="日期").click()
    expect(page).to_have_url(re.compile("order=published"), timeout=PATIENCE)
    settle(page)
    first = rows.first.inner_text()
    rows.first.click()
    expect(page).to_have_url(re.compile("doc="), timeout=PATIENCE)
    settle(page)
    page.locator(".di-rows th button", has_text="数值").click()
    expect(page).to_have_url(re.compile("rows=value"), timeout=PATIENCE)
    settle(page)
    page.go_back()
    page.go_back()
    expect(page).not_to_have_url(re.compile("doc="), timeout=PATIENCE)
    settle(page)
    expect(page.locator(".st-key-documents th[aria-sort=ascending]")).to_have_text("日期")
    assert rows.first.inner_text() == first


def test_a_publisher_leads_to_its_document_and_a_row_to_its_place(
    page: Page, dashboard: str, seeded_store: Store
) -> None:
    known = seeded_store.documents().set_index("doc_id")
    publisher = known.loc["qingyunpu-2015-work-report"]["publisher"]
    open_page(page, f"{dashboard}/sources")
    choose(page, "sources-publisher", publisher)
    own = known[known["publisher"].eq(publisher)].sort_values("published", ascending=False)
    expect(page.locator(".di-lead")).to_contain_text(f"{len(own)} 份文件", timeout=PATIENCE)
    click_first_row(page, "documents-0-0")
    expect(page).to_have_url(re.compile(f"doc={own.index[0]}"), timeout=PATIENCE)
    settle(page)
    rows = seeded_store.select(documents=own.index[0])
    click_first_row(page, f"figures-{own.index[0]}")
    expect(page).to_have_url(re.compile(f"at={rows['start'].iloc[0]}"), timeout=PATIENCE)
    expect(page.locator("#di-chosen")).to_have_text(rows["surface"].iloc[0], timeout=PATIENCE)
    page.locator(".st-key-back button").click()
    expect(page.locator(".di-lead")).to_contain_text(f"{len(own)} 份文件", timeout=PATIENCE)


def click_first_row(page: Page, key: str) -> None:
    """Select the first row of a table."""
    page.locator(f".st-key-{key} tbody tr").first.click()
    settle(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_and_their_words_can_be_read_in_light_and_dark(scheme: str, reading: Reading, dashboard: str) -> None:
    page = reading(1440, 1200, scheme=scheme)
    open_page(page, f"{dashboard}/sources?lang=en&doc={WORK_REPORT}")
    expect(page.locator(".di-document .di-unresolved").first).to_be_attached(timeout=PATIENCE)
    shades = page.evaluate(CONTRAST)
    assert set(shades) == {"observation", "not_figure", "unresolved"}
    for fate, (words, line) in shades.items():
        assert words >= 4.5, (fate, words)
        assert line >= 3, (fate, line)
    lines = page.evaluate(
        "() => Object.fromEntries(['observation', 'not_figure', 'unresolved'].map(fate => "
        "[fate, getComputedStyle(document.querySelector(`.di-document .di-${fate}`)).textDecorationStyle]))"
    )
    assert len(set(lines.values())) == 3, "a second cue besides colour"


CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (colour, under) => {
    canvas.fillStyle = under ?? "#fff"; canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const bright = (colour) => colour.map(c => c / 255).map(c => c <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
  const contrast = (a, b) => { const [low, high] = [bright(a), bright(b)].sort((x, y) => x - y); return (high + .05) / (low + .05); };
  const css = (each) => `rgb(${each.join(",")})`;
  const page = rgb(getComputedStyle(document.querySelector(".stApp")).backgroundColor);
  const found = {};
  for (const fate of ["observation", "not_figure", "unresolved"]) {
    const style = getComputedStyle(document.querySelector(`.di-document .di-${fate}`));
    const ground = rgb(style.backgroundColor, css(page));
    found[fate] = [contrast(rgb(style.color, css(ground)), ground), contrast(rgb(style.textDecorationColor, css(ground)), page)];
  }
  return found;
}"""
