"""A process that reads or parses with readers that do harm: what a file's name says, it does."""

import os
import resource
import sys
import time

from indicators import children
from indicators.model import Report
from indicators.reports import apart

kept = []


def misbehave(source):
    deed = source.doc_id
    if deed == "abort":
        os.abort()
    if deed == "spin":
        while True:
            pass
    if deed == "sleep":
        time.sleep(600)
    if deed == "eat":
        return Report(deed, str(len(bytearray(10**12))))
    if deed == "fail":
        raise LookupError("an error that no reader foresees")
    if deed == "print":
        print("a stray line")
        os.write(1, b"another")
    if deed == "large":
        kept.append(b"x" * (source.limits.memory_bytes // 3))
        return Report(deed, str(len(kept[-1])))
    if deed == "limits":
        kinds = (resource.RLIMIT_AS, resource.RLIMIT_CORE)
        return Report(deed, " ".join(str(resource.getrlimit(kind)[0]) for kind in kinds))
    return Report(deed, f"{deed} {os.getpid()}")


if __name__ == "__main__":
    apart.find_reader = lambda name: misbehave
    children.serve(apart.answer)
    sys.exit(0)
