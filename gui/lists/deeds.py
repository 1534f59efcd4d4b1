"""What the menus can do with the list of a page; each verb is a method of its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QMimeData, QObject, QPoint
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from gui.icons import icon
from gui.lists.bulk_dialog import BulkDialog, bulk_fields
from gui.lists.delete_dialog import ASKS_FROM, DeleteDialog
from gui.lists.inline import let_edit
from gui.lists.merge_dialog import MergeDialog, can_merge
from gui.lists.paste_dialog import PasteDialog
from gui.lists.print_dialog import PrintListDialog
from gui.lists.sending import Sending
from gui.lists.showing import Showing, showing, shown_fields
from gui.lists.views import Views
from gui.session import Session
from gui.tables.model import AT_ONCE
from gui.tables.panel import ListPanel
from register import trash
from register.bulk import clone_many
from register.changes import ChangeSet
from register.errors import RegisterError
from register.exchange.clip import Clip, clip_of
from register.i18n import _, ngettext
from register.progress import Progress


class ListDeeds(QObject):
    """The verbs of one list."""

    def __init__(self, session: Session, panel: ListPanel) -> None:
        super().__init__(panel)
        self._session, self._panel = session, panel
        self._view, self._model = panel.view, panel.model
        self._entity = panel.model.entity
        self.views = Views(session, panel, self._entity.table)
        self.cell = let_edit(session, self._view)
        panel.menu_asked.connect(self.open_list_menu)
        self._view.menu_asked.connect(self.open_row_menu)

    @property
    def can_write(self) -> bool:
        """Tell whether records of this list may change."""
        return not self._session.read_only and not self._entity.unchanging

    def showing(self) -> Showing:
        """Return what the list shows now."""
        return showing(self._view, self._model)

    # sending out -------------------------------------------------------------------------

    def export_list(self) -> None:
        """Ask where, then write what the list shows."""
        Sending(self._session, self._window()).export_list(self.showing())

    def print_list(self) -> None:
        """Ask for paper and file, then print what the list shows as PDF."""
        PrintListDialog(self._session, self.showing(), self._window()).open()

    # many at once ------------------------------------------------------------------------

    def select_all(self) -> None:
        """Choose every row that is shown."""
        self._view.selectAll()

    def edit_selected(self) -> None:
        """Edit what is chosen, all at once."""
        ids = self._view.chosen_ids()
        if ids and self.can_write and bulk_fields(self._entity):
            BulkDialog(self._session, self._entity, ids, self._window()).open()

    def clone_records(self) -> None:
        """Copy what is chosen, and show the last copy."""
        ids = self._view.chosen_ids()
        if not ids or not self.can_write:
            return
        session = self._session
        try:
            made = clone_many(session.open_book, self._entity, ids)
        except RegisterError as error:
            session.complain(error)
            return
        text = ngettext("{count} record copied.", "{count} records copied.", len(made))
        session.tell(text.format(count=len(made)), _("Undo"), session.undo)
        if made:
            session.show_record(self._entity.table, made[-1])

    def delete(self, ids: list[str], after: Callable[[], object]) -> None:
        """Delete records and go on with ``after``; many are asked about first."""
        if len(ids) < ASKS_FROM:
            self._session.delete(self._entity, ids)
            after()
            return
        act = partial(self._delete_many, ids, after)
        DeleteDialog(self._entity, len(ids), act, self._window()).open()

    def merge_records(self) -> None:
        """Ask which of the two chosen records stays."""
        ids = self._view.chosen_ids()
        if self.can_write and can_merge(self._entity, ids):
            MergeDialog(self._session, self._entity, ids, self._window()).open()

    # the clipboard -----------------------------------------------------------------------

    def copy(self) -> None:
        """Copy the chosen rows as shown, for spreadsheets and texts."""
        shown = replace(self.showing(), rowids=self._view.chosen_rowids())
        if not shown.rowids:
            return
        book = self._session.open_book

        def work(_progress: Progress) -> Clip:
            return clip_of(book, shown.entity, shown.records(book), shown.fields)

        if len(shown.rowids) > AT_ONCE:
            job = self._session.run(work, _("Copying"))
            job.succeeded.connect(partial(_put, self._session, len(shown.rowids)))
        else:
            clip = clip_of(book, shown.entity, shown.records(book), shown.fields)
            _put(self._session, len(shown.rowids), clip)

    def paste(self) -> None:
        """Show what pasting the rows of the clipboard would do."""
        text = QGuiApplication.clipboard().text()
        if not self.can_write:
            return
        if not text.strip():
            self._session.tell(_("There are no rows to paste; copy some in a spreadsheet first."))
            return
        fields = shown_fields(self._view, self._model)
        PasteDialog(self._session, self._entity, text, fields, self._window()).open()

    # menus -------------------------------------------------------------------------------

    def open_list_menu(self, place: QPoint) -> None:
        """Show the menu of the whole list at a place of the screen."""
        self.list_menu().popup(place)

    def open_column_menu(self) -> None:
        """Show the menu of the columns below the list's head."""
        header = self._view.horizontalHeader()
        place = header.mapToGlobal(QPoint(0, header.height()))
        self._view.column_menu(self._view).popup(place)

    def open_row_menu(self, place: QPoint) -> None:
        """Show the menu of what is chosen at a place of the screen."""
        self.row_menu().popup(place)

    def list_menu(self) -> QMenu:
        """Return the menu of the whole list."""
        menu = self._new_menu()
        menu.addMenu(self._view.column_menu(menu)).setIcon(icon("columns"))
        menu.addMenu(self._view.sort_menu(menu)).setIcon(icon("sort"))
        menu.addMenu(self.views.menu(menu)).setIcon(icon("eye"))
        menu.addSeparator()
        menu.addAction(hint(_("Select &all"), "Ctrl+A"), self.select_all)
        paste = menu.addAction(icon("paste"), hint(_("&Paste rows…"), "Ctrl+V"), self.paste)
        paste.setEnabled(self.can_write)
        menu.addSeparator()
        menu.addAction(icon("export"), hint(_("E&xport list…"), "Ctrl+E"), self.export_list)
        menu.addAction(icon("print"), hint(_("Pr&int list…"), "Ctrl+P"), self.print_list)
        return menu

    def row_menu(self) -> QMenu:
        """Return the menu of the chosen rows."""
        menu, count = self._new_menu(), len(self._view.chosen_rows())
        opening = menu.addAction(hint(_("&Open"), "Return"), self._open)
        opening.setEnabled(count == 1)
        writing = [
            menu.addAction(hint(_("&Edit selected…"), "Ctrl+Shift+E"), self.edit_selected),
            menu.addAction(icon("copy"), hint(_("Dup&licate"), "Ctrl+D"), self.clone_records),
        ]
        if can_merge(self._entity, self._view.chosen_ids() if count == 2 else ()):
            writing.append(menu.addAction(_("&Merge…"), self.merge_records))
        writing.append(
            menu.addAction(icon("trash"), hint(_("&Delete"), "Del"), self._view.delete_asked.emit)
        )
        menu.addSeparator()
        copying = menu.addAction(icon("copy"), hint(_("&Copy"), "Ctrl+C"), self.copy)
        copying.setEnabled(count > 0)
        paste = menu.addAction(icon("paste"), hint(_("&Paste rows…"), "Ctrl+V"), self.paste)
        paste.setEnabled(self.can_write)
        menu.addAction(hint(_("Select &all"), "Ctrl+A"), self.select_all)
        for action in writing:
            action.setEnabled(self.can_write and count > 0)
        return menu

    # inside ------------------------------------------------------------------------------

    def _open(self) -> None:
        self._view.activated_row.emit(self._view.current_row())

    def _delete_many(self, ids: list[str], after: Callable[[], object]) -> None:
        session, book, entity = self._session, self._session.open_book, self._entity

        def work(_progress: Progress) -> ChangeSet:
            return trash.delete(book, entity, ids)

        def told(_done: ChangeSet) -> None:
            text = ngettext("{count} record deleted.", "{count} records deleted.", len(ids))
            session.tell(text.format(count=len(ids)), _("Undo"), session.undo)
            after()

        session.run(work, _("Deleting"), writes=True).succeeded.connect(told)

    def _new_menu(self) -> QMenu:
        menu = QMenu(self._panel)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _window(self) -> QWidget:
        return self._panel.window()


def hint(text: str, shortcut: str) -> str:
    """Return the text of a menu item with a shortcut that is handled elsewhere."""
    return f"{text}\t{QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)}"


def _put(session: Session, count: int, clip: Clip) -> None:
    data = QMimeData()
    data.setText(clip.tabs)
    data.setHtml(clip.html)
    QGuiApplication.clipboard().setMimeData(data)
    text = ngettext("{count} row copied.", "{count} rows copied.", count)
    session.tell(text.format(count=count))
