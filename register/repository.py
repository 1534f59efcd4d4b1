"""The records of one entity: reading at any time, writing only inside ``Book.change``."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Generic, Protocol, TypeVar

from register import storage
from register.changes import Change, addition, digest
from register.entity import Entity, Record, Row
from register.errors import RegisterError
from register.fields import Choice

R = TypeVar("R", bound=Record)
CHUNK = 500  # ids in one statement


class Desk(Protocol):
    """What a repository needs of its book."""

    def reader(self) -> sqlite3.Connection:
        """Return the connection to read from here and now."""

    def writer(self) -> sqlite3.Connection:
        """Return the writing connection; raises RuntimeError outside a change."""

    def note(self, change: Change) -> None:
        """Add a change to the open change set."""


class Repository(Generic[R]):
    """Reads and writes the records of one entity."""

    def __init__(self, desk: Desk, entity: Entity[R]) -> None:
        self.entity = entity
        self._desk = desk
        self._columns = ", ".join(quoted(column) for column in entity.columns)

    def get(self, record_id: str | None) -> R | None:
        """Return the record with this id, or None."""
        return next(iter(self.page([record_id])), None) if record_id else None

    def page(self, ids: Sequence[str]) -> list[R]:
        """Return the records with these ids in this order; missing ones are left out."""
        found: dict[str, R] = {}
        for some in chunks(ids):
            found.update((record.id, record) for record in self._select(_in("id", some), some))
        return [found[key] for key in ids if key in found]

    def all(self) -> list[R]:
        """Return every record in the order of creation."""
        return self._select("1 order by rowid", ())

    def find(self, **values: Any) -> list[R]:
        """Return the records whose fields have these values, in the order of creation."""
        terms, args = self._terms(values)
        return self._select(f"{terms} order by rowid", args)

    def count(self, **values: Any) -> int:
        """Return how many records have these values."""
        terms, args = self._terms(values)
        sql = f"select count(*) from {self.entity.table} where {terms}"
        return int(storage.fetch(self._desk.reader(), sql, args)[0][0])

    def ids(self) -> list[str]:
        """Return every id in the order of creation."""
        sql = f"select id from {self.entity.table} order by rowid"
        return [row[0] for row in storage.fetch(self._desk.reader(), sql)]

    def values(self, *keys: str, where: str = "1", args: Sequence[Any] = ()) -> list[Any]:
        """Return stored columns as tuples of SQL values, in the order of creation.

        ``where`` is SQL of ours with ``?`` for ``args``, never text of the user.
        """
        columns = ", ".join(quoted(key) for key in keys)
        sql = f"select {columns} from {self.entity.table} where {where} order by rowid"
        return storage.fetch(self._desk.reader(), sql, args)

    def rowids(self, order: Sequence[tuple[str, bool]] = ()) -> array[int]:
        """Return rowids sorted by (key, descending) pairs; valid while the file is open.

        A choice whose options rise sorts by them, and a level then by its score. Without
        ``order``: by number where there is one, else by creation.
        """
        terms = [
            f"{term}{' desc' if down else ''}"
            for key, down in order
            for term in self._order_terms(key)
        ]
        if not terms and self.entity.series:
            terms = ["length(number)", "number"]
        sql = f"select rowid from {self.entity.table} order by {', '.join([*terms, 'rowid'])}"
        return array("q", (row[0] for row in storage.fetch(self._desk.reader(), sql)))

    def ranks(self, key: str) -> dict[int, int]:
        """Return by rowid the place of its value among all; equal values share one."""
        terms = ", ".join(self._order_terms(key))
        sql = f"select rowid, dense_rank() over (order by {terms}) from {self.entity.table}"
        return dict(storage.fetch(self._desk.reader(), sql))

    def _order_terms(self, key: str) -> list[str]:
        """Return what a field is sorted by, in SQL; nothing that is empty has a rank."""
        kind = self.entity.by_key[key].kind if key in self.entity.by_key else None
        if not isinstance(kind, Choice) or not kind.rising:
            return [quoted(key)]
        ranks = " ".join(f"when '{option}' then {n}" for n, option in enumerate(kind.options))
        score = f"{key.removesuffix('level')}score"
        beside = [quoted(score)] if score in self.entity.by_key else []
        return [f"case {quoted(key)} {ranks} end", *beside]

    def page_by_rowid(self, rowids: Sequence[int]) -> list[R | None]:
        """Return the records of these rowids in this order; None where one is gone."""
        sql = (
            f"select rowid, {self._columns} from {self.entity.table} "
            f"where rowid in ({','.join(map(str, rowids))})"
        )
        rows = storage.fetch(self._desk.reader(), sql)
        found = {row[0]: self._load(row[1:]) for row in rows}
        return [found.get(rowid) for rowid in rowids]

    def rowid(self, record_id: str) -> int | None:
        """Return the rowid of a record, or None when it is gone."""
        sql = f"select rowid from {self.entity.table} where id = ?"
        rows = storage.fetch(self._desk.reader(), sql, (record_id,))
        return int(rows[0][0]) if rows else None

    def save(self, record: R) -> None:
        """Add the record, or change the columns that differ; raises RegisterError.

        Saving a record that is stored already changes nothing.
        """
        self._refuse_problems(record)
        connection = self._desk.writer()
        after = self.entity.row(record)
        before = self._row(connection, record.id)
        if before is None:
            self._insert(connection, after)
            self._desk.note(addition(self.entity.table, after))
            return
        self._update(connection, before, after)

    def save_all(self, records: Iterable[R]) -> None:
        """Save many records; new ones go in together, in their order."""
        records = list(records)
        stored = {row[0] for some in chunks([r.id for r in records]) for row in self._stored(some)}
        connection = self._desk.writer()
        fresh: list[Row] = []
        for record in records:
            if record.id in stored:
                self.save(record)
            else:
                self._refuse_problems(record)
                fresh.append(self.entity.row(record))
        connection.executemany(self._insertion(), (tuple(row.values()) for row in fresh))
        for row in fresh:
            self._desk.note(addition(self.entity.table, row))

    def delete(self, record_id: str) -> None:
        """Delete this one row; what belongs to it must have gone before (see trash)."""
        connection = self._desk.writer()
        if (before := self._row(connection, record_id)) is not None:
            connection.execute(f"delete from {self.entity.table} where id = ?", (record_id,))
            self._desk.note(Change(self.entity.table, record_id, before, None))

    def apply(self, change: Change) -> None:
        """Make one recorded change again, or its inverse; used by undo, redo and restore."""
        connection = self._desk.writer()
        if change.after is None:
            self.delete(change.id)
        elif change.before is None:
            row = self.entity.whole(change.after)
            self._insert(connection, row)
            self._desk.note(addition(self.entity.table, row))
        elif (before := self._row(connection, change.id)) is not None:
            self._update(connection, before, before | change.after)

    def _update(self, connection: sqlite3.Connection, before: Row, after: Row) -> None:
        keys = [key for key, value in after.items() if before[key] != value]
        if not keys:
            return
        marks = ", ".join(f"{quoted(key)} = ?" for key in keys)
        connection.execute(
            f"update {self.entity.table} set {marks} where id = ?",
            [*(after[key] for key in keys), after["id"]],
        )
        old, new = ({key: row[key] for key in keys} for row in (before, after))
        self._desk.note(Change(self.entity.table, str(after["id"]), old, new, digest(after)))

    def _insert(self, connection: sqlite3.Connection, row: Row) -> None:
        connection.execute(self._insertion(), tuple(row.values()))

    def _insertion(self) -> str:
        marks = ", ".join("?" * len(self.entity.columns))
        return f"insert into {self.entity.table} ({self._columns}) values ({marks})"

    def _row(self, connection: sqlite3.Connection, record_id: str) -> Row | None:
        sql = f"select {self._columns} from {self.entity.table} where id = ?"
        rows = storage.fetch(connection, sql, (record_id,))
        return dict(zip(self.entity.columns, rows[0], strict=True)) if rows else None

    def _stored(self, ids: Sequence[str]) -> list[Any]:
        sql = f"select id from {self.entity.table} where {_in('id', ids)}"
        return storage.fetch(self._desk.reader(), sql, ids)

    def _select(self, where: str, args: Sequence[Any]) -> list[R]:
        sql = f"select {self._columns} from {self.entity.table} where {where}"
        return [self._load(row) for row in storage.fetch(self._desk.reader(), sql, args)]

    def _load(self, values: Sequence[Any]) -> R:
        return self.entity.load(dict(zip(self.entity.columns, values, strict=True)))

    def _terms(self, values: dict[str, Any]) -> tuple[str, list[Any]]:
        terms = [f"{quoted(key)} is ?" for key in values] or ["1"]
        args = [
            value if key == "id" else self.entity.by_key[key].kind.to_sql(value)
            for key, value in values.items()
        ]
        return " and ".join(terms), args

    def _refuse_problems(self, record: R) -> None:
        if problems := self.entity.problems(record):
            raise RegisterError(" ".join(problems.values()))


def quoted(name: str) -> str:
    """Return a column name as SQL."""
    return f'"{name}"'


def chunks(items: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield pieces that fit into one statement."""
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]


def _in(column: str, ids: Sequence[str]) -> str:
    return f"{column} in ({','.join('?' * len(ids))})"
