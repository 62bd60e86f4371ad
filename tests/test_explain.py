from datetime import date
from pathlib import Path

import pytest
from goldens import digests, golden_digests
from hypothesis import given, settings
from prose import any_text, modest, report_prose
from shared import SHARED

import indicators.explain
from indicators.explain import Explanation, NoNumberError, explain, explain_traced, trace
from indicators.extract import extract
from indicators.labels import LANGUAGES, Language
from indicators.lexicon import read_toml
from indicators.model import Report, Span
from indicators.outline import Branch, describe_rule, format_outline, outline
from indicators.reports import read_report

REPORT = Report(
    "made-2021",
    """2021年甲区政府工作报告

各位代表：2020年，全区完成地区生产总值429亿元，同比增长8%，比全市平均高1.2个百分点；2019年出口6.2亿美元，与2018年相比下降3%。
当前引进项目26个，开通5G基站300座。南昌县出口总值约为10亿美元。来了15。

二、2021年工作安排

地区生产总值增长6%-6.5%，力争7%；财政收入、固定资产投资分别增长5%、9%。全区已建成公厕12座。
""",
    title="2021年东湖区政府工作报告",
)


def _at(words: str, report: Report = REPORT) -> Explanation:
    """The explanation of the number that the words begin with, or that stands behind a bar in them."""
    before, bar, _ = words.partition("|")
    start = report.text.index(words.replace("|", ""))
    return explain(report, start + len(before) if bar else start)


def _rules(words: str, column: str) -> tuple[str, ...]:
    return _at(words).rows[0].rules[column]


def _lost(explanation: Explanation) -> dict[str, str]:
    return {explanation.quote(m.span): m.lost for m in explanation.mentions if m.lost}


def _used(explanation: Explanation) -> set[tuple[str, str]]:
    return {(m.kind, explanation.quote(m.span)) for m in explanation.mentions if m.used}


# -- the rows ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "column", "rules"),
    [
        ("429亿元", "indicator", ("catalogue_name",)),
        ("429亿元", "label", ("label_written",)),
        ("429亿元", "measure", ("level",)),
        ("429亿元", "period", ("period_year",)),
        ("429亿元", "area", ("area_clause",)),
        ("429亿元", "unit", ("unit_written",)),
        ("429亿元", "kind", ("kind_actual",)),
        ("429亿元", "bound", ("bound_eq",)),
        ("429亿元", "basis", ("basis_none",)),
        ("8%", "indicator", ("carried_subject",)),
        ("8%", "measure", ("growth_verb",)),
        ("1.2个百分点", "measure", ("points_above",)),
        ("|3%。", "value", ("value_written", "value_decline")),
        ("26个", "period", ("period_now",)),
        ("300座", "indicator", ("catalogue_name",)),
        ("10亿美元", "area", ("area_clause",)),
        ("10亿美元", "bound", ("bound_approx",)),
        ("6%-", "value", ("value_written", "value_range")),
        ("6%-", "kind", ("kind_plan",)),
        ("6%-", "period", ("section_period",)),
        ("6%-", "area", ("area_article",)),
        ("7%", "kind", ("kind_stretch",)),
        ("7%", "measure", ("percent", "like_before")),
        ("、|9%", "indicator", ("each_of_names",)),
        ("12座", "kind", ("kind_done",)),
    ],
)
def test_each_column_names_the_rules_that_gave_it(words: str, column: str, rules: tuple[str, ...]) -> None:
    assert _rules(words, column) == rules


def test_the_rows_are_those_of_the_walk() -> None:
    observations = extract(REPORT).observations
    explained = [row.observation for o in observations for row in explain(REPORT, o.start).rows]
    assert explained == list(observations)


def test_a_figure_that_several_places_share_has_a_row_for_each() -> None:
    report = Report("r", "2020年，南昌县、进贤县地区生产总值突破500亿元。", area="南昌市", title="2020年简报")
    rows = explain(report, report.text.index("500")).rows
    assert [row.observation.area for row in rows] == ["南昌县", "进贤县"]
    assert ["area_listed" in row.rules["area"] for row in rows] == [False, True]


# -- what stands around it ---------------------------------------------------------------------------------------------


def test_what_was_used_is_marked() -> None:
    assert _used(_at("429亿元")) == {("period", "2020年"), ("area", "全区"), ("indicator", "地区生产总值")}
    assert ("measure", "同比增长") in _used(_at("8%"))
    assert ("kind", "力争") in _used(_at("7%"))


def test_a_time_that_is_only_compared_with_is_a_base() -> None:
    explanation = _at("|3%。")
    kinds = {explanation.quote(m.span): m.kind for m in explanation.mentions}
    assert (kinds["2018年"], kinds["2019年"]) == ("base", "period")


def test_what_lost_says_why() -> None:
    gdp, exports = _at("429亿元"), _at("6.2亿美元")
    assert _lost(gdp) == {"全市": "behind", "2019年": "behind", "2018年": "base"}
    assert _lost(exports)["2020年"] == "nearer"
    assert _lost(exports)["全市"] == "no_head"
    assert _lost(_at("、|9%")) == {"财政收入": "each"}
    assert not gdp.default_lost
    assert exports.default_lost
    assert _at("10亿美元").article_lost


# -- the setting -------------------------------------------------------------------------------------------------------


def test_the_setting_says_where_it_came_from() -> None:
    review, plan = _at("429亿元").ground, _at("6%-").ground
    assert review
    assert plan
    assert (review.area_from, review.now_from, review.heading, review.setting.mode) == ("title", "title", "", "review")
    assert (plan.heading, plan.setting.mode, plan.setting.clock.now) == ("二、2021年工作安排", "plan", 2021)


@pytest.mark.parametrize(
    ("about", "sources"),
    [
        ({"area": "东湖区", "published": date(2019, 5, 1)}, ("stated", "published")),
        ({"doc_id": "2019年青云谱区简报"}, ("file_name", "file_name")),
        ({"title": "2019年青云谱区简报"}, ("title", "title")),
        ({}, ("nowhere", "nowhere")),
    ],
)
def test_sources_of_a_brief(about: dict[str, object], sources: tuple[str, str]) -> None:
    report = Report(**{"doc_id": "r", "text": "完成出口5亿元。", **about})  # type: ignore[arg-type]
    ground = explain(report, report.text.index("5")).ground
    assert ground
    assert (ground.area_from, ground.now_from) == sources


# -- numbers without a row ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "fate", "reason", "rule"),
    [
        ("2020年，", "not_figure", "date", "year"),
        ("5G", "not_figure", "name", "generation"),
        ("15。", "unresolved", "no unit", ""),
    ],
)
def test_a_number_without_a_row_has_a_reason(words: str, fate: str, reason: str, rule: str) -> None:
    explanation = _at(words)
    assert (explanation.fate.fate, explanation.fate.reason, explanation.rule) == (fate, reason, rule)
    assert explanation.rows == ()


def test_an_unresolved_number_shows_the_words_in_which_something_was_missed() -> None:
    assert _at("15。").before == "来了"
    lonely = explain(Report("r", "8%。"), 0)
    assert (lonely.fate.reason, lonely.before, lonely.after) == ("no subject", "", "")


# -- offsets -----------------------------------------------------------------------------------------------------------


def test_any_character_of_a_figure_will_do() -> None:
    start = REPORT.text.index("6%-6.5%")
    inside = [explain(REPORT, at) for at in range(start, start + len("6%-6.5%"))]
    assert {each.figure for each in inside} == {Span(start, start + 7)}
    assert inside[3].fate.reason == "range end"
    assert inside[0].fate.reason == inside[1].fate.reason == ""


@pytest.mark.parametrize(
    ("at", "message"),
    [
        (7, "No number stands at 7 in the text of r; the nearest number is 8 at 6."),
        (0, "No number stands at 0 in the text of r; the nearest number is 8 at 6."),
        (99, "The text of r has no character 99, only 9 of them; the nearest number is 8 at 6."),
        (-1, "The text of r has no character -1, only 9 of them; the nearest number is 8 at 6."),
    ],
)
def test_an_offset_without_a_number_names_the_nearest(at: int, message: str) -> None:
    with pytest.raises(NoNumberError) as caught:
        explain(Report("r", "出口总值增长8。好"), at)
    assert str(caught.value) == message


def test_a_text_without_numbers() -> None:
    with pytest.raises(NoNumberError, match=r"^The text of r holds no number\.$"):
        explain(Report("r", "没有"), 0)


def test_spans_lead_to_the_document_as_it_stands() -> None:
    text = "各项工作推进顺利！在各方面的共同努力之下，全区地区生\n产总值完成４２９亿元，增长８％。"
    explanation = explain(Report("r", text, area="东湖区"), text.index("４"))
    assert explanation.quote(explanation.figure) == "４２９亿元"
    assert text[explanation.sentence.start : explanation.sentence.end] == explanation.text == text[9:]
    names = [explanation.quote(m.span) for m in explanation.mentions if m.kind == "indicator"]
    assert names == ["地区生\n产总值"]


# -- any text, and every name described --------------------------------------------------------------------------------


def _explain_all(report: Report) -> list[Explanation]:
    """Every number of a report explained from one walk."""
    readings: list = []
    extraction = extract(report, readings.append)

    def walked(_: Report, watch) -> object:
        for reading in readings:
            watch(reading)
        return extraction

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(indicators.explain, "extract", walked)
        return [explain(report, fate.start) for fate in extraction.account]


@settings(modest, max_examples=60)
@given(report_prose() | any_text())
def test_every_number_of_any_text_can_be_explained(text: str) -> None:
    report = Report("r", text)
    explanations = _explain_all(report)
    assert tuple(each.fate for each in explanations) == extract(report).account
    for each in explanations:
        assert each.text == text[each.sentence.start : each.sentence.end]
        assert bool(each.rows) == (each.fate.fate == "observation")
        for language in LANGUAGES:
            assert format_outline(outline(each, language)).isprintable() is False  # its lines end
            assert all(line.isprintable() for line in format_outline(outline(each, language)).splitlines())


@pytest.mark.parametrize("path", golden_digests(), ids=lambda path: path.stem)
def test_every_rule_behind_the_rows_of_the_seeds_is_described(path: Path) -> None:
    explanations = _explain_all(read_report(path))
    names = {name for each in explanations for row in each.rows for rules in row.rules.values() for name in rules}
    assert names - set(read_toml("rules.toml")["rule"]) == set()
    lost = {mention.lost for each in explanations for mention in each.mentions} - {""}
    assert lost - set(read_toml("rules.toml")["lost"]) == set()


def _texts() -> list[Path]:
    shared = [*SHARED.glob("seeds/*.txt"), *SHARED.glob("corpus/*/*.txt")] if SHARED else []
    return [*digests(), *shared]


def test_every_name_that_the_parser_gives_is_described() -> None:
    extractions = [extract(read_report(path)) for path in _texts()]
    rules = {name for e in extractions for o in e.observations for name in o.rules}
    reasons = {fate.reason for e in extractions for fate in e.account} - {""}
    assert len(rules) > 20
    assert rules - set(read_toml("rules.toml")["rule"]) == set()
    assert reasons - set(read_toml("rules.toml")["reason"]) == set()


def test_every_rule_of_times_and_of_no_figures_is_described() -> None:
    words = read_toml("rules.toml")
    assert {f"period_{rule['name']}" for rule in read_toml("periods.toml")["rule"]} - set(words["rule"]) == set()
    rules = read_toml("not_figures.toml")["rule"]
    assert {rule["name"] for rule in rules} - set(words["not_figure"]) == set()
    assert {rule["reason"] for rule in rules} - set(words["reason"]) == set()


def test_descriptions_are_in_both_languages() -> None:
    for table, entries in read_toml("rules.toml").items():
        for name, entry in entries.items():
            assert set(entry) == set(LANGUAGES), (table, name)
            assert all(text and not text.endswith((".", "。")) for text in entry.values()), (table, name)


def test_a_name_without_a_description_stands_for_itself() -> None:
    assert describe_rule("rule", "made_up", "zh") == "made_up"


# -- the outline -------------------------------------------------------------------------------------------------------


def test_the_outline_marks_the_figure_and_says_why() -> None:
    lines = format_outline(outline(_at("6.2亿美元"), "en")).splitlines()
    start = REPORT.text.index("6.2亿")
    assert lines[0] == f"6.2亿美元 · made-2021 {start}–{start + 6} · read as a figure"
    assert "2019年出口«6.2亿美元»，与2018年" in lines[1]
    assert "    Base of comparison: 2018年 → 2018" in lines
    assert "    Time: 2019年 → 2019 [used]" in lines
    assert "    Value: 620 million US dollars (620000000) — the number as written, in base units" in lines
    assert lines.index("  Did not win") < lines.index(
        "    Time: 2020年 → 2020 — another one stands nearer to the figure"
    )


def test_the_outline_in_chinese() -> None:
    text = format_outline(outline(_at("7%"), "zh"))
    assert "    性质：力争目标 (stretch) — 前有较低目标，其后力争\n" in text
    assert "    本部分：安排 — 出自小标题“二、2021年工作安排”\n" in text


def test_the_outline_of_a_number_that_is_no_figure_gives_its_rule() -> None:
    lines = format_outline(outline(_at("5G"), "en")).splitlines()
    assert lines[-2:] == [
        "  Reason: part of a name",
        "  Rule: a generation of technology (5G), as in 5G, 3D (generation)",
    ]


@pytest.mark.parametrize(
    ("words", "language", "line"),
    [
        ("429亿元", "zh", "    界限：恰为 (eq) — "),
        ("429亿元", "en", "    Unit: yuan (CNY) — "),
        ("10亿美元", "en", "    Bound: about (approx) — "),
        ("10亿美元", "zh", "    单位：美元 (USD) — "),
        ("26个", "en", "    Unit: 个 — "),
        ("|3%。", "zh", "    口径：无 — "),
    ],
)
def test_codes_of_a_row_are_words_with_the_code_behind(words: str, language: Language, line: str) -> None:
    assert line in format_outline(outline(_at(words), language))


def test_a_document_cannot_steer_the_terminal() -> None:
    report = Report("r\x1b", "完成\x1b[2J出口\x075亿元。", title="\x9b31m2020年")
    text = format_outline(outline(explain(report, report.text.index("5亿")), "zh"))
    assert not any(char in text for char in "\x1b\x07\x9b")
    assert "«5亿元»" in text


def test_a_branch_is_indented_below_its_parent() -> None:
    assert format_outline(Branch("a", (Branch("b", (Branch("c"),)), Branch("d")))) == "a\n  b\n    c\n  d\n"


# -- tables ------------------------------------------------------------------------------------------------------------

TABLE = Report("t", "2023年各县区主要指标\n县区\t地区生产总值（亿元）\n东湖区\t429.5\n西湖区\t512.1\n")


def test_a_cell_of_a_table_shows_its_line_and_the_heads_that_gave_its_columns() -> None:
    explanation = explain(TABLE, TABLE.text.index("429.5"))
    assert explanation.text == "东湖区\t429.5"
    (row,) = explanation.rows
    assert (row.observation.area, row.rules["area"]) == ("东湖区", ("area_row",))
    assert {name for rules in row.rules.values() for name in rules} - set(read_toml("rules.toml")["rule"]) == set()
    assert "«429.5»" in format_outline(outline(explanation, "en"))


def test_a_report_read_once_explains_all_its_numbers_as_reading_it_anew_does() -> None:
    traced = trace(REPORT)
    assert traced.extraction == extract(REPORT)
    for fate in traced.extraction.account:
        assert explain_traced(traced, fate.start) == explain(REPORT, fate.start)
