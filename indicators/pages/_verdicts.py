"""Verdicts on targets as HTML: counts by place or indicator as quiet bars, and pairs that open to both sentences."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import pandas as pd

from indicators.captions import records, value_text
from indicators.eras import format_place
from indicators.labels import format_indicator, format_kind, format_measure, format_period, format_term, say
from indicators.pages import _evidence, _links
from indicators.pages._language import language
from indicators.targets import GROUPS, SHARED, SIDES

STYLE = """<style>
.di-tally { display: grid; grid-template-columns: minmax(6rem, 2fr) minmax(9rem, 3fr); gap: .5rem .9rem; align-items: center; margin: .4rem 0 0; font-size: .88rem; }
.di-tally > div { min-width: 0; }
.di-tally .di-name { overflow-wrap: anywhere; }
.di-bar { display: flex; height: .8rem; gap: 1px; }
.di-bar i { display: block; min-width: 3px; }
.di-tally small { display: block; opacity: .8; line-height: 1.4; font-variant-numeric: tabular-nums; }
.di-key.di-exceeded, .di-bar .di-exceeded { background: #0f6ab4; }
.di-key.di-met, .di-bar .di-met { background: #4a94cf; }
.di-key.di-missed, .di-bar .di-missed { background: #d55e00; }
.di-key.di-open, .di-bar .di-open { background: repeating-linear-gradient(135deg, #7a7f87 0 3px, rgba(128,128,128,.2) 3px 6px); }
.di-key.di-not_reported, .di-bar .di-not_reported { background: light-dark(#c3c8cf, #5a616b); }
.di-pair { border-bottom: 1px solid rgba(128,128,128,.25); font-variant-numeric: tabular-nums; }
.di-pair summary { cursor: pointer; display: grid; grid-template-columns: minmax(0, 2.2fr) minmax(0, 1.3fr) minmax(0, 1.6fr) minmax(0, 1.2fr); gap: .2rem .9rem; padding: .5rem .2rem; list-style: none; }
.di-pair summary::-webkit-details-marker { display: none; }
.di-pair summary:hover { background: rgba(128,128,128,.07); }
.di-pair summary:focus-visible { outline: 2px solid #0f6ab4; outline-offset: -2px; }
.di-pair summary > span { overflow-wrap: anywhere; line-height: 1.5; }
.di-pair summary > span:first-child { position: relative; padding-left: 1.2rem; }
.di-pair summary > span:first-child::before { content: "▸"; position: absolute; left: 0; font-size: 1.3em; line-height: 1.15; opacity: .75; }
.di-pair[open] summary > span:first-child::before { transform: rotate(90deg); }
.di-pair small { display: block; opacity: .78; font-size: .8rem; }
.di-pair .di-tag { opacity: .78; font-size: .8rem; }
.di-pair .di-side { padding: .2rem .2rem .9rem; }
.di-pair .di-sentence { overflow-wrap: anywhere; }
.di-pair .di-side a { color: inherit; text-decoration: underline; text-underline-offset: 3px; }
.di-verdict::before { content: attr(data-sign); display: inline-block; width: 1.3em; font-weight: 700; }
.di-heads { display: grid; grid-template-columns: minmax(0, 2.2fr) minmax(0, 1.3fr) minmax(0, 1.6fr) minmax(0, 1.2fr); gap: .9rem; padding: .3rem .2rem; font-size: .82rem; opacity: .78; border-bottom: 1px solid rgba(128,128,128,.4); }
.di-side-name { display: none; }
@media (max-width: 640px) {
  .di-tally { grid-template-columns: minmax(0, 1fr); gap: .1rem; }
  .di-tally .di-name { margin-top: .5rem; }
  .di-heads { display: none; }
  .di-pair summary { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); }
  .di-pair summary > .di-verdict { order: -1; }
  .di-pair summary > span:first-child { order: -2; }
  .di-pair summary > span:nth-child(2) { padding-left: 1.2rem; }
  .stMain [data-testid=stLayoutWrapper]:has(> .st-key-summary) { order: 1; }
  .di-side-name { display: inline; opacity: .78; font-size: .82rem; margin-right: .5em; }
}
</style>"""

SIGNS = {"exceeded": "▲", "met": "✓", "missed": "▼", "open": "?", "not_reported": "–"}
"""The second cue beside the colour."""


def _group(group: str) -> str:
    return format_term("verdict", group, language())


def counts_line(counts: dict[str, int]) -> str:
    """How many targets came to what, with the colours and signs that stand for it."""
    shown = "".join(
        f"<span><span class='di-key di-{group}'></span><b>{counts[group]:,}</b> {SIGNS[group]} {escape(_group(group))}</span>"
        for group in GROUPS
    )
    return f"<p class='di-account'>{shown}</p>"


def bars(counts: pd.DataFrame, column: str, name: Callable[[str], str]) -> str:
    """A bar for each value of a column, as long as it has targets, with the counts in words below it."""
    tallies = [(str(row[column]), {group: int(row[group]) for group in GROUPS}) for row in records(counts)]
    most = max((sum(tally.values()) for _, tally in tallies), default=1)
    return f"<div class='di-tally'>{''.join(_bar(name(value), tally, most) for value, tally in tallies)}</div>"


def _bar(name: str, tally: dict[str, int], most: int) -> str:
    parts = "".join(
        f"<i class='di-{group}' style='width:{100 * count / most:.2f}%'></i>" for group, count in tally.items() if count
    )
    told = say("list.comma", language()).join(
        say("targets.count", language(), verdict=_group(group), count=count) for group, count in tally.items() if count
    )
    return (
        f"<div class='di-name'>{escape(name)}</div>"
        f"<div><div class='di-bar' aria-hidden='true'>{parts}</div><small>{escape(told)}</small></div>"
    )


def heads() -> str:
    """The headings over the pairs."""
    cells = "".join(f"<span>{escape(name)}</span>" for name in _heads().values())
    return f"<div class='di-heads' aria-hidden='true'>{cells}</div>"


def _heads() -> dict[str, str]:
    """The headings in the reader's language, in order."""
    chosen = language()
    return {
        "what": say("targets.what", chosen),
        "target": say("targets.target", chosen),
        "outcome": say("targets.outcome", chosen),
        "verdict": say("targets.verdict", chosen),
    }


def pair(told: list[dict[Any, Any]], group: str, *, opened: bool = False) -> str:
    """One target with its outcomes; it opens to the sentences of both, each with a link into its document."""
    target = side(told[0], "target")
    outcomes = [side(row, "outcome") for row in told if isinstance(row["outcome_surface"], str)]
    blocks = [_block("target", target)] + [_block("outcome", row) for row in outcomes]
    if not outcomes:
        blocks.append(f"<p class='di-note'>{escape(say('targets.no_outcome', language()))}</p>")
    return (
        f"<details class='di-pair'{' open' if opened else ''}><summary>{_summary(told[0], target, outcomes, group)}</summary>"
        f"<div class='di-side'>{''.join(blocks)}</div></details>"
    )


def side(row: dict[Any, Any], name: str) -> dict[Any, Any]:
    """One side of a pair as a row of the tidy table."""
    return {**{column: row[column] for column in SHARED}, **{column: row[f"{name}_{column}"] for column in SIDES}}


def _summary(row: dict[Any, Any], target: dict[Any, Any], outcomes: list[dict[Any, Any]], group: str) -> str:
    chosen = language()
    place = format_place(row["area_code"], row["area"], chosen)
    period = format_period(row["period_start"], row["period_end"], chosen)
    verdict = format_term("verdict", row["verdict"], chosen)
    provisional = f"<small>{escape(say('targets.provisional', chosen))}</small>" if row["provisional"] else ""
    return (
        f"<span>{escape(_thing(row))}<small>{escape(f'{place} · {period}')}</small></span>"
        f"<span>{_name('target')}{escape(value_text(target, chosen, basis=True))}{_tag(target)}</span>"
        f"<span>{_name('outcome')}{_outcome_texts(outcomes)}</span>"
        f"<span class='di-verdict' data-sign='{SIGNS[group]}'>{escape(verdict)}{provisional}</span>"
    )


def _name(which: str) -> str:
    """The column's heading, which only a phone shows beside the value."""
    return f"<span class='di-side-name'>{escape(_heads()[which])}</span>"


def _thing(row: dict[Any, Any]) -> str:
    """What is measured; what the catalogue has no name for, or many of, goes by its label."""
    named = format_indicator(row["indicator"], language())
    if row["indicator"] == "other":
        named = row["label"]
    elif row["indicator"] in ("projects", "project_investment") and row["label"] != named:
        named = say("targets.labelled", language(), indicator=named, label=row["label"])
    return named if row["measure"] == "level" else f"{named} · {format_measure(row['measure'], language())}"


def _tag(row: dict[Any, Any]) -> str:
    """The kind, where it is not the plain one."""
    plain = row["kind"] in ("actual", "target")
    return "" if plain else f" <span class='di-tag'>{escape(format_kind(row['kind'], language()))}</span>"


def _outcome_texts(outcomes: list[dict[Any, Any]]) -> str:
    texts = dict.fromkeys(escape(value_text(row, language(), basis=True)) + _tag(row) for row in outcomes)
    none = f"<span class='di-none'>{escape(say('table.none', language()))}</span>"
    return escape(say("list.slash", language())).join(texts) or none


def _block(which: str, row: dict[Any, Any]) -> str:
    """One side: its value as a link to its place, its sentence, its document."""
    chosen = language()
    address = escape(_links.source_address(row["doc_id"], int(row["start"])))
    kind = _heads()[which] if row["kind"] in ("actual", "target") else format_kind(row["kind"], chosen)
    value = escape(value_text(row, chosen, basis=True))
    return (
        f"<div><p class='di-fact'><span class='di-tag'>{escape(kind)}</span> <a href='{address}' target='_self'>{value}</a></p>"
        f"<blockquote class='di-sentence'>{_evidence.marked_sentence(row)}</blockquote>"
        f"<p class='di-note'><a href='{address}' target='_self'>{escape(_links.cite(row['doc_id']))}</a></p></div>"
    )
