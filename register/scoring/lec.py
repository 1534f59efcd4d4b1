"""LEC, the evaluation of work in a dangerous place (作业条件危险性评价法): D = L × E × C.

L: likelihood of an accident, E: how often people are exposed, C: its consequence. Source of method
and tables: K. J. Graham and G. F. Kinney; Chinese tables as at m.aqrzj.com/doc/348231.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from register.errors import FieldError
from register.i18n import _
from register.scoring.numbers import exact
from register.scoring.words import Words


class Boundary(StrEnum):
    """Where a score belongs that stands exactly between two bands."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a table: a value and what it means."""

    value: float
    words: Words = field(hash=False)


@dataclass(frozen=True, slots=True)
class Band:
    """A range of scores from ``start`` up to the next band's, with its name and its level's key.

    advice: what is to be done about it.
    """

    start: float
    words: Words = field(hash=False)
    advice: Words = field(hash=False)
    level: str


@dataclass(frozen=True, slots=True)
class Lec:
    """The tables and bands, each from the lowest value to the highest; the first band starts at 0.

    Any value between the ends of a table may be used, not only those that it lists.
    """

    likelihood: tuple[Entry, ...]
    exposure: tuple[Entry, ...]
    consequence: tuple[Entry, ...]
    bands: tuple[Band, ...]
    boundary: Boundary = Boundary.HIGHER

    def tables(self) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """Yield each table with its name for the reader: L, E, C."""
        yield _("Likelihood of an accident (L)"), self.likelihood
        yield _("Exposure (E)"), self.exposure
        yield _("Consequence (C)"), self.consequence

    def score(self, likelihood: float, exposure: float, consequence: float) -> Fraction:
        """Return D, exactly; raises FieldError for a value outside its table's range."""
        product = Fraction(1)
        values = (likelihood, exposure, consequence)
        for (name, table), value in zip(self.tables(), values, strict=True):
            product *= _in_range(name, table, value)
        return product

    def band(self, score: Fraction) -> Band:
        """Return the band of a score, by the method's rule for boundaries."""
        found = self.bands[0]
        for band in self.bands[1:]:
            start = exact(band.start)
            if score > start or (score == start and self.boundary is Boundary.HIGHER):
                found = band
        return found


def _in_range(name: str, table: tuple[Entry, ...], value: float) -> Fraction:
    low, high = table[0].value, table[-1].value
    if not low <= value <= high:
        text = _("{table}: {value} is not in the table’s range; give a value from {low} to {high}.")
        raise FieldError(
            text.format(table=name, value=f"{value:g}", low=f"{low:g}", high=f"{high:g}")
        )
    return exact(value)


def boundary_words(boundary: Boundary) -> str:
    """Return the rule for a score on a boundary, as one sentence for screen and print."""
    if boundary is Boundary.HIGHER:
        return _("A score exactly on a boundary belongs to the higher band.")
    return _("A score exactly on a boundary belongs to the lower band.")


def entry_of(table: tuple[Entry, ...], value: float | None) -> Entry | None:
    """Return the table's line of a value, None when it is a free value or none."""
    return next((entry for entry in table if entry.value == value), None)


def range_words(lec: Lec, band: Band) -> str:
    """Return a band's scores: "< 20", "20–70" or "> 320"."""
    place = lec.bands.index(band)
    if place + 1 == len(lec.bands):
        return f"{'≥' if lec.boundary is Boundary.HIGHER else '>'} {band.start:g}"
    end = lec.bands[place + 1].start
    if place == 0:
        return f"{'<' if lec.boundary is Boundary.HIGHER else '≤'} {end:g}"
    return f"{band.start:g}–{end:g}"
