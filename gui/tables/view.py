"""The table of a list: sorting and columns by its header, remembered per user."""

from __future__ import annotations

from array import array
from collections.abc import Container
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QMenu,
    QWidget,
)

from gui import theme
from gui.access_keys import give_keys
from gui.tables.delegates import CellDelegate
from gui.tables.model import RecordModel
from gui.tables.plain_table import PlainTable
from register.fields import Field
from register.i18n import _, translated

WIDE = 150  # of the wide column, where texts are large
SAMPLED = 60  # rows that tell how wide a column is to be
REMEMBER_MS = 300  # after the last of many small moves


class RecordView(PlainTable):
    """Shows a RecordModel; rows are chosen whole."""

    activated_row = Signal(int)
    chosen = Signal(int)  # the current row, -1 for none
    delete_asked = Signal()
    escaped = Signal()
    menu_asked = Signal(QPoint)  # where on the screen

    def __init__(self, model: RecordModel, parent: QWidget | None = None) -> None:
        super().__init__(model, translated(model.entity.plural), parent)
        self.records = model
        self._soon = QTimer(self, singleShot=True, interval=REMEMBER_MS)
        self._soon.timeout.connect(self.remember_columns)
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda place: self.menu_asked.emit(self.viewport().mapToGlobal(place))
        )
        self._set_up_headers()
        self.restore_columns()
        model.redefined.connect(self.restore_columns)
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self._tell(now.row()))
        self.activated.connect(lambda index: self.activated_row.emit(index.row()))

    def current_row(self) -> int:
        """Return the current row, -1 for none."""
        return self.currentIndex().row()

    def chosen_rows(self) -> list[int]:
        """Return the selected rows, in order."""
        rows: set[int] = set()
        for part in self.selectionModel().selection().toList():
            rows.update(range(part.top(), part.bottom() + 1))
        return sorted(rows)

    def chosen_rowids(self) -> array[int]:
        """Return the rowids of the selected records, in order."""
        return array("q", (self.records.rowids[row] for row in self.chosen_rows()))

    def chosen_ids(self) -> list[str]:
        """Return the ids of the selected records, in order."""
        return self.records.ids_of(self.chosen_rowids())

    def choose(self, row: int) -> None:
        """Make a row the only selected one and bring it into sight, without telling."""
        wide = self._wide_section()
        with QSignalBlocker(self):
            if row < 0:
                self.clearSelection()
            else:
                flags = QItemSelectionModel.SelectionFlag
                self.selectionModel().setCurrentIndex(
                    self.records.index(row, wide), flags.ClearAndSelect | flags.Rows
                )
        if row >= 0:
            self.scrollTo(self.records.index(row, wide))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # what the open input leaves over is not meant for rows
        elif self._asks_for_menu(event):
            self.menu_asked.emit(self._menu_place())
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        elif event.key() == Qt.Key.Key_Escape and self.records.is_filtered:
            self.escaped.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_row() >= 0:
            self.activated_row.emit(self.current_row())
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._soon.stop()  # the panel keeps the columns as it is hidden

    def _asks_for_menu(self, event: QKeyEvent) -> bool:
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        return event.key() == Qt.Key.Key_Menu or (shift and event.key() == Qt.Key.Key_F10)

    def _menu_place(self) -> QPoint:
        rect = self.visualRect(self.currentIndex())
        return self.viewport().mapToGlobal(rect.center())

    # columns -----------------------------------------------------------------------------

    def shown_fields(self) -> list[Field]:
        """Return the fields of the shown columns, as they stand from left to right."""
        header = self.horizontalHeader()
        places = (header.logicalIndex(place) for place in range(header.count()))
        return [self.records.fields[n] for n in places if not self.isColumnHidden(n)]

    def arrangement(self) -> dict[str, Any]:
        """Return columns, their order and widths, and the sorting, as plain data."""
        shown = [field.key for field in self.shown_fields()]
        widths = {key: self.columnWidth(self._section(key)) for key in shown}
        widths.pop(self.records.layout_.wide, None)
        return {"shown": shown, "widths": widths, "sort": list(self.records.sorted_by)}

    def arrange(self, state: dict[str, Any]) -> None:
        """Take a state over; what is missing or unknown is as the layout has it."""
        self._put_columns(state)
        self.records.sort_all(_known_sort(state.get("sort"), self.records.by_key))

    def restore_columns(self) -> None:
        """Show the columns, widths and order that are remembered, else those of the layout."""
        self.arrange(self._saved_state())

    def remember_columns(self) -> None:
        """Keep columns, widths and order for the next time."""
        preferences = self.records.session.preferences
        preferences.remember_values(self._state_key(), self.arrangement())

    def column_menu(self, parent: QWidget) -> QMenu:
        """Return the menu that shows and hides columns."""
        menu = QMenu(_("&Columns"), parent)
        fields = self.records.fields
        rare = [field for field in fields if field.read_only and not field.in_table]
        self._add_toggles(menu, [field for field in fields if field not in rare])
        if rare:
            menu.addSeparator()
            more = menu.addMenu(_("More columns"))
            self._add_toggles(more, rare)
            give_keys(more)
        menu.addSeparator()
        menu.addAction(_("Reset columns")).triggered.connect(lambda _on=False: self.reset_columns())
        give_keys(menu)
        return menu

    def sort_menu(self, parent: QWidget) -> QMenu:
        """Return the menu that sorts by a shown column, for the keyboard."""
        menu = QMenu(_("&Sort by"), parent)
        for field in self.shown_fields():
            action = menu.addAction(translated(field.label))
            action.setCheckable(True)
            action.setChecked(field.key in dict(self.records.sorted_by))
            action.triggered.connect(lambda _on=False, key=field.key: self._turn(key))
        give_keys(menu)
        return menu

    def reset_columns(self) -> None:
        """Go back to the columns and the order of the layout."""
        self.records.session.preferences.remember(self._state_key(), "")
        self.restore_columns()

    def _set_up_headers(self) -> None:
        header = self.horizontalHeader()
        for head in (header, self.verticalHeader()):  # to paint itself it would ask every row
            head.setSelectionModel(QItemSelectionModel(self.records, head))
        header.setSectionsMovable(True)
        header.setMinimumSectionSize(48)
        header.setResizeContentsPrecision(SAMPLED)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort_by_section)
        header.sectionMoved.connect(lambda *_places: self._soon.start())
        header.sectionResized.connect(lambda *_sizes: self._soon.start())
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open_column_menu)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.records.layout_.row_height)

    def _put_columns(self, state: dict[str, Any]) -> None:
        by_key = self.records.by_key
        keys = [key for key in _listed(state.get("shown")) if key in by_key]
        shown = keys or list(self.records.layout_.shown)
        if self.records.layout_.wide not in shown:
            shown.append(self.records.layout_.wide)
        widths = state.get("widths")
        header = self.horizontalHeader()
        for section, field in enumerate(self.records.fields):
            self.setColumnHidden(section, field.key not in shown)
            width = widths.get(field.key) if isinstance(widths, dict) else None
            if field.key in shown:
                fitting = width if isinstance(width, int) else self._fitting(section)
                self.setColumnWidth(section, fitting)
        for place, key in enumerate(shown):
            header.moveSection(header.visualIndex(self._section(key)), place)
        wide = self._section(self.records.layout_.wide)
        if theme.is_large():  # it would be left with next to nothing
            header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(wide, theme.scaled(WIDE))
        else:
            header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)

    def _add_toggles(self, menu: QMenu, fields: list[Field]) -> None:
        for field in fields:
            section = self._section(field.key)
            action = menu.addAction(translated(field.label))
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(section))
            action.setEnabled(field.key != self.records.layout_.wide)
            action.toggled.connect(lambda on, n=section: self._show_column(n, on))

    def _sort_by_section(self, section: int) -> None:
        shift = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        self._turn(self.records.fields[section].key, add=bool(shift))

    def _turn(self, key: str, *, add: bool = False) -> None:
        self.records.turn(key, add=add)
        self.remember_columns()

    def _open_column_menu(self, place: QPoint) -> None:
        menu = self.column_menu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.horizontalHeader().mapToGlobal(place))

    def _show_column(self, section: int, on: bool) -> None:
        self.setColumnHidden(section, not on)
        if on:
            self.setColumnWidth(section, self._fitting(section))
        self.remember_columns()

    def _fitting(self, section: int) -> int:
        header = self.horizontalHeader().sectionSizeHint(section) + 14
        return max(header, min(self.sizeHintForColumn(section) + 2, 220))

    def _section(self, key: str) -> int:
        return next(n for n, field in enumerate(self.records.fields) if field.key == key)

    def _wide_section(self) -> int:
        return self._section(self.records.layout_.wide)

    def _state_key(self) -> str:
        size = theme.scaled(100)  # widths belong to a size of texts
        return f"columns.{self.records.entity.table}" + (f".{size}" if size != 100 else "")

    def _saved_state(self) -> dict[str, Any]:
        return self.records.session.preferences.values(self._state_key())

    def _tell(self, row: int) -> None:
        self.chosen.emit(row)


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _known_sort(value: object, keys: Container[str]) -> list[tuple[str, bool]]:
    """Return the sort keys of a state that may come from another version or hand."""
    pairs = (item for item in _listed(value) if isinstance(item, list) and len(item) == 2)
    return [(str(key), bool(down)) for key, down in pairs if key in keys]
