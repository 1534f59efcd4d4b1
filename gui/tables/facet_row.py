"""The row of buttons that narrow a list, each with its values and how many records have them."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from gui import theme
from gui.icons import icon
from gui.jobs import while_alive
from gui.levels import level_of, level_text
from gui.names import collator
from gui.session import Session
from gui.tables.columns import is_level
from gui.tables.facets import Value
from gui.tables.model import RecordModel
from gui.tables.wrapping import WrappingLayout
from gui.widgets import Ear, button, column, restyle, tip
from register.fields import Choice, Field, Flag, Link
from register.i18n import _, translated
from register.identifying import custom
from register.identifying.custom import Given

ROWS_SHOWN = 12
SEARCHED_FROM = 12  # values; fewer are seen at once
ROW_HEIGHT = 32
VALUE = Qt.ItemDataRole.UserRole


def value_text(session: Session, field: Field, value: Value) -> str:
    """Return what the list shows of a stored value."""
    kind = field.kind
    if value is None or value == "":
        return _("Not rated") if is_level(field) else _("Not set")
    if isinstance(kind, Link):
        return session.names(kind.target).path(str(value)) or _("Not set")
    if is_level(field):
        return level_text(level_of(session.method(), str(value)))
    return kind.format(kind.from_sql(value))


def in_order(session: Session, field: Field, values: list[Value]) -> list[Value]:
    """Return values as people expect them: links by name, levels from the highest, empty last."""
    kind = field.kind
    if isinstance(kind, Choice):
        options = [str(option) for option in kind.options]
        places = {key: n for n, key in enumerate(reversed(options) if is_level(field) else options)}
        return sorted(values, key=lambda value: places.get(str(value), len(places)))
    if isinstance(kind, Given):
        return sorted(values, key=lambda v: (not v, custom.sort_key(kind, str(v or ""))))
    if isinstance(kind, Flag):
        return sorted(values, key=lambda value: not value)
    order = collator()
    return sorted(values, key=lambda v: (v is None, order.sortKey(value_text(session, field, v))))


class FacetRow(QWidget):
    """A button for each short field of a list's records."""

    def __init__(self, model: RecordModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._line = model, WrappingLayout(self, 6)
        self.only = OnlyButton(model)
        self._line.addWidget(self.only)
        self.buttons: list[FacetButton] = []
        self._make_buttons()
        model.redefined.connect(self._make_buttons)
        if not self.buttons:  # to show it before it has a parent would make it a window
            self.hide()

    def _make_buttons(self) -> None:
        for made in self.buttons:
            self._line.removeWidget(made)
            made.hide()
            made.deleteLater()
        self.buttons = [FacetButton(self._model, field) for field in self._model.facet_fields]
        for made in self.buttons:
            self._line.addWidget(made)


class OnlyButton(QPushButton):
    """Says which records alone are shown, while that is so; pressing it shows all again."""

    MOST_WIDE = 300

    def __init__(self, model: RecordModel) -> None:
        super().__init__()
        self._model = model
        self.setProperty("role", "facet")
        self.setProperty("active", True)
        self.setAutoDefault(False)
        self.clicked.connect(lambda _on=False: model.only(None))
        model.facets_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say what is shown."""
        words = self._model.only_words
        metrics = QFontMetrics(theme.font(theme.CAPTION + 1))
        short = metrics.elidedText(words, Qt.TextElideMode.ElideRight, self.MOST_WIDE)
        self.setText(short.replace("&", "&&"))
        self.setAccessibleName(_("Only {what}; press to show all").format(what=words))
        self.setToolTip(tip(_("Only {what}; press to show all").format(what=words)))
        self.setVisible(bool(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_sign(self, "close")


class FacetButton(QPushButton):
    """Shows what a field is narrowed to, and opens its values."""

    MOST_WIDE = 220

    def __init__(self, model: RecordModel, field: Field) -> None:
        super().__init__()
        self._model, self.field = model, field
        self.setProperty("role", "facet")
        self.setAutoDefault(False)
        self.clicked.connect(lambda _on=False: self.open())
        model.facets_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say what is chosen."""
        chosen = self._model.facets.get(self.field.key, frozenset())
        name = translated(self.field.label)
        if len(chosen) == 1:
            value = value_text(self._model.session, self.field, next(iter(chosen)))
            text = _("{field}: {value}").format(field=name, value=value)
        elif chosen:
            text = _("{field}: {value}").format(field=name, value=len(chosen))
        else:
            text = name
        metrics = QFontMetrics(theme.font(theme.CAPTION + 1))
        short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.MOST_WIDE)
        self.setText(short.replace("&", "&&"))
        self.setAccessibleName(_("Filter by {field}").format(field=text))
        self.setProperty("active", bool(chosen))
        restyle(self)

    def open(self) -> FacetPopup:
        """Show the values below the button."""
        popup = FacetPopup(self._model, self.field, self)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        popup.show()
        popup.values.setFocus(Qt.FocusReason.PopupFocusReason)
        return popup

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_sign(self, "chevron-down")


class FacetPopup(QFrame):
    """The values of one field with their counts; a click or Space chooses and unchooses."""

    def __init__(self, model: RecordModel, field: Field, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.setAccessibleName(translated(field.label))
        self._model, self._field = model, field
        self._search = QLineEdit()
        self._items: list[QTreeWidgetItem] = []
        self.values = QTreeWidget()
        self._lay_out()
        self._show_size()
        model.count_values(field.key, while_alive(self, self._fill))

    def toggle(self, value: Value) -> None:
        """Choose a value, or no longer."""
        facets = self._model.facets
        facets[self._field.key] = facets.get(self._field.key, frozenset()) ^ {value}
        self._model.narrow(facets)
        self._mark()

    def clear(self) -> None:
        """Choose nothing."""
        facets = self._model.facets
        facets.pop(self._field.key, None)
        self._model.narrow(facets)
        self.close()

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        lines = column(self, spacing=6, margin=6)
        self._search.setPlaceholderText(_("Find a value"))
        self._search.setAccessibleName(_("Find a value"))
        self._search.textChanged.connect(self._find)
        lines.addWidget(self._search)
        values = self.values
        values.setAccessibleName(translated(self._field.label))
        values.setColumnCount(2)
        values.setHeaderHidden(True)
        values.setRootIsDecorated(False)
        values.setUniformRowHeights(True)
        values.header().setStretchLastSection(False)
        values.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        values.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        values.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        values.itemClicked.connect(lambda item, _place: self._toggle_item(item))
        values.installEventFilter(Ear(self, self._key))
        lines.addWidget(values)
        self._clear = button(_("Show all"), self.clear, "quiet")
        lines.addWidget(self._clear)

    def _fill(self, counts: Counter[Value]) -> None:
        session, field = self._model.session, self._field
        chosen = self._model.facets.get(field.key, frozenset())
        for value in in_order(session, field, list({*counts, *chosen})):
            texts = [value_text(session, field, value), str(counts[value])]
            item = QTreeWidgetItem(self.values, texts)
            item.setData(0, VALUE, value)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self._items.append(item)
        if self._items:
            self.values.setCurrentItem(self._items[0])
        self._show_size()
        self._mark()

    def _show_size(self) -> None:
        count = len(self._items)
        self._search.setVisible(count >= SEARCHED_FROM)
        self.values.setFixedHeight(min(max(count, 1), ROWS_SHOWN) * ROW_HEIGHT + 4)
        self.setFixedWidth(260)
        self.adjustSize()

    def _mark(self) -> None:
        chosen = self._model.facets.get(self._field.key, frozenset())
        for item in self._items:
            on = item.data(0, VALUE) in chosen
            item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._clear.setEnabled(bool(chosen))

    def _find(self, text: str) -> None:
        wanted = text.strip().casefold()
        for item in self._items:
            item.setHidden(wanted not in item.text(0).casefold())

    def _toggle_item(self, item: QTreeWidgetItem) -> None:
        self.toggle(item.data(0, VALUE))

    def _key(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        item = self.values.currentItem()
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and item:
            self._toggle_item(item)
            if event.key() != Qt.Key.Key_Space:
                self.close()
            return True
        return False


def _paint_sign(made: QPushButton, sign: str) -> None:
    painter = QPainter(made)
    size = 14
    left = 8 if made.isRightToLeft() else made.width() - size - 8
    top = (made.height() - size) // 2
    icon(sign, size=size).paint(painter, left, top, size, size)
    painter.end()
