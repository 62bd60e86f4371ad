"""Tables with names in place of codes, against cases worked by hand in both languages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from made import made_observation

from indicators.labels import LANGUAGES, Language
from indicators.model import COLUMNS, Period
from indicators.readable import name_places, readable, readable_wide
from indicators.table import observations_to_frame
from indicators.wide import widen

ROW: dict[str, Any] = {"value": 5.314e9, "bound": "ge", "kind": "target", "basis": "省口径"}
NAMES = {
    "zh": {"area": "东湖区", "indicator": "地区生产总值", "value": "53.14亿元以上", "unit": "元", "bound": "以上", "kind": "目标", "basis": "省口径", "time_period": "2014年"},
    "en": {"area": "Donghu District", "indicator": "Gross domestic product (GDP)", "value": "at least 5.314 billion yuan", "unit": "yuan", "bound": "at least", "kind": "Target", "basis": "provincial definition", "time_period": "2014"},
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_become_names_and_no_column_is_lost(language: Language) -> None:
    shown = readable(observations_to_frame([made_observation(**ROW)]), language)
    assert shown.columns.tolist() == list(COLUMNS)
    assert {name: shown[name].iloc[0] for name in NAMES[language]} == NAMES[language]


def test_the_rows_given_stay_as_they_are() -> None:
    rows = observations_to_frame([made_observation()])
    before = rows.copy()
    readable(rows, "en")
    assert rows.equals(before)


def test_two_places_of_one_name_are_told_apart() -> None:
    gulou = [{"area_code": code, "area": "鼓楼区"} for code in ("320106", "350102")]
    rows = observations_to_frame([made_observation(**each) for each in (*gulou, {})])
    assert name_places(widen(rows), "zh") == ["鼓楼区 320106", "鼓楼区 350102", "东湖区"]


def test_a_page_of_the_wide_table_is_its_own_part() -> None:
    years = [Period(date(year, 1, 1), date(year, 12, 31)) for year in (2012, 2013, 2014)]
    rows = observations_to_frame([made_observation(period=year, value=1e8 * year.start.year) for year in years])
    wide = widen(rows)
    assert readable_wide(rows, wide, "zh", 1, 2)["时期"].tolist() == ["2013年", "2014年"]
    assert readable_wide(rows, wide, "zh", 1, 2)["东湖区"].tolist() == ["2,013亿元", "2,014亿元"]
    assert readable_wide(rows, wide, "en", 0, 50)["Period"].tolist() == ["2012", "2013", "2014"]


def test_what_the_catalogue_has_no_name_for_goes_by_its_label() -> None:
    things = [
        {"indicator": "other", "label": "彩票销量"},
        {"indicator": "projects", "label": "签约项目", "unit": "个", "value": 4.0},
    ]
    rows = observations_to_frame([made_observation(**each) for each in things])
    assert readable_wide(rows, widen(rows), "zh", 0, 50)["指标"].tolist() == ["项目数：签约项目", "其他：彩票销量"]
