"""The main path of each page, in Chinese on a desktop and in English on a phone, on two small reports worked out by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators.export import to_csv
from indicators.labels import Language, format_term, say
from indicators.model import Report
from indicators.store import Store, open_store

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
from playwright.sync_api import Browser, Page, expect
from walk import PATIENCE, open_page, served, settle

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]

OPENING = (
    "2020年，东湖区地区生产总值400亿元，增长4%。2021年，东湖区地区生产总值预期增长8%以上，财政总收入预期增长5%左右。"
)
NEXT = "2021年，东湖区地区生产总值450亿元，增长8.9%；财政总收入60亿元，增长3%。2021年，青云谱区地区生产总值300亿元，增长9.5%。"
# Worked by hand: 8.9 is more than half a point above the floor of 8; 3 is more than half a point below about 5.
VERDICTS = {"8.9%": "exceeded", "3%": "missed"}

SIZES = {"desktop": (1440, 1500), "phone": (390, 844)}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = open_store(tmp_path_factory.mktemp("walked") / "store")
    store.save([Report("opening", OPENING, title="2021年的报告"), Report("next", NEXT, title="2022年的报告")])
    return store


@pytest.fixture(scope="module")
def walked(kept: Store) -> Iterator[str]:
    with served(kept) as address:
        yield address


@pytest.fixture(params=["zh-desktop", "en-phone"])
def walk(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[Page, Language]]:
    """A reader's browser and language; a phone is touched, not clicked."""
    language, size = request.param.split("-")
    width, height = SIZES[size]
    context = browser.new_context(
        locale="zh-CN", accept_downloads=True, viewport={"width": width, "height": height}, has_touch=size == "phone"
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page(), language
    context.close()


def test_a_question_leads_to_its_rows_and_their_chart(walk: tuple[Page, Language], walked: str) -> None:
    reader, chosen = walk
    open_page(reader, f"{walked}/?lang={chosen}&q=2021年 GDP 增速排名")
    box = reader.locator(".st-key-question")
    expect(box).to_contain_text(say("question.highest", chosen))
    expect(box.locator("[data-testid=stDataFrame]")).to_be_visible()
    box.get_by_role("link", name=say("question.chart", chosen)).click()
    expect(reader).to_have_url(re.compile("/compare.*measure=yoy"), timeout=PATIENCE)
    settle(reader)
    expect(reader.locator("[data-testid=stMain]")).to_contain_text("9.5%")
    reader.go_back()
    expect(box).to_contain_text(say("question.highest", chosen), timeout=PATIENCE)


def test_a_compared_value_leads_to_its_sentence_and_back(walk: tuple[Page, Language], walked: str) -> None:
    reader, chosen = walk
    open_page(reader, f"{walked}/compare?lang={chosen}&area=360102&area=360104&indicator=gdp&year=2021")
    value = "450亿元" if chosen == "zh" else "45 billion yuan"
    reader.locator(".di-table").get_by_role("link", name=value).first.click()
    expect(reader).to_have_url(re.compile(r"/sources\?.*doc=next.*at=\d+"), timeout=PATIENCE)
    settle(reader)
    expect(reader.locator("#di-chosen")).to_have_text("450亿元")
    reader.go_back()
    expect(reader.locator(".di-table")).to_contain_text(value, timeout=PATIENCE)


def test_a_point_of_the_trend_opens_its_sentence(walk: tuple[Page, Language], walked: str) -> None:
    reader, chosen = walk
    open_page(reader, f"{walked}/trend?lang={chosen}&indicator=gdp&area=360102&measure=level")
    points = reader.locator(".js-plotly-plot .scatterlayer .points path")
    points.last.scroll_into_view_if_needed()
    settle(reader)
    box = points.last.bounding_box()
    assert box is not None
    reader.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(reader.locator(".di-sentence mark").first).to_have_text(re.compile("4[05]0亿元"), timeout=PATIENCE)


def test_promises_stand_beside_what_became_of_them(walk: tuple[Page, Language], walked: str) -> None:
    reader, chosen = walk
    open_page(reader, f"{walked}/targets?lang={chosen}")
    pairs = reader.locator(".di-pair")
    for outcome, verdict in VERDICTS.items():
        pair = pairs.filter(has=reader.locator("summary", has_text=outcome))
        expect(pair).to_have_count(1)
        expect(pair.locator(".di-verdict")).to_contain_text(format_term("verdict", verdict, chosen))
        pair.locator("summary").click()
        sentences = pair.locator(".di-sentence")
        expect(sentences).to_have_count(2)
        expect(sentences.first).to_contain_text("预期增长")
        expect(sentences.last.locator("mark")).to_have_text(outcome)


def test_a_download_is_what_select_gives(walk: tuple[Page, Language], walked: str, kept: Store, tmp_path: Path) -> None:
    reader, chosen = walk
    open_page(reader, f"{walked}/data?lang={chosen}&area=360102&kind=target")
    with reader.expect_download() as download:
        reader.locator(".st-key-download button").click()
    saved = tmp_path / "saved.csv"
    download.value.save_as(saved)
    expected = kept.select(areas="360102", kinds="target")
    assert len(expected) == 2
    assert saved.read_bytes() == to_csv(expected)


def test_a_number_of_a_document_tells_what_became_of_it(walk: tuple[Page, Language], walked: str) -> None:
    reader, chosen = walk
    open_page(reader, f"{walked}/sources?lang={chosen}&doc=opening")
    reader.locator(".di-document .di-observation", has_text="400亿元").click()
    expect(reader.locator(".st-key-explanation .di-fact").first).to_contain_text("400亿元", timeout=PATIENCE)
    expect(reader).to_have_url(re.compile(r"at=\d+"))


def test_what_is_pasted_is_reviewed_and_not_stored(walk: tuple[Page, Language], walked: str, kept: Store) -> None:
    reader, chosen = walk
    version = kept.version()
    open_page(reader, f"{walked}/add?lang={chosen}")
    reader.get_by_role("tab").nth(1).click()
    text = reader.get_by_role("textbox", name=say("intake.text", chosen))
    text.fill("2022年，东湖区地区生产总值470亿元，增长4.1%。")
    reader.get_by_role("button", name=say("intake.read", chosen)).click()
    expect(reader.locator(".di-sentence mark").first).to_have_text("470亿元", timeout=PATIENCE)
    assert kept.version() == version
