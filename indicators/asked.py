"""What a question asks for: the record that reading it fills and that answers start from."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.question_numbers import Limit


@dataclass(frozen=True, slots=True)
class Question:
    """What a question asks for; an empty field was not stated.

    ``years`` are the first and the last, the last empty (None) for all since, and ``listed`` the years meant where some
    between them are not; ``relative`` are the words among them that were counted from the newest year, each with its
    first and last year. ``months`` are the first and the last of a part
    of a year. ``order`` is highest or lowest and runs over ``over`` (places, cities, provinces, years); ``count`` is how
    many of them are wanted, ``limits`` what their values should meet: one, or a lower and an upper one. ``fold`` is sum or
    mean. ``beside`` is what places are held against: the city, province or nation above each, or a place by its code; the
    values are their shares in it (``measure`` is share), their distance from it (``apart``, else between two places), or
    those on one side of it (``side``: > or <). ``basis`` is the definition asked for, ``falls`` and ``pending`` hold, while it is read,
    that declines are meant, and words that mean something only beside others. ``unknown`` are the words that nothing explains, ``absent`` places that exist but have no figures in the store:
    with either, there is no answer.
    """

    areas: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    measure: str = ""
    kind: str = ""
    years: tuple[int, int | None] | None = None
    listed: tuple[int, ...] = ()
    relative: tuple[tuple[str, int, int], ...] = ()
    months: tuple[int, int] | None = None
    limits: tuple[Limit, ...] = ()
    fold: str = ""
    beside: str = ""
    apart: bool = False
    side: str = ""
    basis: str = ""
    falls: bool = False
    pending: tuple[str, ...] = ()
    order: str = ""
    over: str = ""
    count: int | None = None
    unknown: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def is_understood(self) -> bool:
        """Whether every word of it was explained and it asks for something."""
        asks = self.indicators or self.areas or self.order or self.limits or self.fold or self.beside
        return not self.unknown and not self.absent and bool(asks)


def spans_years(question: Question) -> bool:
    """Whether several years are asked for."""
    return question.years is not None and question.years[0] != question.years[1]
