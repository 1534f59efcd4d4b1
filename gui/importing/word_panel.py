"""How the words of a likelihood or an impact are read: each word with its step of the scale."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from gui.importing.state import ImportState
from gui.widgets import Combo, card, column, label
from register.exchange.looking import SeenColumn
from register.exchange.mapping import NOT_RATED
from register.i18n import _
from register.scoring import words_in


class WordPanel(QFrame):
    """Shows the words of one column; ``chosen`` says that one was given another step."""

    chosen = Signal()

    def __init__(self, state: ImportState) -> None:
        super().__init__()
        self._state = state
        self._shown: tuple[int, tuple[str, ...]] = (-1, ())
        self.combos: dict[str, Combo] = {}
        lines = column(self, spacing=8)
        self.title = label("", bold=True)
        self.how = label("", "second")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        frame, inside = card(margin=8)
        inside.addWidget(self._area)
        for widget in (self.title, self.how):
            lines.addWidget(widget)
        lines.addWidget(frame, 1)
        self.setMinimumWidth(270)

    def show_column(self, seen: SeenColumn) -> None:
        """Show the words of a column that has some."""
        words = tuple(sorted(word for word, _step in seen.words))
        if self._shown != (seen.index, words):
            self._shown = seen.index, words
            self._build(seen)
        for word, step in seen.words:
            combo = self.combos[word]
            combo.setCurrentIndex(combo.findData(step))

    # inside ------------------------------------------------------------------------------

    def _build(self, seen: SeenColumn) -> None:
        self.combos = {}
        self.title.setText(seen.heading)
        text = _("These words are read as steps of the register’s scale (guessed).")
        if seen.index in self._state.steps:
            text = _("These words are read as steps of the register’s scale.")
        self.how.setText(text)
        sheet = QWidget()
        sheet.setProperty("role", "sheet")
        grid = QGridLayout(sheet)
        grid.setContentsMargins(4, 4, 4, 4)
        grid.setVerticalSpacing(6)
        for line, (word, _step) in enumerate(seen.words):
            combo = self._combo(seen, word)
            name = label(word)
            name.setBuddy(combo)
            grid.addWidget(name, line, 0)
            grid.addWidget(combo, line, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnMinimumWidth(1, 150)
        grid.setRowStretch(len(seen.words), 1)
        self._area.setWidget(sheet)

    def _combo(self, seen: SeenColumn, word: str) -> Combo:
        method = self._state.method
        steps = method.likelihood if seen.target.endswith("likelihood") else method.impact
        combo = Combo()
        combo.addItem(_("Not rated"), NOT_RATED)
        for n, step in enumerate(steps, 1):
            combo.addItem(f"{n}  {words_in(step.words)}", n)
        combo.setAccessibleName(_("“{text}” is read as").format(text=word))
        combo.activated.connect(partial(self._choose, seen.index, word))
        self.combos[word] = combo
        return combo

    def _choose(self, index: int, word: str, _item: int) -> None:
        self._state.choose_step(index, word, int(self.combos[word].currentData()))
        self.how.setText(_("These words are read as steps of the register’s scale."))
        self.chosen.emit()
