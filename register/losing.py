"""What going back to a snapshot would change: records then and now, and the steps made since.

Nothing is written; both sides are read as copies, so it may run on a thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from register import history, shelf, storage
from register.backup import Snapshot
from register.book import Book
from register.catalog import Catalog
from register.errors import RegisterError
from register.history import Entry
from register.progress import Progress, silent

COUNTED = ("risks", "plans", "teams", "people", "drills")
MOST_STEPS = 300


@dataclass(frozen=True, slots=True)
class State:
    """How a register stands.

    ``counts``: records by table; ``hashes``: of its steps, from the first; ``entries``: the
    latest steps, newest first.
    """

    counts: Mapping[str, int]
    hashes: Sequence[str]
    entries: Sequence[Entry] = field(default=())


@dataclass(frozen=True, slots=True)
class Loss:
    """What would change.

    ``now``: None when the register cannot be read, for the reason ``why``; ``steps``: how many
    of its steps would be gone, ``later`` the newest of them; ``again``: steps that the snapshot
    has and the register has no longer.
    """

    then: Mapping[str, int]
    now: Mapping[str, int] | None = None
    why: str = ""
    steps: int = 0
    later: Sequence[Entry] = ()
    again: int = 0


def state_of(book: Book) -> State:
    """Return how a register stands; for a worker give a copy."""
    tables = [table for table in COUNTED if table in book.catalog.by_table]
    counts = {table: book.table_named(table).count() for table in tables}
    connection = book.reader()
    rows = storage.fetch(connection, "select hash from history order by seq")
    entries = history.entries(connection, limit=MOST_STEPS)
    return State(counts, [row[0] for row in rows], entries)


def present(
    book: Book | None, register: Path, catalog: Catalog, progress: Progress = silent
) -> State | str:
    """Return how a register stands now, open or closed, or why it cannot be read."""
    try:
        with book.copy() if book else shelf.read_copy(register, catalog, progress) as copy:
            return state_of(copy)
    except RegisterError as error:
        return str(error)


def loss(chosen: Snapshot, now: State | str, catalog: Catalog, progress: Progress = silent) -> Loss:
    """Return what going back to a snapshot would change.

    Raises RegisterError when the snapshot itself cannot be read.
    """
    with shelf.read_copy(chosen.path, catalog, progress) as copy:
        then = state_of(copy)
    if isinstance(now, str):
        return Loss(then.counts, why=now)
    shared = shared_steps(then.hashes, now.hashes)
    return Loss(
        then.counts,
        now.counts,
        steps=len(now.hashes) - shared,
        later=[entry for entry in now.entries if entry.seq > shared],
        again=len(then.hashes) - shared,
    )


def shared_steps(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many steps two histories begin with in common."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
