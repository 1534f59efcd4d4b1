"""The stored values of a list's fields, of those that are columns and of custom fields alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from register.book import Book
from register.changes import ChangeSet
from register.entity import AnyEntity
from register.fields import Field
from register.identifying import custom
from register.identifying.custom import CustomColumn


def rows(
    book: Book,
    entity: AnyEntity,
    fields: Sequence[Field],
    where: str = "1",
    args: Sequence[Any] = (),
) -> list[Any]:
    """Return rowid and the values of these fields; ``where``: SQL of ours, with its values."""
    plain = [field.key for field in fields if not isinstance(field, CustomColumn)]
    found = book.table(entity).values("rowid", *plain, where=where, args=args)
    if len(plain) == len(fields):
        return found
    given = [
        dict(custom.column_values(book, entity, field.definition, where, args))
        for field in fields
        if isinstance(field, CustomColumn)
    ]
    order = _order(fields)
    merged = ((row[0], [*row[1:], *(held.get(row[0], "") for held in given)]) for row in found)
    return [(rowid, *(values[place] for place in order)) for rowid, values in merged]


def given_ids(book: Book, entity: AnyEntity, done: ChangeSet) -> frozenset[str]:
    """Return the ids of records whose custom values a change touched."""
    held = book.catalog.value_tables.get(entity.table)
    if held is None or not done.touches(held.entity.table):
        return frozenset()
    mine = [change for change in done.changes if change.table == held.entity.table]
    named = [(change.id, change.after or change.before or {}) for change in mine]
    known = {str(row[held.owner]) for _id, row in named if row.get(held.owner)}
    others = [value_id for value_id, row in named if held.owner not in row]
    known |= {getattr(value, held.owner) for value in book.table(held.entity).page(others)}
    return frozenset(known)


def _order(fields: Sequence[Field]) -> list[int]:
    """Return for each field its place among plain fields first and custom ones after them."""
    plain = [f.key for f in fields if not isinstance(f, CustomColumn)]
    given = [f.key for f in fields if isinstance(f, CustomColumn)]
    places = {key: n for n, key in enumerate([*plain, *given])}
    return [places[field.key] for field in fields]
