"""The heading of a group of widgets, which folds them away."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QWidget

from gui import theme
from gui.icons import icon


class Fold(QPushButton):
    """The heading of a group: pressed, it shows or hides what stands under it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setProperty("role", "fold")
        self.setCheckable(True)
        self.setChecked(True)
        self.setIconSize(QSize(theme.scaled(12), theme.scaled(12)))
        self.setAccessibleName(text)
        self._lines: list[QWidget] = []
        self.toggled.connect(self._turn)
        self._turn(True)

    def add(self, made: QWidget) -> None:
        """Put something under this heading."""
        self._lines.append(made)
        made.setVisible(self.isChecked())

    def _turn(self, on: bool) -> None:
        self.setIcon(icon("chevron-down" if on else "chevron-right"))
        for made in self._lines:
            made.setVisible(on)
