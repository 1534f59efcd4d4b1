"""What every table of the program shares: whole rows, quiet lines, and keys that never search.

Qt answers a letter by reading every row until one begins with it; over a hundred thousand rows
the window would stand still for seconds. Long lists are searched by their filter.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget


class Unsearched:
    """Mixed into a view: a letter typed on a row does nothing of its own."""

    def keyboardSearch(self, _text: str) -> None:
        """Leave searching to the filter."""


class PlainTable(Unsearched, QTableView):
    """A table in which one chooses rows; nothing is edited unless a subclass lets it."""

    def __init__(self, model: QAbstractItemModel, name: str, parent: QWidget | None = None) -> None:
        """``name``: what the rows are, for those who hear the screen."""
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
