import pytest
from hypothesis import given
from hypothesis import strategies as st
from prose import any_text, modest, report_prose

from indicators.cuts import cut
from indicators.words import cut_words, tokenizer


@modest
@given(report_prose() | any_text() | st.text("中国经济发展 \r\n\ta12.%+_，产业增长９㐀", max_size=30))
def test_a_text_is_cut_as_jieba_cuts_it(text):
    assert cut(text, tokenizer()) == tokenizer().lcut(text, HMM=False)


@pytest.mark.parametrize("text", ["", "全区规模以上工业增加值", "GDP与R&D投入" * 40])
def test_words_join_to_their_text(text):
    assert "".join(cut_words(text)) == text
