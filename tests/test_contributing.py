"""The map of the modules in CONTRIBUTING.md is complete, and its order is that of the imports."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "indicators"
NO_STEPS = {"__init__", "__main__"}


def mapped() -> list[str]:
    """The modules and folders that the list of the section on the code names, in its order."""
    section = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## How the code is laid out")[1]
    lines = [line for line in section.split("\n## ")[0].splitlines() if line.startswith("  - ")]
    there = present()
    return [name for name in re.findall(r"`(\w+)/?`", "\n".join(lines)) if name in there]


def present() -> set[str]:
    files = {path.stem for path in PACKAGE.glob("*.py")} - NO_STEPS
    return files | {path.parent.name for path in PACKAGE.glob("*/__init__.py")}


def imports() -> Iterator[tuple[str, str]]:
    """Each module or folder with each that it imports from, wherever the import stands."""
    for path in PACKAGE.rglob("*.py"):
        name = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("indicators."):
                yield name, node.module.split(".")[1]


def test_every_module_is_on_the_map_once() -> None:
    assert sorted(mapped()) == sorted(present())


def test_modules_import_only_from_those_before_them() -> None:
    order = {name: place for place, name in enumerate(mapped())}
    wrong = {(name, other) for name, other in imports() if name not in NO_STEPS and order[other] > order[name]}
    assert not wrong
