import pytest
from expected import each_text, read_cases
from hypothesis import given
from hypothesis import strategies as st
from prose import modest

from indicators.numerals import parse_arabic, parse_chinese, parse_number

CASES = read_cases("numerals")


@pytest.mark.parametrize(("text", "case"), each_text(CASES["value"]))
def test_a_numeral_has_the_value_it_has_in_any_script(text, case):
    assert parse_number(text) == pytest.approx(case["value"], rel=1e-12)


@pytest.mark.parametrize("text", CASES["nothing"]["texts"])
def test_what_is_no_numeral_has_no_value(text):
    assert parse_number(text) is None


@modest
@given(st.integers(0, 10**15))
def test_whole_numbers_with_separators_and_in_full_width_keep_their_value(value):
    wide = str(value).translate({0x30 + digit: 0xFF10 + digit for digit in range(10)})
    assert parse_arabic(f"{value:,}") == parse_arabic(wide) == float(value)


def _spell(value: int) -> str:
    """A number below ten thousand in Chinese numerals, as a primer writes it."""
    digits = "零一二三四五六七八九"
    spelled, zero = "", False
    for scale, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // scale % 10
        if digit:
            spelled += ("零" if zero and spelled else "") + digits[digit] + word
        zero = not digit
    return spelled or digits[0]


@modest
@given(st.integers(0, 9999), st.integers(0, 9999))
def test_chinese_numerals_are_read_by_place(high, low):
    assert parse_chinese(_spell(low)) == float(low)
    if high and low >= 1000:
        assert parse_chinese(f"{_spell(high)}亿{_spell(low)}万") == high * 1e8 + low * 1e4


@modest
@given(st.text(max_size=12) | st.text("零一二两三四五六七八九十百千万亿点0123456789,.，．·", max_size=12))
def test_any_text_gives_a_value_or_none(text):
    value = parse_number(text)
    assert value is None or value >= 0


def test_a_run_of_myriads_that_no_number_has_is_no_number():
    assert parse_number("亿" * 5000) is None
