"""Asks for the three values of LEC, and shows D with its sum, its band and the rules that apply."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from gui import theme
from gui.forms.inputs import Line
from gui.forms.step_combo import widen_list
from gui.levels import Chip
from gui.widgets import Combo, button, clear, column, label, short_label
from register.errors import FieldError
from register.fields import Number
from register.i18n import _
from register.scoring import (
    Band,
    Entry,
    Judgement,
    Lec,
    Method,
    Rating,
    boundary_words,
    range_words,
    words_in,
)

NUMBER = Number()


class ValueBox(QWidget):
    """One value: a line of its table, or another number within the table's range."""

    changed = Signal()

    def __init__(self, name: str, table: tuple[Entry, ...]) -> None:
        super().__init__()
        self._name, self._table = name, table
        self.combo, self.free = Combo(), Line()
        self.combo.setAccessibleName(name)
        self.combo.addItem("")
        for entry in table:
            self.combo.addItem(f"{entry.value:g}  {words_in(entry.words)}", entry.value)
        self.combo.addItem(_("Another value…"))
        widen_list(self.combo)
        low, high = f"{table[0].value:g}", f"{table[-1].value:g}"
        self.free.setPlaceholderText(_("from {low} to {high}").format(low=low, high=high))
        self.free.setAccessibleName(_("{name}: another value").format(name=name))
        self.free.hide()
        lines = column(self, spacing=3)
        lines.addWidget(self.combo)
        lines.addWidget(self.free)
        self.combo.activated.connect(lambda _index: self._chosen())
        self.free.textChanged.connect(lambda _text: self.changed.emit())

    @property
    def is_free(self) -> bool:
        """Tell whether another value than those of the table is given."""
        return self.combo.currentIndex() == len(self._table) + 1

    def value(self) -> float | None:
        """Return the value; raises FieldError for a text that is no number."""
        if not self.is_free:
            found = self.combo.currentData()
            return None if found is None else float(found)
        try:
            return NUMBER.parse(self.free.text())
        except FieldError as error:
            raise FieldError(f"{self._name}: {error}") from None

    def put(self, text: str) -> None:
        """Choose a value of the table, or type another one."""
        known = [str(entry.value) for entry in self._table]
        place = known.index(text) + 1 if text in known else len(known) + 1
        self.combo.setCurrentIndex(place if text else 0)
        self.free.setText("" if text in known else text)
        self.free.setVisible(self.is_free)
        self.changed.emit()

    def _chosen(self) -> None:
        self.free.setVisible(self.is_free)
        if self.is_free:
            self.free.setFocus()
        self.changed.emit()


class LecForm(QWidget):
    """Likelihood, exposure and consequence."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: list[ValueBox] = []
        self.sum = label("", bold=True)
        self.band = label("")
        self.rule = label("", "caption")
        use = label(
            _(
                "LEC is for work at a place, where people may be hurt; not for market or financial risks."
            ),
            "caption",
        )
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        lines = column(self, spacing=4)
        lines.addLayout(self._grid)
        for widget in (self.sum, self.band, self.rule, use):
            lines.addWidget(widget)

    def show_method(self, method: Method) -> None:
        """Ask for the values of another method's tables, beginning with none."""
        assert method.lec is not None
        self._lec = method.lec
        clear(self._grid)
        self.boxes = []
        for n, (name, table) in enumerate(method.lec.tables()):
            box = ValueBox(name, table)
            box.changed.connect(self.changed)
            title = label(name, "caption")
            title.setBuddy(box.combo)
            places = ((2 * n, 0), (2 * n + 1, 0)) if theme.is_large() else ((n, 0), (n, 1))
            self._grid.addWidget(title, *places[0], Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(box, *places[1])
            self.boxes.append(box)
        for n in range(2):
            self._grid.setColumnStretch(n, 1 - n if theme.is_large() else 1 + 2 * n)
        self.rule.setText(boundary_words(method.lec.boundary))
        self._show_sum(None)

    def texts(self) -> dict[str, str]:
        """Return the values that are chosen or typed."""
        return {
            f"value {n}": box.free.text() if box.is_free else str(box.combo.currentData() or "")
            for n, box in enumerate(self.boxes)
        }

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Choose or type the values of texts()."""
        for n, box in enumerate(self.boxes):
            box.put(texts.get(f"value {n}", ""))

    def judgement(self) -> Judgement:
        """Return what stands here; raises FieldError for a text that is no number."""
        likelihood, exposure, consequence = (box.value() for box in self.boxes)
        return Judgement(likelihood=likelihood, exposure=exposure, impact=consequence)

    def show_rating(self, rating: Rating) -> None:
        """Show D, how it came about, and its band."""
        self._show_sum(rating if rating.rated else None)

    def focus(self) -> QWidget:
        """Return where one begins."""
        return self.boxes[0].combo

    # inside ------------------------------------------------------------------------------

    def _show_sum(self, rating: Rating | None) -> None:
        if rating is None or rating.band is None:
            self.sum.setText("D = L × E × C")
            self.band.setText("")
        else:
            factors = " × ".join(NUMBER.format(box.value()) for box in self.boxes)
            self.sum.setText(f"D = {factors} = {NUMBER.format(rating.score)}")
            self.band.setText(band_text(self._lec, rating.band))
        self.band.setVisible(bool(self.band.text()))


class BandScale(QWidget):
    """The bands of LEC, the highest first, and the way to rate by it."""

    begun = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self.rate = button(_("Rate by LEC"), self.begun.emit, sign="assessment")
        lines = column(self, spacing=8)
        lines.addLayout(self._grid)
        lines.addWidget(self.rate, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addStretch(1)

    def show_method(self, method: Method) -> None:
        """Show another method's bands."""
        assert method.lec is not None
        clear(self._grid)
        for place, band in enumerate(reversed(method.lec.bands)):
            self._grid.addWidget(short_label(range_words(method.lec, band), "second"), place, 0)
            self._grid.addWidget(short_label(words_in(band.words)), place, 1)
            self._grid.addWidget(Chip(method, band.level), place, 2)


def band_text(lec: Lec, band: Band) -> str:
    """Return a band with its scores and what is to be done: “Dangerous (20–70): …”."""
    return _("{band} ({scores}): {advice}").format(
        band=words_in(band.words), scores=range_words(lec, band), advice=words_in(band.advice)
    )
