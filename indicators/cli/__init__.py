"""The command line: each command is argument handling over one call of the library."""

from indicators.cli import corrections, judging, reading, storing  # each puts its commands into the app
from indicators.cli.output import draw_tree
from indicators.cli.shell import InputError, app, main

__all__ = ["InputError", "app", "corrections", "draw_tree", "judging", "main", "reading", "storing"]
