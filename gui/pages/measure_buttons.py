"""The button of the measures' page that shows those that should be done by now."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPushButton

from gui.session import Session
from gui.tables.narrowing import Narrowing
from gui.widgets import button
from register.entities import MEASURE
from register.i18n import _, today
from register.treating import overdue_measures


def measure_buttons(session: Session) -> list[QPushButton]:
    """Return the buttons."""
    return [button(_("Overdue"), partial(show_overdue, session), sign="clock")]


def show_overdue(session: Session) -> None:
    """Narrow the list to overdue measures; say so where there is none."""
    found = overdue_measures(session.open_book, today())
    if not found:
        session.tell(_("No measure is overdue."))
        return
    ids = frozenset(item.id for item in found)
    session.show_narrowed(MEASURE.table, Narrowing(ids=ids, words=_("Overdue")))
