"""What two versions of the data say differently of the same thing: values that came, went or were revised."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from indicators.captions import Row, records
from indicators.series import columns

_SAME = ("doc_id", "place", "indicator", "thing", "measure", "unit", "period_start", "period_end", "kind", "basis")


class Revision(NamedTuple):
    """The rows of one document on one thing that differ: as they were known then, and as they are now; either may be none."""

    then: tuple[Row, ...]
    now: tuple[Row, ...]

    @property
    def how(self) -> str:
        """Whether the value is new, gone, or another one."""
        return "changed" if self.then and self.now else "gone" if self.then else "new"

    @property
    def row(self) -> Row:
        """The row that tells what it is about."""
        return (self.now or self.then)[0]


def revisions(then: pd.DataFrame, now: pd.DataFrame) -> list[Revision]:
    """What differs between two versions of prepared rows, in order of place and period.

    What both versions say is not told; a sentence that only moved within its document says the same.
    """
    before, after = _by_key(then), _by_key(now)
    found = []
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key, {}), after.get(key, {})
        if old.keys() != new.keys():
            gone = tuple(row for value, row in old.items() if value not in new)
            came = tuple(row for value, row in new.items() if value not in old)
            found.append(Revision(gone, came))
    return sorted(
        found, key=lambda each: (str(each.row["place"]), str(each.row["period_end"]), str(each.row["doc_id"]))
    )


def _by_key(rows: pd.DataFrame) -> dict[tuple[object, ...], dict[tuple[object, ...], Row]]:
    found: dict[tuple[object, ...], dict[tuple[object, ...], Row]] = {}
    values = columns(rows.assign(value_high=rows["value_high"].fillna(rows["value"])), "value", "value_high", "bound")
    for key, value, row in zip(columns(rows, *_SAME), values, records(rows), strict=True):
        found.setdefault(key, {}).setdefault(value, row)
    return found
