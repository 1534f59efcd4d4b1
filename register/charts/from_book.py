"""Counts a book's risks for the heat map of a method, without loading them.

Closed and rejected risks no longer stand on the map, and those rated by another method never did;
both are counted beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from register import storage
from register.assess import active_method
from register.book import Book
from register.charts.data import Cell, HeatMapData, Move, Place
from register.entities.risk import RiskKind, RiskStatus, Tier
from register.errors import RegisterError
from register.i18n import _
from register.methods import oldest_method
from register.scoring import Method, rate, words_in

NUMBERS = 12
"""How many risk numbers of a cell or movement are read; more have no room."""
EVERY: Mapping[str, str | None] = MappingProxyType({})
"""Risks of any category, unit and owner."""
Named = tuple[str, str, str]
"""A risk's id, number and title."""
_CLOSED = f"ifnull(status, '') in ('{RiskStatus.CLOSED}', '{RiskStatus.REJECTED}')"
_BELOW = (
    "{column} in (with recursive below(id) as (select ? union select {table}.id from {table} "
    "join below on {table}.parent = below.id) select id from below)"
)
_TERMS = {
    "category": _BELOW.format(column="category", table="categories"),
    "unit": _BELOW.format(column="unit", table="units"),
    "owner": "owner = ?",
}


def heat_map_data(
    book: Book,
    tier: Tier,
    second: Tier | None = None,
    wanted: Mapping[str, str | None] = EVERY,
    method: Method | None = None,
) -> HeatMapData:
    """Return the heat map of a tier; with ``second`` also the movements to that tier.

    wanted: by "category", "unit" and "owner" the id of what the risks must have, each with all
    that lies below it. method: the one shown, with risks of the kind that it rates (default: the
    one that governs threats). Raises RegisterError when it has no matrix, or none is in use.
    """
    return _Asked(book, method, wanted).data(tier, second)


def risks_in(
    book: Book,
    tier: Tier,
    places: Iterable[Place],
    wanted: Mapping[str, str | None] = EVERY,
    most: int = -1,
    method: Method | None = None,
) -> list[Named]:
    """Return the risks that heat_map_data counts in cells, in order of number.

    wanted, method: as there; most: return no more than these.
    """
    return _Asked(book, method, wanted).risks_in(tier, list(places), most)


def risks_not_rated(
    book: Book,
    tier: Tier,
    wanted: Mapping[str, str | None] = EVERY,
    method: Method | None = None,
) -> list[Named]:
    """Return the risks that heat_map_data counts as not rated, in order of number."""
    return _Asked(book, method, wanted).not_rated(tier)


def risks_elsewhere(
    book: Book,
    tier: Tier,
    wanted: Mapping[str, str | None] = EVERY,
    method: Method | None = None,
) -> list[Named]:
    """Return the risks that heat_map_data counts as rated by another method, in order of number."""
    return _Asked(book, method, wanted).elsewhere(tier)


def terms(wanted: Mapping[str, str | None]) -> tuple[str, list[Any]]:
    """Return SQL that follows ``where``, and its arguments."""
    given = {column: value for column, value in wanted.items() if value}
    return " and ".join(["1", *(_TERMS[column] for column in given)]), list(given.values())


class _Asked:
    """Asks the book about the risks of one map; every name in its SQL is ours."""

    def __init__(self, book: Book, method: Method | None, wanted: Mapping[str, str | None]) -> None:
        self._book = book
        self._method = with_matrix(method or active_method(book))
        self._oldest = oldest_method(book)
        which, args = terms(wanted)
        self._where = f"ifnull(kind, '{RiskKind.THREAT}') = ? and {which}"
        self._args = [str(self._method.subject), *args]

    def data(self, tier: Tier, second: Tier | None) -> HeatMapData:
        """Return the map."""
        counts: Counter[Place] = Counter()
        beside: dict[str, Any] = Counter()
        for likelihood, impact, is_rated, is_ours, gone, count in self._counts(tier):
            if gone:
                beside["closed"] += count
            elif is_rated and not is_ours:
                beside["elsewhere"] += count
            elif self._on_grid(likelihood, impact):
                counts[int(likelihood), int(impact)] += count
            else:
                beside["not_rated"] += count
        cells = {
            place: Cell(count, self._numbers(tier, place))
            for place, count in sorted(counts.items())
        }
        moves = tuple(self._moves(tier, second)) if second else ()
        return HeatMapData(self._method, tier, cells, second=second or "", moves=moves, **beside)

    def risks_in(self, tier: Tier, places: list[Place], most: int) -> list[Named]:
        """Return the risks in cells."""
        which = " or ".join([_in_cell(tier)] * len(places)) or "0"
        values = [value for place in places for value in self._cell(place)]
        where = f"({which}) and {_ours(tier)}"
        return self._titles(where, [*values, *self._ours], most)

    def not_rated(self, tier: Tier) -> list[Named]:
        """Return the risks without a rating that has a place on the map."""
        rows, columns = self._method.size
        on_grid = (
            f"ifnull({tier}_likelihood between 1 and ? and {tier}_impact between 1 and ?, 0) and "
            f"{tier}_likelihood = round({tier}_likelihood) and "
            f"{tier}_impact = round({tier}_impact)"
        )
        where = f"({tier}_level is null or {_ours(tier)}) and not ({on_grid})"
        return self._titles(where, [*self._ours, rows, columns])

    def elsewhere(self, tier: Tier) -> list[Named]:
        """Return the risks rated by another method."""
        return self._titles(f"{tier}_level is not null and not {_ours(tier)}", self._ours)

    # inside ------------------------------------------------------------------------------

    @property
    def _ours(self) -> list[Any]:
        """The arguments of _ours(tier)."""
        return [self._oldest, self._method.id]

    def _cell(self, place: Place) -> list[Any]:
        """Return the arguments of _in_cell(tier)."""
        return [rate(self._method, *place).score, *place]

    def _on_grid(self, likelihood: float | None, impact: float | None) -> bool:
        rows, columns = self._method.size
        return likelihood in range(1, rows + 1) and impact in range(1, columns + 1)

    def _counts(self, tier: Tier) -> list[Any]:
        """Return (likelihood, impact, is rated, by the method shown, closed, count) of each group."""
        # In the order of the tier's index, so that nothing is sorted.
        return self._rows(
            f"select {_pair(tier)}, {tier}_level is not null, {_ours(tier)}, {_CLOSED}, count(*) "
            f"from risks where {self._where} "
            f"group by {tier}_score, {_pair(tier)}, {tier}_level, status, {tier}_method, kind",
            [*self._ours, *self._args],
        )

    def _numbers(self, tier: Tier, place: Place) -> tuple[str, ...]:
        """Return the first numbers of the risks in a cell, in order."""
        rows = self._rows(
            f"select number from risks where {_in_cell(tier)} and {_ours(tier)} "
            f"and not {_CLOSED} and {self._where} limit {NUMBERS}",
            [*self._cell(place), *self._ours, *self._args],
        )
        return tuple(sorted((row[0] for row in rows), key=lambda number: (len(number), number)))

    def _moves(self, first: Tier, second: Tier) -> Iterator[Move]:
        """Yield the movements between two tiers, each with its first number."""
        rows = self._rows(
            f"select {_pair(first)}, {_pair(second)}, count(*), min(number) from risks "
            f"where {first}_level is not null and {_ours(first)} "
            f"and {second}_level is not null and {_ours(second)} "
            f"and ({_pair(first)}) <> ({_pair(second)}) "
            f"and not {_CLOSED} and {self._where} group by 1, 2, 3, 4",
            [*self._ours, *self._ours, *self._args],
        )
        for *places, count, number in rows:
            if self._on_grid(*places[:2]) and self._on_grid(*places[2:]):
                row, column, to_row, to_column = map(int, places)
                yield Move((row, column), (to_row, to_column), count, (number,))

    def _titles(self, which: str, args: list[Any], most: int = -1) -> list[Named]:
        sql = (
            f"select id, number, title from risks where {which} and not {_CLOSED} "
            f"and {self._where} order by length(number), number limit ?"
        )
        return self._rows(sql, [*args, *self._args, most])

    def _rows(self, sql: str, args: list[Any]) -> list[Any]:
        return storage.fetch(self._book.reader(), sql, args)


def with_matrix(method: Method) -> Method:
    """Return the method; raises RegisterError when it has no matrix."""
    if not method.has_grid:
        text = _("“{method}” has no matrix, so there is no heat map of it.")
        raise RegisterError(text.format(method=words_in(method.name)))
    return method


def _pair(tier: Tier) -> str:
    return f"{tier}_likelihood, {tier}_impact"


def _ours(tier: Tier) -> str:
    """Return SQL for “rated by the method shown”; a rating that names none is the oldest's."""
    return f"ifnull({tier}_method, ?) = ?"


def _in_cell(tier: Tier) -> str:
    """Return SQL for “stands in a cell”; the score is asked for so that the index is used."""
    return f"({tier}_score = ? and ({_pair(tier)}) = (?, ?))"
