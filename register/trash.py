"""Deleting a record with what belongs to it, and bringing deletions back.

The trash is read from the history: deletions since it was emptied that are not yet restored.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from register import history, storage
from register.book import Book
from register.changes import ChangeSet
from register.entities import ABOUT, ATTACHMENT
from register.entity import AnyEntity
from register.errors import RegisterError
from register.i18n import N_, _

NAMED_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Deletion:
    """One step that deleted ``records``: (table, id, title) of the records with pages."""

    seq: int
    at: datetime
    who: str
    records: tuple[tuple[str, str, str], ...]


def delete(book: Book, entity: AnyEntity, ids: Iterable[str]) -> ChangeSet:
    """Delete records and all that belongs to them as one step.

    Raises RegisterError that names who still refers to one of them.
    """
    ids = list(ids)
    titles = [entity.title(record) for record in book.table(entity).page(ids)]
    label = N_("Delete {title}") if len(ids) == 1 else N_("Delete {count} records")
    with book.change(label, title=", ".join(titles[:1]), count=len(ids)) as done:
        for record_id in ids:
            delete_one(book, entity, record_id)
    return done


def delete_one(book: Book, entity: AnyEntity, record_id: str) -> None:
    """Delete a record and what belongs to it, inside a change."""
    _refuse_when_needed(book, entity, record_id)
    for child in book.catalog.children[entity.table]:
        for field, kind in child.links:
            if kind.belongs and kind.target == entity.table:
                for record in book.table(child).find(**{field.key: record_id}):
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


def deletions(book: Book) -> list[Deletion]:
    """Return the deletions that can be restored, newest first."""
    sql = (
        "select distinct seq from history_changes where after is null and seq > ? order by seq desc"
    )
    rows = storage.fetch(book.reader(), sql, (book.about.trash_emptied or 0,))
    found = (_deletion(book, row[0]) for row in rows)
    return [item for item in found if item is not None]


def _deletion(book: Book, seq: int) -> Deletion | None:
    entry = history.entry(book.reader(), seq)
    if entry is None or entry.kind in {"undo", "redo"}:  # the step itself is listed
        return None
    records = tuple(
        (change.table, change.id, _title(book.catalog.by_table[change.table], change.before))
        for change in history.changes(book.reader(), seq)
        if change.after is None
        and change.before is not None
        and book.catalog.by_table[change.table].top
        and book.table_named(change.table).get(change.id) is None
    )
    return Deletion(seq, entry.at, entry.who, records) if records else None


def _title(entity: AnyEntity, row: Any) -> str:
    return entity.title(entity.load({column: row.get(column) for column in entity.columns}))


def restore(book: Book, seq: int) -> ChangeSet:
    """Bring back what one step deleted, as a new change; names a parent that is missing."""
    found = _deletion(book, seq)
    if found is None:
        raise RegisterError(_("This deletion has been restored already."))
    title = ", ".join(record[2] for record in found.records[:NAMED_AT_MOST])
    changes = [
        change.inverted()
        for change in reversed(history.changes(book.reader(), seq))
        if change.after is None and book.table_named(change.table).get(change.id) is None
    ]
    with book.change(N_("Restore {title}"), title=title) as done:
        for change in changes:
            refuse_without_parent(book, change.table, change.after or {})
            book.apply([change])
    return done


def refuse_without_parent(book: Book, table: str, row: dict[str, Any]) -> None:
    """Raise RegisterError where a row links to a record that is gone."""
    entity = book.catalog.by_table[table]
    for field, kind in entity.links:
        target = row.get(field.key)
        if target and book.table_named(kind.target).get(str(target)) is None:
            raise RegisterError(
                _(
                    "“{title}” belongs to a record of {kind} that is gone; restore that first."
                ).format(
                    title=_title(entity, row), kind=_(book.catalog.by_table[kind.target].plural)
                )
            )


def empty(book: Book) -> int:
    """Clear the list of deletions and the attachment bytes that only they used.

    The texts stay in the history. Returns how many attachments' bytes were removed.
    """
    with book.change(N_("Empty the trash")):
        emptied = replace(book.about, trash_emptied=book.head.seq)
        book.table(ABOUT).save(emptied)
        unused = "delete from blobs where sha256 not in (select sha256 from attachments)"
        return int(book.writer().execute(unused).rowcount)
