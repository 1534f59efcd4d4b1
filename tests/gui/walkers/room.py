"""Has everything the room that its text needs, and does every dialog fit a small screen?"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from tests.gui.walkers.seen import place_of, scroll_area_of, visible, words_of

SCREEN = QSize(1280, 720)
FRAME = 32  # the title bar that the desktop adds
SLACK = 2


def clipped(root: QWidget) -> Iterator[str]:
    """Say what is cut off."""
    yield from _cut_labels(root)
    yield from _cut_buttons(root)
    yield from _cut_fields(root)
    yield from _cut_sheets(root)
    yield from _outside(root)


def too_large(root: QWidget) -> Iterator[str]:
    """Say whether a window does not fit a screen of 1280 × 720, or asks for more than it has."""
    least = root.minimumSizeHint().expandedTo(root.minimumSize())
    if least.width() > SCREEN.width() or least.height() > SCREEN.height() - FRAME:
        yield f"{type(root).__name__} wants {least.width()} × {least.height()}"
    screen = root.screen().availableSize().expandedTo(SCREEN)
    if root.width() > screen.width() or root.height() > screen.height():
        yield f"{type(root).__name__} is {root.width()} × {root.height()}"


def _cut_labels(root: QWidget) -> Iterator[str]:
    for label in visible(root, QLabel):
        if not label.text() or not label.pixmap().isNull():
            continue
        if label.wordWrap():
            wanted = label.heightForWidth(label.width())
            if wanted > label.height() + SLACK:
                yield f"{words_of(label)} needs {wanted} px of height, has {label.height()}"
        elif label.sizeHint().width() > label.width() + SLACK:
            yield f"{words_of(label)} needs {label.sizeHint().width()} px, has {label.width()}"


def _cut_buttons(root: QWidget) -> Iterator[str]:
    for button in visible(root, QAbstractButton):
        if not button.text() or not isinstance(button, QPushButton | QCheckBox):
            continue
        metrics = button.fontMetrics()
        text = metrics.size(Qt.TextFlag.TextShowMnemonic, button.text())
        icon = 0 if button.icon().isNull() else button.iconSize().width() + 4
        if text.width() + icon > button.width() + SLACK or text.height() > button.height() + SLACK:
            yield f"{words_of(button)} needs {text.width() + icon} px, has {button.width()}"


def _cut_fields(root: QWidget) -> Iterator[str]:
    for kind in (QLineEdit, QComboBox):
        for field in visible(root, kind):
            if field.height() < field.fontMetrics().height():
                yield f"{words_of(field)} is {field.height()} px high"


def _cut_sheets(root: QWidget) -> Iterator[str]:
    """Sheets that cannot be scrolled sideways but are wider than what is seen of them."""
    for area in visible(root, QScrollArea):
        sheet = area.widget()
        never = area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if sheet is not None and never and sheet.width() > area.viewport().width() + SLACK:
            inside = type(sheet).__name__
            yield f"a sheet ({inside}) is {sheet.width()} px wide, {area.viewport().width()} seen"


def _outside(root: QWidget) -> Iterator[str]:
    """Widgets that reach over the edge of the window without being scrolled."""
    room = QRect(0, 0, root.width(), root.height()).adjusted(-SLACK, -SLACK, SLACK, SLACK)
    for widget in visible(root, QWidget):
        if scroll_area_of(widget) is not None or widget.isWindow() or not widget.width():
            continue
        if not room.contains(place_of(widget, root)):
            yield f"{words_of(widget)} reaches over the edge"
