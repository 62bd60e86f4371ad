"""The only reader of ``rules/``: words, codes, units and cues as records, loaded once."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache, wraps
from importlib.resources import files
from itertools import product
from typing import Any, TypeVar

_T = TypeVar("_T")


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A named pattern of ``rules/statements.toml``."""
    return re.compile(read_toml("statements.toml")[name]["pattern"])


@cache
def head_pattern(name: str, part: str = "pattern") -> re.Pattern[str]:
    """A named pattern of ``rules/heads.toml``, or one of several under that name."""
    return re.compile(read_toml("heads.toml")[name][part])


def runs_of(characters: str) -> re.Pattern[str]:
    """Runs of characters of a set, told as in brackets of a pattern: it stands there twice, as ``re`` looks ahead for no set that is repeated.

    >>> runs_of("0-9").findall("12 and 345")
    ['12', '345']
    """
    return re.compile(f"[{characters}][{characters}]*")


_SHORT = 64
_REMEMBERED = 2048


def remembered(function: Callable[[str], _T]) -> Callable[[str], _T]:
    """A pure function of a text that keeps its latest answers: the words around figures repeat, and several steps ask of the same.

    Only so many, and only those for short texts, so that memory stays flat whatever is read.
    """
    kept = lru_cache(maxsize=_REMEMBERED)(function)

    @wraps(function)
    def answer(text: str) -> _T:
        return kept(text) if len(text) <= _SHORT else function(text)

    return answer


@dataclass(frozen=True, slots=True)
class Sought:
    """A pattern that few texts match, and the words of which each match holds one: to look for these first is far cheaper."""

    pattern: re.Pattern[str]
    needs: re.Pattern[str]

    def search(self, text: str) -> re.Match[str] | None:
        return self.pattern.search(text) if self.needs.search(text) else None

    def sub(self, words: str, text: str) -> str:
        return self.pattern.sub(words, text) if self.needs.search(text) else text

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        return self.pattern.finditer(text) if self.needs.search(text) else ()


@cache
def sought(file: str, name: str) -> Sought:
    """A named pattern of a TOML file of ``rules/`` that tells the words it needs."""
    table = read_toml(file)[name]
    return Sought(re.compile(table["pattern"]), re.compile("|".join(table["needs"])))


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of the indicator catalogue."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """An entry of the catalogue.

    ``names`` are the spellings of the texts, ``growth_names`` words that mean it only where their growth is stated
    (经济增长5%), ``range`` is the plausible level in base units.
    """

    code: str
    zh: str
    en: str
    names: tuple[str, ...]
    unit: str
    group: str
    nature: str
    growth: str
    core: bool
    growth_names: tuple[str, ...]
    range: tuple[float, float] | None


_LISTED = re.compile("«([a-z_]+)»")


@cache
def read_toml(name: str) -> dict[str, Any]:
    """The tables of one TOML file of ``rules/``, with the words of a list of ``lists.toml`` where its name stands.

    >>> _fill("在«year»年", {"year": ["19[0-9]{2}", "20[0-9]{2}"]})
    '在(?:19[0-9]{2}|20[0-9]{2})年'
    """
    return {key: _fill(value, _load("lists.toml")) for key, value in _load(name).items()}


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files("indicators") / "rules" / name).read_text(encoding="utf-8"))


def _fill(value: Any, lists: dict[str, list[str]]) -> Any:
    """A value of a TOML file, where ``«stages»`` in any of its texts becomes a group of the words of that list: each is told once."""
    if isinstance(value, str):
        return _LISTED.sub(lambda name: f"(?:{'|'.join(lists[name[1]])})", value)
    if isinstance(value, list):
        return [_fill(each, lists) for each in value]
    return {key: _fill(each, lists) for key, each in value.items()} if isinstance(value, dict) else value


def read_tables(folder: str) -> dict[str, dict[str, Any]]:
    """The tables of all TOML files of a folder of ``rules/``, joined by name.

    A key that two files give to the same table is a ``ValueError``: one of them would be lost.
    """
    joined: dict[str, dict[str, Any]] = {}
    for file in sorted((files("indicators") / "rules" / folder).iterdir(), key=lambda each: each.name):
        for name, table in read_toml(f"{folder}/{file.name}").items():
            known = joined.setdefault(name, {})
            if twice := known.keys() & table.keys():
                raise ValueError(f"{folder}/{file.name}: {min(twice)} stands in another file too")
            known.update(table)
    return joined


def read_csv(name: str) -> list[dict[str, str]]:
    """The rows of one CSV file of ``rules/``."""
    text = (files("indicators") / "rules" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def catalogue() -> dict[str, Indicator]:
    """The indicators by code, in the order of ``rules/indicators.toml``.

    >>> catalogue()["gdp"].zh
    '地区生产总值'
    """
    entries = read_toml("indicators.toml")["indicator"]
    return {entry["code"]: _indicator(entry) for entry in entries}


def _indicator(entry: dict[str, Any]) -> Indicator:
    low_high = entry.get("range")
    span = (float(low_high[0]), float(low_high[1])) if low_high else None
    spelled = [name for pattern in entry["names"] for name in expand(pattern)]
    names = tuple(dict.fromkeys([*spelled, *([entry["zh"]] if spelled else [])]))
    fields = ("code", "zh", "en", "unit", "group", "nature", "growth", "core")
    grown = tuple(entry.get("growth_names", ()))
    return Indicator(names=names, growth_names=grown, range=span, **{key: entry[key] for key in fields})


def expand(pattern: str) -> list[str]:
    """The spellings of a name with alternatives in braces.

    >>> expand("{研发|R&D}投入{总额|}")
    ['研发投入总额', '研发投入', 'R&D投入总额', 'R&D投入']
    """
    parts = [part.split("|") for part in re.split(r"[{}]", pattern)]
    return ["".join(choice) for choice in product(*parts)]


@cache
def groups() -> tuple[Group, ...]:
    """The catalogue's headings in order."""
    return tuple(Group(**group) for group in read_toml("indicators.toml")["groups"])


_MANY = 8
"""From so many first characters on, one look at a set of them is cheaper than trying each branch."""


def trie_pattern(words: Iterable[str]) -> str:
    """A regular expression that matches the longest of the words at a place, fast however many there are.

    >>> re.match(trie_pattern(["个", "个百分点"]), "个百分点")[0]
    '个百分点'
    """
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    first = "".join(re.escape(char) for char in root)
    return f"(?=[{first}]){_branch(root)}" if len(root) > _MANY else _branch(root)


def _branch(node: dict[str, Any]) -> str:
    ends = "" in node
    parts = [re.escape(char) + _branch(child) for char, child in node.items() if char]
    if not parts:
        return ""
    singles = [part for char, part in zip((c for c in node if c), parts, strict=True) if part == re.escape(char)]
    longer = [part for part in parts if part not in singles]
    merged = [*longer, f"[{''.join(singles)}]" if len(singles) > 1 else "".join(singles)] if singles else longer
    body = merged[0] if len(merged) == 1 else f"(?:{'|'.join(merged)})"
    if ends:
        return f"(?:{body})?"
    return body
