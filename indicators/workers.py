"""Parsing many reports: in this process, in a pool of worker processes, or on a Dask cluster."""

from __future__ import annotations

import os
import pickle
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Event
from typing import TYPE_CHECKING, Any

from indicators.children import Child, ChildError, Pool, Tell, serve
from indicators.model import NumberFate, Report

if TYPE_CHECKING:
    import pyarrow as pa

    from indicators.extract import Reading

POOL_FROM = 9
"""So many reports pay for the second that a pool of workers needs to start."""

_MODULE = "indicators.workers"
LONG = 20_000
"""A text of so many characters is parsed in a process of its own, however few there are: nobody knows how long it takes."""

_LEAST_SECONDS, _SLOWEST = 60, 20_000
"""Of processor time a report may take so many seconds, and one more for each so many characters: some ten times what is usual."""
_MEMORY = 4_000_000_000
_GIVEN_UP = {
    "time": "it takes more than {seconds:,.0f} seconds",
    "memory": "it takes more memory than there is",
    "life": "its worker process ended",
}

_DASK_BATCH = 20
_CLUSTER_PATIENCE = "10s"


class WorkerError(RuntimeError):
    """The workers can't be had; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A report with its tidy table and the tally of its numbers; or with the sentence that says why there is none.

    ``account`` is what became of each number, where that was asked for.
    """

    report: Report
    rows: pa.Table | None = None
    counts: dict[str, int] = field(default_factory=dict)
    failure: str = ""
    account: tuple[NumberFate, ...] = ()


def parse_report(report: Report, tell: Tell | None = None) -> Parsed:
    """Parse one report. An error inside the parser becomes its ``failure``: one document must not stop a thousand others.

    ``tell`` is for a person who waits: it hears how far the text is parsed, and the account comes with the rows.
    """
    from indicators.extract import extract
    from indicators.table import observations_to_arrow

    try:
        extraction = extract(report, _watch(report, tell) if tell else None)
        rows = observations_to_arrow(extraction.observations)
    except MemoryError:
        return Parsed(report, failure=f"{report.doc_id} could not be parsed: it takes more memory than there is.")
    except Exception as error:
        return Parsed(report, failure=f"{report.doc_id} could not be parsed: {type(error).__name__}: {error}.")
    fates = Counter(each.fate for each in extraction.account)
    counts = {"observations": len(rows), "not_figures": fates["not_figure"], "unresolved": fates["unresolved"]}
    return Parsed(report, rows, counts, account=extraction.account if tell else ())


def _watch(report: Report, tell: Tell) -> Callable[[Reading], None]:
    """Tells each hundredth of a text."""
    length, told = max(len(report.text), 1), -1

    def watch(each: Reading) -> None:
        nonlocal told
        if (part := each.start * 100 // length) > told:
            told = part
            tell(min(part / 100, 1.0))

    return watch


def parse_watched(report: Report, tell: Tell) -> Parsed:
    """Parse a report for a person who waits, a long one in a process of its own, so that it can't hold up a server."""
    if len(report.text) < LONG:
        return parse_report(report, tell)
    with _watched.borrow() as child:
        return _ask(child, report, tell)


def parse_reports(
    reports: Sequence[Report], *, workers: int | None = None, scheduler: str | None = None
) -> Iterator[Parsed]:
    """Parse reports as they get done, in any order: on the Dask ``scheduler`` if given, else by that many processes.

    Raises WorkerError if the scheduler or Dask itself can't be had.
    """
    if scheduler:
        return _parse_on_cluster(reports, scheduler)
    count = min(_default_workers(len(reports)) if workers is None else workers, len(reports))
    long = workers is None and any(len(each.text) >= LONG for each in reports)
    return _parse_in_pool(reports, count) if count > 1 or long else map(parse_report, reports)


def _default_workers(reports: int) -> int:
    return os.cpu_count() or 1 if reports >= POOL_FROM else 1


_watched = Pool(_MODULE)


def _ask(child: Child, report: Report, tell: Tell | None = None) -> Parsed:
    seconds = _LEAST_SECONDS + len(report.text) / _SLOWEST
    request = pickle.dumps((report, tell is not None))
    try:
        parsed = pickle.loads(child.ask(request, seconds, _MEMORY, tell or (lambda part: None)))
    except ChildError as error:
        reason = _GIVEN_UP[error.reason].format(seconds=seconds)
        return Parsed(report, failure=f"{report.doc_id} could not be parsed: {reason}.")
    assert isinstance(parsed, Parsed)
    return parsed


class _Worker:
    """A process of our own that parses the reports sent to it, one after the other."""

    def __init__(self) -> None:
        self._child = Child(_MODULE)

    def parse(self, report: Report) -> Parsed:
        return _ask(self._child, report)

    def kill(self) -> None:
        self._child.kill()

    def stop(self) -> None:
        self._child.stop()

    @property
    def usable(self) -> bool:
        return self._child.usable


def _parse_in_pool(reports: Sequence[Report], count: int) -> Iterator[Parsed]:
    free: SimpleQueue[_Worker] = SimpleQueue()
    started: list[_Worker] = []
    stopping = Event()

    def start() -> None:
        started.append(_Worker())
        free.put(started[-1])

    def parse(report: Report) -> Parsed:
        worker = free.get()
        parsed = worker.parse(report)
        if worker.usable or stopping.is_set():
            free.put(worker)
        else:
            worker.stop()
            start()
        return parsed

    threads = ThreadPoolExecutor(count)
    try:
        for _ in range(count):
            start()
        futures = [threads.submit(parse, report) for report in reports]
        for future in as_completed(futures):
            yield future.result()
    finally:  # also when the reader stops early or the user presses ctrl-C
        threads.shutdown(wait=False, cancel_futures=True)
        stopping.set()  # a worker that ends from here on is not replaced
        for worker in list(started):
            worker.kill()
        threads.shutdown()
        for worker in started:
            worker.stop()


def _parse_batch(reports: Sequence[Report]) -> list[Parsed]:
    return [parse_report(report) for report in reports]


def _parse_on_cluster(reports: Sequence[Report], scheduler: str) -> Iterator[Parsed]:
    client, completed = _connect(scheduler)
    batches = [reports[first : first + _DASK_BATCH] for first in range(0, len(reports), _DASK_BATCH)]
    with client:
        # A batch per task: the cluster's overhead per task is some milliseconds, a report's parsing not much more.
        futures = client.map(_parse_batch, batches, pure=False)
        for _, done in completed(futures, with_results=True):
            yield from done


def _connect(scheduler: str) -> tuple[Any, Callable[..., Any]]:
    try:
        from dask.distributed import Client, as_completed
    except ImportError:
        raise WorkerError(
            "A scheduler needs Dask: install the extra with `pip install 'indicators[cluster]'`."
        ) from None
    try:
        connect: Callable[..., Any] = Client
        return connect(scheduler, timeout=_CLUSTER_PATIENCE), as_completed
    except (OSError, ValueError) as error:
        reason = str(error).split("\n")[0]
        raise WorkerError(f"The Dask scheduler at {scheduler} does not answer: {reason}.") from None


def _answer(request: bytes, tell: Tell) -> bytes:
    report, watched = pickle.loads(request)
    return pickle.dumps(parse_report(report, tell if watched else None))


if __name__ == "__main__":
    from indicators.workers import (
        _answer as answer,
    )  # so that records are pickled under the module's name, not as __main__

    serve(answer)
