"""The form of any record, made from its entity's fields.

There is no Save: a field is stored when it is left. A new record is stored once every needed
field has a value that fits.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from gui.forms.editor import Editor
from gui.forms.given_part import GivenPart
from gui.forms.keeping import add_record, save_field
from gui.forms.kinds import editor_for, is_wide
from gui.session import Session, concerns
from gui.tables.columns import shown_text
from gui.widgets import column, label
from register.changes import ChangeSet
from register.entity import AnyEntity, new_id
from register.errors import RegisterError
from register.fields import Field
from register.i18n import translated


class RecordForm(QWidget):
    """Shows one record, or the draft of a new one."""

    covers: tuple[str, ...] = ()  # tables of records that stand in the form
    created = Signal(str)  # the id of a record that has just been stored

    def __init__(
        self,
        session: Session,
        entity: AnyEntity,
        parent: QWidget | None = None,
        *,
        without: Iterable[str] = (),
    ) -> None:
        """``without``: keys of fields that are set elsewhere."""
        super().__init__(parent)
        self.session, self.entity = session, entity
        self.record: Any = None
        self._fresh: Any = None
        self._is_draft = False
        left_out = set(without)
        fields = [f for f in entity.fields if not f.hidden and f.key not in left_out]
        self.editors: dict[str, Editor] = {}
        self._texts: dict[str, QWidget] = {}
        self._own = GivenPart(session, entity, self)
        self.covers = (*self.covers, *self._own.covers)
        self._lay_out(sorted(fields, key=self._rank))
        session.changed.connect(self._heard)

    # showing -----------------------------------------------------------------------------

    def show_record(self, record: Any) -> None:
        """Show a stored record."""
        self.record, self._is_draft = record, False
        self._show()

    def start_draft(self, **values: Any) -> None:
        """Start a new record that has these values."""
        self.record = self._fresh = self.entity.record(id=new_id(), **values)
        self._is_draft = True
        self._show()
        self.focus_first()

    def focus_first(self) -> None:
        """Put the cursor where typing begins."""
        for editor in self.editors.values():
            if editor.field.required:
                editor.input.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def focus_field(self, key: str) -> None:
        """Put the cursor into one field, if the form has it."""
        found = self.editors.get(key) or self.given.get(key)
        if found is not None:
            found.input.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def given(self) -> dict[str, Editor]:
        """The editors of the custom fields, by key of their column."""
        return self._own.editors

    @property
    def is_draft(self) -> bool:
        """Tell whether the record has not been stored yet."""
        return self._is_draft

    # leaving -----------------------------------------------------------------------------

    def unsettled(self) -> str:
        """Store what stands in the fields; return the key of one that does not fit, or ""."""
        for editor in self.editors.values():
            if editor.pending():
                editor.commit()
        own = self._own.unsettled()
        return next((key for key, editor in self.editors.items() if editor.pending()), own)

    def typed(self) -> dict[str, str]:
        """Return the texts that are not stored, by field."""
        if self.record is None:
            return {}
        typed = {
            key: editor.text()
            for key, editor in self.editors.items()
            if editor.pending() or (self._is_draft and self._is_given(key))
        }
        return typed | self._own.typed()

    def retype(self, texts: dict[str, str]) -> None:
        """Put texts into their fields, as if they had just been typed."""
        known = self.editors | self.given
        for key, text in texts.items():
            if key in known:
                known[key].put(text)
                self.focus_field(key)

    def revert(self) -> None:
        """Put back what is stored, in every field."""
        for editor in self.editors.values():
            editor.revert()
        self._own.revert()

    # inside ------------------------------------------------------------------------------

    def _rank(self, field: Field) -> int:
        """Titles stand first; everything else keeps its order."""
        return 0 if field.required and field.key in self.entity.display else 1

    def _lay_out(self, fields: list[Field]) -> None:
        lines, grid = column(self, spacing=12), QGridLayout()
        lines.addLayout(grid)
        self._fill(grid, fields, self)
        lines.addWidget(self._own)
        lines.addStretch(1)

    def _fill(self, grid: QGridLayout, fields: list[Field], inside: QWidget) -> None:
        """Put the fields into two columns of a widget; long ones take both."""
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        place = 0
        for field in fields:
            whole = is_wide(field, self.entity.display)
            place += place % 2 if whole else 0
            fixed = field.read_only or self.entity.unchanging
            made = self._text if fixed else self._editor
            widget = made(field, inside)
            grid.addWidget(
                widget, place // 2, place % 2, 1, 2 if whole else 1, Qt.AlignmentFlag.AlignTop
            )
            place += 2 if whole else 1
        grid.setRowStretch(place // 2 + 1, 1)

    def _editor(self, field: Field, parent: QWidget) -> Editor:
        editor = self._make_editor(field, parent)
        editor.committed.connect(lambda value, f=field: self._take(f, value))
        self.editors[field.key] = editor
        return editor

    def _make_editor(self, field: Field, parent: QWidget) -> Editor:
        return editor_for(self.session, field, parent)

    def _text(self, field: Field, parent: QWidget) -> QWidget:
        holder = QWidget(parent)
        lines = column(holder, spacing=4)
        lines.addWidget(label(translated(field.label), "caption"))
        value = label("")
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lines.addWidget(value)
        self._texts[field.key] = value
        return holder

    def _show(self) -> None:
        editable = not self.session.read_only and not (
            self.entity.unchanging and not self._is_draft
        )
        for key, editor in self.editors.items():
            editor.show_value(getattr(self.record, key))
            editor.set_enabled(editable)
        self._show_texts()
        self._own.show_record("" if self._is_draft else self.record.id)

    def _show_texts(self) -> None:
        for key, value in self._texts.items():
            text = shown_text(self.session, self.entity.by_key[key], self.record)
            value.setText(text or "—")  # type: ignore[attr-defined]

    def _take(self, field: Field, value: Any) -> None:
        editor = self.editors[field.key]
        changed = replace(self.record, **{field.key: value})
        problem = self.entity.problems(changed).get(field.key)
        if problem:
            editor.complain(problem)
            return
        try:
            self._store(field, value, changed)
        except RegisterError as error:
            editor.complain(str(error))
            return
        editor.show_value(value)

    def _store(self, field: Field, value: Any, changed: Any) -> None:
        if not self._is_draft:
            save_field(self.session, self.entity, self.record, field, value)
            self.record = self._stored() or changed
            return
        self.record = changed
        if self.entity.problems(changed):
            return
        self._is_draft = False
        try:
            add_record(self.session, self.entity, changed)
        except RegisterError:
            self._is_draft = True
            raise
        self.record = self._stored() or changed
        self._show_others(field.key)
        self.created.emit(changed.id)

    def _show_others(self, but: str) -> None:
        for key, editor in self.editors.items():
            if key != but and not editor.pending():
                editor.show_value(getattr(self.record, key))
        self._show_texts()
        if self._own.record_id != self.record.id:
            self._own.show_record(self.record.id)

    def _is_given(self, key: str) -> bool:
        """Tell whether a draft has another value than it began with."""
        return bool(getattr(self.record, key) != getattr(self._fresh, key))

    def _stored(self) -> Any:
        return self.session.open_book.table(self.entity).get(self.record.id)

    def _heard(self, done: ChangeSet) -> None:
        linked = [kind.target for _field, kind in self.entity.links]
        if self.record is None or self._is_draft:
            return
        if not concerns(done, self.entity.table, *linked):
            return
        stored = self._stored()
        if stored is not None:
            self.record = stored
            self._show_others("")
