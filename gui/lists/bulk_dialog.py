"""Editing many records at once: what is touched changes, shown before and after, as one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHeaderView,
    QScrollArea,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from gui.dialogs.frame import Frame
from gui.forms.editor import ChoiceEditor, Editor, FlagEditor, LineEditor
from gui.forms.inputs import Lines
from gui.forms.kinds import editor_for
from gui.session import Session
from gui.tables.columns import shown_text
from gui.widgets import Combo, column, label, row, tip
from register.bulk import change_many
from register.changes import ChangeSet
from register.entity import AnyEntity
from register.fields import Field
from register.i18n import _, ngettext, translated
from register.progress import Progress

MOST_READ = 500  # records looked at for common values
MOST_SHOWN = 200  # lines of the table of changes
SIZE = (980, 600)


def bulk_fields(entity: AnyEntity) -> list[Field]:
    """Return the fields that may be given to many records: all but what names a record."""
    return [
        item
        for item in entity.fields
        if not (item.read_only or item.hidden) and item.key not in entity.display
    ]


class BulkDialog(Frame):
    """The fields of some records at the left; what would change at the right."""

    def __init__(
        self, session: Session, entity: AnyEntity, ids: Sequence[str], parent: QWidget
    ) -> None:
        text = ngettext("Edit {count} record", "Edit {count} records", len(ids))
        words = _("Only the fields that you tick or touch are changed, in every chosen record.")
        super().__init__(text.format(count=len(ids)), words, parent)
        self._session, self._entity, self._ids = session, entity, list(ids)
        self._records = session.open_book.table(entity).page(self._ids[:MOST_READ])
        self._values: dict[str, Any] = {}
        self.editors: dict[str, Editor] = {}
        self.ticks: dict[str, QCheckBox] = {}
        self._changes = QTreeWidget()
        self._summary = label("", "second")
        self._lay_out()
        verb = ngettext("&Change {count} record", "&Change {count} records", len(ids))
        self.verb = self.add_buttons(verb.format(count=len(ids)), self.carry_out)
        self.resize(*SIZE)
        self._preview()

    def carry_out(self) -> None:
        """Change the records on a thread, as one step that can be undone."""
        for editor in self.editors.values():
            editor.commit()
            if editor.problem:
                editor.setFocus()
                return
        if not self._values:
            return
        book, entity, ids, values = self._session.open_book, self._entity, self._ids, self._values

        def work(progress: Progress) -> ChangeSet:
            return change_many(book, entity, ids, values, progress)

        job = self._session.run(work, _("Changing records"), writes=True)
        job.succeeded.connect(partial(_tell, self._session))
        self.accept()

    def touch(self, key: str, value: Any) -> None:
        """Take a value for all records."""
        self._values[key] = value
        self.editors[key].show_value(value)
        self.ticks[key].setChecked(True)
        self._preview()

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        sheet = QWidget()
        sheet.setProperty("role", "sheet")
        lines = column(sheet, spacing=10)
        lines.setContentsMargins(0, 0, 12, 0)
        for field in bulk_fields(self._entity):
            lines.addWidget(self._line(field))
        lines.addStretch(1)
        area.setWidget(sheet)
        right = QWidget()
        table = column(right, spacing=8)
        table.addWidget(self._summary)
        table.addWidget(self._set_up_table(), 1)
        split.addWidget(area)
        split.addWidget(right)
        split.setSizes([430, 530])
        self.body.addWidget(split, 1)

    def _line(self, field: Field) -> QWidget:
        holder = QWidget()
        across = row(holder, spacing=8)
        tick = QCheckBox()
        name = translated(field.label)
        tick.setAccessibleName(_("Change {field}").format(field=name))
        tick.setToolTip(tip(_("Change {field}").format(field=name)))
        tick.clicked.connect(lambda on, f=field: self._ticked(f, on))
        editor = editor_for(self._session, field)
        editor.committed.connect(lambda value, key=field.key: self._committed(key, value))
        if isinstance(editor, ChoiceEditor):
            editor.combo.activated.connect(lambda _place, key=field.key: self._picked(key))
        self.ticks[field.key], self.editors[field.key] = tick, editor
        across.addWidget(tick, 0, Qt.AlignmentFlag.AlignBottom)
        across.addWidget(editor, 1)
        self._show_common(field)
        return holder

    def _set_up_table(self) -> QTreeWidget:
        tree = self._changes
        tree.setAccessibleName(_("What would change"))
        tree.setHeaderLabels([_("Record"), _("Field"), _("Before"), _("After")])
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for section, width in ((1, 100), (2, 110), (3, 110)):
            tree.setColumnWidth(section, width)
        tree.header().setStretchLastSection(False)
        return tree

    def _common(self, field: Field) -> tuple[bool, Any]:
        """Return whether all records have one value, and this value."""
        values = [field.value(record) for record in self._records]
        same = len(self._records) == len(self._ids) and all(v == values[0] for v in values)
        return same, values[0] if same and values else field.empty

    def _show_common(self, field: Field) -> None:
        same, value = self._common(field)
        editor = self.editors[field.key]
        editor.show_value(value)
        hint = "" if same else _("Multiple values")
        if isinstance(editor, LineEditor):
            editor.line.setPlaceholderText(hint)
        elif isinstance(editor.input, Lines):
            editor.input.setPlaceholderText(hint)
        elif isinstance(editor.input, Combo):
            _set_hint(editor.input, hint)
        elif isinstance(editor, FlagEditor) and not same:
            editor.box.setCheckState(Qt.CheckState.PartiallyChecked)

    def _committed(self, key: str, value: Any) -> None:
        editor = self.editors[key]
        problems = [
            self._entity.problems(replace(record, **{key: value})).get(key)
            for record in self._records[:1]
        ]
        if problems and problems[0]:
            editor.complain(problems[0])
        else:
            self.touch(key, value)

    def _picked(self, key: str) -> None:
        """Take the choice of nothing too, which does not differ from what many values show."""
        editor = self.editors[key]
        if key not in self._values:
            self._committed(key, editor.parse(editor.text()))

    def _ticked(self, field: Field, on: bool) -> None:
        """A ticked field that nobody fills in is emptied; without the tick nothing changes."""
        if on:
            editor = self.editors[field.key]
            if isinstance(editor, FlagEditor):
                self.touch(field.key, False)
            else:
                self._committed(field.key, self._common(field)[1])
            self.ticks[field.key].setChecked(field.key in self._values)
            return
        self._values.pop(field.key, None)
        self._show_common(field)
        self._preview()

    def _preview(self) -> None:
        self._changes.clear()
        lines = self._lines()
        self._changes.addTopLevelItems([QTreeWidgetItem(line) for line in lines[:MOST_SHOWN]])
        for n in range(min(len(lines), MOST_SHOWN)):
            item = self._changes.topLevelItem(n)
            assert item is not None
            for place, text in enumerate(lines[n]):
                item.setToolTip(place, tip(text))
        self.verb.setEnabled(bool(self._values))
        if not self._values:
            self._summary.setText(_("Nothing is touched yet."))
        elif not lines:
            self._summary.setText(_("The records that were looked at have these values already."))
        else:
            text = ngettext("{count} value changes", "{count} values change", len(lines))
            more = "…" if len(self._records) < len(self._ids) or len(lines) > MOST_SHOWN else ""
            self._summary.setText(text.format(count=len(lines)) + more)

    def _lines(self) -> list[list[str]]:
        found = []
        for record in self._records:
            after = replace(record, **self._values)
            for key in self._values:
                field = self._entity.by_key[key]
                if field.value(record) != field.value(after):
                    texts = (shown_text(self._session, field, r) or "—" for r in (record, after))
                    title = self._entity.title(record)
                    found.append([title, translated(field.label), *texts])
        return found


def _set_hint(combo: Combo, hint: str) -> None:
    line = combo.lineEdit()
    if line is not None:
        line.setPlaceholderText(hint)
    elif hint:
        combo.setPlaceholderText(hint)
        combo.setCurrentIndex(-1)


def _tell(session: Session, done: ChangeSet) -> None:
    count = len({change.id for change in done.changes})
    text = ngettext("{count} record changed.", "{count} records changed.", count)
    session.tell(text.format(count=count), _("Undo"), session.undo)
