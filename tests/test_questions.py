from dataclasses import replace

import pytest
from expected import each_text, read_cases
from hypothesis import given
from hypothesis import strategies as st

from indicators.answers import Answer, answer
from indicators.asked import Question
from indicators.labels import LANGUAGES, say
from indicators.lexicon import catalogue, read_toml
from indicators.model import KINDS, MEASURES, Report
from indicators.question_numbers import Limit
from indicators.question_words import make_vocabulary
from indicators.questions import read_question
from indicators.ranking import SIGNS
from indicators.series import prepare
from indicators.store import Store
from indicators.tiers import RANKS
from indicators.totals import Refusal, Total

CASES = read_cases("questions")
PLACES = [
    ("360102", "东湖区"),
    ("360112", "新建区"),
    ("360122", "新建县"),
    ("360100", "南昌市"),
    ("360000", "江西省"),
    ("360121", "南昌县"),
    ("X-360100-gaoxin", "南昌高新区"),
]
WORDS = make_vocabulary(PLACES)


@pytest.mark.parametrize(("text", "case"), each_text(CASES["question"]))
def test_question(text, case):
    years = (case["since"], None) if "since" in case else tuple(case["years"]) if "years" in case else None
    lists = ("areas", "indicators", "unknown", "absent")
    limits = tuple(Limit(**limit) for limit in case.get("limits", ()))
    expected = Question(
        **{name: tuple(case.get(name, ())) for name in lists},
        **{
            name: case.get(name, "") for name in ("measure", "kind", "order", "over", "fold", "beside", "side", "basis")
        },
        apart=case.get("apart", False),
        years=years,
        count=case.get("count"),
        listed=tuple(case.get("listed", ())),
        months=tuple(case["months"]) if "months" in case else None,
        limits=limits,
        relative=tuple(map(tuple, case.get("relative", ()))),
    )
    asked = read_question(text, WORDS, case.get("newest"))
    said = tuple(replace(limit, words="") for limit in asked.limits)  # as written, which differs between spellings
    assert replace(asked, limits=said) == expected


@given(st.text(max_size=40))
def test_any_text_is_a_question_or_is_not_understood(text):
    question = read_question(text, WORDS)
    asks = (
        question.areas or question.indicators or question.order or question.limits or question.fold or question.beside
    )
    assert question.is_understood == bool(asks and not question.unknown and not question.absent)


def test_every_code_of_the_rules_is_known():
    rules = read_toml("questions.toml")
    assert {code for codes in rules["indicators"].values() for code in codes} <= set(catalogue())
    assert {cue["measure"] for cue in rules["cue"] if "measure" in cue} <= set(MEASURES)
    assert {cue["kind"] for cue in rules["cue"] if "kind" in cue} <= set(KINDS)
    assert {cue["over"] for cue in rules["cue"] if "over" in cue} == {"places", "cities", "provinces", "years"}
    assert {cue["fold"] for cue in rules["cue"] if "fold" in cue} == {"sum", "mean", "total", "cumulative"}
    assert {cue["order"] for cue in rules["cue"] if "order" in cue} == {"highest", "lowest"}


def test_every_limit_is_told_before_or_behind_a_number():
    rules = read_toml("questions.toml")["limit"]
    assert {rule["sign"] for rule in rules} == set(SIGNS)
    for rule in rules:
        for word in rule["before"]:
            assert read_question(f"GDP {word} 500亿", WORDS).limits[0].sign == rule["sign"], word
        for word in rule.get("after", ()):
            assert read_question(f"GDP 500亿 {word}", WORDS).limits[0].sign == rule["sign"], word


REPORTED = {
    "one": "2018年，东湖区地区生产总值100亿元，增长7%。2019年，东湖区地区生产总值109亿元，增长9%。2020年，东湖区地区生产总值预计112亿元。",
    "two": "2019年，新建区地区生产总值300亿元，增长8.1%；实施项目30个。2019年，南昌市地区生产总值5000亿元，增长12%。",
    "three": "2019年，南昌县地区生产总值增长8.5%；2020年地区生产总值增长目标为6%。2019年，南昌县实施项目50个。",
    "four": "2019年1-6月，青山湖区地区生产总值增长20%。",
    "six": "2019年，九江市地区生产总值3200亿元。",
    "seven": "2019年，江西省地区生产总值25000亿元。",
    "five": "2019年，安义县地区生产总值300亿元以上，增长5%—10%。",
}


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    store = Store(str(tmp_path_factory.mktemp("asked") / "store"))
    store.save([Report(name, text, title=name) for name, text in REPORTED.items()])

    def ask(text: str) -> Answer:
        question = read_question(text, make_vocabulary(store.facets().areas))
        assert question.is_understood, question
        places = [code for code, _ in store.facets().areas]
        return answer(question, lambda **filters: prepare(store.select(**filters)), places)

    return ask


def told(answer: Answer) -> list[str]:
    return [f"{area} {surface}" for area, surface in zip(answer.rows["area"], answer.rows["surface"], strict=True)]


def test_a_figure_comes_with_its_growth(asked):
    assert told(asked("东湖区 2019年 GDP")) == ["东湖区 109亿元", "东湖区 9%"]


def test_districts_are_ranked_within_one_period_and_without_their_city(asked):
    found = asked("2019年哪些县区增长最快")
    assert told(found) == ["东湖区 9%", "南昌县 8.5%", "新建区 8.1%", "安义县 5%—10%"]
    assert (found.order.of, found.order.open, found.assumed) == (0, ("360123",), ("indicators",))
    assert told(asked("2019年增长最慢的县区")) == ["安义县 5%—10%", "新建区 8.1%", "南昌县 8.5%", "东湖区 9%"]
    assert told(asked("2019年GDP增速前二")) == ["东湖区 9%", "南昌县 8.5%"]


def test_districts_that_are_asked_for_come_without_their_city(asked):
    assert "南昌市" not in set(asked("2019年各县区GDP增速").rows["area"])
    assert "南昌市" in set(asked("2019年GDP增速").rows["area"])


def test_a_city_is_ranked_where_it_is_named(asked):
    found = asked("南昌市 东湖区 新建区 2019年 GDP 排名")
    assert told(found) == ["南昌市 5000亿元", "新建区 300亿元", "东湖区 109亿元"]


def test_a_share_of_the_city_is_worked_out_of_both_levels(asked):
    for text in (
        "2019年新建区GDP占全市比重",
        "新建区2019年GDP占南昌市的份额",
        "Xinjian District's share of the city's GDP 2019",
    ):
        found = asked(text)
        assert told(found) == ["新建区 300亿元", "南昌市 5000亿元"], text
        assert found.held.shares.rows["value"].tolist() == [6.0]
    assert [each.reason for each in asked("东湖区2018年GDP占全市比重").held.shares.left_out] == ["no_total"]
    everyone = asked("2019年各县区GDP占全市比重")
    assert everyone.held.shares.rows["area"].tolist() == ["新建区", "东湖区"], "the county tells a bound only"


def test_a_share_of_the_province_or_country_is_worked_out_of_both_levels(asked):
    for text in (
        "2019年南昌市GDP占全省比重",
        "2019年南昌市GDP占江西省的比重",
        "Nanchang City's share of the province's GDP 2019",
    ):
        found = asked(text)
        assert told(found) == ["南昌市 5000亿元", "江西省 25000亿元"], text
        assert found.held.shares.rows["value"].tolist() == [20.0]
    cities = asked("2019年各市GDP占全省比重").held.shares.rows
    assert list(zip(cities["area"], cities["value"], strict=True)) == [("南昌市", 20.0), ("九江市", 12.8)]
    assert [each.reason for each in asked("2019年江西省GDP占全国比重").held.shares.left_out] == ["no_total"]


def test_two_places_are_taken_from_each_other_where_they_compare(asked):
    for text in ("新建区2019年GDP比东湖区高多少", "difference between Xinjian District and Donghu District GDP 2019"):
        found = asked(text)
        assert (found.held.change.value, found.held.change.unit) == (191e8, "CNY"), text
        assert told(found) == ["新建区 300亿元", "东湖区 109亿元"]
    points = asked("2019年东湖区GDP增速比全市高几个百分点").held.change
    assert (points.value, points.unit) == (-3.0, "pp")
    assert asked("2019年安义县GDP比东湖区高多少").held.change == "bound"
    assert asked("2019年南昌县GDP比东湖区高多少").held.change == "missing"
    assert asked("2019年东湖区GDP比全市低多少").held.change == "part"
    assert asked("2019年GDP相差多少").refused == "places"


def test_places_are_held_against_the_city_above_them(asked):
    below = asked("2019年GDP增速低于全市的县区")
    assert told(below) == ["东湖区 9%", "南昌县 8.5%", "新建区 8.1%", "安义县 5%—10%", "南昌市 12%"]
    assert (below.held.of, below.held.met, below.held.unsure) == (4, 4, 0)
    above = asked("districts whose GDP grew faster than the city in 2019")
    assert (told(above), above.held.met) == (["南昌市 12%"], 0)
    assert asked("2019年GDP增速高于全省的县区").refused == "no_yard"


def test_declines_are_growth_below_zero(asked):
    assert asked("2019年GDP下降的县区").refused == "none_meets"
    assert [limit.value for limit in asked("2019年GDP下降3%以上的县区").question.limits] == [-3.0]
    assert told(asked("东湖区2019年GDP下降")) == ["东湖区 9%"], "of a place that is named what it did is told"


def test_a_definition_is_asked_for_by_name(asked):
    assert told(asked("东湖区2019年GDP可比价增速")) == ["东湖区 9%"]
    refused = asked("东湖区2019年GDP省口径")
    assert (refused.refused, refused.definitions) == ("definition", ("",))


def test_the_period_that_most_report_is_taken_and_said(asked):
    found = asked("哪些县区增长最快")
    assert set(found.rows["time_period"]) == {"2019"}
    assert found.assumed == ("indicators", "period")


def test_an_estimate_or_target_is_no_rival_of_outcomes(asked):
    assert asked("2020年GDP排名").refused == "nothing"
    assert told(asked("2020年GDP目标")) == ["南昌县 6%"]


def test_years_of_one_place_in_order(asked):
    assert told(asked("东湖区哪年GDP增速最高")) == ["东湖区 9%", "东湖区 7%"]
    assert asked("哪年GDP增速最高").refused == "no_order"


def test_a_limit_leaves_what_meets_it_for_certain(asked):
    found = asked("2019年GDP增速超过8%的县区")
    assert told(found) == ["东湖区 9%", "南昌县 8.5%", "新建区 8.1%"]
    assert (found.order.of, found.order.unsure) == (4, 1), "5%—10% may be more than 8% or not"
    assert told(asked("2019年GDP增速8.5以上")) == ["东湖区 9%", "南昌县 8.5%"]
    assert told(asked("districts with growth below 8.5% in 2019")) == ["新建区 8.1%"]


def test_a_limit_on_an_amount_takes_the_unit_of_its_indicator(asked):
    over = asked("2019年GDP超过200亿")
    assert (told(over), over.question.limits[0].unit, over.order.unsure) == (
        ["安义县 300亿元", "新建区 300亿元"],
        "CNY",
        0,
    )
    assert told(asked("2019 GDP over 20 billion yuan")) == told(over)
    assert asked("2019年GDP超过300亿").order.unsure == 1, "300亿元以上 may be more than 300亿元 or not"
    assert asked("2019年GDP超过200亿美元").refused == "nothing"


def test_a_limit_that_nothing_meets_says_how_many_were_looked_at(asked):
    found = asked("2019年GDP超过9000亿")
    assert (found.refused, found.order.of, found.order.unsure) == ("none_meets", 3, 1)


def test_a_limit_for_one_place_runs_over_its_years(asked):
    assert told(asked("东湖区GDP超过105亿")) == ["东湖区 109亿元"]
    assert told(asked("东湖区哪年GDP增速低于8%")) == ["东湖区 7%"]


def test_two_limits_leave_what_lies_between_them(asked):
    for text in (
        "2019年GDP超过100亿低于200亿",
        "2019年GDP在100亿到200亿之间",
        "2019 GDP between 10 and 20 billion yuan",
    ):
        assert told(asked(text)) == ["东湖区 109亿元"], text
    found = asked("2019年GDP增速在8.2%到8.9%之间的县区")
    assert (told(found), found.order.of, found.order.unsure) == (["南昌县 8.5%"], 4, 1)
    assert told(asked("2019年GDP增速8.2到8.9之间")) == ["南昌县 8.5%"], "beside growth a bare number is a percentage"


def test_places_are_added_where_the_sum_means_something(asked):
    found = asked("东湖区 新建区 2019年 GDP 合计")
    assert told(found) == ["新建区 300亿元", "东湖区 109亿元"]
    assert found.together == Total("sum", 409e8, "CNY", "eq", 2)
    everyone = asked("2019年各县区GDP总和").together
    assert (everyone.value, everyone.bound, everyone.count) == (709e8, "ge", 3), (
        "one of them is 以上, and the city is none"
    )
    assert asked("average GDP of the districts in 2019").together.value == pytest.approx(709e8 / 3)
    assert asked("东湖区 南昌县 新建区 2019年 GDP 合计").without == ("360121",)


@pytest.mark.parametrize(
    ("text", "reason", "places"),
    [
        ("2019年各县区GDP增速平均", "rates", ()),
        ("东湖区 新建区 2019年 GDP 增速合计", "rates", ()),
        ("2019年各县区项目合计", "things", ()),
        ("东湖区 2019年 GDP 合计", "one", ()),
        ("南昌市 东湖区 2019年 GDP 合计", "nested", ("360102",)),
    ],
)
def test_a_sum_that_would_mislead_has_its_reason_and_the_reported_rows(text, reason, places, asked):
    found = asked(text)
    assert found.together == Refusal(reason, places)
    assert len(found.rows)


def test_an_order_names_who_is_missing_and_what_leaves_it_open(asked):
    found = asked("2019年各县区GDP排名")
    assert found.missing == ("360111", "360121")
    assert told(found)[:2] == ["安义县 300亿元", "新建区 300亿元"], "以上 is as much or more"
    assert asked("东湖区 新建区 2019年 GDP 排名").missing == ()


def test_a_year_without_figures_points_to_years_of_the_places_meant(asked):
    assert asked("2018年各市GDP排名").years == (2019,), "of 2018 there is a district only"


def test_cities_and_provinces_are_ranked_among_each_other(asked):
    assert told(asked("2019年各市GDP排名")) == ["九江市 3200亿元", "南昌市 5000亿元"][::-1]
    assert told(asked("provinces ranked by GDP 2019")) == ["江西省 25000亿元"]
    assert told(asked("2019年江西省各市GDP排名")) == told(asked("2019年各市GDP排名"))
    found = asked("2019年南昌市各县区GDP排名")
    assert found.within == ("360100",)
    assert set(found.rows["area"]) == {"东湖区", "新建区", "安义县"}
    assert asked("2019年九江市各县区GDP排名").refused == "nothing"


def test_months_are_answered_by_just_these_months(asked):
    assert told(asked("2019年上半年GDP增速")) == ["青山湖区 20%"]
    assert told(asked("2019年1-6月哪些县区增长最快")) == ["青山湖区 20%"]
    assert asked("2019年一季度GDP").refused == "nothing"


def test_what_counts_different_things_is_not_ranked(asked):
    assert asked("2019年项目最多的县区").refused == "no_order"


def test_a_question_without_figures_names_the_years_that_have_some(asked):
    found = asked("东湖区 2015年 GDP")
    assert (found.refused, found.years) == ("nothing", (2018, 2019, 2020))
    assert found.rows.empty


def test_places_without_a_figure_are_named(asked):
    assert asked("东湖区 南昌县 2018年 GDP").without == ("360121",)


@pytest.mark.parametrize("rank", RANKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questions_on_offer_are_understood(language, rank):
    area, peers = "东湖区" if language == "zh" else "Donghu District", say(f"question.peers.{rank}", language)
    what = say("question.example.revenue", language)
    for name in ("value", "fastest", "top"):
        text = say(f"question.example.{name}", language, area=area, peers=peers, year=2019, what=what)
        assert read_question(text, WORDS).is_understood, text
    asked = read_question(say("question.example.fastest", language, peers=peers, year=2019), WORDS)
    assert (asked.over, asked.order) == (rank, "highest")
