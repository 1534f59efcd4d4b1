"""The verbs that find, explain and tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.commands import commands
from gui.notices import Messages
from gui.verbs import Verbs

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.manual import Manual
    from gui.session import Session


class HelpVerbs(Verbs):
    """Palette, keys, manual, messages, licences, and what program this is."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window, session)
        self._manual: Manual | None = None
        self.messages = Messages(session, self)

    def find_anything(self) -> None:
        """Open the palette over records and commands."""
        from gui.palette.palette import Palette

        if self._window.may_leave():
            Palette(self._session, commands(self._window.menuBar()), self._window).open()

    def show_shortcuts(self) -> None:
        """Show every key of the program."""
        from gui.dialogs.shortcuts_dialog import ShortcutsDialog

        ShortcutsDialog(self._session, commands(self._window.menuBar()), self._window).open()

    def show_manual(self) -> None:
        """Show the manual's page about what is shown, in a window of its own."""
        from gui.manual import Manual, page_of_place

        if self._manual is None:
            self._manual = Manual(self._window)
            self._window.dressed.connect(self._manual.speak)
        self._manual.show_page(page_of_place(self._session.catalog, self._window.place))
        self._manual.show()
        self._manual.activateWindow()

    def show_messages(self) -> None:
        """Show the latest messages, with what can still be done about them."""
        from gui.dialogs.messages_dialog import MessagesDialog

        MessagesDialog(self.messages, self._window).open()

    def go_to_notice(self) -> None:
        """Put the focus on the message at the foot of the page, or show the earlier ones."""
        if not self._window.notices.focus_message():
            self.show_messages()

    def show_licences(self) -> None:
        """Show the licences of what the program stands on."""
        from gui.dialogs.about_dialog import LicencesDialog

        LicencesDialog(self._window).open()

    def about(self) -> None:
        """Show what program this is."""
        from gui.dialogs.about_dialog import AboutDialog

        AboutDialog(self._window).open()
