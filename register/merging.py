"""Makes one record of two that mean the same person, unit or category.

Everything that led to the one that goes leads to the one that stays; its history remains.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from register.book import Book
from register.changes import ChangeSet
from register.entities import ATTACHMENT, CATEGORY, PERSON, PHONE, UNIT
from register.entity import AnyEntity
from register.errors import RegisterError
from register.fields import Field
from register.i18n import N_, _
from register.trash import delete_one

MERGEABLE = (PERSON, UNIT, CATEGORY)


def merge(book: Book, entity: AnyEntity, stays: str, goes: str) -> ChangeSet:
    """Let the record ``goes`` become part of the record ``stays``, as one step.

    Links, children, telephone numbers and files move; what the one that stays lacks is filled
    in from the other. Raises RegisterError when either is gone or both are the same.
    """
    table = book.table(entity)
    winner, loser = table.get(stays), table.get(goes)
    if winner is None or loser is None or stays == goes:
        raise RegisterError(_("Choose two records that are still there."))
    titles = {"loser": entity.title(loser), "title": entity.title(winner)}
    with book.change(N_("Merge {loser} into {title}"), **titles) as done:
        table.save(_filled(entity, winner, loser, _is_under(book, entity, winner, goes)))
        for other, field in links_to(book, entity):
            _move(book, other, field, stays, goes)
        for attachment in book.table(ATTACHMENT).find(record=goes):
            book.table(ATTACHMENT).save(replace(attachment, record=stays))
        delete_one(book, entity, goes)
    return done


def links_to(book: Book, entity: AnyEntity) -> list[tuple[AnyEntity, Field]]:
    """Return every field of every entity that links to records of this one."""
    return [
        (other, field)
        for other in book.catalog.entities
        for field, kind in other.links
        if kind.target == entity.table
    ]


def uses(book: Book, entity: AnyEntity, record_id: str) -> dict[str, int]:
    """Return by plural name how many records link to a record; only kinds that do."""
    found: dict[str, int] = {}
    for other, field in links_to(book, entity):
        if count := book.table(other).count(**{field.key: record_id}):
            found[_(other.plural)] = found.get(_(other.plural), 0) + count
    return found


def _filled(entity: AnyEntity, winner: Any, loser: Any, is_under: bool) -> Any:
    """Return the winner with the loser's values where it has none, and lifted out from under it."""
    values: dict[str, Any] = {}
    for item in entity.fields:
        own, other = getattr(winner, item.key), getattr(loser, item.key)
        if _is_tree(entity, item):
            if is_under:
                values[item.key] = other
        elif own is None or own == "":
            values[item.key] = other
    return replace(winner, **values)


def _is_tree(entity: AnyEntity, item: Field) -> bool:
    return any(field is item and kind.target == entity.table for field, kind in entity.links)


def _is_under(book: Book, entity: AnyEntity, record: Any, above: str) -> bool:
    """Tell whether a record lies under another in a tree, at whatever depth."""
    parent = next((field for field, kind in entity.links if kind.target == entity.table), None)
    seen: set[str] = set()
    while parent is not None and record is not None and record.id not in seen:
        seen.add(record.id)
        next_up = getattr(record, parent.key)
        if next_up == above:
            return True
        record = book.table(entity).get(next_up)
    return False


def _move(book: Book, other: AnyEntity, field: Field, stays: str, goes: str) -> None:
    table = book.table(other)
    kept = {phone.number for phone in book.table(PHONE).find(person=stays)}
    for record in table.find(**{field.key: goes}):
        if other is PHONE and record.number in kept:
            table.delete(record.id)
        else:
            table.save(replace(record, **{field.key: stays}))
