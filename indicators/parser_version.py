"""The parser's version: a document read by another one is to be read again."""

from __future__ import annotations

import re
from hashlib import sha256
from importlib import metadata
from importlib.resources import files
from pathlib import Path

_PARSER = ("extract", "reports")
"""Where parsing begins: what these import, and what that imports in turn, is the parser."""

_IMPORT = re.compile(r"^\s*from indicators\.([\w.]+) import", re.MULTILINE)
"""Imports inside functions count too: a module too many costs a needless reading, one too few would keep stale rows."""


def parser_fingerprint() -> str:
    """The parser's version with a hash of its rules and code: a document read by other ones is to be read again."""
    digest = sha256()
    for path in _parser_files():
        digest.update(path.name.encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    try:
        version = metadata.version("indicators")
    except metadata.PackageNotFoundError:  # run from a source tree
        version = "0"
    return f"{version}+{digest.hexdigest()[:12]}"


def _parser_files() -> list[Path]:
    """The code that reading a report can run, found by following imports, and the rules it reads."""
    root = Path(str(files("indicators")))
    found: set[Path] = set()
    waiting = [*_PARSER]
    while waiting:
        for path in _files_of(root, waiting.pop()):
            if path not in found:
                found.add(path)
                waiting += _IMPORT.findall(path.read_text(encoding="utf-8"))
    # Not the folders below: the interface's words change no row.
    rules = (path for path in (root / "rules").iterdir() if path.suffix in (".toml", ".csv"))
    return sorted([*found, *rules])


def _files_of(root: Path, module: str) -> list[Path]:
    """The files of a module by its dotted name; of a package all."""
    place = root.joinpath(*module.split("."))
    if place.is_dir():
        return [*place.glob("*.py")]
    file = place.with_suffix(".py")
    return [file] if file.is_file() else []
