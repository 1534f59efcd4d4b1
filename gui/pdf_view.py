"""A PDF as a column of pages; a page is drawn when it comes into sight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from gui import theme
from gui.pdf import PdfPages

GAP = 16
MOST_PICTURES = 24
SMALLEST, LARGEST = 0.4, 4.0
ZOOM = 1.2
MARK, FRAME = QColor(244, 208, 63, 110), QColor("#9B0019")  # pages are white in every theme


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a text was found: page from 0; left, top, width and height in points."""

    page: int
    place: tuple[float, float, float, float]


class _Sheet(QWidget):
    """The canvas inside the scroll area: knows where every page lies."""

    def __init__(self, pages: PdfPages) -> None:
        super().__init__()
        self._pages = pages
        self._sizes: list[tuple[float, float]] = []
        self._scale = 1.0
        self._pictures: dict[int, tuple[float, QImage]] = {}
        self._asked: set[tuple[int, float]] = set()
        self.hits: list[Hit] = []
        self.hit = -1
        pages.drawn.connect(self._drawn)

    def show_pages(self, sizes: list[tuple[float, float]]) -> None:
        self._sizes = sizes
        self._pictures.clear()
        self._asked.clear()
        self._fit()

    def set_scale(self, scale: float) -> None:
        if abs(scale - self._scale) > 0.001:
            self._scale = scale
            self._asked.clear()
            self._fit()

    def rect_of(self, hit: Hit) -> QRectF:
        """Return where a hit is shown."""
        corner = self._rect(hit.page).topLeft()
        place = QRectF(*(value * self._scale for value in hit.place))
        return place.translated(corner).adjusted(-2, -2, 2, 2)

    @property
    def count(self) -> int:
        return len(self._sizes)

    def top_of(self, page: int) -> int:
        return GAP + sum(int(h * self._scale) + GAP for _w, h in self._sizes[:page])

    def page_at(self, y: int) -> int:
        bottom = 0
        for page, (_width, height) in enumerate(self._sizes):
            bottom += int(height * self._scale) + GAP
            if y < bottom:
                return page
        return max(0, len(self._sizes) - 1)

    def sizeHint(self) -> QSize:
        width = max((w for w, _h in self._sizes), default=200)
        return QSize(int(width * self._scale) + 2 * GAP, self.top_of(len(self._sizes)))

    def _fit(self) -> None:
        self.setMinimumHeight(self.sizeHint().height())
        self.setMinimumWidth(self.sizeHint().width())
        self.update()

    def _rect(self, page: int) -> QRectF:
        width, height = (value * self._scale for value in self._sizes[page])
        return QRectF((self.width() - width) / 2, self.top_of(page), width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        seen = event.rect()
        first = self.page_at(seen.top())
        for page in range(first, self.count):
            rect = self._rect(page)
            if rect.top() > seen.bottom():
                break
            painter.fillRect(rect, QColor("white"))
            wanted = self._scale * self.devicePixelRatioF()
            held = self._pictures.get(page)
            if held is not None:
                painter.drawImage(rect, held[1])
            if held is None or held[0] != wanted:
                self._ask(page, wanted)
            painter.setPen(QColor(theme.tokens().line))
            painter.drawRect(rect)
        self._paint_hits(painter, seen)
        painter.end()

    def _paint_hits(self, painter: QPainter, seen: QRect) -> None:
        """Paint marks over what was found; the one that is gone to has a frame."""
        for n, hit in enumerate(self.hits):
            rect = self.rect_of(hit)
            if not rect.intersects(QRectF(seen)):
                continue
            painter.fillRect(rect, MARK)
            if n == self.hit:
                painter.setPen(QPen(FRAME, 2))
                painter.drawRect(rect)

    def _ask(self, page: int, scale: float) -> None:
        if (page, scale) not in self._asked:
            self._asked.add((page, scale))
            self._pages.draw(page, scale)

    def _drawn(self, page: int, scale: float, image: QImage) -> None:
        self._pictures.pop(page, None)
        self._pictures[page] = (scale, image)
        while len(self._pictures) > MOST_PICTURES:
            gone = next(iter(self._pictures))
            self._asked.discard((gone, self._pictures.pop(gone)[0]))
        self.update()


class PdfView(QScrollArea):
    """Scrolls through a PDF, fitted to the width unless zoomed."""

    moved = Signal(int, int)  # the page in sight, from 1, and how many there are
    looked = Signal(int, int, bool)  # the hit gone to, from 1; how many; whether that is all

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = PdfPages(self)
        self._sheet = _Sheet(self.pages)
        self._zoom = 1.0
        self._width = 595.0
        self._text, self._from, self._is_looking = "", 0, False
        self.setWidget(self._sheet)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pages.opened.connect(self._opened)
        self.pages.found.connect(self._found)
        self.pages.searched.connect(self._searched)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_file(self, path: Path) -> None:
        """Show a PDF from its first page."""
        self.pages.open(path)

    def zoom(self, factor: float) -> None:
        """Make the pages larger or smaller by a factor."""
        bar = self.verticalScrollBar()
        place = bar.value() / max(1, bar.maximum())
        self._zoom = min(max(self._zoom * factor, SMALLEST), LARGEST)
        self._scale()
        bar.setValue(round(place * bar.maximum()))

    def fit(self) -> None:
        """Make the pages as wide as the view."""
        self._zoom = 1.0
        self._scale()

    def go_to(self, page: int) -> None:
        """Bring a page, counted from 1, to the top."""
        page = min(max(page, 1), max(self._sheet.count, 1))
        self.verticalScrollBar().setValue(self._sheet.top_of(page - 1) - GAP)

    def look_for(self, text: str) -> None:
        """Mark a text wherever it stands, and go to the first place from here on; "" ends it."""
        self._text, self._is_looking = text, bool(text)
        self._from = self._sheet.page_at(self.verticalScrollBar().value() + GAP)
        self._sheet.hits, self._sheet.hit = [], -1
        self._sheet.update()
        self._tell_hits()
        self.pages.find(text)

    def look_next(self, step: int = 1) -> None:
        """Go to the next place that was found, or with -1 to the one before."""
        if self._sheet.hits:
            self._go_to_hit((self._sheet.hit + step) % len(self._sheet.hits))

    def event(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return super().event(event)
        if self._act_of(event) is not None:  # here these keys are about the pages
            event.accept()
        return event.isAccepted()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._act_of(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _act_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        """Return what a key does here: zoom with Ctrl, the first and the last page without."""
        key, bar = Qt.Key(event.key()), self.verticalScrollBar()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held & Qt.KeyboardModifier.ControlModifier:
            return {
                Qt.Key.Key_Plus: lambda: self.zoom(ZOOM),
                Qt.Key.Key_Equal: lambda: self.zoom(ZOOM),
                Qt.Key.Key_Minus: lambda: self.zoom(1 / ZOOM),
                Qt.Key.Key_0: self.fit,
            }.get(key)
        return {
            Qt.Key.Key_Home: lambda: bar.setValue(bar.minimum()),
            Qt.Key.Key_End: lambda: bar.setValue(bar.maximum()),
        }.get(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scale()

    def _scale(self) -> None:
        room = max(100, self.viewport().width() - 2 * GAP)
        self._sheet.set_scale(room / self._width * self._zoom)

    def _opened(self, sizes: list[tuple[float, float]]) -> None:
        self._width = max((width for width, _height in sizes), default=595.0)
        self._sheet.show_pages(sizes)
        self._scale()
        self._scrolled(self.verticalScrollBar().value())
        self.look_for(self._text)

    def _found(self, page: int, places: list[tuple[float, float, float, float]]) -> None:
        first = len(self._sheet.hits)
        self._sheet.hits += [Hit(page, place) for place in places]
        if self._sheet.hit < 0 and page >= self._from:
            self._go_to_hit(first)
        self._sheet.update()
        self._tell_hits()

    def _searched(self) -> None:
        self._is_looking = False
        if self._sheet.hits and self._sheet.hit < 0:
            self._go_to_hit(0)
        self._tell_hits()

    def _go_to_hit(self, place: int) -> None:
        self._sheet.hit = place
        centre = self._sheet.rect_of(self._sheet.hits[place]).center().toPoint()
        room = self.viewport().size() / 3
        self.ensureVisible(centre.x(), centre.y(), room.width(), room.height())
        self._sheet.update()
        self._tell_hits()

    def _tell_hits(self) -> None:
        sheet = self._sheet
        self.looked.emit(sheet.hit + 1, len(sheet.hits), not self._is_looking)

    def _scrolled(self, value: int) -> None:
        middle = value + self.viewport().height() // 2
        self.moved.emit(self._sheet.page_at(middle) + 1, self._sheet.count)
