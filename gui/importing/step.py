"""What every step of an import has: a name, whether one may go on, and news when that changes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.importing.state import ImportState
from gui.session import Session


class Step(QWidget):
    """One page of the import dialog."""

    changed = Signal()  # whether one may go on, perhaps

    def __init__(self, session: Session, state: ImportState) -> None:
        super().__init__()
        self.session, self.state = session, state

    def enter(self) -> None:
        """Show what is chosen, as the step comes into sight."""

    def leave(self) -> None:
        """Stop what runs, as the step goes out of sight."""

    def may_go_on(self) -> bool:
        """Tell whether the next step has what it needs."""
        return True

    def focus_start(self) -> None:
        """Put the focus where work begins."""
        self.setFocus()
