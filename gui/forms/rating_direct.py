"""Asks for the level itself, where no scale fits; such a rating needs a reason."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from gui.levels import Chip, chip_height, level_text
from gui.widgets import clear, column, label, row
from register.i18n import _
from register.scoring import Judgement, Level, Method, Rating


class LevelButton(QPushButton):
    """One level to pick."""

    def __init__(self, method: Method, level: Level) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(level_text(level))
        chip = Chip(method, level.key)
        chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._line = row(self)
        self._line.setContentsMargins(4, 3, 4, 3)
        self._line.addWidget(chip)
        self._line.addStretch(1)

    def sizeHint(self) -> QSize:
        return self._line.sizeHint().expandedTo(QSize(120, chip_height() + 8))

    def minimumSizeHint(self) -> QSize:
        return self._line.minimumSize()


class LevelPicker(QWidget):
    """The levels of a method as chips, the highest first; at most one is chosen."""

    picked = Signal(str)  # its key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Level"))
        self.buttons: dict[str, LevelButton] = {}
        self._lines = column(self, spacing=2)

    def show_method(self, method: Method) -> None:
        """Offer another method's levels."""
        clear(self._lines)
        self.buttons = {}
        for level in reversed(method.levels):
            made = self.buttons[level.key] = LevelButton(method, level)
            made.clicked.connect(lambda _on=False, key=level.key: self._press(key))
            self._lines.addWidget(made)
        self._lines.addStretch(1)

    def choose(self, key: str | None) -> None:
        """Show which level is chosen, without telling."""
        for level, made in self.buttons.items():
            made.setChecked(level == key)

    def _press(self, key: str) -> None:
        self.choose(key)
        self.picked.emit(key)


class DirectForm(QWidget):
    """Holds the level that was picked above; says what it asks for."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.level: str | None = None
        column(self).addWidget(
            label(_("The level is said directly, so a reason is needed."), "caption")
        )

    def show_method(self, _method: Method) -> None:
        """Begin without a level."""
        self.level = None

    def put(self, level: str) -> None:
        """Take a level."""
        self.level = level
        self.changed.emit()

    def texts(self) -> dict[str, str]:
        """Return the level."""
        return {"level": self.level or ""}

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Take the level of texts()."""
        if texts.get("level"):
            self.put(texts["level"])

    def judgement(self) -> Judgement:
        """Return what was picked."""
        return Judgement(level=self.level)

    def show_rating(self, rating: Rating) -> None:
        """The chip of the draft shows it."""

    def focus(self) -> QWidget | None:
        """The level is picked elsewhere."""
        return None
