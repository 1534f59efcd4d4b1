"""The stored values of a list's fields, of those that are columns and of custom fields alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from register.book import Book
from register.changes import ChangeSet
from register.entities import CUSTOM_VALUE, RISK
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
        dict(custom.column_values(book, field.definition, where, args))
        for field in fields
        if isinstance(field, CustomColumn)
    ]
    order = _order(fields)
    merged = ((row[0], [*row[1:], *(held.get(row[0], "") for held in given)]) for row in found)
    return [(rowid, *(values[place] for place in order)) for rowid, values in merged]


def changed_risks(book: Book, done: ChangeSet) -> frozenset[str]:
    """Return the ids of risks whose custom values a change touched."""
    mine = [change for change in done.changes if change.table == CUSTOM_VALUE.table]
    named = (change.after or change.before or {} for change in mine)
    known = {str(row["risk"]) for row in named if row.get("risk")}
    others = [change.id for change in mine if "risk" not in (change.after or change.before or {})]
    known |= {value.risk for value in book.table(CUSTOM_VALUE).page(others) if value.risk}
    return frozenset(known)


def columns_of(book: Book, entity: AnyEntity) -> tuple[CustomColumn, ...]:
    """Return the custom fields of an entity as columns."""
    return custom.columns(book) if entity is RISK else ()


def _order(fields: Sequence[Field]) -> list[int]:
    """Return for each field its place among plain fields first and custom ones after them."""
    plain = [f.key for f in fields if not isinstance(f, CustomColumn)]
    given = [f.key for f in fields if isinstance(f, CustomColumn)]
    places = {key: n for n, key in enumerate([*plain, *given])}
    return [places[field.key] for field in fields]
