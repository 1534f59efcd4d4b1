"""Where Tab goes: through a window as one reads it, whatever the order its widgets were made in.

Qt goes in the order of making, which pages that fill themselves later do not keep.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QButtonGroup,
    QCalendarWidget,
    QComboBox,
    QGridLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QMenuBar,
    QProgressBar,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QWidget,
)

_WHOLE = (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCalendarWidget,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenuBar,
    QProgressBar,
    QTabBar,
)
"""Widgets whose inside is Qt's own: Python must not look at parts that Qt deletes unseen."""
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def is_tab() -> bool:
    """Tell whether a key asks for the next stop.

    Qt asks as well while what has the focus hides or is disabled; then widgets may be on their way
    out, and Python must not look at them.
    """
    current: QWidget | None = QApplication.focusWidget()
    return current is None or (current.isVisible() and current.isEnabled())


def pass_focus(root: QWidget, *, forward: bool) -> bool:
    """Give the focus to the next stop in ``root``, or the one before; tell whether there is one."""
    current = root.focusWidget()
    stops = [item for item in _in_order(root) if item is current or _is_stop(item, root)]
    if not stops or stops == [current]:
        return False
    step = 1 if forward else -1
    start = stops.index(current) if current in stops else (-1 if forward else 0)
    target = stops[(start + step) % len(stops)]
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    target.setFocus(reason)
    _bring_into_view(target)
    return True


def _is_stop(widget: QWidget, root: QWidget) -> bool:
    usable = widget.isEnabled() and widget.isVisibleTo(root)
    proxy: QWidget | None = widget.focusProxy()
    return usable and proxy is None and _takes_tab(widget) and not _another_is_chosen(widget)


def _takes_tab(widget: QWidget) -> bool:
    """Tell whether Tab stops here; Qt lets it stop at the first of a group, chosen or not."""
    wanted = Qt.FocusPolicy.TabFocus
    if isinstance(widget, QAbstractButton) and widget.isChecked():
        wanted = Qt.FocusPolicy.StrongFocus
    return bool(widget.focusPolicy() & wanted)


def _another_is_chosen(widget: QWidget) -> bool:
    """Of buttons that exclude each other Tab stops at the chosen one; arrows lead to the others."""
    if not isinstance(widget, QAbstractButton) or widget.isChecked():
        return False
    group: QButtonGroup | None = widget.group()
    if group is not None and group.exclusive():
        return group.checkedButton() is not None
    parent: QWidget | None = widget.parentWidget()
    if not widget.autoExclusive() or parent is None:
        return False
    others = parent.findChildren(QAbstractButton, options=_DIRECT)
    return any(other.isChecked() and other.autoExclusive() for other in others)


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    """Yield a widget and all that stands in it, as one reads."""
    yield widget
    for child in _children(widget):
        if not child.isWindow():
            yield from _in_order(child)


def _children(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QStackedWidget):
        shown = widget.currentWidget()
        yield from [shown] if shown is not None else []
    elif isinstance(widget, QSplitter):
        for place in range(widget.count()):
            part = widget.widget(place)
            yield from [part] if part is not None else []
    elif isinstance(widget, QScrollArea):
        sheet = widget.widget()
        yield from [sheet] if sheet is not None else []
    elif isinstance(widget, QAbstractItemView):
        yield from _laid_out(widget.viewport())
    elif not isinstance(widget, _WHOLE):
        yield from _laid_out(widget)


def _laid_out(widget: QWidget) -> Iterator[QWidget]:
    """Yield the children in the order of the layout; those outside of it, by their place."""
    children = widget.findChildren(QWidget, options=_DIRECT)
    layout = widget.layout()
    known = dict.fromkeys(_items(layout, children)) if layout is not None else {}
    yield from known
    others = [child for child in children if child not in known]
    yield from sorted(others, key=lambda item: (item.y(), item.x()))


def _items(layout: QLayout, widgets: list[QWidget]) -> Iterator[QWidget]:
    """Yield those of the widgets that a layout holds, in its order.

    The layout is asked for places, never for its items: Python would keep them after Qt has
    deleted them, and delete what stands at their address by then.
    """
    inner = [child for child in layout.children() if isinstance(child, QLayout)]
    held: list[tuple[int, QWidget | QLayout]] = []
    held += [(layout.indexOf(widget), widget) for widget in widgets]
    held += [(layout.indexOf(child), child) for child in inner]
    placed = [(_place(layout, index), item) for index, item in held if index >= 0]
    for _where, item in sorted(placed, key=lambda pair: pair[0]):
        if isinstance(item, QWidget):
            yield item
        else:
            yield from _items(item, widgets)


def _place(layout: QLayout, index: int) -> tuple[int, ...]:
    """Return where an item stands: in a grid by row, then by column."""
    if not isinstance(layout, QGridLayout):
        return (index,)
    cells: Any = layout.getItemPosition(index)
    return tuple(cells)


def _bring_into_view(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            corner = widget.mapTo(above.viewport(), QPoint(0, 0))
            if not above.viewport().rect().contains(corner):
                above.ensureWidgetVisible(widget)
        above = above.parentWidget()
