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
    if indicator.frequency is None:
        return None
    began = indicator.active_from
    last = indicator.last_reading
    if last is not None and (began is None or last >= began):
        due = Due(_after(last, indicator.frequency), _late(last, indicator.frequency))
    elif began is not None:
        due = Due(began, _late(began, indicator.frequency))
    else:
        return None
    ended = indicator.active_to is not None and due.day > indicator.active_to
    return None if ended else due


def is_late(indicator: Indicator, today: date) -> bool:
    """Tell whether a reading of an indicator that is watched today is late."""
    due = next_due(indicator)
    return due is not None and is_active(indicator, today) and due.is_late(today)


def due_days(indicator: Indicator, first: date, last: date) -> Iterator[date]:
    """Yield the days from ``first`` to ``last`` on which readings fall due, as they now stand."""
    due = next_due(indicator)
    if due is None or indicator.frequency is None:
        return
    day = due.day
    while day <= last:
        if day >= first and is_active(indicator, day):
            yield day
        if day == date.max:
            return
        day = _after(day, indicator.frequency)


def gaps(frequency: Frequency | None, days: Sequence[date]) -> list[tuple[date, date]]:
    """Return the pairs of days in a row between which a reading was missing.

    ``days`` stand in order; the end of the last gap may be the day of today.
    """
    if frequency is None:
        return []
    return [(one, other) for one, other in pairwise(days) if other >= _late(one, frequency)]


def _after(day: date, frequency: Frequency) -> date:
    if frequency in _MONTHS:
        return _months_after(day, _MONTHS[frequency])
    return _days_after(day, 7 if frequency is Frequency.WEEKLY else 1)


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
