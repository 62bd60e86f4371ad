"""Corrections as data: what they change, what they expect, and that none is dropped in silence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import made_report, observations

from indicators.correcting import Corrected, apply_corrections
from indicators.corrections import (
    READING,
    ROW,
    RULE,
    Correction,
    Why,
    addition,
    check_correction,
    edits,
    reading,
    rejection,
    sentence_around,
)
from indicators.edits import EDITABLE, EditError, check_row, format_cell, link_place, parse_cell
from indicators.extract import extract
from indicators.model import COLUMNS, Report
from indicators.parser_version import parser_fingerprint
from indicators.store import Changes, Store, StoreError, open_store
from indicators.table import observations_to_arrow

TEXT = "2014年，东湖区完成地区生产总值429亿元，增长8%。全区出口6.2亿美元。招引了15。"
REPORT = made_report("donghu", TEXT, area="东湖区")
WHY = Why("原文另有更正", "li@example.org")


def rows_of(report: Report = REPORT) -> list[dict[str, Any]]:
    return list(observations_to_arrow(extract(report).observations).to_pylist())


def row_of(surface: str, report: Report = REPORT) -> dict[str, Any]:
    return next(row for row in rows_of(report) if row["surface"] == surface)


def edited(surface: str = "429亿元", **cells: str) -> list[Correction]:
    row = row_of(surface)
    return edits(REPORT, row, row, cells, WHY)


def applied(*corrections: Correction, report: Report = REPORT) -> Corrected:
    return apply_corrections(rows_of(report), report, corrections)


def now(corrected: Corrected, surface: str) -> dict[str, Any]:
    return next(row for row in corrected.rows if row["surface"] == surface)


# -- what is typed -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "typed", "kept"),
    [
        ("value", "42900000000", 42900000000.0),
        ("value", "42,900,000,000", 42900000000.0),
        ("value", "-6.9", -6.9),
        ("value", "4.29E10", 42900000000.0),
        ("value_high", "", None),
        ("period_start", "2014-01-01", "2014-01-01"),
        ("period_end", "", ""),
        ("kind", "target", "target"),
        ("indicator", "other", "other"),
        ("area_code", "360102", "360102"),
        ("area_code", "", ""),
        ("label", " 出口 ", "出口"),
        ("label", "=1+1", "=1+1"),
    ],
)
def test_what_can_be_typed(column: str, typed: str, kept: object) -> None:
    assert parse_cell(column, typed) == kept


@pytest.mark.parametrize(
    ("column", "typed", "name"),
    [
        ("value", "", "number"),
        ("value", "四百", "number"),
        ("value", "nan", "number"),
        ("value", "inf", "number"),
        ("value", "1e999", "number"),
        ("value", "1,2,3", "number"),
        ("value", "１２", "number"),
        ("value", ".", "number"),
        ("period_start", "2014", "date"),
        ("period_end", "2014-02-30", "date"),
        ("kind", "wish", "code"),
        ("measure", "Level", "code"),
        ("indicator", "gpd", "code"),
        ("bound", "", "code"),
        ("area_code", "999999", "area_code"),
        ("label", "x" * 201, "long"),
        ("label", "a\nb", "control"),
        ("unit", "\ud800", "control"),
        ("sentence", "another", "column"),
        ("surface", "1", "column"),
    ],
)
def test_what_can_not_be_typed_is_one_sentence_in_both_languages(column: str, typed: str, name: str) -> None:
    with pytest.raises(EditError) as caught:
        parse_cell(column, typed)
    assert caught.value.name == name
    zh, en = caught.value.message("zh"), caught.value.message("en")
    assert (zh[-1], en[-1]) == ("。", ".")
    assert en == str(caught.value) != zh


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ({"period_start": "2015-01-01", "period_end": "2014-12-31"}, "reversed_period"),
        ({"period_start": ""}, "half_period"),
        ({"value_high": "1"}, "reversed_value"),
        ({"label": ""}, "label"),
        ({"value": "42900000000"}, "nothing"),
    ],
)
def test_cells_that_can_not_stand_together(cells: dict[str, str], name: str) -> None:
    with pytest.raises(EditError) as caught:
        edited(**cells)
    assert caught.value.name == name


def test_a_place_is_linked_or_stays_a_name() -> None:
    assert link_place("360102") == link_place("东湖区") == {"area_code": "360102", "area": "东湖区"}
    assert link_place("某某园区") == {"area_code": "", "area": "某某园区"}
    assert link_place("") == {"area_code": "", "area": ""}
    with pytest.raises(EditError):
        link_place("36010")


def test_a_correction_needs_a_reason() -> None:
    row = row_of("429亿元")
    for why in (Why(""), Why(" \n"), Why("x" * 1001)):
        with pytest.raises(EditError):
            edits(REPORT, row, row, {"value": "1"}, why)
        with pytest.raises(EditError):
            rejection(REPORT, row, row, why)


# -- what is changed ---------------------------------------------------------------------------------------------------


def test_an_edit_changes_its_cell_and_says_so() -> None:
    (correction,) = edited(value="4.19e10")
    assert (correction.column, correction.expected, correction.value) == ("value", "42900000000.0", "41900000000.0")
    assert (correction.reason, correction.author, correction.doc_id) == (*WHY, "donghu")
    assert TEXT[correction.start : correction.end] == correction.surface == "429亿元"
    corrected = applied(correction)
    before, after = row_of("429亿元"), now(corrected, "429亿元")
    changed = {name for name in COLUMNS if before[name] != after[name]}
    assert changed == {"value", "rules"}
    assert after["rules"] == f"{before['rules']};{RULE}"
    assert corrected.found == [True]
    others = [row for row in corrected.rows if row["surface"] != "429亿元"]
    assert others == [row for row in rows_of() if row["surface"] != "429亿元"]


def test_what_follows_from_a_cell_follows() -> None:
    after = now(applied(*edited(period_start="2015-01-01", period_end="2015-10-31")), "429亿元")
    assert after["time_period"] == "2015-01-01/P10M"
    after = now(applied(*edited(period_start="", period_end="")), "429亿元")
    assert after["time_period"] == ""
    after = now(applied(*edited(**link_place("360104"))), "429亿元")
    assert (after["area_code"], after["area"]) == ("360104", "青云谱区")
    after = now(applied(*edited(**link_place("某某园区"))), "429亿元")
    assert (after["area_code"], after["area"]) == ("", "某某园区")


def test_a_rejection_takes_its_row_alone() -> None:
    row = row_of("8%")
    corrected = applied(rejection(REPORT, row, row, WHY))
    assert [each["surface"] for each in corrected.rows] == [r["surface"] for r in rows_of() if r["surface"] != "8%"]
    assert [each.read for each in corrected.kept if each.rejected] == [row]
    assert corrected.changed == 1


def test_corrections_go_one_after_the_other() -> None:
    (first,) = edited(value="1")
    row = now(applied(first), "429亿元")
    (second,) = edits(REPORT, row_of("429亿元"), row, {"value": "2"}, WHY)
    assert (second.expected, second.subject) == ("1.0", first.subject)
    assert now(applied(first, second), "429亿元")["value"] == 2
    assert applied(second, first).found == [False, True]
    again = now(applied(first, second), "429亿元")
    gone = rejection(REPORT, row_of("429亿元"), again, WHY)
    corrected = applied(first, second, gone)
    assert corrected.found == [True] * 3
    assert "429亿元" not in [row["surface"] for row in corrected.rows]


def test_the_rows_of_one_figure_are_told_apart() -> None:
    report = made_report("r", "2020年，东湖区、西湖区地区生产总值均增长5%。", area="南昌市")
    rows = [row for row in rows_of(report) if row["surface"] == "5%"]
    assert len(rows) == 2
    corrected = applied(rejection(report, rows[1], rows[1], WHY), report=report)
    assert [row["area"] for row in corrected.rows] == [rows[0]["area"]]


def test_a_number_without_a_row_becomes_one() -> None:
    start = TEXT.index("15。")
    cells = {
        "area_code": "360102",
        "label": "招引项目",
        "indicator": "projects",
        "value": "15",
        "value_high": "",
        "unit": "个",
        "period_start": "2014-01-01",
        "period_end": "2014-12-31",
        "measure": "level",
        "kind": "actual",
        "bound": "eq",
        "basis": "",
    }
    made = addition(REPORT, start, start + 2, cells, WHY)
    assert made.is_addition
    corrected = applied(made)
    row = now(corrected, "15")
    assert {name: format_cell(row[name]) for name in READING} == {**cells, "value": "15.0"}
    assert (row["area"], row["time_period"], row["rules"], row["sentence"]) == ("东湖区", "2014", RULE, "招引了15。")
    assert TEXT[row["start"] : row["end"]] == row["surface"]
    assert corrected.added == 1
    later = edits(REPORT, row, row, {"unit": "家"}, WHY)
    assert now(applied(made, *later), "15")["unit"] == "家"
    with pytest.raises(EditError):
        addition(REPORT, start, len(TEXT) + 1, cells, WHY)


def test_a_row_is_not_made_where_the_parser_now_reads_one() -> None:
    row = row_of("429亿元")
    cells = {name: format_cell(row[name]) for name in READING}
    corrected = applied(addition(REPORT, row["start"], row["end"] - 2, cells, WHY))
    assert (corrected.found, corrected.rows) == ([False], rows_of())


# -- what is not found -------------------------------------------------------------------------------------------------


def test_a_correction_whose_expected_value_is_gone_changes_nothing_and_is_reported() -> None:
    (correction,) = edited(kind="estimate")
    wrong = [
        replace(correction, expected="target"),
        replace(correction, start=0),
        replace(correction, surface="428亿元"),
        replace(correction, column=ROW, expected="{}", value=""),
    ]
    corrected = applied(*wrong)
    assert corrected.found == [False] * 4
    assert corrected.rows == rows_of()


def test_a_correction_does_not_go_over_to_another_text() -> None:
    (correction,) = edited(value="1")
    other = made_report("donghu", TEXT.replace("15", "16"), area="东湖区")
    corrected = applied(correction, report=other)
    assert (corrected.found, corrected.rows) == ([False], rows_of(other))


def test_corrections_that_make_no_sense_together_are_taken_back() -> None:
    (correction,) = edited(period_start="2014-02-01")
    corrected = applied(replace(correction, value="2015-02-01"), *edited(value="1"))
    assert corrected.found == [False, False]
    assert corrected.rows == rows_of()


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": " "},
        {"column": "sentence"},
        {"value": "many"},
        {"column": ROW, "expected": "", "value": "no json"},
        {"column": ROW, "expected": "", "value": "{}"},
        {"column": ROW, "expected": "", "value": ""},
        {"column": ROW, "expected": "", "value": "[1]"},
    ],
)
def test_a_correction_that_could_never_apply_is_refused(changes: dict[str, str]) -> None:
    (correction,) = edited(value="1")
    with pytest.raises(EditError):
        check_correction(replace(correction, **changes))  # type: ignore[arg-type]


@given(observations("made", max_size=4), st.data())
def test_any_row_can_be_corrected_and_the_correction_finds_it(made: list, data: st.DataObject) -> None:
    report = made_report("made")
    rows = list(observations_to_arrow(made).to_pylist())
    if not rows:
        return
    row = data.draw(st.sampled_from(rows))
    column = data.draw(st.sampled_from(["value", "kind", "indicator", "unit"]))
    typed = {"value": "12345.5", "kind": "stretch", "indicator": "exports", "unit": "亩"}[column]
    try:
        check_row(row)
        corrections = edits(report, row, row, {column: typed}, WHY)
    except EditError:
        return
    corrected = apply_corrections(rows, report, corrections)
    assert corrected.found == [True]
    assert len(corrected.rows) == len(rows)
    assert sum(each["rules"].split(";")[-1] == RULE for each in corrected.rows) == 1
    assert all(check_correction(each) is None for each in corrections)


def test_the_sentence_around_a_span() -> None:
    assert sentence_around("一句\n出口5\n三句", 5, 6) == "出口5"
    assert sentence_around("5", 0, 1) == "5"


def test_a_reading_tells_every_judged_column() -> None:
    row = row_of("429亿元")
    assert set(READING) == set(EDITABLE) - {"area"}
    for name in READING:
        assert reading({**row, name: "1"}) != reading(row)


# -- the store ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path / "store")
    store.save([REPORT, made_report("other")])
    return store


def value_of(store: Store) -> float:
    rows = store.select(documents="donghu")
    return float(rows[rows["surface"].eq("429亿元")]["value"].iloc[0])


def test_saved_corrections_are_applied_and_kept(store: Store) -> None:
    version, row = store.version(), row_of("8%")
    corrections = [*edited(value="1"), rejection(REPORT, row, row, WHY)]
    summary = store.correct(corrections)
    assert (summary.replaced, summary.corrected, summary.missed) == (1, 2, ())
    assert value_of(store) == 1
    assert "8%" not in set(store.select(documents="donghu")["surface"])
    assert summary.observations == len(store.select(documents="donghu")) == len(rows_of()) - 1
    kept = store.corrections()
    assert kept["reason"].tolist() == [WHY.reason] * 2
    assert kept["found"].tolist() == [True, True]
    assert [each.correction for each in store.reviewed("donghu")] == corrections
    assert store.version() == version + 1
    assert store.documents().set_index("doc_id")["observations"]["donghu"] == len(rows_of()) - 1
    past = open_store(store.address, as_of=version)
    assert (value_of(past), len(past.corrections())) == (42900000000.0, 0)


def test_a_load_applies_them_again_and_an_unchanged_one_writes_nothing(store: Store, monkeypatch: Any) -> None:
    store.correct(edited(value="1"))
    version = store.version()
    assert store.save([REPORT]).unchanged == 1
    assert store.version() == version
    monkeypatch.setattr("indicators.store.parser_fingerprint", lambda: parser_fingerprint() + "new")
    assert store.save([REPORT]).corrected == 1
    assert value_of(store) == 1
    store.remove("donghu")
    assert store.save([REPORT]).corrected == 1
    assert value_of(store) == 1


def test_one_that_is_no_longer_found_is_reported_and_kept(store: Store) -> None:
    corrections = edited(value="1")
    store.correct(corrections)
    changed = made_report("donghu", TEXT.replace("429", "430"), area="东湖区")
    summary = store.save([changed])
    assert summary.missed == tuple(corrections)
    assert store.corrections()["found"].tolist() == [False]
    assert "correction" not in ";".join(store.select(documents="donghu")["rules"])
    store.save([REPORT])
    assert store.corrections()["found"].tolist() == [True]
    assert value_of(store) == 1


def test_a_withdrawn_correction_is_gone_with_its_effect(store: Store) -> None:
    corrections = edited(value="1")
    store.correct(corrections)
    store.correct([], withdrawn=corrections)
    assert value_of(store) == 42900000000.0
    assert store.corrections().empty
    store.correct(corrections)
    assert value_of(store) == 1


def test_the_same_correction_twice_is_one(store: Store) -> None:
    store.correct(edited(value="1"))
    version = store.version()
    assert store.correct(edited(value="1")).unchanged == 1
    assert (len(store.corrections()), store.version()) == (1, version)


def test_new_documents_come_with_their_corrections_in_one_commit(tmp_path: Path) -> None:
    store = open_store(tmp_path / "new")
    summary = store.save([REPORT], changes=Changes(tuple(edited(value="1"))))
    assert (summary.added, summary.corrected, store.version()) == (1, 1, 0)
    assert value_of(store) == 1


def test_a_correction_of_no_document_or_of_nonsense_is_refused(store: Store) -> None:
    (correction,) = edited(value="1")
    with pytest.raises(StoreError, match="no document gone"):
        store.correct([replace(correction, doc_id="gone")])
    with pytest.raises(StoreError, match="not among the documents"):
        store.save([made_report("other")], changes=Changes((correction,)))
    with pytest.raises(StoreError, match="can't be kept"):
        store.correct([replace(correction, value="many")])
    assert store.corrections().empty
    assert value_of(store) == 42900000000.0


def test_corrections_of_a_load_that_was_killed_never_were(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from indicators.lake import Lake

    put = Lake.put

    def stop_at_documents(self: Lake, name: str, *rest: Any) -> None:
        if name == "documents":
            raise KeyboardInterrupt
        put(self, name, *rest)

    for before in ([], edited(kind="estimate")):
        store.correct(before) if before else None
        kept = store.corrections()
        with monkeypatch.context() as patch:
            patch.setattr(Lake, "put", stop_at_documents)
            with pytest.raises(KeyboardInterrupt):
                store.correct(edited("8%", value="9"))
        assert store.corrections().equals(kept)
        store.save([made_report("other", f"又一份{len(before)}。")])
        assert store.corrections().equals(kept)
        assert 9 not in set(store.select()["value"])


def test_many_corrections_are_compacted(store: Store) -> None:
    from deltalake import DeltaTable

    for number in range(20):
        row = store.select(documents="donghu").set_index("surface").loc["429亿元"]
        store.correct(edits(REPORT, row_of("429亿元"), {**row, "value_high": None}, {"value": str(number)}, WHY))
    assert value_of(store) == 19
    assert len(store.corrections()) == 20
    assert len(DeltaTable(f"{store.address}/corrections").file_uris()) < 16
    store.compact()
    assert len(store.corrections()) == 20
