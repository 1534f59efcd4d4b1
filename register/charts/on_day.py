"""The heat map between two days: where each risk stood, by the assessments dated until then.

Of a tier the latest assessment counts, as in the risk's own columns. A risk that was raised later
or closed by that day is left out, where the register knows it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from register import storage
from register.assess import active_method
from register.book import Book
from register.charts.data import Cell, HeatMapData, Place, moves_of
from register.charts.from_book import EVERY, NUMBERS, Named, terms, with_matrix
from register.entities.risk import RiskKind, RiskStatus, Tier
from register.methods import oldest_method
from register.scoring import Method

_SETTLED = f"ifnull(risks.status, '') in ('{RiskStatus.CLOSED}', '{RiskStatus.REJECTED}')"
_LATEST = (
    "left join assessments as {name} on {name}.rowid = (select rowid from assessments "
    "where risk = risks.id and tier = ? and assessed_on <= ? "
    "order by assessed_on desc, rowid desc limit 1)"
)
_THEN = (
    f"ifnull(risks.raised_on, '') <= ?, {_SETTLED} and ifnull(risks.closed_on, '') <= ?, "
    "{name}.likelihood, {name}.impact, {name}.level, {name}.method"
)
_NOW = f"1, {_SETTLED}, {{0}}_likelihood, {{0}}_impact, {{0}}_level, {{0}}_method"


@dataclass(frozen=True, slots=True)
class Spell:
    """What is compared: a tier as it stood at the end of ``since``, and of ``until`` (None: now)."""

    tier: Tier
    since: date
    until: date | None = None


@dataclass(frozen=True)
class BetweenDays:
    """A map with the movements since a day, and the risks that stand in its cells."""

    data: HeatMapData
    inside: Mapping[Place, tuple[Named, ...]]
    without: tuple[Named, ...] = ()

    def risks_in(self, places: Iterable[Place], most: int = -1) -> list[Named]:
        """Return the risks in cells, in order of number; no more than ``most``."""
        found = [risk for place in places for risk in self.inside.get(place, ())]
        found.sort(key=lambda risk: (len(risk[1]), risk[1]))
        return found if most < 0 else found[:most]


@dataclass(frozen=True, slots=True)
class _At:
    """Where one risk stands on one day: in a cell, or in which of the counts beside the map."""

    place: Place | None
    beside: str = ""


Stood = tuple[Named, _At, _At]


def between_days(
    book: Book,
    spell: Spell,
    wanted: Mapping[str, str | None] = EVERY,
    method: Method | None = None,
) -> BetweenDays:
    """Return the map of a tier at the end of a spell, with the movements since it began.

    wanted, method: as in heat_map_data. At 100,000 risks it takes most of a second.
    """
    method = with_matrix(method or active_method(book))
    found = _Found()
    for stood in _Read(book, method).rows(spell, wanted):
        found.add(*stood)
    return found.result(method, spell)


class _Found:
    """Collects risks with where they stood."""

    def __init__(self) -> None:
        self._inside: dict[Place, list[Named]] = defaultdict(list)
        self._without: list[Named] = []
        self._beside: dict[str, Any] = Counter()
        self._ways: list[tuple[str, Place, Place]] = []

    def add(self, risk: Named, before: _At, now: _At) -> None:
        """Take in a risk, in order of number."""
        if now.place is not None:
            self._inside[now.place].append(risk)
        elif now.beside:
            self._beside[now.beside] += 1
            if now.beside == "not_rated":
                self._without.append(risk)
        if before.place is None or now.place is None:
            self._beside["came"] += now.place is not None
            self._beside["left"] += before.place is not None
        elif before.place != now.place:
            self._ways.append((risk[1], before.place, now.place))

    def result(self, method: Method, spell: Spell) -> BetweenDays:
        """Return the map; a movement has the number of its first risk, more have no room."""
        cells = {
            place: Cell(len(risks), tuple(risk[1] for risk in risks[:NUMBERS]))
            for place, risks in sorted(self._inside.items())
        }
        moves = tuple(replace(move, numbers=move.numbers[:1]) for move in moves_of(self._ways))
        data = HeatMapData(
            method,
            spell.tier,
            cells,
            moves=moves,
            since=spell.since,
            on=spell.until,
            **self._beside,
        )
        inside = {place: tuple(risks) for place, risks in self._inside.items()}
        return BetweenDays(data, inside, tuple(self._without))


class _Read:
    """Reads risks with where they stood; every name in its SQL is ours."""

    def __init__(self, book: Book, method: Method) -> None:
        self._book, self._method = book, method
        self._oldest = oldest_method(book)
        self._answers: dict[tuple[Any, ...], _At] = {}

    def rows(self, spell: Spell, wanted: Mapping[str, str | None]) -> Iterator[Stood]:
        """Yield each risk with where it stood at the beginning and at the end of a spell."""
        which, args = terms(wanted)
        days = [day.isoformat() for day in (spell.since, spell.until) if day]
        ends = [(f"at_{n}", _LATEST.format(name=f"at_{n}")) for n in range(len(days))]
        shown = [_THEN.format(name=name) for name, _join in ends]
        shown += [] if spell.until else [_NOW.format(spell.tier)]
        sql = (
            f"select risks.id, number, title, {', '.join(shown)} "
            f"from risks {' '.join(join for _name, join in ends)} "
            f"where ifnull(kind, '{RiskKind.THREAT}') = ? and {which} "
            "order by length(number), number"
        )
        given: list[Any] = [day for day in days for _place in range(2)]
        given += [value for day in days for value in (str(spell.tier), day)]
        given += [str(self._method.subject), *args]
        for row in storage.fetch(self._book.reader(), sql, given):
            yield row[:3], self._known(row[3:9]), self._known(row[9:])

    def _known(self, stored: tuple[Any, ...]) -> _At:
        """Return where a risk stood; the same few answers hold for most risks."""
        if stored not in self._answers:
            self._answers[stored] = self._at(*stored)
        return self._answers[stored]

    def _at(
        self,
        raised: int,
        closed: int,
        likelihood: float | None,
        impact: float | None,
        level: str | None,
        method: str | None,
    ) -> _At:
        if not raised:
            return _At(None)
        if closed:
            return _At(None, "closed")
        if level is not None and (method or self._oldest) != self._method.id:
            return _At(None, "elsewhere")
        rows, columns = self._method.size
        if likelihood in range(1, rows + 1) and impact in range(1, columns + 1):
            return _At((int(likelihood or 0), int(impact or 0)))
        return _At(None, "not_rated")
