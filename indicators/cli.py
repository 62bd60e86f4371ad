"""The command line: each command is argument handling over one call of the library."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from indicators.model import ACCOUNT_COLUMNS, KINDS, MEASURES, ReportError

if TYPE_CHECKING:
    import pandas as pd
    from rich.tree import Tree

    from indicators.export import Format
    from indicators.labels import Language
    from indicators.model import Report
    from indicators.outline import Branch
    from indicators.query import Query
    from indicators.store import Progress, Store

BAD_INPUT = 1
INTERRUPTED = 130


class InputError(ValueError):
    """Something the user gave can't be used; the message is one sentence."""


class _Commands(typer.core.TyperGroup):
    """The one place where an error becomes a sentence and an exit code: nobody is shown a traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # the reader (head, less) has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            _say("Interrupted.")
            raise typer.Exit(INTERRUPTED) from None
        except OSError as error:
            _say(f"{error.filename or 'The output'}: {error.strerror or error}.")
            raise typer.Exit(BAD_INPUT) from None
        except (InputError, ReportError, RuntimeError) as error:
            if isinstance(error, RuntimeError) and not _is_ours(error):
                raise
            _say(str(error))
            raise typer.Exit(BAD_INPUT) from None


app = typer.Typer(
    cls=_Commands,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Turn the figures of Chinese work reports into a tidy table, each row with its sentence.",
)

Files = Annotated[list[Path], typer.Argument(help="Documents, or folders of documents.", show_default=False)]
Output = Annotated[Path | None, typer.Option(help="CSV file to write (with BOM, for Excel) instead of the screen.")]
StorePath = Annotated[
    str | None,
    typer.Option(
        "--store", envvar="INDICATORS_STORE", help="Folder or s3:// address of the store.", show_default=False
    ),
]
Areas = Annotated[list[str] | None, typer.Option("--area", help="Code or short name; may be repeated.")]
Indicators = Annotated[list[str] | None, typer.Option("--indicator", help="Code, such as gdp; may be repeated.")]
Measures = Annotated[
    list[str] | None, typer.Option("--measure", help=f"One of {', '.join(MEASURES)}; may be repeated.")
]
Years = Annotated[list[str] | None, typer.Option("--year", help="2014 or 2014-2018; may be repeated.")]
Kinds = Annotated[list[str] | None, typer.Option("--kind", help=f"One of {', '.join(KINDS)}; may be repeated.")]
Documents = Annotated[list[str] | None, typer.Option("--document", help="Name of a document; may be repeated.")]


@app.command()
def parse(files: Files, output: Output = None) -> None:
    """Print the figures of documents as a tidy table."""
    from indicators.table import OBSERVATIONS, arrow_to_frame, join_tables

    _check_output(output)
    reports, failed = _read_reports(files)
    tables, more = _parse_all(reports)
    _write_frame(arrow_to_frame(join_tables(tables, OBSERVATIONS)), output)
    _finish(failed + more)


@app.command()
def account(files: Files, output: Output = None) -> None:
    """Print what became of every number of documents: an observation, no figure, or unresolved, and why."""
    import pandas as pd

    from indicators.extract import extract

    _check_output(output)
    reports, failed = _read_reports(files)
    rows = [
        (report.doc_id, fate.start, fate.end, fate.surface, fate.fate, fate.reason)
        for report in reports
        for fate in extract(report).account
    ]
    _write_frame(pd.DataFrame(rows, columns=list(ACCOUNT_COLUMNS)), output)
    _finish(failed)


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(help="A document.", show_default=False)],
    at: Annotated[int, typer.Option(help="Where the number stands: offset of one of its characters in the text.")],
    lang: Annotated[str, typer.Option(help="Language of the explanation: zh or en.")] = "en",
) -> None:
    """Print why a number of a document was read as it was, as a tree."""
    from indicators.explain import NoNumberError
    from indicators.explain import explain as explain_number
    from indicators.outline import outline
    from indicators.reports import read_report

    language = _language(lang)
    try:
        explanation = explain_number(read_report(file), at)
    except NoNumberError as error:
        raise InputError(str(error)) from None
    _write_outline(outline(explanation, language))


@app.command()
def load(
    files: Files,
    store: StorePath = None,
    scheduler: Annotated[str | None, typer.Option(help="Dask scheduler to parse on, such as tcp://host:8786.")] = None,
) -> None:
    """Keep documents and their figures in the store; a changed document replaces its figures."""
    from indicators.store import open_store

    reports, failed = _read_reports(files)
    with _progress_bar() as progress:
        summary = open_store(store).save(reports, progress=progress, scheduler=scheduler)
    typer.echo(
        f"Documents: {summary.added} added, {summary.replaced} replaced, {summary.unchanged} unchanged. "
        f"Observations written: {summary.observations}."
    )
    _say(*summary.failed)
    _finish(failed + len(summary.failed))


@app.command()
def select(
    area: Areas = None,
    indicator: Indicators = None,
    measure: Measures = None,
    year: Years = None,
    kind: Kinds = None,
    document: Documents = None,
    output: Output = None,
    store: StorePath = None,
) -> None:
    """Print the stored figures that meet all filters as a tidy table."""
    _check_output(output)
    query = _query(area, indicator, measure, year, kind, document)
    _write_frame(_run(_open_filled(store), query), output)


@app.command()
def export(
    output: Annotated[Path, typer.Option(help="File to write.", show_default=False)],
    file_format: Annotated[
        str | None,
        typer.Option("--format", help="csv, xlsx, parquet, zip or sdmx; told from the file's ending if left out."),
    ] = None,
    area: Areas = None,
    indicator: Indicators = None,
    measure: Measures = None,
    year: Years = None,
    kind: Kinds = None,
    document: Documents = None,
    store: StorePath = None,
) -> None:
    """Write the stored figures that meet all filters to a file, with their sources where the format has room for them."""
    from indicators.export import write_file

    chosen = _format(file_format, output)
    _check_output(output)
    query = _query(area, indicator, measure, year, kind, document)
    kept = _open_filled(store)
    write_file(output, chosen.write(_run(kept, query), kept.documents()))


@app.command()
def check(
    area: Annotated[list[str] | None, typer.Option(help="Code or short name; may be repeated.")] = None,
    indicator: Annotated[list[str] | None, typer.Option(help="Code, such as gdp; may be repeated.")] = None,
    output: Output = None,
    lang: Annotated[str, typer.Option(help="Language of the messages: zh or en.")] = "en",
    store: StorePath = None,
) -> None:
    """Print what disagrees in the store or can't be so: errors (exit code 1) and notices, each with its rows."""
    from indicators.checks import check as check_rows
    from indicators.checks import findings_to_frame
    from indicators.query import Query, check_known

    _check_output(output)
    language = _language(lang)
    kept = _open_filled(store)
    areas, indicators = set(area or ()), set(indicator or ())
    if unknown := check_known(Query(areas=tuple(areas), indicators=tuple(indicators)), kept.facets()):
        raise InputError("\n".join(unknown))
    # All rows are checked and the findings chosen: a district alone could not be held against its city.
    findings = [each for each in check_rows(kept.select()) if each.concerns(areas, indicators)]
    frame = findings_to_frame(findings, language)
    if output is not None:
        _write_frame(frame, output)
    else:
        _write_findings(frame)
    errors = int(frame["severity"].eq("error").sum())
    _say(f"Findings: {errors} errors, {len(frame) - errors} notices.")
    _finish(errors)


@app.command()
def documents(output: Output = None, store: StorePath = None) -> None:
    """Print the stored documents, with how many of their numbers became figures."""
    _check_output(output)
    _write_frame(_open_filled(store).documents(), output)


def main() -> None:
    """Run the command line."""
    try:
        app(prog_name="indicators")
    except KeyboardInterrupt:  # pressed before or after a command ran
        sys.exit(INTERRUPTED)


def _is_ours(error: RuntimeError) -> bool:
    return type(error).__module__.startswith("indicators.")


def _say(*sentences: str) -> None:
    for sentence in sentences:
        typer.echo(sentence, err=True)


def _finish(failed: int) -> None:
    if failed:
        raise typer.Exit(BAD_INPUT)


def _read_reports(paths: Sequence[Path]) -> tuple[list[Report], int]:
    """The reports of the readable files and how many were not; those are named to the user."""
    from indicators.reports import read_report

    reports: dict[str, tuple[Path, Report]] = {}
    failed = 0
    for path in _find_files(paths):
        try:
            report = read_report(path)
        except ReportError as error:
            _say(str(error))
            failed += 1
            continue
        first, same = reports.setdefault(report.doc_id, (path, report))
        if same.sha256 != report.sha256:
            raise InputError(f"{first} and {path} are different documents of one name; rename one of them.")
    return [report for _, report in reports.values()], failed


def _find_files(paths: Sequence[Path]) -> Iterator[Path]:
    from indicators.reports import READABLE

    endings = tuple(READABLE)
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = (each for each in path.rglob("*") if each.name.lower().endswith(endings) and each.is_file())
        found = sorted(each for each in inside if not each.name.startswith((".", "~$")))  # ~$: Word's lock files
        if not found:
            raise InputError(f"The folder {path} holds no readable document ({', '.join(sorted(endings))}).")
        yield from found


def _parse_all(reports: Sequence[Report]) -> tuple[list[Any], int]:
    from indicators.workers import parse_reports

    parsed = {each.report.doc_id: each for each in parse_reports(reports)}
    in_order = [parsed[report.doc_id] for report in reports]
    failures = [each.failure for each in in_order if each.failure]
    _say(*failures)
    return [each.rows for each in in_order if each.rows is not None], len(failures)


def _open_filled(path: str | None) -> Store:
    from indicators.store import open_store

    store = open_store(path)
    if store.is_empty():
        raise InputError(f"The store at {store.address} is empty; fill it with `indicators load FILES`.")
    return store


def _query(
    area: Sequence[str] | None,
    indicator: Sequence[str] | None,
    measure: Sequence[str] | None,
    year: Sequence[str] | None,
    kind: Sequence[str] | None,
    document: Sequence[str] | None,
) -> Query:
    """The options by which ``select`` and ``export`` choose rows, checked as far as that needs no store."""
    from indicators.query import Query

    _check_choices("--measure", measure or (), MEASURES)
    _check_choices("--kind", kind or (), KINDS)
    return Query(
        areas=tuple(area or ()),
        indicators=tuple(indicator or ()),
        measures=tuple(measure or ()),
        years=_years(year or ()),
        kinds=tuple(kind or ()),
        documents=tuple(document or ()),
    )


def _run(kept: Store, query: Query) -> pd.DataFrame:
    from indicators.query import check_known

    if unknown := check_known(query, kept.facets()):
        raise InputError("\n".join(unknown))
    return kept.run(query)


def _format(code: str | None, output: Path) -> Format:
    from indicators.export import FORMATS, guess_format

    if code is not None:
        _check_choices("--format", [code], list(FORMATS))
        return FORMATS[code]
    found = guess_format(output.name)
    if found is None:
        endings = ", ".join(each.ending for each in FORMATS.values())
        raise typer.BadParameter(f"{output.name} ends in none of {endings}; name a --format.", param_hint="--output")
    return found


def _language(code: str) -> Language:
    from indicators.labels import LANGUAGES

    for language in LANGUAGES:
        if language == code:
            return language
    raise typer.BadParameter(f"{code} is none of {', '.join(LANGUAGES)}.", param_hint="--lang")


def _years(texts: Sequence[str]) -> tuple[int, ...]:
    from indicators.query import parse_years

    try:
        return tuple(year for text in texts for year in parse_years(text))
    except ValueError as error:
        raise typer.BadParameter(f"{error}.", param_hint="--year") from None


def _check_choices(option: str, words: Sequence[str], choices: Sequence[str]) -> None:
    for word in words:
        if word not in choices:
            raise typer.BadParameter(f"{word} is none of {', '.join(choices)}.", param_hint=option)


def _check_output(output: Path | None) -> None:
    """Say that a file can't be written before the work is done, not after."""
    if output is None:
        return
    if not output.parent.is_dir():
        raise InputError(f"The folder {output.parent} does not exist; make it first.")
    if output.is_dir():
        raise InputError(f"{output} is a folder; name a file to write.")


def _write_frame(frame: pd.DataFrame, output: Path | None) -> None:
    from indicators.export import to_csv, write_file

    if output is not None:
        write_file(output, to_csv(frame))
        return
    sys.stdout.buffer.write(to_csv(frame, bom=False))
    sys.stdout.buffer.flush()


def _write_findings(frame: pd.DataFrame) -> None:
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


def _write_outline(branch: Branch) -> None:
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
def _progress_bar() -> Iterator[Progress | None]:
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
