"""What a check of the register found, as a list that can be copied."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from gui.dialogs.frame import Frame
from register.check import Fault
from register.i18n import _, ngettext


class CheckDialog(Frame):
    """Shows the faults; with none it says so."""

    def __init__(self, name: str, faults: list[Fault], parent: QWidget | None = None) -> None:
        text = ngettext(
            "“{name}” has {count} fault; repair it into a new file, or restore a snapshot.",
            "“{name}” has {count} faults; repair it into a new file, or restore a snapshot.",
            len(faults),
        ).format(name=name, count=len(faults))
        sound = _("“{name}” is sound: its file, references, history and every row.")
        super().__init__(
            _("Check of the register"), text if faults else sound.format(name=name), parent
        )
        if faults:
            lines = QPlainTextEdit("\n".join(fault.text for fault in faults))
            lines.setReadOnly(True)
            lines.setMinimumSize(520, 260)
            lines.setAccessibleName(_("Faults"))
            self.body.addWidget(lines)
        self.add_buttons()
