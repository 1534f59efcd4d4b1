"""Which drills were held of the plans that answer risks, for the courses that risks are watched by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drills.entities import DRILL, DRILL_PLAN
from drills.standing import HELD
from register.book import Book
from register.charts.indicator_book import local_day
from register.charts.indicator_data import Event
from register.entities import PLAN_RISK


def held_drills(book: Book, risks: Sequence[str]) -> Iterator[Event]:
    """Yield each drill once that rehearsed a plan of one of the risks, on the day it began."""
    plans = _linked(book, PLAN_RISK.table, "plan", "risk", risks)
    found = _linked(book, DRILL_PLAN.table, "drill", "plan", plans)
    for drill in book.table(DRILL).page(found):
        if drill.status in HELD and drill.starts_at is not None:
            day, title = local_day(drill.starts_at), DRILL.title(drill)
            yield Event(day, "drill", drill.number, title, DRILL.table, drill.id)


def _linked(book: Book, table: str, wanted: str, by: str, ids: Sequence[str]) -> list[str]:
    """Return what links lead to, each once."""
    links = book.table_named(table)
    rows = [row for key in ids for row in links.values(wanted, where=f"{by} = ?", args=[key])]
    return list(dict.fromkeys(str(key) for (key,) in rows if key))
