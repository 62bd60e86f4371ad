"""Several years taken together: hand-worked sums, means and growth, and what is refused for which reason."""

from __future__ import annotations

from typing import Any

import pytest

from indicators.asked import Question
from indicators.labels import LANGUAGES, Language, say
from indicators.lexicon import read_toml
from indicators.over_years import over_years
from indicators.totals import Refusal
from tests.test_series import rows

XINJIAN = {"area_code": "360112", "area": "新建区"}


def asked(fold: str = "sum", measure: str = "level", **more: Any) -> Question:
    given = {"indicators": ("fiscal_revenue",), "years": (2016, 2018), **more}
    return Question(fold=fold, measure=measure, **given)


def years(*values: float, first: int = 2016, **more: Any) -> Any:
    told = {"indicator": "fiscal_revenue", **more}
    return rows(*({"year": first + at, "value": value, **told} for at, value in enumerate(values)))


def test_outcomes_of_years_add_up_and_have_a_mean() -> None:
    made = over_years(asked(), years(1e8, 2e8, 6e8)).spells[0]
    assert (made.value, made.years, made.missing, made.bound) == (9e8, (2016, 2017, 2018), (), "eq")
    assert over_years(asked("mean"), years(1e8, 2e8, 6e8)).spells[0].value == 3e8


def test_a_year_without_an_outcome_is_named_and_no_zero() -> None:
    told = over_years(asked(), rows(*({"year": y, "value": 1e8, "indicator": "fiscal_revenue"} for y in (2016, 2018))))
    assert (told.spells[0].value, told.spells[0].missing) == (2e8, (2017,))
    estimate = over_years(asked(), years(1e8, 1e8, kind="estimate"))
    assert estimate.spells == ()
    assert estimate.left_out == (Refusal("few"),)


def test_definitions_are_added_apart() -> None:
    told = rows(
        *({"year": y, "value": 1e8, "basis": "省口径", "indicator": "fiscal_revenue"} for y in (2016, 2017)),
        *({"year": y, "value": 3e8, "basis": "市口径", "indicator": "fiscal_revenue"} for y in (2017, 2018)),
    )
    made = {spell.basis: (spell.value, spell.missing) for spell in over_years(asked(), told).spells}
    assert made == {"市口径": (6e8, (2016,)), "省口径": (2e8, (2018,))}


def test_nominal_growth_runs_from_the_first_year_to_the_last() -> None:
    made = over_years(asked("", "yoy"), years(1e8, 9e8, 1.21e8)).spells[0]
    assert made.how == "growth"
    assert (round(made.value, 6), round(made.yearly, 6), made.values) == (21.0, 10.0, (1e8, 1.21e8))


def test_growth_at_constant_prices_is_chained_and_never_worked_out_of_levels() -> None:
    grown = years(99, 10, 10, indicator="gdp", measure="yoy", unit="%")
    made = over_years(asked("", "yoy", indicators=("gdp",)), grown).spells[0]
    assert (made.how, made.years, round(made.value, 6), round(made.yearly, 6)) == ("chained", (2017, 2018), 21.0, 10.0)
    levels = over_years(asked("", "yoy", indicators=("gdp",)), years(1e8, 2e8, 3e8, indicator="gdp"))
    assert (levels.spells, levels.left_out) == ((), (Refusal("few"),))
    gap = over_years(asked("", "yoy", indicators=("gdp",)), years(5, 5, indicator="gdp", measure="yoy", unit="%"))
    assert gap.left_out == (Refusal("links", ("360102",)),)


@pytest.mark.parametrize(
    ("question", "given", "reason"),
    [
        (asked(indicators=("population",)), years(1e6, 2e6, indicator="population", unit="人"), "stock"),
        (asked(indicators=("urbanization",)), years(50, 51, indicator="urbanization", unit="%"), "rates"),
        (asked(indicators=("gdp_per_capita",)), years(5e4, 6e4, indicator="gdp_per_capita"), "rates"),
        (asked("sum", "yoy"), years(5, 6, measure="yoy", unit="%"), "rates"),
        (asked(indicators=("projects",)), years(5, 6, indicator="projects", unit="个"), "things"),
        (asked(), years(1e8, 2e8, first=2018, **XINJIAN), "few"),
        (asked(years=(2018, 2020)), years(1e8, 2e8, first=2018, **XINJIAN), "crossed"),
        (asked("", "yoy"), years(1e8, 2e8), "ends"),
        (asked("", "yoy"), years(1e8, 2e8, 3e8, bound="ge"), "open"),
        (asked(), years(1e8, 2e8, value_high=3e8), "open"),
    ],
)
def test_what_would_mislead_is_refused_with_its_reason(question: Question, given: Any, reason: str) -> None:
    told = over_years(question, given)
    assert told.spells == ()
    assert [each.reason for each in told.left_out] == [reason]


def test_a_year_that_documents_contradict_is_not_added() -> None:
    told = rows(
        *({"year": y, "value": v, "indicator": "fiscal_revenue"} for y, v in ((2016, 1e8), (2016, 5e8), (2017, 2e8)))
    )
    assert over_years(asked(), told).left_out == (Refusal("several", ("360102",)),)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_its_sentence(language: Language) -> None:
    told = [name for name in read_toml("words/question.toml")["text"] if name.startswith("question.years.")]
    named = (
        "areas",
        "count",
        "years",
        "place",
        "indicator",
        "value",
        "first",
        "last",
        "before",
        "after",
        "change",
        "yearly",
    )
    assert all(say(name, language, **dict.fromkeys(named, "x")) for name in told)
    reasons = ("things", "rates", "stock", "several", "crossed", "open", "ends", "links", "few")
    assert {f"question.years.{reason}" for reason in reasons} <= {*told}
