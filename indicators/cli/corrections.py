"""Commands on corrections, which mirror those of the store: list, add, remove."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from indicators.cli.options import Documents, Output, StorePath, open_filled
from indicators.cli.output import check_output, write_frame
from indicators.cli.shell import InputError, app, say

if TYPE_CHECKING:
    from indicators.correcting import Corrected, Kept
    from indicators.corrections import Correction, Why
    from indicators.model import Report
    from indicators.store import SaveSummary, Store

corrections = typer.Typer(
    no_args_is_help=True, help="Keep, list and take back corrections of single readings, each with its reason."
)
app.add_typer(corrections, name="corrections")

Document = Annotated[str, typer.Argument(help="Name of a stored document.", show_default=False)]
At = Annotated[int, typer.Option(help="Where the figure stands: offset of one of its characters in the text.")]
Subject = Annotated[
    str | None,
    typer.Option(help="Which row, where a figure states several: place/indicator/label/measure.", show_default=False),
]


@corrections.command("list")
def list_kept(
    document: Documents = None,
    missed: Annotated[bool, typer.Option("--missed", help="Only those that did not find what they expect.")] = False,
    output: Output = None,
    store: StorePath = None,
) -> None:
    """Print the corrections that the store keeps, and whether each was found when its document was last read."""
    check_output(output)
    kept = open_filled(store).corrections()
    if document:
        kept = kept[kept["doc_id"].isin(document)]
    write_frame(kept[~kept["found"]] if missed else kept, output)


@corrections.command()
def add(
    document: Document,
    at: At,
    reason: Annotated[str, typer.Option(help="Why; it is kept with the correction.")],
    cells: Annotated[
        list[str] | None, typer.Option("--set", help="column=value, such as value=42.9e9; may be repeated.")
    ] = None,
    reject: Annotated[bool, typer.Option("--reject", help="Take the whole row away instead.")] = False,
    new: Annotated[
        bool,
        typer.Option("--new", help="Make a row of an unresolved number; --set gives its label and what else it says."),
    ] = False,
    author: Annotated[str, typer.Option(help="Who says so.")] = "",
    subject: Subject = None,
    store: StorePath = None,
) -> None:
    """Correct cells of a stored row, reject it or make a new one, and write its document again accordingly.

    A new row takes the place and the period that most rows of its document have, unless --set gives others.
    """
    from indicators.corrections import Why, edits, rejection
    from indicators.edits import EditError

    if reject == bool(cells):
        raise typer.BadParameter("give either --set or --reject.", param_hint="--set")
    if reject and new:
        raise typer.BadParameter("a new row can't be rejected.", param_hint="--new")
    kept = open_filled(store)
    report, why = kept.document(document), Why(reason, author)
    try:
        if new:
            made = [_new_row(kept, report, at, _cells(cells or ()), why)]
        else:
            row = _row_at(kept, report, at, subject)
            given = _cells(cells or ())
            made = (
                [rejection(report, row.read, row.now, why)] if reject else edits(report, row.read, row.now, given, why)
            )
    except EditError as error:
        raise InputError(str(error)) from None
    _tell(kept.correct(made))


@corrections.command()
def remove(document: Document, at: At, store: StorePath = None) -> None:
    """Take back all corrections of the figure at an offset, and write its document again without them."""
    kept = open_filled(store)
    kept.document(document)
    found = [each.correction for each in kept.reviewed(document) if each.correction.start <= at < each.correction.end]
    if not found:
        raise InputError(f"The store keeps no correction of {document} at {at}.")
    _tell(kept.correct([], withdrawn=found))


def _cells(texts: Sequence[str]) -> dict[str, str]:
    """The cells of ``column=value`` options; ``area`` takes a name or a code."""
    from indicators.edits import link_place

    cells: dict[str, str] = {}
    for text in texts:
        column, equals, value = text.partition("=")
        if not equals:
            raise typer.BadParameter(f"{text} is not column=value.", param_hint="--set")
        cells.update(link_place(value) if column in ("area", "area_code") else {column: value})
    return cells


def _corrected(kept: Store, report: Report) -> Corrected:
    """The rows of a stored document as they are read, with its corrections."""
    from indicators.correcting import apply_corrections
    from indicators.workers import parse_report

    parsed = parse_report(report)
    if parsed.rows is None:
        raise InputError(parsed.failure)
    stored: list[Correction] = [each.correction for each in kept.reviewed(report.doc_id)]
    return apply_corrections(parsed.rows.to_pylist(), report, stored)


def _new_row(kept: Store, report: Report, at: int, cells: dict[str, str], why: Why) -> Correction:
    """The correction that makes a row of the unresolved number at an offset."""
    from indicators.correcting import all_cells, propose_row, unresolved
    from indicators.corrections import addition
    from indicators.extract import extract

    corrected = _corrected(kept, report)
    left = unresolved(extract(report).account, corrected)
    number = next((each for each in left if each.start <= at < each.end), None)
    if number is None:
        listed = ", ".join(f"{each.surface} at {each.start}" for each in left) or "none"
        raise InputError(f"No unresolved number stands at {at} in {report.doc_id}; these are: {listed}.")
    row = propose_row(report, corrected.rows, number)
    return addition(report, number.start, number.end, all_cells(row, cells), why)


def _row_at(kept: Store, report: Report, at: int, subject: str | None) -> Kept:
    """The row of a figure as the store has it; where there are several, the one of the subject."""
    from indicators.corrections import subject as subject_of

    doc_id, rows = report.doc_id, _corrected(kept, report).kept
    found = [each for each in rows if each.read["start"] <= at < each.read["end"] and not each.rejected]
    if not found:
        raise InputError(f"No row stands at {at} in {doc_id}; `indicators select --document {doc_id}` lists them.")
    named = [each for each in found if subject in (None, subject_of(each.read))]
    if len(named) != 1:
        names = ", ".join(subject_of(each.read) for each in found)
        raise InputError(f"Name one of the rows of {found[0].read['surface']} by --subject: {names}.")
    return named[0]


def _tell(summary: SaveSummary) -> None:
    typer.echo(f"Rows written: {summary.observations}, of which {summary.corrected} corrected.")
    if summary.missed:
        say(f"Corrections that were not found: {len(summary.missed)}.")
