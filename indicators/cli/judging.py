"""The command that judges the stored table: check."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from indicators.cli.options import Areas, Indicators, Lang, Output, StorePath, open_filled, parse_language
from indicators.cli.output import check_output, write_findings, write_frame
from indicators.cli.shell import InputError, app, finish, say

if TYPE_CHECKING:
    import pandas as pd

    from indicators.labels import Language
    from indicators.store import Store


@app.command()
def check(
    area: Areas = None,
    indicator: Indicators = None,
    output: Output = None,
    lang: Lang = "en",
    store: StorePath = None,
) -> None:
    """Print what disagrees in the store or can't be so: errors (exit code 1) and notices, each with its rows."""
    from indicators.checks import check as check_rows
    from indicators.checks import findings_to_frame
    from indicators.query import Query, check_known

    check_output(output)
    language = parse_language(lang)
    kept = open_filled(store)
    areas, indicators = set(area or ()), set(indicator or ())
    if unknown := check_known(Query(areas=tuple(areas), indicators=tuple(indicators)), kept.facets()):
        raise InputError("\n".join(unknown))
    # All rows are checked and the findings chosen: a district alone could not be held against its city.
    findings = [each for each in check_rows(kept.select()) if each.concerns(areas, indicators)]
    frame = _with_missed(findings_to_frame(findings, language), kept, areas | indicators, language)
    if output is not None:
        write_frame(frame, output)
    else:
        write_findings(frame)
    errors = int(frame["severity"].eq("error").sum())
    say(f"Findings: {errors} errors, {len(frame) - errors} notices.")
    finish(errors)


def _with_missed(frame: pd.DataFrame, kept: Store, words: Collection[str], language: Language) -> pd.DataFrame:
    """The findings with a notice for each correction that did not find what it expects; ``words`` choose among them."""
    import pandas as pd

    from indicators.correcting import missed_to_frame

    present = set(kept.documents()["doc_id"])
    missed = [each.correction for each in kept.reviewed() if not each.found and each.correction.doc_id in present]
    told = missed_to_frame([each for each in missed if each.concerns(words)], language)
    return pd.concat([frame, told[list(frame.columns)]], ignore_index=True).astype("str") if len(told) else frame
