"""Words are those of jieba without its guessing of new ones, whatever stands in the text."""

import logging
import re
from pathlib import Path

import jieba
import pytest

from indicators.cutting import cut_words
from indicators.lexicon import catalogue, read_toml

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.md"))


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> jieba.Tokenizer:
    jieba.setLogLevel(logging.WARNING)
    own = jieba.Tokenizer()
    own.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    for name in [n for each in catalogue().values() for n in each.names] + read_toml("terms.toml")["words"]:
        own.add_word(name)
    return own


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_cut_words_are_those_of_jieba(tokenizer: jieba.Tokenizer, path: Path) -> None:
    for clause in re.split("[。；]", path.read_text(encoding="utf-8")):
        assert list(cut_words(clause)) == tokenizer.lcut(clause, HMM=False)


@pytest.mark.parametrize("text", ["", " ", "a b1\n2", "5G+AI%", "𠮷林", "“两个”、\t8.5%", "GDP增长a", "龘龘"])
def test_cut_words_of_odd_texts(tokenizer: jieba.Tokenizer, text: str) -> None:
    assert list(cut_words(text)) == tokenizer.lcut(text, HMM=False)
