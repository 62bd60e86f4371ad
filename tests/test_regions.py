from itertools import pairwise

import pytest
from expected import each_text, read_cases
from hypothesis import given
from prose import any_text, modest, report_prose

from indicators.areas import area_by_name
from indicators.regions import find_places

HOME = area_by_name("湖北省")


@pytest.mark.parametrize(("text", "case"), each_text(read_cases("regions")["case"]))
def test_a_region_that_heads_a_clause_is_a_place(text, case):
    assert [mention.area.short for mention in find_places(text, HOME)] == case["places"]


@modest
@given(report_prose() | any_text())
def test_places_stand_in_the_text_in_order_and_do_not_overlap(text):
    mentions = find_places(text, HOME)
    for earlier, later in pairwise(mentions):
        assert earlier.end <= later.start
    assert all(text[mention.start : mention.end] for mention in mentions)
