"""What a heat map shows, as plain numbers.

A risk without a rating is counted beside the map, never put into a cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from register.i18n import ngettext
from register.scoring import Method, rate

Place = tuple[int, int]
"""A cell: likelihood and impact, counted from 1."""
MOST_ARROWS = 12
"""More arrows than these cannot be told apart."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The risks of one cell: how many, and the numbers of some of them, in order."""

    count: int
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """Risks that stand in one cell in the first tier, or on the earlier day, and in another then."""

    start: Place
    end: Place
    count: int
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class HeatMapData:
    """A heat map of one tier; with ``second`` also of the way to another tier, with ``since`` of
    the way from where the risks stood on an earlier day.

    tier, second: the tier's stored key. Cells without risks are not given. closed: risks
    that no longer stand on the map. undrawn: risks that move, but have no arrow. elsewhere:
    risks that another method rates. on: the day shown, None for now. came, left: risks that stand
    in a cell on one of the two days only.
    """

    method: Method
    tier: str
    cells: Mapping[Place, Cell]
    not_rated: int = 0
    closed: int = 0
    second: str = ""
    moves: tuple[Move, ...] = field(default=())
    undrawn: int = 0
    elsewhere: int = 0
    since: date | None = None
    on: date | None = None
    came: int = 0
    left: int = 0

    @property
    def compared(self) -> bool:
        """Tell whether arrows are asked for."""
        return bool(self.second or self.since)

    @property
    def moved(self) -> int:
        """Return how many risks move to another cell."""
        return sum(move.count for move in self.moves) + self.undrawn

    @property
    def rated(self) -> int:
        """Return how many risks stand in the cells."""
        return sum(cell.count for cell in self.cells.values())

    def level_counts(self) -> dict[str, int]:
        """Return how many risks each level has, by key, lowest first."""
        counts = dict.fromkeys((level.key for level in self.method.levels), 0)
        for (likelihood, impact), cell in self.cells.items():
            counts[rate(self.method, likelihood, impact).level or ""] += cell.count
        return counts


Row = tuple[str, int | None, int | None]
"""A risk's number, likelihood and impact."""


def from_rows(method: Method, tier: str, rows: Iterable[Row]) -> HeatMapData:
    """Return the map of risks given as number, likelihood and impact; None is not rated."""
    cells: dict[Place, list[str]] = defaultdict(list)
    not_rated = 0
    for number, likelihood, impact in rows:
        if likelihood is None or impact is None:
            not_rated += 1
        else:
            cells[likelihood, impact].append(number)
    counted = {place: Cell(len(numbers), tuple(numbers)) for place, numbers in cells.items()}
    return HeatMapData(method, tier, counted, not_rated)


def moves_of(rows: Iterable[tuple[str, Place, Place]]) -> tuple[Move, ...]:
    """Return the movements of risks given as number, first and second place; who stays is left out."""
    found: dict[tuple[Place, Place], list[str]] = defaultdict(list)
    for number, start, end in rows:
        if start != end:
            found[start, end].append(number)
    return tuple(
        Move(start, end, len(numbers), tuple(numbers))
        for (start, end), numbers in sorted(found.items())
    )


def legible(data: HeatMapData, place: Place | None = None) -> HeatMapData:
    """Return the map with no more arrows than can be told apart.

    place: only arrows that start or end there are kept; of too many, those of most risks.
    """
    asked = (move for move in data.moves if place is None or place in (move.start, move.end))
    moves = sorted(asked, key=lambda move: (-move.count, move.start, move.end))[:MOST_ARROWS]
    undrawn = data.moved - sum(move.count for move in moves)
    return replace(data, moves=tuple(moves), undrawn=undrawn)


def elsewhere_words(data: HeatMapData) -> str:
    """Return how many risks another method rates; nothing for none."""
    if not data.elsewhere:
        return ""
    text = ngettext(
        "{count} rated by another method", "{count} rated by another method", data.elsewhere
    )
    return text.format(count=data.elsewhere)
