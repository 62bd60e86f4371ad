"""When places were there, and how their changes are told."""

from __future__ import annotations

import pytest

from indicators.eras import breaks, breaks_in, continues, exists, format_break, format_place, last_year, predecessors

THERE = [
    ("360122", 2015, True),
    ("360122", 2016, False),
    ("360112", 2014, False),
    ("360112", 2015, True),
    ("360105", 2019, True),
    ("360105", 2020, False),
    ("360113", 2018, False),
    ("360113", 2019, True),
    ("360102", 1978, True),
    ("X-360100-honggutan", 2025, True),
    ("999999", 2025, True),
]


@pytest.mark.parametrize(("code", "year", "there"), THERE)
def test_a_place_is_there_in_its_years(code: str, year: int, there: bool) -> None:
    assert exists(code, year) is there


SAID = [
    ("360112", ["2015年新建县撤县设区为新建区", "2019年湾里区撤销，并入新建区"]),
    ("360122", ["2015年新建县撤县设区为新建区"]),
    ("360105", ["2019年湾里区撤销，并入新建区"]),
    ("360113", ["2019年设立红谷滩区"]),
    ("360102", []),
]


@pytest.mark.parametrize(("code", "said"), SAID)
def test_changes_of_a_place_are_told_the_same_from_both_sides(code: str, said: list[str]) -> None:
    assert [format_break(change, "zh") for change in breaks(code)] == said


def test_a_new_area_is_no_district_of_a_like_name() -> None:
    """红谷滩新区 is a zone of its own: neither predecessor nor the same place as 红谷滩区."""
    assert predecessors("360113") == []
    assert breaks("X-360100-honggutan") == []
    assert not continues("360113", "X-360100-honggutan")


def test_only_a_place_under_a_new_name_goes_on() -> None:
    assert predecessors("360112") == ["360122", "360105"]
    assert continues("360112", "360122")
    assert not continues("360112", "360105")


def test_each_change_within_the_years_comes_once() -> None:
    found = breaks_in(["360112", "360122", "360105"], list(range(2014, 2020)))
    assert [(change.year, change.old, change.new) for change in found] == [
        (2015, "360122", "360112"),
        (2019, "360105", "360112"),
    ]
    assert breaks_in(["360112"], [2020, 2021]) == []


def test_a_place_that_is_gone_says_until_when() -> None:
    assert format_place("360105", "湾里区", "zh") == "湾里区（至2019年）"
    assert format_place("360105", "湾里区", "en") == "Wanli District (until 2019)"
    assert format_place("360113", "红谷滩区", "en") == "Honggutan District"
    assert last_year("360113") is None
