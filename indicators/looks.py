"""How places and kinds of figures look in every chart; colours and symbols are data in ``rules/palette.toml``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from indicators.disputes import Dispute
from indicators.labels import Language
from indicators.lexicon import read_toml

MARKS = ("actual", "estimate", "target", "stretch", "partial")
"""How a point is drawn: a full year's kind, or a figure for part of a year."""

BOUND_SIGNS = {"ge": "▲", "le": "▼"}
"""What stands above or below a point whose value is a lower or an upper bound."""

DOTTED = frozenset({"circle", "square", "diamond", "cross", "x", "pentagon", "hexagon", "star"})
"""Plotly's symbols that have a form with a dot in the middle."""


@dataclass(frozen=True, slots=True)
class Look:
    """A district's fixed colour with its second cues."""

    colour: str
    dash: str
    symbol: str


@cache
def palette() -> dict[str, Any]:
    """The tables of ``rules/palette.toml``."""
    return read_toml("palette.toml")


@cache
def look(place: str) -> Look:
    """The fixed look of a place; one without an entry gets a slot by its code.

    >>> look("360102") == look("360102"), look("360102") == look("360104")
    (True, False)
    """
    return Look(**palette()["slot"][_slot(place)])


def looks_of(places: Iterable[str]) -> dict[str, Look]:
    """The looks of places in one chart: each its fixed one, but of two that would look alike by chance the later takes a free one.

    With more places than there are colours, colours come again with other dashes and symbols.

    >>> look("420000") == look("610000"), len(set(looks_of(["420000", "610000"]).values()))
    (True, 2)
    """
    fixed = palette()["place"]
    listed = sorted(set(places))
    found = {place: (0, fixed[place]) for place in listed if place in fixed}
    for place in listed:
        if place not in fixed:
            found[place] = _free(_slot(place), set(found.values()))
    return {place: _turned(turn, number) for place, (turn, number) in found.items()}


def _free(own: int, taken: set[tuple[int, int]]) -> tuple[int, int]:
    """The first free slot from a place's own on, so that another place moves only where it must; with more places than slots, in a further turn."""
    count = len(palette()["slot"])
    turns = ((turn, (own + step) % count) for turn in range(count) for step in range(count))
    return next((each for each in turns if each not in taken), (0, own))


def _turned(turn: int, number: int) -> Look:
    """A slot's look; in a further turn its colour with the dash and the symbol of another slot."""
    slots = palette()["slot"]
    return Look(**{**slots[(number + turn) % len(slots)], "colour": slots[number]["colour"]})


def _slot(place: str) -> int:
    """The slot that the palette has for a place, else one by its code."""
    slots, fixed = palette()["slot"], palette()["place"]
    # The neutral colour, in which legends tell kinds, is left to the places that it was given to.
    coloured = [number for number, slot in enumerate(slots) if slot["colour"] != palette()["neutral"]]
    by_code = sum(ord(letter) * (position + 1) for position, letter in enumerate(place)) % len(coloured)
    return int(fixed.get(place, coloured[by_code]))


def plain() -> Look:
    """The neutral look of a legend's entries that speak of no place."""
    return Look(palette()["neutral"], "solid", "circle")


@dataclass(frozen=True, slots=True)
class View:
    """What a chart knows besides its rows: disputes by index, and predecessors that the reader asked to join."""

    language: Language
    told: Mapping[int, Dispute] = field(default_factory=dict)
    joined: Mapping[str, str] = field(default_factory=dict)
    compact: bool = False
    looks: Mapping[str, Look] = field(default_factory=dict)
    """Looks of this chart's places where they are not their fixed ones, as of yardsticks."""
    named: Collection[int] = ()
    """The rows, by index, whose points have their months or definition written beside them."""

    def look(self, place: str) -> Look:
        """A place's look; a predecessor that is joined to its successor has that one's colour and symbol, dashed."""
        style = self.looks.get(place) or look(self.joined.get(place, place))
        return Look(style.colour, "dash", style.symbol) if place in self.joined else style


def marker(
    style: Look, mark: str, *, basis: bool = False, hollow: bool = False, approx: bool = False
) -> dict[str, Any]:
    """Outcomes are filled, estimates hollow, targets a bar, parts of a year small and pale; a named definition has a white dot.

    ``hollow`` is for outcomes of a place that another one has taken over. A target of 左右 (``approx``) is a pale band,
    whose height on the screen stands for no number: reports don't say how far 左右 reaches.
    """
    edge = {"color": style.colour, "width": 2}
    if mark == "actual" and not hollow:
        filled: dict[str, Any] = {"symbol": style.symbol, "size": 10, "color": style.colour}
        ringed: dict[str, Any] = {"symbol": f"{style.symbol}-dot", "size": 12, "line": {"color": "#ffffff", "width": 1}}
        return filled | (ringed if basis and style.symbol in DOTTED else {})
    if mark in ("actual", "estimate"):
        return {"symbol": f"{style.symbol}-open", "size": 11, "color": style.colour, "line": edge}
    if mark == "partial":
        dotted = f"{style.symbol}-open-dot" if style.symbol in DOTTED else f"{style.symbol}-open"
        return {"symbol": dotted, "size": 7, "color": style.colour, "opacity": 0.75}
    if mark == "stretch":
        return {"symbol": "asterisk-open", "size": 13, "color": style.colour, "line": edge}
    broad = {"size": 20, "opacity": 0.5, "line": {**edge, "width": 9}}
    thin = {"size": 15, "line": {**edge, "width": 3}}
    return {"symbol": "line-ew-open", "color": style.colour, **(broad if approx else thin)}


def text_width(text: str) -> int:
    """About how many pixels a text of a chart takes.

    >>> text_width("1,200"), text_width("东湖区")
    (35, 38)
    """
    return round(sum(12.5 if ord(letter) > 0x2E80 else 7 for letter in text))
