"""Sentences made of frames: every spelling of an indicator, and every way to tell its growth, its rank or how far it is from others'."""

from itertools import pairwise, product

import pytest
from expected import read_cases, read_period

from indicators.extract import extract
from indicators.lexicon import catalogue
from indicators.model import Report

CASES = read_cases("frames")
_HEAD = "2015年东湖区政府工作报告\n\n一、2014年工作回顾\n\n"
_YEARS = "2016年东湖区政府工作报告\n\n一、“十二五”时期工作回顾\n\n"
_NOTE = "东湖区2015年前三季度经济运行情况\n\n东湖区统计局\n2015年10月25日\n\n"
_PLAN = _HEAD + "2014年，全区出口增长3%。\n\n二、2015年工作安排\n\n"
_AMOUNTS = [name for name in CASES["name"] if catalogue()[name["indicator"]].nature == "flow"]
_MONEY = [name for name in _AMOUNTS if "元" in name["amount"]]
_PAIRS = [(a, b) for at, a in enumerate(_MONEY) if (b := _MONEY[(7 * at + 5) % len(_MONEY)]) is not a]


def _observe(sentences, head=_HEAD):
    """The observations of each of the sentences, one a line below the head."""
    lines = [f"{sentence}。" for sentence in sentences]
    rows = extract(Report("frames", head + "\n".join(lines))).observations
    starts = [len(head) + sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines) + 1)]
    return [[row for row in rows if begin <= row.start < end] for begin, end in pairwise(starts)]


def _read(sentences):
    """What is read of each of the sentences on the year reviewed: indicator, measure, value and place."""
    observed = _observe(f"2014年，全区{sentence}" for sentence in sentences)
    return [[(row.indicator, row.measure, row.value, row.area) for row in rows] for rows in observed]


@pytest.mark.parametrize("name", CASES["name"], ids=lambda name: name["indicator"])
def test_every_spelling_of_an_indicator_is_linked_to_it(name):
    found = _read(f"{spelled}达到{name['amount']}" for spelled in name["spelled"])
    linked = {spelled: [row[0] for row in rows] for spelled, rows in zip(name["spelled"], found, strict=True)}
    assert linked == {spelled: [name["indicator"]] for spelled in name["spelled"]}


def test_what_only_holds_the_name_of_an_indicator_is_another_thing():
    found = _read(f"{part}达到{amount}" for amount, parts in CASES["parts"].items() for part in parts)
    parts = [part for parts in CASES["parts"].values() for part in parts]
    assert {part: [row[0] for row in rows] for part, rows in zip(parts, found, strict=True)} == {
        part: ["other"] for part in parts
    }


@pytest.mark.parametrize(
    ("frame", "text"), [pytest.param(frame, text, id=text) for frame in CASES["frame"] for text in frame["texts"]]
)
def test_a_frame_is_read_alike_of_every_indicator(frame, text):
    found = _read(text.format(name=name["spelled"][0]) for name in _AMOUNTS)
    expected = [[(name["indicator"], frame["measure"], frame["value"], "东湖区")] for name in _AMOUNTS]
    assert found == expected


@pytest.mark.parametrize(
    ("head", "frame"),
    [
        pytest.param(head, frame, id=f"{frame['text']} {table}")
        for table, head in (("telling", _HEAD), ("looking_back", _YEARS), ("note", _NOTE))
        for frame in CASES[table]
    ],
)
def test_a_frame_of_several_figures_is_read_alike_of_every_indicator(head, frame):
    found = [sorted((*_said(row), row.kind) for row in rows) for rows in _observe(_fill(frame), head)]
    assert found == [sorted(rows) for rows in _expected(frame, "actual")]


@pytest.mark.parametrize("frame", CASES["goal"], ids=lambda frame: frame["text"])
def test_a_goal_is_read_alike_of_every_indicator(frame):
    found = [sorted((*_said(row), row.kind, row.bound) for row in rows) for rows in _observe(_fill(frame), _PLAN)]
    assert found == [sorted(rows) for rows in _expected(frame)]


def _in_parts(table):
    """The frames of a table under the parts of a report that they stand in: the head, the kind of what is told there, the frame."""
    parts = (("review", _HEAD, "actual"), ("years", _YEARS, "actual"), ("plan", _PLAN, "target"))
    return [
        pytest.param(head, kind, frame, id=f"{frame['text']} {part}")
        for part, head, kind in parts
        for frame in CASES[table][part]
    ]


@pytest.mark.parametrize(("head", "kind", "frame"), _in_parts("shares"))
def test_a_share_is_of_the_part_that_it_names(head, kind, frame):
    named = [(code, name + whole) for code, name in CASES["shares"]["names"] for whole in CASES["shares"]["wholes"]]
    observed = _observe((frame["text"].format(name=name) for _, name in named), head)
    found = [[(*_said(row)[1:], row.kind) for row in rows] for rows in observed]
    assert found == [
        [(code, measure, value, str(read_period(period)), kind) for measure, value, period in frame["rows"]]
        for code, _ in named
    ]


@pytest.mark.parametrize(("head", "kind", "frame"), _in_parts("rates"))
def test_a_rate_is_a_level_in_itself(head, kind, frame):
    names = CASES["rates"]["names"]
    observed = _observe((frame["text"].format(name=name) for _, name in names), head)
    found = [[(*_said(row)[1:], row.bound, row.kind) for row in rows] for rows in observed]
    assert found == [
        [
            (code, measure, value, str(read_period(period)), bound, kind)
            for measure, value, period, bound in frame["rows"]
        ]
        for code, _ in names
    ]


@pytest.mark.parametrize("text", CASES["estimates"]["texts"])
def test_an_estimate_is_read_alike_of_every_indicator(text):
    found = _observe(text.format(name=name["spelled"][0]) for name in _AMOUNTS)
    told = [[(row.indicator, row.measure, row.value, row.kind) for row in rows] for rows in found]
    assert told == [[(name["indicator"], "yoy", 8.6, "estimate")] for name in _AMOUNTS]


@pytest.mark.parametrize(
    ("bound", "text"),
    [pytest.param(bound, text, id=text) for bound, texts in CASES["bounds"].items() for text in texts],
)
def test_words_around_an_amount_bound_it_whatever_it_measures(bound, text):
    found = _observe(f"2014年，全区{text.format(name=name['spelled'][0])}" for name in _MONEY)
    told = [[(row.indicator, row.measure, row.value, row.bound) for row in rows] for rows in found]
    assert told == [[(name["indicator"], "level", 3e8, bound)] for name in _MONEY]


@pytest.mark.parametrize("title", CASES["reports"]["titles"])
@pytest.mark.parametrize("headings", CASES["reports"]["headings"], ids=lambda headings: headings[0])
def test_a_report_tells_its_place_its_year_and_what_it_plans(title, headings):
    for place, kind, head in CASES["reports"]["places"]:
        words = {"place": place, "head": head, "now": 2019, "before": 2018, "economy": "国民经济和社会发展"}
        review, plan = (heading.format(**words) for heading in headings)
        told = f"{review}\n\n一年来，全{kind}出口增长8.6%。\n\n{plan}\n\n出口增长7.5%左右。\n"
        rows = extract(Report("frames", f"{title.format(**words)}\n\n{told}")).observations
        found = [(row.area, row.period and str(row.period.start), row.value, row.kind) for row in rows]
        assert found == [(place, "2018-01-01", 8.6, "actual"), (place, "2019-01-01", 7.5, "target")]


@pytest.mark.parametrize("closed", CASES["terms"]["closed"])
@pytest.mark.parametrize("coming", CASES["terms"]["coming"])
def test_a_report_tells_the_term_that_is_over_from_the_coming_one(closed, coming):
    for told, planned in product(CASES["terms"]["told"], CASES["terms"]["planned"]):
        parts = (closed, told["text"], coming, planned["text"], "三、2018年工作安排", "出口增长7.5%。")
        rows = extract(Report("frames", "\n\n".join(("2018年靖安县政府工作报告", *parts)))).observations
        found = {kind: sorted(_timed(row) for row in rows if row.kind == kind) for kind in ("actual", "target")}
        goals = [["yoy", 7.5, "2018"], *planned["rows"]]
        assert found == {kind: _periods(said) for kind, said in (("actual", told["rows"]), ("target", goals))}


def _timed(row):
    return row.measure, row.value, str(row.period)


def _periods(rows):
    return sorted((measure, value, str(read_period(period))) for measure, value, period in rows)


def _fill(frame):
    return [frame["text"].format(a=a["spelled"][0], b=b["spelled"][0]) for a, b in _PAIRS]


def _said(row):
    return (row.area, row.indicator, row.measure, row.value, str(row.period))


def _expected(frame, kind=""):
    """For each pair of indicators the rows of a frame as ``_said`` gives them, and what else a row tells or ``kind``."""
    for a, b in _PAIRS:
        names = {"a": a["indicator"], "b": b["indicator"]}
        yield [
            ("东湖区", names.get(name, name), measure, value, str(read_period(period)), *(more or [kind]))
            for name, measure, value, period, *more in frame["rows"]
        ]


@pytest.mark.parametrize("frame", CASES["placed"], ids=lambda frame: frame["text"])
def test_a_figure_is_given_to_its_place_whatever_it_measures(frame):
    head = f"2015年{frame['of']}政府工作报告\n\n一、2014年工作回顾\n\n"
    observed = _observe((frame["text"].format(a=name["spelled"][0]) for name in _MONEY), head)
    found = [sorted((row.indicator, row.measure, row.value, row.area) for row in rows) for rows in observed]
    assert found == [sorted((name["indicator"], *row) for row in frame["rows"]) for name in _MONEY]
