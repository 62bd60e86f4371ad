import os
import signal
import sys
from pathlib import Path

import pytest
from made import made_report

from indicators import workers
from indicators.children import Pool
from indicators.extract import extract
from indicators.table import observations_to_arrow
from indicators.workers import Parsed, WorkerError, parse_report, parse_reports, parse_watched

REPORTS = [
    made_report(f"doc{number:02}", f"2014年，东湖区完成地区生产总值{number}亿元，增长8%。") for number in range(12)
]


def by_name(parsed: list[Parsed]) -> dict[str, tuple[list, dict[str, int]]]:
    return {each.report.doc_id: (each.rows.to_pylist(), each.counts) for each in parsed}


def test_one_report() -> None:
    parsed = parse_report(REPORTS[5])
    assert parsed.rows == observations_to_arrow(extract(REPORTS[5]).observations)
    assert parsed.counts["observations"] == len(parsed.rows) == 2
    assert not parsed.failure


def test_an_error_of_the_parser_becomes_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indicators.extract.extract", lambda report, watch: 1 / 0)
    parsed = parse_report(REPORTS[0])
    assert parsed.rows is None
    assert parsed.failure == "doc00 could not be parsed: ZeroDivisionError: division by zero."


def test_a_pool_gives_the_same_as_one_process() -> None:
    pooled = by_name(list(parse_reports(REPORTS, workers=2)))
    assert pooled == by_name(list(parse_reports(REPORTS, workers=1)))
    assert len(pooled) == len(REPORTS)


def test_many_reports_take_a_pool_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    counts: list[int] = []
    monkeypatch.setattr(workers, "_parse_in_pool", lambda reports, count: counts.append(count) or iter(()))
    list(parse_reports(REPORTS))
    assert counts == [2]
    assert len(list(parse_reports(REPORTS[:3]))) == 3
    assert counts == [2]


def test_a_long_text_goes_to_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    counts: list[int] = []
    monkeypatch.setattr(workers, "_parse_in_pool", lambda reports, count: counts.append(count) or iter(()))
    list(parse_reports([made_report("long", "东湖区。" * workers.LONG)]))
    assert counts == [1]


@pytest.mark.parametrize("long", [False, True])
def test_who_waits_hears_how_far_it_is_and_gets_the_account(long: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "LONG", 10 if long else 10_000)
    report = made_report("told", "2014年，东湖区完成地区生产总值429亿元，增长8%。东湖区有3个街道。")
    parts: list[float] = []
    parsed = parse_watched(report, parts.append)
    assert parsed.account == extract(report).account
    assert parsed.rows == parse_report(report).rows
    assert parts == sorted(parts)
    assert len(parts) == 2


def test_a_text_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent), prepend=os.pathsep)
    pool = Pool("hostile_parser")
    monkeypatch.setattr(workers, "_watched", pool)
    monkeypatch.setattr(workers, "_LEAST_SECONDS", 2)
    monkeypatch.setattr(workers, "LONG", 0)
    assert (
        parse_watched(made_report("spin"), print).failure == "spin could not be parsed: it takes more than 2 seconds."
    )
    parts: list[float] = []
    assert not parse_watched(REPORTS[0], parts.append).failure, "the next one has a new process"
    assert parts == [0.5]
    pool.close()


def test_stopping_early_ends_the_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[workers._Worker] = []
    real = workers._Worker

    def start() -> workers._Worker:
        started.append(real())
        return started[-1]

    monkeypatch.setattr(workers, "_Worker", start)
    parsed = parse_reports(REPORTS, workers=2)
    next(parsed)
    parsed.close()
    assert len(started) == 2
    assert not any(worker.usable for worker in started)


def test_a_killed_worker_costs_one_report(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = workers._Worker()
    assert not worker.parse(REPORTS[0]).failure
    os.kill(worker._child._process.pid, signal.SIGKILL)
    worker._child._process.wait()
    assert worker.parse(REPORTS[1]).failure == "doc01 could not be parsed: its worker process ended."
    worker.stop()


@pytest.mark.parametrize(
    ("deed", "told"),
    [("abort", "its worker process ended"), ("spin", "it takes more than 2 seconds")],
)
def test_a_report_that_ends_its_worker_costs_no_other(deed: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent), prepend=os.pathsep)
    monkeypatch.setattr(workers, "_MODULE", "hostile_parser")
    monkeypatch.setattr(workers, "_LEAST_SECONDS", 2)
    reports = [*REPORTS[:3], made_report(deed), *REPORTS[3:6]]
    failures = {each.report.doc_id: each.failure for each in parse_reports(reports, workers=2)}
    assert failures.pop(deed) == f"{deed} could not be parsed: {told}."
    assert failures == {report.doc_id: "" for report in REPORTS[:6]}


def test_no_dask_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dask.distributed", None)
    with pytest.raises(WorkerError, match=r"indicators\[cluster\]"):
        list(parse_reports(REPORTS, scheduler="tcp://127.0.0.1:1"))


def test_a_dead_scheduler_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("dask.distributed")
    monkeypatch.setattr(workers, "_CLUSTER_PATIENCE", "1s")
    with pytest.raises(WorkerError, match=r"tcp://127\.0\.0\.1:1 does not answer"):
        list(parse_reports(REPORTS, scheduler="tcp://127.0.0.1:1"))


def test_a_cluster_gives_the_same_as_one_process() -> None:
    distributed = pytest.importorskip("dask.distributed")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, protocol="tcp", host="127.0.0.1", dashboard_address=None
    ) as cluster:
        found = by_name(list(parse_reports(REPORTS, scheduler=cluster.scheduler_address)))
    assert found == by_name([parse_report(report) for report in REPORTS])
