"""Counts a book's risks for the heat map, without loading them.

Closed and rejected risks no longer stand on the map; they are counted beside it.
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
from register.entities.risk import RiskStatus, Tier
from register.scoring import Method

NUMBERS = 12
"""How many risk numbers of a cell or movement are read; more have no room."""
EVERY: Mapping[str, str | None] = MappingProxyType({})
"""Risks of any category, unit and owner."""
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
    category: str | None = None,
    unit: str | None = None,
    owner: str | None = None,
) -> HeatMapData:
    """Return the heat map of a tier; with ``second`` also the movements to that tier.

    category, unit, owner: ids of what the risks must have, each with all that lies below it.
    A rating on other scales than those of the method in use counts as not rated.
    Raises RegisterError when the register has no method in use.
    """
    asked = _Query(book, *_terms(category, unit, owner))
    method = active_method(book)
    counts: Counter[Place] = Counter()
    not_rated = closed = 0
    for likelihood, impact, gone, count in asked.counts(tier):
        if gone:
            closed += count
        elif _on_grid(method, likelihood, impact):
            place = int(likelihood), int(impact)
            counts[place] += count
        else:
            not_rated += count
    cells = {
        place: Cell(count, asked.numbers(tier, place)) for place, count in sorted(counts.items())
    }
    moves = tuple(asked.moves(method, tier, second)) if second else ()
    return HeatMapData(method, tier, cells, not_rated, closed, second or "", moves)


def _terms(
    category: str | None = None, unit: str | None = None, owner: str | None = None
) -> tuple[str, list[Any]]:
    """Return SQL that follows ``where``, and its arguments."""
    wanted = {"category": category, "unit": unit, "owner": owner}
    given = {column: value for column, value in wanted.items() if value}
    terms = ["1", *(_TERMS[column] for column in given)]
    return " and ".join(terms), list(given.values())


def _on_grid(method: Method, likelihood: float | None, impact: float | None) -> bool:
    rows, columns = len(method.likelihood), len(method.impact)
    return likelihood in range(1, rows + 1) and impact in range(1, columns + 1)


def risks_in(
    book: Book,
    tier: Tier,
    places: Iterable[Place],
    wanted: Mapping[str, str | None] = EVERY,
    most: int = -1,
) -> list[tuple[str, str, str]]:
    """Return (id, number, title) of the risks that heat_map_data counts in cells, in order.

    wanted: category, unit and owner as there; most: return no more than these.
    """
    pairs = list(places)
    where, args = _terms(**wanted)
    # the score is asked for so that the tier's index is used
    asked = [f"({tier}_score = ? and ({_pair(tier)}) = (?, ?))"] * len(pairs)
    values = [value for row, column in pairs for value in (row * column, row, column)]
    return _titles(book, " or ".join(asked) or "0", where, [*values, *args, most])


def risks_not_rated(
    book: Book, tier: Tier, wanted: Mapping[str, str | None] = EVERY
) -> list[tuple[str, str, str]]:
    """Return (id, number, title) of the risks that heat_map_data counts as not rated, in order."""
    method = active_method(book)
    rows, columns = len(method.likelihood), len(method.impact)
    where, args = _terms(**wanted)
    on_grid = (
        f"ifnull({tier}_likelihood between 1 and ? and {tier}_impact between 1 and ?, 0) "
        f"and {tier}_likelihood = round({tier}_likelihood) and {tier}_impact = round({tier}_impact)"
    )
    return _titles(book, f"not ({on_grid})", where, [rows, columns, *args, -1])


def _titles(book: Book, which: str, where: str, args: list[Any]) -> list[tuple[str, str, str]]:
    sql = (
        f"select id, number, title from risks where ({which}) and not {_CLOSED} and {where} "
        "order by length(number), number limit ?"
    )
    return storage.fetch(book.reader(), sql, args)


class _Query:
    """Asks the book for numbers; every name in its SQL is ours."""

    def __init__(self, book: Book, where: str, args: list[Any]) -> None:
        self._book = book
        self._where = where
        self._args = args

    def counts(self, tier: Tier) -> list[Any]:
        """Return (likelihood, impact, closed or rejected, count) of each group."""
        # In the order of the tier's index, so that nothing is sorted.
        return self._rows(
            f"select {_pair(tier)}, {_CLOSED}, count(*) from risks where {self._where} "
            f"group by {tier}_score, {_pair(tier)}, {tier}_level, status",
            self._args,
        )

    def numbers(self, tier: Tier, place: Place) -> tuple[str, ...]:
        """Return the first numbers of the risks in a cell, in order."""
        rows = self._rows(
            f"select number from risks where {tier}_score = ? and ({_pair(tier)}) = (?, ?) "
            f"and not {_CLOSED} and {self._where} limit {NUMBERS}",
            [place[0] * place[1], *place, *self._args],
        )
        return tuple(sorted((row[0] for row in rows), key=lambda number: (len(number), number)))

    def moves(self, method: Method, first: Tier, second: Tier) -> Iterator[Move]:
        """Yield the movements between two tiers, each with its first number."""
        rows = self._rows(
            f"select {_pair(first)}, {_pair(second)}, count(*), min(number) from risks "
            f"where {first}_level is not null and {second}_level is not null "
            f"and ({_pair(first)}) <> ({_pair(second)}) "
            f"and not {_CLOSED} and {self._where} group by 1, 2, 3, 4",
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
