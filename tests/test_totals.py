"""Sums and means of places: what may be taken together, and what is refused for which reason."""

from __future__ import annotations

from typing import Any

import pytest

from indicators.labels import LANGUAGES, Language, say
from indicators.lexicon import read_toml
from indicators.totals import Refusal, Total, take_together
from tests.test_series import rows

WEST = {"area_code": "360103", "area": "西湖区"}
QING = {"area_code": "360104", "area": "青云谱区"}


def two(first: dict[str, Any], second: dict[str, Any]) -> Any:
    return rows({"year": 2020, "value": 3e8, **first}, {"year": 2020, "value": 5e8, **WEST, **second})


def test_levels_of_places_add_up_and_have_a_mean() -> None:
    assert take_together(two({}, {}), "sum") == Total("sum", 8e8, "CNY", "eq", 2)
    assert take_together(two({}, {}), "mean") == Total("mean", 4e8, "CNY", "eq", 2)


@pytest.mark.parametrize(
    ("first", "second", "bound"),
    [("ge", "eq", "ge"), ("eq", "le", "le"), ("approx", "eq", "approx"), ("approx", "ge", "ge")],
)
def test_a_sum_has_the_bound_of_its_parts(first: str, second: str, bound: str) -> None:
    made = take_together(two({"bound": first}, {"bound": second}), "sum")
    assert isinstance(made, Total)
    assert made.bound == bound


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        (two({"bound": "ge"}, {"bound": "le"}), Refusal("open")),
        (two({"value_high": 4e8}, {}), Refusal("open")),
        (two({"basis": "省口径"}, {}), Refusal("definitions")),
        (two({}, {"area_code": "360102", "area": "东湖区"}), Refusal("several", ("360102",))),
        (two({"area_code": "360000"}, {}), Refusal("nested", ("360103",))),
        (rows({"year": 2020, "value": 3e8}), Refusal("one")),
        (two({"measure": "yoy", "unit": "%"}, {"measure": "yoy", "unit": "%"}), Refusal("rates")),
        (two({"indicator": "gdp_per_capita"}, {"indicator": "gdp_per_capita"}), Refusal("rates")),
        (two({"indicator": "projects"}, {"indicator": "projects"}), Refusal("things")),
    ],
)
def test_what_would_mislead_is_refused_with_its_reason(given: Any, refused: Refusal) -> None:
    assert take_together(given, "sum") == take_together(given, "mean") == refused


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_its_sentence(language: Language) -> None:
    told = [name for name in read_toml("words/question.toml")["text"] if name.startswith("question.together.")]
    said = {say(name, language, value="1", count=2, areas="x") for name in told}
    assert len(said) == len(told) == 11
