import io
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

import indicators
import indicators.cli as cli
from indicators.explain import explain
from indicators.export import BOM, FORMATS, read_csv, to_csv
from indicators.extract import extract
from indicators.model import ACCOUNT_COLUMNS, COLUMNS
from indicators.outline import Branch, format_outline, outline
from indicators.reports import read_report
from indicators.store import open_store
from indicators.table import observations_to_frame

DONGHU = "2014年，东湖区完成地区生产总值429亿元，增长8%。2014年出口6.2亿美元。"
QINGYUNPU = "2016年，青云谱区完成地区生产总值418.6亿元，增长9.1%。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "reports"
    (inside / "deeper").mkdir(parents=True)
    (inside / "donghu.txt").write_text(DONGHU, encoding="utf-8")
    (inside / "deeper" / "qingyunpu.txt").write_text(QINGYUNPU, encoding="utf-8")
    (inside / "picture.jpg").write_bytes(b"\xff\xd8")
    return inside


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.app, [str(each) for each in arguments])


def run_process(*arguments: object, **options: object) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "indicators", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env=environment(), timeout=60, check=False, **options)  # type: ignore[call-overload]


def environment() -> dict[str, str]:
    home = str(Path(indicators.__file__).parent.parent)
    path = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path, "PYTHONWARNINGS": "ignore"}


def refused(result: Result, code: int = 1) -> str:
    """The message of a command that ended with a code, a sentence and nothing that looks like a traceback."""
    assert result.exit_code == code, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return result.stderr


# parse and account


def test_parse_prints_the_tidy_table(folder: Path) -> None:
    result = run("parse", folder / "donghu.txt")
    assert result.exit_code == 0
    assert result.stdout_bytes == to_csv(indicators.parse(folder / "donghu.txt"), bom=False)
    assert len(read_csv(result.stdout_bytes)) >= 3


def test_parse_takes_folders_and_keeps_the_order_of_files(folder: Path) -> None:
    frame = read_csv(run("parse", folder).stdout_bytes)
    assert frame["doc_id"].drop_duplicates().tolist() == ["qingyunpu", "donghu"]
    frame = read_csv(run("parse", folder / "donghu.txt", folder / "deeper").stdout_bytes)
    assert frame["doc_id"].drop_duplicates().tolist() == ["donghu", "qingyunpu"]


def test_output_is_a_file_for_excel(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    result = run("parse", folder / "donghu.txt", "--output", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_bytes().startswith(BOM)
    assert out.read_bytes().removeprefix(BOM) == run("parse", folder / "donghu.txt").stdout_bytes
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "reports"]


def test_a_document_without_figures_gives_the_header(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("今天天气很好。", encoding="utf-8")
    result = run("parse", tmp_path / "a.txt")
    assert (result.exit_code, result.stdout) == (0, ",".join(COLUMNS) + "\n")


def test_account_lists_every_number_with_its_reason(folder: Path) -> None:
    lines = run("account", folder / "donghu.txt").stdout.splitlines()
    assert lines[0] == ",".join(ACCOUNT_COLUMNS)
    report = read_report(folder / "donghu.txt")
    assert len(lines) - 1 == len(extract(report).account) >= 3
    fields = lines[-1].split(",")
    assert report.text[int(fields[1]) : int(fields[2])] == fields[3]


def test_a_bad_file_among_good_ones_is_named_and_the_others_read(folder: Path) -> None:
    result = run("parse", folder / "missing.txt", folder / "donghu.txt")
    assert "missing.txt" in refused(result)
    assert set(read_csv(result.stdout_bytes)["doc_id"]) == {"donghu"}


@pytest.mark.parametrize("command", ["parse", "account"])
def test_an_output_stays_as_it_was_where_no_document_could_be_read(folder: Path, command: str) -> None:
    (folder / "broken.pdf").write_bytes(b"no PDF")
    kept = folder / "kept.csv"
    kept.write_text("earlier", encoding="utf-8")
    result = run(command, folder / "broken.pdf", "--output", kept)
    assert "broken.pdf" in refused(result)
    assert kept.read_text(encoding="utf-8") == "earlier"
    assert run(command, folder / "broken.pdf").stdout == ""


@pytest.mark.parametrize("command", ["parse", "load", "account"])
def test_two_different_files_of_one_name_are_both_named(folder: Path, command: str, tmp_path: Path) -> None:
    (folder / "deeper" / "donghu.txt").write_text(QINGYUNPU, encoding="utf-8")
    rest = ["--store", tmp_path / "store"] if command == "load" else []
    message = refused(run(command, folder, *rest))
    assert str(folder / "donghu.txt") in message
    assert str(folder / "deeper" / "donghu.txt") in message
    assert not (tmp_path / "store").exists()


def test_one_file_named_twice_is_read_once(folder: Path) -> None:
    once, twice = run("parse", folder / "donghu.txt"), run("parse", folder / "donghu.txt", folder / "donghu.txt")
    assert once.stdout_bytes == twice.stdout_bytes


# explain


def test_explain_prints_how_a_number_was_read(folder: Path) -> None:
    at = DONGHU.index("429")
    result = run("explain", folder / "donghu.txt", "--at", at)
    assert (result.exit_code, result.stderr) == (0, "")
    report = read_report(folder / "donghu.txt")
    assert result.stdout == format_outline(outline(explain(report, at), "en"))
    assert result.stdout.startswith(f"429亿元 · donghu {at}–{at + 5} · read as a figure\n")


def test_explain_in_chinese(folder: Path) -> None:
    result = run("explain", folder / "donghu.txt", "--at", DONGHU.index("8%"), "--lang", "zh")
    assert "    度量：同比增速 (yoy) — 增减动词或增速名词后的百分比\n" in result.stdout


@pytest.mark.parametrize("at", [5, -1, 9999])
def test_explain_of_an_offset_without_a_number_names_the_nearest(folder: Path, at: int) -> None:
    message = refused(run("explain", folder / "donghu.txt", "--at", at))
    assert "the nearest number is" in message
    assert message.count("\n") == 1


def test_explain_is_utf8_whatever_the_terminal(folder: Path) -> None:
    command = [sys.executable, "-m", "indicators", "explain", str(folder / "donghu.txt"), "--at", "0"]
    env = {**environment(), "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    done = subprocess.run(command, capture_output=True, env=env, timeout=60, check=False)
    assert "«2014»年" in done.stdout.decode("utf-8")


def test_explain_draws_a_tree_on_a_terminal() -> None:
    tree = cli.draw_tree(Branch("[b]a", (Branch("c", (Branch("d"),)), Branch("e"))))
    console = Console(width=20, file=io.StringIO(), force_terminal=False)
    with console.capture() as capture:
        console.print(tree)
    assert [line.rstrip() for line in capture.get().splitlines()] == ["[b]a", "├── c", "│   └── d", "└── e"]


# load, select, documents


@pytest.fixture
def store(folder: Path, tmp_path: Path) -> Path:
    path = tmp_path / "store"
    result = run("load", folder, "--store", path)
    assert (result.exit_code, result.stderr) == (0, "")
    return path


def test_load_says_what_it_did(folder: Path, store: Path) -> None:
    rows = len(open_store(store).select())
    again = run("load", folder, "--store", store)
    assert again.stdout == "Documents: 0 added, 0 replaced, 2 unchanged. Observations written: 0.\n"
    (folder / "donghu.txt").write_text(QINGYUNPU, encoding="utf-8")
    (folder / "third.txt").write_text("没有数字。", encoding="utf-8")
    changed = run("load", folder, "--store", store)
    assert changed.stdout.startswith("Documents: 1 added, 1 replaced, 1 unchanged. Observations written: ")
    assert rows >= 5


def test_load_keeps_what_a_text_without_front_matter_tells_of_itself(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(
        "东湖区政府工作报告\n2015年1月20日\n2014年，全区出口6.2亿美元。", encoding="utf-8"
    )
    for done in ("1 added, 0 replaced, 0 unchanged", "0 added, 0 replaced, 1 unchanged"):
        assert done in run("load", tmp_path / "report.txt", "--store", tmp_path / "s").stdout
    row = open_store(tmp_path / "s").documents().iloc[0]
    assert row[["title", "area", "published", "kind"]].tolist() == [
        "东湖区政府工作报告",
        "东湖区",
        "2015-01-20",
        "work_report",
    ]


def test_load_keeps_the_good_files_of_a_bad_lot(folder: Path, tmp_path: Path) -> None:
    (folder / "broken.docx").write_bytes(b"no zip")
    result = run("load", folder, "--store", tmp_path / "s")
    assert "broken" in refused(result)
    assert result.stdout.startswith("Documents: 2 added")
    assert open_store(tmp_path / "s").facets().documents == ("donghu", "qingyunpu")


def test_select_mirrors_the_library(store: Path) -> None:
    kept = open_store(store)
    cases = {
        (): {},
        ("--area", "东湖区"): {"areas": "东湖区"},
        ("--area", "360104", "--area", "东湖区"): {"areas": ["360104", "东湖区"]},
        ("--indicator", "gdp", "--measure", "yoy"): {"indicators": "gdp", "measures": "yoy"},
        ("--year", "2014"): {"years": 2014},
        ("--year", "2013-2015", "--year", "2016"): {"years": range(2013, 2017)},
        ("--kind", "actual", "--document", "qingyunpu"): {"kinds": "actual", "documents": "qingyunpu"},
        ("--word", "总值", "--word", "增长"): {"words": ["总值", "增长"]},
    }
    for arguments, filters in cases.items():
        result = run("select", *arguments, "--store", store)
        assert result.exit_code == 0, arguments
        expected = kept.select(**filters)  # type: ignore[arg-type]
        assert len(expected) > 0
        assert result.stdout_bytes == to_csv(expected, bom=False), arguments


def test_store_by_environment(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDICATORS_STORE", str(store))
    assert run("select").stdout_bytes == run("select", "--store", store).stdout_bytes


def test_documents_lists_them(store: Path) -> None:
    lines = run("documents", "--store", store).stdout.splitlines()
    assert lines[0].startswith("doc_id,title,publisher,published,area")
    assert [line.split(",")[0] for line in lines[1:]] == ["donghu", "qingyunpu"]


def test_unknown_words_are_named_with_close_ones(store: Path) -> None:
    message = refused(run("select", "--area", "东湖", "--indicator", "gpd", "--store", store))
    assert (
        message
        == "The store has no area 东湖. Close to it: 东湖区.\nThe store has no indicator gpd. Close to it: gdp.\n"
    )


def test_years_without_figures_are_no_error(store: Path) -> None:
    result = run("select", "--year", "1999", "--store", store)
    assert (result.exit_code, result.stdout) == (0, ",".join(COLUMNS) + "\n")


# export


@pytest.mark.parametrize("code", FORMATS)
def test_export_writes_what_the_library_makes_of_select(store: Path, tmp_path: Path, code: str) -> None:
    out = tmp_path / f"out{FORMATS[code].ending}"
    result = run("export", "--area", "东湖区", "--year", "2013-2014", "--output", out, "--store", store)
    assert (result.exit_code, result.output) == (0, "")
    kept = open_store(store)
    expected = kept.select(areas="东湖区", years=range(2013, 2015))
    assert 0 < len(expected) < len(kept.select())
    assert out.read_bytes() == FORMATS[code].write(expected, kept.documents())


def test_export_takes_every_filter_of_select(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    for arguments in (
        ("--indicator", "gdp", "--measure", "yoy"),
        ("--kind", "actual", "--document", "qingyunpu"),
        ("--area", "360104", "--area", "东湖区"),
    ):
        assert run("export", *arguments, "--output", out, "--store", store).exit_code == 0
        selected = run("select", *arguments, "--store", store).stdout_bytes
        assert out.read_bytes() == BOM + selected


def test_export_format_goes_before_the_ending(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert run("export", "--format", "sdmx", "--output", out, "--store", store).exit_code == 0
    assert out.read_bytes().startswith(b"STRUCTURE,STRUCTURE_ID,ACTION,")


def test_export_says_what_it_can_not_do(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    message = refused(run("export", "--output", out, "--store", store), code=2)
    assert "out.txt ends in none of" in message
    assert all(code in refused(run("export", "--format", "xls", "--output", out), code=2) for code in FORMATS)
    assert "does not exist" in refused(run("export", "--output", tmp_path / "no" / "a.csv", "--store", store))
    unknown = refused(run("export", "--area", "东湖", "--output", tmp_path / "a.csv", "--store", store))
    assert unknown == "The store has no area 东湖. Close to it: 东湖区.\n"
    assert not out.exists()
    assert not (tmp_path / "a.csv").exists()


def test_export_that_does_not_fit_leaves_the_old_file(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.xlsx"
    out.write_bytes(b"old")
    monkeypatch.setattr("indicators.export.workbook.MOST_ROWS", 2)
    message = refused(run("export", "--output", out, "--store", store))
    assert message.endswith("choose fewer rows or CSV.\n")
    assert message.count("\n") == 1
    assert out.read_bytes() == b"old"


def test_export_help_names_every_format() -> None:
    words = set(re.findall(r"\w+", run("export", "--help").stdout))
    assert set(FORMATS) <= words


# What goes wrong


@pytest.mark.parametrize(
    "arguments",
    [
        ("select", "--year", "14"),
        ("select", "--year", "2018-2014"),
        ("select", "--measure", "level_of"),
        ("select", "--kind", "wish"),
        ("parse",),
        ("export",),
        ("unknown",),
        ("explain", "a.txt"),
        ("explain", "a.txt", "--at", "here"),
        ("explain", "a.txt", "--at", "3", "--lang", "fr"),
        ("parse", "a.txt", "--nothing"),
        ("load", "a.txt", "--store", "-v"),
        ("parse", "a.txt", "--output", "--lang"),
        ("export", "--output", "-v.csv"),
    ],
)
def test_wrong_usage_is_exit_2(arguments: tuple[str, ...]) -> None:
    refused(run(*arguments), code=2)


def test_an_option_is_no_place_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(DONGHU, encoding="utf-8")
    message = refused(run("load", "a.txt", "--store", "-v"), code=2)
    assert "./-v" in message
    assert [each.name for each in Path().iterdir()] == ["a.txt"]


@pytest.mark.parametrize("command", [["select"], ["documents"], ["export", "--output", "a.csv"]])
def test_missing_store_is_one_sentence(tmp_path: Path, command: list[str]) -> None:
    message = refused(run(*command, "--store", tmp_path / "none"))
    assert "is empty; fill it with `indicators load FILES`" in message
    assert message.count("\n") == 1


def test_missing_folder_of_the_output_is_said_before_the_work(folder: Path, tmp_path: Path) -> None:
    message = refused(run("parse", folder, "--output", tmp_path / "no" / "out.csv"))
    assert message == f"The folder {tmp_path / 'no'} does not exist; make it first.\n"


def test_output_that_is_a_folder(folder: Path, tmp_path: Path) -> None:
    assert "is a folder" in refused(run("parse", folder, "--output", tmp_path))


def test_folder_without_documents(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "holds no readable document" in refused(run("parse", tmp_path / "empty"))


def test_store_in_the_place_of_a_file(folder: Path) -> None:
    assert "is a file" in refused(run("load", folder, "--store", folder / "donghu.txt"))


def test_full_disk_is_one_sentence(folder: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    assert "No space left" in refused(run("parse", folder, "--output", "/dev/full"))


def test_dead_scheduler_is_one_sentence(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("dask.distributed")
    monkeypatch.setattr("indicators.workers._CLUSTER_PATIENCE", "1s")
    message = refused(run("load", folder, "--store", tmp_path / "s", "--scheduler", "tcp://127.0.0.1:1"))
    assert "does not answer" in message
    assert open_store(tmp_path / "s").is_empty()


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(DONGHU * 2000, encoding="utf-8")  # more than a pipe holds
    command = [sys.executable, "-m", "indicators", "parse", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_is_130(tmp_path: Path) -> None:
    pipe = tmp_path / "slow.txt"
    os.mkfifo(pipe)  # never answers, so the command is surely at work when the signal comes
    code = (  # tests that a shell runs in the background ignore the signal, and so would what they start
        "import signal, time; from indicators import cli, reports\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "def wait(path):\n    print('waiting', flush=True); time.sleep(30)\n"
        "reports.read_report = wait; cli.main()"
    )
    command = [sys.executable, "-c", code, "parse", str(pipe)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"waiting\n"
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
        assert (process.returncode, errors) == (130, b"Interrupted.\n")


def test_python_m_runs_it(folder: Path) -> None:
    done = run_process("parse", folder / "donghu.txt")
    assert done.returncode == 0
    assert done.stdout == to_csv(
        observations_to_frame(extract(read_report(folder / "donghu.txt")).observations), bom=False
    )


def test_output_is_utf8_whatever_the_terminal(folder: Path) -> None:
    command = [sys.executable, "-m", "indicators", "parse", str(folder / "donghu.txt")]
    env = {**environment(), "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    done = subprocess.run(command, capture_output=True, env=env, timeout=60, check=False)
    assert "东湖区" in done.stdout.decode("utf-8")


def test_help_does_not_import_what_it_does_not_need() -> None:
    code = (
        "import sys; from indicators.cli import app; from typer.testing import CliRunner\n"
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0\n"
        "print(sorted({'pandas', 'pyarrow', 'deltalake', 'streamlit', 'jieba', 'dask', 'plotly', 'xlsxwriter'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment(), check=True, timeout=60)
    assert done.stdout == b"[]\n"


def test_ten_files_go_through_the_pool(tmp_path: Path) -> None:
    for number in range(10):
        (tmp_path / f"doc{number}.txt").write_text(
            f"2014年，东湖区完成地区生产总值{number + 1}亿元。", encoding="utf-8"
        )
    frame = read_csv(run_process("parse", tmp_path).stdout)
    assert frame["doc_id"].tolist() == [f"doc{number}" for number in range(10)]
