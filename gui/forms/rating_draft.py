"""A rating that is being made: its cell in words, its day, and why."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from gui.forms.day_editor import DayEditor
from gui.forms.inputs import Lines
from gui.levels import Chip
from gui.matrix import Place
from gui.session import Session
from gui.widgets import Combo, button, column, label, row
from register.entities import ASSESSMENT, Assessment
from register.entities.risk import TIERS, Tier
from register.entity import new_id
from register.errors import FieldError
from register.fields import clean
from register.i18n import _, today, translated
from register.scoring import Step, words_in


class RatingDraft(QWidget):
    """Asks for what a rating needs; the panel around it stores it."""

    moved = Signal(object)  # the Place chosen here, or None
    wanted = Signal()  # save it
    dropped = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.likelihood, self.impact = Combo(), Combo()
        self.rationale = Lines()
        self.day = DayEditor(session, ASSESSMENT.by_key["assessed_on"])
        self.day.committed.connect(self.day.show_value)
        self._chip = Chip(session.method(), None)
        self._lay_out()
        self.clear()

    @property
    def place(self) -> Place | None:
        """The cell that is chosen, None while a scale is empty."""
        pair = self.likelihood.currentIndex(), self.impact.currentIndex()
        return pair if min(pair) > 0 else None

    def start(self, tier: Tier, place: Place | None) -> None:
        """Ask for a rating of a tier, beginning at a cell; what was typed stays."""
        self._title.setText(_("Rate: {tier}").format(tier=translated(TIERS[tier])))
        self._put(place)

    def clear(self) -> None:
        """Forget what was chosen and typed."""
        method = self.session.method()
        for box, steps in ((self.likelihood, method.likelihood), (self.impact, method.impact)):
            box.clear()
            box.addItems(["", *_step_texts(steps)])
        self.rationale.clear()
        self.day.show_value(today())
        self._put(None)

    def complain(self, text: str) -> None:
        """Say why the rating cannot be stored."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def assessment(self, risk: str, tier: Tier) -> Assessment:
        """Return the rating as it stands here; raises FieldError for what does not fit."""
        if self.place is None:
            raise FieldError(_("Choose a likelihood and an impact, or drop this rating."))
        return Assessment(
            id=new_id(),
            risk=risk,
            tier=tier,
            assessed_on=self.day.parse(self.day.text()) or today(),
            assessed_by=self.session.open_book.by,
            likelihood=self.place[0],
            impact=self.place[1],
            rationale=clean(self.rationale.toPlainText())[0],
        )

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        lines = column(self, spacing=8)
        head = row()
        self._title = label("", bold=True)
        head.addWidget(self._title, 1)
        head.addWidget(self._chip)
        lines.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        named = ((_("Likelihood"), self.likelihood), (_("Impact"), self.impact))
        for n, (name, box) in enumerate(named):
            title = label(name, "caption")
            title.setBuddy(box)
            box.setAccessibleName(name)
            box.activated.connect(lambda _index: self._tell())
            grid.addWidget(title, 0, n)
            grid.addWidget(box, 1, n)
            grid.setColumnStretch(n, 1)
        lines.addLayout(grid)
        self.rationale.setAccessibleName(_("Rationale"))
        self.rationale.setPlaceholderText(_("Why this rating?"))
        lines.addWidget(self.rationale)
        foot = row()
        foot.addWidget(self.day, 1)
        self._drop = button(_("Drop"), self.dropped.emit, "quiet")
        self.save = button(_("Save rating"), self.wanted.emit, "primary")
        for widget in (self._drop, self.save):
            foot.addWidget(widget)
        foot.setStretchFactor(self.day, 1)
        lines.addLayout(foot)
        self._problem = label("", "problem")
        lines.addWidget(self._problem)

    def _put(self, place: Place | None) -> None:
        for box, step in zip((self.likelihood, self.impact), place or (0, 0), strict=True):
            box.setCurrentIndex(step)
        self._show()

    def _tell(self) -> None:
        self._show()
        self.moved.emit(self.place)

    def _show(self) -> None:
        method, place = self.session.method(), self.place
        key = method.grid[place[0] - 1][place[1] - 1] if place else None
        self._chip.show_level(method, key)
        self.save.setEnabled(place is not None)
        self.complain("")


def _step_texts(steps: tuple[Step, ...]) -> list[str]:
    return [f"{n}  {words_in(step.words)}" for n, step in enumerate(steps, 1)]
