"""The readings of an indicator as a table that is edited in place, the latest first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyleOptionViewItem, QWidget

from gui.forms.keeping import save_field
from gui.pages.cell_delegate import CellDelegate
from gui.pages.cell_model import CellModel
from gui.pages.cell_table import CellTable
from gui.session import Session
from gui.tables.open_cell import Index
from register.entities import READING, Reading
from register.errors import FieldError, RegisterError
from register.fields import Field
from register.i18n import _, today
from register.watching.deeds import readings_of
from register.watching.rows import read_figure

FIELDS = tuple(READING.by_key[key] for key in ("taken_on", "value", "colour", "note"))
WIDTHS = {"taken_on": 96, "value": 76, "colour": 112}
LONGEST = 24
ROW, HIGHEST = 38, 300


class ReadingModel(CellModel):
    """The readings of one indicator."""

    open_keys = ("taken_on", "value", "note")

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, FIELDS, parent)

    def read(self, owner: str) -> list[Any]:
        return readings_of(self.session.open_book, owner)[::-1]

    def text(self, record: Any, field: Field) -> str:
        return field.text(record)

    def put(self, record: Any, field: Field, text: str) -> None:
        value = read_figure(text) if field.key == "value" else field.kind.parse(text)
        changed: Reading = replace(record, **{field.key: value})
        for problem in READING.problems(changed).values():
            raise RegisterError(problem)
        if field.key == "taken_on":
            self._refuse_day(changed)
        save_field(self.session, READING, record, field, value)

    def _refuse_day(self, changed: Reading) -> None:
        day = changed.taken_on
        if day is not None and day > today():
            raise FieldError(_("{day} is still to come.").format(day=day.isoformat()))
        if any(item.taken_on == day and item.id != changed.id for item in self.records):
            text = _("There is a reading of {day} already.")
            raise FieldError(text.format(day=day.isoformat() if day else ""))


class ReadingDelegate(CellDelegate):
    """Numbers may have signs and parts."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            editor.setValidator(None)  # type: ignore[arg-type]
            editor.setMaxLength(LONGEST)
        return editor


class ReadingTable(CellTable):
    """A few rows high; more of them scroll."""

    def __init__(self, model: ReadingModel, parent: QWidget | None = None) -> None:
        super().__init__(model, FIELDS, _("Readings"), parent)
        self.setItemDelegate(ReadingDelegate(FIELDS, self.cell, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setMinimumSectionSize(ROW)
        self._set_widths(FIELDS, WIDTHS)
        for changed in (model.modelReset, model.rowsInserted, model.dataChanged):
            changed.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self, *_what: object) -> None:
        """Give each row the height of its note, and the table that of its rows up to a bound."""
        self.resizeRowsToContents()
        rows = min(max(self.verticalHeader().length(), ROW), HIGHEST)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + 4)
