"""While an input method composes, Enter, Escape and the arrows belong to it, not to the program."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from gui.dialogs.name_dialog import NameDialog
from gui.main_window import MainWindow
from gui.pages.quick_line import QuickLine
from gui.pages.record_page import RecordPage
from gui.palette.palette import Palette
from gui.tables.facet_row import FacetButton

KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down)


@pytest.fixture
def window(bare_window: MainWindow) -> MainWindow:
    bare_window.go("risks")
    return bare_window


def _compose(widget: QWidget, text: str = "hongshui") -> None:
    QCoreApplication.sendEvent(widget, QInputMethodEvent(text, []))


def _press(widget: QWidget) -> None:
    """Press what a candidate list is worked with; some platforms hand the keys on."""
    for key in KEYS:
        QTest.keyClick(widget, key)


def _page(window: MainWindow) -> RecordPage:
    assert isinstance(window.page, RecordPage)
    return window.page


def _focus(qtbot: QtBot, widget: QWidget) -> None:
    widget.window().activateWindow()
    widget.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is widget)


def test_palette_stays_open_while_one_composes(qtbot: QtBot, window: MainWindow) -> None:
    window.deeds.find_anything()
    palette = window.findChild(Palette)
    _focus(qtbot, palette.line)
    _compose(palette.line)
    chosen = palette.list.currentItem()
    _press(palette.line)
    assert palette.isVisible()
    assert palette.list.currentItem() is chosen
    _compose(palette.line, "")
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_filter_keeps_the_focus_while_one_composes(window: MainWindow) -> None:
    panel = _page(window).list
    panel.focus_filter()
    _compose(panel.filter_box)
    _press(panel.filter_box)
    assert QApplication.focusWidget() is panel.filter_box
    _compose(panel.filter_box, "")
    QTest.keyClick(panel.filter_box, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is panel.view


def test_field_is_neither_saved_nor_put_back_while_one_composes(window: MainWindow) -> None:
    page = _page(window)
    page.detail.focus_first()
    editor = page.detail.form.editors["title"]
    seq = window.session.open_book.head.seq
    QTest.keyClicks(editor.input, "x")
    typed = editor.text()
    _compose(editor.input)
    _press(editor.input)
    assert editor.text() == typed
    assert window.session.open_book.head.seq == seq
    _compose(editor.input, "")
    QTest.keyClick(editor.input, Qt.Key.Key_Return)
    assert window.session.open_book.head.seq == seq + 1


def test_long_text_is_not_put_back_while_one_composes(window: MainWindow) -> None:
    page = _page(window)
    page.detail.focus_first()
    editor = page.detail.form.editors["notes"]
    editor.input.setFocus()
    QTest.keyClicks(editor.input, "x")
    typed = editor.text()
    _compose(editor.input)
    QTest.keyClick(editor.input, Qt.Key.Key_Escape)
    assert editor.text() == typed


def test_dialog_presses_no_button_while_one_composes(qtbot: QtBot, window: MainWindow) -> None:
    window.deeds.sign_as()
    dialog = window.findChild(NameDialog)
    _focus(qtbot, dialog.name)
    _compose(dialog.name)
    _press(dialog.name)
    assert dialog.isVisible()
    assert dialog.result() == QDialog.DialogCode.Rejected
    _compose(dialog.name, "")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_log_line_is_not_stored_while_one_composes(window: MainWindow) -> None:
    window.go("drills")
    page = _page(window)
    page.list.choose_first()
    line = page.detail.findChild(QuickLine)
    seq = window.session.open_book.head.seq
    line.line.setFocus()
    QTest.keyClicks(line.line, "x")
    _compose(line.line)
    _press(line.line)
    assert line.line.text() == "x"
    assert window.session.open_book.head.seq == seq
    _compose(line.line, "")
    QTest.keyClick(line.line, Qt.Key.Key_Return)
    assert window.session.open_book.head.seq == seq + 1


def test_search_of_a_facet_stays_open_while_one_composes(window: MainWindow) -> None:
    buttons = _page(window).list.findChildren(FacetButton)
    owner = next(made for made in buttons if made.field.key == "owner")
    owner.open()
    popup = next(w for w in QApplication.topLevelWidgets() if w.property("role") == "popup")
    line = popup.findChild(QWidget, "search") or popup.focusWidget()
    assert line is not None
    _compose(line)
    _press(line)
    assert popup.isVisible()
    popup.close()
