"""Narrowing a list to chosen values of its short fields, with how many rows each would leave.

Rows that agree in all of these fields share one entry, so counting is cheap at 100,000 rows.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from register.fields import Field
from register.progress import Progress, silent

BLOCK = 5_000
Value = str | int | float | None  # as it is stored
Chosen = Mapping[str, frozenset[Value]]
Read = Callable[[str, Sequence[Any]], list[Any]]


class Facets:
    """By rowid the stored values of a few fields."""

    def __init__(self, fields: Sequence[Field], read: Read) -> None:
        """``read(where, args)``: gives rowid and the values of these fields."""
        self.fields = tuple(fields)
        self._read = read
        self._keys = [field.key for field in fields]
        self._numbers: dict[tuple[Value, ...], int] = {}
        self._combinations: list[tuple[Value, ...]] = []
        self._of_row: dict[int, int] = {}
        self._loaded = False

    def forget(self) -> None:
        """Read all rows again when they are needed."""
        self._loaded = False

    def load(self, progress: Progress = silent) -> None:
        """Read the rows, unless they are known."""
        if self._loaded:
            return
        self._of_row.clear()
        rows = self._read("1", ())
        for n, (rowid, *values) in enumerate(rows):
            if n % BLOCK == 0:
                progress(n, len(rows))
            self._of_row[rowid] = self._number(tuple(values))
        self._loaded = True

    def renew(self, where: str, args: Sequence[Any]) -> None:
        """Read again the rows that changed: SQL of ours, and its values."""
        if self._loaded:
            for rowid, *values in self._read(where, args):
                self._of_row[rowid] = self._number(tuple(values))

    def matching(self, chosen: Chosen, among: Iterable[int]) -> array[int]:
        """Return those rowids that have one of the chosen values in every chosen field."""
        wanted = {n for n, values in enumerate(self._combinations) if self._fits(values, chosen)}
        known = self._of_row
        return array("q", (rowid for rowid in among if known.get(rowid, -1) in wanted))

    def counts(self, key: str, chosen: Chosen, among: Iterable[int]) -> Counter[Value]:
        """Return how many of these rows have each value of a field, the others as chosen."""
        others = {other: values for other, values in chosen.items() if other != key}
        place = self._keys.index(key)
        known = self._of_row
        found: Counter[Value] = Counter()
        for number, count in Counter(known.get(rowid, -1) for rowid in among).items():
            if number >= 0 and self._fits(self._combinations[number], others):
                found[self._combinations[number][place]] += count
        return found

    def _fits(self, values: tuple[Value, ...], chosen: Chosen) -> bool:
        return all(values[self._keys.index(key)] in wanted for key, wanted in chosen.items())

    def _number(self, values: tuple[Value, ...]) -> int:
        if values not in self._numbers:
            self._numbers[values] = len(self._combinations)
            self._combinations.append(values)
        return self._numbers[values]
