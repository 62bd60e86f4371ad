"""A text cut into words by jieba's dictionary and its measure of the likeliest cut, without its guessing of new words."""

from __future__ import annotations

import logging
import re
import sys
from functools import cache
from importlib import import_module
from math import log
from pathlib import Path
from typing import Any, NamedTuple

from indicators.lexicon import catalogue, read_toml, remembered

_PIECE = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+|.", re.DOTALL)
"""What jieba looks for words in; any other character is a word of its own."""
_LETTER = re.compile("[a-zA-Z0-9]")
_VERBS_AND_PARTICLES = re.compile(r"^(\S+) \d+ (?:v|vd|vi|vg|vq|p|c|d|r|uj|ul|ud|uv|uz|ug)$", re.MULTILINE)
_VERBS = re.compile(r"^(\S{2,}) \d+ (?:v|vi)$", re.MULTILINE)


class _Dictionary(NamedTuple):
    """How often words occur (0: what words begin with), and the logarithm of all their occurrences."""

    counts: dict[str, int]
    total: float


@cache
def _dictionary() -> _Dictionary:
    """That of a jieba tokenizer of our own: catalogue names are words, nothing is logged, its cache is private."""
    from platformdirs import user_cache_path

    jieba = _import_jieba()
    jieba.setLogLevel(logging.WARNING)
    own = jieba.Tokenizer()
    own.tmp_dir = str(user_cache_path("district-indicators", ensure_exists=True))
    names = dict.fromkeys(name for indicator in catalogue().values() for name in indicator.names)
    for name in (*names, *read_toml("terms.toml")["words"]):
        own.add_word(name)
    return _Dictionary(own.FREQ, log(own.total))


@cache
def _import_jieba() -> Any:
    """The package jieba, without pkg_resources: it would only open a file by that, which takes longer to import than all else."""
    hidden = {} if "pkg_resources" in sys.modules else {"pkg_resources": None}
    sys.modules |= hidden  # type: ignore[arg-type]
    try:
        return import_module("jieba")
    finally:
        for name in hidden:
            del sys.modules[name]


def read_stop_words() -> frozenset[str]:
    """Verbs, prepositions, conjunctions and adverbs of jieba's own dictionary: they end a noun phrase to their left."""
    nouns = set(read_toml("terms.toml")["nouns"])
    return frozenset(_VERBS_AND_PARTICLES.findall(_entries())) - nouns | frozenset(read_toml("terms.toml")["stops"])


def read_verbs() -> frozenset[str]:
    """The verbs of two characters or more of that dictionary, but for those that these texts use otherwise."""
    terms = read_toml("terms.toml")
    return frozenset(_VERBS.findall(_entries())) - {*terms["nouns"], *terms["stops"]}


@cache
def _entries() -> str:
    return (Path(_import_jieba().__file__).parent / "dict.txt").read_text(encoding="utf-8")


@remembered
def cut_words(text: str) -> tuple[str, ...]:
    """The words of a text, as ``jieba.lcut`` without its guessing finds them in more than twice the time.

    >>> cut_words("引进高新技术企业5家")
    ('引进', '高新技术企业', '5', '家')
    """
    words: list[str] = []
    for piece in _PIECE.findall(text):
        words += _cut(piece) if len(piece) > 1 else piece
    return tuple(words)


def _cut(piece: str) -> list[str]:
    """The words of a run of characters; letters and digits that are no words join."""
    ends, at, words, letters = _likeliest(piece), 0, [], ""
    while at < len(piece):
        word = piece[at : ends[at]]
        at = ends[at]
        if len(word) == 1 and _LETTER.match(word):
            letters += word
            continue
        words += [letters, word] if letters else [word]
        letters = ""
    return [*words, letters] if letters else words


def _likeliest(piece: str) -> list[int]:
    """Where the word that begins at each place ends, by the cut of all that follows whose words are likeliest together."""
    counts, total = _dictionary()
    size = len(piece)
    likely, ends = [0.0] * (size + 1), [0] * size
    for start in range(size - 1, -1, -1):
        best, chosen = None, start + 1
        end, count = start + 1, counts.get(piece[start])
        while count is not None:
            if count:
                told = log(count) - total + likely[end]
                if best is None or told >= best:
                    best, chosen = told, end
            end += 1
            count = counts.get(piece[start:end]) if end <= size else None
        likely[start] = likely[chosen] - total if best is None else best
        ends[start] = chosen
    return ends
