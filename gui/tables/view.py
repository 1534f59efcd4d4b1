"""The table of a list: sorting and columns by its header, remembered per user."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from gui.tables.delegates import CellDelegate
from gui.tables.model import RecordModel
from register.i18n import _, translated

LEAST_WIDE = 140


class RecordView(QTableView):
    """Shows a RecordModel; rows are chosen whole."""

    activated_row = Signal(int)
    chosen = Signal(int)  # the current row, -1 for none
    delete_asked = Signal()

    def __init__(self, model: RecordModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._records = model
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setAccessibleName(translated(model.entity.plural))
        self._set_up_headers()
        self.restore_columns()
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self._tell(now.row()))
        self.activated.connect(lambda index: self.activated_row.emit(index.row()))

    def current_row(self) -> int:
        """Return the current row, -1 for none."""
        return self.currentIndex().row()

    def chosen_ids(self) -> list[str]:
        """Return the ids of the selected records, in order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        records = (self._records.record(row) for row in rows)
        return [record.id for record in records if record is not None]

    def choose(self, row: int) -> None:
        """Make a row the only selected one and bring it into sight, without telling."""
        wide = self._wide_section()
        with QSignalBlocker(self):
            if row < 0:
                self.clearSelection()
            else:
                flags = QItemSelectionModel.SelectionFlag
                self.selectionModel().setCurrentIndex(
                    self._records.index(row, wide), flags.ClearAndSelect | flags.Rows
                )
        if row >= 0:
            self.scrollTo(self._records.index(row, wide))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_row() >= 0:
            self.activated_row.emit(self.current_row())
        else:
            super().keyPressEvent(event)

    # columns -----------------------------------------------------------------------------

    def restore_columns(self) -> None:
        """Show the columns, widths and order that are remembered, else those of the layout."""
        saved = self._saved_state()
        shown = set(saved.get("shown", self._records.layout_.shown))
        widths = saved.get("widths", {})
        for section, field in enumerate(self._records.fields):
            self.setColumnHidden(section, field.key not in shown)
            if field.key in widths:
                self.setColumnWidth(section, widths[field.key])
            elif field.key in shown:
                self.setColumnWidth(section, self._fitting(section))
        header = self.horizontalHeader()
        header.setSectionResizeMode(self._wide_section(), QHeaderView.ResizeMode.Stretch)
        key, down = saved.get("sort", ("", False))
        if key in self._records.entity.by_key:
            self._records.sort_by(key, down=down)

    def remember_columns(self) -> None:
        """Keep columns, widths and order for the next time."""
        fields = list(enumerate(self._records.fields))
        shown = [field.key for n, field in fields if not self.isColumnHidden(n)]
        widths = {field.key: self.columnWidth(n) for n, field in fields if field.key in shown}
        widths.pop(self._records.layout_.wide, None)
        state = {"shown": shown, "widths": widths, "sort": self._records.sorted_by}
        self._records.session.preferences.remember(self._state_key(), json.dumps(state))

    def column_menu(self) -> QMenu:
        """Return the menu that shows and hides columns."""
        menu = QMenu(self)
        for section, field in enumerate(self._records.fields):
            action = menu.addAction(translated(field.label))
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(section))
            action.setEnabled(field.key != self._records.layout_.wide)
            action.toggled.connect(lambda on, n=section: self._show_column(n, on))
        menu.addSeparator()
        menu.addAction(_("Reset columns")).triggered.connect(lambda _on=False: self._reset())
        return menu

    def _set_up_headers(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(48)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort_by_section)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open_column_menu)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self._records.layout_.row_height)

    def _sort_by_section(self, section: int) -> None:
        key = self._records.fields[section].key
        before, down = self._records.sorted_by
        self._records.sort_by(key, down=not down if key == before else False)

    def _open_column_menu(self, place: QPoint) -> None:
        self.column_menu().popup(self.horizontalHeader().mapToGlobal(place))

    def _show_column(self, section: int, on: bool) -> None:
        self.setColumnHidden(section, not on)
        if on:
            self.setColumnWidth(section, self._fitting(section))

    def _reset(self) -> None:
        self._records.session.preferences.remember(self._state_key(), "")
        self._records.sort_by("")
        self.restore_columns()

    def _fitting(self, section: int) -> int:
        header = self.horizontalHeader().sectionSizeHint(section) + 14
        return max(header, min(self.sizeHintForColumn(section) + 2, 220))

    def _wide_section(self) -> int:
        wide = self._records.layout_.wide
        return next(n for n, field in enumerate(self._records.fields) if field.key == wide)

    def _state_key(self) -> str:
        return f"columns.{self._records.entity.table}"

    def _saved_state(self) -> dict[str, Any]:
        try:
            state = json.loads(self._records.session.preferences.state(self._state_key()) or "{}")
        except ValueError:
            return {}
        return state if isinstance(state, dict) else {}

    def _tell(self, row: int) -> None:
        self.chosen.emit(row)
