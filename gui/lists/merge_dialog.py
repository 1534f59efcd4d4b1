"""Merging two records: which one stays, and what moves to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QRadioButton, QWidget

from gui.dialogs.frame import Frame
from gui.session import Session
from gui.widgets import label
from register.entity import AnyEntity
from register.errors import RegisterError
from register.i18n import _
from register.merging import MERGEABLE, merge, uses


def can_merge(entity: AnyEntity, ids: Sequence[str]) -> bool:
    """Tell whether these records can become one."""
    return entity in MERGEABLE and len(ids) == 2


class MergeDialog(Frame):
    """Asks which of two records stays."""

    def __init__(
        self, session: Session, entity: AnyEntity, ids: Sequence[str], parent: QWidget
    ) -> None:
        words = _(
            "Everything that leads to the other record leads to this one afterwards. "
            "What this one lacks is filled in; the other is deleted, and its history remains."
        )
        super().__init__(_("Merge two records"), words, parent)
        self._session, self._entity = session, entity
        self.body.addWidget(label(_("Which one stays?"), bold=True))
        self.choices = {key: self._choice(key) for key in ids}
        next(iter(self.choices.values())).setChecked(True)
        self.add_buttons(_("&Merge"), self.carry_out)
        self.setMinimumWidth(460)

    def carry_out(self) -> None:
        """Merge, and offer the way back."""
        stays = next(key for key, button in self.choices.items() if button.isChecked())
        goes = next(key for key in self.choices if key != stays)
        session = self._session
        try:
            done = merge(session.open_book, self._entity, stays, goes)
        except RegisterError as error:
            session.complain(error)
            return
        self.accept()
        session.tell(done.text(), _("Undo"), session.undo)
        session.show_record(self._entity.table, stays)

    def _choice(self, record_id: str) -> QRadioButton:
        book, entity = self._session.open_book, self._entity
        record = book.table(entity).get(record_id)
        title = entity.title(record) if record else ""
        button = QRadioButton(title.replace("&", "&&"))
        self.body.addWidget(button)
        counts = (f"{name}: {count}" for name, count in uses(book, entity, record_id).items())
        facts = label(" · ".join(counts) or _("Nothing leads to it."), "caption")
        facts.setContentsMargins(26, 0, 0, 6)
        self.body.addWidget(facts)
        return button
