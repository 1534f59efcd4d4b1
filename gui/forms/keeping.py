"""How forms save: one field, one change; a new record with its number, one change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from gui.session import Session
from register.book import Book
from register.entity import AnyEntity, new_id
from register.fields import Field
from register.i18n import N_
from register.series import next_number


def save_field(
    session: Session, entity: AnyEntity, record_id: str, field: Field, value: Any
) -> None:
    """Store one field of a record; raises RegisterError when it is refused."""

    def work(book: Book) -> None:
        record = book.table(entity).get(record_id)
        if record is not None:
            book.table(entity).save(replace(record, **{field.key: value}))

    record = session.open_book.table(entity).get(record_id)
    session.write(
        N_("Change {field} of {title}"),
        work,
        field=field.label,
        title=entity.title(record) if record else "",
    )


def add_record(session: Session, entity: AnyEntity, record: Any) -> None:
    """Store a new record, numbered where its kind is; raises RegisterError when refused."""

    def work(book: Book) -> None:
        numbered = record
        if entity.series and not record.number:
            day = getattr(record, entity.series.dated_by) if entity.series.dated_by else None
            numbered = replace(record, number=next_number(book, entity, day))
        book.table(entity).save(numbered)

    label = N_("Add {title}") if entity.title(record) else N_("Add a record")
    session.write(label, work, title=entity.title(record))


def add_named(session: Session, entity: AnyEntity, name: str) -> str:
    """Store a new record that has only a name; returns its id."""
    record = replace(entity.record(id=new_id()), **{entity.display[-1]: name})
    add_record(session, entity, record)
    return str(record.id)
