"""How commands write: tables as CSV, findings and outlines for a terminal or a pipe, a bar while they work."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.cli.shell import InputError

if TYPE_CHECKING:
    import pandas as pd
    from rich.tree import Tree

    from indicators.outline import Branch
    from indicators.store import Progress


def check_output(output: Path | None) -> None:
    """Say that a file can't be written before the work is done, not after."""
    if output is None:
        return
    if not output.parent.is_dir():
        raise InputError(f"The folder {output.parent} does not exist; make it first.")
    if output.is_dir():
        raise InputError(f"{output} is a folder; name a file to write.")


def write_frame(frame: pd.DataFrame, output: Path | None) -> None:
    """Write a table to a file, or to the screen without a byte order mark."""
    from indicators.export import to_csv, write_file

    if output is not None:
        write_file(output, to_csv(frame))
        return
    sys.stdout.buffer.write(to_csv(frame, bom=False))
    sys.stdout.buffer.flush()


def write_findings(frame: pd.DataFrame) -> None:
    """A drawn table on a terminal, else a line per finding in UTF-8: severity, rule and message, between tabs."""
    shown = frame[["severity", "rule", "message"]]
    if not sys.stdout.isatty():
        lines = ("\t".join(row) + "\n" for row in shown.itertuples(index=False, name=None))
        sys.stdout.buffer.write("".join(lines).encode())
        sys.stdout.buffer.flush()
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*shown.columns)
    for row in shown.itertuples(index=False, name=None):
        table.add_row(*map(Text, row))  # Text: what a document says is no markup
    Console().print(table)


def write_outline(branch: Branch) -> None:
    """A drawn tree on a terminal, else indented lines in UTF-8."""
    from indicators.outline import format_outline

    if not sys.stdout.isatty():
        sys.stdout.buffer.write(format_outline(branch).encode())
        sys.stdout.buffer.flush()
        return
    from rich.console import Console

    Console().print(draw_tree(branch))


def draw_tree(branch: Branch) -> Tree:
    """An outline as a tree for a terminal."""
    from rich.text import Text
    from rich.tree import Tree

    tree = Tree(Text(branch.text))  # Text: what a document says is no markup
    tree.children.extend(draw_tree(each) for each in branch.below)
    return tree


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """A bar on a terminal; nothing where there is none."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
