from itertools import pairwise

import pytest
from expected import each_text, read_cases
from hypothesis import given
from prose import any_text, modest, report_prose

from indicators.area_mentions import find_areas, find_pointing, link_pointing
from indicators.areas import NOWHERE, area_by_name

CASES = read_cases("area_mentions")


@pytest.mark.parametrize(("text", "case"), each_text(CASES["place"]))
def test_a_name_is_one_mention_of_the_nearest_place_of_that_name(text, case):
    (mention,) = find_areas(text, area_by_name(case["home"]))
    assert mention.area.code == case["code"]
    assert text[mention.start : mention.end] == text


@pytest.mark.parametrize(("text", "case"), each_text(CASES["no_place"]))
def test_a_place_name_inside_another_name_is_no_place(text, case):
    assert find_areas(text, area_by_name(case["home"])) == []


@pytest.mark.parametrize(("text", "case"), each_text(CASES["pointing"]))
def test_a_pointing_word_stands_for_the_own_area_or_one_above(text, case):
    assert link_pointing(text, area_by_name(case["home"])).code == case["code"]


def test_pointing_words_of_an_unknown_home_stand_for_nothing():
    assert link_pointing("全区", NOWHERE) is None
    assert link_pointing("全国", NOWHERE).code == "000000"


@modest
@given(report_prose() | any_text())
def test_mentions_stand_in_the_text_and_do_not_overlap(text):
    mentions = find_areas(text, area_by_name("东湖区"))
    for earlier, later in pairwise(mentions):
        assert earlier.end <= later.start
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
    assert all(match.group() for match in find_pointing(text))
