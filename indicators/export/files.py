"""Files that are written whole or not at all, and why one can't be made."""

from __future__ import annotations

import os
from pathlib import Path


class ExportError(RuntimeError):
    """A table does not fit a format; the message is one sentence."""


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: an interrupted export must not look like a complete one."""
    if path.exists() and not path.is_file():  # a pipe or device can't be replaced
        path.write_bytes(data)
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
