"""A window over 100,000 risks: how long each deed keeps the window from answering.

A timer of one millisecond beats meanwhile; the longest pause between two beats is what counts.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui import environment, theme
from gui.garbage import Collector
from gui.main_window import MainWindow
from gui.pages.record_page import RecordPage
from gui.session import Session
from gui.tables.facet_row import FacetPopup
from gui.tables.view import RecordView
from register.entities import RISK
from tests.benchmarks.big import CATALOG, big_register, own_folder

COUNT = 100_000
MOST_MS = 100
LONGEST_S = 20.0
QUIET_S = 0.4  # without a task for so long, a deed is over


class Pulse(QObject):
    """Beats as often as the window's thread lets it."""

    def __init__(self) -> None:
        super().__init__()
        self._last = time.perf_counter()
        self.longest = 0.0
        self._timer = QTimer(self, interval=1)
        self._timer.timeout.connect(self.beat)
        self._timer.start()

    def start(self) -> None:
        """Forget the pauses so far."""
        self._last, self.longest = time.perf_counter(), 0.0

    def beat(self) -> None:
        """Note how long ago the last beat was."""
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def main() -> None:
    """Print one line a deed."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with own_folder() as folder:
        book = big_register(folder / "fluid.muster", COUNT, rate=False)
        theme.load_fonts()
        session = Session(CATALOG)
        theme.wear(app, session.preferences)
        window = MainWindow(session)
        window.resize(1280, 720)
        window.show()
        session.attach(book)
        window.go("risks")
        environment.keep_window_first()
        pulse, collector = Pulse(), Collector()
        collector.settle()
        _settle(session, pulse)
        for name, deed in _deeds(window, session).items():
            pulse.start()
            deed()
            total = _settle(session, pulse)
            longest = pulse.longest * 1000
            note = "" if longest <= MOST_MS else f"  OVER {MOST_MS} ms"
            print(
                f"{name}: longest pause {longest:.0f} ms, done in {total:.2f} s{note}", flush=True
            )
        session.detach()
        environment.let_go_of_clipboard()


def _settle(session: Session, pulse: Pulse) -> float:
    """Run the loop until nothing more happens; returns the seconds it took."""
    start = quiet = time.perf_counter()
    while time.perf_counter() - start < LONGEST_S:
        QApplication.processEvents()
        pulse.beat()
        if session._jobs or pulse.longest == 0:
            quiet = time.perf_counter()
        elif time.perf_counter() - quiet > QUIET_S:
            break
        time.sleep(0.0005)
    return time.perf_counter() - start - QUIET_S


def _press(widget: QWidget, code: Qt.Key, text: str = "") -> None:
    none = Qt.KeyboardModifier.NoModifier
    QApplication.postEvent(widget, QKeyEvent(QEvent.Type.KeyPress, code, none, text))


def _type_on_a_row(view: RecordView) -> None:
    """Type where nothing can be edited."""
    places = [field.key for field in view.records.fields]
    view.setCurrentIndex(view.records.index(0, places.index("current_level")))
    _press(view, Qt.Key.Key_Q, "q")


def _deeds(window: MainWindow, session: Session) -> dict[str, Callable[[], object]]:
    page = window.page
    assert isinstance(page, RecordPage)
    panel, view, model = page.list, page.list.view, page.list.model

    def typed(text: str) -> None:
        for letter in text:
            _press(panel.filter_box, Qt.Key.Key_unknown, letter)

    def edited() -> None:
        record = model.record(3)
        session.write(
            "Edit",
            lambda book: book.table(RISK).save(RISK.load(RISK.row(record) | {"title": "Edited"})),
        )

    def paged() -> None:
        for _n in range(50):
            _press(view, Qt.Key.Key_PageUp)

    def facet() -> None:
        popups.append(panel.facet_row.buttons[0].open())

    def choose() -> None:
        popup = popups.pop()
        popup.toggle(popup._items[0].data(0, Qt.ItemDataRole.UserRole))
        popup.close()

    popups: list[FacetPopup] = []

    return {
        "sort by title, first": lambda: model.turn("title"),
        "sort by title, reversed": lambda: model.turn("title"),
        "sort by owner too": lambda: model.turn("owner", add=True),
        "sort by level": lambda: model.turn("current_level"),
        "sort by level and title": lambda: model.turn("title", add=True),
        "type the first letter": lambda: typed("r"),
        "type more letters": lambda: typed("ansom"),
        "clear the filter": panel.clear_filter,
        "open the values of a field, first": facet,
        "filter by a value": choose,
        "open the values of a field": facet,
        "filter by another value": choose,
        "clear again": panel.clear_filter,
        "sort by title again": lambda: model.sort_by("title"),
        "edit a row": edited,
        "sort by title after an edit": lambda: model.sort_by("title", down=True),
        "undo": session.undo,
        "natural order": lambda: model.sort_by(""),
        "a letter on a row": partial(_type_on_a_row, view),
        "jump to the end": view.scrollToBottom,
        "page up": paged,
        "clone a row": page.lists.clone_records,
        "delete a row": page.delete,
        "select all": view.selectAll,
        "copy all": page.lists.copy,
    }


if __name__ == "__main__":
    main()
