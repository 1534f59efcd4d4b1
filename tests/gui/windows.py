"""How a test puts a part of the window on the screen."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.session import Session
from register.entities import ACTION, RISK, Risk

AnyWidget = TypeVar("AnyWidget", bound=QWidget)


def on_screen(qtbot: QtBot, widget: AnyWidget, width: int = 0, height: int = 0) -> AnyWidget:
    """Return the widget when it is shown, in a size if one is named; it closes with the test."""
    qtbot.addWidget(widget)
    if width:
        widget.resize(width, height)
    widget.show()
    return widget


def free_risk(session: Session) -> Risk:
    """Return a risk that no action is about, so that nothing stands against deleting it."""
    book = session.open_book
    return next(r for r in book.table(RISK).all() if not book.table(ACTION).count(risk=r.id))
