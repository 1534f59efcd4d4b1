from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.dialogs.frame import Frame
from gui.main_window import MainWindow
from gui.places import PLACES
from gui.preferences import Preferences
from gui.session import Session
from gui.shell import Shell
from gui.widgets import button, column, icon_button
from tests.gui.windows import on_screen


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_button_in_focus_is_pressed(qtbot: QtBot, key: Qt.Key) -> None:
    pressed: list[str] = []
    shell, inside, centre = Shell(Preferences()), QMainWindow(), QWidget()
    qtbot.addWidget(shell)
    lines = column(centre)
    made = [
        button("Words", lambda: pressed.append("words")),
        icon_button("add", "Sign", lambda: pressed.append("sign")),
    ]
    field = QLineEdit()
    for widget in (*made, field):
        lines.addWidget(widget)
    inside.setCentralWidget(centre)
    shell.fill(inside)
    shell.show()
    for widget in made:
        widget.setFocus()
        qtbot.keyClick(widget, key)
    assert pressed == ["words", "sign"]
    field.setFocus()
    qtbot.keyClick(field, key)
    made[0].setEnabled(False)
    qtbot.keyClick(shell, key)
    assert pressed == ["words", "sign"]


def test_enter_on_cancel_does_not_do_what_the_dialog_is_for(qtbot: QtBot) -> None:
    done: list[str] = []
    dialog = Frame("Delete", "")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    field = QLineEdit()
    dialog.body.addWidget(field)
    verb = dialog.add_buttons("Delete", lambda: done.append("deleted"))
    dialog.show()
    cancel = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Cancel")
    assert cancel is not verb
    cancel.setFocus()
    qtbot.keyClick(cancel, Qt.Key.Key_Return)
    assert done == []
    assert dialog.isHidden()
    dialog.show()
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert done == ["deleted"]


def test_access_keys_of_pages_are_not_those_of_the_menus(
    qtbot: QtBot, themed: QApplication, sample: Session
) -> None:
    window = on_screen(qtbot, MainWindow(sample))
    menus = {QKeySequence.mnemonic(action.text()) for action in window.menuBar().actions()}
    assert len(menus) == len(window.menuBar().actions())
    for place in PLACES:
        window.go(place.key)
        assert window.page is not None
        taken = set(menus)
        words = [item for item in window.page.findChildren(QLabel) if item.buddy() is not None]
        for widget in (*words, *window.page.findChildren(QAbstractButton)):
            key = QKeySequence.mnemonic(widget.text())
            if not key.isEmpty():
                assert key not in taken, f"{place.key}: {widget.text()}"
                taken.add(key)
    window.close_anyway()
