"""How cells are drawn: titles that wrap over a caption, levels as chips, quiet rows."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui import theme
from gui.colours import paint_shade, shade_width
from gui.levels import chip_height, chip_width, level_in, paint_chip
from gui.tables.columns import is_level
from gui.tables.model import RecordModel
from register.entities.indicator import COLOUR_KIND

Index = QModelIndex | QPersistentModelIndex
MARGIN = 8
MOST_LINES = 2


class CellDelegate(QStyledItemDelegate):
    """Draws a cell of a RecordModel."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, RecordModel)
        self._paint_ground(painter, option)
        field = model.fields[index.column()]
        room = option.rect.adjusted(MARGIN, 6, -MARGIN, -6)
        if is_level(field):
            self._paint_level(painter, room, model, index)
        elif field.kind is COLOUR_KIND:
            self._paint_colour(painter, room, model, index)
        elif field.key == model.layout_.wide:
            self._paint_title(painter, room, model, index)
        else:
            self._paint_text(painter, room, model, index)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        assert isinstance(model, RecordModel)
        field = model.fields[index.column()]
        if is_level(field):
            return QSize(chip_width(model.session.method()) + 2 * MARGIN, chip_height())
        if field.kind is COLOUR_KIND:
            return QSize(shade_width() + 2 * MARGIN, chip_height())
        metrics = QFontMetrics(theme.font())
        width = metrics.horizontalAdvance(model.text(index.row(), field)) + 2 * MARGIN + 4
        return QSize(width, model.layout_.row_height)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours = theme.tokens()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(colours.selection))
        painter.setPen(QColor(colours.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def _paint_level(
        self, painter: QPainter, room: QRect, model: RecordModel, index: Index
    ) -> None:
        record = model.record(index.row())
        if record is None:
            return
        key = model.fields[index.column()].key
        level = level_in(model.session, record, key)
        width = min(chip_width(model.session.method()), room.width())
        top = room.center().y() - chip_height() // 2 + 1
        paint_chip(painter, QRect(room.left(), top, width, chip_height()), level)

    def _paint_colour(
        self, painter: QPainter, room: QRect, model: RecordModel, index: Index
    ) -> None:
        record = model.record(index.row())
        colour = model.fields[index.column()].value(record) if record is not None else None
        if colour is not None:
            paint_shade(painter, room, colour)
        elif record is not None:
            self._paint_text(painter, room, model, index)

    def _paint_title(
        self, painter: QPainter, room: QRect, model: RecordModel, index: Index
    ) -> None:
        colours = theme.tokens()
        text = model.text(index.row(), model.fields[index.column()])
        caption = model.caption(index.row())
        metrics = QFontMetrics(theme.font())
        small = QFontMetrics(theme.font(theme.CAPTION))
        below = small.height() if caption else 0
        fitting = max((room.height() - below) // metrics.height(), 1)  # one where rows are low
        most = min(MOST_LINES, fitting) if model.layout_.caption else 1
        lines = wrapped(text, room.width(), most)
        height = metrics.height() * len(lines) + below
        top = room.center().y() - height // 2
        painter.setFont(theme.font())
        painter.setPen(QColor(colours.text))
        for text_line in lines:
            painter.drawText(room.left(), top + metrics.ascent(), text_line)
            top += metrics.height()
        if caption:
            painter.setFont(theme.font(theme.CAPTION))
            painter.setPen(QColor(colours.second))
            cut = small.elidedText(caption, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room.left(), top + small.ascent(), cut)

    def _paint_text(self, painter: QPainter, room: QRect, model: RecordModel, index: Index) -> None:
        colours = theme.tokens()
        field = model.fields[index.column()]
        painter.setFont(theme.font())
        painter.setPen(QColor(colours.text if field.key == "number" else colours.second))
        text = model.text(index.row(), field) or "—"
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        alignment = Qt.AlignmentFlag(model.data(index, Qt.ItemDataRole.TextAlignmentRole))
        painter.drawText(room, alignment, cut)


def wrapped(text: str, width: int, most: int, size: int = theme.BODY) -> list[str]:
    """Return ``text`` broken into at most so many lines; the last is cut with an ellipsis."""
    layout = QTextLayout(text.replace("\n", " "), theme.font(size))
    layout.setTextOption(_anywhere())
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start, length = line.textStart(), line.textLength()
        last = len(lines) == most - 1
        lines.append(layout.text()[start:] if last else layout.text()[start : start + length])
    layout.endLayout()
    if lines:
        metrics = QFontMetrics(theme.font(size))
        lines[-1] = metrics.elidedText(lines[-1].strip(), Qt.TextElideMode.ElideRight, width)
    return lines


def _anywhere() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
