"""Links, citations, embedded charts and pictures in a real browser: what is on the clipboard and in the files."""

from __future__ import annotations

import re
import struct
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
from playwright.sync_api import Page, expect
from walk import Reading, each_size, open_page, settle

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]

KINDS = ("PNG", "SVG")
SVG = "{http://www.w3.org/2000/svg}"
TREND = "trend?indicator=fiscal_revenue&area=360102&area=360104"


@pytest.fixture
def reader(reading: Reading) -> Page:
    """A reader with an English browser who lets pages use the clipboard."""
    page = reading(1440, 1300, locale="en-US")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return page


@contextmanager
def another_site(folder: Path) -> Iterator[str]:
    """The address of a site of another origin; a blank page won't do, since browsers keep it from the local network."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def clipboard(page: Page) -> str:
    return str(page.evaluate("() => navigator.clipboard.readText()"))


def drawn(page: Page) -> None:
    expect(page.locator(".di-legend").first).to_be_visible()
    settle(page)


def test_the_link_and_the_citation_are_copied_by_keyboard_and_show_the_view_again(reader: Page, dashboard: str) -> None:
    open_page(reader, f"{dashboard}/{TREND}")
    assert reader.evaluate("() => document.documentElement.lang") == "en"
    expect(reader.locator("[data-testid=stMain] h1")).to_have_text("Trend")
    heading = reader.locator(".di-heading").first.inner_text()
    reader.locator(".di-share summary").focus()
    reader.keyboard.press("Enter")
    button = reader.get_by_role("button", name="Copy link")
    expect(button).to_be_visible()
    button.focus()
    reader.keyboard.press("Enter")
    expect(reader.locator(".di-status")).to_have_text("Copied")
    link = clipboard(reader)
    assert re.search(r"/trend\?.*indicator=fiscal_revenue.*area=360102&area=360104.*lang=en", link)
    reader.get_by_role("button", name="Copy citation").first.click()
    expect(reader.locator(".di-share-item button").nth(1)).to_have_text("Copied")
    assert re.match(r"District Indicators\. Trend: Donghu District, .*\[DB/OL\]\. \(\d{4}-", clipboard(reader))
    reader.keyboard.press("Escape")
    expect(button).to_be_hidden()
    open_page(reader, link.replace("lang=en", "lang=zh"))
    expect(reader.locator("[data-testid=stMain] h1")).to_have_text("走势")
    open_page(reader, link)
    assert reader.locator(".di-heading").first.inner_text() == heading


def test_without_a_clipboard_the_browser_copies_a_selection(reader: Page, dashboard: str) -> None:
    reader.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    open_page(reader, f"{dashboard}/{TREND}")
    reader.evaluate("() => document.addEventListener('copy', () => (window.copied = getSelection().toString()))")
    reader.locator(".di-share summary").click()
    reader.get_by_role("button", name="Copy link").click()
    expect(reader.locator(".di-status")).to_have_text("Copied")


def test_the_embed_code_shows_the_chart_alone_on_another_site(reader: Page, dashboard: str, tmp_path: Path) -> None:
    open_page(reader, f"{dashboard}/{TREND}")
    drawn(reader)
    reader.get_by_role("button", name="Copy embed code").first.click()
    expect(reader.locator(".di-status")).to_have_text("Copied")
    code = clipboard(reader)
    assert code.startswith("<iframe ")
    (tmp_path / "article.html").write_text(f"<!doctype html><h1>Somebody's article</h1>{code}", encoding="utf-8")
    with another_site(tmp_path) as address:
        reader.goto(f"{address}/article.html")
        _see_only_the_chart(reader)


def _see_only_the_chart(reader: Page) -> None:
    frame = reader.frame_locator("iframe")
    expect(frame.locator(".di-legend")).to_be_visible()
    expect(frame.locator(".st-key-embedded h1")).to_contain_text("Total fiscal revenue")
    expect(frame.locator(".st-key-embedded .di-sources")).to_be_visible()
    expect(frame.locator("[data-testid=stSidebar]")).to_be_hidden()
    expect(frame.locator(".di-rows:visible")).to_have_count(0)
    expect(frame.get_by_role("button", name="PNG")).to_have_count(0)
    full = frame.get_by_role("link", name="See the full view in District Indicators")
    expect(full).to_have_attribute("href", re.compile(r"/trend\?.*area=360104.*lang=en"))
    assert "embed" not in (full.get_attribute("href") or "")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_picture_has_title_legend_and_sources_and_a_page_s_width_on_a_phone_too(
    language: str, reading: Reading, dashboard: str, tmp_path: Path
) -> None:
    page = reading(scheme="dark")
    open_page(page, f"{dashboard}/{TREND}&lang={language}")
    for size in each_size(page):
        drawn(page)
        (tmp_path / size).mkdir()
        title = page.locator(".di-heading").first.inner_text()
        _see_title_legend_and_sources(language, title, {kind: _download(page, kind, tmp_path / size) for kind in KINDS})


def _see_title_legend_and_sources(language: str, title: str, saved: dict[str, Path]) -> None:
    assert re.fullmatch(
        r"走势-财政总收入-亿元-.*东湖区-青云谱区\.svg"
        if language == "zh"
        else r"Trend-Total-fiscal-revenue-.*Donghu-District.*\.svg",
        saved["SVG"].name,
    )
    root = ET.fromstring(saved["SVG"].read_bytes())
    words = [text for each in root.iter(f"{SVG}text") if (text := "".join(each.itertext()).strip())]
    joined = "".join(words).replace(" ", "")
    assert title.replace(" ", "") in joined
    places = ("东湖区", "青云谱区") if language == "zh" else ("Donghu District", "Qingyunpu District")
    assert set(places) <= set(words)
    assert ("来源：" if language == "zh" else "Sources:") in joined
    height, wide = float(root.attrib["height"]), float(root.attrib["width"])
    # The same picture on a phone as on a desk: the width of a page, not that of the screen.
    assert wide > 1000
    assert struct.unpack(">II", saved["PNG"].read_bytes()[16:24]) == (2 * wide, 2 * height)


def _download(page: Page, kind: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile(kind)).first.click()
    saved = folder / download.value.suggested_filename
    download.value.save_as(saved)
    return saved


def test_nothing_of_a_picture_is_cut_off(reader: Page, dashboard: str, tmp_path: Path) -> None:
    open_page(reader, f"{dashboard}/trend?indicator=fiscal_revenue&lang=zh")
    drawn(reader)
    text = _download(reader, "SVG", tmp_path).read_text(encoding="utf-8")
    reader.goto("about:blank")
    reader.set_content(f"<body style='margin:0'>{text}")
    outside = reader.evaluate(
        """() => {
          const whole = document.querySelector("svg").getBoundingClientRect();
          return [...document.querySelectorAll("svg text")].filter((each) => {
            const box = each.getBoundingClientRect();
            return box.width && (box.left < -1 || box.right > whole.right + 1 || box.bottom > whole.bottom + 1);
          }).map((each) => each.textContent);
        }"""
    )
    assert outside == []
