"""Many small traces become few, and nothing of what they draw is lost."""

from __future__ import annotations

from typing import Any

from indicators.bundles import bundle
from indicators.looks import look, marker


def line(*years: int, **stroke: Any) -> dict[str, Any]:
    drawn = {"color": "#000000", "dash": "solid", "width": 2} | stroke
    return {"x": list(years), "y": [float(year) for year in years], "mode": "lines", "line": drawn}


def points(place: str, mark: str, *years: int, **more: Any) -> dict[str, Any]:
    lists = {"x": list(years), "y": [1.0] * len(years), "customdata": [[year] for year in years]}
    return {**lists, "hovertext": [f"{mark} {year}" for year in years], "mode": "markers"} | {
        "marker": marker(look(place), mark),
        **more,
    }


def test_lines_of_one_stroke_have_a_gap_between_them() -> None:
    alike, other = bundle([line(2011, 2012), line(2014, 2015), line(2011, 2012, dash="dot")])
    assert alike["x"] == [2011, 2012, None, 2014, 2015]
    assert alike["y"] == [2011, 2012, None, 2014, 2015]
    assert other["line"]["dash"] == "dot"


def test_each_point_keeps_its_look_its_words_and_its_row() -> None:
    named = points("360103", "estimate", 2013, text=["1-9月"], textposition="bottom center", textfont={"size": 10})
    (joined,) = bundle([points("360102", "actual", 2011, 2012), named])
    assert [row for (row,) in joined["customdata"]] == joined["x"] == [2011, 2012, 2013]
    assert joined["hovertext"] == ["actual 2011", "actual 2012", "estimate 2013"]
    assert joined["marker"]["symbol"] == [look("360102").symbol] * 2 + [f"{look('360103').symbol}-open"]
    assert joined["marker"]["color"] == [look("360102").colour] * 2 + [look("360103").colour]
    assert joined["marker"]["line"]["width"] == [0, 0, 2]
    assert (joined["mode"], joined["text"]) == ("markers+text", ["", "", "1-9月"])
    assert joined["textposition"][2] == "bottom center"


def test_panels_ranges_and_places_that_report_nothing_stay_apart() -> None:
    ranged = points("360102", "target", 2013, error_y={"type": "data", "array": [1.0]})
    empty = {"x": [None], "y": [None], "mode": "markers"}
    panel = points("360102", "actual", 2013, xaxis="x2", yaxis="y2")
    assert len(bundle([ranged, empty, panel, points("360102", "actual", 2012), {**ranged}])) == 5


def test_lines_lie_below_points_whatever_their_order() -> None:
    assert [trace["mode"] for trace in bundle([points("360102", "actual", 2012), line(2011, 2012)])] == [
        "lines",
        "markers",
    ]
