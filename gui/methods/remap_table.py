"""What re-mapping would do, rating by rating, narrowed by pressing one of its counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QRect, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui import theme
from gui.levels import chip_height, chip_width, level_of, level_text, paint_chip
from gui.tables.plain_table import PlainTable
from gui.tables.text_model import Index, TextModel
from gui.tables.wrapping import WrappingLayout
from gui.widgets import button, column
from register.entities.risk import TIERS
from register.i18n import N_, _, translated
from register.remapping import Carried, Preview

ROW, MARGIN = 36, 8
RISK, TIER, BEFORE, LEVEL_BEFORE, AFTER, LEVEL_AFTER = range(6)
ALL, CHANGES, UP, DOWN, SAME = "all", "changes", "up", "down", "same"


@dataclass(frozen=True)
class Sorted:
    """A preview, and its rows by what is to be seen of them."""

    preview: Preview
    rows: Mapping[str, list[Carried]]


def sort_out(preview: Preview) -> Sorted:
    """Return a preview with its rows sorted out; over many rows this is worked out beside."""
    by_way: dict[int, list[Carried]] = {-1: [], 0: [], 1: []}
    changes: list[Carried] = []
    for row in preview.rows:
        way = row.way
        by_way[way].append(row)
        if way:
            changes.append(row)
    rows = {UP: by_way[1], DOWN: by_way[-1], SAME: by_way[0], CHANGES: changes}
    return Sorted(preview, rows | {ALL: list(preview.rows)})


class RemapModel(TextModel):
    """One row for each rating that is carried over."""

    def __init__(self, parent: QObject | None = None) -> None:
        headings = (
            N_("Risk"), N_("Tier"), N_("Old rating"), N_("Old level"), N_("New rating"),
            N_("New level"),
        )  # fmt: skip
        super().__init__(headings, parent)
        self.preview: Preview | None = None

    def show_rows(self, preview: Preview | None, rows: list[Carried]) -> None:
        """Show these rows of a preview."""
        self.beginResetModel()
        self.preview, self.records = preview, rows
        self.endResetModel()

    def level(self, record: Carried, column: int) -> Any:
        """Return the level of a cell that shows one, as its method has it."""
        assert self.preview is not None
        if column == LEVEL_BEFORE:
            return level_of(self.preview.old, record.before.level)
        return level_of(self.preview.new, record.after.level)

    def text(self, record: Carried, column: int) -> str:
        if column in (LEVEL_BEFORE, LEVEL_AFTER):
            return level_text(self.level(record, column))
        if column == RISK:
            return f"{record.number} {record.title}"
        if column == TIER:
            return translated(TIERS[record.tier])
        return (record.before if column == BEFORE else record.after).numbers()


class _Delegate(QStyledItemDelegate):
    """Draws the levels as chips."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if index.column() not in (LEVEL_BEFORE, LEVEL_AFTER) or not isinstance(model, RemapModel):
            super().paint(painter, option, index)
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.tokens().selection))
        room = option.rect.adjusted(MARGIN, 0, -MARGIN, 0)
        method = model.preview.new if model.preview else None
        width = min(chip_width(method), room.width()) if method else room.width()
        top = room.center().y() - chip_height() // 2 + 1
        level = model.level(model.records[index.row()], index.column())
        paint_chip(painter, QRect(room.left(), top, width, chip_height()), level)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), theme.dense(ROW))


class RemapTable(QWidget):
    """Counts to press over the rows."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen = ALL
        self._found: Sorted | None = None
        self.counts: dict[str, QPushButton] = {}
        lines = column(self, spacing=8)
        bar = QWidget()
        across = WrappingLayout(bar, 6)
        for key, text in _count_words().items():
            made = button(text, partial(self.show_only, key), "segment")
            made.setCheckable(True)
            self.counts[key] = made
            across.addWidget(made)
        self.model = RemapModel(self)
        self.table = PlainTable(self.model, _("Ratings that are carried over"))
        self.table.setItemDelegate(_Delegate(self.table))
        self.table.verticalHeader().setDefaultSectionSize(theme.dense(ROW))
        self._set_widths()
        lines.addWidget(bar)
        lines.addWidget(self.table, 1)
        self.show_preview(None)

    def show_preview(self, found: Sorted | None) -> None:
        """Show a preview, or none yet."""
        self._found = found
        for key, text in _count_words().items():
            number = len(found.rows[key]) if found else 0
            self.counts[key].setText(f"{text}  {number}")
            self.counts[key].setEnabled(bool(number) or key == ALL)
        if not self.counts[self.chosen].isEnabled():
            self.chosen = ALL
        self.show_only(self.chosen)

    def show_only(self, key: str) -> None:
        """Show one kind of rows."""
        self.chosen = key
        for name, made in self.counts.items():
            made.setChecked(name == key)
        found = self._found
        self.model.show_rows(found.preview if found else None, found.rows[key] if found else [])

    def _set_widths(self) -> None:
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(RISK, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(theme.scaled(70))
        for section, width in ((TIER, 80), (BEFORE, 92), (AFTER, 92)):
            header.resizeSection(section, theme.scaled(width))
        for section in (LEVEL_BEFORE, LEVEL_AFTER):
            header.resizeSection(section, theme.scaled(118))


def _count_words() -> dict[str, str]:
    return {
        ALL: _("All"),
        CHANGES: _("Only what changes"),
        UP: _("Go up"),
        DOWN: _("Go down"),
        SAME: _("Stay"),
    }
