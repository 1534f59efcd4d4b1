"""The card of a page that shows a figure, or the same numbers as a table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QStackedWidget, QWidget

from gui.tables.wrapping import WrappingLayout
from gui.widgets import button, card_of, column, label, line
from register.i18n import _

FIGURE, TABLE = "figure", "table"


class FigureCard(QFrame):
    """Buttons above; below them the figure, its table, or what to do where nothing can be shown.

    ``copy``, ``save`` and ``print_it`` do what their buttons say with the figure as it is chosen.
    """

    way_chosen = Signal()
    empty_left = Signal()

    def __init__(
        self,
        waiting: str,
        copy: Callable[[], object],
        save: Callable[[], object],
        print_it: Callable[[], object],
        *choices: QWidget,
    ) -> None:
        """``waiting``: what stands here until the figure comes; ``choices``: of what it shows."""
        super().__init__()
        self.lines = card_of(self, spacing=8)
        self.ways = {FIGURE: _way(_("Figure")), TABLE: _way(_("Table"))}
        self.stack = QStackedWidget()
        self._empty_text = label("", "second")
        self._empty_button = button("", self.empty_left.emit)
        self._empty = self._make_empty()
        group = QButtonGroup(self)
        for made in self.ways.values():
            group.addButton(made)
        self.ways[FIGURE].setChecked(True)
        group.buttonToggled.connect(lambda _made, on: self.way_chosen.emit() if on else None)
        verbs = (
            button(_("Copy picture"), copy, "quiet", "copy"),
            button(_("Save picture…"), save, "quiet", "download"),
            button(_("Print…"), print_it, "quiet", "print"),
        )
        bar = QWidget()
        places = WrappingLayout(bar, 8)
        for widget in (*self.ways.values(), *choices, *verbs):
            places.addWidget(widget)
        for widget in (bar, line()):
            self.lines.addWidget(widget)
        self.lines.addWidget(self.stack, 1)
        for widget in (label(waiting, "second"), self._empty):
            self.stack.addWidget(widget)

    @property
    def way(self) -> str:
        """Whether the figure or the table is wanted."""
        return TABLE if self.ways[TABLE].isChecked() else FIGURE

    def choose_way(self, way: object) -> None:
        """Want the table, or else the figure."""
        self.ways[TABLE if way == TABLE else FIGURE].setChecked(True)

    def show_empty(self, text: str, verb: str) -> None:
        """Say that there is nothing to show, and what to do about it."""
        self._empty_text.setText(text)
        self._empty_button.setText(verb)
        self.stack.setCurrentWidget(self._empty)

    def _make_empty(self) -> QWidget:
        empty = QWidget()
        lines = column(empty, spacing=12, margin=24)
        self._empty_text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        lines.addStretch(2)
        lines.addWidget(self._empty_text)
        lines.addWidget(self._empty_button, 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addStretch(3)
        return empty


def _way(text: str) -> QPushButton:
    made = button(text, lambda: None, "segment")
    made.setCheckable(True)
    return made
