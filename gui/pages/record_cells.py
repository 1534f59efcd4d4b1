"""The records that belong to one record, edited in the cells of a table, links picked by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QStyleOptionViewItem, QWidget

from gui.forms.keeping import add_record, save_field
from gui.pages.cell_delegate import CellDelegate
from gui.pages.cell_model import CellModel
from gui.pages.cell_table import CellTable
from gui.pages.fitted_table import FittedTable
from gui.session import Session
from gui.tables.columns import shown_text
from gui.widgets import Combo
from register.entity import AnyEntity, new_id
from register.errors import FieldError, RegisterError
from register.fields import Day, Field, Link
from register.i18n import _, translated

DAY_LENGTH = 10
Index = QModelIndex | QPersistentModelIndex


class RecordModel(CellModel):
    """The records of one kind and one owner; a subclass may say more than this does."""

    short: Mapping[str, str] = {}  # headings that are shorter than the label, by key

    def __init__(
        self,
        session: Session,
        entity: AnyEntity,
        link: str,
        fields: Sequence[Field],
        parent: QObject | None = None,
    ) -> None:
        """``link``: the field that names the owner."""
        super().__init__(session, fields, parent)
        self.entity, self.link = entity, link

    def read(self, owner: str) -> list[Any]:
        return self.session.open_book.table(self.entity).find(**{self.link: owner})

    def text(self, record: Any, field: Field) -> str:
        return shown_text(self.session, field, record)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across = orientation is Qt.Orientation.Horizontal  # there may be more rows than fields
        short = self.short.get(self.fields[section].key) if across else None
        if short and role == Qt.ItemDataRole.DisplayRole:
            return translated(short)
        return super().headerData(section, orientation, role)

    def put(self, record: Any, field: Field, text: str) -> None:
        value = self._parsed(field, text)
        self._refuse(replace(record, **{field.key: value}))
        save_field(self.session, self.entity, record, field, value)

    def make(self, text: str) -> None:
        made = self.fresh(text)
        self._refuse(made)
        add_record(self.session, self.entity, made)

    def fresh(self, text: str) -> Any:
        """Return a new record, of which this text was typed."""
        values = {self.link: self.owner, self.draft_key: text}
        return self.entity.record(id=new_id(), **values)

    # inside ------------------------------------------------------------------------------

    def _refuse(self, record: Any) -> None:
        for problem in self.entity.problems(record).values():
            raise RegisterError(problem)

    def _parsed(self, field: Field, text: str) -> Any:
        if not isinstance(field.kind, Link):
            return field.kind.parse(text)
        wanted = text.strip().casefold()
        names = self.session.names(field.kind.target).all().items()
        found = [key for key, name in names if name.casefold() == wanted]
        if wanted and len(found) != 1:
            sentence = _("“{text}” is not in the list; pick one from it.")
            raise FieldError(sentence.format(text=text))
        return found[0] if wanted else None


class RecordDelegate(CellDelegate):
    """Days are typed, linked records picked."""

    def __init__(self, session: Session, fields: Sequence[Field], table: CellTable) -> None:
        super().__init__(fields, table.cell, table)
        self._session = session

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = self._fields[index.column()]
        if isinstance(field.kind, Link):
            box = self._names(parent, field.kind)
            box.setAccessibleName(translated(field.label))
            return self.cell.opened(box, index)
        editor = super().createEditor(parent, option, index)
        if isinstance(field.kind, Day) and isinstance(editor, QLineEdit):
            editor.setMaxLength(DAY_LENGTH)
            editor.setPlaceholderText("2026-03-31")
        return editor

    def _names(self, parent: QWidget, kind: Link) -> Combo:
        box = Combo(parent)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.addItems(["", *(name for _key, name in self._session.names(kind.target).in_order())])
        completer = QCompleter(box.model(), box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        box.setCompleter(completer)
        return box


class RecordTable(FittedTable):
    """Shows such records at their full height."""

    def __init__(
        self, model: RecordModel, widths: Mapping[str, int], parent: QWidget | None = None
    ) -> None:
        super().__init__(model, model.fields, translated(model.entity.plural), widths, parent)
        self.setItemDelegate(RecordDelegate(model.session, model.fields, self))
