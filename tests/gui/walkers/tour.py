"""A tour through everything the window can show; whoever goes along sees each stop once."""

from __future__ import annotations

import pkgutil
import threading
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

import gui
from gui.dialogs.check_dialog import CheckDialog
from gui.dialogs.compare_dialog import CompareDialog
from gui.dialogs.indicator_library import IndicatorLibrary
from gui.dialogs.snapshots_dialog import SnapshotsDialog
from gui.forms.child_panel import ChildPanel
from gui.forms.day_editor import DayEditor
from gui.importing.dialog import ImportDialog
from gui.lists.bulk_dialog import BulkDialog
from gui.lists.delete_dialog import DeleteDialog
from gui.lists.merge_dialog import MergeDialog
from gui.lists.paper_dialog import PaperDialog
from gui.lists.paste_dialog import PasteDialog
from gui.lists.views import ViewNameDialog
from gui.main_window import MainWindow
from gui.manual import Manual
from gui.methods.editor import MethodEditor
from gui.methods.remap_dialog import RemapDialog
from gui.opening import Refusal
from gui.pages.reading_calendar import ReadingCalendar
from gui.pages.reason_dialog import ReasonDialog
from gui.pages.record_page import RecordPage
from gui.pages.since_dialog import SinceDialog
from gui.pdf import _later
from gui.picking.dialog import LibraryDialog
from gui.places import PLACES
from gui.tables.facet_row import FacetButton
from register import backup
from register.check import Fault
from register.entities import PERSON
from register.errors import DamagedError
from register.i18n import _
from register.methods import copy_method
from register.scoring import DEFAULT_METHOD, LEC_METHOD

See = Callable[[str, QWidget], None]
SHEET = "Number,Title,Likelihood,Impact\nR-901,A new risk,3,4\nR-001,Another title,,9\n,,x,\n"
ROWS = "Number\tTitle\nR-902\tA pasted risk\nR-001\tA changed title\n"
LONGEST_S = 10.0
ROUNDS = 2  # a task that ends may ask the reader of PDFs for pages


def settle(window: MainWindow) -> None:
    """Let everything that was asked for arrive: tasks, posted events, layouts."""
    end = time.monotonic() + LONGEST_S
    for _round in range(ROUNDS):
        read = threading.Event()
        _later(read.set)  # what was asked of the reader of PDFs before has come when this has
        while True:
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()
            if (read.is_set() and not window.session._jobs) or time.monotonic() > end:
                break
            time.sleep(0.002)
    for _again in range(8):
        QApplication.processEvents()


class Tour:
    """Leads through one window."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        """``folder``: where a file to import may be written."""
        self.window, self._folder = window, folder
        self.visited: set[type[QDialog]] = set()

    def everything(self, see: See) -> None:
        """Visit every place, then every dialog."""
        self.places(see)
        self.popups(see)
        self.dialogs(see)
        self.start(see)

    def places(self, see: See) -> None:
        """Visit the pages, and of each kind of record every tab."""
        for place in PLACES:
            self.window.go(place.key)
            settle(self.window)
            see(place.key, self.window.window())
            if isinstance(self.window.page, RecordPage):
                self._tabs(place.key, self.window.page, see)

    def popups(self, see: See) -> None:
        """Visit the values of a facet and the calendar."""
        page = self._risks()
        button = page.findChild(FacetButton)
        button.open()
        settle(self.window)
        self._see_popup("facet", see)
        page.detail.focus_first()
        day = page.detail.findChild(DayEditor)
        calendar = day.open_calendar()
        settle(self.window)
        see("calendar", calendar)
        calendar.close()

    def dialogs(self, see: See) -> None:
        """Visit every dialog of the program."""
        self._risks()
        for name, opener in self._openers():
            before = set(_open_dialogs())
            opener()
            settle(self.window)
            for made in [item for item in _open_dialogs() if item not in before]:
                self._see_dialog(name, made, see)
                made.close()
            settle(self.window)

    def start(self, see: See) -> None:
        """Visit the start page, with recent registers and with a refusal."""
        self.window.session.preferences.add_recent(self._folder / "gone.muster")
        self.window.show_start()
        settle(self.window)
        see("start", self.window.window())
        self.window.show_refusal(Refusal(self._folder / "x.muster", DamagedError("…")))
        settle(self.window)
        see("refusal", self.window.window())
        self.window.go("overview")

    # inside ------------------------------------------------------------------------------

    def _risks(self) -> RecordPage:
        self.window.go("risks")
        settle(self.window)
        page = self.window.page
        assert isinstance(page, RecordPage)
        return page

    def _tabs(self, key: str, page: RecordPage, see: See) -> None:
        page.list.choose_first()
        for n in range(page.detail.bar.count()):
            page.detail.bar.setCurrentIndex(n)
            settle(self.window)
            for panel in page.detail.findChildren(ChildPanel):
                if panel.isVisible() and panel.model.records:
                    panel.view.selectRow(0)
            settle(self.window)
            see(f"{key}, tab {n}", self.window.window())
        page.detail.bar.setCurrentIndex(0)

    def _see_popup(self, name: str, see: See) -> None:
        popup = QApplication.activePopupWidget()
        if popup is None:
            shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
            popup = next(w for w in shown if w.property("role") == "popup")
        see(name, popup)
        popup.close()

    def _see_dialog(self, name: str, made: QWidget, see: See) -> None:
        if isinstance(made, QDialog):
            self.visited.add(type(made))
        see(name, made)
        if isinstance(made, ImportDialog):
            self._see_steps(made, see)
        if isinstance(made, MethodEditor):
            self._see_parts(name, made, see)

    def _see_steps(self, dialog: ImportDialog, see: See) -> None:
        file = self._folder / "risks.csv"
        file.write_text(SHEET, encoding="utf-8")
        dialog.look_at(file)
        settle(self.window)
        for step in (dialog.sheet, dialog.columns, dialog.preview):
            dialog.go(step)
            settle(self.window)
            see(f"import: {type(step).__name__}", dialog)

    def _see_parts(self, name: str, dialog: MethodEditor, see: See) -> None:
        for n in range(1, dialog.bar.count()):
            dialog.bar.setCurrentIndex(n)
            settle(self.window)
            see(f"{name}, part {n}", dialog)

    def _openers(self) -> Iterator[tuple[str, Callable[[], object]]]:
        window, deeds = self.window, self.window.deeds
        session = window.session
        for name in (
            "show_properties", "import_file", "edit_selected", "print_list", "sign_as",
            "show_settings", "find_anything", "show_shortcuts", "show_manual", "show_licences",
            "about", "show_messages",
        ):  # fmt: skip
            yield name, getattr(deeds, name)
        path = session.open_book.path
        assert path is not None
        yield "restore", lambda: SnapshotsDialog(session, path, window).open()
        other = self._folder / "other.muster"
        backup.save_copy(session.open_book, other)
        yield "compare", lambda: CompareDialog(session, [other], window).open()
        yield "check", lambda: CheckDialog("x", [], window).open()
        faults = [Fault("reference", "A fault, in words.")]
        yield "check with faults", lambda: CheckDialog("x", faults, window).open()
        yield "reading calendar", lambda: ReadingCalendar(session, window).open()
        yield "indicator library", lambda: IndicatorLibrary(session, window).open()
        yield "paste", self._paste
        risk = session.catalog.by_table["risks"]
        yield "delete", lambda: DeleteDialog(risk, 30, _nothing, window).open()
        yield "view name", lambda: ViewNameDialog(_nothing, window).open()
        people = session.open_book.table(PERSON).ids()[:2]
        yield "merge", lambda: MergeDialog(session, PERSON, people, window).open()
        risks = session.open_book.table(risk).ids()[:3]
        yield "bulk", lambda: self._bulk(BulkDialog(session, risk, risks, window))
        for method in (DEFAULT_METHOD, LEC_METHOD):
            name = f"method editor, {method.kind}"
            yield name, lambda key=method.id: MethodEditor(session, key, window).open()  # type: ignore[misc]
        yield "remap", self._remap
        yield "risk library", lambda: LibraryDialog(session, window).open()
        yield "since", lambda: SinceDialog(session, window).open()
        yield "paper", lambda: PaperDialog(session, "Checks", _nothing, window).open()
        reasons = (risk.by_key["close_reason"], risk.by_key["status_reason"])
        words = (_("Close"), _("Details"), _("Close"))
        yield "reason", lambda: ReasonDialog(session, words, reasons, _nothing, window).open()

    def _paste(self) -> None:
        QGuiApplication.clipboard().setText(ROWS)
        page = self._risks()
        lists = page.lists
        assert lists is not None
        before = set(_open_dialogs())
        lists.paste()
        made = [d for d in _open_dialogs() if d not in before]
        assert [type(d) for d in made] == [PasteDialog]

    def _remap(self) -> None:
        """Open the dialog with something to carry over: from one method to its copy."""
        session = self.window.session
        with session.change("Copy"):
            copy = copy_method(session.open_book, DEFAULT_METHOD.id)
        RemapDialog(session, DEFAULT_METHOD.id, copy.id, self.window).open()

    def _bulk(self, dialog: BulkDialog) -> None:
        dialog.open()


def _nothing(*_any: Any) -> None:
    """What a dialog that is only looked at would do."""


def _open_dialogs() -> list[QWidget]:
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget.isVisible() and isinstance(widget, QDialog | Manual)
    ]


def every_dialog() -> set[type[QDialog]]:
    """Return every class of dialog that the program has, but those that are only bases."""
    for module in pkgutil.walk_packages(gui.__path__, "gui."):
        import_module(module.name)
    found: set[type[QDialog]] = set()
    todo: list[type[QDialog]] = [QDialog]
    while todo:
        kind = todo.pop()
        subs = kind.__subclasses__()
        todo += subs
        if kind.__module__.startswith("gui.") and not subs:
            found.add(kind)
    return found


def buttons_of(root: QWidget) -> list[QPushButton]:
    """Return the push buttons that are seen."""
    return [item for item in root.findChildren(QPushButton) if item.isVisible()]
