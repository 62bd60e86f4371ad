"""A worker process whose parser does harm: what a report's name says, it does."""

import os

from indicators import workers
from indicators.children import serve
from indicators.workers import Parsed


def misbehave(report, tell=None):
    if report.doc_id == "abort":
        os.abort()
    while report.doc_id == "spin":
        pass
    if tell:
        tell(0.5)
    return Parsed(report)


if __name__ == "__main__":
    workers.parse_report = misbehave
    serve(workers._answer)
