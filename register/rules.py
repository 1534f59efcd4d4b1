"""What follows when a record of treatment is stored, and what a form may not store.

``follow`` runs at the end of every change, inside it; undo takes back what it did as well.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from register.appetite import follow_appetite
from register.book import Book
from register.changes import ChangeSet
from register.entities import APPETITE, CONTROL, CUSTOM_FIELD, MEASURE, RISK
from register.entity import AnyEntity, Row
from register.identifying.custom import refuse_other_records
from register.identifying.lifecycle import refuse_move
from register.treating import follow_control, follow_measure, refuse_unreasoned

_FOLLOWED: tuple[tuple[AnyEntity, Callable[[Book, Any, Any], None]], ...] = (
    (APPETITE, follow_appetite),
    (CONTROL, follow_control),
    (MEASURE, follow_measure),
    (CUSTOM_FIELD, refuse_other_records),
)
_REFUSED: dict[str, tuple[Callable[[Any, Any], None], ...]] = {
    RISK.table: (refuse_unreasoned, refuse_move)
}


def follow(book: Book, done: ChangeSet) -> None:
    """Bring up to date what follows from changed controls, measures and appetites.

    Custom fields are only looked at. Raises FieldError where one of them may not be as it is; then nothing is changed.
    """
    for entity, act in _FOLLOWED:
        if done.touches(entity.table):
            for before, after in changed_records(book, entity, done):
                act(book, before, after)


def refuse(entity: AnyEntity, before: Any, after: Any) -> None:
    """Raise FieldError for what nobody may store in a form, though an import may bring it."""
    for check in _REFUSED.get(entity.table, ()):
        check(before, after)


def changed_records(book: Book, entity: AnyEntity, done: ChangeSet) -> list[tuple[Any, Any]]:
    """Return the records of a kind as they were before a change (None: new) and as they are."""
    old: dict[str, Row | None] = {}
    for change in done.changes:
        if change.table == entity.table and change.id not in old:
            old[change.id] = change.before
        elif change.table == entity.table and change.before and (known := old[change.id]):
            old[change.id] = change.before | known
    records = book.table(entity).page(list(old))
    return [(_before(entity, record, old[record.id]), record) for record in records]


def _before(entity: AnyEntity, record: Any, old: Row | None) -> Any:
    return None if old is None else entity.load({**entity.row(record), **old})
