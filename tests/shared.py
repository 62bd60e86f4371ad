"""Where the project's shared folder lies, if it does: originals, gold labels and a corpus that are not part of the project."""

from __future__ import annotations

from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[2] / "shared"

SHARED = _BESIDE if _BESIDE.is_dir() else None


def shared_folder(name: str) -> Path:
    """A folder of the shared one; the test that asks for it is skipped where there is none."""
    if SHARED is None:
        pytest.skip("there is no ../shared beside the project: originals and gold labels are not shipped with it")
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"../shared has no folder {name}")
    return folder
