"""How forms save: one field, one change; a new record with its number, one change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from gui.session import Session
from gui.tables.columns import shown_text
from register.book import Book
from register.entity import AnyEntity, new_id
from register.fields import Field
from register.i18n import N_, _, translated
from register.identifying import custom
from register.identifying.custom import CustomColumn
from register.rules import refuse
from register.series import next_number

MOST_QUOTED = 120  # characters of a value in a notice


def save_field(session: Session, entity: AnyEntity, shown: Any, field: Field, value: Any) -> None:
    """Store one field of a record; raises RegisterError when it is refused.

    ``shown``: the record as the user saw it. Where another program has given the field a third
    value meanwhile, the user is shown both.
    """

    def work(book: Book) -> None:
        record = book.table(entity).get(shown.id)
        if record is not None:
            changed = replace(record, **{field.key: value})
            refuse(entity, record, changed)
            book.table(entity).save(changed)

    def clash(book: Book) -> str:
        record: Any = book.table(entity).get(shown.id)
        stored = getattr(record, field.key) if record is not None else value
        if stored in (value, getattr(shown, field.key)):
            return ""
        text = _("{field} of {title} was changed elsewhere to “{theirs}”; you gave “{mine}”.")
        return text.format(
            field=translated(field.label),
            title=entity.title(record),
            theirs=_quoted(session, field, record),
            mine=_quoted(session, field, replace(record, **{field.key: value})),
        )

    session.write(
        N_("Change {field} of {title}"),
        work,
        clash=clash,
        field=field.label,
        title=entity.title(shown),
    )


def save_given(
    session: Session, entity: AnyEntity, record: Any, field: CustomColumn, text: str
) -> None:
    """Store what stands in a custom field of a record; raises RegisterError when refused."""

    def work(book: Book) -> None:
        custom.set_value(book, entity, record.id, field.definition, text)

    label = N_("Change {field} of {title}")
    session.write(label, work, field=field.label, title=entity.title(record))


def _quoted(session: Session, field: Field, record: Any) -> str:
    """Return a value as it is read, its beginning where it is long."""
    text = " ".join(shown_text(session, field, record).split()) or "—"
    return text if len(text) <= MOST_QUOTED else text[:MOST_QUOTED] + "…"


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
