"""How places stand to each other: which figures rank and subtract, by hand, and why the others don't."""

from __future__ import annotations

from typing import Any

import pytest

from indicators.captions import records
from indicators.series import best
from indicators.standings import Cell, Difference, Rank, difference, extent, key_of, select_cells, select_ranks
from tests.test_series import rows

EAST, WEST, QING = (
    {"area_code": code, "area": name}
    for code, name in (("360102", "东湖区"), ("360103", "西湖区"), ("360104", "青云谱区"))
)
CITY = {"area_code": "360100", "area": "南昌市"}


def figures(*given: dict[str, Any]) -> list[dict[Any, Any]]:
    return records(rows(*({"year": 2014, **each} for each in given)))


def ranks(*given: dict[str, Any]) -> dict[str, Rank]:
    """Ranks by name of the place; the key is left out, since no place of these cases has two figures."""
    shown: dict[str, list[Any]] = {}
    for each in figures(*given):
        shown.setdefault(each["area"], []).append(each)
    return {place: rank for (place, _), rank in select_ranks(shown).items()}


def test_the_highest_is_first_and_equal_values_share_a_rank() -> None:
    found = ranks({"value": 40, **EAST}, {"value": 50, **WEST}, {"value": 40, **QING})
    assert found == {"西湖区": Rank(1, 1, 3), "东湖区": Rank(2, 2, 3), "青云谱区": Rank(2, 2, 3)}


def test_declines_rank_below_no_change() -> None:
    growth = {"measure": "yoy", "unit": "%"}
    found = ranks({"value": -3.5, **EAST, **growth}, {"value": 0, **WEST, **growth}, {"value": -8, **QING, **growth})
    assert [found[name].best for name in ("西湖区", "东湖区", "青云谱区")] == [1, 2, 3]


@pytest.mark.parametrize(
    "other",
    [
        {"year": 2015},
        {"months": ("01-01", "06-30")},
        {"kind": "estimate"},
        {"kind": "target"},
        {"basis": "省口径"},
        {"unit": "USD"},
        {"measure": "yoy", "unit": "%"},
    ],
    ids=lambda change: "-".join(change),
)
def test_what_differs_in_more_than_the_place_is_never_ranked(other: dict[str, Any]) -> None:
    assert ranks({"value": 40, **EAST}, {"value": 50, **WEST, **other}) == {}


def test_an_estimate_does_not_count_among_outcomes() -> None:
    found = ranks({"value": 40, **EAST}, {"value": 50, **WEST, "kind": "estimate"}, {"value": 30, **QING})
    assert found == {"东湖区": Rank(1, 1, 2), "青云谱区": Rank(2, 2, 2)}


def test_a_bound_leaves_the_rank_open_where_it_matters() -> None:
    """At least 40 may be more than 50, and is more than 30 in any case."""
    found = ranks({"value": 40, "bound": "ge", **EAST}, {"value": 50, **WEST}, {"value": 30, **QING})
    assert {name: str(rank) for name, rank in found.items()} == {"东湖区": "1–2", "西湖区": "1–2", "青云谱区": "3"}


def test_documents_that_disagree_leave_the_rank_open() -> None:
    shown = {
        "东湖区": figures({"value": 40, **EAST}, {"value": 60, **EAST, "doc_id": "b"}),
        "西湖区": figures({"value": 50, **WEST}),
        "青云谱区": figures({"value": 70, **QING}),
    }
    found = {place: str(rank) for (place, _), rank in select_ranks(shown).items()}
    assert found == {"青云谱区": "1", "东湖区": "2–3", "西湖区": "2–3"}


def test_places_that_count_different_things_are_not_ranked() -> None:
    things = {"indicator": "projects", "label": "重大项目", "unit": "个"}
    assert ranks({"value": 4, **EAST, **things}, {"value": 5, **WEST, **things}) == {}


def test_how_far_a_figure_reaches() -> None:
    inf = float("inf")
    given = figures(
        {"value": 5}, {"value": 5, "bound": "ge"}, {"value": 5, "bound": "le"}, {"value": 5, "value_high": 6}
    )
    assert [extent([each]) for each in given] == [(5, 5), (5, inf), (-inf, 5), (5, 6)]


def subtracted(mine: dict[str, Any], base: dict[str, Any]) -> Difference | str:
    return difference(figures(mine), figures(base))


def test_levels_differ_by_an_amount_and_rates_by_percentage_points() -> None:
    level = subtracted({"value": 513.05e8, **EAST}, {"value": 527.71e8, **WEST})
    assert level == Difference(-14.66e8, "CNY", approx=False)
    growth = {"measure": "yoy", "unit": "%"}
    assert subtracted({"value": -0.4, **EAST, **growth}, {"value": 8.3, **WEST, **growth}) == Difference(
        -8.7, "pp", False
    )
    rate = {"indicator": "urbanization", "unit": "%"}
    assert subtracted({"value": 76.2, **EAST, **rate}, {"value": 75.5, **CITY, **rate}) == Difference(0.7, "pp", False)


def test_the_difference_to_an_approximate_figure_is_approximate() -> None:
    assert subtracted({"value": 5, "bound": "approx", **EAST}, {"value": 3, **WEST}) == Difference(2, "CNY", True)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"year": 2013}, "period"),
        ({"months": ("01-01", "11-30")}, "period"),
        ({"kind": "estimate"}, "kind"),
        ({"basis": "省口径"}, "basis"),
        ({"unit": "USD"}, "unit"),
        ({"measure": "yoy", "unit": "%"}, "measure"),
        ({"bound": "ge"}, "bound"),
        ({"value_high": 6.0}, "bound"),
    ],
)
def test_no_difference_says_why(other: dict[str, Any], why: str) -> None:
    mine, base = {"value": 5, **EAST}, {"value": 4, **WEST}
    assert subtracted(mine, {**base, **other}) == why
    assert subtracted({**mine, **other}, base) == why


def test_what_is_missing_has_no_difference() -> None:
    assert difference([], figures({"value": 4})) == "missing"
    assert difference(figures({"value": 4}), []) == "missing"


def test_a_part_is_not_subtracted_from_its_whole_but_a_value_a_head_is() -> None:
    assert subtracted({"value": 5, **EAST}, {"value": 50, **CITY}) == "part"
    head = {"indicator": "income_urban"}
    assert subtracted({"value": 52000, **EAST, **head}, {"value": 50447, **CITY, **head}) == Difference(
        1553, "CNY", False
    )


def test_of_two_values_none_is_picked_for_a_difference() -> None:
    twice = figures({"value": 5, **WEST}, {"value": 6, **WEST, "doc_id": "b"})
    assert difference(figures({"value": 4, **EAST}), twice) == "conflict"


def cells(*given: dict[str, Any], measure: str = "level") -> dict[tuple[str, str], Cell]:
    return select_cells(records(best(rows(*given))), measure)


def test_a_cell_shows_the_latest_period_and_names_the_others_of_the_year() -> None:
    found = cells(
        {"year": 2013, "value": 1},
        {"year": 2014, "value": 2},
        {"year": 2014, "value": 1, "months": ("01-01", "06-30")},
        {"year": 2015, "value": 3, "kind": "target"},
    )[("360102", "gdp")]
    assert [each["value"] for each in found.shown] == [2], "neither half a year nor a target goes before an outcome"
    assert [each["period_end"] for each in found.others] == ["2014-06-30"]


def test_growth_stands_beside_its_level_and_in_its_place_but_never_the_other_way_round() -> None:
    both = {"year": 2014, "value": 2}, {"year": 2014, "value": 8, "measure": "yoy", "unit": "%"}
    told = cells(*both)[("360102", "gdp")]
    assert [each["value"] for each in told.growth_of(told.shown[0])] == [8]
    assert cells(both[1])[("360102", "gdp")].shown[0]["measure"] == "yoy"
    assert cells(both[0], measure="yoy") == {}


def test_two_definitions_are_two_figures_with_ranks_of_their_own() -> None:
    city, province = {"basis": "市口径"}, {"basis": "省口径"}
    shown = {
        place["area_code"]: select_cells(
            figures({"value": one, **place, **city}, {"value": two, **place, **province}), "level"
        )[(place["area_code"], "gdp")].shown
        for place, one, two in ((EAST, 80, 60), (WEST, 70, 65))
    }
    found = select_ranks(shown)
    first = {key_of(each)[5]: found["360102", key_of(each)].best for each in shown["360102"]}
    assert first == {"市口径": 1, "省口径": 2}


def test_growth_in_the_place_of_a_level_ranks_among_all_growth_told() -> None:
    growth = {"measure": "yoy", "unit": "%"}
    given = figures(
        {"value": 4e10, **EAST},
        {"value": 8, **EAST, **growth},
        {"value": 5e10, **WEST},
        {"value": 9, **WEST, **growth},
        {"value": 7, **QING, **growth},
    )
    cells = select_cells(given, "level")
    found = select_ranks({place: cells[place, "gdp"].ranked for place in ("360102", "360103", "360104")})
    (alone,) = cells["360104", "gdp"].shown
    assert found["360104", key_of(alone)] == Rank(3, 3, 3)
    assert difference((alone,), cells["360102", "gdp"].ranked) == Difference(-1, "pp", approx=False)
    (level,) = cells["360103", "gdp"].shown
    assert found["360103", key_of(level)] == Rank(1, 1, 2)


@pytest.mark.parametrize(("early", "compares"), [((True, True), True), ((True, False), False), ((False, False), False)])
def test_a_figure_that_was_revised_later_compares_with_those_told_as_early(
    early: tuple[bool, bool], compares: bool
) -> None:
    east, west = figures({"value": 4e8, "doc_id": "a", **EAST}, {"value": 5e8, "doc_id": "b", **WEST})
    one, other = east | {"census": 1, "early": early[0]}, west | {"census": 0, "early": early[1]}
    found = difference((one,), (other,))
    assert found == (Difference(-1e8, "CNY", approx=False) if compares else "revised")
    ranked = select_ranks({"360102": (one,), "360103": (other,)})
    assert {str(rank) for rank in ranked.values()} == ({"1", "2"} if compares else {"1–2"})
