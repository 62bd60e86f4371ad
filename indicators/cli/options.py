"""Options that several commands share, each with one home; `filtered` gives a command all those that choose rows."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from indicators.cli.shell import InputError
from indicators.model import KINDS, MEASURES

if TYPE_CHECKING:
    from indicators.labels import Language
    from indicators.query import Query
    from indicators.store import Store


def refuse_option(given: Any) -> Any:
    """What names a place to write, unless it is an option: ``--store -v`` leaves out the folder."""
    if str(given).startswith("-"):
        raise typer.BadParameter(f"{given} looks like an option; a file or folder of this name is ./{given}.")
    return given


Files = Annotated[list[Path], typer.Argument(help="Documents, or folders of documents.", show_default=False)]
Output = Annotated[
    Path | None,
    typer.Option(help="CSV file to write (with BOM, for Excel) instead of the screen.", callback=refuse_option),
]
StorePath = Annotated[
    str | None,
    typer.Option(
        "--store",
        envvar="INDICATORS_STORE",
        help="Folder or s3:// address of the store.",
        show_default=False,
        callback=refuse_option,
    ),
]
Lang = Annotated[str, typer.Option(help="Language of what is said: zh or en.")]
Areas = Annotated[list[str] | None, typer.Option("--area", help="Code or short name; may be repeated.")]
Indicators = Annotated[list[str] | None, typer.Option("--indicator", help="Code, such as gdp; may be repeated.")]
Documents = Annotated[list[str] | None, typer.Option("--document", help="Name of a document; may be repeated.")]

FILTERS: dict[str, Any] = {
    "area": Areas,
    "indicator": Indicators,
    "measure": Annotated[
        list[str] | None, typer.Option("--measure", help=f"One of {', '.join(MEASURES)}; may be repeated.")
    ],
    "year": Annotated[list[str] | None, typer.Option("--year", help="2014 or 2014-2018; may be repeated.")],
    "kind": Annotated[list[str] | None, typer.Option("--kind", help=f"One of {', '.join(KINDS)}; may be repeated.")],
    "document": Documents,
    "word": Annotated[
        list[str] | None,
        typer.Option("--word", help="Word of the place, label or sentence; may be repeated, all must occur."),
    ],
}
"""The options that choose rows, in the order of the help."""


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """A command that takes a ``query`` with the options that make one in its place."""

    @wraps(command)
    def run(**given: Any) -> None:
        chosen = {name: given.pop(name) or () for name in FILTERS}
        command(query=_query(chosen), **given)

    own = dict(inspect.signature(command, eval_str=True, globals=_names(command)).parameters)
    own.pop("query")
    options = {name: inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None) for name in FILTERS}
    annotations = {name: each.annotation for name, each in own.items()} | FILTERS
    first = {name: each for name, each in own.items() if each.default is inspect.Parameter.empty}
    last = {name: each for name, each in own.items() if name not in first}
    parameters = {**first, **options, **last}
    shown = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=each.default, annotation=annotations[name])
        for name, each in parameters.items()
    ]
    run.__signature__ = inspect.Signature(shown)  # type: ignore[attr-defined]
    run.__annotations__ = annotations
    return run


def _names(command: Callable[..., None]) -> dict[str, Any]:
    """What the annotations of a command may name: its module, and the record that only checkers of types import."""
    return {**vars(inspect.getmodule(command)), "Query": Any}


def _query(chosen: dict[str, Sequence[str]]) -> Query:
    """The options by which rows are chosen, checked as far as that needs no store."""
    from indicators.query import Query

    check_choices("--measure", chosen["measure"], MEASURES)
    check_choices("--kind", chosen["kind"], KINDS)
    return Query(
        areas=tuple(chosen["area"]),
        indicators=tuple(chosen["indicator"]),
        measures=tuple(chosen["measure"]),
        years=_years(chosen["year"]),
        kinds=tuple(chosen["kind"]),
        documents=tuple(chosen["document"]),
        words=tuple(chosen["word"]),
    )


def _years(texts: Sequence[str]) -> tuple[int, ...]:
    from indicators.query import parse_years

    try:
        return tuple(year for text in texts for year in parse_years(text))
    except ValueError as error:
        raise typer.BadParameter(f"{error}.", param_hint="--year") from None


def check_choices(option: str, given: Sequence[str], choices: Sequence[str]) -> None:
    """Refuse a word that is not in a list."""
    for word in given:
        if word not in choices:
            raise typer.BadParameter(f"{word} is none of {', '.join(choices)}.", param_hint=option)


def parse_language(code: str) -> Language:
    """The language of an option."""
    from indicators.labels import LANGUAGES

    for language in LANGUAGES:
        if language == code:
            return language
    raise typer.BadParameter(f"{code} is none of {', '.join(LANGUAGES)}.", param_hint="--lang")


def open_filled(path: str | None) -> Store:
    """The store, which must hold something."""
    from indicators.store import open_store

    store = open_store(path)
    if store.is_empty():
        raise InputError(f"The store at {store.address} is empty; fill it with `indicators load FILES`.")
    return store
