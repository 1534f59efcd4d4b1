"""The direct links of a risk in one direction: each with its note, and a line to add one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from gui.forms.inputs import Line
from gui.forms.link_editor import LinkEditor
from gui.icons import pixmap
from gui.session import Session
from gui.widgets import LineButton, button, clear, column, icon_button, row
from register.book import Book
from register.entities import RISK, RISK_LINK, RiskLink
from register.errors import FieldError, RegisterError
from register.fields import Field, Link, clean
from register.i18n import N_, _
from register.identifying import cascade

LONGEST_NOTE = 500


class LeadLines(QWidget):
    """``forward``: what the risk leads to, else what leads to it."""

    def __init__(self, session: Session, title: str, *, forward: bool) -> None:
        super().__init__()
        self._session, self._forward = session, forward
        self._owner = ""
        self._places = column(spacing=0)
        self.editor = LinkEditor(session, Field("effect", title, Link(RISK.table)))
        self.note = Line()
        self.note.setPlaceholderText(_("How, or how fast"))
        self.note.setAccessibleName(_("Note of the link"))
        self.note.setMaxLength(LONGEST_NOTE)
        self.adder = button(_("Add"), self.add, sign="add")
        self.note.returnPressed.connect(self.add)
        lines = column(self, spacing=6)
        lines.addWidget(self.editor)
        across = row()
        across.addWidget(self.note, 1)
        across.addWidget(self.adder)
        lines.addLayout(across)
        lines.addLayout(self._places)
        line = self.editor.combo.lineEdit()
        assert line is not None
        line.setPlaceholderText(_("Type the title of a risk"))
        self.editor.committed.connect(self.editor.show_value)

    def show_owner(self, owner: str) -> None:
        """Show the links of a risk."""
        if owner != self._owner:
            self._owner = owner
            self.editor.show_value(None)
            self.note.clear()
        clear(self._places)
        key = "risk" if self._forward else "effect"
        for link in self._session.open_book.table(RISK_LINK).find(**{key: owner}):
            self._places.addWidget(self._line(link))
        can_write = not self._session.read_only
        self.adder.setEnabled(can_write)
        self.note.setEnabled(can_write)
        self.editor.set_enabled(can_write)

    def add(self) -> None:
        """Link with the risk that was typed."""
        try:
            other = self.editor.parse(self.editor.text())
            if other is None:
                raise FieldError(_("Choose a risk that is in the register."))
            self._write(N_("Let {title} lead to {other}"), other, self._lead(other))
        except RegisterError as error:
            self.editor.complain(str(error))
            self.editor.input.setFocus()
            return
        self.editor.show_value(None)
        self.note.clear()

    # inside ------------------------------------------------------------------------------

    def _lead(self, other: str) -> Callable[[Book], object]:
        note = clean(self.note.text())[0].strip()
        cause, effect = self._pair(other)
        return lambda book: cascade.lead(book, cause, effect, note)

    def _pair(self, other: str) -> tuple[str, str]:
        return (self._owner, other) if self._forward else (other, self._owner)

    def _line(self, link: RiskLink) -> QWidget:
        other = (link.effect if self._forward else link.risk) or ""
        name = self._session.names(RISK.table).text(other)
        text = f"{name} — {link.note}" if link.note else name
        holder = QWidget()
        across = row(holder, spacing=4)
        act = partial(self._session.show_record, RISK.table, other)
        across.addWidget(LineButton(pixmap("risk"), text, act), 1)
        words = _("Remove {name}").format(name=name)
        remover = icon_button("close", words, partial(self._remove, link, other))
        remover.setEnabled(not self._session.read_only)
        across.addWidget(remover)
        return holder

    def _remove(self, link: RiskLink, other: str) -> None:
        label_text = N_("Let {title} no longer lead to {other}")
        try:
            self._write(label_text, other, lambda book: book.table(RISK_LINK).delete(link.id))
        except RegisterError as error:
            self._session.complain(error)

    def _write(self, words: str, other: str, work: Callable[[Book], object]) -> None:
        names = self._session.names(RISK.table)
        cause, effect = self._pair(other)
        self._session.write(words, work, title=names.text(cause), other=names.text(effect))
