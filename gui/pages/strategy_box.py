"""The strategy of a risk with its reason; tolerating is stored only together with one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.forms.kinds import editor_for
from gui.session import Session
from gui.widgets import column
from register.book import Book
from register.entities import RISK, Risk
from register.errors import FieldError, RegisterError
from register.i18n import N_
from register.rules import refuse

KEYS = ("strategy", "strategy_reason")


class StrategyBox(QWidget):
    """Shows and stores both fields of one risk."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._risk: Risk | None = None
        self.editors = {key: editor_for(session, RISK.by_key[key], self) for key in KEYS}
        lines = column(self, spacing=10)
        for editor in self.editors.values():
            editor.committed.connect(lambda _value: self.store())
            lines.addWidget(editor)

    def show_risk(self, risk: Risk | None) -> None:
        """Show a risk; what does not fit the same risk yet stays as it was typed."""
        same = self._risk is not None and risk is not None and risk.id == self._risk.id
        self._risk = risk
        for key, editor in self.editors.items():
            editor.set_enabled(risk is not None and not self.session.read_only)
            if risk is not None and not (same and editor.pending()):
                editor.show_value(getattr(risk, key))

    def unsettled(self) -> str:
        """Store what was typed; return the key of a field that does not fit, or ""."""
        for editor in self.editors.values():
            editor.commit()
        return next((key for key, editor in self.editors.items() if editor.pending()), "")

    def typed(self) -> dict[str, str]:
        """Return what is not stored, by field."""
        return {key: editor.text() for key, editor in self.editors.items() if editor.pending()}

    def retype(self, texts: dict[str, str]) -> None:
        """Put texts into fields again."""
        for key in self.editors.keys() & texts.keys():
            self.editors[key].put(texts[key])

    def revert(self) -> None:
        """Put back what is stored."""
        for editor in self.editors.values():
            editor.revert()

    def focus_field(self, key: str) -> None:
        """Put the cursor into a field; a strategy without its reason is mended by the reason."""
        wanted = "strategy_reason" if key == "strategy" else key
        self.editors[wanted].input.setFocus(Qt.FocusReason.OtherFocusReason)

    def store(self) -> None:
        """Store both fields, or ask for the reason."""
        risk = self._risk
        if risk is None:
            return
        strategy = self.editors["strategy"]
        try:
            values = self._values()
            refuse(RISK, risk, replace(risk, **values))
        except FieldError as error:
            strategy.complain(str(error))
            self.focus_field("strategy")
            return

        def work(book: Book) -> None:
            stored = book.table(RISK).get(risk.id)
            if stored is not None:
                book.table(RISK).save(replace(stored, **values))

        try:
            self.session.write(N_("Change the strategy of {title}"), work, title=RISK.title(risk))
        except RegisterError as error:
            strategy.complain(str(error))
            return
        self._risk = replace(risk, **values)
        for key, editor in self.editors.items():
            editor.show_value(values[key])

    def _values(self) -> dict[str, Any]:
        return {key: editor.parse(editor.text()) for key, editor in self.editors.items()}
