import pytest
from hypothesis import given
from prose import any_text, modest, report_prose

from indicators.phrases import noun_phrase, noun_phrase_after, phrase_before

BEHIND = {
    "安全停车点建设": "安全停车点",
    "企业反映事项，其中": "企业反映事项",
    "全部办复": "",
    "医院开展试点": "医院",
    "发展到": "",
    "“一件事”改革落地": "“一件事”改革",
    "省级以上重点实验室": "省级以上重点实验室",
}
"""What stands behind a number, and the name in it."""


@pytest.mark.parametrize(("text", "name"), BEHIND.items())
def test_a_name_behind_a_number_ends_where_something_is_done(text, name):
    assert noun_phrase_after(text) == name


def test_a_verb_before_a_name_takes_it_as_its_object():
    assert phrase_before("小微园区新增") == "新增"
    assert noun_phrase("小微园区补贴发放") == "小微园区补贴发放"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("农村劳动力转移就业", "农村劳动力转移就业"),
        ("钢的产量", "钢的产量"),
        ("引进带动强的企业", "企业"),
        ("去年的病床", "病床"),
        ("南昌市的病床", "病床"),
        ("总", ""),
        ("完成“保暖房”项目", "“保暖房”项目"),
        ("拟安排用于“三农”的支出", "用于“三农”的支出"),
    ],
)
def test_a_name_before_a_number_keeps_what_tells_which_thing_it_is(text, name):
    assert noun_phrase(text) == name


@modest
@given(report_prose() | any_text())
def test_a_phrase_is_made_of_the_words_of_its_text(text):
    assert noun_phrase(text) in text or set("“”（）()《》") & set(text)
    assert noun_phrase_after(text) in text or set("“”（）()《》") & set(text)
