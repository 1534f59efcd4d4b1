"""The history: stores every change set, chains them by hash, and reads them back.

It is append-only by trigger; undo and redo are entries of their own.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from register import storage
from register.changes import Change, ChangeSet, canonical, label_text
from register.entity import Row, new_id
from register.errors import DamagedError
from register.i18n import _, now
from register.progress import Progress, silent

GENESIS = "0" * 64
LAST = (1 << 63) - 1  # no step has a higher number


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: how many steps, and the hash of the last."""

    seq: int
    hash: str

    @property
    def short(self) -> str:
        """The form that is printed: step number and the first 12 digits."""
        return f"{self.seq}-{self.hash[:12]}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of the history. ``target``: the step that an undo or redo is about."""

    seq: int
    at: datetime
    who: str
    kind: str
    target: int | None
    label: str
    args: dict[str, Any]

    def text(self) -> str:
        """Return the label in the reader's language."""
        return label_text(self.label, self.args)


@dataclass(frozen=True, slots=True)
class Broken:
    """The first step at which the chain does not hold."""

    seq: int
    at: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which steps to return; what is empty does not narrow.

    ``record``: an id; ``text``: part of the number or title that a record has or had;
    ``since``, ``until``: moments with a time zone, the second is not included.
    """

    record: str | None = None
    text: str = ""
    who: str | None = None
    since: datetime | None = None
    until: datetime | None = None


_TITLES = """seq in (select seq from history_changes where record in (
  select record from history_changes where after is not null and json_valid(after) and instr(
    lower(coalesce(after ->> 'number', '') || ' ' || coalesce(after ->> 'title', '') || ' ' ||
          coalesce(after ->> 'name', '')), ?) > 0))"""
_ENTRY = "seq, at, who, kind, target, label, args"


EVERYTHING = Wanted()


def head(connection: sqlite3.Connection) -> Head:
    """Return the end of the chain; GENESIS for an empty history."""
    rows = storage.fetch(connection, "select seq, hash from history order by seq desc limit 1")
    return Head(*rows[0]) if rows else Head(0, GENESIS)


def append(connection: sqlite3.Connection, done: ChangeSet, who: str, last: Head) -> Head:
    """Store a change set after ``last``, inside the transaction that made it."""
    done.seq, done.who, done.at = last.seq + 1, who, now()
    rows = [
        (done.seq, n, c.table, c.id, canonical(c.before), c.text or canonical(c.after), c.digest)
        for n, c in enumerate(done.changes)
    ]
    at = done.at.strftime("%Y-%m-%dT%H:%M:%SZ")
    args = json.dumps(done.args, ensure_ascii=False, sort_keys=True)
    entry = (done.seq, new_id(), at, who, done.kind, done.target, done.label, args)
    value = chain_hash(last.hash, entry, (row[1:] for row in rows))
    connection.execute(
        "insert into history (seq, id, at, who, kind, target, label, args, previous, hash) "
        "values (?,?,?,?,?,?,?,?,?,?)",
        (*entry, last.hash, value),
    )
    connection.executemany("insert into history_changes values (?,?,?,?,?,?,?)", rows)
    return Head(done.seq, value)


def chain_hash(previous: str, entry: tuple[Any, ...], changes: Iterable[tuple[Any, ...]]) -> str:
    """Return the SHA-256 (hexadecimal) over the previous hash, the entry and its changes."""
    hasher = hashlib.sha256(previous.encode("ascii"))
    for values in (entry, *changes):
        raws = [b"-" if v is None else str(v).encode("utf-8", "surrogatepass") for v in values]
        hasher.update(b"".join(b"%d:%b" % (len(raw), raw) for raw in raws))
    return hasher.hexdigest()


def entries(
    connection: sqlite3.Connection,
    wanted: Wanted = EVERYTHING,
    *,
    before: int | None = None,
    limit: int = 200,
) -> list[Entry]:
    """Return steps, newest first; ``before``: only those of a lower number."""
    narrowed: list[tuple[str, Any]] = [
        ("seq in (select seq from history_changes where record = ?)", wanted.record),
        (_TITLES, wanted.text.lower()),
        ("who = ?", wanted.who),
        ("at >= ?", _stored(wanted.since)),
        ("at < ?", _stored(wanted.until)),
        ("seq < ?", before),
    ]
    used = [(sql, value) for sql, value in narrowed if value not in {None, ""}]
    where = " and ".join(["1", *(sql for sql, _value in used)])
    sql = f"select {_ENTRY} from history where {where} order by seq desc limit ?"
    args = [value for _sql, value in used]
    return [_entry(row) for row in storage.fetch(connection, sql, [*args, limit])]


def people(connection: sqlite3.Connection) -> list[str]:
    """Return everybody who has made a step, by name."""
    rows = storage.fetch(connection, "select distinct who from history order by who")
    return [row[0] for row in rows]


def _stored(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def entry(connection: sqlite3.Connection, seq: int) -> Entry | None:
    """Return one step, or None."""
    rows = storage.fetch(connection, f"select {_ENTRY} from history where seq = ?", (seq,))
    return _entry(rows[0]) if rows else None


def _entry(row: tuple[Any, ...]) -> Entry:
    seq, at, who, kind, target, label, args = row
    return Entry(seq, datetime.fromisoformat(at), who, kind, target, label, _json(args))


def _json(text: str | None) -> Any:
    try:
        return json.loads(text) if text else {}
    except ValueError:
        return {}


def size(connection: sqlite3.Connection, seq: int | None) -> int:
    """Return how many rows a step changed; 0 for none."""
    sql = "select count(*) from history_changes where seq = ?"
    return int(storage.fetch(connection, sql, (seq,))[0][0])


def changes(connection: sqlite3.Connection, seq: int, record: str | None = None) -> list[Change]:
    """Return what one step changed, in order."""
    sql = "select tbl, record, before, after, digest from history_changes where seq = ?"
    args: list[Any] = [seq]
    if record is not None:
        sql += " and record = ?"
        args.append(record)
    rows = storage.fetch(connection, sql + " order by n", args)
    return [Change(row[0], row[1], row_of(row[2]), row_of(row[3]), row[4]) for row in rows]


def first_change(connection: sqlite3.Connection, seq: int) -> tuple[str, str] | None:
    """Return table and id of the first row that a step changed, None when it changed none."""
    sql = "select tbl, record from history_changes where seq = ? order by n limit 1"
    rows = storage.fetch(connection, sql, (seq,))
    return (rows[0][0], rows[0][1]) if rows else None


def row_of(text: str | None) -> Row | None:
    """Return a stored image of a row, or None; raises DamagedError when it cannot be read."""
    try:
        return None if text is None else json.loads(text)
    except ValueError as error:
        raise DamagedError(_("A step of the history is damaged; check the register.")) from error


def next_undo(connection: sqlite3.Connection) -> int | None:
    """Return the step that undo would take back: the latest that is in force."""
    settled: set[int] = set()
    for seq, kind, target in _backwards(connection):
        if kind == "start":
            return None
        step = seq if kind == "do" else target
        if step in settled:
            continue
        if kind != "undo":
            return int(step)
        settled.add(step)
    return None


def next_redo(connection: sqlite3.Connection) -> int | None:
    """Return the step that redo would bring back: undone since the last new step."""
    settled: set[int] = set()
    undone: list[int] = []
    for _seq, kind, target in _backwards(connection):
        if kind in {"do", "start"}:
            break
        if target not in settled:
            settled.add(target)
            if kind == "undo":
                undone.append(target)
    return min(undone, default=None)


def _backwards(connection: sqlite3.Connection) -> Iterator[tuple[int, str, int]]:
    """Yield (seq, kind, target) from the end, in blocks, so that no cursor stays open."""
    before = 1 << 62
    while True:
        sql = "select seq, kind, target from history where seq < ? order by seq desc limit 100"
        rows = storage.fetch(connection, sql, (before,))
        yield from rows
        if not rows:
            return
        before = rows[-1][0]


def verify(connection: sqlite3.Connection, progress: Progress = silent) -> Broken | None:
    """Recompute the chain; return the first broken step, or None when it holds."""
    total = head(connection).seq
    previous, expected = GENESIS, 1
    while True:
        sql = (
            "select seq, id, at, who, kind, target, label, args, previous, hash "
            "from history where seq >= ? order by seq limit 500"
        )
        rows = storage.fetch(connection, sql, (expected,))
        if not rows:
            return _stray(connection, expected)
        for row in rows:
            if row[0] != expected or row[8] != previous or row[9] != _recomputed(connection, row):
                return Broken(expected, row[2])
            previous, expected = row[9], expected + 1
        progress(expected - 1, total)


def _recomputed(connection: sqlite3.Connection, row: tuple[Any, ...]) -> str:
    sql = (
        "select n, tbl, record, before, after, digest from history_changes where seq = ? order by n"
    )
    return chain_hash(row[8], row[:8], storage.fetch(connection, sql, (row[0],)))


def _stray(connection: sqlite3.Connection, expected: int) -> Broken | None:
    """Changes without a step mean that the end of the chain was cut off."""
    sql = "select min(seq) from history_changes where seq >= ?"
    seq = storage.fetch(connection, sql, (expected,))[0][0]
    return None if seq is None else Broken(seq, "")


def folded(connection: sqlite3.Connection, record: str, until: int = LAST) -> Row | None:
    """Return a record's row as its changes up to a step say it was; None when it is gone."""
    sql = "select before, after from history_changes where record = ? and seq <= ? order by seq, n"
    row: Row | None = None
    for before, after in storage.fetch(connection, sql, (record, until)):
        row = fold(row, row_of(before), row_of(after))
    return row


def fold(row: Row | None, before: Row | None, after: Row | None) -> Row | None:
    """Return a row after one change; an edit holds only the columns that differ."""
    if after is None:
        return None
    return after if before is None or row is None else row | after
