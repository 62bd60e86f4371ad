"""The account of a report's prose: each statement as an observation, and what became of each number."""

from __future__ import annotations

from dataclasses import dataclass, field

from indicators.flat import Flat
from indicators.lexicon import catalogue
from indicators.model import Figure, Number, NumberFate, Observation, Report
from indicators.sentence import Rejected, Statement


@dataclass
class Account:
    """The fates of a report's numbers, which stand in the joined text that ``flat`` leads back from."""

    report: Report
    flat: Flat
    numbers: list[Number]
    fates: dict[Figure, tuple[str, str]] = field(default_factory=dict)

    def tell(
        self, figure: Figure, result: list[Statement] | Rejected, article: str, start: int, end: int
    ) -> list[Observation]:
        """Note what became of a figure; gives its observations, with the sentence at ``start:end`` as evidence."""
        if isinstance(result, Rejected):
            self.fates[figure] = (result.fate, result.reason)
            return []
        self.fates[figure] = ("observation", "")
        return [self._observation(figure, said, article, start, end) for said in result]

    def of_numbers(self) -> list[NumberFate]:
        """The fate of each number, in the order of the text."""
        account = []
        for number in self.numbers:
            low, high = self.flat.span(number.start, number.end)
            if number.figure is None:
                fate, reason = "not_figure", number.reason
            else:
                fate, reason = self.fates.get(number.figure, ("unresolved", "outside any sentence"))
                if (
                    fate == "observation"
                    and number.start != number.figure.start
                    and number.figure.value_high is not None
                ):
                    reason = "range end"
            account.append(NumberFate(low, high, self.report.text[low:high], fate, reason))
        return account

    def _observation(self, figure: Figure, said: Statement, article: str, start: int, end: int) -> Observation:
        low, high = self.flat.span(figure.start, figure.end)
        first, last = self.flat.span(start, end)
        text = self.report.text
        value = -abs(said.figure.value) if said.sign < 0 else said.figure.value
        return Observation(
            doc_id=self.report.doc_id,
            article=article,
            area_code=said.area.code,
            area=said.area.short,
            indicator=said.subject.code,
            label=said.subject.label,
            measure=said.measure,
            period=said.period,
            value=value,
            value_high=figure.value_high if figure.value_high is None else figure.value_high * said.sign,
            unit=_unit(said),
            kind=said.kind,
            bound=said.figure.bound,
            basis=said.basis,
            surface=text[low:high],
            start=low,
            end=high,
            sentence=text[first:last].strip(),
            rules=said.rules,
        )


def _unit(said: Statement) -> str:
    if said.measure == "rank" or said.rules[1] == "rank_change":
        return "rank"
    if said.figure.unit:
        return said.figure.unit
    if said.rules[1] == "structure":
        return "%"
    indicator = catalogue().get(said.subject.code)
    return indicator.unit if indicator and indicator.unit in ("CNY", "USD", "人", "times") else ""
