"""Figures for the first months of a year as series of their own: 1-10月 joins 1-10月 of the next year and nothing else."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from indicators.series import JOINED, loose, split, unrounded


def cumulative_lines(rows: pd.DataFrame, broken: Collection[tuple[str, int]] = ()) -> list[pd.DataFrame]:
    """Outcomes of the same months since January in years that follow each other, as runs that a thin line may join.

    As with full years: one place, thing, unit and definition, no year missing, disputed or told as a bound only, no
    revision and no year of ``broken`` crossed.
    """
    parts = unrounded(rows[rows["span"].eq("months") & rows["kind"].eq("actual")])
    parts = parts.assign(until=parts["period_end"].str[5:7])
    runs: list[pd.DataFrame] = []
    for (place, *_), group in split(parts, *JOINED, "until").items():
        years = [int(year) for year in group["year"]]
        runs += [group.iloc[run] for run in _runs(years, str(place), broken, loose(group))]
    return runs


def _runs(years: list[int], place: str, broken: Collection[tuple[str, int]], apart: Collection[int]) -> list[list[int]]:
    """The positions of years that follow each other, each told once, two or more at a time."""
    runs: list[list[int]] = []
    once = (at for at, year in enumerate(years) if years.count(year) == 1 and at not in apart)
    for at in sorted(once, key=years.__getitem__):
        year = years[at]
        follows = runs and years[runs[-1][-1]] == year - 1 and not {(place, year - 1), (place, year)} & set(broken)
        if follows:
            runs[-1].append(at)
        else:
            runs.append([at])
    return [run for run in runs if len(run) > 1]
