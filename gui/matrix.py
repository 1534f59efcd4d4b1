"""The small matrix of a rating method, painted from the same values as everything else.

A risk's tiers stand on it as marks of different form, so that none needs a colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui import theme
from gui.levels import paint_pattern
from gui.widgets import tip
from register.entities.risk import Tier
from register.i18n import _
from register.scoring import Method, Step, level_words, step_words

GAP, MARGIN, CORNER, MARK = 3, 22, 6, 6.0
MOST_WORDS, TWO_LINES = 100, 38  # room for the words of a step
DARK, LIGHT = QColor("#1E2428"), QColor("#FFFFFF")  # on a level's colour, in either theme
WAY = (Tier.CURRENT, Tier.RESIDUAL, Tier.TARGET)
Place = tuple[int, int]  # likelihood, impact
_STEPS = {
    Qt.Key.Key_Up: (1, 0),
    Qt.Key.Key_Down: (-1, 0),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Left: (0, -1),
}


class MatrixView(QWidget):
    """Shows where a risk or all risks stand; a cell is picked by mouse or arrow keys."""

    picked = Signal(int, int)  # likelihood, impact
    opened = Signal(int, int)  # Enter on a cell, or a double click
    clicked = Signal(int, int)

    def __init__(
        self,
        method: Method,
        cell: int = 30,
        parent: QWidget | None = None,
        *,
        named: bool = False,
    ) -> None:
        """``named``: the steps of the scales are written out, not only their values."""
        super().__init__(parent)
        self._method, self._side, self._named = method, theme.scaled(cell), named
        self._tiers: Mapping[Tier, Place] = {}
        self._chosen: Place | None = None
        self._counts: Mapping[Place, int] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Rating matrix"))

    def show_method(self, method: Method) -> None:
        """Show another method's grid."""
        self._method = method
        self.updateGeometry()
        self.update()

    def set_side(self, side: int) -> None:
        """Give the cells another size, in pixels."""
        if side != self._side:
            self._side = side
            self.updateGeometry()
            self.update()

    def show_tiers(self, tiers: Mapping[Tier, Place]) -> None:
        """Mark where the tiers of a risk stand, and the way from the current one."""
        self._tiers = dict(tiers)
        self.update()

    def show_counts(self, counts: Mapping[Place, int]) -> None:
        """Write how many risks stand in each cell."""
        self._counts = counts
        self.update()

    def choose(self, place: Place | None) -> None:
        """Frame a cell."""
        self._chosen = place
        self.setAccessibleDescription(self.place_words(place) if place else "")
        self.update()

    @property
    def chosen(self) -> Place | None:
        """The framed cell."""
        return self._chosen

    def place_words(self, place: Place) -> str:
        """Return a cell in words: its steps, its level, and how many risks stand there."""
        level = level_words(self._method, self._method.grid[place[0] - 1][place[1] - 1])
        words = f"{place_text(self._method, *place)}: {level}"
        count = self._counts.get(place, 0)
        return f"{words} ({count})" if self._counts else words

    def sizeHint(self) -> QSize:
        step = self._side + GAP
        return QSize(
            self._left() + len(self._method.impact) * step,
            self._below() + len(self._method.likelihood) * step,
        )

    # events ------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.CAPTION))
        self._paint_cells(painter)
        self._paint_scales(painter)
        self._paint_way(painter)
        for tier, centre in self._centres().items():
            paint_mark(painter, centre, tier)
        self._paint_frame(painter)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (place := self._place_at(event.position())) is not None:
            self.picked.emit(*place)
            self.clicked.emit(*place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if (place := self._place_at(event.position())) is not None:
            self.opened.emit(*place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen:
            self.opened.emit(*self._chosen)
        elif step is None:
            super().keyPressEvent(event)
        else:
            self.picked.emit(*self._moved(step))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._place_at(QPointF(event.pos()))
            QToolTip.showText(
                event.globalPos(), tip(self.place_words(place)) if place else "", self
            )
            return True
        return super().event(event)

    # inside ------------------------------------------------------------------------------

    def _moved(self, step: tuple[int, int]) -> Place:
        likelihood, impact = self._chosen or (1, 1)
        return (
            min(max(likelihood + step[0], 1), len(self._method.likelihood)),
            min(max(impact + step[1], 1), len(self._method.impact)),
        )

    def _places(self) -> list[Place]:
        return [
            (likelihood, impact)
            for likelihood in range(1, len(self._method.likelihood) + 1)
            for impact in range(1, len(self._method.impact) + 1)
        ]

    def _place_at(self, point: QPointF) -> Place | None:
        return next((p for p in self._places() if self._cell(*p).contains(point)), None)

    def _cell(self, likelihood: int, impact: int) -> QRectF:
        step = self._side + GAP
        top = (len(self._method.likelihood) - likelihood) * step
        return QRectF(self._left() + (impact - 1) * step, top + 1, self._side, self._side)

    def _left(self) -> int:
        """The room for the steps of likelihood."""
        if not self._named:
            return theme.scaled(MARGIN)
        metrics = QFontMetrics(theme.font(theme.CAPTION))
        words = (step_words(self._method.likelihood, n + 1) for n in range(self._rows()))
        widest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        return min(widest, theme.scaled(MOST_WORDS)) + 10

    def _below(self) -> int:
        """The room for the steps of impact."""
        return theme.scaled(MARGIN if not self._named else TWO_LINES)

    def _rows(self) -> int:
        return len(self._method.likelihood)

    def _centres(self) -> dict[Tier, QPointF]:
        """Where each mark is drawn: marks that share a cell stand beside each other."""
        found: dict[Tier, QPointF] = {}
        shares: dict[Place, list[Tier]] = {}
        for tier, place in self._tiers.items():
            if place in self._places():
                shares.setdefault(place, []).append(tier)
        for place, tiers in shares.items():
            middle, step = self._cell(*place).center(), self._side / 4 - 0.5
            for n, tier in enumerate(tiers):
                across = (step if n % 2 else -step) if len(tiers) > 1 else 0
                down = (step if n > 1 else -step) if len(tiers) > 2 else 0
                found[tier] = middle + QPointF(across, down)
        return found

    def _paint_cells(self, painter: QPainter) -> None:
        for place in self._places():
            level = self._method.level(self._method.grid[place[0] - 1][place[1] - 1])
            cell = self._cell(*place)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(level.colour))
            painter.drawRoundedRect(cell, CORNER, CORNER)
            paint_pattern(painter, cell.adjusted(2, 2, -2, -2), level)
            if count := self._counts.get(place):
                self._paint_count(painter, cell, count, level.colour, level.text_colour)

    def _paint_count(
        self, painter: QPainter, cell: QRectF, count: int, ground: str, ink: str
    ) -> None:
        """The number stands on its level's plain colour, clear of the pattern."""
        painter.setFont(theme.font(theme.BODY if count < 1000 else theme.CAPTION, bold=True))
        text = str(count)
        wide = painter.fontMetrics().horizontalAdvance(text) + 8
        back = QRectF(0, 0, min(wide, cell.width()), theme.scaled(20))
        back.moveCenter(cell.center())
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(back, CORNER, CORNER)
        painter.setPen(QColor(ink))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_scales(self, painter: QPainter) -> None:
        painter.setFont(theme.font(theme.CAPTION))
        painter.setPen(QColor(theme.tokens().third))
        flags = Qt.AlignmentFlag.AlignCenter
        wrapped = Qt.TextFlag.TextWordWrap if self._named else 0
        for n in range(1, self._rows() + 1):
            side = Qt.AlignmentFlag.AlignRight if self._named else Qt.AlignmentFlag.AlignHCenter
            area = QRectF(0, self._cell(n, 1).top(), self._left() - 6, self._side)
            text = self._step_text(self._method.likelihood, n)
            painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter | wrapped, text)
        for n in range(1, len(self._method.impact) + 1):
            cell = self._cell(1, n)
            area = QRectF(cell.left() - 2, cell.bottom() + 2, self._side + 4, self._below() - 4)
            text = self._step_text(self._method.impact, n) if self._has_room() else str(n)
            top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter
            painter.drawText(area, top | wrapped if self._named else flags, text)

    def _has_room(self) -> bool:
        """Tell whether the steps of impact can be written out under their columns."""
        metrics = QFontMetrics(theme.font(theme.CAPTION))
        words = (
            self._step_text(self._method.impact, n + 1) for n in range(len(self._method.impact))
        )
        parts = (part for word in words for part in word.split())
        return max(metrics.horizontalAdvance(part) for part in parts) <= self._side + 4

    def _step_text(self, steps: tuple[Step, ...], value: int) -> str:
        return step_words(steps, value) if self._named else str(value)

    def _paint_way(self, painter: QPainter) -> None:
        centres = self._centres()
        way = [tier for tier in WAY if tier in centres]
        for start, end in pairwise(way):
            if self._tiers[start] != self._tiers[end]:
                _paint_arrow(painter, centres[start], centres[end])

    def _paint_frame(self, painter: QPainter) -> None:
        if self._chosen is None and not self.hasFocus():
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        top = self._cell(self._rows(), 1)
        whole = top.united(self._cell(1, len(self._method.impact)))
        frame = self._cell(*self._chosen) if self._chosen else whole
        frame = frame.adjusted(-1, -1, 1, 1)
        colours = theme.tokens()
        painter.setPen(QPen(QColor(colours.accent if self.hasFocus() else colours.text), 2.5))
        painter.drawRoundedRect(frame, CORNER + 1, CORNER + 1)


class TierMark(QWidget):
    """The mark of a tier by itself, for a legend."""

    def __init__(self, tier: Tier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tier = tier
        self.setFixedSize(18, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(painter, QRectF(self.rect()).center(), self._tier)
        painter.end()


def paint_mark(painter: QPainter, at: QPointF, tier: Tier) -> None:
    """Draw a tier: inherent a square, current a light disc, residual a dark one, target a ring."""
    box = QRectF(at.x() - MARK, at.y() - MARK, 2 * MARK, 2 * MARK)
    painter.setPen(QPen(DARK if tier is not Tier.RESIDUAL else LIGHT, 2))
    painter.setBrush(DARK if tier is Tier.RESIDUAL else LIGHT)
    if tier is Tier.INHERENT:
        painter.drawRect(box.adjusted(1, 1, -1, -1))
        return
    painter.drawEllipse(box)
    if tier is Tier.TARGET:
        painter.setBrush(DARK)
        painter.drawEllipse(at, 1.5, 1.5)


def _paint_arrow(painter: QPainter, start: QPointF, end: QPointF) -> None:
    for colour, width in ((LIGHT, 4.5), (DARK, 2.0)):
        painter.setPen(QPen(colour, width, c=Qt.PenCapStyle.RoundCap))
        painter.drawLine(start, end)
        way = end - start
        length = max((way.x() ** 2 + way.y() ** 2) ** 0.5, 1)
        along = way / length
        tip_at = end - along * (MARK + 1)
        side = QPointF(-along.y(), along.x())
        for turn in (1, -1):
            painter.drawLine(tip_at, tip_at - along * 5 + side * 4 * turn)


def place_text(method: Method, likelihood: int, impact: int) -> str:
    """Return a cell in words: "Likely × Major"."""
    words = step_words(method.likelihood, likelihood), step_words(method.impact, impact)
    return " × ".join(words)
