"""What a text tells of its document where nobody stated it: title, place, day and kind, for a reader to confirm before it is stored."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from indicators.context import Setting, split_articles
from indicators.flat import join_lines
from indicators.heads import find_dated_line, find_given_line
from indicators.lexicon import head_pattern, read_toml
from indicators.model import Report
from indicators.segments import split_lines

FACTS = ("title", "area", "published", "kind")
"""What a text may tell of its document, as fields of its report."""


def with_own_facts(report: Report) -> Report:
    r"""The report with the facts that its text tells where it states none; only such as leave the reading of its text as it is.

    >>> found = with_own_facts(Report("a", "东湖区政府工作报告\n2015年1月20日\n2014年，全区出口6亿美元。"))
    >>> found.title, found.area, str(found.published), found.kind
    ('东湖区政府工作报告', '东湖区', '2015-01-20', 'work_report')
    """
    text = join_lines(report.text).text
    before = _settings(report, text)
    if not before:
        return report
    for name, value in _told(report, text, before):
        with_it = replace(report, **{name: value})
        if value and not getattr(report, name) and _settings(with_it, text) == before:
            report = with_it
    return report


def _settings(report: Report, text: str) -> list[Setting]:
    """Where and when the parts of a text hold: all that facts have a say in."""
    return [article.setting for article in split_articles(report, text)]


def _told(report: Report, text: str, settings: list[Setting]) -> Iterator[tuple[str, Any]]:
    """The facts that a text tells; the place and the title are those of its only part, and a report without another day has that on which it was given."""
    lines = list(split_lines(text))
    title = settings[0].title.lstrip("#").strip() if len(settings) == 1 else ""
    if title != report.doc_id:
        yield "title", title
    yield "published", _day(find_dated_line(lines) or find_given_line(lines))
    if len(settings) == 1 and settings[0].area.code:
        yield "area", settings[0].area.short
    named = report.title or title or report.doc_id
    kinds = read_toml("heads.toml")["filed_as"]
    yield "kind", next((kind for kind in kinds if head_pattern("filed_as", kind).search(named)), "")


def _day(line: str) -> date | None:
    """The day of a line that dates a document; None where it is none of the calendar."""
    found = head_pattern("day").search(line)
    with suppress(ValueError):
        return date(*(int(found[part]) for part in "YMD")) if found else None
    return None
