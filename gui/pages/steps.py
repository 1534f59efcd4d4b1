"""The history as text: one step's changes, field by field, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gui.session import Session
from register import history
from register.changes import Change
from register.entity import AnyEntity, Row
from register.fields import Field, Link
from register.history import Entry
from register.i18n import _, moment_text, ngettext, translated

MOST_TEXT = 300
MOST_ROWS = 100


def head_line(entry: Entry) -> str:
    """Return who made a step, when, and which number it has."""
    return _("Step {seq}  •  {when}  •  {who}").format(
        seq=entry.seq, when=moment_text(entry.at), who=entry.who
    )


def change_lines(
    session: Session, entry: Entry, record: str | None = None
) -> Iterator[tuple[Change | None, str, list[tuple[str, str, str]]]]:
    """Yield each row that a step changed, its name and its (field, before, after) lines."""
    book = session.open_book
    found = history.changes(book.reader(), entry.seq, record)
    for change in found[:MOST_ROWS]:
        entity = session.catalog.by_table.get(change.table)
        if entity is not None:
            yield change, _heading(entity, change), list(_fields(session, entity, change))
    more = len(found) - MOST_ROWS
    if more > 0:
        text = ngettext("and {count} more", "and {count} more", more)
        yield None, text.format(count=more), []


def _heading(entity: AnyEntity, change: Change) -> str:
    kind = translated(entity.label)
    if change.before is None:
        return _("{kind} added").format(kind=kind)
    if change.after is None:
        return _("{kind} deleted").format(kind=kind)
    return _("{kind} changed").format(kind=kind)


def _fields(session: Session, entity: AnyEntity, change: Change) -> Iterator[tuple[str, str, str]]:
    before, after = change.before or {}, change.after or {}
    for field in entity.fields:
        if field.hidden or field.key not in {**before, **after}:
            continue
        old, new = (_text(session, field, row) for row in (before, after))
        if old != new:
            yield translated(field.label), old, new


def _text(session: Session, field: Field, row: Row) -> str:
    value: Any = row.get(field.key)
    if value is None or value == "":
        return ""
    if isinstance(field.kind, Link):
        return session.names(field.kind.target).text(value) or _("(gone)")
    try:
        text = field.kind.format(field.kind.from_sql(value))
    except (ValueError, TypeError):  # a value of an older or later version
        text = str(value)
    return text if len(text) <= MOST_TEXT else text[:MOST_TEXT] + "…"
