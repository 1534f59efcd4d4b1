"""What is to be looked at now, and why: risks whose day has come, that are asked for, or come soon.

The database picks and sorts; of each reason only the first are read, and all are counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from register import storage
from register.book import Book
from register.entities.obligation import ObligationStatus
from register.entities.risk import LevelKey, RiskStatus
from register.i18n import N_
from register.rhythm import INTERVALS

SOON = 30
"""Reviews due in fewer days than this are shown."""
MOST = 200
"""How many of one reason are read."""


class Why(StrEnum):
    """Why something stands in the queue; a risk stands under the first that holds."""

    OVERDUE = "overdue"
    ASKED = "asked"
    SOON = "soon"
    OBLIGATION = "obligation"


WHYS = {
    Why.OVERDUE: N_("Overdue"),
    Why.ASKED: N_("Asked for"),
    Why.SOON: N_("Due in 30 days"),
    Why.OBLIGATION: N_("Obligations to look at"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at; ``day``: when it is due, or since when it is asked for.

    level, method: of a risk, as it is rated now.
    """

    table: str
    record: str
    number: str
    title: str
    level: LevelKey | None
    day: date | None
    reasons: int = 0
    method: str | None = None


@dataclass(slots=True)
class Queue:
    """By reason the first items, the worst level first, and how many there are in all."""

    items: dict[Why, list[Item]] = field(default_factory=dict)
    counts: dict[Why, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many things stand in the queue."""
        return sum(self.counts.values())


_RANK = (
    "case current_level when 'extreme' then 4 when 'high' then 3 "
    "when 'moderate' then 2 when 'low' then 1 end"
)
_DAYS = " ".join(f"when '{level}' then {days}" for level, days in INTERVALS.items() if level)
FIRST_DUE = (
    "date(raised_on, '+' || coalesce(review_interval, "
    f"case current_level {_DAYS} else {INTERVALS[None]} end) || ' days')"
)
"""The first review of a risk: an interval after it was raised."""
LIVE = f"ifnull(status, '') not in ('{RiskStatus.CLOSED}', '{RiskStatus.REJECTED}')"
DUE = f"coalesce(next_review, {FIRST_DUE})"
"""The day of a risk's next review; one never looked at is due an interval after it was raised."""
_OPEN = "select risk from review_requests where review is null"
_UNASKED = f"id not in ({_OPEN})"
LOOK_DUE = f"ifnull(status, '') <> '{ObligationStatus.GONE}' and next_look <= ?"


_LATE = "(next_review < ?1 or (next_review is null and raised_on is not null and {first} < ?1))"
_NEAR = (
    "(next_review between ?1 and ?2"
    " or (next_review is null and raised_on is not null and {first} between ?1 and ?2))"
)
_TERMS = {
    Why.OVERDUE: f"{LIVE} and {_LATE.format(first=FIRST_DUE)}",
    Why.ASKED: f"{LIVE} and id in ({_OPEN}) and not ifnull({_LATE.format(first=FIRST_DUE)}, 0)",
    Why.SOON: f"{LIVE} and {_UNASKED} and {_NEAR.format(first=FIRST_DUE)}",
}
_SINCE = "(select min(raised_on) from review_requests where review is null and risk = risks.id)"


def queue(book: Book, today: date) -> Queue:
    """Return what is to be looked at: the worst level first, then the longest waiting."""
    found = Queue(counts=review_counts(book, today))
    for why, where in _TERMS.items():
        args = _args(why, today)
        found.items[why] = _risks(book, why, where, args) if found.counts[why] else []
    found.items[Why.OBLIGATION] = _obligations(book, today)
    return found


def review_counts(book: Book, today: date) -> dict[Why, int]:
    """Return how many things stand under each reason."""
    found = {why: _count(book, "risks", where, _args(why, today)) for why, where in _TERMS.items()}
    found[Why.OBLIGATION] = _count(book, "obligations", LOOK_DUE, [today.isoformat()])
    return found


def _args(why: Why, today: date) -> list[str]:
    last = today + timedelta(days=SOON - 1)  # a risk looked at every 30 days goes
    return [day.isoformat() for day in ((today, last) if why is Why.SOON else (today,))]


def _count(book: Book, table: str, where: str, args: list[str]) -> int:
    sql = f"select count(*) from {table} where {where}"
    return int(storage.fetch(book.reader(), sql, args)[0][0])


def _risks(book: Book, why: Why, where: str, args: list[str]) -> list[Item]:
    day = _SINCE if why is Why.ASKED else DUE
    sql = (
        f"select id, number, title, current_level, {day} as due, (select count(*) from "
        "review_requests where review is null and risk = risks.id), current_method from risks "
        f"where {where} order by {_RANK} desc nulls last, due, rowid limit {MOST}"
    )
    return [_item("risks", *row) for row in storage.fetch(book.reader(), sql, args)]


def _obligations(book: Book, today: date) -> list[Item]:
    sql = (
        f"select id, number, title, null, next_look from obligations where {LOOK_DUE} "
        f"order by next_look, rowid limit {MOST}"
    )
    rows = storage.fetch(book.reader(), sql, [today.isoformat()])
    return [_item("obligations", *row) for row in rows]


def _item(  # noqa: PLR0913 - the columns of one row
    table: str,
    key: str,
    number: str,
    title: str,
    level: Any,
    day: Any,
    reasons: int = 0,
    method: str | None = None,
) -> Item:
    known = LevelKey(level) if level in set(LevelKey) else None
    try:
        due = date.fromisoformat(day) if day else None
    except ValueError:  # a damaged value reads as empty
        due = None
    return Item(table, key, number, title, known, due, reasons, method)
