"""The window comes back where one left it, and on the screen that is there (ux 5, 11, 12)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.session import Session
from gui.shell import Shell
from register import shelf
from register.catalog import Catalog
from tests.gui.windows import on_screen


def _left_at(qtbot: QtBot, place: QPoint) -> Shell:
    """Close a window at a place, and open the next one."""
    before = on_screen(qtbot, Shell(Preferences()))
    before.resize(1000, 640)
    before.move(place)
    before.close()
    return on_screen(qtbot, Shell(Preferences()))


def test_window_comes_back_in_its_size(qtbot: QtBot, themed: QApplication) -> None:
    screen = QGuiApplication.primaryScreen().availableGeometry()
    shell = _left_at(qtbot, screen.topLeft())
    assert shell.width() == min(1000, max(screen.width(), shell.minimumWidth()))


@pytest.mark.parametrize("place", [QPoint(9_000, 200), QPoint(-9_000, 200), QPoint(100, 9_000)])
def test_window_from_a_screen_that_is_gone_comes_back_into_sight(
    qtbot: QtBot, themed: QApplication, place: QPoint
) -> None:
    shell = _left_at(qtbot, place)
    assert any(
        screen.availableGeometry().intersects(shell.frameGeometry())
        for screen in QGuiApplication.screens()
    )


def _drop(window: MainWindow, *urls: QUrl) -> bool:
    """Drop files as a file manager does; tell whether the window would take them."""
    data = QMimeData()
    data.setUrls(list(urls))
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entering = QDragEnterEvent(QPoint(200, 200), copy, data, left, none)
    entering.ignore()
    QApplication.sendEvent(window, entering)
    if entering.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(200, 200), copy, data, left, none))
    return entering.isAccepted()


def test_register_is_opened_by_dropping_it(
    qtbot: QtBot, themed: QApplication, catalog: Catalog, sample_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "dropped.muster"
    shutil.copyfile(sample_file, path)
    window = MainWindow(Session(catalog, Preferences()))
    qtbot.addWidget(window)
    window.show_start()
    window.show()
    assert not _drop(window, QUrl("https://example.org/x.muster"))
    assert not _drop(window, QUrl("file://server/share/x.muster"))
    assert not _drop(window, QUrl.fromLocalFile(str(path)), QUrl.fromLocalFile(str(path)))
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        assert _drop(window, QUrl.fromLocalFile(str(path)))
    assert window.session.open_book.path == path.resolve()
    window.close_anyway()


def _focused_name(window: MainWindow) -> str:
    focused = window.focusWidget()
    return focused.accessibleName() if focused is not None else ""


def test_keys_begin_at_the_register_that_was_open_last(
    qtbot: QtBot, themed: QApplication, catalog: Catalog, tmp_path: Path
) -> None:
    path = tmp_path / "mine.muster"
    shelf.create(path, catalog, by="x").close()
    window = on_screen(qtbot, MainWindow(Session(catalog, Preferences())))
    window.activateWindow()
    window.show_start()
    qtbot.waitUntil(lambda: window.focusWidget() is not None)
    first = window.focusWidget()
    assert isinstance(first, QPushButton)
    assert first.text() == "Open…"
    window.session.preferences.add_recent(tmp_path / "gone.muster")
    window.session.preferences.add_recent(path)
    window.show_start()
    qtbot.waitUntil(lambda: _focused_name(window) == "mine")
    first = window.focusWidget()
    assert first is not None
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        qtbot.keyClick(first, Qt.Key.Key_Space)
    window.close_anyway()
