"""Reads from a register what the chart of an indicator shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from register.book import Book
from register.charts.indicator_data import Band, Event, IndicatorData, Point
from register.entities import (
    INDICATOR,
    INDICATOR_RISK,
    MEASURE,
    REVIEW,
    RISK,
    WARNING,
    WARNING_STEP,
    Indicator,
)
from register.entities.indicator import Direction
from register.entities.treatment import MeasureStatus
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
        events=sorted(_events(book, indicator, until), key=lambda event: event.day),
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


def _events(book: Book, indicator: Indicator, until: date) -> Iterator[Event]:
    """Yield what happened to an indicator's warnings and risks, up to a day."""
    links = book.table(INDICATOR_RISK).find(indicator=indicator.id)
    risks = list(dict.fromkeys(link.risk for link in links if link.risk))
    found = [*_warnings(book, indicator.id), *_measures(book, risks), *_reviews(book, risks)]
    for source in book.catalog.events:
        found += source(book, risks)
    yield from (event for event in found if event.day <= until)


def _warnings(book: Book, indicator_id: str) -> Iterator[Event]:
    for order in book.table(WARNING).find(indicator=indicator_id):
        about = (order.number, WARNING.title(order), WARNING.table, order.id)
        for step in book.table(WARNING_STEP).find(warning=order.id):
            if step.deed in _KINDS and step.at is not None:
                yield Event(local_day(step.at), _KINDS[step.deed], *about)


def _measures(book: Book, risks: Iterable[str]) -> Iterator[Event]:
    for risk in risks:
        for item in book.table(MEASURE).find(risk=risk, status=MeasureStatus.DONE):
            if item.done_on is not None:
                title = MEASURE.title(item)
                yield Event(item.done_on, "measure", item.number, title, MEASURE.table, item.id)


def _reviews(book: Book, risks: Iterable[str]) -> Iterator[Event]:
    for risk in book.table(RISK).page(list(risks)):
        about = (risk.number, RISK.title(risk), RISK.table, risk.id)
        for review in book.table(REVIEW).find(risk=risk.id):
            if review.reviewed_on is not None:
                yield Event(review.reviewed_on, "review", *about)


def local_day(moment: datetime) -> date:
    """Return the day of a moment where the reader is."""
    return moment.astimezone().date()
