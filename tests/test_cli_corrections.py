"""The commands on corrections: what they print, keep and refuse, and that `check` and `load` speak of those not found."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from indicators import cli
from indicators.model import Report
from indicators.store import Store, open_store

TEXT = "2014年，东湖区完成财政总收入50.1亿元，增长8%。"
SHARED = "2020年，东湖区、西湖区地区生产总值均增长5%。"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.app, [str(each) for each in arguments])


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path / "store")
    store.save([Report("donghu", TEXT), Report("both", SHARED, area="南昌市")])
    return store


def correct(store: Store, *arguments: object) -> Result:
    return run("corrections", "add", "donghu", "--at", TEXT.index("50.1"), *arguments, "--store", store.address)


def listed(store: Store, *arguments: object) -> list[dict[str, str]]:
    result = run("corrections", "list", *arguments, "--store", store.address)
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_a_cell_is_corrected_listed_and_taken_back(store: Store) -> None:
    result = correct(store, "--set", "value=51e8", "--set", "kind=estimate", "--reason", "勘误", "--author", "李")
    assert (result.exit_code, result.stdout) == (0, "Rows written: 2, of which 1 corrected.\n")
    row = store.select(documents="donghu").iloc[0]
    assert (row["value"], row["kind"]) == (5.1e9, "estimate")
    assert [(each["column"], each["expected"], each["value"]) for each in listed(store)] == [
        ("kind", "actual", "estimate"),
        ("value", "5010000000.0", "5100000000.0"),
    ]
    assert {each["author"] for each in listed(store, "--document", "donghu")} == {"李"}
    assert listed(store, "--document", "both") == []
    assert run("corrections", "remove", "donghu", "--at", TEXT.index("50.1"), "--store", store.address).exit_code == 0
    assert listed(store) == []
    assert store.select(documents="donghu")["value"].tolist() == [5.01e9, 8]


def test_an_unresolved_number_becomes_a_row_and_no_number_again(store: Store) -> None:
    text = "2014年，东湖区完成财政总收入50.1亿元。招引了15。"
    store.save([Report("guest", text)])
    asked = (
        "corrections",
        "add",
        "guest",
        "--at",
        text.index("5。"),
        "--new",
        "--reason",
        "按附表",
        "--store",
        store.address,
    )
    made = run(*asked, "--set", "label=招引项目", "--set", "indicator=projects", "--set", "unit=个")
    assert (made.exit_code, made.stdout) == (0, "Rows written: 2, of which 1 corrected.\n"), made.stderr
    row = store.select(documents="guest", indicators="projects").iloc[0]
    assert (row["surface"], row["value"], row["unit"], row["area"], row["time_period"]) == (
        "15",
        15,
        "个",
        "东湖区",
        "2014",
    )
    assert row["sentence"] == "招引了15。"
    (kept,) = listed(store, "--document", "guest")
    assert (kept["column"], kept["expected"], kept["found"]) == ("row", "", "True")
    assert "No unresolved number stands at" in run(*asked, "--set", "label=又一次").stderr
    changed = run(*(each for each in asked if each != "--new"), "--set", "value=16")
    assert changed.exit_code == 0, changed.stderr
    assert store.select(documents="guest", indicators="projects")["value"].tolist() == [16]
    removed = run("corrections", "remove", "guest", "--at", text.index("15。"), "--store", store.address)
    assert removed.exit_code == 0
    assert store.select(documents="guest")["surface"].tolist() == ["50.1亿元"]


@pytest.mark.parametrize(
    ("words", "cells", "message"),
    [
        ("50.1", ["label=x"], "No unresolved number stands at 16 in guest; these are: 15 at 26."),
        ("2014", ["label=x"], "No unresolved number stands at 0 in guest"),
        ("15", ["unit=个"], "The label can't be empty."),
        ("15", ["label=x", "area=999999"], "There is no place with the code 999999."),
    ],
)
def test_what_can_be_no_row_is_refused(words: str, cells: list[str], message: str, store: Store) -> None:
    text = "2014年，东湖区完成财政总收入50.1亿元。招引了15。"
    store.save([Report("guest", text)])
    given = [part for cell in cells for part in ("--set", cell)]
    at = text.index(words)
    result = run("corrections", "add", "guest", "--at", at, "--new", "--reason", "r", *given, "--store", store.address)
    assert result.exit_code == 1
    assert message in result.stderr
    assert store.corrections().empty


def test_a_new_row_is_not_rejected_in_one_breath(store: Store) -> None:
    assert correct(store, "--new", "--reject", "--reason", "r").exit_code == 2
    assert correct(store, "--new", "--reason", "r").exit_code == 2


def test_a_place_is_given_by_name(store: Store) -> None:
    assert correct(store, "--set", "area=青云谱区", "--reason", "转载有误").exit_code == 0
    assert store.select(documents="donghu")["area_code"].tolist()[0] == "360104"


def test_a_row_of_several_is_named_by_its_subject(store: Store) -> None:
    at = SHARED.index("5%")
    arguments = ("corrections", "add", "both", "--at", at, "--reject", "--reason", "重复", "--store", store.address)
    refused = run(*arguments)
    assert refused.exit_code == 1
    assert "Name one of the rows of 5% by --subject: 360102/gdp/" in refused.stderr
    subject = refused.stderr.strip().rstrip(".").split(": ")[1].split(", ")[1]
    assert run(*arguments, "--subject", subject).exit_code == 0
    assert store.select(documents="both")["area"].tolist() == ["东湖区"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--set", "value=many", "--reason", "r"), 1, "takes a number"),
        (("--set", "sentence=x", "--reason", "r"), 1, "no column that can be corrected"),
        (("--set", "value=1", "--reason", " "), 1, "Give a reason"),
        (("--set", "value=5010000000", "--reason", "r"), 1, "Nothing was changed"),
        (("--set", "value", "--reason", "r"), 2, "not column=value"),
        (("--reason", "r"), 2, "either --set or --reject"),
        (("--set", "value=1"), 2, "--reason"),
    ],
)
def test_what_can_not_be_is_one_sentence(store: Store, arguments: tuple[str, ...], code: int, message: str) -> None:
    result = correct(store, *arguments)
    assert result.exit_code == code
    assert message in " ".join(result.stderr.split())
    assert "Traceback" not in result.output
    assert store.corrections().empty


def test_no_such_document_row_or_correction(store: Store) -> None:
    for arguments, message in (
        (("add", "gone", "--at", 1, "--reject", "--reason", "r"), "no document gone"),
        (("add", "donghu", "--at", 0, "--reject", "--reason", "r"), "No row stands at 0 in donghu"),
        (("remove", "donghu", "--at", 0), "keeps no correction of donghu at 0"),
    ):
        result = run("corrections", *arguments, "--store", store.address)
        assert result.exit_code == 1
        assert message in result.stderr


def test_check_and_load_speak_of_corrections_that_are_not_found(store: Store, tmp_path: Path) -> None:
    correct(store, "--set", "value=51e8", "--reason", "勘误")
    path = tmp_path / "donghu.txt"
    path.write_text(TEXT.replace("50.1", "50.2"), encoding="utf-8")
    loaded = run("load", path, "--store", store.address)
    assert "Corrections that were not found: 1" in loaded.stderr
    (missed,) = listed(store, "--missed")
    assert missed["reason"] == "勘误"
    checked = run("check", "--store", store.address)
    assert "notice\tcorrection\tdonghu: a correction of 50.1亿元 was not applied" in checked.stdout
    chinese = run("check", "--lang", "zh", "--area", "东湖区", "--store", store.address)
    assert "理由原为：勘误" in chinese.stdout
    assert "correction" not in run("check", "--indicator", "gdp", "--store", store.address).stdout
