"""What every reader of a format gets: the bytes, the name for messages, and the limits that keep hostile files harmless."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath

from indicators.model import ReportError


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a document may be, in the file and unpacked; the longest work report known has some 200 pages.

    Web pages have a limit of their own, since finding the main text takes some seconds for each million bytes. ``seconds`` are
    of processor time; these and ``memory_bytes`` limit the process that reads a file apart.
    """

    file_bytes: int = 50_000_000
    html_bytes: int = 10_000_000
    unpacked_bytes: int = 200_000_000
    members: int = 10_000
    pages: int = 2_000
    cells: int = 1_000_000
    characters: int = 3_000_000
    seconds: int = 120
    memory_bytes: int = 2_000_000_000


DEFAULT_LIMITS = Limits()

_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Categories of characters that can't be seen, of which some turn the words around them (a name may end in fdp.exe)."""


def clean_words(text: str) -> str:
    """A name or title on one line, without characters that can't be seen."""
    spaced = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text))
    return "".join(char for char in spaced if unicodedata.category(char) not in _HIDDEN).strip()


@dataclass(frozen=True, slots=True)
class Source:
    """A document's bytes with its file name."""

    name: str
    data: bytes
    limits: Limits = DEFAULT_LIMITS

    @property
    def doc_id(self) -> str:
        """The file name without its ending."""
        return PurePath(self.name).stem

    def check_cells(self, count: int) -> None:
        """Raise ReportError for tables of too many cells, empty ones among them."""
        if count > self.limits.cells:
            raise self.fail(f"{count:,} cells are more than the {self.limits.cells:,} allowed")

    def fail(self, reason: str) -> ReportError:
        """Make the error that tells in one sentence why this document can't be read."""
        return ReportError(f"{self.name}: {reason}")
