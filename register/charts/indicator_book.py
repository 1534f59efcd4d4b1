"""Reads from a register what the chart of an indicator shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from register.book import Book
from register.charts.indicator_data import Band, Event, IndicatorData, Point
from register.entities import (
    INDICATOR,
    INDICATOR_RISK,
    REVIEW,
    RISK,
    WARNING,
    WARNING_STEP,
    Indicator,
)
from register.entities.indicator import Direction
from register.entities.warning import WarningDeed
from register.i18n import today
from register.watching.colours import bands
from register.watching.days import gaps, is_active
from register.watching.deeds import readings_of

MOST_POINTS = 400
_KINDS = {
    WarningDeed.ISSUE: "issued",
    WarningDeed.ADJUST: "adjusted",
    WarningDeed.LIFT: "lifted",
}


def indicator_data(book: Book, indicator: Indicator, until: date | None = None) -> IndicatorData:
    """Return the chart of an indicator; ``until``: the last day shown (default: today)."""
    until = until or today()
    points = [
        Point(item.taken_on, item.value, item.colour)
        for item in readings_of(book, indicator.id)
        if item.taken_on is not None and item.value is not None
    ][-MOST_POINTS:]
    days = [point.day for point in points]
    if days and is_active(indicator, until) and until > days[-1]:
        days.append(until)
    return IndicatorData(
        title=INDICATOR.title(indicator),
        measure=indicator.measure,
        points=points,
        bands=tuple(_bands(indicator)),
        target=indicator.target,
        gaps=gaps(indicator.frequency, days),
        events=sorted(_events(book, indicator), key=lambda event: event.day),
        until=until if points and until > points[-1].day else None,
    )


def _bands(indicator: Indicator) -> Iterator[Band]:
    """Yield the bands as values that are read; away from a target each colour has two."""
    target = indicator.target
    for colour, begin, end in bands(indicator):
        if indicator.direction is Direction.LOWER:
            yield Band(colour, end, begin)
        elif indicator.direction is not Direction.OUTSIDE:
            yield Band(colour, begin, end)
        elif target is not None:
            yield Band(colour, target + begin, None if end is None else target + end)
            yield Band(colour, None if end is None else target - end, target - begin)


def _events(book: Book, indicator: Indicator) -> Iterator[Event]:
    for order in book.table(WARNING).find(indicator=indicator.id):
        for step in book.table(WARNING_STEP).find(warning=order.id):
            if step.deed in _KINDS and step.at is not None:
                yield Event(_local_day(step.at), _KINDS[step.deed], order.number)
    for link in book.table(INDICATOR_RISK).find(indicator=indicator.id):
        risk = book.table(RISK).get(link.risk)
        for review in book.table(REVIEW).find(risk=link.risk):
            if review.reviewed_on is not None:
                yield Event(review.reviewed_on, "review", risk.number if risk else "")


def _local_day(moment: datetime) -> date:
    return moment.astimezone().date()
