"""The measures of a risk as a table that is edited in place; its last row makes a new one."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QStyleOptionViewItem, QWidget

from gui.forms.keeping import add_record, save_field
from gui.pages.cell_delegate import CellDelegate
from gui.pages.cell_model import CellModel
from gui.pages.fitted_table import FittedTable
from gui.session import Session
from gui.tables.columns import shown_text
from gui.widgets import Combo
from register.book import Book
from register.entities import MEASURE, Measure
from register.entities.treatment import MeasureStatus
from register.entity import new_id
from register.errors import FieldError, RegisterError
from register.fields import Day, Field, Link
from register.i18n import N_, _, today, translated
from register.treating import OPEN_MEASURES, proposes_done

FIELDS = tuple(MEASURE.by_key[key] for key in ("title", "owner", "due_on", "progress", "status"))
SHORT = {"progress": N_("%")}
WIDTHS = {"owner": 80, "due_on": 88, "progress": 40, "status": 84}
DAY_LENGTH = 10
Index = QModelIndex | QPersistentModelIndex


class MeasureModel(CellModel):
    """The measures of one risk."""

    draft_key = "title"
    open_keys = tuple(field.key for field in FIELDS)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, FIELDS, parent)
        self.draft_words = _("New measure…")

    def read(self, owner: str) -> list[Any]:
        return self.session.open_book.table(MEASURE).find(risk=owner)

    def text(self, record: Any, field: Field) -> str:
        return shown_text(self.session, field, record)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        short = SHORT.get(self.fields[section].key)
        if short and role == Qt.ItemDataRole.DisplayRole:
            return translated(short)
        return super().headerData(section, orientation, role)

    def put(self, record: Any, field: Field, text: str) -> None:
        value = self._parsed(field, text)
        changed = replace(record, **{field.key: value})
        for problem in MEASURE.problems(changed).values():
            raise RegisterError(problem)
        save_field(self.session, MEASURE, record, field, value)
        if field.key == "progress" and proposes_done(changed):
            words = _("“{title}” stands at 100 %.").format(title=record.title)
            self.session.tell(words, _("Mark as done"), partial(self.finish, record.id))

    def make(self, text: str) -> None:
        made = Measure(id=new_id(), risk=self.owner, title=text)
        for problem in MEASURE.problems(made).values():
            raise RegisterError(problem)
        add_record(self.session, MEASURE, made)

    def finish(self, measure: str) -> None:
        """Mark a measure as done."""

        def work(book: Book) -> None:
            found = book.table(MEASURE).get(measure)
            if found is not None:
                book.table(MEASURE).save(replace(found, status=MeasureStatus.DONE))

        try:
            self.session.write(N_("Finish a measure"), work)
        except RegisterError as error:
            self.session.complain(error)

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


class MeasureDelegate(CellDelegate):
    """Days are typed, people picked."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(FIELDS, parent)
        self._session = session

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = FIELDS[index.column()]
        if isinstance(field.kind, Link):
            self.editor = self._people(parent, field.kind)
            self.editor.setAccessibleName(translated(field.label))
            return self.editor
        editor = super().createEditor(parent, option, index)
        if isinstance(field.kind, Day) and isinstance(editor, QLineEdit):
            editor.setMaxLength(DAY_LENGTH)
            editor.setPlaceholderText("2026-03-31")
        return editor

    def _people(self, parent: QWidget, kind: Link) -> Combo:
        box = Combo(parent)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.addItems(["", *(name for _key, name in self._session.names(kind.target).in_order())])
        completer = QCompleter(box.model(), box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        box.setCompleter(completer)
        return box


class MeasureTable(FittedTable):
    """The measures of a risk."""

    def __init__(self, model: MeasureModel, parent: QWidget | None = None) -> None:
        super().__init__(model, FIELDS, _("Measures"), WIDTHS, parent)
        self.delegate = MeasureDelegate(model.session, self)
        self.setItemDelegate(self.delegate)


def is_late(measure: Measure) -> bool:
    """Tell whether a measure should be done by now."""
    due = measure.due_on
    return due is not None and due < today() and measure.status in (None, *OPEN_MEASURES)
