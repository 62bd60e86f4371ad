import pytest
from expected import read_cases
from hypothesis import given
from prose import any_text, modest, report_prose

from indicators.terms import read_subject
from indicators.words import find_names, link_name

CORE = read_cases("core")
CASES = read_cases("terms")


def _marked(case, value):
    why = CASES["known_misses"].get(case)
    return pytest.param(case, value, marks=[pytest.mark.xfail(reason=why, strict=True)] if why else [])


NAMES = [_marked(name, code) for code, names in CORE["names"].items() for name in names]


@pytest.mark.parametrize(("name", "code"), NAMES)
def test_the_names_of_the_labelling_guide_are_read_as_their_indicator(name, code):
    assert read_subject(f"{name}达到").code == code


@pytest.mark.parametrize("name", CORE["parts"]["not_core"])
def test_a_part_of_an_indicator_is_not_the_indicator(name):
    assert read_subject(f"{name}达到").code not in CORE["codes"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [_marked(text, tuple(case["subject"])) for case in CASES["words"] for text in case["texts"]],
)
def test_the_words_before_a_figure_name_what_it_measures(text, subject):
    read = read_subject(text)
    assert (read.code, read.label) == subject


@pytest.mark.parametrize("text", CASES["nothing"]["texts"])
def test_words_that_name_nothing_give_no_subject(text):
    assert read_subject(text) is None


@modest
@given(report_prose() | any_text())
def test_any_words_can_be_read(text):
    subject = read_subject(text)
    assert subject is None or subject.code == "other" or subject.label
    assert all(link_name(match.group()) != "other" for match in find_names(text))
