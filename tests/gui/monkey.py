"""A monkey at the window: seeded, guided so that it edits, and watched by what it may not break.

    python -m tests.gui.monkey --minutes 10 --seed 1

It fails on an exception, a warning of Qt, a freeze of over a second, a row that differs from what
was acknowledged, or a register that does not check out afterwards.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QEvent,
    QMessageLogContext,
    QObject,
    QPoint,
    QSize,
    Qt,
    QTimer,
    QtMsgType,
    QUrl,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtGui import QDesktopServices, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QWidget,
)

from gui.forms.editor import Editor, FlagEditor
from gui.main_window import MainWindow
from gui.matrix import MatrixView
from gui.pages.record_page import RecordPage
from gui.places import PLACES
from register.book import Book
from register.changes import ChangeSet
from register.check import check
from register.storage import fetch

if TYPE_CHECKING:
    from gui.app import Program

FREEZE_S = 1.0
MENU_S = 0.2  # for how long a menu may hold a click up
LOOK_EVERY = 100  # steps between two looks at the rows
LEFT_ALONE = {"quit", "close_register", "open_sample"}
KNOWN_WARNINGS = ("This plugin does not support",)  # the offscreen platform is poor
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

Key = tuple[str, str]


class Acknowledged:
    """The rows as the change sets say that they are; the file must say the same."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.rows = self._stored()
        self.changes = 0
        book.listeners.append(self.take)

    def take(self, done: ChangeSet) -> None:
        """Note what one step is said to have stored."""
        self.changes += 1
        for change in done.changes:
            key = (change.table, change.id)
            if change.after is None:
                del self.rows[key]
            else:
                self.rows[key] = self.rows.get(key, {}) | change.after

    def differences(self) -> list[Key]:
        """Return the rows that the file holds otherwise."""
        stored = self._stored()
        return [
            key
            for key in self.rows.keys() | stored.keys()
            if _given(self.rows.get(key)) != _given(stored.get(key))
        ]

    def _stored(self) -> dict[Key, dict[str, Any]]:
        found = {}
        for entity in self._book.catalog.entities:
            names = [
                row[1] for row in fetch(self._book.reader(), f"pragma table_info({entity.table})")
            ]
            for row in fetch(self._book.reader(), f"select * from {entity.table}"):
                values = dict(zip(names, row, strict=True))
                found[entity.table, values["id"]] = values
        return found


def _given(row: dict[str, Any] | None) -> dict[str, Any] | None:
    """A column that is empty and one that is not named are the same; the id is the key."""
    if row is None:
        return None
    return {key: value for key, value in row.items() if value is not None and key != "id"}


class Monkey:
    """Does one thing after the other with a window that has a register open."""

    def __init__(self, window: MainWindow, seed: int, freeze: float = FREEZE_S) -> None:
        """``freeze``: for how many seconds the window may stand still."""
        self.window, self._freeze = window, freeze
        self.steps = 0
        self.longest = 0.0
        self.done: list[str] = []
        self._random = random.Random(seed)
        self._begun = time.monotonic()
        self._rescue = QTimer(interval=50)
        self._rescue.timeout.connect(self._leave_menu)
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
        self._begun = begun = time.monotonic()
        act = self._random.choices(acts, weights)[0]
        if (dialog := _dialog()) is not None and self._random.random() < 0.35:
            dialog.reject()
            self.done.append("reject")
        else:
            self.done.append(f"{act.__name__.strip('_')} {act()}")
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        taken = time.monotonic() - begun
        self.longest = max(self.longest, taken)
        assert taken < self._freeze, f"{self.done[-1]} took {taken:.2f} s"
        self.steps += 1

    def _leave_menu(self) -> None:
        """Close a menu that keeps a click from returning."""
        popup = QApplication.activePopupWidget()
        if popup is not None and time.monotonic() - self._begun > MENU_S:
            popup.close()

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
    return widget.isVisible() and widget.isEnabled()


def _focus() -> QWidget | None:
    widget = QApplication.focusWidget()
    return widget if widget is not None and _usable(widget) else None


def _dialog() -> QDialog | None:
    widget = QApplication.activeModalWidget()
    return widget if isinstance(widget, QDialog) else None


@contextmanager
def watched() -> Iterator[list[str]]:
    """Collect what went wrong meanwhile: exceptions that nobody caught, warnings of Qt."""
    faults: list[str] = []

    def raised(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        import traceback

        faults.append("".join(traceback.format_exception(kind, error, trace)))

    def said(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not any(known in text for known in KNOWN_WARNINGS):
            faults.append(text)

    before, handler = sys.excepthook, qInstallMessageHandler(said)
    unraisable = sys.unraisablehook
    sys.excepthook = raised
    sys.unraisablehook = lambda args: faults.append(f"{args.exc_value!r} in {args.object!r}")
    try:
        yield faults
    finally:
        sys.excepthook, sys.unraisablehook = before, unraisable
        qInstallMessageHandler(handler)


class Nowhere(QObject):
    """Opens what other programs would be asked to open, by doing nothing."""

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Leave it."""


def let_loose(
    window: MainWindow,
    seed: int,
    *,
    steps: int = sys.maxsize,
    seconds: float = 1e9,
    freeze: float = FREEZE_S,
) -> Monkey:
    """Let a monkey at a window with an open register; raises AssertionError where it breaks it."""
    book = window.session.open_book
    rows = Acknowledged(book)
    monkey = Monkey(window, seed, freeze)
    end = time.monotonic() + seconds
    nowhere = Nowhere()
    for scheme in ("file", "https"):
        QDesktopServices.setUrlHandler(scheme, nowhere, "open")  # type: ignore[arg-type]
    with watched() as faults:
        while monkey.steps < steps and time.monotonic() < end:
            monkey.step()
            assert not faults, (monkey.done[-8:], faults)
            assert window.session.book is book, monkey.done[-8:]
            if monkey.steps % LOOK_EVERY == 0:
                _wait_for_writers(window)
                assert rows.differences() == [], monkey.done[-LOOK_EVERY:]
        _come_to_rest(window)
        assert not faults, faults
    assert rows.differences() == []
    assert check(book) == []
    print(f"{monkey.steps} steps, {rows.changes} changes, longest {monkey.longest * 1000:.0f} ms")
    return monkey


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
        try:
            let_loose(started.window, args.seed, seconds=args.minutes * 60)
        finally:
            started.close()
            started.end()
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
