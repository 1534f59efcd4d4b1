"""Chooses by which of the methods in use a risk is rated, and says which one governs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.forms.rating_words import governing_words, method_name
from gui.session import Session
from gui.widgets import Combo, column, label, row, short_label, tip
from register.entities import Risk
from register.entities.risk import RiskKind
from register.errors import RegisterError
from register.i18n import _
from register.methods import methods_in_use
from register.rating_method import method_for
from register.scoring import Method


class MethodChooser(QWidget):
    """Begins with the method of the risk's current rating, else with the one that governs."""

    chosen = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._risk = ""
        self._methods: list[Method] = []
        self.combo = Combo(self)
        self.combo.setAccessibleName(_("Method"))
        self.combo.activated.connect(lambda _index: self.chosen.emit())
        self.governs = label("", "caption")
        self.governs.setToolTip(
            tip(_("Heat map, overview and import go by the method that governs."))
        )
        name = short_label(_("Method"), "caption")
        name.setBuddy(self.combo)
        lines = column(self, spacing=4)
        top = row()
        top.addWidget(name)
        top.addWidget(self.combo, 1)
        lines.addLayout(top)
        lines.addWidget(self.governs)

    @property
    def method(self) -> Method | None:
        """The method that is chosen, None while none is in use."""
        place = self.combo.currentIndex()
        return self._methods[place] if 0 <= place < len(self._methods) else None

    def show_risk(self, risk: Risk | None) -> None:
        """Offer what a risk may be rated by; what was chosen for the same risk stays."""
        kind = (risk.kind if risk else None) or RiskKind.THREAT
        same = risk is not None and risk.id == self._risk
        kept = self.method.id if same and self.method else ""
        self._risk = risk.id if risk else ""
        self._methods = methods_in_use(self._session.open_book, kind)
        self.combo.clear()
        self.combo.addItems([method_name(method) for method in self._methods])
        self.choose(kept or self._first(risk)) or self.choose(self._first(risk))
        self.governs.setText(governing_words(self._session, kind))

    def choose(self, method_id: str) -> bool:
        """Choose a method without telling; False when it is not in use."""
        ids = [method.id for method in self._methods]
        if method_id not in ids:
            return False
        self.combo.setCurrentIndex(ids.index(method_id))
        return True

    # inside ------------------------------------------------------------------------------

    def _first(self, risk: Risk | None) -> str:
        try:
            return method_for(self._session.open_book, risk or Risk(id="")).id
        except RegisterError:
            return ""
