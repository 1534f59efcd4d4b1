"""The calendar of readings: what was taken, missed, is late, due or to come, week by week.

A day on which a reading was due follows from the reading before it (see register.watching.days).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from itertools import groupby
from operator import attrgetter

from register.book import Book
from register.entities import INDICATOR, READING, Indicator
from register.entities.indicator import Colour
from register.watching.days import due_after, dues, is_active, missed, nearer

WEEK = timedelta(days=7)
Span = tuple[date, date]
YEARS = (1900, 2999)
_JOINED = "select r.rowid from indicators i cross join readings r on r.indicator = i.id"
_ONE = "select (select rowid from readings r where r.indicator = i.id and"
_AROUND = (
    f"rowid in ({_JOINED} where r.taken_on between ? and ?"
    f" union {_ONE} r.taken_on < ? order by r.taken_on desc limit 1) from indicators i"
    f" union {_ONE} r.taken_on > ? order by r.taken_on limit 1) from indicators i)"
)
"""The readings between two days, and of each indicator the last before and the first after them."""


class State(IntEnum):
    """How a reading stands; of several the highest tells how they stand together."""

    COMING = 0
    TAKEN = 1
    TAKEN_LATE = 2
    MISSED = 3
    DUE = 4
    LATE = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """A reading that was taken on a day, or was or is to be taken."""

    day: date
    state: State
    value: float | None = None
    colour: Colour | None = None

    @property
    def is_taken(self) -> bool:
        """Whether there is a reading."""
        return self.state in (State.TAKEN, State.TAKEN_LATE)


@dataclass(frozen=True)
class Row:
    """The marks of an indicator, in order of days."""

    indicator: Indicator
    marks: tuple[Mark, ...]

    @property
    def collector(self) -> str | None:
        """Return who takes the readings: the id of a person."""
        return self.indicator.collector or self.indicator.owner

    def week(self, monday: date) -> list[Mark]:
        """Return the marks of a week."""
        return [mark for mark in self.marks if monday <= mark.day < monday + WEEK]


@dataclass(frozen=True, slots=True)
class _Taken:
    indicator: str
    day: date
    value: float | None
    colour: Colour | None


def weeks_of(month: date) -> list[date]:
    """Return the Mondays of the weeks that have a day of the month."""
    monday = month.replace(day=1)
    monday -= timedelta(days=monday.weekday())
    following = month_after(month, 1)
    return [day for n in range(6) if (day := monday + n * WEEK) < following]


def month_after(month: date, count: int) -> date:
    """Return the first day of the month so many months later, within YEARS."""
    years, place = divmod(month.month - 1 + count, 12)
    year = month.year + years
    if not YEARS[0] <= year <= YEARS[1]:
        return month.replace(day=1)
    return date(year, place + 1, 1)


def calendar_rows(book: Book, month: date, today: date) -> list[Row]:
    """Return the indicators that are watched in the weeks of a month, by number, with their marks."""
    weeks = weeks_of(month)
    first, last = weeks[0], weeks[-1] + WEEK - timedelta(days=1)
    taken = _readings(book, first, last)
    found = []
    for item in book.table(INDICATOR).all():
        if _is_watched(item, first, last):
            past = _past(item, taken.get(item.id, ()), (first, last))
            marks = [*past, *_open(item, (first, last), today)]
            shown = (mark for mark in marks if first <= mark.day <= last)
            found.append(Row(item, tuple(sorted(shown, key=attrgetter("day", "state")))))
    return sorted(found, key=lambda row: (len(row.indicator.number), row.indicator.number))


# inside --------------------------------------------------------------------------------------


def _is_watched(item: Indicator, first: date, last: date) -> bool:
    begins, ends = item.active_from, item.active_to
    return (begins is None or begins <= last) and (ends is None or ends >= first)


def _readings(book: Book, first: date, last: date) -> dict[str, list[_Taken]]:
    """Return by indicator its readings of these days, with the one before and the one after."""
    days = [first.isoformat(), last.isoformat()]
    keys = ("indicator", "taken_on", "value", "colour")
    rows = book.table(READING).values(*keys, where=_AROUND, args=[*days, *days])
    found = [
        _Taken(indicator, date.fromisoformat(day), value, Colour(colour) if colour else None)
        for indicator, day, value, colour in rows
    ]
    found.sort(key=attrgetter("indicator", "day"))
    return {key: list(taken) for key, taken in groupby(found, key=attrgetter("indicator"))}


def _past(item: Indicator, readings: Sequence[_Taken], span: Span) -> Iterator[Mark]:
    """Yield the readings, and before each what was not taken in time."""
    before = None
    for taken in readings:
        due, is_late = due_after(item, before), False
        if due is not None and item.frequency is not None:
            due = nearer(due, item.frequency, min(span[0], taken.day))
            days, is_late = missed(item.frequency, due, taken.day, span[1])
            yield from (Mark(day, State.MISSED) for day in days if is_active(item, day))
        state = State.TAKEN_LATE if is_late else State.TAKEN
        yield Mark(taken.day, state, taken.value, taken.colour)
        before = taken.day


def _open(item: Indicator, span: Span, today: date) -> Iterator[Mark]:
    """Yield what is still to be taken."""
    if item.last_reading is None and item.active_from is None and item.frequency is not None:
        yield Mark(today, State.DUE)  # nothing says since when, so it is due now
        return
    for due in dues(item, *span):
        late = State.LATE if due.is_late(today) else State.DUE
        yield Mark(due.day, State.COMING if due.day > today else late)
