"""Does Tab reach every field, in the order in which one reads?"""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenuBar, QScrollArea, QWidget

from tests.gui.walkers.seen import place_of, takes_keys, visible, words_of

MOST, LONGEST_S = 400, 2.0
PATIENCE = 40  # how often Tab may move inside one widget, as from link to link
COLUMN = 200


def unreachable(root: QWidget) -> Iterator[str]:
    """Press Tab around the window; say what was not reached, and where the way jumps back."""
    _activate(root)
    wanted = set(_wanted(root))
    way, jumps = _pressed(root)
    for widget in wanted & set(_wanted(root)):  # what needs something chosen may come later
        if widget not in way and not _shares(widget, way):
            yield f"{words_of(widget)} is not reached by Tab"
    first = min(way, key=lambda item: _corner(item, root), default=None)
    for before, after in jumps:
        if after is not first:
            yield f"Tab goes from {words_of(before)} back to {words_of(after)}"


def _wanted(root: QWidget) -> Iterator[QWidget]:
    for widget in visible(root, QWidget):
        skip = isinstance(widget, QMenuBar | QScrollArea) or not widget.isEnabled()
        if takes_keys(widget) and not skip:
            yield widget


def _shares(widget: QWidget, reached: set[QWidget]) -> bool:
    """Tell whether a neighbour in a group of which one is chosen was reached; arrows do the rest."""
    if not isinstance(widget, QAbstractButton):
        return False
    if (group := widget.group()) is not None:
        return group.exclusive() and bool(set(group.buttons()) & reached)
    others = set(widget.parentWidget().findChildren(type(widget)))
    return widget.autoExclusive() and bool(others & reached)


def _activate(root: QWidget) -> None:
    end = time.monotonic() + LONGEST_S
    while not root.isActiveWindow() and time.monotonic() < end:
        root.activateWindow()
        QApplication.processEvents()


def _pressed(root: QWidget) -> tuple[set[QWidget], list[tuple[QWidget, QWidget]]]:
    """Return what has the focus after each Tab until it comes round, and where it goes back."""
    start = QApplication.focusWidget()
    seen = {start} if start is not None and root.isAncestorOf(start) else set()
    jumps, stayed = [], 0
    for _step in range(MOST):
        before = QApplication.focusWidget() or root
        QTest.keyClick(before, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        stayed = stayed + 1 if now is before else 0
        if now is None or not root.isAncestorOf(now) or stayed > PATIENCE:
            break
        if not stayed and before in seen and _jumps(before, now, root):
            jumps.append((before, now))
        if now in seen and not stayed:
            break
        seen.add(now)
    return seen, jumps


def _jumps(before: QWidget, after: QWidget, root: QWidget) -> bool:
    """Tell whether ``after`` stands above ``before``, or before it on the same line."""
    here, there = place_of(before, root), place_of(after, root)
    if _cover(here.left(), here.right(), there.left(), there.right()):
        return there.bottom() <= here.top()
    same_line = _cover(here.top(), here.bottom(), there.top(), there.bottom())
    return same_line and _is_before(there, here, root) and _close(before, after)


def _corner(widget: QWidget, root: QWidget) -> tuple[int, int, int]:
    """Return where reading begins first: at the left column, then from the top."""
    place = place_of(widget, root)
    return (place.left() // COLUMN, place.top(), place.left())


def _close(one: QWidget, other: QWidget) -> bool:
    """Tell whether two widgets stand in the same group of controls."""
    return one.parentWidget() is other.parentWidget()


def _is_before(one: QRect, other: QRect, root: QWidget) -> bool:
    if root.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        return one.left() >= other.right()
    return one.right() <= other.left()


def _cover(low: int, high: int, other_low: int, other_high: int) -> bool:
    return low < other_high and other_low < high
