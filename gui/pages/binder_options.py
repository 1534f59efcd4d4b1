"""How the binder is made: language, paper, holder, marking, sides and parts; kept per register."""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFormLayout, QFrame, QLineEdit, QScrollArea, QWidget

from gui.commands import plain
from gui.session import Session
from gui.widgets import Combo, column, label, short_label
from register.binder.context import BinderOptions
from register.i18n import LANGUAGES, _, current_language, translated

KEPT = "binder."
PAPERS = ("A4", "Letter")


class ChoiceLine(QLineEdit):
    """Does not type the access key of a button that waits for the pages."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and sys.platform != "darwin":
            event.ignore()  # on a Mac this types characters
        else:
            super().keyPressEvent(event)


class BinderChoices(QScrollArea):
    """The choices, which scroll where there is little room."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.paper = self._choices({key: key for key in PAPERS})
        self.language = self._choices(LANGUAGES)
        self.language.setCurrentIndex(self.language.findData(current_language()))
        self.holder, self.marking = self._line(), self._line()
        self.duplex = QCheckBox(_("Printed on both sides"))
        self.duplex.setChecked(True)
        self.duplex.toggled.connect(self._chosen)
        self.parts = self._part_boxes()
        self.note = label("", "problem")
        self.note.hide()
        self._lay_out()
        self._restore()

    def options(self) -> BinderOptions:
        """Return how the binder is to be made."""
        return BinderOptions(
            paper=self.paper.currentData(),
            language=self.language.currentData(),
            holder=self.holder.text().strip(),
            marking=self.marking.text().strip(),
            duplex=self.duplex.isChecked(),
            parts=frozenset(key for key, box in self.parts.items() if box.isChecked()),
        )

    # inside ------------------------------------------------------------------------------

    def _choices(self, items: dict[str, str]) -> Combo:
        box = Combo()
        for value, text in items.items():
            box.addItem(text, value)
        box.currentIndexChanged.connect(self._chosen)
        return box

    def _line(self) -> QLineEdit:
        made = ChoiceLine()
        made.setMaxLength(120)
        made.textEdited.connect(self._chosen)
        return made

    def _part_boxes(self) -> dict[str, QCheckBox]:
        found = {}
        for section in self._session.catalog.sections:
            box = QCheckBox(translated(section.label))
            box.setChecked(True)
            box.toggled.connect(self._chosen)
            found[section.key] = box
        return found

    def _lay_out(self) -> None:
        sheet = QWidget()
        sheet.setProperty("role", "sheet")
        lines = column(sheet, margin=12)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(6)
        for name, widget in (
            (_("&Language"), self.language),
            (_("&Paper"), self.paper),
            (_("H&older of this copy"), self.holder),
            (_("&Marking"), self.marking),
        ):
            words = label(name)
            words.setBuddy(widget)
            form.addRow(words, widget)
            widget.setAccessibleName(plain(name))
        lines.addLayout(form)
        lines.addWidget(self.duplex)
        lines.addWidget(short_label(_("Parts"), "second"))
        for box in self.parts.values():
            lines.addWidget(box)
        lines.addWidget(self.note)
        lines.addStretch(1)
        self.setWidget(sheet)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    # remembering -------------------------------------------------------------------------

    def _chosen(self, *_value: object) -> None:
        if self.widget() is None:  # while it is built
            return
        self._session.preferences.remember_values(self._key(), self._state())
        self.changed.emit()

    def _key(self) -> str:
        book = self._session.book
        return KEPT + (book.about.register if book is not None else "")

    def _state(self) -> dict[str, Any]:
        return {
            "paper": self.paper.currentData(),
            "holder": self.holder.text(),
            "marking": self.marking.text(),
            "duplex": self.duplex.isChecked(),
            "without": [key for key, box in self.parts.items() if not box.isChecked()],
        }

    def _restore(self) -> None:
        """Take what was chosen for this register last; whatever cannot be read has its default."""
        kept = self._session.preferences.values(self._key())
        self.blockSignals(True)
        self.paper.setCurrentIndex(max(0, self.paper.findData(kept.get("paper"))))
        self.holder.setText(str(kept.get("holder", "")))
        self.marking.setText(str(kept.get("marking", "")))
        self.duplex.setChecked(bool(kept.get("duplex", True)))
        without = kept.get("without")
        for key, box in self.parts.items():
            box.setChecked(not (isinstance(without, list) and key in without))
        self.blockSignals(False)
