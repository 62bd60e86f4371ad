"""Places held against each other or against the city, province or country above them: shares, differences, and who is above or below."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from indicators.areas import ancestors, area_by_code
from indicators.asked import Question
from indicators.captions import Row, records
from indicators.derived import Derived
from indicators.labels import Language
from indicators.question_numbers import Limit
from indicators.ranking import extent, meets, sort_by_value
from indicators.same_period import common_period, latest_period, of_period
from indicators.series import best, columns
from indicators.shares import city_of, share_rows
from indicators.standings import Difference, difference
from indicators.tiers import NATION, is_zone, lying_in, rank_of


@dataclass(frozen=True, slots=True)
class Held:
    """What holding places against something gave: ``rows`` are the places' figures and then those they are held against.

    ``shares`` are worked out; ``change`` is the difference of the two ``ends``, or why there is none (a reason of
    `standings.difference`); ``of`` counts the places whose figures were held against ``yards``, ``unsure`` those that a
    bound leaves open. ``refused`` is places (not two of them) or nothing.
    """

    rows: pd.DataFrame
    refused: str = ""
    shares: Derived | None = None
    change: Difference | str | None = None
    ends: tuple[Row, ...] = ()
    yards: tuple[Row, ...] = ()
    of: int = 0
    met: int = 0
    unsure: int = 0


def yard_of(place: str, beside: str) -> str:
    """The place that one is held against: the city, province or nation above it, or a place by its code; empty if none.

    >>> yard_of("360102", "city"), yard_of("360102", "province"), yard_of("360102", "360100"), yard_of("360100", "city")
    ('360100', '360000', '360100', '')
    """
    if beside == "city":
        return city_of(place)
    if beside == "nation":
        return NATION
    if beside != "province":
        return beside
    area = area_by_code(place)
    return next((each.code for each in ancestors(area) if each.level == "province"), "") if area else ""


def places_needed(question: Question) -> tuple[str, ...]:
    """The places whose rows a question needs; none where it means all."""
    yards = (yard_of(place, question.beside) for place in question.areas if question.beside)
    return tuple(dict.fromkeys([*question.areas, *filter(None, yards)]))


def hold(question: Question, rows: pd.DataFrame, language: Language) -> Held:
    """What a question asks that holds places against something, from rows of its indicator, measure, years and definition."""
    fit = best(rows[rows["year"].notna()])
    if question.measure == "share":
        return _shares(question, fit, language)
    return _apart(question, fit) if question.apart else _on_side(question, fit)


def _asked(question: Question, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the places asked for: those named, else districts and counties in what they are held against."""
    if question.areas:
        return rows[rows["place"].isin(list(question.areas))]
    within = (question.beside,) if area_by_code(question.beside) and question.beside != NATION else ()
    wanted = question.over if question.over in ("cities", "provinces") else "places"
    known = lying_in([place for place in rows["place"].unique().tolist() if place != NATION], within)
    return rows[rows["place"].isin([each for each in known if rank_of(each) == wanted and not is_zone(each)])]


def _shares(question: Question, rows: pd.DataFrame, language: Language) -> Held:
    mine = _asked(question, rows) if question.areas else _same_period(_asked(question, rows))
    if mine.empty:
        return Held(mine, "nothing")
    totals = rows[rows["place"].isin({yard_of(place, question.beside) for place in mine["place"]})]
    made = share_rows(mine, totals, language, lambda place: yard_of(place, question.beside))
    ordered = made.rows.sort_values(["year", "value"], ascending=[True, False])
    against = list(dict.fromkeys(int(each) for each in ordered["against"]))
    shown = rows.loc[[*ordered.index, *against]] if against else mine
    return Held(shown, shares=Derived(ordered, made.left_out))


def _same_period(rows: pd.DataFrame) -> pd.DataFrame:
    period = common_period(rows)
    return of_period(rows, period) if period else rows


def _apart(question: Question, rows: pd.DataFrame) -> Held:
    places = places_needed(question)
    if len(places) != 2 or question.order:
        return Held(rows.iloc[:0], "places")
    told = {place: rows[rows["place"].eq(place)] for place in places}
    both = set(columns(told[places[0]], *_PERIOD)) & set(columns(told[places[1]], *_PERIOD))
    if not both:
        shown = rows[rows["place"].isin(list(places))]
        return Held(
            shown, "" if len(shown) else "nothing", change="missing" if len(set(shown["place"])) < 2 else "period"
        )
    indicator = next(each for each in question.indicators if any(key[0] == each for key in both))
    period = latest_period([key[1:] for key in both if key[0] == indicator])
    same = of_period(rows[rows["indicator"].eq(indicator)], period)
    ends = [records(same[same["place"].eq(place)]) for place in places]
    shown = pd.concat([same[same["place"].eq(place)] for place in places])
    return Held(shown, change=difference(*ends), ends=(ends[0][0], ends[1][0]))


_PERIOD = ("indicator", "period_start", "period_end", "span")


def _on_side(question: Question, rows: pd.DataFrame) -> Held:
    mine = _same_period(_asked(question, rows))
    yards: dict[str, list[Row]] = {}
    for row in records(_of_its_period(rows, mine)):
        yards.setdefault(row["place"], []).append(row)
    verdicts = [
        _verdict(question.side, row, yards.get(yard_of(row["place"], question.beside), [])) for row in records(mine)
    ]
    used = [place for place in yards if place in {yard_of(each, question.beside) for each in mine["place"]}]
    met = sort_by_value(mine.iloc[[at for at, verdict in enumerate(verdicts) if verdict == "met"]])
    kept = [row for place in used for row in yards[place]]
    held = [verdict for verdict in verdicts if verdict != "no_yard"]
    shown = pd.concat([met, rows.loc[[row["index"] for row in kept]]])
    refused = "" if held else "no_yard" if len(mine) else "nothing"
    return Held(shown, refused, yards=tuple(kept), of=len(held), met=len(met), unsure=held.count("open"))


def _of_its_period(rows: pd.DataFrame, mine: pd.DataFrame) -> pd.DataFrame:
    if mine.empty:
        return rows.iloc[:0]
    first = mine.iloc[0]
    same = of_period(rows, (first["period_start"], first["period_end"]))
    return same[same["indicator"].isin(set(mine["indicator"])) & same["unit"].isin(set(mine["unit"]))]


def _verdict(side: str, row: Row, yards: list[Row]) -> str:
    """Whether a figure is on the side asked for: met, not_met, open (a bound or a range leaves it open), no_yard."""
    same = [
        yard
        for yard in yards
        if (yard["indicator"], yard["unit"], yard["basis"]) == (row["indicator"], row["unit"], row["basis"])
    ]
    exact = [yard for yard in same if yard["bound"] == "eq" and yard["value_high"] != yard["value_high"]]
    if len(same) != 1 or not exact:
        return "no_yard"
    limit = Limit(side, exact[0]["value"], str(row["unit"]))
    told = meets(*extent(row["value"], row["value_high"], row["bound"]), (limit,))
    return "open" if told is None else "met" if told else "not_met"
