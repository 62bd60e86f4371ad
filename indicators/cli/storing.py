"""Commands on the store: load, select, export, documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from indicators.cli.options import Files, Output, StorePath, check_choices, filtered, open_filled, refuse_option
from indicators.cli.output import check_output, progress_bar, write_frame
from indicators.cli.reading import read_reports
from indicators.cli.shell import InputError, app, finish, say

if TYPE_CHECKING:
    import pandas as pd

    from indicators.export import Format
    from indicators.query import Query
    from indicators.store import Store


@app.command()
def load(
    files: Files,
    store: StorePath = None,
    scheduler: Annotated[str | None, typer.Option(help="Dask scheduler to parse on, such as tcp://host:8786.")] = None,
) -> None:
    """Keep documents and their figures in the store; a changed document replaces its figures."""
    from indicators.own_facts import with_own_facts
    from indicators.store import open_store

    reports, failed = read_reports(files)
    reports = [with_own_facts(each) for each in reports]
    with progress_bar() as progress:
        summary = open_store(store).save(reports, progress=progress, scheduler=scheduler)
    typer.echo(
        f"Documents: {summary.added} added, {summary.replaced} replaced, {summary.unchanged} unchanged. "
        f"Observations written: {summary.observations}."
    )
    if summary.missed:
        say(f"Corrections that were not found: {len(summary.missed)}; see `indicators corrections list --missed`.")
    say(*summary.failed)
    finish(failed + len(summary.failed))


@app.command()
@filtered
def select(query: Query, output: Output = None, store: StorePath = None) -> None:
    """Print the stored figures that meet all filters as a tidy table."""
    check_output(output)
    write_frame(_run(open_filled(store), query), output)


@app.command()
@filtered
def export(
    query: Query,
    output: Annotated[Path, typer.Option(help="File to write.", show_default=False, callback=refuse_option)],
    file_format: Annotated[
        str | None,
        typer.Option("--format", help="csv, xlsx, parquet, zip or sdmx; told from the file's ending if left out."),
    ] = None,
    store: StorePath = None,
) -> None:
    """Write the stored figures that meet all filters to a file, with their sources where the format has room for them."""
    from indicators.export import write_file

    chosen = _format(file_format, output)
    check_output(output)
    kept = open_filled(store)
    write_file(output, chosen.write(_run(kept, query), kept.documents()))


@app.command()
def documents(output: Output = None, store: StorePath = None) -> None:
    """Print the stored documents, with how many of their numbers became figures."""
    check_output(output)
    write_frame(open_filled(store).documents(), output)


def _run(kept: Store, query: Query) -> pd.DataFrame:
    from indicators.query import check_known

    if unknown := check_known(query, kept.facets()):
        raise InputError("\n".join(unknown))
    return kept.run(query)


def _format(code: str | None, output: Path) -> Format:
    from indicators.export import FORMATS, guess_format

    if code is not None:
        check_choices("--format", [code], list(FORMATS))
        return FORMATS[code]
    found = guess_format(output.name)
    if found is None:
        endings = ", ".join(each.ending for each in FORMATS.values())
        raise typer.BadParameter(f"{output.name} ends in none of {endings}; name a --format.", param_hint="--output")
    return found
