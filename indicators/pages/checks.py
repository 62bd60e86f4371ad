"""Checks: what disagrees or can't be so, each finding with its figures and their sentences; corrections that match nothing."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from indicators.captions import records, value_text
from indicators.checks import Finding
from indicators.corrections import RULE
from indicators.labels import format_indicator, format_measure, format_term, say
from indicators.pages import _data, _evidence, _kept, _links, _parts, _places, _version

PER_PAGE = 20
MOST_FIGURES = 12
SEVERITIES = ("error", "notice")

Rows = dict[tuple[str, int, str, str], dict[Any, Any]]


def _rows_of(part: list[Finding]) -> Rows:
    """The rows behind findings by document, place in it, indicator and measure, which a finding's evidence names."""
    told = [each for finding in part for each in finding.evidence[:MOST_FIGURES]]
    documents, codes = ({each.doc_id for each in told}, {each.indicator for each in told})
    found = records(_data.rows(documents=sorted(documents), indicators=sorted(codes)))
    return {(row["doc_id"], row["start"], row["indicator"], row["measure"]): row for row in found}


def _concerned() -> set[str]:
    """The codes of places and indicators that some finding is about."""
    return {word for each in findings for row in each.evidence for word in (row.area_code, row.indicator)}


def _counts(findings: list[Finding]) -> str:
    """How many there are of each gravity."""
    severities = [*(each.severity for each in findings), *("notice" for _ in missed)]
    counts = [
        f"<span>{escape(format_term('finding', severity, chosen))} <b>{severities.count(severity):,}</b></span>"
        for severity in SEVERITIES
    ]
    return f"<p class='di-account'>{''.join(counts)}</p>"


def _groups(part: list[Finding], total: dict[str, int]) -> str:
    """The findings of this page of the list under headings of gravity and rule; counts are those of the whole list."""
    html, severity, rule, known = [], "", "", _rows_of(part)
    for each in part:
        if each.severity != severity:
            severity, rule = each.severity, ""
            html.append(_head("h2", severity, total))
        if each.rule != rule:
            rule = each.rule
            html.append(_head("h3", rule, total))
        html.append(_article(each, known))
    return "".join(html)


def _head(tag: str, code: str, total: dict[str, int]) -> str:
    text = say("checks.group", chosen, rule=format_term("finding", code, chosen), count=total[code])
    return f"<{tag} class='di-heading'>{escape(text)}</{tag}>"


def _article(finding: Finding, known: Rows) -> str:
    """One finding: its message, then its figures with their sentences and documents."""
    keys = [(each.doc_id, each.start, each.indicator, each.measure) for each in finding.evidence]
    told: dict[tuple[str, str], list[dict[Any, Any]]] = {}
    for row in [known[key] for key in keys[:MOST_FIGURES] if key in known]:
        told.setdefault((row["doc_id"], row["sentence"]), []).append(row)
    figures = "".join(_sentence(rows) for rows in told.values())
    more = len(keys) - MOST_FIGURES
    note = f"<p class='di-note'>{escape(say('checks.more_figures', chosen, count=more))}</p>" if more > 0 else ""
    message = escape(finding.message(chosen, _data.titles()))
    return f"<article class='di-finding di-{finding.severity}'><p class='di-message'>{message}</p><div class='di-side'>{figures}</div>{note}</article>"


def _sentence(rows: list[dict[Any, Any]]) -> str:
    """The figures that one sentence states, each a link to its place in the document; the sentence; its source."""
    facts = "".join(_fact(row) for row in rows)
    return (
        f"<div>{facts}<blockquote class='di-sentence'>{_evidence.marked_sentence(*rows)}</blockquote>"
        f"<p class='di-note'>{escape(_links.cite(rows[0]['doc_id']))}</p></div>"
    )


def _fact(row: dict[Any, Any]) -> str:
    address = escape(_links.source_address(row["doc_id"], int(row["start"])))
    value = escape(value_text(row, chosen, basis=True))
    named = format_indicator(row["indicator"], chosen) if row["indicator"] != "other" else row["label"]
    measure = "" if row["measure"] == "level" else f" · {format_measure(row['measure'], chosen)}"
    said = escape(f"{named}{measure} · {_parts.when_and_kind(row)}")
    return f"<p class='di-fact'><a href='{address}' target='_self'>{value}</a> <small>{said}</small></p>"


chosen, choices = _parts.begin("checks")
with st.spinner(say("checks.running", chosen)):
    findings, checked = _data.findings()
missed = [] if _version.is_earlier() else _kept.missed()
if not findings and not missed:
    choices.name_dead()
    _parts.stop(say("checks.none", chosen))
concerned = _data.view("checks.concerned", make=_concerned) | {
    word for each in missed for word in (each.place, each.indicator)
}
names = {code: name for code, name in _places.names().items() if code in concerned}
codes = [code for code in _data.indicator_codes() if code in concerned]
rules = [*dict.fromkeys(each.rule for each in findings), *([RULE] if missed else [])]
with st.sidebar:
    areas = choices.many("area", say("choose.areas", chosen), list(names), names.__getitem__)
    indicators = choices.many(
        "indicator", say("choose.indicators", chosen), codes, lambda code: format_indicator(code, chosen)
    )
    kept_severities = choices.many(
        "severity", say("choose.severity", chosen), SEVERITIES, lambda code: format_term("finding", code, chosen)
    )
    kept_rules = choices.many(
        "rule", say("choose.rule", chosen), rules, lambda code: format_term("finding", code, chosen)
    )
choices.name_dead()

found = [
    each
    for each in findings
    if each.concerns(areas, indicators)
    and each.severity in (kept_severities or SEVERITIES)
    and each.rule in (kept_rules or rules)
]
notices = "notice" in (kept_severities or SEVERITIES) and RULE in (kept_rules or rules)
unfound = [each for each in missed if notices and each.concerns(areas) and each.concerns(indicators)]
st.html(_counts(findings))
_parts.note(say("checks.lead", chosen, rows=f"{checked:,}"))
if not found and not unfound:
    _parts.stop(say("checks.none_here", chosen))
if len(found) + len(unfound) < len(findings) + len(missed):
    _parts.note(say("checks.shown", chosen, count=len(found) + len(unfound)))
listing = st.container()
page = choices.page(-(-len(found) // PER_PAGE))
total: dict[str, int] = {}
for each in found:
    for code in (each.severity, each.rule):
        total[code] = total.get(code, 0) + 1
picked = (areas, indicators, kept_severities, kept_rules, page)
part = found[(page - 1) * PER_PAGE : page * PER_PAGE]
if part:
    listing.html(_data.view("checks", *picked, make=lambda: _groups(part, total)))
if unfound:
    st.html(_head("h2", RULE, {RULE: len(unfound)}))
    _kept.list_missed(unfound, "checks.missed_hint")
