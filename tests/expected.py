"""Cases as data: what the tables of ``cases/`` say, as parameters of tests and as values to compare with."""

from __future__ import annotations

import tomllib
from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from indicators.model import Period

CASES = Path(__file__).parent / "cases"


def read_cases(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))


def each_text(cases: list[dict[str, Any]]) -> list[Any]:
    """One parameter ``(text, case)`` for every spelling of every case; one with ``why`` is a miss that is known."""
    return [
        pytest.param(
            text,
            case,
            id=text[:40],
            marks=[pytest.mark.xfail(reason=case["why"], strict=True)] if "why" in case else [],
        )
        for case in cases
        for text in case["texts"]
    ]


def read_period(text: str) -> Period | None:
    """A period as the labelling guide writes it: ``2014``, ``2021-07``, ``2021-01/2021-10``, empty for None."""
    if not text:
        return None
    first, _, last = text.partition("/")
    return Period(_first_day(first), _last_day(last or first))


def _first_day(text: str) -> date:
    year, _, month = text.partition("-")
    return date(int(year), int(month or 1), 1)


def _last_day(text: str) -> date:
    year, _, month = text.partition("-")
    return date(int(year), int(month or 12), monthrange(int(year), int(month or 12))[1])
