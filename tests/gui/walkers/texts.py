"""What texts are seen: is each translated, and is each shown as it is, never as markup?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QTabBar,
    QTreeWidget,
    QWidget,
)

from tests.gui.walkers.seen import visible, words_of

MOST_ROWS = 40
_WORDS = re.compile(r"[A-Za-z]{3,}")


def texts(root: QWidget) -> Iterator[tuple[str, str]]:
    """Yield where each text stands that is seen or read aloud, and the text."""
    yield "title", root.windowTitle()
    for widget in visible(root, QWidget):
        name = type(widget).__name__
        yield f"{name} name", widget.accessibleName()
        yield f"{name} tip", _unescaped(widget.toolTip())
        if isinstance(widget, QLabel | QAbstractButton):
            yield name, widget.text()
        elif isinstance(widget, QLineEdit | QPlainTextEdit):
            yield f"{name} hint", widget.placeholderText()
        elif isinstance(widget, QComboBox):
            yield from ((name, widget.itemText(n)) for n in range(min(widget.count(), MOST_ROWS)))
        elif isinstance(widget, QTabBar):
            yield from ((name, widget.tabText(n)) for n in range(widget.count()))
        elif isinstance(widget, QAbstractItemView):
            yield from ((name, text) for text in _cells(widget))


def menu_texts(root: QWidget) -> Iterator[tuple[str, str]]:
    """Yield the texts and tips of actions."""
    for action in root.findChildren(QAction):
        if not action.isSeparator():
            yield "action", action.text().split("\t")[0]
            yield "action tip", action.statusTip()


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None:
        return
    headed = not isinstance(view, QTreeWidget) or not view.isHeaderHidden()
    for column in range(_columns(model, QModelIndex())):
        header = model.headerData(column, Qt.Orientation.Horizontal)
        if headed and header is not None and not isinstance(header, int):
            yield str(header)
    yield from _rows(model, QModelIndex(), 0)


def _rows(model: QAbstractItemModel, parent: QModelIndex, depth: int) -> Iterator[str]:
    for row in range(min(model.rowCount(parent), MOST_ROWS)):
        for column in range(_columns(model, parent)):
            index = model.index(row, column, parent)
            text = index.data()
            if isinstance(text, str):
                yield text
            if column == 0 and depth < 2:
                yield from _rows(model, index, depth + 1)


def untranslated(root: QWidget, mark: str, is_data: Callable[[str], bool]) -> Iterator[str]:
    """Say which texts do not come from the catalogue; ``mark``: what stands in all that do."""
    for where, text in texts(root):
        if mark not in text and _WORDS.search(text) and not is_data(text):
            yield f"{where}: “{text[:80]}”"


def rich(root: QWidget) -> Iterator[str]:
    """Say which labels and tips would read a text as markup."""
    for label in visible(root, QLabel):
        if label.textFormat() is not Qt.TextFormat.PlainText:
            yield f"{words_of(label)} takes {label.textFormat().name}"
    for widget in visible(root, QWidget):
        if "<b>" in widget.toolTip() or "<img" in widget.toolTip():
            yield f"the tip of {words_of(widget)} is markup: {widget.toolTip()[:60]}"
        if isinstance(widget, QAbstractItemView):
            yield from _rich_tips(widget)
    if isinstance(root, QMessageBox):
        yield "a message box"


def _columns(model: QAbstractItemModel, parent: QModelIndex) -> int:
    """Return how many columns a model has; lists hide theirs from Python."""
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)


def _rich_tips(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    for row in range(min(model.rowCount(), 3) if model else 0):
        for column in range(_columns(model, QModelIndex())):
            tip = model.index(row, column).data(Qt.ItemDataRole.ToolTipRole)
            if isinstance(tip, str) and ("<b>" in tip or "<img" in tip):
                yield f"a tip of {words_of(view)} is markup: {tip[:60]}"


def _unescaped(tip: str) -> str:
    return re.sub(r"<[^>]*>", "", tip)
