"""Targets: what reports promised beside what later ones say was achieved, with a verdict and both sentences."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from indicators.captions import records
from indicators.eras import format_place
from indicators.export import to_csv
from indicators.labels import format_indicator, format_kind, format_term, say
from indicators.lexicon import catalogue, read_toml
from indicators.pages import _data, _links, _parts, _places, _verdicts
from indicators.series import columns
from indicators.targets import OPEN, REACHED, VERDICTS, count_verdicts, group_of, pair_targets, tally

PER_PAGE = 40
MOST_BARS = 12
KINDS = ("target", "stretch")


def _paired() -> pd.DataFrame:
    """All targets of the store with their outcomes; only outcomes of places and years that have targets are read."""
    goals = _data.tidy(kinds=KINDS)
    years = sorted({int(end[:4]) for end in goals["period_end"] if end})
    if not years:
        return pair_targets(goals).assign(place="")
    concerned = sorted(set(goals["indicator"]))
    areas = sorted(set(goals["area_code"]))
    limited = areas if all(areas) else ()
    told = _data.tidy(kinds=("actual", "estimate"), indicators=concerned, years=years, areas=limited)
    pairs = pair_targets(pd.concat([goals, told], ignore_index=True))
    pairs["place"] = pairs["area_code"].where(pairs["area_code"].ne(""), pairs["area"])
    return pairs.iloc[_reading_order(pairs)]


def _reading_order(pairs: pd.DataFrame) -> list[int]:
    """What has a verdict first, then what has none for a reason, then what no document reports.

    In each the indicators that the catalogue names come before the many that it doesn't, and the latest first.
    """
    codes = {code: at for at, code in enumerate(catalogue())}
    places = {place: at for at, place in enumerate(_places.names())}
    keys = [
        (
            (verdict not in REACHED) + (verdict not in REACHED and verdict not in OPEN),
            indicator == "other",
            0 if pd.isna(year) else -int(year),
            places.get(place, len(places)),
            codes.get(indicator, len(codes)),
            number,
        )
        for verdict, year, place, indicator, number in columns(pairs, "verdict", "year", "place", "indicator", "pair")
    ]
    return sorted(range(len(pairs)), key=keys.__getitem__)


class _Offered(NamedTuple):
    """What each filter offers: what some target has."""

    names: dict[str, str]
    indicators: list[str]
    years: list[str]
    verdicts: list[str]
    kinds: list[str]


def _offered() -> _Offered:
    indicators, verdicts, kinds = (set(pairs[name]) for name in ("indicator", "verdict", "target_kind"))
    return _Offered(
        _names(),
        [code for code in _data.indicator_codes() if code in indicators],
        [str(year) for year in sorted(pairs["year"].dropna().unique(), reverse=True)],
        [verdict for verdict in VERDICTS if verdict in verdicts],
        [kind for kind in KINDS if kind in kinds],
    )


def _names() -> dict[str, str]:
    """The places that have targets, by code or name."""
    places = dict.fromkeys(columns(pairs, "place", "area_code", "area"))
    told = {place: format_place(code, name, chosen) for place, code, name in places}
    order = {place: at for at, place in enumerate(_places.names())}
    return {place: told[place] for place in sorted(told, key=lambda each: (order.get(each, len(order)), each))}


def _rules() -> str:
    """How verdicts come about, with the margins as the rules have them."""
    clear = read_toml("targets.toml")["clear"]
    return say("targets.rules", chosen, points=f"{clear['points']:g}", percent=f"{clear['percent']:g}")


def _counts(found: pd.DataFrame) -> None:
    """How many targets came to what; stretch targets apart."""
    once = found.drop_duplicates("pair")
    own, stretch = (tally(once[once["target_kind"].eq(kind)]["verdict"]) for kind in KINDS)
    st.html(_verdicts.counts_line(own))
    if any(stretch.values()):
        told = say("list.comma", chosen).join(
            say("targets.count", chosen, verdict=format_term("verdict", group, chosen), count=count)
            for group, count in stretch.items()
            if count
        )
        _parts.note(say("targets.stretch", chosen, count=sum(stretch.values()), told=told))


def _summary(found: pd.DataFrame) -> None:
    """What became of the targets by district and by indicator."""
    left, right = st.columns(2, gap="large")
    for part, column, title, name in (
        (left, "place", say("targets.by_place", chosen), names.__getitem__),
        (right, "indicator", say("targets.by_indicator", chosen), lambda code: format_indicator(code, chosen)),
    ):
        counted = _data.view("targets.summary", column, *picked, make=partial(count_verdicts, found, column))
        with part:
            _parts.heading(title)
            st.html(_verdicts.bars(counted.head(MOST_BARS), column, name))
            if len(counted) > MOST_BARS:
                _parts.note(say("targets.more_bars", chosen, count=len(counted) - MOST_BARS))


def _pairs(part: pd.DataFrame, totals: dict[str, int]) -> str:
    """The pairs of this page of the list, under headings that say what became of them; counts are those of the whole list."""
    told_of: dict[int, list[dict[Any, Any]]] = {}
    for row in records(part):
        told_of.setdefault(row["pair"], []).append(row)
    html, current = [], ""
    for told in told_of.values():
        verdict = str(told[0]["verdict"])
        section = section_of(verdict)
        if section != current:
            current = section
            html.append(f"<h3 class='di-heading'>{escape(_title(section, totals[section]))}</h3>{_verdicts.heads()}")
        html.append(_verdicts.pair(told, group_of(verdict)))
    return "".join(html)


def _title(section: str, count: int) -> str:
    """The heading of a part of the list."""
    titles = {
        "judged": say("targets.section_judged", chosen, count=f"{count:,}"),
        "open": say("targets.section_open", chosen, count=f"{count:,}"),
        "not_reported": say("targets.section_not_reported", chosen, count=f"{count:,}"),
    }
    return titles[section]


def _totals(found: pd.DataFrame) -> dict[str, int]:
    """How many targets of the whole list each of its parts has."""
    sections = [section_of(verdict) for verdict in found.drop_duplicates("pair")["verdict"]]
    return {section: sections.count(section) for section in ("judged", "open", "not_reported")}


def _found() -> pd.DataFrame:
    """The pairs that the reader's filters leave."""
    kept = pairs
    for column, values in (
        ("place", areas),
        ("indicator", indicators),
        ("year", [int(year) for year in picked_years]),
        ("verdict", verdicts),
        ("target_kind", kinds),
    ):
        kept = kept[kept[column].isin(values)] if values else kept
    return kept


def section_of(verdict: str) -> str:
    """The part of the list that a verdict belongs to."""
    return "judged" if verdict in REACHED else group_of(verdict)


chosen, choices = _parts.begin("targets")
st.html(_verdicts.STYLE)
pairs = _data.view("targets.pairs", make=_paired)
if pairs.empty:
    choices.name_dead()
    _parts.stop(say("targets.none", chosen))
offered = _data.view("targets.offered", make=_offered)
names = offered.names
with st.sidebar:
    areas = choices.many("area", say("choose.areas", chosen), list(names), names.__getitem__)
    indicators = choices.many(
        "indicator", say("choose.indicators", chosen), offered.indicators, lambda code: format_indicator(code, chosen)
    )
    picked_years = choices.many("year", say("choose.years", chosen), offered.years, str)
    verdicts = choices.many(
        "verdict",
        say("choose.verdict", chosen),
        offered.verdicts,
        lambda code: format_term("verdict", code, chosen),
    )
    kinds = choices.many(
        "kind",
        say("choose.kind", chosen),
        offered.kinds,
        lambda code: format_kind(code, chosen),
    )
choices.name_dead()

picked = (areas, indicators, picked_years, verdicts, kinds)
found = _data.view("targets.found", *picked, make=_found)
if found.empty:
    _parts.stop(say("targets.none_here", chosen))

st.html(f"<p class='di-lead'>{escape(say('targets.lead', chosen))}</p>")
_counts(found)
_parts.note(_rules())
if not found["verdict"].isin(REACHED).any():
    _parts.note(say("targets.none_judged", chosen))
with st.container(key="summary"):  # on a phone it comes after the list
    _summary(found)
numbers = list(dict.fromkeys(found["pair"].tolist()))
_parts.heading(say("targets.pairs", chosen, count=f"{len(numbers):,}"))
_parts.note(say("targets.hint", chosen))
st.download_button(
    say("targets.download", chosen, count=f"{len(numbers):,}"),
    data=lambda: to_csv(found.drop(columns="place")),
    file_name=say("targets.file", chosen),
    mime="text/csv",
    icon=":material/download:",
    on_click="ignore",
    key="download",
)
page = choices.page(-(-len(numbers) // PER_PAGE))
shown = found[found["pair"].isin(numbers[(page - 1) * PER_PAGE : page * PER_PAGE])]
st.html(_data.view("targets.list", *picked, page, make=lambda: _pairs(shown, _totals(found))))
_links.sources(shown.rename(columns={"target_doc_id": "doc_id"}))
