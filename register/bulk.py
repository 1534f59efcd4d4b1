"""Changes to many records at once: the same values for all, or a copy of each; one step each time.

A snapshot is made before a bulk edit, so that there is a way back beyond undo.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from register import backup
from register.book import Book
from register.changes import ChangeSet
from register.entities import RISK
from register.entity import AnyEntity, new_id
from register.errors import StorageError
from register.fields import Day, Moment
from register.i18n import N_, _
from register.identifying.lifecycle import copied
from register.progress import Progress, silent
from register.rules import refuse
from register.series import next_number

_STEP = 200


def change_many(
    book: Book,
    entity: AnyEntity,
    ids: Sequence[str],
    values: Mapping[str, Any],
    progress: Progress = silent,
) -> ChangeSet:
    """Give records these values by field key, as one step.

    Raises RegisterError where a value may not be stored, or where no form would store it (see
    register.rules), Cancelled through ``progress``; then
    nothing is changed.
    """
    snapshot_before(book)
    with book.change(N_("Change {count} records"), count=len(ids)) as done:
        table = book.table(entity)
        for start in range(0, len(ids), _STEP):
            progress(start, len(ids), _("Writing"))
            records = table.page(ids[start : start + _STEP])
            changed = [replace(record, **values) for record in records]
            for before, after in zip(records, changed, strict=True):
                refuse(entity, before, after)
            table.save_all(changed)
    return done


def snapshot_before(book: Book) -> None:
    """Make a snapshot before many records change; where that fails, say so and go on."""
    if book.path is None or book.read_only:
        return
    try:
        backup.snapshot(book, "bulk")
    except StorageError as error:
        book.notices.append(str(error))


def clone_many(book: Book, entity: AnyEntity, ids: Sequence[str]) -> list[str]:
    """Copy records with what belongs to them, as one step; returns the new ids in this order.

    A copy has its own number and the title “… (copy)”. What happened at a time (ratings, log
    lines) and files stay with the original.
    """
    records = book.table(entity).page(ids)
    titles = [entity.title(record) for record in records]
    label = N_("Copy {title}") if len(records) == 1 else N_("Copy {count} records")
    with book.change(label, title=", ".join(titles[:1]), count=len(records)):
        return [_clone(book, entity, record) for record in records]


def _clone(book: Book, entity: AnyEntity, record: Any) -> str:
    made = new_id()
    fresh = {item.key: item.empty for item in entity.fields if item.read_only}
    name = entity.display[-1]
    text = _("{title} (copy)").format(title=getattr(record, name))
    fresh[name] = text if len(text) <= entity.by_key[name].kind.limit else getattr(record, name)  # type: ignore[attr-defined]
    if entity.series:
        day = getattr(record, entity.series.dated_by) if entity.series.dated_by else None
        fresh["number"] = next_number(book, entity, day)
    copy = replace(record, id=made, **fresh)
    book.table(entity).save(copied(copy) if entity is RISK else copy)
    _clone_children(book, entity, record.id, made)
    return made


def _clone_children(book: Book, entity: AnyEntity, old: str, new: str) -> None:
    for child in book.catalog.children[entity.table]:
        if child.unchanging or _is_dated(child):
            continue
        for field, kind in child.links:
            if kind.belongs and kind.target == entity.table:
                found = book.table(child).find(**{field.key: old})
                copies = [replace(item, id=new_id(), **{field.key: new}) for item in found]
                book.table(child).save_all(_numbered(book, child, copies))


def _numbered(book: Book, entity: AnyEntity, records: list[Any]) -> list[Any]:
    """Return records with numbers of their own, where their kind is numbered."""
    if entity.series is None:
        return records
    return [replace(record, number=next_number(book, entity)) for record in records]


def _is_dated(entity: AnyEntity) -> bool:
    return any(item.required and isinstance(item.kind, Day | Moment) for item in entity.fields)
