"""Chooses a step of a scale; its list says what each step looks like, the closed box its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStyleOptionComboBox, QWidget

from gui import theme
from gui.widgets import Combo
from register.i18n import _
from register.scoring import Step, words_in

SHORT = Qt.ItemDataRole.UserRole
MOST_WIDE = 460  # of the list


class StepCombo(Combo):
    """Steps count from 1; the first line means that none is chosen."""

    def __init__(self, name: str = "", empty: str = "", parent: QWidget | None = None) -> None:
        """``empty``: what stands there while no step is chosen."""
        super().__init__(parent)
        self._empty = empty
        self.setAccessibleName(name)

    @property
    def step(self) -> int | None:
        """The step that is chosen."""
        return self.currentIndex() if self.currentIndex() > 0 else None

    def put(self, step: int | None) -> None:
        """Choose a step, or none."""
        self.setCurrentIndex(step or 0)

    def show_steps(self, steps: Sequence[Step], criteria: Sequence[str] = ()) -> None:
        """Offer other steps; ``criteria``: what each of them looks like."""
        self.clear()
        self.addItem(self._empty, self._empty)
        for n in range(1, len(steps) + 1):
            short = step_text(steps, n)
            known = criteria[n - 1] if criteria else ""
            whole = _("{name}: {text}").format(name=short, text=known)
            self.addItem(whole if known else short, short)
        widen_list(self)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        option.currentText = str(self.currentData(SHORT) or "")


def widen_list(combo: QComboBox) -> None:
    """Let the list of a combo box be as wide as what it says, up to MOST_WIDE."""
    view = combo.view()
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    wide = view.sizeHintForColumn(0) + 24
    view.setMinimumWidth(min(wide, theme.scaled(MOST_WIDE)))


def step_text(steps: Sequence[Step], step: int) -> str:
    """Return a step with its number: “4  Major”."""
    return f"{step}  {words_in(steps[step - 1].words)}"
