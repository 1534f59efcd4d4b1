"""The button over the list of methods: adds one that the program brings along."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton

from gui.session import Session
from gui.widgets import button
from register.entities import METHOD
from register.errors import RegisterError
from register.i18n import N_, _
from register.methods import add_method, missing_shipped
from register.scoring import Method, words_in


def method_buttons(session: Session) -> list[QPushButton]:
    """Return the button; it offers what the register does not have."""
    made = button(_("Add a shipped method…"), lambda: offer(session, made), sign="add")
    made.setEnabled(not session.read_only)
    return [made]


def offer(session: Session, below: QPushButton) -> QMenu | None:
    """Show the methods that can be added, or say that all are there."""
    missing = missing_shipped(session.open_book)
    if not missing:
        session.tell(_("All methods that the program brings along are in the register."))
        return None
    menu = QMenu(below)
    for method in missing:
        menu.addAction(words_in(method.name), partial(add, session, method))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(below.mapToGlobal(below.rect().bottomLeft()))
    return menu


def add(session: Session, method: Method) -> None:
    """Add a method, and show it."""
    name = words_in(method.name)
    try:
        session.write(N_("Add method {method}"), partial(add_method, method=method), method=name)
    except RegisterError as error:
        session.complain(error)
        return
    session.show_record(METHOD.table, method.id)
