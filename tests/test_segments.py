import pytest
from expected import each_text, read_cases
from hypothesis import given
from prose import any_text, modest, report_prose

from indicators.flat import join_lines
from indicators.lexicon import read_toml
from indicators.segments import parse_dateline, split_lines, split_sentences

CASES = read_cases("segments")
SIMPLIFIED = str.maketrans(*(read_toml("traditional.toml")[key] for key in ("from", "to")))


def stands_for(char: str, written: str) -> bool:
    """Whether a character may be what was made of another one: of a full-width digit, a digit in words, a picture, an arrow …."""
    picture = char == " " and (ord(written) >= 0x1F000 or written in "\ufe0f\u200d")
    wide = written in "％．\u00a0" or 0xFF10 <= ord(written) <= 0xFF3A
    worded = char.isdigit() and written in "〇零○ОO一二三四五六七八九"
    return (
        picture
        or wide
        or worded
        or written in "。↑↓"
        or char in (written, written.upper(), written.translate(SIMPLIFIED))
    )


@pytest.mark.parametrize(("text", "case"), each_text(CASES["line"]))
def test_a_line_is_what_it_looks_like(text, case):
    (line,) = split_lines(text)
    assert line.kind == case["kind"]


@pytest.mark.parametrize("case", CASES["sentences"], ids=lambda case: case["text"])
def test_sentences_end_where_a_reader_ends_them(case):
    text = case["text"]
    assert [text[start:end] for start, end in split_sentences(text, 0, len(text))] == case["parts"]


@pytest.mark.parametrize("case", CASES["joined"], ids=lambda case: case["text"][:24])
def test_lines_broken_inside_a_sentence_are_joined(case):
    assert join_lines(case["text"]).text == case["flat"]


def test_a_dateline_is_a_date_alone():
    assert parse_dateline("成文日期：2021年8月26日") == (2021, 8, 26)
    assert parse_dateline("2021年8月26日召开会议") is None


@modest
@given(report_prose() | any_text())
def test_joined_text_keeps_the_place_of_every_character(text):
    flat = join_lines(text)
    for at, char in enumerate(flat.text):
        start, end = flat.span(at, at + 1)
        assert end == start + 1
        assert stands_for(char, text[start])


@modest
@given(report_prose() | any_text())
def test_lines_and_sentences_leave_no_text_out(text):
    seen = set()
    for line in split_lines(text):
        assert text[line.start : line.end] == line.text
        at = line.start
        for start, end in split_sentences(text, line.start, line.end):
            assert start >= at
            assert not text[at:start].strip()
            seen |= set(range(start, end))
            at = end
    assert all(char.isspace() for at, char in enumerate(text) if at not in seen)


def test_text_without_full_stops_is_read_in_parts_that_end_behind_a_mark():
    text = "投资1,234亿元，" * 400
    parts = [text[start:end] for start, end in split_sentences(text, 0, len(text))]
    assert "".join(parts) == text
    assert len(parts) > 1
    assert {part[-1] for part in parts} == {"，"}
    unmarked = "投资" * 2000
    assert "".join(unmarked[a:b] for a, b in split_sentences(unmarked, 0, len(unmarked))) == unmarked
