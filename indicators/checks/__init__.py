"""Findings on the tidy table: what disagrees, can't be so, or should be known before figures are compared."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from indicators.checks.agreement import check_definitions, check_repeats, check_values
from indicators.checks.falls import check_falls
from indicators.checks.findings import FINDING_COLUMNS, Evidence, Finding, findings_to_frame
from indicators.checks.growth import check_growth
from indicators.checks.history import check_places
from indicators.checks.ranges import check_ranges, check_ranks, check_surges, check_units
from indicators.checks.rows import prepare_rows
from indicators.checks.wholes import check_districts, check_parts, check_structure, check_sums

__all__ = ["CHECKS", "FINDING_COLUMNS", "Evidence", "Finding", "check", "findings_to_frame"]

CHECKS: tuple[Callable[[pd.DataFrame], list[Finding]], ...] = (
    check_values,
    check_definitions,
    check_repeats,
    check_parts,
    check_sums,
    check_structure,
    check_districts,
    check_growth,
    check_falls,
    check_units,
    check_ranges,
    check_surges,
    check_ranks,
    check_places,
)
"""Every check takes the tidy table, and gives its findings; none changes the table or depends on another."""


def check(rows: pd.DataFrame) -> list[Finding]:
    """All findings on a tidy table, errors first, then by rule, place, indicator and period."""
    prepared = prepare_rows(rows)
    findings = [finding for each in CHECKS for finding in each(prepared)]
    return sorted(findings, key=lambda finding: (finding.severity, finding.rule, *finding.order))
