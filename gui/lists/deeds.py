"""What the menus can do with the list of a page; each verb is a method of its name."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from gui.icons import icon
from gui.lists.print_dialog import PrintListDialog
from gui.lists.sending import Sending
from gui.lists.showing import Showing, showing
from gui.session import Session
from gui.tables.panel import ListPanel
from register.i18n import _


class ListDeeds(QObject):
    """The verbs of one list."""

    def __init__(self, session: Session, panel: ListPanel) -> None:
        super().__init__(panel)
        self._session, self._panel = session, panel
        self._view, self._model = panel.view, panel.model
        panel.menu_asked.connect(self.open_list_menu)

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

    # menus -------------------------------------------------------------------------------

    def open_list_menu(self, place: QPoint) -> None:
        """Show the menu of the whole list at a place of the screen."""
        self.list_menu().popup(place)

    def list_menu(self) -> QMenu:
        """Return the menu of the whole list."""
        menu = QMenu(self._panel)
        menu.addMenu(self._view.column_menu(menu)).setIcon(icon("columns"))
        menu.addMenu(self._view.sort_menu(menu)).setIcon(icon("sort"))
        menu.addSeparator()
        menu.addAction(icon("export"), _("E&xport list…"), self.export_list)
        menu.addAction(icon("print"), _("&Print list…"), self.print_list)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    # inside ------------------------------------------------------------------------------

    def _window(self) -> QWidget:
        return self._panel.window()


def hint(text: str, shortcut: str) -> str:
    """Return the text of a menu item with a shortcut that is handled elsewhere."""
    return f"{text}\t{QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)}"
