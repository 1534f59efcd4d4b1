"""How a risk is watched: its indicators with their colour and course, and its warning orders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.colours import ColourChip, shade_words
from gui.forms.child_panel import ChildPanel
from gui.icons import pixmap
from gui.pages.glance_panel import GlancePanel
from gui.pages.lines import Line, LineList, State
from gui.session import Session
from gui.widgets import WrappingButton, clear, column, label, row
from register.entities import (
    INDICATOR,
    INDICATOR_RISK,
    READING,
    WARNING,
    WARNING_STEP,
    Indicator,
    Reading,
    WarningOrder,
)
from register.entities.indicator import COLOURS
from register.entities.warning import WARNING_STATUSES, WarningStatus
from register.i18n import _, today, translated
from register.watching.days import is_late
from register.watching.deeds import readings_of
from register.watching.words import due_text, last_text

MOST_POINTS = 24
SPARK = QSize(96, 30)


class Spark(QWidget):
    """The course of the last readings, as a small line that ends in a dot."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        super().__init__()
        self._points = [
            (item.taken_on.toordinal(), item.value)
            for item in readings[-MOST_POINTS:]
            if item.taken_on is not None and item.value is not None
        ]
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Chart of the readings"))

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(SPARK.width()), theme.scaled(SPARK.height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = self._places()
        painter.setPen(QPen(QColor(theme.tokens().second), 1.6))
        for one, other in pairwise(places):
            painter.drawLine(one, other)
        if places:
            painter.setBrush(QColor(theme.tokens().text))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(places[-1], 3.5, 3.5)
        painter.end()

    def _places(self) -> list[QPointF]:
        if not self._points:
            return []
        days, values = zip(*self._points, strict=True)
        first, span = min(days), max(max(days) - min(days), 1)
        low, room = min(values), (max(values) - min(values)) or 1
        wide, high = self.width() - 12, self.height() - 12
        return [
            QPointF(6 + wide * (day - first) / span, 6 + high * (1 - (value - low) / room))
            for day, value in self._points
        ]


class WatchLine(WrappingButton):
    """One indicator: name, last value, course and colour; pressing it leads there."""

    def __init__(
        self, item: Indicator, readings: Sequence[Reading], act: Callable[[], object]
    ) -> None:
        words = last_text(item) or _("No reading yet")
        title = INDICATOR.title(item)
        super().__init__("row", f"{title}: {shade_words(item.colour)}, {words}", act)
        line = row(self, spacing=10)
        line.setContentsMargins(8, 6, 8, 6)
        sign = label()
        sign.setPixmap(pixmap("indicator"))
        sign.setWordWrap(False)
        texts = column(spacing=1)
        texts.addWidget(label(title))
        is_behind = is_late(item, today())
        note = f"{words}  •  {due_text(item, today())}" if is_behind else words
        texts.addWidget(label(note, "problem" if is_behind else "caption"))
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(texts, 1)
        line.addWidget(Spark(readings))
        if readings:
            line.addWidget(ColourChip(item.colour))


class WatchPanel(GlancePanel):
    """A tab of a risk."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        tables = (INDICATOR, INDICATOR_RISK, READING, WARNING, WARNING_STEP)
        super().__init__(session, *(entity.table for entity in tables), parent=parent)
        self.lines = column(spacing=0)
        self._nothing = label(_("No indicator watches this risk."), "second")
        self.orders = LineList(session, translated(WARNING.plural))
        self.links = ChildPanel(session, INDICATOR_RISK, "risk")
        self._lines.addWidget(self._nothing)
        self._lines.addLayout(self.lines)
        choice = label(_("Watched by these indicators"), "caption", bold=True)
        self._stack(self.orders, choice, self.links)

    def show_owner(self, owner: str | None) -> None:
        """Show another risk."""
        self.links.show_owner(owner)
        super().show_owner(owner)

    def unsettled(self) -> str:
        """Store what was typed."""
        return self.links.unsettled()

    def typed(self) -> dict[str, str]:
        """Return what is typed and is not stored."""
        return self.links.typed()

    def retype(self, texts: dict[str, str]) -> None:
        """Put texts into their fields again."""
        self.links.retype(texts)

    def revert(self) -> None:
        """Forget what does not fit."""
        self.links.revert()

    # inside ------------------------------------------------------------------------------

    def _show(self) -> None:
        book = self.session.open_book
        clear(self.lines)
        links = book.table(INDICATOR_RISK).find(risk=self.owner)
        items = book.table(INDICATOR).page([link.indicator for link in links if link.indicator])
        for item in items:
            act = partial(self.session.show_record, INDICATOR.table, item.id)
            self.lines.addWidget(WatchLine(item, readings_of(book, item.id), act))
        self._nothing.setVisible(not items)
        orders = [order for item in items for order in book.table(WARNING).find(indicator=item.id)]
        orders.sort(key=lambda order: order.number, reverse=True)
        self.orders.show_lines(map(order_line, orders))


def order_line(order: WarningOrder) -> Line:
    """Return a warning order as a line."""
    status = order.status or WarningStatus.PROPOSED
    level = translated(COLOURS[order.level]) if order.level else ""
    word = " · ".join(part for part in (level, translated(WARNING_STATUSES[status])) if part)
    state = State.SOON if status is WarningStatus.PROPOSED else State.PLAIN
    title = WARNING.title(order)
    return Line("bell", title, word, state, WARNING.table, order.id)
