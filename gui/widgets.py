"""Small widgets in the program's manner: text of others is always plain text."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui import theme
from gui.icons import icon

ICON = 16
Box = TypeVar("Box", bound=QBoxLayout)


def label(text: str = "", role: str = "", *, size: int = 0, bold: bool = False) -> QLabel:
    """Return a label that shows ``text`` as it is and wraps it."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setText(text)
    if role:
        made.setProperty("role", role)
    if size or bold:
        made.setFont(theme.font(size or theme.BODY, bold=bold))
    return made


def short_label(text: str = "", role: str = "") -> QLabel:
    """Return a label on one line that takes no more room than it needs."""
    made = label(text, role)
    made.setWordWrap(False)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    return made


def tip(text: str) -> str:
    """Return ``text`` for a tooltip, where Qt would read it as markup; its lines stay lines."""
    lines = html.escape(text).replace("\n", "<br>")
    return f"<qt>{lines}</qt>" if text else ""


def button(text: str, act: Callable[[], object], role: str = "", sign: str = "") -> QPushButton:
    """Return a push button; ``role``: primary, quiet, row or place; ``sign``: an icon's name."""
    made = QPushButton(text)
    made.setProperty("role", role)
    if sign:
        made.setIcon(icon(sign, theme.tokens().on_accent if role == "primary" else ""))
        made.setIconSize(_icon_size())
    made.clicked.connect(lambda _checked=False: act())
    made.setAutoDefault(False)
    return made


def icon_button(sign: str, text: str, act: Callable[[], object]) -> QToolButton:
    """Return a button that shows an icon only; ``text`` names it."""
    made = QToolButton()
    made.setIcon(icon(sign))
    made.setIconSize(_icon_size())
    made.setToolTip(tip(text))
    made.setAccessibleName(text)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setMinimumSize(28, 28)
    made.clicked.connect(lambda _checked=False: act())
    return made


def _icon_size() -> QSize:
    return QSize(theme.scaled(ICON), theme.scaled(ICON))


def card(*, spacing: int = 12, margin: int = 16) -> tuple[QFrame, QVBoxLayout]:
    """Return a card and the column inside it."""
    frame = QFrame()
    return frame, card_of(frame, spacing=spacing, margin=margin)


def card_of(frame: QFrame, *, spacing: int = 12, margin: int = 16) -> QVBoxLayout:
    """Make a card of a frame; return the column inside it."""
    frame.setProperty("role", "card")
    return column(frame, spacing=spacing, margin=margin)


def column(owner: QWidget | None = None, *, spacing: int = 8, margin: int = 0) -> QVBoxLayout:
    """Return a column layout."""
    return _laid(QVBoxLayout(owner) if owner else QVBoxLayout(), spacing, margin)


def row(owner: QWidget | None = None, *, spacing: int = 8, margin: int = 0) -> QHBoxLayout:
    """Return a row layout."""
    return _laid(QHBoxLayout(owner) if owner else QHBoxLayout(), spacing, margin)


def _laid(made: Box, spacing: int, margin: int) -> Box:
    made.setSpacing(spacing)
    made.setContentsMargins(margin, margin, margin, margin)
    return made


def beside(*parts: QWidget, parent: QWidget | None = None) -> QSplitter:
    """Return widgets side by side, with room to drag between them; none of them goes away.

    A part that is made with the splitter as its parent stands at its right end.
    """
    made = QSplitter(Qt.Orientation.Horizontal, parent)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(16)
    for part in parts:
        made.addWidget(part)
    return made


def line() -> QFrame:
    """Return a thin separating line."""
    made = QFrame()
    made.setProperty("role", "line")
    return made


def clear(layout: QLayout) -> None:
    """Remove everything from a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def put_in_place(layout: QLayout, old: QWidget | None, new: QWidget) -> None:
    """Put a widget at the end of a layout, from which another one goes for good."""
    if old is not None:
        layout.removeWidget(old)
        old.hide()
        old.deleteLater()
    layout.addWidget(new)


def restyle(widget: QWidget) -> None:
    """Look a widget's style up again after one of its properties changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Combo(QComboBox):
    """A combo box with the program's arrow, which the wheel changes only when it has focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        size = 16
        left = 8 if self.isRightToLeft() else self.width() - size - 8
        icon("chevron-down", size=size).paint(
            painter, left, (self.height() - size) // 2, size, size
        )
        painter.end()


class WrappingButton(QPushButton):
    """A button that holds a layout, and is as high as what wraps in it needs."""

    LEAST = QSize(80, 32)
    WIDTH = 200  # asked for

    def __init__(
        self, role: str, name: str, act: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        """``name``: what is read out."""
        super().__init__(parent)
        self.setProperty("role", role)
        self.setAccessibleName(name)
        self.setAutoDefault(False)
        self.clicked.connect(lambda _checked=False: act())
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inside = self.layout()
        return (
            super().heightForWidth(width) if inside is None else inside.totalHeightForWidth(width)
        )

    def sizeHint(self) -> QSize:
        return QSize(self.WIDTH, self.heightForWidth(max(self.width(), self.WIDTH)))

    def minimumSizeHint(self) -> QSize:
        return self.LEAST


class LineButton(WrappingButton):
    """A whole line that can be pressed: a picture and words that wrap."""

    def __init__(
        self,
        picture: QPixmap,
        text: str,
        act: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("row", text, act, parent)
        self._line = row(self, spacing=10)
        self._line.setContentsMargins(8, 6, 8, 6)
        sign = label()
        sign.setPixmap(picture)
        sign.setWordWrap(False)
        words = label(text)
        self._line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(words, 1)


class Ear(QObject):
    """Calls ``act`` with each event of the watched objects; True swallows the event."""

    def __init__(self, parent: QObject, act: Callable[[QObject, QEvent], bool]) -> None:
        super().__init__(parent)
        self._act = act

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return self._act(watched, event)
