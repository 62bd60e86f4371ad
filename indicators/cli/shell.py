"""The command line's frame: the commands' home, and the one place where an error becomes a sentence and an exit code."""

from __future__ import annotations

import os
import sys
from typing import Any

import typer

from indicators.model import ReportError

BAD_INPUT = 1
INTERRUPTED = 130


class InputError(ValueError):
    """Something the user gave can't be used; the message is one sentence."""


class Commands(typer.core.TyperGroup):
    """The one place where an error becomes a sentence and an exit code: nobody is shown a traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # the reader (head, less) has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            say("Interrupted.")
            raise typer.Exit(INTERRUPTED) from None
        except OSError as error:
            say(f"{error.filename or 'The output'}: {error.strerror or error}.")
            raise typer.Exit(BAD_INPUT) from None
        except (InputError, ReportError, RuntimeError) as error:
            if isinstance(error, RuntimeError) and not _is_ours(error):
                raise
            say(str(error))
            raise typer.Exit(BAD_INPUT) from None


app = typer.Typer(
    cls=Commands,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Turn the figures of Chinese work reports into a tidy table, each row with its sentence.",
)


def main() -> None:
    """Run the command line."""
    try:
        app(prog_name="indicators")
    except KeyboardInterrupt:  # pressed before or after a command ran
        sys.exit(INTERRUPTED)


def _is_ours(error: RuntimeError) -> bool:
    return type(error).__module__.startswith("indicators.")


def say(*sentences: str) -> None:
    """Tell the user beside the output."""
    for sentence in sentences:
        typer.echo(sentence, err=True)


def finish(failed: int) -> None:
    """End with the exit code that says whether something failed."""
    if failed:
        raise typer.Exit(BAD_INPUT)
