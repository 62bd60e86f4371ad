"""Colours that people tell apart, with whatever eyes, on white paper and on a dark screen."""

from __future__ import annotations

import re
import tomllib
from itertools import combinations
from math import dist
from pathlib import Path

import pytest

from indicators.looks import looks_of, palette
from indicators.pages._style import STYLE

CONFIG = tomllib.loads((Path(__file__).parents[1] / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
THEMES = ("light", "dark")
TEXT, GRAPHIC = 4.5, 3.0
"""The contrasts that WCAG 2.2 asks for at level AA: 1.4.3 and 1.4.11."""

APART = 15
"""How far two colours lie apart in CIELAB at the least; about 2 is a difference that can just be seen."""

COMPARED = 6
"""As many districts as are compared at once."""

Colour = tuple[float, float, float]

# G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, A Physiologically-based Model for Simulation of Color Vision
# Deficiency, 2009, table 1, severity 1.0; for linear RGB.
EYES = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# IEC 61966-2-1 and CIE 15: from linear sRGB to XYZ under D65.
XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
WHITE = (0.95047, 1.0, 1.08883)


def linear(colour: str) -> Colour:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _undo_gamma(red), _undo_gamma(green), _undo_gamma(blue)


def _undo_gamma(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def times(matrix: tuple[tuple[float, ...], ...], colour: Colour) -> Colour:
    first, second, third = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)
    return first, second, third


def lab(colour: Colour) -> Colour:
    clipped = (min(max(colour[0], 0), 1), min(max(colour[1], 0), 1), min(max(colour[2], 0), 1))
    parts = [value / white for value, white in zip(times(XYZ, clipped), WHITE, strict=True)]
    x, y, z = (part ** (1 / 3) if part > 216 / 24389 else (841 / 108) * part + 4 / 29 for part in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def contrast(one: str, other: str) -> float:
    low, high = sorted(times(XYZ, linear(colour))[1] for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def blend(colour: str, paper: str, opacity: float) -> str:
    parts = [(int(colour[at : at + 2], 16) * opacity + int(paper[at : at + 2], 16) * (1 - opacity)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(part):02x}" for part in parts)


def colours() -> list[str]:
    return [str(slot["colour"]) for slot in palette()["slot"]]


def test_the_measures_are_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21, abs=0.01)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert lab(linear("#ff0000")) == pytest.approx((53.24, 80.09, 67.20), abs=0.05)
    red, green = ("#d7191c", "#6f7d00")
    assert dist(lab(linear(red)), lab(linear(green))) > 60
    assert dist(*(lab(times(EYES["deuteranopia"], linear(each))) for each in (red, green))) < 40


@pytest.mark.parametrize("eyes", EYES)
def test_districts_that_are_compared_differ_for_everybody(eyes: str) -> None:
    seen = {colour: lab(times(EYES[eyes], linear(colour))) for colour in colours()[:COMPARED]}
    near = {(a, b): dist(seen[a], seen[b]) for a, b in combinations(seen, 2) if dist(seen[a], seen[b]) < APART}
    assert near == {}


def test_dash_and_symbol_tell_every_place_without_colour() -> None:
    slots = palette()["slot"]
    assert len({(slot["dash"], slot["symbol"]) for slot in slots}) == len(slots)
    assert len({slot["symbol"] for slot in slots[:COMPARED]}) == COMPARED


@pytest.mark.parametrize("theme", THEMES)
def test_what_charts_draw_stands_out_from_the_page(theme: str) -> None:
    drawn = [*colours(), palette()["neutral"], palette()["conflict"], palette()["accent"]]
    paper = CONFIG[theme]["backgroundColor"]
    assert {colour for colour in drawn if contrast(colour, paper) < GRAPHIC} == set()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("paper", ["backgroundColor", "secondaryBackgroundColor"])
def test_words_can_be_read(theme: str, paper: str) -> None:
    behind = CONFIG[theme][paper]
    assert contrast(CONFIG[theme]["textColor"], behind) >= TEXT
    assert contrast(CONFIG[theme]["linkColor"], behind) >= TEXT
    assert contrast(CONFIG[theme]["primaryColor"], behind) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
def test_quiet_words_can_be_read_too(theme: str) -> None:
    ink, paper = CONFIG[theme]["textColor"], CONFIG[theme]["secondaryBackgroundColor"]
    faded = {float(found) for found in re.findall(r"opacity: ?(0?\.\d+)", STYLE)}
    assert faded
    assert {value for value in faded if contrast(blend(ink, paper, value), paper) < TEXT} == set()


@pytest.mark.parametrize("theme", THEMES)
def test_words_on_a_colour_of_their_own_can_be_read(theme: str) -> None:
    at = THEMES.index(theme)
    pairs = []
    for rule in re.findall(r"\{([^{}]*)\}", STYLE):
        ink, paper = (_value(rule, name, at) for name in ("color", "background(?:-color)?"))
        if ink and paper:
            pairs.append((ink, paper))
    assert len(pairs) > 2
    assert [pair for pair in pairs if contrast(*pair) < TEXT] == []


def _value(rule: str, name: str, at: int) -> str:
    """The colour that a rule gives in a theme, empty if it gives none or one that lets the page through."""
    found = re.search(rf"(?:^|[;\s]){name}: *(light-dark\([^)]*\)|#[0-9a-f]{{6}}|#[0-9a-f]{{3}})", rule)
    if not found:
        return ""
    listed = re.findall(r"#[0-9a-f]{3,6}", found[1])
    colour = str(listed[at if len(listed) > 1 else 0])
    return colour if len(colour) == 7 else "#" + "".join(2 * part for part in colour[1:])


def test_no_place_has_the_triangle_of_at_least_and_at_most() -> None:
    assert [slot["symbol"] for slot in palette()["slot"] if "triangle" in slot["symbol"]] == []


def test_no_two_places_of_one_chart_look_alike_however_many_they_are() -> None:
    places = [f"{code}00" for code in range(3301, 3341)]
    found = looks_of(places)
    assert len(set(found.values())) == len(places)
    few = places[: len(palette()["slot"])]
    assert len({each.colour for each in looks_of(few).values()}) == len(few), (
        "as long as there are colours, none comes again"
    )
