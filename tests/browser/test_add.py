"""Adding a document in a real browser: dropped, reviewed, corrected, saved; and unseen by others until then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators.model import Report
from indicators.store import Store, open_store

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
from playwright.sync_api import Browser, Page, expect
from walk import PATIENCE, open_page, served, settle

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]

NAME = "东湖区简报"
TEXT = "2014年，东湖区完成财政总收入53.2亿元，增长8.1%。全区出口6.2亿美元。"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A small store to add to."""
    store = open_store(tmp_path_factory.mktemp("added") / "store")
    store.save([Report("stored", "2014年，东湖区完成财政总收入50.1亿元。", title="已存的报告")])
    return store


@pytest.fixture(scope="module")
def adding(kept: Store) -> Iterator[str]:
    with served(kept) as address:
        yield address


def at_figure(page: Page, surface: str) -> None:
    """Wait until the form is about a figure."""
    expect(page.locator(".di-sentence mark").first).to_have_text(surface, timeout=PATIENCE)
    settle(page)


def fill(page: Page, label: str, text: str) -> None:
    page.get_by_role("textbox", name=label, exact=True).fill(text)


def test_a_dropped_document_is_reviewed_and_saved_and_nobody_else_sees_it_before(
    page: Page, browser: Browser, adding: str, kept: Store, tmp_path: Path
) -> None:
    version = kept.version()
    path = tmp_path / f"{NAME}.txt"
    path.write_text(TEXT, encoding="utf-8")
    open_page(page, f"{adding}/add")
    page.locator("input[type=file]").set_input_files(path)
    at_figure(page, "53.2亿元")
    expect(page.get_by_text("与 50.1亿元 不一致").first).to_be_visible()
    _nobody_else_sees_it(browser, adding)
    assert kept.version() == version

    page.get_by_role("button", name="确认无误").click()
    at_figure(page, "8.1%")
    fill(page, "理由（更正、剔除时必填）", "重复")
    page.get_by_role("button", name="剔除这一行").click()
    at_figure(page, "6.2亿美元")

    page.locator("[data-testid=stSidebarNavLink]", has_text="来源").click()
    expect(page.locator("[data-testid=stMain] h1")).to_have_text("来源", timeout=PATIENCE)
    page.locator("[data-testid=stSidebarNavLink]", has_text="添加文件").click()
    at_figure(page, "6.2亿美元")
    fill(page, "数值（元、个、%）", "640000000")
    fill(page, "理由（更正、剔除时必填）", "海关更正")
    page.get_by_role("button", name="更正", exact=True).click()
    settle(page)
    page.get_by_role("button", name="保存这份文件").click()
    expect(page.get_by_text("已保存：新增 1 份")).to_be_visible(timeout=PATIENCE)

    rows = kept.select(documents=NAME)
    assert rows[["surface", "value"]].to_numpy().tolist() == [["53.2亿元", 5.32e9], ["6.2亿美元", 6.4e8]]
    assert kept.corrections()["reason"].tolist() == ["重复", "海关更正"]
    open_page(page, f"{adding}/data?doc={NAME}&show=codes")
    expect(page.locator(".di-lead")).to_contain_text(re.compile(rf"\b{len(rows)}\b"))
    open_page(page, f"{adding}/sources?doc={NAME}&at={rows['start'].iloc[1]}")
    expect(page.locator(".di-fact").first).to_contain_text("6.4亿美元")


def _nobody_else_sees_it(browser: Browser, adding: str) -> None:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 1500})
    try:
        other = context.new_page()
        open_page(other, f"{adding}/add?doc={NAME}")
        expect(other.locator("[data-testid=stMain]")).to_contain_text("现有数据中不存在")
        expect(other.locator("[data-testid=stMain]")).not_to_contain_text("53.2")
        open_page(other, f"{adding}/sources")
        expect(other.locator("[data-testid=stMain]")).not_to_contain_text("53.2")
    finally:
        context.close()
