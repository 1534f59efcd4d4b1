"""The line above the columns: which tier ratings are of, and mappings kept under a name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.importing.state import ImportState
from gui.session import Session
from gui.widgets import Combo, Ear, button, column, icon_button, label, row, short_label
from register.entities.risk import TIERS
from register.errors import RegisterError
from register.exchange import saved_mappings
from register.i18n import _, translated


class MappingBar(QWidget):
    """``used``: another mapping is in force; ``kept``: it has a name now."""

    used = Signal()
    kept = Signal()

    def __init__(self, session: Session, state: ImportState) -> None:
        super().__init__()
        self._session, self._state = session, state
        self.saved = Combo()
        self.saved.setMinimumContentsLength(14)
        self.saved.activated.connect(self._use)
        self.tier = Combo()
        for tier, text in TIERS.items():
            self.tier.addItem(translated(text), str(tier))
        self.tier.activated.connect(self._choose_tier)
        self.name = QLineEdit()
        self.name.setMaxLength(80)
        self.name.setPlaceholderText(_("Name of the mapping"))
        self.name.setAccessibleName(_("Name of the mapping"))
        self.name.installEventFilter(Ear(self.name, self._enter_keeps))
        self.keeper = button(_("&Save mapping"), self.keep, "", "save")
        self.keeper.setEnabled(False)
        keeper = self.keeper
        self.name.textChanged.connect(lambda text: keeper.setEnabled(bool(text.strip())))
        self.forgetter = icon_button("trash", _("Forget this mapping"), self.forget)
        self.said = label("", "second")
        self._lay_out()

    def fill(self) -> None:
        """Show the mappings that are kept, and the one in use."""
        self.saved.clear()
        self.saved.addItem(_("As guessed"), "")
        for item in saved_mappings.kept():
            self.saved.addItem(item.name, item.name)
        self._show()

    def keep(self) -> None:
        """Keep the mapping under the name that is typed."""
        name = self.name.text().strip()
        if not name:
            return
        try:
            self._state.keep(name)
        except RegisterError as error:
            self._say(str(error))
            return
        self.fill()
        self._say(_("“{name}” will be offered for files with these headings.").format(
            name=name))  # fmt: skip
        self.kept.emit()

    def forget(self) -> None:
        """Drop the mapping in use from those that are kept; the columns stay as they are."""
        if self._state.saved is None:
            return
        try:
            saved_mappings.forget(self._state.saved.name)
        except RegisterError as error:
            self._say(str(error))
            return
        self._state.saved = None
        self._state.from_saved = set()
        self.name.clear()
        self.fill()
        self.kept.emit()

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        lines = column(self, spacing=4)
        bar = row(spacing=8)
        for text, widget in (
            (_("&Mapping"), self.saved),
            (_("&Ratings without a tier are"), self.tier),
        ):
            name = short_label(text, "second")
            name.setBuddy(widget)
            widget.setAccessibleName(text.replace("&", ""))
            bar.addWidget(name)
            bar.addWidget(widget)
            if widget is self.saved:
                bar.addWidget(self.forgetter)
                bar.addSpacing(12)
        bar.addStretch(1)
        self.name.setFixedWidth(170)
        bar.addWidget(self.name)
        bar.addWidget(self.keeper)
        lines.addLayout(bar)
        lines.addWidget(self.said)
        self.said.hide()

    def _show(self) -> None:
        saved = self._state.saved
        self.saved.setCurrentIndex(max(0, self.saved.findData(saved.name if saved else "")))
        self.tier.setCurrentIndex(self.tier.findData(self._state.tier))
        self.forgetter.setEnabled(saved is not None)
        text = ""
        if saved is not None:
            self.name.setText(saved.name)
            text = _("The mapping “{name}” is used: it was saved for these headings.")
            text = text.format(name=saved.name)
        self._say(text)

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def _use(self, _place: int) -> None:
        name = self.saved.currentData()
        found = [item for item in saved_mappings.kept() if item.name == name]
        self._state.use(found[0] if found else None)
        self._show()
        self.used.emit()

    def _choose_tier(self, _place: int) -> None:
        self._state.tier = str(self.tier.currentData())
        self.used.emit()

    def _enter_keeps(self, _watched: QObject, event: QEvent) -> bool:
        """Enter in the name saves the mapping; it does not go on."""
        keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in keys or not self.name.text().strip():
            return False
        self.keep()
        return True
