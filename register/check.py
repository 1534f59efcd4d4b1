"""Checking a register: the file, the references, the chain of its history, every row's digest.

Nothing is mended here; a fault names the record, and repair builds a new register.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from register import history, shelf, storage
from register.book import Book
from register.catalog import Catalog
from register.changes import canonical, digest
from register.entities import ASSESSMENT, RISK, Assessment
from register.entity import AnyEntity, Row
from register.errors import BusyError, DamagedError
from register.i18n import _
from register.progress import Progress, silent
from register.repository import quoted

BLOCK = 1000


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, as a sentence; ``table`` and ``record`` where it is one row."""

    text: str
    table: str = ""
    record: str = ""


def check_file(path: Path, catalog: Catalog, progress: Progress = silent) -> list[Fault]:
    """Check a register file without touching it; an empty list means that it is sound.

    Raises NotARegisterError, NewerFileError or StorageError when there is nothing to check.
    """
    try:
        with shelf.read_copy(path, catalog, progress) as book:
            return check(book, progress)
    except BusyError:
        raise
    except DamagedError as error:
        return [Fault(str(error))]


def check(book: Book, progress: Progress = silent) -> list[Fault]:
    """Check a register that is open; best on a copy, for it reads everything."""
    connection = book.reader()
    found = list(_integrity(connection))
    found += _references(book, connection)
    broken = history.verify(connection, progress)
    if broken:
        found.append(_broken_chain(book, connection, broken))
    for n, entity in enumerate(book.catalog.entities):
        progress(n, len(book.catalog.entities), _("Checking {kind}").format(kind=_(entity.plural)))
        found += _rows(book, connection, entity)
    found += _ratings(book)
    found += _blobs(connection)
    return found


def _integrity(connection: sqlite3.Connection) -> Iterator[Fault]:
    for (answer,) in storage.fetch(connection, "pragma integrity_check(20)"):
        if answer != "ok":
            yield Fault(_("The file is damaged: {what}").format(what=answer))


def _references(book: Book, connection: sqlite3.Connection) -> Iterator[Fault]:
    for table, rowid, parent, _key in storage.fetch(connection, "pragma foreign_key_check"):
        entity = book.catalog.by_table.get(table)
        record = _id_of(connection, table, rowid) if entity else ""
        yield Fault(
            _("{record} refers to a record of {parent} that does not exist.").format(
                record=name_of(book, table, record), parent=parent
            ),
            table,
            record,
        )


def _id_of(connection: sqlite3.Connection, table: str, rowid: int) -> str:
    rows = storage.fetch(connection, f"select id from {table} where rowid = ?", (rowid,))
    return str(rows[0][0]) if rows else ""


def _broken_chain(book: Book, connection: sqlite3.Connection, broken: history.Broken) -> Fault:
    try:
        changes = history.changes(connection, broken.seq)
    except DamagedError:
        changes = []
    table, record = (changes[0].table, changes[0].id) if changes else ("", "")
    return Fault(
        _("The history does not hold at step {seq} of {at}, about {record}.").format(
            seq=broken.seq, at=broken.at or "?", record=name_of(book, table, record) or "?"
        ),
        table,
        record,
    )


def name_of(book: Book, table: str, record_id: str) -> str:
    """Return what people call a record, or its kind and id when it is gone."""
    entity = book.catalog.by_table.get(table)
    if entity is None:
        return table
    record = book.table(entity).get(record_id)
    title = entity.title(record) if record else record_id
    return f"{_(entity.label)} {title}".strip()


def _rows(book: Book, connection: sqlite3.Connection, entity: AnyEntity) -> Iterator[Fault]:
    sql = "select record, digest from history_changes where tbl = ? order by seq, n"
    expected = dict(storage.fetch(connection, sql, (entity.table,)))
    for row in rows_of(connection, entity):
        record = str(row["id"])
        if expected.pop(record, None) != digest(row):
            yield Fault(_changed_text(book, connection, entity, row), entity.table, record)
    for record, value in expected.items():
        if value:
            yield Fault(
                _("{record} is missing: it was removed outside the program.").format(
                    record=name_of(book, entity.table, record)
                ),
                entity.table,
                record,
            )


def rows_of(connection: sqlite3.Connection, entity: AnyEntity) -> Iterator[Row]:
    """Yield the stored rows of an entity, a block at a time."""
    columns = ", ".join(quoted(column) for column in entity.columns)
    last = -1
    while True:
        sql = (
            f"select rowid, {columns} from {entity.table} where rowid > ? "
            f"order by rowid limit {BLOCK}"
        )
        rows = storage.fetch(connection, sql, (last,))
        for row in rows:
            yield dict(zip(entity.columns, row[1:], strict=True))
        if len(rows) < BLOCK:
            return
        last = rows[-1][0]


def _changed_text(book: Book, connection: sqlite3.Connection, entity: AnyEntity, row: Row) -> str:
    record = str(row["id"])
    try:
        known = history.folded(connection, record)
    except DamagedError:  # the chain has named it already
        known = {}
    if known is None:
        text = _("{record} was added outside the program.")
        return text.format(record=name_of(book, entity.table, record))
    known = entity.whole(known)
    parts = [
        _("{field} was “{old}” and is “{new}”").format(
            field=_(entity.by_key[key].label), old=known.get(key), new=value
        )
        for key, value in row.items()
        if key in entity.by_key and known.get(key) != value
    ]
    return _("{record} was changed outside the program: {what}.").format(
        record=name_of(book, entity.table, record), what="; ".join(parts) or canonical(row)
    )


def _ratings(book: Book) -> Iterator[Fault]:
    from register.assess import with_latest, with_methods
    from register.methods import oldest_method

    oldest = oldest_method(book)
    by_risk: dict[str | None, list[Assessment]] = {}
    for item in book.table(ASSESSMENT).all():
        by_risk.setdefault(item.risk, []).append(item)
    for risk in book.table(RISK).all():
        if with_latest(risk, by_risk.get(risk.id, [])) != with_methods(risk, oldest):
            yield Fault(
                _("The ratings of {record} are not those of its assessments.").format(
                    record=name_of(book, RISK.table, risk.id)
                ),
                RISK.table,
                risk.id,
            )


def _blobs(connection: sqlite3.Connection) -> Iterator[Fault]:
    for (sha256,) in storage.fetch(connection, "select sha256 from blobs"):
        rows = storage.fetch(connection, "select bytes from blobs where sha256 = ?", (sha256,))
        if hashlib.sha256(rows[0][0]).hexdigest() != sha256:
            yield Fault(_("The content of attachment {name} is damaged.").format(name=sha256[:12]))
