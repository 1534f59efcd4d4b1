"""The custom fields of a record, as a part of its form.

They can be filled once the record is stored; a value is stored when its field is left.
"""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from gui.forms.editor import Editor
from gui.forms.keeping import save_given
from gui.forms.kinds import editor_for
from gui.session import Session, concerns
from gui.widgets import clear, column, label, line
from register.changes import ChangeSet
from register.entities import CUSTOM_FIELD
from register.entity import AnyEntity
from register.errors import RegisterError
from register.i18n import translated
from register.identifying import custom
from register.identifying.custom import CustomColumn


class GivenPart(QWidget):
    """Shows what stands in the custom fields of one record; hidden where none are defined."""

    def __init__(self, session: Session, entity: AnyEntity, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._entity = session, entity
        self.record_id = ""  # of the record whose values are shown
        self.editors: dict[str, Editor] = {}
        held = session.catalog.value_tables.get(entity.table)
        self.covers = (held.entity.table,) if held else ()
        self._lines = column(self, spacing=12)
        self._make_editors()
        session.changed.connect(self._heard)

    def show_record(self, record_id: str) -> None:
        """Show the values of a stored record; "": of one that is not stored yet."""
        self.record_id = record_id
        if not self._columns:
            return
        held = custom.texts_of(self._session.open_book, self._entity, [record_id])
        texts = held.get(record_id, {})
        for field in self._columns:
            editor = self.editors[field.key]
            editor.show_value(texts.get(field.definition, ""))
            editor.set_enabled(bool(record_id) and not self._session.read_only)

    def unsettled(self) -> str:
        """Store what stands in the fields; return the key of one that does not fit, or ""."""
        for editor in self.editors.values():
            if editor.pending():
                editor.commit()
        return next(iter(self.typed()), "")

    def typed(self) -> dict[str, str]:
        """Return the texts that are not stored, by field."""
        return {key: editor.text() for key, editor in self.editors.items() if editor.pending()}

    def revert(self) -> None:
        """Put back what is stored, in every field."""
        for editor in self.editors.values():
            editor.revert()

    # inside ------------------------------------------------------------------------------

    def _make_editors(self) -> None:
        """Make the editors of the custom fields, as they are defined now."""
        self._columns = custom.columns(self._session.open_book, self._entity)
        self.editors = {}
        clear(self._lines)
        self.setHidden(not self._columns)
        if not self._columns:
            return
        self._lines.addWidget(line())
        self._lines.addWidget(label(translated(CUSTOM_FIELD.plural), "caption", bold=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        self._lines.addLayout(grid)
        for n, field in enumerate(self._columns):
            grid.addWidget(self._make_editor(field), n // 2, n % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def _make_editor(self, field: CustomColumn) -> Editor:
        editor = editor_for(self._session, field, self)
        editor.committed.connect(lambda text: self._take(field, text))
        self.editors[field.key] = editor
        return editor

    def _take(self, field: CustomColumn, text: str) -> None:
        record = self._session.open_book.table(self._entity).get(self.record_id)
        if record is None:
            return
        try:
            save_given(self._session, self._entity, record, field, text)
        except RegisterError as error:
            self.editors[field.key].complain(str(error))
            return
        self.editors[field.key].show_value(text)

    def _heard(self, done: ChangeSet) -> None:
        if not self.covers:
            return
        redefined = concerns(done, CUSTOM_FIELD.table)
        if redefined:
            self._make_editors()
        if (redefined or concerns(done, *self.covers)) and not self.typed():
            self.show_record(self.record_id)
