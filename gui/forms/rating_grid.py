"""Asks for what a method with a matrix needs: likelihood, impact, and impact by dimension.

The worst dimension decides the impact; the dimension that it comes from is named beside it.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from gui import theme
from gui.fold import Fold
from gui.forms.step_combo import StepCombo, step_text
from gui.matrix import Place
from gui.widgets import clear, column, label
from register.i18n import _, ngettext
from register.scoring import (
    FORMULAS,
    ImpactDimension,
    Judgement,
    Method,
    Rating,
    Step,
    words_in,
)

DOT = " · "
_TOP, _FILL = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag(0)


class DimensionBox(QWidget):
    """The step of one dimension of impact, with what that step looks like."""

    def __init__(self, method: Method, dimension: ImpactDimension, parent: QWidget) -> None:
        super().__init__(parent)
        self._criteria = [
            _criterion(method, dimension.key, step) for step in range(1, len(method.impact) + 1)
        ]
        name = words_in(dimension.words)
        self.combo = StepCombo(name, _("not judged"), self)
        self.combo.show_steps(method.impact, self._criteria)
        self._known = label("", "caption")
        self._known.hide()
        title = label(name, "caption")
        title.setBuddy(self.combo)
        lines = column(self, spacing=3)
        for widget in (title, self.combo, self._known):
            lines.addWidget(widget)
        lines.addStretch(1)
        self.combo.currentIndexChanged.connect(lambda _index: self._show())

    def _show(self) -> None:
        step = self.combo.step
        self._known.setText(self._criteria[step - 1] if step else "")
        self._known.setVisible(bool(self._known.text()))


class GridForm(QWidget):
    """Two steps, of which the impact may be judged dimension by dimension."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.likelihood = StepCombo(_("Likelihood"), parent=self)
        self.impact = StepCombo(_("Impact"), parent=self)
        self.boxes: dict[str, DimensionBox] = {}
        self.told = label("", "warning")  # why a step was not taken
        self._lay_out()
        self.likelihood.activated.connect(lambda _index: self._tell())
        self.impact.activated.connect(lambda _index: self._impact_wanted(self.impact.step))

    @property
    def place(self) -> Place | None:
        """The cell that is judged, None while a step is missing."""
        likelihood, impact = self.likelihood.step, self.impact.step
        return (likelihood, impact) if likelihood and impact else None

    def show_method(self, method: Method) -> None:
        """Ask for another method's steps, beginning with none."""
        self._method = method
        self.likelihood.show_steps(method.likelihood)
        self.impact.show_steps(method.impact)
        self.told.hide()
        self._show_dimensions()
        self._show()

    def put(self, place: Place) -> None:
        """Take a cell; dimensions that are judged decide the impact all the same."""
        self.likelihood.put(place[0])
        self._impact_wanted(place[1])

    def texts(self) -> dict[str, str]:
        """Return the steps that are chosen."""
        return {key: str(combo.step or "") for key, combo in self._combos.items()}

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Choose the steps of texts()."""
        for key, combo in self._combos.items():
            combo.put(int(texts.get(key, 0)))
        self._tell()

    @property
    def _combos(self) -> dict[str, StepCombo]:
        own = {"likelihood": self.likelihood, "impact": self.impact}
        return own | {f"impact of {key}": box.combo for key, box in self.boxes.items()}

    def judgement(self) -> Judgement:
        """Return what stands here."""
        impacts = self._impacts()
        own = None if impacts else self.impact.step
        return Judgement(likelihood=self.likelihood.step, impact=own, impacts=impacts)

    def show_rating(self, rating: Rating) -> None:
        """Say where the impact comes from, and how the score."""
        self._driver.setText(driver_text(self._method, rating))
        self._driver.setVisible(bool(self._driver.text()))

    def focus(self) -> QWidget:
        """Return where one begins."""
        return self.likelihood

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        lines = column(self, spacing=6)
        grid = QGridLayout()
        lines.addLayout(grid)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        self._known, self._driver = label("", "caption"), label("", "caption")
        named = (
            (_("Likelihood"), self.likelihood, self._known),
            (_("Impact"), self.impact, self._driver),
        )
        for n, (name, box, below) in enumerate(named):
            title = label(name, "caption")
            title.setBuddy(box)
            for place, widget in enumerate((title, box, below)):
                grid.addWidget(widget, place, n, _TOP if widget is below else _FILL)
            grid.setColumnStretch(n, 1)
        lines.addWidget(self.told)
        self.fold = Fold(_("Impact by dimension"))
        self.fold.setChecked(False)
        lines.addWidget(self.fold)
        self._part = QWidget()
        self._dimensions = QGridLayout(self._part)
        self._dimensions.setContentsMargins(0, 0, 0, 0)
        self._dimensions.setHorizontalSpacing(12)
        lines.addWidget(self._part)
        self.fold.add(self._part)

    def _show_dimensions(self) -> None:
        clear(self._dimensions)
        self.boxes = {
            item.key: DimensionBox(self._method, item, self._part)
            for item in self._method.dimensions
        }
        across = 1 if theme.is_large() else 2
        for n, box in enumerate(self.boxes.values()):
            box.combo.activated.connect(lambda _index: self._judged())
            self._dimensions.addWidget(box, n // across, n % across)
        for n in range(2):
            self._dimensions.setColumnStretch(n, int(n < across))
        self.fold.setVisible(bool(self.boxes))
        self._part.setVisible(bool(self.boxes) and self.fold.isChecked())

    def _impacts(self) -> dict[str, float]:
        return {key: box.combo.step for key, box in self.boxes.items() if box.combo.step}

    def _worst(self) -> int | None:
        return max((box.combo.step or 0 for box in self.boxes.values()), default=0) or None

    def _impact_wanted(self, step: int | None) -> None:
        worst = self._worst()
        self.impact.put(worst or step)
        is_other = worst is not None and step != worst
        if is_other:
            text = _(
                "The dimensions decide: the impact stays at {impact}. "
                "Change a dimension, or set all to “not judged”."
            )
            self.told.setText(text.format(impact=step_text(self._method.impact, worst or 1)))
        self._tell()
        self.told.setVisible(is_other)

    def _judged(self) -> None:
        if worst := self._worst():
            self.impact.put(worst)
        self._tell()

    def _tell(self) -> None:
        self.told.hide()
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        step = self.likelihood.step
        self._known.setText(_known(self._method.likelihood, step))
        self._known.setVisible(bool(self._known.text()))
        count = len(self._impacts())
        text = _("Impact by dimension")
        if count:
            text = ngettext(
                "Impact by dimension ({count} judged)",
                "Impact by dimension ({count} judged)",
                count,
            ).format(count=count)
        self.fold.setText(text)
        self.fold.setAccessibleName(text)


def driver_text(method: Method, rating: Rating) -> str:
    """Return the impact that counts and where it comes from, "" when from no dimension."""
    dimension = method.dimension(rating.driver) if rating.driver else None
    if dimension is None or rating.impact is None:
        return ""
    return _("{impact} — from {dimension}").format(
        impact=step_text(method.impact, int(rating.impact)), dimension=words_in(dimension.words)
    )


def sum_text(method: Method, rating: Rating) -> str:
    """Return how a score came about: “L × I + 2 I = 20”, of a plain product the score only."""
    if rating.score is None:
        return ""
    if method.formula is not None:
        return f"{FORMULAS[method.formula.name]} = {rating.score:g}"
    return _("Score {score}").format(score=f"{rating.score:g}")


def _criterion(method: Method, key: str, step: int) -> str:
    found = method.criterion(key, step)
    return words_in(found.text) if found is not None else ""


def _known(steps: tuple[Step, ...], step: int | None) -> str:
    """Return what a step looks like."""
    if step is None:
        return ""
    return DOT.join(words_in(criterion.text) for criterion in steps[step - 1].criteria)
