"""What is seen of a window: its visible widgets, without the inner parts that Qt makes itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QCalendarWidget,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QScrollBar,
    QTabBar,
    QWidget,
)

Kind = TypeVar("Kind", bound=QWidget)
INNER = (QHeaderView, QScrollBar)


def visible(root: QWidget, kind: type[Kind]) -> Iterator[Kind]:
    """Yield the widgets of a kind that are shown in ``root``, itself included."""
    own = [root] if isinstance(root, kind) else []
    for widget in (*own, *root.findChildren(kind)):
        here = widget.window() is root.window() and widget.isVisibleTo(root.window())
        if here and not is_inner(widget):
            yield widget


def is_inner(widget: QWidget) -> bool:
    """Tell whether a widget is a part of another one, made by Qt."""
    if isinstance(widget, INNER) or widget.objectName().startswith("qt_"):
        return True
    parent = widget.parentWidget()
    above = parent
    while above is not None:
        if isinstance(above, QCalendarWidget):
            return True
        above = above.parentWidget()
    if isinstance(parent, QComboBox | QLineEdit | QTabBar | QMenuBar):
        return True
    return isinstance(parent, QAbstractItemView) and isinstance(widget, QAbstractButton)


def takes_keys(widget: QWidget) -> bool:
    """Tell whether Tab stops at a widget."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def interactive(root: QWidget) -> Iterator[QWidget]:
    """Yield what one can press, type in or move in."""
    for widget in visible(root, QWidget):
        is_control = isinstance(
            widget, QAbstractButton | QLineEdit | QComboBox | QAbstractItemView | QTabBar
        )
        if is_control or (takes_keys(widget) and not isinstance(widget, QMenuBar)):
            yield widget


def place_of(widget: QWidget, root: QWidget) -> QRect:
    """Return where a widget stands in ``root``."""
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


def scroll_area_of(widget: QWidget) -> QAbstractScrollArea | None:
    """Return the area in which a widget scrolls, if any."""
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QAbstractScrollArea):
            return above
        above = above.parentWidget()
    return None


def words_of(widget: QWidget) -> str:
    """Return a short name for messages."""
    text = getattr(widget, "text", None)
    shown = text() if callable(text) else ""
    shown = shown or widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} “{str(shown)[:50]}”"


def labels_of(root: QWidget) -> dict[QWidget, QLabel]:
    """Return which label names which widget."""
    named: dict[QWidget, QLabel] = {}
    for label in root.findChildren(QLabel):
        buddy = label.buddy()
        if buddy is not None:
            named[buddy] = label
    return named
