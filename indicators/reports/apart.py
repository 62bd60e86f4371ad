"""Files read in a process of their own: what a reader in C or Rust does to a hostile one ends that process and becomes one sentence."""

from __future__ import annotations

import atexit
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from threading import BoundedSemaphore, Lock

from indicators.children import Child, ChildError
from indicators.model import Report, ReportError
from indicators.reports.formats import find_reader
from indicators.reports.source import Limits, Source

MODULE = "indicators.reports"
"""What the process runs."""


class _Pool:
    """Processes that wait for the next file, as many as there are processors: another would only wait for one of these."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin without any: those of the process that this one was forked from would mix up the answers to both."""
        self._idle: list[Child] = []
        self._lock = Lock()
        self._places = BoundedSemaphore(max(2, os.cpu_count() or 1))

    @contextmanager
    def borrow(self) -> Iterator[Child]:
        """A process for one file."""
        with self._places:
            child = self._take() or Child(MODULE)
            try:
                yield child
            finally:
                self._give_back(child)

    def _take(self) -> Child | None:
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.usable:
                    return child
                child.stop()
        return None

    def _give_back(self, child: Child) -> None:
        if not child.usable:
            child.stop()
            return
        with self._lock:
            self._idle.append(child)

    def close(self) -> None:
        """End the processes that wait."""
        while self._idle:
            self._idle.pop().stop()


_pool = _Pool()
atexit.register(_pool.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_pool.forget)


def read_apart(source: Source) -> Report:
    """Read a document in another process; ReportError if it can't be read within the limits."""
    limits = source.limits
    head = json.dumps({"name": source.name, "limits": asdict(limits)}).encode()
    try:
        with _pool.borrow() as child:
            answer = child.ask(head + b"\n" + source.data, limits.seconds, limits.memory_bytes)
    except ChildError as error:
        raise _given_up(source, error.reason) from None
    except OSError as error:
        raise source.fail(f"the process that reads it can't be started ({error.strerror or error})") from error
    # JSON and no pickle: what comes from a process that a file may have taken over is data.
    told = json.loads(answer)
    if "refused" in told:
        raise ReportError(told["refused"])
    published = told["report"].pop("published")
    return Report(**told["report"], published=date.fromisoformat(published) if published else None)


def _given_up(source: Source, reason: str) -> ReportError:
    if reason == "time":
        return source.fail(f"it takes more than {source.limits.seconds:,} seconds to read")
    if reason == "memory":
        return source.fail(f"it takes more than {source.limits.memory_bytes // 1_000_000:,} MB of memory to read")
    return source.fail("its reader broke off (a damaged file, or one made to do harm?)")


def answer(request: bytes) -> bytes:
    """What the process answers: the report, or the sentence that says why there is none."""
    head, _, data = request.partition(b"\n")
    told = json.loads(head)
    source = Source(told["name"], data, Limits(**told["limits"]))
    try:
        report = asdict(find_reader(source.name)(source))
    except ReportError as error:
        return json.dumps({"refused": str(error)}).encode()
    except MemoryError:
        raise
    except Exception as error:
        return json.dumps({"refused": str(source.fail(f"its reader failed ({type(error).__name__})"))}).encode()
    return json.dumps({"report": report}, default=date.isoformat).encode()
