"""Reads the days of the measures for their burn-down."""

from __future__ import annotations

from datetime import date

from register.book import Book
from register.charts.burn_data import BurnData, Work, burn_down
from register.entities import MEASURE
from register.entities.treatment import MeasureStatus
from register.i18n import today


def measures_burnt(book: Book, day: date | None = None) -> BurnData:
    """Return the burn-down of the register's measures up to a day (default: today)."""
    kept = f"ifnull(status, '') <> '{MeasureStatus.CANCELLED}'"
    rows = book.table(MEASURE).values("start_on", "due_on", "done_on", "status", where=kept)
    works = (
        Work(_day(start), _day(due), _day(done), status == MeasureStatus.DONE)
        for start, due, done, status in rows
    )
    return burn_down(works, day or today())


def open_measures(book: Book) -> frozenset[str]:
    """Return the ids of the measures that are neither done nor cancelled."""
    over = (str(MeasureStatus.DONE), str(MeasureStatus.CANCELLED))
    rows = book.table(MEASURE).values("id", where="ifnull(status, '') not in (?, ?)", args=over)
    return frozenset(row[0] for row in rows)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
