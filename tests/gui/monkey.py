"""A monkey at the window: seeded, guided so that it edits, and watched by what it may not break.

    python -m tests.gui.monkey --minutes 10 --seed 1

It fails on an exception, a warning of Qt, a freeze, a row that differs from what was acknowledged,
or a register that does not check out afterwards. A freeze is a second in which the window's thread
computes, or five that go by for whatever reason. Nothing is written outside a folder of its own.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

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

from gui.forms.editor import Editor, FlagEditor
from gui.garbage import Collector
from gui.main_window import MainWindow
from gui.matrix import MatrixView
from gui.pages.record_page import RecordPage
from gui.places import PLACES
from register.book import Book
from register.check import check
from tests.gui.watching import Acknowledged, Watch, at_home_in, watched

if TYPE_CHECKING:
    from gui.app import Program

FREEZE_S = 1.0  # of the thread's own work
STANDSTILL_S = 5.0  # of the clock, on a machine that others use
OPENING_S = 60.0
MENU_S = 0.2  # for how long a menu or a question may hold a click up
LOOK_EVERY = 100  # steps between two looks at the rows
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
        self.longest = 0.0  # seconds that the window's thread worked at one step
        self.standstill = 0.0  # seconds that went by meanwhile
        self.done: list[str] = []
        self._random = random.Random(seed)
        self._begun = time.monotonic()
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
        watch = Watch()
        act = self._random.choices(acts, weights)[0]
        dialog = _dialog()
        self._keep_inside(dialog)
        if dialog is not None and self._random.random() < 0.35:
            dialog.reject()
            self.done.append("reject")
        else:
            self.done.append(f"{act.__name__.strip('_')} {act()}")
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._measure(watch)
        self.steps += 1

    def _measure(self, watch: Watch) -> None:
        worked, passed = watch.taken()
        self.longest = max(self.longest, worked)
        self.standstill = max(self.standstill, passed)
        said = f"{self.done[-1]} worked {worked:.2f} s, took {passed:.2f} s"
        assert worked < FREEZE_S, said
        assert passed < STANDSTILL_S, said

    def _keep_inside(self, dialog: QDialog | None) -> None:
        """Lead a dialog of files back to the folder of its own."""
        if isinstance(dialog, QFileDialog):
            shown = Path(dialog.directory().absolutePath())
            if shown != self._folder and self._folder not in shown.parents:
                dialog.setDirectory(str(self._folder))

    def _leave_loop(self) -> None:
        """Close a menu that keeps a click from returning, or answer what Qt's dialogs ask."""
        if time.monotonic() - self._begun < MENU_S:
            return
        popup, asked = QApplication.activePopupWidget(), _dialog()
        if popup is not None:
            popup.close()
        elif isinstance(asked, QMessageBox):
            yes: QAbstractButton | None = asked.button(QMessageBox.StandardButton.Yes)
            if yes is not None and self.steps % 2:
                yes.click()
            else:
                asked.reject()

    # what it does ------------------------------------------------------------------------

    def _target(self) -> QWidget:
        return QApplication.activePopupWidget() or _dialog() or self.window.window()

    def _go(self) -> str:
        if _dialog() is not None:
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
        if _dialog() is not None or not isinstance(page, RecordPage):
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
        if _dialog() is not None:
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
        if _dialog() is not None:
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


def _dialog() -> QDialog | None:
    widget = QApplication.activeModalWidget()
    return widget if isinstance(widget, QDialog) else None


def let_loose(
    window: MainWindow, seed: int, *, steps: int = sys.maxsize, seconds: float = 1e9
) -> Monkey:
    """Let a monkey at a window with an open register; raises AssertionError where it breaks it."""
    book = window.session.open_book
    assert book.path is not None
    path, folder = book.path, book.path.parent / "files"
    monkey = Monkey(window, seed, folder)
    rows, changes = Acknowledged(book), 0
    end = time.monotonic() + seconds
    with at_home_in(folder), watched() as faults:
        while monkey.steps < steps and time.monotonic() < end:
            monkey.step()
            assert not faults, (monkey.done[-8:], faults)
            if window.session.book is not book:  # it restored a snapshot, or opened another
                book = _follow(window, path)
                rows, changes = Acknowledged(book), changes + rows.changes
            if monkey.steps % LOOK_EVERY == 0:
                _wait_for_writers(window)
                assert rows.differences() == [], monkey.done[-LOOK_EVERY:]
        _come_to_rest(window)
        assert not faults, faults
    assert rows.differences() == []
    assert check(book) == []
    print(
        f"{monkey.steps} steps, {changes + rows.changes} changes, "
        f"longest {monkey.longest * 1000:.0f} ms of work, {monkey.standstill * 1000:.0f} ms in all"
    )
    return monkey


def _follow(window: MainWindow, path: Path) -> Book:
    """Return the register that is open now; where none is, have the first one opened again."""
    if not _has_book_within(window, OPENING_S / 10):
        window.window().show()
        window.deeds.open_path(path)
        assert _has_book_within(window, OPENING_S), "no register opened"
    return window.session.open_book


def _has_book_within(window: MainWindow, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while window.session.book is None and time.monotonic() < end:
        QApplication.processEvents()
    return window.session.book is not None


def _wait_for_writers(window: MainWindow) -> None:
    while not window.session.writes.flush() or any(job.writes for job in window.session._jobs):
        QApplication.processEvents()


def _come_to_rest(window: MainWindow) -> None:
    while (dialog := _dialog()) is not None:
        for editor in dialog.findChildren(Editor):
            editor.revert()  # a dialog stays while a field holds what does not fit
        dialog.reject()
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    if not window.may_leave() and window.page is not None:
        window.page.revert()
    window.session.stop_jobs()
    _wait_for_writers(window)
    QApplication.processEvents()


def main(arguments: Sequence[str]) -> int:
    """Let the monkey at a register of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--risks", type=int, default=2_000)
    args = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="muster-monkey-") as folder:
        os.environ["MUSTER_DATA"] = str(Path(folder) / "data")
        started = _program(Path(folder) / "own.muster", args.risks)
        assert started.window is not None
        collector = Collector(started)
        try:
            let_loose(started.window, args.seed, seconds=args.minutes * 60)
        finally:
            started.close()
            started.end()
            collector.stop()
    return 0


def _program(path: Path, risks: int) -> Program:
    """Start the program on a register with so many risks, and a sample of the rest."""
    import main as program
    from gui import app
    from register.samples import build_sample
    from tests.benchmarks.big import big_register

    with big_register(path, risks) as book:
        build_sample(book, date(2026, 11, 20))
    started = app.start(program.catalog, [str(path)])
    assert not isinstance(started, int)
    while started.window is None or started.window.session.book is None:
        QApplication.processEvents()
    return started


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
