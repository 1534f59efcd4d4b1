"""Does what the menus and the start page offer; each verb is a method of its name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from gui.edit_verbs import EditVerbs
from gui.help_verbs import HelpVerbs
from gui.look_verbs import LookVerbs
from gui.opening import Opener, Refusal
from gui.session import Session
from register import backup, repair
from register.backup import Snapshot
from register.check import Fault, check
from register.errors import RegisterError
from register.files import write_whole
from register.i18n import _
from register.progress import Progress
from register.shelf import Terms

if TYPE_CHECKING:
    from gui.main_window import MainWindow

ENDING = ".muster"


class Deeds(EditVerbs, LookVerbs, HelpVerbs):
    """The verbs of one window."""

    def __init__(self, window: MainWindow, session: Session, by: str = "") -> None:
        super().__init__(window, session)
        self.opener = Opener(session, by, self)
        self.opener.began.connect(window.show_opening)
        self.opener.copies_found.connect(self.compare_with)
        self.opener.refused.connect(window.show_refusal)
        session.report_wanted.connect(self.save_report)

    # registers ---------------------------------------------------------------------------

    def new_register(self) -> None:
        """Ask where, then make a register."""
        self._ask_target(_("New register"), _("Register") + ENDING, self.opener.create)

    def open_register(self) -> None:
        """Ask which, then open it."""
        dialog = self._dialog(_("Open register"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Registers (*.muster)"), _("All files (*)")])
        dialog.fileSelected.connect(lambda name: self.open_path(Path(name)))
        dialog.open()

    def open_path(self, path: Path, terms: Terms | None = None) -> None:
        """Open a register, once everything typed is stored."""
        if self._window.may_leave():
            self.opener.open(path, terms)

    def open_sample(self) -> None:
        """Open the user's copy of the sample."""
        if self._window.may_leave():
            self.opener.open_sample()

    def close_register(self) -> None:
        """Close the register and show the start page."""
        if self._window.may_leave():
            self._session.detach()
            self._window.show_start()

    def save_copy(self) -> None:
        """Ask where, then write a copy."""
        book = self._session.open_book
        stem = book.path.stem if book.path else book.about.title
        name = _("{name} copy").format(name=stem) + ENDING
        self._ask_target(_("Save a copy as"), name, self._session.save_copy)

    def make_snapshot(self) -> None:
        """Make a snapshot now."""
        if self._window.may_leave():
            self._session.snapshot()

    def restore_snapshot(self) -> None:
        """Offer the snapshots of the open register."""
        path = self._session.open_book.path
        if path is not None and self._window.may_leave():
            self.restore_closed(path)

    def restore_closed(self, path: Path) -> None:
        """Offer the snapshots of a register, and put the chosen one in its place."""
        from gui.dialogs.snapshots_dialog import SnapshotsDialog

        dialog = SnapshotsDialog(self._session, path, self._window)
        dialog.chosen.connect(partial(self._restore, path))
        dialog.open()

    def repair_closed(self, path: Path) -> None:
        """Ask where, then build a new register from what can be saved of a damaged one."""
        name = _("{name} repaired").format(name=path.stem) + ENDING
        self._ask_target(_("Repair into a new file"), name, partial(self._repair, path))

    def show_properties(self) -> None:
        """Show the form of the register itself."""
        from gui.dialogs.properties_dialog import PropertiesDialog

        PropertiesDialog(self._session, self._window).open()

    def import_file(self) -> None:
        """Open the import dialog."""
        from gui.importing.dialog import ImportDialog

        if self._window.may_leave():
            ImportDialog(self._session, self._window).open()

    def pick_risks(self) -> None:
        """Pick risks from the starter library."""
        from gui.picking.dialog import LibraryDialog

        if self._window.may_leave():
            LibraryDialog(self._session, self._window).open()

    def export_list(self) -> None:
        """Write what the list of the page shows."""
        if (lists := self._lists()) is not None:
            lists.export_list()

    def print_list(self) -> None:
        """Print what the page shows: its pages, or its list."""
        page = self._window.page
        if page is not None and page.prints is not None:
            page.prints()
        elif (lists := self._lists()) is not None:
            lists.print_list()

    def export_register(self) -> None:
        """Write the whole register to a spreadsheet or a JSON file."""
        from gui.lists.sending import Sending

        if self._window.may_leave():
            Sending(self._session, self._window).export_book()

    def check_register(self) -> None:
        """Check a copy of the register, off this thread."""
        book = self._session.open_book
        name = book.name

        def work(progress: Progress) -> list[Fault]:
            with book.copy() as copy:
                return check(copy, progress)

        job = self._session.run(work, _("Checking the register"))
        job.succeeded.connect(partial(self._show_check, name))

    def compare_files(self) -> None:
        """Ask for another file of the register, then compare the two."""
        dialog = self._dialog(_("Compare with another file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Registers (*.muster)"), _("All files (*)")])
        dialog.fileSelected.connect(lambda name: self.compare_with([Path(name)]))
        dialog.open()

    def compare_with(self, files: list[Path]) -> None:
        """Show how the open register and other files of it came apart."""
        from gui.dialogs.compare_dialog import CompareDialog

        if self._window.may_leave():
            CompareDialog(self._session, files, self._window).open()

    # the window --------------------------------------------------------------------------

    def go(self, key: str) -> None:
        """Show a place."""
        self._window.go(key)

    def sign_as(self) -> None:
        """Ask who signs changes."""
        from gui.dialogs.name_dialog import NameDialog

        NameDialog(self._session, self._window).open()

    def show_settings(self) -> None:
        """Show the user's settings."""
        from gui.dialogs.settings_dialog import SettingsDialog

        if self._window.may_leave():
            SettingsDialog(self._session, self, self._window).open()

    def save_report(self, error: BaseException) -> None:
        """Ask where, then write what is known about a fault; nothing is ever sent."""
        from gui.crash_report import report_text

        dialog = self._dialog(_("Save a report"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.selectFile("muster-report.txt")
        dialog.fileSelected.connect(lambda name: self._write_report(Path(name), report_text(error)))
        dialog.open()

    def quit(self) -> None:
        """Close the window."""
        self._window.window().close()

    # inside ------------------------------------------------------------------------------

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title, self._folder())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _folder(self) -> str:
        book = self._session.book
        if book is not None and book.path is not None and not self._session.is_sample:
            return str(book.path.parent)
        recent = self._session.preferences.settings.recent
        return str(Path(recent[0]).parent) if recent else str(Path.home())

    def _ask_target(self, title: str, name: str, act: Callable[[Path], object]) -> None:
        dialog = self._dialog(title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ENDING[1:])
        dialog.setNameFilters([_("Registers (*.muster)")])
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda text: act(Path(text)))
        dialog.open()

    def _restore(self, path: Path, chosen: Snapshot) -> None:
        catalog, session = self._session.catalog, self._session
        session.detach()
        self._window.show_opening()

        def work(_progress: Progress) -> Path:
            return backup.restore(path, chosen, catalog)

        job = session.run(work, _("Restoring"), silent=True)
        job.succeeded.connect(lambda aside: self._restored(path, aside))
        job.failed.connect(lambda error: self._window.show_refusal(Refusal(path, error)))

    def _restored(self, path: Path, aside: Path) -> None:
        self.opener.open(path)
        text = _("The register was restored; the file it replaced is “{name}”.")
        self._session.tell(text.format(name=aside.name))

    def _repair(self, path: Path, new: Path) -> None:
        catalog, by = self._session.catalog, self.opener.by

        def work(progress: Progress) -> list[str]:
            report = repair.repair(path, new, catalog, by=by, progress=progress)
            return report.lines(catalog)

        job = self._session.run(work, _("Repairing"))
        job.succeeded.connect(lambda lines: self._repaired(new, lines))

    def _repaired(self, new: Path, lines: list[str]) -> None:
        self.opener.open(new)
        self._session.tell("  •  ".join(lines))

    def _write_report(self, path: Path, text: str) -> None:
        try:
            write_whole(path, text)
        except OSError as error:
            reason = error.strerror or "?"
            text = _("The system refused: {reason}.").format(reason=reason)
            self._session.complain(RegisterError(text))
            return
        self._session.tell(_("The report was saved as “{name}”.").format(name=path.name))

    def _show_check(self, name: str, faults: list[Fault]) -> None:
        from gui.dialogs.check_dialog import CheckDialog

        CheckDialog(name, faults, self._window).open()
