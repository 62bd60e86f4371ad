"""The area tables hold what the linker relies on: unique codes, parents that exist, plausible counts and years."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from indicators.labels import words

RULES = Path(__file__).resolve().parents[1] / "indicators" / "rules"


def read_rows(name: str) -> list[dict[str, str]]:
    with (RULES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


AREAS = read_rows("areas.csv")
ZONES = read_rows("zones.csv")
BY_CODE = {row["code"]: row for row in AREAS}


def find_current(name: str) -> list[str]:
    return [row["code"] for row in AREAS if row["name"] == name and not row["valid_to"]]


def split_list(value: str) -> list[str]:
    return value.split("|") if value else []


def test_codes_are_unique_and_well_formed() -> None:
    assert len(BY_CODE) == len(AREAS)
    assert all(re.fullmatch(r"\d{6}", code) for code in BY_CODE)
    assert len({row["code"] for row in ZONES}) == len(ZONES)
    assert all(re.fullmatch(r"X-\d{6}-[a-z]+", row["code"]) for row in ZONES)


def test_no_cell_has_stray_space() -> None:
    assert not [
        row for row in AREAS + ZONES if any(value != value.strip() or "\u3000" in value for value in row.values())
    ]


@pytest.mark.parametrize(
    ("level", "low", "high"),
    [("country", 1, 1), ("province", 34, 34), ("prefecture", 333, 333), ("county", 2860, 2880)],
)
def test_counts_of_today(level: str, low: int, high: int) -> None:
    count = sum(row["level"] == level and not row["valid_to"] for row in AREAS)
    assert low <= count <= high


def test_mainland_county_count() -> None:
    # 2,846 at the end of 2024 in the ministry's statistics, less one by the merger that made 两江新区 in 2025.
    mainland = [r for r in AREAS if r["level"] == "county" and not r["valid_to"] and r["code"][0] != "8"]
    assert len(mainland) == 2845


def test_parents_and_successors_exist() -> None:
    assert [r["code"] for r in AREAS if r["parent"] and r["parent"] not in BY_CODE] == []
    assert [r["code"] for r in AREAS if not r["parent"]] == ["000000"]
    assert [r["code"] for r in AREAS if set(split_list(r["successor"])) - BY_CODE.keys()] == []
    assert [r["code"] for r in ZONES if r["parent"] not in BY_CODE or r["code"].split("-")[1] != r["parent"]] == []


def test_units_of_today_have_parents_of_today() -> None:
    assert [r["code"] for r in AREAS if not r["valid_to"] and r["parent"] and BY_CODE[r["parent"]]["valid_to"]] == []


def test_a_successor_is_never_older_than_the_change() -> None:
    wrong = [
        (row["code"], new)
        for row in AREAS
        for new in split_list(row["successor"])
        if BY_CODE[new]["valid_to"] and int(BY_CODE[new]["valid_to"]) < int(row["valid_to"])
    ]
    assert wrong == []
    assert [r["code"] for r in AREAS if r["successor"] and not r["valid_to"]] == []


def test_years_are_in_order() -> None:
    both = [row for row in AREAS if row["valid_from"] and row["valid_to"]]
    assert both
    assert [r["code"] for r in both if int(r["valid_from"]) > int(r["valid_to"])] == []
    years = {int(row[key]) for row in AREAS for key in ("valid_from", "valid_to") if row[key]}
    assert min(years) >= 2000
    assert max(years) <= 2026


def test_an_alias_names_one_area_of_today() -> None:
    names = Counter(a for row in AREAS + ZONES if not row.get("valid_to") for a in split_list(row["aliases"]))
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize(
    ("code", "name", "valid_from", "valid_to", "successor"),
    [
        ("000000", "中国", "", "", ""),
        ("360000", "江西省", "", "", ""),
        ("360100", "南昌市", "", "", ""),
        ("360102", "东湖区", "", "", ""),
        ("360105", "湾里区", "", "2019", "360112"),
        ("360112", "新建区", "2015", "", ""),
        ("360113", "红谷滩区", "2019", "", ""),
        ("360121", "南昌县", "", "", ""),
        ("360122", "新建县", "", "2015", "360112"),
        ("110103", "崇文区", "", "2010", "110101"),
        ("371200", "莱芜市", "", "2018", "370100"),
        ("500157", "两江新区", "2025", "", ""),
    ],
)
def test_known_units(code: str, name: str, valid_from: str, valid_to: str, successor: str) -> None:
    row = BY_CODE[code]
    assert (row["name"], row["valid_from"], row["valid_to"], row["successor"]) == (
        name,
        valid_from,
        valid_to,
        successor,
    )


@pytest.mark.parametrize(
    ("alias", "code"),
    [
        ("内蒙古", "150000"), ("广西", "450000"), ("新疆", "650000"), ("宁夏", "640000"), ("西藏", "540000"),
        ("江西", "360000"), ("南昌", "360100"), ("北京", "110000"), ("吉林", "220000"), ("海南", "460000"),
        ("黔东南", "522600"), ("黔东南州", "522600"), ("恩施州", "422800"), ("海南州", "632500"), ("襄樊市", "420600"),
        ("香港", "810000"), ("庐山区", "360402"),
    ],
)  # fmt: skip
def test_known_aliases(alias: str, code: str) -> None:
    assert [r["code"] for r in AREAS if alias in split_list(r["aliases"]) and not r["valid_to"]] == [code]


@pytest.mark.parametrize("alias", ["东湖", "吉林市", "来宾", "日照", "长治", "安康", "高新区", "经开区"])
def test_what_must_not_be_an_alias(alias: str) -> None:
    assert [r["code"] for r in AREAS + ZONES if alias in split_list(r["aliases"])] == []


@pytest.mark.parametrize(
    ("code", "short"),
    [
        ("X-360100-gaoxin", "南昌高新区"),
        ("X-360100-jingkai", "南昌经开区"),
        ("X-360121-xiaolan", "小蓝经开区"),
        ("X-360100-wanli", "湾里管理局"),
        ("X-360100-honggutan", "红谷滩新区"),
        ("X-360000-ganjiang", "赣江新区"),
    ],
)
def test_known_zones(code: str, short: str) -> None:
    assert [row["short"] for row in ZONES if row["code"] == code] == [short]


def test_no_zone_has_the_name_of_an_area() -> None:
    areas = {row["name"] for row in AREAS}
    assert [r["code"] for r in ZONES if {r["name"], r["short"], *split_list(r["aliases"])} & areas] == []


def test_every_place_of_the_mainland_has_an_english_name_in_latin_letters() -> None:
    named = {row["code"]: row["english"] for row in read_rows("place_names.csv")} | words()["area"]
    lower = [row["code"] for row in AREAS if not row["code"].startswith(("71", "81", "82"))]
    assert [code for code in lower if code not in named] == []
    assert {row["code"] for row in read_rows("place_names.csv")} <= {row["code"] for row in AREAS}
    assert [name for name in named.values() if not re.fullmatch(r"[A-Z][A-Za-zü'-]*(?: [A-Z][A-Za-z-]*)*", name)] == []
