"""The review queue as a list: headings by reason, and under each what is to be looked at."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui import theme
from gui.levels import chip_height, chip_width, level_of, level_text, paint_chip
from gui.pages.review_words import item_words
from gui.session import Session
from gui.tables.plain_table import Unsearched
from gui.widgets import tip
from register.entities import RISK
from register.i18n import _, ngettext, translated
from register.review_queue import WHYS, Item, Queue, Why

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
HEAD, ROW, MARGIN = 34, 56, 10
Entry = tuple[Why, Item | None]


class QueueModel(QAbstractListModel):
    """Headings and items in one column."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.entries: list[Entry] = []
        self.counts: dict[Why, int] = {}

    def show_queue(self, found: Queue) -> None:
        """Show what was read."""
        self.beginResetModel()
        self.counts = found.counts
        self.entries = []
        for why in Why:
            items = found.items.get(why, [])
            if items:
                self.entries.append((why, None))
                self.entries += ((why, item) for item in items)
        self.endResetModel()

    def item(self, place: int) -> Item | None:
        """Return what stands in a row; None for a heading."""
        return self.entries[place][1] if 0 <= place < len(self.entries) else None

    def place_of(self, record: str) -> int:
        """Return the row of a record, -1 where it is not in the queue."""
        places = (
            n for n, (_why, item) in enumerate(self.entries) if item and item.record == record
        )
        return next(places, -1)

    def heading(self, why: Why) -> str:
        """Return the words over the items of a reason, with how many there are."""
        count = self.counts.get(why, 0)
        shown = sum(1 for other, item in self.entries if item and other is why)
        text = f"{translated(WHYS[why])}  {count}"
        if shown < count:
            more = ngettext("the first {count}", "the first {count}", shown).format(count=shown)
            text = f"{text}  ({more})"
        return text

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.item(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid():
            return None
        why, item = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._spoken(why, item)
        if role == Qt.ItemDataRole.ToolTipRole and item is not None:
            return tip(f"{item.number} {item.title}".strip())
        return None

    def _spoken(self, why: Why, item: Item | None) -> str:
        if item is None:
            return self.heading(why)
        parts = [f"{item.number} {item.title}".strip(), item_words(item, why)]
        if item.table == RISK.table:
            parts.insert(1, level_text(level_of(self.session.method_of(item.method), item.level)))
        return _(", ").join(part for part in parts if part)


class QueueDelegate(QStyledItemDelegate):
    """Draws a heading, or an item: its title, how late it is, and its level."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        assert isinstance(model, QueueModel)
        return QSize(200, theme.dense(HEAD if model.item(index.row()) is None else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, QueueModel)
        why, item = model.entries[index.row()]
        painter.save()
        colours = theme.tokens()
        if item is None:
            painter.setFont(theme.font(theme.SMALL, bold=True))
            painter.setPen(QColor(colours.second))
            room = option.rect.adjusted(MARGIN, 0, -MARGIN, -4)
            painter.drawText(room, int(_BOTTOM), model.heading(why))
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(option.rect, QColor(colours.selection))
            self._paint_item(painter, option.rect, model, (why, item))
            painter.setPen(QColor(colours.line))
            painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()

    def _paint_item(
        self, painter: QPainter, rect: QRect, model: QueueModel, entry: tuple[Why, Item]
    ) -> None:
        why, item = entry
        room = rect.adjusted(MARGIN, 6, -MARGIN, -6)
        if item.table == RISK.table:
            method = model.session.method_of(item.method)
            width = min(chip_width(method), room.width() // 2)
            top = room.top() + (room.height() - chip_height()) // 2
            chip = QRect(room.right() - width, top, width, chip_height())
            paint_chip(painter, chip, level_of(method, item.level))
            room.setRight(chip.left() - MARGIN)
        half = room.height() // 2
        words = f"{item.number}  {item.title}".strip()
        _write(painter, room.adjusted(0, 0, 0, -half), words, theme.tokens().text, theme.BODY)
        late = why is Why.OVERDUE
        colour = theme.tokens().problem if late else theme.tokens().second
        caption = room.adjusted(0, half, 0, 0)
        _write(painter, caption, item_words(item, why), colour, theme.CAPTION)


class QueueView(Unsearched, QListView):
    """Arrows choose an item, Enter goes on to its form."""

    entered = Signal()

    def __init__(self, model: QueueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(QueueDelegate(self))
        self.setAccessibleName(_("Review queue"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        else:
            super().keyPressEvent(event)


_BOTTOM = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _write(painter: QPainter, room: QRect, text: str, colour: str, size: int) -> None:
    font = theme.font(size)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    short = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(_MIDDLE), short)
