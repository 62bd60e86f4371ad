import re
from collections import Counter
from importlib.resources import files

import pytest
from expected import read_cases
from hypothesis import given
from hypothesis import strategies as st
from prose import modest

from indicators.lexicon import (
    catalogue,
    expand,
    groups,
    pattern,
    read_csv,
    read_tables,
    read_toml,
    remembered,
    sought,
    trie_pattern,
)
from indicators.words import link_name

CORE = read_cases("core")


def test_the_core_codes_are_the_closed_list():
    assert {code for code, indicator in catalogue().items() if indicator.core} == set(CORE["codes"])
    assert set(CORE["names"]) == set(CORE["codes"])


@pytest.mark.parametrize("code", list(catalogue()))
def test_every_name_links_to_its_own_code(code):
    indicator = catalogue()[code]
    assert {name: link_name(name) for name in indicator.names} == dict.fromkeys(indicator.names, code)


def test_no_name_stands_for_two_codes():
    homes = Counter(name for indicator in catalogue().values() for name in set(indicator.names))
    assert [name for name, count in homes.items() if count > 1] == []


def test_codes_are_ascii_and_stand_once():
    codes = [entry["code"] for entry in read_toml("indicators.toml")["indicator"]]
    assert [code for code, count in Counter(codes).items() if count > 1] == []
    assert [code for code in codes if not re.fullmatch("[a-z][a-z0-9_]*", code)] == []


def test_every_entry_is_of_a_known_group_nature_and_growth():
    known = {group.code for group in groups()}
    for indicator in catalogue().values():
        assert indicator.group in known
        assert indicator.nature in ("flow", "stock", "rate")
        assert indicator.growth in ("real", "nominal", "none")
        assert indicator.range is None or indicator.range[0] < indicator.range[1]


def test_area_codes_stand_once_and_have_a_parent_in_the_table():
    rows = [*read_csv("areas.csv"), *read_csv("zones.csv")]
    codes = Counter(row["code"] for row in rows)
    assert [code for code, count in codes.items() if count > 1] == []
    assert [row["code"] for row in rows if row["parent"] and row["parent"] not in codes] == []


def test_alternatives_in_braces_are_spelled_out():
    assert expand("{规模以上|规上}工业{增加值|}") == [
        "规模以上工业增加值",
        "规模以上工业",
        "规上工业增加值",
        "规上工业",
    ]
    assert expand("出口") == ["出口"]


@modest
@given(
    st.lists(st.text("甲乙丙a.(", min_size=1, max_size=5), min_size=1, max_size=14), st.text("甲乙丙a.(", max_size=8)
)
def test_a_pattern_of_words_matches_the_longest_of_them(words, text):
    match = re.match(trie_pattern(words), text)
    longest = max((word for word in words if text.startswith(word)), key=len, default=None)
    assert (match[0] if match else None) == longest


def test_a_word_has_one_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indicators.lexicon.read_toml", lambda name: {"text": {"page.data": {"zh": name, "en": name}}})
    with pytest.raises(ValueError, match=r"page\.data stands in another file too"):
        read_tables("words")


def test_a_list_of_words_serves_several_patterns_and_holds_what_a_pattern_may():
    rules = [
        path.read_text("utf-8") for path in (files("indicators") / "rules").iterdir() if path.name.endswith(".toml")
    ]
    for name, words in read_toml("lists.toml").items():
        assert sum(rule.count(f"«{name}»") for rule in rules) >= 3
        assert re.compile("|".join(words)).groups == 0


@pytest.mark.parametrize(
    ("file", "name", "texts"),
    [
        ("sections.toml", "notes", ["注释", "》名词解释", "！有关用语说明"]),
        ("sections.toml", "announce", ["主要预期目标是", "今年工作总体要求是", "今年要着力", "做好2025年政府各项工作"]),
        ("sections.toml", "inline", ["2015年工作安排", "。过去一年工作回顾 ", "今年主要目标任务", "。明年总体要求"]),
        ("sections.toml", "past_told", ["回顾过去一年，", "区长说，过去的2014年，", "一年来，"]),
        ("sections.toml", "still_goals", ["力争", "在去年的基础上", "目标为9%", "预期增长9%"]),
        ("statements.toml", "steps_climbed", ["连续跨过两个万亿元大关，", "迈上新台阶、", "突破百亿元关口"]),
        ("statements.toml", "circumstance", ["出口在需求不足的情况下增长", "投资在上年高基数下仍增长"]),
        ("statements.toml", "pace_compared", ["收入增速跑赢经济增速、突破", "农民收入增幅低于城镇居民，达"]),
        (
            "statements.toml",
            "part_told",
            ["脱贫地区提速，农村居民收入", "综合保税区进出口增长8%，出口", "其中枢纽港外贸占5%，进口"],
        ),
        ("statements.toml", "carriers", ["固定资产累计完成投资", "工业实现利润"]),
        ("statements.toml", "tells_span", ["这五年来，", "完成“十一五”规划", "五”时期顺利实现"]),
    ],
)
def test_a_pattern_is_found_through_the_words_that_it_needs(file, name, texts):
    assert [bool(sought(file, name).search(text)) for text in texts] == [True] * len(texts)
    assert [match[0] for text in texts for match in sought(file, name).finditer(text)] != []


@pytest.mark.parametrize("name", read_toml("statements.toml"))
def test_a_pattern_matches_its_example_and_tells_its_reason(name):
    rule = read_toml("statements.toml")[name]
    assert pattern(name).search(rule["example"])
    assert rule["reason"]
    assert rule["in"] in ("left", "right", "between", "clause", "sentence", "label")


@modest
@given(st.lists(st.text(max_size=100), max_size=20))
def test_a_function_that_remembers_answers_as_it_would_anew(texts):
    assert [remembered(str.upper)(text) for text in texts] == [text.upper() for text in texts]
