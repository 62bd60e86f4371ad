"""The words of the rules and of jieba's dictionary: names of indicators, verbs, and what may be taken off before and behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from indicators.cutting import cut_words, read_stop_words, read_verbs
from indicators.lexicon import catalogue, read_toml, remembered, trie_pattern

_NOTE_MARK = re.compile(r"[\[［〔]\d{1,3}[\]］〕]|(?<=[\u4e00-\u9fff])[①-⑳]$")
_PRICES = re.compile("(?:按)?(?:现行|现|当年|不变|可比)价(?:格)?(?:计算)?的?(?=[\u4e00-\u9fff])")
"""Prices within a name say how it is computed, not what it is: 规模以上工业现价增加值."""
BULLETS = "●■◆▲★•·▪□○◎※☆►▶◇△➤➢✓√§☞◈❖﹒–⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖"
"""Marks that the items of a list open with, and numbers of one character."""
_SIZE = re.compile(
    "(?<=规模以上)[（(][^）)]{1,24}[）)](?=\\w)|[（(][^（）()]{0,20}[0-9]+[万亿]元及?以上[^（）()]{0,14}[）)]"
)
"""What 规模以上 means, told within a name: 规模以上（年营业收入2000万元以上）工业增加值, 规模以上工业（年产品销售收入500万元以上）增加值."""
_ABBREVIATION = re.compile("[（(](?:[A-Z]{3}[)）](?=总?指数)|GDP[)）](?<=生产总值.GDP.))")
"""A short name inside a longer one or behind it: 居民消费价格（CPI）总指数, 人均地区生产总值（GDP）."""
_DEFINING = re.compile("[\\[［〔（(价①-⑳]")
"""What a definition within a name holds; most names have none."""
_BOUNDARY = re.compile(r"[，,；;。：:、（）()“”‘’【】《》\s—－-]+$")


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists, each as it is looked up.

    ``whole`` are the words from whose end nothing is taken off, ``lengths`` how long those are that end with two characters;
    ``verbs`` are those of ``stops`` with two characters or more, ``governing`` the ones that take what stands behind them as an object.
    """

    names: re.Pattern[str]
    code_of: dict[str, str]
    whole: frozenset[str]
    lengths: dict[str, frozenset[int]]
    trailing: re.Pattern[str]
    leading: re.Pattern[str]
    stops: frozenset[str]
    verbs: frozenset[str]
    governing: frozenset[str]
    grown: dict[str, str]


def _ends_with(words: list[str]) -> re.Pattern[str]:
    """Any of the words at the end of a text, found from the reversed words so that the search starts at the end."""
    return re.compile(trie_pattern(word[::-1] for word in words))


def _lengths(words: Iterable[str]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[-2:], set()).add(len(word))
    return {end: frozenset(lengths) for end, lengths in found.items()}


@cache
def word_lists() -> Words:
    """The words of the catalogue, of the cues and of the dictionary, compiled once."""
    code_of = {name: indicator.code for indicator in catalogue().values() for name in indicator.names}
    code_of |= dict.fromkeys(read_toml("terms.toml")["other_names"], "other")
    cues = read_toml("cues.toml")
    whole = frozenset([*(name for name in code_of if len(name) > 2), *read_toml("terms.toml")["whole"]])
    return Words(
        re.compile(trie_pattern(code_of)),
        code_of,
        whole,
        _lengths(whole),
        _ends_with(cues["copula"]),
        _ends_with(cues["leading"]),
        read_stop_words(),
        read_verbs(),
        frozenset(read_toml("terms.toml")["governing"]),
        {name: indicator.code for indicator in catalogue().values() for name in indicator.growth_names},
    )


@remembered
def find_names(text: str) -> tuple[re.Match[str], ...]:
    """The catalogue's names in a text, longest first at each place."""
    found = word_lists().names.finditer(text)
    by_chance = read_toml("terms.toml")["by_chance"]
    return tuple(m for m in found if text[max(0, m.start() - 1) : m.end()] not in by_chance)


@remembered
def strip_definitions(text: str) -> str:
    """A text without definitions in brackets: 财政总收入（省口径）.

    >>> strip_definitions("财政总收入（省口径）完成")
    '财政总收入完成'
    """
    if not _DEFINING.search(text):
        return text
    return _PRICES.sub("", _SIZE.sub("", _definitions().sub("", _ABBREVIATION.sub("", _NOTE_MARK.sub("", text)))))


@cache
def _definitions() -> re.Pattern[str]:
    return re.compile(
        rf"[（(](?:(?:按)?(?:{read_toml('cues.toml')['basis']})(?:计算)?|[^（）()]*下同|即[^（）()0-9]*|(?:包括|包?含)[^（）()0-9，,；;]{{2,24}}|按[^（）()]{{2,12}}计算|服务业)[）)]"
    )


def link_name(name: str) -> str:
    """The code of a catalogue name, whatever of it is set in quotation marks.

    >>> link_name("“规上”工业增加值")
    'industry_va'
    """
    return word_lists().code_of.get(name.replace("“", "").replace("”", ""), "other")


@remembered
def strip_trailing(text: str) -> str:
    """A text without the verbs, hedges and adverbs at its end that carry a figure but name nothing."""
    words = word_lists()
    text = _BOUNDARY.sub("", text)
    while text:
        whole = any(text[-length:] in words.whole for length in words.lengths.get(text[-2:], ()))
        match = None if whole else words.trailing.match(text[::-1])
        if not match:
            return text
        text = _BOUNDARY.sub("", text[: len(text) - len(match[0])])
    return text


@remembered
def strip_leading(text: str) -> str:
    """A noun phrase without the neutral words, places and times before it."""
    before = None
    while text and text != before:
        before = text
        text = text.lstrip("，,；;。：:、（）() \t—－-　" + BULLETS)
        if text.startswith("“") and "”" not in text:
            text = text[1:]
        match, name = _leading_forward().match(text), word_lists().names.match(text)
        if match and (name is None or len(name[0]) <= len(match[0])):
            text = text[len(match[0]) :]
    return text


@cache
def _leading_forward() -> re.Pattern[str]:
    pointing = read_toml("areas.toml")["pointing"]
    kept = "|".join(read_toml("terms.toml")["whole_before"])
    return re.compile(f"(?!{kept})(?:{trie_pattern(read_toml('cues.toml')['leading'])}|{pointing})")


def last_word(text: str) -> str:
    """The last word of a text."""
    words = cut_words(text[-8:])
    return words[-1] if words else ""


def ends_with_verb(text: str) -> bool:
    """Whether the words before a figure end with a verb, so that what is counted stands behind it: 帮助26家企业."""
    return last_word(strip_trailing(text)) in word_lists().stops


def begins_with_verb(text: str) -> bool:
    """Whether a clause starts with a verb, so that its subject stands before it."""
    words = cut_words(text[:8])
    return bool(words) and words[0] in word_lists().stops


def begins_with_act(text: str) -> bool:
    """Whether words start with what was done, be it a verb that may stand within a name: 改造老旧小区."""
    words, lists = cut_words(text[:8]), word_lists()
    acts = (lists.stops, lists.governing, read_toml("terms.toml")["nouns"])
    return bool(words) and any(words[0] in known for known in acts)


def is_verb(text: str) -> bool:
    """Whether a text is nothing but a verb or another word that ends a phrase: 获批."""
    return text in word_lists().stops


def is_name(text: str) -> bool:
    """Whether words may be a proper name: they start with no verb and hold no particle (联合 may stand in a name, 在 not)."""
    words = cut_words(text)
    return not (words[0] in word_lists().stops or any(len(word) == 1 and word in word_lists().stops for word in words))
