"""Counts a book's risks for the heat map, without loading them.

Closed and rejected risks no longer stand on the map; they are counted beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from register import storage
from register.assess import active_method
from register.book import Book
from register.charts.data import Cell, HeatMapData, Move, Place
from register.entities.risk import RiskStatus, Tier
from register.scoring import Method

NUMBERS = 12
"""How many risk numbers of a cell or movement are read; more have no room."""
_GONE = f"status in ('{RiskStatus.CLOSED}', '{RiskStatus.REJECTED}')"
_BELOW = (
    "with recursive below(id) as (select ? union select {table}.id from {table} "
    "join below on {table}.parent = below.id) select id from below"
)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which risks count: ids of a category or unit (with all below it) and of an owner."""

    category: str | None = None
    unit: str | None = None
    owner: str | None = None

    def terms(self) -> tuple[str, list[Any]]:
        """Return SQL that follows ``where``, and its arguments."""
        terms, args = ["1"], []
        for column, table, wanted in (
            ("category", "categories", self.category),
            ("unit", "units", self.unit),
        ):
            if wanted:
                terms.append(f"{column} in ({_BELOW.format(table=table)})")
                args.append(wanted)
        if self.owner:
            terms.append("owner = ?")
            args.append(self.owner)
        return " and ".join(terms), args


EVERY = Filter()


def heat_map_data(
    book: Book, tier: Tier, second: Tier | None = None, only: Filter = EVERY
) -> HeatMapData:
    """Return the heat map of a tier; with ``second`` also the movements to that tier.

    Raises RegisterError when the register has no method in use.
    """
    counter = _Counter(book, only)
    method = active_method(book)
    cells: dict[Place, Cell] = {}
    not_rated = left_out = 0
    for likelihood, impact, gone, count in counter.counts(tier):
        if gone:
            left_out += count
        elif likelihood is None or impact is None:
            not_rated += count
        elif not _on_grid(method, likelihood, impact):
            left_out += count
        else:
            place = int(likelihood), int(impact)
            cells[place] = Cell(count, counter.numbers(tier, place))
    moves = tuple(counter.moves(method, tier, second)) if second else ()
    return HeatMapData(method, tier, cells, not_rated, left_out, second or "", moves)


def _on_grid(method: Method, likelihood: float, impact: float) -> bool:
    rows, columns = len(method.likelihood), len(method.impact)
    return likelihood in range(1, rows + 1) and impact in range(1, columns + 1)


class _Counter:
    """Asks the book for numbers; every name in its SQL is ours."""

    def __init__(self, book: Book, only: Filter) -> None:
        self._book = book
        self._where, self._args = only.terms()

    def counts(self, tier: Tier) -> list[Any]:
        """Return (likelihood, impact, closed or rejected, count) of each group."""
        return self._rows(
            f"select {_pair(tier)}, {_GONE}, count(*) from risks "
            f"where {self._where} group by 1, 2, 3",
            self._args,
        )

    def numbers(self, tier: Tier, place: Place) -> tuple[str, ...]:
        """Return the first numbers of the risks in a cell, in order."""
        rows = self._rows(
            f"select number from risks where {tier}_score = ? and ({_pair(tier)}) = (?, ?) "
            f"and not ifnull({_GONE}, 0) and {self._where} limit {NUMBERS}",
            [place[0] * place[1], *place, *self._args],
        )
        return tuple(sorted((row[0] for row in rows), key=lambda number: (len(number), number)))

    def moves(self, method: Method, first: Tier, second: Tier) -> Iterator[Move]:
        """Yield the movements between two tiers, each with its first number."""
        rows = self._rows(
            f"select {_pair(first)}, {_pair(second)}, count(*), min(number) from risks "
            f"where {first}_level is not null and {second}_level is not null "
            f"and ({_pair(first)}) <> ({_pair(second)}) "
            f"and not ifnull({_GONE}, 0) and {self._where} group by 1, 2, 3, 4",
            self._args,
        )
        for *places, count, number in rows:
            if _on_grid(method, *places[:2]) and _on_grid(method, *places[2:]):
                row, column, to_row, to_column = map(int, places)
                yield Move((row, column), (to_row, to_column), count, (number,))

    def _rows(self, sql: str, args: list[Any]) -> list[Any]:
        return storage.fetch(self._book.reader(), sql, args)


def _pair(tier: Tier) -> str:
    return f"{tier}_likelihood, {tier}_impact"
