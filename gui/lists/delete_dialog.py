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
        self.verb = self.add_buttons(verb_text(entity, count), self.carry_out)

    def carry_out(self) -> None:
        """Delete."""
        self.accept()
        self._act()


def verb_text(entity: AnyEntity, count: int) -> str:
    """Return the words on the button: what is deleted, and how much of it."""
    words = {
        "risks": ngettext("&Delete {count} risk", "&Delete {count} risks", count),
        "plans": ngettext("&Delete {count} plan", "&Delete {count} plans", count),
        "teams": ngettext("&Delete {count} team", "&Delete {count} teams", count),
        "people": ngettext("&Delete {count} person", "&Delete {count} people", count),
        "drills": ngettext("&Delete {count} drill", "&Delete {count} drills", count),
        "units": ngettext("&Delete {count} unit", "&Delete {count} units", count),
        "categories": ngettext("&Delete {count} category", "&Delete {count} categories", count),
    }
    other = ngettext("&Delete {count} record", "&Delete {count} records", count)
    return words.get(entity.table, other).format(count=count)
