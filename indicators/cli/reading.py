"""Commands that read documents and keep nothing: parse, account, explain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from indicators.cli.options import Files, Lang, Output, parse_language
from indicators.cli.output import check_output, write_frame, write_outline
from indicators.cli.shell import InputError, app, finish, say
from indicators.model import ACCOUNT_COLUMNS, ReportError

if TYPE_CHECKING:
    from indicators.model import Report


@app.command()
def parse(files: Files, output: Output = None) -> None:
    """Print the figures of documents as a tidy table."""
    from indicators.table import OBSERVATIONS, arrow_to_frame, join_tables

    check_output(output)
    reports, failed = read_reports(files)
    tables, more = _parse_all(reports)
    if not tables:
        finish(failed + more)
    write_frame(arrow_to_frame(join_tables(tables, OBSERVATIONS)), output)
    finish(failed + more)


@app.command()
def account(files: Files, output: Output = None) -> None:
    """Print what became of every number of documents: an observation, no figure, or unresolved, and why."""
    import pandas as pd

    from indicators.extract import extract

    check_output(output)
    reports, failed = read_reports(files)
    if not reports:
        finish(failed)
    rows = [
        (report.doc_id, fate.start, fate.end, fate.surface, fate.fate, fate.reason)
        for report in reports
        for fate in extract(report).account
    ]
    write_frame(pd.DataFrame(rows, columns=list(ACCOUNT_COLUMNS)), output)
    finish(failed)


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(help="A document.", show_default=False)],
    at: Annotated[int, typer.Option(help="Where the number stands: offset of one of its characters in the text.")],
    lang: Lang = "en",
) -> None:
    """Print why a number of a document was read as it was, as a tree."""
    from indicators.explain import NoNumberError
    from indicators.explain import explain as explain_number
    from indicators.outline import outline
    from indicators.reports import read_report

    language = parse_language(lang)
    try:
        explanation = explain_number(read_report(file), at)
    except NoNumberError as error:
        raise InputError(str(error)) from None
    write_outline(outline(explanation, language))


def read_reports(paths: Sequence[Path]) -> tuple[list[Report], int]:
    """The reports of the readable files and how many were not; those are named to the user."""
    from indicators.reports import read_report

    reports: dict[str, tuple[Path, Report]] = {}
    failed = 0
    for path in _find_files(paths):
        try:
            report = read_report(path)
        except ReportError as error:
            say(str(error))
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
    say(*failures)
    return [each.rows for each in in_order if each.rows is not None], len(failures)
