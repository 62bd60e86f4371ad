"""How people read codes, units, periods and values, in Chinese and in English; the words are data in ``rules/words/``."""

from __future__ import annotations

import calendar
from datetime import date
from functools import cache
from typing import Any, Literal

from indicators.lexicon import catalogue, read_csv, read_tables

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

SIGNED = frozenset({"yoy", "yoy_abs", "diff", "growth", "avg_growth"})
"""Measures of a change: their sign is part of what they say."""

# From how many base units on a bigger unit reads better, how many it counts, and its name in rules/words/.
# 万 starts at a million: 42,336元 of income a head reads better than 4.2336万元.
STEPS: dict[Language, tuple[tuple[float, float, str], ...]] = {
    "zh": ((1e13, 1e12, "wanyi"), (1e8, 1e8, "yi"), (1e6, 1e4, "wan")),
    "en": ((1e13, 1e12, "trillion"), (1e9, 1e9, "billion"), (1e6, 1e6, "million")),
}
UNSCALED = frozenset({"%", "pp", "rank", "times"})


@cache
def words() -> dict[str, Any]:
    """The tables of the files of ``rules/words/``; the texts of all pages stand in one table."""
    return read_tables("words")


def say(key: str, language: Language, **values: object) -> str:
    """The interface text of ``key`` with ``values`` put in its braces.

    >>> say("rows.download_as", "en", rows=3, format="CSV")
    'Download 3 rows (CSV)'
    """
    return str(words()["text"][key][language]).format(**values)


def format_term(table: str, code: str, language: Language) -> str:
    """The name of ``code`` in one of the word tables (measure, kind, bound, report, fate), else the code as it stands."""
    entry = words()[table].get(code)
    return str(entry[language]) if entry else code


def format_indicator(code: str, language: Language) -> str:
    """The catalogue's name of an indicator.

    >>> format_indicator("gdp", "zh")
    '地区生产总值'
    """
    entry = catalogue().get(code)
    if entry is None:
        return format_term("indicator", code, language)
    return entry.zh if language == "zh" else entry.en


def format_measure(code: str, language: Language) -> str:
    """What a measure says of its indicator, as in 同比增速."""
    return format_term("measure", code, language)


def format_kind(code: str, language: Language) -> str:
    """Whether a figure is an outcome, an estimate or a target, as in 预计."""
    return format_term("kind", code, language)


def format_bound(code: str, language: Language) -> str:
    """How a figure's bound reads by itself.

    >>> format_bound("ge", "en"), format_bound("eq", "zh")
    ('at least', '恰为')
    """
    return say(f"bound.{code}", language)


def format_area(code: str, name: str, language: Language) -> str:
    """A place's short name; in English where ``rules/words/`` or else ``rules/place_names.csv`` has one for its code.

    >>> format_area("360102", "东湖区", "en"), format_area("610100", "西安市", "en"), format_area("", "某园区", "en")
    ('Donghu District', "Xi'an City", '某园区')
    """
    english = (words()["area"].get(code or name) or _romanised().get(code)) if language == "en" else None
    return str(english) if english else name or code


@cache
def _romanised() -> dict[str, str]:
    """The names of places in pinyin by code; read once English is asked for."""
    return {row["code"]: row["english"] for row in read_csv("place_names.csv")}


def format_period(start: str, end: str, language: Language, *, stock: bool = False) -> str:
    """A period, given by its ISO dates (both inclusive, empty if unknown), as people write it.

    ``stock`` is for figures as of a day: the period's end is all that counts.

    >>> format_period("2021-01-01", "2021-10-31", "zh"), format_period("2014-01-01", "2014-12-31", "en")
    ('2021年1-10月', '2014')
    >>> format_period("2025-07-01", "2025-07-31", "en", stock=True)
    'end of Jul 2025'
    """
    if not start or not end:
        return say("period.unknown", language)
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first.day > 1 or last.day < calendar.monthrange(last.year, last.month)[1]:
        return first.isoformat() if first == last else f"{first} – {last}"
    if (first.month, last.month) == (1, 12):
        return _format_years(first.year, last.year, language)
    if stock:
        return say("period.as_of", language, month=_format_month(last, language))
    return _format_months(first, last, language)


def _format_years(first: int, last: int, language: Language) -> str:
    years = str(first) if first == last else f"{first}–{last}"
    return say("period.year", language, years=years)


def _format_month(day: date, language: Language) -> str:
    return f"{day.year}年{day.month}月" if language == "zh" else f"{calendar.month_abbr[day.month]} {day.year}"


def _format_months(first: date, last: date, language: Language) -> str:
    if first.year != last.year:
        return f"{_format_month(first, language)}–{_format_month(last, language)}"
    if first.month == last.month:
        return _format_month(last, language)
    if language == "zh":
        return f"{first.year}年{first.month}-{last.month}月"
    return f"{calendar.month_abbr[first.month]}–{calendar.month_abbr[last.month]} {first.year}"


def format_months(first: int, last: int, language: Language) -> str:
    """The months of a cumulative series, without a year.

    >>> format_months(1, 10, "zh"), format_months(1, 6, "en")
    ('1-10月', 'Jan–Jun')
    """
    if first == last:
        return f"{first}月" if language == "zh" else calendar.month_abbr[first]
    return f"{first}-{last}月" if language == "zh" else f"{calendar.month_abbr[first]}–{calendar.month_abbr[last]}"


def format_number(value: float, places: int = 4) -> str:
    """A number with thousands separators and no more places than it needs.

    >>> format_number(95906.0), format_number(53.14), format_number(-6.9)
    ('95,906', '53.14', '−6.9')
    """
    text = f"{abs(value):,.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"−{text}" if value < 0 and text != "0" else text


def scale(unit: str, largest: float, language: Language) -> tuple[float, str]:
    """By what to divide values of ``unit`` so that ``largest`` reads well, and what the scaled unit is called.

    >>> scale("CNY", 4.29e10, "zh"), scale("CNY", 42336, "zh"), scale("%", 8, "en")
    ((100000000.0, '亿元'), (1, '元'), (1, '%'))
    """
    name = format_unit(unit, language)
    for least, counts, step in () if unit in UNSCALED else STEPS[language]:
        if largest >= least:
            return counts, _join(str(words()["step"][step]), name, language)
    return 1, name


def format_unit(unit: str, language: Language) -> str:
    """A unit's name: 元, yuan, 百分点, pp; a counting word as it stands."""
    return format_term("unit", unit, language)


def _join(step: str, unit: str, language: Language) -> str:
    return step + unit if language == "zh" else f"{step} {unit}".strip()


def format_value(
    value: float,
    unit: str,
    language: Language,
    *,
    measure: str = "level",
    value_high: float | None = None,
    bound: str = "eq",
) -> str:
    """A figure as people write it, from its base units, with its bound.

    >>> format_value(5314000000, "CNY", "zh"), format_value(5314000000, "CNY", "en", bound="ge")
    ('53.14亿元', 'at least 5.314 billion yuan')
    >>> format_value(5, "%", "zh", measure="yoy", value_high=5.5), format_value(2, "rank", "zh", measure="rank")
    ('+5–5.5%', '第2位')
    """
    if unit == "rank" and measure == "rank":
        return say("value.rank", language, rank=format_number(value))
    largest = max(abs(value), abs(value_high or 0))
    divisor, name = _short_scale(unit, largest, language)
    number = format_number(value / divisor)
    if value_high is not None:
        number += f"–{format_number(value_high / divisor)}"
    sign = "+" if measure in SIGNED and value > 0 else ""
    gap = "" if language == "zh" or name in ("", "%") else " "
    return format_term("bound", bound, language).format(sign + number + gap + name)


def _short_scale(unit: str, largest: float, language: Language) -> tuple[float, str]:
    """As `scale`, but what two decimals of 万 tell whole is read so already, of money tens of thousands alone: 1.25万人, 4万元."""
    grain = 1e4 if unit in ("CNY", "USD") else 1e2
    if language == "zh" and unit not in UNSCALED and 1e4 <= largest < 1e6 and largest % grain == 0:
        return 1e4, words()["step"]["wan"] + format_unit(unit, language)
    return scale(unit, largest, language)
