"""District Indicators: the figures of Chinese work reports as a tidy table, each row with its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from indicators.api import parse
    from indicators.figures import find_figures
    from indicators.store import open_store

__all__ = ["find_figures", "open_store", "parse"]

_HOMES = {"find_figures": "indicators.figures", "open_store": "indicators.store", "parse": "indicators.api"}


def __getattr__(name: str) -> Any:
    """Import a public name at its first use: pandas and the Delta reader cost half a second that `--help` must not pay."""
    if name not in _HOMES:
        raise AttributeError(f"module 'indicators' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
