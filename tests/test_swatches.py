"""The legend that the page draws: a picture of each entry, and its name."""

from __future__ import annotations

from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from indicators.charts import legend_of, trend_chart
from indicators.labels import LANGUAGES, Language
from indicators.looks import MARKS, look, marker, palette
from indicators.swatches import legend_html, swatch
from tests.test_series import rows

PLACES = [slot["symbol"] for slot in palette()["slot"]]


@pytest.mark.parametrize("place", palette()["place"])
@pytest.mark.parametrize("mark", MARKS)
def test_every_look_of_a_chart_has_a_picture_in_its_colour(place: str, mark: str) -> None:
    for basis in (False, True):
        drawn = swatch({"mode": "markers", "marker": marker(look(place), mark, basis=basis)})
        shapes = list(ElementTree.fromstring(drawn))
        assert shapes
        assert look(place).colour in drawn


def test_no_two_symbols_of_places_look_alike() -> None:
    drawn = {swatch({"mode": "markers", "marker": {"symbol": each, "size": 10, "color": "#000000"}}) for each in PLACES}
    assert len(drawn) == len(set(PLACES))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_legend_has_a_picture_and_a_name_for_each_entry_as_text(language: Language) -> None:
    given = rows(
        {"year": 2014, "value": 1e8, "area": "<i>区</i>", "area_code": "999999"},
        {"year": 2015, "value": 2e8, "kind": "target", "bound": "ge"},
    )
    entries = legend_of(trend_chart(given, language))
    html = legend_html(entries)
    assert html.count("<img alt=''") == html.count("<li>") == len(entries) > 3
    assert all(entry["name"] in html for entry in entries)
    assert "<i>" not in unquote(html)
    assert legend_html([]) == ""


def test_a_line_has_its_dash_and_a_hollow_point_no_filling() -> None:
    drawn = swatch(
        {
            "mode": "lines+markers",
            "line": {"color": "#111111", "dash": "dash"},
            "marker": marker(look("360102"), "estimate"),
        }
    )
    line, point = ElementTree.fromstring(drawn)
    assert (line.get("stroke-dasharray"), line.get("stroke")) == ("9 9", "#111111")
    assert (point.get("fill"), point.get("stroke")) == ("none", look("360102").colour)
