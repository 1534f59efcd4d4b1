"""The records that belong to one record: a small table, and the chosen one's form below it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from gui.forms.child_model import ChildModel
from gui.forms.record_form import RecordForm
from gui.session import Session, concerns
from gui.tables.open_cell import CellText
from gui.tables.plain_table import PlainTable
from gui.widgets import button, column, icon_button, label, line, row
from register.book import Book
from register.changes import ChangeSet
from register.entity import AnyEntity
from register.errors import RegisterError
from register.fields import Link, Note, Number, Text
from register.i18n import N_, _, translated

MOST_ROWS, ROW, TALL_ROW = 6, 34, 46
TEXT_WIDTH, NARROW = 108, 64


class ChildPanel(QWidget):
    """Shows, adds, edits, deletes and, where they have a position, moves such records."""

    counted = Signal(int)

    def __init__(
        self, session: Session, entity: AnyEntity, link: str, parent: QWidget | None = None
    ) -> None:
        """``link``: the field of ``entity`` that names the owner."""
        super().__init__(parent)
        self.session, self.entity, self.link = session, entity, link
        self._owner: str | None = None
        self.model = ChildModel(session, entity, link, self)
        self.view = self._make_view()
        self.form = RecordForm(session, entity, without=(link, "position"))
        self.form.created.connect(self._created)
        self._lay_out()
        session.changed.connect(self._heard)

    def show_owner(self, owner: str | None) -> None:
        """Show what belongs to another record."""
        self._owner = owner
        self._read()
        self.choose("")

    def unsettled(self) -> str:
        """Store what stands in the form; return the key of a field that does not fit, or ""."""
        if self._foot.isHidden() or (self.form.is_draft and not self.form.record):
            return ""
        return self.form.unsettled()

    def typed(self) -> dict[str, str]:
        """Return what stands in the form and is not stored, by record and field."""
        if self._foot.isHidden() or not self.form.record:
            return {}
        record = "" if self.form.is_draft else self.form.record.id
        kept = [CellText(record, key, text) for key, text in self.form.typed().items()]
        return {item.key: item.text for item in kept}

    def retype(self, texts: dict[str, str]) -> None:
        """Put texts into the form again."""
        found = CellText.found(texts)
        if not found:
            return
        if found[0].record:
            self.choose(found[0].record)
        else:
            self.add()
        self.form.retype({item.field: item.text for item in found})

    def revert(self) -> None:
        """Forget what was typed."""
        if not self._foot.isHidden():
            self.form.revert()

    def add(self) -> None:
        """Start a new record below the table."""
        values: dict[str, object] = {self.link: self._owner}
        if self._moves:
            values["position"] = max((r.position or 0 for r in self.model.records), default=0) + 1
        if "at" in self.entity.by_key:
            from register.i18n import now

            values["at"] = now()
        self.view.clearSelection()
        self._title.setText(_("New"))
        self._foot.show()
        self.form.start_draft(**values)

    def remove(self) -> None:
        """Delete the chosen record."""
        record = self._chosen()
        if record is not None:
            self._foot.hide()
            self.session.delete(self.entity, [record.id])

    def shift(self, by: int) -> None:
        """Move the chosen record up (-1) or down (+1)."""
        place = self.view.currentIndex().row()
        other = place + by
        if not (0 <= place < len(self.model.records) and 0 <= other < len(self.model.records)):
            return
        records = list(self.model.records)
        chosen = records[place]
        records.insert(other, records.pop(place))
        moved = [replace(r, position=n) for n, r in enumerate(records, 1)]

        def work(book: Book) -> None:
            book.table(self.entity).save_all(moved)

        try:
            self.session.write(N_("Move a step"), work)
        except RegisterError as error:
            self.session.complain(error)
        self.choose(chosen.id)

    # inside ------------------------------------------------------------------------------

    @property
    def _moves(self) -> bool:
        return "position" in self.entity.by_key

    def _make_view(self) -> PlainTable:
        view = PlainTable(self.model, translated(self.entity.plural))
        view.verticalHeader().setDefaultSectionSize(self._row_height)
        self._set_widths(view.horizontalHeader())
        view.selectionModel().currentRowChanged.connect(lambda now, _old: self._row(now.row()))
        view.activated.connect(lambda _index: self._open())
        return view

    @property
    def _row_height(self) -> int:
        notes = any(isinstance(field.kind, Note) for field in self.model.fields)
        return TALL_ROW if notes else ROW

    def _set_widths(self, header: QHeaderView) -> None:
        """Long text takes the room that is left; beside it, other text keeps to its own."""
        notes = self._row_height == TALL_ROW
        for n, field in enumerate(self.model.fields):
            if isinstance(field.kind, Note if notes else Text | Link):
                header.setSectionResizeMode(n, QHeaderView.ResizeMode.Stretch)
            elif notes:
                header.resizeSection(n, NARROW if isinstance(field.kind, Number) else TEXT_WIDTH)
            else:
                header.setSectionResizeMode(n, QHeaderView.ResizeMode.ResizeToContents)

    def _lay_out(self) -> None:
        lines = column(self, spacing=8)
        bar = row()
        self._adder = button(_("Add"), self.add, sign="add")
        bar.addWidget(self._adder)
        bar.addStretch(1)
        self._tools: list[QWidget] = []
        if self._moves:
            self._tools += [
                icon_button("up", _("Move up"), lambda: self.shift(-1)),
                icon_button("down", _("Move down"), lambda: self.shift(1)),
            ]
        if self._other_table():
            self._tools.append(icon_button("external-link", _("Show this record"), self._open))
        self._tools.append(icon_button("trash", _("Delete"), self.remove))
        for tool in self._tools:
            bar.addWidget(tool)
        lines.addLayout(bar)
        self._empty = label(_("Nothing here yet."), "second")
        lines.addWidget(self._empty)
        lines.addWidget(self.view)
        lines.addWidget(self._make_foot())
        lines.addStretch(1)

    def _make_foot(self) -> QWidget:
        self._foot = QWidget()
        inside = column(self._foot, spacing=8)
        self._title = label("", size=14, bold=True)
        inside.addWidget(line())
        inside.addWidget(self._title)
        inside.addWidget(self.form)
        self._foot.hide()
        return self._foot

    def _read(self) -> None:
        self.model.show_owner(self._owner)
        count = len(self.model.records)
        self.view.setVisible(count > 0)
        self._empty.setVisible(count == 0)
        header = self.view.horizontalHeader().sizeHint().height()
        self.view.setFixedHeight(header + min(count, MOST_ROWS) * self._row_height + 4)
        self._adder.setEnabled(not self.session.read_only and self._owner is not None)
        self.counted.emit(count)

    def choose(self, record_id: str) -> None:
        """Choose a record, "" for none."""
        place = self.model.row_of(record_id)
        if place >= 0:
            self.view.selectRow(place)
        else:
            self.view.clearSelection()
            self._foot.hide()
        self._enable_tools()

    def _row(self, place: int) -> None:
        if 0 <= place < len(self.model.records):
            record = self.model.records[place]
            self._title.setText(self.entity.title(record) or translated(self.entity.label))
            self._title.setVisible(not self._other_table())
            self.form.show_record(record)
            self._foot.show()
        self._enable_tools()

    def _chosen(self) -> Any:
        place = self.view.currentIndex().row()
        chosen = self.view.selectionModel().hasSelection() and place < len(self.model.records)
        return self.model.records[place] if chosen and place >= 0 else None

    def _enable_tools(self) -> None:
        on = self._chosen() is not None and not self.session.read_only
        for tool in self._tools:
            tool.setEnabled(on)

    def _other_table(self) -> str:
        """Return the table at the other end of an entity that is nothing but two links."""
        fields = self.entity.fields
        if len(fields) != 2 or len(self.entity.links) != 2:
            return ""
        return next(kind.target for field, kind in self.entity.links if field.key != self.link)

    def _open(self) -> None:
        record = self._chosen()
        table = self._other_table()
        if record is not None and table:
            key = next(f.key for f in self.entity.fields if f.key != self.link)
            self.session.show_record(table, getattr(record, key))

    def _created(self, record_id: str) -> None:
        self._read()
        self.choose(record_id)

    def _heard(self, done: ChangeSet) -> None:
        linked = [kind.target for _field, kind in self.entity.links]
        if self._owner is None or not concerns(done, self.entity.table, *linked):
            return
        shown = None if self._foot.isHidden() else self.form.record
        record = self._chosen() or shown  # one that was just made is not in the table yet
        draft = shown is not None and self.form.is_draft
        self._read()
        if not draft:
            self.choose(getattr(record, "id", ""))
