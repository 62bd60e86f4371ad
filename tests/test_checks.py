import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import indicators
import indicators.cli as cli
from indicators.areas import changed
from indicators.checks import CHECKS, FINDING_COLUMNS, Finding, check, findings_to_frame
from indicators.checks.rows import prepare_rows
from indicators.labels import LANGUAGES
from indicators.lexicon import catalogue, read_toml
from indicators.model import COLUMNS
from indicators.reports import read_report
from indicators.store import open_store, seeds_folder
from indicators.table import OBSERVATIONS, arrow_to_frame

SETTINGS = read_toml("checks.toml")
YEAR_2014 = {"period_start": "2014-01-01", "period_end": "2014-12-31", "time_period": "2014"}
YEAR_2013 = {"period_start": "2013-01-01", "period_end": "2013-12-31", "time_period": "2013"}
MONTHS = {"period_start": "2014-01-01", "period_end": "2014-10-31", "time_period": "2014-01-01/P10M"}
CITY = {"area_code": "360100", "area": "南昌市"}
YI = 1e8


def row(value: float, surface: str = "", **other: Any) -> dict[str, Any]:
    """A row of 东湖区's GDP of 2014; ``surface`` defaults to the value in 亿元."""
    base = {
        "doc_id": "a",
        "article": "",
        "area_code": "360102",
        "area": "东湖区",
        "indicator": "gdp",
        "label": "地区生产总值",
        "measure": "level",
        **YEAR_2014,
        "value": value,
        "value_high": float("nan"),
        "unit": "CNY",
        "kind": "actual",
        "bound": "eq",
        "basis": "",
        "surface": surface or f"{value / YI:g}亿元",
        "start": 0,
        "end": 5,
        "sentence": "",
        "rules": "",
    }
    return base | other


def rate(value: float, **other: Any) -> dict[str, Any]:
    return row(value, f"{abs(value):g}%", **({"measure": "yoy", "unit": "%"} | other))


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    """The tidy table of rows, each at its own place in its document."""
    placed = [each | {"start": 10 * number, "end": 10 * number + 5} for number, each in enumerate(rows)]
    empty = arrow_to_frame(OBSERVATIONS.empty_table())
    return pd.DataFrame(placed, columns=list(COLUMNS)).astype(empty.dtypes.to_dict())


def rules(*rows: dict[str, Any]) -> list[str]:
    return [finding.rule for finding in check(table(*rows))]


# the same key


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (row(429 * YI), row(429 * YI, doc_id="b"), []),
        (row(429 * YI), row(430 * YI, doc_id="b"), ["conflict"]),
        (row(429 * YI), row(429.4 * YI, doc_id="b"), ["rounding"]),
        (row(429 * YI), row(429.6 * YI, doc_id="b"), ["conflict"]),
        (row(100 * YI, bound="ge"), row(109.5 * YI), ["rounding"]),
        (row(100 * YI), row(109.5 * YI), ["conflict"]),
        (row(110 * YI, bound="ge"), row(109.5 * YI), ["conflict"]),
        (row(110 * YI, bound="le"), row(109.5 * YI), ["rounding"]),
        (row(110 * YI, bound="approx"), row(108.1 * YI), ["rounding"]),
        (row(110 * YI, bound="approx"), row(98.1 * YI), ["conflict"]),
        (row(3000 * YI, "三千亿"), row(2774 * YI), ["conflict"]),
        (rate(8), rate(8.2, doc_id="b"), ["rounding"]),
        (rate(8.1), rate(8.2, doc_id="b"), ["conflict"]),
        (rate(-6.9), rate(-7, doc_id="b"), ["rounding"]),
        (rate(6, value_high=6.5, kind="target"), rate(6.2, kind="target"), ["rounding"]),
    ],
)
def test_rounding_is_told_from_conflict(first: dict[str, Any], second: dict[str, Any], expected: list[str]) -> None:
    assert rules(first, second) == expected
    assert rules(second, first) == expected


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "estimate"},
        {"kind": "target"},
        {"area_code": "360103", "area": "西湖区"},
        {"unit": "USD", "surface": "55亿美元", "indicator": "gdp"},
        MONTHS,
        YEAR_2013,
    ],
)
def test_what_differs_by_kind_place_unit_or_period_is_no_conflict(other: dict[str, Any]) -> None:
    assert rules(row(429 * YI), row(55 * YI) | other) == []


def test_rows_of_unknown_place_or_period_are_not_compared() -> None:
    nowhere = {"area_code": "", "area": ""}
    never = {"period_start": "", "period_end": "", "time_period": ""}
    assert rules(row(1e10, **nowhere), row(2e10, **nowhere)) == []
    assert rules(row(1e10, **never), row(2e10, **never)) == []


def test_a_place_without_a_code_is_known_by_its_name() -> None:
    assert rules(row(1e10, area_code="", area="瑶湖新城"), row(2e10, area_code="", area="瑶湖新城")) == ["conflict"]


def test_definitions_are_told_apart() -> None:
    fiscal = {"indicator": "fiscal_revenue", "label": "财政总收入"}
    rows = [row(63.83 * YI, basis="省口径", **fiscal), row(80.52 * YI, basis="市口径", **fiscal)]
    [finding] = check(table(*rows))
    assert (finding.rule, finding.severity) == ("definition", "notice")
    assert finding.message("zh") == "东湖区2014年财政总收入因口径不同而不同：63.83亿元（省口径）；80.52亿元（市口径）。"
    assert finding.message("en") == (
        "Donghu District, 2014, Total fiscal revenue: values differ by definition: "
        "6.383 billion yuan (provincial definition); 8.052 billion yuan (city definition)."
    )


def test_a_narrower_name_is_a_definition_too() -> None:
    capital = {"indicator": "domestic_capital"}
    assert rules(
        row(74.08 * YI, label="实际利用内资", **capital), row(53.5 * YI, label="利用省外项目资金", **capital)
    ) == ["definition"]


def test_constant_prices_are_what_real_growth_means_anyway() -> None:
    assert rules(rate(8.1), rate(8.4, basis="可比价")) == ["conflict"]


def test_two_bases_of_equal_value_are_nothing() -> None:
    assert rules(row(429 * YI, basis="省口径"), row(429 * YI)) == []


def test_targets_of_two_documents_are_revised() -> None:
    assert rules(rate(8.5, kind="target"), rate(9.1, kind="target", doc_id="b")) == ["revised"]
    assert rules(rate(8.5, kind="target"), rate(9.1, kind="target")) == ["conflict"]


@pytest.mark.parametrize("measure", SETTINGS["agreement"]["open_measures"])
def test_what_is_measured_against_something_unnamed_is_not_compared(measure: str) -> None:
    units = {"rank": "rank", "multiple": "times", "diff": "pp"}
    rows = [row(value, f"{value:g}", measure=measure, unit=units.get(measure, "%")) for value in (2, 3)]
    assert rules(*rows) == []


def test_of_many_things_only_specific_labels_of_different_documents_are_compared() -> None:
    def count(value: float, label: str, doc_id: str) -> dict[str, Any]:
        return row(value, f"{value:g}个", indicator="projects", unit="个", label=label, doc_id=doc_id)

    assert rules(count(8, "项目", "a"), count(24, "项目", "b")) == []
    assert rules(count(8, "旧城改造项目", "a"), count(24, "旧城改造项目", "a")) == []
    assert rules(count(8, "旧城改造项目", "a"), count(24, "产业类项目", "b")) == []
    assert rules(count(8, "旧城改造项目", "a"), count(24, "旧城改造项目", "b")) == ["ambiguous"]


def test_a_figure_told_twice_in_a_document() -> None:
    assert rules(row(429 * YI), row(429 * YI)) == ["repeated"]
    assert rules(row(429 * YI), row(429 * YI, basis="省口径")) == []
    two_lots = row(4, "4个", indicator="projects", unit="个", label="重点项目")
    assert rules(two_lots, two_lots) == []


# parts and wholes


def amount(indicator: str, value: float, **other: Any) -> dict[str, Any]:
    return row(value, indicator=indicator, label="", **other)


@pytest.mark.parametrize(
    ("part", "whole"), [(part, each["whole"]) for each in SETTINGS["part"] for part in each["part"]]
)
def test_a_part_above_its_whole(part: str, whole: str) -> None:
    unit = catalogue()[part].unit
    written = "1{}亿千瓦时" if unit == "kWh" else "1{}亿元"
    small, large = (
        {"surface": written.format(0), "unit": unit, "value": 10 * YI},
        {"surface": written.format(2), "unit": unit, "value": 12 * YI},
    )
    assert rules(amount(part, 0) | small, amount(whole, 0) | large) == []
    assert rules(amount(part, 0) | large, amount(whole, 0) | small) == ["part"]


def test_a_part_is_not_above_a_whole_that_rounds_to_it_or_has_no_upper_end() -> None:
    assert rules(amount("primary_va", 100.3 * YI), row(100 * YI)) == []
    assert rules(amount("primary_va", 150 * YI), row(100 * YI, bound="ge")) == []
    assert rules(amount("primary_va", 150 * YI), row(100 * YI, kind="target")) == []
    assert rules(amount("primary_va", 150 * YI), row(100 * YI) | MONTHS) == []


def test_part_names_both_rows() -> None:
    [finding] = check(table(amount("exports", 12 * YI), amount("trade_total", 9 * YI, doc_id="b")))
    assert finding.rows == (("a", 0), ("b", 10))
    assert finding.message("zh") == "东湖区2014年：部分大于总体：出口总额12亿元（a）；进出口总额9亿元（b）。"


def test_sectors_that_do_not_add_up() -> None:
    sectors = [amount("primary_va", 4.1 * YI), amount("secondary_va", 764.22 * YI), amount("tertiary_va", 242.12 * YI)]
    assert rules(*sectors, row(1010.4 * YI)) == []
    [finding] = check(table(*sectors, row(1010.24 * YI)))
    assert finding.rule == "sum"
    assert "各部分合计1,010.44亿元" in finding.message("zh")
    assert rules(*sectors[:2], row(1010.24 * YI)) == []
    assert rules(*sectors, row(1010.24 * YI, doc_id="b")) == []


@pytest.mark.parametrize(
    ("shares", "wrong"), [((6.2, 55.5, 38.3), False), ((6.2, 55.5, 38.4), False), ((6.2, 55.5, 39.3), True)]
)
@pytest.mark.parametrize("one", [True, False])
def test_shares_of_the_sectors(shares: tuple[float, ...], wrong: bool, one: bool) -> None:
    codes = ["industry_structure"] * 3 if one else SETTINGS["structure"]["three"]
    labels = ("第一产业", "第二产业", "第三产业")
    rows = [
        rate(share, indicator=code, label=label, measure="share")
        for share, code, label in zip(shares, codes, labels, strict=True)
    ]
    assert rules(*rows) == (["structure"] if wrong else [])
    assert rules(*rows[:2]) == []


def test_a_district_above_its_city() -> None:
    assert rules(row(429 * YI), row(3000 * YI, **CITY)) == []
    [finding] = check(table(row(429 * YI), row(300 * YI, **CITY)))
    assert finding.rule == "district"
    assert finding.message("zh") == "2014年地区生产总值：东湖区大于它所在的南昌市：东湖区429亿元；南昌市300亿元。"
    zone = {"area_code": "X-360100-gaoxin", "area": "南昌高新区"}
    assert rules(row(429 * YI, **zone), row(300 * YI, **CITY)) == ["district"]
    province = {"area_code": "360000", "area": "江西省"}
    assert rules(row(429 * YI), row(300 * YI, **province)) == ["district"]


def test_averages_of_a_district_may_be_above_its_city() -> None:
    rows = [
        row(value, f"{value}元", indicator="gdp_per_capita", **area) for value, area in ((180000, {}), (90000, CITY))
    ]
    assert rules(*rows) == []


# growth


def grown(rise: float, before: float, now: float, indicator: str, **other: Any) -> list[dict[str, Any]]:
    return [
        amount(indicator, before * YI, **({"doc_id": "b"} | other | YEAR_2013)),
        rate(rise, indicator=indicator, **other),
        amount(indicator, now * YI, **other),
    ]


def growing(rise: float, before: float, now: float, **other: Any) -> list[str]:
    return rules(*grown(rise, before, now, **({"indicator": "retail_sales"} | other)))


def test_growth_that_levels_contradict() -> None:
    assert growing(10, 100, 110) == []
    assert growing(10, 100, 110.6) == []  # 100 may be 100.4
    assert growing(10, 100, 130) == ["growth"]
    assert growing(10, 100, 130, doc_id="a") == ["slip"]
    assert growing(10, 100, 1100) == ["slip"]


def test_real_growth_is_never_held_against_levels() -> None:
    real = [code for code, entry in catalogue().items() if entry.growth == "real"]
    rows = [each for code in real for each in grown(10, 1000, 1300, code)]
    assert {"growth", "slip"}.isdisjoint(rules(*rows))
    assert growing(10, 100, 130, sentence="扣除价格因素，实际增长10%") == []


def test_growth_is_not_checked_across_definitions_or_changed_places() -> None:
    assert (
        rules(
            amount("fiscal_revenue", 100 * YI, doc_id="b", **YEAR_2013),
            rate(10, indicator="fiscal_revenue", basis="同口径"),
            amount("fiscal_revenue", 130 * YI),
        )
        == []
    )
    year_2018, year_2019 = (
        {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31", "time_period": f"{year}"}
        for year in (2018, 2019)
    )
    for area, expected in ((("360112", "新建区"), []), (("360102", "东湖区"), ["growth"])):
        place = {"area_code": area[0], "area": area[1], "indicator": "retail_sales", "label": ""}
        rows = [row(100 * YI, doc_id="b"), rate(10), row(130 * YI)]
        assert (
            rules(*(each | place | year for each, year in zip(rows, (year_2018, year_2019, year_2019), strict=True)))
            == expected
        )


def fallen(before: float, now: float, *rises: float, **other: Any) -> list[str]:
    years = [
        {"period_start": f"{y}-01-01", "period_end": f"{y}-12-31", "time_period": f"{y}"} for y in (2014, 2015, 2016)
    ]
    told = [amount("gdp", before * YI, doc_id="a"), amount("gdp", now * YI, doc_id="c")]
    growths = [rate(rise, doc_id="b") for rise in rises]
    dated = zip([*told, *growths], (years[0], years[2], years[1], years[2]), strict=False)
    return rules(*(each | year | other for each, year in dated))


def test_levels_that_fall_while_growth_is_upward() -> None:
    assert fallen(500, 450, 7) == ["fall"]
    assert fallen(500, 480, 7) == []  # prices may have fallen
    assert fallen(500, 450) == []
    assert fallen(500, 450, 7, -8) == []  # it did fall
    assert fallen(500, 450, 7, bound="ge") == []
    assert fallen(500, 450, 7, indicator="retail_sales", label="") == []  # nominal growth is held against levels itself
    assert fallen(500, 450, 7, area_code="360112", area="新建区") == ["place"]  # a county until 2015


# single figures


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (row(8, "8%", unit="%"), row(8 * YI)),
        (rate(8, unit="pp"), rate(8)),
        (row(3, "3位", measure="rank", unit="位"), row(3, "3位", measure="rank", unit="rank")),
        (row(5e5, "50万元", indicator="population"), row(5e5, "50万人", indicator="population", unit="人")),
        (row(5e5, "50万亩", indicator="grain", unit="亩"), row(5e5, "50万吨", indicator="grain", unit="t")),
    ],
)
def test_a_unit_that_does_not_fit(wrong: dict[str, Any], right: dict[str, Any]) -> None:
    assert rules(wrong) == ["unit"]
    assert rules(right) == []


def test_every_unit_of_the_catalogue_fits_itself() -> None:
    rows = [
        row(
            sum(entry.range or (100, 300)) / 4, "1", indicator=code, unit=entry.unit, area_code="", area=f"地方{number}"
        )
        for number, (code, entry) in enumerate(catalogue().items())
    ]
    assert [finding.message("en") for finding in check(table(*rows))] == []


@pytest.mark.parametrize(
    ("value", "code", "measure"),
    [
        (31.0, "unemployment", "level"),
        (-3.0, "grain", "level"),
        (101.0, "industry_structure", "share"),
        (-120.0, "exports", "yoy"),
    ],
)
def test_a_value_out_of_range(value: float, code: str, measure: str) -> None:
    unit = "%" if measure != "level" else catalogue()[code].unit
    found = rules(row(value, f"{abs(value):g}", indicator=code, unit=unit, measure=measure))
    assert [each for each in found if each != "surge"] == ["range"]


def test_growth_above_a_hundred_is_noticed_once() -> None:
    assert rules(rate(132.3, indicator="industry_profit")) == ["surge"]
    assert rules(rate(99, indicator="industry_profit")) == []


@pytest.mark.parametrize(
    ("rank", "sentence", "wrong"),
    [
        (3, "总量在全市11个县区中列第3位", False),
        (12, "总量在全市11个县区中列第12位", True),
        (12, "总量列全省第12位", False),
        (116, "列全国百强区第116位", True),
        (12, "在全市9个县区中列第2位，在全省100个县（市、区）中列第12位", False),
        (0, "列第0位", True),
        (3001, "列全国第3001位", True),
    ],
)
def test_a_rank_above_the_number_of_places(rank: float, sentence: str, wrong: bool) -> None:
    found = rules(row(rank, f"{rank}位", measure="rank", unit="rank", sentence=sentence))
    assert found == (["rank"] if wrong else [])


@pytest.mark.parametrize("entry", SETTINGS["places"], ids=lambda entry: entry["name"])
def test_patterns_match_the_example_that_is_their_reason(entry: dict[str, str]) -> None:
    assert re.search(entry["pattern"], entry["reason"])


# places over time


@pytest.mark.parametrize(
    ("code", "name", "year", "zh"),
    [
        ("360112", "新建区", 2014, "2015年由新建县设立"),
        ("360122", "新建县", 2016, "2015年撤销，并入或改为新建区"),
        ("360105", "湾里区", 2020, "2019年撤销，并入或改为新建区"),
        ("360113", "红谷滩区", 2018, "2019年设立"),
    ],
)
def test_a_place_in_a_year_without_it(code: str, name: str, year: int, zh: str) -> None:
    def of(year: int, **other: Any) -> list[Finding]:
        period = {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31", "time_period": f"{year}"}
        return check(table(row(429 * YI, area_code=code, area=name, **period, **other)))

    [finding] = of(year)
    assert (finding.rule, finding.severity) == ("place", "notice")
    assert f"{name}{year}年还没有或已经没有（{zh}）" in finding.message("zh")
    assert of(year, kind="target") == []
    assert of(2019 if code in ("360105", "360113") else 2015) == []


def test_changed_knows_before_and_after() -> None:
    assert changed("360122") == [(2015, ("360112",))]
    assert changed("360113") == [(2019, ())]
    assert changed("no such code") == []


# all of it


def test_an_empty_table_has_no_findings() -> None:
    assert check(table()) == []
    assert list(findings_to_frame([], "en").columns) == list(FINDING_COLUMNS)


def test_checks_leave_the_table_as_it_was() -> None:
    rows = table(row(429 * YI), row(430 * YI), rate(120), row(8, "8%", unit="%"))
    before = rows.copy(deep=True)
    check(rows)
    pd.testing.assert_frame_equal(rows, before)


def test_each_check_stands_alone() -> None:
    rows = table(row(429 * YI), row(430 * YI), rate(120), row(8, "8%", unit="%"))
    together = [finding for each in CHECKS for finding in each(prepare_rows(rows))]
    assert [finding for each in CHECKS for finding in each(rows)] == together


VALUES = st.sampled_from([1.0, 4.2, 8.0, 8.2, 100.0, 120.0, 3001.0])
ROWS = st.builds(
    lambda value, indicator, measure, unit, kind, bound, basis, doc_id: row(
        value,
        f"{value:g}",
        indicator=indicator,
        measure=measure,
        unit=unit,
        kind=kind,
        bound=bound,
        basis=basis,
        doc_id=doc_id,
    ),
    VALUES,
    st.sampled_from(["gdp", "primary_va", "exports", "trade_total", "projects", "industry_structure", "other", ""]),
    st.sampled_from(["level", "yoy", "rank", "share"]),
    st.sampled_from(["CNY", "%", "rank", ""]),
    st.sampled_from(["actual", "target"]),
    st.sampled_from(["eq", "approx", "ge", "le"]),
    st.sampled_from(["", "省口径"]),
    st.sampled_from(["a", "b"]),
)


@settings(max_examples=15, deadline=None)
@given(st.lists(ROWS, max_size=8), st.randoms())
def test_findings_name_rows_of_the_table_and_do_not_depend_on_their_order(
    rows: list[dict[str, Any]], random: Any
) -> None:
    frame = table(*rows)
    findings = check(frame)
    known = set(zip(frame["doc_id"], frame["start"], strict=True))
    assert all(set(finding.rows) <= known for finding in findings)
    for language in LANGUAGES:
        assert all("{" not in finding.message(language) for finding in findings)
    shuffled = frame.sample(frac=1, random_state=random.randrange(1000)).reset_index(drop=True)
    told = lambda found: sorted((each.rule, sorted(each.rows)) for each in found)  # noqa: E731
    assert told(check(shuffled)) == told(findings)


def test_the_shipped_documents_hold_no_impossible_units_ranges_or_ranks() -> None:
    frames = [indicators.parse(path) for path in sorted(seeds_folder().glob("*.md")) if path.stem != "README"]
    found = [each for each in check(pd.concat(frames)) if each.rule in ("unit", "range", "rank", "structure", "slip")]
    assert [each.message("en") for each in found] == []


# the command


@pytest.fixture
def store(tmp_path: Path) -> str:
    texts = {
        "donghu": "2014年，东湖区完成地区生产总值429亿元。2014年，东湖区财政总收入53.1亿元。",
        "notice": "2014年，东湖区完成地区生产总值435亿元。2014年，东湖区财政总收入53.14亿元。",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    kept = open_store(tmp_path / "store")
    kept.save([read_report(tmp_path / f"{name}.txt") for name in texts])
    return kept.address


def run(*arguments: object) -> Any:
    return CliRunner().invoke(cli.app, ["check", *map(str, arguments)])


def test_check_ends_with_1_when_there_are_errors(store: str) -> None:
    result = run("--store", store)
    assert result.exit_code == 1
    lines = [line.split("\t") for line in result.stdout.splitlines()]
    assert [line[:2] for line in lines] == [["error", "conflict"], ["notice", "rounding"]]
    assert "42.9 billion yuan (donghu); 43.5 billion yuan (notice)" in lines[0][2]
    assert result.stderr == "Findings: 1 errors, 1 notices.\n"


def test_check_ends_with_0_when_there_are_only_notices(store: str) -> None:
    result = run("--store", store, "--indicator", "fiscal_revenue", "--area", "东湖区", "--lang", "zh")
    assert result.exit_code == 0
    assert result.stdout.startswith("notice\trounding\t东湖区2014年财政总收入有详有略")
    assert run("--store", store, "--indicator", "gdp").exit_code == 1


def test_check_writes_findings_with_their_rows(store: str, tmp_path: Path) -> None:
    result = run("--store", store, "--output", tmp_path / "findings.csv")
    assert (result.exit_code, result.stdout) == (1, "")
    frame = pd.read_csv(tmp_path / "findings.csv", encoding="utf-8-sig", dtype="str")
    assert tuple(frame.columns) == FINDING_COLUMNS
    first = frame.iloc[0]
    assert (first["rule"], first["area"], first["indicator"], first["period"]) == ("conflict", "东湖区", "gdp", "2014")
    rows = open_store(store).select(indicators="gdp")
    assert list(zip(first["doc_ids"].split(";"), map(int, first["starts"].split(";")), strict=True)) == list(
        zip(rows["doc_id"], rows["start"], strict=True)
    )
    assert first["sentences"].split(" | ") == rows["sentence"].tolist()


def test_check_refuses_what_the_store_does_not_have(store: str, tmp_path: Path) -> None:
    assert "no area 东胡区" in run("--store", store, "--area", "东胡区").stderr
    assert run("--store", store, "--lang", "fr").exit_code == 2
    assert "is empty" in run("--store", tmp_path / "none").stderr
