"""Deleting a record with what belongs to it, and bringing deletions back.

The trash is read from the history: deletions since it was emptied that are not yet restored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from register import history, storage
from register.book import Book
from register.changes import Change, ChangeSet
from register.entities import ABOUT, ATTACHMENT
from register.entity import AnyEntity
from register.errors import RegisterError
from register.i18n import N_, _
from register.progress import Progress, silent

NAMED_AT_MOST = 3
_PARTS_ONLY = frozenset({"about", "series"})  # like values, their changes are no deletions
_UNUSED = "sha256 not in (select sha256 from attachments)"


@dataclass(frozen=True, slots=True)
class Deleted:
    """One record that is gone; ``owner``: the title of the record that it belonged to."""

    table: str
    id: str
    title: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Deletion:
    """One step that deleted ``records``; ``held``: tables, with how much belonged to them."""

    seq: int
    at: datetime
    who: str
    records: tuple[Deleted, ...]
    held: tuple[tuple[str, int], ...] = ()


def delete(book: Book, entity: AnyEntity, ids: Iterable[str]) -> ChangeSet:
    """Delete records and all that belongs to them as one step.

    Raises RegisterError that names who still refers to one of them.
    """
    ids = list(ids)
    titles = [entity.title(record) for record in book.table(entity).page(ids)]
    with _change(book, entity, titles) as done:
        for record_id in ids:
            delete_one(book, entity, record_id)
    return done


def _change(book: Book, entity: AnyEntity, titles: list[str]) -> AbstractContextManager[ChangeSet]:
    """Return the step under which records of these titles are deleted."""
    if titles == [""]:  # a mere link has no name but that of its kind
        return book.change(N_("Delete {field}"), field=entity.label)
    label = N_("Delete {title}") if len(titles) == 1 else N_("Delete {count} records")
    return book.change(label, title="".join(titles[:1]), count=len(titles))


def delete_one(book: Book, entity: AnyEntity, record_id: str) -> None:
    """Delete a record and what belongs to it, inside a change.

    What was stored last goes first: undo and restore bring it back in the order it had, by which
    the later of two ratings of one day counts.
    """
    _refuse_when_needed(book, entity, record_id)
    for child in book.catalog.children[entity.table]:
        for field, kind in child.links:
            if kind.belongs and kind.target == entity.table:
                for record in reversed(book.table(child).find(**{field.key: record_id})):
                    delete_one(book, child, record.id)
    for attachment in book.table(ATTACHMENT).find(record=record_id):
        book.table(ATTACHMENT).delete(attachment.id)
    book.table(entity).delete(record_id)


def _refuse_when_needed(book: Book, entity: AnyEntity, record_id: str) -> None:
    for other in book.catalog.entities:
        for field, kind in other.links:
            if kind.target != entity.table or kind.belongs:
                continue
            users = book.table(other).find(**{field.key: record_id})
            if users:
                raise RegisterError(_needed_text(book, entity, record_id, other, users))


def _needed_text(
    book: Book, entity: AnyEntity, record_id: str, other: AnyEntity, users: list[Any]
) -> str:
    record = book.table(entity).get(record_id)
    names = [other.title(user) for user in users[:NAMED_AT_MOST]]
    return _(
        "“{title}” is still used by {count} under {kind}: {names}; change those first."
    ).format(
        title=entity.title(record) if record else record_id,
        count=len(users),
        kind=_(other.plural),
        names=", ".join(names) + ("…" if len(users) > NAMED_AT_MOST else ""),
    )


def deletions(book: Book, progress: Progress = silent) -> list[Deletion]:
    """Return the deletions that can be restored, newest first."""
    sql = (
        "select distinct seq from history_changes where after is null and seq > ? order by seq desc"
    )
    rows = storage.fetch(book.reader(), sql, (book.about.trash_emptied or 0,))
    found = []
    for n, (seq,) in enumerate(rows):
        progress(n, len(rows))
        found.append(_deletion(book, seq))
    return [item for item in found if item is not None]


def rows_deleted(book: Book) -> int:
    """Return how many rows the deletions since the last emptying took."""
    sql = "select count(*) from history_changes where after is null and seq > ?"
    return int(storage.fetch(book.reader(), sql, (book.about.trash_emptied or 0,))[0][0])


def _deletion(book: Book, seq: int) -> Deletion | None:
    entry = history.entry(book.reader(), seq)
    if entry is None or entry.kind in {"undo", "redo"}:  # the step itself is listed
        return None
    gone = _gone(book, seq)
    ids = {change.id for change in gone}
    roots = [change for change in gone if not ids & set(_owners(book, change))]
    parts = _PARTS_ONLY | book.catalog.tables_of_values
    records = tuple(_deleted(book, change) for change in roots if change.table not in parts)
    held = Counter(change.table for change in gone)
    held.subtract(Counter(record.table for record in records))
    counts = tuple((table, n) for table, n in held.items() if n > 0)
    return Deletion(seq, entry.at, entry.who, records, counts) if records else None


def _gone(book: Book, seq: int) -> list[Change]:
    """Return what one step deleted and is still not there."""
    found = [c for c in history.changes(book.reader(), seq) if c.after is None and c.before]
    there = {
        (table, record.id)
        for table in {change.table for change in found}
        for record in book.table_named(table).page([c.id for c in found if c.table == table])
    }
    return [change for change in found if (change.table, change.id) not in there]


def _owners(book: Book, change: Change) -> list[str]:
    """Return the ids of the records that a deleted row belonged to."""
    row = change.before or {}
    links = book.catalog.by_table[change.table].links
    keys = [field.key for field, kind in links if kind.belongs]
    keys += ["record"] if change.table == ATTACHMENT.table else []
    return [str(row[key]) for key in keys if row.get(key)]


def _deleted(book: Book, change: Change) -> Deleted:
    """Name a deleted row, and what it belonged to; a mere link is named by what it linked."""
    entity, row = book.catalog.by_table[change.table], change.before or {}
    links = [(field.key, kind.target) for field, kind in entity.links if kind.belongs]
    if change.table == ATTACHMENT.table:
        links = [("record", str(row.get("entity")))]
    names = [_name(book, table, str(row[key])) for key, table in links if row.get(key)]
    title = _title(entity, row)
    if not title and len(names) > 1:
        return Deleted(change.table, change.id, names[1], names[0])
    return Deleted(change.table, change.id, title, names[0] if names else "")


def _name(book: Book, table: str, record_id: str) -> str:
    if table not in book.catalog.by_table:
        return ""
    record = book.table_named(table).get(record_id)
    return book.catalog.by_table[table].title(record) if record else ""


def _title(entity: AnyEntity, row: Any) -> str:
    return entity.title(entity.load({column: row.get(column) for column in entity.columns}))


def restore(book: Book, seq: int) -> ChangeSet:
    """Bring back what one step deleted, as a new change; names a parent that is missing."""
    found = _deletion(book, seq)
    if found is None:
        raise RegisterError(_("This deletion has been restored already."))
    title = ", ".join(filter(None, (item.title for item in found.records[:NAMED_AT_MOST])))
    kind = book.catalog.by_table[found.records[0].table].label
    changes = [change.inverted() for change in reversed(_gone(book, seq))]
    label, args = N_("Restore {title}"), {"title": title}
    if not title:
        label, args = N_("Restore {field}"), {"field": kind}
    with book.change(label, **args) as done:
        for change in changes:
            refuse_without_parent(book, change.table, change.after or {})
            book.apply([change])
    return done


def refuse_without_parent(book: Book, table: str, row: dict[str, Any]) -> None:
    """Raise RegisterError where a row links to a record that is gone."""
    entity = book.catalog.by_table[table]
    links = [(field.key, kind.target) for field, kind in entity.links]
    links += [("record", str(row["entity"]))] if table == ATTACHMENT.table else []
    for key, other in links:
        target = row.get(key)
        if target and book.table_named(other).get(str(target)) is None:
            raise RegisterError(
                _(
                    "“{title}” belongs to a record of {kind} that is gone; restore that first."
                ).format(title=_title(entity, row), kind=_(book.catalog.by_table[other].plural))
            )


def unused_files(book: Book) -> tuple[int, int]:
    """Return how many attached contents no record holds any more, and their bytes in all."""
    sql = f"select count(*), coalesce(sum(length(bytes)), 0) from blobs where {_UNUSED}"
    count, size = storage.fetch(book.reader(), sql)[0]
    return int(count), int(size)


def empty(book: Book) -> int:
    """Clear the list of deletions and the attachment bytes that only they used.

    The texts stay in the history. Returns how many attachments' bytes were removed.
    """
    with book.change(N_("Empty the trash")):
        emptied = replace(book.about, trash_emptied=book.head.seq)
        book.table(ABOUT).save(emptied)
        return int(book.writer().execute(f"delete from blobs where {_UNUSED}").rowcount)
