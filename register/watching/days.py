"""When readings of an indicator are due, and when they are late: plain functions over days.

A reading is late when the one before it is older than its frequency and a grace allow; the
limits are those that the field's programs use: 36 hours, 8, 32, 95 and 370 days.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from register.entities.indicator import Frequency, Indicator

HOURS = {
    Frequency.DAILY: 36,
    Frequency.WEEKLY: 8 * 24,
    Frequency.MONTHLY: 32 * 24,
    Frequency.QUARTERLY: 95 * 24,
    Frequency.YEARLY: 370 * 24,
}
"""How old a reading may become, by frequency."""
_DAYS = {Frequency.DAILY: 1, Frequency.WEEKLY: 7}
_DAYS_KEPT = 3  # readings before a day that are looked at one by one
_MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.YEARLY: 12}


@dataclass(frozen=True, slots=True)
class Due:
    """The next reading of an indicator; ``late_from``: the first day on which it is late."""

    day: date
    late_from: date

    def is_late(self, today: date) -> bool:
        """Tell whether it is late."""
        return today >= self.late_from


def is_active(indicator: Indicator, day: date) -> bool:
    """Tell whether an indicator is watched on a day."""
    begins, ends = indicator.active_from, indicator.active_to
    return (begins is None or begins <= day) and (ends is None or day <= ends)


def next_due(indicator: Indicator) -> Due | None:
    """Return the next reading that is due; None where nothing says when.

    It follows the last reading, else the day from which the indicator is watched.
    """
    due = due_after(indicator, indicator.last_reading)
    ended = due and indicator.active_to is not None and due.day > indicator.active_to
    return None if ended else due


def due_after(indicator: Indicator, last: date | None) -> Due | None:
    """Return the reading that is due when ``last`` was the day of the last one; None: never read."""
    if indicator.frequency is None:
        return None
    began = indicator.active_from
    if last is not None and (began is None or last >= began):
        return _due_after(last, indicator.frequency)
    if began is not None:
        return Due(began, _late(began, indicator.frequency))
    return None


def is_late(indicator: Indicator, today: date) -> bool:
    """Tell whether a reading of an indicator that is watched today is late."""
    due = next_due(indicator)
    return due is not None and is_active(indicator, today) and due.is_late(today)


def due_days(indicator: Indicator, first: date, last: date) -> Iterator[date]:
    """Yield the days from ``first`` to ``last`` on which readings fall due, as they now stand."""
    yield from (due.day for due in dues(indicator, first, last))


def dues(indicator: Indicator, first: date, last: date) -> Iterator[Due]:
    """Yield the readings that fall due from ``first`` to ``last``, as they now stand."""
    due = next_due(indicator)
    if due is None or indicator.frequency is None:
        return
    due = nearer(due, indicator.frequency, first)
    while due is not None and due.day <= last:
        if due.day >= first and is_active(indicator, due.day):
            yield due
        due = _due_after(due.day, indicator.frequency) if due.day < date.max else None


def nearer(due: Due, frequency: Frequency, day: date) -> Due:
    """Return what falls due a little before a day, in one leap where each is so many days apart."""
    if frequency in _MONTHS:
        return due
    apart = _DAYS[frequency]
    count = (day - due.day).days // apart - _DAYS_KEPT
    return _due_after(due.day + timedelta(days=count * apart), frequency) if count > 0 else due


def missed(
    frequency: Frequency, due: Due, taken: date, last: date = date.max
) -> tuple[list[date], bool]:
    """Return what was not read before a reading of the day ``taken``; ``due``: what was due first.

    The days, up to ``last``, of those that were never taken, and whether the reading came late.
    """
    days: list[date] = []
    while taken >= due.late_from and due.day <= last:
        following = _due_after(due.day, frequency)
        if following.day > taken or following.day == due.day:
            return days, following.day > taken
        days.append(due.day)
        due = following
    return days, False


def gaps(frequency: Frequency | None, days: Sequence[date]) -> list[tuple[date, date]]:
    """Return the pairs of days in a row between which a reading was missing.

    ``days`` stand in order; the end of the last gap may be the day of today.
    """
    if frequency is None:
        return []
    return [(one, other) for one, other in pairwise(days) if other >= _late(one, frequency)]


def _due_after(day: date, frequency: Frequency) -> Due:
    """Return what is due when the reading before it is of that day."""
    return Due(_after(day, frequency), _late(day, frequency))


def _after(day: date, frequency: Frequency) -> date:
    if frequency in _MONTHS:
        return _months_after(day, _MONTHS[frequency])
    return _days_after(day, _DAYS[frequency])


def _late(day: date, frequency: Frequency) -> date:
    """Return the first day on which a reading of that day is older than the limit."""
    return _days_after(day, HOURS[frequency] // 24 + 1)


def _days_after(day: date, count: int) -> date:
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return date.max


def _months_after(day: date, count: int) -> date:
    """Return the same day of a later month, or the last one of a month that is shorter."""
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
