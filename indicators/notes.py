"""What each indicator measures, for readers: a sentence, its unit and nature, and the catalogue in groups that can be searched."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

from indicators.labels import LANGUAGES, Language, format_indicator, format_unit, say
from indicators.lexicon import catalogue, groups, read_tables


@cache
def _tables() -> dict[str, Any]:
    return read_tables("notes")


def note(code: str, language: Language) -> str:
    """What an indicator measures, in a sentence; empty for one that has no note.

    >>> note("exports", "en")
    'Goods exported, as customs count them.'
    """
    return str(_tables()["note"].get(code, {}).get(language, ""))


def nature(code: str, language: Language) -> str:
    """Unit, flow or stock, and real or nominal growth, as the catalogue has them.

    >>> nature("gdp", "zh"), nature("population", "en")
    ('单位：元；流量，一段时期的累计；增速按可比价（实际）', 'Unit: people; a stock, as of a day; growth of the count itself')
    """
    entry = catalogue().get(code)
    if entry is None:
        return ""
    parts = [say("note.unit", language, unit=format_unit(entry.unit, language)), say(f"note.{entry.nature}", language)]
    if entry.unit != "%" or entry.growth == "none":  # a price index is a growth itself
        money = entry.unit in ("CNY", "USD")
        growth = entry.growth if entry.growth != "nominal" or money else "count"
        parts.append(say(f"note.growth_{growth}", language))
    return say("list.semicolon", language).join(parts)


def is_total(code: str, unit: str) -> bool:
    """Whether a level adds up from the places below, so that a district's is a part of its city's.

    >>> is_total("gdp", "CNY"), is_total("income", "CNY"), is_total("urbanization", "%")
    (True, False, False)
    """
    return unit not in ("%", "pp") and code not in _tables()["average"]["codes"]


def grouped(codes: Collection[str]) -> list[tuple[str, list[str]]]:
    """The codes under the catalogue's groups, both in the catalogue's order; those outside it come last, under an empty name.

    >>> grouped(["loans", "gdp", "made_up"])
    [('output', ['gdp']), ('money', ['loans']), ('', ['made_up'])]
    """
    known = catalogue()
    found = [
        (group.code, [code for code in known if code in codes and known[code].group == group.code])
        for group in groups()
    ]
    found.append(("", [code for code in codes if code not in known]))
    return [(group, listed) for group, listed in found if listed]


def format_group(group: str, language: Language) -> str:
    """The name of a group of the catalogue.

    >>> format_group("money", "en"), format_group("", "zh")
    ('Finance', '其他')
    """
    named = {each.code: each.zh if language == "zh" else each.en for each in groups()}
    return named.get(group) or say("note.other", language)


def search(words: str, codes: Collection[str]) -> list[str]:
    """The codes whose name, spelling, group or note holds every one of the words, in either language.

    >>> search("revenue TAX", ["gdp", "tax_revenue", "budget_revenue"])
    ['tax_revenue', 'budget_revenue']
    """
    wanted = words.lower().split()
    return [code for code in codes if all(word in _searched(code) for word in wanted)]


@cache
def _searched(code: str) -> str:
    entry = catalogue().get(code)
    spelled = [*entry.names, format_group(entry.group, "zh"), format_group(entry.group, "en")] if entry else []
    named = [text(code, language) for text in (format_indicator, note) for language in LANGUAGES]
    return "\n".join([code, *named, *spelled]).lower()
