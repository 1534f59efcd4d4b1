from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.dialogs.frame import Frame
from gui.preferences import Preferences
from gui.shell import Shell
from gui.widgets import button, column, icon_button


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
