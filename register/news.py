"""What others did to a register since this computer last had it open."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from register import storage


@dataclass(frozen=True, slots=True)
class News:
    """How many steps each person made, most first, and when the first of them was made."""

    steps: tuple[tuple[str, int], ...]
    first: datetime

    @property
    def count(self) -> int:
        """Return how many steps there are."""
        return sum(count for _who, count in self.steps)


def between(connection: sqlite3.Connection, after: int, last: int) -> News | None:
    """Return what the history holds after a step up to another; None when that is nothing."""
    sql = (
        "select who, count(*), min(at) from history where seq > ? and seq <= ? and kind <> 'start' "
        "group by who order by count(*) desc, who"
    )
    rows = storage.fetch(connection, sql, (after, last))
    if not rows:
        return None
    first = min(datetime.fromisoformat(row[2]) for row in rows)
    return News(tuple((who, count) for who, count, _at in rows), first)
