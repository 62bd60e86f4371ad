from itertools import pairwise

import pytest
from expected import each_text, read_cases, read_period
from hypothesis import given
from hypothesis import strategies as st
from prose import any_text, modest, report_prose

from indicators.lexicon import read_toml
from indicators.period_rules import Clock
from indicators.periods import find_periods

CASES = read_cases("periods")
RULES = read_toml("periods.toml")["rule"]
OCTOBER_2021 = Clock(2021, 10, 2021)


@pytest.mark.parametrize(("text", "case"), each_text(CASES["time"]))
def test_a_time_stands_for_the_days_a_reader_means(text, case):
    (mention,) = find_periods(text, OCTOBER_2021)
    assert mention.period == read_period(case["period"])
    assert mention.point == read_period(case.get("point", case["period"]))
    assert not mention.is_base


@pytest.mark.parametrize(("text", "case"), each_text(CASES["unknown"]))
def test_a_time_without_a_year_is_unknown_where_the_text_states_none(text, case):
    (mention,) = find_periods(text, Clock())
    assert (mention.period, mention.point) == (None, None)


@pytest.mark.parametrize(("text", "case"), each_text(CASES["base"]))
def test_what_a_figure_is_compared_with_is_told_apart(text, case):
    assert [mention.is_base for mention in find_periods(text, OCTOBER_2021)] == [True]


@pytest.mark.parametrize(("text", "case"), each_text(CASES["nothing"]))
def test_what_is_no_time_gives_none(text, case):
    assert find_periods(text, OCTOBER_2021) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_every_rule_wins_on_its_own_example(rule):
    (mention,) = find_periods(rule["example"], OCTOBER_2021)
    assert mention.rule == rule["name"]
    assert (mention.start, mention.end) == (0, len(rule["example"]))


def test_rules_are_named_once():
    names = [rule["name"] for rule in RULES]
    assert len(names) == len(set(names))


_CLOCKS = st.builds(
    Clock, st.none() | st.integers(1949, 2060), st.none() | st.integers(1, 12), st.none() | st.integers(1949, 2060)
)


@modest
@given(report_prose() | any_text(), _CLOCKS)
def test_times_stand_in_the_text_in_order_and_never_run_backwards(text, clock):
    mentions = find_periods(text, clock)
    for earlier, later in pairwise(mentions):
        assert earlier.end <= later.start
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert all(span.start <= span.end for span in (mention.period, mention.point) if span)
