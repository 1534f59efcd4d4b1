"""The verbs of the Edit menu: in the text that has the focus, else in the list or the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from gui.verbs import Verbs
from register.i18n import _

if TYPE_CHECKING:
    from gui.lists.deeds import ListDeeds


class EditVerbs(Verbs):
    """Undo, clipboard, and what is done with the chosen records."""

    def undo(self) -> None:
        """Undo in the text that has the focus, else in the register."""
        editor = self._editor()
        if (isinstance(editor, QLineEdit) and editor.isUndoAvailable()) or (
            isinstance(editor, QPlainTextEdit) and editor.document().isUndoAvailable()
        ):
            editor.undo()
        elif self._window.may_leave():
            self._session.undo()

    def redo(self) -> None:
        """Redo in the text that has the focus, else in the register."""
        editor = self._editor()
        if (isinstance(editor, QLineEdit) and editor.isRedoAvailable()) or (
            isinstance(editor, QPlainTextEdit) and editor.document().isRedoAvailable()
        ):
            editor.redo()
        elif self._window.may_leave():
            self._session.redo()

    def cut(self) -> None:
        """Cut in the text that has the focus."""
        if (editor := self._editor()) is not None:
            editor.cut()

    def copy(self) -> None:
        """Copy from the text that has the focus, else the chosen rows."""
        if (editor := self._editor()) is not None:
            editor.copy()
        elif (lists := self._lists(silent=True)) is not None:
            lists.copy()

    def paste(self) -> None:
        """Paste into the text that has the focus, else rows into the list."""
        if (editor := self._editor()) is not None:
            editor.paste()
        elif (lists := self._lists(silent=True)) is not None:
            lists.paste()

    def select_all(self) -> None:
        """Select the text that has the focus, else every row that is shown."""
        if (editor := self._editor()) is not None:
            editor.selectAll()
        elif (lists := self._lists(silent=True)) is not None:
            lists.select_all()

    def clone_records(self) -> None:
        """Copy the chosen records."""
        if (lists := self._lists()) is not None:
            lists.clone_records()

    def edit_selected(self) -> None:
        """Edit the chosen records, all at once."""
        if (lists := self._lists()) is not None:
            lists.edit_selected()

    def delete_records(self) -> None:
        """Delete what the page has chosen."""
        if (page := self._window.page) is not None:
            page.delete()

    def new_record(self) -> None:
        """Start a new record on the page, or a new risk where the page has none."""
        page = self._window.page
        if page is not None and not page.adds:
            self._window.go("risks")
            page = self._window.page
        if page is not None:
            page.add()

    def search(self) -> None:
        """Go to the filter of the page."""
        if (page := self._window.page) is not None:
            page.search()

    # inside ------------------------------------------------------------------------------

    def _editor(self) -> QLineEdit | QPlainTextEdit | None:
        widget: QWidget | None = QApplication.focusWidget()
        return widget if isinstance(widget, QLineEdit | QPlainTextEdit) else None

    def _lists(self, *, silent: bool = False) -> ListDeeds | None:
        """Return the verbs of the list that is shown; without one, say so unless ``silent``."""
        page = self._window.page
        if page is None or not self._window.may_leave():
            return None
        if page.lists is None and not silent:
            self._session.tell(_("This page has no list; go to one first."))
        return page.lists
