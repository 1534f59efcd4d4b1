"""What the monkey does at the window: one thing after the other, drawn by a seed.

It is guided: it edits the record that is shown more often than it does anything else.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QMessageBox,
    QWidget,
)
from shiboken6 import isValid

from gui.forms.editor import FlagEditor
from gui.main_window import MainWindow
from gui.matrix import MatrixView
from gui.pages.record_page import RecordPage
from gui.places import PLACES
from tests.gui.watching import Watch

FREEZE_S = 1.0  # of the thread's own work
STANDSTILL_S = 5.0  # of the clock, on a machine that others use
MENU_S = 0.2  # for how long a menu or a question may hold a click up
DIALOG_S = 2.0  # the same for another dialog of Qt's own, such as that of a printer
HANGS_S = 20.0  # after which it says what it is doing
SLOWEST = 5  # things that are told of at the end
LEFT_ALONE = {"quit", "close_register", "open_sample"}
SIZES = (QSize(1280, 720), QSize(1024, 640), QSize(1600, 900), QSize(1920, 1080))
TEXTS = (
    "Fire in hall B", "洪水淹没地下室", "<b>x</b>", "a < b & c", "mail <a@b.c> now", "=1+1",
    "$\\frac{$", "'; drop table risks;--", "%s {0} {x!r} \\n", " ", "2026-12-31", "2026-13-45",
    "14:30", "٣", "-0", "1e9", "\u202egnp.exe", "👨\u200d👩\u200d👧", "x" * 700, "a\x07b\x00c", "R-001",
)  # fmt: skip
KEYS = (
    "Tab", "Shift+Tab", "Return", "Escape", "Up", "Down", "Left", "Right", "PgUp", "PgDown", "Home",
    "End", "F2", "F6", "Del", "Space", "Ctrl+Return", "Ctrl+Z", "Ctrl+Y", "Ctrl+N", "Ctrl+D",
    "Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+F", "Ctrl+K", "Alt+Up", "Alt+Down", "Ctrl+Del", "Backspace",
)  # fmt: skip


class Monkey:
    """Does one thing after the other with a window that has a register open."""

    def __init__(self, window: MainWindow, seed: int, folder: Path) -> None:
        """``folder``: where it may save files."""
        self.window, self._folder = window, folder
        self.steps = 0
        self.slowest: list[tuple[float, str]] = []  # seconds the window's thread worked, at what
        self.standstill = 0.0  # seconds that went by meanwhile, at most
        self.done: list[str] = []
        self.doing = ""
        self._random = random.Random(seed)
        self._begun = time.monotonic()
        self._watch = Watch()
        self._rescue = QTimer(interval=50)
        self._rescue.timeout.connect(self._leave_loop)
        self._rescue.start()
        self._acts: list[tuple[Callable[[], str], int]] = [
            (self._edit, 24),
            (self._key, 12),
            (self._click, 10),
            (self._mouse, 8),
            (self._type, 8),
            (self._choose_row, 8),
            (self._go, 6),
            (self._verb, 5),
            (self._rate, 4),
            (self._compose, 2),
            (self._resize, 1),
            (self._dress, 1),
        ]

    def step(self) -> None:
        """Do one thing and let its consequences come."""
        acts, weights = zip(*self._acts, strict=True)
        self._begun = time.monotonic()
        self._watch = Watch()
        act, self.doing = self._random.choices(acts, weights)[0], ""
        dialog = dialog_in_front()
        self._keep_inside(dialog)
        if dialog is not None and self._random.random() < 0.35:
            dialog.reject()
            self.done.append("reject")
        else:
            self.done.append(f"{act.__name__.strip('_')} {act()}")
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._measure()
        self.steps += 1

    def _measure(self) -> None:
        """Hold the time since the last measure against what a user would bear."""
        worked, passed = self._watch.taken()
        self._watch = Watch()
        what = f"{self.window.place}: {self.done[-1:]} {self.doing}"
        self.slowest = sorted([*self.slowest, (worked, what)], reverse=True)[:SLOWEST]
        self.standstill = max(self.standstill, passed)
        said = f"{what} worked {worked:.2f} s, took {passed:.2f} s"
        assert worked < FREEZE_S, said
        assert passed < STANDSTILL_S, said

    def _keep_inside(self, dialog: QDialog | None) -> None:
        """Lead a dialog of files back to the folder of its own."""
        if isinstance(dialog, QFileDialog):
            shown = Path(dialog.directory().absolutePath())
            if shown != self._folder and self._folder not in shown.parents:
                dialog.setDirectory(str(self._folder))

    def _leave_loop(self) -> None:
        """Close a menu or dialog that keeps a click from returning, or answer what Qt asks."""
        waited = time.monotonic() - self._begun
        if waited < MENU_S:
            return
        if waited > HANGS_S:
            focus, front = QApplication.focusWidget(), QApplication.activeModalWidget()
            print(
                f"{self.done[-3:]}, {self.doing} then hangs: {front} in front, {focus} has the focus"
            )
            self._rescue.stop()
        popup, asked = QApplication.activePopupWidget(), dialog_in_front()
        if popup is not None:
            popup.close()
        elif isinstance(asked, QMessageBox):
            yes: QAbstractButton | None = asked.button(QMessageBox.StandardButton.Yes)
            if yes is not None and self.steps % 2:
                yes.click()
            else:
                asked.reject()
        elif asked is not None and waited > DIALOG_S:
            asked.reject()

    # what it does ------------------------------------------------------------------------

    def _target(self) -> QWidget:
        return QApplication.activePopupWidget() or dialog_in_front() or self.window.window()

    def _go(self) -> str:
        if dialog_in_front() is not None:
            return ""
        place = self._random.choice(PLACES)
        self.window.go(place.key)
        return place.key

    def _choose_row(self) -> str:
        views = [view for view in self._target().findChildren(QAbstractItemView) if _usable(view)]
        views = [view for view in views if view.model() is not None and view.model().rowCount()]
        if not views:
            return ""
        view = self._random.choice(views)
        row = self._random.randrange(view.model().rowCount())
        view.setCurrentIndex(view.model().index(row, 0))
        return f"{type(view).__name__} {row}"

    def _edit(self) -> str:
        """Change a field of the record that is shown, as a careful user would."""
        page = self.window.page
        if dialog_in_front() is not None or not isinstance(page, RecordPage):
            return self._go()
        if not page.detail.record_id or self._random.random() < 0.3:
            page.list.view.selectRow(
                self._random.randrange(max(1, page.list.view.records.rowCount()))
            )
        editors = list(page.detail.form.editors.values())
        if not editors or not page.detail.record_id:
            return ""
        editor = self._random.choice(editors)
        choices = editor.findChildren(QComboBox)
        if isinstance(editor, FlagEditor):
            editor.box.click()
        elif choices and choices[0].count():
            choices[0].setCurrentIndex(self._random.randrange(choices[0].count()))
        else:
            editor.put(self._text())
        editor.commit()
        if editor.pending():
            editor.revert()
        return editor.field.key

    def _rate(self) -> str:
        """Pick a cell of a small matrix."""
        found = [item for item in self._target().findChildren(MatrixView) if _usable(item)]
        if not found:
            return ""
        view = self._random.choice(found)
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=self._place_in(view))
        QTest.keyClick(view, Qt.Key.Key_Return)
        return "cell"

    def _click(self) -> str:
        buttons = [b for b in self._target().findChildren(QAbstractButton) if _usable(b)]
        if not buttons:
            return ""
        chosen = self._random.choice(buttons)
        said = chosen.text() or chosen.accessibleName()
        self.doing = f"click {type(chosen).__name__} {said}"
        QTest.mouseClick(chosen, Qt.MouseButton.LeftButton)
        return said

    def _mouse(self) -> str:
        widgets = [item for item in self._target().findChildren(QWidget) if _usable(item)]
        if not widgets:
            return ""
        chosen = self._random.choice(widgets)
        place = self._place_in(chosen)
        kind = type(chosen).__name__
        button = self._random.choice([Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton])
        if self._random.random() < 0.3:
            QTest.mouseDClick(chosen, Qt.MouseButton.LeftButton, pos=place)
        else:
            QTest.mouseClick(chosen, button, pos=place)
        return kind

    def _verb(self) -> str:
        if dialog_in_front() is not None:
            return ""
        actions = self.window.menus.actions
        key = self._random.choice([key for key in actions if key not in LEFT_ALONE])
        if actions[key].isEnabled():
            actions[key].trigger()
        return key

    def _key(self) -> str:
        target = _focus() or self._target()
        keys = self._random.choice(KEYS)
        QTest.keySequence(target, keys)
        return keys

    def _type(self) -> str:
        if (target := _focus()) is None:
            return ""
        for letter in self._text()[:40]:
            if letter.isascii() and letter.isprintable():
                QTest.keyClicks(target, letter)
                self._measure()
        return type(target).__name__

    def _compose(self) -> str:
        """Type by an input method: something half done, then what was chosen."""
        if (target := _focus()) is None:
            return ""
        QApplication.sendEvent(target, QInputMethodEvent("hongshui", []))
        QTest.keySequence(target, self._random.choice(("Return", "Escape", "Down")))
        event = QInputMethodEvent()
        event.setCommitString("洪水")
        if (target := _focus()) is not None:
            QApplication.sendEvent(target, event)
        return ""

    def _resize(self) -> str:
        size = self._random.choice(SIZES)
        self.window.window().resize(size)
        return f"{size.width()}"

    def _dress(self) -> str:
        if dialog_in_front() is not None:
            return ""
        deeds = self.window.deeds
        act = self._random.choice((deeds.choose_language, deeds.choose_theme, deeds.choose_density))
        words = {
            "choose_language": ("en", "zh_CN"),
            "choose_theme": ("light", "dark", "contrast"),
            "choose_density": ("normal", "compact"),
        }
        key = self._random.choice(words[act.__name__])
        act(key)
        return key

    # helpers -----------------------------------------------------------------------------

    def _text(self) -> str:
        return self._random.choice(TEXTS)

    def _place_in(self, widget: QWidget) -> QPoint:
        width, height = max(1, widget.width()), max(1, widget.height())
        return QPoint(self._random.randrange(width), self._random.randrange(height))


def _usable(widget: QWidget) -> bool:
    # what stands inside of Qt's dialogs may be known to Python as something that has gone
    return isValid(widget) and widget.isVisible() and widget.isEnabled()


def _focus() -> QWidget | None:
    widget = QApplication.focusWidget()
    return widget if widget is not None and _usable(widget) else None


def dialog_in_front() -> QDialog | None:
    widget = QApplication.activeModalWidget()
    return widget if isinstance(widget, QDialog) else None
