"""Bringing one record back to how it was after an earlier step, as a new change.

What the program computes itself, such as the levels of a risk, stays as it is now.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from register import history
from register.book import Book
from register.changes import ChangeSet
from register.entity import AnyEntity
from register.errors import RegisterError
from register.i18n import N_, _
from register.trash import refuse_without_parent


def earlier(book: Book, entity: AnyEntity, record_id: str, seq: int) -> Any | None:
    """Return the record as it would be, or None where there is nothing to bring back."""
    now = book.table(entity).get(record_id)
    row = history.folded(book.reader(), record_id, seq)
    has_a_page = entity.top or entity.owner_link is not None
    if now is None or row is None or entity.unchanging or not has_a_page:
        return None
    then = entity.load(entity.whole(row))
    kept = {item.key: getattr(now, item.key) for item in entity.fields if item.read_only}
    then = replace(then, **kept)
    return None if then == now else then


def bring_back(book: Book, entity: AnyEntity, record_id: str, seq: int) -> ChangeSet:
    """Store a record as it was after the step ``seq``; raises RegisterError."""
    then = earlier(book, entity, record_id, seq)
    if then is None:
        raise RegisterError(_("The record is as it was then, or it is gone."))
    refuse_without_parent(book, entity.table, entity.row(then))
    label = N_("Bring {title} back to step {seq}")
    with book.change(label, title=entity.title(then), seq=seq) as done:
        book.table(entity).save(then)
    return done
