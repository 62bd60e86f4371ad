"""How codes, periods and values read in both languages."""

from __future__ import annotations

import re
import string
from pathlib import Path
from typing import Any

import pytest

from indicators.areas import area_by_code, area_by_name
from indicators.labels import (
    LANGUAGES,
    Language,
    format_area,
    format_indicator,
    format_kind,
    format_measure,
    format_months,
    format_period,
    format_unit,
    format_value,
    say,
    scale,
    words,
)
from indicators.lexicon import catalogue
from indicators.model import BOUNDS, COLUMNS, FATES, KINDS, MEASURES

PERIODS = [
    ("2014-01-01", "2014-12-31", "2014年", "2014"),
    ("2016-01-01", "2020-12-31", "2016–2020年", "2016–2020"),
    ("2021-01-01", "2021-10-31", "2021年1-10月", "Jan–Oct 2021"),
    ("2021-01-01", "2021-06-30", "2021年1-6月", "Jan–Jun 2021"),
    ("2021-07-01", "2021-07-31", "2021年7月", "Jul 2021"),
    ("2020-01-01", "2021-06-30", "2020年1月–2021年6月", "Jan 2020–Jun 2021"),
    ("2024-02-01", "2024-02-29", "2024年2月", "Feb 2024"),
    ("2021-08-26", "2021-08-26", "2021-08-26", "2021-08-26"),
    ("2021-08-01", "2021-08-26", "2021-08-01 – 2021-08-26", "2021-08-01 – 2021-08-26"),
    ("", "", "时期不明", "period unknown"),
]

VALUES: list[tuple[dict[str, Any], str, str]] = [
    ({"value": 5314000000, "unit": "CNY"}, "53.14亿元", "5.314 billion yuan"),
    ({"value": 42900000000, "unit": "CNY"}, "429亿元", "42.9 billion yuan"),
    ({"value": 134.9e12, "unit": "CNY"}, "134.9万亿元", "134.9 trillion yuan"),
    ({"value": 5000000, "unit": "CNY"}, "500万元", "5 million yuan"),
    ({"value": 40000, "unit": "CNY"}, "4万元", "40,000 yuan"),
    ({"value": 42336, "unit": "CNY"}, "42,336元", "42,336 yuan"),
    ({"value": 652000000, "unit": "USD"}, "6.52亿美元", "652 million US dollars"),
    ({"value": 8, "unit": "%", "measure": "yoy"}, "+8%", "+8%"),
    ({"value": -6.9, "unit": "%", "measure": "yoy"}, "−6.9%", "−6.9%"),
    ({"value": 50.3, "unit": "%", "measure": "share"}, "50.3%", "50.3%"),
    ({"value": 0.4, "unit": "pp", "measure": "diff"}, "+0.4个百分点", "+0.4 percentage points"),
    ({"value": 2, "unit": "rank", "measure": "rank"}, "第2位", "rank 2"),
    ({"value": 6, "unit": "rank", "measure": "yoy_abs"}, "+6位", "+6 places"),
    ({"value": 3, "unit": "times", "measure": "multiple"}, "3倍", "3 times"),
    ({"value": 35, "unit": "个"}, "35个", "35"),
    ({"value": 12000, "unit": "人", "bound": "approx"}, "约1.2万人", "about 12,000 people"),
    ({"value": 12345, "unit": "人"}, "12,345人", "12,345 people"),
    ({"value": 12300, "unit": "CNY"}, "12,300元", "12,300 yuan"),
    ({"value": 2, "unit": "担"}, "2担", "2 担"),
    ({"value": 5, "unit": "%", "value_high": 5.5, "measure": "yoy"}, "+5–5.5%", "+5–5.5%"),
    ({"value": 3000000000, "unit": "CNY", "bound": "ge"}, "30亿元以上", "at least 3 billion yuan"),
    ({"value": 4, "unit": "%", "bound": "le"}, "4%以内", "at most 4%"),
    ({"value": 0, "unit": "%", "measure": "yoy"}, "0%", "0%"),
]


@pytest.mark.parametrize(("start", "end", "zh", "en"), PERIODS)
def test_periods_read_as_people_write_them(start: str, end: str, zh: str, en: str) -> None:
    assert format_period(start, end, "zh") == zh
    assert format_period(start, end, "en") == en


def test_a_stock_is_as_of_the_end_of_its_period() -> None:
    assert format_period("2021-07-01", "2021-07-31", "zh", stock=True) == "截至2021年7月"
    assert format_period("2014-01-01", "2014-12-31", "zh", stock=True) == "2014年"


@pytest.mark.parametrize(("given", "zh", "en"), VALUES)
def test_values_read_as_people_write_them(given: dict[str, Any], zh: str, en: str) -> None:
    rest = {name: value for name, value in given.items() if name not in ("value", "unit")}
    assert format_value(given["value"], given["unit"], "zh", **rest) == zh
    assert format_value(given["value"], given["unit"], "en", **rest) == en


def test_a_scale_never_turns_percent_into_something_else() -> None:
    assert scale("%", 1e9, "zh") == (1, "%")
    assert scale("CNY", 1e6, "zh") == (1e4, "万元")
    assert scale("CNY", 1e6, "en") == (1e6, "million yuan")


def test_months_of_a_cumulative_series() -> None:
    assert (format_months(1, 1, "zh"), format_months(1, 11, "en")) == ("1月", "Jan–Nov")


def test_places_keep_their_chinese_name_where_there_is_no_english_one() -> None:
    assert format_area("360102", "东湖区", "zh") == "东湖区"
    assert format_area("360102", "东湖区", "en") == "Donghu District"
    assert format_area("", "青阳湖乡", "en") == "青阳湖乡"


def test_what_is_worked_out_has_a_unit_in_words_too() -> None:
    assert [format_unit("index", language) for language in LANGUAGES] == ["指数", "index"]


def test_an_unknown_code_shows_as_itself() -> None:
    assert format_indicator("not_a_code", "en") == "not_a_code"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_name(language: Language) -> None:
    assert all(format_measure(code, language) != code for code in MEASURES)
    assert all(format_kind(code, language) != code for code in KINDS)
    assert all(format_indicator(code, language) != code for code in [*catalogue(), "other"])
    tables = [("column_name", COLUMNS), ("fate", FATES), ("bound", BOUNDS)]
    assert [code for table, codes in tables for code in codes if code not in words()[table]] == []


def test_both_languages_take_the_same_values() -> None:
    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert [key for key, text in words()["text"].items() if fields(text["zh"]) != fields(text["en"])] == []


def test_every_text_that_pages_ask_for_exists_and_none_is_left_over() -> None:
    package = Path(__file__).parents[1]
    sources = [package / "dashboard.py", *(package / "indicators").rglob("*.py")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    asked = set(re.findall(r"say\(\s*[\"']([a-z_]+\.[a-z_.]*[a-z_])[\"']", code))
    assert asked - set(words()["text"]) == set()
    spelled_out = set(re.findall(r"[\"']([a-z_]+(?:\.[a-z_]+)+)[\"']", code))
    # Keys that a code, view or column completes: f"bound.{bound}", f"{page}.title".
    begun = {re.sub(r"\{.*?\}", "*", key) for key in re.findall(r"f[\"']((?:[a-z_.]|\{[a-z_.]+\})+)[\"']", code)}
    built = "|".join(re.escape(key).replace(r"\*", ".+") for key in begun if "." in key)
    unused = {key for key in set(words()["text"]) - spelled_out if not re.fullmatch(built, key)}
    assert unused == set()


def test_say_names_the_missing_text() -> None:
    with pytest.raises(KeyError, match=r"no\.such"):
        say("no.such", "zh")


def test_every_province_has_an_english_name() -> None:
    provinces = [area for number in range(10, 90) if (area := area_by_code(f"{number}0000"))]
    assert len(provinces) == 34
    for area in provinces:
        assert format_area(area.code, area.short, "en").isascii(), area


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("杭州市", "Hangzhou City"),
        ("六安市", "Lu'an City"),
        ("长治市", "Changzhi City"),
        ("铅山县", "Yanshan County"),
        ("易县", "Yixian County"),
        ("乌鲁木齐市", "Urumqi City"),
        ("恩施州", "Enshi Autonomous Prefecture"),
        ("浦东新区", "Pudong New Area"),
    ],
)
def test_places_of_all_provinces_have_english_names(name: str, english: str) -> None:
    area = area_by_name(name)
    assert area is not None
    assert format_area(area.code, area.short, "en") == english
    assert format_area(area.code, area.short, "zh") == area.short
