"""Numbers for people, such as ``R-001`` or ``D-2026-03``, from series with a site prefix."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from register.book import Book
from register.entities import SERIES
from register.entities.about import NumberSeries
from register.entity import AnyEntity, seed_id
from register.i18n import today

_ENDING = re.compile(r"(\d{1,9})$")


def next_number(book: Book, entity: AnyEntity, day: date | datetime | None = None) -> str:
    """Return the next number of an entity and remember it; inside a change.

    ``day`` gives the year where the number carries one (default: today).
    """
    name = _series_name(entity, day)
    series = _series(book, name)
    number, last = _free_number(book, entity, name, series.last or 0)
    book.table(SERIES).save(replace(series, last=last))
    return number


def take_numbers(book: Book, entity: AnyEntity, numbers: list[str]) -> None:
    """Continue the series after the highest counter in numbers that came from elsewhere."""
    highest = max((counter_of(number) for number in numbers), default=0)
    series = _series(book, _series_name(entity, None))
    if highest > (series.last or 0):
        book.table(SERIES).save(replace(series, last=highest))


def counter_of(number: str) -> int:
    """Return the counter at the end of a number, 0 when there is none."""
    found = _ENDING.search(number)
    return int(found.group(1)) if found else 0


def _free_number(book: Book, entity: AnyEntity, name: str, last: int) -> tuple[str, int]:
    assert entity.series is not None
    prefix = book.about.prefix
    while True:
        last += 1
        number = f"{prefix}{'-' if prefix else ''}{name}-{last:0{entity.series.digits}d}"
        if not book.table(entity).count(number=number):
            return number, last


def _series_name(entity: AnyEntity, day: date | datetime | None) -> str:
    assert entity.series is not None
    if entity.series.dated_by is None:
        return entity.series.letter
    if isinstance(day, datetime):
        day = day.astimezone().date()
    return f"{entity.series.letter}-{(day or today()).year}"


def _series(book: Book, name: str) -> NumberSeries:
    key = seed_id(f"series {name}")
    return book.table(SERIES).get(key) or NumberSeries(id=key, name=name)
