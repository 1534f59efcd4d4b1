"""Buttons over the list of actions: those overdue, and those that wait for their check."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPushButton

from gui.session import Session
from gui.tables.narrowing import Narrowing
from gui.widgets import button
from register.acting import OVERDUE
from register.entities import ACTION
from register.i18n import N_, today, translated

WAITING = "status = 'done'"
CHOICES = (
    (N_("Overdue"), N_("No action is overdue."), OVERDUE),
    (N_("To be checked"), N_("No action waits for its check."), WAITING),
)


def action_buttons(session: Session) -> list[QPushButton]:
    """Return a button for each choice."""
    return [
        button(translated(name), partial(show_some, session, name, none, where))
        for name, none, where in CHOICES
    ]


def show_some(session: Session, name: str, none: str, where: str) -> None:
    """Narrow the list of actions to what SQL of ours picks; say so where there is nothing."""
    args = [today().isoformat()] if "?" in where else []
    rows = session.open_book.table(ACTION).values("id", where=where, args=args)
    if not rows:
        session.tell(translated(none))
        return
    ids = frozenset(row[0] for row in rows)
    session.show_narrowed(ACTION.table, Narrowing(ids=ids, words=translated(name)))
