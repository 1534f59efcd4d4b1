"""What the library says of one risk: its sentence, the usual controls, the indicators."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui import theme
from gui.pages.sentence import risk_sentence
from gui.picking.shelves import Shelves
from gui.widgets import clear, column, label
from register.entities.risk import RISK_KINDS, RiskKind
from register.i18n import _, language, translated
from register.starter import LibraryRisk


class Reading(QWidget):
    """The right side of the dialog."""

    def __init__(self, shelves: Shelves) -> None:
        super().__init__()
        self.setProperty("role", "sheet")
        self._shelves = shelves
        self._lines: QVBoxLayout = column(self, spacing=8)
        self._lines.setContentsMargins(14, 0, 8, 0)
        self.show_risk(None)

    def show_risk(self, risk: LibraryRisk | None) -> None:
        """Show what there is to read about a risk."""
        clear(self._lines)
        if risk is None:
            self._lines.addWidget(label(_("Choose a risk to read about it."), "second"))
            self._lines.addStretch(1)
            return
        shelves = self._shelves
        self._lines.addWidget(label(shelves.text(risk.title), size=theme.HEADING, bold=True))
        if risk.opportunity:
            kind = translated(RISK_KINDS[RiskKind.OPPORTUNITY])
            self._lines.addWidget(label(kind, "caption"))
        with language(shelves.language):
            sentence = label(risk_sentence(shelves.as_risk(risk)))
        sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lines.addWidget(sentence)
        controls = [f"{title}  ({kind})" for title, kind in shelves.controls(risk)]
        self._add(_("Usual controls"), controls)
        self._add(_("Indicators that watch it"), shelves.indicators(risk))
        self._lines.addStretch(1)

    def _add(self, heading: str, lines: list[str]) -> None:
        if lines:
            self._lines.addWidget(label(heading, "caption", bold=True))
        for text in lines:
            self._lines.addWidget(label(f"•  {text}", "second"))
