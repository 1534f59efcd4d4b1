"""Where Tab goes: through a window as one reads it, whatever the order its widgets were made in.

Qt goes in the order of making, which pages that fill themselves later do not keep.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QButtonGroup,
    QGridLayout,
    QLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QWidget,
)

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


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
    elif isinstance(widget, QAbstractItemView):  # its headers die when Python has looked at them
        yield from _laid_out(widget.viewport())
    else:
        yield from _laid_out(widget)


def _laid_out(widget: QWidget) -> Iterator[QWidget]:
    """Yield the children in the order of the layout; those outside of it, by their place."""
    layout = widget.layout()
    known = dict.fromkeys(_items(layout)) if layout is not None else {}
    yield from known
    others = [c for c in widget.findChildren(QWidget, options=_DIRECT) if c not in known]
    yield from sorted(others, key=lambda item: (item.y(), item.x()))


def _items(layout: QLayout) -> Iterator[QWidget]:
    for place in _places(layout):
        item = layout.itemAt(place)
        inner, widget = (item.layout(), item.widget()) if item is not None else (None, None)
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _items(inner)


def _places(layout: QLayout) -> list[int]:
    places = list(range(layout.count()))
    if not isinstance(layout, QGridLayout):
        return places
    cells: list[tuple[int, ...]] = [layout.getItemPosition(n) for n in places]  # type: ignore[misc]
    return sorted(places, key=cells.__getitem__)  # by row, then by column


def _bring_into_view(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            corner = widget.mapTo(above.viewport(), QPoint(0, 0))
            if not above.viewport().rect().contains(corner):
                above.ensureWidgetVisible(widget)
        above = above.parentWidget()
