from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from made import made_observation, observations

from indicators.model import COLUMNS, Period, Report
from indicators.table import (
    DOCUMENTS,
    arrow_to_frame,
    derive_province,
    document_row,
    format_time_period,
    frame_to_observations,
    observations_to_arrow,
    observations_to_frame,
    row_to_report,
    stored_observations,
)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2014-01-01", "2014-12-31", "2014"),
        ("2021-01-01", "2021-06-30", "2021-S1"),
        ("2021-07-01", "2021-12-31", "2021-S2"),
        ("2021-01-01", "2021-03-31", "2021-Q1"),
        ("2021-10-01", "2021-12-31", "2021-Q4"),
        ("2021-07-01", "2021-07-31", "2021-07"),
        ("2020-02-01", "2020-02-29", "2020-02"),
        ("2021-01-01", "2021-10-31", "2021-01-01/P10M"),
        ("2021-01-01", "2021-02-28", "2021-01-01/P2M"),
        ("2021-02-01", "2021-04-30", "2021-02-01/P3M"),
        ("2021-04-01", "2021-09-30", "2021-04-01/P6M"),
        ("2016-01-01", "2020-12-31", "2016-01-01/P5Y"),
        ("2020-07-01", "2021-06-30", "2020-07-01/P1Y"),
        ("2020-07-01", "2021-12-31", "2020-07-01/P18M"),
        ("2021-07-15", "2021-07-15", "2021-07-15"),
        ("2021-07-01", "2021-07-20", "2021-07-01/P20D"),
        ("2020-02-01", "2020-02-28", "2020-02-01/P28D"),
    ],
)
def test_time_period_names_exactly_the_days(start: str, end: str, expected: str) -> None:
    assert format_time_period(Period(date.fromisoformat(start), date.fromisoformat(end))) == expected


def test_unknown_period_is_empty_text() -> None:
    row = observations_to_frame([made_observation(period=None)]).iloc[0]
    assert [row.period_start, row.period_end, row.time_period] == ["", "", ""]


@pytest.mark.parametrize(
    ("code", "province"),
    [
        ("360102", "360000"),
        ("110000", "110000"),
        ("X-360100-gaoxin", "360000"),
        ("", "000000"),
        ("X", "000000"),
        ("３６0102", "000000"),
    ],
)
def test_province_is_the_first_two_digits(code: str, province: str) -> None:
    assert derive_province(code) == province


def test_columns_and_types_do_not_depend_on_the_rows() -> None:
    empty, full = observations_to_frame([]), observations_to_frame([made_observation(value_high=9.5)])
    assert tuple(empty.columns) == tuple(full.columns) == COLUMNS
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_no_upper_value_is_missing_and_not_zero() -> None:
    frame = observations_to_frame([made_observation(value_high=None), made_observation(value_high=0.0)])
    assert frame["value_high"].isna().tolist() == [True, False]


def test_text_columns_have_no_missing_values() -> None:
    frame = observations_to_frame([made_observation(basis="", article="", rules=())])
    assert frame.loc[0, ["basis", "article", "rules"]].tolist() == ["", "", ""]


def test_rules_are_joined() -> None:
    frame = observations_to_frame([made_observation(rules=("a", "b"))])
    assert frame.loc[0, "rules"] == "a;b"


@given(observations())
def test_frame_gives_the_observations_back(made: list) -> None:
    assert frame_to_observations(observations_to_frame(made)) == made


def test_arrow_and_frame_hold_the_same() -> None:
    made = [made_observation(), made_observation(period=None, value_high=12.0)]
    pd.testing.assert_frame_equal(arrow_to_frame(observations_to_arrow(made)), observations_to_frame(made))


def test_stored_rows_carry_partition_year_and_fingerprint() -> None:
    made = [made_observation(area_code="440000"), made_observation(area_code="", period=None)]
    table = stored_observations(observations_to_arrow(made), "abc")
    assert table["province"].to_pylist() == ["440000", "000000"]
    assert table["year"].to_pylist() == [made[0].period.end.year, None]
    assert table["sha256"].to_pylist() == ["abc", "abc"]


@pytest.mark.parametrize("published", [None, date(2015, 1, 20)])
def test_report_survives_its_row(published: date | None) -> None:
    report = Report("a", "文字", "标题", "单位", published, "东湖区", "brief", "https://example.org", "f00")
    row = document_row(report, "p", ["360000"], {"observations": 2})
    assert row_to_report(row) == report
    assert set(row) == set(DOCUMENTS.names)
