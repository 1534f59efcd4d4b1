"""Asks before many records are deleted at once; the button says how many."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from gui.dialogs.frame import Frame
from register.entity import AnyEntity
from register.i18n import _, ngettext, translated

ASKS_FROM = 11


class DeleteDialog(Frame):
    """One sentence and a verb."""

    def __init__(
        self, entity: AnyEntity, count: int, act: Callable[[], object], parent: QWidget
    ) -> None:
        words = _(
            "What belongs to them goes too. You can undo this, or bring them back from the trash."
        )
        super().__init__(translated(entity.plural), words, parent)
        self._act = act
        text = ngettext("&Delete {count} record", "&Delete {count} records", count)
        self.verb = self.add_buttons(text.format(count=count), self.carry_out)

    def carry_out(self) -> None:
        """Delete."""
        self.accept()
        self._act()
