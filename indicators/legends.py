"""The legend of a chart over the years: places first, then each way of drawing that occurs, in a neutral colour."""

from __future__ import annotations

from collections.abc import Collection
from html import escape
from typing import Any

import pandas as pd

from indicators.axes import UPRIGHTS
from indicators.captions import format_basis, records
from indicators.eras import format_place, name_of
from indicators.labels import Language, format_months, say
from indicators.looks import MARKS, View, marker, palette, plain
from indicators.series import split

_FLAGS = {"⚑": "break.legend", "⚐": "redefined.legend", "△": "revised.legend"}
"""What the flags of a chart are called."""


def legend(rows: pd.DataFrame, view: View, flags: Collection[str]) -> list[dict[str, Any]]:
    """One entry for each place, then one for each kind, bound, for definitions, contradictions and the flags that a chart shows."""
    entries = [_place_entry(str(place), group, view) for (place,), group in split(rows, "place").items()]
    seen = set(rows["mark"])
    for mark in [mark for mark in MARKS if mark in seen and seen != {"actual"}]:
        name = _partial_name(rows, view.language) if mark == "partial" else say(f"mark.{mark}", view.language)
        entries.append(_entry(name, marker=marker(plain(), mark)))
    entries += _bound_entries(rows, view.language)
    bases = dict.fromkeys(format_basis(basis, view.language) for basis in rows["basis"] if basis)
    if bases:
        name = say("mark.basis", view.language, bases=say("list.comma", view.language).join(bases))
        entries.append(_entry(name, marker=marker(plain(), "actual", basis=True)))
    if any(index in view.told and view.told[index].rule == "conflict" for index in rows.index):
        entries.append(_entry(say("mark.conflict", view.language), line={"color": palette()["conflict"], "width": 3}))
    for flag, dash in UPRIGHTS.items():
        if flag in flags:
            line = {"color": palette()["neutral"], "width": 1, "dash": dash}
            entries.append(_entry(f"{flag} {say(_FLAGS[flag], view.language)}", line=line))
    return entries


def _bound_entries(rows: pd.DataFrame, language: Language) -> list[dict[str, Any]]:
    """How values are drawn that are told as a bound, roughly, or as a range, as far as they occur."""
    planned = rows[rows["mark"].isin(["target", "stretch"])]
    drawn = {
        "ge": (rows["bound"].eq("ge").any(), {"symbol": "triangle-up"}),
        "le": (rows["bound"].eq("le").any(), {"symbol": "triangle-down"}),
        "approx": (planned["bound"].eq("approx").any(), marker(plain(), "target", approx=True)),
        "range": (rows["value_high"].notna().any(), {"symbol": "line-ns-open", "size": 14, "line": {"width": 3}}),
    }
    base = {"color": palette()["neutral"], "size": 7}
    return [
        _entry(say(f"mark.{name}", language), marker=base | look) for name, (occurs, look) in drawn.items() if occurs
    ]


def _entry(name: str, **drawn: Any) -> dict[str, Any]:
    mode = "+".join(["lines"] * ("line" in drawn) + ["markers"] * ("marker" in drawn))
    return {"type": "scatter", "x": [None], "y": [None], "mode": mode, "name": escape(name), **drawn}


def _place_entry(place: str, group: pd.DataFrame, view: View) -> dict[str, Any]:
    first, style = group.iloc[0], view.look(place)
    name = format_place(first["area_code"], first["area"], view.language)
    if place in view.joined:
        successor = name_of(view.joined[place], view.language)
        name = say("place.of", view.language, old=name, new=successor)
    drawn = marker(style, "actual", hollow=place in view.joined) | {"size": 9}
    return _entry(name, marker=drawn, line={"color": style.colour, "dash": style.dash})


def _partial_name(rows: pd.DataFrame, language: Language) -> str:
    """Which parts of a year occur, as in 1-6月、1-10月."""
    months = sorted(
        {(int(row["period_start"][5:7]), int(row["period_end"][5:7])) for row in records(rows) if row["span"] != "year"}
    )
    named = [format_months(first, last, language) for first, last in months[:3]]
    more = "…" if len(months) > len(named) else ""
    return say("mark.partial", language, months=say("list.comma", language).join(named) + more)
