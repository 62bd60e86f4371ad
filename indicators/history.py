"""Versions of the store: when each came to be and what its load did, so that the data can be seen as known on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from indicators.lake import LINKED, Lake, StoreError
from indicators.store import Store

MOST = 500
"""As many commits as are listed; an older version opens all the same."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the store: its number, the time of its commit, and how many documents that wrote and removed."""

    number: int
    time: datetime
    written: int
    removed: int


def versions(store: Store) -> list[Version]:
    """The versions that changed documents, newest first; those that only tidied up files are left out."""
    documents = Lake(store.address).documents()
    found = [_read_version(commit) for commit in documents.history(MOST)] if documents else []
    return [each for each in found if each.written or each.removed]


def _read_version(commit: dict[str, Any]) -> Version:
    """A commit of Delta's history; a restored or unknown one has no counts."""
    metrics = commit.get("operationMetrics") or {}
    counted = commit.get("operation") in ("WRITE", "DELETE")
    written, removed = (
        int(metrics.get(name) or 0) if counted else 0 for name in ("num_added_rows", "num_deleted_rows")
    )
    return Version(int(commit["version"]), datetime.fromtimestamp(commit["timestamp"] / 1000, UTC), written, removed)


def can_read(store: Store, number: int) -> bool:
    """Whether a version is still there with all its files: clean-ups of the store end old ones."""
    if not 0 <= number <= store.version():
        return False
    lake = Lake(store.address, number)
    try:
        tables = [lake.table(name) for name in ("documents", *LINKED)]
        files = [file for table in tables if table for file in table.file_uris()]
        return bool(tables[0]) and (not lake.is_local or all(Path(_local(file)).exists() for file in files))
    except StoreError:
        return False


def _local(uri: str) -> str:
    return unquote(urlsplit(uri).path) if "://" in uri else uri
