"""What changed between the version that a page shows and the newest one, as a table."""

from __future__ import annotations

import pandas as pd

from indicators.captions import value_text
from indicators.eras import format_place
from indicators.labels import Language, format_kind, format_period, say
from indicators.pages import _grid, _links, _parts, _version
from indicators.vintages import Revision


def show_revisions(found: list[Revision], chosen: Language) -> None:
    """The values that came, went or were revised since, with both values side by side; a sentence if there are none."""
    title = say("revisions.title", chosen, number=_version.pinned(), count=len(found))
    _parts.heading(title)
    if not found:
        _parts.note(say("revisions.none", chosen))
        return
    _parts.note(say("revisions.hint", chosen))
    _grid.show(_table(found, chosen), title, "revisions")


def _table(found: list[Revision], chosen: Language) -> pd.DataFrame:
    columns: dict[str, list[str]] = {}
    for each in found:
        row = each.row
        cells = {
            "column.area": format_place(row["area_code"], row["area"], chosen),
            "column.period": format_period(row["period_start"], row["period_end"], chosen),
            "column.kind": format_kind(row["kind"], chosen),
            "revisions.how": say(f"revisions.{each.how}", chosen),
            "revisions.then": say("list.slash", chosen).join(value_text(one, chosen, basis=True) for one in each.then),
            "revisions.now": say("list.slash", chosen).join(value_text(one, chosen, basis=True) for one in each.now),
            "column.document": _links.title_of(row["doc_id"]),
        }
        for name, text in cells.items():
            columns.setdefault(say(name, chosen), []).append(text)
    return pd.DataFrame(columns)
