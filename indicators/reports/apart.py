"""Files read in a process of their own: what a reader in C or Rust does to a hostile one ends that process and becomes one sentence."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date

from indicators.children import ChildError, Pool, Tell
from indicators.model import Report, ReportError
from indicators.reports.formats import find_reader
from indicators.reports.source import Limits, Source

MODULE = "indicators.reports"
"""What the process runs."""


_pool = Pool(MODULE)


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


def answer(request: bytes, tell: Tell) -> bytes:
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
