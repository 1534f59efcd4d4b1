"""Linked records as chips: searched and added by typing, taken away by a press.

They are rows of an entity that is nothing but two links, such as the action owners of a risk.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.forms.link_editor import LinkEditor
from gui.icons import icon
from gui.session import Session, concerns
from gui.tables.wrapping import WrappingLayout
from gui.widgets import button, clear, column, tip
from register.book import Book
from register.changes import ChangeSet
from register.entities import RISK
from register.entity import AnyEntity, new_id
from register.errors import RegisterError
from register.fields import Field, Link
from register.i18n import N_, _, translated


class LinkChips(QWidget):
    """The records that rows of ``entity`` link with the owner; one input adds another."""

    def __init__(
        self, session: Session, entity: AnyEntity, owner_key: str, parent: QWidget | None = None
    ) -> None:
        """``owner_key``: the link to the record that is shown; the other one is chosen here."""
        super().__init__(parent)
        self.session, self.entity, self._owner_key = session, entity, owner_key
        self._other = next(f for f, _kind in entity.links if f.key != owner_key)
        assert isinstance(self._other.kind, Link)
        self._target = self._other.kind.target
        self._owner: str | None = None
        self.rows: list[Any] = []
        self._chips = WrappingLayout(QWidget(self), 6)
        field = Field(entity.table, entity.plural, Link(self._target), in_table=False)
        self.editor = LinkEditor(session, field, self)
        self.editor.combo.setAccessibleName(
            _("Add to {field}").format(field=translated(entity.plural))
        )
        line = self.editor.combo.lineEdit()
        assert line is not None
        line.setPlaceholderText(_("Type a name to add"))
        self.editor.committed.connect(self._add)
        lines = column(self, spacing=6)
        lines.addWidget(self.editor)
        lines.addWidget(self._holder)
        session.changed.connect(self._heard)

    def show_owner(self, owner: str | None) -> None:
        """Show the links of another record."""
        self._owner = owner
        self.editor.show_value(None)
        self._read()

    def remove(self, row: Any) -> None:
        """Take a link away."""
        name = self._name(row)
        label = N_("Remove {name} from {field} of {risk}")
        self._write(label, name, lambda book: book.table(self.entity).delete(row.id))

    # inside ------------------------------------------------------------------------------

    @property
    def _holder(self) -> QWidget:
        holder = self._chips.parentWidget()
        assert holder is not None
        return holder

    def _read(self) -> None:
        table = self.session.open_book.table(self.entity)
        self.rows = table.find(**{self._owner_key: self._owner}) if self._owner else []
        clear(self._chips)
        for row in self.rows:
            self._chips.addWidget(self._chip(row))
        self._holder.setVisible(bool(self.rows))
        can_write = not self.session.read_only and self._owner is not None
        self.editor.set_enabled(can_write)

    def _chip(self, row: Any) -> QWidget:
        name = self._name(row)
        made = button(name.replace("&", "&&"), partial(self.remove, row), "chip")
        made.setIcon(icon("close", size=12))
        words = _("Remove {name}").format(name=name)
        made.setToolTip(tip(words))
        made.setAccessibleName(words)
        made.setEnabled(not self.session.read_only)
        return made

    def _name(self, row: Any) -> str:
        return self.session.names(self._target).text(getattr(row, self._other.key))

    def _add(self, record_id: str | None) -> None:
        held = {getattr(row, self._other.key) for row in self.rows}
        if not record_id or self._owner is None or record_id in held:
            self.editor.show_value(None)
            return
        values = {self._owner_key: self._owner, self._other.key: record_id}
        made = self.entity.record(id=new_id(), **values)
        self._write(
            N_("Add {name} to {field} of {risk}"),
            self._name(made),
            lambda book: book.table(self.entity).save(made),
        )
        self.editor.show_value(None)

    def _write(self, label: str, name: str, work: Any) -> None:
        risk = self.session.open_book.table(RISK).get(self._owner)
        title = RISK.title(risk) if risk else ""

        def act(book: Book) -> None:
            work(book)

        try:
            self.session.write(label, act, name=name, field=self.entity.plural, risk=title)
        except RegisterError as error:
            self.session.complain(error)

    def _heard(self, done: ChangeSet) -> None:
        if self._owner is not None and concerns(done, self.entity.table, self._target):
            self._read()
