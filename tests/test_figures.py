import math
import re
from itertools import pairwise

import pytest
from expected import each_text, read_cases
from hypothesis import given
from prose import any_text, modest, report_prose

from indicators.figures import find_figures, find_numbers
from indicators.lexicon import read_toml

CASES = read_cases("figures")
RULES = read_toml("not_figures.toml")["rule"]


@pytest.mark.parametrize(("text", "case"), each_text(CASES["figure"]))
def test_a_figure_is_worth_the_same_however_it_is_written(text, case):
    (figure,) = find_figures(text)
    assert (figure.value, figure.value_high, figure.unit, figure.bound) == (
        pytest.approx(case["value"], rel=1e-9),
        case.get("high"),
        case["unit"],
        case.get("bound", "eq"),
    )


@pytest.mark.parametrize("form", ["{}亿元", "{}%", "5亿{}元", "5元{}角", "5-{}亿元", "5分之{}", "{}/3倍", "翻{}番"])
def test_a_number_beyond_all_bounds_is_no_figure(form):
    text = form.format("9" * 400)
    assert all(math.isfinite(each.value) and each.value_high is None for each in find_figures(text))
    assert "unreadable" in {number.reason for number in find_numbers(text)}


@pytest.mark.parametrize(("text", "case"), each_text(CASES["not_figure"]))
def test_what_is_no_figure_says_why(text, case):
    numbers = find_numbers(text)
    assert numbers
    assert {number.reason for number in numbers} == {case["reason"]}
    assert find_figures(text) == []


@pytest.mark.parametrize(("text", "case"), each_text(CASES["account"]))
def test_a_number_in_words_has_one_fate_with_its_reason(text, case):
    (number,) = find_numbers(text)
    assert (number.figure, number.reason) == (None, case["reason"])


@pytest.mark.parametrize("text", CASES["words"]["texts"])
def test_a_word_with_a_numeral_in_it_is_no_number(text):
    assert find_numbers(text) == []


@pytest.mark.parametrize("text", ["一百 五 十 二公里", "百 分 之 五", "增長三億 五千 萬元"])
def test_spaces_inside_a_numeral_leave_its_span_in_the_text(text):
    (figure,) = find_figures(text)
    assert text[figure.start : figure.end] == figure.surface
    assert figure.end == len(text)


@pytest.mark.parametrize(
    ("rule", "example"),
    [
        pytest.param(rule, example, id=f"{rule['name']}: {example}")
        for rule in RULES
        for example in re.split(r",\s+", rule["example"])
    ],
)
def test_every_rule_wins_on_its_own_example(rule, example):
    assert (rule["name"], rule["reason"]) in {(number.rule, number.reason) for number in find_numbers(example)}


def test_rules_are_named_once():
    names = [rule["name"] for rule in RULES]
    assert len(names) == len(set(names))


@modest
@given(report_prose() | any_text())
def test_figures_stand_where_they_say_and_numbers_come_in_order(text):
    numbers = find_numbers(text)
    for earlier, later in pairwise(numbers):
        assert earlier.end <= later.start
    for number in numbers:
        assert 0 <= number.start < number.end <= len(text)
        assert (number.figure is None) == bool(number.reason)
    for figure in find_figures(text):
        assert text[figure.start : figure.end] == figure.surface
        assert figure.value_high is None or figure.value_high > figure.value
        assert figure in [number.quantity for number in numbers]


@modest
@given(report_prose() | any_text())
def test_every_run_of_digits_belongs_to_a_number(text):
    covered = {at for number in find_numbers(text) for at in range(number.start, number.end)}
    assert {match.start() for match in re.finditer("[0-9０-９]", text)} <= covered


def test_a_range_is_one_figure_of_two_numbers():
    numbers = find_numbers("增长5%-5.5%左右")
    assert len(numbers) == 2
    assert numbers[0].figure is numbers[1].figure
    assert numbers[0].figure.surface == "5%-5.5%"


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule["name"]) for rule in RULES if "last" in rule])
def test_a_rule_tells_every_character_that_may_stand_before_its_number(rule):
    marks = {chr(code) for code in range(32, 127)} | set("".join(each["before"] for each in RULES if "before" in each))
    befores = {rule["example"][:at] for at in range(len(rule["example"]) + 1)}
    ends = {mark for before in befores for mark in marks if re.search(rule["before"], before + mark)}
    assert ends
    assert [mark for mark in ends if not re.fullmatch(rule["last"], mark)] == []
