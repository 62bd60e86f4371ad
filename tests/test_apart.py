"""Files that end, block or fill the process that reads them cost one sentence, and the others are read."""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from made_pdf import Text, draw_pdf

from indicators import children
from indicators.children import Child, Pool
from indicators.inbox import format_refusal
from indicators.model import ReportError
from indicators.reports import Limits, apart, read_bytes

TESTS = Path(__file__).parent
LIMITS = Limits(seconds=3, memory_bytes=600_000_000)
BROKEN_OFF = "its reader broke off (a damaged file, or one made to do harm?)"


@pytest.fixture(autouse=True)
def pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pool]:
    """A pool of processes that misbehave as the name of their file says."""
    monkeypatch.setenv("PYTHONPATH", str(TESTS), prepend=os.pathsep)
    pool = Pool("hostile")
    monkeypatch.setattr(apart, "_pool", pool)
    yield pool
    pool.close()


def read(deed: str, limits: Limits = LIMITS) -> str:
    return read_bytes(b"x", f"{deed}.pdf", limits).text


def refuse(deed: str, limits: Limits = LIMITS) -> str:
    with pytest.raises(ReportError) as refused:
        read(deed, limits)
    assert re.search(r"[\u4e00-\u9fff]", format_refusal(refused.value, "zh"))
    return str(refused.value)


def test_a_file_that_ends_its_reader_is_one_sentence() -> None:
    assert refuse("abort") == f"abort.pdf: {BROKEN_OFF}"


def test_a_file_that_never_ends_is_given_up() -> None:
    assert refuse("spin") == "spin.pdf: it takes more than 3 seconds to read"


def test_a_file_that_waits_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read("first")
    monkeypatch.setattr(children, "PATIENCE", 0.3)
    assert refuse("sleep") == "sleep.pdf: it takes more than 3 seconds to read"


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory does not hold elsewhere")
def test_a_file_that_eats_memory_is_given_up() -> None:
    assert refuse("eat") == "eat.pdf: it takes more than 600 MB of memory to read"


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory does not hold elsewhere")
def test_a_reading_process_has_limits_and_leaves_no_image_of_itself() -> None:
    assert read("limits") == "600000000 0"


def test_an_error_that_no_reader_foresees_is_one_sentence() -> None:
    assert refuse("fail") == "fail.pdf: its reader failed (LookupError)"


def test_the_file_behind_a_hostile_one_is_read() -> None:
    for deed in ("abort", "fail"):
        refuse(deed)
        assert read("good").startswith("good ")


def test_files_share_a_process() -> None:
    assert len({read(f"file{number}").split()[1] for number in range(5)}) == 1


def test_a_process_that_grew_large_is_not_asked_again() -> None:
    before = read("first").split()[1]
    assert read("large") == "200000000"
    assert read("next").split()[1] != before


def test_a_process_that_ended_meanwhile_costs_no_file(pool: Pool) -> None:
    read("first")
    pool._idle[0].kill()
    pool._idle[0]._process.wait()
    assert read("next").startswith("next ")


def test_what_a_reader_prints_is_no_answer() -> None:
    assert read("print").startswith("print ")
    assert read("next").startswith("next ")


def test_no_more_processes_than_places(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    pool._places = threading.BoundedSemaphore(2)
    started: list[Child] = []
    real = children.Child
    monkeypatch.setattr(children, "Child", lambda module: started.append(real(module)) or started[-1])
    with ThreadPoolExecutor(6) as threads:
        texts = list(threads.map(read, [f"file{number}" for number in range(12)]))
    assert [text.split()[0] for text in texts] == [f"file{number}" for number in range(12)]
    assert len(started) <= 2


def test_no_process_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(TESTS / "nowhere"))
    assert refuse("good").startswith("good.pdf: the process that reads it can't be started (")


def test_an_interrupted_answer_is_not_taken_for_the_next(monkeypatch: pytest.MonkeyPatch, pool: Pool) -> None:
    read("first")
    real = children._read
    monkeypatch.setattr(children, "_read", lambda pipe, length: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        read("second")
    monkeypatch.setattr(children, "_read", real)
    assert read("third").startswith("third ")


def test_a_forked_process_reads_by_itself(pool: Pool) -> None:
    mine = read("first").split()[1]
    (child,) = pool._idle
    pool.forget()  # as after a fork
    assert read("next").split()[1] != mine
    child.stop()


def test_the_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(draw_pdf([[Text(72, 700, "2014年，东湖区完成地区生产总值429亿元，增长8%。")]]))
    code = (
        "import os, sys; from indicators.reports import apart, read_report; read_report(sys.argv[1]);"
        "print(apart._pool._idle[0]._process.pid, flush=True); os._exit(0)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.pdf")], capture_output=True, text=True, check=True
    )
    deadline = time.monotonic() + 30
    while _runs(int(told.stdout)):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")
