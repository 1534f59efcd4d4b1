"""Python looks at no widget that goes, keeps none that has gone, and leaves the rest as it is."""

from __future__ import annotations

import ast
import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget
from pytestqt.qtbot import QtBot

from gui import main_window
from gui.composing import ComposingGuard
from gui.main_window import MainWindow
from gui.pages.record_page import RecordPage
from gui.reading_order import pass_focus
from gui.session import Session
from tests.gui.windows import on_screen


def test_headers_of_a_list_outlive_the_search_for_the_next_stop(
    sample: Session, qtbot: QtBot
) -> None:
    window = on_screen(qtbot, MainWindow(sample))
    window.go("risks")
    for _turn in range(3):
        pass_focus(window, forward=True)
        gc.collect()
    view = window.page.list.view  # type: ignore[union-attr]
    header = view.horizontalHeader()
    assert isinstance(header, QHeaderView)
    assert shiboken6.isValid(header)
    assert header.count() > 0
    qtbot.waitUntil(lambda: not sample._jobs, timeout=20_000)


def test_only_a_key_looks_for_the_next_stop(
    sample: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bool] = []

    def look(_root: object, *, forward: bool) -> bool:
        looked.append(forward)
        return True

    monkeypatch.setattr(main_window, "pass_focus", look)
    window = on_screen(qtbot, MainWindow(sample))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go("risks")
    page = window.page
    assert isinstance(page, RecordPage)
    box = page.list.filter_box
    leaves: list[Callable[[], None]] = [lambda: box.setEnabled(False), box.hide, page.hide]
    for leave in leaves:
        page.show()
        box.show()
        box.setEnabled(True)
        box.setFocus()
        assert QApplication.focusWidget() is box
        leave()
    assert looked == []
    page.show()
    box.show()
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Tab)
    QTest.keyClick(box, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert looked == [True, False]
    qtbot.waitUntil(lambda: not sample._jobs, timeout=20_000)


def test_desktop_changes_nothing_in_a_window_that_has_gone(
    sample: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dressed: list[MainWindow] = []

    def dress(window: MainWindow) -> None:
        dressed.append(window)

    monkeypatch.setattr(MainWindow, "apply_theme", dress)
    window = MainWindow(sample)
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert window in dressed
    dressed.clear()
    shiboken6.delete(window)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert window not in dressed


def test_dressing_anew_leaves_nothing_of_the_former_dress(
    themed: QApplication, sample: Session, qtbot: QtBot
) -> None:
    window = on_screen(qtbot, MainWindow(sample))
    window.go("risks")
    counts = []
    for theme_key in ("dark", "light", "dark", "light"):
        window.deeds.choose_theme(theme_key)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        counts.append((len(window.findChildren(QWidget)), len(window.findChildren(QAction))))
    assert counts[1:] == counts[:1] * 3
    qtbot.waitUntil(lambda: not sample._jobs, timeout=20_000)


def test_guard_of_a_window_that_is_taken_apart_lets_events_pass(qtbot: QtBot) -> None:
    guard = ComposingGuard(QObject(QApplication.instance()))
    guard.__dict__.clear()  # as a collection does before Qt deletes the window
    assert not guard.eventFilter(guard, QEvent(QEvent.Type.KeyPress))
    shiboken6.delete(guard)


def test_no_layout_is_asked_for_its_items() -> None:
    """Python keeps the item after Qt deleted it: a header at its address is taken for it."""
    here = Path(__file__).parents[2]
    files = [path for name in ("gui", "tests") for path in (here / name).rglob("*.py")]
    assert [path.name for path in files if "itemAt" in set(_called(path))] == []


def _called(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr
